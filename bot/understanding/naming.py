"""Names of people inside running text, by surname and by what follows."""

from __future__ import annotations

import re

from bot.understanding.expressions import expression
from bot.understanding.values.names import COMPOUND_SURNAMES, SURNAMES

__all__ = ["name_after", "name_before"]

_CHAR = "[\u4e00-\u9fff\U00020000-\U0003ffff]"
_NEVER = "我你他她它们的了是不在有这那个借还欠钱元万千百月日年号和跟向给说找就也都把被"
_STOP = (
    _NEVER
    + "于以因从到让为做一两二三四五六七八九十前去今昨后当时拿转签又写打电身住手承称骗，。"
    + "答要现共等叫来开买卖租损投嘛吧呢啊呀哦啦咧"
)
_ENDING = "年月元千万一二三四五六七八九十"
"""Ends of given names (高永年) where nothing goes on."""
_RARELY_A_SURNAME = "都和从归有后经以"
"""Surnames, but in running text nearly always another word."""
_SURNAME = expression(f"{COMPOUND_SURNAMES}|[{SURNAMES}]")
_FILLER = expression(
    "(?:[ :：，是叫为做给的了都均（(]|名字|姓名|姓[\u4e00-\u9fff](?=[，, ]?名?叫)|"
    "(?:包?工头|老板|村?支书|村长|房东|租客|客户|司机|教练|师傅|战友|老乡|工友|闺蜜|发小|侄[子女]|外甥女?|"
    "[大小][舅姨]子|连襟|亲家|室友|网友|[男女]朋友|前[夫妻]|合伙人|(?:他|她|其)?(?:爱人|媳妇|[姐妹]夫|舅舅|叔叔|姑姑|大[哥姐]|岳父|侄[子女]))(?=[^\\s，。]{2})|(?:他|她|我)?(?:哥哥?|弟弟?|姐姐?|妹妹?|爸爸?|"
    "妈妈?|老婆|老公|妻子|丈夫|朋友|同事|亲戚|邻居|同学|表[哥弟姐妹]|妹夫|姐夫|一个)(?=[^\\s，。]{2}))*"
)
_NO_NAME = expression(
    "那里|那边|那儿|通过|于是|因此|包括|常常|经常|曾经|应该|应当|全部|单位|任何|关于|时候|时间|明确|计算|安排|成立|"
    "金额|钱款|向来|平时|项目|车辆|方便|高利|和解|边上|解释|安全|别人|何时|本人|双方|均[未已不]|"
    "季[付度交]|马上|马路|王八|王者|白天|白白|夏天|万一|常年|高[兴中考铁价]|毛病|石头|黄金|方[面式案]|任[凭由]|江[苏西边]|康复|"
    "程序|文[化件]|余[款下额钱]|何[况必]|武力|顾[家不]|计划|家[里人务暴长中]|干活|关[系机门了]|车[上子库主]|"
    "查[出到]|水[泥电费]|时[常不]|后来|后面|包工|包了|成[功了天]|长期|都[没不]|温州|连夜|满月|双倍|路[上边口]|"
    "解[决放除]|师[弟兄妹姐父]|经理|支付|全[责家款靠]|师傅|单身|黑心|钱[都也没]|平日|张口|安心|严重|毛坯|易于|习惯|原来|"
    "终于|那[天个边]|简单|能够|相[关处]|却[不没]|国[庆家]|寿险|冷战|凤凰|柏油|宣布|尚欠|空调|越来|"
    "怀[孕着了疑]|万[一二三四五六七八九十块元多]|利[率息钱润]|钱[再也还又给转]|相信|于(?:当|同|本|今|次|是|[0-9])|[\u4e00-\u9fff]家(?:兄弟?|姐|父|老|大|二|小|儿|里|人)|[\u4e00-\u9fff]于[0-9当]|"
    "能[否要不会够]|代为|公司|花[子钱了]|越南|房[屋子产东租款价地]"
)
"""Words that begin with a surname."""
_VERB = expression(
    "提供|提出|承担|支付|答应|同意|担保|保证|出具|收到|愿意|经营|经人|由于|通过|表示|继续|陆续|先后|"
    "多次|失联|拉黑|至今|系|均|承诺|归还|偿还|要求|需要|周转|工资|手机|身份|介绍|微信|银行|逾期|"
    "欠|尚|未|夫妻|夫妇|两口子|[两二]人|代偿|拖[欠着]?|家[的里面有住]|系|刷|逾期|驾驶"
)
"""What follows a name and is no part of it."""
_FIRM = expression(
    f"(?:(?![的以在从去到向给用开借还说于通是和跟]){_CHAR}){{0,12}}?(?:公司|车行|健身房|工作室|店|厂|集团|银行|合作社|事务所|工厂|超市|饭店|酒店|学校|医院|中心|商行|经营部)"
)
"""What begins like a name and goes on as one of a firm."""
_BEFORE_A_NAME = (
    "号日月年天叫家儿友事学居弟哥姐妹夫戚子人，板伴员师长客乡姨父母嫂婿媳婆兄手商头户东"
    "蛋赖渣氓棍货生"
)
_BY_AGE = ("老大", "老二", "老三", "老四", "老五")
_MINORITY = expression(f"{_CHAR}{{2,6}}(?:·{_CHAR}{{2,8}}){{1,3}}")


def name_after(text: str, start: int) -> tuple[int, int] | None:
    """The name that begins at `start`, after words such as 是 or 叫; half open."""
    filler = _FILLER.match(text, start)
    for begin in dict.fromkeys((filler.end() if filler else start, start)):
        span = _name_at(text, begin)
        if span is not None:
            return span
    return None


def name_before(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The last name between `start` and `end` that begins a part of the sentence."""
    for begin in range(start, end - 1):
        if (
            begin > start
            and re.match(_CHAR, text[begin - 1])
            and text[begin - 1] not in _BEFORE_A_NAME
            and text[max(0, begin - 2) : begin] not in _BY_AGE
        ):
            continue
        span = _name_at(text, begin)
        if span is not None and span[1] <= end:
            return span
    return None


def _name_at(text: str, begin: int) -> tuple[int, int] | None:
    if match := _MINORITY.match(text, begin):
        return match.span()
    surname = _SURNAME.match(text, begin)
    if surname is None or _NO_NAME.match(text, begin) or text[begin] in _RARELY_A_SURNAME:
        return None
    at = surname.end()
    given = 0
    if text[at : at + 1] == "老" or text[at : at + 1] == "某":
        return None
    while given < 2 and at + given < len(text) and re.match(_CHAR, text[at + given]):
        char = text[at + given]
        if given and char in _ENDING and not re.match(_CHAR, text[at + 2 : at + 3] or "，"):
            given += 1
            break
        if char in (_NEVER if given == 0 else _STOP) or (given and _VERB.match(text, at + given)):
            break
        given += 1
    if given == 0 or _FIRM.match(text, at):
        return None
    return begin, at + given
