"""告知承诺 as a use case: promised at the acceptance, verified after the closing; 失信 by the city."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from outlet_app.domain.applicant import ApplicantKind, IdKind
from outlet_app.domain.calendar import local_day
from outlet_app.domain.case import Case
from outlet_app.domain.catalogue import CheckWay
from outlet_app.domain.credit import CreditAct
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import DeficientDetail, IntakeEntry, PledgeDetail
from outlet_app.domain.events import LapseWay
from outlet_app.domain.facts.pledge import CheckResult, Consequence, PledgeLine
from outlet_app.domain.materials import MaterialState
from outlet_app.domain.people import Person, Role
from outlet_app.domain.states import State
from outlet_app.services.counter import Counter
from outlet_app.services.projection import rebuild
from outlet_app.services.views import CaseFilter, Outcome
from tests.services.test_promising import case_of, credit_list, refusal
from tests.support.at_the_counter import DEFERRED, MISSING, kinds, text_of
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON, Bench
from tests.support.builders import ENTERPRISE
from tests.support.entries import checked, subsidy

PLEDGED, CODE = MaterialState.PLEDGED, "8.2-A2"
SIGNED = PledgeDetail(told=True, signed=True)
TODAY, WEDNESDAY = date(2026, 11, 20), date(2026, 11, 25)
UNTRUE, TRUE, UNCLEAR = CheckResult.UNTRUE, CheckResult.TRUE, CheckResult.UNCLEAR
CITY = "1508001001"
CITY_PERSON = Person("1508000001", "乌云高娃", frozenset({Role.CITY_ADMIN}))


def entry(bench: Bench, **states: MaterialState) -> IntakeEntry:
    """A subsidy whose account's proof is promised."""
    return subsidy(bench.reference, **{"A2": PLEDGED, **states})


def accepted(bench: Bench, detail: PledgeDetail | None = SIGNED, **states: MaterialState) -> Outcome:
    return bench.counter().intake.decide(entry(bench, **states), Decision.ACCEPT, detail)


def closed(bench: Bench) -> Case:
    case = accepted(bench).case
    return bench.counter().cases.close(case.case_id, "已出具预审意见")


def broken(bench: Bench, way: CheckWay = CheckWay.ASSISTED) -> Case:
    case = closed(bench)
    return bench.counter().pledges.check(case.case_id, CODE, way, UNTRUE, "银行回函", TODAY)


def head(bench: Bench) -> Counter:
    return bench.counter(SUPERVISOR_PERSON)


def as_city(bench: Bench) -> Counter:
    """The same file before the city's officer at the city's window."""
    here = replace(bench.reference, outlet=bench.reference.outlets.by_code(CITY))
    bench.reference = here
    return bench.counter(CITY_PERSON)


