"""Puts an ask into words and buttons. The words come from YAML, never from here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from dialogs.answers import split_path
from dialogs.findings import Level
from dialogs.interview.agenda import Agenda, Ask, AskKind
from dialogs.interview.answering import item_name
from dialogs.interview.labels import item_summary, label_of, value_text
from dialogs.interview.offering import ENOUGH, described, offered_next, topics
from dialogs.interview.readback import read_back
from dialogs.interview.removing import removable
from dialogs.interview.state import Doubt
from dialogs.interview.view import View
from dialogs.rules.courts import CandidateCourt, candidate_courts
from dialogs.schema.definition import Element, ElementType
from dialogs.schema.responses import Responses

__all__ = ["Choice", "Question", "put"]

CHOSEN = {ElementType.CHOICE, ElementType.CHOICES, ElementType.YES_NO}


@dataclass(frozen=True, slots=True)
class Choice:
    """A button."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question ready to show. input_type: an element type, `options`, `files`, `signature`."""

    asks: str
    text: str
    choices: tuple[Choice, ...] = ()
    input_type: str = "options"
    required: bool = False
    options_only: bool = False
    accept: tuple[str, ...] = ()
    max_files: int = 0


def put(view: View, ask: Ask, responses: Responses) -> Question:
    """The question for an ask, in the language of `responses`."""
    return WORDING[ask.kind](_Words(view, ask, responses))


@dataclass(frozen=True, slots=True)
class _Words:
    view: View
    ask: Ask
    responses: Responses

    def say(self, code: str, **values: Any) -> str:
        return self.responses.say("conversation", code, **values)

    def choice(self, option: str, code: str | None = None, **values: Any) -> Choice:
        return Choice(option, self.say(code or f"option_{option}", **values))

    def label(self, name: str) -> str:
        return label_of(self.view, name, self.responses)

    def value(self, path: str) -> str:
        return value_text(self.view, path, self.responses)


def _element(words: _Words) -> Question:
    path = words.ask.name
    element = words.view.interview.element(path)
    text = words.say(
        "ask_element",
        item=item_name(words.view.interview, path, words.view.answers.counts),
        ask=element.ask or element.label,
        example="" if element.type in CHOSEN else element.example,
        old=words.value(path),
        reason=words.view.state.returned.get(path, ""),
        waiting=path in words.view.state.deferred and not words.view.answered(path),
    )
    return Question(
        path,
        text,
        tuple(_element_choices(words, element)),
        element.type.value,
        element.required,
        options_only=element.type in CHOSEN,
    )


def _element_choices(words: _Words, element: Element) -> Iterator[Choice]:
    own = [Choice(option.id, option.label) for option in element.options]
    if element.type is ElementType.YES_NO and not own:
        own = [words.choice("yes"), words.choice("no")]
    yield from own
    taken = {choice.id for choice in own}
    denied = element.type is ElementType.YES_NO
    if element.none_label and "none" not in taken and not denied:
        yield Choice("none", element.none_label)
    if element.statutory:
        if "skip" not in taken:
            yield words.choice("skip")
    elif element.unknown and "unknown" not in taken:
        yield words.choice("unknown")
    if offered_next(words.view, words.ask):
        yield words.choice(ENOUGH)


def _doubt_of(words: _Words) -> Doubt | None:
    doubts = words.view.state.doubts
    return next((each for each in doubts if each.path == words.ask.name), None)


def _confirm(words: _Words) -> Question:
    doubt = _doubt_of(words)
    path = words.ask.name
    if doubt is None:
        text = words.say(
            "ask_returned",
            label=words.label(path),
            reason=words.view.state.returned.get(path, ""),
            old=words.value(path),
        )
        choices = (words.choice("yes", "option_mended"), words.choice("edit", "option_edit"))
        return Question(words.ask.asks, text, choices)
    element = words.view.interview.element(path)
    value = read_back(element, doubt.candidates[0].value)
    text = words.responses.say(
        "checks",
        doubt.code,
        label=element.label,
        value=value,
        example=element.example,
        said=doubt.candidates[0].text,
        since=words.value(_beside(path, element.counts_from)) if element.counts_from else "",
    )
    return Question(
        words.ask.asks,
        words.say("ask_confirm", text=text, value=value),
        (words.choice("yes", "option_value_right"), words.choice("no", "option_value_wrong")),
    )


def _beside(path: str, key: str) -> str:
    """The path of another element of the same item, or of the top level."""
    return f"{path.rpartition('.')[0]}.{key}" if "." in path else key


def _choose(words: _Words) -> Question:
    doubt = _doubt_of(words)
    assert doubt is not None, "a choose ask stands on a doubt"
    element = words.view.interview.element(doubt.path)
    if doubt.paths:
        readings = [words.label(path) for path in doubt.paths]
    else:
        readings = [read_back(element, each.value) for each in doubt.candidates]
    text = words.say(
        f"ask_{doubt.kind.value}",
        label=words.label(doubt.path),
        text=doubt.candidates[0].text,
        values=readings,
    )
    choices = [Choice(str(number), each) for number, each in enumerate(readings, 1)]
    return Question(
        words.ask.asks, text, (*choices, words.choice("none", "option_neither")), element.type.value
    )


