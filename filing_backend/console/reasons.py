"""Ready-made reasons for sending an element back; their words stand under `console`."""

from __future__ import annotations

from dialogs.schema.definition import ElementType, Interview
from dialogs.schema.responses import Responses

__all__ = ["ready_made", "reasons_for"]

ANY = ("reason_unclear", "reason_missing", "reason_contradicts", "reason_evidence_differs")
NUMBER = ("reason_number_wrong", "reason_differs_from_copy", "reason_missing")
BY_TYPE: dict[ElementType, tuple[str, ...]] = {
    ElementType.MONEY: (
        "reason_amount_differs",
        "reason_amount_workings",
        "reason_interest_deducted",
        "reason_contradicts",
    ),
    ElementType.DATE: ("reason_date_differs", "reason_contradicts", "reason_missing"),
    ElementType.DATE_RANGE: ("reason_date_differs", "reason_contradicts", "reason_missing"),
    ElementType.PERCENT_PER_YEAR: ("reason_rate_differs", "reason_rate_basis"),
    ElementType.PERSON_NAME: ("reason_differs_from_copy", "reason_missing"),
    ElementType.CN_ID_NUMBER: NUMBER,
    ElementType.USCC: NUMBER,
    ElementType.PHONE: ("reason_phone_wrong", "reason_missing"),
    ElementType.ADDRESS: ("reason_address_vague", "reason_missing"),
    ElementType.LONG_TEXT: (
        "reason_claim_vague",
        "reason_facts_thin",
        "reason_abusive",
        "reason_contradicts",
    ),
}
MATERIAL = (
    "reason_material_missing",
    "reason_material_unreadable",
    "reason_material_incomplete",
    "reason_material_wrong",
    "reason_material_unsigned",
)
COURT = ("reason_court_not_ours", "reason_court_exclusive", "reason_court_agreed")


def reasons_for(path: str, interview: Interview, responses: Responses) -> tuple[str, ...]:
    """The sentences offered for a path: by the element's type, for materials, for the court."""
    return tuple(responses.say("console", code) for code in _codes(path, interview))


def ready_made(responses: Responses) -> frozenset[str]:
    """All sentences that are offered anywhere: none of them speaks of a person."""
    kinds = (ANY, *BY_TYPE.values(), MATERIAL, COURT)
    return frozenset(responses.say("console", code) for codes in kinds for code in codes)


def _codes(path: str, interview: Interview) -> tuple[str, ...]:
    if path == "court":
        return COURT
    if path.startswith("material:"):
        return MATERIAL
    try:
        element = interview.element(path)
    except KeyError:
        return ANY
    return BY_TYPE.get(element.type, ANY)
