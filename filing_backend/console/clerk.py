"""The clerk's page of one filing, with all that is needed to decide."""

from __future__ import annotations

import re
from dataclasses import dataclass

from starlette.responses import Response

from dialogs.findings import Level
from dialogs.schema.definition import MaterialRule
from filing_backend.console.acts import Asked
from filing_backend.console.history import Names, steps_of
from filing_backend.console.objects import ENDINGS
from filing_backend.console.reasons import reasons_for
from filing_backend.console.rounds import round_of
from filing_backend.console.sheet import Note, Sheet, lay_out, name_of
from filing_backend.console.visits import Visit, see_other
from filing_backend.contracts.calls import LONGEST_STAFF_TEXT
from filing_backend.contracts.drafts import FilingDraft
from filing_backend.contracts.filings import ReturnedItem
from filing_backend.contracts.statuses import UNDER_REVIEW, Status
from filing_backend.domain.events import EventKind
from filing_backend.domain.filing import Filing
from filing_backend.persistence.materials import Material
from filing_backend.services.decide import fee_notice, fee_of_filing, is_element
from filing_backend.services.party_names import parties_of
from filing_backend.services.queries import FilingView, view_filing

__all__ = ["Unsent", "filing", "home", "show_filing"]

PERIODS = re.compile("limitation|_period_|_suit_|arbitration_(?:late|due)$")
DECIDED = frozenset(
    {Status.RETURNED, Status.REVIEW_PASSED, Status.FEE_DUE, Status.FILED, Status.REFUSED}
)


@dataclass(frozen=True, slots=True)
class Given:
    """A kind of material with its files. needed: the rule asks for it in this case."""

    kind: str
    label: str
    level: str
    needed: bool
    files: tuple[Material, ...]
    notes: tuple[Note, ...]
    returned: str


@dataclass(frozen=True, slots=True)
class Unsent:
    """A message to the person that was not sent, and the code of what is wrong with it."""

    text: str = ""
    problem: str = ""


def home(visit: Visit) -> Response:
    """The first page of whoever is logged in."""
    return see_other("/console/filings" if visit.clerk else "/console/overview")


def filing(visit: Visit) -> Response:
    """One filing; that it was seen is in the audit trail."""
    return show_filing(visit, None)


def show_filing(
    visit: Visit, asked: Asked | None, status: int = 200, unsent: Unsent | None = None
) -> Response:
    """The filing's page; `asked` and `unsent` come back with what is wrong in them."""
    desk, pages = visit.desk, visit.pages
    view = view_filing(desk, visit.path["number"], visit.actor)
    found = view.filing
    earlier = _earlier(visit, found)
    sheet = _sheet(visit, view, earlier)
    before = {item.element: item.reason for item in _returned_before(found)}
    names = Names(desk, pages)
    steps = steps_of(found, view.interview, names, pages, desk.now())
    return visit.page(
        "filing.html",
        status,
        filing=found,
        view=view,
        parties=parties_of(view.draft) if view.draft else None,
        sheet=sheet,
        round=round_of(view, earlier, sheet, before, pages.responses),
        materials=_materials(view, sheet, before),
        **_signatures(visit, view),
        endings=ENDINGS,
        returned_before=before,
        steps=steps,
        names=names,
        **_messages(visit, found, unsent or Unsent()),
        **_fee(visit, view.draft),
        to_return=_to_return(view, sheet),
        asked=asked,
        done=visit.query.get("done") == "1" and found.status in DECIDED,
        ticked={item.element: item.reason for item in asked.items} if asked else {},
        here_decided=desk.office.clerks_desk is not None,
        open=found.status in UNDER_REVIEW and desk.office.clerks_desk is not None,
        reasons=lambda path: (
            reasons_for(path, view.interview, pages.responses) if view.interview else ()
        ),
    )


