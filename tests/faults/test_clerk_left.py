"""Row 19: a clerk leaves while operations wait; what was made before counts, what was made after waits."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import delete

from city_server import cli
from city_server.city import query_key_of
from city_server.release import BY_UPGRADE, judge_again
from city_server.release_tables import release
from city_server.store import Store
from outlet_app.domain.calendar import CST
from outlet_app.domain.events import ClockTrust, FeedbackGiven, MaterialsTaken
from outlet_app.sync import wire
from outlet_app.wording.sync import reason
from tests.support.cities import NewMachine, census
from tests.support.counter import CLERK, registration
from tests.support.machines import Machine
from tests.support.releasing import Office, in_days
from tests.support.server import CityDatabase, ServerProcess, SqliteCity

HERE, THERE = "1508262001", "1508022001"
HEAD, OTHER, UNNAMED = "1508260001", "1508260412", "1508269999"
DAY = timedelta(days=1)
APPLIED, LEFT = ("applied", ""), ("parked", "CLERK_LEFT")
BY = ("--by", "市级管理员")
Serve = Callable[..., ServerProcess]


def person(
    staff_no: str, *, active: bool = True, outlet: str = HERE, head: bool = False
) -> dict[str, object]:
    return {
        "staff_no": staff_no,
        "name": "苏日娜",
        "outlet": outlet,
        "roles": ["clerk", "supervisor"] if head else ["clerk"],
        "window": "",
        "active": active,
    }


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A city of this module alone, for what does not depend on the kind of database."""
    one = ServerProcess(SqliteCity(tmp_path_factory.mktemp("city") / "city.db"))
    yield one
    one.kill()


