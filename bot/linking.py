"""Files behind links and images: whose they are, and where the backend keeps them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from urllib.parse import quote

from anyio import to_thread

from bot.channels.seam import StreamedObject, Upload
from bot.errors import LinkExpired
from bot.exchange import DraftRef, Grant
from bot.filing_client import FilingClient
from bot.messages import Attachment
from bot.sessions.filings import FilingCopies
from bot.sessions.store import ConversationStore
from dialogs.schema.responses import Responses
from infra import errors, signing
from infra.clock import Clock
from infra.database import Database

__all__ = ["LINK_LASTS", "BackendMaterials", "LinkSigner"]

LINK_LASTS = timedelta(minutes=15)
PAGE_LASTS = timedelta(hours=48)
"""For pages opened from a chat: their links stand in the chat's history, where nothing can sign
them anew, and people open them in the evening. Two days is as long as WeChat lets us answer a
message; any later message brings a fresh link. A page shows only its own person's conversation,
and what it shows of files is signed for a quarter of an hour each time it is opened."""
WEB = "web"
CHANNELS = (WEB, "wechat", "telegram")
PAGE = "page:"
SUFFIXES = {
    "application/pdf": ".pdf",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "application/zip": ".zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}


class LinkSigner:
    """Signs addresses for one person and one object.

    They last a quarter of an hour; pages opened from a chat, two days.
    """

    def __init__(self, signer: signing.Signer, clock: Clock) -> None:
        self._signer = signer
        self._clock = clock

    def sign(self, grant: Grant) -> str:
        """A token that can stand in a path."""
        person = f"{grant.conversation_id}|{grant.person_id}"
        from_chat = grant.channel != WEB and grant.target.startswith(PAGE)
        expires_at = self._clock.now() + (PAGE_LASTS if from_chat else LINK_LASTS)
        return self._signer.sign(signing.Grant(grant.channel, person, grant.target, expires_at))

    def open(self, token: str) -> Grant | None:
        """What was signed; None if it was not signed by us.

        Raises:
            LinkExpired: it was, but its time is over.
        """
        for channel in CHANNELS:
            try:
                found = self._signer.read(token, channel)
            except errors.LinkExpired as error:
                raise LinkExpired(channel) from error
            except errors.LinkForged:
                continue
            conversation_id, _, person_id = found.person.partition("|")
            return Grant(found.object, conversation_id, person_id, channel)
        return None


class BackendMaterials:
    """Implements `channels.seam.Materials` over the backend's API."""

    def __init__(
        self,
        client: FilingClient,
        database: Database,
        store: ConversationStore,
        copies: FilingCopies,
        responses: Responses,
    ) -> None:
        self._client = client
        self._database = database
        self._store = store
        self._copies = copies
        self._responses = responses

    async def receive(
        self, draft: DraftRef, files: Sequence[Upload], kind: str | None
    ) -> tuple[Attachment, ...]:
        """Hand files to the backend; each comes back with its verdict."""
        incoming = [(each.name, each.media_type, each.content) for each in files]
        return await self._client.receive(draft, incoming, kind)

    async def stream(self, target: str, person_id: str) -> StreamedObject | None:
        """The file behind a target, None if this person has no such.

        Targets: `document:<number>:<kind>:<media type>`, `material:<draft>:<id>`,
        `preview:<draft>:<page>:<digest>`.
        """
        kind, _, rest = target.partition(":")
        owner, _, _ = rest.partition(":")
        if not await to_thread.run_sync(self._owns, kind, owner, person_id):
            return None
        path, name = self._place(kind, rest)
        found = await self._client.open(path) if path else None
        if found is None:
            return None
        media_type, given_name, chunks = found
        suffix = SUFFIXES.get(media_type.partition(";")[0], "")
        return StreamedObject(media_type, given_name or f"{name}{suffix}", chunks)

    def _owns(self, kind: str, owner: str, person_id: str) -> bool:
        with self._database.transaction() as connection:
            if kind == "document":
                return self._copies.owner(connection, owner) == person_id
            found = self._store.draft(connection, owner)
            return found is not None and found[1] == person_id

    def _place(self, kind: str, rest: str) -> tuple[str, str]:
        if kind == "document":
            number, document, media_type = rest.split(":", 2)
            label = self._responses.say("conversation", "document_name", kind=document)
            path = f"/api/v1/filings/{number}/documents/{document}"
            return f"{path}?media_type={quote(media_type, safe='')}", f"{number}{label}"
        if kind == "preview":
            draft_id, page, _ = rest.split(":", 2)
            return f"/api/v1/drafts/{draft_id}/preview/{page}.png", f"{page}"
        if kind == "material":
            return f"/api/v1/materials/{rest.partition(':')[2]}/content", ""
        return "", ""
