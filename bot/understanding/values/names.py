"""Names of people, companies and courts."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.understanding.expressions import expression
from bot.understanding.values.characters import plain
from bot.understanding.values.reading import Reading, refused

__all__ = ["COMPOUND_SURNAMES", "SURNAMES", "read_court", "read_person_name"]

COMPOUND_SURNAMES = (
    "欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|澹台|皇甫|宗政|"
    "濮阳|公冶|太叔|申屠|公孙|慕容|"
    "仲孙|钟离|长孙|宇文|司徒|鲜于|司空|闾丘|子车|亓官|司寇|巫马|公西|颛孙|壤驷|公良|漆雕|乐正|"
    "宰父|谷梁|拓跋|夹谷|轩辕|令狐|"
    "段干|百里|呼延|东郭|南门|羊舌|微生|梁丘|左丘|东门|西门|第五|完颜|耶律"
)
SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范"
    "彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐"
    "费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝"
    "明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁"
    "杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解"
    "应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚"
    "程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲"
    "伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙"
    "叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦麦邝佟牟苟佐楚芦闫肇晋谌揭敬鹿"
    "雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温"
    "别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔"
    "隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾"
    "毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公仝肖闫岳覃冼岑涂代付佘萨木刀"
    "阳练鄢郇亓仉缑"
)
_CHAR = "\u3400-\u9fff\U00020000-\U0003ffff"
_NAME = expression(
    f"[{_CHAR}]{{1,15}}(?:[·•・.．][{_CHAR}]{{1,15}}){{0,5}}|[A-Za-z][A-Za-z .,'\\-]{{1,60}}"
)
_LEAD = expression(
    "^(?:(?:他|她|我|对方|被告|原告|借款人|出借人|担保人|欠钱的人?|那个人|那人|人)?(?:的)?"
    "(?:我?[只就光也]*(?:知道|晓得|记得|听说)(?:他|她|老板|对方|人家)?)?"
    "(?:身份证上(?:的?名字)?(?:写的?|印的?|登记的?)?)?(?:就)?(?:名字是|名字叫做?|名字|姓名是|姓名叫?|姓名|全名是?|大名叫?|叫做|叫|就是|是)|我是|本人|"
    "[:：])[ :：，,]*"
    "|^我?[只就光也]*(?:知道|晓得|记得|听说)(?:他|她|老板|对方|人家)?(?=姓)"
)
_SAID_ON = expression(
    f"(?P<name>(?:{COMPOUND_SURNAMES}|[{SURNAMES}])[{_CHAR}]{{1,2}})[啊呀哦呢嘛哈][^和与跟及、]*"
)
"""王淑兰啊你给我写对了: behind a lead (身份证上写的是) talk goes on after the name."""
_SURE = 0.9
_SEVERAL = expression("[^·]{2,4}[和与跟及][^·]{2,4}")
_PART = expression("[^，。、,;；！？!?\\s和与跟及]+")
_TITLE = expression(
    f"[老小阿][{SURNAMES}]|姓?(?:{COMPOUND_SURNAMES}|[{SURNAMES}])(?:某+|总|姐|哥|叔|婶|姨|爷|奶|嫂|工|董|"
    "老板|老师|师傅|经理|主任|科长|局长|会计|医生|先生|女士|小姐|阿姨|叔叔|大[爷妈叔姐哥婶娘]|姑娘|书记|队长)"
    f"|姓(?:{COMPOUND_SURNAMES}|[{SURNAMES}])"
)
"""老王, 王总, 姓王: what a person is called, not the name on the card."""
_ON_THE_CARD = expression("身份证上|大名|全名|本名|真名")
_TAIL = expression("(?:[。.，,!！~～]|(?:的)?名字|这个人|呀|啊|哦|呢|吧|先生|女士|小姐|同志)+$")
_NOT_NAMES = expression(
    "^(?:不知道|不晓得|不清楚|不认识|不记得|愿意|同意|短信|微信)|^(?:不知道|不清楚|不晓得|忘了|忘记了|没有|无|随便|什么|谁|你好|您好|哈哈+|呵呵+|嗯+|好的?|"
    "是的?|不是|对的?|可以|继续|"
    "返回|取消|退出|帮助|客服|人工|为什么|干嘛|啥意思|什么意思|测试|名字|姓名|自己|本人|我|他|她|"
    "朋友|亲戚|同事|邻居|同学|老公|老婆|丈夫|妻子|个人|单位|公司|自然人|原告|被告)$|[吗呢么]$|为什么|怎么|"
    "什么|来着|起诉|多少钱|法院|还钱|借钱|欠钱|立案"
)
_COURT = expression("[\u4e00-\u9fff]{2,30}?(?:人民法院|法院|法庭)(?!的?[管审受判])")


def read_person_name(text: str) -> Reading:
    """The name that a whole answer gives, as the person writes it (rare characters kept).

    老王 and 王总 are no full names; of several names each is a reading.
    """
    whole = _one_name(text)
    several = whole.value is not None and _SEVERAL.fullmatch(whole.value)
    if whole.value is not None and whole.confidence >= _SURE and not several:
        return whole
    names: dict[str, Reading] = {}
    for match in _PART.finditer(text):
        part = _one_name(match.group())
        if part.value is not None and part.confidence >= _SURE and len(part.value) <= 4:
            start = text.find(part.text, match.start())
            names.setdefault(part.value, replace(part, span=(start, start + len(part.text))))
    if not names:
        return whole
    first, *others = names.values()
    confidence = 0.5 if others else first.confidence
    return replace(first, confidence=confidence, alternatives=tuple(o.value for o in others))


def _one_name(text: str) -> Reading:
    words = plain(text)
    cut = _LEAD.match(words.text.strip())
    body = words.text.strip()[cut.end() if cut else 0 :].strip()
    body = _TAIL.sub("", re.sub("[(（][^()（）]*[)）]?$", "", body)).strip()
    if cut and (said_on := _SAID_ON.fullmatch(body)):
        body = said_on["name"]
    if not body:
        return refused(text, "name_unreadable")
    if re.search(r"\d", body):
        return refused(text, "name_with_digits")
    if _TITLE.fullmatch(body) and not _ON_THE_CARD.search(text):
        return refused(text, "name_not_full", said=body)
    match = _NAME.fullmatch(body.replace(" ", "") if re.search(f"[{_CHAR}]", body) else body)
    if match is None or "的" in body or _NOT_NAMES.search(body) or len(body) > 60:
        return refused(text, "name_unreadable")
    name = (
        re.sub("[•・.．]", "·", match.group()) if re.search(f"[{_CHAR}]", body) else match.group()
    )
    if len(name) == 1 or (len(name) > 6 and "·" not in name and not name[0].isascii()):
        return refused(text, "name_unreadable" if len(name) > 1 else "name_too_short")
    start = text.find(body)
    span = (start, start + len(body)) if start >= 0 else (0, len(text))
    likely = name[0] in SURNAMES or "·" in name or re.match(COMPOUND_SURNAMES, name)
    return Reading(name, body, span, 0.9 if likely else 0.7)


def read_court(text: str) -> Reading:
    """The name of a court, 北京市朝阳区人民法院; 朝阳法院 is taken as written."""
    words = plain(text)
    match = _COURT.search(words.text)
    if match is None:
        return refused(text, "court_unreadable")
    start, end = words.span(match.start(), match.end())
    lead = re.match("^(?:我?(?:想|要|去|向|到|在|选择?|就|找|是|由)+)", text[start:end])
    start += lead.end() if lead else 0
    return Reading(text[start:end], text[start:end], (start, end), 0.9)
