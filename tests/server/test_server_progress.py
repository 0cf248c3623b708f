"""How a case stands is told to whoever has its number and 查询码: rightly, seldom wrongly, about nobody."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime

import httpx
import pytest
from sqlalchemy import func, select, update

from city_server.progress import HOUR, TRIES
from city_server.progress_tables import progress_try
from city_server.store import Store
from outlet_app.domain.applicant import Applicant, ApplicantKind
from outlet_app.domain.calendar import CST
from outlet_app.domain.events import AnsweredOnSpot, Fact, MaterialsTaken
from outlet_app.domain.numbering import case_number, query_code
from tests.support.cities import NewCounter, NewMachine
from tests.support.server import ServerProcess

CODE = "8K2M4QXZ"
TODAY = datetime.now(CST).date()
NAME = "乌云·其木格"
Answer = tuple[int, dict[str, object]]


class Platform:
    """The city's own platform, which asks without any key."""

    def __init__(self, url: str) -> None:
        self._http = httpx.Client(base_url=url, trust_env=False, verify=False)
        self.last = httpx.Response(0)

    def ask(self, number: str, code: str | None = CODE) -> Answer:
        headers = {} if code is None else {"WK-Query-Code": code.encode()}
        self.last = self._http.get(f"/v1/progress/{number}", headers=headers)  # type: ignore[arg-type]
        return self.last.status_code, self.last.json()

    def close(self) -> None:
        self._http.close()


@pytest.fixture
def platform(city: ServerProcess) -> Iterator[Platform]:
    with closing(Platform(city.url)) as one:
        yield one


@pytest.fixture
def number(outlet: str) -> str:
    """A case number nobody else has, rightly checked."""
    return case_number("HH07", TODAY, "01", int(outlet[-4:]))


NOT_FOUND: Answer = (404, {"code": "NOT_FOUND"})


def opened(one: object, number: str, *more: Fact) -> None:
    """A case with this number at the city."""
    person = Applicant(ApplicantKind.PERSON, NAME)
    _, ops = one.opening(*more, case_no=number, applicant=person)  # type: ignore[attr-defined]
    assert {told[0] for told in one.told(ops)} == {"applied"}  # type: ignore[attr-defined]


def tries_of(city: ServerProcess, number: str) -> int:
    with closing(Store(city.database.url)) as store, store.read() as conn:
        told = conn.scalar(select(progress_try.c.tries).where(progress_try.c.case_no == number))
    return len([one for one in (told or "").split(",") if one])


def an_hour_passes(city: ServerProcess, number: str, seconds: int = HOUR) -> None:
    """Move the tries of a number into the past."""
    with closing(Store(city.database.url)) as store, store.write() as conn:
        row = progress_try.c
        told = conn.scalar(select(row.tries).where(row.case_no == number)) or ""
        moved = ",".join(str(int(one) - seconds) for one in told.split(","))
        conn.execute(update(progress_try).where(row.case_no == number).values(tries=moved))


def test_who_has_number_and_code_is_told_where_it_stands(
    city: ServerProcess, machine: NewMachine, platform: Platform, number: str
) -> None:
    opened(machine(city), number)
    assert platform.ask(number) == (
        200,
        {
            "case_no": number,
            "state": "registered",
            "waits_for": "office",
            "registered": TODAY.isoformat(),
            "updated": TODAY.isoformat(),
            "due": None,
        },
    )
    assert platform.last.headers["cache-control"] == "no-store"


def test_every_step_is_told_and_an_ended_case_waits_for_nobody(
    city: ServerProcess, machine: NewMachine, platform: Platform, number: str
) -> None:
    opened(machine(city), number, AnsweredOnSpot("可以"))
    status, told = platform.ask(number)
    assert (status, told["state"], told["waits_for"], told["due"]) == (200, "closed", "nobody", None)


def test_what_is_printed_may_be_typed_as_people_type(
    city: ServerProcess, machine: NewMachine, platform: Platform, number: str
) -> None:
    opened(machine(city), number)
    for typed, code in (
        (number.lower(), CODE.lower()),
        (number.replace("-", ""), "8K2M 4QXZ"),
        (f" {number} ", "8k2m-4qxz"),
    ):
        assert platform.ask(typed, code)[0] == 200, (typed, code)
    assert tries_of(city, number) == 0


def test_nothing_about_a_person_is_told(
    city: ServerProcess, machine: NewMachine, platform: Platform, number: str
) -> None:
    opened(machine(city), number, MaterialsTaken())
    platform.ask(number)
    said = platform.last.text
    for private in (NAME, "商标", "1508260837", "2.1", CODE):
        assert private not in said


STRANGE_NUMBERS = [
    "HH07",
    "x",
    "%00",
    "HH07-20261122-010017-%0A",
    "HH07-20261322-010017-A",
    "办件",
    "a" * 3000,
    "..",
    "HH07-20261122-010017-T'--",
    "%F0%9F%92%A9",
]
STRANGE_CODES = ["", "8K2M4QX", "8K2M4QXZZ", "UUUUUUUU", "8" * 3000, "' OR 1=1", "８Ｋ２Ｍ４Ｑ", "𬎆" * 8]


@pytest.mark.parametrize("told", STRANGE_NUMBERS)
def test_a_number_that_cannot_be_is_nobodys(platform: Platform, told: str) -> None:
    assert platform.ask(told) in (NOT_FOUND, (404, {"code": "NOT_FOUND", "args": {}}))


