"""The `/telegram` webhook: the platform's by its secret, stored, then acknowledged."""

from __future__ import annotations

import hmac

import orjson
import sqlalchemy as sa
import structlog
from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.platform_errors import Malformed
from bot.channels.request_body import BodyRefused, read_body
from bot.channels.telegram.intake import Intake
from bot.headers import API_HEADERS

__all__ = ["PATH", "telegram_router"]

PATH = "/telegram"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
LONGEST_BODY = 1024 * 1024
BODY_SECONDS = 5.0
THREADS = 4
log = structlog.get_logger("bot.channels.telegram")


class Webhook:
    """Takes the platform's requests. Nothing it is sent makes it fail."""

    def __init__(self, secret: str, intake: Intake) -> None:
        self._secret = secret.encode()
        self._intake = intake
        self._threads = CapacityLimiter(THREADS)

    async def receive(self, request: Request) -> Response:
        """One update. 200 says that it is stored, or that it makes no sense to send it again."""
        given = request.headers.get(SECRET_HEADER, "").encode()
        if not self._secret or not hmac.compare_digest(given, self._secret):
            log.info("telegram.foreign")
            return _answer(403)
        try:
            body = await read_body(request, LONGEST_BODY, BODY_SECONDS)
        except BodyRefused as error:
            log.warning("telegram.body_refused", reason=error.reason)
            return _answer(error.status)
        try:
            tree = orjson.loads(body)
            await to_thread.run_sync(self._intake.take, tree, limiter=self._threads)
        except orjson.JSONDecodeError:
            log.warning("telegram.malformed", reason="no JSON")
        except Malformed as error:
            log.warning("telegram.malformed", reason=error.detail)
        except sa.exc.SQLAlchemyError as error:
            # Not stored: the platform sends it again.
            log.error("telegram.not_stored", error=type(error).__name__)
            return _answer(503)
        return _answer(200)


def _answer(status: int) -> Response:
    return Response(status_code=status, headers=dict(API_HEADERS))


def telegram_router(secret: str, intake: Intake) -> APIRouter:
    """The route that only the platform may call, by its secret."""
    webhook = Webhook(secret, intake)
    router = APIRouter(tags=["telegram"])
    router.add_api_route(
        PATH, webhook.receive, methods=["POST"], response_model=None, include_in_schema=False
    )
    return router
