"""How long a peer may take to say what it wants and to hear the answer (sync.md D.14, row 22).

uvicorn waits for ever for a request that comes a byte a second; with enough of those no place is left.
"""

import asyncio
import logging
import sys
from typing import Any

import h11
from uvicorn.protocols.http.flow_control import service_unavailable
from uvicorn.protocols.http.h11_impl import H11Protocol

if sys.platform != "win32":
    import resource

_LOG = logging.getLogger(__name__)
# From the first byte of a line, or the end of an answer, to the last line of the next request's head.
HEAD_SECONDS = 20.0
# An answer nobody takes: so long may the line stand still before it is given up.
UNHEARD_SECONDS = 120.0
MOST_LINES = 2_000
FILES_AT_ONCE = 65_536


def make_room() -> None:
    """Let this process have as many lines open as the machine allows; many systems begin with 1,024."""
    if sys.platform == "win32":
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES_AT_ONCE if hard == resource.RLIM_INFINITY else min(hard, FILES_AT_ONCE)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


class Patient(H11Protocol):
    """One line to a peer, with an end to every waiting for it."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._due: asyncio.TimerHandle | None = None
        self._unheard: asyncio.TimerHandle | None = None
        self.since = 0.0

    @property
    def is_awaited(self) -> bool:
        """Whether it is the peer's turn: no request yet, or not all of its body."""
        cycle = self.cycle
        return cycle is None or cycle.response_complete or self.conn.their_state is h11.SEND_BODY

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A new line; beyond as many as the node takes, whoever keeps it waiting longest gives way.

        Where nobody can, the new one hears 503 to whatever it asks. uvicorn's own limit is not used: it
        counts at each request, and with those just let go, so that it would refuse whom room was made for.
        """
        super().connection_made(transport)  # type: ignore[arg-type]
        self._await_head()
        if not self._has_place():
            self.app = service_unavailable

    def data_received(self, data: bytes) -> None:
        """Bytes of the peer; only a whole head ends the waiting for it."""
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            _stop(self._due)

    def on_response_complete(self) -> None:
        """From here on the peer has its time again, be it for the rest of a body nobody wants."""
        self._await_head()
        super().on_response_complete()
        if self.cycle is not None and not self.cycle.response_complete:
            _stop(self._due)

    def pause_writing(self) -> None:
        """The peer takes nothing just now."""
        super().pause_writing()
        self._unheard = self.loop.call_later(UNHEARD_SECONDS, self._let_go)

    def resume_writing(self) -> None:
        """The peer takes more."""
        _stop(self._unheard)
        super().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        """The line is gone, and with it every waiting."""
        _stop(self._due)
        _stop(self._unheard)
        super().connection_lost(exc)

    def _await_head(self) -> None:
        _stop(self._due)
        self.since = self.loop.time()
        self._due = self.loop.call_later(HEAD_SECONDS, self._let_go)

    def _has_place(self) -> bool:
        if len(self.connections) <= MOST_LINES:
            return True
        lines = [one for one in self.connections if isinstance(one, Patient)]
        held = [one for one in lines if one is not self and not one.transport.is_closing()]
        if len(held) < MOST_LINES:
            return True
        slowest = min((one for one in held if one.is_awaited), key=lambda one: one.since, default=None)
        if slowest is not None:
            slowest._let_go()
        return slowest is not None

    def _let_go(self) -> None:
        _LOG.info("a slow peer was let go")
        self.transport.abort()


def _stop(waiting: asyncio.TimerHandle | None) -> None:
    if waiting is not None:
        waiting.cancel()