def _messages(visit: Visit, found: Filing, unsent: Unsent) -> dict[str, object]:
    """What staff and the person wrote to each other, and the form for more."""
    return {
        "said": visit.desk.calls.said_with(found.person_id),
        "caller": visit.desk.calls.of_person(found.person_id),
        "unsent": unsent,
        "written": visit.query.get("done") == "written",
        "most": LONGEST_STAFF_TEXT,
    }


def _fee(visit: Visit, draft: FilingDraft | None) -> dict[str, object]:
    """The fee that would be sent, or the span where the province sets a part."""
    if draft is None:
        return {"fee": None, "fee_span": None}
    span = fee_of_filing(visit.desk, draft)
    return {
        "fee": fee_notice(visit.desk, draft),
        "fee_span": None if span is None or span.exact else f"{span.least}到{span.most}",
    }


def _to_return(view: FilingView, sheet: Sheet) -> list[tuple[Note, str, str, bool]]:
    """What of the findings can be sent back at once: the finding, the place, its name, ticked.

    What only tells of a period that runs is no fault of the filing: it is offered unticked.
    """
    if view.draft is None or view.interview is None:
        return []
    found = []
    for note in sheet.notes:
        places = [each for each in note.places if _mendable(each[0], view)]
        if places and note.told and note.level is not Level.INFO:
            found.append((note, *places[0], PERIODS.search(note.code) is None))
    return found


def _mendable(path: str, view: FilingView) -> bool:
    """Whether the person can answer it anew: it is no value that we worked out."""
    assert view.draft is not None
    assert view.interview is not None
    if not is_element(path, view.interview, view.draft):
        return False
    return ":" in path or path == "court" or view.interview.element(path).derive is None


def _signatures(visit: Visit, view: FilingView) -> dict[str, object]:
    if view.draft is None or view.interview is None:
        return {"signatures": [], "signed": {}}
    signed = {
        path: name_of(view.interview, path, visit.pages.responses) for path in view.draft.signatures
    }
    return {"signatures": sorted(view.draft.signatures.items()), "signed": signed}


def _earlier(visit: Visit, found: Filing) -> FilingDraft | None:
    """What was handed over in the round before."""
    return visit.desk.papers.content(found, found.round - 1) if found.round > 1 else None


def _sheet(visit: Visit, view: FilingView, before: FilingDraft | None) -> Sheet:
    if view.draft is None or view.interview is None:
        return Sheet((), ())
    return lay_out(
        view.interview,
        view.draft.answers.answers(),
        view.findings,
        visit.pages.responses,
        before=before.answers.answers() if before else None,
        returned=_returned_before(view.filing),
    )


def _returned_before(found: Filing) -> list[ReturnedItem]:
    """What was sent back last, while it stands or after it was mended."""
    kinds = [event.kind for event in found.events]
    if EventKind.RETURNED not in kinds:
        return []
    last = len(kinds) - 1 - kinds[::-1].index(EventKind.RETURNED)
    return [ReturnedItem.model_validate(item) for item in found.events[last].details["items"]]


def _materials(view: FilingView, sheet: Sheet, before: dict[str, str]) -> list[Given]:
    if view.draft is None or view.interview is None:
        return []
    answers = view.draft.answers.answers()
    files: dict[str, list[Material]] = {}
    for kind, material in view.materials:
        files.setdefault(kind, []).append(material)
    rules = {rule.kind: rule for rule in view.interview.materials}

    def given(kind: str, rule: MaterialRule | None) -> Given:
        path = f"material:{kind}"
        return Given(
            kind=kind,
            label=rule.label if rule else kind,
            level=rule.level if rule else "helpful",
            needed=rule is not None and (rule.when is None or rule.when(answers)),
            files=tuple(files.get(kind, ())),
            notes=sheet.notes_on(path),
            returned=before.get(path, ""),
        )

    kinds = [*rules, *(kind for kind in files if kind not in rules)]
    found = [given(kind, rules.get(kind)) for kind in kinds]
    return [each for each in found if each.files or each.needed]
