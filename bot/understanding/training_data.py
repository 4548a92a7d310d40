"""What the classifiers are trained on: sentences, consultations and words of `nlu_data`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.understanding.expressions import expression

__all__ = [
    "TELL",
    "Example",
    "act_examples",
    "case_examples",
    "case_words",
    "consultations",
    "court_facts",
    "training_sentences",
]

Example = tuple[str, str]
TELL = "tell"
"""Stands for what is no act: an answer, or a matter told."""
_INTENT = expression(r"- intent: (\S+)")
_SENTENCE = expression(r"    - (.+)")
_ENTITY = expression(r"\[([^\]]+)\]\([a-z_]+\)")
_LABEL = expression(r"([a-z_]+):")
_CASE = "case_"
_TOLD = 400


def training_sentences(folder: Path) -> Iterator[Example]:
    """Sentences of the Rasa training files below a folder, with their intent, entities unmarked."""
    for path in sorted(folder.rglob("*.yml")):
        intent = ""
        for line in path.read_text("utf-8").splitlines():
            if match := _INTENT.match(line):
                intent = match[1]
            elif intent and (match := _SENTENCE.match(line)):
                yield _ENTITY.sub(r"\1", match[1].strip()), intent


def _json_lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _labelled(path: Path) -> list[Example]:
    return [(row["text"], row["label"]) for row in _json_lines(path)]


def consultations(data: Path) -> list[Example]:
    """What people ask, our own and the public ones, with its case-type label."""
    own = [
        (text, intent.removeprefix(_CASE))
        for text, intent in training_sentences(data / "training" / "cases")
    ]
    return own + _labelled(data / "stard/consultations.jsonl")


def case_examples(data: Path) -> list[Example]:
    """Consultations, and the official names of causes of action, with their case-type label."""
    return consultations(data) + _labelled(data / "causes.jsonl")


def court_facts(data: Path) -> list[Example]:
    """Facts as a court writes them down, with their case-type label."""
    return _labelled(data / "facts.jsonl")


def case_words(data: Path) -> list[Example]:
    """Words that stand for a case type, each with its label; one word may stand for several."""
    found: list[Example] = []
    label = ""
    for line in (data / "case_words.txt").read_text("utf-8").splitlines():
        if match := _LABEL.fullmatch(line):
            label = match[1]
        else:
            found += [(word, label) for word in line.split()]
    return found


def act_examples(data: Path) -> list[Example]:
    """Sentences with their act; answers and consultations stand for `tell`, which is none."""
    acts = list(training_sentences(data / "training" / "acts"))
    answers = list(training_sentences(data / "training" / "outside"))
    cases = [text for text, _ in training_sentences(data / "training" / "cases")]
    told = [(text, TELL) for text in cases[:: max(1, len(cases) // _TOLD)]]
    return acts + answers + told
