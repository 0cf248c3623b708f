"""A city's tables come from any older version to this one, whole or not at all, with all that is in them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import (
    Column,
    Connection,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    insert,
    inspect,
    select,
    text,
    update,
)
from sqlalchemy.engine.interfaces import ReflectedColumn
from sqlalchemy.exc import DatabaseError

from city_server import cli, migrations, schema
from city_server.migrations import VERSION, SchemaTooNew, Step, column, index, migrate, tables
from city_server.store import Store
from tests.support.server import RESOURCES, CityDatabase, ServerProcess

V1 = Path(__file__).parent / "schemas" / "v1.sql"
# What a city of version 1 had written down; nothing of it may be lost or changed on the way.
WRITTEN = {
    schema.outlet: {"code": "1508001001", "sign": "BS00", "name": "市级窗口", "last_terminal": 3},
    schema.case_number: {"case_no": "HH05-20261122-010017-T", "case_id": "case-17"},
    schema.paper: {"number": "HH0501 告〔2026〕0031 号", "case_id": "case-17"},
    schema.op_body: {"op_id": "op-1", "bytes": "乌兰·巴特尔".encode()},
    schema.secret: {"name": "query-code", "value": b"\x00\xffkept"},
    schema.scope_head: {"scope": "1508001001", "version": 2**40},
}


def make_first_version(store: Store) -> None:
    """The tables as the first released city server made them, with rows in them."""
    script = V1.read_text(encoding="utf-8")
    if not store.is_sqlite:
        script = script.replace("BLOB", "BYTEA")
    with store.write() as conn:
        for statement in script.split(";"):
            if statement.strip():
                conn.execute(text(statement))
        conn.execute(insert(schema.schema_version).values(version=1))
        for table, row in WRITTEN.items():
            conn.execute(insert(table).values(row))


def versions(store: Store) -> list[int]:
    with store.read() as conn:
        told = select(schema.schema_version.c.version).order_by(schema.schema_version.c.version)
        return list(conn.scalars(told))


def names(conn: Connection) -> set[str]:
    return set(inspect(conn).get_table_names())


@pytest.fixture
def store(database: CityDatabase) -> "closing[Store]":
    return closing(Store(database.url))


def test_the_first_version_comes_to_this_one_with_everything_in_it(store: "closing[Store]") -> None:
    with store as city:
        make_first_version(city)
        city.create()
        with city.read() as conn:
            for table, row in WRITTEN.items():
                assert dict(conn.execute(select(table)).mappings().one()) == row
        assert versions(city) == list(range(1, VERSION + 1))


def test_an_upgraded_city_has_the_tables_of_a_new_one(store: "closing[Store]") -> None:
    with store as city:
        make_first_version(city)
        city.create()
        with city.read() as conn:
            assert compare_metadata(MigrationContext.configure(conn), schema.METADATA) == []


def test_a_new_city_begins_at_this_version_and_a_second_start_changes_nothing(
    store: "closing[Store]",
) -> None:
    with store as city:
        for _ in range(2):
            city.create()
            assert versions(city) == [VERSION]
        with city.read() as conn:
            assert compare_metadata(MigrationContext.configure(conn), schema.METADATA) == []


def test_the_tables_of_the_first_version_are_still_among_those_of_this_one(store: "closing[Store]") -> None:
    """Steps only add: a node that still runs the older program goes on answering."""

    def described(conn: Connection) -> dict[str, dict[str, ReflectedColumn]]:
        seen = inspect(conn)
        return {name: {c["name"]: c for c in seen.get_columns(name)} for name in seen.get_table_names()}

    with store as city:
        make_first_version(city)
        with city.read() as conn:
            before = described(conn)
        city.create()
        with city.read() as conn:
            after = described(conn)
    for name, columns in before.items():
        assert columns.keys() <= after[name].keys()
        for new in after[name].keys() - columns.keys():
            known = after[name][new]
            assert known["nullable"] or known["default"] is not None, f"{name}.{new} stops the older program"


@pytest.fixture
def later() -> MetaData:
    """Tables of a version to come, beside the city's own."""
    return MetaData()


def steps_to_come(later: MetaData) -> tuple[Step, ...]:
    """Every kind of step there is: a table, a column with and without a default, an index, and rows."""
    visit = Table("visit", schema.METADATA, Column("no", Integer, primary_key=True), Column("why", Text))
    schema.METADATA.remove(visit)
    place = Column("place", Text, server_default="柜台", nullable=False)
    note = Column("note", Text)
    grown = Table("case_number", later, Column("case_no", Text, primary_key=True), place, note)
    return (
        lambda conn: visit.create(conn),
        column(grown.c.place),
        column(grown.c.note),
        index(Index("ix_case_number_place", grown.c.place)),
        lambda conn: conn.execute(update(grown).values(note="第一版")),
    )