class TestThePromise:
    def test_it_is_told_proof_by_proof(self, bench: Bench) -> None:
        told = bench.counter().pledges.told(entry(bench))
        line = PledgeLine(
            CODE, "银行账户证明", "收款账户属于申报单位", "核对资助资金的收款账户", CheckWay.ASSISTED
        )
        assert told.lines == (line,)
        assert told.refusal is None
        assert len(told.clauses) == 3
        assert "国办发〔2020〕42号" in told.basis[0]

    def test_the_decision_is_an_acceptance_with_a_promise_before_it(self, bench: Bench) -> None:
        case = accepted(bench).case
        assert (case.state, case.decision) == (State.ACCEPTED, Decision.ACCEPT)
        assert kinds(bench, case.case_id) == [
            "registered", "materials_checked", "materials_taken", "pledge_made", "accepted",
            "paper_issued", "paper_issued",
        ]  # fmt: skip
        assert case.pledge is not None
        assert (case.pledge.edition, case.pledge.open_as) == (bench.reference.form_text("W09").edition, "")

    def test_a_tracked_matter_may_be_promised_too(self, bench: Bench) -> None:
        rows = checked(bench.reference, "3.1", A2=PLEDGED)
        tracked = replace(subsidy(bench.reference), item=3, sub_item="3.1", materials=rows)
        case = bench.counter().intake.decide(tracked, Decision.ACCEPT, SIGNED).case
        assert case.state is State.TRACKING
        assert case.pledge is not None
        assert [line.way for line in case.pledge.lines] == [CheckWay.ONLINE]

    @pytest.mark.parametrize(
        ("detail", "code"),
        [
            (None, "pledge.not_told"),
            (PledgeDetail(), "pledge.not_told"),
            (PledgeDetail(told=True), "pledge.not_signed"),
            (PledgeDetail(signed=True), "pledge.not_told"),
        ],
    )
    def test_without_being_told_and_signed_nothing_is_kept(
        self, bench: Bench, detail: PledgeDetail | None, code: str
    ) -> None:
        assert refusal(lambda: accepted(bench, detail))[0] == code
        assert bench.counter().cases.page(CaseFilter()).total == 0

    def test_a_row_that_may_not_be_promised_is_refused(self, bench: Bench) -> None:
        assert refusal(lambda: accepted(bench, A1=PLEDGED))[0] == "entry.incomplete"

    def test_who_stands_on_the_list_may_not_promise(self, bench: Bench) -> None:
        credit_list(bench)
        assert bench.counter().pledges.told(entry(bench)).refusal is not None
        assert refusal(lambda: accepted(bench)) == ("pledge.discredited", {"until": "2027-09-19"})
        ordinary = bench.counter().intake.decide(subsidy(bench.reference), Decision.ACCEPT).case
        assert ordinary.state is State.ACCEPTED

    def test_nor_who_owes_a_paper(self, bench: Bench) -> None:
        owing = subsidy(bench.reference, A1=DEFERRED)
        owed = bench.counter().intake.decide(
            owing, Decision.DEFICIENT, DeficientDetail(WEDNESDAY, volunteered=True)
        )
        bench.clock.forward(days=6)
        assert refusal(lambda: accepted(bench)) == ("pledge.overdue", {"case_no": owed.case.case_no})

    def test_with_papers_that_follow_both_promises_are_made(self, bench: Bench) -> None:
        detail = DeficientDetail(WEDNESDAY, volunteered=True, pledge=SIGNED)
        outcome = bench.counter().intake.decide(entry(bench, A1=DEFERRED), Decision.DEFICIENT, detail)
        assert [paper.form for paper in outcome.papers] == ["W07", "W09", "W08"]
        assert outcome.case.pledge is not None
        assert [line.code for line in outcome.case.promises] == ["8.2-A1"]

    def test_a_second_promise_of_it_is_asked_for_with_papers_that_follow(self, bench: Bench) -> None:
        detail = DeficientDetail(WEDNESDAY, volunteered=True)

        def act() -> object:
            return bench.counter().intake.decide(entry(bench, A1=DEFERRED), Decision.DEFICIENT, detail)

        assert refusal(act)[0] == "pledge.not_told"

    @pytest.mark.parametrize("decision", [Decision.RECEIVE, Decision.NOTICE])
    def test_other_decisions_wait_with_the_promise(self, bench: Bench, decision: Decision) -> None:
        counter = bench.counter()
        filled = entry(bench, A1=MISSING) if decision is Decision.NOTICE else entry(bench)
        draft = replace(counter.notices.draft(filled), verified=True) if decision is Decision.NOTICE else None
        case = counter.intake.decide(filled, decision, draft).case
        assert case.pledge is None
        assert "pledge_made" not in kinds(bench, case.case_id)

    def test_what_was_received_is_promised_when_it_is_examined(self, bench: Bench) -> None:
        counter = bench.counter()
        case = counter.intake.decide(entry(bench), Decision.RECEIVE).case
        sheet = counter.examining.sheet(case.case_id)
        assert counter.pledges.told(sheet.entry, sheet.sub_item).lines[0].code == CODE

        def act(detail) -> object:
            return counter.examining.decide(case.case_id, sheet.entry, Decision.ACCEPT, detail)

        assert refusal(lambda: act(None))[0] == "pledge.not_told"
        done = act(SIGNED)
        assert done.case.pledge is not None
        assert [paper.form for paper in done.papers] == ["W09", "W05"]


