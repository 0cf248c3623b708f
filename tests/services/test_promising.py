"""容缺 as a use case: conditions on what this machine knows, supplement, reminder, more time, lapse."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from outlet_app.domain.applicant import Agent
from outlet_app.domain.case import Case
from outlet_app.domain.decisions import Decision
from outlet_app.domain.deficiency import Condition
from outlet_app.domain.entry import DeficientDetail, IntakeEntry, PromiseTerm
from outlet_app.domain.events import AcceptedDeficient, LapseWay, ReminderStage, ReminderWay
from outlet_app.domain.materials import MaterialState
from outlet_app.domain.problems import Refused
from outlet_app.domain.states import State
from outlet_app.services.counter import Counter
from outlet_app.services.reading import read_case
from outlet_app.services.sync_marks import LAST_SYNC
from outlet_app.services.views import CaseFilter
from tests.support.at_the_counter import DEFERRED, MISSING, history, kinds
from tests.support.bench import SUPERVISOR_PERSON, Bench
from tests.support.builders import ENTERPRISE, SUPERVISOR
from tests.support.entries import checked, subsidy

COMPLETE, FAULTY = MaterialState.COMPLETE, MaterialState.FAULTY
WEDNESDAY = date(2026, 11, 25)
ASKED = DeficientDetail(WEDNESDAY, volunteered=True)


def refusal(act: Callable[[], object]) -> tuple[str, dict[str, object]]:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.refusal.code, dict(refused.value.refusal.args)


def both(bench: Bench, **changes: object) -> IntakeEntry:
    """A subsidy whose two secondary papers follow later."""
    return replace(subsidy(bench.reference, A1=DEFERRED, A2=DEFERRED), **changes)  # type: ignore[arg-type]


def promised(bench: Bench, detail: DeficientDetail = ASKED, **changes: object) -> Case:
    return bench.counter().intake.decide(both(bench, **changes), Decision.DEFICIENT, detail).case


def case_of(bench: Bench, case_id: str) -> Case:
    reading = read_case(history(bench, case_id))
    assert reading is not None
    return reading.case


def accepted_fact(bench: Bench, case: Case) -> AcceptedDeficient:
    reading = read_case(history(bench, case.case_id))
    assert reading is not None
    return next(one.fact for one in reading.counted if isinstance(one.fact, AcceptedDeficient))


def credit_list(bench: Bench, as_of: str = "2026-11-18", **changes: object) -> None:
    """The city's list with one entry against the enterprise of the tests."""
    entry = {
        "id": "2026-1",
        "subject": ENTERPRISE.name,
        "code": ENTERPRISE.id_number,
        "act": "untrue",
        "case_no": "HH05-20260901-010003-K",
        "listed_on": "2026-09-20",
        "listed_by": "市局知识产权科",
        "until": "2027-09-19",
        "source": "city",
        **changes,
    }
    put_list(bench, as_of, json.dumps({"as_of": as_of, "entries": [entry]}))


def put_list(bench: Bench, ref: str, body: str) -> None:
    with bench.database.unit_of_work() as uow:
        uow.cache.put("credit", ref, body.encode(), bench.clock.now())
        uow.commit()


def failing(bench: Bench, entry: IntakeEntry) -> dict[Condition, tuple[str, ...]]:
    judged = bench.counter().promises.conditions(entry).judged
    return {one.condition: one.names for one in judged if not one.holds and not one.asked}


