"""The further groups of a real day: a package, a 代办, a policy's will, an invitation; counted, listed."""

from datetime import date, datetime, timedelta

import pytest

from outlet_app.domain.calendar import CST
from outlet_app.domain.courses import Extra
from outlet_app.domain.facts.agency import Mode
from outlet_app.domain.facts.policy import IntentChoice
from outlet_app.domain.identities import broken_identities
from outlet_app.domain.reviews.answers import Answer
from outlet_app.domain.reviews.levels import Level
from outlet_app.domain.sheet_cells import Cell
from outlet_app.domain.sheet_groups import Groups, Spent
from outlet_app.services.views import CaseFilter
from outlet_app.wording import workload as words
from tests.services.test_agencies import MINE
from tests.services.test_packaging import filled
from tests.services.test_policies import will
from tests.services.test_reviews import rate
from tests.support.agencies import begun
from tests.support.at_the_counter import accepted, answered, notified, taken, text_of
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON, Bench
from tests.support.builders import CLERK, MORNING, SUPERVISOR
from tests.support.policies_sent import all_handed_down
from tests.support.reviewing import CITY_KEY

FRIDAY = date(2026, 11, 20)


@pytest.fixture
def bench(bench: Bench) -> Bench:
    all_handed_down(bench.database)
    with bench.database.unit_of_work() as uow:
        uow.reviews.keep_key(CITY_KEY)
        uow.commit()
    return bench


def groups(bench: Bench, day: date = FRIDAY) -> Groups:
    sheet = bench.counter(SUPERVISOR_PERSON).day_sheet.sheet(day)
    assert broken_identities(sheet) == ()
    assert sheet.groups is not None
    return sheet.groups


def figures(bench: Bench, day: date = FRIDAY) -> dict[Extra, int]:
    return {one: count for one, count in groups(bench, day).total.figures.items() if count}


def listed(bench: Bench, figure: Extra) -> list[str]:
    counter = bench.counter(SUPERVISOR_PERSON)
    counted = counter.day_sheet.behind(FRIDAY, bench.clock.now(), Cell(figure))
    return [row.case_id for row in counter.cases.page(CaseFilter(counted=counted), 50).rows]


def test_a_day_at_the_counter(bench: Bench) -> None:
    counter = bench.counter()
    answered(bench, assisted=True)
    agent = taken(bench).case.case_id
    counter.agencies.begin(agent, MINE)
    notified(bench)
    opened = counter.packaging.open("P5", filled(counter))
    counter.policies.state(will(IntentChoice.LATER))
    counted = figures(bench)
    assert (counted[Extra.HELPED], counted[Extra.AGENTED]) == (1, 1)
    assert (counted[Extra.PARENTS], counted[Extra.CHILDREN]) == (1, 3)
    assert (counted[Extra.PUSHED], counted.get(Extra.CONFIRMED)) == (1, None)
    assert counted[Extra.NOTICES] == 1
    assert listed(bench, Extra.AGENTED) == [agent]
    assert listed(bench, Extra.PARENTS) == [opened.case.case_id]
    assert len(listed(bench, Extra.CHILDREN)) == 3


@pytest.mark.parametrize("mode", Mode)
def test_a_help_taken_up_on_another_day_counts_on_that_day(bench: Bench, mode: Mode) -> None:
    case_id = taken(bench).case.case_id
    assert Extra.HELPED not in figures(bench)
    bench.clock.forward(days=3)
    bench.counter().agencies.begin(case_id, begun(mode, helper=MINE.helper))
    later = FRIDAY + timedelta(days=3)
    mine = groups(bench, later).clerk(CLERK)
    assert mine[Extra.AGENTED if mode is Mode.WHOLE else Extra.HELPED] == 1
    sheet = bench.counter(SUPERVISOR_PERSON).day_sheet.sheet(later)
    assert {line.key: line.assisted for line in sheet.items if line.assisted} == {"1": 1}


def test_a_confirmed_will_is_pushed_and_confirmed(bench: Bench) -> None:
    bench.counter().policies.state(will())
    told = figures(bench)
    assert (told[Extra.PUSHED], told[Extra.CONFIRMED]) == (1, 1)


def test_reviews_are_asked_rated_and_counted_by_level_in_the_whole(bench: Bench) -> None:
    rate(bench, Answer(Level.DISSATISFIED, withheld=True), case_id=answered(bench).case.case_id)
    bench.counter().reviews.invite(accepted(bench).case.case_id)
    told = groups(bench)
    assert (told.total[Extra.OFFERED], told.total[Extra.RATED], told.total.unrated) == (2, 1, 1)
    assert told.levels == {Level.DISSATISFIED: 1}


def test_the_holiday_plan_and_the_hours_of_the_outlet_tell_extended_service(bench: Bench) -> None:
    bench.clock.at = datetime(2026, 11, 20, 18, 5, tzinfo=CST)
    answered(bench)
    bench.clock.at = datetime(2026, 11, 21, 10, 0, tzinfo=CST)
    answered(bench)
    assert [figures(bench, day).get(Extra.EXTENDED) for day in (FRIDAY, FRIDAY + timedelta(1))] == [1, 1]


def test_a_closing_days_later_took_working_days(bench: Bench) -> None:
    case_id = accepted(bench).case.case_id
    bench.clock.forward(days=3)
    bench.counter().cases.close(case_id, "报告已交付")
    assert groups(bench, FRIDAY + timedelta(3)).spent == Spent(None, 1)


def test_a_clerk_gets_the_own_groups_and_nothing_of_the_outlet(bench: Bench) -> None:
    accepted(bench)
    rate(bench, Answer(Level.VERY_SATISFIED), case_id=answered(bench).case.case_id)
    told = bench.counter(CLERK_PERSON).day_sheet.sheet(FRIDAY).groups
    assert told is not None
    assert [line.key for line in told.clerks] == [CLERK]
    assert told.total.figures == told.clerks[0].figures
    assert (told.levels, told.items, told.channels, told.states) == ({}, {}, {}, {})
    nobody = bench.counter(SUPERVISOR_PERSON).day_sheet.sheet(FRIDAY).groups
    assert nobody is not None
    assert nobody.clerk(SUPERVISOR).figures == {}


def test_the_print_has_them_with_windows_and_states(bench: Bench) -> None:
    notified(bench)
    said = text_of(bench.counter(SUPERVISOR_PERSON).day_sheet.preview(FRIDAY))
    for part in ("表四", "表五", "表六", "集成", "免申", "待申请人补正", "第4页共4页"):
        assert part in said


def test_the_print_tells_when_somebody_was_on_duty_that_day_and_no_other(bench: Bench) -> None:
    duty = bench.counter().duty
    duty.begin("业务专用章 1 枚", "")
    bench.clock.forward(minutes=95)
    head = bench.counter(SUPERVISOR_PERSON).day_sheet
    assert "在岗时段" in text_of(head.preview(FRIDAY))
    assert f"{MORNING:%H:%M}-至今" in text_of(head.preview(FRIDAY))
    bench.clock.forward(days=3)
    assert "至今" not in text_of(head.preview(FRIDAY + timedelta(days=3)))
    assert f"{MORNING:%H:%M}-至今" in text_of(head.preview(FRIDAY))


def test_a_figure_is_named_in_the_list_of_cases() -> None:
    assert words.counted(FRIDAY, Extra.PUSHED, FRIDAY).endswith("免申推送")
    assert words.counted(FRIDAY, Extra.PARENTS, FRIDAY).endswith("集成主件")
