"""Shared blocks of forms: `use:` in a list of sections or rows puts another file's list there.

```yaml
sections:
  - use: common/parties
  - heading: 事实与理由
    rows:
      - {use: common/guarantee, with: {first: "10"}}
```
The used file holds a list of the same kind (`sections:` or `rows:`); `<first>` in its strings
is filled in from `with:`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dialogs.errors import DefinitionError

__all__ = ["Expansion", "Keys", "expand"]

Keys = tuple[str | int, ...]
Origin = tuple[str, Keys]
Read = Callable[[str], Any]

BLANK = re.compile(r"<(\w+)>")
LISTS = ("rows", "absent")


@dataclass(slots=True)
class Expansion:
    """A form's tree without any `use:`, and where each section and row was written.

    used: the shared files, by the names under which they were used.
    """

    tree: Any
    origins: dict[Keys, Origin] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def origin(self, keys: Keys) -> Origin:
        """The file (`""`: the form's own) and the keys in it for keys of the tree."""
        for length in range(len(keys), 0, -1):
            found = self.origins.get(keys[:length])
            if found is not None:
                return found[0], (*found[1], *keys[length:])
        return "", keys


def expand(tree: Any, read: Read) -> Expansion:
    """The form's tree with its shared blocks put in; `read` gives a shared file by its name.

    Raises:
        DefinitionError: a used file lacks the list, uses itself, or has a blank left open.
    """
    if not isinstance(tree, Mapping) or not isinstance(tree.get("sections"), list):
        return Expansion(tree)
    made = Expansion({**tree, "sections": []})
    expander = _Expander(read, made)
    sections = expander.listed(tree["sections"], "sections", "", ("sections",), {}, ())
    for index, (section, origin) in enumerate(sections):
        keys: Keys = ("sections", index)
        made.origins[keys] = origin
        made.tree["sections"].append(expander.section(section, origin, keys))
    return made


class _Expander:
    def __init__(self, read: Read, made: Expansion) -> None:
        self.read = read
        self.made = made

    def section(self, section: Any, origin: Origin, keys: Keys) -> Any:
        """The section with the rows that it uses."""
        if not isinstance(section, Mapping):
            return section
        whole = dict(section)
        for name in LISTS:
            if not isinstance(section.get(name), list):
                continue
            whole[name] = []
            file, place = origin
            rows = self.listed(section[name], "rows", file, (*place, name), {}, ())
            for index, (row, where) in enumerate(rows):
                self.made.origins[(*keys, name, index)] = where
                whole[name].append(row)
        return whole

    def listed(
        self,
        items: list[Any],
        kind: str,
        file: str,
        place: Keys,
        words: Mapping[str, str],
        way: tuple[str, ...],
    ) -> Iterator[tuple[Any, Origin]]:
        """The entries of a list, each with its origin; blanks are filled in from `words`."""
        for index, item in enumerate(items):
            if isinstance(item, Mapping) and "use" in item:
                yield from self._used(_filled(dict(item), words, file), kind, way)
            else:
                yield _filled(item, words, file), (file, (*place, index))

    def _used(
        self, use: Mapping[str, Any], kind: str, way: tuple[str, ...]
    ) -> Iterator[tuple[Any, Origin]]:
        name = str(use["use"])
        if name in way:
            raise DefinitionError([f"forms/{name}.yml uses itself; break the circle"])
        if set(use) - {"use", "with"}:
            raise DefinitionError([f"`use: {name}` takes nothing beside it but `with:`; mend it"])
        part = self.read(name)
        self.made.used.add(name)
        if not isinstance(part, Mapping) or not isinstance(part.get(kind), list):
            raise DefinitionError([f"forms/{name}.yml has no list {kind!r}; write it"])
        words = {str(key): str(value) for key, value in (use.get("with") or {}).items()}
        yield from self.listed(part[kind], kind, name, (kind,), words, (*way, name))


def _filled(tree: Any, words: Mapping[str, str], file: str) -> Any:
    """The tree with every `<word>` replaced."""
    if isinstance(tree, str):
        return BLANK.sub(lambda found: _word(found[1], words, file), tree)
    if isinstance(tree, Mapping):
        return {_filled(key, words, file): _filled(value, words, file)
                for key, value in tree.items()}  # fmt: skip
    return [_filled(each, words, file) for each in tree] if isinstance(tree, list) else tree


def _word(name: str, words: Mapping[str, str], file: str) -> str:
    if name not in words:
        told = f"forms/{file}.yml has a blank <{name}> that `with:` does not fill; fill it"
        raise DefinitionError([told])
    return words[name]
