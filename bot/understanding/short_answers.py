"""Short answers in free words: each part goes to the question that it answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from bot.understanding.acts import NLU_DATA
from bot.understanding.cells import body_told, is_retired, is_talk, job_told, without_work
from bot.understanding.engine import Context
from bot.understanding.expressions import expression
from bot.understanding.feast_days import is_feast
from bot.understanding.nations import NATION, nation_in, nation_within
from bot.understanding.strays import strays
from bot.understanding.told import also_told
from bot.understanding.values import find
from bot.understanding.values.addresses import find_addresses
from bot.understanding.values.assent import known_parts
from bot.understanding.values.characters import plain
from dialogs.interview.commands import Command, SetAnswer, SetNone, SetUnknown, Unparsed
from dialogs.schema.definition import Element, ElementType, Interview
from dialogs.schema.files import read_yaml

__all__ = ["home_meant", "not_shares", "sorted_out"]

_PART = expression("[，。,；;、\n\t ]+")
_PARTICLES = expression("(?<=..)[啊呀呢嘛哦啦]+[。.!！~]*$")
_LONGEST_NAME = 100
_LONGEST_EXAMPLE = 14
_EMPLOYER, _JOB, _BODY = "employer", "job_title", "org_name"
_HOME, _LIVED_IN = "domicile", "habitual_residence"
_OTHER_KINDS = ("date", "date_range", "money", "phone", "id")
_SERVICE = "service_address"
_PLACES = expression("地|址|处|哪里|名称")
_HOUSE = expression("[号室栋楼村组]$|[0-9]$")
_FOREIGNER = expression("[\u3400-\u9fff]{1,6}")


def sorted_out(
    text: str, found: tuple[Command, ...], element: Element, path: str, context: Context
) -> tuple[Command, ...]:
    """The commands of an answer to a short free question, where parts of it answer others.

    Words that are plainly no answer to it are asked back (`doubt`), or asked for again.
    """
    found = tuple(_feast_asked_back(each, text, context) for each in found)
    if element.type is not ElementType.TEXT or element.max_length > _LONGEST_NAME:
        return found
    if (homes := _homes(text, element, path, context)) and element.key != _BODY:
        return homes
    if numbers := strays(text, context):
        return numbers
    if not _takes_all(found, path):
        return found
    if (guess := _as_far_as_known(text, element, path)) is not None:
        return (_checked(guess, text, element, path, context),)
    if (several := _parts(text, element, path, context)) is not None:
        return several
    if (told := _in_talk(text, element, path, context)) is not None:
        return told
    checked = tuple(_checked(each, text, element, path, context) for each in found)
    doubted = any(isinstance(each, Unparsed) or getattr(each, "doubt", "") for each in checked)
    return (*checked, *_elsewhere(text, path, context)) if doubted else checked


def _feast_asked_back(command: Command, text: str, context: Context) -> Command:
    """去年中秋还的: the day of the feast, asked back once, at whatever question it is told."""
    if not isinstance(command, SetAnswer) or command.alternatives or command.doubt:
        return command
    if context.interview is None or not command.text or not is_feast(command.text, text):
        return command
    dated = context.interview.element(command.path).type is ElementType.DATE
    return replace(command, doubt="feast_day") if dated else command


def _in_talk(
    text: str, element: Element, path: str, context: Context
) -> tuple[Command, ...] | None:
    """早就退了没班上了在家, 缝纫工，踩缝纫机的: what of the talk answers the question."""
    words, known = plain(text).text.strip(), _patterns()
    if element.key == _EMPLOYER and without_work(words, known):
        retired = is_retired(words, known) and _beside(path, _JOB, context)
        job = (SetAnswer(_at(path, _JOB), "退休", text, None, 0.8),) if retired else ()
        return (SetNone(path), *job)
    told = body_told(words, known) if element.key in (_EMPLOYER, _BODY) else None
    told = job_told(words, known) if element.key == _JOB else told
    return None if told is None else (SetAnswer(path, told, told, None, 0.8),)


def _as_far_as_known(text: str, element: Element, path: str) -> Command | None:
    """我哪知道全称啊，牌子上写宏达建筑: what is known; 不知道 if the words say no more."""
    words = plain(text).text.strip()
    rest = known_parts(words)
    if rest == words or not _names_something(element):
        return None
    value = _patterns()["as_seen"].sub("", rest).strip()
    return SetAnswer(path, value, value, None, 0.7) if value else SetUnknown(path)


def _elsewhere(text: str, path: str, context: Context) -> Iterator[Command]:
    """What the words state for questions that are still open."""
    for each in also_told(text, context, None):
        if each.path != path and context.answers and context.answers.get(each.path) is None:
            yield each


def not_shares(text: str, found: tuple[Command, ...], context: Context) -> tuple[Command, ...]:
    """The commands without a sum that is a share: 违约金是月租的百分之十 450块 is no rent."""
    if context.interview is None:
        return found
    kept = tuple(each for each in found if not _is_share(text, each, context.interview))
    if kept or not found or context.asks is None or context.element is None:
        return kept
    if context.element.type is not ElementType.MONEY:
        return ()
    return (Unparsed(context.asks, "money_unreadable"),)


def _is_share(text: str, command: Command, interview: Interview) -> bool:
    if not isinstance(command, SetAnswer) or not command.text:
        return False
    element = interview.element(command.path)
    before = text[: max(0, text.find(command.text))]
    match = _patterns()["share"].search(before)
    if element.type is not ElementType.MONEY or match is None:
        return False
    names = (element.label, *element.cues)
    return not any(match["subject"] in each or each in match["subject"] for each in names)


def home_meant(text: str, path: str, context: Context) -> SetAnswer | None:
    """现在住的那个, where papers are to go: the home that was given before."""
    if path.endswith(f".{_HOME}"):
        return _same_home(text, path, context)
    if path != _SERVICE or context.answers is None or find_addresses(plain(text)):
        return None
    words, known = plain(text).text, _patterns()
    for key, said in ((_HOME, known["the_registered"]), (_LIVED_IN, known["the_lived_in"])):
        value = context.answers.get(f"plaintiffs[0].{key}")
        if said.search(words) and isinstance(value, dict):
            return SetAnswer(path, value, text, None, 0.9)
    return None


def _same_home(text: str, path: str, context: Context) -> SetAnswer | None:
    """户口就在现在住的地方, 同上: the home that was told before the registered one was asked."""
    lived_in = context.answers.get(_at(path, _LIVED_IN)) if context.answers is not None else None
    words = plain(text).text.strip()
    if not isinstance(lived_in, dict) or find_addresses(plain(text)):
        return None
    same = _patterns()["same_home"].fullmatch(words)
    return SetAnswer(path, lived_in, text, None, 0.9) if same else None


def _takes_all(found: tuple[Command, ...], path: str) -> bool:
    return any(isinstance(each, SetAnswer | Unparsed) and each.path == path for each in found)


def _homes(text: str, element: Element, path: str, context: Context) -> tuple[Command, ...]:
    """海淀区…201，户口在河北保定: addresses said where something short is asked for."""
    if not _beside(path, _HOME, context) or _PLACES.search(element.label):
        return ()
    words = plain(text)
    places = find_addresses(words)
    said = _patterns()["place"].search(words.text)
    if not places or not (said or _is_whole(text, places[0].text)):
        return ()
    told: list[Command] = []
    for place in places:
        registered = _patterns()["registered"].search(words.text[: place.start])
        key = _HOME if registered else _LIVED_IN
        if (place.value["code"] or _HOUSE.search(place.text)) and _beside(path, key, context):
            span = (place.start, place.end)
            told.append(SetAnswer(_at(path, key), place.value, place.text, span, 0.8))
    return tuple(told)


def _is_whole(text: str, place: str) -> bool:
    return len(place) >= 0.8 * len(text.strip()) and bool(_HOUSE.search(place))


def _parts(text: str, element: Element, path: str, context: Context) -> tuple[Command, ...] | None:
    """退休了 没单位 汉族: each part to its question; None if no part belongs to another."""
    told: dict[str, Command] = {}
    rest = []
    for part in filter(None, _PART.split(plain(text).text.strip())):
        meant = _meant(part, element)
        if meant is None:
            rest.append(part)
            continue
        key, value = meant
        if key == element.key or _beside(path, key, context):
            at = _at(path, key)
            if value is not None:
                told[key] = SetAnswer(at, value, part, None, 0.9)
            else:
                told.setdefault(key, SetNone(at))
    if rest and told and _not_at_work(text, element):
        rest = []
        told.setdefault(element.key, SetNone(path))
    if _JOB in told and element.key == _EMPLOYER and not rest:
        told.setdefault(_EMPLOYER, SetNone(path))
    if not told or (element.key in told and rest):
        return None
    if rest and set(told) != {element.key}:
        return (*told.values(), *_rest(rest, element, path, context))
    return tuple(told.values())


def _not_at_work(text: str, element: Element) -> bool:
    """我退休了 以前纺织厂的: what is told beside it is no place of work now."""
    words = plain(text).text.strip()
    return element.key in (_EMPLOYER, _JOB) and without_work(words, _patterns())


def _rest(rest: list[str], element: Element, path: str, context: Context) -> Iterator[Command]:
    answer = " ".join(rest)
    yield _checked(SetAnswer(path, answer, answer, None, 0.9), answer, element, path, context)


def _meant(part: str, element: Element) -> tuple[str, str | None] | None:
    """The question that a part answers, and its value (None: 无)."""
    known = _patterns()
    if nation := nation_in(part, alone=element.key == NATION):
        return NATION, nation
    if known["no_employer"].fullmatch(part):
        return _EMPLOYER, None
    if known["no_job"].fullmatch(part):
        return _JOB, None
    job = known["job"].fullmatch(part) if element.key in (_EMPLOYER, _JOB, NATION) else None
    return (_JOB, job["job"]) if job else None


def _checked(command: Command, text: str, element: Element, path: str, context: Context) -> Command:
    """An answer with its doubt, if it hardly is one."""
    if not isinstance(command, SetAnswer) or command.path != path or command.doubt:
        return command
    if element.key == NATION:
        return _checked_nation(command, path)
    value = _PARTICLES.sub("", str(command.value))
    command = replace(command, value=value)
    if element.key == _BODY and not _patterns()["body"].search(value):
        return replace(command, doubt="org_name_short")
    talk = element.key in (_EMPLOYER, _JOB) and is_talk(value, _patterns())
    if talk or (_names_something(element) and _tells_of_time(text, context)):
        return replace(command, doubt="words_of_talk")
    return command


def _checked_nation(command: SetAnswer, path: str) -> Command:
    said = str(command.value)
    nation = nation_in(said, alone=True) or nation_within(said)
    if nation is not None:
        return replace(command, value=nation)
    if _FOREIGNER.fullmatch(said):
        return replace(command, doubt="nation_not_listed")
    return Unparsed(path, "nation_unreadable")


def _names_something(element: Element) -> bool:
    """Whether a name or a word is asked for, as the example shows, not what happened."""
    return len(element.example) <= _LONGEST_EXAMPLE and not re.search(r"\d", element.example)


def _tells_of_time(text: str, context: Context) -> bool:
    if _patterns()["months"].search(plain(text).text):
        return True
    return any(one.confidence >= 0.8 for one in find(text, _OTHER_KINDS, context.today))


def _at(path: str, key: str) -> str:
    return f"{path.rpartition('.')[0]}.{key}"


def _beside(path: str, key: str, context: Context) -> bool:
    """Whether the same party has that question."""
    group, bracket, _ = path.partition("[")
    known = context.interview.elements if context.interview is not None else {}
    return bool(bracket) and f"{group}[i].{key}" in known


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    source: Any = read_yaml(NLU_DATA / "patterns" / "short_answers.yml")
    return {kind: re.compile(each) for kind, each in source.items()}