@pytest.fixture(scope="module")
def desk(city: ServerProcess, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Its office, with the one key that signs."""
    return Office(city.database, tmp_path_factory.mktemp("office"))


@pytest.fixture
def office(city: ServerProcess, desk: Office) -> Iterator[Office]:
    """The lists of a test end with it."""
    yield desk
    with closing(Store(city.database.url)) as store, store.write() as conn:
        conn.execute(delete(release))


def tell(office: Office, version: str, *people: dict[str, object], since: str = "") -> None:
    """The office hands down who works where."""
    told = office.file({"version": version, "people": [person(HEAD, head=True), *people]}, f"{version}.yaml")
    more = ("--effective", since) if since else ()
    assert office.sign("publish", told, *more, group="staff") == 0


def now() -> datetime:
    return datetime.now(CST)


def made(one: Machine, case_id: str, at: datetime, **changes: object) -> wire.PushedOp:
    """A step of the clerk who leaves, dated so."""
    return one.op(wire.encode_event(one.event(case_id, FeedbackGiven("明天答复"), at=at, **changes)))


def opened(one: Machine, at: datetime, **changes: object) -> tuple[str, list[wire.PushedOp]]:
    """A case that this clerk registered then: two operations."""
    case_id = str(uuid4())
    facts = (registration(), MaterialsTaken())
    return case_id, [one.op(wire.encode_event(one.event(case_id, fact, at=at, **changes))) for fact in facts]


def told(one: Machine, ops: list[wire.PushedOp]) -> list[tuple[str, str]]:
    return [verdict[:2] for verdict in one.told(ops)]


def judged(city: ServerProcess, op: wire.PushedOp) -> int:
    """A person in the city looked, and lets it count."""
    return cli.main(["parked", "judge", "--database", city.database.url, "--op", op.op_id, *BY])


def test_row_19_what_a_clerk_made_before_leaving_counts_and_what_came_after_waits_for_a_person(
    serve: Serve, database: CityDatabase, machine: NewMachine, tmp_path: Path
) -> None:
    office, city = Office(database, tmp_path), serve()
    one = machine(city, at=HERE)
    tell(office, "2026-1", person(CLERK))
    # Offline since yesterday: a case of then, and something of today, when the list has the clerk as left.
    case_id, ops = opened(one, now() - DAY)
    tell(office, "2026-2", person(CLERK, active=False))
    ops.append(made(one, case_id, now()))
    assert told(one, ops) == [APPLIED, APPLIED, LEFT]
    held = census(city, HERE)
    assert (held.tally.events, held.parked) == (2, 1)
    # Sent again it is told the same, and nothing is lost: the city has the bytes.
    assert told(one, ops) == [APPLIED, APPLIED, LEFT]
    assert census(city, HERE) == held
    assert judged(city, ops[2]) == 0
    assert one.told(ops)[2] == ("applied", "", 3)
    assert census(city, HERE).parked == 0


def test_row_19_other_peoples_work_on_the_same_machine_goes_on(
    office: Office, city: ServerProcess, machine: NewMachine
) -> None:
    one = machine(city, at=HERE)
    tell(office, "2026-1", person(CLERK), person(OTHER))
    tell(office, "2026-2", person(CLERK, active=False), person(OTHER))
    case_id, ops = opened(one, now(), actor=HEAD)
    # The last is named by no list: the outlet took them on itself.
    ops += [made(one, case_id, now(), actor=actor) for actor in (OTHER, HEAD, UNNAMED)]
    assert told(one, ops) == [APPLIED] * 5


def test_row_19_what_leans_on_a_waiting_step_waits_with_it_and_other_cases_flow(
    office: Office, city: ServerProcess, machine: NewMachine
) -> None:
    one = machine(city, at=HERE)
    tell(office, "2026-1", person(CLERK), person(OTHER))
    tell(office, "2026-2", person(CLERK, active=False), person(OTHER))
    case_id, ops = opened(one, now())
    ops.append(made(one, case_id, now(), actor=OTHER))
    ops += opened(one, now(), actor=OTHER)[1]
    assert told(one, ops) == [LEFT, LEFT, ("parked", "DEPENDS"), APPLIED, APPLIED]
    assert judged(city, ops[0]) == 0
    assert told(one, ops) == [APPLIED] * 5


def test_row_19_a_doubtful_moment_waits_too(office: Office, city: ServerProcess, machine: NewMachine) -> None:
    one = machine(city, at=HERE)
    tell(office, "2026-1", person(CLERK))
    tell(office, "2026-2", person(CLERK, active=False))
    case_id, ops = opened(one, now() - 2 * DAY)
    ops.append(made(one, case_id, now() - 2 * DAY, trust=ClockTrust.SUSPECT))
    assert told(one, ops) == [APPLIED, APPLIED, LEFT]


def test_row_19_a_list_of_a_later_day_changes_nothing_today(
    office: Office, city: ServerProcess, machine: NewMachine
) -> None:
    one = machine(city, at=HERE)
    tell(office, "2026-1", person(CLERK))
    tell(office, "2026-2", person(CLERK, active=False), since=in_days(3))
    assert told(one, opened(one, now())[1]) == [APPLIED] * 2


def test_row_19_whoever_came_back_works_again(
    office: Office, city: ServerProcess, machine: NewMachine
) -> None:
    one = machine(city, at=HERE)
    tell(office, "2026-1", person(CLERK))
    tell(office, "2026-2", person(CLERK, active=False))
    tell(office, "2026-3", person(CLERK))
    assert told(one, opened(one, now())[1]) == [APPLIED] * 2


def test_row_19_whoever_moved_is_out_where_they_were_and_in_where_they_are(
    office: Office, city: ServerProcess, machine: NewMachine
) -> None:
    here, there = machine(city, at=HERE), machine(city, at=THERE)
    their_head = person("1508020001", outlet=THERE, head=True)
    tell(office, "2026-1", person(CLERK), their_head)
    tell(office, "2026-2", person(CLERK, outlet=THERE), their_head)
    assert told(here, opened(here, now())[1]) == [LEFT] * 2
    assert told(there, opened(there, now())[1]) == [APPLIED] * 2


def test_row_19_an_upgrade_of_the_city_releases_nothing_of_it(
    office: Office, city: ServerProcess, machine: NewMachine
) -> None:
    one = machine(city, at=HERE)
    tell(office, "2026-1", person(CLERK))
    tell(office, "2026-2", person(CLERK, active=False))
    case_id, ops = opened(one, now())
    assert told(one, ops) == [LEFT] * 2
    with closing(Store(city.database.url)) as store:
        key = store.settle(query_key_of)
        assert store.settle(lambda conn: judge_again(conn, key, [case_id], BY_UPGRADE)) == []
        settled = store.settle(lambda conn: judge_again(conn, key, [case_id], "市级管理员"))
    assert [ruling.op_id for ruling in settled] == [op.op_id for op in ops]


def test_row_19_the_counter_says_why_in_plain_words() -> None:
    assert reason("CLERK_LEFT") == (
        "按市级人员名单，经办人当时已离岗，由市级核对",
        "记录已在市级保存，请联系市级管理员",
    )
