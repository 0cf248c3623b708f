"""审核 and 补正收件: a case on the desk again, what the rules ask, and the paper that comes of it."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from outlet_app.domain.calendar import CST
from outlet_app.domain.correcting import brought
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import DeficientDetail, IntakeEntry, NoticeDraft, RejectDetail
from outlet_app.domain.materials import CheckedMaterial, Defect, MaterialState, NoticeCause
from outlet_app.domain.problems import Refused
from outlet_app.domain.states import State
from outlet_app.services.counter import Counter
from outlet_app.services.examining import Examined, Sheet, is_breach
from outlet_app.services.projection import rebuild
from outlet_app.services.views import Outcome
from tests.support.at_the_counter import (
    DEFERRED,
    FAULTY,
    MISSING,
    accepted,
    answered,
    events_of_all,
    history,
    kinds,
    notified,
    text_of,
)
from tests.support.bench import SUPERVISOR_PERSON, Bench
from tests.support.builders import SUPERVISOR
from tests.support.entries import search_report, subsidy

COMPLETE = MaterialState.COMPLETE
UNSIGNED, UNSTAMPED = Defect("D04"), Defect("D05")


def received(bench: Bench, **states: MaterialState) -> Outcome:
    """A subsidy taken in for review; rows not named were not looked at."""
    entry = subsidy(bench.reference, **states)
    looked = tuple(row for row in entry.materials if states)
    return bench.counter().intake.decide(replace(entry, materials=looked), Decision.RECEIVE)


def marked(
    sheet: Sheet, *, every: MaterialState | None = None, **states: MaterialState | tuple[Defect, ...]
) -> IntakeEntry:
    """The sheet's entry after the clerk marked rows by the tail of their code; defects mean 仍需补正."""
    rows = {row.code: row for row in sheet.entry.materials}
    for row in sheet.rows:
        told = states.get(row.code.rpartition("-")[2], every)
        if told is None or row.state is MaterialState.EXEMPT:
            rows.setdefault(row.code, row)
            continue
        defects = told if isinstance(told, tuple) else ()
        state = FAULTY if isinstance(told, tuple) else told
        found = replace(row, state=state, defects=defects, handed=row.copies)
        rows[row.code] = brought(row, found) if sheet.is_correction else found
    return replace(sheet.entry, materials=tuple(rows.values()))


def row(case_or_entry: object, tail: str) -> CheckedMaterial:
    rows: tuple[CheckedMaterial, ...] = case_or_entry.materials  # type: ignore[attr-defined]
    return next(one for one in rows if one.code.endswith(tail))


def refused(work: object) -> str:
    with pytest.raises(Refused) as caught:
        work()  # type: ignore[operator]
    return caught.value.refusal.code


def told_again(counter: Counter, case_id: str, draft: NoticeDraft, entry: IntakeEntry) -> Examined:
    return counter.examining.decide(case_id, entry, Decision.NOTICE, replace(draft, verified=True))


