"""Questions beside the interview: about a filing that is with the court, and what troubles people.

Each is answered with the facts of the case in hand where its rules know them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.conversation import asking, intake, interviewing, statusing
from bot.conversation.openings import APART
from bot.conversation.situation import Draft, Reply, Situation, Utterance
from bot.conversation.tools import Tools
from bot.conversation.wording import findings_text
from bot.understanding.expressions import expression
from bot.understanding.topics import asks_of_a_filing, topic_of
from dialogs.interview.agenda import Agenda
from dialogs.interview.commands import ChooseOption, Command, SetAnswer
from dialogs.interview.engine import apply
from dialogs.interview.readback import spoken_date
from dialogs.interview.state import State
from dialogs.interview.view import look
from dialogs.money import Money
from dialogs.rules.deadlines import due
from dialogs.rules.numerals import han_date
from dialogs.schema.definition import ElementType, Interview
from filing_backend.contracts import FilingCopy, Status

__all__ = ["answer", "fee_of_this_case", "kind_word", "of_a_filing", "running"]

END_SUIT = "end_suit"
RETURNED = "returned_items"
SENT_BACK = "sent_back"
DEADLINE = "deadline"
PAY_MORE = "pay_more"
PASSED = (Status.REVIEW_PASSED, Status.FEE_DUE, Status.FILED)
NUMBERS = (ElementType.CN_ID_NUMBER, ElementType.PHONE, ElementType.USCC)
ENDED = (Status.REFUSED, Status.WITHDRAWN)
MOST_TOLD = 3
KIND = (
    "shame",
    "afraid",
    "cannot_read",
    "cannot_do",
    "how_much_more",
    "mistaken",
    "privacy",
    "enforce",
)
ANY_TIME = ("known_to_other", DEADLINE, "arrest", "evict", "sue_too", *KIND)
"""What may be asked before there is any filing."""
AWARD = "award_received_on"
FEES = ("court_fee",)
LIMITS = (
    "labor_suit_",
    "award_receipt_unknown",
    "limitation_",
    "contract_limitation_",
    "accident_limitation_",
    "preservation_suit_",
    "arbitration_late",
    "no_limitation",
)
"""Codes of findings begin with these."""
AGREED = expression(r"^(对|是|嗯|好|行|没错)(的|啊|呀|吧|了)?[，,。 ]*(那|那么|可是|不过|就是)?")


def answer(
    situation: Situation, commands: Sequence[Command], text: str, tools: Tools
) -> Reply | None:
    """What there is to say about it, then the question that stood open; None if it is no topic."""
    topic = topic_of(text)
    if topic == RETURNED:
        return _returned(situation, tools)
    if topic == SENT_BACK and any(each.status is Status.RETURNED for each in situation.filings):
        return asking.again(situation, tools, tools.say("topic_sent_back"))
    if topic in ANY_TIME:
        return _beside(situation, commands, text, topic, tools)
    with_court = running(situation)
    if not with_court or topic is None or (topic == END_SUIT and not _all_filed(with_court)):
        return None
    if topic == END_SUIT and asking.gathering(situation):
        return None
    said = tuple(Utterance(_told(situation, topic, each, tools)) for each in with_court[:MOST_TOLD])
    return _then_again(situation, tuple({each.text: each for each in said}.values()), tools)


def _returned(situation: Situation, tools: Tools) -> Reply | None:
    """Everything that the court sent back, told once more; None if nothing was."""
    filings = [each for each in situation.filings if each.status is Status.RETURNED]
    draft = situation.draft
    in_hand = [each for each in filings if draft is not None and each.draft_id == draft.id]
    said = statusing.told(situation, in_hand or filings, tools)
    return _then_again(situation, said, tools) if said else None


def kind_word(text: str, tools: Tools) -> str:
    """What to say to somebody who is ashamed or afraid; empty if nobody is."""
    topic = topic_of(text)
    return tools.say(f"topic_{topic}", left=0) if topic in KIND else ""


def of_a_filing(situation: Situation, text: str, tools: Tools) -> Reply | None:
    """A question that speaks of a court or a case, while one is there: it begins no other."""
    asks = situation.dialogue.asks or ""
    with_court = running(situation)
    telling = situation.dialogue.story and (asks == "case_type" or asks.startswith(APART))
    if not with_court or telling:
        return None
    if not asks_of_a_filing(text):
        return None
    told = [
        tools.say("topic_other", number=each.number, court=each.court)
        for each in with_court[:MOST_TOLD]
    ]
    said = statusing.told(situation, with_court[:MOST_TOLD], tools)
    return Reply(situation.dialogue.with_(misses=0), (*said, *(Utterance(each) for each in told)))


def running(situation: Situation) -> list[FilingCopy]:
    """The filings that a court still has to do with."""
    return [each for each in situation.filings if each.status not in ENDED]


def fee_of_this_case(situation: Situation, tools: Tools) -> str:
    """What filing the draft in hand costs, by its rules; empty if they cannot say."""
    return "\n".join(_by_rules(situation, FEES, tools))


def _beside(
    situation: Situation, commands: Sequence[Command], text: str, topic: str, tools: Tools
) -> Reply:
    heard = _heard(situation, commands, text, tools)
    if heard is None:
        return asking.again(situation, tools, _word(situation, topic, tools))
    after = replace(situation, dialogue=heard.dialogue, draft=heard.draft or situation.draft)
    said = Utterance(_word(after, topic, tools))
    return replace(heard, utterances=(said, *heard.utterances))


def _heard(
    situation: Situation, commands: Sequence[Command], text: str, tools: Tools
) -> Reply | None:
    """What the words say besides: yes to what was shown, or a day that another question asks."""
    dialogue, yes = situation.dialogue, (ChooseOption("yes"),)
    if AGREED.match(text) and dialogue.proposals:
        return intake.take_facts(situation, yes, "", tools)
    if AGREED.match(text) and dialogue.asks == "case_type" and dialogue.story:
        return intake.take_case(situation, yes, "", tools)
    draft = situation.draft
    if draft is None or not asking.gathering(situation) or dialogue.proposals:
        return None
    told = [
        each
        for each in commands
        if isinstance(each, SetAnswer) and _sure(each, dialogue.asks, draft.interview)
    ]
    return interviewing.advance(situation, told, tools) if told else None


def _sure(answer: SetAnswer, asked: str | None, interview: Interview) -> bool:
    """Whether it is an answer whatever stands beside it: a number, or another's day."""
    kind = interview.element(answer.path).type
    return kind in NUMBERS or (kind is ElementType.DATE and answer.path != asked)


