"""Interest rates, as percent a year: 月息2分, 年利率一分五, 24%, 3厘, 日万分之五, 千分之二."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.understanding.expressions import expression
from bot.understanding.values.characters import Plain, plain
from bot.understanding.values.numerals import NUMERAL, decimal_string, parse_numeral
from bot.understanding.values.reading import Found, Reading, refused

__all__ = ["find_rates", "lpr_multiple", "read_rate"]

_NUMBER = f"(?:{NUMERAL})"
_YEAR = "年化利率|年化利息|年化|年利率|年利息|年利|年息|每年利息|一年利息|每年|一年|按年|年"
_MONTH = "月利率|月利息|月利|月息|每个月利息|每月利息|一个月利息|每个月|一个月|每月|按月|月"
_DAY = "日利率|日息|每日利息|每天利息|每日|每天|一天|按日|日"
_RATE = expression(
    f"(?:(?P<period>{_YEAR}|{_MONTH}|{_DAY})"
    "(?:的|是|按|为|算|约定|大概|大约|利息|利率|息|给|付|要|收|[:, ]){0,9})?"
    "(?P<sign>负|-(?<![0-9]-))?"
    "(?:(?P<of>(?:(?<![一二三四五六七八九十两\\d])(?=[十百千万亿])|一|1)"
    "(?:[百千万亿]|十万){1,3} ?分 ?之) {0,2}"
    f"(?P<below_zero>负)?(?P<part>{_NUMBER})"
    "|(?P<all>百分百(?!之|点))"
    f"|(?P<number>{_NUMBER}|半) {{0,3}}"
    "(?:(?P<unit>%|‰|‱|个? *百 ?分 ?点|个点|点(?=利|息)|成(?![立功了为本人员年交绩果都])"
    "(?: ?(?P<tenth>[一二三四五六七八九半1-9])(?![\\d十百千万年个]))?|"
    "折(?![断叠磨]))"
    "|(?P<folk>(?<!百)分(?! ?[之钟店公])|(?<=[一二三四五六七八九十]百)分(?=利|息))"
    "(?P<after>[0-9一二两三四五六七八九半])?(?P<li>厘)?"
    "|(?P<mao>[毛角])|(?P<only>厘(?!米))(?P<after_li>[0-9一二两三四五六七八九半])?))"
    "(?:的)?(?:利息|利率|利钱|利|息)?"
    "(?: ?(?:/|每|一个|一)? ?(?P<behind>年|月|天|日)(?!\\d|[一二三四五六七八九十]|前|后|底|末|初))?"
)
_CASH = expression(
    "(?P<base>(?<![\\d一二三四五六七八九十])(?:1万|一万|万元?|10万|十万|1千|一千|100|一百))"
    "(?:元|块钱|块)?(?:钱)?[,，]? ?"
    "(?P<period>每个月|一个月|每月|月|一年|每年|年)"
    f"(?:利息|息|给|付|要|收|是)* ?(?P<interest>{_NUMBER}) ?"
    f"(?:元|块|(?=的?利息|[，。,;；！!、]|$))"
)
_BANK = "(?:银行)(?:的)?(?:同期|同类|一年期|现在|当时)*(?:的)?(?!存)(?:贷款)?(?:的)?(?:利率|利息)"
_LPR = expression(
    f"(?:lpr|LPR|Lpr|市场报价利率|贷款报价利率|{_BANK})(?:的|的利率|利率)? ?"
    f"(?:(?P<n>{_NUMBER}) ?倍)?"
    f"|(?P<m>{_NUMBER}) ?倍(?:的)?(?:一年期)?(?:lpr|LPR|{_BANK})"
    "|(?:按照?|照|依照?|跟着?|和|随)银行(?!卡|流水|转|存|给)(?:的)?(?:来|算|走|一样|规定|标准|定的)"
)
"""A bank's rate for loans is LPR; what it pays on savings is not."""
_TIMES = {"": None, "y": Decimal(1), "m": Decimal(12), "d": Decimal(365)}
_PARTS = {"‰": 10, "‱": 100}
_MINUTES = expression("[点时:]$")
_BARE = expression(
    "(?P<period>年化利率|年利率|年化|年利|年息|月利率|月利|月息|日利率|日息)"
    "(?:约定|是|为|按|算|[: ])*"
    f"(?P<number>{_NUMBER})(?= *(?:$|[，。,;；！!、)）]|的|左右|计算|计息))"
)
_HIGHEST_BARE = 36
"""年利率24 is a rate, 年息5000 a sum."""


def lpr_multiple(text: str) -> str | None:
    """How many times LPR a rate is said to be (`"4"`), None if LPR is not named."""
    match = _LPR.search(plain(text).text)
    if match is None:
        return None
    written = match["n"] or match["m"]
    numeral = parse_numeral(written) if written else None
    return decimal_string(numeral.value) if numeral else "1"


def find_rates(text: Plain) -> list[Found]:
    """All rates in a plain text. note: `yearly`, `monthly`, `daily`, or `open` if not said."""
    found = [one for match in _RATE.finditer(text.text) if (one := _rate(match, text))]
    found += [one for match in _BARE.finditer(text.text) if (one := _bare(match, text))]
    found += [one for match in _CASH.finditer(text.text) if (one := _cash(match, text))]
    return found


def _period(word: str | None) -> str:
    if not word:
        return ""
    if "年" in word:
        return "y"
    return "m" if "月" in word else "d"


