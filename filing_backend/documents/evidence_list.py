"""证据目录: what each piece of evidence is, where it comes from, what it shall prove, its pages."""

from __future__ import annotations

from collections.abc import Iterator

from filing_backend.documents.composition import Composition
from filing_backend.documents.fill import Filling, signers
from filing_backend.documents.filled import FilledClosing
from filing_backend.documents.form_pdf import closing_data
from filing_backend.documents.formatters import date_text
from filing_backend.documents.parties import cause_of_action, party_names
from filing_backend.documents.readings import Place
from filing_backend.documents.typesetter import Typeset, Typesetter

__all__ = ["evidence_list"]

COLUMNS = ("number", "name", "source", "proves", "pages")


def evidence_list(filling: Filling, setter: Typesetter) -> Typeset:
    """The list over `filling.evidence`, signed by the plaintiffs."""
    say = filling.phrases.say
    closing = FilledClosing(
        addressed="",
        court="",
        signatory=say("submitted_by"),
        signers=signers("plaintiffs", filling),
        date_label=say("date_label"),
        date=date_text(filling.today),
    )
    data = {
        "title": say("evidence_list_title"),
        "head": say(
            "evidence_list_head",
            cause=cause_of_action(filling.interview, filling.answers),
            names=party_names(filling.answers, "plaintiffs", filling.phrases),
        ),
        "columns": [say(f"column_{each}") for each in COLUMNS],
        "rows": [
            [str(each.number), each.name, each.source, each.proves, each.pages]
            for each in filling.evidence
        ],
        "none": say("evidence_list_none"),
        "witnesses": list(_witnesses(filling)),
        "closing": closing_data(closing),
        "page_of": say("page_of", page="{page}", pages="{pages}"),
        "handwrite_note": say("handwrite_note"),
    }
    return setter.set("evidence_list", data, filling.today)


def _witnesses(filling: Filling) -> Iterator[str]:
    """One line for each witness, name and home first (民诉法124（四）)."""
    cell = Composition(filling, Place())
    for witness in filling.answers.items("witnesses"):
        yield cell.say(
            "witness_line",
            name=cell.text(witness.path("name")),
            domicile=cell.text(witness.path("domicile")),
            about=cell.text(witness.path("about")),
        )
