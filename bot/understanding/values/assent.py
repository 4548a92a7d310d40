"""Yes, no, 不知道 and 无 in all the ways people say them."""

from __future__ import annotations

import re
from enum import StrEnum

from bot.understanding.expressions import expression
from bot.understanding.values.characters import plain
from bot.understanding.values.reading import Reading, refused

__all__ = ["Standing", "known_parts", "read_yes_no", "soft_standing", "standing", "yes_or_no"]

_END = "[。.!！~～,， 啊呀哦噢喔呢哈吧啦了的滴哒嘞咯喽的呗嘛额呃亲谢😊👍🙏]*"
_I_THINK = (
    "(?:(?:我|俺|我们|咱)(?:看|觉得|想|认为|感觉|个人觉得)(?:也|都|这样|那样|应该)?"
    "|(?:我|俺|我们|咱)?(?:绝对|坚决|完全|非常|十分|特别|真的|实在)(?=[^\\s])|那(?:可|就|也))?"
)

_YES = expression(
    f"{_I_THINK}(?:应该|当然|肯定|可能|大概|好像|确实)?(?:嗯+|恩+|唔|哦|噢|对+|是+|好+|行+|可以|可|成|中|得|"
    "要|有|会|能|同意|确认|确定|没错|没问题|"
    "不错|正确|准确|当然|必须|肯定|"
    "是这样|就是这样|是这么回事|就是|对头|要得|得行|没毛病|没意见|无误|核对无误|属实|愿意|接受|"
    "赞成|赞同|支持|通过|批准|认可|承认|乐意|情愿|答应|成交|不反对|(?:没有?|无)(?:意见|异议)|使得|管中|管|"
    "妥妥的|欧了|[木冇]有?问题|可行|靠谱|在理|是真的|真的是?|属实的|"
    "需要|想|已经有|约定了|妥了?|那?(?:当然|肯定|必须)(?:是|要|有|会|的|啦)*|废话|(?:那|这)?还用[说问]|"
    "都要|全要|全都要|都有|都是|系[啊嘅]?|阔以|昂|那必须|"
    "(?:我们?|俺|咱)(?:同意|愿意|要|想|需要|接受|确认|确定|会|能|可以|支持|赞成|答应|认可|承认)|"
    "yes|y|ok|okay|yep|yeah|yup|sure|right|true|correct|agree|okk|1|✓|✔|√|✅|🆗|💯|👌.?|👍.?|"
    "是的|对的|好的|行的|可以的|有的|要的|嗯嗯|嗯对|嗯是|嗯好|对对|是啊|好啊|好呀|那好|那行|"
    "那可以|就这样|就这么办|对没错|是没错|对就是这样)"
    f"{_END}",
    re.IGNORECASE,
)
_NO = expression(
    f"{_I_THINK}(?:应该|当然|肯定|可能|好像|确实|都)?(?:还没有?|暂时没有?|不+|否|否定|不是|不对|不行|不可以|不要|"
    "不用|不想|不会|不能|不同意|不愿意|不接受|不需要|不必|"
    "不好|不成|不中|不得行|没|没有|没得|"
    "冇|无|木有|未|不曾|没过|从来没有?|从没|没这回事|没有这回事|错|错了|不正确|不准确|有误|有错|"
    "不可能|没可能|没戏|反对|不赞成|不赞同|不支持|不认可|不承认|否认|不答应|不通过|不批准|不准|不许|不乐意|"
    "不情愿|不干|不靠谱|不可行|不太(?:行|好|可以|对|是|想|愿意)|不大(?:行|好|对)|不ok|唔得|唔好|休想|别想|错误|"
    "假的|不是真的|压根没有?|根本没有?|从未|并未|从来没有过|没有这事|没这事|"
    "不属实|拒绝|算了|免了|别|甭|莫|唔使|唔系|唔要|"
    "才不是|哪有|不存在|怎么可能|没门|瞎说|胡说|没那回事|不是这样|莫得|"
    "(?:我们?|咱)(?:不同意|不愿意?|不要|不想|不需要|不用|不接受|不会|不能|没有|拒绝|反对|否认|不答应|不承认|不认可)|"
    "没有约定|没约定|没写|没签|没说|当然不|肯定不|绝不|并没有|并不是|并不|不是的|不对的|不用了|"
    "不了|才不|才没有|都没有|啥也没有|什么都没有|"
    "no|n|nope|nah|no way|never|false|wrong|disagree|not|2|×|✗|✘|❌|❎|🚫|👎.?|🙅.{0,2})"
    f"{_END}",
    re.IGNORECASE,
)
_YES_LEAD = expression(
    "(?:嗯+|恩+|对|是的?|好的?|行|可以|有的?|要的?|同意|确认|没错|当然|愿意|需要|能|"
    "会)[，,。.!！ ：:啊呀的]",
    re.IGNORECASE,
)
_OF_COURSE = expression("那?(?:当然|肯定|还用说|必须)[，, ]*(?!.*(?:不|没|别|吗|[?？])).{1,8}")
_NOT_SEEN = expression(
    "(?:我|上面|里面|里|上|都|也|根本|好像|并|看了|找了|[，, ])*"
    "(?:没有?(?:看见|看到|见到?|找到|发现|写|提到?|出现)|(?:看|找)不(?:见|到))"
    "(?:过|有|写|着|这|那|几个|个|些|字|样|话|东西|什么|内容|上面|里面|的|了|啊|呀|[。，, ])*"
)
_HARDLY = expression(
    "(?:他|她|对方|人家|我们?|后来|后面|之后|以后|都|, ?|，| )*哪(?:还|(?:里|儿)还)?"
    "(?:(?:会|能|可能)?再?(?:有|还过|给过|付过|写过|签过))(?![些几个什么]|一[个家]|(?:没有?|吗|卖)|[^，。]*[?？])"
)
"""哪还有, 哪有还过: a question that says no."""
_NO_LEAD = expression(
    "没有?(?:别的|其他|其它|任何|这个|这份|这种|那个)|"
    "(?:我|我们|咱)?(?:坚决|绝对|完全)?(?:不想|不愿意?|不肯|不接受|不同意|不赞成|不答应|反对|拒绝)|(?:一分|一毛|从来|从|都|一次)+(?:钱)?(?:都|"
    "也)?没|(?:就|只有|只)这|没别的|(?:不是的?|不对|不行|不可以|不要|不用|没有的?|没得|不同意|"
    "不愿意|不需要|否|无|错了?|"
    "不)[，,。.!！ ：:啊呀的]|(?:没有?|未)(?:约定|写|签|说|还过|给|收|申请|做|办|提)"
)
_HAS = expression(
    "(?:有(?!(?:个|一个)?人(?!.*(?:担保|保证|作证|证明|见证|看|在场))|纠纷)|还过|还了|给过|写了?|签了?|约定了?|申请了?|做了?|要|需要|愿意|同意|想|接受|能|"
    "会)(?![没不])"
)
_SO = expression("^(?:所以|因此|那么?|就|我们?|还是|可以说| )+")
_UNKNOWN = expression(
    "(?:我|俺|这个|这|那个|真的?|也|都|完全|还|暂时|现在|目前|具体|确实|实在|不好意思|抱歉|，|,| )*"
    "(?:不知道|不晓得|不清楚|不太清楚|不是很清楚|不大清楚|搞不清楚?|弄不清楚?|说不清楚?|说不准|"
    "说不好|记不清楚?|记不得|不记得|记不住|想不起来|忘记?了?|"
    "忘掉了|不了解|没印象|没数|不懂|不会填|不确定|拿不准|吃不准|不好说|不详|未知|晓不得|唔知|"
    "唔清楚|母鸡|布吉岛|不造|不道|不太确定|没问过|没查过|没注意|没留意|没办法知道|没法知道|"
    "查不到|无从得知|不掌握|不得而知|上?哪(?:儿|里|个)?(?:知道|晓得)|谁(?:知道|晓得)|分不清楚?|"
    "没有?说过?清?楚?(?=.{0,4}哪)|unknown|dont know|don't know|idk)"
    "(?:他|她|它|对方|啊|呀|了|呢|哦|的|哎|诶|耶|具体|是多少|是哪天|多少|什么|哪里|住哪里?|"
    "叫什么|怎么填|这个|，|,|。|\\.|!|！|~| |吧|啦|身份证号?码?|电话|地址|号码|日期|时间|准确|"
    "名字|大名|全名|真名|本名|叫啥|啥|是?谁|姓什么|姓|全称|去|老板|人家|法人|单位|公司|"
    "是?还的?是?哪一?[笔次回]|是?哪一?[笔次回天年])*",
    re.IGNORECASE,
)
_NONE = expression(
    "(?:都|也|什么|啥|暂时|目前|现在|我|这个|，| )*"
    "(?:无|没有|没|没得|木有|冇|冇得|没有了|没了|没有其他|没有别的|没有补充|无补充|不适用|none|"
    "null|n/a|/|-|——|没有这个|没有约定|没约定|未约定|无约定|没有说|没说过|没写|不存在|空|空着|"
    "没有的|都没有|没啥|没什么|没有需要补充的|没有要补充的|不补充|不补充了)"
    "(?:了|啊|呀|的|哦|呢|吧|啦|。|\\.|!|！|~| |，|谢谢|要?补充的?)*",
    re.IGNORECASE,
)


