"""What the conversation itself remembers between turns, beside the draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

__all__ = ["Dialogue"]


@dataclass(frozen=True, slots=True)
class Dialogue:
    """State of the talk. Empty fields are left out of its JSON.

    asks, options, input_type: the question that stands open.
    story: free words told before a case type was chosen.
    muted: a person of the court or legal aid has been asked for; the bot is silent.
    paused, alarmed: set aside by the person; stopped for their safety.
    misses: turns in a row that were not understood.
    about: why it is asked which filing is meant (`status`, `withdraw`), then its number.
    delayed: the person was told that handing over has to wait.
    reminders_off: the person wants no reminders of a silent draft.
    apart: the question by which the story was to be told apart; it is asked once.
    proposals: facts read from a story, waiting for `confirm_facts`.
    discreet: somebody else may see the phone: what is sent unasked says nothing of the case.
    neutral_by_alarm: it is discreet only since the stop that stands.
    files: files taken in last: their kind may be asked for, or told afterwards.
    helper: what a person who files for another said of it, until a draft holds it.
    relayed: what was read of a court's text message, waiting to be confirmed (name, words).
    reports: what of such messages the person confirmed, by number of the filing.
    rated: stages (`submission`, `decision`) after which it was asked how it went.
    staff_words: what staff wrote while it was discreet, until the person asks for it.
    """

    consented: bool = False
    asks: str | None = None
    options: tuple[tuple[str, str], ...] = ()
    input_type: str = ""
    story: str = ""
    muted: bool = False
    paused: bool = False
    alarmed: bool = False
    cancelling: bool = False
    misses: int = 0
    large_type: bool = False
    proposals: tuple[tuple[str, Any, str], ...] = ()
    previewed: str = ""
    delayed: bool = False
    about: str = ""
    reminders_off: bool = False
    apart: str = ""
    discreet: bool = False
    neutral_by_alarm: bool = False
    files: tuple[str, ...] = ()
    rated: tuple[str, ...] = ()
    staff_words: tuple[str, ...] = ()
    helper: tuple[tuple[str, str], ...] = ()
    relayed: tuple[tuple[str, str], ...] = ()
    reports: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()

    def with_(self, **changes: Any) -> Dialogue:
        """A copy with these fields replaced."""
        return replace(self, **changes)

    def to_json(self) -> dict[str, Any]:
        """A JSON tree without empty fields."""
        return {key: value for key in self.__slots__ if (value := getattr(self, key))}

    @classmethod
    def from_json(cls, tree: Mapping[str, Any]) -> Dialogue:
        """The inverse of `to_json`."""
        data = dict(tree)
        data["options"] = tuple((each[0], each[1]) for each in data.get("options", ()))
        data["proposals"] = tuple((each[0], each[1], each[2]) for each in data.get("proposals", ()))
        data["helper"] = _pairs(data.get("helper", ()))
        data["relayed"] = _pairs(data.get("relayed", ()))
        data["reports"] = tuple((each[0], _pairs(each[1])) for each in data.get("reports", ()))
        for name in ("files", "rated", "staff_words"):
            data[name] = tuple(data.get(name, ()))
        return cls(**data)


def _pairs(data: Iterable[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((each[0], each[1]) for each in data)
