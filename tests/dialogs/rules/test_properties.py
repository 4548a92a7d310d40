"""What holds for every amount, date and number."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from dialogs.money import Money
from dialogs.rules.calendar import is_rest_day
from dialogs.rules.deadlines import add_months, days_after
from dialogs.rules.fees import FeeKind, acceptance_fee, preservation_fee
from dialogs.rules.ids import RESIDENT_DIGITS, RESIDENT_WEIGHTS, check_resident_id
from dialogs.rules.interest import Account, Toward, simple_interest
from dialogs.rules.rates import Cap, Phase, RatePeriod

amounts = st.decimals("0.01", "99999999", places=2).map(Money)
days = st.dates(date(2015, 1, 1), date(2026, 10, 31))
START = date(2022, 1, 1)


@given(amounts, amounts)
def test_a_larger_claim_never_costs_less(one, other):
    small, large = sorted([one, other])
    for kind in (FeeKind.PROPERTY, FeeKind.DIVORCE, FeeKind.PERSONALITY, FeeKind.PRESERVATION):
        assert acceptance_fee(kind, small).most <= acceptance_fee(kind, large).most


@given(amounts)
def test_a_halved_fee_is_half_of_the_fee(amount):
    whole, half = (
        acceptance_fee(FeeKind.PROPERTY, amount),
        acceptance_fee(FeeKind.PROPERTY, amount, halved=True),
    )
    assert abs(whole.most.yuan / 2 - half.most.yuan) <= Decimal("0.01")


@given(amounts)
def test_preservation_costs_at_most_five_thousand(amount):
    assert Money.of(30) <= preservation_fee(amount) <= Money.of(5000)


@given(days, st.integers(1, 60))
def test_a_deadline_ends_on_a_working_day_and_never_early(start, count):
    found = days_after(start, count)
    assert found.counted == start + timedelta(days=count)
    assert found.on >= found.counted
    if found.certain:
        assert is_rest_day(found.on) is False


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 240))
def test_months_later_is_the_same_day_or_the_months_last(start, months):
    later = add_months(start, months)
    assert (later.year - start.year) * 12 + later.month - start.month == months
    assert later.day == start.day or (later + timedelta(days=1)).day == 1


@given(st.integers(0, 999), st.dates(date(1900, 1, 1), date(2020, 1, 1)), st.integers(0, 16))
def test_one_wrong_place_of_an_id_is_always_seen(serial, birth, place):
    body = f"110105{birth:%Y%m%d}{serial:03d}"
    total = sum(w * int(d) for w, d in zip(RESIDENT_WEIGHTS, body, strict=True))
    number = body + RESIDENT_DIGITS[total % 11]
    assert check_resident_id(number).valid
    wrong = number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1 :]
    assert not check_resident_id(wrong).valid


def account(principal: Money, percent: Decimal) -> Account:
    period = RatePeriod(
        START, date(2030, 1, 1), Phase.TERM, percent, percent, Cap(Decimal(100), ""), ""
    )
    return Account(principal, [period], frozenset({Phase.TERM}), START)


percents = st.decimals("0", "36", places=2)
payments = st.lists(
    st.tuples(st.integers(0, 1500), amounts, st.sampled_from([Toward.UNCLEAR, Toward.PRINCIPAL])),
    max_size=6,
)


@given(amounts, percents, st.integers(1, 2000))
def test_without_repayments_interest_is_base_times_rate_times_days(base, percent, count):
    one = account(base, percent)
    one.advance(START + timedelta(days=count))
    assert one.due == simple_interest(base, percent, count)


@given(amounts, percents, payments)
def test_no_yuan_is_lost_when_repayments_are_set_off(base, percent, paid):
    one = account(base, percent)
    taken = Money.zero()
    for day, amount, toward in sorted(paid, key=lambda each: each[0]):
        left = one.pay(amount, toward, START + timedelta(days=day))
        assert Money.zero() <= left <= amount
        taken += amount - left
    assert taken == one.paid_interest + one.paid_principal
    assert one.principal + one.paid_principal == base
    assert one.due >= Money.zero()


@given(amounts, percents, payments)
def test_interest_is_met_before_principal_unless_agreed_otherwise(base, percent, paid):
    one = account(base, percent)
    for day, amount, _ in sorted(paid, key=lambda each: each[0]):
        before = one.paid_principal
        one.pay(amount, Toward.UNCLEAR, START + timedelta(days=day))
        if one.paid_principal > before:
            assert one.due == Money.zero()
