"""The shape of a dialogue file: what the person does, and what the bot must do then."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, field_validator

from dialogs.schema.files import read_yaml

__all__ = ["Dialogue", "FilingStep", "Step", "dialogues"]

FOLDER = Path(__file__).parent


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FilingStep(_Strict):
    """What the backend tells of a filing. `ours`: it is that of the draft in hand."""

    number: str
    status: str
    ours: bool = True
    court: str = "北京市朝阳区人民法院"
    case_no: str | None = None
    returned: dict[str, str] = {}
    deadline: str | None = None
    correct_by: str | None = None


class Step(_Strict):
    """One turn. Exactly one of the first group; any of the second.

    case: agrees and begins that case. known: answers that were given before. later_days: time
    passes. filing: the backend tells of a filing. tell: what a step is there for.
    asks: `""` for no question. says, says_not: texts that the bot's messages of this turn
    hold. answers: values afterwards, `不知道`, `无` or null for none. unchanged: no answer
    differs from before. options: ids among the buttons.
    """

    text: str | None = None
    option: str | None = None
    files: list[str] = []
    material: str | None = None
    case: str | None = None
    known: dict[str, Any] = {}
    later_days: int = 0
    filing: FilingStep | None = None
    id: str | None = None
    times: int = 1
    tell: str = ""

    asks: str | None = None
    says: list[str] = []
    says_not: list[str] = []
    answers: dict[str, Any] = {}
    unchanged: bool = False
    options: list[str] = []

    @field_validator("says", "says_not", mode="before")
    @classmethod
    def _as_list(cls, value: Any) -> Any:
        return [value] if isinstance(value, str) else value


class Dialogue(_Strict):
    """One situation of `design`: its steps in order."""

    situation: str
    steps: list[Step]
    name: str = ""


def dialogues() -> list[Dialogue]:
    """All dialogues of this folder."""
    found = []
    for path in sorted(FOLDER.glob("*.yml")):
        for number, raw in enumerate(read_yaml(path)):
            name = f"{path.stem}-{number + 1}"
            found.append(Dialogue.model_validate({**raw, "name": name}))
    return found
