"""Amounts in foreign money: 15美元, 港币2960元, $100. They are never read as yuan."""

from __future__ import annotations

from bot.understanding.expressions import expression
from bot.understanding.values.characters import Plain
from bot.understanding.values.numerals import NUMERAL, decimal_string, parse_numeral
from bot.understanding.values.reading import Found

__all__ = ["ABROAD", "CURRENCIES", "currency_before", "currency_of", "find_foreign_money"]

ABROAD = "abroad"
"""Note of what is foreign: measured and shown, but no answer to a question."""
_CODES = {
    "USD": "美元|美金|美刀|刀乐|美钞|USD|US\\$|\\$",
    "HKD": "港币|港元|港纸|港幣|HKD|HK\\$",
    "EUR": "欧元|EUR|€",
    "JPY": "日元|日币|日圆|JPY",
    "GBP": "英镑|GBP|£",
    "KRW": "韩元|韩币|韩圆|KRW",
    "AUD": "澳元|澳币|AUD",
    "CAD": "加元|加币|加拿大元|CAD",
    "SGD": "新加坡元|新加坡币|新币|坡币|SGD",
    "TWD": "新台币|台币|TWD|NT\\$",
    "NZD": "新西兰元|纽币|纽元|NZD",
    "MOP": "澳门元|澳门币|葡币|MOP",
    "THB": "泰铢|THB",
    "RUB": "俄罗斯卢布|卢布|RUB",
    "CHF": "瑞士法郎|法郎|CHF",
    "INR": "印度卢比|卢比|INR",
    "VND": "越南盾|VND",
    "IDR": "印尼盾|印尼卢比|IDR",
    "MYR": "马来西亚林吉特|林吉特|令吉|马币|MYR",
    "PHP": "菲律宾比索|PHP",
    "MXN": "墨西哥比索|MXN",
    "NGN": "奈拉|NGN",
    "SEK": "瑞典克朗|SEK",
    "NOK": "挪威克朗|NOK",
    "DKK": "丹麦克朗|DKK",
    "ZAR": "南非兰特|兰特|ZAR",
    "AED": "迪拉姆|AED",
    "SAR": "沙特里亚尔|里亚尔|SAR",
    "TRY": "土耳其里拉|里拉|TRY",
    "KZT": "坚戈|KZT",
    "BTC": "比特币|BTC",
    "USDT": "泰达币|USDT|usdt",
}
_NAMES = sorted((name for names in _CODES.values() for name in names.split("|")), key=len)
CURRENCIES = "|".join(reversed(_NAMES))
"""Alternation of all names of foreign money, longest first; no groups."""
_CODE_OF = {
    name.replace("\\", ""): code for code, names in _CODES.items() for name in names.split("|")
}
_CENTS = "美分|欧分|港仙|便士"
_MONEY = expression(
    f"(?P<sign>负|-(?<![0-9]-))?(?:(?P<before>{CURRENCIES})[: ]?)?"
    f"(?P<number>{NUMERAL}) ?[多余来]? ?(?:个|元(?={CURRENCIES})|块(?={CURRENCIES}))?"
    f"(?:(?P<after>{CURRENCIES})|(?P<only_cents>{_CENTS})|(?(before)元?|(?!)))"
    f"(?:[又零]?(?P<cents>{NUMERAL})(?:{_CENTS}))?"
)


def find_foreign_money(text: Plain) -> list[Found]:
    """Amounts in another currency, in its own unit; the note is `abroad`."""
    found = []
    for match in _MONEY.finditer(text.text):
        numeral = parse_numeral(match["number"])
        if numeral is None:
            continue
        value = numeral.value / 100 if match["only_cents"] else numeral.value
        cents = parse_numeral(match["cents"]) if match["cents"] else None
        value += cents.value / 100 if cents else 0
        start, end = text.span(match.start(), match.start() + len(match.group().rstrip()))
        found.append(
            Found("money", text.origin[start:end], start, end,
                  decimal_string(-value if match["sign"] else value), 0.9,
                  tuple(map(decimal_string, numeral.alternatives)), ABROAD)
        )  # fmt: skip
    return found


def currency_of(words: str) -> str | None:
    """The ISO code of the foreign money that these words name, if they name one."""
    match = _CURRENCY.search(words)
    return _CODE_OF[match.group()] if match else None


def currency_before(text: str, start: int) -> bool:
    """Whether an amount that begins there has foreign money named right before it."""
    return _BEFORE.search(text[max(0, start - 8) : start]) is not None


_CURRENCY = expression(CURRENCIES)
_BEFORE = expression(f"(?:{CURRENCIES})[: ]?$")