class TestThePapers:
    def words(self, bench: Bench, outcome: Outcome, form: str) -> str:
        paper = next(one for one in outcome.papers if one.form == form)
        return text_of(bench.counter().papers.pdf(paper.paper_id))

    def test_the_promise_is_signed_before_the_notice_of_acceptance(self, bench: Bench) -> None:
        assert [paper.form for paper in accepted(bench).papers] == ["W09", "W05"]
        assert bench.spooler.jobs == []

    def test_it_says_what_is_told_and_what_is_promised(self, bench: Bench) -> None:
        said = self.words(bench, accepted(bench), "W09")
        for words in (
            "告知承诺书",
            "银行账户证明收款账户属于申报单位核对资助资金的收款账户",
            "不愿承诺或者无法承诺的，按照规定提交证明材料",
            "已经知晓行政机关告知的全部内容",
            "已经符合告知的条件、标准和要求",
            "愿意承担不实承诺的法律责任",
            "真实意思表示",
            "2026年11月20日",
            "一式两份",
        ):
            assert words in said, words

    def test_open_or_not_is_written_there(self, bench: Bench) -> None:
        said = self.words(bench, accepted(bench, replace(SIGNED, open_as="本厅公示一年")), "W09")
        assert "公开，本厅公示一年" in said

    def test_the_acceptance_lists_it_as_promised(self, bench: Bench) -> None:
        said = self.words(bench, accepted(bench), "W05")
        assert "银行账户证明告知承诺以承诺代替" in said
        assert "信用承诺书原件1份已收1份" in said

    def test_an_ordinary_acceptance_has_no_such_paper(self, bench: Bench) -> None:
        outcome = bench.counter().intake.decide(subsidy(bench.reference), Decision.ACCEPT)
        assert [paper.form for paper in outcome.papers] == ["W05"]
        assert refusal(lambda: bench.counter().papers.issue(outcome.case.case_id, "W09"))[0] == (
            "paper.not_fitting"
        )

    def test_printed_again_it_keeps_its_day(self, bench: Bench) -> None:
        outcome = accepted(bench)
        bench.clock.forward(days=9)
        paper = bench.counter().papers.reprint(outcome.case.case_id, "W09")
        said = text_of(bench.counter().papers.pdf(paper.paper_id))
        assert "2026年11月20日" in said
        assert "第2次打印" in said


