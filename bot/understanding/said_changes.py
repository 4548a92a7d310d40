"""A change in words: what is to be changed, and to what (电话改成139…)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.understanding.expressions import expression

__all__ = ["NO_VALUE", "SHORT", "Said", "said_change"]

SHORT = 30
_LEAD = (
    "(?:都|全|也)?(?:不对|错了|写错了|搞错了|弄错了|等等|等下|那个|麻烦你?|请你?|帮我|你|我说|我)?"
    "[，,。！! ]*(?:帮我|请)?(?:把|将)?(?:前面|上面|刚才|刚刚)?(?:说|填|写)?的?"
)
_WHAT = "(?P<what>[^，。；！？,;!?]{1,20}?)"
_WRONG = "(?:的?(?:写|填|记|说|弄|搞|打|选)?(?:错了?|反了|不对|有误))"
_CHANGED = expression(
    f"^{_LEAD}{_WHAT}(?<!被){_WRONG}?[，,：: ]*(?:请|帮我|麻烦|给我|要|得|应该)?(?:都)?"
    "(?:改成|改为|换成|更正为|应该是|应当是|应为|其实是|实际是|准确说是|应该填|应该写成?)"
    "(?!了)[：:， ]*(?P<new>.+)$",
    re.DOTALL,
)
_WAS_WRONG = expression(
    f"^{_LEAD}{_WHAT}{_WRONG}[，,。：: ]+(?:应该|其实)?是?(?P<new>.+)$", re.DOTALL
)
_IS = expression(
    f"^(?:都|全)?(?:不对|错了|写错了|不是)[，,。 ]+{_WHAT}(?<!不)(?:是|为)(?P<new>.+)$"
)
_TOLD = expression(f"^{_WHAT}(?<![不就才还都也])(?:是|为|[：:])(?P<new>[^，。；！？,;!?]+)$")
_NOBODY = expression("^(?:[我他她你它这那个的说写填就也都全是但哦噢，, ]|刚才|前面)*$")
NO_VALUE = expression(
    "(?:吗|呢|么|不|[?？])$|怎么|咋|什么|哪|能不能|可不可以|撤|回去|重新来|^[要想得]?改"
)
"""A question or a wish (怎么改, 想撤回) where the new value would stand."""


@dataclass(frozen=True, slots=True)
class Said:
    """A change in words: what is to be changed, to what."""

    what: str
    new: str
    plainly: bool
    """改成, not a mere 是."""
    into: bool = False
    """改成, with what it is changed to."""
    told: bool = False
    """Nothing in the words says that something was wrong."""


def said_change(text: str) -> Said | None:
    words = text.strip().rstrip("。！!")
    for pattern in (_CHANGED, _WAS_WRONG, _IS, _TOLD):
        match = pattern.match(words)
        if match is not None and not _NOBODY.match(match["what"]):
            plainly = pattern in (_CHANGED, _WAS_WRONG)
            into, told = pattern in (_CHANGED, _IS), pattern is _TOLD
            new = match["new"].strip()
            if len(new) <= SHORT and NO_VALUE.search(new):
                return None
            return Said(match["what"], new, plainly, into, told)
    return None
