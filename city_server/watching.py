"""Writes a line and counts a figure for each request, by the place asked and not by what was sent."""

import logging
import time
from collections.abc import Iterable, Mapping
from typing import Any

from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from city_server.metrics import Metrics

_LOG = logging.getLogger(__name__)
NOWHERE = "none"
_NO_ANSWER = 499


def places_of(routes: Iterable[BaseRoute]) -> Mapping[Any, str]:
    """The pattern of each route by what answers there."""
    return {route.endpoint: route.path_format for route in routes if isinstance(route, Route)}


class Watching:
    """Stands before the application."""

    def __init__(self, app: ASGIApp, metrics: Metrics, places: Mapping[Any, str]) -> None:
        self._app = app
        self._metrics = metrics
        self._places = places

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and note how it was answered."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = time.perf_counter(), _NO_ANSWER

        async def note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = int(message["status"])
            await send(message)

        try:
            await self._app(scope, receive, note)
        finally:
            self._note(scope, status, time.perf_counter() - began)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        # FastAPI names its own route, Starlette only what answers there.
        own = getattr(scope.get("route"), "path_format", "")
        place = own or self._places.get(scope.get("endpoint"), NOWHERE)
        self._metrics.answered(place, status, seconds)
        told = {"place": place, "method": scope["method"], "status": status, "ms": round(seconds * 1000, 1)}
        _LOG.info("request", extra={"told": told})
