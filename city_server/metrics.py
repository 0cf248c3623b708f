"""Figures for Prometheus, on a port of their own that only this machine reaches."""

from collections.abc import Callable, Iterable
from contextlib import suppress

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy.exc import OperationalError

from city_server import clock
from city_server.contact import contacts, troubles
from city_server.parked import waiting
from city_server.store import Store

LOOPBACK = "127.0.0.1"
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Metrics:
    """What this process counts. No label ever holds a number, a name or an address somebody sent."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "city_requests_total", "Requests answered", ("place", "status"), registry=self.registry
        )
        self._seconds = Histogram(
            "city_request_seconds",
            "Seconds to the answer",
            ("place",),
            buckets=_SECONDS,
            registry=self.registry,
        )
        self._inside = Gauge("city_requests_inside", "Requests being answered now", registry=self.registry)

    def answered(self, place: str, status: int, seconds: float) -> None:
        """A request got its answer; `place` is the route's own pattern."""
        self._requests.labels(place, str(status)).inc()
        self._seconds.labels(place).observe(seconds)

    def watch(self, store: Store, inside: Callable[[], float]) -> None:
        """Also tell how many are inside and, read when somebody asks, what the database says of the fleet."""
        self._inside.set_function(inside)
        self.registry.register(_Fleet(store))


class _Fleet(Collector):
    def __init__(self, store: Store) -> None:
        self._store = store

    def describe(self) -> Iterable[Metric]:
        # Asked for at registration, when the tables may not be there yet.
        return ()

    def collect(self) -> Iterable[Metric]:
        now = clock.now()
        with suppress(OperationalError), self._store.read() as conn:
            machines, parked = contacts(conn), len(waiting(conn))
            troubled = sum(1 for one in machines if any(troubles(one, now)))
            queued = sum(one.beat.queue for one in machines if one.beat)
            yield GaugeMetricFamily("city_operations_parked", "Operations without a verdict", value=parked)
            yield GaugeMetricFamily("city_machines", "Machines taken on", value=len(machines))
            yield GaugeMetricFamily("city_machines_troubled", "Machines to look at", value=troubled)
            yield GaugeMetricFamily("city_events_queued", "Events waiting at the counters", value=queued)


def publish(metrics: Metrics, port: int) -> Callable[[], None]:
    """Answer Prometheus on a port of loopback until the returned function is called."""
    server, thread = start_http_server(port, addr=LOOPBACK, registry=metrics.registry)

    def end() -> None:
        server.shutdown()
        server.server_close()
        thread.join()

    return end