class TestCorrection:
    """F11: what the notice asked for, row by row."""

    def test_only_what_the_notice_asked_is_shown_in_its_order(self, bench: Bench) -> None:
        case_id = notified(bench).case.case_id
        sheet = bench.counter().examining.sheet(case_id)
        assert [one.code for one in sheet.rows] == ["8.2-M1", "8.2-M3"]
        assert [one.state for one in sheet.rows] == [MISSING, FAULTY]
        assert [line.code for line in sheet.lines] == ["8.2-M1", "8.2-M3"]
        assert sheet.is_correction

    def test_everything_brought_the_case_is_accepted_with_its_paper_and_its_clocks(
        self, bench: Bench
    ) -> None:
        case_id = notified(bench).case.case_id
        bench.clock.forward(days=4)
        counter = bench.counter()
        entry = marked(counter.examining.sheet(case_id), every=COMPLETE)
        made = counter.examining.decide(case_id, entry, Decision.ACCEPT)
        assert (made.case.state, made.decision) == (State.ACCEPTED, Decision.ACCEPT)
        assert [paper.form for paper in made.papers] == ["W05"]
        assert kinds(bench, case_id)[-3:] == ["correction_taken", "accepted", "paper_issued"]
        assert [row(made.case, tail).version for tail in ("M1", "M2", "M3")] == [2, 1, 2]
        assert made.case.accepted_at == bench.clock.now()
        assert made.case.decision is Decision.NOTICE
        assert "受理通知书" in text_of(counter.papers.pdf(made.papers[0].paper_id))

    def test_the_version_rises_only_for_what_was_handed_in(self, bench: Bench) -> None:
        case_id = notified(bench).case.case_id
        counter = bench.counter()
        sheet = counter.examining.sheet(case_id)
        entry = marked(sheet, M1=MISSING, M3=(UNSIGNED,))
        made = told_again(counter, case_id, counter.examining.draft(sheet, entry), entry)
        assert (row(made.case, "M1").version, row(made.case, "M3").version) == (1, 2)
        assert row(made.case, "M3").defects == (UNSIGNED,)

    def test_still_short_the_next_notice_counts_two_and_says_so_on_paper(self, bench: Bench) -> None:
        case_id = notified(bench).case.case_id
        bench.clock.forward(days=3)
        counter = bench.counter()
        sheet = counter.examining.sheet(case_id)
        entry = marked(sheet, M1=MISSING, M3=COMPLETE)
        draft = counter.examining.draft(sheet, entry)
        assert [(line.code, line.cause) for line in draft.lines] == [
            ("8.2-M1", NoticeCause.CORRECTION_INCOMPLETE)
        ]
        assert not is_breach(draft)
        made = told_again(counter, case_id, draft, entry)
        assert (made.case.state, len(made.case.notices)) == (State.CORRECTION, 2)
        paper = text_of(counter.papers.pdf(made.papers[0].paper_id))
        assert "第2次" in paper
        assert made.papers[0].number.endswith("0002 号")

    def test_a_second_notice_printed_again_later_keeps_its_day(self, bench: Bench) -> None:
        case_id = notified(bench).case.case_id
        bench.clock.forward(days=3)
        counter = bench.counter()
        sheet = counter.examining.sheet(case_id)
        entry = marked(sheet, M1=MISSING, M3=COMPLETE)
        told_again(counter, case_id, counter.examining.draft(sheet, entry), entry)
        bench.clock.forward(days=5)
        again = counter.papers.reprint(case_id, "W04")
        assert "2026年11月23日" in text_of(counter.papers.pdf(again.paper_id))

    def test_papers_can_be_taken_in_now_and_judged_later(self, bench: Bench) -> None:
        case_id = notified(bench).case.case_id
        bench.clock.forward(days=4)
        counter = bench.counter()
        made = counter.examining.decide(
            case_id, marked(counter.examining.sheet(case_id), every=COMPLETE), None
        )
        assert made.case.state is State.RECEIVED
        assert [paper.form for paper in made.papers] == ["W22"]
        assert made.case.review_due is not None
        assert made.case.review_due.at is not None
        assert made.case.review_due.at.date() == date(2026, 12, 1)
        sheet = counter.examining.sheet(case_id)
        assert not sheet.is_correction
        assert len(sheet.rows) == len(bench.reference.sub_item_of("8.2").materials)  # type: ignore[union-attr]

    def test_nothing_brought_is_no_receipt(self, bench: Bench) -> None:
        case_id = notified(bench).case.case_id
        counter = bench.counter()
        entry = marked(counter.examining.sheet(case_id), every=MISSING)
        assert refused(lambda: counter.examining.decide(case_id, entry, None)) == "correction.nothing"
        assert kinds(bench, case_id)[-1] == "paper_issued"

    def test_a_gap_stands_in_the_way_of_an_acceptance_and_nothing_is_kept(self, bench: Bench) -> None:
        case_id = notified(bench).case.case_id
        before = events_of_all(bench)
        counter = bench.counter()
        entry = marked(counter.examining.sheet(case_id), M1=MISSING, M3=COMPLETE)
        assert (
            refused(lambda: counter.examining.decide(case_id, entry, Decision.ACCEPT)) == "entry.incomplete"
        )
        assert events_of_all(bench) == before

    def test_what_cannot_be_taken_is_rejected_with_its_paper(self, bench: Bench) -> None:
        case_id = notified(bench).case.case_id
        counter = bench.counter()
        entry = marked(counter.examining.sheet(case_id), every=COMPLETE)
        made = counter.examining.decide(case_id, entry, Decision.REJECT, RejectDetail("不属于本窗口"))
        assert made.case.state is State.REJECTED
        assert [paper.form for paper in made.papers] == ["W06"]

    def test_a_gap_that_may_follow_is_promised(self, bench: Bench) -> None:
        entry = subsidy(bench.reference, M1=MISSING, A1=MISSING)
        counter = bench.counter()
        draft = counter.notices.draft(entry)
        case_id = counter.notices.issue(entry, replace(draft, verified=True)).case.case_id
        sheet = counter.examining.sheet(case_id)
        back = marked(sheet, M1=COMPLETE, A1=DEFERRED)
        promise = DeficientDetail(date(2026, 11, 25), volunteered=True)
        made = counter.examining.decide(case_id, back, Decision.DEFICIENT, promise)
        assert made.case.state is State.ACCEPTED_DEFICIENT
        facts = ["correction_taken", "materials_checked", "accepted_deficient"]
        assert kinds(bench, case_id)[-5:] == [*facts, "paper_issued", "paper_issued"]
        assert [paper.form for paper in made.papers] == ["W07", "W08"]

    def test_what_another_window_took_meanwhile_is_not_taken_twice(self, bench: Bench) -> None:
        case_id = notified(bench).case.case_id
        counter = bench.counter()
        entry = marked(counter.examining.sheet(case_id), every=COMPLETE)
        counter.examining.decide(case_id, entry, Decision.ACCEPT)
        assert refused(lambda: counter.examining.decide(case_id, entry, Decision.ACCEPT)) == "state.guard"


