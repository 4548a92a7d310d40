"""Compiles an interview's bundle into its definition, refusing whatever does not add up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from dialogs.errors import DefinitionError
from dialogs.schema.conditions import ConditionError, Named, Scope, compile_condition
from dialogs.schema.definition import (
    Check,
    Citation,
    Condition,
    Element,
    Group,
    Interview,
    MaterialRule,
    Option,
    Section,
    Topic,
)
from dialogs.schema.files import Bundle, digest_of
from dialogs.schema.source import (
    ElementSource,
    InterviewSource,
    MaterialsFile,
    MaterialSource,
    PartSource,
    Source,
    TopicSource,
)

__all__ = ["compile_bundle"]

Model = TypeVar("Model", bound=BaseModel)


def compile_bundle(bundle: Bundle, named: Mapping[str, Named]) -> Interview:
    """The interview that the bundle describes; `named` are the conditions written in Python.

    Raises:
        DefinitionError: lists every problem found, each with its place.
    """
    return _Compiler(bundle, named).interview()


class _Compiler:
    def __init__(self, bundle: Bundle, named: Mapping[str, Named]) -> None:
        self.problems: list[str] = []
        self.bundle = bundle
        head = self.read(InterviewSource, bundle["head"], "interview.yml")
        self.parts = {
            name: self.read(PartSource, raw, name) for name, raw in bundle["parts"].items()
        }
        self.stop_if_broken()
        assert head is not None
        self.head = head
        self.top = {
            key: frozenset(element.options)
            for part in self.parts.values()
            if part is not None and part.group is None
            for key, element in part.elements.items()
        }
        self.named: dict[str, Named] = dict(named)
        self.named.update(self._named_conditions())

    def read(self, model: type[Model], raw: Any, place: str) -> Model | None:
        try:
            return model.model_validate(raw)
        except ValidationError as error:
            for each in error.errors():
                where = ".".join(str(step) for step in each["loc"])
                self.problems.append(f"{place}: {where}: {each['msg']}")
            return None

    def stop_if_broken(self) -> None:
        if self.problems:
            name = self.bundle["head"].get("id", "?")
            raise DefinitionError([f"{name}/{problem}" for problem in self.problems])

    def _named_conditions(self) -> Mapping[str, Named]:
        found: dict[str, Named] = {}
        for name, text in self.head.conditions.items():
            scope = Scope(None, {}, self.top, {**self.named, **found})
            condition = self._compile(text, scope, f"conditions.{name}")
            if condition is not None:
                found[name] = condition
        return found

    def _compile(self, text: str | None, scope: Scope, place: str) -> Condition | None:
        if text is None:
            return None
        try:
            return compile_condition(text, scope)
        except ConditionError as error:
            self.problems.append(f"{place}: {error}")
            return None

    def interview(self) -> Interview:
        sections = tuple(
            Section(
                section.id,
                section.label,
                tuple(
                    piece
                    for name in section.parts
                    for piece in self._pieces(self.parts[name], section.id, name)
                ),
                section.optional_ask.strip(),
            )
            for section in self.head.sections
        )
        materials = tuple(
            self._material(kind, source)
            for name, raw in self.bundle["materials"].items()
            for kind, source in self._material_sources(raw, name)
        )
        self.stop_if_broken()
        elements, groups = _index(sections)
        return Interview(
            id=self.head.id,
            version=self.head.version,
            title=self.head.title,
            cause_of_action=self.head.cause_of_action,
            form=self.head.form,
            sections=sections,
            materials=materials,
            digest=digest_of(self.bundle),
            labels=tuple(self.head.labels),
            elements=elements,
            groups=groups,
            topics=tuple(self._topics()),
        )

    def _topics(self) -> Iterator[Topic]:
        """The interview's own first, then those that all share."""
        shared = [
            each
            for raw in self.bundle.get("topics", [])
            if (each := self.read(TopicSource, raw, "topics.yml"))
        ]
        self.stop_if_broken()
        for topic in (*self.head.topics, *shared):
            yield Topic(topic.id, topic.label, frozenset(topic.holds))

    def _pieces(self, part: PartSource | None, section: str, place: str) -> list[Element | Group]:
        if part is None:
            return []
        keys = {key: frozenset(element.options) for key, element in part.elements.items()}
        scope = Scope(part.group, keys, self.top, self.named)
        elements = [
            self._element(key, source, scope, section, f"{place}.yml: {key}")
            for key, source in part.elements.items()
        ]
        if part.group is None:
            return list(elements)
        outer = Scope(None, {}, self.top, self.named)
        return [
            Group(
                key=part.group,
                section=section,
                label=part.label,
                item_label=part.item_label or part.label,
                elements=tuple(elements),
                minimum=part.minimum,
                maximum=part.maximum,
                first_ask=part.first_ask.strip(),
                more_ask=part.more_ask.strip(),
                summary=part.summary.strip(),
                when=self._compile(part.when, outer, f"{place}.yml: when"),
                ask_when=self._compile(part.ask_when, outer, f"{place}.yml: ask_when"),
                offered=part.offered,
                source=_citations(part.source),
                help=part.help.strip(),
            )
        ]

    def _element(
        self, key: str, source: ElementSource, scope: Scope, section: str, place: str
    ) -> Element:
        return Element(
            key=key,
            group=scope.group,
            section=section,
            label=source.label,
            type=source.type,
            required=source.required,
            ask=source.ask,
            statutory=source.statutory,
            help=source.help,
            example=source.example,
            unknown_help=source.unknown_help,
            cues=tuple(source.cues),
            options=tuple(self._options(source)),
            when=self._compile(source.when, scope, f"{place}.when"),
            ask_when=self._compile(source.ask_when, scope, f"{place}.ask_when"),
            checks=tuple(
                Check(condition, check.code, check.otherwise)
                for check in source.checks
                if (condition := self._compile(check.check, scope, f"{place}.validate"))
            ),
            source=_citations(source.source),
            derive=source.derive,
            private=source.private,
            unknown=source.unknown,
            none_label=source.none_label,
            evidence=tuple(source.evidence),
            max_length=source.max_length,
            show=tuple(source.show),
            refers=source.refers,
            counts_from=source.counts_from,
        )

    def _options(self, source: ElementSource) -> Iterator[Option]:
        for id, each in source.options.items():
            if id not in source.leave_out and self._asks_nowhere_else(each.about):
                aliases, cues = tuple(each.aliases), tuple(each.cues)
                yield Option(id, each.label, aliases, each.help, cues, each.about)

    def _asks_nowhere_else(self, about: str) -> bool:
        """Whether the case type has what an option is about, and asks for it only there."""
        for part in self.parts.values() if about else ():
            if part is not None and part.group == about:
                return part.offered and part.maximum > part.minimum
            if part is not None and part.group is None and about in part.elements:
                return not part.elements[about].required
        return not about

    def _material_sources(self, raw: Any, name: str) -> list[tuple[str, MaterialSource]]:
        read = self.read(MaterialsFile, raw, name)
        return [] if read is None else list(read.materials.items())

    def _material(self, kind: str, source: MaterialSource) -> MaterialRule:
        outer = Scope(None, {}, self.top, self.named)
        return MaterialRule(
            kind=kind,
            label=source.label,
            level=source.level,
            ask=source.ask.strip(),
            why=source.why.strip(),
            how_to_get=source.how_to_get.strip(),
            slot=source.slot,
            when=self._compile(source.when, outer, f"materials: {kind}.when"),
            per=source.per,
            source=_citations(source.source),
            accept=tuple(source.accept),
            max_files=source.max_files,
        )


def _citations(source: Source) -> tuple[Citation, ...]:
    if source == "form":
        return (Citation("form"),)
    return tuple(Citation(each.cite, each.because) for each in source)


def _index(sections: tuple[Section, ...]) -> tuple[dict[str, Element], dict[str, Group]]:
    elements: dict[str, Element] = {}
    groups: dict[str, Group] = {}
    for section in sections:
        for part in section.parts:
            if isinstance(part, Group):
                groups[part.key] = part
                elements.update({each.path(): each for each in part.elements})
            else:
                elements[part.key] = part
    return elements, groups
