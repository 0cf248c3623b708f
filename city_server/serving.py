"""Runs the application until it is told to stop, and says once when it listens."""

import signal
import socket
from types import FrameType

import uvicorn

from city_server.app import build_app
from city_server.city import City

_GRACE_SECONDS = 5


class _Listening(uvicorn.Server):
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        host, port = self.servers[0].sockets[0].getsockname()[:2]
        print(f"city-server ready on http://{host}:{port}", flush=True)


def serve(city: City, host: str, port: int) -> None:
    """Answer on host and port (0 takes a free one) until SIGTERM or SIGINT; running requests finish."""
    for stop in (signal.SIGTERM, signal.SIGINT):
        signal.signal(stop, _leave)
    config = uvicorn.Config(
        build_app(city),
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )
    try:
        _Listening(config).run()
    finally:
        city.store.close()


def _leave(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)
