"""What a scanned QR code with a scene (带参数二维码) says: a court, or a kind of case.

Scenes are `court_<name of the court>` and `case_<id of an interview>`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["Scene", "Scenes"]

COURT, CASE = "court_", "case_"


@dataclass(frozen=True, slots=True)
class Scene:
    """court: a court that exists. words: what the person would have said."""

    court: str = ""
    words: str = ""


class Scenes:
    """Reads scenes; what is not known means nothing.

    courts: whether a court of that name exists. cases: titles by interview id.
    """

    def __init__(self, courts: Callable[[str], bool], cases: dict[str, str]) -> None:
        self._courts = courts
        self._cases = cases

    def read(self, scene: str) -> Scene:
        """What the scene means."""
        if scene.startswith(COURT) and self._courts(scene.removeprefix(COURT)):
            return Scene(court=scene.removeprefix(COURT))
        if scene.startswith(CASE):
            return Scene(words=self._cases.get(scene.removeprefix(CASE), ""))
        return Scene()
