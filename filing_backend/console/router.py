"""Every route of the console with who may call it, and what all of them have in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote

import structlog
from fastapi import APIRouter
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from dialogs.schema.responses import Responses
from filing_backend.console import calls, clerk, deciding, objects, queue, supervisor, trail
from filing_backend.console.front import Front
from filing_backend.console.pages import Pages
from filing_backend.console.visits import COOKIE, Visit, genuine, read_form, see_other
from filing_backend.domain.errors import FilingError
from filing_backend.persistence.staff import Role
from filing_backend.services.edge import Edge
from filing_backend.services.office import Desk
from filing_backend.services.staff import staff_of_session
from infra.errors import InfraError

__all__ = ["ROUTES", "Route", "console_router"]

log = structlog.get_logger(__name__)

CLERK, SUPERVISOR = frozenset({Role.CLERK}), frozenset({Role.SUPERVISOR})
STAFF = CLERK | SUPERVISOR
LEFT_OUT = ("", "/console")
FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Route:
    """A page or an act for those who are logged in; paths are below `/console`."""

    method: str
    path: str
    roles: frozenset[Role]
    act: Callable[[Visit], Response]


ROUTES = (
    Route("GET", "", STAFF, clerk.home),
    Route("GET", "/filings", CLERK, queue.queue),
    Route("POST", "/filings", CLERK, queue.search),
    Route("GET", "/filings/{number}", CLERK, clerk.filing),
    Route("POST", "/filings/{number}/decision", CLERK, deciding.decide_page),
    Route("POST", "/filings/{number}/message", CLERK, calls.write_to_filing),
    Route("GET", "/filings/{number}/documents/{kind}", CLERK, objects.document),
    Route("GET", "/filings/{number}/documents/{kind}/file", CLERK, objects.document_file),
    Route("GET", "/filings/{number}/documents/{kind}/pages/{page}", CLERK, objects.document_page),
    Route("GET", "/filings/{number}/documents/{kind}/thumbnail", CLERK, objects.thumbnail),
    Route("GET", "/filings/{number}/materials/{id}", CLERK, objects.material),
    Route("GET", "/filings/{number}/materials/{id}/file", CLERK, objects.material_file),
    Route("GET", "/filings/{number}/materials/{id}/pages/{page}", CLERK, objects.material_page),
    Route("GET", "/calls", CLERK, calls.calls),
    Route("POST", "/calls/{id}/message", CLERK, calls.write),
    Route("POST", "/calls/{id}/done", CLERK, calls.close),
    Route("GET", "/overview", SUPERVISOR, supervisor.overview),
    Route("GET", "/steps", SUPERVISOR, supervisor.steps),
    Route("GET", "/steps/{number}", SUPERVISOR, supervisor.steps_of_filing),
    Route("GET", "/trail", SUPERVISOR, trail.trail),
    Route("GET", "/trail/export", SUPERVISOR, trail.export),
)


def console_router(edge: Edge, *, secure_cookies: bool) -> APIRouter:
    """The console's pages under `/console`.

    secure_cookies: whether the console is reached through https, as everywhere but in a demo.
    """
    pages = Pages(Responses.load())
    front = Front(edge, pages, secure_cookies)
    house = _House(edge, pages)
    router = APIRouter(prefix="/console", tags=["console"], include_in_schema=False)
    add = partial(router.add_api_route, response_model=None)
    for method, path, endpoint in (
        ("GET", "/log-in", front.ask),
        ("POST", "/log-in", front.log_in),
        ("POST", "/log-out", front.log_out),
        ("GET", "/static/{version}/{name}", house.static),
    ):
        add(path, endpoint, methods=[method])
    for route in ROUTES:
        add(route.path, house.endpoint(route), methods=[route.method])
    add("/{rest:path}", house.nowhere, methods=["GET", "POST"])
    return router


class _House:
    """Lets staff in by their session and role, and forms by their token."""

    def __init__(self, edge: Edge, pages: Pages) -> None:
        self._edge = edge
        self._pages = pages

    def endpoint(self, route: Route) -> Callable[[Request], object]:
        """The route as FastAPI takes it."""

        async def serve(request: Request) -> Response:
            form = await read_form(request) if route.method == "POST" else FormData()
            if form is None:
                return self._message(400, "error_form")
            try:
                return await self._edge.run(partial(self._answer, route, request, form))
            except FilingError as error:
                return self._message(error.status_code, f"error_{error.code}")
            except InfraError as error:
                log.error("console.infra_error", code=error.code, exc_info=error)
                return self._message(error.status, "error_other")

        serve.__name__ = f"{route.act.__name__}_{route.method.lower()}"
        return serve

    async def static(self, request: Request) -> Response:
        """A static file; its address changes with its content, so it may be kept for ever."""
        asset = self._pages.asset(request.path_params["name"])
        if asset is None or request.path_params["version"] != self._pages.version:
            return self._message(404, "error_not_found")
        headers = {"Cache-Control": FOREVER, "X-Content-Type-Options": "nosniff"}
        return Response(asset.content, 200, headers, asset.media_type)

    async def nowhere(self, request: Request) -> Response:
        """An address below `/console` that leads nowhere."""
        return self._message(404, "error_not_found")

    def _answer(self, route: Route, request: Request, form: FormData, desk: Desk) -> Response:
        token = request.cookies.get(COOKIE, "")
        staff = staff_of_session(desk, token) if token else None
        if staff is None:
            return see_other(_log_in_path(request))
        if staff.account.role not in route.roles:
            log.info("console.role_refused", path=route.path)
            return self._message(403, "error_role")
        if route.method == "POST" and not genuine(form.get("form_token"), staff.form_token):
            log.info("console.form_refused", path=route.path)
            return self._message(403, "error_form_token")
        visit = Visit(
            desk, staff, self._pages, request.path_params, request.query_params, form, token
        )
        return route.act(visit)

    def _message(self, status: int, code: str) -> Response:
        known = self._pages.responses.has("console", code)
        text = self._pages.say(code if known else "error_other")
        return self._pages.page("message.html", status, title=text, lines=(), filing="")


def _log_in_path(request: Request) -> str:
    """The log-in page; it leads back to a page, never to an act."""
    wanted = request.url.path if request.method == "GET" else ""
    return f"/console/log-in?to={quote(wanted)}" if wanted not in LEFT_OUT else "/console/log-in"
