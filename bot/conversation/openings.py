"""Questions that stand outside an interview: consent, the matter, facts told, which case."""

from __future__ import annotations

from collections.abc import Iterable

from bot.conversation.situation import Reply, Situation, Utterance
from bot.conversation.tools import Tools
from bot.conversation.wording import remember
from bot.messages import InputHint, Option
from dialogs.interview.labels import label_of
from dialogs.interview.readback import read_back
from dialogs.interview.view import look

__all__ = ["CONFIRMED", "WHICH", "ask_case", "ask_consent", "ask_facts", "ask_sure", "ask_which"]

CONFIRMED = {"confirm:cancel", "confirm:restart", "confirm:withdraw", "confirm:delete_data"}
WHICH = "which_filing"


def _asked(situation: Situation, asked: Utterance) -> Reply:
    return Reply(remember(situation.dialogue, (asked,)), (asked,))


def _joined(lead: Iterable[str], question: str) -> str:
    return "\n\n".join(each for each in (*lead, question) if each)


def ask_consent(situation: Situation, tools: Tools, *lead: str) -> Reply:
    """Asks once for consent to the handling of personal data (个人信息保护法 13、17、29)."""
    asked = Utterance(
        _joined(lead, tools.say("ask_consent")),
        (Option("yes", tools.say("option_agree")), Option("no", tools.say("option_disagree"))),
        asks="consent",
        input=InputHint("options", required=True, options_only=True),
    )
    return _asked(situation, asked)


def ask_case(situation: Situation, tools: Tools, *lead: str, first: Iterable[str] = ()) -> Reply:
    """What is the matter about? The likeliest types if there are any, else all there are."""
    likely = [each for each in first if each in tools.titles]
    options = tuple(Option(each, tools.titles[each]) for each in likely or tools.titles)
    code = "ask_case_likely" if likely else "ask_case"
    titles = [tools.titles[each] for each in likely]
    asked = Utterance(
        _joined(lead, tools.say(code, titles=titles)),
        (*options, Option("other", tools.say("option_other_case"))),
        asks="case_type",
        input=InputHint("options", required=True),
    )
    return _asked(situation, asked)


def ask_facts(situation: Situation, tools: Tools, *lead: str) -> Reply:
    """Shows the facts read from a story, and asks whether they are right."""
    draft = situation.draft
    assert draft is not None
    view = look(draft.interview, draft.state, situation.today)
    facts = [
        {
            "label": label_of(view, path, tools.responses),
            "value": read_back(draft.interview.element(path), value),
            "text": text,
        }
        for path, value, text in situation.dialogue.proposals
    ]
    asked = Utterance(
        _joined(lead, tools.say("ask_facts", facts=facts)),
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
