"""Pages that stand open while the chat has gone on: nothing is lost, nothing lands elsewhere."""

from __future__ import annotations

import pytest

from bot.exchange import Grant
from bot.linking import LinkSigner
from dialogs.interview.agenda import Agenda, Ask, AskKind
from infra.encryption import Keyring
from infra.signing import Signer
from tests.conftest import MASTER_KEY
from tests.fakes.pictures import photo


@pytest.fixture
async def person(wechat):
    """Somebody who has begun a loan case."""
    person = wechat.platform.person()
    await person.event("subscribe")
    await person.say("同意")
    await person.say("民间借贷纠纷")
    return person


async def sent(wechat, person, target):
    """What the chat shows after a file was sent on the page of that target."""
    (row,) = wechat.rows("SELECT conversation_id, person_id FROM bot.channel_identities")
    signer = LinkSigner(
        Signer(Keyring(MASTER_KEY).signing_key("links"), wechat.clock), wechat.clock
    )
    grant = Grant(target, row.conversation_id, row.person_id, "wechat")
    address = f"/h/{target.split(':')[1]}/{signer.sign(grant)}"
    file = {"file": ("a.jpg", photo(), "image/jpeg")}
    answer = await wechat.http.post(address, data={"id": "page-1"}, files=file)
    assert answer.status_code == 200, answer.text
    await wechat.work()
    return person.screen[-1]


def state(wechat):
    with wechat.database.transaction() as connection:
        return wechat.bot.turns._store.read(connection, wechat.conversation()).draft.state


async def test_file_for_a_material_of_another_kind_of_case_is_kept_and_asked_about(wechat, person):
    shown = await sent(wechat, person, "page:upload:wage_records:3")
    assert "是什么材料" in shown
    assert sum(len(ids) for ids in state(wechat).materials.values()) == 1


async def test_file_goes_to_the_material_that_its_page_is_for(wechat, person):
    shown = await sent(wechat, person, "page:upload:iou:3")
    assert "放在“借条、欠条或借款合同”里" in shown
    assert list(state(wechat).materials) == ["iou"]


async def test_signature_that_nobody_asks_for_is_no_evidence(wechat, person):
    shown = await sent(wechat, person, "page:signature:plaintiffs[0]:3")
    assert "签名我没有用" in shown
    assert "是个人，还是单位" in shown
    assert not state(wechat).materials
    assert not state(wechat).signatures


@pytest.mark.parametrize(("signer", "taken"), [("plaintiffs[0]", False), ("plaintiffs[1]", True)])
async def test_signature_is_taken_for_the_party_of_its_page_only(
    wechat, person, monkeypatch, signer, taken
):
    asked = Ask(AskKind.SIGNATURE, "plaintiffs[1]")
    monkeypatch.setattr(Agenda, "first", lambda _: asked)
    shown = await sent(wechat, person, f"page:signature:{signer}:3")
    assert ("签名我没有用" in shown) is not taken
    assert list(state(wechat).signatures) == (["plaintiffs[1]"] if taken else [])
