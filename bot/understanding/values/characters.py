"""Text as the parsers read it: half width, simplified, without invisible characters.

Every step keeps or maps positions, so a span always points into the words as given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.understanding.expressions import expression

__all__ = ["Plain", "plain", "without_web_addresses"]

_INVISIBLE = expression(
    "[\u00ad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_KEPT = "，。！？；："  # their half-width twins mean other things inside numbers
_SIMPLER = {
    "萬": "万", "億": "亿", "圓": "元", "圆": "元", "塊": "块", "錢": "钱", "兩": "两", "點": "点",
    "號": "号", "歲": "岁", "個": "个", "週": "周", "禮": "礼", "幾": "几", "後": "后", "節": "节",
    "農": "农", "曆": "历", "陽": "阳", "陰": "阴", "臘": "腊", "應": "应", "這": "这", "過": "过",
    "來": "来", "餘": "余", "內": "内", "當": "当", "時": "时", "間": "间", "開": "开", "慶": "庆",
    "國": "国", "勞": "劳", "動": "动", "婦": "妇", "兒": "儿", "師": "师", "聖": "圣", "誕": "诞",
    "雙": "双", "總": "总", "還": "还", "沒": "没", "約": "约", "無": "无", "負": "负", "從": "从",
    "對": "对", "確": "确", "認": "认", "發": "发", "趙": "赵", "錯": "错", "銀": "银", "幣": "币",
    "－": "-", "—": "-", "–": "-", "−": "-", "～": "~", "￥": "¥", "　": " ", "\u00a0": " ",
    "\t": " ", "﹒": ".", "〇": "零", "○": "零", "Ｏ": "零", "％": "%", "﹪": "%", "參": "叁",
    "叄": "叁", "貳": "贰", "陸": "陆", "弍": "贰", "弌": "壹", "弎": "叁", "卄": "廿", "仨": "三",
    "俩": "两", "幺": "一", "鎊": "镑", "歐": "欧", "張": "张", "軍": "军", "達": "达",
    "樹": "树", "環": "环", "曰": "日", "俺": "我", "佢": "他", "咗": "了", "嘅": "的", "俾": "给",
    "際": "际", "復": "复", "穌": "稣", "難": "难", "權": "权", "費": "费", "蟄": "蛰",
    "學": "学", "黨": "党", "載": "载",
    "離": "离", "數": "数", "壓": "压", "歷": "历", "佘": "余", "末": "末",
}  # fmt: skip
_TABLE: dict[int, int | str] = {
    **{code: half for code, half in _FULL_WIDTH.items() if chr(code) not in _KEPT},
    **{ord(char): to for char, to in _SIMPLER.items() if char != "佘"},
}
_FORMAL_DIGIT = "壹贰叁肆伍陆柒捌玖"
_FORMAL = dict(zip(_FORMAL_DIGIT + "拾佰仟参", "一二三四五六七八九十百千三", strict=True))
_FORMAL_NUMERAL = expression(
    f"[{_FORMAL_DIGIT}](?=[拾佰仟万亿元角分点百千十厘个])|参(?=[拾佰仟])|[{_FORMAL_DIGIT}](?= 点 )"
    "|[壹贰叁肆柒捌玖](?=[年天周期倍成折])"
    f"|(?<=分之)[{_FORMAL_DIGIT}拾佰仟]|"
    f"(?<=[一二三四五六七八九][千百万十])[{_FORMAL_DIGIT}]$|"
    f"(?<=[拾佰仟万亿元角零])[{_FORMAL_DIGIT}]"
    f"|(?<=[{_FORMAL_DIGIT}零]点)[{_FORMAL_DIGIT}]|[{_FORMAL_DIGIT}零]{{2,}}"
    f"|[{_FORMAL_DIGIT}](?=又)|(?<=又)[{_FORMAL_DIGIT}]|(?<=分之 )[{_FORMAL_DIGIT}]"
    f"|(?<=分 之)[{_FORMAL_DIGIT}]"
    f"|(?<=[{_FORMAL_DIGIT}零一二三四五六七八九十参])[拾佰仟]|^[拾佰仟]|[{_FORMAL_DIGIT}]{{2,}}|"
    f"^[{_FORMAL_DIGIT}]$"
)
_WIDE_COMMA = expression(
    "(?<=[０-９])，(?=[０-９]{3}(?![０-９]))"
    "|(?<![\\d，,.])[1-9]\\d{0,2}(?:，\\d{3})+(?=(?:\\.\\d+)?[元块])"
)
"""Who types full-width digits groups them by full-width commas: ４，５６５."""
_WEB = expression("(?:https?|ftp)://[!-~]{1,2000}|www\\.[!-~]{1,2000}")
_BLANKS = expression(" {4}")
_MOST = 12_000


@dataclass(frozen=True, slots=True)
class Plain:
    """`text` is what the parsers read, `origin` the words as given."""

    text: str
    origin: str
    index: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` stands in `origin`."""
        if self.index is None:
            return start, end
        last = self.index[end - 1] + 1 if end > start else self.index[start]
        return self.index[start], last

    def words(self, start: int, end: int) -> str:
        """The words as given behind `text[start:end]`."""
        first, last = self.span(start, end)
        return self.origin[first:last]


def plain(text: str) -> Plain:
    """The text made plain; what lies beyond 12,000 characters is not read."""
    origin, text = text, text[:_MOST]
    index: tuple[int, ...] | None = None
    if _INVISIBLE.search(text):
        index = tuple(i for i, char in enumerate(text) if not _INVISIBLE.match(char))
        text = "".join(text[i] for i in index)
    text = _WIDE_COMMA.sub(_half_comma, text).translate(_TABLE)
    if _FORMAL_NUMERAL.search(text):
        text = _FORMAL_NUMERAL.sub(_formal, text)
    if _BLANKS.search(text):
        text, index = _without_blanks(text, index)
    return Plain(text, origin, index)


def _without_blanks(text: str, index: tuple[int, ...] | None) -> tuple[str, tuple[int, ...]]:
    """Runs of blanks cut to three: no value has more, and patterns would walk them over again."""
    kept = [place for place in range(len(text)) if text[max(0, place - 3) : place + 1] != "    "]
    places = tuple(kept if index is None else (index[place] for place in kept))
    return "".join(text[place] for place in kept), places


def without_web_addresses(words: Plain) -> Plain:
    """The text with web addresses blotted out: their numbers mean nothing."""
    if "://" not in words.text and "www." not in words.text:
        return words
    return replace(words, text=_WEB.sub(lambda match: "※" * len(match.group()), words.text))


def _half_comma(match: re.Match[str]) -> str:
    return match.group().replace("，", ",")


def _formal(match: re.Match[str]) -> str:
    return "".join(_FORMAL.get(char, char) for char in match.group())
