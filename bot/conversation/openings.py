"""Questions that stand outside an interview: consent, the matter, facts told, which case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bot.conversation.left_open import left_open
from bot.conversation.proposing import STORY
from bot.conversation.situation import Reply, Situation, Utterance
from bot.conversation.tools import PLAIN, Tools
from bot.conversation.wording import remember
from bot.messages import InputHint, Option
from dialogs.interview.labels import label_of
from dialogs.interview.readback import read_back
from dialogs.interview.view import look
from dialogs.schema.distinctions import Distinction

__all__ = [
    "APART",
    "CONFIRMED",
    "WHICH",
    "ask_apart",
    "ask_case",
    "ask_consent",
    "ask_facts",
    "ask_sure",
    "ask_which",
]

CONFIRMED = {
    "confirm:another",
    "confirm:cancel",
    "confirm:restart",
    "confirm:withdraw",
    "confirm:delete_data",
}
WHICH = "which_filing"
APART = "tell_apart:"


def _asked(situation: Situation, asked: Utterance) -> Reply:
    return Reply(remember(situation.dialogue, (asked,)), (asked,))


def _joined(lead: Iterable[str], question: str) -> str:
    return "\n\n".join(each for each in (*lead, question) if each)


def ask_consent(situation: Situation, tools: Tools, *lead: str, brief: bool = False) -> Reply:
    """Asks once for consent to the handling of personal data (个人信息保护法 13、17、29).

    brief: in few words, where the whole of it was shown before.
    """
    asked = Utterance(
        _joined(lead, tools.say("ask_consent_brief" if brief else "ask_consent")),
        (Option("yes", tools.say("option_agree")), Option("no", tools.say("option_disagree"))),
        asks="consent",
        input=InputHint("options", required=True, options_only=True),
    )
    return _asked(situation, asked)


def ask_case(
    situation: Situation,
    tools: Tools,
    *lead: str,
    first: Mapping[str, float] | None = None,
    plainly: str = "",
) -> Reply:
    """What is the matter about? The likeliest types with their shares, else all there are.

    A share of 0 is not told: it is not known any more. plainly: the label of the matter that
    the plain complaint is likely for, so that it is named.
    """
    likely = {each: share for each, share in (first or {}).items() if each in tools.titles}
    options = tuple(Option(each, tools.titles[each]) for each in likely or tools.titles)
    code = "ask_case_likely" if likely else "ask_case"
    named = {PLAIN: tools.say(f"matter_{plainly}")} if plainly else {}
    told = [
        {"title": named.get(each, tools.titles[each]), "percent": min(99, round(100 * share))}
        for each, share in likely.items()
    ]
    asked = Utterance(
        _joined(lead, tools.say(code, likely=told)),
        (*options, Option("other", tools.say("option_other_case"))),
        asks="case_type",
        input=InputHint("options", required=True),
    )
    return _asked(situation, asked)


def ask_apart(situation: Situation, tools: Tools, distinction: Distinction, *lead: str) -> Reply:
    """The question that tells similar matters apart, before a form is chosen."""
    ways = [each for each in distinction.ways if each.interview in tools.titles]
    question = tools.say(
        "ask_apart", ask=distinction.ask, help=distinction.help, after=distinction.after
    )
    asked = Utterance(
        _joined(lead, question),
        (
            *(Option(each.id, each.label) for each in ways),
            Option("other", tools.say("option_other_case")),
        ),
        asks=f"{APART}{distinction.id}",
        input=InputHint("options", required=True),
    )
    return _asked(situation, asked)


def ask_facts(situation: Situation, tools: Tools, *lead: str) -> Reply:
    """Shows the facts read from a story by section, and asks whether they are right."""
    draft = situation.draft
    assert draft is not None
    view = look(draft.interview, draft.state, situation.today)
    sections: dict[str, list[dict[str, Any]]] = {each.id: [] for each in draft.interview.sections}
    whole = ""
    order = {id(each): n for n, each in enumerate(draft.interview.elements.values())}
    proposals = [(draft.interview.element(each[0]), *each) for each in situation.dialogue.proposals]
    for element, path, value, text in sorted(proposals, key=lambda each: order[id(each[0])]):
        if path == STORY:
            whole = str(value)
            continue
        label = label_of(view, path, tools.responses, full=True)
        others = left_open(element, value)
        fact = {"label": label, "value": read_back(element, value), "text": text, "others": others}
        sections[element.section].append(fact)
    labels = {each.id: each.label for each in draft.interview.sections}
    told = [{"label": labels[id], "facts": facts} for id, facts in sections.items() if facts]
    asked = Utterance(
        _joined(lead, tools.say("ask_facts", sections=told, whole=whole)),
        (Option("yes", tools.say("option_right")), Option("no", tools.say("option_ask_me"))),
        asks="confirm_facts",
        input=InputHint("options"),
    )
    reply = _asked(situation, asked)
    return Reply(reply.dialogue, reply.utterances, draft)


def ask_sure(situation: Situation, tools: Tools, what: str, *lead: str) -> Reply:
    """Asks once before something is put away, withdrawn or deleted."""
    asked = Utterance(
        _joined(lead, tools.say(f"ask_{what}")),
        (Option("yes", tools.say(f"option_{what}")), Option("no", tools.say("option_go_on"))),
        asks=f"confirm:{what}",
        input=InputHint("options", options_only=True),
    )
    return _asked(situation, asked)


def ask_which(situation: Situation, tools: Tools, about: str, *lead: str) -> Reply:
    """Asks which of several filings is meant. about: `status` or `withdraw`."""
    options = tuple(
        Option(each.number, tools.say("which_option", number=each.number, status=each.status.value))
        for each in situation.filings
    )
    asked = Utterance(
        _joined(lead, tools.say("ask_which_filing")),
        options,
        asks=WHICH,
        input=InputHint("options"),
    )
    reply = _asked(situation, asked)
    return Reply(reply.dialogue.with_(about=about), reply.utterances)
