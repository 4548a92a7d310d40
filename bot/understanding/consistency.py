"""Facts of one story held against the interview's own checks: what contradicts is asked."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from dialogs.answers import Answers, split_path
from dialogs.schema.definition import Check, Interview, Otherwise

if TYPE_CHECKING:
    from bot.understanding.placing import Proposal

__all__ = ["consistent"]


def consistent(proposals: list[Proposal], interview: Interview) -> list[Proposal]:
    """The proposals without those that break a check between them (还款日早于借款日)."""
    values = {each.path: each.value for each in proposals if not each.partial}
    counts: dict[str, int] = {}
    for path in values:
        group, index, _ = split_path(path)
        if group is not None:
            counts[group] = max(counts.get(group, 0), (index or 0) + 1)
    answers = Answers(values, counts)
    broken = {path for path in values for path in _broken(path, answers, interview)}
    broken |= {path for path in values if _unasked(path, answers, interview)}
    return [each for each in proposals if each.path not in broken]


def _unasked(path: str, answers: Answers, interview: Interview) -> bool:
    """What is not asked of such a person: a landlord's claim of a tenant."""
    when = interview.element(path).when
    return when is not None and not when.opaque and when.violated(answers, split_path(path)[1])


def _broken(path: str, answers: Answers, interview: Interview) -> Iterator[str]:
    index = split_path(path)[1]
    for check in interview.element(path).checks:
        named = list(_named(check, index, answers.values))
        alone = len(named) < 2 and check.otherwise is not Otherwise.REFUSE
        if not alone and not check.condition.opaque and check.condition.violated(answers, index):
            yield from named


def _named(check: Check, index: int | None, given: Collection[str]) -> Iterator[str]:
    """The paths that a check speaks of, as far as they are given."""
    for template in check.condition.paths:
        path = template.replace("[i]", f"[{index}]")
        if path in given:
            yield path
