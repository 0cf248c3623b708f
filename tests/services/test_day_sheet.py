"""日工作量统计表: counted from the journal, true in itself, for the eyes it is meant for."""

import hashlib
from dataclasses import replace
from datetime import date, timedelta

import pytest

from outlet_app.domain.courses import Special
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import RejectDetail, TransferDetail
from outlet_app.domain.events import AnsweredOnSpot, Channel, TransferTaken
from outlet_app.domain.facts.delay import DelayReason
from outlet_app.domain.identities import broken_identities
from outlet_app.domain.people import Person, Role
from outlet_app.domain.problems import Refused
from outlet_app.domain.sheet_cells import Cell
from outlet_app.domain.workload import DaySheet
from outlet_app.services.views import CaseFilter
from tests.support.at_the_counter import (
    accepted,
    answered,
    events_of_all,
    from_the_city,
    judged,
    notified,
    text_of,
)
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON, Bench
from tests.support.builders import CLERK, SUPERVISOR, registered
from tests.support.entries import consultation, subsidy

FRIDAY, TUESDAY = date(2026, 11, 20), date(2026, 11, 24)


def sheet(bench: Bench, day: date = FRIDAY) -> DaySheet:
    return bench.counter(SUPERVISOR_PERSON).day_sheet.sheet(day)


def a_day(bench: Bench) -> None:
    """Two answers, an acceptance that is closed, a notice, a transfer, a refusal, one by the supervisor."""
    counter, head = bench.counter(), bench.counter(SUPERVISOR_PERSON)
    answered(bench)
    answered(bench, channel=Channel.PHONE, assisted=True)
    counter.cases.close(accepted(bench).case.case_id, "办结")
    notified(bench)
    moved = consultation(applicant=subsidy(bench.reference).applicant)
    counter.intake.decide(moved, Decision.TRANSFER, TransferDetail("1508221001", "", "临河区窗口", "属地"))
    head.intake.decide(consultation(), Decision.REJECT, RejectDetail("not_in_remit"))


def test_a_day_is_counted_by_item_by_clerk_and_as_a_flow(bench: Bench) -> None:
    a_day(bench)
    told = sheet(bench)
    assert told.total.visits == 6
    assert told.total.results == {
        Decision.ANSWER: 2, Decision.ACCEPT: 1, Decision.NOTICE: 1, Decision.DEFICIENT: 0,
        Decision.TRANSFER: 1, Decision.REJECT: 1, Decision.RECEIVE: 0,
    }  # fmt: skip
    assert (told.total.assisted, told.total.closed) == (1, 3)
    assert [line.key for line in told.items] == [*(str(n) for n in range(1, 11)), "0"]
    assert {line.key: line.visits for line in told.items if line.visits} == {"1": 1, "2": 4, "8": 1}
    assert {line.key: line.visits for line in told.clerks} == {CLERK: 5, SUPERVISOR: 1}
    assert (told.flow.new, told.flow.closed, told.flow.rejected, told.flow.carried_over) == (6, 3, 1, 2)


def test_its_figures_agree_on_the_day_and_on_the_days_after(bench: Bench) -> None:
    a_day(bench)
    bench.clock.forward(days=3)
    a_day(bench)
    for day in (FRIDAY, FRIDAY + timedelta(days=1), FRIDAY + timedelta(days=3)):
        assert broken_identities(sheet(bench, day)) == ()
    assert sheet(bench, FRIDAY + timedelta(days=3)).flow.carried_in == 2


def test_a_day_without_work_is_a_sheet_of_noughts(bench: Bench) -> None:
    a_day(bench)
    bench.clock.forward(days=2)
    quiet = sheet(bench, FRIDAY + timedelta(days=1))
    assert (quiet.total.visits, quiet.flow.carried_in, quiet.flow.carried_over) == (0, 2, 2)
    assert [line.key for line in quiet.clerks] == sorted((CLERK, SUPERVISOR))


