"""Makes probabilities of scores, true of examples that the model has not seen."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["Scores", "softmax", "temperature_of"]

Scores = npt.NDArray[np.float64]
_TEMPERATURES = (
    *(each / 100 for each in range(10, 40, 3)),
    *(0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.2, 1.5, 2.0),
)


def softmax(scores: Scores) -> Scores:
    """One row of probabilities for each row of scores."""
    exp = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(exp / exp.sum(axis=1, keepdims=True))


def temperature_of(scores: Scores, right: npt.NDArray[np.intp]) -> float:
    """The temperature that makes the probability of the right class truest."""

    def loss(temperature: float) -> float:
        chances = softmax(scores / temperature)[np.arange(len(right)), right]
        return float(-np.log(np.maximum(chances, 1e-12)).mean())

    return min(_TEMPERATURES, key=loss)
