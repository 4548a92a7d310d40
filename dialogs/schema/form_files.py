"""Reads `dialogs/forms/<form>/cells.yml` into its typed model."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from dialogs.errors import DefinitionError
from dialogs.schema.files import DIALOGS, digest_of, read_yaml
from dialogs.schema.form_parts import expand
from dialogs.schema.forms import Form

__all__ = ["form_ids", "load_form", "parse_form", "read_form"]

FORMS = DIALOGS / "forms"


def form_ids(folder: Path = FORMS) -> tuple[str, ...]:
    """The ids of all forms, by folder name."""
    return tuple(sorted(each.parent.name for each in folder.glob("*/cells.yml")))


@cache
def load_form(form_id: str, folder: Path = FORMS) -> Form:
    """The form of that id, as its file now says.

    Raises:
        DefinitionError: there is no such form, or its file does not add up.
    """
    return parse_form(read_form(form_id, folder), f"forms/{form_id}/cells.yml")


def read_form(form_id: str, folder: Path = FORMS) -> Any:
    """The form's plain tree, with the blocks that it shares with other forms put in.

    Raises:
        DefinitionError: a file is missing or is no YAML, or a shared block does not fit.
    """
    tree = read_yaml(folder / form_id / "cells.yml")
    return expand(tree, lambda name: read_yaml(folder / f"{name}.yml")).tree


def parse_form(source: Any, place: str = "cells.yml") -> Form:
    """The form that a plain tree describes, with the digest of that tree.

    Raises:
        DefinitionError: lists every problem with its place.
    """
    try:
        form = Form.model_validate(source)
    except ValidationError as error:
        problems = [
            f"{place}: {'.'.join(str(step) for step in each['loc'])}: {each['msg']}"
            for each in error.errors()
        ]
        raise DefinitionError(problems) from error
    return form.model_copy(update={"digest": digest_of(source)})
