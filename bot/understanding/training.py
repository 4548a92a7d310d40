"""Trains the linear models from `nlu_data`; needs scikit-learn, which serving does not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.understanding.acts import act_of, danger_of
from bot.understanding.calibration import Scores, softmax, temperature_of
from bot.understanding.case_training import train_cases
from bot.understanding.linear import edged, normal, save_model
from bot.understanding.training_data import TELL, Example, act_examples

__all__ = ["train_all"]

Labels = npt.NDArray[np.str_]
_SEED = 20261121
_FOLDS = 5
_STRENGTH = 20.0
_OUTSIDE = (TELL, "nonsense")
_DOUBTS = tuple(each / 100 for each in range(5, 96, 5))
_RECALL = 0.93


def train_all(data: Path, models: Path) -> dict[str, int]:
    """Train both models and save them; gives the size of each in bytes."""
    models.mkdir(parents=True, exist_ok=True)
    return {
        "acts": _train_acts(act_examples(data), models),
        "cases": train_cases(data, models),
    }


def _train_acts(examples: Sequence[Example], models: Path) -> int:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    texts, labels = [text for text, _ in examples], np.array([label for _, label in examples])
    vectorizer = TfidfVectorizer(
        analyzer="char", ngram_range=(1, 2), sublinear_tf=True, preprocessor=normal
    )
    features = vectorizer.fit_transform([edged(text) for text in texts])
    model = LogisticRegression(C=_STRENGTH, max_iter=400, class_weight="balanced")
    model.fit(features, labels)
    scores = _unseen_scores(features, labels)
    temperature = temperature_of(scores, np.searchsorted(model.classes_, labels))
    words = {
        "classes": [str(label) for label in model.classes_],
        "longest": 2,
        "edges": True,
        "temperature": temperature,
        "most_doubt": _most_doubt(texts, softmax(scores / temperature), labels),
        "grams": [str(gram) for gram in vectorizer.get_feature_names_out()],
    }
    return save_model(models, "acts", model.coef_.T, model.intercept_, vectorizer.idf_, words)


def _unseen_scores(features: Any, labels: Labels) -> Scores:
    """What a model says of each example that was not trained on it; classes sorted by name."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold, cross_val_predict

    parts = StratifiedKFold(_FOLDS, shuffle=True, random_state=_SEED)
    model = LogisticRegression(C=_STRENGTH, max_iter=100, class_weight="balanced")
    found = cross_val_predict(model, features, labels, cv=parts, method="decision_function")
    return np.asarray(found, dtype=np.float64)


def _most_doubt(texts: Sequence[str], chances: Scores, labels: Labels) -> float:
    """How much of the probability may lie outside all acts for the likeliest act to be believed.

    Where precision and recall of falling back are best together (F1), recall being high enough,
    among the unseen examples that no rule takes.
    """
    open_ = np.array([act_of(text) is None and danger_of(text) is None for text in texts])
    outside = np.isin(labels, _OUTSIDE)[open_]
    doubt = chances[:, np.isin(np.unique(labels), _OUTSIDE)].sum(axis=1)[open_]

    def f1(most: float) -> float:
        fell = doubt > most
        return float(2 * (fell & outside).sum() / (fell.sum() + outside.sum()))

    return max((each for each in _DOUBTS if (doubt > each)[outside].mean() >= _RECALL), key=f1)
