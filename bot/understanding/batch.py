"""Understanding as plain records, for measuring and for other programs."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from bot.understanding.acts import act_of, danger_of
from bot.understanding.guessing import guess_danger, is_doubtful, is_familiar, is_named, likely_acts
from bot.understanding.stories import facts
from bot.understanding.values import Found, find
from bot.understanding.values.foreign import ABROAD, currency_of
from dialogs.interview.commands import Act
from dialogs.schema.definition import Interview

if TYPE_CHECKING:
    from bot.understanding.rasa import RasaClient

__all__ = ["intent_of", "rasa_intent_of", "story_of", "values_of"]

_FELL_BACK = ("tell", Act.NONSENSE.value)


def values_of(text: str, kinds: Collection[str] | None, today: date) -> dict[str, Any]:
    """Values with kind, span, confidence; a span of days is `[start, end)`.

    Foreign money bears its `currency`.
    """
    return {"values": [_value(each) for each in find(text, kinds, today, abroad=True)]}


def _value(one: Found) -> dict[str, Any]:
    value = one.value
    if one.kind == "date_range":
        end = date.fromisoformat(value["to"]) + timedelta(days=1)
        value = [value["from"], end.isoformat()]
    currency = currency_of(one.text) if one.kind == "money" and one.note == ABROAD else None
    return {
        "kind": one.kind,
        "text": one.text,
        "start": one.start,
        "end": one.end,
        "value": value,
        "confidence": round(one.confidence, 2),
        "alternatives": list(one.alternatives),
    } | ({"currency": currency} if currency else {})


def intent_of(text: str) -> dict[str, Any]:
    """The act by rule, else by classifier; `fallback` where neither is sure."""
    ruled = danger_of(text) or act_of(text) or guess_danger(text)
    if ruled is not None:
        fallback = ruled is Act.NONSENSE
        return {"intent": ruled.value, "confidence": 0.95, "fallback": fallback}
    best = likely_acts(text, 3)
    name, confidence = best[0]
    fallback = name in _FELL_BACK or is_doubtful(text) or not is_familiar(text)
    if name == "tell":
        name = best[1][0]
    elif not is_named(Act(name), text):
        fallback = True
    return {"intent": name, "confidence": confidence, "fallback": fallback}


def rasa_intent_of(text: str, client: RasaClient) -> dict[str, Any]:
    """The act that the Rasa server names; the embedded engine's if it does not answer.

    A matter told (`case_…`) is no act, so it falls back.
    """
    parsed = client.read(text)
    if parsed is None:
        return intent_of(text)
    told = parsed.intent not in {act.value for act in Act}
    fallback = parsed.fallback or told or parsed.intent in _FELL_BACK
    return {"intent": parsed.intent, "confidence": parsed.confidence, "fallback": fallback}


def story_of(text: str, interview: Interview, today: date) -> dict[str, Any]:
    """Facts of a story; a month or a year without a day comes as `2021-03` or `2021`."""
    return {
        "answers": [
            {
                "element": each.path,
                "value": each.value,
                "text": each.text,
                "start": each.start,
                "end": each.end,
                "confidence": each.confidence,
            }
            for each in facts(text, interview, today)
        ]
    }
