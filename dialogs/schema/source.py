"""What may stand in an interview's YAML files, typed; an unknown key anywhere is an error."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from dialogs.schema.definition import ElementType, Otherwise

__all__ = [
    "CheckSource",
    "ElementSource",
    "InterviewSource",
    "MaterialSource",
    "MaterialsFile",
    "PartSource",
    "SectionSource",
    "TopicSource",
]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CitationSource(_Strict):
    cite: str
    because: str = ""


class OptionSource(_Strict):
    label: str
    aliases: list[str] = []
    help: str = ""
    cues: list[str] = []
    about: str = ""


class CheckSource(_Strict):
    check: str
    code: str
    otherwise: Otherwise = Otherwise.REFUSE


Source = Literal["form"] | list[CitationSource]


def _trimmed(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


class ElementSource(_Strict):
    label: str
    type: ElementType
    required: bool = False
    statutory: bool = False
    ask: str = ""
    help: str = ""
    example: str = ""
    unknown_help: str = ""
    cues: list[str] = []
    options: dict[str, OptionSource] = {}
    when: str | None = None
    ask_when: str | None = None
    checks: list[CheckSource] = Field(default=[], alias="validate")
    source: Source
    derive: str | None = None
    private: bool = False
    unknown: bool = True
    none_label: str = ""
    evidence: list[str] = []
    max_length: int = 2000
    form_keys: list[str] = []
    show: list[str] = []
    refers: str | None = None
    counts_from: str | None = None
    leave_out: list[str] = []

    @field_validator("options", mode="before")
    @classmethod
    def _short_options(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return {
            str(key): {"label": each} if isinstance(each, str) else each
            for key, each in value.items()
        }

    @field_validator("example", "ask", "help", "unknown_help", mode="before")
    @classmethod
    def _words(cls, value: Any) -> Any:
        return str(_trimmed(value))


class PartSource(_Strict):
    """One file: elements of the top level, or a group and its elements."""

    group: str | None = None
    label: str = ""
    item_label: str = ""
    minimum: int = 0
    maximum: int = 20
    first_ask: str = ""
    more_ask: str = ""
    summary: str = ""
    when: str | None = None
    ask_when: str | None = None
    offered: bool = False
    help: str = ""
    source: Source = "form"
    elements: dict[str, ElementSource] = {}


class SectionSource(_Strict):
    id: str
    label: str
    parts: list[str]
    optional_ask: str = ""


class TopicSource(_Strict):
    id: str
    label: str
    holds: list[str]


class MaterialSource(_Strict):
    label: str
    level: Literal["required", "usual", "helpful"]
    ask: str
    why: str = ""
    how_to_get: str = ""
    slot: int
    when: str | None = None
    per: str | None = None
    source: Source = "form"
    accept: list[str] = ["image/jpeg", "image/png", "application/pdf"]
    max_files: int = 20


class MaterialsFile(_Strict):
    materials: dict[str, MaterialSource]


class InterviewSource(_Strict):
    id: str
    version: int
    title: str
    cause_of_action: str
    form: str
    labels: list[str] = []
    conditions: dict[str, str] = {}
    sections: list[SectionSource]
    materials: list[str] = []
    topics: list[TopicSource] = []
    migrations: list[dict[str, Any]] = []