class TestVerification:
    def test_the_closing_starts_ten_working_days(self, bench: Bench) -> None:
        case = closed(bench)
        assert kinds(bench, case.case_id)[-2:] == ["closed", "checks_due"]
        assert case.pledge is not None
        assert case.pledge.due is not None
        assert case.pledge.due.at is not None
        # Ten working days after the 20th, two weekends between.
        assert case.pledge.due.at.isoformat() == "2026-12-04T17:30:00+08:00"

    def test_what_was_verified_before_needs_no_period(self, bench: Bench) -> None:
        case = accepted(bench).case
        counter = bench.counter()
        counter.pledges.check(case.case_id, CODE, CheckWay.ASSISTED, TRUE, "银行回函", TODAY)
        counter.cases.close(case.case_id, "已办")
        assert kinds(bench, case.case_id)[-1] == "closed"

    def test_an_ordinary_case_has_none(self, bench: Bench) -> None:
        case = bench.counter().intake.decide(subsidy(bench.reference), Decision.ACCEPT).case
        bench.counter().cases.close(case.case_id, "已办")
        assert kinds(bench, case.case_id)[-1] == "closed"

    def rows(self, bench: Bench) -> list[str]:
        return [row.case_no for row in bench.counter().desk.view().todo]

    def test_the_task_stands_on_the_desk_until_it_is_settled(self, bench: Bench) -> None:
        case = closed(bench)
        [row] = bench.counter().desk.view().todo
        assert (row.case_no, row.state) == (case.case_no, State.CLOSED)
        assert row.due is not None
        assert (row.due.rule, row.due.at and local_day(row.due.at)) == ("verification", date(2026, 12, 4))
        counter = bench.counter()
        counter.pledges.check(case.case_id, CODE, CheckWay.ASSISTED, UNCLEAR, "未回函", TODAY)
        assert self.rows(bench) == [case.case_no]
        counter.pledges.check(case.case_id, CODE, CheckWay.ON_SITE, TRUE, "现场看过", TODAY)
        assert self.rows(bench) == []

    def test_a_closed_case_without_one_is_gone_from_the_desk(self, bench: Bench) -> None:
        case = bench.counter().intake.decide(subsidy(bench.reference), Decision.ACCEPT).case
        bench.counter().cases.close(case.case_id, "已办")
        assert self.rows(bench) == []

    def test_late_it_presses_like_any_limit(self, bench: Bench) -> None:
        closed(bench)
        bench.clock.forward(days=17)
        [row] = bench.counter().desk.view().todo
        assert row.overdue_days == 1

    def test_the_desk_is_the_same_after_a_rebuild(self, bench: Bench) -> None:
        closed(bench)
        before = bench.counter().desk.view().todo
        with bench.database.unit_of_work() as uow:
            rebuild(uow)
            uow.commit()
        assert bench.counter().desk.view().todo == before

    @pytest.mark.parametrize(
        ("state", "steps"),
        [
            ("accepted", {"verify"}),
            ("closed", {"verify"}),
            ("true", set[str]()),
            ("untrue", {"consequence", "discredit"}),
        ],
    )
    def test_what_is_offered_to_the_supervisor(self, bench: Bench, state: str, steps: set[str]) -> None:
        case = accepted(bench).case if state == "accepted" else closed(bench)
        if state in ("true", "untrue"):
            bench.counter().pledges.check(
                case.case_id, CODE, CheckWay.ASSISTED, CheckResult(state), "银行回函", TODAY
            )
        mine = {"verify", "consequence", "discredit", "defence", "discredit_list", "discredit_drop", "repair"}
        assert head(bench).cases.detail(case.case_id).actions & mine == steps
        to_clerk = bench.counter().cases.detail(case.case_id).actions & mine
        assert to_clerk == steps - {"consequence", "discredit"}


class TestWhatFollows:
    def test_a_clerk_decides_nothing_about_it(self, bench: Bench) -> None:
        case = broken(bench)

        def act() -> object:
            return bench.counter().pledges.draw(case.case_id, Consequence.REVOKE, "不实")

        assert refusal(act)[0] == "right.missing"

    def test_a_revoked_paper_is_marked_so_on_every_further_print(self, bench: Bench) -> None:
        case = broken(bench)
        number = case.papers[-1].number
        told = head(bench).pledges.draw(case.case_id, Consequence.REVOKE, "账户不属于申报单位", number=number)
        assert told.state is State.CLOSED
        assert kinds(bench, case.case_id)[-2:] == ["consequence_drawn", "paper_voided"]
        paper = head(bench).papers.reprint(case.case_id, "W05", number=number)
        said = text_of(bench.counter().papers.pdf(paper.paper_id))
        assert "已撤销：账户不属于申报单位" in said
        assert "作废" not in said
        views = {one.number: one for one in head(bench).cases.detail(case.case_id).papers}
        assert views[number].revoked
        assert not next(one for one in views.values() if one.form == "W09").revoked

    def test_a_paper_voided_for_another_reason_stays_void(self, bench: Bench) -> None:
        case = broken(bench)
        head(bench).papers.void(case.case_id, case.papers[-1].number, "名称写错")
        paper = head(bench).papers.reprint(case.case_id, "W05")
        said = text_of(bench.counter().papers.pdf(paper.paper_id))
        assert "已作废：名称写错" in said
        assert "已撤销" not in said

    def test_an_open_case_is_ended(self, bench: Bench) -> None:
        case = accepted(bench).case
        bench.counter().pledges.check(case.case_id, CODE, CheckWay.ASSISTED, UNTRUE, "银行回函", TODAY)
        ended = head(bench).pledges.draw(case.case_id, Consequence.STOP, "账户不属于申报单位")
        assert (ended.state, ended.outcome) == (State.TERMINATED, "账户不属于申报单位")

    def test_putting_right_has_a_day(self, bench: Bench) -> None:
        case = broken(bench)

        def act(**more) -> object:
            return head(bench).pledges.draw(case.case_id, Consequence.RECTIFY, "不实", **more)

        assert refusal(lambda: act())[0] == "pledge.needs_day"
        assert refusal(lambda: act(rectify_by=date(2026, 11, 19)))[0] == "pledge.needs_day"
        assert act(rectify_by=date(2026, 12, 20)).state is State.CLOSED


