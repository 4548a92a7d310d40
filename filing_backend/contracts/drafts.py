"""What the bot hands over: a draft with its answers, materials and signatures."""

from __future__ import annotations

from typing import Annotated, Any

import orjson
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from dialogs.answers import Answers
from dialogs.findings import Finding, Level

__all__ = [
    "AnswersWire",
    "CheckResult",
    "FilingDraft",
    "FindingOut",
    "MaterialRef",
    "MaterialVerdict",
    "PreviewResult",
    "Provenance",
    "ServiceChoice",
    "Wire",
]


class Wire(BaseModel):
    """Base of all wire shapes: unknown fields are refused, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


ID_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}$"
Identifier = Annotated[str, Field(pattern=ID_PATTERN)]
ShortText = Annotated[str, Field(max_length=200, pattern=r"^[^\x00-\x1f]*$")]
Place = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f]+$")]
Count = Annotated[int, Field(ge=0, le=1000)]
Number = Annotated[int, Field(ge=0, le=2**31 - 1)]


def _storable(values: dict[str, Any]) -> dict[str, Any]:
    try:
        orjson.dumps(values)
    except (TypeError, orjson.JSONEncodeError) as error:
        raise ValueError("a value cannot be stored as JSON") from error
    return values


JsonObject = Annotated[dict[str, Any], AfterValidator(_storable)]


class AnswersWire(Wire):
    """`dialogs.answers.Answers` as JSON."""

    values: JsonObject = Field(default_factory=dict)
    counts: dict[str, Count] = Field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    none: tuple[str, ...] = ()

    @classmethod
    def of(cls, answers: Answers) -> AnswersWire:
        """The wire shape of `answers`; paths sorted, so equal answers give equal JSON."""
        return cls(
            values=dict(sorted(answers.values.items())),
            counts=dict(sorted(answers.counts.items())),
            unknown=tuple(sorted(answers.unknown)),
            none=tuple(sorted(answers.none)),
        )

    def answers(self) -> Answers:
        """The read view that rules, forms and checks take."""
        return Answers(
            values=self.values,
            counts=self.counts,
            unknown=frozenset(self.unknown),
            none=frozenset(self.none),
        )


class MaterialRef(Wire):
    """Files given for one kind of material; `owner_path` says whose, e.g. `plaintiffs[0]`."""

    kind: ShortText
    material_ids: tuple[Identifier, ...]
    owner_path: Place | None = None


class Provenance(Wire):
    """Where an answer comes from: the message and the words in it."""

    message_n: Number | None = None
    text: str = ""


class ServiceChoice(Wire):
    """Where and how papers may be served (送达地址确认书)."""

    address: str = ""
    recipient: str = ""
    phone: str = ""
    electronic: bool | None = None


class HelperRecord(Wire):
    """Who filled it in for another (代填人), and the day on which the other was said to agree."""

    whom: ShortText
    name: ShortText
    relation: ShortText
    agrees: ShortText


class FilingDraft(Wire):
    """A whole draft. `definition` is sent once for each `interview_digest`, else left out."""

    draft_id: Identifier
    person_id: Identifier
    interview_id: Identifier
    interview_version: Number
    interview_digest: Identifier
    definition: JsonObject | None = None
    answers: AnswersWire = AnswersWire()
    materials: tuple[MaterialRef, ...] = ()
    court: ShortText = ""
    signatures: dict[Place, Identifier] = Field(default_factory=dict)
    statement_of_truth_at: AwareDatetime | None = None
    provenance: dict[Place, Provenance] = Field(default_factory=dict)
    service: ServiceChoice | None = None
    helper: HelperRecord | None = None


class FindingOut(Wire):
    """`dialogs.findings.Finding` as JSON."""

    code: str
    level: Level
    elements: tuple[str, ...] = ()
    values: dict[str, str] = Field(default_factory=dict)
    sources: tuple[str, ...] = ()

    @classmethod
    def of(cls, finding: Finding) -> FindingOut:
        """The wire shape of `finding`."""
        return cls(
            code=finding.code,
            level=finding.level,
            elements=finding.elements,
            values=dict(finding.values),
            sources=finding.sources,
        )

    def finding(self) -> Finding:
        """The finding as rules give it."""
        return Finding(self.code, self.level, self.elements, self.values, self.sources)


class CheckResult(Wire):
    """Everything that was found, at once."""

    findings: tuple[FindingOut, ...] = ()


class MaterialVerdict(Wire):
    """What became of one uploaded file.

    code: "" if it was accepted, else a code under `files` in `dialogs/responses`; a refused
        file has no `material_id`.
    existing: the very same bytes were already given for this draft.
    """

    material_id: str
    name: str
    media_type: str
    size: int
    sha256: str
    pages: int = 0
    code: str = ""
    values: dict[str, str] = Field(default_factory=dict)
    existing: bool = False


class PreviewResult(Wire):
    """A rendered preview: its pages are fetched as `…/preview/{page}.png`, from 1.

    missing: characters that the font lacks; their places are blank, to be written by hand.
    """

    pages: int
    digest: str
    missing: tuple[str, ...] = ()
