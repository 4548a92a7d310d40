"""Who is to bear a cost: 当然他出 where it is asked whether the other side does."""

from __future__ import annotations

from bot.understanding.expressions import expression
from bot.understanding.values.characters import plain
from dialogs.schema.definition import Element

__all__ = ["borne_by_them"]

_ASKED = expression("由(?:对方|被告|[他她])(?:承担|负担|出|付)|(?:对方|被告)(?:承担|负担|出)")
_SURELY = (
    "(?:那|当然|肯定|必须|应该|应当|就|都|也|得|要|该|让|叫|由|是|这个?钱|费用|诉讼费|嘛|[，, ])*"
)
_PAYS = "(?:来|去|要|得|全)*(?:出|付|掏|给|承担|负担|拿钱|拿|赔)"
_THEY = expression(f"{_SURELY}(?:他们?|她们?|对方|被告|人家){_SURELY}{_PAYS}.{{0,12}}")
_I = expression(
    f"{_SURELY}(?:我们?|俺|咱)(?:自己|自个)?{_SURELY}{_PAYS}(?:好了|吧|就行|算了|[啊呀了的])*|"
    f"(?:不用|不要|不让|别让|不叫)(?:他们?|她们?|对方|被告|人家){_PAYS}.{{0,6}}"
)
_LONGEST = 24


def borne_by_them(text: str, element: Element) -> bool | None:
    """Whether the other side bears it; None where that is not asked or not said."""
    words = plain(text).text.strip()
    if len(words) > _LONGEST or not _ASKED.search(element.ask):
        return None
    if _I.fullmatch(words):
        return False
    return True if _THEY.fullmatch(words) else None
