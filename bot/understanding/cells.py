"""Short cells told in talk: only the words that answer the question stay."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.understanding.expressions import expression

__all__ = ["body_told", "is_retired", "is_talk", "job_told", "without_work"]

_PART = expression("[，。,；;、！!\n\t ]+")
_LONGEST_TALK = 40

Patterns = Mapping[str, re.Pattern[str]]


def without_work(words: str, known: Patterns) -> bool:
    """早就退了没班上了在家: no employer now, whatever was before; 返聘 works on."""
    if len(words) > _LONGEST_TALK or known["works_on"].search(words):
        return False
    return known["left_work"].search(words) is not None


def is_retired(words: str, known: Patterns) -> bool:
    """原来在纺织厂退休了现在腿也不好; 没退休 is not."""
    if len(words) > _LONGEST_TALK or known["works_on"].search(words):
        return False
    return known["retired"].search(words) is not None


def job_told(words: str, known: Patterns) -> str | None:
    """缝纫工，踩缝纫机的: the one part that is a word for a job; None if the words say no less."""
    if is_retired(words, known):
        return "退休"
    parts = [part for part in _PART.split(words) if part]
    jobs = [job for part in parts if (job := _job(part, known))]
    others = [part for part in parts if not _job(part, known)]
    if not jobs and len(parts) == 1:
        bare = known["i_am"].sub("", words)
        return bare if bare != words and not is_talk(bare, known) else None
    if len(jobs) != 1 or jobs[0] == words:
        return None
    return jobs[0] if all(known["tells_work"].search(part) for part in others) else None


def _job(part: str, known: Patterns) -> str | None:
    match = known["job_word"].fullmatch(part)
    return match["job"] if match else None


def body_told(words: str, known: Patterns) -> str | None:
    """天府新区那个厂子，成都宏运制衣有限公司: the one part that is a body's name."""
    parts = [part for part in _PART.split(words) if part]
    named = [name for part in parts if (name := _body(part, known))]
    return named[0] if len(named) == 1 and named[0] != words else None


def _body(part: str, known: Patterns) -> str | None:
    match = known["works_at"].fullmatch(part)
    name = match["body"] if match else part
    if known["vague_body"].search(name) or not known["body"].search(name):
        return None
    return name


def is_talk(words: str, known: Patterns) -> bool:
    """Whether a word for a job or a body's name is hidden in talk."""
    if _body(words, known) or _job(words, known):
        return False
    return known["in_talk"].search(words) is not None
