"""The routes of the treaty; each reads the request, asks one room below, and frames the answer."""

import logging
from collections.abc import Awaitable, Callable

from fastapi import FastAPI
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from city_server import (
    authority,
    blob_routes,
    bundle_routes,
    clock,
    contact,
    enrolment,
    epochs,
    parcel_keys,
    reviews,
    signing_keys,
)
from city_server.buckets import BucketAsked, give_bucket, give_buckets
from city_server.callers import SENDERS, Asked, hand_out_nonce, own_instance, recognise
from city_server.city import City
from city_server.day_book import give_day
from city_server.denial import Denied
from city_server.description import DESCRIPTION_PATH, describe
from city_server.division import routes as division
from city_server.door import Door, Pace
from city_server.forks import RecallAsked, give_own, take_fork
from city_server.framing import answer, framed, message, refusal, take_request, unchanged
from city_server.lost_history import own_up
from city_server.metrics import Metrics
from city_server.neighbours import lost_told, windows_told
from city_server.number_book import keep_numbers
from city_server.public import public_routes
from city_server.pull import MAX_EVENTS, PullAsked, give_pull
from city_server.push import HistoryLost, take_push
from city_server.releases.offer import body_for, etag_for, offer_to
from city_server.store import Contended
from city_server.watching import Watching, places_of
from outlet_app.failpoints import Failpoint, reach
from outlet_app.sync.wire import (
    ENROL_NONCE,
    MIN,
    PROTO,
    Accounted,
    Authority,
    Beat,
    Beaten,
    Code,
    DayAsked,
    Enrol,
    Fork,
    Forked,
    Hello,
    Numbers,
    Path,
    Push,
    Pushed,
    Standing,
    signature_fits,
)

_LOG = logging.getLogger(__name__)
Handler = Callable[[City, Request, Asked], Response]


def build_app(city: City, door: Door | None = None, metrics: Metrics | None = None) -> FastAPI:
    """The application over an opened city; it holds no state of its own but who is inside just now."""
    door, metrics = door or Door(Pace()), metrics or Metrics()
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=DESCRIPTION_PATH, redirect_slashes=False)
    describe(app)
    app.include_router(public_routes(city, door))
    for path, method, handler in (
        (Path.HELLO, "GET", _hello),
        (Path.ENROL, "POST", _enrol),
        (Path.PUSH, "POST", _push),
        (Path.PULL, "GET", _pull),
        (Path.CATALOGUE, "GET", _catalogue),
        (Path.HEARTBEAT, "POST", _heartbeat),
        (Path.AUTHORITY, "GET", _authority),
        (f"{Path.CATALOGUE}/{{kind}}/{{ref}}", "GET", _pack),
        (Path.BUCKETS, "GET", _buckets),
        (Path.FORK, "POST", _fork),
        (Path.NUMBERS, "POST", _numbers),
        (Path.DIGEST, "POST", _day),
        *bundle_routes.routes(),
        (f"{Path.OPS}/{{instance}}", "GET", _own),
        (f"{Path.BUCKETS}/{{no:int}}", "GET", _bucket),
        *blob_routes.routes(),
    ):
        app.add_route(path, _route(city, door, handler), methods=[method])
    app.router.routes.extend(division.routes(city, door))
    app.add_exception_handler(HTTPException, _no_such_place)
    app.add_middleware(Watching, metrics=metrics, places=places_of(app.routes))
    return app


async def _no_such_place(_request: Request, _found: Exception) -> Response:
    return refusal(Denied(Code.NOT_FOUND))