class TestDiscredit:
    UNTIL = date(2026, 11, 27)

    def proposed(self, bench: Bench) -> Case:
        case = broken(bench)
        return head(bench).credit.propose(
            case.case_id, CreditAct.UNTRUE, "账户不属于申报单位", TODAY, self.UNTIL
        )

    def listed(self, bench: Bench) -> Case:
        case = self.proposed(bench)
        bench.counter().credit.hear(case.case_id, "账户由配偶代开")
        return as_city(bench).credit.enter(case.case_id, date(2027, 11, 20), "事实清楚")

    def test_five_working_days_to_be_heard(self, bench: Bench) -> None:
        assert head(bench).credit.defend_until(TODAY) == self.UNTIL

    def test_the_outlet_proposes_to_the_city(self, bench: Bench) -> None:
        case = self.proposed(bench)
        assert case.credit is not None
        assert case.credit.proposal.to_outlet == CITY
        assert (
            refusal(
                lambda: bench.counter().credit.propose(
                    case.case_id, CreditAct.UNTRUE, "不实", TODAY, self.UNTIL
                )
            )[0]
            == "right.missing"
        )

    def test_a_proposal_blocks_nobody(self, bench: Bench) -> None:
        self.proposed(bench)
        assert accepted(bench).case.pledge is not None

    @pytest.mark.parametrize("person", [CLERK_PERSON, SUPERVISOR_PERSON])
    def test_the_outlet_cannot_list(self, bench: Bench, person: Person) -> None:
        case = self.proposed(bench)
        bench.counter().credit.hear(case.case_id, "账户由配偶代开")
        desk = bench.counter(person).credit
        assert refusal(lambda: desk.enter(case.case_id, date(2027, 11, 20), "属实"))[0] == "right.missing"
        assert refusal(lambda: desk.drop(case.case_id, "属实"))[0] == "right.missing"
        assert refusal(lambda: desk.repair(case.case_id, "属实"))[0] == "right.missing"

    def test_nor_the_citys_officer_at_an_outlets_window(self, bench: Bench) -> None:
        case = self.proposed(bench)
        bench.counter().credit.hear(case.case_id, "账户由配偶代开")
        desk = bench.counter(CITY_PERSON).credit
        assert refusal(lambda: desk.enter(case.case_id, date(2027, 11, 20), "属实"))[0] == "credit.city_only"

    def test_nobody_is_listed_unheard(self, bench: Bench) -> None:
        case = self.proposed(bench)
        city = as_city(bench)

        def act() -> object:
            return city.credit.enter(case.case_id, date(2027, 11, 20), "属实")

        assert refusal(act)[0] == "credit.not_heard"
        bench.clock.forward(days=8)
        assert act().credit is not None

    def test_listed_the_applicant_may_neither_promise_nor_bring_papers_later(self, bench: Bench) -> None:
        case = self.listed(bench)
        assert refusal(lambda: accepted(bench)) == ("pledge.discredited", {"until": "2027-11-20"})
        owing = subsidy(bench.reference, A1=DEFERRED)

        def act() -> object:
            return bench.counter().intake.decide(
                owing, Decision.DEFICIENT, DeficientDetail(WEDNESDAY, volunteered=True)
            )

        assert refusal(act)[0] == "promise.discredited"
        [entry_] = bench.counter().promises.conditions(owing).repute.listed
        assert (entry_.case_no, entry_.act, entry_.until) == (
            case.case_no,
            CreditAct.UNTRUE,
            date(2027, 11, 20),
        )

    def test_ordinary_service_is_never_blocked(self, bench: Bench) -> None:
        self.listed(bench)
        assert bench.counter().intake.decide(subsidy(bench.reference), Decision.ACCEPT).case.is_open

    def test_another_applicant_is_not_meant(self, bench: Bench) -> None:
        self.listed(bench)
        other = replace(ENTERPRISE, id_number="91150826MA0NK2H35E")
        filled = replace(entry(bench), applicant=other)
        assert bench.counter().intake.decide(filled, Decision.ACCEPT, SIGNED).case.pledge is not None

    def test_it_runs_out_or_is_repaired(self, bench: Bench) -> None:
        case = self.listed(bench)
        bench.clock.forward(days=366)
        assert bench.counter().pledges.told(entry(bench)).refusal is None
        bench.clock.forward(days=-360)
        assert bench.counter().pledges.told(entry(bench)).refusal is not None
        bench.counter(CITY_PERSON).credit.repair(case.case_id, "已改正")
        assert bench.counter().pledges.told(entry(bench)).refusal is None

    def test_the_citys_list_and_the_case_tell_it_once(self, bench: Bench) -> None:
        case = self.listed(bench)
        credit_list(bench, case_no=case.case_no, listed_on="2026-11-20")
        assert len(bench.counter().pledges.told(entry(bench)).repute.listed) == 1

    def test_steps_of_the_city(self, bench: Bench) -> None:
        case = self.proposed(bench)
        assert "discredit_list" not in head(bench).cases.detail(case.case_id).actions
        assert "defence" in head(bench).cases.detail(case.case_id).actions
        city = as_city(bench)
        assert city.cases.detail(case.case_id).actions >= {"discredit_drop"}
        assert "discredit_list" not in city.cases.detail(case.case_id).actions
        city.credit.hear(case.case_id, "", made=False)
        assert city.cases.detail(case.case_id).actions >= {"discredit_list", "discredit_drop"}
        city.credit.enter(case.case_id, date(2027, 11, 20), "属实")
        assert "repair" in city.cases.detail(case.case_id).actions

    def test_a_promise_that_lapsed_may_be_proposed(self, bench: Bench) -> None:
        owing = subsidy(bench.reference, A1=DEFERRED)
        case = (
            bench.counter()
            .intake.decide(owing, Decision.DEFICIENT, DeficientDetail(WEDNESDAY, volunteered=True))
            .case
        )
        assert "discredit" not in head(bench).cases.detail(case.case_id).actions
        bench.clock.forward(days=6)
        head(bench).promises.lapse(case.case_id, LapseWay.RETURNED, "逾期未补齐")
        assert "discredit" in head(bench).cases.detail(case.case_id).actions
        day = local_day(bench.clock.now())
        told = head(bench).credit.propose(
            case.case_id, CreditAct.OVERDUE, "逾期未补齐", day, day + timedelta(days=7)
        )
        assert told.credit is not None


