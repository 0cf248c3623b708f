"""A clock never prevents a save (sync.md D.9): where one is in doubt, no step is refused for its day."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from test_deficiency_rules import CAME_1, DEFICIENT
from test_deficiency_rules import live as deficient_life

from outlet_app.domain.agency import Agency
from outlet_app.domain.applicant import IdKind
from outlet_app.domain.calendar import CST, PROGRAM_BEGAN
from outlet_app.domain.case import Case, apply, fold, judge
from outlet_app.domain.circumstances.comparing import comparable
from outlet_app.domain.events import (
    Accepted,
    CaseEvent,
    ClockTrust,
    Closed,
    Fact,
    MaterialsChecked,
    MaterialsTaken,
    ResultReached,
)
from outlet_app.domain.facts.consultation import ConsultationAnswered, ToldWay
from outlet_app.domain.facts.pledge import CheckResult
from outlet_app.domain.facts.timing import TimeConfirmed
from outlet_app.domain.forms.consultation import answer_problems
from outlet_app.domain.identifiers import check_id_card, check_identity
from outlet_app.domain.materials import MaterialState
from tests.domain.tables import each
from tests.support import agencies
from tests.support.builders import MORNING, SUPERVISOR, at, event, material, registered, stamp
from tests.support.pledged import checked, pledge, pledged

DEAD_BATTERY = datetime(2000, 1, 1, 8, tzinfo=CST)
A_YEAR_ON = at() + timedelta(days=365)
SUSPECT, WALL = ClockTrust.SUSPECT, ClockTrust.WALL
QUESTION = (registered(consulting=True), MaterialsTaken(), Accepted())


def lived(*facts: Fact, trust: ClockTrust = WALL, moment: datetime = MORNING) -> Case:
    told = [event(fact, minutes=n) for n, fact in enumerate(facts)]
    by = moment - MORNING
    return fold(replace(one, at=one.at + by, trust=trust, op_id=f"op-{n}") for n, one in enumerate(told))


def code(case: Case, fact: Fact, moment: datetime, trust: ClockTrust = WALL, actor: str = "") -> str:
    told = event(fact, actor=actor) if actor else event(fact)
    found = judge(case, replace(told, at=moment, trust=trust))
    return found.code if found else ""


def answer(told_at: datetime) -> ConsultationAnswered:
    return ConsultationAnswered("期满前十二个月内办理。", ToldWay.PHONE, told_at, "商标法第四十条", "赵永胜")


class TestWhatProvesSomething:
    @each(
        ("unsure", "trust", "minutes", "holds"),
        [
            (False, WALL, 1, True),
            (False, WALL, 0, True),
            (False, ClockTrust.SERVER, 1, True),
            (False, ClockTrust.DERIVED, 1, True),
            (False, SUSPECT, 1, False),
            (True, WALL, 1, False),
            (True, ClockTrust.SERVER, 1, False),
            (False, WALL, -1, False),
            (False, ClockTrust.SERVER, -1, False),
        ],
    )
    def test_no_clock_in_doubt_and_none_behind_what_came_before(
        self, unsure: bool, trust: ClockTrust, minutes: int, holds: bool
    ) -> None:
        case = replace(lived(*QUESTION), time_unsure=unsure)
        told = replace(event(answer(at())), at=at(60 + minutes), trust=trust)
        assert comparable(case, told, at(60)) is holds


class TestAnAnswer:
    """The clerk writes when she told it; the machine knows no better than its clock."""

    @each(
        ("told_at", "now", "trust", "wanted"),
        [
            (at(90), at(90), WALL, ""),
            (at(-5), at(90), WALL, "consultation.told_when"),
            (at(95), at(90), WALL, "consultation.told_when"),
            # A window whose clock is some minutes behind the one that registered.
            (at(-5), at(-5), WALL, ""),
            (at(-180), at(-180), WALL, ""),
            (DEAD_BATTERY, DEAD_BATTERY, SUSPECT, ""),
            # The day she knows to be right, though this machine says another.
            (at(90), DEAD_BATTERY, SUSPECT, ""),
            (A_YEAR_ON, A_YEAR_ON, WALL, ""),
        ],
    )
    def test_its_moment(self, told_at: datetime, now: datetime, trust: ClockTrust, wanted: str) -> None:
        assert code(lived(*QUESTION), answer(told_at), now, trust) == wanted

    def test_a_question_registered_by_a_clock_a_year_ahead_is_answered_today(self) -> None:
        case = lived(*QUESTION, moment=A_YEAR_ON)
        assert code(case, answer(at(90)), at(90)) == ""

    def test_and_also_after_a_head_has_settled_when_it_was(self) -> None:
        case = lived(*QUESTION, moment=A_YEAR_ON, trust=SUSPECT)
        settled = apply(case, event(TimeConfirmed("op-0", at(), "来电记录"), minutes=80, actor=SUPERVISOR))
        assert not settled.time_unsure
        assert code(settled, answer(at(90)), at(90)) == ""

    @each(
        ("asked", "now", "day", "time", "wanted"),
        [
            (at(), at(90), "2026-11-20", "10:00", {}),
            (at(), at(90), "2026-11-20", "8:00", {"time": "told.early"}),
            (at(), at(90), "2026-11-20", "16:00", {"time": "told.future"}),
            (at(), at(-5), "2026-11-20", "9:00", {}),
            (at(), DEAD_BATTERY, "2000-01-01", "8:00", {}),
            (A_YEAR_ON, at(90), "2026-11-20", "10:35", {}),
            (A_YEAR_ON, at(90), "2026-11-20", "late", {"time": "time.format"}),
        ],
    )
    def test_the_sheet_says_the_same(
        self, asked: datetime, now: datetime, day: str, time: str, wanted: dict[str, str]
    ) -> None:
        found = answer_problems({"day": day, "time": time}, asked, now)
        assert set(found) == set(wanted)
        assert [one.code for one in found.values()] == [*wanted.values()] or "late" in time


class TestASupplement:
    """The day of arrival is the applicant's: it is never lost to a battery."""

    @each(
        ("arrived", "now", "trust", "wanted"),
        [
            (date(2026, 11, 20), at(99), WALL, ""),
            (date(2026, 11, 19), at(99), WALL, "supplement.arrival"),
            (date(2026, 11, 21), at(99), WALL, "supplement.arrival"),
            (date(2000, 1, 1), DEAD_BATTERY, SUSPECT, ""),
            (date(2026, 11, 24), DEAD_BATTERY, SUSPECT, ""),
            (date(2026, 11, 19), at(days=-1), WALL, ""),
        ],
    )
    def test_its_day(self, arrived: date, now: datetime, trust: ClockTrust, wanted: str) -> None:
        case, came = deficient_life(*DEFICIENT), replace(CAME_1, arrived_on=arrived)
        assert code(case, came, now, trust) == wanted

    def test_what_came_on_a_day_in_doubt_is_not_held_to_be_late(self) -> None:
        came = replace(event(replace(CAME_1, arrived_on=date(2000, 1, 1))), at=DEAD_BATTERY, trust=SUSPECT)
        case = apply(deficient_life(*DEFICIENT), came)
        assert case.deficit is not None
        assert (case.deficit.late, case.time_unsure) == ((), True)


