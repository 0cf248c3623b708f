"""The further groups of the daily sheet: each column counts what it says, and all of them agree (§8.2)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time

from case_lives import CLERKS, DAY, OTHER, chance_lives, days_around, elsewhere, life

from outlet_app.domain.calendar import CST, BusinessHours, HolidayCalendar
from outlet_app.domain.catalogue import ClockKind
from outlet_app.domain.channels import Entrance
from outlet_app.domain.courses import Extra
from outlet_app.domain.events import (
    Accepted,
    AnsweredOnSpot,
    CaseEvent,
    Channel,
    Closed,
    CorrectionTaken,
    DecisionUndone,
    DueStamp,
    Fact,
    MaterialsTaken,
    Reopened,
    ReviewEnded,
    ReviewOffered,
    ReviewOutcome,
    TransferredOut,
    TransferTaken,
    Voided,
    Withdrawn,
)
from outlet_app.domain.facts.agency import Mode
from outlet_app.domain.facts.policy import IntentChoice
from outlet_app.domain.figures import BrokenIdentity
from outlet_app.domain.identities import broken_identities
from outlet_app.domain.materials import NoticeCause
from outlet_app.domain.reviews.levels import Level
from outlet_app.domain.service_hours import Times
from outlet_app.domain.sheet_groups import GroupLine, Groups, Spent, Stock
from outlet_app.domain.states import State
from outlet_app.domain.stock import steps
from outlet_app.domain.workload import DaySheet, day_sheet, sheet_of
from tests.domain.chance import Draw, by_chance
from tests.domain.tables import each
from tests.support import packaged
from tests.support.agencies import begun
from tests.support.builders import OUTLET, at, notice, registered, stamp
from tests.support.policies import stated

ITEMS = range(1, 11)
EVENING = datetime(2026, 11, 20, 17, 30, tzinfo=CST)
CLERK, COLLEAGUE = CLERKS[OUTLET]
ANSWER, CLOSED, ACCEPTED = AnsweredOnSpot("可以。"), Closed("已交付"), Accepted((stamp(5),))
LATE_NOW = Accepted((stamp(-1),))
AT_ONCE = DueStamp("response", ClockKind.INSTANT, None)
BOUND = DueStamp("handling", ClockKind.WORKDAYS, at(days=5))
RATED = ReviewEnded("consult", ReviewOutcome.RATED)


def counted(*cases: list[CaseEvent], day: date = DAY, as_of: datetime = EVENING, **more: object) -> DaySheet:
    named = [[replace(one, case_id=f"case-{n}") for one in events] for n, events in enumerate(cases)]
    return day_sheet(named, OUTLET, day, as_of, ITEMS, **more)  # type: ignore[arg-type]


def groups(*cases: list[CaseEvent], **more: object) -> Groups:
    found = counted(*cases, **more).groups  # type: ignore[arg-type]
    assert found is not None
    return found


def figures(*facts: tuple[int, Fact], **more: object) -> dict[Extra, int]:
    """What one life leaves in the total row, without noughts."""
    return {one: n for one, n in groups(life(*facts), **more).total.figures.items() if n}


def second_notice() -> Fact:
    told = notice(2)
    late = replace(told.lines[0], cause=NoticeCause.BREACH_SECOND_NOTICE)
    return replace(told, lines=(late,))


NEW, OLD = (0, registered(dues=(BOUND,))), (-3, registered(dues=(BOUND,)))
TAKEN = MaterialsTaken()


@each(
    ("dues", "figure"),
    [
        ((), Extra.UNTYPED),
        ((AT_ONCE,), Extra.INSTANT),
        ((AT_ONCE, AT_ONCE), Extra.INSTANT),
        ((BOUND,), Extra.PROMISED),
        ((AT_ONCE, BOUND), Extra.PROMISED),
        ((DueStamp("feedback", ClockKind.HOURS, at(days=1)),), Extra.PROMISED),
        ((DueStamp("track", ClockKind.FOLLOW_UP, None),), Extra.PROMISED),
    ],
)
def test_a_new_case_is_of_one_type_by_its_clocks(dues: tuple[DueStamp, ...], figure: Extra) -> None:
    types = {Extra.UNTYPED, Extra.INSTANT, Extra.PROMISED}
    found = figures((0, registered(dues=dues)))
    assert {one: n for one, n in found.items() if one in types} == {figure: 1}
    assert not types & figures((-1, registered(dues=dues))).keys()


@each(
    ("facts", "figure"),
    [
        ((NEW, (0, TAKEN), (0, ACCEPTED), (0, CLOSED)), Extra.EARLY),
        (((-3, registered()), (-3, TAKEN), (-3, Accepted((stamp(0),))), (0, CLOSED)), Extra.ON_TIME),
        (((0, registered(dues=(AT_ONCE,))), (0, ANSWER)), Extra.ON_TIME),
        (((0, registered()), (0, ANSWER)), Extra.ON_TIME),
        (((-3, registered()), (-3, TAKEN), (-3, LATE_NOW), (0, CLOSED)), Extra.LATE),
    ],
)
def test_a_closing_is_early_on_time_or_late(facts: tuple[tuple[int, Fact], ...], figure: Extra) -> None:
    ends = {Extra.EARLY, Extra.ON_TIME, Extra.LATE}
    assert {one: n for one, n in figures(*facts).items() if one in ends} == {figure: 1}


@each(
    ("due", "figures_told"),
    [
        (stamp(-1), {Extra.OPEN_LATE: 1}),
        (stamp(0), {Extra.NEARLY: 1}),
        (stamp(3), {Extra.NEARLY: 1}),
        (stamp(4), {}),
        (stamp(9), {}),
    ],
)
def test_what_is_open_is_late_nearly_due_or_neither(due: DueStamp, figures_told: dict[Extra, int]) -> None:
    """DAY is a Friday: the next working day is three days away."""
    found = figures((-9, registered()), (-9, TAKEN), (-9, Accepted((due,))))
    assert found == figures_told


def test_a_case_elsewhere_or_ended_is_neither_late_nor_nearly_due_here() -> None:
    away = TransferredOut(OTHER, "", "市级窗口", "需专业人员答复")
    told = life((-9, registered()), (-9, TAKEN), (-9, LATE_NOW), (0, away))
    taken = elsewhere(life((0, TransferTaken()))[0])
    assert groups([*told, taken]).total.figures == {}
    assert figures((-9, registered()), (-9, TAKEN), (-9, LATE_NOW), (0, Withdrawn("不办了"))) == {}


@each(
    ("facts", "told"),
    [
        ((NEW, (0, TAKEN), (0, notice())), (1, 0)),
        ((OLD, (-3, TAKEN), (-3, notice()), (0, CorrectionTaken(())), (0, notice(2))), (1, 0)),
        ((OLD, (-3, TAKEN), (-3, notice()), (0, CorrectionTaken(())), (0, second_notice())), (1, 1)),
        ((NEW, (0, TAKEN), (0, notice()), (0, CorrectionTaken(())), (0, second_notice())), (2, 1)),
        ((OLD, (-3, TAKEN), (-3, notice())), (0, 0)),
        ((NEW, (0, TAKEN), (0, notice()), (0, Voided("duplicate"))), (0, 0)),
    ],
)
def test_notices_are_counted_by_paper_and_late_ones_beside_them(
    facts: tuple[tuple[int, Fact], ...], told: tuple[int, int]
) -> None:
    found = figures(*facts)
    assert (found.get(Extra.NOTICES, 0), found.get(Extra.SECOND, 0)) == told


def test_a_notice_taken_back_the_same_day_was_none() -> None:
    told = life(NEW, (0, TAKEN), (0, notice()))
    undone = life((0, DecisionUndone(told[-1].op_id, "写错")))
    assert Extra.NOTICES not in groups([*told, *undone]).total.figures


class TestHelp:
    """帮办 and 代办 of the day: by what was begun, else by the tick of the visit; a case once a day."""

    @each(
        ("facts", "told"),
        [
            (((0, registered(assisted=True)), (0, ANSWER)), (1, 0)),
            (((0, registered()), (0, ANSWER)), (0, 0)),
            (((0, registered()), (0, begun(Mode.WHOLE))), (0, 1)),
            (((0, registered()), (0, begun(Mode.STAGE))), (1, 0)),
            (((0, registered()), (0, begun(Mode.ON_SITE))), (1, 0)),
            (((0, registered(assisted=True)), (0, TAKEN), (0, ACCEPTED), (0, begun(Mode.WHOLE))), (0, 1)),
            (((-2, registered(assisted=True)), (-2, TAKEN), (-2, ACCEPTED), (0, begun(Mode.WHOLE))), (0, 1)),
            (((-2, registered(assisted=True)), (-2, TAKEN), (-2, ACCEPTED)), (0, 0)),
            (((-2, registered()), (-2, begun(Mode.WHOLE)), (0, TAKEN), (0, ACCEPTED)), (0, 0)),
            (((0, registered(assisted=True)), (0, begun(Mode.WHOLE)), (0, Voided("duplicate"))), (0, 0)),
        ],
    )
    def test_each_way(self, facts: tuple[tuple[int, Fact], ...], told: tuple[int, int]) -> None:
        found = figures(*facts)
        assert (found.get(Extra.HELPED, 0), found.get(Extra.AGENTED, 0)) == told
        assert counted(life(*facts)).total.assisted == sum(told)

    def test_it_stands_in_the_row_of_whoever_took_it_up(self) -> None:
        taken_up = life((0, begun(Mode.WHOLE)), actor=COLLEAGUE)
        told = groups([*life((0, registered())), *taken_up])
        assert [(line.key, line[Extra.AGENTED]) for line in told.clerks] == [(CLERK, 0), (COLLEAGUE, 1)]

    def test_the_first_sheet_counts_it_in_the_same_row_and_item(self) -> None:
        told = counted(life((0, registered(item=8)), (0, begun(Mode.STAGE))))
        assert {line.key: line.assisted for line in told.items if line.assisted} == {"8": 1}


class TestPackages:
    parent = ((0, registered(item=7)), (0, packaged.OPENED))
    child = ((0, registered(item=4)), (0, packaged.JOINED))

    def test_a_parent_is_one_however_many_children_it_has(self) -> None:
        told = groups(life(*self.parent), life(*self.child), life(*self.child))
        assert (told.total[Extra.PARENTS], told.total[Extra.CHILDREN]) == (1, 2)

    def test_a_parent_is_counted_nowhere_else(self) -> None:
        told = counted(life(*self.parent))
        assert told.groups is not None
        assert told.groups.total.figures == {Extra.PARENTS: 1}
        assert (told.total.visits, told.flow.new, sum(told.groups.states.values())) == (0, 0, 0)

    def test_of_another_day_outlet_or_found_void_it_is_none(self) -> None:
        void = life(*self.parent, (0, Voided("duplicate")))
        theirs = [elsewhere(one) for one in life(*self.parent)]
        yesterday = life(*((-1, fact) for _, fact in self.parent))
        assert groups(void, theirs, yesterday).total.figures == {}

    def test_what_came_after_the_count_is_not_in_it(self) -> None:
        assert groups(life(*self.parent), as_of=life(*self.parent)[0].at).total[Extra.PARENTS] == 0


@each(
    ("choices", "told"),
    [
        ((IntentChoice.ACCEPT,), (1, 1)),
        ((IntentChoice.DECLINE,), (1, 0)),
        ((IntentChoice.LATER,), (1, 0)),
        ((IntentChoice.LATER, IntentChoice.ACCEPT), (2, 1)),
    ],
)
def test_a_policy_told_is_pushed_and_a_confirmed_will_is_confirmed(
    choices: tuple[IntentChoice, ...], told: tuple[int, int]
) -> None:
    found = figures((0, registered()), *((0, stated(choice)) for choice in choices))
    assert (found.get(Extra.PUSHED, 0), found.get(Extra.CONFIRMED, 0)) == told


@each(
    ("when", "extended"),
    [
        (datetime(2026, 11, 20, 8, 30, tzinfo=CST), False),
        (datetime(2026, 11, 20, 12, 0, tzinfo=CST), False),
        (datetime(2026, 11, 20, 12, 1, tzinfo=CST), True),
        (datetime(2026, 11, 20, 14, 29, tzinfo=CST), True),
        (datetime(2026, 11, 20, 17, 30, tzinfo=CST), False),
        (datetime(2026, 11, 20, 17, 31, tzinfo=CST), True),
        (datetime(2026, 11, 20, 8, 29, tzinfo=CST), True),
        (datetime(2026, 11, 21, 10, 0, tzinfo=CST), True),
        (datetime(2026, 11, 22, 10, 0, tzinfo=CST), True),
        (datetime.fromisoformat("2026-11-20T02:00:00+00:00"), False),
        (datetime.fromisoformat("2026-11-20T10:00:00+00:00"), True),
    ],
)
def test_service_outside_the_hours_of_a_working_day_is_extended(when: datetime, extended: bool) -> None:
    assert Times().is_extended(when) is extended


def test_the_outlets_own_hours_are_the_ones_that_count() -> None:
    noon = datetime(2026, 11, 20, 12, 30, tzinfo=CST)
    all_day = Times(HolidayCalendar(), BusinessHours(((time(8), time(18)),)))
    assert (Times().is_extended(noon), all_day.is_extended(noon)) == (True, False)
    visit = [replace(one, at=noon) for one in life((0, registered()), (0, ANSWER))]
    assert groups(visit).total[Extra.EXTENDED] == 1
    assert groups(visit, times=all_day).total[Extra.EXTENDED] == 0


@each(
    ("facts", "told"),
    [
        (((0, registered()), (0, ANSWER)), (0, 0, 0)),
        (((0, registered()), (0, ANSWER), (0, ReviewOffered("consult"))), (1, 0, 1)),
        (((0, registered()), (0, ANSWER), (0, ReviewOffered("consult")), (0, RATED)), (1, 1, 0)),
        (((0, registered()), (0, ANSWER), (0, ReviewOffered("consult")), (1, RATED)), (1, 0, 1)),
        (((-1, registered()), (-1, ANSWER), (-1, ReviewOffered("consult")), (0, RATED)), (0, 0, 0)),
    ],
)
def test_who_was_asked_either_answered_or_did_not(
    facts: tuple[tuple[int, Fact], ...], told: tuple[int, int, int]
) -> None:
    total = groups(life(*facts)).total
    assert (total[Extra.OFFERED], total[Extra.RATED], total.unrated) == told


def test_a_case_found_void_was_still_asked_about() -> None:
    told = counted(
        life((0, registered()), (0, ANSWER), (0, ReviewOffered("consult")), (0, Voided("duplicate")))
    )
    assert told.groups is not None
    assert (told.offered, told.groups.total[Extra.OFFERED]) == (1, 1)
    assert broken_identities(told) == ()


class TestFoot:
    cases = (
        life((0, registered(item=2, channel=Channel.PHONE)), (0, ANSWER)),
        life((-2, registered(item=8)), (-2, TAKEN), (-2, LATE_NOW)),
        life((0, registered(item=8)), (0, TAKEN), (0, notice())),
        life((0, registered(item=0, channel=Channel.ONLINE))),
    )

    def test_every_item_and_channel_has_its_row(self) -> None:
        told = groups(*self.cases)
        assert sorted(told.items) == list(range(11))
        assert set(told.channels) == set(Entrance)
        assert told.items[2] == Stock(1, 1, 0, 0)
        assert told.items[8] == Stock(1, 0, 2, 1)
        assert told.items[0] == told.channels[Channel.ONLINE] == Stock(1, 0, 1, 0)
        assert told.items[5] == Stock()
        assert told.channels[Channel.PHONE] == Stock(1, 1, 0, 0)

    def test_an_item_of_another_release_is_not_lost(self) -> None:
        assert groups(life((0, registered(item=18)))).items[18] == Stock(1, 0, 1, 0)

    def test_states_are_those_of_what_is_open_tonight(self) -> None:
        assert groups(*self.cases).states == {
            State.ACCEPTED: 1,
            State.CORRECTION: 1,
            State.REGISTERED: 1,
        }

    def test_levels_are_the_days_whole_whatever_the_item(self) -> None:
        told = groups(reviews={(2, 5): 3, (8, 5): 1, (8, 1): 1})
        assert told.levels == {Level.VERY_SATISFIED: 4, Level.VERY_DISSATISFIED: 1}

    def test_time_spent_is_minutes_within_the_day_and_working_days_beyond(self) -> None:
        quick = life((0, registered()), (0, ANSWER))
        slower = [quick[0], replace(quick[1], at=at(minutes=31))]
        week = life((-7, registered()), (-7, TAKEN), (-7, ACCEPTED), (0, CLOSED))
        assert groups().spent == Spent(None, None)
        assert groups(quick).spent == Spent(1, None)
        assert groups(quick, slower).spent == Spent(16, None)
        assert groups(quick, week).spent == Spent(1, 5)

    def test_a_closing_opened_again_the_same_day_took_no_time(self) -> None:
        again = life((0, registered()), (0, ANSWER), (0, Reopened("登记有误")))
        assert groups(again).spent == Spent()


def test_whoever_is_on_duty_has_a_row_without_work() -> None:
    assert groups(clerks=[COLLEAGUE]).clerks == (GroupLine(COLLEAGUE, {}),)
    assert GroupLine(COLLEAGUE, {})[Extra.HELPED] == 0


@by_chance(3)
def test_all_groups_agree_with_the_first_sheets_on_every_day_of_any_legal_lives(draw: Draw) -> None:
    cases = chance_lives(draw.whole(10_000, 20_000), 4)
    paths = [tuple(steps(events)) for events in cases]
    for outlet in CLERKS:
        for day in days_around():
            told = sheet_of(paths, outlet, day, at(days=30), ITEMS, CLERKS[outlet])
            assert broken_identities(told) == ()
            assert told.groups is not None
            assert all(count >= 0 for line in told.groups.clerks for count in line.figures.values())


ONE = life((0, registered(item=2)), (0, ANSWER), (0, ReviewOffered("consult")), (0, RATED))
SOUND = counted(ONE, life((0, registered(item=8)), (0, begun(Mode.WHOLE))))


def tampered(**changes: int) -> DaySheet:
    """The sheet with another figure in its fourth sheet, in the rows and in the total alike."""
    assert SOUND.groups is not None
    told = {Extra(name): count for name, count in changes.items()}
    total = replace(SOUND.groups.total, figures={**SOUND.groups.total.figures, **told})
    clerks = (GroupLine(CLERK, total.figures),)
    return replace(SOUND, groups=replace(SOUND.groups, total=total, clerks=clerks))


def of_rows(sheet: DaySheet) -> DaySheet:
    assert sheet.groups is not None
    return replace(sheet, groups=replace(sheet.groups, clerks=(GroupLine(CLERK, {}),)))


def of_stock(sheet: DaySheet) -> DaySheet:
    assert sheet.groups is not None
    items = {**sheet.groups.items, 2: Stock(5, 1, 0, 0)}
    return replace(sheet, groups=replace(sheet.groups, items=items))


def of_states(sheet: DaySheet) -> DaySheet:
    assert sheet.groups is not None
    return replace(sheet, groups=replace(sheet.groups, states={}))


@each(
    ("changed", "codes"),
    [
        (lambda: SOUND, set()),
        (lambda: tampered(untyped=3), {"type"}),
        (lambda: tampered(early=1), {"ends"}),
        (lambda: tampered(late=1), {"ends", "late"}),
        (lambda: tampered(open_late=1), {"late"}),
        (lambda: tampered(helped=1), {"assisted"}),
        (lambda: tampered(agented=0), {"assisted"}),
        (lambda: tampered(offered=0), {"asked"}),
        (lambda: tampered(confirmed=1), {"confirmed"}),
        (lambda: tampered(second=1), {"second"}),
        (lambda: of_rows(SOUND), {"groups"}),
        (lambda: of_stock(SOUND), {"stock"}),
        (lambda: of_states(SOUND), {"stock"}),
    ],
)
def test_a_figure_that_does_not_agree_is_named(changed: Callable[[], DaySheet], codes: set[str]) -> None:
    assert {one.code for one in broken_identities(changed())} == codes


def test_a_contradiction_tells_both_figures() -> None:
    assert broken_identities(tampered(early=1)) == (BrokenIdentity("ends", "", 1, 2),)
    assert broken_identities(of_states(SOUND)) == (BrokenIdentity("stock", "states", 0, 1),)
