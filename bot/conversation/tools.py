"""What every part of the conversation needs: sentences, understanding, interviews."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.understanding.engine import Engine
from dialogs.schema.definition import Interview
from dialogs.schema.distinctions import Distinction, distinctions
from dialogs.schema.responses import Responses

__all__ = ["PLAIN", "Tools"]

PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Tools:
    """Chosen by the wiring; pure but for what they read at first use.

    interviews: the interview of an id. titles: of the interviews that can be begun, by id,
        in the order shown.
    by_label: interviews by label of case type (nlu_data).
    kept: the interview of an id and a digest; None: only the present ones are known.
    distinctions: questions that tell similar matters apart.
    """

    responses: Responses
    engine: Engine
    interviews: Callable[[str], Interview]
    titles: Mapping[str, str]
    by_label: Mapping[str, Sequence[str]] = field(default_factory=dict)
    kept: Callable[[str, str], Interview] | None = None
    distinctions: Sequence[Distinction] = field(default_factory=distinctions)

    def interview_of(self, interview_id: str, digest: str) -> Interview:
        """The interview as it was when it had this digest."""
        return self.kept(interview_id, digest) if self.kept else self.interviews(interview_id)

    def interviews_of(self, labels: Iterable[str]) -> list[str]:
        """The interviews that stand under these labels of case types (or ids), in their order.

        A civil matter without an interview of its own goes to the plain complaint.
        """
        found: dict[str, None] = {}
        for label in labels:
            own = [label] if label in self.titles else self.by_label.get(label, ())
            found.update(dict.fromkeys(own or [PLAIN]))
        return [each for each in found if each in self.titles]

    def likely(self, candidates: Iterable[tuple[str, float]]) -> dict[str, float]:
        """The interviews that the likely labels lead to, each with the sum of their shares."""
        shares: dict[str, float] = {}
        for label, share in candidates:
            for each in self.interviews_of([label])[:1]:
                shares[each] = shares.get(each, 0.0) + share
        return shares

    def plain_matter(self, candidates: Iterable[tuple[str, float]]) -> str:
        """The likeliest label that leads to the plain complaint and has a name; "" if none."""
        plain = (label for label, _ in candidates if self.interviews_of([label])[:1] == [PLAIN])
        label = next(plain, "")
        return label if self.responses.has("conversation", f"matter_{label}") else ""

    def distinction(self, story: str, labels: Iterable[str], after: str = "") -> Distinction | None:
        """The first question that a story leaves open, if what it leads to can be begun.

        after: the interview that was chosen for it; of its labels the likeliest counts.
        """
        labels = list(labels)
        if after:
            labels = [each for each in labels if after in self.interviews_of([each])][:1]
        for each in self.distinctions:
            if each.after != after or (after and not labels):
                continue
            offered = [way for way in each.ways if way.interview in self.titles]
            if len(offered) > 1 and each.fits(story, labels):
                return each
        return None

    def say(self, code: str, /, **values: Any) -> str:
        """A sentence of the conversation."""
        return self.responses.say("conversation", code, **values)
