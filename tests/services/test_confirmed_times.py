"""核定时间 at a real counter: what was counted from a wrong moment is counted again, and nothing is lost."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from outlet_app.domain.calendar import CST
from outlet_app.domain.case import Case
from outlet_app.domain.events import ClockTrust
from outlet_app.domain.people import Person
from outlet_app.domain.problems import Refused
from outlet_app.services.views import CaseFilter
from tests.support.at_the_counter import accepted, answered, history, kinds, notified
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON, Bench

# What a machine tells whose battery is empty, and when it really was.
EMPTY = datetime(2026, 1, 5, 9, 0, tzinfo=CST)
TRULY = datetime(2026, 11, 17, 10, 0, tzinfo=CST)
PROOF = "叫号单 A012"


def with_wrong_clock(bench: Bench, make: Callable[[Bench], object], shown: datetime = EMPTY) -> str:
    """What was made while the clock was wrong; afterwards it is put right again."""
    now = bench.clock.at
    bench.clock.at, bench.clock.sure = shown, ClockTrust.SUSPECT
    made = make(bench)
    bench.clock.at, bench.clock.sure = now, ClockTrust.SERVER
    return made.case.case_id  # type: ignore[attr-defined, no-any-return]


def confirm(bench: Bench, case_id: str, moment: datetime = TRULY, person: Person = SUPERVISOR_PERSON) -> Case:
    return bench.counter(person).timing.confirm(case_id, moment, PROOF)


def refused(bench: Bench, case_id: str, **changes: object) -> str:
    with pytest.raises(Refused) as caught:
        confirm(bench, case_id, **changes)  # type: ignore[arg-type]
    return caught.value.refusal.code


def at_the_right_time(bench: Bench, make: Callable[[Bench], object]) -> Case:
    """The same case as it would have been with the clock right."""
    now = bench.clock.at
    bench.clock.at = TRULY
    made = make(bench)
    bench.clock.at = now
    return made.case  # type: ignore[attr-defined, no-any-return]


def days(case: Case) -> list[tuple[str, datetime | None]]:
    return [(one.rule, one.at) for one in case.dues]


def test_a_promised_day_is_the_one_of_the_true_moment(bench: Bench) -> None:
    bench.clock.at = TRULY + timedelta(hours=3)
    right = at_the_right_time(bench, accepted)
    case_id = with_wrong_clock(bench, accepted)
    before = bench.counter().cases.detail(case_id).case
    after = confirm(bench, case_id)
    assert days(before) != days(right)
    assert days(after) == days(right)
    assert (before.time_unsure, after.time_unsure) == (True, False)


def test_what_the_clock_wrote_stays_as_it_was(bench: Bench) -> None:
    bench.clock.at = TRULY + timedelta(hours=3)
    case_id = with_wrong_clock(bench, accepted)
    written = [one.body for one in history(bench, case_id)]
    confirm(bench, case_id)
    assert [one.body for one in history(bench, case_id)][: len(written)] == written
    assert kinds(bench, case_id)[len(written) :][:2] == ["time_confirmed", "due_recomputed"]


def test_an_applicants_own_days_are_never_made_shorter(bench: Bench) -> None:
    """The clock stood in the future when the notice told the last day: that day was promised."""
    bench.clock.at = TRULY + timedelta(hours=3)
    ahead = bench.clock.at + timedelta(days=12)
    case_id = with_wrong_clock(bench, notified, ahead)
    told = bench.counter().cases.detail(case_id).case.correction_due
    assert confirm(bench, case_id).correction_due == told


def test_an_applicants_own_days_are_made_longer(bench: Bench) -> None:
    bench.clock.at = TRULY + timedelta(hours=3)
    right = at_the_right_time(bench, notified)
    case_id = with_wrong_clock(bench, notified)
    assert confirm(bench, case_id).correction_due == right.correction_due


def test_the_list_shows_the_new_day_and_no_mark(bench: Bench) -> None:
    bench.clock.at = TRULY + timedelta(hours=3)
    case_id = with_wrong_clock(bench, accepted)
    after = confirm(bench, case_id)
    (row,) = bench.counter().cases.page(CaseFilter()).rows
    assert row.due is not None
    assert after.due is not None
    assert (row.time_unsure, row.due.at) == (False, after.due.at)


def test_an_ended_case_gets_no_new_days(bench: Bench) -> None:
    bench.clock.at = TRULY + timedelta(hours=3)
    case_id = with_wrong_clock(bench, answered)
    confirm(bench, case_id)
    assert kinds(bench, case_id)[-1] == "time_confirmed"


def test_only_a_head_may(bench: Bench) -> None:
    case_id = with_wrong_clock(bench, accepted)
    assert refused(bench, case_id, person=CLERK_PERSON) == "right.missing"
    assert "time_confirmed" not in kinds(bench, case_id)


def test_a_moment_to_come_is_none(bench: Bench) -> None:
    case_id = with_wrong_clock(bench, accepted)
    assert refused(bench, case_id, moment=bench.clock.now() + timedelta(minutes=1)) == "time.ahead"


def test_a_machine_that_is_still_wrong_confirms_nothing(bench: Bench) -> None:
    case_id = with_wrong_clock(bench, accepted)
    bench.clock.sure = ClockTrust.SUSPECT
    assert refused(bench, case_id, moment=EMPTY) == "time.unsure_here"


def test_it_is_confirmed_once(bench: Bench) -> None:
    bench.clock.at = TRULY + timedelta(hours=3)
    case_id = with_wrong_clock(bench, accepted)
    confirm(bench, case_id)
    assert refused(bench, case_id) == "time.sure"


def test_it_is_offered_to_the_head_only(bench: Bench) -> None:
    case_id = with_wrong_clock(bench, accepted)
    assert "confirm_time" in bench.counter(SUPERVISOR_PERSON).cases.detail(case_id).actions
    assert "confirm_time" not in bench.counter().cases.detail(case_id).actions
