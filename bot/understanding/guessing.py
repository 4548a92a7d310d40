"""What the classifiers say, where no rule speaks: acts and case types."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from bot.understanding.acts import DANGERS, NLU_DATA, without_harmless
from bot.understanding.engine import Understanding
from bot.understanding.expressions import expression
from bot.understanding.linear import LinearModel
from dialogs.interview.commands import Act, Do

__all__ = [
    "guess_act",
    "guess_aside",
    "guess_danger",
    "is_doubtful",
    "is_familiar",
    "is_named",
    "is_short",
    "likely_acts",
    "likely_cases",
    "load_models",
    "proposed_cases",
]

MODELS = NLU_DATA / "models"
_TELL = "tell"
_NO_ACT = (_TELL, Act.NONSENSE.value)
_NEVER_GUESSED = (Act.YES, Act.NO, Act.NONSENSE, Act.DELETE_DATA, Act.WITHDRAW, Act.CANCEL)
_DANGER = 0.6
_FAMILIAR = 0.45
_FAMILIAR_ACT = 0.25
_LEAST_CASE = 0.65
"""The two likeliest case types together; below it the words tell of no matter."""
_DATES = expression(r"[\d年月日号.,:：]+")
"""A story full of dates and sums is no less familiar for them."""
_LEAST_OTHER_CASE = 0.02
_LONGEST_ACT = 60
_BESIDE_A_QUESTION = 0.7
_LITTLE_DOUBT = 0.05
"""Beside an open question words are an answer first, an act only if little else is likely."""
_AMID_FREE_WORDS = 0.9
_NO_DOUBT = 0.02
"""Where any words are an answer, an act must be surer still."""
_ASIDES = frozenset(Act) - {
    *(Act.YES, Act.NO, Act.NONSENSE, Act.START, Act.RESUME, Act.CANCEL, Act.RESTART, Act.INSULT),
    *(Act.WITHDRAW, Act.DELETE_DATA, Act.GREET, Act.THANKS, *DANGERS),
}
"""Acts that may be meant where free words are asked; the others sound like parts of a story."""
_LONGEST_ANSWER = 6
_NAMED: dict[Act, re.Pattern[str]] = {
    Act.HUMAN: expression(
        "人工|客服|真人|活[人的]|工作人员|值班|接线|转接|法官|书记员|机器|热线|领导|主任|投诉|立案庭|AI|自动回复|"
        "有[没冇]?有?人|揾|"
        "[找跟和叫喊换派同要让给](?:一?个|几个|位|一位|你们|你们的)?人|人[^，。]{0,4}[说聊讲谈帮接]|电话"
    ),
    Act.OTHER_DEVICE: expression(
        "换|设备|别的|另|接|继续|转到|改用|登[录陆]|同步|电脑|平板|手机|口令|网页"
    ),
    Act.STATUS: expression("^(?!.*(?:选|填|写|弄|搞)错)."),
    Act.LEAVE_DEVICE: expression(
        "退|登出|logout|下线|解绑|解除|绑定|断开|移除|移出|离开|共用|不.{0,6}用|登录|别.{0,8}[留看]|撤|清|不想.{2,12}看"
    ),
    Act.REMINDERS_OFF: expression(
        "提醒|提示|通知|推送|消息|信息|催|打扰|发|[提喊叫][我填]|喊我|退订|TD"
    ),
    Act.ASK_IDENTITY: expression(
        "谁|[你您这]们?(?:到底|究竟|真的|其实)?(?:是|算|叫)(?!不是(?:没|漏|忘|还))|不是人|真人|机器|律师|法官|法院|官方|政府|"
        "骗|靠谱|可靠|正规|安全|可信|信[得任不]|相信|单位|平台|机构|公司|部门|程序|AI|智能|人工|客服|来头|身份|来路|"
        "名字|称呼|做什么的|干什么的|干啥的|哪[里儿个家方来]|真的假的|是真的|背景|资质|资格|执照|备案|合法|"
        "姓|介绍|懂法|靠得住|泄露|卖|哪位|干嘛|是人|私人|系|收费"
    ),
    Act.LARGE_TYPE: expression(
        "大|小|看(?:不|唔|没|没有|得不)太?(?:清|见|到|明)|老花|眼|模糊|密|瞧|细|号|睇|费劲|吃力|老年|老人|长辈|"
        "关怀|适老|字体|蚂蚁|调"
    ),
    Act.DELETE_DATA: expression(
        "^(?!.*[那这][一几两]?(?:句|段|条|些?个?字)).*(?:信息|资料|数据|账号|账户|帐号|帐户|号|记录|隐私|档案|"
        "全部|所有|一切|全都?|都|痕迹|注销|销户|清空|删光|留底|存底|我的|东西|内容|个人|系统)"
    ),
    Act.REMINDERS_ON: expression("提醒|通知|推送|提[我个]|[叫喊]我|[叫喊].{0,4}一声|叫返"),
}
"""Acts that no statistics find where none of these words stands."""
_WORDS = expression(r"[\W_]")
_GRAVE = expression(
    "[打杀死砍虐刀掐捅揍踹饿烧绑揪剁割戳烫]|怕(?:他|她|老公|丈夫|前夫|男友|男朋友|老婆|我爸|回家)(?!们?(?:不|没|跑|赖|耍|拖|骗|笑|说|嫌))|"
    "把[我俺人]锁|被[他她人]?锁|[我俺].{0,3}被.{0,3}锁|锁(?:在|住[我俺人]|起来|着[我俺]|[我俺])|反锁|不想活|不活|自杀|跳[楼河江]|农药|安眠药|遗书|轻生|"
    "绝路|撑不|活着|活不|活路|救命|喝药|吃了.{0,2}药|楼顶|天台|窗台|桥上|卧轨|撞车|煤气|绳子|后事|永别|"
    "下辈子|生无可恋|勇气|老命|结束自己|"
    "性侵|猥亵|侵犯|糟蹋|强迫|强奸|动手|伤|失踪|丢了|欺负|霸凌|关起来|关在|关着|拐|抢走|没人管|危险|"
    "上吊|同归于尽|跟踪|堵我|害我|砸|抽我|抽.{0,4}[娃孩]|皮带|棍|脱.{0,3}[裤衣]|亲.{0,3}嘴|摸.{0,3}(?:下[面体]|胸|屁股)|推下|往墙上|扔[下孩在]|扎孩|摸我?[女孩]|[不没]给.{0,4}(?:饭|看病)|没吃|跳下|楼上?下去|熬不|再熬|一了百了|了结|除草剂|脖子|敌敌畏|百草枯|放火|汽油|摔|针|围住|冲进来|强行|拧|手腕|流血|斧|破门|药.{0,4}(?:[买备]好|在手)|牵挂|"
    "药吃下|先走一步|先走了|我走了|留恋|最后一天|不想看到明天|别再醒|裸照|抱走|按水里|下跪|撒气|别救我|来世"
)


@cache
def _model(name: str, folder: Path = MODELS) -> LinearModel:
    return LinearModel.load(folder, name)


def load_models() -> None:
    """Read both models now, so that the first message need not wait for them."""
    _model("acts")
    _model("cases")


def likely_acts(text: str, count: int = 3) -> list[tuple[str, float]]:
    """Acts with their probability, best first; `tell` stands for a matter told."""
    return _model("acts").top(text, count)


def is_doubtful(text: str, most: float | None = None) -> bool:
    """Whether the words are too likely an answer, a matter told or small talk to be an act."""
    model = _model("acts")
    chances = model.probabilities(text)
    doubt = sum(chances[model.classes.index(name)] for name in _NO_ACT)
    return bool(doubt > (model.most_doubt if most is None else most))


def is_familiar(text: str) -> bool:
    """Whether the words resemble the training data enough for the classifier to be trusted."""
    return _model("acts").familiar(text) >= _FAMILIAR_ACT


def is_named(act: Act, text: str) -> bool:
    """Whether the words that this act cannot do without stand in the text."""
    if act in DANGERS:
        return _GRAVE.search(without_harmless(text)) is not None
    needed = _NAMED.get(act)
    return needed is None or needed.search(text) is not None


def is_short(text: str) -> bool:
    """Whether the words are so few that beside an open question they are an answer."""
    return len(_WORDS.sub("", text)) <= _LONGEST_ANSWER


def guess_act(text: str, *, asked: bool = False) -> Understanding | None:
    """The act that the classifier is sure of. What undoes something is never guessed easily.

    asked: a question stands open, so short words are an answer, if a bad one, and no act.
    """
    if len(text) > _LONGEST_ACT or (asked and is_short(text)):
        return None
    name, confidence = likely_acts(text, 1)[0]
    if name == _TELL or is_doubtful(text) or not is_familiar(text):
        return None
    act = Act(name)
    if asked and act is Act.NONSENSE:
        return None  # what is wrong with the answer says more
    if asked and is_doubtful(text, _LITTLE_DOUBT):
        return None
    least = 0.85 if act in _NEVER_GUESSED else _BESIDE_A_QUESTION if asked else 0.0
    if confidence < least or not is_named(act, text):
        return None
    return Understanding((Do(act, confidence),), name, confidence, "embedded")


def guess_aside(text: str) -> Understanding | None:
    """An act that was surely meant where any words would be an answer (为什么要问这个啊)."""
    found = guess_act(text, asked=True)
    if found is None or found.intent not in _ASIDES or is_doubtful(text, _NO_DOUBT):
        return None
    return found if found.confidence >= _AMID_FREE_WORDS else None


def guess_danger(text: str) -> Act | None:
    """Danger by the classifier: the kinds together weigh, the likeliest is named."""
    if not 4 <= len(text) <= _LONGEST_ACT:
        return None
    if not _GRAVE.search(without_harmless(text)):
        return None
    found = dict(likely_acts(text, 5))
    dangers = {act: found.get(act.value, 0.0) for act in DANGERS}
    if sum(dangers.values()) < _DANGER:
        return None
    return max(dangers, key=lambda act: dangers[act])


def likely_cases(text: str, count: int = 3) -> tuple[tuple[str, float], ...]:
    """Case types (labels) that the words may be, best first."""
    return tuple(_model("cases").top(text, count))


def proposed_cases(text: str) -> tuple[tuple[str, float], ...]:
    """Case types worth asking about; none if the words tell of no matter that we know."""
    model = _model("cases")
    found = model.top(text, 3)
    if found[0][1] + found[1][1] < _LEAST_CASE or model.familiar(_DATES.sub("", text)) < _FAMILIAR:
        return ()
    return tuple(each for each in found if each[1] >= _LEAST_OTHER_CASE)
