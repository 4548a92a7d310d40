"""The compiled definition of an interview: what YAML says, typed and ready to run.

Built by `dialogs.schema.loader` from `dialogs/interviews/<id>/*.yml`; immutable.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from dialogs.answers import Answers

__all__ = [
    "Check",
    "Citation",
    "Condition",
    "Element",
    "ElementType",
    "Group",
    "Interview",
    "MaterialRule",
    "Option",
    "Otherwise",
    "Section",
    "Topic",
]


class ElementType(StrEnum):
    """The closed list of element types; see `dialogs.answers` for their canonical values."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    MONEY = "money"
    NUMBER = "number"
    PERCENT_PER_YEAR = "percent_per_year"
    DATE = "date"
    DATE_RANGE = "date_range"
    DURATION = "duration"
    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"
    PERSON_NAME = "person_name"
    CN_ID_NUMBER = "cn_id_number"
    USCC = "uscc"
    PHONE = "phone"
    ADDRESS = "address"
    COURT = "court"
    CASE_NO = "case_no"
    FILE = "file"
    SIGNATURE = "signature"
    GROUP = "group"


class Otherwise(StrEnum):
    """What a failed check does: refuse the value, or ask the person to confirm it."""

    REFUSE = "refuse"
    CONFIRM = "confirm"


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition in the small language, compiled.

    Call it with the answers and, inside a group, the item's index. `evaluate` gives None
    while an answer is missing: then the condition is false and a check is not run.
    """

    text: str
    evaluate: Callable[[Answers, int | None], bool | None]
    paths: frozenset[str]
    opaque: bool = False
    """It rests on a named function, so `paths` are not all that it rests on."""

    def __call__(self, answers: Answers, index: int | None = None) -> bool:
        return self.evaluate(answers, index) is True

    def violated(self, answers: Answers, index: int | None = None) -> bool:
        """Whether the answers settle it, and against it."""
        return self.evaluate(answers, index) is False


@dataclass(frozen=True, slots=True)
class Citation:
    """Where an element or a rule comes from: `civil-code:670`, or `form`."""

    cite: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: `id` is stored, `label` is shown, `aliases` are further ways to say it.

    cues: words of a story that state it; as an answer they need not be good.
    about: an element or a group of which choosing the option says yes, leaving it out no; where
        the case type has no such thing, or asks for it by itself, the option falls away.
    """

    id: str
    label: str
    aliases: tuple[str, ...] = ()
    help: str = ""
    cues: tuple[str, ...] = ()
    about: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """A condition that a value must meet; `code` names its sentence under `checks`."""

    condition: Condition
    code: str
    otherwise: Otherwise = Otherwise.REFUSE


@dataclass(frozen=True, slots=True)
class Element:
    """One thing asked, derived or offered.

    key: bare key; `group` is None at top level.
    required: asked for by itself; otherwise offered once in the section's optional question.
    statutory: the statute demands it (民诉法124): 不知道 is deferred, and blocks at the end.
    ask_when: an optional element that is asked by itself when this holds.
    derive: name in `dialogs.rules.derivations`; derived elements are never asked while the
        rule yields a value.
    none_label: what 无 means here and how the button reads; `""`: 无 is no answer.
    unknown: whether 不知道 is taken as an answer.
    show: derived paths whose values and workings are shown in front of the question.
    refers: a group, if the value is the number (from 1) of one of its items.
    counts_from: key of the date, of the same item, from which a length of time said here runs.
    """

    key: str
    group: str | None
    section: str
    label: str
    type: ElementType
    required: bool
    ask: str
    statutory: bool = False
    help: str = ""
    example: str = ""
    unknown_help: str = ""
    cues: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    when: Condition | None = None
    ask_when: Condition | None = None
    checks: tuple[Check, ...] = ()
    source: tuple[Citation, ...] = ()
    derive: str | None = None
    private: bool = False
    unknown: bool = True
    none_label: str = ""
    evidence: tuple[str, ...] = ()
    max_length: int = 2000
    show: tuple[str, ...] = ()
    refers: str | None = None
    counts_from: str | None = None

    def path(self, index: int | None = None) -> str:
        """`purpose`, `loans[0].due_on`; without an index `loans[i].due_on`."""
        if self.group is None:
            return self.key
        return f"{self.group}[{'i' if index is None else index}].{self.key}"


@dataclass(frozen=True, slots=True)
class Group:
    """A repeating block. `first_ask` is asked when `minimum` is 0; `more_ask` after each item.

    offered: asked for only through the section's optional question, except when `ask_when`
        holds: then by itself.
    summary: Jinja2 line for an item, over its keys and `number` (1-based).
    """

    key: str
    section: str
    label: str
    item_label: str
    elements: tuple[Element, ...]
    minimum: int
    maximum: int
    first_ask: str
    more_ask: str
    summary: str
    when: Condition | None = None
    offered: bool = False
    source: tuple[Citation, ...] = ()
    help: str = ""
    ask_when: Condition | None = None

    def element(self, key: str) -> Element:
        """The element with this bare key (KeyError if there is none)."""
        for element in self.elements:
            if element.key == key:
                return element
        raise KeyError(f"{self.key}[i].{key}")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the interview with a heading; `optional_ask` opens its optional question.

    An empty `optional_ask` hands this section's optional elements on to the next section.
    """

    id: str
    label: str
    parts: tuple[Element | Group, ...]
    optional_ask: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """What an optional question offers under one plain name.

    holds: paths (`loans[i].payer`), groups and sections; the narrowest that fits counts.
    """

    id: str
    label: str
    holds: frozenset[str]


@dataclass(frozen=True, slots=True)
class MaterialRule:
    """A kind of material, when it is needed and why. level: required | usual | helpful.

    slot: the upload slot of the court's platform, 1–6 (facts/law.md §2.1).
    """

    kind: str
    label: str
    level: str
    ask: str
    why: str
    how_to_get: str
    slot: int
    when: Condition | None = None
    per: str | None = None
    source: tuple[Citation, ...] = ()
    accept: tuple[str, ...] = ("image/jpeg", "image/png", "application/pdf")
    max_files: int = 20


@dataclass(frozen=True, eq=False)
class Interview:
    """One case type's interview. `digest` is the SHA-256 of its canonical source.

    Compared and hashed by identity.
    """

    id: str
    version: int
    title: str
    cause_of_action: str
    form: str
    sections: tuple[Section, ...]
    materials: tuple[MaterialRule, ...]
    digest: str
    labels: tuple[str, ...] = ()
    elements: Mapping[str, Element] = field(default_factory=dict)
    """By template path, `loans[i].due_on`."""
    groups: Mapping[str, Group] = field(default_factory=dict)
    topics: tuple[Topic, ...] = ()

    def element(self, path: str) -> Element:
        """The element of a concrete path, `loans[2].due_on` (KeyError if there is none)."""
        head, bracket, rest = path.partition("[")
        if not bracket:
            return self.elements[path]
        return self.elements[f"{head}[i].{rest.partition('].')[2]}"]
