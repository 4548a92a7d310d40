"""Trains the linear models from `nlu_data`; needs scikit-learn, which serving does not."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

__all__ = ["Example", "act_examples", "case_examples", "train_all", "training_sentences"]

Example = tuple[str, str]
_SEED = 20261121
_INTENT = re.compile(r"- intent: (\S+)")
_SENTENCE = re.compile(r"    - (.+)")
_ENTITY = re.compile(r"\[([^\]]+)\]\([a-z_]+\)")
_CASE = "case_"
_BITS = 127
_TEMPERATURES = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.2, 1.5, 2.0)


def training_sentences(folder: Path) -> Iterator[Example]:
    """Sentences of the Rasa training files below a folder, with their intent, entities unmarked."""
    for path in sorted(folder.rglob("*.yml")):
        intent = ""
        for line in path.read_text("utf-8").splitlines():
            if match := _INTENT.match(line):
                intent = match[1]
            elif intent and (match := _SENTENCE.match(line)):
                yield _ENTITY.sub(r"\1", match[1].strip()), intent


def _json_lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def case_examples(data: Path) -> list[Example]:
    """Consultations with their label: our own, the public ones, and the official cause names."""
    own = [
        (text, intent.removeprefix(_CASE))
        for text, intent in training_sentences(data / "training" / "cases")
    ]
    public = [
        (row["text"], row["label"]) for row in _json_lines(data / "stard/consultations.jsonl")
    ]
    causes = [(row["text"], row["label"]) for row in _json_lines(data / "causes.jsonl")]
    return own + public + causes


def act_examples(data: Path) -> list[Example]:
    """Sentences with their act; answers and consultations stand for `tell`, which is none."""
    acts = list(training_sentences(data / "training" / "acts"))
    cases = [text for text, _ in training_sentences(data / "training" / "cases")]
    told = [(text, "tell") for text in cases[::12]]
    return acts + told


def train_all(data: Path, models: Path) -> dict[str, int]:
    """Train both models and save them; gives the size of each in bytes."""
    models.mkdir(parents=True, exist_ok=True)
    return {
        "acts": _train(act_examples(data), models, "acts", 20.0),
        "cases": _train(case_examples(data), models, "cases", 15.0, varied=_varied(data)),
    }


def _varied(data: Path) -> int:
    """How many case examples, from the first, are variants of each other."""
    return sum(1 for _ in training_sentences(data / "training" / "cases"))


def _train(
    examples: Sequence[Example], models: Path, name: str, strength: float, varied: int = 0
) -> int:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    texts, labels = [text for text, _ in examples], [label for _, label in examples]
    vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(1, 2), sublinear_tf=True)
    features = vectorizer.fit_transform(texts)
    model = LogisticRegression(C=strength, max_iter=400, class_weight="balanced")
    model.fit(features, labels)
    temperature = _temperature(features, np.array(labels), strength, varied)
    weights = model.coef_.T
    scale = np.abs(weights).max(axis=0) / _BITS
    np.savez_compressed(
        models / f"{name}.npz",
        weights=np.round(weights / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        intercept=model.intercept_.astype(np.float32),
        idf=vectorizer.idf_.astype(np.float16),
    )
    words = {
        "classes": [str(label) for label in model.classes_],
        "longest": 2,
        "temperature": temperature,
        "grams": [str(gram) for gram in vectorizer.get_feature_names_out()],
    }
    text = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
    (models / f"{name}.json").write_text(text + "\n", "utf-8")
    return sum((models / f"{name}.{end}").stat().st_size for end in ("npz", "json"))


def _temperature(features: Any, labels: Any, strength: float, varied: int) -> float:
    """The temperature that makes the probabilities true, by cross-validation.

    The first `varied` examples are left out of the judging: their twins are in the other fold.
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold, cross_val_predict

    folds = StratifiedKFold(2, shuffle=True, random_state=_SEED)
    model = LogisticRegression(C=strength, max_iter=100, class_weight="balanced")
    scores = cross_val_predict(model, features, labels, cv=folds, method="decision_function")
    classes = np.unique(labels)
    right = np.searchsorted(classes, labels)

    def loss(temperature: float) -> float:
        scaled = scores / temperature
        scaled = scaled - scaled.max(axis=1, keepdims=True)
        logs = scaled - np.log(np.exp(scaled).sum(axis=1, keepdims=True))
        return float(-logs[np.arange(len(right)), right][varied:].mean())

    return min(_TEMPERATURES, key=loss)
