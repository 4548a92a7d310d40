"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

import bot.conversation
import bot.understanding
from bot.understanding import expressions
from bot.understanding.expressions import compile_waiting, expression


def test_an_expression_matches_as_the_pattern_it_becomes() -> None:
    written = "(?P<sum>[0-9]+) ?元"
    assert expression(written).sub("$", "借了 300 元") == re.compile(written).sub(
        "$", "借了 300 元"
    )


def test_an_expression_keeps_its_flags() -> None:
    assert expression("PDF", re.IGNORECASE).search("a.pdf")


def test_an_expression_gives_its_source_without_being_compiled() -> None:
    assert expression("(").pattern == "("
    expressions._waiting.pop()


def test_a_broken_expression_says_so_when_it_is_used() -> None:
    broken = expression("(")
    expressions._waiting.pop()
    with pytest.raises(re.error):
        broken.search("")


def test_every_expression_of_the_bot_can_be_compiled() -> None:
    for package in (bot.understanding, bot.conversation):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    compile_waiting()
    assert not expressions._waiting
