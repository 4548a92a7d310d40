"""What is still to be asked, in order, worked out anew from the state each time.

Nothing that is known is ever on the agenda; the first ask is the next question.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from dialogs.answers import split_path
from dialogs.findings import Finding, Level
from dialogs.interview.state import DoubtKind, Phase
from dialogs.interview.view import View
from dialogs.rules import findings
from dialogs.schema.definition import Element, Group, MaterialRule, Section

__all__ = ["Agenda", "Ask", "AskKind"]


class AskKind(StrEnum):
    """The kinds of things that can be asked; `Ask.asks` gives their wire form."""

    ELEMENT = "element"
    CONFIRM = "confirm"
    CHOOSE = "choose"
    MORE = "more"
    OPTIONAL = "optional"
    MATERIAL = "material"
    COURT = "court"
    REVIEW = "review"
    STATEMENT = "statement_of_truth"
    SIGNATURE = "signature"
    SUBMIT = "submit"


BARE = {AskKind.COURT, AskKind.REVIEW, AskKind.STATEMENT, AskKind.SUBMIT}


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing to ask. `name` is a path, a group, a section or a kind of material.

    listed: what an optional question offers: paths and `more:<group>`.
    """

    kind: AskKind
    name: str = ""
    listed: tuple[str, ...] = ()

    @property
    def asks(self) -> str:
        """The wire form: `loans[0].due_on`, `more:loans`, `statement_of_truth` …"""
        if self.kind is AskKind.ELEMENT:
            return self.name
        return self.kind.value if self.kind in BARE else f"{self.kind.value}:{self.name}"


