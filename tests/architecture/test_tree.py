"""The tree drawn in docs/architecture.md is the tree of folders, and no module has outgrown it."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
DRAWN_WITH_THEIR_PARTS = ("bot", "dialogs", "filing_backend", "nlu_data")
LONGEST_MODULE = 300
LONGEST_FUNCTION = 40

_FENCE = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINE = re.compile(r"^(?P<indent> *)(?P<name>[a-z_]+)/(?:\s|$)")


def _tracked(suffix: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", f"*{suffix}"],
        cwd=CHECKOUT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [CHECKOUT / line for line in listed.stdout.splitlines() if (CHECKOUT / line).is_file()]


def _drawn() -> set[str]:
    """The folders named in the document's tree, as 'bot' and 'bot/channels'."""
    document = (CHECKOUT / "docs" / "architecture.md").read_text(encoding="utf-8")
    tree = next(block for block in _FENCE.findall(document) if block.startswith("bot/"))
    found: set[str] = set()
    parent = ""
    for line in tree.splitlines():
        if match := _LINE.match(line):
            if match["indent"]:
                found.add(f"{parent}/{match['name']}")
            else:
                parent = match["name"]
                found.add(parent)
    return found


def _present() -> set[str]:
    """The folders that hold something of ours, two levels deep where the drawing is."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=CHECKOUT, capture_output=True, text=True, check=True
    )
    found: set[str] = set()
    for path in listed.stdout.splitlines():
        top, *rest = path.split("/")
        if rest and not top.startswith("."):
            found.add(top)
            if top in DRAWN_WITH_THEIR_PARTS and len(rest) > 1:
                found.add(f"{top}/{rest[0]}")
    return found


def test_the_drawn_tree_is_the_tree_of_folders() -> None:
    assert _drawn() == _present()


def _exempt(name: str) -> bool:
    """Tests list cases; a revision lists tables, and is never touched again."""
    return name.startswith("tests/") or "/migrations/versions/" in name


def test_no_module_is_longer_than_it_may_be() -> None:
    lengths = {
        str(path.relative_to(CHECKOUT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in _tracked(".py")
        if not _exempt(str(path.relative_to(CHECKOUT)))
    }
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_MODULE} == {}


def test_no_function_is_longer_than_it_may_be() -> None:
    long: dict[str, int] = {}
    for path in _tracked(".py"):
        name = str(path.relative_to(CHECKOUT))
        if _exempt(name):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = _statement_lines(node)
                if lines > LONGEST_FUNCTION:
                    long[f"{name}:{node.lineno} {node.name}"] = lines
    assert long == {}


def _statement_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of the body; the signature and the docstring do not count."""
    body = node.body[1:] if ast.get_docstring(node) else node.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
