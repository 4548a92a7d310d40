"""Every way a person strays, played by the YAML files of this folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from dialogs.interview.catalogue import load_interview
from dialogs.interview.commands import ChooseOption, SetAnswer
from dialogs.interview.engine import apply
from infra.clock import FixedClock
from infra.database import Database
from infra.encryption import Keyring
from infra.settings import Settings
from tests.conversations.over_channels import NotHere, over_channel
from tests.conversations.script import Dialogue, Step, dialogues
from tests.conversations.stage import Direct, Driver, Heard, Stage, ThroughWeb

SCRIPTS = dialogues()
IN_PROCESS = {"direct": Direct, "web": ThroughWeb}
CHANNELS = ("terminal", "telegram", "wechat")
UNKNOWN, NONE = "不知道", "无"


@pytest.fixture
def stage(database: Database, clock: FixedClock, keyring: Keyring) -> Stage:
    return Stage(database, clock, keyring)


@pytest.mark.parametrize("channel", sorted(IN_PROCESS))
@pytest.mark.parametrize("script", SCRIPTS, ids=[each.name for each in SCRIPTS])
def test_dialogue(script: Dialogue, channel: str, stage: Stage) -> None:
    play_through(script, stage, IN_PROCESS[channel](stage))


def everywhere() -> Iterator[Any]:
    """Each dialogue on one channel by turns; on the others too with `-m everywhere`."""
    for place, script in enumerate(SCRIPTS):
        for number, channel in enumerate(CHANNELS):
            marks = () if place % len(CHANNELS) == number else (pytest.mark.everywhere,)
            yield pytest.param(script, channel, id=f"{script.name}-{channel}", marks=marks)


@pytest.mark.parametrize(("script", "channel"), [*everywhere()])
def test_dialogue_is_seen_on_the_screen_of_every_channel(
    script: Dialogue, channel: str, stage: Stage, settings: Settings
) -> None:
    with over_channel(stage, settings, channel) as driver:
        play_through(script, stage, driver)


def play_through(script: Dialogue, stage: Stage, driver: Driver) -> None:
    """Every step, and what the bot must do then."""
    play = Play(stage, driver, driver.first)
    for number, step in enumerate(script.steps, 1):
        try:
            play.step(step, f"step-{number}")
        except NotHere:
            return
        except AssertionError as error:
            said = "\n".join(f"  {each.asks}: {each.text}" for each in play.heard)
            message = f"{script.situation}, step {number} {step.text or ''}: {error}\n{said}"
            raise AssertionError(message) from error


class Play:
    """One dialogue under way."""

    def __init__(self, stage: Stage, driver: Driver, first: list[Heard]) -> None:
        self.stage = stage
        self.driver = driver
        self.heard = first
        self.last_n = 0

    def step(self, step: Step, id: str) -> None:
        """Do what the step does, and look whether the bot did what it must."""
        before = self.answers()
        self.stage.clock.advance(timedelta(days=step.later_days, seconds=1))
        self._do(step, id)
        self._expect(step)
        if step.unchanged:
            assert self.answers() == before, "answers changed"
        self._gapless()

    def _do(self, step: Step, id: str) -> None:
        if step.case is not None:
            self.driver.send(f"{id}-consent", text="同意")
            self.heard = self.driver.send(f"{id}-case", option=step.case)
        if step.known:
            self._know(step.known)
            self.heard = self.driver.send(f"{id}-known", text="再说一遍")
        if step.filing is not None:
            after = self.stage.history(self.driver.conversation_id)[-1].n
            self.stage.tell(self.driver.conversation_id, step.filing)
            new = self.stage.history(self.driver.conversation_id, after)
            self.heard = [
                Heard(each.text, each.asks, tuple(option.id for option in each.options))
                for each in new
            ]
        if step.text is not None or step.option is not None or step.files:
            for turn in range(step.times):
                number = step.id or (f"{id}-{turn}" if step.times > 1 else id)
                self.heard = self.driver.send(
                    number,
                    text=step.text,
                    option=step.option,
                    files=step.files,
                    material=step.material,
                )
            assert self.heard, "the bot said nothing"

    def _know(self, known: Mapping[str, Any]) -> None:
        draft = self.stage.draft(self.driver.conversation_id)
        assert draft is not None, "begin a case first"
        commands = [SetAnswer(path, value, str(value)) for path, value in known.items()]
        interview = load_interview(draft.interview_id)
        state = apply(interview, draft.state, commands, self.stage.clock.today()).state
        while state.doubts:
            state = apply(interview, state, [ChooseOption("yes")], self.stage.clock.today()).state
        self.stage.keep(self.driver.conversation_id, replace(draft, state=state))

    def _expect(self, step: Step) -> None:
        said = "\n".join(each.text for each in self.heard)
        if step.asks is not None:
            assert (self.asks or "") == step.asks, f"asks {self.asks}"
        for text in step.says:
            assert text in said, f"does not say {text}"
        for text in step.says_not:
            assert text not in said, f"says {text}"
        offered = {option for each in self.heard for option in each.options}
        assert set(step.options) <= offered, f"offers {offered}"
        for path, value in step.answers.items():
            assert self.answers().get(path) == value, f"{path} is {self.answers().get(path)}"

    @property
    def asks(self) -> str | None:
        """What the last message asks."""
        return self.heard[-1].asks if self.heard else None

    def answers(self) -> dict[str, Any]:
        """What the draft in hand knows."""
        draft = self.stage.draft(self.driver.conversation_id)
        if draft is None:
            return {}
        found = {path: given.value for path, given in draft.state.given.items()}
        found |= dict.fromkeys(draft.state.unknown, UNKNOWN)
        return found | dict.fromkeys(draft.state.none, NONE)

    def _gapless(self) -> None:
        history = self.stage.history(self.driver.conversation_id, self.last_n)
        numbers = [each.n for each in history]
        assert numbers == list(range(self.last_n + 1, self.last_n + 1 + len(numbers)))
        assert all(each.text for each in history if each.sender != "person")
        self.last_n = numbers[-1] if numbers else self.last_n
