"""The register of legal texts (`dialogs/sources/*.yml`) and how a cite reads in print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from dialogs.rules.errors import UnknownSourceError
from dialogs.rules.numerals import han_number
from dialogs.schema.files import DIALOGS, read_yaml

__all__ = ["Source", "cited", "full_basis", "source_ids", "source_of"]

SOURCES = DIALOGS / "sources"


@dataclass(frozen=True, slots=True)
class Source:
    """One legal text: number, issuer, in force from and to, the articles relied on."""

    id: str
    title: str
    short: str
    number: str
    issuer: str
    in_force: date
    until: date | None
    checked_on: date
    to_confirm: tuple[str, ...]
    articles: Mapping[str, str]

    def holds_on(self, day: date) -> bool:
        """Whether the text is in force on that day."""
        return self.in_force <= day and (self.until is None or day <= self.until)


@cache
def source_of(id: str, folder: Path = SOURCES) -> Source:
    """The text of that id, e.g. `civil-code`.

    Raises:
        UnknownSourceError: it is not in the register.
    """
    path = folder / f"{id}.yml"
    if not path.is_file():
        raise UnknownSourceError(f"there is no sources/{id}.yml; register the text or mend the id")
    raw = read_yaml(path)
    return Source(
        id=raw["id"],
        title=raw["title"],
        short=raw["short"],
        number=raw["number"],
        issuer=raw["issuer"],
        in_force=raw["in_force"],
        until=raw["until"],
        checked_on=raw["checked_on"],
        to_confirm=tuple(raw["to_confirm"]),
        articles={str(key): text for key, text in raw["articles"].items()},
    )


def source_ids(folder: Path = SOURCES) -> tuple[str, ...]:
    """All texts of the register."""
    return tuple(sorted(path.stem for path in folder.glob("*.yml")))


def _parts(cite: str) -> tuple[Source, str]:
    id, _, article = cite.partition(":")
    source = source_of(id)
    if article not in source.articles:
        raise UnknownSourceError(
            f"sources/{id}.yml has no article {article!r}; restate it there or mend the cite"
        )
    return source, article


def _article(article: str) -> str:
    return f"第{article}条" if article.isdigit() else ""


@cache
def cited(cite: str) -> str:
    """A cite as people read it: `civil-code:670` → `民法典第670条`.

    Raises:
        UnknownSourceError: the text or the article is not in the register.
    """
    source, article = _parts(cite)
    return source.short + _article(article)


def full_basis(cites: Iterable[str]) -> str:
    """Cites as a complaint names them: full titles, numbers of articles in Chinese numerals."""
    grouped: dict[str, list[str]] = {}
    for cite in cites:
        source, article = _parts(cite)
        grouped.setdefault(source.id, []).append(article)
    names = []
    for id, articles in grouped.items():
        title = source_of(id).title.partition("（")[0].replace("《", "〈").replace("》", "〉")
        numbers = sorted(int(article) for article in articles if article.isdigit())
        names.append(f"《{title}》" + "、".join(f"第{han_number(each)}条" for each in numbers))
    return "；".join(names)
