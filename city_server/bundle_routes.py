"""The routes of what ends something: parts of a parcel, a machine's last word, a day that was closed."""

from collections.abc import Callable

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from city_server.callers import SENDERS, Asked, recognise
from city_server.city import City
from city_server.closings import keep_closing
from city_server.custody import hand_over
from city_server.framing import answer, message
from city_server.lost_history import own_up
from city_server.parcels import Hatch, take_part
from outlet_app.sync.wire import Accounted, Custody, DayClosed, HandOver, Path

Handler = Callable[[City, Request, Asked], Response]


def routes() -> list[tuple[str, str, Handler]]:
    """Path, method and handler of each route."""
    return [
        (Path.BUNDLE, "POST", _bundle),
        (Path.CUSTODY, "POST", _custody),
        (Path.CLOSINGS, "POST", _closed),
    ]


def _bundle(city: City, request: Request, asked: Asked) -> Response:
    # Whoever carries it needs only be a counter of this city; what is inside proves itself.
    with city.store.read() as conn:
        recognise(conn, asked, SENDERS)
    hatch = Hatch(city.store, city.blobs, city.query_key, city.limits, lambda lost: own_up(city.store, lost))
    return answer(take_part(hatch, asked.content), request)


def _custody(city: City, request: Request, asked: Asked) -> Response:
    def take(conn: Connection) -> Custody:
        told = message(asked, request.headers.get("content-encoding", ""), HandOver)
        return hand_over(conn, recognise(conn, asked, SENDERS), told)

    return answer(city.store.settle(take), request)


def _closed(city: City, request: Request, asked: Asked) -> Response:
    def take(conn: Connection) -> Accounted:
        told = message(asked, request.headers.get("content-encoding", ""), DayClosed)
        return keep_closing(conn, recognise(conn, asked, SENDERS), told)

    return answer(city.store.settle(take), request)