def _more(words: _Words) -> Question:
    group = words.view.interview.groups[words.ask.name]
    count = words.view.count(group)
    text = group.more_ask if count else group.first_ask
    text = words.say(
        "ask_more",
        ask=text or group.more_ask,
        items=[item_summary(words.view, group, index, words.responses) for index in range(count)],
    )
    kind = "more" if count else "any"
    choices = (words.choice("yes", f"option_{kind}_yes"), words.choice("no", f"option_{kind}_no"))
    return Question(words.ask.asks, text, choices, options_only=True)


def _optional(words: _Words) -> Question:
    section = next(each for each in words.view.interview.sections if each.id == words.ask.name)
    again = words.ask.asks in words.view.state.trail
    shown = [] if again else described(words.view, words.ask.listed, words.responses)
    text = words.say("ask_optional", ask=section.optional_ask, topics=shown)
    choices = (Choice(each.option, each.label) for each in topics(words.view, words.ask.listed))
    return Question(words.ask.asks, text, (words.choice("none", "option_nothing"), *choices))


def _material(words: _Words) -> Question:
    rule = next(each for each in words.view.interview.materials if each.kind == words.ask.name)
    text = words.say(
        "ask_material",
        ask=rule.ask,
        why=rule.why,
        reason=words.view.state.returned.get(words.ask.asks, ""),
        held=len(words.view.state.materials.get(rule.kind, ())),
    )
    return Question(
        words.ask.asks,
        text,
        (words.choice("none", "option_no_material"),),
        "files",
        rule.level == "required",
        accept=rule.accept,
        max_files=rule.max_files,
    )


def _court(words: _Words) -> Question:
    found = candidate_courts(words.view.interview.id, words.view.answers, words.view.today)
    lines = [{"name": court.name, "why": _reasons(words, court)} for court in found.courts]
    code = "ask_court" if lines else "ask_court_unknown"
    text = words.say(
        code,
        courts=lines,
        exclusive=found.exclusive,
        reason=words.view.state.returned.get("court", ""),
        missing=[words.label(path) for path in found.missing],
    )
    choices = tuple(Choice(line["name"], line["name"]) for line in lines)
    return Question(words.ask.asks, text, choices, "court", required=True)


def _reasons(words: _Words, court: CandidateCourt) -> str:
    return "".join(
        words.responses.say("courts", reason.code, **dict(reason.values)) for reason in court.why
    )


def _review(words: _Words) -> Question:
    agenda = Agenda(words.view)
    problems = [
        words.responses.say("findings", each.code, audience="person", **dict(each.values))
        for each in agenda.findings
        if each.level is Level.BLOCK
    ]
    paths = dict.fromkeys(path for each in agenda.blocks for path in each.elements)
    choices = tuple(Choice(f"edit:{path}", words.label(path)) for path in paths)
    away = [
        words.choice(id, "option_remove_item", item=item)
        for id, item in removable(words.view, paths)
    ]
    ways = (*away, words.choice("pause"), words.choice("switch"), words.choice("human"))
    text = words.say("ask_review", problems=problems)
    return Question(words.ask.asks, text, (*choices, *ways))


def _statement(words: _Words) -> Question:
    held = words.view.state.materials
    helpful = tuple(
        words.choice(f"edit:material:{rule.kind}", "option_add", label=rule.label)
        for rule in Agenda(words.view).materials()
        if rule.level == "helpful" and not held.get(rule.kind)
    )
    choices = (words.choice("yes", "option_true"), words.choice("no", "option_change"), *helpful)
    return Question(words.ask.asks, words.say("ask_statement"), choices)


def _signature(words: _Words) -> Question:
    index = split_path(words.ask.name)[1]
    name = words.value(f"plaintiffs[{index}].name") or words.value(f"plaintiffs[{index}].org_name")
    return Question(
        words.ask.asks,
        words.say("ask_signature", name=name),
        (),
        "signature",
        required=True,
        accept=("image/png", "image/jpeg"),
        max_files=1,
    )


def _submit(words: _Words) -> Question:
    choices = (words.choice("yes", "option_submit"), words.choice("no", "option_not_yet"))
    text = words.say("ask_submit", court=words.view.state.court or "")
    return Question(words.ask.asks, text, choices, options_only=True)


WORDING: dict[AskKind, Callable[[_Words], Question]] = {
    AskKind.ELEMENT: _element,
    AskKind.CONFIRM: _confirm,
    AskKind.CHOOSE: _choose,
    AskKind.MORE: _more,
    AskKind.OPTIONAL: _optional,
    AskKind.MATERIAL: _material,
    AskKind.COURT: _court,
    AskKind.REVIEW: _review,
    AskKind.STATEMENT: _statement,
    AskKind.SIGNATURE: _signature,
    AskKind.SUBMIT: _submit,
}
