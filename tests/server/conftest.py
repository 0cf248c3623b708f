"""The cities and counters of these tests."""

from tests.support.cities import city, cluster, counter, database, outlet, proxy, serve

__all__ = ["city", "cluster", "counter", "database", "outlet", "proxy", "serve"]