def test_every_kind_of_step_works_on_both_databases(store: "closing[Store]", later: MetaData) -> None:
    with store as city:
        make_first_version(city)
        with city.write() as conn:
            migrate(conn, steps_to_come(later))
        with city.read() as conn:
            assert "visit" in names(conn)
            row = conn.execute(text("SELECT case_no, place, note FROM case_number")).one()
            assert tuple(row) == ("HH05-20261122-010017-T", "柜台", "第一版")
            assert "ix_case_number_place" in {i["name"] for i in inspect(conn).get_indexes("case_number")}
        assert versions(city) == [1, 2, 3, 4, 5, 6]


def test_only_the_missing_steps_run(store: "closing[Store]") -> None:
    ran: list[str] = []
    steps = [lambda _conn, name=name: ran.append(name) for name in ("two", "three", "four")]
    with store as city:
        make_first_version(city)
        for known in (1, 1, 3):
            with city.write() as conn:
                migrate(conn, steps[:known])
    assert ran == ["two", "three", "four"]


def test_a_column_that_an_earlier_step_made_with_its_table_is_not_added_twice(
    store: "closing[Store]",
) -> None:
    with store as city:
        make_first_version(city)
        with city.write() as conn:
            migrate(conn, [tables(schema.outlet), column(schema.outlet.c.sign)])
        assert versions(city) == [1, 2, 3]


def _stumble(_conn: Connection) -> None:
    raise RuntimeError("half way")


def test_an_upgrade_that_breaks_half_way_leaves_the_city_as_it_was(
    store: "closing[Store]", later: MetaData
) -> None:
    with store as city:
        make_first_version(city)
        with city.read() as conn:
            before = names(conn)

        def upgrade() -> None:
            with city.write() as conn:
                migrate(conn, [*steps_to_come(later), _stumble])

        with pytest.raises(RuntimeError, match="half way"):
            upgrade()
        with city.read() as conn:
            assert names(conn) == before
            assert "place" not in {c["name"] for c in inspect(conn).get_columns("case_number")}
        assert versions(city) == [1]
        city.create()
        assert versions(city)[-1] == VERSION


def test_a_city_that_cannot_be_made_whole_is_not_made(store: "closing[Store]") -> None:
    with store as city:

        def make() -> None:
            with city.write() as conn:
                migrate(conn)
                conn.execute(text("SELECT * FROM nowhere"))

        with pytest.raises(DatabaseError):
            make()
        with city.read() as conn:
            assert names(conn) == set()


def test_two_processes_starting_at_once_upgrade_once(database: CityDatabase) -> None:
    with closing(Store(database.url)) as city:
        make_first_version(city)
    with ThreadPoolExecutor(2) as pool:
        started = list(pool.map(ServerProcess, [database, database]))
    with closing(Store(database.url)) as city:
        assert versions(city) == list(range(1, VERSION + 1))
    assert [one.stop() for one in started] == [0, 0]


def test_many_at_once_run_each_step_once(database: CityDatabase, later: MetaData) -> None:
    with closing(Store(database.url)) as city:
        make_first_version(city)
    steps = steps_to_come(later)

    def upgrade(_: int) -> list[int]:
        with closing(Store(database.url)) as city:
            with city.write() as conn:
                city.alone(conn)
                migrate(conn, steps)
            return versions(city)

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(upgrade, range(4))) == [[1, 2, 3, 4, 5, 6]] * 4


@pytest.mark.parametrize("command", ["init", "serve"])
def test_a_database_of_a_newer_program_is_refused_in_a_sentence(
    command: str, database: CityDatabase, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(Store(database.url)) as city:
        city.create()
        with city.write() as conn:
            conn.execute(insert(schema.schema_version).values(version=VERSION + 7))
    assert cli.main([command, "--database", database.url, "--resources", str(RESOURCES)]) == 1
    assert f"has schema {VERSION + 7}; a newer city-server wrote it" in capsys.readouterr().err


def test_a_newer_database_is_not_touched(store: "closing[Store]") -> None:
    never: Callable[[Connection], None] = _stumble
    with store as city:
        make_first_version(city)
        with city.write() as conn:
            conn.execute(insert(schema.schema_version).values(version=9))

        def upgrade() -> None:
            with city.write() as conn:
                migrate(conn, [never])

        with pytest.raises(SchemaTooNew, match="9"):
            upgrade()
        assert versions(city) == [1, 9]


def test_the_version_counts_the_steps() -> None:
    assert 1 + len(migrations.STEPS) == VERSION
