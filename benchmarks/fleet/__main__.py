"""A whole fleet comes back after days without a line: how long until the city has everything, and how fairly.

Terminals and city share this machine, so the figures are a lower bound for a city on its own.
"""

import argparse
import asyncio
import json
import os
import platform
import statistics
import time
from collections.abc import Mapping
from typing import Any

import httpx

from benchmarks.fleet.terminals import Terminal, enrolled
from benchmarks.sync.programs import rss_mib
from city_server.door import LONGEST_WAIT_S
from tests.support.cities import census
from tests.support.postgres import the_cluster
from tests.support.server import PostgresCity, ServerProcess

P99_LIMIT_S = 5.0
# What the gate on pushing (benchmarks/sync) leaves of a machine that a fleet shares with everybody.
SLOWEST_OPS_A_SECOND = 500
# One question in a hundred without an answer: from there on those who ask again are what keeps it busy.
MOST_SILENT = 0.01
FIRST_OUTLET = 1_508_300_000


def main() -> int:
    """Exit code 1 where something of row 23 does not hold (sync.md D.14), which is named in `broken`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--terminals", type=int, default=78)
    parser.add_argument("--ops", type=int, default=600, help="of each: three days of 40 cases and 5 events")
    parser.add_argument("--spread", type=float, default=60, help="seconds over which they come (08:30)")
    told = parser.parse_args()
    report = run(told.terminals, told.ops, told.spread)
    report["broken"] = broken(report)
    print(json.dumps(report, indent=1))
    return 1 if report["broken"] else 0


def broken(report: Mapping[str, Any]) -> list[str]:
    """What of row 23 does not hold: all there, drained in time, p99 of a push, no cascade of timeouts."""
    longest = report["spread_s"] + report["ops"] / SLOWEST_OPS_A_SECOND + LONGEST_WAIT_S
    asked = report["pushes"] + report["refused"] + report["silent"]
    holds = {
        "complete": report["complete"],
        "drained_s": report["drained_s"] <= longest,
        "push_p99_s": report["push_p99_s"] < P99_LIMIT_S,
        "silent": report["silent"] <= asked * MOST_SILENT,
    }
    return [name for name, fits in holds.items() if not fits]


def run(terminals: int, ops: int, spread_s: float) -> dict[str, object]:
    """Enrol the fleet, let it come back, and compare what the city has with what was made."""
    city = ServerProcess(PostgresCity(the_cluster(), the_cluster().new_database()))
    try:
        outlets = (str(FIRST_OUTLET + n) for n in range(terminals))
        fleet = [enrolled(city, outlets, ops, seed) for seed in range(terminals)]
        began = time.perf_counter()
        asyncio.run(_all_back(city.url, fleet, began, spread_s))
        drained_s = time.perf_counter() - began
        has = sum(census(city, one.me.outlet_code).tally.events for one in fleet)
        return _figures(fleet, drained_s, spread_s) | {
            "complete": has == terminals * ops,
            "server_rss_mib": round(rss_mib(city.process.pid)),
        }
    finally:
        city.stop()
        the_cluster().stop()


async def _all_back(url: str, fleet: list[Terminal], began: float, spread_s: float) -> None:
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=None)
    timeout = httpx.Timeout(connect=10, read=30, write=30, pool=None)
    async with httpx.AsyncClient(base_url=url, limits=limits, timeout=timeout, trust_env=False) as http:
        await asyncio.gather(*(one.come_back(http, began, spread_s) for one in fleet))


def _figures(fleet: list[Terminal], drained_s: float, spread_s: float) -> dict[str, object]:
    ended = sorted(one.finished_s for one in fleet)
    pushes = sorted(ms for one in fleet for ms in one.pushes_ms)
    ops = sum(len(one.queue) for one in fleet)
    return {
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load": os.getloadavg(),
        "terminals": len(fleet),
        "ops": ops,
        "spread_s": spread_s,
        "drained_s": round(drained_s, 1),
        "ops_per_s": round(ops / drained_s),
        "push_p50_s": round(statistics.median(pushes) / 1000, 3),
        "push_p99_s": round(pushes[len(pushes) * 99 // 100] / 1000, 3),
        "pushes": len(pushes),
        "refused": sum(one.refused for one in fleet),
        "silent": sum(one.silent for one in fleet),
        "finished_s": {"first": round(ended[0], 1), "median": round(statistics.median(ended), 1),
                       "last": round(ended[-1], 1)},
        "fairness": round(_jain([len(one.queue) / one.finished_s for one in fleet]), 3),
    }  # fmt: skip


def _jain(rates: list[float]) -> float:
    """1.0 where everybody is served alike, 1/n where one has everything (Jain's index)."""
    return sum(rates) ** 2 / (len(rates) * sum(rate * rate for rate in rates))


if __name__ == "__main__":
    raise SystemExit(main())
