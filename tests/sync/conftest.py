"""The cities and counters of these tests."""

from tests.support.cities import any_city, city, counter, database, end_of_cities, outlet, proxy, serve

__all__ = ["any_city", "city", "counter", "database", "end_of_cities", "outlet", "proxy", "serve"]