@dataclass(frozen=True)
class Agenda:
    """The asks that are open in a view."""

    view: View

    def first(self) -> Ask | None:
        """The next question, or None when the filing is handed over or ended."""
        return next(self.asks(), None)

    def remaining(self) -> int:
        """How many questions are open as things stand, statement and signatures among them."""
        return len(self.gathering()) + 1 + len(self.signers())

    def asks(self) -> Iterator[Ask]:
        """All open asks, in order."""
        if self.view.state.phase not in (Phase.HANDED_OVER, Phase.ENDED):
            yield from self.gathering()
            yield from self._closing()

    def gathering(self) -> tuple[Ask, ...]:
        """All that is open before the review, worked out once for a view."""
        kept = self.view.asks
        if not kept:
            kept.append(tuple(self._gathering()))
        found: tuple[Ask, ...] = kept[0]
        return found

    def _gathering(self) -> Iterator[Ask]:
        yield from self._doubts()
        yield from self._focus()
        yield from self._returned()
        yield from self._sections()
        yield from self._deferred()
        yield from self._materials()
        if self.view.state.court is None and "court" not in self.view.answers.values:
            yield Ask(AskKind.COURT)

    @cached_property
    def blocks(self) -> tuple[Finding, ...]:
        """Findings that the statute makes a bar."""
        return tuple(found for found in self.findings if found.level is Level.BLOCK)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """All findings of the rules over the answers as they stand."""
        view = self.view
        return tuple(findings(view.interview.id, view.answers, view.today))

    def _doubts(self) -> Iterator[Ask]:
        for doubt in self.view.state.doubts:
            if doubt.path in self.view.hidden:
                continue
            kind = AskKind.CONFIRM if doubt.kind is DoubtKind.CHECK else AskKind.CHOOSE
            yield Ask(kind, doubt.path)

    def _focus(self) -> Iterator[Ask]:
        for name in self.view.state.focus:
            ask = self.named(name)
            if ask is not None:
                yield ask

    def _returned(self) -> Iterator[Ask]:
        for name in self.view.state.returned:
            if name not in self.view.state.deferred:
                yield self.named(name) or Ask(AskKind.CONFIRM, name)

    def named(self, asks: str) -> Ask | None:
        """The ask of a wire form, if there is such a thing to ask in this view."""
        kind, colon, name = asks.partition(":")
        if asks == "court":
            return Ask(AskKind.COURT)
        if colon and kind == "material":
            known = any(rule.kind == name for rule in self.view.interview.materials)
            return Ask(AskKind.MATERIAL, name) if known else None
        if colon and kind == "more":
            return Ask(AskKind.MORE, name) if name in self.view.interview.groups else None
        try:
            element = self.view.interview.element(asks)
        except KeyError:
            return None
        index = split_path(asks)[1]
        if element.derive is not None and asks in self.view.derived:
            return None
        return Ask(AskKind.ELEMENT, asks) if self.view.visible(element, index) else None

    def _sections(self) -> Iterator[Ask]:
        offered: list[str] = []
        for section in self.view.interview.sections:
            yield from self._section(section, offered)
            if offered and section.optional_ask:
                yield Ask(AskKind.OPTIONAL, section.id, tuple(offered))
                offered.clear()

    def _section(self, section: Section, offered: list[str]) -> Iterator[Ask]:
        for part in section.parts:
            if isinstance(part, Group):
                yield from self._group(part, offered)
            elif self._wanted(part, None, offered):
                yield Ask(AskKind.ELEMENT, part.path(None))

    def _group(self, group: Group, offered: list[str]) -> Iterator[Ask]:
        state, count = self.view.state, self.view.count(group)
        if group.when is not None and not group.when(self.view.answers):
            return
        for index in range(count):
            for element in group.elements:
                if self._wanted(element, index, offered):
                    yield Ask(AskKind.ELEMENT, element.path(index))
        if group.key in state.closed or count >= group.maximum:
            return
        wanted = group.ask_when is not None and group.ask_when(self.view.answers)
        if group.offered and count <= group.minimum and not wanted:
            self._offer(f"more:{group.key}", offered)
        else:
            yield Ask(AskKind.MORE, group.key)

    def _wanted(self, element: Element, index: int | None, offered: list[str]) -> bool:
        """Whether it is to be asked by itself now; what may be left out goes to `offered`."""
        if element.derive is not None and not element.ask:
            return False
        path = element.path(index)
        view = self.view
        if view.answered(path) or path in view.hidden or path in view.state.deferred:
            return False
        if element.required or (
            element.ask_when is not None and element.ask_when(view.answers, index)
        ):
            return True
        self._offer(path, offered)
        return False

    def _offer(self, name: str, offered: list[str]) -> None:
        if name not in self.view.state.passed:
            offered.append(name)

    def _deferred(self) -> Iterator[Ask]:
        """What was put off; what the court flagged comes up again even if it has an answer."""
        returned = self.view.state.returned
        for name in self.view.state.deferred:
            ask = self.named(name)
            if name in returned:
                yield ask or Ask(AskKind.CONFIRM, name)
            elif ask is not None and ask.kind is AskKind.ELEMENT and not self.view.answered(name):
                yield ask

    def _materials(self) -> Iterator[Ask]:
        state = self.view.state
        for rule in self.materials():
            if rule.level == "helpful" or state.materials.get(rule.kind):
                continue
            if rule.kind not in state.declined:
                yield Ask(AskKind.MATERIAL, rule.kind)

    def materials(self) -> tuple[MaterialRule, ...]:
        """The checklist for this case, this role and these claims."""
        answers = self.view.answers
        return tuple(
            rule
            for rule in self.view.interview.materials
            if rule.when is None or rule.when(answers)
        )

    def _closing(self) -> Iterator[Ask]:
        state = self.view.state
        if self.blocks:
            yield Ask(AskKind.REVIEW)
        digest = self.view.digest()
        if state.truth != digest:
            yield Ask(AskKind.STATEMENT)
        for path in self.signers():
            if state.signatures.get(path, ("", ""))[1] != digest:
                yield Ask(AskKind.SIGNATURE, path)
        yield Ask(AskKind.SUBMIT)

    def signers(self) -> tuple[str, ...]:
        """The parties who sign: every plaintiff."""
        return tuple(
            f"plaintiffs[{index}]" for index in range(self.view.answers.count("plaintiffs"))
        )
