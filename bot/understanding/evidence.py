"""What the words around a cue say against it: told by the other side, only promised, somebody
else's, or expressly not meant. What such words touch is asked and not proposed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from bot.understanding.case_evidence import OTHER_CASES
from bot.understanding.cues import Clause, CueHit
from bot.understanding.expressions import expression
from bot.understanding.signals import Signal
from bot.understanding.values.characters import Plain
from dialogs.schema.definition import ElementType

__all__ = ["meant", "proven"]

_TO_ME = expression(
    "(?:我|俺|本人|原告)(?!们?(?:家|村|单位|厂)?的?(?:[妈爸哥姐弟妹嫂叔舅姑姨表堂侄]|儿子|女儿|老公|"
    "老婆|同事|朋友|老乡|战友|同学|邻居|亲|闺蜜|发小|工友|客户|前[妻夫男女]|[男女]朋友|外甥|岳|师|徒弟|"
    "合伙|房东|室友|大[哥姐伯舅姨]|小[舅叔姨姑]|老板|领导))"
)
_GIVEN = ("给", "转", "转了", "打了", "汇了", "转账", "汇款", "打到")
_NO_MONEY = expression("(?:过户|介绍|打电话|发信息|发微信|发短信|写信|让|送货|寄)(?:了|到)?$")
_GIVEN_BACK = expression("[给了到]*(?:过来|回来|回给)")
_OWN_LOAN = expression(
    "(?:我|俺|自己)(?:也|还|又|自己|都|是|先|就|才)*(?:跟|向|找|问|从|管)(?![我俺])[^，。]{1,8}借"
    "|(?:我|俺|自己)(?:也|还|自己|都|又)*(?:欠|贷)|"
    "借给我(?=[，。；！？ 了的钱]|$|[0-9一二两三四五六七八九十])|借呗|花呗欠"
    "|(?:跟|向|找|问|从|管)(?!我|俺|本人|原告|他|她|咱)[^，。我俺]{1,6}借|借了?(?:银行|别人|网贷|"
    "高利贷|其他人|"
    "好多人|信用社)|欠(?:银行|别人|网贷|信用社|高利贷|其他人)"
    "|(?:我|俺)(?:还|也|又|已经)*(?:替|帮)[他她][^，。]{0,6}还|(?:我|俺)(?:已经)?还(?:了|给)[他她]"
    "|(?:又|还|再|后来)(?:想|要|说要|打算)[^，。]{0,5}借"
)
"""Debts of the speaker, or to somebody else; a loan that was only wished for."""
_LENT = ("loans", "repayments")
_UNREAL = expression(
    "说|答应|承诺|许诺|保证|准备|打算|计划|如果|要是|假如|若|只肯|愿意|同意|想|等|要求|请求|希望|"
    "让[他她]|叫[他她]|要[他她]|要对方|本该|应该|应当|应于|应在|至少|声称|非说|硬说|谎称|主张|每个?月|按月|每年|"
    "每季|每次|月月|每天|必须|才肯|再不|否则"
)
_REALLY = expression("(?:实际|结果|可|但|却|最后|只|才|就|真)[^，。]{0,8}$")
_WORTH = expression(
    "(?:抵|顶|折|作价|折价|值|卖了|花了|输了?|赢了?|罚了?|投了?|挣|赚)(?:给我|给俺)?$"
)
_NOUN = expression(
    "(?:工资|奖金|奖学金|提成|房租|租金|生活费|抚养费|房贷|车贷|月供|律师费|诉讼费|保全费|医药费|"
    "退休金|补贴|红包|份子钱|违约金|押金|手续费|收据|发票|存款|余额|货款|工程款|彩礼|嫁妆)"
    "(?:[我他她])?(?:是|要|每个?月|一个?月|一年|才|约|大概|有|就|得|也|都|看了|还|付了|拿了?|共|计|"
    "[:：]| )*$"
)
"""工资一个月5000: the sum is of that, whatever cue is near."""
_NOT_MEANT = expression(
    "白给|[万千百元块0-9]的?(?:已经?|早就?)?还清了|那是(?:给|送|他自己|我自己)|(?:这|那)(?:个|笔|"
    "些|钱|都|是)*(?:不算|另说|另算|另外算|"
    "不要[他她]?还|不用[他她]?还)|"
    "另说|先不说|另案|与本案无关|和这事?无关|不提了|自愿(?:送|给)|(?:都|也|早就?)(?:清了|还清了|"
    "结清了)"
)
_ASKED_FOR = expression("(?:求|让|叫|要|请|喊|劝|问)(?:我|俺)(?:先|再|能不能|帮忙|一定|赶紧)*$")
_OF_ME = expression("[跟找问向管和](?:我|俺|本人)$")
"""跟我要钱 is no demand of mine."""
_MINE = expression("我|俺|本人|原告")
_TO_THEM = expression("他|她|对方|被告")
_SIGNED = expression(
    "(?:借款人|欠款人|立据人|借款方|今借人)(?:[：: ]|是)*[^，。；！？,;]{2,4}[，,。 ]*$"
)
"""What stands under a note is the day of the note."""
_YEAR_END = expression("年[底初末]")
_DUE = expression("[^，。；！？,;还付]{0,3}(?:到期|逾期|过期)")
_SEASON = expression("春|麦|夏|秋|冬|暑|寒|国庆|中秋|端午|过年|上半|下半|初|底")
_STILL = expression(
    "(?:(?:还|尚|仍|现在?|目前|至今|共|总)[^，。]{0,3}欠|[还尚]?[差剩]|余下|余款|本息|连本带利|"
    "利滚利|加上?利息|变成|"
    "写成|涨到|利息(?:是|就|要|一个?月|一年|每月|每年|大概|共|有|算)*)(?:我|俺|下|了|的|钱|本金|"
    "他|还|共|为|是|、|人民币)*$"
)
_NO_SURETY = expression(
    "没签|没有签|未签|不肯|拒绝|没有?担保|不同意|不承认|不认|担保[：: ]*无|没写|(?:我|俺)(?:给|"
    "替|为|帮)"
)
_OTHER_PAPER = expression(
    "(?:劳动|租房|租赁|买卖|购房|装修|承包|供货|施工|保险|用工|服务|采购|购销|销售|加工|工程)的?$"
)
_OFFERED = expression("(?:说|答应|愿意|想|准备|打算)[^，。]{0,10}$")
_AFTER_ASKING = expression("催|去要|要账|要钱|打电话|逾期|过期|到期[以之]?后|到期了|问他|问她")
_SENTENCE = expression("[。！？!?\n；;]")
_MODAL_REACH = 16
_AND_THE_REST = expression(
    "[^，。；！？,;]{0,8}[，,；;、](?:其余|另外|另有|剩下|余下|另|"
    "还有)[^，。]{0,6}[0-9一二两三四五六七八九]"
)
_TOO_MUCH = expression(
    "[块元钱，,]*(?:可|但)?(?:我|俺)(?:手头)?(?:没有?(?:那么|这么)多|没答应|没同意|拿不出|只有|说没有)"
)
_AWARD = expression(
    "裁(?:决|定)?(?:我们|我|公司|单位|被告|他们|厂里|对方)?(?:应|要|须)?(?:付|支付|给付|赔)|仲裁(?:只|都|也)?支持"
)
_PAID_IT = expression("(?:付|给|支付)(?:了|过)[^，。；]*利息[^，。；]*$")
_KEPT_BACK = expression("[^，。；]{0,8}[，,；;、][^，。；]{0,20}(?:利息|手续费|砍头|预?扣)")
"""转账48.5万元，另1.5万元作为首月利息预先扣除: the sum is all that was handed over."""
_FIRST = expression(
    "[^，。；！？,;还付清结到]{0,8}[没未不才已]|"
    "[^，。；！？,;还付结清前]{0,6}(?:发了?|卖|收|拿到|开了|领|回来|完工|以后|之后|后)"
)
_PART_PROMISED = expression("[^，。；！？,;]{0,4}还我?[0-9一二两三四五六七八九十]")
_AGREED = expression("约定|说好|讲好|讲定|说定|约好|写")
_LATER_PROMISE = expression("(?:后来|又|再次|重新|改口|宽限|推到|拖到|延)[^，。；！？,;]{0,8}$")
_PAID_BACK = expression("还[了过我给]|转给我|[付给]了?[^，。]{0,6}利息|退")
_LENT_OUT = expression("借|给[他她]|转给|打给|汇给|出借")


def meant(text: str, part: Clause, hits: list[CueHit]) -> list[CueHit]:
    """The cues of a clause without those of money that goes the other way, or of own debts."""
    own = _OWN_LOAN.search(text, *part) is not None
    return [
        hit
        for hit in hits
        if not _back_to_me(text, hit)
        and not (own and hit.cues.element.group in _LENT)
        and not _unclear(text, part, hit)
        and not (hit.cues.element.group == "demands" and _OF_ME.search(text[: hit.start][-3:]))
    ]


def _back_to_me(text: str, hit: CueHit) -> bool:
    """转给我 is no 转给, and 转过来 no 转: the money came back; 过户给他: it was no money."""
    cue = text[hit.start : hit.end]
    given = cue.endswith(_GIVEN) or cue in ("给他", "给她")
    if hit.fact is not None or hit.cues.element.group != "loans" or not given:
        return False
    if _NO_MONEY.search(text[: hit.start][-4:]):
        return True
    end = hit.end + 1 if cue.endswith("转") and text[hit.end : hit.end + 1] == "给" else hit.end
    towards = cue.endswith(("给", "转", "转了", "打了", "汇了")) and _TO_ME.match(text, end)
    return bool(towards or _GIVEN_BACK.match(text, hit.end))


def _unclear(text: str, part: Clause, hit: CueHit) -> bool:
    """给了八千 without a word who gave it to whom; 求我借她两万: asked for, not yet handed over."""
    if hit.cues.element.group != "loans" or hit.fact is not None:
        return False
    cue = text[hit.start : hit.end]
    if hit.cues.element.key == "amount_delivered" and cue.startswith("借"):
        return _ASKED_FOR.search(text[part[0] : hit.start]) is not None
    if cue != "给了":
        return False
    return not (_MINE.search(text[part[0] : hit.start]) or _TO_THEM.match(text, hit.end))


def proven(signals: list[Signal], words: Plain, parts: list[Clause]) -> Iterator[Signal]:
    """The signals that nothing around them speaks against."""
    text = words.text
    left_out = list(_left_out(text, parts))
    for signal in signals:
        element = signal.element.element
        about_loan = element.group in _LENT or element.key in ("relation", "purpose")
        if about_loan and any(start <= signal.start < end for start, end in left_out):
            continue
        clause = next((one for one in parts if one[0] <= signal.start < one[1]), None)
        if clause is not None and not any(
            against(signal, text, clause)
            for name in {_ALL, element.group, element.key}
            for against in _AGAINST.get(name or "", ())
        ):
            yield signal


def _left_out(text: str, parts: list[Clause]) -> Iterator[Clause]:
    """The clauses that the speaker takes out (那是白给的不算), with the one they look back on."""
    for place, (start, end) in enumerate(parts):
        match = _NOT_MEANT.search(text, start, end)
        if match is None:
            continue
        short = match.start() - start <= 6 and place > 0
        joined = short and not _SENTENCE.search(text, parts[place - 1][1], start)
        yield (parts[place - 1][0] if joined else start), end


def _of_something_else(signal: Signal, text: str, clause: Clause) -> bool:
    """工资一个月5000, 卖了七万: the sum of another thing."""
    if signal.element.element.type is not ElementType.MONEY:
        return False
    before = text[max(clause[0], signal.start - 14) : signal.start]
    return _WORTH.search(before) is not None or _NOUN.search(before) is not None


def _awarded(signal: Signal, text: str, clause: Clause) -> bool:
    """仲裁裁公司付赔偿金98000: what was awarded is not yet what is claimed."""
    if signal.element.element.type is ElementType.CHOICES:
        return _AWARD.search(text) is not None
    money = signal.element.element.type is ElementType.MONEY
    return money and _AWARD.search(text, *clause) is not None


def _only_asked(signal: Signal, text: str, clause: Clause) -> bool:
    """找我借3万我没那么多: asked for, not agreed."""
    return _TOO_MUCH.match(text, signal.end) is not None


def _unreal(signal: Signal, text: str, clause: Clause) -> bool:
    """说先还五千, 等卖了牛再还: a plan, a promise, or what the other side claims."""
    before = text[max(clause[0], signal.start - _MODAL_REACH) : signal.start]
    unreal = list(_UNREAL.finditer(before))
    return bool(unreal) and not _REALLY.search(before[unreal[-1].end() :])


def _after_something(signal: Signal, text: str, clause: Clause) -> bool:
    """月底发了工资就还: no due day; nor is the day of a second promise (后来又说年底还)."""
    told = _SENTENCE.split(text[max(0, signal.start - 30) : signal.start])[-1]
    if _AFTER_ASKING.search(told) and "说" in told:
        return True
    if _PART_PROMISED.match(text, signal.end) and not _AGREED.search(text, *clause):
        return True
    return (
        _FIRST.match(text, signal.end) is not None
        or _LATER_PROMISE.search(text[clause[0] : signal.start]) is not None
    )


def _paid_back(signal: Signal, text: str, clause: Clause) -> bool:
    """他微信还了我五百: how it came back says nothing of how it was lent."""
    words = text[slice(*clause)]
    return _PAID_BACK.search(words) is not None and _LENT_OUT.search(words) is None


def _still_owed(signal: Signal, text: str, clause: Clause) -> bool:
    """还欠我三万, 连本带利五万: what is left or has grown is not what was lent."""
    element = signal.element.element
    if element.type is not ElementType.MONEY or element.key == "settlement_amount":
        return False
    if element.group == "repayments" and _PAID_IT.search(text[clause[0] : signal.start]):
        return False
    return _STILL.search(text[max(clause[0], signal.start - 14) : signal.start]) is not None


def _no_surety(signal: Signal, text: str, clause: Clause) -> bool:
    """说个人也担保但没签字, 我给他担过保: nobody stands surety for this loan by these words."""
    if _NO_SURETY.search(text, *clause):
        return True
    before = text[max(clause[0], signal.start - _MODAL_REACH) : signal.start]
    chosen = signal.element.element.type is ElementType.CHOICE
    return chosen and _OFFERED.search(before) is not None


def _half_said(signal: Signal, text: str, clause: Clause) -> bool:
    """去年年底, where a day is asked that has been: no month is meant for sure."""
    told = text[signal.start : signal.end + 1]
    if signal.partial and (_SEASON.match(text, signal.end) or re.search("[春夏秋冬]", told)):
        return True
    return signal.partial and _YEAR_END.search(text[signal.start : signal.end]) is not None


def _fell_due(signal: Signal, text: str, clause: Clause) -> bool:
    """2023年5月20日到期后他还了…: no day of paying."""
    return _DUE.match(text, signal.end) is not None


def _signature(signal: Signal, text: str, clause: Clause) -> bool:
    if text[signal.end : signal.end + 1] in ("借", "向", "跟", "转", "拿"):
        return False
    return _SIGNED.search(text[max(0, signal.start - 14) : signal.start]) is not None


def _other_paper(signal: Signal, text: str, clause: Clause) -> bool:
    return _OTHER_PAPER.search(text[max(0, signal.start - 4) : signal.start]) is not None


def _first_part(signal: Signal, text: str, clause: Clause) -> bool:
    """转账59000，另外1000现金: the sum is a part."""
    return _AND_THE_REST.match(text, signal.end) is not None and not _KEPT_BACK.match(
        text, signal.end
    )


_ALL = "*"
_AGAINST: dict[str, tuple[Callable[[Signal, str, Clause], bool], ...]] = {
    _ALL: (_awarded,),
    "loans": (_of_something_else, _still_owed),
    "repayments": (_of_something_else, _unreal),
    "guarantees": (_no_surety,),
    "delivered_on": (_signature, _half_said),
    "paid_on": (_half_said, _fell_due),
    "made_on": (_half_said,),
    "amount_agreed": (_only_asked,),
    "amount_delivered": (_first_part,),
    "contract_form": (_other_paper,),
    "due_on": (_after_something,),
    "way": (_paid_back,),
    **OTHER_CASES,
}
"""By group, and by key of an element: what may speak against a value; `*`: any."""