_NOT_KNOWN = expression(
    "不知道|不晓得|[不没]清楚|不懂|不明白|哪(?:儿|里)?(?:知道|晓得|懂)|谁(?:知道|晓得)|"
    "(?:什么|啥)(?:叫|是|意思)|[搞弄分说记看]不(?:清|懂|明白|准)|没听说过"
)
_CLAUSE = expression("[，,。；;！!？?\\s]+")
_SOFT_UNKNOWN = expression(
    "哪(?:里|儿)?(?:知道|晓得|懂)|谁(?:知道|晓得)|看不懂|不知道|不晓得|不清楚|记不清|记不得|记不住|记不起|不记得|想不起|忘了|忘记|说不清|说不准|没问过"
)
_SOFT_NONE = expression(
    "(?:我们?|他|她|当时|当初|这个|也|都|就|是|，| )*(?:没有?|未|无|并没有?|从没)"
    "(?:有|说过?|讲过?|提过?|约定|写|签|定|算|要|谈)*.{0,8}|.{1,10}(?:没有|没说|没写|没约定|"
    "没定)[。了的啊呀过]*"
)
_THEIRS = expression("他|她|对方|被告|人家")


class Standing(StrEnum):
    """An answer without a value."""

    UNKNOWN = "unknown"
    NONE = "none"