class TestReceipt:
    """补正收件凭证: whoever brings papers that no other paper lists goes home with one that does."""

    def taken(self, bench: Bench, **states: MaterialState | tuple[Defect, ...]) -> Examined:
        case_id = notified(bench).case.case_id
        bench.clock.forward(days=4)
        counter = bench.counter()
        return counter.examining.decide(case_id, marked(counter.examining.sheet(case_id), **states), None)

    def words(self, bench: Bench, made: Examined) -> str:
        return text_of(bench.counter().papers.pdf(made.papers[0].paper_id))

    def test_it_lists_what_came_and_what_is_still_owed(self, bench: Bench) -> None:
        made = self.taken(bench, M1=MISSING, M3=(UNSIGNED,))
        words = self.words(bench, made)
        assert "补正收件凭证" in words
        assert "按照2026年11月20日一次性告知的要求" in words
        assert "2026年11月24日" in words
        assert "仍需补正" in words
        owed = [one.name for one in made.case.materials if one.code in ("8.2-M1", "8.2-M3")]
        assert f"尚未补正：{'、'.join(owed)}。" in words
        assert "收到材料不等于受理" in words

    def test_everything_brought_nothing_is_owed(self, bench: Bench) -> None:
        made = self.taken(bench, M1=COMPLETE, M3=COMPLETE)
        words = self.words(bench, made)
        assert "尚未补正：无，告知需要补正的材料已经全部收到。" in words
        assert "仍需补正" not in words
        assert made.case.corrections[-1].left == ()

    def test_its_number_is_of_a_series_of_its_own(self, bench: Bench) -> None:
        made = self.taken(bench, M1=COMPLETE, M3=COMPLETE)
        assert made.papers[0].number == "HH0101 补〔2026〕0001 号"
        assert kinds(bench, made.case.case_id)[-2:] == ["correction_taken", "paper_issued"]

    def test_printed_again_after_the_next_correction_it_is_still_of_the_first(self, bench: Bench) -> None:
        first = self.taken(bench, M1=MISSING, M3=COMPLETE)
        case_id, counter = first.case.case_id, bench.counter()
        sheet = counter.examining.sheet(case_id)
        entry = marked(sheet, every=COMPLETE, M1=MISSING)
        told_again(counter, case_id, counter.examining.draft(sheet, entry), entry)
        bench.clock.forward(days=2)
        counter.examining.decide(case_id, marked(counter.examining.sheet(case_id), M1=COMPLETE), None)
        again = counter.papers.reprint(case_id, "W22", number=first.papers[0].number)
        words = text_of(counter.papers.pdf(again.paper_id))
        assert (again.number, again.copy_no) == (first.papers[0].number, 2)
        assert "2026年11月24日" in words
        assert "2026年11月26日" not in words.partition("补正收件凭证")[2]

    def test_decided_at_once_the_paper_of_the_decision_lists_it(self, bench: Bench) -> None:
        case_id = notified(bench).case.case_id
        counter = bench.counter()
        entry = marked(counter.examining.sheet(case_id), every=COMPLETE)
        made = counter.examining.decide(case_id, entry, Decision.ACCEPT)
        assert [paper.form for paper in made.papers] == ["W05"]
        assert "W22" in counter.cases.detail(case_id).makes

    def test_without_a_correction_there_is_none_to_be_had(self, bench: Bench) -> None:
        case_id = notified(bench).case.case_id
        assert "W22" not in bench.counter().cases.detail(case_id).makes


