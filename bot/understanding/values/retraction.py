"""What stands at the end when a person takes a word back: 八万五，不对，八万."""

from __future__ import annotations

from bot.understanding.expressions import expression

__all__ = ["kept_after_all", "last_word"]

_NEW = "(?P<new>[^，。；！？,;!?…]{1,30}?)"
_END = "[，。！？,!?…~～ ]*$"
_AFTER_ALL = expression(
    "(?:[，。！？,!?…~～ ]|算了|^)(?:那就?|就|我看)?还是"
    f"(?:写|填|按|算)?{_NEW}(?:吧|算了|好了){_END}"
)
_TAKEN_BACK = (
    _AFTER_ALL,
    expression(f"不是[^，。；！？,;!?…]{{1,30}}?[，, ]*(?:而|应该|应当)?是{_NEW}{_END}"),
    expression(f"^不是[^，。；！？,;!?…]{{1,30}}[，, ]{_NEW}{_END}"),
    expression(
        "(?:不对|错了|(?:说|写|打|记|填)错了?)[，,。 ！!]*"
        f"(?:哦|噢|呃)?[，, ]*(?:应该是|应为|是)?{_NEW}{_END}"
    ),
)
_LONGEST = 120


def last_word(text: str) -> tuple[int, str] | None:
    """Where the words begin that a person holds to in the end, and these words."""
    if len(text) > _LONGEST:
        return None
    for pattern in _TAKEN_BACK:
        match = pattern.search(text)
        if match is not None and match["new"].strip():
            return match.start("new"), match["new"]
    return None


def kept_after_all(text: str) -> bool:
    """Whether the words end in 还是…吧: what was taken back before does not count."""
    return len(text) <= _LONGEST and _AFTER_ALL.search(text) is not None