class TestHelping:
    """The log of 帮办代办 goes on; whether the authority held is asked where the clock is known."""

    HELPED = fold(
        event(fact, minutes=n, actor=agencies.HELPER.staff_no if n > 1 else "1508260837")
        for n, fact in enumerate((registered(), MaterialsTaken(), agencies.begun()))
    )

    def line(self, day: date, moment: datetime, trust: ClockTrust = WALL) -> str:
        return code(self.HELPED, agencies.acted(day=day), moment, trust, agencies.HELPER.staff_no)

    def test_its_days(self) -> None:
        agency = self.HELPED.agency
        assert isinstance(agency, Agency)
        assert agency.until is not None
        late = datetime.combine(agency.until, at().timetz()) + timedelta(days=3)
        told = {
            "today": self.line(at().date(), at(9)),
            "before it began": self.line(at().date() - timedelta(days=1), at(9)),
            "not yet": self.line(at().date() + timedelta(days=1), at(9)),
            "the authority has run out": self.line(late.date(), late),
            "an empty battery": self.line(DEAD_BATTERY.date(), DEAD_BATTERY, SUSPECT),
            "a clock a day behind": self.line(at().date() - timedelta(days=1), at(days=-1)),
            "after the end, by a clock in doubt": self.line(late.date(), late, SUSPECT),
        }
        assert told == {
            "today": "",
            "before it began": "agency.not_yet",
            "not yet": "agency.act_day",
            "the authority has run out": "agency.expired",
            "an empty battery": "",
            "a clock a day behind": "",
            "after the end, by a clock in doubt": "",
        }

    def test_what_has_nothing_to_do_with_days_is_asked_all_the_same(self) -> None:
        other = code(self.HELPED, agencies.acted(), DEAD_BATTERY, SUSPECT, SUPERVISOR)
        empty = code(self.HELPED, agencies.acted(text=" "), DEAD_BATTERY, SUSPECT, agencies.HELPER.staff_no)
        assert (other, empty) == ("agency.not_helper", "agency.act_empty")


