"""The large tables beside the law (`dialogs/law/tables/*.json`), read once when first needed."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from dialogs.schema.files import DIALOGS

__all__ = ["table"]


@cache
def table(name: str) -> Any:
    """The table of that name; its `source` says where it comes from."""
    return json.loads((DIALOGS / "law" / "tables" / f"{name}.json").read_text(encoding="utf-8"))
