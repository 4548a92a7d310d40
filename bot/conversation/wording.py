"""Turns what the interview decided into messages: sentences first, then the question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.conversation.dialogue import Dialogue
from bot.conversation.returning import changes
from bot.conversation.situation import Utterance
from bot.conversation.tools import Tools
from bot.messages import InputHint, Option, Progress
from bot.understanding.half_days import said_month, years_at_odds
from dialogs.findings import Finding, Level
from dialogs.interview.agenda import Agenda, Ask, AskKind
from dialogs.interview.labels import label_of, value_text
from dialogs.interview.outcome import Say
from dialogs.interview.question import put
from dialogs.interview.view import View
from dialogs.schema.definition import Element, Group

__all__ = ["ask_again", "findings_text", "question", "remember", "review", "sentences", "workings"]

LONGEST_NOTED = 40


def sentences(says: Iterable[Say], view: View, tools: Tools) -> list[str]:
    """The sentences of what the interview said, in order."""
    return [_sentence(say, view, tools) for say in says]


def _sentence(say: Say, view: View, tools: Tools) -> str:
    values = dict(say.values)
    if say.code == "noted":
        # What is kept for a question that does not stand yet has no words to be shown with.
        shown = [path for path in values.pop("paths") if value_text(view, path, tools.responses)]
        if not shown:
            return tools.say("kept_for_later")
        values["answers"] = [
            {
                "label": label_of(view, path, tools.responses, full=True),
                "value": _brief(value_text(view, path, tools.responses)),
            }
            for path in shown
        ]
    return tools.responses.say(say.namespace, say.code, **values)


def _brief(text: str) -> str:
    return text if len(text) <= LONGEST_NOTED else f"{text[:LONGEST_NOTED]}…"


def question(view: View, ask: Ask, tools: Tools, lead: Iterable[str] = ()) -> Utterance:
    """The question of an ask as one message, after what there is to say first."""
    put_ = put(view, ask, tools.responses)
    lead = [*lead, *_half_told(view, ask, tools), *_shown(view, ask, tools)]
    remaining = Agenda(view).remaining()
    done = len(view.state.trail)
    return Utterance(
        text="\n\n".join([*(each for each in lead if each), put_.text]),
        options=tuple(Option(each.id, each.label) for each in put_.choices),
        asks=put_.asks,
        input=InputHint(
            put_.input_type, put_.required, put_.options_only, put_.accept, put_.max_files
        ),
        progress=Progress(done, done + remaining),
    )


def _half_told(view: View, ask: Ask, tools: Tools) -> Iterator[str]:
    """The month that the story told, or two years that differ, where the day is asked."""
    if ask.kind is not AskKind.ELEMENT or view.answered(ask.name):
        return
    odds = years_at_odds(ask.name, view.answers, view.interview, view.today)
    if odds is not None:
        said, word, meant = odds
        yield tools.say("told_two_years", said=said, word=word, meant=meant)
        return
    month = said_month(ask.name, view.answers, view.interview, view.today)
    if month is not None:
        year, _, number = month.partition("-")
        yield tools.say("told_month", year=year, month=number.lstrip("0"))


def _shown(view: View, ask: Ask, tools: Tools) -> Iterator[str]:
    """Derived values that belong in front of this question; their workings are told when asked."""
    if ask.kind is not AskKind.ELEMENT:
        return
    shown = [path for path in view.interview.element(ask.name).show if path in view.derived]
    if shown:
        values = [
            {
                "label": label_of(view, path, tools.responses),
                "value": value_text(view, path, tools.responses),
            }
            for path in shown
        ]
        folded = any(view.derived[path].workings for path in shown)
        yield tools.say("derived_values", values=values, folded=folded)


def workings(view: View, element: Element, tools: Tools) -> Iterator[str]:
    """How the values in front of an element's question were worked out."""
    for path in element.show:
        found = view.derived.get(path)
        if found is not None:
            yield tools.say(
                "derived",
                label=label_of(view, path, tools.responses),
                value=value_text(view, path, tools.responses),
                workings=found.workings,
            )


def remember(dialogue: Dialogue, utterances: Iterable[Utterance]) -> Dialogue:
    """The dialogue with the last question of these messages standing open."""
    for each in utterances:
        if each.asks is not None:
            dialogue = dialogue.with_(
                asks=each.asks,
                options=tuple((option.id, option.label) for option in each.options),
                input_type=each.input.type if each.input else "",
            )
    return dialogue


def ask_again(view: View, tools: Tools, *lead: str) -> tuple[Utterance, ...]:
    """The question that stands open, put once more after `lead`."""
    ask = Agenda(view).first()
    if ask is None:
        return tuple(Utterance(each) for each in lead)
    return (question(view, ask, tools, lead),)


def findings_text(found: Iterable[Finding], tools: Tools) -> list[str]:
    """What rules saw, in words for the person; the gravest first."""
    order = {Level.BLOCK: 0, Level.WARN: 1, Level.INFO: 2}
    return [
        tools.responses.say("findings", each.code, audience="person", **dict(each.values))
        for each in sorted(found, key=lambda each: order[each.level])
    ]


def review(view: View, tools: Tools) -> tuple[Utterance, ...]:
    """All answers by section, one message each, then what the rules saw."""
    messages = []
    if view.state.helper:
        messages.append(Utterance(tools.say("review_helper", **view.state.helper)))
    changed = changes(view, tools)
    if changed:
        messages.append(Utterance(tools.say("review_changes", changes=changed)))
    for section in view.interview.sections:
        lines = [line for part in section.parts for line in _lines(view, part, tools)]
        if lines:
            messages.append(
                Utterance(tools.say("review_section", label=section.label, lines=lines))
            )
    held = [
        {"label": rule.label, "count": len(view.state.materials.get(rule.kind, ()))}
        for rule in Agenda(view).materials()
        if rule.level != "helpful" or view.state.materials.get(rule.kind)
    ]
    messages.append(
        Utterance(tools.say("review_materials", materials=held, court=view.state.court or ""))
    )
    seen = [each for each in Agenda(view).findings if each.level is not Level.BLOCK]
    if seen:
        messages.append(
            Utterance(tools.say("review_findings", findings=findings_text(seen, tools)))
        )
    return tuple(messages)


def _lines(view: View, part: Element | Group, tools: Tools) -> Iterator[dict[str, str]]:
    if isinstance(part, Group):
        for index in range(view.count(part)):
            for element in part.elements:
                yield from _line(view, element.path(index), tools)
    else:
        yield from _line(view, part.path(), tools)


def _line(view: View, path: str, tools: Tools) -> Iterator[dict[str, str]]:
    value = value_text(view, path, tools.responses)
    if value and path not in view.answers.none:
        yield {"label": label_of(view, path, tools.responses), "value": value}