def test_a_past_day_does_not_change_by_what_comes_later(bench: Bench) -> None:
    notified(bench)
    case_id = accepted(bench).case.case_id
    bench.clock.forward(days=1)
    before = sheet(bench)
    bench.counter().cases.close(case_id, "办结")
    answered(bench)
    assert sheet(bench) == before


def test_what_came_in_by_the_city_counts_where_it_was_done(bench: Bench) -> None:
    moved = consultation(applicant=subsidy(bench.reference).applicant)
    detail = TransferDetail("1508221001", "", "临河区窗口", "属地")
    case = bench.counter().intake.decide(moved, Decision.TRANSFER, detail).case
    judged(bench, ["applied"] * 2)
    at = bench.clock.now() + timedelta(minutes=5)
    from_the_city(bench, case.case_id, [TransferTaken()], at=at, first_n=3, outlet="1508221001")
    bench.clock.forward(minutes=10)
    told = sheet(bench)
    assert (told.total.visits, told.flow.transferred_out, told.flow.carried_over) == (1, 1, 0)
    assert broken_identities(told) == ()


def test_a_rejected_step_is_not_counted(bench: Bench) -> None:
    counter = bench.counter()
    case_id = accepted(bench).case.case_id
    judged(bench, ["applied"] * 5)
    counter.cases.close(case_id, "办结")
    judged(bench, ["rejected", "rejected"], "state.guard")
    told = sheet(bench)
    assert (told.total.closed, told.flow.carried_over) == (0, 1)


def test_a_clerk_gets_the_own_row_and_nobody_elses(bench: Bench) -> None:
    a_day(bench)
    mine = bench.counter().day_sheet.sheet(FRIDAY)
    assert [line.key for line in mine.clerks] == [CLERK]
    assert mine.items == ()
    assert mine.total.visits == mine.clerk(CLERK).visits == 5


def test_beside_a_day_stand_the_six_working_days_before_it_and_for_a_clerk_none(bench: Bench) -> None:
    a_day(bench)
    bench.clock.forward(days=4)
    answered(bench)
    days = {day: bench.counter(SUPERVISOR_PERSON).day_sheet.visits_before(day) for day in (FRIDAY, TUESDAY)}
    assert {day: [(one.day.day, one.received) for one in told] for day, told in days.items()} == {
        FRIDAY: [(12, 0), (13, 0), (16, 0), (17, 0), (18, 0), (19, 0)],
        TUESDAY: [(16, 0), (17, 0), (18, 0), (19, 0), (20, 6), (23, 0)],
    }
    assert bench.counter().day_sheet.visits_before(TUESDAY) == ()


def test_everybody_s_hands_are_told_and_a_clerk_s_own_alone(bench: Bench) -> None:
    a_day(bench)
    rows = {row.key: row.flow for row in sheet(bench).clerk_flows}
    assert set(rows) == {CLERK, SUPERVISOR}
    assert (rows[CLERK].new, rows[CLERK].closed, rows[SUPERVISOR].rejected) == (5, 3, 1)
    mine = bench.counter().day_sheet.sheet(FRIDAY)
    assert [row.key for row in mine.clerk_flows] == [CLERK]
    assert mine.clerk_flows[0].flow == rows[CLERK]


def test_on_paper_every_clerk_has_a_row_in_the_flow(bench: Bench) -> None:
    a_day(bench)
    said = text_of(bench.counter(SUPERVISOR_PERSON).day_sheet.preview(FRIDAY))
    assert "各人员按承办人统计" in said
    assert said.count("苏日娜（0837）") == 3


