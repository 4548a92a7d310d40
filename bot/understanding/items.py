"""Which values of a story make up one loan or one repayment, and which rows are too doubtful."""

from __future__ import annotations

from collections.abc import Iterator

from bot.understanding.expressions import expression
from bot.understanding.signals import Signal
from dialogs.schema.definition import ElementType, Interview

__all__ = [
    "NEAR",
    "Row",
    "makings",
    "ordinal",
    "paired",
    "proven_rows",
    "sure_rows",
    "without_totals",
]

Row = dict[str, Signal | None]
"""What is known of one item, by the key of the element; None: contradicted."""

NEAR = 7.0
"""The least score of a date in the same clause as its cue."""
_COUNTED = expression("第(?P<n>[一二两三四五六七八九1-9])[笔次回]|(?P<first>头一?[笔次回])")
_NUMBERS = "一二三四五六七八九"
_DENIED = expression("(?:就|也|我|都)*(?:没|不|未)")
_ORDERED = expression("第(?P<n>[一二两三四五六七八九1-9])[笔次回][^，。；！？,;]{0,14}$")
_TOTAL = expression(
    "(?:一共|总共|共计|合计|总计|累计|加起来|前前后后|前后|[陆六]{1,2}续{1,2}|共(?!同))[^，。；！？,;]{0,6}$"
)
_AGAIN = expression("(?:又|再次?|第二[次笔])[^，。；！？,;]{0,5}$")
_TIMES = expression(
    "(?:分|借(?:了|给|走|过)?[^，。；还]{0,6}?)(?P<n>[两二三四五六七八九])[次笔](?!还)"
)
_EACH_OWN = expression("分别[^，。；]{0,6}(?:借|转|打|汇|给|拿)")
"""D1 D2 D3 分别找我借了…: several loans, whatever was found of them."""
_LAST_OF_MANY = expression("最后一[次笔]|最近一[次笔]")
"""陆续还了7万，最后一次还的1万: neither the sum of all nor the last is one repayment."""
_SAID_ONCE = ("due_on", "rate", "contract_form", "signed_on")
_FOR_ALL = expression("一起|一并|全部|都|一次")
_LIST = expression("[、和及,，]|以及")
_EACH = expression("各|分别|都是|均")
_PER_ITEM = (ElementType.MONEY, ElementType.DATE, ElementType.CHOICE)
_STOP = expression("[，。；！？,;!?\n]")


def ordinal(signal: Signal, text: str) -> int:
    """Which loan a value is expressly said of (第一笔说好2023年3月1日还); 0 where it is not."""
    if signal.element.element.group != "loans":
        return 0
    said = _ORDERED.search(text[max(0, signal.start - 18) : signal.start])
    return _NUMBERS.find(said["n"].replace("两", "二")) + 1 or int(said["n"]) if said else 0


def paired(signals: list[Signal], text: str) -> list[Signal]:
    """D1、D2分两次转账2万元、3万元: the days and the sums in turn."""
    days = _listed(signals, text, ElementType.DATE)
    sums = _listed(signals, text, ElementType.MONEY)
    if not days or len(days) != len(sums) or days[0].start > sums[0].start:
        return signals
    if days[0].element.element.group != sums[0].element.element.group:
        return signals
    pairs = [one for pair in zip(days, sums, strict=True) for one in pair]
    taken = {id(one) for one in pairs}
    rest = [one for one in signals if id(one) not in taken]
    place = next((n for n, one in enumerate(rest) if one.start > days[0].start), len(rest))
    return [*rest[:place], *pairs, *rest[place:]]


def _listed(signals: list[Signal], text: str, type: ElementType) -> list[Signal]:
    """The first run of values of one element that only 、 or 和 parts."""
    run: list[Signal] = []
    for one in signals:
        if one.element.element.type is not type or one.element.element.group is None:
            continue
        beside = run and _LIST.fullmatch(text, run[-1].end, one.start) is not None
        if not beside or run[-1].element is not one.element:
            if len(run) > 1:
                return run
            run = []
        run.append(one)
    return run if len(run) > 1 else []


def makings(group: str, interview: Interview) -> tuple[bool, bool]:
    """Whether the items of a group are sums of money, so that a day alone makes none; and
    whether there must be one, so that a second day contradicts the first."""
    if group not in interview.groups:
        return False, False
    whole = interview.groups[group]
    sums = any(each.type is ElementType.MONEY and each.cues for each in whole.elements)
    return sums, whole.minimum > 0


def proven_rows(rows: list[Row], sums: bool, needed: bool) -> Iterator[Row]:
    """The items that have a value of their own; 微信 alone, or a second day, makes none."""
    weak = {ElementType.CHOICE, ElementType.TEXT} | ({ElementType.DATE} if sums else set())
    kept = rows[:1]
    for row in rows[1:]:
        if not {one.element.element.type for one in row.values() if one is not None} <= weak:
            kept.append(row)
            continue
        for key, signal in row.items():
            sure = needed and sums and signal is not None and signal.score >= NEAR
            if sure and signal is not None and _other_day(kept[-1].get(key), signal):
                kept[-1][key] = None
    yield from kept


