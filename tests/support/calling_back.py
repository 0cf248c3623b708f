"""A machine called back: what the city decides about it, signs for, and what the machine says to that."""

from collections.abc import Callable
from contextlib import closing

import pytest

from city_server import cli
from city_server.mode_tables import hand_over_receipt
from city_server.store import Store
from outlet_app.services.troubles import Trouble
from tests.support.machines import Machine
from tests.support.server import ServerProcess
from tests.support.sticks import Outlying


def turned(city: ServerProcess, verb: str, one: Machine, *more: str) -> int:
    """What the city's administrator decides about a machine; 0 where the city does it."""
    named = ["--outlet", one.me.outlet_code, "--terminal", one.me.terminal_no, "--by", "市级管理员"]
    return cli.main([verb, "--database", city.database.url, *named, *more])


def put(city: ServerProcess, verb: str, one: Machine, *more: str) -> None:
    """The same where it must be done."""
    assert turned(city, verb, one, *more) == 0


def signed_for(city: ServerProcess, one: Outlying) -> list[tuple[int, int, bool]]:
    """What the city signed for: operations, attachments, and whether the keys are said to be gone."""
    told = hand_over_receipt.c
    with closing(Store(city.database.url)) as store, store.read() as conn:
        rows = conn.execute(hand_over_receipt.select().where(told.instance_id == one.me.instance_id)).all()
    return [(row.last_seq, row.files, bool(row.destroyed_at)) for row in rows]


def trouble(work: Callable[[], object]) -> str:
    """The code of what it refuses with."""
    with pytest.raises(Trouble) as raised:
        work()
    return raised.value.code
