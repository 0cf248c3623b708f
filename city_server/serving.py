"""Runs the application until it is told to stop, and says once when it listens."""

import ipaddress
import logging
import signal
import socket
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

import uvicorn

from city_server.app import build_app
from city_server.city import City
from city_server.door import Door, Pace
from city_server.logs import write_lines
from city_server.metrics import Metrics, publish
from city_server.patience import Patient, make_room

_LOG = logging.getLogger(__name__)
_GRACE_SECONDS = 20
_LOCAL_NAMES = {"localhost"}


class OpenToAll(ValueError):  # noqa: N818 - said to the administrator as it is
    """Plain HTTP is spoken with this very machine only."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen: host and port (0 takes a free one), and under which certificate."""

    host: str
    port: int
    certificate: Path | None = None
    key: Path | None = None

    @property
    def scheme(self) -> str:
        """What stands before the address."""
        return "https" if self.certificate else "http"


@dataclass(frozen=True, slots=True)
class Service:
    """How a node serves: where, at which pace, and on which port of loopback it tells its figures."""

    address: Address
    pace: Pace = field(default_factory=Pace)
    metrics_port: int | None = None


class _Listening(uvicorn.Server):
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        host, port = self.servers[0].sockets[0].getsockname()[:2]
        scheme = "https" if self.config.is_ssl else "http"
        print(f"city-server ready on {scheme}://{host}:{port}", flush=True)


def serve(city: City, service: Service) -> None:
    """Answer until SIGTERM or SIGINT: then nobody new is let in, and whoever is inside gets an answer.

    OpenToAll where others than this machine would be spoken to without a certificate.
    """
    address = service.address
    if not address.certificate and not is_loopback(address.host):
        raise OpenToAll(address.host)
    for stop in (signal.SIGTERM, signal.SIGINT):
        signal.signal(stop, _leave)
    write_lines()
    make_room()
    door, metrics = Door(service.pace), Metrics()
    metrics.watch(city.store, lambda: float(door.inside))
    config = uvicorn.Config(
        build_app(city, door, metrics),
        host=address.host,
        port=address.port,
        ssl_certfile=address.certificate,
        ssl_keyfile=address.key,
        http=Patient,
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )
    with ExitStack() as ending:
        ending.callback(city.store.close)
        if service.metrics_port is not None:
            ending.callback(publish(metrics, service.metrics_port))
        _Listening(config).run()
        _LOG.info("stopped")


def is_loopback(host: str) -> bool:
    """Whether an address is only this machine's own."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host in _LOCAL_NAMES


def _leave(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)