class TestAfterAcceptance:
    """受理后补正: the clock stands still, and goes on by whole working days."""

    def told(self, bench: Bench) -> str:
        """A search report accepted on Friday, due on Wednesday, and told of a gap on Monday."""
        case_id = accepted(bench).case.case_id
        bench.clock.forward(days=3)
        counter = bench.counter()
        sheet = counter.examining.sheet(case_id)
        entry = marked(sheet, M1=MISSING)
        told_again(counter, case_id, counter.examining.draft(sheet, entry), entry)
        return case_id

    def test_complete_it_goes_on_and_the_clock_is_put_off(self, bench: Bench) -> None:
        case_id = self.told(bench)
        before = bench.counter().cases.detail(case_id).case
        assert (before.state, before.dues[0].at and before.dues[0].at.date()) == (
            State.CORRECTION_AFTER,
            date(2026, 11, 25),
        )
        bench.clock.forward(days=3)
        counter = bench.counter()
        entry = marked(counter.examining.sheet(case_id), every=COMPLETE)
        made = counter.examining.decide(case_id, entry, None)
        assert made.case.state is State.IN_PROGRESS
        assert [paper.form for paper in made.papers] == ["W22"]
        assert [due.at and due.at.date() for due in made.case.dues] == [date(2026, 11, 30)]
        receipt = text_of(counter.papers.pdf(made.papers[0].paper_id))
        assert "暂停的办理时限自收到之日起恢复计算" in receipt
        assert "收到材料不等于受理" not in receipt
        assert counter.lapses.waited(made.case) == 3
        assert made.case.decision is Decision.ACCEPT

    def test_on_the_same_day_nothing_is_put_off(self, bench: Bench) -> None:
        case_id = self.told(bench)
        bench.clock.forward(hours=2)
        counter = bench.counter()
        made = counter.examining.decide(
            case_id, marked(counter.examining.sheet(case_id), every=COMPLETE), None
        )
        assert [due.at and due.at.date() for due in made.case.dues] == [date(2026, 11, 25)]

    def test_still_short_it_does_not_go_on_without_a_notice(self, bench: Bench) -> None:
        case_id = self.told(bench)
        counter = bench.counter()
        sheet = counter.examining.sheet(case_id)
        entry = marked(sheet, M1=(UNSIGNED,))
        assert refused(lambda: counter.examining.decide(case_id, entry, None)) == "correction.still_short"
        draft = counter.examining.draft(sheet, entry)
        made = told_again(counter, case_id, draft, entry)
        assert made.case.state is State.CORRECTION_AFTER
        assert [pause.ended is None for pause in made.case.pauses] == [False, True]
        assert "暂停计时" in text_of(counter.papers.pdf(made.papers[0].paper_id))


