"""What a room of pure rules needs of pytest: less than a room with files, windows and servers.

A test that asks for no fixture and carries no mark has nothing to set up and nothing to take down. If it
holds, it is reported and that is all; if not, pytest tries it once more in full, and shows what it always
shows.
"""

import inspect
import marshal
import os
import sys
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace

import pluggy
import pytest
from _pytest.assertion import rewrite

# Of a file marshal reads byte after byte, of bytes all at once: five times as fast for a compiled test.
rewrite.marshal = SimpleNamespace(load=lambda file: marshal.loads(file.read()), dumps=marshal.dumps)

FIXTURE = type(pytest.fixture(lambda: None))
SETTING_UP = ("setUp", "setup_", "tearDown", "teardown_")
INFO = pytest.StashKey[object]()
FELL = pytest.StashKey[str]()
HOOKS = pytest.StashKey[pluggy.HookRelay]()
ROOM = Path(__file__).parent
LEFT_OUT = ("pytest-qt", "timeout", "faulthandler")


class Short(pytest.Function):
    """A test whose place is read off itself; pytest asks the file system for that of each test anew."""

    @cached_property
    def location(self) -> tuple[str, int | None, str]:
        """Its file below the root, its line from nought, its name within the file."""
        file, *names = self.nodeid.split("::")
        test = self.obj
        while (inner := getattr(test, "__wrapped__", None)) is not None:
            test = inner
        line = test.__code__.co_firstlineno
        return file.replace("/", os.sep), line - 1, ".".join(names)


class Room(pytest.Module):
    """A module of tests; what has no fixtures is not searched for them name by name."""

    def collect(self) -> Iterable[pytest.Item | pytest.Collector]:
        """Its tests and classes of tests, in the order in which they are written."""
        known = vars(self.obj)
        if any(type(one) is FIXTURE or name.startswith(SETTING_UP) for name, one in known.items()):
            return super().collect()
        return super(pytest.Module, self).collect()


@pytest.hookimpl
def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> pytest.Module:
    """A module of this room is collected the short way."""
    return Room.from_parent(parent, path=module_path)


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """A run of this room alone opens no window: it neither waits for Qt nor lets Qt look at each import.

    Nor does it wind up a clock for each test, let alone two, which are there for servers and windows that
    hang: whoever runs this room alone sits before it.
    """
    told = pluginmanager.get_plugin("pytestconfig")
    if told is not None and _stays_here(told.known_args_namespace.file_or_dir):
        for name in LEFT_OUT:
            pluginmanager.unregister(name=name)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where all held and nobody asked Hypothesis, it has nothing to tell, and is not loaded to say so."""
    quiet = not session.testsfailed and "hypothesis" not in sys.modules
    if quiet and not session.config.getoption("hypothesis_show_statistics", default=False):
        session.config.pluginmanager.unregister(name="hypothesispytest")


@pytest.hookimpl(tryfirst=True)
def pytest_pycollect_makeitem(collector: pytest.Module | pytest.Class, name: str, obj: object):
    """A test without marks is one item as it stands; None leaves to pytest whatever may be more.

    What neither is called a test nor is unittest's is none: most names of a module are imported, and pytest
    would ask three plugins about each.
    """
    if not name.startswith(("test", "Test")) and not hasattr(obj, "countTestCases"):
        return []
    is_one = inspect.isfunction(obj) and collector.funcnamefilter(name) and not hasattr(obj, "pytestmark")
    return _item(collector, name, obj) if is_one else None


def _item(collector: pytest.Module | pytest.Class, name: str, test: object) -> Short:
    """The first test without arguments tells what all others of its kind need: pytest works it out once."""
    if _asks(test, isinstance(collector, pytest.Class)):
        return Short.from_parent(collector, name=name)
    item = Short.from_parent(collector, name=name, fixtureinfo=collector.stash.get(INFO, None))
    collector.stash[INFO] = item._fixtureinfo
    return item


def _asks(test: object, of_a_class: bool) -> bool:
    """Whether a test has arguments beside itself; what a decorator has put around one says so too."""
    told = getattr(test, "__signature__", None)
    if told is None and hasattr(test, "__wrapped__"):
        return True
    count = len(told.parameters) if told else test.__code__.co_argcount + test.__code__.co_kwonlyargcount
    return count > of_a_class


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """Try a pure test by itself; None leaves it to pytest."""
    if not _is_pure(item):
        return None
    call = pytest.CallInfo.from_call(item.obj, "call", (KeyboardInterrupt, pytest.exit.Exception))
    if call.excinfo is not None:
        item.stash[FELL] = call.excinfo.exconly()
        return None
    told, place = _hooks(item), {"nodeid": item.nodeid, "location": item.location}
    told.pytest_runtest_logstart(**place)
    told.pytest_runtest_logreport(report=pytest.TestReport.from_item_and_call(item, call))
    told.pytest_runtest_logfinish(**place)
    item.session._setupstate.teardown_exact(nextitem)
    return True


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item):
    """A test that fell when tried by itself has fallen, even if it holds in full."""
    yield
    assert FELL not in item.stash, f"holds at the second try only; at the first: {item.stash[FELL]}"


def _hooks(item: pytest.Item) -> pluggy.HookRelay:
    """The hooks of this room, which are the same for every test in it; pytest looks them up for each."""
    kept = item.session.stash
    if HOOKS not in kept:
        kept[HOOKS] = item.ihook
    return kept[HOOKS]


def _stays_here(asked: list[str]) -> bool:
    places = [Path(place.partition("::")[0]).resolve() for place in asked]
    return bool(places) and all(place.is_relative_to(ROOM) for place in places)


def _is_pure(item: pytest.Item) -> bool:
    return isinstance(item, pytest.Function) and not item.fixturenames and not any(item.iter_markers())
