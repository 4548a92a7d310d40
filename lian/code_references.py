"""Reads our own Python code for the sentences that it says, without running it.

A sentence is asked for by a code in a call (`tools.say("noted", …)`, `warn("no_court", …)`);
the keywords of that call are the values that its template may use.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dialogs.schema.check import Codes
from dialogs.schema.responses import FOLDER

__all__ = ["asked_parameters", "mentioned_words", "rule_cites", "sentence_codes"]

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("bot", "dialogs", "filing_backend", "lian")

SPEAKERS: Mapping[str, str] = {
    "block": "findings",
    "warn": "findings",
    "info": "findings",
    "Finding": "findings",
    "refused": "errors",
    "Unparsed": "errors",
    "Reason": "courts",
    "working": "workings",
    "Say": "conversation",
    "_told": "conversation",
}
"""Functions whose first literal text is a code, and the namespace of its sentence."""

PLAIN = {"block", "warn", "info"}
"""Speakers that mean this only when called bare: `log.info` is another thing."""

PAGES = ("*.html", "*.js")
"""Files beside the code that fill in values too."""

CITE = re.compile(r'"([a-z]+[a-z0-9-]*:(?:\d+|all))"')
ASKED = re.compile(r'\b(?:parameter|figure|due|load_parameter)\("(\w+)"')
WORD = re.compile(r"""["']([\w.\[\]]+)["']""")
KEYWORD = re.compile(r"\b(\w+)=")
CALL = re.compile(rf"(?<!def )(?<!class )(?P<dot>\.|(?<!\w))(?P<name>say|{'|'.join(SPEAKERS)})\(")
PART = re.compile(r'''""".*?"""|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|#[^\n]*|[()]''', re.DOTALL)
"""What counts when the end of a call is looked for: texts, comments, parentheses."""

HOMES: Mapping[str, str] = {
    "bot/conversation": "conversation",
    "bot/jobs": "conversation",
    "dialogs/interview": "conversation",
    "filing_backend/documents": "documents",
    "filing_backend/console": "console",
}
"""Folders in which `say(code)` without a namespace means this one."""


@dataclass(frozen=True, slots=True)
class Said:
    """One call that asks for a sentence. `open`: it passes values that cannot be seen here."""

    namespace: str
    code: str
    where: str
    names: frozenset[str]
    open: bool


def sentence_codes(root: Path = ROOT) -> Codes:
    """What the code of all packages says."""
    said: list[Said] = []
    names = _page_words(root)
    for path in _sources(root):
        text = path.read_text(encoding="utf-8")
        names.update(WORD.findall(text), KEYWORD.findall(text))
        where = path.relative_to(root).as_posix()
        said += [one for call, line in _calls(text) for one in _said(call, where, line)]
    wanted: dict[str, dict[str, str]] = {}
    for each in said:
        wanted.setdefault(each.namespace, {}).setdefault(each.code, each.where)
    return Codes(wanted, _given(said), frozenset(names))


def mentioned_words(
    root: Path = ROOT, folders: Iterable[str] = ("dialogs/rules",)
) -> frozenset[str]:
    """Every literal word in these folders: keys of elements that rules look at are among them."""
    texts = (
        path.read_text(encoding="utf-8")
        for folder in folders
        for path in (root / folder).rglob("*.py")
    )
    return frozenset(word for text in texts for word in WORD.findall(text))


def rule_cites(root: Path = ROOT) -> dict[str, str]:
    """Every legal text and article that the rules cite, and where."""
    return _found(root, CITE)


def asked_parameters(root: Path = ROOT) -> dict[str, str]:
    """Every parameter of law that the rules ask for by name, and where."""
    return _found(root, ASKED)


def _found(root: Path, pattern: re.Pattern[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted((root / "dialogs/rules").glob("*.py")):
        text = path.read_text(encoding="utf-8")
        for match in pattern.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            found.setdefault(match[1], f"{path.relative_to(root).as_posix()}:{line}")
    return found


def _page_words(root: Path) -> set[str]:
    pages = [
        path for package in PACKAGES for each in PAGES for path in (root / package).rglob(each)
    ]
    return {word for path in pages for word in re.findall(r"\w+", path.read_text("utf-8"))}


def _sources(root: Path) -> Iterator[Path]:
    for package in PACKAGES:
        yield from sorted((root / package).rglob("*.py"))


def _calls(text: str) -> Iterator[tuple[ast.Call, int]]:
    """The calls of speakers with their lines; only these are parsed, which is ten times faster."""
    for match in CALL.finditer(text):
        if match["dot"] and match["name"] in PLAIN:
            continue
        source = text[match.start("name") : _end(text, match.end())]
        try:
            call = ast.parse(source, mode="eval").body
        except SyntaxError:  # it stands in a comment
            continue
        if isinstance(call, ast.Call):
            yield call, text.count("\n", 0, match.start()) + 1


def _end(text: str, start: int) -> int:
    depth = 1
    for part in PART.finditer(text, start):
        depth += {"(": 1, ")": -1}.get(part[0], 0)
        if depth == 0:
            return part.end()
    return len(text)


def _said(call: ast.Call, file: str, line: int) -> Iterator[Said]:
    function = _function(call)
    namespace = SPEAKERS.get(function, "")
    texts = _literals(call.args)
    if function == "say":
        first, second = (*call.args, None, None)[:2]
        if first is None or not _is_text(first):
            return
        explicit = texts[0] in _namespaces()
        if explicit and (second is None or not _is_text(second)):
            return
        namespace = texts[0] if explicit else _home(file)
        texts = texts[1:] if explicit else texts
    namespace = _keyword_text(call, "namespace") or namespace
    if namespace and texts and texts[0]:
        names, open_ = _names(call)
        yield Said(
            namespace, texts[0], f"{file}:{line}", frozenset(names), open_ or function == "Say"
        )


@cache
def _namespaces() -> frozenset[str]:
    return frozenset(path.stem for path in FOLDER.glob("*/*.yml"))


def _home(file: str) -> str:
    return next((name for folder, name in HOMES.items() if file.startswith(folder)), "")


def _function(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _keyword_text(call: ast.Call, name: str) -> str:
    for each in call.keywords:
        if each.arg == name and isinstance(each.value, ast.Constant):
            return str(each.value.value)
    return ""


def _names(call: ast.Call) -> tuple[set[str], bool]:
    """Names of the values that a call passes, and whether it passes others unseen."""
    names = {each.arg for each in call.keywords if each.arg is not None}
    open_ = any(each.arg is None for each in call.keywords)
    values = [*call.args[1:], *(each.value for each in call.keywords if each.arg == "values")]
    for each in values:
        if isinstance(each, ast.Dict):
            names.update(_literals(key for key in each.keys if key is not None))
            open_ = open_ or None in each.keys
        elif isinstance(each, ast.Tuple):
            pairs = [part for part in each.elts if isinstance(part, ast.Tuple) and part.elts]
            names.update(_literals(pair.elts[0] for pair in pairs))
        elif not isinstance(each, (ast.Constant, ast.List)):
            open_ = True
    return names, open_


def _literals(nodes: Iterable[ast.AST]) -> list[str]:
    return [
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


def _given(said: Iterable[Said]) -> dict[str, dict[str, frozenset[str]]]:
    """Values by namespace and code, for codes all of whose calls can be seen through."""
    given: dict[str, dict[str, frozenset[str]]] = {}
    hidden: set[tuple[str, str]] = set()
    for each in said:
        codes = given.setdefault(each.namespace, {})
        codes[each.code] = codes.get(each.code, frozenset()) | each.names
        if each.open:
            hidden.add((each.namespace, each.code))
    for namespace, code in hidden:
        del given[namespace][code]
    return given
