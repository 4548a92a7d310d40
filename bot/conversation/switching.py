"""Another case type than was begun: what fits both is kept, what does not is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.conversation import asking
from bot.conversation.drafts import fits
from bot.conversation.interviewing import current_view, resume
from bot.conversation.placing import OTHER
from bot.conversation.situation import Draft, Reply, Situation, Utterance
from bot.conversation.tools import Tools
from bot.conversation.wording import remember
from bot.messages import InputHint, Option
from bot.understanding.expressions import expression
from dialogs.interview.commands import Act, ChooseOption, Command
from dialogs.interview.engine import begin
from dialogs.interview.labels import label_of
from dialogs.interview.state import Phase
from dialogs.schema.definition import Interview

__all__ = ["SWITCH", "ask", "chosen", "means_this_one", "wanted"]

SWITCH = "switch_case"
PREFIX = "switch:"
MOST_NAMED = 8
LONGEST = 30
WISH = expression(
    r"(换|改|转)(一?[个种下])?(成|到|为|别的|其他)?(案件|案子|纠纷)?(的)?(类型|案由)"
    r"|(案件|案子)?(类型|案由)(选|弄|填|搞)?(错|不对)|(选|弄)错(了)?(案件|案子)?(类型|案由)"
)
THIS_ONE = expression(r"(是|就)要告|(要|想)告(的)?(就)?(是)?(他|她|它|这|那|对方)|告的(就)?是")
OTHER_ONE = expression(r"另|再|新|别|其他|其它|还(要|想)")
INTO = expression(r"(换|改|转)(成|为|到|做|办)|(换|改)办|按.{2,10}(起诉|立案|办)")


def means_this_one(text: str, act: Act | None, asks: str | None) -> bool:
    """Whether 我是要告那个公司 and its like speak of the case in hand, not of another.

    Where the other side is asked about, they may be an answer; about oneself they are none.
    """
    if act is not Act.START and not (asks or "").startswith("plaintiffs["):
        return False
    return (
        len(text) <= LONGEST
        and THIS_ONE.search(text) is not None
        and OTHER_ONE.search(text) is None
    )


def wanted(text: str, situation: Situation, tools: Tools) -> str | None:
    """The interview wanted instead; `""` if the words do not say which; None if none is wanted."""
    draft, words = situation.draft, text.strip()
    if draft is None or draft.state.phase is not Phase.GATHERING or len(words) > LONGEST:
        return None
    if INTO.search(words):
        for each, title in tools.titles.items():
            if each != draft.interview.id and title.removesuffix("纠纷")[:4] in words:
                return each
    return "" if WISH.search(words) else None


def ask(situation: Situation, target: str, tools: Tools) -> Reply:
    """What a change of type keeps and loses, and whether it is wanted; or which type it is."""
    draft = situation.draft
    assert draft is not None
    if target:
        kept, lost = _parted(situation, target, tools)
        title = tools.titles[target]
        text = tools.say("ask_switch", title=title, kept=kept, lost=lost[:MOST_NAMED])
        options = [Option(f"{PREFIX}{target}", tools.say("option_switch_to", title=title))]
    else:
        text = tools.say("ask_switch_type", title=draft.interview.title)
        others = (each for each in tools.titles if each != draft.interview.id)
        options = [Option(f"{PREFIX}{each}", tools.titles[each]) for each in others]
    options.append(Option("stay", tools.say("option_go_on")))
    asked = Utterance(text, tuple(options), asks=SWITCH, input=InputHint("options"))
    dialogue = remember(situation.dialogue, (asked,)).with_(about=target)
    return Reply(dialogue, (asked,))


def chosen(situation: Situation, commands: Sequence[Command], tools: Tools) -> Reply | None:
    """The answer to that question, or None if the message is about something else."""
    picked = next((each.option for each in commands if isinstance(each, ChooseOption)), "")
    if picked == "stay":
        return asking.again(asking.left(situation, tools), tools, tools.say("going_on"))
    target = picked.removeprefix(PREFIX)
    if not picked.startswith(PREFIX) or target not in tools.titles:
        return None
    if not situation.dialogue.about:
        return ask(situation, target, tools)
    lost = _parted(situation, target, tools)[1]
    draft = _moved(situation, tools.interviews(target))
    plain = situation.dialogue.with_(asks=None, options=(), input_type="", about="", misses=0)
    after = replace(situation, dialogue=plain, draft=draft)
    said = tools.say("switched", title=tools.titles[target], lost=lost[:MOST_NAMED])
    reply = resume(after, tools, said)
    return replace(reply, draft=draft)


def _moved(situation: Situation, interview: Interview) -> Draft:
    """The draft under another interview, with all that it knows too."""
    draft = situation.draft
    assert draft is not None
    old, new = draft.state, begin(interview)
    kinds = {rule.kind for rule in interview.materials}
    materials: dict[str, tuple[str, ...]] = {}
    for kind, ids in old.materials.items():
        place = kind if kind in kinds else OTHER
        materials[place] = (*materials.get(place, ()), *ids)
    state = new.with_(
        given={
            path: each
            for path, each in old.given.items()
            if fits(interview, path, each, draft.interview)
        },
        counts={group: count for group, count in old.counts.items() if group in interview.groups},
        closed=frozenset(group for group in old.closed if group in interview.groups),
        materials=materials,
    )
    return replace(draft, interview=interview, state=state)


def _parted(situation: Situation, target: str, tools: Tools) -> tuple[int, list[str]]:
    """How many answers another type keeps, and the names of those that it does not know."""
    draft = situation.draft
    assert draft is not None
    view, interview = current_view(situation), tools.interviews(target)
    kept, lost = 0, []
    for path, each in draft.state.given.items():
        if fits(interview, path, each, draft.interview):
            kept += 1
        elif path not in view.hidden:
            lost.append(label_of(view, path, tools.responses))
    return kept, list(dict.fromkeys(lost))
