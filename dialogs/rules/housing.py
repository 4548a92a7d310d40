"""Rules of houses: lease (R01), property service (W01).

Reads `lease_from`, `lease_until`, `claims_rescission`, `rent_demanded_on`, `cannot_stay` (lease);
`fee_demanded_on`, `fee_demand` (yes or no), `owed_since` (property service).
"""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.answers import Known
from dialogs.findings import Finding
from dialogs.rules.case_file import CaseFile, Rule, warn
from dialogs.rules.deadlines import add_years
from dialogs.rules.numerals import han_date
from dialogs.rules.parameters import figure

__all__ = ["LEASE_RULES", "PROPERTY_SERVICE_RULES"]


def lease_not_too_long(file: CaseFile) -> Iterator[Finding]:
    """R01: what goes beyond twenty years is void."""
    begins, ends = file.answers.date("lease_from"), file.answers.date("lease_until")
    if begins is None or ends is None:
        return
    latest = add_years(begins, figure("longest_lease", file.today))
    if ends > latest:
        paths = ("lease_from", "lease_until")
        yield warn("lease_too_long", paths, ("civil-code:705",), until=han_date(latest))


def rent_was_demanded(file: CaseFile) -> Iterator[Finding]:
    """R01: a lessor rescinds for unpaid rent only after a reasonable time was given."""
    lessor = file.answers.text("plaintiff_role") != "tenant"
    demanded = file.answers.known("rent_demanded_on") is Known.GIVEN
    if lessor and file.answers.get("claims_rescission") and not demanded:
        yield warn("rent_not_demanded", ("rent_demanded_on",), ("civil-code:722",))


def fee_was_demanded(file: CaseFile) -> Iterator[Finding]:
    """W01: a property manager asks for the fee first and leaves a reasonable time."""
    manager = file.answers.text("plaintiff_role") != "owner"
    told = file.answers.get("fee_demand") or file.answers.text("fee_demanded_on")
    if manager and not told:
        yield warn("fee_not_demanded", ("fee_demanded_on",), ("civil-code:944",))


LEASE_RULES: tuple[Rule, ...] = (lease_not_too_long, rent_was_demanded)
PROPERTY_SERVICE_RULES: tuple[Rule, ...] = (fee_was_demanded,)
