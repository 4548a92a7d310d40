"""The grammar of dates: which stretches of a plain text are dates, and what parts they have."""

from __future__ import annotations

import re

from bot.understanding.expressions import expression
from bot.understanding.values.festivals import FESTIVAL_NAMES

__all__ = ["REIGNS", "date_matches", "small_number"]

_CN = "零一二三四五六七八九"
_COUNT = f"(?:(?!0)\\d{{1,3}}|[{_CN}两十]{{1,3}}|半)"
REIGNS = {
    "民国": 1912, "宣统": 1909, "光绪": 1875, "同治": 1862, "咸丰": 1851, "道光": 1821,
    "嘉庆": 1796, "乾隆": 1736, "雍正": 1723, "康熙": 1662, "顺治": 1644, "崇祯": 1628,
    "万历": 1573, "嘉靖": 1522, "永乐": 1403, "洪武": 1368, "建文": 1399, "景泰": 1450,
    "天顺": 1457, "成化": 1465, "开元": 713, "神龙": 705, "贞观": 627,
}  # fmt: skip
"""First years of reigns, for old deeds and birth dates. Their months are read as solar ones."""
_YEAR_WORD = (
    "大大前年|大前年|前年|去年|今年|本年|明年|大后年|后年|上一年|上年|下一年|下年|这一年|当年|同年|次年|翌年|"
    "第二年|隔年|转年"
)
_THOUSANDS = (
    f"(?:一千[八九]百(?:零[{_CN}]|[{_CN}]?十[{_CN}]?)?|[两二]千零[{_CN}]|[两二]千[零一二]?[一二]十[{_CN}]?"
    f"|[两二]千(?=年[{_CN}十\\d]{{1,2}}月))"
)
"""两千零八 stands for a year, two thousand years do not."""
_LENGTH = "还清|付清|以内|内(?![蒙部])|之久|期(?!间)|工龄|按揭|贷"
"""20年还清 is a length of time, not 2020."""
_YEAR = (
    f"(?:(?:中华)?(?P<reign>{'|'.join(REIGNS)})(?P<reign_year>元|\\d{{1,3}}|[{_CN}十百]{{1,5}}) ?年"
    f"|(?P<year>(?:公元)?(?:(?<!\\d)\\d{{4}}|(?<!\\d)\\d{{2}}|{_THOUSANDS}"
    f"|(?<![{_CN}十百千])(?:[{_CN}]{{4}}|[{_CN}]{{2}})))"
    f" ?年(?!(?<!\\d{{4}}年)前|级|(?<!\\d{{4}}年)(?:后的?|{_LENGTH})|多|来|代)"
    f"|(?P<year_word>{_YEAR_WORD})(?:子(?![女夜时弹]))?"
    "|(?P<years_ago>(?<!\\d)\\d{1,2}|[一二三四五六七八九两十]{1,3})年前)"
)
_YEAR_LED = _YEAR.replace("年(?!(?<!\\d{4}年)前|级|", "年(?!级|")
"""As `_YEAR`, but 前 may follow: 2021年前两个季度."""
_MONTH_WORD = "上上个?月|上个?月|这个?月|本月|当月|同月|下下个?月|下个?月|次月|第二个月"
_ONE = "[一二三四五六七八九]"
_DAY_CN = f"初(?:{_ONE}|十)|三十一?|卅一?|二十{_ONE}?|廿{_ONE}?|十{_ONE}?|{_ONE}"
_PART = "月?底|月?末|月?初(?![一二三四五六七八九十])|上旬|中旬|下旬|月?中(?![秋午文国间止断])"
_MONTHLY = expression(
    f"(?P<lunar>农历|阴历|旧历|老历)?(?:{_YEAR} ?(?:的|，|,)? ?)?(?P<lunar2>农历|阴历|旧历|老历)? ?"
    "(?:(?P<leap>闰)?(?P<month>(?<![\\d.])(?:1[0-2]|0?[1-9])|十[一二]|[一二三四五六七八九十]|正|"
    f"腊|冬|元) ?月份?(?!子|薪|息|租|供|利)|(?P<month_word>{_MONTH_WORD})份?)"
    f"(?: ?(?:的|，)? ?(?:(?P<day>(?<!\\d)(?:3[01]|[12]\\d|0?[1-9])|{_DAY_CN}) ?[日号](?!线|楼|"
    "门|店)"
    f"|(?P<part>{_PART})"
    "|(?P<bare_day>(?:3[01]|[12]\\d|0?[1-9])(?![\\d个万千百元块%年月.:点多几天wWkK-])|"
    "初[一二三四五六七八九十]|三十一?|二十[一二三四五六七八九]?|廿[一二三四五六七八九]?|"
    "十[一二三四五六七八九]?)(?![百千万元块个多几天年月]))?)?"
)
_NUMERIC = expression(
    "(?<![\\d.])(?P<y>(?:19|20)\\d\\d) ?[-/.、年] ?(?P<m>1[0-2]|"
    "0?[1-9])(?: ?[-/.、月] ?(?P<d>3[01]|[12]\\d|0?[1-9])(?!\\d)(?:[日号])?)?(?![\\d%])(?!\\.\\d)"
    "|(?<!\\d)(?P<y8>(?:19|20)\\d\\d)(?P<m8>0[1-9]|1[0-2])(?P<d8>0[1-9]|[12]\\d|3[01])(?!\\d)"
    "|(?<![\\d.])(?P<y2>[0-4]\\d|9\\d) ?[-/.] ?(?P<m2>1[0-2]|0?[1-9]) ?[-/.] ?(?P<d2>3[01]|"
    "[12]\\d|0?[1-9])(?![\\d.])"
    "|(?<![\\d.])(?P<mdy_m>3[01]|[12]\\d|0?[1-9])(?P<mdy_by>[-/.])(?P<mdy_d>3[01]|[12]\\d|0?[1-9])"
    "(?P=mdy_by)(?P<mdy_y>(?:19|20)\\d\\d)(?![\\d.])"
)
_NTH = "(?:\\d{1,2}|[一二三四五六七八九十]{1,3})"
_ORDINAL = expression(
    f"(?:{_YEAR}的?)?(?:(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?|"
    f"(?P<month_word>{_MONTH_WORD}))?的?(?:第(?P<nth>{_NTH})|(?P<last>最后(?:一|1)))个? ?"
    "(?:(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])?|(?P<months>月)|(?P<days>天))"
    "(?![租供薪])"
)
_YEARS = expression("(?<!\\d)(?P<a>(?:19|20)\\d\\d)年? ?[-~至到] ?(?P<b>(?:19|20)\\d\\d)年(?!\\d)")
_YEARLY = expression(
    f"{_YEAR}(?:度(?!假))?(?:的)?(?P<part>年底|年末|年初|年中|底|末|初|[上下前后]半年|春天|夏天|秋天|冬天|春季|"
    "夏季|秋季|冬季|暑假|第?[一二三四1-4] ?季度)?"
    f"|(?<![\\d{_CN}十])(?P<alone>年底|年末|年初|年中(?!秋)|上半年|下半年)"
    f"|(?P<month_alone>月底|月末|月初|月中(?!秋))"
    f"|(?P<century>上个?世纪|本世纪|(?<!\\d)\\d{{1,2}}世纪|[{_CN}十]{{1,3}}世纪)"
    f"(?:的?(?P<decade_in>\\d0|[{_CN}]十|[零一]零)年代)?"
    f"|(?P<decade>[5-9]0|[五六七八九]十|(?<!\\d)(?:19|20)\\d0|(?:一九|二零)[{_CN}]零)年代"
)
_DAY = expression(
    f"(?P<same>(?:(?P<same_year>{_YEAR_WORD})|(?P<same_month>{_MONTH_WORD})"
    "|(?P<same_ago>\\d{1,2}|[一二两三四五六七八九十]{1,3})年前)的?(?:今天|今日))"
    "|(?P<word>大大前天|大前天|[今昨明前后]儿个?(?!子|童|媳|女|科)|本日|前天|前日|昨天|昨日|[寻尋琴]日|今天|今日(?!头条)|明天|明日|听日|后天|大大后天|大后天|第二天|次日|翌日|"
    "当天|"
    "当日|隔天|昨晚|今晚|今夜|今早|明早|明晚|昨夜|前晚|刚才|刚刚)"
    f"|(?P<count>(?<![\\d一二三四五六七八九十]){_COUNT})(?P<more>多|来|"
    "几)? ?(?P<unit>个?(?:半)?(?:天|日|星期|礼拜|周|月|年|"
    "季度)) ?(?P<and_half>半)?(?P<more2>多)? ?"
    "(?P<way>以前|之前|前|以后|之后|后)(?!面|半|排|任|妻|夫)"
    "|(?P<week>上上个?|上一?个?|这一?个?|本|下下个?|下一?个?)?(?:周|星期|"
    "礼拜)(?:的? ?(?:周|星期|礼拜))?(?P<weekday>[一二三四五六日天末1-6])(?![岁年个])"
    "|(?P<week_only>上上一?个?|上一?个?|今个|这一|这个?|本|下下一?个?|下一?个?)(?:周|星期|"
    "礼拜)(?![一二三四五六日天末])"
    "|(?<![第\\d一二三四五六七八九十])(?<![\\d一二三四五六七八九十]月)"
    f"(?P<day>(?:3[01]|[12]\\d|0?[1-9])|{_DAY_CN}) ?(?:号|"
    "日(?!元|币|报|本|子|常|期|前|后|用|益))(?!线|"
    "楼|门|店|院|房|码|字|厂|机|公|商)"
)
_PERIOD = "个?(?:季度|月|星期|礼拜)|年|周|天|日"
_STRETCH = expression(
    f"(?:过去|最近|近|未来|今后|接下来)的? ?(?P<past>{_COUNT}) ?(?P<past_unit>个?半?(?:{_PERIOD}))"
    "|(?P<back>(?<!楼)[上下]|(?<![^，。；！？、,;!? \\n我他她们就在])前) ?"
    "(?P<back_count>[2-9两二三四五六七八九]|1\\d) ?"
    "(?P<back_unit>个?(?:月|星期|礼拜)|年|周|天|日)"
    "(?![班学课工大级一二三四五六日天前后内之以])"
    f"|(?:{_YEAR_LED}的?)?(?:(?:(?P<of_month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?|"
    f"(?P<of_month_word>{_MONTH_WORD}))的?)?(?:(?P<edge>前|头|最后) ?(?P<count>{_COUNT}) ?"
    f"(?P<unit>个?半?(?:{_PERIOD}))(?![前后内之])"
    f"|(?<![\\d{_CN}十个第])(?P<quarter>第?[一二三四1-4] ?季度)(?P<quarter_end>[底末初])?)"
    "|(?P<that_quarter>上上|上一|上|这一|这|本|下一|下)个?季度(?P<that_end>[底末初])?"
    "|(?P<half_month>[上下]半个?月)|(?P<that_half>上|这|下)个半年|(?P<two>去今|今明|明后)两(?P<two_unit>[年天])"
    "|(?<!\\d)(?P<from_year>(?:19|20)\\d\\d)(?= ?[到至~-] ?(?:\\d\\d|\\d{4}) ?年)"
    "|(?:(?<=[从自])|(?<=[从自] )|(?<=自从))(?P<bare_year>(?:19|20)\\d\\d)"
    "(?= ?[到至~-] ?(?:19|20)\\d\\d(?!\\d))"
    "|(?<=[从自](?:19|20)\\d\\d[到至~-])(?P<bare_end>(?:19|20)\\d\\d)(?![\\d年./-])"
)
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜"
    "戴钟汪姜范姚谭廖邹熊陆郝孔崔康邱秦顾侯邵孟段雷钱汤尹黎贺赖龚"
)
"""张国庆 and 王立春 are people."""
_FEAST = expression(
    f"(?:{_YEAR}(?:的)?)?(?<![{_SURNAMES}])(?P<feast>{FESTIVAL_NAMES}|"
    "(?:(?<=[去今明前后\\d]年)|(?<=[去今明前后\\d]年的))十一(?![月号日个天点万千百块元岁年])|十一(?=黄金周|假期|长假|放假|期间))"
    "(?:(?P<holiday>放假期间|小长假|黄金周|期间|假期|长假)|那天|当天)?(?!路|街|村|镇)"
)
_HINT = expression(
    "[年月日号天周节季纪儿昨前今明后底末初期旦夕秋阳午诞庆·]|五一|十一|八一|六一|礼拜|双十|过年|[春夏秋冬][至分]|立[春夏秋冬]|[从自](?:19|20)\\d\\d|\\d[-/.]\\d|(?:19|"
    "20)\\d{6}"
)
_EACH = expression("每(?:年|个?月|个|逢|到|隔)?的? ?$")
"""每月15号 and 每年春节 are no one day."""
_TITLE = expression("《[^《》]{1,30}》")
_PATTERNS = (
    ("ordinal", _ORDINAL),
    ("stretch", _STRETCH),
    ("years", _YEARS),
    ("numeric", _NUMERIC),
    ("feast", _FEAST),
    ("monthly", _MONTHLY),
    ("yearly", _YEARLY),
    ("day", _DAY),
)


