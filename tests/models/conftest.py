"""A fresh encrypted store for each test, copied from one made at the start."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event
from store_builders import KEY, an_instance

from outlet_app.models.engine import Database, open_database


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    store = open_database(folder / "outlet.db", KEY)
    with store.unit_of_work() as uow:
        uow.instance.save(an_instance())
        uow.commit()
    store.close()
    return folder


@pytest.fixture
def path(made_once: Path, tmp_path: Path) -> Path:
    shutil.copytree(made_once, tmp_path / "data")
    return tmp_path / "data" / "outlet.db"


@pytest.fixture
def store(path: Path) -> Iterator[Database]:
    opened = open_database(path, KEY, busy_ms=150)
    yield opened
    opened.close()


@pytest.fixture
def statements(store: Database) -> Callable[[], object]:
    """Counts what is asked of the database inside a `with`."""

    @contextmanager
    def counting() -> Iterator[list[str]]:
        asked: list[str] = []

        def note(_c: object, _k: object, statement: str, *_: object) -> None:
            if not statement.startswith("BEGIN"):
                asked.append(statement)

        event.listen(store._engine, "before_cursor_execute", note)
        try:
            yield asked
        finally:
            event.remove(store._engine, "before_cursor_execute", note)

    return counting