def _word(situation: Situation, topic: str, tools: Tools) -> str:
    if topic != DEADLINE:
        return tools.say(f"topic_{topic}", left=_still_to_ask(situation))
    handed_over = () if asking.gathering(situation) else running(situation)
    told = _by_rules(situation, LIMITS, tools) or _since_the_award(situation, tools)
    number = handed_over[0].number if handed_over else ""
    return tools.say("topic_deadline", told=told, number=number)


def _still_to_ask(situation: Situation) -> int:
    """About how many questions are left; 0 where that is not known yet."""
    if not asking.gathering(situation) or situation.dialogue.proposals:
        return 0
    return Agenda(interviewing.current_view(situation)).remaining()


def _by_rules(situation: Situation, codes: tuple[str, ...], tools: Tools) -> list[str]:
    """What the rules of the draft in hand say of such things."""
    draft = situation.draft
    if draft is None:
        return []
    state = _as_told(draft, situation)
    view = look(draft.interview, state, situation.today)
    found = (each for each in Agenda(view).findings if each.code.startswith(codes))
    return findings_text(found, tools)


def _as_told(draft: Draft, situation: Situation) -> State:
    """The draft with the facts that still wait to be confirmed: days are counted from them."""
    waiting = [SetAnswer(path, value, text) for path, value, text in situation.dialogue.proposals]
    if not waiting:
        return draft.state
    return apply(draft.interview, draft.state, waiting, situation.today).state


def _since_the_award(situation: Situation, tools: Tools) -> list[str]:
    """The fifteen days from an award whose day was told before its question came."""
    draft = situation.draft
    given = _as_told(draft, situation).given.get(AWARD) if draft is not None else None
    if given is None:
        return []
    received = date.fromisoformat(str(given.value))
    last = due("labor_suit", received)
    code = "labor_suit_late" if last.over(situation.today) else "labor_suit_due"
    values = {"received": han_date(received), "until": han_date(last.on)}
    return [tools.responses.say("findings", code, audience="person", **values)]


def _then_again(situation: Situation, said: tuple[Utterance, ...], tools: Tools) -> Reply:
    if not asking.gathering(situation):
        return Reply(situation.dialogue.with_(misses=0), said)
    reply = asking.again(situation, tools)
    return replace(reply, utterances=(*said, *reply.utterances))


def _all_filed(filings: list[FilingCopy]) -> bool:
    """A filing that the court has not taken up yet is withdrawn here, not at the court."""
    return all(each.status is Status.FILED for each in filings)


def _told(situation: Situation, topic: str, filing: FilingCopy, tools: Tools) -> str:
    draft = situation.draft
    same = draft is not None and draft.id == filing.draft_id and filing.fee is None
    return tools.say(
        f"topic_{topic}",
        told=_by_rules(situation, FEES, tools) if same and topic == PAY_MORE else [],
        number=filing.number,
        court=filing.court,
        case_no=filing.case_no or "",
        filed=filing.status is Status.FILED,
        passed=filing.status in PASSED,
        returned=filing.status is Status.RETURNED,
        fee=str(Money(filing.fee.amount)) if filing.fee else "",
        fee_due=spoken_date(filing.fee.due_on) if filing.fee else "",
    )