class TestConditions:
    def test_nothing_stands_against_a_new_applicant(self, bench: Bench) -> None:
        told = bench.counter().promises.conditions(both(bench))
        assert failing(bench, both(bench)) == {}
        assert (told.repute.list_as_of, told.repute.synced_at) == (None, None)
        assert told.latest.at is not None
        # 8.2 promises no working days: five of them, the 21st and 22nd are a weekend.
        assert told.latest.at.isoformat() == "2026-11-27T17:30:00+08:00"

    def test_an_overdue_promise_of_the_same_applicant_blocks_with_its_case(self, bench: Bench) -> None:
        first = promised(bench)
        bench.clock.forward(days=5)
        assert failing(bench, both(bench)) == {}
        bench.clock.forward(days=1)
        assert failing(bench, both(bench)) == {Condition.OVERDUE: (first.case_no,)}
        later = DeficientDetail(date(2026, 11, 27), volunteered=True)
        assert refusal(lambda: promised(bench, later)) == ("promise.overdue", {"case_no": first.case_no})
        (told,) = {one.case_id for one in bench.counter().promises.conditions(both(bench)).repute.overdue}
        assert told == first.case_id

    def test_another_applicant_is_not_blocked_by_it(self, bench: Bench) -> None:
        promised(bench)
        bench.clock.forward(days=9)
        other = replace(ENTERPRISE, name="五原县葵花种业有限公司", id_number="91150826MA0NK2H35E")
        assert failing(bench, both(bench, applicant=other)) == {}
        namesake = replace(ENTERPRISE, id_number="91150826MA0NK2H35E")
        assert failing(bench, both(bench, applicant=namesake)) == {}

    @pytest.mark.parametrize("ending", ["supplement", "withdraw", "lapse", "extend"])
    def test_once_settled_it_blocks_no_more(self, bench: Bench, ending: str) -> None:
        first, head = promised(bench), bench.counter(SUPERVISOR_PERSON)
        bench.clock.forward(days=6)
        ends: dict[str, Callable[[], object]] = {
            "supplement": lambda: head.promises.supplement(
                first.case_id, {"8.2-A1": COMPLETE, "8.2-A2": COMPLETE}
            ),
            "withdraw": lambda: head.cases.withdraw(first.case_id, "不办了"),
            "lapse": lambda: head.promises.lapse(first.case_id, LapseWay.RETURNED, "逾期未补齐"),
            "extend": lambda: head.promises.extend(first.case_id, 5, "银行系统升级"),
        }
        ends[ending]()
        assert failing(bench, both(bench)) == {}

    def test_the_citys_list_blocks_and_says_of_what_day_it_is(self, bench: Bench) -> None:
        credit_list(bench)
        told = bench.counter().promises.conditions(both(bench))
        assert failing(bench, both(bench)) == {Condition.CREDIT: ("HH05-20260901-010003-K",)}
        assert told.repute.list_as_of == date(2026, 11, 18)
        code, args = refusal(lambda: promised(bench))
        assert (code, args) == ("promise.discredited", {"until": "2027-09-19"})
        assert bench.counter().cases.page(CaseFilter()).total == 0

    def test_it_never_blocks_the_ordinary_way(self, bench: Bench) -> None:
        credit_list(bench)
        entry = replace(both(bench), materials=checked(bench.reference, "8.2"))
        assert bench.counter().intake.decide(entry, Decision.ACCEPT).case.state is State.ACCEPTED

    @pytest.mark.parametrize(
        "changes", [{"repaired_on": "2026-11-19"}, {"until": "2026-11-19"}, {"listed_on": "2026-12-01"}]
    )
    def test_an_entry_that_does_not_stand_blocks_nobody(self, bench: Bench, changes: dict[str, str]) -> None:
        credit_list(bench, **changes)
        assert failing(bench, both(bench)) == {}

    def test_the_newest_list_counts_and_a_broken_one_is_passed_over(self, bench: Bench) -> None:
        credit_list(bench, "2026-11-01")
        put_list(bench, "2026-11-19", '{"as_of": "2026-11-19"}')
        put_list(bench, "2026-11-20", "not json")
        assert failing(bench, both(bench)) == {Condition.CREDIT: ("HH05-20260901-010003-K",)}
        put_list(bench, "2026-11-18", '{"as_of": "2026-11-18", "entries": []}')
        assert failing(bench, both(bench)) == {}

    def test_how_old_the_knowledge_was_is_kept_with_the_acceptance(self, bench: Bench) -> None:
        credit_list(bench, subject="另一家", code="91150826MA0NK2H35E")
        with bench.database.unit_of_work() as uow:
            uow.meta.set(LAST_SYNC, "2026-11-19T16:00:00+08:00")
            uow.commit()
        fact = accepted_fact(bench, promised(bench))
        assert fact.list_as_of == date(2026, 11, 18)
        assert fact.synced_at is not None
        assert fact.synced_at.isoformat() == "2026-11-19T16:00:00+08:00"

    @pytest.mark.parametrize(
        ("entry", "code"),
        [
            ({"A1": DEFERRED, "M1": MISSING}, "entry.incomplete"),
            ({"A1": MISSING}, "entry.incomplete"),
            ({}, "entry.incomplete"),
        ],
    )
    def test_gaps_that_may_not_follow_are_told_at_their_rows(
        self, bench: Bench, entry: dict[str, MaterialState], code: str
    ) -> None:
        told, _ = refusal(
            lambda: bench.counter().intake.decide(
                subsidy(bench.reference, **entry), Decision.DEFICIENT, ASKED
            )
        )
        assert told == code

    def test_never_on_a_national_filing(self, bench: Bench) -> None:
        rows = checked(bench.reference, "4.1", I3=DEFERRED)
        entry = replace(both(bench), item=4, sub_item="4.1", materials=rows)
        assert failing(bench, entry)[Condition.AUTHORITY] == ()
        told, _ = refusal(lambda: bench.counter().intake.decide(entry, Decision.DEFICIENT, ASKED))
        assert told == "entry.incomplete"

    def test_an_agent_without_authorisation_is_refused_at_the_store_too(self, bench: Bench) -> None:
        person = replace(ENTERPRISE, contact="王磊")
        agent = Agent("王磊", id_number="152822196501010025", phone="13900001234")
        entry = both(bench, assisted=True, applicant=person, agent=agent)
        code, _ = refusal(lambda: bench.counter().intake.decide(entry, Decision.DEFICIENT, ASKED))
        assert code == "promise.not_authorised"
        shown = replace(ASKED, authorised=True)
        case = bench.counter().intake.decide(entry, Decision.DEFICIENT, shown).case
        assert accepted_fact(bench, case).authorised

    def test_the_clerk_alone_cannot_promise(self, bench: Bench) -> None:
        code, _ = refusal(lambda: promised(bench, replace(ASKED, volunteered=False)))
        assert code == "promise.not_volunteered"