def _rate(match: re.Match[str], text: Plain) -> Found | None:
    if _MINUTES.search(text.text[max(0, match.start() - 1) : match.start()]) or text.text[
        match.end() : match.end() + 1
    ] in (
        "钱",
        "钟",
    ):
        return None
    if not _plausible(match):
        return None
    period = _period(match["period"]) or _period(match["behind"])
    value = _percent(match, period)
    if value is None:
        return None
    parts = ("period", "sign", "of", "all", "number")
    start = next(match.start(part) for part in parts if match[part])
    first, last = text.span(start, match.end())
    factor = _TIMES[period]
    others: tuple[str, ...] = ()
    folk = bool(match["folk"] or match["only"] or match["mao"])
    if factor is None and folk:
        yearly = value * 10
        shown, others, note = value * 12, (decimal_string(yearly),), "open"
    elif factor is None:
        shown, note = value, "open"
        others = (decimal_string(value * 12),) if 0 < value <= 3 else ()
    else:
        shown = value * factor
        note = {"y": "yearly", "m": "monthly", "d": "daily"}[period]
    return Found(
        "percent", text.origin[first:last], first, last, decimal_string(shown),
        0.95 if note != "open" else 0.6 if folk else 0.7, others, note,
    )  # fmt: skip


def _plausible(match: re.Match[str]) -> bool:
    """一毛 is a sum without 利 or 息 beside it; 十点五分 is a time, 90分 a mark."""
    if match["period"] or "利" in match.group() or "息" in match.group():
        return True
    if match["mao"]:
        return False
    numeral = parse_numeral(match["number"]) if match["folk"] and match["number"] != "半" else None
    return numeral is None or (numeral.value <= 10 and "点" not in match["number"])


def _bare(match: re.Match[str], text: Plain) -> Found | None:
    """月息1.2: percent without its sign."""
    numeral = parse_numeral(match["number"])
    if numeral is None or numeral.scaled or not 0 < numeral.value <= _HIGHEST_BARE:
        return None
    period = _period(match["period"])
    times = _TIMES[period] or Decimal(1)
    first, last = text.span(match.start(), match.end("number"))
    note = {"y": "yearly", "m": "monthly", "d": "daily"}[period]
    value = decimal_string(numeral.value * times)
    return Found("percent", text.origin[first:last], first, last, value, 0.7, (), note)


def _percent(match: re.Match[str], period: str) -> Decimal | None:
    if match["all"]:
        return Decimal(100)
    written = match["part"] or match["number"]
    numeral = None if written == "半" else parse_numeral(written)
    if written != "半" and (numeral is None or numeral.alternatives):
        return None
    value = numeral.value if numeral else Decimal("0.5")
    value = -value if match["sign"] or match["below_zero"] else value
    if match["of"]:
        below = parse_numeral("一" + match["of"].replace(" ", "")[:-2].lstrip("一1"))
        return value * 100 / below.value if below else None
    if unit := match["unit"]:
        value += _small(match["tenth"]) / 10
        tenths = unit[0] == "成" or (unit[0] == "折" and value < 10)
        return value * 10 if tenths else value / _PARTS.get(unit, 1)
    if period == "d":
        return None
    tenth = _small(match["after"] or match["after_li"])
    value += tenth / 10
    scale = 10 if period == "y" else 1
    scale *= 10 if match["mao"] else 1
    return value * scale / 10 if match["only"] else value * scale


def _small(char: str | None) -> Decimal:
    if not char:
        return Decimal(0)
    if char == "半":
        return Decimal(5)
    numeral = parse_numeral(char)
    return numeral.value if numeral else Decimal(0)


def _cash(match: re.Match[str], text: Plain) -> Found | None:
    base = parse_numeral(
        match["base"].rstrip("元").replace("万", "一万")
        if match["base"][0] == "万"
        else match["base"]
    )
    interest = parse_numeral(match["interest"])
    if base is None or interest is None or interest.value >= base.value:
        return None
    monthly = "月" in match["period"]
    value = interest.value / base.value * 100 * (12 if monthly else 1)
    first, last = text.span(match.start(), match.end())
    return Found(
        "percent", text.origin[first:last], first, last, decimal_string(value), 0.9, (),
        "monthly" if monthly else "yearly",
    )  # fmt: skip


def read_rate(text: str) -> Reading:
    """The yearly rate that a whole answer gives, in percent."""
    words = plain(text)
    multiple = lpr_multiple(text)
    found = find_rates(words)
    if multiple is not None and not (found and "银行" in words.text):
        return refused(text, "rate_is_lpr", multiple=multiple)
    if found:
        first = found[-1] if found[-1].note in ("monthly", "yearly") else found[0]
        if Decimal(first.value) > 1000:
            return refused(text, "rate_too_high")
        return Reading(
            first.value, first.text, (first.start, first.end), first.confidence, first.alternatives
        )
    match = re.fullmatch(
        f"[^0-9零一二两三四五六七八九十百]{{0,6}}?(?P<period>{_YEAR}|{_MONTH})?[是为按约: ]*(?P<n"
        f"umber>{_NUMBER})(?:个?点|左右|以内|吧|的|啊|呢|哦|了|[。.，,! ]){{0,3}}",
        words.text.strip(),
    )
    numeral = parse_numeral(match["number"]) if match else None
    if (
        match is None
        or numeral is None
        or (numeral.scaled and numeral.value > 100)
        or numeral.value > 1000
    ):
        return refused(text, "rate_unreadable")
    value = numeral.value * (12 if _period(match["period"]) == "m" else 1)
    others = (decimal_string(value * 12),) if not match["period"] and 0 < value <= 3 else ()
    return Reading(decimal_string(value), text, (0, len(text)), 0.5 if others else 0.8, others)