def test_numbers_called_stand_on_the_sheet_with_whoever_called(bench: Bench) -> None:
    assert sheet(bench).calls == {}
    assert "叫号" not in text_of(bench.counter(SUPERVISOR_PERSON).day_sheet.preview(FRIDAY))
    for number in ("A001", "A002"):
        bench.counter().tickets.call(number)
        answered(bench)
    bench.counter(SUPERVISOR_PERSON).tickets.call("A003")
    assert sheet(bench).calls == {CLERK: 2, SUPERVISOR: 1}
    said = text_of(bench.counter(SUPERVISOR_PERSON).day_sheet.preview(FRIDAY))
    assert "参评叫号" in said
    assert "叫号2" in said
    assert bench.counter().day_sheet.sheet(FRIDAY).calls == {CLERK: 2}
    assert sheet(bench, FRIDAY - timedelta(1)).calls == {}


def test_a_clerk_can_neither_preview_nor_print_the_sheet(bench: Bench) -> None:
    day_sheet = bench.counter().day_sheet
    for ask in (day_sheet.preview, day_sheet.issue):
        with pytest.raises(Refused) as refused:
            ask(FRIDAY)
        assert refused.value.refusal.code == "right.missing"
    assert bench.counter().papers.unconfirmed() == ()


def test_who_is_both_sees_the_whole(bench: Bench) -> None:
    a_day(bench)
    both = replace(CLERK_PERSON, roles=frozenset({Role.CLERK, Role.SUPERVISOR}))
    assert len(bench.counter(both).day_sheet.sheet(FRIDAY).clerks) == 2


@pytest.mark.parametrize("ask", ["sheet", "preview", "issue"])
def test_a_day_to_come_has_no_sheet(bench: Bench, ask: str) -> None:
    day_sheet = bench.counter(SUPERVISOR_PERSON).day_sheet
    with pytest.raises(Refused) as refused:
        getattr(day_sheet, ask)(FRIDAY + timedelta(days=1))
    assert refused.value.refusal.code == "sheet.future"


def test_the_sheet_is_numbered_kept_and_printed_from_the_store(bench: Bench) -> None:
    a_day(bench)
    counter = bench.counter(SUPERVISOR_PERSON)
    paper = counter.day_sheet.issue(FRIDAY)
    pdf = counter.papers.pdf(paper.paper_id)
    words = text_of(pdf)
    assert (paper.form, paper.case_id, paper.copy_no) == ("W17", None, 1)
    assert "巴彦淖尔市知识产权公共服务窗口日工作量统计表" in words
    assert "".join(paper.number.split()) in words
    assert "高云飞" in words
    counter.papers.spool(paper.paper_id, copies=1)
    assert hashlib.sha256(bench.spooler.jobs[0].pdf).digest() == hashlib.sha256(pdf).digest()


def test_the_sheet_is_no_event_of_any_case(bench: Bench) -> None:
    answered(bench)
    before = events_of_all(bench)
    bench.counter(SUPERVISOR_PERSON).day_sheet.issue(FRIDAY)
    assert events_of_all(bench) == before


def test_a_preview_has_no_number_and_takes_none(bench: Bench) -> None:
    day_sheet = bench.counter(SUPERVISOR_PERSON).day_sheet
    words = text_of(day_sheet.preview(FRIDAY))
    assert "预览" in words
    assert "HH0101" not in words
    assert "0001" in day_sheet.issue(FRIDAY).number
    assert "0002" in day_sheet.issue(FRIDAY).number


def test_the_number_is_witnessed(bench: Bench) -> None:
    bench.counter(SUPERVISOR_PERSON).day_sheet.issue(FRIDAY)
    seen = bench.witness.high_water("inst-1")
    assert [(series.split(":")[0], n) for series, n in seen.items()] == [("paper", 1)]


def test_the_edition_rises_only_when_late_records_changed_the_day(bench: Bench) -> None:
    answered(bench)
    bench.clock.forward(days=1)
    counter = bench.counter(SUPERVISOR_PERSON)

    def edition() -> str:
        words = text_of(counter.papers.pdf(counter.day_sheet.issue(FRIDAY).paper_id))
        return words[words.index("版校验码") - 1]

    assert [edition(), edition()] == ["1", "1"]
    at = bench.clock.now() - timedelta(days=1)
    late = [registered(item=2, sub_item="2.2"), AnsweredOnSpot("可以")]
    from_the_city(bench, "late", late, at=at, first_n=1)
    assert [edition(), edition()] == ["2", "2"]


