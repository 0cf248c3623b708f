"""A further notice from the case on the desk: its lines, what comes and goes, its draft, its paper."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.domain.materials import MaterialState, NoticeCause
from outlet_app.domain.second_notice import claimable
from outlet_app.domain.states import State
from outlet_app.services.views import Outcome
from outlet_app.ui.parts.defects_dialog import DefectsDialog
from outlet_app.ui.parts.notice.add_dialog import AddDialog
from outlet_app.ui.widgets.page import Layout
from tests.support.at_the_counter import events_of_all, kinds, notified, text_of
from tests.support.back_desk import BackDesk, Key, received
from tests.support.bench import Bench, open_bench
from tests.support.builders import MORNING

Stage = Callable[..., QWidget]
ROWS, NOTICE = 1, 2


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


@pytest.fixture
def told(bench: Bench) -> Outcome:
    return notified(bench)


@pytest.fixture
def desk(stage: Stage, bench: Bench, told: Outcome) -> BackDesk:
    """One paper did not come, the other is still wrong."""
    desk = BackDesk(stage, bench)
    desk.scan(told.case.case_no)
    desk.press(Key.Key_2, Key.Key_3)
    desk.press(Key.Key_Space, Key.Key_Return)
    desk.alt("Y")
    return desk


def lines(desk: BackDesk) -> list[str]:
    return [line.code.rpartition("-")[2] for line in desk.page.notice.draft.lines]


def tick_and_print(desk: BackDesk) -> None:
    desk.page.notice.editor.tick.click()
    desk.alt("P")


def add(desk: BackDesk, code: str, *, faulty: bool) -> None:
    desk.page.notice.editor.add_button.click()
    desk.drain()
    dialog = desk.dialog
    assert isinstance(dialog, AddDialog)
    dialog.combo.set_value(code)
    dialog.state.choose(int(faulty))
    assert dialog.default is not None
    dialog.default.click()
    desk.drain()
    if faulty:
        assert isinstance(desk.dialog, DefectsDialog)
        desk.press(Key.Key_Space, Key.Key_Return)


class TestWriting:
    def test_it_begins_with_what_is_still_short_in_ready_words(self, desk: BackDesk, told: Outcome) -> None:
        assert (desk.stage, lines(desk)) == (NOTICE, ["M1", "M3"])
        assert desk.page.notice.draft.lines[1].issue == "提交的份数不足。"
        assert desk.page.notice.editor.to.full_text() == told.case.registered.applicant.name
        assert not desk.page.notice.draft.verified

    def test_the_keys_are_in_the_first_text_that_can_be_changed(self, desk: BackDesk) -> None:
        assert QApplication.focusWidget() is desk.page.notice.editor.cards[0].areas["remedy"]

    def test_the_real_paper_stands_beside_it_with_the_number_of_the_notice(self, desk: BackDesk) -> None:
        words = text_of(desk.page.notice.preview.pdf)
        assert "第2次" in words
        assert "编号：——" in words
        assert "提交的份数不足" in words

    def test_nothing_is_printed_before_the_tick(self, desk: BackDesk, bench: Bench) -> None:
        before = events_of_all(bench)
        desk.alt("P")
        assert desk.page.notice.editor.tick_problem.text() == "请核对后打勾"
        assert desk.page.notice.bar.first.text() == "有 1 处要改正"
        assert events_of_all(bench) == before

    def test_an_emptied_text_is_told_and_gets_the_keys(self, desk: BackDesk, bench: Bench) -> None:
        before = events_of_all(bench)
        card = desk.page.notice.editor.cards[1]
        card.areas["issue"].setPlainText("")
        tick_and_print(desk)
        assert card.fields["issue"].message == "请填写存在问题"
        assert QApplication.focusWidget() is card.areas["issue"]
        assert events_of_all(bench) == before

    def test_ticked_it_is_given_printed_and_the_page_is_ready_again(
        self, desk: BackDesk, bench: Bench, told: Outcome
    ) -> None:
        tick_and_print(desk)
        case = desk.case(told.case.case_id)
        assert (case.state, case.notices[-1].ordinal, desk.stage) == (State.CORRECTION, 2, 0)
        assert kinds(bench, case.case_id)[-3:] == ["correction_taken", "notice_given", "paper_issued"]
        assert desk.printed() == ["W04"]

    def test_f9_prints_as_the_button_does(self, desk: BackDesk, told: Outcome) -> None:
        desk.page.notice.editor.tick.click()
        desk.page.print_current()
        desk.drain()
        assert len(desk.case(told.case.case_id).notices) == 2

    def test_another_period_and_way_go_into_it(self, desk: BackDesk, told: Outcome) -> None:
        desk.page.notice.editor.chosen.emit("correction_workdays", "5")
        desk.page.notice.editor.chosen.emit("delivery", "post")
        desk.drain()
        assert desk.page.notice.editor.fields["correction_workdays"].message == "到 11月27日 周五"
        tick_and_print(desk)
        given = desk.case(told.case.case_id).notices[-1]
        assert (given.correction_workdays, given.delivery) == (5, "post")

    def test_set_large_for_the_elderly_from_the_start(self, stage: Stage, bench: Bench) -> None:
        case = received(bench, special_groups=("elderly",)).case
        desk = BackDesk(stage, bench)
        desk.scan(case.case_no)
        desk.press(Key.Key_2)
        desk.alt("A")
        desk.alt("Y")
        assert desk.page.notice.draft.large
        assert desk.page.notice.bar.large.isChecked()


class TestLines:
    def test_what_was_asked_and_came_after_all_leaves_as_another_paper(
        self, desk: BackDesk, told: Outcome
    ) -> None:
        desk.page.notice.editor.cards[0].remove.click()
        desk.drain()
        assert lines(desk) == ["M3"]
        assert desk.page.notice.editor.removed.text().endswith("已改为齐全")
        tick_and_print(desk)
        rows = {row.code: (row.state, row.version) for row in desk.case(told.case.case_id).materials}
        assert rows["8.2-M1"] == (MaterialState.COMPLETE, 2)
        assert rows["8.2-M3"] == (MaterialState.FAULTY, 2)

    def test_it_is_so_on_the_rows_too(self, desk: BackDesk) -> None:
        desk.page.notice.editor.cards[0].remove.click()
        desk.drain()
        desk.page.go_back()
        desk.drain()
        assert (desk.stage, desk.marks) == (ROWS, ["complete", "faulty"])

    def test_what_was_only_added_leaves_as_it_was(self, desk: BackDesk, told: Outcome) -> None:
        before = {row.code: row for row in told.case.materials}
        add(desk, "8.2-A1" if "8.2-A1" in before else next(iter(before)), faulty=True)
        assert len(lines(desk)) == 3
        desk.page.notice.editor.cards[2].remove.click()
        desk.drain()
        entry = desk.page.notice.entry
        assert entry is not None
        now = {row.code: row for row in entry.materials}
        untouched = [code for code in before if code not in ("8.2-M1", "8.2-M3")]
        assert [now[code] for code in untouched] == [before[code] for code in untouched]

    def test_a_line_that_is_added_has_its_cause_at_once(self, desk: BackDesk, told: Outcome) -> None:
        other = next(
            row.code
            for row in told.case.materials
            if row.state is MaterialState.COMPLETE and row.code not in ("8.2-M1", "8.2-M3")
        )
        add(desk, other, faulty=True)
        assert desk.page.notice.editor.cards[-1].cause.text() == "原因：首次告知时已能发现"
        assert not desk.page.notice.draft.verified

    def test_nothing_left_to_tell_is_no_notice(self, desk: BackDesk, bench: Bench) -> None:
        before = events_of_all(bench)
        for _ in range(2):
            desk.page.notice.editor.cards[0].remove.click()
            desk.drain()
        assert desk.page.notice.bar.first.text() == "没有需要补正的材料"
        tick_and_print(desk)
        assert events_of_all(bench) == before


class TestLeaving:
    def test_back_on_the_rows_and_again_the_words_are_as_they_were_written(self, desk: BackDesk) -> None:
        desk.page.notice.editor.cards[1].areas["issue"].setPlainText("第 3 页没有盖章。")
        desk.page.go_back()
        desk.drain()
        assert desk.stage == ROWS
        desk.alt("Y")
        assert desk.page.notice.draft.lines[1].issue == "第 3 页没有盖章。"

    def test_another_mark_brings_fresh_words_for_its_line_only(self, desk: BackDesk) -> None:
        desk.page.notice.editor.cards[1].areas["issue"].setPlainText("第 3 页没有盖章。")
        desk.page.go_back()
        desk.drain()
        desk.press(Key.Key_1)
        desk.alt("Y")
        assert lines(desk) == ["M3"]
        assert desk.page.notice.draft.lines[0].issue == "第 3 页没有盖章。"

    def test_a_crash_loses_neither_marks_nor_words(
        self, stage: Stage, bench: Bench, desk: BackDesk, told: Outcome
    ) -> None:
        desk.page.notice.editor.cards[1].areas["issue"].setPlainText("第 3 页没有盖章。")
        desk.page.save()
        desk.drain()
        again = BackDesk(stage, bench)
        again.scan(told.case.case_no)
        assert again.marks == ["missing", "faulty"]
        again.alt("Y")
        assert again.page.notice.draft.lines[1].issue == "第 3 页没有盖章。"

    def test_leaving_the_page_keeps_it_and_coming_back_shows_it(self, desk: BackDesk) -> None:
        desk.page.leave(lambda: None)
        desk.page.activated()
        desk.drain()
        assert (desk.stage, lines(desk)) == (NOTICE, ["M1", "M3"])

    def test_another_paper_under_the_scanner_keeps_the_notice_for_the_next_time(
        self, stage: Stage, bench: Bench, desk: BackDesk, told: Outcome
    ) -> None:
        other = received(bench).case
        desk.page.notice.editor.cards[1].areas["issue"].setPlainText("第 3 页没有盖章。")
        desk.scan(other.case_no)
        assert desk.page.subject() == other.case_id
        desk.scan(told.case.case_no)
        desk.alt("Y")
        assert desk.page.notice.draft.lines[1].issue == "第 3 页没有盖章。"


class TestExport:
    def test_the_preview_is_written_where_the_clerk_says(self, desk: BackDesk, tmp_path: Path) -> None:
        path = tmp_path / "预览.pdf"
        desk.page.notice._export(path)
        desk.drain()
        assert path.read_bytes().startswith(b"%PDF")
        assert desk.said[-1].startswith("已导出预览")

    def test_where_it_cannot_be_written_it_is_said(self, desk: BackDesk, tmp_path: Path) -> None:
        desk.page.notice._export(tmp_path / "nowhere" / "预览.pdf")
        desk.drain()
        assert desk.dialog.windowTitle().startswith("文件“预览.pdf”没有写成")
        desk.press(Key.Key_Escape)


class TestCompact:
    def test_a_small_window_shows_one_pane_and_the_keys_turn_them(self, desk: BackDesk) -> None:
        desk.page.set_layout(Layout.COMPACT)
        desk.drain()
        notice = desk.page.notice
        assert (notice.editor.isVisible(), notice.preview.isVisible()) == (True, False)
        assert notice.panes_bar.isVisible()
        notice.panes_bar.choose(1)
        notice.panes_bar.chosen.emit(1)
        assert (notice.editor.isVisible(), notice.preview.isVisible()) == (False, True)
        desk.alt("P")
        assert notice.editor.isVisible(), "what is wrong stands in the editor"
        desk.page.set_layout(Layout.STANDARD)
        assert (notice.editor.isVisible(), notice.preview.isVisible()) == (True, True)

    def test_the_switch_is_there_only_with_the_notice(self, desk: BackDesk) -> None:
        desk.page.set_layout(Layout.COMPACT)
        desk.page.go_back()
        desk.drain()
        assert not desk.page.notice.panes_bar.isVisible()


def test_what_a_notice_line_may_claim_is_what_the_record_leaves_open() -> None:
    assert {cause: claimable(cause) for cause in NoticeCause} == {
        NoticeCause.CORRECTION_INCOMPLETE: (NoticeCause.CORRECTION_INCOMPLETE,),
        NoticeCause.NEW_MATERIAL_DEFECT: (NoticeCause.NEW_MATERIAL_DEFECT,),
        NoticeCause.APPLICANT_CHANGED_REQUEST: (NoticeCause.APPLICANT_CHANGED_REQUEST,),
        NoticeCause.LIST_OR_LAW_CHANGED: (NoticeCause.LIST_OR_LAW_CHANGED,),
        NoticeCause.BREACH_SECOND_NOTICE: (
            NoticeCause.BREACH_SECOND_NOTICE,
            NoticeCause.LIST_OR_LAW_CHANGED,
        ),
    }