class TestWhatComesAfter:
    """A pledge through 撤销决定, 更正重开, 转办 and a second promise."""

    def test_a_decision_taken_back_leaves_the_promise_and_it_is_made_again(self, bench: Bench) -> None:
        case = accepted(bench).case
        bench.counter().mending.undo(case.case_id, "点错了按钮")
        counter = bench.counter()
        sheet = counter.examining.sheet(case.case_id)
        assert sheet.case.pledge is not None
        done = counter.examining.decide(case.case_id, sheet.entry, Decision.ACCEPT, SIGNED)
        assert done.case.state is State.ACCEPTED
        assert kinds(bench, case.case_id).count("pledge_made") == 2
        numbers = [paper.number for paper in done.case.papers if paper.form == "W09"]
        assert len(set(numbers)) == 2

    def test_a_case_opened_again_and_closed_again_is_verified_from_then(self, bench: Bench) -> None:
        case = closed(bench)
        head(bench).mending.reopen(case.case_id, "结果有误")
        assert [row.state for row in bench.counter().desk.view().todo] == [State.IN_PROGRESS]
        bench.clock.forward(days=3)
        again = bench.counter().cases.close(case.case_id, "已更正")
        assert again.pledge is not None
        assert again.pledge.due is not None
        assert again.pledge.due.at is not None
        assert local_day(again.pledge.due.at) == date(2026, 12, 7)

    def test_settled_while_open_again_nothing_more_is_due(self, bench: Bench) -> None:
        case = closed(bench)
        head(bench).mending.reopen(case.case_id, "结果有误")
        counter = bench.counter()
        counter.pledges.check(case.case_id, CODE, CheckWay.ASSISTED, TRUE, "银行回函", TODAY)
        counter.cases.close(case.case_id, "已更正")
        assert kinds(bench, case.case_id).count("checks_due") == 1
        assert counter.desk.view().todo == ()

    def test_what_was_voided_is_verified_by_nobody(self, bench: Bench) -> None:
        case = closed(bench)
        head(bench).mending.void(case.case_id, "duplicate", "")
        assert bench.counter().desk.view().todo == ()
        assert "verify" not in head(bench).cases.detail(case.case_id).actions

    def test_the_applicant_who_asked_at_last_brings_the_proof(self, bench: Bench) -> None:
        """A row promised in what was received may still come as a paper: then nothing is promised."""
        counter = bench.counter()
        case = counter.intake.decide(entry(bench), Decision.RECEIVE).case
        sheet = counter.examining.sheet(case.case_id)
        done = counter.examining.decide(case.case_id, subsidy(bench.reference), Decision.ACCEPT)
        assert sheet.entry.materials[-1].state is PLEDGED
        assert done.case.pledge is None
        assert [paper.form for paper in done.papers] == ["W05"]

    def test_a_pledge_and_papers_that_follow_when_it_is_examined(self, bench: Bench) -> None:
        counter = bench.counter()
        case = counter.intake.decide(entry(bench), Decision.RECEIVE).case
        detail = DeficientDetail(WEDNESDAY, volunteered=True, pledge=SIGNED)
        done = counter.examining.decide(case.case_id, entry(bench, A1=DEFERRED), Decision.DEFICIENT, detail)
        assert [paper.form for paper in done.papers] == ["W07", "W09", "W08"]
        assert done.case.state is State.ACCEPTED_DEFICIENT

    def test_a_correction_does_not_touch_the_promise(self, bench: Bench) -> None:
        counter = bench.counter()
        filled = entry(bench, A1=MISSING)
        draft = replace(counter.notices.draft(filled), verified=True)
        case = counter.intake.decide(filled, Decision.NOTICE, draft).case
        assert [line.code for line in case.notices[0].lines] == ["8.2-A1"]
        sheet = counter.examining.sheet(case.case_id)
        assert [row.code for row in sheet.rows] == ["8.2-A1"]

    def test_a_name_stands_for_who_has_no_number(self, bench: Bench) -> None:
        nameless = replace(ENTERPRISE, id_number="")
        with_name = replace(entry(bench), applicant=replace(ENTERPRISE))
        assert with_name.applicant.name == nameless.name
        TestDiscredit().listed(bench)
        told = bench.counter().pledges.told(replace(entry(bench), applicant=nameless))
        assert told.refusal is not None
        other = bench.counter().pledges.told(
            replace(entry(bench), applicant=replace(nameless, name="五原县葵花种业有限公司"))
        )
        assert other.refusal is None

    def test_nobody_is_known_by_nothing(self, bench: Bench) -> None:
        TestDiscredit().listed(bench)
        unnamed = replace(ENTERPRISE, name="", id_number="")
        assert bench.counter().pledges.told(replace(entry(bench), applicant=unnamed)).refusal is None

    @pytest.mark.parametrize(
        "name",
        [
            "𬎆䶮葵花产业有限公司",
            "内蒙古乌拉特·葵花·黄柿子地理标志产品开发集团（巴彦淖尔）有限责任公司杭锦后旗分公司",
        ],
    )
    def test_rare_and_long_names_are_printed(self, bench: Bench, name: str) -> None:
        filled = replace(entry(bench), applicant=replace(ENTERPRISE, name=name))
        outcome = bench.counter().intake.decide(filled, Decision.ACCEPT, SIGNED)
        assert name in TestThePapers().words(bench, outcome, "W09")

    def test_a_person_promises_in_the_first_person(self, bench: Bench) -> None:
        person = replace(
            ENTERPRISE, kind=ApplicantKind.PERSON, name="敖特根巴雅尔", id_kind=IdKind.ID_CARD,
            id_number="152822196501010025", contact="敖特根巴雅尔",
        )  # fmt: skip
        outcome = bench.counter().intake.decide(
            replace(entry(bench), applicant=person), Decision.ACCEPT, SIGNED
        )
        said = TestThePapers().words(bench, outcome, "W09")
        assert "本人已经知晓行政机关告知的全部内容" in said
        assert "本单位" not in said


