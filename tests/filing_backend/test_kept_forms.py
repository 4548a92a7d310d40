"""The form of a filing prints its boxes in the order of the official form, years later too."""

from __future__ import annotations

from dialogs.interview.catalogue import load_interview
from dialogs.schema.form_files import load_form
from filing_backend.services import forms
from tests.filing_backend.conftest import Stand


def test_a_kept_form_has_its_boxes_in_the_order_of_its_file(stand: Stand) -> None:
    interview = load_interview("divorce")
    digest = stand.transact(lambda desk: forms.keep_form(desk, interview))
    forms.PARSED.clear()

    kept = stand.transact(lambda desk: forms.kept_form(desk, digest))

    assert kept is not None
    assert kept.sections == load_form(interview.form).sections
