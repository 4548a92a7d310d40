"""Checks all that `dialogs` holds in YAML; the command is `lian check`.

Every problem names file and line and says what to do. Nothing is compiled twice, and lines
are only looked for where there is a problem.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from dialogs.schema.check_conditions import check_conditions, check_use
from dialogs.schema.check_distinctions import check_distinctions
from dialogs.schema.check_files import Files, Problem
from dialogs.schema.check_forms import check_forms
from dialogs.schema.check_interviews import check_interviews
from dialogs.schema.check_law import check_law, read_texts
from dialogs.schema.check_responses import check_responses, read_sentences
from dialogs.schema.check_world import Codes, World
from dialogs.schema.files import DIALOGS

__all__ = ["Codes", "Problem", "World", "check"]


def check(world: World, folder: Path = DIALOGS) -> list[Problem]:
    """All problems below `folder`, by file and line."""
    files = Files(folder)
    world = replace(world, texts=read_texts(files), sentences=read_sentences(files))
    check_law(files, world)
    interviews = check_interviews(files, world)
    if interviews:
        printed = check_forms(files, interviews, world)
        for each in interviews:
            check_conditions(each, world)
            check_use(each, world, printed[each.interview.id])
        check_distinctions(files, interviews, world)
    check_responses(files, interviews, world)
    return sorted(files.problems)
