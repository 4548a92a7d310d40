"""Messages that no turn asked for: results of jobs and notices about filings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import sqlalchemy as sa

from bot.conversation.asking import gathering
from bot.conversation.dialogue import Dialogue
from bot.conversation.drafts import loaded, stored
from bot.conversation.interviewing import current_view
from bot.conversation.rating import asked_too
from bot.conversation.returning import returned_draft, what_returned
from bot.conversation.situation import Draft, Reply, Situation, Utterance
from bot.conversation.statusing import links_of, status_text
from bot.conversation.tools import Tools
from bot.conversation.turns import numbered
from bot.conversation.wakeups import notify
from bot.conversation.windows import window_links
from bot.conversation.wording import ask_again, findings_text, remember
from bot.delivery import Kind
from bot.messages import Image, Option, Sender
from bot.sessions.errors import ConversationUnknown
from bot.sessions.filings import FilingCopies
from bot.sessions.outbox import Outbox
from bot.sessions.store import Conversation, ConversationStore, StoredDraft
from dialogs.interview.state import Phase
from filing_backend.contracts import FilingCopy, FindingOut, Notice, StaffMessage, Status
from infra.clock import Clock
from infra.database import Database

__all__ = ["Pushes"]

Decide = Callable[[Situation], Reply | None]


class Pushes:
    """Writes into conversations from outside a turn, under the same lock as turns."""

    def __init__(
        self,
        database: Database,
        store: ConversationStore,
        copies: FilingCopies,
        tools: Tools,
        clock: Clock,
        outbox: Outbox | None = None,
    ) -> None:
        self._database = database
        self._store = store
        self._copies = copies
        self._tools = tools
        self._clock = clock
        self._outbox = outbox

    def take_notice(self, notice: Notice) -> None:
        """A notice of the backend: keep the copy, tell the person. Repeats change nothing."""
        with self._database.transaction() as connection:
            found = self._store.draft(connection, notice.draft_id)
            if found is None:
                return
            row, person_id, conversation_id = found[:3]
            if not self._copies.first_time(connection, notice.notice_id, self._clock.now()):
                return
            fresh = self._copies.save(
                connection, notice.filing, person_id, conversation_id, self._clock.now(), notice.at
            )
            if fresh:
                if notice.filing.status is Status.RETURNED:
                    self._reopen_elsewhere(connection, row, conversation_id, notice.filing)
                self.push(
                    connection,
                    conversation_id,
                    lambda at: self._about(self._beside(at, row), notice.filing),
                    Kind.STATUS,
                )

    def take_message(self, message: StaffMessage) -> None:
        """What a member of staff writes to a person. Repeats change nothing."""
        with self._database.transaction() as connection:
            now = self._clock.now()
            conversation_id = self._store.latest(connection, message.person_id)
            if conversation_id is None:
                return
            if self._copies.first_time(connection, message.message_id, now):
                self.push(connection, conversation_id, lambda at: self._staff_said(at, message))

    def _staff_said(self, situation: Situation, message: StaffMessage) -> Reply:
        """In the chat; kept for 查进度 where somebody else may see the phone."""
        waits = situation.dialogue.muted or situation.dialogue.alarmed
        text = self._tools.say("staff_said" if waits else "staff_wrote", text=message.text)
        if situation.dialogue.discreet:
            kept = situation.dialogue.with_(staff_words=(*situation.dialogue.staff_words, text))
            return Reply(kept, (Utterance(self._tools.say("news_waiting")),))
        options = (Option("resume", self._tools.say("option_resume")),) if waits else ()
        return _said(situation, Utterance(text, options, sender=Sender.STAFF))

    def handed_over(self, draft_id: str, copy: FilingCopy) -> None:
        """The backend has received the filing."""
        with self._database.transaction() as connection:
            found = self._store.draft(connection, draft_id)
            if found is None:
                return
            row, person_id, conversation_id = found[:3]
            now = self._clock.now()
            self._copies.save(connection, copy, person_id, conversation_id, now)
            draft = loaded(row, self._tools)
            if draft is None or draft.filing_number == copy.number:
                return
            conversation = self._store.read(connection, conversation_id)
            numbered_draft = replace(draft, filing_number=copy.number)
            self._store.save_draft(connection, conversation, stored(numbered_draft), now)
            text = self._tools.say("handed_over", number=copy.number)

            def said(at: Situation) -> Reply:
                return asked_too(at, _said(at, Utterance(text)), "submission", self._tools)

            self.push(connection, conversation_id, said)

    def refused(self, draft_id: str, findings: Sequence[FindingOut]) -> None:
        """The backend's own checks found a bar: the draft is open again."""
        self._reopen(
            draft_id,
            self._tools.say(
                "hand_over_refused",
                findings=findings_text([each.finding() for each in findings], self._tools),
            ),
        )

    def delayed(self, draft_id: str) -> None:
        """Handing over has to wait: the person is told once."""

        def once(situation: Situation) -> Reply | None:
            if situation.dialogue.delayed:
                return None
            dialogue = situation.dialogue.with_(delayed=True)
            court = situation.draft.state.court if situation.draft is not None else None
            links = window_links(court, self._tools)
            return Reply(dialogue, (Utterance(self._tools.say("hand_over_delayed"), links=links),))

        self._tell_draft(draft_id, once)

    def faulted(self, draft_id: str) -> None:
        """Handing over failed for good by our own fault: the draft is open again."""
        self._reopen(draft_id, self._tools.say("hand_over_faulted"))

    def previewed(self, draft_id: str, pages: int, digest: str) -> None:
        """Pictures of the complaint's pages."""
        images = tuple(
            Image(f"preview:{draft_id}:{page}:{digest}", self._tools.say("preview_page", page=page))
            for page in range(1, pages + 1)
        )
        text = self._tools.say("preview_ready", pages=pages)

        def while_open(situation: Situation) -> Reply | None:
            """Nobody needs a preview of what has been handed over."""
            if not gathering(situation):
                return None
            return _said(situation, Utterance(text, images=images))

        self._tell_draft(draft_id, while_open)

    def tell(self, conversation_id: str, text: str) -> None:
        """One plain message."""
        with self._database.transaction() as connection:
            self.push(connection, conversation_id, lambda at: _said(at, Utterance(text)))

    def _tell_draft(self, draft_id: str, decide: Decide) -> None:
        with self._database.transaction() as connection:
            found = self._store.draft(connection, draft_id)
            if found is not None:
                self.push(connection, found[2], decide)

    def _reopen(self, draft_id: str, text: str) -> None:
        with self._database.transaction() as connection:
            found = self._store.draft(connection, draft_id)
            if found is None:
                return

            def reopened(situation: Situation) -> Reply | None:
                draft = loaded(found[0], self._tools)
                if draft is None or draft.state.phase is not Phase.HANDED_OVER:
                    return None
                phase = Phase.CORRECTING if draft.filing_number else Phase.GATHERING
                state = draft.state.with_(phase=phase, truth=None, signatures={})
                return self._asked(situation, replace(draft, state=state), text)

            self.push(connection, found[2], reopened)

    def _about(self, situation: Situation, filing: FilingCopy) -> Reply | None:
        """What to say about a filing's new status; a return opens its draft again."""
        items = what_returned(situation, filing, self._tools)
        text = status_text(filing, self._tools, items)
        if filing.status is Status.RETURNED:
            draft = situation.draft
            if draft is None or draft.id != filing.draft_id:
                return _said(
                    situation, Utterance(text), Utterance(self._tools.say("returned_other"))
                )
            again = returned_draft(draft, filing, situation.today)
            # One message: it costs one of a channel's few, and cannot come without its question.
            return self._asked(situation, again, text, self._tools.say("returned_begin"))
        if filing.status in QUIET:
            return None
        links = links_of(filing, self._tools)
        reply = _said(situation, Utterance(text, links=links))
        if filing.status in DECIDED:
            return asked_too(situation, reply, "decision", self._tools)
        return reply

    def _beside(self, situation: Situation, row: StoredDraft) -> Situation:
        """The situation with the draft that a notice is about, if it is not the one in hand."""
        draft = loaded(row, self._tools)
        return situation if draft is None else replace(situation, set_aside=(draft,))

    def _reopen_elsewhere(
        self, connection: sa.Connection, row: StoredDraft, conversation_id: str, copy: FilingCopy
    ) -> None:
        """A returned draft that is not in hand is put by, for 继续 to find."""
        draft = loaded(row, self._tools)
        conversation = self._store.read(connection, conversation_id)
        if draft is None or (conversation.draft is not None and conversation.draft.id == draft.id):
            return
        again = stored(returned_draft(draft, copy, self._clock.today()))
        now = self._clock.now()
        self._store.save_draft(connection, conversation, again, now, set_aside=True)

    def _asked(self, situation: Situation, draft: Draft, *lead: str) -> Reply:
        view = current_view(replace(situation, draft=draft))
        utterances = ask_again(view, self._tools, *lead)
        return Reply(remember(situation.dialogue, utterances), utterances, draft)

    def push(
        self,
        connection: sa.Connection,
        conversation_id: str,
        decide: Decide,
        kind: Kind = Kind.RESULT,
    ) -> None:
        """Lock the conversation, decide what to say, say it; in the caller's transaction."""
        try:
            conversation = self._store.read(connection, conversation_id)
        except ConversationUnknown:
            return
        situation = self._situation(conversation)
        reply = decide(situation)
        if reply is None:
            return
        if kind is Kind.STATUS and (situation.dialogue.discreet or situation.dialogue.alarmed):
            reply = self._neutral(situation, reply)
        now = self._clock.now()
        held = conversation.draft.id if conversation.draft else None
        changed = None if reply.draft is None else stored(reply.draft)
        messages = numbered(reply.utterances, conversation.last_n)
        self._store.write(
            connection,
            conversation,
            messages,
            reply.dialogue.to_json(),
            held if changed is None else changed.id,
            now,
            draft=changed,
        )
        notify(connection, conversation_id)
        if self._outbox is not None:
            numbers = [each.n for each in messages]
            self._outbox.push(connection, conversation_id, numbers, kind, now)

    def _neutral(self, situation: Situation, reply: Reply) -> Reply:
        """The same news for a phone that others see: that there is some, told when asked for."""
        unasked = situation.dialogue.with_(asks=None, options=(), input_type="")
        dialogue = situation.dialogue if reply.draft is None else unasked
        return replace(
            reply, dialogue=dialogue, utterances=(Utterance(self._tools.say("news_waiting")),)
        )

    def _situation(self, conversation: Conversation) -> Situation:
        return Situation(
            Dialogue.from_json(conversation.dialogue),
            loaded(conversation.draft, self._tools),
            (),
            self._clock.today(),
            conversation.last_n,
            conversation.person_id,
        )


QUIET = {Status.RECEIVED, Status.CHECKED, Status.ASSEMBLED, Status.CORRECTED}
"""Steps that pass within seconds: the copy is kept, nothing is said."""

DECIDED = {Status.FILED, Status.REFUSED}
"""What the court decides in the end."""


def _said(situation: Situation, *utterances: Utterance) -> Reply:
    return Reply(situation.dialogue, utterances)
