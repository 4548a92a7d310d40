"""What `/openapi.json` says about the web API; the routes themselves read requests by hand."""

from __future__ import annotations

from typing import Any, Final

__all__ = ["DOCUMENTED"]

STRING = {"type": "string"}
INTEGER = {"type": "integer"}
NULLABLE_STRING = {"type": ["string", "null"]}
ID = {"type": "string", "minLength": 1, "maxLength": 100}


def _object(properties: dict[str, Any], *optional: str) -> dict[str, Any]:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


MESSAGE = _object(
    {
        "n": INTEGER,
        "from": {"type": "string", "enum": ["person", "bot", "staff"]},
        "text": STRING,
        "options": _list(_object({"id": STRING, "label": STRING})),
        "asks": NULLABLE_STRING,
        "input": {
            "oneOf": [
                {"type": "null"},
                _object(
                    {
                        "type": STRING,
                        "required": {"type": "boolean"},
                        "options_only": {"type": "boolean"},
                        "accept": _list(STRING),
                        "max_files": INTEGER,
                    }
                ),
            ]
        },
        "links": _list(_object({"label": STRING, "url": STRING})),
        "images": _list(_object({"url": STRING, "alt": STRING})),
        "progress": {"oneOf": [{"type": "null"}, _object({"done": INTEGER, "total": INTEGER})]},
    }
)
MESSAGES = _object({"messages": _list(MESSAGE)})
ANSWER = _object({"messages": _list(MESSAGE), "moved": {"type": "boolean"}}, "moved")
FILING = _object(
    {
        "number": STRING,
        "status": STRING,
        "status_text": STRING,
        "case_no": NULLABLE_STRING,
        "documents": _list(_object({"kind": STRING, "url": STRING, "media_type": STRING})),
    }
)
ERROR = _object({"error": _object({"code": STRING, "text": STRING})})
TURN = {
    "oneOf": [_object({"id": ID, "text": STRING}), _object({"id": ID, "option": STRING})],
}
FILES = _object(
    {"id": ID, "file": _list({"type": "string", "format": "binary"}), "material": STRING},
    "material",
)
AFTER = {"name": "after", "in": "query", "schema": {"type": "integer", "minimum": 0}}
LAST_EVENT_ID = {"name": "Last-Event-ID", "in": "header", "schema": {"type": "integer"}}
BEARER: dict[str, list[str]] = {"bearer": []}
COOKIE: dict[str, list[str]] = {"cookie": []}


def _response(schema: dict[str, Any], media_type: str = "application/json") -> dict[str, Any]:
    return {"description": "", "content": {media_type: {"schema": schema}}}


def _operation(
    summary: str,
    answer: dict[str, Any],
    *errors: int,
    status: int = 200,
    **operation: Any,
) -> dict[str, Any]:
    responses: dict[int | str, Any] = {status: answer}
    responses.update({error: _response(ERROR) for error in (*errors, 429)})
    return {
        "summary": summary,
        "status_code": status,
        "responses": responses,
        "openapi_extra": operation,
    }


def _body(media_type: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"required": True, "content": {media_type: {"schema": schema}}}


DOCUMENTED: Final[dict[str, dict[str, Any]]] = {
    "POST /session": _operation(
        "Begin a conversation",
        _response(_object({"token": STRING, "messages": _list(MESSAGE)})),
        status=201,
        security=[],
    ),
    "DELETE /session": _operation(
        "End the session on this device", {"description": ""}, 401, status=204, security=[BEARER]
    ),
    "POST /messages": _operation(
        "Say something or choose an option",
        _response(ANSWER),
        401,
        409,
        413,
        422,
        security=[BEARER],
        requestBody=_body("application/json", TURN),
    ),
    "GET /messages": _operation(
        "Messages of both sides after n",
        _response(MESSAGES),
        401,
        422,
        security=[BEARER, COOKIE],
        parameters=[AFTER],
    ),
    "POST /files": _operation(
        "Send files for a material, or a signature",
        _response(MESSAGES),
        401,
        409,
        413,
        422,
        security=[BEARER],
        requestBody=_body("multipart/form-data", FILES),
    ),
    "GET /events": _operation(
        "New messages as server-sent events",
        _response(STRING, "text/event-stream"),
        401,
        422,
        security=[BEARER, COOKIE],
        parameters=[AFTER, LAST_EVENT_ID],
    ),
    "GET /filings": _operation(
        "The person's filings",
        _response(_object({"filings": _list(FILING)})),
        401,
        security=[BEARER, COOKIE],
    ),
    "GET /o/{token}": _operation(
        "A file behind a signed address",
        _response({"type": "string", "format": "binary"}, "application/octet-stream"),
        404,
        410,
        security=[],
        parameters=[{"name": "token", "in": "path", "required": True, "schema": STRING}],
    ),
}
