"""The bot's side of the backend's API: at async edges and in jobs, never inside a turn."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import datetime

import httpx

from bot.errors import BotError
from bot.exchange import DraftRef
from bot.messages import Attachment
from filing_backend.contracts import (
    FilingCopy,
    FilingDraft,
    FindingOut,
    MaterialVerdict,
    PersonCall,
    PersonDeletion,
    PersonMessage,
    PreviewResult,
)

__all__ = ["BackendRefused", "BackendUnreachable", "FilingClient", "HandOverBlocked", "Incoming"]

TIMEOUT = httpx.Timeout(60, connect=5)
Incoming = tuple[str, str, bytes]
"""name, media type, content of a file."""


class BackendUnreachable(BotError):
    """The backend does not answer, or answers with a fault of its own: try again later."""

    code = "backend_unreachable"
    status = 503


class BackendRefused(BotError):
    """The backend will not do this, now or later. `detail` is its code."""

    code = "backend_refused"
    status = 409


class HandOverBlocked(BotError):
    """The backend's checks found a bar; `findings` says what."""

    code = "hand_over_blocked"
    status = 422

    def __init__(self, findings: Sequence[FindingOut]) -> None:
        super().__init__(" ".join(each.code for each in findings))
        self.findings = tuple(findings)


class FilingClient:
    """Calls of `/api/v1`, with the service token."""

    def __init__(self, client: httpx.AsyncClient, token: str) -> None:
        self._client = client
        self._headers = {"Authorization": f"Bearer {token}"}

    async def receive(
        self, draft: DraftRef, files: Sequence[Incoming], kind: str | None
    ) -> tuple[Attachment, ...]:
        """Hand files over; each comes back with its verdict."""
        response = await self._call(
            "POST",
            f"/api/v1/drafts/{draft.draft_id}/materials",
            files=[("files", (name, content, media_type)) for name, media_type, content in files],
            data={"person_id": draft.person_id, **({"kind": kind} if kind else {})},
        )
        verdicts = [MaterialVerdict.model_validate(each) for each in response.json()]
        return tuple(
            Attachment(
                each.material_id,
                each.name,
                each.media_type,
                each.size,
                each.code,
                each.values,
                each.existing,
            )
            for each in verdicts
        )

    async def preview(self, draft: FilingDraft) -> PreviewResult:
        """Render the complaint as it stands."""
        response = await self._call(
            "POST", f"/api/v1/drafts/{draft.draft_id}/preview", json=draft.model_dump(mode="json")
        )
        return PreviewResult.model_validate(response.json())

    async def hand_over(self, draft: FilingDraft, key: str, number: str | None) -> FilingCopy:
        """File the draft, or send the correction of a returned filing.

        Raises:
            HandOverBlocked: the backend's checks found a bar.
            BackendUnreachable, BackendRefused
        """
        path = f"/api/v1/filings/{number}/corrections" if number else "/api/v1/filings"
        response = await self._call(
            "POST", path, json=draft.model_dump(mode="json"), headers={"Idempotency-Key": key}
        )
        return FilingCopy.model_validate(response.json())

    async def withdraw(self, number: str) -> FilingCopy:
        """Withdraw a filing that the court has not decided on."""
        response = await self._call("POST", f"/api/v1/filings/{number}/withdrawal")
        return FilingCopy.model_validate(response.json())

    async def delete_draft(self, draft_id: str) -> None:
        """Delete the materials and pictures of a draft that never became a filing."""
        await self._call("DELETE", f"/api/v1/drafts/{draft_id}")

    async def delete_person(self, person_id: str) -> PersonDeletion:
        """Delete what the law allows; tells what is kept and why."""
        response = await self._call("DELETE", f"/api/v1/persons/{person_id}")
        return PersonDeletion.model_validate(response.json())

    async def call_staff(self, person_id: str, call_id: str, at: datetime) -> None:
        """Tell the court's staff that the person wants a human; the id again changes nothing."""
        call = PersonCall(call_id=call_id, at=at)
        path = f"/api/v1/persons/{person_id}/calls"
        await self._call("POST", path, json=call.model_dump(mode="json"))

    async def tell_staff(self, person_id: str, message_id: str, text: str, at: datetime) -> None:
        """Let whoever answers read what the person wrote; the id again changes nothing."""
        message = PersonMessage(message_id=message_id, text=text, at=at)
        path = f"/api/v1/persons/{person_id}/messages"
        await self._call("POST", path, json=message.model_dump(mode="json"))

    async def open(self, path: str) -> tuple[str, str, AsyncIterator[bytes]] | None:
        """Media type, name and content of a document, material or page; None if it is gone."""
        request = self._client.build_request("GET", path, headers=self._headers, timeout=TIMEOUT)
        try:
            response = await self._client.send(request, stream=True)
        except httpx.HTTPError as error:
            raise BackendUnreachable(type(error).__name__) from error
        if response.status_code != httpx.codes.OK:
            await response.aclose()
            return None

        async def chunks() -> AsyncIterator[bytes]:
            try:
                async for chunk in response.aiter_bytes():
                    yield chunk
            finally:
                await response.aclose()

        media_type = response.headers.get("content-type", "application/octet-stream")
        return media_type, response.headers.get("x-file-name", ""), chunks()

    async def _call(
        self, method: str, path: str, headers: dict[str, str] | None = None, **content: object
    ) -> httpx.Response:
        try:
            response = await self._client.request(
                method,
                path,
                headers={**self._headers, **(headers or {})},
                timeout=TIMEOUT,
                **content,  # type: ignore[arg-type]
            )
        except httpx.HTTPError as error:
            raise BackendUnreachable(type(error).__name__) from error
        if response.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
            raise BackendUnreachable(f"status {response.status_code}")
        if response.status_code == httpx.codes.UNPROCESSABLE_ENTITY:
            found = response.json().get("error", {}).get("findings")
            if found:
                raise HandOverBlocked([FindingOut.model_validate(each) for each in found])
        if response.is_error:
            raise BackendRefused(_code(response))
        return response


def _code(response: httpx.Response) -> str:
    try:
        return str(response.json()["error"]["code"])
    except (ValueError, KeyError, TypeError):
        return f"status {response.status_code}"
