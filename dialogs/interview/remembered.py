"""What was worked out about answers, and which of them it looked at.

Derivations and conditions are pure functions of the answers, and most answers have nothing to do
with most of them. Each is called with answers that note what is looked at; as long as none of that
changes, the result of the last time stands.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar, cast

from dialogs.answers import Answers

__all__ = ["Remembered", "Watch", "count_mark"]


def count_mark(group: str) -> str:
    """How the number of items of a group is named among the paths that were looked at."""
    return f"{group}[]"


@dataclass(frozen=True, slots=True)
class Remembered:
    """A result, and all that it rests on besides the day.

    paths: what was looked at. beginnings: all paths that begin so were. whole: everything was.
    """

    result: Any
    paths: set[str]
    beginnings: tuple[str, ...] = ()
    whole: bool = False

    def looks_at(self, changed: Set[str]) -> bool:
        """Whether it rests on any of these paths."""
        if not self.paths.isdisjoint(changed):
            return True
        if not self.beginnings and not self.whole:
            return False
        return any(self.whole or each.startswith(self.beginnings) for each in changed)

    def anew(self, fresh: Remembered) -> Remembered:
        """The fresh one, with the very result of this one if it came out the same."""
        if fresh.result != self.result:
            return fresh
        return Remembered(self.result, fresh.paths, fresh.beginnings, fresh.whole)


class Watch:
    """Answers that note what is looked at, by whoever is called with them."""

    def __init__(self, answers: Answers) -> None:
        self.paths: set[str] = set()
        self.beginnings: tuple[str, ...] = ()
        self.whole = False
        self._answers = _Watched(
            _Noted(answers.values, self),
            _Counts(answers.counts, self),
            cast("frozenset[str]", _NotedPaths(answers.unknown, self)),
            cast("frozenset[str]", _NotedPaths(answers.none, self)),
        )

    def condition(self, work: Callable[[Answers, int | None], Any], at: int | None) -> Remembered:
        """What the condition says, and what it looked at."""
        self._begin()
        return self._ended(work(self._answers, at))

    def derivation(
        self, work: Callable[[Answers, int | None, date], Any], at: int | None, today: date
    ) -> Remembered:
        """What is derived, and what was looked at for it."""
        self._begin()
        return self._ended(work(self._answers, at, today))

    def _begin(self) -> None:
        self.paths, self.beginnings, self.whole = set(), (), False

    def _ended(self, result: Any) -> Remembered:
        return Remembered(result, self.paths, self.beginnings, self.whole)


class _Watched(Answers):
    def within(self, *beginnings: str) -> list[tuple[str, Any]]:
        return cast("_Noted", self.values).within(self, beginnings)


Inner = TypeVar("Inner", bound=Collection[str])


class _Paths(Generic[Inner]):
    """Paths of which it is noted which are looked at, or that all are."""

    __slots__ = ("_inner", "_watch")

    def __init__(self, inner: Inner, watch: Watch) -> None:
        self._inner = inner
        self._watch = watch

    def __contains__(self, path: object) -> bool:
        self._watch.paths.add(str(path))
        return path in self._inner

    def __iter__(self) -> Iterator[str]:
        self._watch.whole = True
        return iter(self._inner)

    def __len__(self) -> int:
        self._watch.whole = True
        return len(self._inner)


class _Noted(_Paths[Mapping[str, Any]], Mapping[str, Any]):
    """Values by path."""

    __slots__ = ()

    def get(self, path: str, default: Any = None) -> Any:
        self._watch.paths.add(path)
        return self._inner.get(path, default)

    def __getitem__(self, path: str) -> Any:
        self._watch.paths.add(path)
        return self._inner[path]

    def within(self, of: Answers, beginnings: tuple[str, ...]) -> list[tuple[str, Any]]:
        self._watch.beginnings += beginnings
        return Answers(self._inner, of.counts).within(*beginnings)


class _Counts(_Noted):
    """Items by group."""

    __slots__ = ()

    def get(self, path: str, default: Any = None) -> Any:
        self._watch.paths.add(count_mark(path))
        return self._inner.get(path, default)

    def __getitem__(self, path: str) -> Any:
        return self.get(path)

    def __contains__(self, path: object) -> bool:
        self._watch.paths.add(count_mark(str(path)))
        return path in self._inner


class _NotedPaths(_Paths[Set[str]], Set[str]):
    """Paths that are answered in some way."""

    __slots__ = ()
