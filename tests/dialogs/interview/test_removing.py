"""What stands in the way of a filing and need not be there can be taken away."""

from __future__ import annotations

from datetime import date

from dialogs.interview.catalogue import load_interview
from dialogs.interview.engine import begin
from dialogs.interview.removing import removable
from dialogs.interview.state import Given
from dialogs.interview.view import View, look


def seen(defendants: int) -> View:
    """A loan with so many defendants, the last one called 王芳."""
    interview = load_interview("private_lending")
    last = f"defendants[{defendants - 1}]"
    given = {f"{last}.kind": "natural", f"{last}.name": "王芳"}
    state = begin(interview).with_(
        given={path: Given(value, value, 0) for path, value in given.items()},
        counts={"defendants": defendants},
    )
    return look(interview, state, date(2026, 11, 22))


def test_a_second_defendant_who_lacks_something_can_be_taken_away() -> None:
    offered = removable(seen(2), ["defendants[1].phone", "defendants[1].domicile"])
    assert list(offered) == [("remove:defendants:1", "被告2 王芳")]


def test_the_only_defendant_cannot_be_taken_away() -> None:
    assert not list(removable(seen(1), ["defendants[0].phone"]))
