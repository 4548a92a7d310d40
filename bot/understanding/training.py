"""Trains the linear models from `nlu_data`; needs scikit-learn, which serving does not."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.understanding.acts import act_of, danger_of
from bot.understanding.linear import edged

__all__ = ["Example", "act_examples", "case_examples", "train_all", "training_sentences"]

Example = tuple[str, str]
Labels = npt.NDArray[np.str_]
Scores = npt.NDArray[np.float64]
_SEED = 20261121
_INTENT = re.compile(r"- intent: (\S+)")
_SENTENCE = re.compile(r"    - (.+)")
_ENTITY = re.compile(r"\[([^\]]+)\]\([a-z_]+\)")
_CASE = "case_"
_TELL = "tell"
_TOLD = 400
_FOLDS = 5
_OUTSIDE = (_TELL, "nonsense")
_BITS = 127
_LEASTS = tuple(each / 100 for each in range(10, 91, 5))
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
    answers = list(training_sentences(data / "training" / "outside"))
    cases = [text for text, _ in training_sentences(data / "training" / "cases")]
    told = [(text, _TELL) for text in cases[:: max(1, len(cases) // _TOLD)]]
    return acts + answers + told


def train_all(data: Path, models: Path) -> dict[str, int]:
    """Train both models and save them; gives the size of each in bytes."""
    models.mkdir(parents=True, exist_ok=True)
    return {
        "acts": _train(act_examples(data), models, "acts", 20.0, edges=True),
        "cases": _train(case_examples(data), models, "cases", 15.0, varied=_varied(data)),
    }


def _varied(data: Path) -> int:
    """How many case examples, from the first, are variants of each other."""
    return sum(1 for _ in training_sentences(data / "training" / "cases"))


def _train(
    examples: Sequence[Example],
    models: Path,
    name: str,
    strength: float,
    *,
    varied: int = 0,
    edges: bool = False,
) -> int:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    texts, labels = [text for text, _ in examples], np.array([label for _, label in examples])
    vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(1, 2), sublinear_tf=True)
    features = vectorizer.fit_transform([edged(text) for text in texts] if edges else texts)
    model = LogisticRegression(C=strength, max_iter=400, class_weight="balanced")
    model.fit(features, labels)
    scores = _unseen_scores(features, labels, strength, _FOLDS if edges else 2)
    right = np.searchsorted(model.classes_, labels)
    temperature = _temperature(scores[varied:], right[varied:])
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
        "edges": edges,
        "temperature": temperature,
        "least": _least(texts, _softmax(scores / temperature), labels) if edges else 0.0,
        "grams": [str(gram) for gram in vectorizer.get_feature_names_out()],
    }
    text = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
    (models / f"{name}.json").write_text(text + "\n", "utf-8")
    return sum((models / f"{name}.{end}").stat().st_size for end in ("npz", "json"))


def _unseen_scores(features: Any, labels: Labels, strength: float, folds: int) -> Scores:
    """What a model says of each example that was not trained on it; classes sorted by name."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold, cross_val_predict

    parts = StratifiedKFold(folds, shuffle=True, random_state=_SEED)
    model = LogisticRegression(C=strength, max_iter=100, class_weight="balanced")
    found = cross_val_predict(model, features, labels, cv=parts, method="decision_function")
    return np.asarray(found, dtype=np.float64)


def _softmax(scores: Scores) -> Scores:
    exp = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(exp / exp.sum(axis=1, keepdims=True))


def _temperature(scores: Scores, right: npt.NDArray[np.intp]) -> float:
    """The temperature that makes the probability of the right class true of examples unseen."""

    def loss(temperature: float) -> float:
        chances = _softmax(scores / temperature)[np.arange(len(right)), right]
        return float(-np.log(np.maximum(chances, 1e-12)).mean())

    return min(_TEMPERATURES, key=loss)


def _least(texts: Sequence[str], chances: Scores, labels: Labels) -> float:
    """The probability below which an act is better not believed.

    Where precision and recall of falling back are best together (F1), among the unseen examples
    that no rule takes.
    """
    open_ = np.array([act_of(text) is None and danger_of(text) is None for text in texts])
    outside = np.isin(labels, _OUTSIDE)[open_]
    best, chance = chances.argmax(axis=1)[open_], chances.max(axis=1)[open_]
    none = np.isin(np.unique(labels)[best], _OUTSIDE)

    def f1(least: float) -> float:
        fell = none | (chance < least)
        return float(2 * (fell & outside).sum() / (fell.sum() + outside.sum()))

    return max(_LEASTS, key=f1)
