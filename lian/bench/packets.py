"""How long the documents of one filing take, with ten pages of evidence."""

from __future__ import annotations

import io
import statistics
import time
from datetime import date
from decimal import Decimal

from dialogs.interview.catalogue import load_interview
from dialogs.interview.commands import ChooseOption, SetAnswer
from dialogs.interview.engine import apply, begin
from dialogs.interview.view import look
from lian.bench.load import ANSWERS

__all__ = ["packet_seconds"]

TODAY = date(2026, 11, 21)
ROUNDS = 15
PAGES = 10


def packet_seconds() -> dict[str, float]:
    """Median and slowest time of assembling everything, in seconds, and how many a second."""
    from filing_backend.documents.assemble import assemble
    from filing_backend.documents.case_file import CaseFile, Material

    interview = load_interview("private_lending")
    state = begin(interview)
    for path, value in GIVEN.items():
        state = apply(interview, state, [SetAnswer(path, value, "")], TODAY).state
    state = apply(interview, state, [ChooseOption("no")], TODAY).state
    photos = tuple(
        Material("transfer_record", f"{number}.jpg", "image/jpeg", _photo(number))
        for number in range(PAGES)
    )
    case = CaseFile(
        interview, look(interview, state, TODAY).answers, TODAY, "北京市朝阳区人民法院", photos
    )
    taken = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        assemble(case)
        taken.append(time.perf_counter() - started)
    median = statistics.median(taken)
    return {
        "median_seconds": round(median, 3),
        "slowest_seconds": round(max(taken), 3),
        "first_seconds": round(taken[0], 3),
        "per_second_and_core": round(1 / median, 1),
    }


GIVEN = {
    "plaintiffs[0].kind": "natural",
    "plaintiffs[0].name": ANSWERS[3],
    "plaintiffs[0].id_number": ANSWERS[4],
    "plaintiffs[0].domicile": {"text": ANSWERS[9], "code": "110105"},
    "defendants[0].kind": "natural",
    "defendants[0].name": ANSWERS[11],
    "loans[0].contract_form": "iou",
    "loans[0].amount_agreed": str(Decimal(50_000)),
    "loans[0].amount_delivered": str(Decimal(50_000)),
    "loans[0].delivered_on": "2023-03-05",
    "loans[0].way": "transfer",
    "loans[0].due_on": "2024-03-05",
    "loans[0].rate": "12",
    "interest_claim": "both",
}


def _photo(number: int) -> bytes:
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (1200, 1600), (240, 238, 230))
    draw = ImageDraw.Draw(image)
    for line in range(20):
        draw.line(
            (100, 100 + line * 70, 1100, 100 + line * 70 + number), fill=(40, 40, 40), width=4
        )
    content = io.BytesIO()
    image.save(content, "JPEG", quality=85)
    return content.getvalue()
