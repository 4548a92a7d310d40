"""Which of the courts offered is meant: 离我家近的那个海淀的吧, 要得就这家."""

from __future__ import annotations

from collections.abc import Sequence

from bot.messages import Option
from bot.understanding.expressions import expression
from bot.understanding.values import yes_or_no
from bot.understanding.values.characters import plain

__all__ = ["court_meant"]

_PLACE = expression("([一-鿿]{2,8}?)(?:自治区|自治州|省|市|区|县|旗|盟|州)")
_DENIED = expression("(?:不要|不去|不在|不是|别去|除了|不选)[^，。,.]{0,4}$")
_THIS = expression(
    "(?:[要中行好]得?|可以|对|嗯|是的?|没错)?[，, ]*(?:那?就|选|定)+(?:选|去|是|在|定)?"
    "(?:这|它|那)(?:一)?(?:家|个|里|儿|边)?(?:法院)?[的吧嘛了啊呀。!！]*"
)


def court_meant(text: str, options: Sequence[Option]) -> str | None:
    """The one court offered that a place in the words tells from the others.

    Where only one is offered, yes and 就这家 mean it.
    """
    words = plain(text).text.strip()
    if len(options) == 1 and (_THIS.fullmatch(words) or yes_or_no(words) is True):
        return options[0].id
    named = [each.id for each in options if any(_says(words, one) for one in _own(each, options))]
    return named[0] if len(named) == 1 else None


def _own(option: Option, options: Sequence[Option]) -> list[str]:
    """The places in the name of a court that no other name holds."""
    others = [each.label for each in options if each.id != option.id]
    places = _PLACE.findall(option.label)
    return [place for place in places if not any(place in other for other in others)]


def _says(words: str, place: str) -> bool:
    at = words.find(place)
    return at >= 0 and not _DENIED.search(words[:at])
