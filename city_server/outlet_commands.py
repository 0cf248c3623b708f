"""`city-server outlets`: every machine of every outlet, when it was last heard of and how it is."""

import argparse
import json
from collections.abc import Iterable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from city_server import clock
from city_server.contact import Contact, contacts, troubles
from city_server.packs import read_packs
from city_server.releases.offer import etag_for
from city_server.store import Store

if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]

SENTENCE = "show when each machine was last heard of, what waits there, and what somebody should look at"
_COLUMNS = ("outlet", "no", "last contact", "queue", "waits", "clock", "data", "program", "look at", "name")
_DAY = 24 * 3600


def add_to(commands: "_Commands") -> None:
    """Put the command beside the others."""
    parser = commands.add_parser("outlets", help=SENTENCE, description=SENTENCE)
    parser.add_argument("--database", required=True, help="sqlite:///file or postgresql://…")
    parser.add_argument(
        "--resources", type=Path, help="folder with the data packs, to see who has older ones"
    )
    parser.add_argument("--outlet", default="", help="10-digit code of one outlet")
    parser.add_argument("--troubled", action="store_true", help="only machines somebody should look at")
    parser.add_argument("--json", action="store_true", help="one JSON object a line instead of a table")
    parser.set_defaults(run=_run)


def _run(told: argparse.Namespace) -> int:
    packs = read_packs(told.resources) if told.resources else None
    now = clock.now()
    with closing(Store(told.database)) as store, store.read() as conn:
        found = contacts(conn, told.outlet)
        newest = {one.outlet: etag_for(conn, packs, one.outlet) if packs else "" for one in found}
    lines = [(one, tuple(troubles(one, now, newest[one.outlet]))) for one in found]
    shown = [line for line in lines if line[1] or not told.troubled]
    if told.json:
        for one, looked in shown:
            print(json.dumps(_plain(one, looked), ensure_ascii=False))
    elif shown:
        print(_table([_COLUMNS, *(_cells(one, looked, now) for one, looked in shown)]))
    else:
        print("No machine to show.")
    return 0


def _plain(one: Contact, looked: Iterable[str]) -> dict[str, object]:
    beat = one.beat
    return {
        "outlet": one.outlet,
        "name": one.name,
        "terminal": one.terminal,
        "mode": one.mode,
        "last_contact": one.at.isoformat() if one.at else None,
        "queue": beat.queue if beat else None,
        "need_you": beat.need_you if beat else None,
        "oldest_unsent": beat.oldest.isoformat() if beat and beat.oldest else None,
        "clock_trust": beat.trust if beat else None,
        "clock_ahead_seconds": round(one.clock_off.total_seconds()) if beat else None,
        "catalogue": beat.catalogue if beat else None,
        "program": beat.program if beat else None,
        "stopped": beat.stopped if beat else None,
        "look_at": list(looked),
    }


def _cells(one: Contact, looked: Iterable[str], now: datetime) -> tuple[str, ...]:
    known = one.beat, one.at
    if known[0] is None or known[1] is None:
        told: tuple[str, ...] = ("never", "", "", "", "", "")
    else:
        beat, at = known[0], known[1]
        waits = span(one.waited) if beat.oldest else ""
        told = (f"{span(now - at)} ago", str(beat.queue), waits, beat.trust, beat.catalogue[:8], beat.program)
    return (one.outlet, one.terminal, *told, ", ".join(looked) or "-", one.name)


def span(lasted: timedelta) -> str:
    """A span in its largest whole unit: 45 s, 12 min, 5 h, 3 d."""
    seconds = max(int(lasted.total_seconds()), 0)
    for size, unit in ((_DAY, "d"), (3600, "h"), (60, "min")):
        if seconds >= size:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"


def _table(rows: list[tuple[str, ...]]) -> str:
    # The name comes last: its characters are two columns wide on some screens.
    widths = [max(len(row[at]) for row in rows) for at in range(len(_COLUMNS))]
    return "\n".join(
        "  ".join(cell.ljust(wide) for cell, wide in zip(row, widths, strict=True)).rstrip() for row in rows
    )