class TestTheAcceptance:
    def test_each_material_has_its_own_day_and_the_first_is_the_clock(self, bench: Bench) -> None:
        lines = (PromiseTerm("8.2-A1", date(2026, 11, 27)), PromiseTerm("8.2-A2", date(2026, 11, 24)))
        case = promised(bench, replace(ASKED, lines=lines))
        assert [(one.code, one.due.day) for one in case.promises] == [("8.2-A1", 27), ("8.2-A2", 24)]
        assert case.supplement_due is not None
        assert case.supplement_due.at is not None
        assert case.supplement_due.at.isoformat() == "2026-11-24T17:30:00+08:00"

    @pytest.mark.parametrize(
        ("day", "code"),
        [(date(2026, 11, 19), "promise.past"), (date(2026, 11, 28), "promise.too_late")],
    )
    def test_no_line_beyond_the_bounds(self, bench: Bench, day: date, code: str) -> None:
        lines = (PromiseTerm("8.2-A1", WEDNESDAY), PromiseTerm("8.2-A2", day))
        told, _ = refusal(lambda: promised(bench, replace(ASKED, lines=lines)))
        assert told == code

    def test_an_item_of_three_days_gives_three(self, bench: Bench) -> None:
        entry = replace(
            both(bench), item=1, sub_item="1.7", materials=checked(bench.reference, "1.7", A1=DEFERRED)
        )
        latest = bench.counter().promises.conditions(entry).latest
        assert latest.at is not None
        assert latest.at.date() == date(2026, 11, 25)

    def test_the_remark_at_the_row_says_what_is_wrong(self, bench: Bench) -> None:
        rows = tuple(
            replace(row, remark="缺少盖章") if row.code == "8.2-A2" else row for row in both(bench).materials
        )
        case = promised(bench, materials=rows)
        assert [line.issue for line in case.promises] == ["", "缺少盖章"]

    def test_a_tracked_matter_keeps_its_first_visit(self, bench: Bench) -> None:
        rows = checked(bench.reference, "6.2", A1=DEFERRED)
        case = promised(bench, item=6, sub_item="6.2", materials=rows)
        assert case.next_follow_up == date(2026, 12, 21)
        done = bench.counter().promises.supplement(case.case_id, {"6.2-A1": COMPLETE})
        assert (done.state, done.next_follow_up) == (State.TRACKING, date(2026, 12, 21))


