"""One case in full and what is done with it: facts, course, papers, and the questions before a step."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from outlet_app.domain.problems import Refusal, Refused
from outlet_app.services.troubles import Trouble
from outlet_app.ui.pages.cases.asks import ReasonDialog, SentenceDialog
from outlet_app.ui.pages.cases.course import CourseView, Entry
from outlet_app.ui.pages.cases.entries import entry_of, note_of
from outlet_app.ui.pages.cases.page import CasesPage
from outlet_app.ui.parts.paper_viewer import PaperViewer
from outlet_app.ui.parts.sheet_dialog import SheetDialog
from outlet_app.ui.widgets.pdf_view import Zoom
from tests.support.counter_fakes_desk import (
    ACCEPTANCE,
    NOW,
    OVERDUE,
    PAPER,
    Counter,
    FakeCases,
    FakePapers,
    course_of,
    press,
    reference,
    room,
    settle,
    write,
)


class Open:
    """One case, open beside the list."""

    def __init__(self, stage: Callable[..., object]) -> None:
        self.cases, self.papers = FakeCases((OVERDUE,)), FakePapers()
        self.page, self.counter = room(stage, self._make)  # type: ignore[arg-type]
        while self.page._fit.isActive():
            settle(10)
        self.counter.drain()
        self.card = self.page.detail
        self.refusals: list[str] = []
        self.counter.feedback.banner_wanted.connect(lambda _tone, title, _text: self.refusals.append(title))

    def _make(self, here: Counter) -> CasesPage:
        nothing_due = SimpleNamespace(due=lambda _case_id: None)
        services = SimpleNamespace(
            cases=self.cases, papers=self.papers, reference=reference(), outcomes=nothing_due
        )
        return CasesPage(
            services,  # type: ignore[arg-type]
            here.office,
            here.lanes,
            here.feedback,
        )

    def act(self, name: str) -> object:
        """Press an action by its key; the question it opens."""
        button = self.card.steps.buttons[name]
        button.setFocus()
        press(button, Qt.Key.Key_Space)
        return self.counter.dialog

    def said(self) -> list[str]:
        """What was said in passing."""
        return [notice.title for notice in self.counter.feedback.toasts.history]


@pytest.fixture
def opened(stage: Callable[..., object]) -> Open:
    return Open(stage)


def key(which: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, which, modifier)


def test_the_facts_stand_beside_their_names(opened: Open) -> None:
    facts = {name: value.full_text() for name, value in opened.card.facts.values.items()}
    assert facts["item"] == "业务咨询：复杂咨询（书面、疑难）"
    assert facts["handler"] == "苏日娜"
    assert facts["when"] == "11-11 周三 09:12"
    assert facts["due"] == "11-17 周二 17:30"
    assert facts["request"].startswith("查新检索")
    assert opened.card.facts.values["due"].property("tone") == "bad"


def test_an_answer_that_was_not_given_takes_no_line(opened: Open) -> None:
    assert not opened.card.facts.values["answer"].isVisible()
    assert opened.card.facts.values["request"].isVisible()


def test_numbers_are_masked_until_a_reason_is_given(opened: Open) -> None:
    masked = opened.card.facts.masked
    assert masked["id"].value.full_text() == "1528**********0025"
    assert masked["contact"].value.full_text() == "高云飞 138****3391"
    assert masked["id"].button.accessibleName() == "显示 证件号码"


def reveal(opened: Open, what: str) -> ReasonDialog:
    button = opened.card.facts.masked[what].button
    button.setFocus()
    press(button, Qt.Key.Key_Space)
    dialog = opened.counter.dialog
    assert isinstance(dialog, ReasonDialog)
    return dialog


def test_a_number_is_revealed_for_a_minute_and_the_look_is_noted(opened: Open) -> None:
    dialog = reveal(opened, "id")
    dialog.radios["verify"].setFocus()
    key(Qt.Key.Key_Space)
    key(Qt.Key.Key_Return)
    opened.counter.drain()
    fact = opened.card.facts.masked["id"]
    assert fact.value.full_text() == "152822196501010025"
    assert opened.cases.looks == [(OVERDUE.case_id, "id", "verify")]
    assert fact._timer.interval() == 60_000
    fact._timer.timeout.emit()
    assert fact.value.full_text() == "1528**********0025"


def test_the_telephone_is_revealed_by_its_own_look(opened: Open) -> None:
    dialog = reveal(opened, "contact")
    dialog.radios["contact"].click()
    key(Qt.Key.Key_Return)
    opened.counter.drain()
    assert opened.card.facts.masked["contact"].value.full_text() == "高云飞 13800003391"
    assert opened.cases.looks == [(OVERDUE.case_id, "phone", "contact")]
    assert opened.card.facts.masked["id"].value.full_text() == "1528**********0025"


def test_without_a_reason_nothing_is_revealed(opened: Open) -> None:
    dialog = reveal(opened, "id")
    key(Qt.Key.Key_Return)
    assert dialog.fields["reason"].message == "请选择理由"
    assert opened.counter.feedback.open_dialog is dialog
    key(Qt.Key.Key_Escape)
    opened.counter.drain()
    assert opened.cases.looks == []


def test_a_revealed_number_can_be_hidden_at_once(opened: Open) -> None:
    fact = opened.card.facts.masked["id"]
    fact.reveal("152822196501010025")
    assert fact.button.text() == "隐藏"
    fact.button.setFocus()
    press(fact.button, Qt.Key.Key_Space)
    assert fact.value.full_text() == "1528**********0025"
    assert opened.counter.feedback.open_dialog is None


def test_a_revealed_number_does_not_outlive_the_page(opened: Open) -> None:
    opened.card.facts.masked["id"].reveal("152822196501010025")
    opened.page.hide()
    assert not opened.card.facts.masked["id"].is_revealed


def test_a_public_number_needs_no_button(opened: Open) -> None:
    detail = replace(course_of(OVERDUE), masked_id="91150802MA0TEA71XJ")
    opened.card.show_detail(detail, NOW)
    assert opened.card.facts.masked["id"].value.full_text() == "91150802MA0TEA71XJ"
    assert not opened.card.facts.masked["id"].button.isVisible()


def test_the_course_tells_newest_first_who_where_and_what_the_city_says(opened: Open) -> None:
    told = opened.card.course.entries
    assert [one.title for one in told] == [
        "办结", "反馈处理意见", "受理", "生成文书", "一次性告知", "首问登记",
    ]  # fmt: skip
    assert told[0].note == "其他窗口已先办，这一步没有生效"
    assert told[0].faded
    assert (told[1].note, told[1].faded) == ("等待发送", False)
    assert told[2].note == ""
    assert told[-1].teller == "苏日娜　杭锦后旗知识产权公共服务窗口"
    assert told[-1].when == "11-11 09:12"
    assert "首问登记" in opened.card.course.accessibleName()


def test_an_event_overtaken_by_another_window_is_marked() -> None:
    newest = replace(course_of(OVERDUE).timeline[2], counts=False, verdict="sent")
    assert note_of(newest) == ("没有生效", "warn")
    assert note_of(replace(newest, verdict="rejected", code="")) == ("需您处理", "warn")
    assert note_of(replace(newest, verdict="parked")) == ("已送达，待市级处理", "text3")
    assert entry_of(newest, NOW).faded


def test_long_words_of_the_course_are_broken_into_lines_and_all_are_shown(
    stage: Callable[..., object],
) -> None:
    short = Entry("11-16 16:02", "办结", "短", "苏日娜", "circle-check", "ok")
    long = replace(short, text="检索报告已经交付申请人，" * 12)
    view = CourseView("办理经过")
    stage(view, size=(320, 400))
    view.show_entries([short])
    one_line = view.heightForWidth(300)
    view.show_entries([long])
    assert view.heightForWidth(300) > one_line + 100
    assert view.heightForWidth(600) < view.heightForWidth(300)
    for width in range(200, 330, 5):
        lines = [line for _at, line in view._lines(long.text, width)]
        assert "".join(lines) == long.text
        assert not any(line.startswith(("，", "。")) for line in lines)


def test_the_course_paints_only_what_is_in_view_and_never_fails(stage: Callable[..., object]) -> None:
    view = CourseView("办理经过")
    stage(view, size=(320, 200))
    entry = Entry("11-16 16:02", "办结", "第一行\n第二行", "苏日娜", "circle-check", "ok", "等待发送")
    view.show_entries([entry] * 300)
    picture = QPixmap(320, 200)
    view.render(picture, sourceRegion=QRect(0, 0, 320, 200))
    assert not picture.toImage().isNull()
    assert view._lines("第一行\n第二行", 320) == ((0, "第一行"), (4, "第二行"))


def test_papers_are_listed_with_their_number_and_whether_they_were_printed(opened: Open) -> None:
    names = [line.button.accessibleName() for line in opened.card.papers.lines]
    assert names == [f"打开 受理通知书 {ACCEPTANCE.number}", f"打开 一次性告知书 {PAPER.number}"]
    assert opened.card.papers._count.text() == "2 份"


def test_unchanged_papers_are_left_alone_and_none_is_a_sentence(opened: Open) -> None:
    lines = opened.card.papers.lines
    opened.card.papers.show_papers(course_of(OVERDUE).papers)
    assert opened.card.papers.lines is lines
    opened.card.papers.show_papers(())
    assert opened.card.papers.lines == []
    assert opened.card.papers._count.text() == ""


def open_paper(opened: Open) -> PaperViewer:
    button = opened.card.papers.lines[1].button
    button.setFocus()
    press(button, Qt.Key.Key_Space)
    opened.counter.drain()
    viewer = opened.counter.dialog
    assert isinstance(viewer, PaperViewer)
    return viewer


def test_a_paper_opens_in_the_built_in_viewer(opened: Open) -> None:
    viewer = open_paper(opened)
    assert viewer.windowTitle() == f"一次性告知书 {PAPER.number}"
    assert viewer.view.page_count == 2
    assert viewer._page.text() == "第 1 页，共 2 页"
    assert viewer.view.hasFocus()
    key(Qt.Key.Key_Escape)
    assert opened.counter.feedback.open_dialog is None


def test_the_viewer_shows_a_page_whole_or_as_wide_as_it_is(opened: Open) -> None:
    viewer = open_paper(opened)
    viewer.zoom.setFocus()
    press(viewer.zoom, Qt.Key.Key_2)
    assert viewer.view.zoom is Zoom.WHOLE
    press(viewer.zoom, Qt.Key.Key_3)
    assert viewer.view.zoom is Zoom.ACTUAL
    viewer.reject()


def test_printing_from_the_viewer_makes_the_next_copy(opened: Open) -> None:
    viewer = open_paper(opened)
    viewer.print_button.setFocus()
    press(viewer.print_button, Qt.Key.Key_Space)
    opened.counter.drain()
    assert opened.papers.reprinted == [(PAPER.case_id, "W04")]
    assert opened.papers.spooled == ["paper-2"]


def export(opened: Open, path: Path) -> None:
    viewer = open_paper(opened)
    viewer.export_button.setFocus()
    press(viewer.export_button, Qt.Key.Key_Space)
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QFileDialog))
    dialog.fileSelected.emit(str(path))
    dialog.close()
    opened.counter.drain()


def test_the_stored_bytes_are_exported_to_the_named_file(opened: Open, tmp_path: Path) -> None:
    export(opened, tmp_path / "告知书.pdf")
    assert opened.papers.exported == [(PAPER.paper_id, tmp_path / "告知书.pdf")]
    assert opened.said() == ["已导出"]
    opened.counter.feedback.close_all()


def test_a_file_that_cannot_be_written_is_told(opened: Open, tmp_path: Path) -> None:
    def fail(_paper_id: str, path: Path) -> None:
        raise Trouble("paper.not_written", {"name": path.name})

    opened.papers.export = fail  # type: ignore[method-assign]
    export(opened, tmp_path / "告知书.pdf")
    dialog = opened.counter.dialog
    assert "告知书.pdf" in dialog.windowTitle()
    dialog.reject()


def test_a_paper_that_is_gone_closes_the_viewer_and_says_so(opened: Open) -> None:
    def gone(_paper_id: str) -> bytes:
        raise Trouble("paper.missing")

    opened.papers.pdf = gone  # type: ignore[method-assign]
    button = opened.card.papers.lines[0].button
    button.setFocus()
    press(button, Qt.Key.Key_Space)
    opened.counter.drain()
    dialog = opened.counter.dialog
    assert dialog.windowTitle() == "没有找到这份文书"
    dialog.reject()


def test_only_possible_actions_are_there(opened: Open) -> None:
    opened.card.show_detail(replace(course_of(OVERDUE), actions=frozenset({"withdraw"})), NOW)
    assert [name for name, button in opened.card.steps.buttons.items() if button.isVisible()] == ["withdraw"]
    opened.card.show_detail(replace(course_of(OVERDUE), actions=frozenset(), papers=()), NOW)
    assert opened.card.first_stop() is opened.card.facts.masked["id"].button


def test_closing_offers_the_items_own_outcome_and_takes_another(opened: Open) -> None:
    dialog = opened.act("close")
    assert isinstance(dialog, SentenceDialog)
    assert dialog.area.text() == "书面答复"
    write("已电话答复并寄出书面意见")
    key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    opened.counter.drain()
    assert opened.cases.steps == [("close", OVERDUE.case_id, "已电话答复并寄出书面意见")]
    assert opened.said() == ["已办结"]


def test_after_a_step_list_and_case_are_read_again(opened: Open) -> None:
    asked, read = len(opened.cases.asked), len(opened.cases.read)
    opened.act("close")
    key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    opened.counter.drain()
    assert len(opened.cases.asked) == asked + 1
    assert len(opened.cases.read) == read + 1


def test_a_step_needs_its_sentence(opened: Open) -> None:
    dialog = opened.act("feedback")
    assert isinstance(dialog, SheetDialog)
    key(Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier)
    assert dialog.fields["text"].message == "请填写处理意见"
    write("由检索人员办理")
    key(Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier)
    opened.counter.drain()
    assert opened.cases.steps == [("feedback", OVERDUE.case_id, "由检索人员办理")]


def test_escape_leaves_the_case_as_it_is_and_the_focus_where_it_was(opened: Open) -> None:
    opened.act("close")
    key(Qt.Key.Key_Escape)
    opened.counter.drain()
    settle(20)
    assert opened.cases.steps == []
    assert opened.card.steps.buttons["close"].hasFocus()


def test_enter_never_withdraws(opened: Open) -> None:
    dialog = opened.act("withdraw")
    assert isinstance(dialog, ReasonDialog)
    key(Qt.Key.Key_Space)
    key(Qt.Key.Key_Return)
    opened.counter.drain()
    assert opened.cases.steps == []
    assert opened.counter.feedback.open_dialog is None


def test_withdrawing_needs_a_reason_and_its_own_button(opened: Open) -> None:
    dialog = opened.act("withdraw")
    assert isinstance(dialog, ReasonDialog)
    dialog.radios["not_ready"].click()
    key(Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    opened.counter.drain()
    assert opened.cases.steps == [("withdraw", OVERDUE.case_id, "材料暂时备不齐，以后再办")]


def test_another_reason_has_to_be_said(opened: Open) -> None:
    dialog = opened.act("withdraw")
    assert isinstance(dialog, ReasonDialog)
    dialog.radios["other"].click()
    key(Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    assert dialog.fields["remark"].message == "请填写说明"
    write("申请人改去外地办理")
    key(Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    opened.counter.drain()
    assert opened.cases.steps == [("withdraw", OVERDUE.case_id, "其他：申请人改去外地办理")]


def test_printing_again_offers_the_newest_paper_first(opened: Open) -> None:
    dialog = opened.act("reprint")
    assert isinstance(dialog, ReasonDialog)
    assert dialog.radios["W05"].isChecked()
    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Return)
    opened.counter.drain()
    assert opened.papers.reprinted == [(OVERDUE.case_id, "W04")]
    assert opened.papers.spooled == ["paper-2"]
    assert opened.said() == ["已送打印机"]


def test_a_printer_that_fails_keeps_the_new_copy_and_says_so(opened: Open) -> None:
    opened.papers.trouble = Trouble("printer.failed")
    opened.act("reprint")
    key(Qt.Key.Key_Return)
    opened.counter.drain()
    assert opened.papers.reprinted
    dialog = opened.counter.dialog
    assert dialog.windowTitle() == "打印机没有接收文书"
    dialog.reject()


def test_a_refused_print_is_told_before_anything_is_sent_to_the_printer(opened: Open) -> None:
    def refuse(_case_id: str, _form: str, **_how: object) -> object:
        raise Refused(Refusal("paper.missing"))

    opened.papers.reprint = refuse  # type: ignore[method-assign,assignment]
    opened.act("reprint")
    key(Qt.Key.Key_Return)
    opened.counter.drain()
    assert opened.refusals
    assert opened.papers.spooled == []


def test_a_refused_step_is_told_in_a_banner(opened: Open) -> None:
    opened.cases.step_trouble = Refused(Refusal("state.guard"))
    opened.act("close")
    key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    opened.counter.drain()
    assert opened.refusals == ["这个办件现在不能这样办"]
    assert opened.said() == []


def test_a_look_that_is_refused_reveals_nothing(opened: Open) -> None:
    def refuse(_case_id: str, _what: str, _reason: str) -> str:
        raise Refused(Refusal("case.unknown"))

    opened.cases.reveal = refuse  # type: ignore[method-assign]
    reveal(opened, "id").radios["verify"].click()
    key(Qt.Key.Key_Return)
    opened.counter.drain()
    assert opened.refusals == ["没有找到这个办件"]
    assert not opened.card.facts.masked["id"].is_revealed
