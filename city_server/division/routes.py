"""The division's pages at their addresses; none of them stands in the description of the treaty."""

import logging
from collections.abc import Awaitable, Callable, Iterator

from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from city_server.city import City
from city_server.division import (
    attachment_pages,
    closing_pages,
    credit_pages,
    entrance,
    outlet_pages,
    overseen_pages,
    parked_pages,
    quarter_pages,
    style,
    task_pages,
    transfer_pages,
)
from city_server.division.gate import Handler, let_in
from city_server.division.places import Place
from city_server.division.view import SAFE, bare
from city_server.division.visit import BadForm, take
from city_server.door import Busy, Door
from outlet_app.wording import division as words

_LOG = logging.getLogger(__name__)
_SHEET_KEPT = "public, max-age=31536000, immutable"
_GET: dict[Place, Handler] = {
    Place.HOME: entrance.home,
    Place.PASSWORD: entrance.show_password,
    Place.TRANSFERS: transfer_pages.show_board,
    Place.TRANSFER: transfer_pages.show_case,
    Place.ATTACHMENT: attachment_pages.show,
    Place.OVERSEEN: overseen_pages.show_list,
    Place.OVERSEEN_CASE: overseen_pages.show_case,
    Place.PARKED: parked_pages.show_list,
    Place.OPERATION: parked_pages.show_operation,
    Place.OUTLETS: outlet_pages.show,
    Place.CLOSINGS: closing_pages.show,
    Place.TASKS: task_pages.show_list,
    Place.TASK: task_pages.show_task,
    Place.CREDIT: credit_pages.show_list,
    Place.CREDIT_CASE: credit_pages.show_case,
    Place.QUARTERS: quarter_pages.show,
    Place.QUARTER_BOOK: quarter_pages.book,
}
_POST: dict[Place, Handler] = {
    Place.SIGN_OUT: entrance.sign_out,
    Place.PASSWORD: entrance.change_password,
    Place.TAKE: transfer_pages.take,
    Place.SEND_BACK: transfer_pages.send_back,
    Place.ANSWER: transfer_pages.answer,
    Place.FEED_BACK: transfer_pages.feed_back,
    Place.HAND_ON: transfer_pages.hand_on,
    Place.DEMAND: overseen_pages.demand,
    Place.SITUATION: overseen_pages.judge,
    Place.JUDGE: parked_pages.judge_again,
    Place.SET_ASIDE: parked_pages.put_aside,
    Place.ROUTE: task_pages.route,
    Place.DECIDE: task_pages.decide,
    Place.CALL: task_pages.call,
    Place.LIST: credit_pages.enter,
    Place.DROP: credit_pages.drop,
    Place.REPAIR: credit_pages.repair,
}


def routes(city: City, door: Door) -> Iterator[Route]:
    """Every page and every form."""
    yield Route(Place.STYLE, _style, methods=["GET"], include_in_schema=False)
    for place, method, handler, to_all in _all():
        served = _serve(city, door, handler, to_all)
        yield Route(place, served, methods=[method], include_in_schema=False)


def _all() -> Iterator[tuple[Place, str, Handler, bool]]:
    yield Place.SIGN_IN, "GET", entrance.show_door, True
    yield Place.SIGN_IN, "POST", entrance.sign_in, True
    yield from ((place, "GET", handler, False) for place, handler in _GET.items())
    yield from ((place, "POST", handler, False) for place, handler in _POST.items())


def _serve(
    city: City, door: Door, handler: Handler, to_all: bool
) -> Callable[[Request], Awaitable[Response]]:
    async def serve(request: Request) -> Response:
        try:
            visit = await take(city, request)
            async with door.admit():
                return await run_in_threadpool(let_in, visit, handler, to_all=to_all)
        except (BadForm, ClientDisconnect):
            return bare(400, words.BAD_FORM)
        except Busy as busy:
            return bare(busy.status, words.BUSY, busy.wait_s)
        except (OperationalError, PoolTimeout):
            _LOG.exception("database not available")
            return bare(503, words.BUSY, 5)
        except Exception:
            _LOG.exception("page failed")
            return bare(500, words.FAULT)

    return serve


async def _style(_request: Request) -> Response:
    kept = {**SAFE, "Cache-Control": _SHEET_KEPT}
    return HTMLResponse(style.sheet(), headers=kept, media_type="text/css")