class TestSecondNotice:
    """What is told late is explained, and what was overlooked needs a second pair of eyes."""

    def overlooked(self, bench: Bench) -> tuple[Counter, str, Sheet, IntakeEntry]:
        case_id = notified(bench).case.case_id
        counter = bench.counter()
        sheet = counter.examining.sheet(case_id)
        entry = marked(sheet, every=COMPLETE)
        late = replace(row(entry, "M2"), state=FAULTY, defects=(UNSTAMPED,))
        rows = tuple(late if one.code == late.code else one for one in entry.materials)
        return counter, case_id, sheet, replace(entry, materials=rows)

    def test_every_defect_is_explained_to_the_clerk(self, bench: Bench) -> None:
        counter, _case_id, sheet, entry = self.overlooked(bench)
        (told,) = counter.examining.explained(sheet, row(entry, "M2"))
        assert (told.material, told.defect, told.cause) == ("8.2-M2", "D05", NoticeCause.BREACH_SECOND_NOTICE)
        assert counter.examining.explained(sheet, row(entry, "M1")) == ()
        draft = counter.examining.draft(sheet, entry)
        assert [line.cause for line in draft.lines] == [NoticeCause.BREACH_SECOND_NOTICE]
        assert is_breach(draft)

    @pytest.mark.parametrize(
        ("reason", "approver", "code"),
        [
            ("", "", "notice.second_needs_approval"),
            ("漏看附页", "", "notice.second_needs_approval"),
            ("漏看附页", "1508260837", "right.missing"),
            ("漏看附页", "1508269999", "right.missing"),
            ("", SUPERVISOR, "notice.second_needs_approval"),
        ],
    )
    def test_without_reason_and_head_nothing_is_printed(
        self, bench: Bench, reason: str, approver: str, code: str
    ) -> None:
        counter, case_id, sheet, entry = self.overlooked(bench)
        before = events_of_all(bench)
        draft = replace(counter.examining.draft(sheet, entry), breach_reason=reason, approved_by=approver)
        assert refused(lambda: told_again(counter, case_id, draft, entry)) == code
        assert events_of_all(bench) == before

    def test_approved_it_is_printed_and_remembered(self, bench: Bench) -> None:
        counter, case_id, sheet, entry = self.overlooked(bench)
        draft = counter.examining.draft(sheet, entry)
        draft = replace(draft, breach_reason="漏看附页", approved_by=SUPERVISOR)
        made = told_again(counter, case_id, draft, entry)
        given = made.case.notices[-1]
        assert (given.ordinal, given.breach_reason, given.approved_by) == (2, "漏看附页", SUPERVISOR)
        assert kinds(bench, case_id)[-4:] == [
            "correction_taken", "materials_checked", "notice_given", "paper_issued",
        ]  # fmt: skip

    def test_the_preview_is_the_paper_without_its_number(self, bench: Bench) -> None:
        counter, case_id, sheet, entry = self.overlooked(bench)
        before = events_of_all(bench)
        words = text_of(counter.examining.preview(sheet, entry, counter.examining.draft(sheet, entry)))
        assert "第2次" in words
        assert "编号：——" in words
        assert sheet.case.case_no in words
        assert events_of_all(bench) == before
        assert history(bench, case_id)[-1].kind == "paper_issued"

    def test_the_first_notice_of_a_case_has_no_causes(self, bench: Bench) -> None:
        case_id = received(bench).case.case_id
        counter = bench.counter()
        sheet = counter.examining.sheet(case_id)
        entry = marked(sheet, every=COMPLETE, M1=MISSING)
        (line,) = counter.examining.draft(sheet, entry).lines
        assert line.cause is None


