"""Trains the classifier of case types; needs scikit-learn, which serving does not.

Two linear models over the same n-grams are added into one: support vectors, and support vectors
over features weighed by naive Bayes (each n-gram by how much likelier it is in the class). The
n-grams are one or two characters, and the longer words of `case_words.txt`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.understanding.calibration import Scores, temperature_of
from bot.understanding.linear import grams, normal, save_model
from bot.understanding.training_data import case_examples, case_words, consultations, court_facts

__all__ = ["train_cases", "unseen_scores"]

_SEED = 20261121
_FOLDS = 5
_LONGEST = 2
_LONGEST_WORD = 5
_STRENGTH = 0.5
_BAYES_STRENGTH = 0.1
_SMOOTHING = 0.2
_WORD_WEIGHT = 0.5
"""How much a word of `case_words.txt` weighs beside a consultation; by cross-validation."""
_FACTS_WEIGHT = 2.0
"""How much facts in the words of a court weigh: they are few, and a voice of their own."""
_SHORTEST = 8
"""Shorter consultations are key words; probabilities are made true of sentences."""

Weights = npt.NDArray[np.float64]


def train_cases(data: Path, models: Path) -> int:
    """Train and save the model `cases`; gives its size in bytes."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts, labels, trust = _material(data)
    classes = np.unique(labels)
    right = np.searchsorted(classes, labels)
    analyzer = _counting(word for word, _ in case_words(data))
    vectorizer = TfidfVectorizer(analyzer=analyzer, sublinear_tf=True)
    features = vectorizer.fit_transform(texts)
    judged = _judged(data, texts)
    scores = unseen_scores(features, right, trust, judged)
    weights, intercept = _fit(features, right, trust)
    words = {
        "classes": [str(label) for label in classes],
        "longest": _LONGEST_WORD,
        "temperature": temperature_of(scores, right[judged]),
        "grams": [str(gram) for gram in vectorizer.get_feature_names_out()],
    }
    return save_model(models, "cases", weights, intercept, vectorizer.idf_, words)


def _counting(words: Iterable[str]) -> Callable[[str], list[str]]:
    """What counts of a text: its short n-grams, and the longer ones that are known words."""
    known = {normal(word) for word in words}

    def counted(text: str) -> list[str]:
        found = grams(text, _LONGEST_WORD).items()
        kept = ((gram, count) for gram, count in found if len(gram) <= _LONGEST or gram in known)
        return [gram for gram, count in kept for _ in range(count)]

    return counted


def _material(data: Path) -> tuple[list[str], npt.NDArray[np.str_], Weights]:
    """Texts, their labels, and how much each counts."""
    parts = case_examples(data), case_words(data), court_facts(data)
    texts = [text for part in parts for text, _ in part]
    labels = np.array([label for part in parts for _, label in part])
    trust = [1.0, _WORD_WEIGHT, _FACTS_WEIGHT]
    return texts, labels, np.repeat(trust, [len(part) for part in parts])


def _judged(data: Path, texts: list[str]) -> npt.NDArray[np.intp]:
    """The places of the sentences, which stand first; words and names of causes only teach."""
    count = len(consultations(data))
    return np.array([place for place in range(count) if len(texts[place]) >= _SHORTEST])


def unseen_scores(
    features: Any, right: npt.NDArray[np.intp], trust: Weights, judged: npt.NDArray[np.intp]
) -> Scores:
    """The scores of each judged example by a model that was not trained on it."""
    from sklearn.model_selection import StratifiedKFold

    scores = np.zeros((len(judged), int(right.max()) + 1))
    parts = StratifiedKFold(_FOLDS, shuffle=True, random_state=_SEED)
    for _, tested in parts.split(judged, right[judged]):
        seen = np.ones(len(right), dtype=bool)
        seen[judged[tested]] = False
        weights, intercept = _fit(features[seen], right[seen], trust[seen])
        scores[tested] = features[judged[tested]] @ weights + intercept
    return scores


def _fit(features: Any, right: npt.NDArray[np.intp], trust: Weights) -> tuple[Weights, Weights]:
    """Weights (a row a feature, a column a class) and intercepts of both models together."""
    from sklearn.svm import LinearSVC

    plain = LinearSVC(C=_STRENGTH, random_state=_SEED).fit(features, right, sample_weight=trust)
    weights, intercept = plain.coef_.T.copy(), plain.intercept_.copy()
    present = (features > 0).astype(float).multiply(trust[:, None]).tocsr()
    total = _sums(present)
    for place in range(weights.shape[1]):
        inside = _sums(present[right == place]) + _SMOOTHING
        outside = total - inside + 2 * _SMOOTHING
        ratio = np.log((inside / inside.sum()) / (outside / outside.sum()))
        bayes = LinearSVC(C=_BAYES_STRENGTH, random_state=_SEED)
        bayes.fit(features.multiply(ratio).tocsr(), right == place, sample_weight=trust)
        weights[:, place] += bayes.coef_[0] * ratio
        intercept[place] += bayes.intercept_[0]
    return weights, intercept


def _sums(rows: Any) -> Weights:
    return np.asarray(rows.sum(axis=0), dtype=np.float64).ravel()
