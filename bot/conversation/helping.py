"""Somebody who files for another person: for whom, who, in what relation, and with consent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.conversation import asking, intake, openings
from bot.conversation.situation import Reply, Situation, Utterance
from bot.conversation.tools import Tools
from bot.conversation.wording import remember
from bot.messages import InputHint, Option
from bot.understanding.expressions import expression
from bot.understanding.values import read
from dialogs.interview.commands import Act, ChooseOption, Command, Do
from dialogs.schema.definition import ElementType

__all__ = ["after_consent", "answered", "begin", "meant", "stands"]

PREFIX = "helper:"
STEPS = ("whom", "name", "relation", "agrees")
LONGEST_RELATION = 12
LONGEST = 60
KIN = (
    "妈妈?|爸爸?|父亲?|母亲?|爷爷?|奶奶?|姥姥|姥爷|外公|外婆|老公|老婆|丈夫|妻子|爱人|儿子|女儿|孩子|哥哥?|姐姐?"
    "|弟弟?|妹妹?|叔叔?|舅舅?|姑姑?|姨|岳父|岳母|公公|婆婆|朋友|邻居|亲戚|同事|老乡|工友|老人|别人|人家"
)
FOR_ANOTHER = expression(
    f"(?:帮|替|代|给)(?:我|俺|咱)?(?:的|家)?(?:一个|个|一位)?(?:{KIN})(?:来)?"
    "(?:办|问|填|弄|立案|起诉|申请|打官司|告)"
    f"|(?:帮|替|代)(?:他|她|别人|人家|我(?:{KIN}))(?:办|填|立案|起诉|告|打官司)"
)


def meant(text: str) -> bool:
    """Whether the words say that it is done for somebody else."""
    return FOR_ANOTHER.search(text[:LONGEST]) is not None


def stands(situation: Situation) -> bool:
    """Whether one of these questions is open."""
    return (situation.dialogue.asks or "").startswith(PREFIX)


def begin(situation: Situation, text: str, tools: Tools) -> Reply:
    """The first of the questions; a story told with it waits."""
    dialogue = situation.dialogue
    if not asking.gathering(situation) and len(text) >= intake.LEAST_STORY:
        story = "\n".join(each for each in (dialogue.story, text.strip()) if each)
        dialogue = dialogue.with_(story=story[: intake.STORY_LENGTH])
    return _ask(replace(situation, dialogue=dialogue.with_(helper=())), STEPS[0], tools)


def after_consent(situation: Situation, reply: Reply, tools: Tools) -> Reply:
    """The reply to the consent, or these questions first if the story told before is another's."""
    story = situation.dialogue.story
    if not reply.dialogue.consented or not meant(story):
        return reply
    agreed = situation.dialogue.with_(consented=True)
    asked = _ask(replace(situation, dialogue=agreed), STEPS[0], tools)
    return replace(asked, jobs=reply.jobs)


def answered(
    situation: Situation, commands: Sequence[Command], text: str, tools: Tools
) -> Reply | None:
    """The next of the questions, or what stood open before; None if it is something else."""
    acts = {each.act for each in commands if isinstance(each, Do)} - {Act.YES, Act.NO}
    if acts:
        return None
    step = (situation.dialogue.asks or "").removeprefix(PREFIX)
    if step == "agrees":
        return _agreed(situation, commands, tools)
    value = _value(step, commands, text, situation)
    if value is None:
        return _ask(situation, step, tools, tools.say("helper_again"))
    told = {**dict(situation.dialogue.helper), step: value}
    helped = situation.dialogue.with_(helper=tuple(told.items()))
    return _ask(replace(situation, dialogue=helped), STEPS[STEPS.index(step) + 1], tools)


def _value(step: str, commands: Sequence[Command], text: str, situation: Situation) -> str | None:
    picked = next((each.option for each in commands if isinstance(each, ChooseOption)), "")
    if step == "relation":
        said = dict(situation.dialogue.options).get(picked, text.strip())
        return said if 0 < len(said) <= LONGEST_RELATION else None
    name = read(ElementType.PERSON_NAME, text, situation.today).value
    return str(name) if name is not None else None


def _agreed(situation: Situation, commands: Sequence[Command], tools: Tools) -> Reply | None:
    said = {each.option for each in commands if isinstance(each, ChooseOption)}
    said |= {each.act.value for each in commands if isinstance(each, Do)}
    helper = dict(situation.dialogue.helper)
    if "no" in said:
        without = situation.dialogue.with_(asks=None, options=(), input_type="", helper=())
        option = Option("resume", tools.say("option_resume"))
        text = tools.say("helper_needs_consent", whom=helper.get("whom", ""))
        return Reply(without.with_(paused=True), (Utterance(text, (option,)),))
    if "yes" not in said:
        return None
    return _recorded(situation, {**helper, "agrees": situation.today.isoformat()}, tools)


def _recorded(situation: Situation, helper: Mapping[str, str], tools: Tools) -> Reply:
    """With the draft in hand, else with the one that is begun next."""
    lead = tools.say("helper_recorded", **{**helper, "agrees": True})
    draft = situation.draft
    if draft is not None and asking.gathering(situation):
        known = replace(draft, state=draft.state.with_(helper=helper))
        plain = situation.dialogue.with_(helper=())
        before = asking.left(replace(situation, dialogue=plain, draft=known), tools)
        return replace(asking.again(before, tools, lead), draft=known)
    dialogue = situation.dialogue.with_(
        asks=None, options=(), input_type="", helper=tuple(helper.items())
    )
    after = replace(situation, dialogue=dialogue)
    if not dialogue.story:
        return openings.ask_case(after, tools, lead)
    reply = intake.take_story(after, dialogue.story, tools)
    first, *others = reply.utterances
    told = replace(first, text=f"{lead}\n\n{first.text}")
    return replace(reply, utterances=(told, *others))


def _ask(situation: Situation, step: str, tools: Tools, *lead: str) -> Reply:
    helper = dict(situation.dialogue.helper)
    options: tuple[Option, ...] = ()
    if step == "relation":
        kinds = ("child", "spouse", "parent", "relative", "friend")
        options = tuple(Option(each, tools.say(f"option_helper_{each}")) for each in kinds)
    if step == "agrees":
        options = (
            Option("yes", tools.say("option_helper_agrees")),
            Option("no", tools.say("option_helper_not_yet")),
        )
    text = tools.say(f"ask_helper_{step}", whom=helper.get("whom", ""))
    asked = Utterance(
        "\n\n".join((*lead, text)),
        options,
        asks=f"{PREFIX}{step}",
        input=InputHint("options" if options else "person_name"),
    )
    return Reply(remember(situation.dialogue, (asked,)), (asked,))