def standing(text: str) -> Standing | None:
    """Whether the whole message says 不知道 or 无."""
    if len(text) > 40:
        return None
    words = plain(text).text.strip()
    if _UNKNOWN.fullmatch(words):
        return Standing.UNKNOWN
    return Standing.NONE if _NONE.fullmatch(words) else None


def known_parts(words: str) -> str:
    """The words without the clauses that say not knowing or ask what a word means.

    我不知道什么叫终局 quotes a word; it does not choose it.
    """
    if not _NOT_KNOWN.search(words):
        return words
    parts = (part for part in _CLAUSE.split(words) if part and not _NOT_KNOWN.search(part))
    return "，".join(parts)


def soft_standing(text: str) -> Standing | None:
    """不知道 or 无 among other words; only for an answer that holds no value."""
    if len(text) > 30:
        return None
    words = plain(text).text.strip()
    if _SOFT_UNKNOWN.search(words):
        return Standing.UNKNOWN
    if _SOFT_NONE.fullmatch(words):
        return Standing.UNKNOWN if _THEIRS.search(words) and "说" not in words else Standing.NONE
    return None


def yes_or_no(text: str, *, whole: bool = True) -> bool | None:
    """What a message says to a yes/no question; `whole`: nothing else may stand in it."""
    words = re.sub("[\U0001f3fb-\U0001f3ff\ufe0f]", "", plain(text).text).strip()
    words = re.sub("^👌+ *(?=.)", "", words)
    if not words or len(words) > 200:
        return None
    repeated = re.sub(r"^(.{1,3}?)[，, ]?(?:\1[，, ]?)+$", r"\1", words)
    for one in (words, repeated):
        if _NO.fullmatch(one) or _NOT_SEEN.fullmatch(one):
            return False
        if _YES.fullmatch(one) or _OF_COURSE.fullmatch(one):
            return True
    parts = [part for part in re.split("[，, 。!！]+", words) if part]
    if len(parts) > 1 and all(len(part) <= 12 for part in parts):
        said = {yes_or_no(part) for part in parts}
        if len(said) == 1 and None not in said:
            return said.pop()
    if whole:
        return None
    if _NO_LEAD.match(words) or _HARDLY.match(words):
        return False
    if _YES_LEAD.match(words) or _HAS.match(words):
        return True
    last = _SO.sub("", parts[-1]) if len(parts) > 1 else ""
    return yes_or_no(last) if last else None


def read_yes_no(text: str) -> Reading:
    """The answer to a yes/no question: `true` or `false`."""
    answer = yes_or_no(text, whole=False)
    if answer is None:
        return refused(text, "yes_no_unreadable")
    return Reading(answer, text, (0, len(text)), 0.95 if yes_or_no(text) is not None else 0.8)