def date_matches(text: str) -> list[tuple[str, re.Match[str]]]:
    """The dates of a plain text, in order, never overlapping: `(form, match)`."""
    if not _HINT.search(text):
        return []
    titles = [match.span() for match in _TITLE.finditer(text)]
    seen: list[tuple[int, int, str, re.Match[str]]] = []
    for form, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            titled = any(low < match.start() < high for low, high in titles)
            each = _EACH.search(text[max(0, match.start() - 4) : match.start()])
            if match.end() > match.start() and not titled and not each:
                seen.append((match.start(), -match.end(), form, match))
    seen.sort(key=lambda one: one[:2])
    chosen: list[tuple[str, re.Match[str]]] = []
    reached = 0
    for start, end, form, match in seen:
        if start >= reached:
            chosen.append((form, match))
            reached = -end
    return chosen


def small_number(written: str) -> int:
    """A number below 10,000 as dates use it: 5, 十五, 廿三, 初一, 二零二三, 两, 正, 腊."""
    if written.isdecimal():
        return int(written)
    special = {"正": 1, "元": 1, "冬": 11, "腊": 12, "半": 0, "两": 2, "十": 10}
    if written in special:
        return special[written]
    written = (
        written.removeprefix("初").replace("廿", "二十").replace("卅", "三十").replace("两", "二")
    )
    if "十" not in written:
        return int("".join(str(_CN.index(char)) for char in written if char in _CN) or 0)
    tens, _, ones = written.partition("十")
    return (_CN.index(tens) if tens else 1) * 10 + (_CN.index(ones) if ones else 0)
