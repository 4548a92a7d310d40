from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.encryption import Keyring, new_master_key
from infra.errors import KeyUnknown, SealBroken, SettingsRefused

KEY = new_master_key()
CIPHER = Keyring(KEY).cipher("bot", "fields")
CONTEXT = "person:17:phone"


@given(st.binary(max_size=200), st.text(max_size=40))
def test_what_is_sealed_opens_again(value: bytes, context: str) -> None:
    assert CIPHER.open(CIPHER.seal(value, context), context) == value


def test_the_same_value_is_never_sealed_the_same_way() -> None:
    assert CIPHER.seal(b"x", CONTEXT) != CIPHER.seal(b"x", CONTEXT)


@given(st.integers(min_value=0), st.integers(min_value=1, max_value=255))
def test_any_changed_byte_is_noticed(place: int, change: int) -> None:
    sealed = bytearray(CIPHER.seal("张三".encode(), CONTEXT))
    sealed[place % len(sealed)] ^= change
    with pytest.raises((SealBroken, KeyUnknown)):
        CIPHER.open(bytes(sealed), CONTEXT)


@pytest.mark.parametrize("context", ["person:18:phone", "person:17:name", ""])
def test_a_value_moved_to_another_place_does_not_open(context: str) -> None:
    with pytest.raises(SealBroken):
        CIPHER.open(CIPHER.seal(b"x", CONTEXT), context)


@pytest.mark.parametrize("place", [("filing", "fields"), ("bot", "objects")])
def test_each_schema_and_purpose_has_a_key_of_its_own(place: tuple[str, str]) -> None:
    sealed = CIPHER.seal(b"x", CONTEXT)
    with pytest.raises(SealBroken):
        Keyring(KEY).cipher(*place).open(sealed, CONTEXT)
    other = Keyring(KEY).cipher(*place)
    assert other.blind_index("x", "c") != CIPHER.blind_index("x", "c")


def test_a_cut_value_is_broken() -> None:
    for length in (0, 1, 10, 30):
        with pytest.raises(SealBroken):
            CIPHER.open(CIPHER.seal(b"x", CONTEXT)[:length], CONTEXT)


def test_after_a_change_of_key_old_values_open_and_new_ones_use_the_new_key() -> None:
    newer = new_master_key()
    both = Keyring(f"{newer},{KEY}").cipher("bot", "fields")
    old = CIPHER.seal(b"x", CONTEXT)
    assert both.open(old, CONTEXT) == b"x"
    assert both.needs_resealing(old)
    fresh = both.seal(b"x", CONTEXT)
    assert not both.needs_resealing(fresh)
    with pytest.raises(KeyUnknown):
        CIPHER.open(fresh, CONTEXT)
    assert CIPHER.blind_index("x", "c") in both.blind_indexes("x", "c")


def test_equal_values_have_one_index_within_a_context_only() -> None:
    assert CIPHER.blind_index("138", "person:phone") == CIPHER.blind_index("138", "person:phone")
    assert CIPHER.blind_index("138", "person:phone") != CIPHER.blind_index("138", "party:phone")


@pytest.mark.parametrize("bad", ["", "short", "not base64!", "YWJj"])
def test_a_weak_master_key_is_refused_with_the_way_to_make_one(bad: str) -> None:
    with pytest.raises(SettingsRefused, match="/dev/urandom"):
        Keyring(bad)
