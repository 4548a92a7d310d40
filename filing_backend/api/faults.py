"""Every error answer has one shape: `{"error": {"code", "text", …}}`; no input is echoed."""

from __future__ import annotations

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from dialogs.errors import ResponseError
from dialogs.schema.responses import Responses
from filing_backend.contracts.drafts import FindingOut
from filing_backend.contracts.filings import ErrorBody
from filing_backend.domain.errors import FilingError, NotAllowed
from infra.errors import InfraError

__all__ = ["answer_errors"]

log = structlog.get_logger(__name__)

CODES = {401: "unauthorized", 404: "not_found", 405: "method_not_allowed", 413: "too_large"}


def answer_errors(app: FastAPI) -> None:
    """Let the app answer our errors, malformed requests and unknown paths in that shape."""
    app.add_exception_handler(FilingError, _filing_error)
    app.add_exception_handler(InfraError, _infra_error)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(HTTPException, _http_error)


def _answer(status_code: int, body: ErrorBody, **beside: str) -> JSONResponse:
    content = {"error": body.model_dump(mode="json", exclude_defaults=True), **beside}
    return JSONResponse(content, status_code=status_code)


def _text(code: str, values: dict[str, str]) -> str:
    responses = Responses.load()
    try:
        return responses.say("notices", f"error_{code}", **values)
    except ResponseError:
        return responses.say("notices", "error_other")


def _filing_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, FilingError)
    log.info("api.refused", code=error.code, status=error.status_code)
    body = ErrorBody(
        code=error.code,
        text=_text(error.code, error.values),
        values=error.values,
        findings=tuple(FindingOut.of(finding) for finding in error.findings),
    )
    beside = {"status": error.values["status"]} if isinstance(error, NotAllowed) else {}
    return _answer(error.status_code, body, **beside)


def _infra_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, InfraError)
    log.error("api.infra_error", code=error.code, exc_info=error)
    return _answer(error.status, ErrorBody(code=error.code, text=_text("other", {})))


def _malformed(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    places = sorted({".".join(str(step) for step in each["loc"]) for each in error.errors()})
    values = {"fields": ", ".join(places)[:500]}
    body = ErrorBody(code="malformed", text=_text("malformed", values), values=values)
    return _answer(422, body)


def _http_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    code = CODES.get(error.status_code, "bad_request")
    return _answer(error.status_code, ErrorBody(code=code, text=_text(code, {})))
