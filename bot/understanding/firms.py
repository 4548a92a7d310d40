"""Names of companies, shops and other bodies inside running text, by how they end."""

from __future__ import annotations

from bot.understanding.expressions import expression

__all__ = ["firm_after", "firm_within"]

_CHAR = "[\u4e00-\u9fffA-Za-z0-9（）()·]"
_END = (
    "(?:股份|有限责任|有限|集团|责任)?公司|银行|信用社|合作社|商行|车行|工厂|[^\u4e00-\u9fff]厂|厂|"
    "经营部|事务所|工作室|饭店|酒店|酒楼|饭馆|餐馆|宾馆|旅馆|茶楼|会所|诊所|"
    "养殖场|农场|驾校|影楼|美容院|俱乐部|餐厅|超市|商店|店|健身房|"
    "物业(?=[，。；！？,; 的]|$)|药房|医院|学校|幼儿园|培训中心|中心"
)
_FIRM = expression(
    f"{_CHAR}{{2,24}}?(?:{_END})(?:[\u4e00-\u9fff（）()]{{2,10}}?(?:支行|分行|分公司|支公司|营业部))?"
)
_LEAD = expression("[ :：是叫为做的了系]|名字|名称|全称")
_NO_START = expression(
    "对方|[甲乙丙丁系一这那某我你他她它本该贵原同个几两老新每各有没不就都也和跟给被把向在从到说因]|公司|单位|双方"
)
_NOT_WITHIN = expression(
    "[我你他她的了是说把被某在以]|一家|^于当|开[^发元心源泰]|因为|后来|于[12]|[0-9]{2,}[年月日号块元]"
)
_TRADES = expression(
    "(?:物流|保险|装修|装饰|建筑|劳务|物业|科技|贸易|家具|电子|食品|服装|奶茶|健身|美容|理发|早餐|快递|"
    "外卖|餐饮|运输|租赁|投资|担保|小额|贷款|消费|金融|汽车|房地产|地产|开发|中介|派遣|建材|五金|水果|"
    "公寓|连锁|小|大|农商|村镇|商业|国有|民营|私人|黑心|上市|母|子|总|培训|教育|网络|商贸|制造|机械|印刷)+"
    f"(?:{_END})"
)
"""A trade with nothing before it names no firm: 物流公司, 奶茶店."""


def firm_after(text: str, start: int) -> tuple[int, int] | None:
    """The firm whose name begins at `start`, after words such as 是 or 叫; half open."""
    while lead := _LEAD.match(text, start):
        start = lead.end()
    return _firm_at(text, start, len(text))


def firm_within(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The firm whose name takes all that stands between `start` and `end`."""
    span = firm_after(text[:end], start)
    return span if span is not None and end - span[1] <= 1 else None


def _firm_at(text: str, start: int, end: int) -> tuple[int, int] | None:
    if _NO_START.match(text, start):
        return None
    firm = _FIRM.match(text, start, end)
    if firm is None:
        return None
    name = firm.group()
    if _NOT_WITHIN.search(name) or _TRADES.fullmatch(name):
        return None
    return firm.span()