class TestAVerification:
    CLOSED = (
        registered(),
        pledge(),
        MaterialsTaken(),
        Accepted((stamp(),)),
        ResultReached(True, "已出具"),
        Closed("已交付"),
    )

    @each(
        ("day", "now", "trust", "wanted"),
        [
            (at().date(), at(99), WALL, ""),
            (at().date() - timedelta(days=1), at(99), WALL, "pledge.check_day"),
            (at().date() + timedelta(days=1), at(99), WALL, "pledge.check_day"),
            (DEAD_BATTERY.date(), DEAD_BATTERY, SUSPECT, ""),
            (at().date(), DEAD_BATTERY, SUSPECT, ""),
            (at().date() - timedelta(days=2), at(days=-2), WALL, ""),
        ],
    )
    def test_its_day(self, day: date, now: datetime, trust: ClockTrust, wanted: str) -> None:
        case = lived(*self.CLOSED[:1], _rows(), *self.CLOSED[1:])
        assert code(case, checked(CheckResult.TRUE, checked_on=day), now, trust) == wanted


def _rows() -> Fact:
    return MaterialsChecked(1, (material(MaterialState.COMPLETE), pledged()))


class TestAnIdentityCard:
    """GB 11643 holds a birthday; an empty battery says 2000, and who is younger must not be sent away."""

    def number(self, born: str) -> str:
        body = f"152826{born}001"
        rest = sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(body)) % 11
        return body + "10X98765432"[rest]

    @each(
        ("born", "today", "wanted"),
        [
            ("20040211", date(2000, 1, 1), ""),
            ("20040211", date(1970, 1, 1), ""),
            ("20040211", date(2026, 11, 20), ""),
            ("20261101", date(2000, 1, 1), ""),
            ("20261102", date(2000, 1, 1), "id.future"),
            ("20261120", date(2026, 11, 20), ""),
            ("20261121", date(2026, 11, 20), "id.future"),
            ("20991231", date(2000, 1, 1), "id.future"),
        ],
    )
    def test_the_birthday(self, born: str, today: date, wanted: str) -> None:
        for found in (
            check_id_card(self.number(born), today),
            check_identity(IdKind.ID_CARD, self.number(born), today),
        ):
            assert (found.code if found else "") == wanted

    def test_the_bound_is_the_day_this_program_began(self) -> None:
        assert check_id_card(self.number(f"{PROGRAM_BEGAN:%Y%m%d}"), date(2000, 1, 1)) is None


def test_no_case_is_asked_of_an_event_that_opens_one() -> None:
    opens = replace(event(registered()), at=DEAD_BATTERY, trust=SUSPECT)
    assert isinstance(opens, CaseEvent)
    assert judge(None, opens) is None
    assert fold([opens]).time_unsure
