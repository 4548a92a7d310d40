"""What the statute makes a condition is told at once, with ways on, and can be printed."""

from __future__ import annotations

from tests.conversations.stage import Direct, Stage


def test_a_bar_comes_with_a_page_to_print_it(stage: Stage) -> None:
    talk = Direct(stage)
    talk.send("consent", text="同意")
    talk.send("case", option="labor")
    talk.send("side", text="劳动者")
    talk.send("arbitration", text="没有申请过")
    last = stage.history(talk.conversation_id)[-1]
    assert [(link.label, link.target) for link in last.links] == [
        ("打印这份说明", f"page:read:{last.n}")
    ]
