"""Composers by the name under which `cells.yml` calls them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dialogs.answers import Item, Known
from filing_backend.documents.claim_composers import CLAIM_COMPOSERS
from filing_backend.documents.composition import Composition
from filing_backend.documents.contract_composers import CONTRACT_COMPOSERS
from filing_backend.documents.divorce_composers import DIVORCE_COMPOSERS
from filing_backend.documents.guarantee_composers import GUARANTEE_COMPOSERS
from filing_backend.documents.house_composers import HOUSE_COMPOSERS
from filing_backend.documents.loan_composers import LOAN_COMPOSERS
from filing_backend.documents.other_facts import other_facts
from filing_backend.documents.parties import cause_of_action as cause_as_named
from filing_backend.documents.parties import party_names
from filing_backend.documents.readings import group_standing, read_path

__all__ = ["COMPOSERS", "Composer"]

Composer = Callable[[Composition], Any]
"""Gives a canonical value for the cell's format, or a `Known` when there is none."""


def first_given(cell: Composition) -> Any:
    """The first of the cell's paths that has a value, as printed; else how the first stands."""
    readings = [
        reading
        for path in cell.paths
        for reading in read_path(path, cell.place, cell.answers, cell.filling.interview)
    ]
    for reading in readings:
        if reading.known is Known.GIVEN:
            return cell.printed(reading.path)
    return readings[0].known if readings else Known.MISSING


def evidence_list(cell: Composition) -> Any:
    """One line per piece of evidence: number, name, source, pages in the bundle.

    Where there are witnesses alone, that nothing is in writing: they are evidence too.
    """
    entries = cell.filling.evidence
    if not entries:
        return cell.say("evidence_list_none") if cell.answers.count("witnesses") else Known.NONE
    return "\n".join(
        cell.say(
            "evidence_line" if entry.pages else "evidence_line_unpaged",
            number=entry.number,
            name=entry.name,
            source=entry.source,
            pages=entry.pages,
        )
        for entry in entries
    )


def plaintiff_names(cell: Composition) -> Any:
    """The names of all plaintiffs."""
    return party_names(cell.answers, "plaintiffs", cell.filling.phrases) or Known.MISSING


def defendant_names(cell: Composition) -> Any:
    """The names of all defendants."""
    return party_names(cell.answers, "defendants", cell.filling.phrases) or Known.MISSING


def cause_of_action(cell: Composition) -> Any:
    """The cause of action (案由): the one named, else that of the interview."""
    return cause_as_named(cell.filling.interview, cell.answers)


def no_such_third_person(cell: Composition) -> Any:
    """无 where no third person is of the row's kind, once the person was asked for any."""
    asked = group_standing("third_persons", cell.answers).known is Known.GIVEN
    return Known.NONE if asked else Known.MISSING


def recipient_relation(cell: Composition) -> Any:
    """本人 when the court's papers go to a plaintiff, or that it is its representative."""
    if _recipient(cell) is not None:
        return cell.say("recipient_self")
    name = cell.answers.text("service_recipient")
    parties = cell.answers.items("plaintiffs")
    represents = any(name and each.text("legal_rep") == name for each in parties)
    return cell.say("recipient_legal_rep") if represents else Known.MISSING


def recipient_id_number(cell: Composition) -> Any:
    """The ID number of the plaintiff to whom the court's papers go."""
    party = _recipient(cell)
    if party is None:
        return Known.MISSING
    keys = ("id_number", "other_id_number")
    return next((party.text(key) for key in keys if party.text(key)), party.known(keys[0]))


def _recipient(cell: Composition) -> Item | None:
    name = cell.answers.text("service_recipient")
    parties = cell.answers.items("plaintiffs")
    return next((each for each in parties if name and each.text("name") == name), None)


COMPOSERS: dict[str, Composer] = {
    "cause_of_action": cause_of_action,
    "defendant_names": defendant_names,
    "evidence_list": evidence_list,
    "first_given": first_given,
    "no_such_third_person": no_such_third_person,
    "other_facts": other_facts,
    "plaintiff_names": plaintiff_names,
    "recipient_id_number": recipient_id_number,
    "recipient_relation": recipient_relation,
    **CLAIM_COMPOSERS,
    **DIVORCE_COMPOSERS,
    **LOAN_COMPOSERS,
    **GUARANTEE_COMPOSERS,
    **CONTRACT_COMPOSERS,
    **HOUSE_COMPOSERS,
}