class TestTheSupplement:
    def test_in_part_then_in_full(self, bench: Bench) -> None:
        case, counter = promised(bench), bench.counter()
        part = counter.promises.supplement(case.case_id, {"8.2-A2": COMPLETE})
        assert (part.state, [line.code for line in part.promises]) == (
            State.ACCEPTED_DEFICIENT,
            ["8.2-A1"],
        )
        full = counter.promises.supplement(case.case_id, {"8.2-A1": COMPLETE})
        assert (full.state, full.promises) == (State.ACCEPTED, ())
        assert kinds(bench, case.case_id)[-2:] == ["supplement_taken", "supplement_taken"]

    def test_each_paper_brought_is_a_new_version(self, bench: Bench) -> None:
        case = promised(bench)
        bench.counter().promises.supplement(case.case_id, {"8.2-A1": FAULTY})
        bench.counter().promises.supplement(case.case_id, {"8.2-A1": COMPLETE})
        row = next(one for one in case_of(bench, case.case_id).materials if one.code == "8.2-A1")
        assert (row.version, row.state, row.handed) == (3, COMPLETE, 1)

    def test_the_day_it_reached_the_office_counts(self, bench: Bench) -> None:
        case = promised(bench)
        bench.clock.forward(days=8)
        done = bench.counter().promises.supplement(
            case.case_id, {"8.2-A1": COMPLETE, "8.2-A2": COMPLETE}, date(2026, 11, 25)
        )
        assert done.deficit is not None
        assert done.deficit.late == ()

    @pytest.mark.parametrize("arrived", [date(2026, 11, 19), date(2026, 11, 21)])
    def test_it_cannot_have_come_before_the_promise_or_tomorrow(self, bench: Bench, arrived: date) -> None:
        case = promised(bench)
        code, _ = refusal(
            lambda: bench.counter().promises.supplement(case.case_id, {"8.2-A1": COMPLETE}, arrived)
        )
        assert code == "supplement.arrival"

    @pytest.mark.parametrize(
        ("brought", "code"),
        [
            ({}, "supplement.empty"),
            ({"8.2-M1": COMPLETE}, "supplement.not_promised"),
            ({"9.9-X": COMPLETE}, "supplement.not_promised"),
        ],
    )
    def test_only_promised_papers(self, bench: Bench, brought: dict[str, MaterialState], code: str) -> None:
        case = promised(bench)
        told, _ = refusal(lambda: bench.counter().promises.supplement(case.case_id, brought))
        assert told == code
        assert kinds(bench, case.case_id)[-1] != "supplement_taken"

    def test_closing_waits_for_it(self, bench: Bench) -> None:
        case, counter = promised(bench), bench.counter()
        assert refusal(lambda: counter.cases.close(case.case_id, "预审意见"))[0] == "state.guard"
        counter.promises.supplement(case.case_id, {"8.2-A1": COMPLETE, "8.2-A2": COMPLETE})
        assert counter.cases.close(case.case_id, "预审意见").state is State.CLOSED

    def test_an_unknown_case_is_told(self, bench: Bench) -> None:
        code, _ = refusal(lambda: bench.counter().promises.supplement("nowhere", {"8.2-A1": COMPLETE}))
        assert code == "case.unknown"


