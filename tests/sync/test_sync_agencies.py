"""帮办代办 at two windows of one outlet: the city judges it as the counter does."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from outlet_app.domain.agency import Agency, Standing
from outlet_app.domain.events import Accepted, Fact, MaterialsTaken, Voided
from outlet_app.domain.facts.agency import (
    AgencyActed,
    AgencyBegun,
    AgencyMandated,
    AgencyPassed,
    AgencyResumed,
    Doing,
    Helper,
    Mandate,
    Power,
    Way,
)
from outlet_app.services.reading import read_case
from outlet_app.wording import sync as words
from tests.support.agencies import COLLEAGUE, FORMS, LICENCE, acted, begun, ended, handed, mandate, stopped
from tests.support.bench import StoppedClock
from tests.support.builders import CLERK, stamp
from tests.support.cities import NewCounter
from tests.support.counter import Counter
from tests.support.server import ServerProcess

ME = Helper(CLERK, "苏日娜", "0478-6623315")
TAKEN = MaterialsTaken(for_review=True)


def today(one: Counter) -> date:
    return one.clock.now().date()


def signed(one: Counter, *powers: Power, days: int = 20) -> Mandate:
    """An authority from today on."""
    return mandate(*powers, since=today(one), until=today(one) + timedelta(days=days))


def mine(one: Counter, *powers: Power) -> AgencyBegun:
    return begun(helper=ME, mandate=signed(one, *powers))


def line(one: Counter, doing: Doing = Doing.FILL, **changes: object) -> AgencyActed:
    return acted(doing, day=today(one), **changes)


def agency_at(one: Counter, case_id: str) -> Agency:
    """The help as this window folds it."""
    reading = read_case(one.history(case_id))
    assert reading is not None
    assert reading.case.agency is not None
    return reading.case.agency


def said_of(one: Counter, case_id: str, *facts: Fact) -> str:
    """What the city makes of the last of these facts: its code, empty where it counts."""
    op_id = one.save(case_id, *facts)[-1]
    one.sync()
    entry = next(entry for entry in one.history(case_id) if entry.op_id == op_id)
    return "" if entry.verdict == "applied" else entry.code


@pytest.fixture
def two(any_city: ServerProcess, counter: NewCounter) -> tuple[Counter, Counter, str]:
    """Two windows that both know of a help with every power."""
    one, other = counter(any_city), counter(any_city)
    case_id = one.register(TAKEN, mine(one))
    one.sync()
    other.sync()
    return one, other, case_id


Two = tuple[Counter, Counter, str]


def test_the_help_and_its_log_are_the_same_at_both_windows(two: Two) -> None:
    one, other, case_id = two
    told = line(one, place="市局", next_step="取件", next_day=today(one) + timedelta(days=3))
    one.save(case_id, told, handed(Way.AWAY, FORMS), stopped())
    one.sync()
    other.sync()
    here, there = agency_at(one, case_id), agency_at(other, case_id)
    assert here == there
    assert (there.helper, there.held, there.standing) == (ME, (LICENCE,), Standing.STOPPED)
    assert [one.fact for one in there.actions] == [told]
    assert one.tally() == other.tally()


def test_a_rare_name_and_a_long_text_travel_whole(two: Two) -> None:
    one, other, case_id = two
    told = line(one, text="提交" * 200, place="𬎆𠮷·额尔敦知识产权服务站")
    one.save(case_id, told)
    one.sync()
    other.sync()
    assert agency_at(other, case_id).actions[0].fact == told


@pytest.mark.parametrize(
    ("doing", "code"),
    [(Doing.SUBMIT, "agency.beyond"), (Doing.PAY, "agency.beyond"), (Doing.FILL, ""), (Doing.CALL, "")],
)
def test_the_city_too_holds_the_helper_to_the_powers(
    any_city: ServerProcess, counter: NewCounter, doing: Doing, code: str
) -> None:
    one = counter(any_city)
    case_id = one.register(TAKEN, mine(one, Power.FILL))
    fact = line(one, doing)
    assert said_of(one, case_id, fact) == code


def test_the_city_too_holds_the_helper_to_the_term(any_city: ServerProcess, counter: NewCounter) -> None:
    one = counter(any_city)
    real, long_ago = one.clock, StoppedClock(one.clock.now() - timedelta(days=9))
    one.clock = long_ago  # type: ignore[assignment]
    case_id = one.register(TAKEN, begun(helper=ME, mandate=signed(one, days=2)))
    one.clock = real
    assert said_of(one, case_id, line(one)) == "agency.expired"
    assert said_of(one, case_id, AgencyMandated(signed(one)), line(one, text="续办后")) == ""
    assert [one.fact.text for one in agency_at(one, case_id).actions] == ["续办后"]


def test_the_city_too_keeps_helper_and_examiner_apart(two: Two) -> None:
    one, _, case_id = two
    fact = Accepted((stamp(),))
    assert said_of(one, case_id, fact) == "agency.examiner_helps"


def test_whoever_examined_elsewhere_meanwhile_is_no_helper(
    any_city: ServerProcess, counter: NewCounter
) -> None:
    """The other window accepts while this one, without a line, takes the same person on as helper."""
    one, other = counter(any_city), counter(any_city)
    case_id = one.register(TAKEN)
    one.sync()
    other.sync()
    other.save(case_id, Accepted((stamp(),)))
    other.sync()
    fact = mine(one)
    assert said_of(one, case_id, fact) == "agency.helper_examined"


@pytest.mark.parametrize(
    ("before", "late", "code"),
    [
        (ended(), None, "agency.none"),
        (stopped(), None, "agency.stopped"),
        (AgencyPassed(COLLEAGUE, "取件"), None, "agency.not_helper"),
        (ended(), stopped(), "agency.none"),
        (ended(), ended(), "agency.none"),
        (stopped(), stopped(), "agency.stopped"),
        (ended(), AgencyResumed(ME, "取件"), "agency.not_stopped"),
        (handed(Way.OUT, LICENCE), ended(returned=()), "agency.still_held"),
        (ended(), handed(Way.OUT, LICENCE), "agency.none"),
    ],
)
def test_who_comes_late_is_told_what_the_other_window_did(
    two: Two, before: Fact, late: Fact | None, code: str
) -> None:
    one, other, case_id = two
    other.save(case_id, before)
    other.sync()
    fact = late or line(one)
    assert said_of(one, case_id, fact) == code
    happened, to_do = words.reason(code)
    assert happened
    assert to_do


def test_two_windows_take_one_case_on_and_the_second_is_told(
    any_city: ServerProcess, counter: NewCounter
) -> None:
    one, other = counter(any_city), counter(any_city)
    case_id = one.register(TAKEN)
    one.sync()
    other.sync()
    fact = mine(one)
    other.save(case_id, replace(fact, scope="另一窗口"))
    other.sync()
    assert said_of(one, case_id, fact) == "agency.running"
    assert agency_at(one, case_id).scope == "另一窗口"


def test_no_case_is_voided_over_a_help_that_runs(two: Two) -> None:
    one, other, case_id = two
    assert said_of(other, case_id, Voided("duplicate")) == "agency.void_first"
    one.save(case_id, ended())
    one.sync()
    assert said_of(other, case_id, Voided("duplicate")) == ""


def test_a_day_without_a_line_goes_up_in_order(any_city: ServerProcess, counter: NewCounter) -> None:
    one, other = counter(any_city), counter(any_city)
    case_id = one.register(TAKEN, mine(one), line(one), stopped(), AgencyResumed(ME, "取件"), ended())
    assert one.sync().waiting == 0
    other.sync()
    assert {verdict for _, verdict, _ in one.verdicts(case_id)} == {"applied"}
    assert agency_at(other, case_id).standing is Standing.DONE
