"""A name stands in one register only."""

from __future__ import annotations

import pytest

from dialogs.rules.errors import RegisteredTwiceError
from dialogs.rules.registers import one_register


def test_registers_are_put_together():
    assert one_register({"a": 1}, {"b": 2}) == {"a": 1, "b": 2}


def test_a_name_in_two_registers_is_an_error_that_names_it():
    with pytest.raises(RegisteredTwiceError, match="rent_late_base"):
        one_register({"rent_late_base": 1, "x": 2}, {"rent_late_base": 3})
