"""A linear classifier over character n-grams, kept as plain arrays and served by numpy alone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.understanding.expressions import expression
from bot.understanding.simplified import simplified

__all__ = ["LinearModel", "edged", "grams", "normal", "save_model"]

_BLANKS = expression(r"\s+")
_AMID_WORDS = expression("(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
_INVISIBLE = expression("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe0f\ufeff]")
_MOST = 1500
_BITS = 127
_BEGIN, _END = "\x02", "\x03"


def edged(text: str) -> str:
    """The text between marks, so that its first and last words count as such."""
    return f"{_BEGIN}{text}{_END}"


def normal(text: str) -> str:
    """The text as it is counted: small letters, simplified, no blanks between characters."""
    text = _BLANKS.sub(" ", _INVISIBLE.sub("", text[:_MOST].lower()))
    return simplified(_AMID_WORDS.sub("", text), dialect=True)


def grams(text: str, longest: int) -> dict[str, int]:
    """How often each n-gram of 1 to `longest` characters stands in the text."""
    text = normal(text)
    counts: dict[str, int] = {}
    for size in range(1, longest + 1):
        for start in range(len(text) - size + 1):
            gram = text[start : start + size]
            counts[gram] = counts.get(gram, 0) + 1
    return counts


class LinearModel:
    """Weights (one row a feature, one column a class), quantised to eight bits."""

    def __init__(self, arrays: Any, words: dict[str, Any]) -> None:
        self.classes: list[str] = words["classes"]
        self._longest = int(words["longest"])
        self._index = {gram: place for place, gram in enumerate(words["grams"])}
        self._weights: npt.NDArray[np.int8] = arrays["weights"]
        self._scale: npt.NDArray[np.float32] = arrays["scale"]
        self._intercept: npt.NDArray[np.float32] = arrays["intercept"]
        self._idf: npt.NDArray[np.float32] = arrays["idf"].astype(np.float32)
        self._temperature = float(words["temperature"])
        self._edges = bool(words.get("edges", False))
        self.most_doubt = float(words.get("most_doubt", 1.0))
        """So much of the probability may lie on classes that mean nothing (by cross-validation)."""

    @classmethod
    def load(cls, folder: Path, name: str) -> LinearModel:
        """The model saved as `<name>.npz` and `<name>.json`."""
        words = json.loads((folder / f"{name}.json").read_text("utf-8"))
        with np.load(folder / f"{name}.npz", allow_pickle=False) as arrays:
            return cls({key: arrays[key] for key in arrays.files}, words)

    def probabilities(self, text: str) -> npt.NDArray[np.float32]:
        """One probability a class, in the order of `classes`."""
        read = edged(text[: _MOST - 2]) if self._edges else text
        known = [
            (place, count)
            for gram, count in grams(read, self._longest).items()
            if (place := self._index.get(gram)) is not None
        ]
        scores = self._intercept.astype(np.float32)
        if known:
            places = np.fromiter((place for place, _ in known), np.intp, len(known))
            counts = np.fromiter((count for _, count in known), np.float32, len(known))
            values = (1 + np.log(counts)) * self._idf[places]
            values /= np.sqrt(values @ values)
            scores = scores + (values @ self._weights[places].astype(np.float32)) * self._scale
        scores = (scores - scores.max()) / self._temperature
        exp = np.exp(scores)
        return np.asarray(exp / exp.sum(), dtype=np.float32)

    def familiar(self, text: str) -> float:
        """The share of the text's pairs of characters that the training data held."""
        pairs = [gram for gram in grams(text, 2) if len(gram) == 2]
        return sum(pair in self._index for pair in pairs) / max(1, len(pairs))

    def top(self, text: str, count: int = 3) -> list[tuple[str, float]]:
        """The likeliest classes with their probability, best first."""
        values = self.probabilities(text)
        best = np.argsort(-values)[:count]
        return [(self.classes[place], round(float(values[place]), 4)) for place in best]

    def many(self, texts: Sequence[str], count: int = 3) -> list[list[tuple[str, float]]]:
        """`top` for each text."""
        return [self.top(text, count) for text in texts]


def save_model(
    folder: Path, name: str, weights: Any, intercept: Any, idf: Any, words: dict[str, Any]
) -> int:
    """Write the model as `<name>.npz` and `<name>.json`; gives their size in bytes."""
    scale = np.abs(weights).max(axis=0) / _BITS
    np.savez_compressed(
        folder / f"{name}.npz",
        weights=np.round(weights / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        intercept=intercept.astype(np.float32),
        idf=idf.astype(np.float16),
    )
    text = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
    (folder / f"{name}.json").write_text(text + "\n", "utf-8")
    return sum((folder / f"{name}.{end}").stat().st_size for end in ("npz", "json"))
