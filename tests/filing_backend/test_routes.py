"""Every route declares who may call it, and lets in nobody else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from filing_backend.api import clerk, court, drafts, filings, sandbox
from filing_backend.api.callers import Require
from filing_backend.app import create_backend
from tests.filing_backend.conftest import CLERK, SERVICE, Stand

ROUTERS = (clerk.router, court.router, drafts.router, filings.router, sandbox.router)
CONSOLE = "/console"  # pages for people, who log in by name: tested with the console

ROUTES = [route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)]


def callers(dependant: Dependant) -> Iterator[Require]:
    for each in dependant.dependencies:
        if isinstance(each.call, Require):
            yield each.call
        yield from callers(each)


def addresses() -> list[tuple[str, str, Require]]:
    found = []
    for route in ROUTES:
        (require,) = callers(route.dependant)
        path = route.path.replace("{page}", "1")
        found += [(method, path, require) for method in route.methods or ()]
    return found


def test_every_route_names_one_kind_of_caller(stand: Stand) -> None:
    for route in ROUTES:
        assert len(list(callers(route.dependant))) == 1, route.path
    app = create_backend(stand.settings, stand.database, stand.office)
    served = {path for path in app.openapi()["paths"] if not path.startswith(CONSOLE)}
    assert served == {route.path for route in ROUTES}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer wrong"},
        {"Authorization": "Bearer "},
        {"Authorization": "Basic test-service-token"},
    ],
)
def test_nobody_else_is_let_in(stand: Stand, headers: dict[str, str]) -> None:
    for method, path, _ in addresses():
        answer = stand.call(method, path, headers=headers)
        assert answer.status_code == 401, (method, path)
        assert answer.json()["error"]["code"] == "unauthorized"


def test_the_bot_is_no_clerk_and_the_clerk_no_bot(stand: Stand) -> None:
    for method, path, require in addresses():
        others = {"clerk": [SERVICE], "bot": [CLERK], "court": [SERVICE, CLERK]}[require.caller]
        answers = [stand.call(method, path, headers=other) for other in others]
        assert {answer.status_code for answer in answers} == {401}, (method, path)


def test_unknown_paths_and_malformed_bodies_have_the_shape_of_errors(stand: Stand) -> None:
    answer = stand.call("GET", "/api/v1/nothing")
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "not_found"
    answer = stand.bot_calls(
        "POST",
        "/api/v1/filings",
        json={"draft_id": "张三丰"},
        headers={"Idempotency-Key": "key-00000001"},
    )
    assert answer.status_code == 422
    assert answer.json()["error"]["code"] == "malformed"
    assert "张三丰" not in answer.text
    answer = stand.bot_calls("POST", "/api/v1/filings", json={})
    assert answer.status_code == 422
