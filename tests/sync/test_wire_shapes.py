"""Every shape that is read is worked out at the import: two threads that do it at once crash the process."""

import ast
import importlib
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import Struct

from outlet_app.domain.events import FACTS
from outlet_app.domain.facts.activity import ACTIVITY_FACTS
from outlet_app.domain.facts.duty import DUTY_FACTS
from outlet_app.domain.facts.rectification import TASK_FACTS
from outlet_app.domain.records import fact_type, fact_types
from outlet_app.sync import wire
from outlet_app.sync.wire.shapes import work_out

HOME = Path(__file__).parents[2]
BOUND_S = 120
# In a program that has done nothing but import the treaty: which facts msgspec has not looked at yet.
LOOKS = """
import outlet_app.sync.wire
from outlet_app.domain.records import fact_types
print([one.KIND for one in fact_types() if "__msgspec_cache__" not in vars(one)])
"""
# Six threads read the same first facts at once; a half-known shape ends the process by a signal now and then.
RACE = """
import sys
import threading
import msgspec
from outlet_app.sync import wire
from tests.domain.test_case import SAMPLES

sys.setswitchinterval(1e-7)
bodies = [(type(fact), msgspec.json.encode(fact)) for fact in SAMPLES]
together = threading.Barrier(6)

def read():
    together.wait()
    for fact, body in bodies:
        msgspec.json.decode(body, type=fact)

threads = [threading.Thread(target=read) for _ in range(6)]
for one in threads:
    one.start()
for one in threads:
    one.join()
print(wire.__name__, len(bodies))
"""
# What is read with a shape named on the spot is worked out then and there; who reads it, reads it alone.
ALONE = {
    "outlet_app/sync/wire/messages.py",
    "outlet_app/sync/wire/ops.py",
    "outlet_app/sync/wire/parcels.py",
    "outlet_app/sync/wire/reviews.py",
    "outlet_app/sync/wire/signed.py",
    "city_server/backup.py",
    "city_server/standings.py",
}


def alone(program: str) -> str:
    """What a fresh interpreter prints; it must come to its end by itself."""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=HOME, capture_output=True, timeout=BOUND_S, check=False
    )
    assert done.returncode == 0, (done.returncode, done.stderr.decode()[-2_000:])
    return done.stdout.decode().strip()


def messages() -> set[type[Struct]]:
    """Every message in any module of the treaty."""
    found: set[type[Struct]] = set()
    for module in pkgutil.iter_modules(wire.__path__):
        held = vars(importlib.import_module(f"{wire.__name__}.{module.name}")).values()
        found |= {
            one
            for one in held
            if isinstance(one, type) and issubclass(one, Struct) and one.__module__.startswith(wire.__name__)
        }
    return found


def test_every_message_of_the_treaty_is_worked_out() -> None:
    assert len(messages()) > 50
    assert messages() - set(work_out()) == set()


def test_every_fact_of_every_record_is_worked_out() -> None:
    kinds = {*FACTS, *TASK_FACTS, *ACTIVITY_FACTS, *DUTY_FACTS}
    assert {one.KIND for one in fact_types()} == kinds
    assert set(fact_types()) <= set(work_out())
    assert {fact_type(kind) for kind in kinds} == set(fact_types())


def test_it_is_done_by_the_import_alone() -> None:
    assert alone(LOOKS) == "[]"


def test_threads_that_read_their_first_events_at_once_live() -> None:
    name, count = alone(RACE).split()
    assert name == wire.__name__
    assert int(count) > 80


def shapes_named_on_the_spot(source: str) -> Iterator[int]:
    """The lines that decode into a type told there: `decode(…, type=…)` or `convert(…, …)` of msgspec."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        called = ast.unparse(node.func)
        if called in ("msgspec.json.decode", "msgspec.msgpack.decode") and any(
            one.arg == "type" for one in node.keywords
        ):
            yield node.lineno
        if called == "msgspec.convert":
            yield node.lineno


def test_nothing_else_names_a_shape_where_it_reads() -> None:
    rooms = (HOME / "outlet_app", HOME / "city_server")
    files = (file for room in rooms for file in sorted(room.rglob("*.py")))
    found = {
        file.relative_to(HOME).as_posix()
        for file in files
        if any(shapes_named_on_the_spot(file.read_text(encoding="utf-8")))
    }
    assert found == ALONE


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        ("msgspec.json.decode(body, type=Begun)", True),
        ("msgspec.msgpack.decode(body, type=kind)", True),
        ("msgspec.convert(told, Begun)", True),
        ("msgspec.json.decode(body)", False),
        ("_READ.decode(body)", False),
        ("msgspec.json.encode(body)", False),
    ],
)
def test_a_shape_named_on_the_spot_is_seen(line: str, seen: bool) -> None:
    assert bool(list(shapes_named_on_the_spot(line))) is seen
