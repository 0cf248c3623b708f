"""What the city's own platform may ask: how a case stands, and whether this server is well."""

import logging
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Header
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.concurrency import run_in_threadpool

from city_server import epochs, progress
from city_server.city import City
from city_server.door import Busy, Door
from outlet_app.domain.states import State

_LOG = logging.getLogger(__name__)
_NOT_KEPT = {"Cache-Control": "no-store"}
CODE_HEADER = "WK-Query-Code"


class Turn(StrEnum):
    """Whose turn it is."""

    OFFICE = "office"
    APPLICANT = "applicant"
    NOBODY = "nobody"


class ProgressTold(BaseModel):
    """Where a case stands. Nothing in it tells who applied or for what."""

    case_no: str = Field(description="the number as printed", examples=["HH05-20261122-010017-T"])
    state: State = Field(description="where it stands; every value is one of the counter's own states")
    waits_for: Turn = Field(description="whose turn it is")
    registered: date = Field(description="the day it was registered")
    updated: date = Field(description="the day of its last step")
    due: date | None = Field(description="the day that presses most, null where none is set or it has ended")


class Refused(BaseModel):
    """Why there is no answer; NOT_FOUND alike for a number nobody has and for a wrong code."""

    code: str = Field(examples=["NOT_FOUND"])


class Health(BaseModel):
    """This process answers and reaches its database."""

    ok: bool


def public_routes(city: City, door: Door) -> APIRouter:
    """The routes that need no device key; none of them tells who somebody is."""
    routes = APIRouter(prefix="/v1", tags=["public"])

    @routes.get(
        "/progress/{case_no}",
        response_model=ProgressTold,
        summary="How a case stands",
        responses={
            404: {"model": Refused, "description": "no such case, or not its code"},
            429: {"model": Refused, "description": "5 wrong codes within an hour; see Retry-After"},
            503: {"model": Refused, "description": "too busy; see Retry-After"},
        },
    )
    async def tell_progress(
        case_no: str,
        code: Annotated[
            str,
            Header(
                alias=CODE_HEADER,
                description="the 8 characters printed beside the number; never part of the address",
            ),
        ] = "",
    ) -> JSONResponse:
        """Needs the number and the 8 characters printed beside it. A wrong code is counted by the number."""
        return await _inside(door, _told, city, case_no, code)

    @routes.get(
        "/health",
        response_model=Health,
        summary="Whether this node answers",
        responses={503: {"model": Refused, "description": "the database cannot be reached"}},
    )
    async def tell_health() -> JSONResponse:
        return await _inside(door, _health, city)

    return routes


async def _inside(door: Door, tell: Callable[..., JSONResponse], *told: object) -> JSONResponse:
    try:
        async with door.admit():
            return await run_in_threadpool(tell, *told)
    except Busy as busy:
        return _refused(busy.status, "BUSY", busy.wait_s)


def _told(city: City, case_no: str, code: str) -> JSONResponse:
    try:
        found = city.store.settle(lambda conn: progress.ask(conn, city.query_key, case_no, code))
    except progress.TooOften as often:
        return _refused(429, "TOO_OFTEN", often.wait_s)
    except (OperationalError, PoolTimeout):
        _LOG.exception("database not available")
        return _refused(503, "BUSY", 5)
    if found is None:
        return _refused(404, "NOT_FOUND")
    told = ProgressTold(
        case_no=found.case_no,
        state=found.state,
        waits_for=Turn(found.waits_for),
        registered=found.registered,
        updated=found.updated,
        due=found.due,
    )
    return JSONResponse(told.model_dump(mode="json"), headers=_NOT_KEPT)


def _health(city: City) -> JSONResponse:
    try:
        with city.store.read() as conn:
            epochs.required(conn)
    except (OperationalError, PoolTimeout):
        return _refused(503, "BUSY", 5)
    return JSONResponse(Health(ok=True).model_dump(), headers=_NOT_KEPT)


def _refused(status: int, code: str, wait_s: int = 0) -> JSONResponse:
    more = {"Retry-After": str(wait_s)} if wait_s else {}
    return JSONResponse(Refused(code=code).model_dump(), status, {**_NOT_KEPT, **more})