@pytest.mark.parametrize("code", STRANGE_CODES)
def test_a_code_that_cannot_be_is_no_try(
    city: ServerProcess, machine: NewMachine, platform: Platform, number: str, code: str
) -> None:
    opened(machine(city), number)
    assert platform.ask(number, code) == NOT_FOUND
    assert platform.ask(number, None) == NOT_FOUND
    assert tries_of(city, number) == 0


def wrong(n: int) -> str:
    """A code that could be one and is not this case's."""
    return query_code(n.to_bytes(5, "big"))


def test_a_wrong_code_and_an_unknown_number_are_answered_alike(
    city: ServerProcess, machine: NewMachine, platform: Platform, number: str
) -> None:
    opened(machine(city), number)
    unknown = case_number("HH08", TODAY, "01", int(number[-6:-2]))
    answers = [
        [(platform.ask(one, wrong(n)), sorted(platform.last.headers.keys())) for n in range(TRIES + 2)]
        for one in (number, unknown)
    ]
    assert answers[0] == answers[1]
    assert [told[0][0] for told in answers[0]] == [404] * TRIES + [429] * 2


def test_after_five_wrong_codes_the_right_one_waits_too(
    city: ServerProcess, machine: NewMachine, platform: Platform, number: str
) -> None:
    opened(machine(city), number)
    for n in range(TRIES):
        assert platform.ask(number, wrong(n)) == NOT_FOUND
    assert platform.ask(number) == (429, {"code": "TOO_OFTEN"})
    assert HOUR - 60 < int(platform.last.headers["retry-after"]) <= HOUR
    # Asking while nobody is answered makes it no longer.
    assert tries_of(city, number) == TRIES
    an_hour_passes(city, number)
    assert platform.ask(number)[0] == 200


def test_the_hour_slides(city: ServerProcess, platform: Platform, number: str) -> None:
    """Five late in one hour and five early in the next would be ten within minutes."""
    for n in range(TRIES - 1):
        platform.ask(number, wrong(n))
    an_hour_passes(city, number, HOUR - 100)
    platform.ask(number, wrong(8))
    assert platform.ask(number, wrong(9))[0] == 429
    assert int(platform.last.headers["retry-after"]) <= 100
    an_hour_passes(city, number, 100)
    for n in range(TRIES - 1):
        assert platform.ask(number, wrong(n))[0] == 404
    assert platform.ask(number, wrong(9))[0] == 429


def test_asking_often_with_the_right_code_is_free(
    city: ServerProcess, machine: NewMachine, platform: Platform, number: str
) -> None:
    opened(machine(city), number)
    assert {platform.ask(number)[0] for _ in range(3 * TRIES)} == {200}


def test_one_number_does_not_shut_out_another(
    city: ServerProcess, machine: NewMachine, platform: Platform, number: str
) -> None:
    other = case_number("HH09", TODAY, "01", int(number[-6:-2]))
    opened(machine(city), number)
    for n in range(TRIES + 1):
        platform.ask(other, wrong(n))
    assert platform.ask(number)[0] == 200


def test_nobody_guesses_faster_side_by_side(city: ServerProcess, number: str) -> None:
    def guess(n: int) -> int:
        with closing(Platform(city.url)) as one:
            return one.ask(number, wrong(n))[0]

    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(guess, range(20)))
    assert sorted(told) == [404] * TRIES + [429] * (20 - TRIES)


def test_another_node_counts_the_same_tries(
    city: ServerProcess, another: Callable[[str], ServerProcess], machine: NewMachine, number: str
) -> None:
    opened(machine(city), number)
    with closing(Platform(city.url)) as one, closing(Platform(another("odd").url)) as other:
        for n in range(TRIES):
            assert (one, other)[n % 2].ask(number, wrong(n)) == NOT_FOUND
        assert one.ask(number)[0] == other.ask(number)[0] == 429


def test_old_tries_are_forgotten(city: ServerProcess, platform: Platform, number: str) -> None:
    other = case_number("HH09", TODAY, "02", int(number[-6:-2]))
    platform.ask(number, wrong(1))
    with closing(Store(city.database.url)) as store, store.write() as conn:
        old = update(progress_try).where(progress_try.c.case_no == number)
        conn.execute(old.values(latest=progress_try.c.latest - HOUR - 1))
    platform.ask(other, wrong(1))
    with closing(Store(city.database.url)) as store, store.read() as conn:
        kept = select(func.count()).where(progress_try.c.case_no == number)
        assert conn.scalar(kept) == 0


def test_the_code_is_kept_nowhere_in_clear(
    city: ServerProcess, machine: NewMachine, platform: Platform, number: str
) -> None:
    opened(machine(city), number)
    platform.ask(number, wrong(77))
    with closing(Store(city.database.url)) as store, store.read() as conn:
        told = conn.execute(select(progress_try).where(progress_try.c.case_no == number)).one()
    assert wrong(77) not in str(told)


def test_a_counter_at_work_is_seen_from_outside(
    any_city: ServerProcess, counter: NewCounter, number: str
) -> None:
    one = counter(any_city)
    with closing(Platform(any_city.url)) as platform:
        case_id = one.register(case_no=number)
        assert platform.ask(number) == NOT_FOUND
        one.sync()
        assert platform.ask(number)[1]["state"] == "registered"
        one.save(case_id, AnsweredOnSpot("可以"))
        one.sync()
        assert platform.ask(number)[1]["state"] == "closed"