class TestMoreTime:
    def test_a_supervisor_gives_up_to_five_working_days_from_the_promised_day(self, bench: Bench) -> None:
        case = promised(bench)
        longer = bench.counter(SUPERVISOR_PERSON).promises.extend(case.case_id, 5, "银行系统升级")
        assert {line.due for line in longer.promises} == {date(2026, 12, 2)}
        assert longer.supplement_due is not None
        assert longer.supplement_due.at is not None
        assert longer.supplement_due.at.isoformat() == "2026-12-02T17:30:00+08:00"

    def test_a_clerk_cannot(self, bench: Bench) -> None:
        case = promised(bench)
        told = refusal(lambda: bench.counter().promises.extend(case.case_id, 2, "银行系统升级"))
        assert told == ("right.missing", {})

    @pytest.mark.parametrize(
        ("days", "reason", "code"),
        [
            (6, "停电", "supplement.too_long"),
            (0, "停电", "supplement.too_long"),
            (2, " ", "supplement.needs_reason"),
        ],
    )
    def test_its_bounds(self, bench: Bench, days: int, reason: str, code: str) -> None:
        case, head = promised(bench), bench.counter(SUPERVISOR_PERSON)
        assert refusal(lambda: head.promises.extend(case.case_id, days, reason))[0] == code

    def test_once_but_for_acts_of_god(self, bench: Bench) -> None:
        case, head = promised(bench), bench.counter(SUPERVISOR_PERSON)
        head.promises.extend(case.case_id, 1, "停电")
        again = lambda: head.promises.extend(case.case_id, 1, "停电")  # noqa: E731
        assert refusal(again)[0] == "supplement.extended_before"
        longer = head.promises.extend(case.case_id, 10, "洪水", force_majeure=True)
        # Thursday the 26th, and ten working days more.
        assert {line.due for line in longer.promises} == {date(2026, 12, 10)}

    def test_the_day_it_leads_to_is_told_before(self, bench: Bench) -> None:
        assert bench.counter().promises.extended_to(date(2026, 11, 25), 3) == date(2026, 11, 30)

    def test_not_where_nothing_is_owed(self, bench: Bench) -> None:
        case, head = promised(bench), bench.counter(SUPERVISOR_PERSON)
        head.promises.supplement(case.case_id, {"8.2-A1": COMPLETE, "8.2-A2": COMPLETE})
        assert refusal(lambda: head.promises.extend(case.case_id, 1, "停电"))[0] == "supplement.nothing_owed"


class TestTheLapse:
    def late(self, bench: Bench) -> tuple[Case, Counter, Counter]:
        case = promised(bench)
        bench.clock.forward(days=6)
        return case, bench.counter(), bench.counter(SUPERVISOR_PERSON)

    def test_a_clerk_returns_the_papers(self, bench: Bench) -> None:
        case, clerk, _ = self.late(bench)
        ended = clerk.promises.lapse(case.case_id, LapseWay.RETURNED, "逾期未补齐，材料退回")
        assert (ended.state, ended.outcome) == (State.TERMINATED, "逾期未补齐，材料退回")

    def test_to_revoke_takes_a_supervisor(self, bench: Bench) -> None:
        case, clerk, head = self.late(bench)
        act = lambda who: who.promises.lapse(case.case_id, LapseWay.ACCEPTANCE_REVOKED, "逾期")  # noqa: E731
        assert refusal(lambda: act(clerk))[0] == "right.missing"
        assert act(head).state is State.TERMINATED

    def test_not_before_its_day_is_over(self, bench: Bench) -> None:
        case = promised(bench)
        act = lambda: bench.counter().promises.lapse(case.case_id, LapseWay.RETURNED, "逾期")  # noqa: E731
        assert refusal(act)[0] == "supplement.not_lapsed"
        bench.clock.forward(days=5)
        assert refusal(act)[0] == "supplement.not_lapsed"

    def test_who_approved_is_on_record(self, bench: Bench) -> None:
        case, _, head = self.late(bench)
        head.promises.lapse(case.case_id, LapseWay.ACCEPTANCE_REVOKED, "逾期")
        reading = read_case(history(bench, case.case_id))
        assert reading is not None
        assert reading.steps[-1].event.fact.approved_by == SUPERVISOR  # type: ignore[attr-defined]


def test_a_reminder_is_an_event_of_the_case(bench: Bench) -> None:
    case = promised(bench)
    told = bench.counter().promises.remind(
        case.case_id, ReminderStage.ONE_BEFORE, ReminderWay.SMS, "请于 2026年11月25日前补齐"
    )
    assert told.deficit is not None
    assert told.deficit.reminded == ((WEDNESDAY, ReminderStage.ONE_BEFORE),)
    assert kinds(bench, case.case_id)[-1] == "supplement_reminded"


def test_a_lapsed_promise_is_proposed_on_the_desk_and_nothing_happens_by_itself(bench: Bench) -> None:
    case = promised(bench)
    bench.clock.forward(days=5)
    assert [row.proposal for row in bench.counter().desk.view().todo] == [""]
    bench.clock.forward(days=1)
    assert [row.proposal for row in bench.counter().desk.view().todo] == ["lapse"]
    assert case_of(bench, case.case_id).state is State.ACCEPTED_DEFICIENT