def _route(city: City, door: Door, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    async def serve(request: Request) -> Response:
        try:
            asked = await take_request(request)
            entry = door.admit_push(asked.device_id) if handler is _push else door.admit()
            async with entry:
                return await run_in_threadpool(handler, city, request, asked)
        except Denied as denied:
            return refusal(denied)
        except Contended:
            return refusal(Denied(Code.BUSY))
        except (OperationalError, PoolTimeout):
            _LOG.exception("database not available")
            return refusal(Denied(Code.BUSY))
        except ClientDisconnect:
            return refusal(Denied(Code.BAD_BODY))
        except Exception:
            _LOG.exception("request failed")
            return refusal(Denied(Code.SERVER_FAULT))

    return serve


def _hello(city: City, request: Request, asked: Asked) -> Response:
    if asked.signature:
        with city.store.read() as conn:
            caller = recognise(conn, asked, SENDERS)
            held = own_instance(conn, caller, request.query_params.get("instance", ""))
            offered = etag_for(conn, city.packs, caller.outlet)
            epoch, nonce = epochs.required(conn).name, asked.nonce
            seal_to, signers = reviews.key_told(conn), signing_keys.keys_told(conn)
            by_stick, lost = parcel_keys.key_told(conn), lost_told(conn, caller)
            beside = windows_told(conn, caller)
        you = Standing(last_seq=held.last_seq, mode=caller.mode)
    else:
        nonce = city.store.settle(lambda conn: hand_out_nonce(conn, asked.device_id))
        with city.store.read() as conn:
            epoch, you, seal_to, signers = epochs.required(conn).name, None, None, ()
            by_stick, beside, lost = None, (), ()
        offered = city.packs.etag
    hello = Hello(
        server_time=clock.now(),
        epoch=epoch,
        proto=PROTO,
        min=MIN,
        limits=city.limits,
        nonce=nonce,
        catalogue=offered,
        you=you,
        reviews=seal_to,
        policies=signers,
        parcels=by_stick,
        windows=beside,
        lost=lost,
    )
    return answer(hello, request)


def _enrol(city: City, request: Request, asked: Asked) -> Response:
    told = message(asked, request.headers.get("content-encoding", ""), Enrol)
    public = bytes.fromhex(told.public_key)
    if not signature_fits(public, asked.signature, asked.method, asked.target, asked.content, ENROL_NONCE):
        raise Denied(Code.SIGNATURE)
    return answer(city.store.settle(lambda conn: enrolment.enrol(conn, told)), request)


def _push(city: City, request: Request, asked: Asked) -> Response:
    def take(conn: Connection) -> Pushed:
        caller = recognise(conn, asked, SENDERS)
        push = message(asked, request.headers.get("content-encoding", ""), Push)
        return take_push(conn, caller, push, city.query_key, city.limits)

    try:
        pushed = city.store.settle(take)
        reach(Failpoint.CITY_PUSH_AFTER_COMMIT)
        return answer(pushed, request)
    except HistoryLost as lost:
        raise Denied(Code.EPOCH, epoch=own_up(city.store, lost), last_seq=lost.last_seq) from lost


def _pull(city: City, request: Request, asked: Asked) -> Response:
    page = _page_asked(request)
    with city.store.read() as conn:
        caller = recognise(conn, asked)
        pulled = give_pull(conn, caller, page, etag_for(conn, city.packs, caller.outlet))
    reach(Failpoint.CITY_PULL_BEFORE_ANSWER)
    return answer(pulled, request)


def _buckets(city: City, request: Request, asked: Asked) -> Response:
    told = request.query_params
    with city.store.read() as conn:
        caller = recognise(conn, asked)
        return answer(give_buckets(conn, caller, told.get("instance", ""), told.get("scope", "")), request)


def _bucket(city: City, request: Request, asked: Asked) -> Response:
    told = request.query_params
    page = BucketAsked(
        request.path_params["no"], told.get("instance", ""), told.get("scope", ""), told.get("after", "")
    )
    with city.store.read() as conn:
        return answer(give_bucket(conn, recognise(conn, asked), page), request)


def _fork(city: City, request: Request, asked: Asked) -> Response:
    def take(conn: Connection) -> Forked:
        told = message(asked, request.headers.get("content-encoding", ""), Fork)
        forked = take_fork(conn, recognise(conn, asked, SENDERS), told)
        reach(Failpoint.CITY_FORK_BEFORE_COMMIT)
        return forked

    forked = city.store.settle(take)
    reach(Failpoint.CITY_FORK_AFTER_COMMIT)
    return answer(forked, request)


def _numbers(city: City, request: Request, asked: Asked) -> Response:
    def take(conn: Connection) -> Accounted:
        told = message(asked, request.headers.get("content-encoding", ""), Numbers)
        return keep_numbers(conn, recognise(conn, asked, SENDERS), told)

    return answer(city.store.settle(take), request)


def _day(city: City, request: Request, asked: Asked) -> Response:
    with city.store.read() as conn:
        caller = recognise(conn, asked)
        told = message(asked, request.headers.get("content-encoding", ""), DayAsked)
        return answer(give_day(conn, caller, told), request)


def _own(city: City, request: Request, asked: Asked) -> Response:
    told, after = request.query_params, request.query_params.get("after", "0")
    if not (after.isascii() and after.isdecimal() and len(after) < 16):
        raise Denied(Code.BAD_BODY)
    page = RecallAsked(request.path_params["instance"], told.get("asking", ""), int(after))
    with city.store.read() as conn:
        return answer(give_own(conn, recognise(conn, asked), page), request)


def _catalogue(city: City, request: Request, asked: Asked) -> Response:
    with city.store.read() as conn:
        offered = offer_to(conn, city.packs, recognise(conn, asked).outlet)
    if request.headers.get("if-none-match") == offered.etag:
        return unchanged(offered.etag)
    return answer(offered, request, ETag=offered.etag)


def _pack(city: City, request: Request, asked: Asked) -> Response:
    kind, ref = request.path_params["kind"], request.path_params["ref"]
    with city.store.read() as conn:
        return framed(body_for(conn, city.packs, recognise(conn, asked).outlet, kind, ref), request)


def _heartbeat(city: City, request: Request, asked: Asked) -> Response:
    def keep(conn: Connection) -> None:
        caller = recognise(conn, asked, SENDERS)
        contact.keep(conn, caller, message(asked, request.headers.get("content-encoding", ""), Beat))

    city.store.settle(keep)
    return answer(Beaten(server_time=clock.now()), request)


def _authority(city: City, request: Request, _asked: Asked) -> Response:
    with city.store.read() as conn:
        pem = authority.kept(conn)
    if not pem:
        raise Denied(Code.NOT_FOUND)
    return answer(Authority(pem=pem), request)


def _page_asked(request: Request) -> PullAsked:
    asked = request.query_params
    after, limit = asked.get("after", "0"), asked.get("limit", str(MAX_EVENTS))
    if not all(told.isascii() and told.isdecimal() and len(told) < 16 for told in (after, limit)):
        raise Denied(Code.BAD_BODY)
    return PullAsked(
        instance=asked.get("instance", ""),
        scope=asked.get("scope", ""),
        epoch=asked.get("epoch", ""),
        after=int(after),
        limit=int(limit),
    )