class TestHostileWords:
    """What is written down stays as written, and blanks are nothing."""

    @pytest.mark.parametrize("evidence", ["", " ", "\n\t", "　"])
    def test_no_evidence_is_no_verification(self, bench: Bench, evidence: str) -> None:
        case = closed(bench)
        desk = bench.counter().pledges
        code, _ = refusal(lambda: desk.check(case.case_id, CODE, CheckWay.ASSISTED, TRUE, evidence, TODAY))
        assert code == "pledge.no_evidence"

    @pytest.mark.parametrize("reason", ["", "　 "])
    def test_no_reason_is_no_decision(self, bench: Bench, reason: str) -> None:
        case = broken(bench)
        code, _ = refusal(lambda: head(bench).pledges.draw(case.case_id, Consequence.PENALTY, reason))
        assert code == "pledge.needs_reason"

    @pytest.mark.parametrize("words", ["'; DROP TABLE event; --", "<b>回函</b>", "𬎆" * 50, "一\n二"])
    def test_words_are_kept_as_they_are(self, bench: Bench, words: str) -> None:
        case = closed(bench)
        bench.counter().pledges.check(case.case_id, CODE, CheckWay.ASSISTED, TRUE, words, TODAY)
        pledge = case_of(bench, case.case_id).pledge
        assert pledge is not None
        assert pledge.checks[0].fact.evidence == words

    def test_an_unknown_case_is_told(self, bench: Bench) -> None:
        desk = head(bench)
        for act in (
            lambda: desk.pledges.check("nobody", CODE, CheckWay.ASSISTED, TRUE, "回函", TODAY),
            lambda: desk.pledges.draw("nobody", Consequence.PENALTY, "不实"),
            lambda: desk.credit.propose("nobody", CreditAct.UNTRUE, "不实", TODAY, WEDNESDAY),
            lambda: desk.credit.hear("nobody", "有原因"),
        ):
            assert refusal(act)[0] == "case.unknown"

    def test_a_paper_of_another_case_cannot_be_revoked(self, bench: Bench) -> None:
        other = bench.counter().intake.decide(subsidy(bench.reference), Decision.ACCEPT).case
        case = broken(bench)
        number = other.papers[-1].number
        code, _ = refusal(
            lambda: head(bench).pledges.draw(case.case_id, Consequence.REVOKE, "不实", number=number)
        )
        assert code == "paper.unknown"
        assert "consequence_drawn" not in kinds(bench, case.case_id)
