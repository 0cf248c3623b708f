"""补正收件 by keys alone: scan, mark what came, decide; the case moves, the paper prints, nothing is lost."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import Channel
from outlet_app.domain.materials import MaterialState
from outlet_app.domain.occasions import Occasion
from outlet_app.domain.scanning import Scan
from outlet_app.domain.states import State
from outlet_app.services.views import Outcome
from outlet_app.ui.parts.decisions.reject import RejectDialog
from outlet_app.ui.parts.defects_dialog import DefectsDialog
from outlet_app.ui.parts.transfer_dialog import TransferDialog
from tests.support.at_the_counter import MISSING, accepted, answered, kinds, notified, text_of
from tests.support.back_desk import BackDesk, Key, received
from tests.support.bench import Bench, open_bench
from tests.support.builders import MORNING
from tests.support.entries import subsidy

Stage = Callable[..., QWidget]
FIND, ROWS, NOTICE = 0, 1, 2


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


@pytest.fixture
def told(bench: Bench) -> Outcome:
    """A subsidy told of one missing and one faulty material."""
    return notified(bench)


@pytest.fixture
def desk(stage: Stage, bench: Bench, told: Outcome) -> BackDesk:
    return BackDesk(stage, bench)


def rows_of(desk: BackDesk) -> list[str]:
    return [row.code.rpartition("-")[2] for row in desk.page.state.rows] if desk.page.state else []


def listed(desk: BackDesk) -> list[str]:
    return [row.case_no for row in desk.page.search.table.table_model.rows]


class TestFinding:
    def test_the_page_opens_with_the_cursor_in_its_field_and_what_waits_below(
        self, desk: BackDesk, told: Outcome
    ) -> None:
        assert desk.stage == FIND
        assert QApplication.focusWidget() is desk.page.search.edit
        assert listed(desk) == [told.case.case_no]
        assert desk.page.search.title.text() == "等补正和待审核的办件"
        assert not desk.page.bars.isVisible()

    def test_a_scan_opens_its_case_and_puts_the_keys_on_the_first_row(
        self, desk: BackDesk, told: Outcome
    ) -> None:
        desk.scan(f"{told.case.case_no} {told.case.registered.query_code}")
        assert (desk.stage, rows_of(desk), desk.focused_row) == (ROWS, ["M1", "M3"], "M1")
        assert desk.page.subject() == told.case.case_id
        assert desk.page.sheet.name.full_text() == told.case.registered.applicant.name
        assert desk.page.sheet.number.text() == told.case.case_no
        assert desk.page.sheet.told.text() == "第 1 次告知　告知日：11-20 周五，补正至：12-11 周五"

    @pytest.mark.parametrize("typed", ["禾源", "hthy"])
    def test_a_name_opens_the_one_case_it_fits(self, desk: BackDesk, typed: str) -> None:
        desk.type(typed)
        desk.press(Key.Key_Return)
        assert desk.stage == ROWS

    def test_a_name_of_several_offers_them_and_enter_opens_the_chosen(
        self, stage: Stage, bench: Bench, told: Outcome
    ) -> None:
        second = received(bench)
        desk = BackDesk(stage, bench)
        desk.type("禾源")
        desk.press(Key.Key_Return)
        assert (desk.stage, listed(desk)) == (FIND, [second.case.case_no, told.case.case_no])
        assert desk.page.search.title.text() == "找到 2 件"
        assert QApplication.focusWidget() is desk.page.search.table
        desk.press(Key.Key_Down, Key.Key_Return)
        assert desk.page.subject() == told.case.case_id

    def test_an_empty_field_and_enter_open_what_presses_most(self, desk: BackDesk, told: Outcome) -> None:
        desk.press(Key.Key_Return)
        assert desk.page.subject() == told.case.case_id

    def test_the_arrow_goes_into_the_list(self, desk: BackDesk) -> None:
        desk.press(Key.Key_Down)
        assert QApplication.focusWidget() is desk.page.search.table

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ("HH05-20261122-010017-X", "办件号校验不符，请核对"),
            ("HH05-20261122-010017-T", "本机没有办件 HH05-20261122-010017-T"),
            ("HH05-2026", "办件号少 11 位"),
            ("zzzz", "没有“zzzz”的等补正或者待审核办件"),
        ],
    )
    def test_a_bad_scan_is_a_sentence_and_the_next_one_replaces_it(
        self, desk: BackDesk, told: Outcome, typed: str, said: str
    ) -> None:
        desk.scan(typed)
        assert desk.stage == FIND
        assert desk.page.search.field.message == said
        assert QApplication.focusWidget() is desk.page.search.edit
        desk.scan(told.case.case_no)
        assert desk.page.subject() == told.case.case_id

    def test_what_waits_for_nothing_is_told(self, stage: Stage, bench: Bench) -> None:
        case = answered(bench).case
        desk = BackDesk(stage, bench)
        desk.scan(case.case_no)
        assert desk.page.search.field.message == "这个办件现在不用补正收件或者审核"

    def test_an_empty_counter_says_what_comes_here(self, stage: Stage, bench: Bench) -> None:
        desk = BackDesk(stage, bench)
        assert desk.page.search.pane.is_empty
        desk.press(Key.Key_Return)
        assert desk.stage == FIND

    def test_typing_narrows_the_list_without_a_word_about_what_is_not_there(
        self, desk: BackDesk, told: Outcome, qtbot: object
    ) -> None:
        desk.type("禾源")
        qtbot.waitUntil(lambda: (desk.drain(), desk.page.search.title.text())[1] == "找到 1 件")  # type: ignore[attr-defined]
        desk.type("没有")
        desk.page.finding.refresh()
        desk.drain()
        assert desk.page.search.field.message == ""
        desk.press(Key.Key_Escape)
        desk.page.go_back()
        desk.drain()
        assert (desk.page.search.edit.text(), listed(desk)) == ("", [told.case.case_no])

    def test_another_case_under_the_scanner_takes_the_place_of_the_open_one(
        self, stage: Stage, bench: Bench, told: Outcome
    ) -> None:
        other = received(bench).case
        desk = BackDesk(stage, bench)
        desk.scan(told.case.case_no)
        desk.press(Key.Key_1)
        desk.scan(other.case_no)
        assert desk.page.subject() == other.case_id
        assert "complete" not in desk.marks[:1]
        desk.scan(told.case.case_no)
        assert desk.marks == ["complete", "undecided"]

    def test_a_paper_that_is_not_here_leaves_the_open_case_in_the_list_with_its_marks(
        self, desk: BackDesk, told: Outcome
    ) -> None:
        desk.scan(told.case.case_no)
        desk.press(Key.Key_1)
        desk.scan("HH05-20261122-010017-T")
        assert (desk.stage, desk.page.search.field.message) == (
            FIND,
            "本机没有办件 HH05-20261122-010017-T",
        )
        desk.page.search.edit.clear()
        desk.scan(told.case.case_no)
        assert desk.marks == ["complete", "undecided"]


class TestRows:
    def test_each_row_says_what_the_notice_asked(self, desk: BackDesk, told: Outcome) -> None:
        desk.scan(told.case.case_no)
        asked = [note.text() for note in desk.page.sheet.notes()]
        first, second = told.case.notices[0].lines
        assert asked == [
            f"要求：{first.remedy}",
            f"存在问题：{second.issue}　补正要求：{second.remedy}",
        ]

    def test_one_key_a_row_and_the_keys_go_on_to_the_next_open_one(
        self, desk: BackDesk, told: Outcome
    ) -> None:
        desk.scan(told.case.case_no)
        assert desk.hint == ("还有 2 项没有核对", "逐项核对以后再决定")
        assert desk.filled == []
        desk.press(Key.Key_1)
        assert (desk.marks, desk.focused_row) == (["complete", "undecided"], "M3")
        desk.press(Key.Key_1)
        assert (desk.marks, desk.filled) == (["complete", "complete"], ["受理"])
        assert desk.hint == ("要求补正的材料已经齐全", "建议受理")

    def test_all_of_them_with_one_key(self, desk: BackDesk, told: Outcome) -> None:
        desk.scan(told.case.case_no)
        desk.alt("A")
        assert desk.marks == ["complete", "complete"]

    def test_all_right_leaves_what_was_looked_at(self, desk: BackDesk, told: Outcome) -> None:
        desk.scan(told.case.case_no)
        desk.press(Key.Key_2)
        desk.alt("A")
        assert desk.marks == ["missing", "complete"]

    def test_still_wrong_asks_for_its_defects(self, desk: BackDesk, told: Outcome) -> None:
        desk.scan(told.case.case_no)
        desk.press(Key.Key_3)
        assert isinstance(desk.dialog, DefectsDialog)
        desk.press(Key.Key_Space, Key.Key_Return)
        assert (desk.marks, desk.focused_row) == (["faulty", "undecided"], "M3")
        assert desk.page.state is not None
        assert [one.code for one in desk.page.state.rows[0].defects] == ["D02"]

    def test_the_defect_list_given_up_leaves_the_row_as_it_was(self, desk: BackDesk, told: Outcome) -> None:
        desk.scan(told.case.case_no)
        desk.press(Key.Key_3)
        assert isinstance(desk.dialog, DefectsDialog)
        desk.press(Key.Key_Escape)
        assert desk.marks == ["undecided", "undecided"]
        assert desk.page.sheet.list.rows[0].bar.current == -1

    def test_a_wrong_key_is_put_right_with_the_arrow_and_another(self, desk: BackDesk, told: Outcome) -> None:
        desk.scan(told.case.case_no)
        desk.press(Key.Key_1, Key.Key_Up, Key.Key_2)
        assert desk.marks == ["missing", "undecided"]

    def test_a_remark_is_kept_with_its_row(self, desk: BackDesk, told: Outcome) -> None:
        desk.scan(told.case.case_no)
        desk.press(Key.Key_1, Key.Key_Up, Key.Key_Return)
        desk.type("另附说明")
        desk.press(Key.Key_Return)
        assert desk.page.state is not None
        assert desk.page.state.rows[0].remark == "另附说明"

    def test_twelve_rows_are_twelve_keys(self, stage: Stage, bench: Bench) -> None:
        entry = subsidy(bench.reference)
        rows = tuple(
            replace(row, state=MISSING) if row.state is not MaterialState.EXEMPT else row
            for row in entry.materials
        )
        case = notified(bench, materials=rows).case
        desk = BackDesk(stage, bench)
        desk.scan(case.case_no)
        count = len(desk.marks)
        desk.press(*[Key.Key_1] * count)
        assert desk.marks == ["complete"] * count


class TestAskingAfterwards:
    """Whoever handed papers in stands here and is asked to rate it; nobody is for a case only examined."""

    @pytest.fixture
    def told_of(self, desk: BackDesk) -> list[str]:
        heard: list[str] = []
        desk.page.served.connect(heard.append)
        desk.page.decided.connect(lambda made: heard.append(f"examined {made.case.case_id}"))
        return heard

    @pytest.mark.parametrize("letter", ["S", "J"])
    def test_whoever_brought_the_papers_is_offered_a_review(
        self, desk: BackDesk, told: Outcome, told_of: list[str], letter: str
    ) -> None:
        desk.scan(told.case.case_no)
        desk.alt("A")
        desk.alt(letter)
        assert told_of == [told.case.case_id]
        assert desk.case(told.case.case_id).rateable.occasion is Occasion.SUPPLEMENT

    def test_also_where_the_case_had_begun_online(
        self, desk: BackDesk, bench: Bench, told_of: list[str]
    ) -> None:
        case = notified(bench, channel=Channel.ONLINE).case
        desk.scan(case.case_no)
        desk.alt("A")
        desk.alt("S")
        assert told_of == [case.case_id]

    def test_told_again_of_what_is_still_missing_is_a_visit_as_well(
        self, desk: BackDesk, told: Outcome, told_of: list[str]
    ) -> None:
        desk.scan(told.case.case_no)
        desk.press(Key.Key_1, Key.Key_2)
        desk.alt("Y")
        desk.page.notice.editor.tick.click()
        desk.alt("P")
        assert told_of == [told.case.case_id]

    def test_what_was_refused_asks_nobody(self, desk: BackDesk, told: Outcome, told_of: list[str]) -> None:
        desk.scan(told.case.case_no)
        desk.press(Key.Key_2, Key.Key_2)
        desk.alt("J")
        assert told_of == []

    def test_a_case_examined_without_a_visit_is_told_as_examined(
        self, desk: BackDesk, bench: Bench, told_of: list[str]
    ) -> None:
        case = received(bench).case
        desk.open(case.case_no)
        desk.alt("A")
        desk.alt("S")
        assert told_of == [f"examined {case.case_id}"]


class TestDeciding:
    def test_everything_brought_is_accepted_with_its_paper_and_the_page_is_ready_again(
        self, desk: BackDesk, bench: Bench, told: Outcome
    ) -> None:
        desk.scan(told.case.case_no)
        desk.press(Key.Key_1, Key.Key_1)
        desk.alt("S")
        assert desk.case(told.case.case_id).state is State.ACCEPTED
        assert desk.printed() == ["W05"]
        assert desk.said[-1].startswith("已受理")
        assert (desk.stage, listed(desk)) == (FIND, [])
        assert QApplication.focusWidget() is desk.page.search.edit
        assert kinds(bench, told.case.case_id)[-3:] == ["correction_taken", "accepted", "paper_issued"]

    def test_from_the_scan_to_the_acceptance_three_keys(self, desk: BackDesk, told: Outcome) -> None:
        desk.scan(told.case.case_no)
        desk.alt("A")
        desk.alt("S")
        assert desk.case(told.case.case_id).state is State.ACCEPTED

    def test_taken_now_and_judged_later_leaves_a_receipt(self, desk: BackDesk, told: Outcome) -> None:
        desk.scan(told.case.case_no)
        desk.press(Key.Key_1, Key.Key_2)
        desk.alt("J")
        case = desk.case(told.case.case_id)
        assert (case.state, desk.printed()) == (State.RECEIVED, ["W22"])
        assert desk.said[-1].startswith("已补正收件，等待审核")
        assert listed(desk) == [case.case_no]

    def test_nothing_brought_is_no_receipt(self, desk: BackDesk, told: Outcome) -> None:
        desk.scan(told.case.case_no)
        desk.press(Key.Key_2, Key.Key_2)
        assert desk.hint == ("申请人没有交来补正材料", "没有交来的不必收件；可以再次告知，或者等申请人补正")
        desk.alt("J")
        assert (desk.stage, desk.case(told.case.case_id).state) == (ROWS, State.CORRECTION)

    @pytest.mark.parametrize("letter", ["S", "J", "Y"])
    def test_rows_nobody_looked_at_stand_in_the_way_and_get_the_keys(
        self, desk: BackDesk, told: Outcome, letter: str
    ) -> None:
        desk.scan(told.case.case_no)
        desk.press(Key.Key_1)
        desk.alt(letter)
        assert desk.case(told.case.case_id).state is State.CORRECTION
        assert (desk.focused_row, desk.stage) == ("M3", ROWS)
        assert desk.hint[0] == "有 1 处要改正"

    def test_an_acceptance_with_a_gap_says_which_row(self, desk: BackDesk, told: Outcome) -> None:
        desk.scan(told.case.case_no)
        desk.press(Key.Key_2, Key.Key_1)
        assert desk.hint == ("还缺 1 项，仍需补正 0 项", "先收下已交的，或者再次一次性告知")
        assert desk.filled == ["再次告知"]
        desk.alt("S")
        assert desk.focused_row == "M1"
        assert desk.case(told.case.case_id).state is State.CORRECTION
        desk.press(Key.Key_1)
        assert desk.hint[0] == "要求补正的材料已经齐全"

    def test_rejected_with_reason_and_paper(self, desk: BackDesk, told: Outcome) -> None:
        desk.scan(told.case.case_no)
        desk.alt("A")
        desk.alt("B")
        assert isinstance(desk.dialog, RejectDialog)
        desk.dialog.instead.control.setText("巴彦淖尔市中级人民法院")
        desk.dialog.basis.control.setText("行政许可法第三十二条")
        desk.press(Key.Key_Return)
        assert desk.case(told.case.case_id).state is State.REJECTED
        assert desk.printed() == ["W06"]

    def test_sent_on_with_a_receipt_for_what_came(self, desk: BackDesk, told: Outcome) -> None:
        desk.scan(told.case.case_no)
        desk.alt("A")
        desk.alt("Z")
        dialog = desk.dialog
        assert isinstance(dialog, TransferDialog)
        desk.type("市级")
        desk.press(Key.Key_Return)
        dialog.controls["reason"].setPlainText("需要专业审核")
        dialog.default.click()
        desk.drain()
        assert desk.case(told.case.case_id).state is State.TRANSFERRED
        assert "W22" in desk.printed()

    def test_a_refused_decision_leaves_the_marks(self, desk: BackDesk, bench: Bench, told: Outcome) -> None:
        desk.scan(told.case.case_no)
        desk.alt("A")
        counter = bench.counter()
        sheet = counter.examining.sheet(told.case.case_id)
        counter.cases.withdraw(sheet.case.case_id, "不办了")
        desk.alt("S")
        assert (desk.stage, desk.marks) == (ROWS, ["complete", "complete"])
        assert desk.printed() == []


class TestAfterAcceptance:
    def test_a_notice_is_the_only_choice_for_a_case_at_work(self, stage: Stage, bench: Bench) -> None:
        case = accepted(bench).case
        desk = BackDesk(stage, bench)
        desk.scan(case.case_no)
        assert desk.offered == ["一次性告知"]

    def test_what_was_asked_brought_the_clock_goes_on_with_a_receipt(
        self, stage: Stage, bench: Bench
    ) -> None:
        case_id = accepted(bench).case.case_id
        counter = bench.counter()
        sheet = counter.examining.sheet(case_id)
        rows = tuple(
            replace(row, state=MISSING) if row.code.endswith("M1") else row for row in sheet.entry.materials
        )
        entry = replace(sheet.entry, materials=rows)
        draft = replace(counter.examining.draft(sheet, entry), verified=True)
        counter.examining.decide(case_id, entry, Decision.NOTICE, draft)
        desk = BackDesk(stage, bench)
        desk.scan(sheet.case.case_no)
        assert desk.offered == ["再次告知", "恢复办理"]
        desk.press(Key.Key_1)
        assert desk.filled == ["恢复办理"]
        desk.alt("J")
        assert desk.case(case_id).state is State.IN_PROGRESS
        assert desk.said[-1].startswith("已补正收件，恢复办理")
        assert desk.printed() == ["W22"]


class TestExamining:
    """审核 of what was taken in for review, from the same page."""

    def test_it_shows_every_row_and_says_until_when(self, stage: Stage, bench: Bench) -> None:
        case = received(bench).case
        desk = BackDesk(stage, bench)
        desk.scan(case.case_no)
        assert len(desk.marks) == len(bench.reference.sub_item_of("8.2").materials)  # type: ignore[union-attr]
        assert desk.page.sheet.told.text() == "收件日：11-20 周五，审核期限：11-27 周五"
        assert desk.page.sheet.chip.status.text == "待审核"
        assert desk.page.sheet.notes() == []
        assert desk.page.sheet.head.title.text() == "申请材料"

    def test_all_complete_it_is_accepted(self, stage: Stage, bench: Bench) -> None:
        case = received(bench).case
        desk = BackDesk(stage, bench)
        desk.scan(case.case_no)
        desk.alt("A")
        assert (desk.hint, desk.filled) == (("材料已经核对完", "建议受理"), ["受理"])
        desk.alt("S")
        assert desk.case(case.case_id).state is State.ACCEPTED
        assert desk.printed() == ["W05"]

    def test_told_of_its_gaps_from_here(self, stage: Stage, bench: Bench) -> None:
        case = received(bench).case
        desk = BackDesk(stage, bench)
        desk.scan(case.case_no)
        desk.press(Key.Key_2)
        desk.alt("A")
        assert desk.offered == ["不予受理", "转办", "容缺受理", "一次性告知", "受理"]
        desk.alt("Y")
        assert desk.stage == NOTICE
        desk.page.notice.editor.tick.click()
        desk.alt("P")
        assert desk.case(case.case_id).state is State.CORRECTION
        assert desk.printed() == ["W04"]
        assert "第1次" in text_of(
            desk.counter.papers.pdf(desk.counter.cases.detail(case.case_id).papers[0].paper_id)
        )


class TestDrafts:
    """What was marked outlives a crash, a lock and the next visitor."""

    def test_marks_come_back_with_the_case_on_a_page_made_anew(
        self, stage: Stage, bench: Bench, desk: BackDesk, told: Outcome
    ) -> None:
        desk.scan(told.case.case_no)
        desk.press(Key.Key_2)
        desk.page.save()
        desk.drain()
        again = BackDesk(stage, bench)
        again.scan(told.case.case_no)
        assert again.marks == ["missing", "undecided"]
        assert again.focused_row == "M3"
        assert "草稿" in again.page.draft.head.told.text()

    def test_a_case_that_was_only_opened_leaves_no_draft(self, desk: BackDesk, told: Outcome) -> None:
        desk.scan(told.case.case_no)
        desk.page.save()
        desk.drain()
        assert desk.counter.drafts.of_case(told.case.case_id).load() is None
        assert not desk.page.draft.head.chip.isVisible()
        assert desk.page.is_kept

    def test_a_remark_given_up_again_takes_the_draft_away(self, desk: BackDesk, told: Outcome) -> None:
        desk.scan(told.case.case_no)
        for remark in ("另附说明", ""):
            desk.page.sheet.list.noted.emit("8.2-M1", remark)
            desk.page.save()
            desk.drain()
            kept = desk.counter.drafts.of_case(told.case.case_id).load()
            assert (kept is not None) is bool(remark)

    def test_a_paper_scanned_while_a_decision_is_kept_waits_its_turn(
        self, desk: BackDesk, bench: Bench, told: Outcome
    ) -> None:
        other = received(bench).case
        desk.scan(told.case.case_no)
        desk.alt("A")
        desk.page.bar.buttons[Decision.ACCEPT].click()
        desk.page.activated(Scan(other.case_no))
        desk.drain()
        assert desk.case(told.case.case_id).state is State.ACCEPTED
        assert desk.said[-1].startswith("已受理")
        desk.page.activated(Scan(other.case_no))
        desk.drain()
        assert desk.page.subject() == other.case_id

    def test_esc_keeps_them_and_goes_back_to_the_list(self, desk: BackDesk, told: Outcome) -> None:
        desk.scan(told.case.case_no)
        desk.press(Key.Key_1)
        assert desk.page.go_back()
        desk.drain()
        assert (desk.stage, desk.page.state) == (FIND, None)
        desk.scan(told.case.case_no)
        assert desk.marks == ["complete", "undecided"]

    def test_another_page_and_back_the_case_is_still_there(self, desk: BackDesk, told: Outcome) -> None:
        desk.scan(told.case.case_no)
        desk.press(Key.Key_1)
        left: list[bool] = []
        desk.page.leave(lambda: left.append(True))
        desk.page.activated()
        desk.drain()
        assert (left, desk.stage, desk.marks) == ([True], ROWS, ["complete", "undecided"])

    def test_f11_again_makes_room_for_the_next_visitor(self, desk: BackDesk, told: Outcome) -> None:
        desk.scan(told.case.case_no)
        desk.press(Key.Key_1)
        desk.page.activated()
        desk.drain()
        assert desk.stage == FIND
        assert QApplication.focusWidget() is desk.page.search.edit

    def test_the_page_is_kept_once_the_store_has_the_marks(self, desk: BackDesk, told: Outcome) -> None:
        assert desk.page.is_kept
        desk.scan(told.case.case_no)
        desk.press(Key.Key_1)
        kept: list[bool] = []
        desk.page.keep(kept.append)
        desk.drain()
        assert (kept, desk.page.is_kept) == ([True], True)

    def test_after_the_decision_nothing_comes_back(
        self, stage: Stage, bench: Bench, desk: BackDesk, told: Outcome
    ) -> None:
        desk.scan(told.case.case_no)
        desk.press(Key.Key_1, Key.Key_2)
        desk.alt("J")
        assert desk.counter.drafts.of_case(told.case.case_id).load() is None

    def test_marks_of_papers_that_were_taken_meanwhile_are_not_those_of_the_next(
        self, stage: Stage, bench: Bench, desk: BackDesk, told: Outcome
    ) -> None:
        desk.scan(told.case.case_no)
        desk.press(Key.Key_2, Key.Key_1)
        desk.page.save()
        desk.drain()
        counter = bench.counter()
        sheet = counter.examining.sheet(told.case.case_id)
        right = tuple(
            replace(row, state=MaterialState.COMPLETE, defects=(), version=row.version + 1)
            if row.code.endswith(("M1", "M3"))
            else row
            for row in sheet.entry.materials
        )
        with bench.database.unit_of_work() as uow:
            kept = uow.drafts.get(f"{desk.counter.person.staff_no}/{told.case.case_id}")
            uow.commit()
        counter.examining.decide(told.case.case_id, replace(sheet.entry, materials=right), None)
        assert kept is not None
        with bench.database.unit_of_work() as uow:
            uow.drafts.save(kept.staff_no, kept.body, kept.saved_at)
            uow.commit()
        again = BackDesk(stage, bench)
        again.scan(told.case.case_no)
        assert again.stage == ROWS
        assert "missing" not in again.marks


class TestKeysOfTheWindow:
    def test_the_panes_of_each_stage(self, desk: BackDesk, told: Outcome) -> None:
        assert desk.page.panes() == (desk.page.search.edit, desk.page.search.table)
        desk.scan(told.case.case_no)
        assert desk.page.panes() == (desk.page.sheet,)

    def test_f3_goes_to_the_field_or_elsewhere(self, desk: BackDesk, told: Outcome) -> None:
        desk.page.search.table.setFocus()
        assert desk.page.find_here()
        assert QApplication.focusWidget() is desk.page.search.edit
        desk.scan(told.case.case_no)
        assert not desk.page.find_here()

    def test_the_filled_button_is_what_ctrl_enter_presses(self, desk: BackDesk, told: Outcome) -> None:
        primary = desk.page.primary()
        assert primary is not None
        assert primary is desk.page.search.button
        desk.scan(told.case.case_no)
        assert desk.page.primary() is None
        desk.alt("A")
        assert desk.page.primary() is desk.page.bar.buttons[Decision.ACCEPT]

    def test_a_case_that_is_named_is_opened_at_once(self, desk: BackDesk, told: Outcome) -> None:
        desk.page.activated(told.case.case_id)
        desk.drain()
        assert desk.page.subject() == told.case.case_id

    def test_a_named_case_that_waits_for_nothing_is_refused_in_words(
        self, stage: Stage, bench: Bench
    ) -> None:
        case = answered(bench).case
        desk = BackDesk(stage, bench)
        banners: list[tuple[str, str]] = []
        desk.here.feedback.banner_wanted.connect(lambda _tone, title, text: banners.append((title, text)))
        desk.page.activated(case.case_id)
        desk.drain()
        assert banners[0][0].startswith("这个办件现在不需要审核或者补正收件")
        assert desk.stage == FIND

    def test_f5_reads_the_list_again(self, desk: BackDesk, bench: Bench, told: Outcome) -> None:
        other = received(bench).case
        desk.page.refresh()
        desk.drain()
        assert listed(desk) == [other.case_no, told.case.case_no]
