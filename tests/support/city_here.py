"""A whole city in this process, asked through the real client, framing and signatures, but no socket."""

import contextlib
from collections import deque
from collections.abc import Mapping
from pathlib import Path

import anyio.from_thread
import httpx

from city_server.app import build_app
from city_server.city import City, open_city
from city_server.door import Door, Pace
from outlet_app.sync.line import Line, Reply
from outlet_app.sync.outcomes import Denial, Interrupted
from tests.support.server import RESOURCES, SqliteCity

ADDRESS = "http://127.0.0.1:1"
LOSE_REQUEST, LOSE_ANSWER, TWICE = "lose_request", "lose_answer", "twice"
# The pace has its own tests; here it would only make a long run longer.
UNPACED = Pace(at_once=100, pushes_a_second=1e6, in_one_go=1_000_000)


class CityHere:
    """One city; `set_back` puts an earlier copy in its place, as nobody notices from outside."""

    def __init__(self, file: Path) -> None:
        self.database = SqliteCity(file)
        self._inside = anyio.from_thread.start_blocking_portal()
        self._portal = self._inside.__enter__()
        self._open()

    def answer(self, request: httpx.Request) -> httpx.Response:
        """What the city says to a request."""
        return self._portal.call(self._ask, request)

    def restart(self) -> None:
        """End the process and start it again."""
        self._city.store.close()
        self._open()

    def set_back(self, copy: str) -> None:
        """An earlier copy of the database stands in its place from now on."""
        self.database.set_back(copy)
        self.restart()

    def close(self) -> None:
        """End the process."""
        self._city.store.close()
        self._inside.__exit__(None, None, None)

    def _open(self) -> None:
        self._city: City = open_city(self.database.url, RESOURCES)
        self._asgi = httpx.ASGITransport(app=build_app(self._city, Door(UNPACED)))

    async def _ask(self, request: httpx.Request) -> httpx.Response:
        asked = httpx.Request(request.method, request.url, headers=request.headers, content=request.read())
        told = await self._asgi.handle_async_request(asked)
        content = b"".join([part async for part in told.aiter_raw()])
        return httpx.Response(told.status_code, headers=told.headers, stream=httpx.ByteStream(content))


class _Into(httpx.BaseTransport):
    def __init__(self, city: CityHere) -> None:
        self._city = city

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return self._city.answer(request)


class LineHere(Line):
    """A line into the city; what is planned happens to the next exchanges, one after the other."""

    def __init__(self, city: CityHere, plan: deque[str]) -> None:
        super().__init__(ADDRESS)
        self._http.close()
        self._http = httpx.Client(base_url=ADDRESS, transport=_Into(city), trust_env=False)
        self._plan = plan

    def send(self, method: str, target: str, content: bytes, headers: Mapping[str, str]) -> Reply:
        fault = self._plan.popleft() if self._plan else ""
        if fault == LOSE_REQUEST:
            raise Interrupted("lost on the way there")
        if fault == TWICE:
            with contextlib.suppress(Denial):
                super().send(method, target, content, headers)
        answer = super().send(method, target, content, headers)
        if fault == LOSE_ANSWER:
            raise Interrupted("lost on the way back")
        return answer
