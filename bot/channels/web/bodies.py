"""Reading what a client sent, never more of it than is allowed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import orjson
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message as AsgiMessage
from starlette.types import Receive

from bot.channels.seam import Upload
from bot.channels.web.errors import TooLarge, Unreadable
from bot.channels.web.limits import Limits

__all__ = ["FilesBody", "TurnBody", "read_files", "read_turn"]

MAX_ID_CHARACTERS = 100
MAX_OPTION_CHARACTERS = 200
MAX_NAME_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class TurnBody:
    """Words or a choice, with the client's id."""

    id: str
    text: str | None
    option: str | None

    @property
    def digest(self) -> str:
        """SHA-256 of what was said, without the id."""
        return _digest(orjson.dumps(["turn", self.text, self.option]))


@dataclass(frozen=True, slots=True)
class FilesBody:
    """Files, with the client's id and the kind of material they are meant for."""

    id: str
    files: tuple[Upload, ...]
    material: str | None

    @property
    def digest(self) -> str:
        """SHA-256 over the files' bytes and what they are for."""
        files = [_digest(file.content) for file in self.files]
        return _digest(orjson.dumps(["files", self.material, files]))


async def read_turn(request: Request, limits: Limits) -> TurnBody:
    """The JSON body of a turn.

    Raises:
        TooLarge, Unreadable
    """
    request = _bounded(request, limits.turn_bytes)
    try:
        body = orjson.loads(await request.body())
    except orjson.JSONDecodeError as error:
        raise Unreadable("not JSON") from error
    if not isinstance(body, dict):
        raise Unreadable("not a JSON object")
    text, option = body.get("text"), body.get("option")
    if (text is None) == (option is None):
        raise Unreadable("exactly one of text and option")
    if text is not None and not isinstance(text, str):
        raise Unreadable("text is not a string")
    if option is not None:
        option = _token(option, MAX_OPTION_CHARACTERS, "option")
    return TurnBody(
        id=_token(body.get("id"), MAX_ID_CHARACTERS, "id"),
        text=None if text is None else text.replace("\x00", ""),
        option=option,
    )


async def read_files(request: Request, limits: Limits) -> FilesBody:
    """The multipart body of an upload.

    Raises:
        TooLarge, Unreadable
    """
    request = _bounded(request, limits.upload_bytes)
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise Unreadable("not multipart/form-data")
    try:
        # One more than allowed is let through so that too many can be told from broken.
        form = await request.form(max_files=limits.upload_files + 1, max_fields=20)
    except HTTPException as error:
        raise Unreadable("broken multipart body") from error
    try:
        parts = [part for part in form.getlist("file") if isinstance(part, UploadFile)]
        if not parts:
            raise Unreadable("no file")
        if len(parts) > limits.upload_files:
            raise TooLarge("too many files")
        material = form.get("material") or None
        if isinstance(material, UploadFile):
            raise Unreadable("material is a file")
        return FilesBody(
            id=_token(form.get("id"), MAX_ID_CHARACTERS, "id"),
            files=tuple([await _upload(part) for part in parts]),
            material=None
            if material is None
            else _token(material, MAX_OPTION_CHARACTERS, "material"),
        )
    finally:
        await form.close()


async def _upload(part: UploadFile) -> Upload:
    name = (part.filename or "").replace("\\", "/").rpartition("/")[2]
    name = "".join(character for character in name if character.isprintable())
    return Upload(
        name=name[-MAX_NAME_CHARACTERS:],
        media_type=part.content_type or "application/octet-stream",
        content=await part.read(),
    )


def _token(value: Any, longest: int, name: str) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= longest or not value.isprintable():
        raise Unreadable(f"{name} is not a string of 1 to {longest} printable characters")
    return value


def _bounded(request: Request, limit: int) -> Request:
    """The same request, but reading more than `limit` bytes raises TooLarge."""
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > limit:
        raise TooLarge
    return Request(request.scope, _counted(request.receive, limit))


def _counted(receive: Receive, limit: int) -> Receive:
    left = limit

    async def counted() -> AsgiMessage:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise TooLarge
        return message

    return counted


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