def _other_day(old: Signal | None, new: Signal) -> bool:
    typed = new.element.element.type is ElementType.DATE
    return typed and old is not None and old.value != new.value


def sure_rows(group: str, rows: list[Row], text: str) -> list[Row]:
    """Rows of loans or repayments without what may belong to another row."""
    if group not in ("loans", "repayments") or not rows:
        return rows
    rows = _one_loan(_joined_head(rows, text))
    if _goes_on(rows[0], text):
        return rows[1:] if group == "loans" and len(rows) > 1 else []
    if group == "loans" and not _as_many_as_counted(rows, text):
        return [_shared(row) for row in rows[:1]]
    if group == "loans":
        _drop_shared_at_end(rows, text)
    for row in rows:
        _drop_far_day(row, text)
        if group == "repayments" and not _sums(row):
            row.clear()
    return rows


def _sums(row: Row) -> list[Signal]:
    return [one for one in row.values() if one and one.element.element.type is ElementType.MONEY]


def without_totals(signals: list[Signal], text: str) -> list[Signal]:
    """Beside single sums, 一共还了三万 is their total and no further item."""

    def total(one: Signal) -> bool:
        clause = _STOP.split(text[max(0, one.start - 14) : one.start])[-1]
        return _TOTAL.search(clause) is not None

    sums = [
        one
        for one in signals
        if one.element.element.type is ElementType.MONEY
        and one.element.element.group in ("loans", "repayments")
    ]
    repaid = [one for one in sums if one.element.element.group == "repayments"]
    if _LAST_OF_MANY.search(text) and any(total(one) for one in repaid):
        return [one for one in signals if one.element.element.group != "repayments"]
    single = {one.element.element.group for one in sums if not total(one)}
    counted = {id(one) for one in sums}
    return [
        one
        for one in signals
        if id(one) not in counted or one.element.element.group not in single or not total(one)
    ]


def _goes_on(row: Row, text: str) -> bool:
    """又还了两千 as the first of all: one before it was not understood."""
    return any(_AGAIN.search(text[max(0, one.start - 8) : one.start]) for one in _sums(row))


def _joined_head(rows: list[Row], text: str) -> list[Row]:
    """A first row without a sum before one with a sum: a day of something else, or its start."""
    if len(rows) < 2 or _sums(rows[0]) or not _sums(rows[1]):
        return rows
    days = [one.start for one in rows[0].values() if one is not None]
    if days and _EACH.search(text, min(days), max(one.start for one in _sums(rows[1]))):
        return rows
    return [{**rows[0], **rows[1]}, *rows[2:]]


def _one_loan(rows: list[Row]) -> list[Row]:
    """9月1日向我借款80万，9月3日转账80万: the second is how the first was handed over."""
    if len(rows) < 2:
        return rows
    one, two = rows[0], rows[1]
    agreed, given = one.get("amount_agreed"), two.get("amount_delivered")
    if agreed is None or given is None or agreed.value != given.value:
        return rows
    if one.get("amount_delivered") is not None or two.get("amount_agreed") or given.splits:
        return rows
    return [{**one, **two}, *rows[2:]]


def _as_many_as_counted(rows: list[Row], text: str) -> bool:
    """Whether there are as many rows as 第一笔, 第二笔… count."""
    counted = [
        1
        if match["first"]
        else int(_NUMBERS.find(match["n"].replace("两", "二")) + 1 or match["n"])
        for match in _COUNTED.finditer(text)
        if not _DENIED.match(text, match.end())
    ]
    if len(rows) == 1 and _EACH_OWN.search(text):
        return False
    said = _TIMES.search(text)
    if len(rows) > 1 and said is not None:
        return _NUMBERS.find(said["n"].replace("两", "二")) + 1 == len(rows)
    return max(counted, default=1) <= max(1, len(rows)) or set(counted) == {max(counted)}


def _shared(row: Row) -> Row:
    """What is said of all items alike: neither sums nor days nor ways of paying."""
    return {
        key: one
        for key, one in row.items()
        if one is not None
        and (one.element.element.type not in _PER_ITEM or key in ("contract_form", "due_on"))
    }


def _drop_shared_at_end(rows: list[Row], text: str) -> None:
    """What is told after all the sums, apart from the last, may be said of every loan."""
    ends = [one.end for one in _sums(rows[-1])]
    if len(rows) < 2 or not ends:
        return
    for key in _SAID_ONCE:
        last = rows[-1].get(key)
        if last is None or rows[0].get(key) is not None:
            continue
        if len(_STOP.findall(text, max(ends), max(max(ends), last.start))) > 1:
            rows[-1][key] = None
            if _FOR_ALL.search(_STOP.split(text[last.start : last.end + 12])[0]):
                rows[0][key] = last


def _drop_far_day(row: Row, text: str) -> None:
    """A day of a repayment that stands a sentence and more, or a loan, away from its sum."""
    day, amount = row.get("paid_on"), row.get("amount")
    if day is None or amount is None:
        return
    between = text[min(day.end, amount.end) : max(day.start, amount.start)]
    if len(_STOP.findall(between)) > 2 or "借" in between:
        row["paid_on"] = None
