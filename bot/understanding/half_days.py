"""A day of which the story told the month alone: 2021年3月借的, and later 15号."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.understanding.engine import Context
from bot.understanding.expressions import expression
from bot.understanding.feast_days import with_other_days
from bot.understanding.stories import facts
from bot.understanding.values import Reading, read
from dialogs.answers import Answers
from dialogs.schema.definition import Element, ElementType, Interview

__all__ = ["completed", "said_month", "years_at_odds"]

_STORY = "facts_story"
_DAY_ALONE = expression(
    r"\s*(?:是|就是|大概|好像|应该是?|那个月)*(?P<day>[0-9一二三四五六七八九十廿]{1,3})\s*[日号](?:吧|左右)?[。.\s]*"
)
_TWO_YEARS = expression(
    "(?P<word>大前年|前年|去年|今年)[ ，,（(]*(?:也?就?是)?[（(]?"
    "(?P<year>(?:19|20)[0-9]{2}|[一二零〇两][零〇九一二三四五六七八]{3})年"
)
_AGO = {"今年": 0, "去年": 1, "前年": 2, "大前年": 3}
_DIGITS = str.maketrans("零〇一二两三四五六七八九", "001223456789")
_MONTH = 7
"""Letters of 2021-03."""


def said_month(path: str, answers: Answers, interview: Interview, today: date) -> str | None:
    """2021-03 or 2021, if the story told no more of the day that `path` asks for."""
    story = answers.get(_STORY)
    if not isinstance(story, str) or interview.element(path).type is not ElementType.DATE:
        return None
    told = (one for one in facts(story, interview, today) if one.path == path and one.partial)
    return next((str(one.value) for one in told), None)


def years_at_odds(
    path: str, answers: Answers, interview: Interview, today: date
) -> tuple[str, str, int] | None:
    """前年二零二三年 told in 2026 for the day of `path`: these words, 前年, and its year 2024."""
    story = answers.get(_STORY)
    if not isinstance(story, str) or said_month(path, answers, interview, today) is None:
        return None
    for match in _TWO_YEARS.finditer(story):
        meant = today.year - _AGO[match["word"]]
        if int(match["year"].translate(_DIGITS)) != meant:
            told = (one for one in facts(story, interview, today) if one.path == path)
            if any(match.start() <= one.start < match.end() for one in told):
                return match.group(), match["word"], meant
    return None


def completed(
    reading: Reading, text: str, element: Element, path: str, context: Context
) -> Reading:
    """The reading; a mere day of the month (15号) is that of the month that the story told.

    A feast that may be several days has them as alternatives.
    """
    if element.type is ElementType.DATE:
        reading = with_other_days(reading, text, context.today)
    match = _DAY_ALONE.fullmatch(text) if element.type is ElementType.DATE else None
    if match is None or context.answers is None or context.interview is None:
        return reading
    month = said_month(path, context.answers, context.interview, context.today)
    if month is None or len(month) != _MONTH:
        return reading
    words = f"{month[:4]}年{int(month[5:])}月{match['day']}日"
    whole = read(ElementType.DATE, words, context.today)
    if whole.value is None:
        return reading
    return replace(whole, text=text, span=(0, len(text)))