def test_what_the_city_lacks_is_said_on_the_sheet(bench: Bench) -> None:
    answered(bench)
    day_sheet = bench.counter(SUPERVISOR_PERSON).day_sheet
    assert "尚未发送2条" in text_of(day_sheet.preview(FRIDAY))
    judged(bench, ["applied", "applied"])
    assert "尚未发送0条" in text_of(day_sheet.preview(FRIDAY))


def listed(bench: Bench, cell: Cell, person: Person = SUPERVISOR_PERSON, day: date = FRIDAY) -> list[str]:
    """The cases that 办件查询 shows for a figure, by id."""
    counter = bench.counter(person)
    counted = counter.day_sheet.behind(day, sheet(bench, day).until, cell)
    page = counter.cases.page(CaseFilter(counted=counted), 200)
    assert page.total == len(page.rows)
    return [row.case_id for row in page.rows]


def test_every_figure_of_a_day_opens_as_many_cases_as_it_says(bench: Bench) -> None:
    a_day(bench)
    late = accepted(bench).case.case_id
    bench.clock.forward(days=12)
    day = bench.clock.now().date()
    a_day(bench)
    bench.counter().oversight.explain(late, DelayReason.FORGOTTEN, "今天办结")
    bench.counter().cases.close(late, "晚了")
    told = sheet(bench, day)
    assert len(listed(bench, Cell(None), day=day)) == told.total.visits == 6
    for channel, number in told.total.channels.items():
        assert len(listed(bench, Cell(channel), day=day)) == number
    for decision, number in told.total.results.items():
        assert len(listed(bench, Cell(decision), day=day)) == number
    assert len(listed(bench, Cell(Special.ASSISTED), day=day)) == told.total.assisted
    closed, overdue = (
        listed(bench, Cell(Special.CLOSED), day=day),
        listed(bench, Cell(Special.OVERDUE), day=day),
    )
    assert late in closed
    assert (len(closed), len(overdue)) == (told.total.closed, told.total.overdue)
    assert told.total.overdue > 0
    for line in told.items:
        assert len(listed(bench, Cell(None, item=int(line.key)), day=day)) == line.visits
    for line in told.clerks:
        assert len(listed(bench, Cell(Special.CLOSED, clerk=line.key), day=day)) == line.closed


def test_a_past_day_opens_what_was_closed_then_not_what_is_closed_now(bench: Bench) -> None:
    early = accepted(bench).case.case_id
    bench.clock.forward(days=1)
    bench.counter().cases.close(early, "次日办结")
    assert listed(bench, Cell(Special.CLOSED)) == []
    assert listed(bench, Cell(Special.CLOSED), day=FRIDAY + timedelta(days=1)) == [early]
    assert listed(bench, Cell(Decision.ACCEPT)) == [early]


def test_other_filters_narrow_what_a_figure_opens(bench: Bench) -> None:
    a_day(bench)
    counter = bench.counter(SUPERVISOR_PERSON)
    counted = counter.day_sheet.behind(FRIDAY, sheet(bench).until, Cell(None))
    assert counter.cases.page(CaseFilter(counted=counted, item=8)).total == 1
    assert counter.cases.page(CaseFilter(counted=counted, text="没有这个人")).total == 0
    assert counter.cases.page(CaseFilter(counted=replace(counted, case_ids=()))).total == 0


def test_a_clerk_opens_only_cases_of_the_own_row(bench: Bench) -> None:
    a_day(bench)
    own = listed(bench, Cell(None, clerk=CLERK))
    assert len(own) == 5
    for asked in (Cell(None), Cell(None, clerk=SUPERVISOR), Cell(None, item=2)):
        assert listed(bench, asked, CLERK_PERSON) == own
