"""The rich case, filled and printed once for all tests."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dialogs.interview.catalogue import load_interview
from dialogs.schema.definition import Interview
from dialogs.schema.form_files import load_form
from dialogs.schema.forms import Form
from filing_backend.documents.assemble import Assembled, assemble
from filing_backend.documents.case_file import CaseFile
from filing_backend.documents.typesetter import Typesetter, typesetter
from tests.fakes.materials import signature_png
from tests.filing_backend.documents.rich_case import MATERIALS, TODAY, rich_answers

CaseMaker = Callable[..., CaseFile]


@pytest.fixture(scope="session")
def interview() -> Interview:
    """The private-lending interview."""
    return load_interview("private_lending")


@pytest.fixture(scope="session")
def form(interview: Interview) -> Form:
    """Its official form."""
    return load_form(interview.form)


@pytest.fixture(scope="session")
def setter() -> Typesetter:
    """A warm typesetter over the fonts that the set-up fetched."""
    return typesetter()


@pytest.fixture(scope="session")
def make_case(interview: Interview) -> CaseMaker:
    """Makes case files like the rich one."""

    def make(**changes: Any) -> CaseFile:
        values: dict[str, Any] = {
            "interview": interview,
            "answers": rich_answers(),
            "today": TODAY,
            "court": "北京市朝阳区人民法院",
            "materials": MATERIALS,
            "signatures": {"plaintiffs[0]": signature_png()},
            "workings": {"principal_claimed": ("40,500元＋30,000.50元＝70,500.50元",)},
            "number": "L20261121-0A1B2C",
        }
        return CaseFile(**{**values, **changes})

    return make


@pytest.fixture(scope="session")
def assembled(make_case: CaseMaker) -> Assembled:
    """All papers of the rich case."""
    return assemble(make_case())
