"""`city-server numbers | forks`: every number accounted for, and the machines that began anew."""

import argparse
import json
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from city_server import schema
from city_server.fork_tables import fork
from city_server.number_book import Explained, explain
from city_server.store import Store
from outlet_app.domain.accounting import spans
from outlet_app.domain.calendar import CST

if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]

NUMBERS = "account for every number of every terminal; 1 where one is missing that nobody can explain"
FORKS = "list the machines that were set back or copied, with their old and new terminal numbers"
_WHY = {
    "set_back": "stranded, the machine was set back",
    "lost": "stranded, the machine is lost",
    "on_the_way": "on the way, not sent yet",
}


def add_to(commands: "_Commands") -> None:
    """Put the commands beside the others."""
    for name, sentence, run in (("numbers", NUMBERS, _numbers), ("forks", FORKS, _forks)):
        parser = commands.add_parser(name, help=sentence, description=sentence)
        parser.add_argument("--database", required=True, help="sqlite:///file or postgresql://…")
        parser.add_argument("--outlet", default="", help="10-digit code of one outlet")
        parser.add_argument("--json", action="store_true", help="one JSON object a line")
        parser.set_defaults(run=run)


def _numbers(told: argparse.Namespace) -> int:
    with closing(Store(told.database)) as store, store.read() as conn:
        found = explain(conn, told.outlet)
    for one in found:
        print(_as_json(one) if told.json else _as_line(one))
    gaps = sum(len(one.account.missing) for one in found if one.is_gap)
    if not told.json:
        print(f"{sum(one.account.last for one in found)} numbers, {gaps} missing without explanation")
    return 1 if gaps else 0


def _as_json(one: Explained) -> str:
    kept = one.account
    return json.dumps(
        {
            "outlet": one.outlet,
            "terminal": kept.terminal,
            "series": kept.series,
            "last": kept.last,
            "used": kept.used,
            "void": kept.void,
            "loose": kept.loose,
            "held": kept.held,
            "missing": list(kept.missing),
            "why": one.why,
        },
        ensure_ascii=False,
    )


def _as_line(one: Explained) -> str:
    kept = one.account
    told = (
        f"{kept.sign}{kept.terminal} {kept.series}: 1–{kept.last}, used {kept.used}, void {kept.void}, "
        f"of no case {kept.loose}, held back {kept.held}"
    )
    if not kept.missing:
        return told
    return f"{told}; {_WHY.get(one.why, 'MISSING')}: {spans(kept.missing)}"


def _forks(told: argparse.Namespace) -> int:
    old, new = schema.device.alias(), schema.device.alias()
    was, now = schema.instance.alias(), schema.instance.alias()
    found = (
        select(fork.c.outlet, old.c.terminal_no, new.c.terminal_no.label("became"), fork.c.cause, fork.c.at)
        .join(was, was.c.instance_id == fork.c.forked_from)
        .join(old, old.c.device_id == was.c.device_id)
        .join(now, now.c.instance_id == fork.c.instance_id)
        .join(new, new.c.device_id == now.c.device_id)
        .order_by(fork.c.at, new.c.terminal_no)
    )
    with closing(Store(told.database)) as store, store.read() as conn:
        rows = [row for row in conn.execute(found) if told.outlet in ("", row.outlet)]
    for row in rows:
        at = datetime.fromtimestamp(row.at, CST).isoformat(timespec="minutes")
        kept = {"outlet": row.outlet, "was": row.terminal_no, "is": row.became, "cause": row.cause, "at": at}
        print(
            json.dumps(kept)
            if told.json
            else f"{row.outlet} {row.terminal_no} → {row.became} {row.cause} {at}"
        )
    return 0