class TestExamining:
    """审核 of what was taken in for review, with every decision of the registration page."""

    def test_what_was_received_is_shown_with_every_row_and_a_limit(self, bench: Bench) -> None:
        made = received(bench, M1=MISSING)
        assert made.case.review_due is not None
        assert made.case.review_due.at == datetime(2026, 11, 27, 17, 30, tzinfo=CST)
        sheet = bench.counter().examining.sheet(made.case.case_id)
        assert [one.state for one in sheet.rows[:2]] == [MISSING, MaterialState.EXEMPT]
        assert not sheet.is_correction

    @pytest.mark.parametrize("looked", [True, False])
    def test_accepted_it_has_its_paper(self, bench: Bench, looked: bool) -> None:
        case_id = received(bench, **({"M1": MISSING} if looked else {})).case.case_id
        bench.clock.forward(days=1)
        counter = bench.counter()
        entry = marked(counter.examining.sheet(case_id), every=COMPLETE)
        made = counter.examining.decide(case_id, entry, Decision.ACCEPT)
        assert made.case.state is State.ACCEPTED
        assert made.case.decision is Decision.RECEIVE
        assert [paper.form for paper in made.papers] == ["W05"]
        assert all(one.version == 1 for one in made.case.materials)

    def test_rows_as_they_were_are_not_written_down_again(self, bench: Bench) -> None:
        entry = search_report(bench.reference)
        case_id = bench.counter().intake.decide(entry, Decision.RECEIVE).case.case_id
        counter = bench.counter()
        counter.examining.decide(case_id, counter.examining.sheet(case_id).entry, Decision.ACCEPT)
        assert kinds(bench, case_id).count("materials_checked") == 1

    def test_told_of_its_gaps(self, bench: Bench) -> None:
        case_id = received(bench).case.case_id
        counter = bench.counter()
        sheet = counter.examining.sheet(case_id)
        entry = marked(sheet, every=COMPLETE, M1=MISSING, M3=(UNSTAMPED,))
        made = told_again(counter, case_id, counter.examining.draft(sheet, entry), entry)
        assert (made.case.state, made.case.notices[-1].ordinal) == (State.CORRECTION, 1)
        assert [paper.form for paper in made.papers] == ["W04"]

    def test_taken_on_against_a_promise(self, bench: Bench) -> None:
        case_id = received(bench).case.case_id
        counter = bench.counter()
        entry = marked(counter.examining.sheet(case_id), every=COMPLETE, A1=DEFERRED)
        promise = DeficientDetail(date(2026, 11, 25), volunteered=True)
        made = counter.examining.decide(case_id, entry, Decision.DEFICIENT, promise)
        assert made.case.state is State.ACCEPTED_DEFICIENT

    def test_refused_with_reason(self, bench: Bench) -> None:
        case_id = received(bench).case.case_id
        counter = bench.counter()
        sheet = counter.examining.sheet(case_id)
        made = counter.examining.decide(case_id, sheet.entry, Decision.REJECT, RejectDetail("超出范围"))
        assert made.case.state is State.REJECTED
        assert made.case.checks == sheet.case.checks

    def test_a_tracked_matter_is_tracked(self, bench: Bench) -> None:
        entry = replace(subsidy(bench.reference), item=4, sub_item="4.8", materials=())
        case_id = bench.counter().intake.decide(entry, Decision.RECEIVE).case.case_id
        counter = bench.counter()
        back = marked(counter.examining.sheet(case_id), every=COMPLETE)
        made = counter.examining.decide(case_id, back, Decision.ACCEPT)
        assert (made.case.state, made.case.next_follow_up) == (State.TRACKING, date(2026, 12, 21))

    def test_no_decision_is_no_examination(self, bench: Bench) -> None:
        case_id = received(bench).case.case_id
        counter = bench.counter()
        sheet = counter.examining.sheet(case_id)
        assert refused(lambda: counter.examining.decide(case_id, sheet.entry, None)) == "examine.undecided"

    def test_a_case_that_waits_for_nothing_of_the_kind_is_not_shown(self, bench: Bench) -> None:
        case_id = answered(bench).case.case_id
        assert refused(lambda: bench.counter().examining.sheet(case_id)) == "examine.not_now"

    def test_an_unknown_case_is_said_to_be_unknown(self, bench: Bench) -> None:
        assert refused(lambda: bench.counter().examining.sheet("nobody")) == "case.unknown"

    def test_after_it_lists_made_anew_are_the_same(self, bench: Bench) -> None:
        case_id = received(bench).case.case_id
        counter = bench.counter(SUPERVISOR_PERSON)
        counter.examining.decide(
            case_id, marked(counter.examining.sheet(case_id), every=COMPLETE), Decision.ACCEPT
        )
        with bench.database.reading() as uow:
            before = uow.cards.get(case_id)
        with bench.database.unit_of_work() as uow:
            rebuild(uow)
            uow.commit()
        with bench.database.reading() as uow:
            assert uow.cards.get(case_id) == before
