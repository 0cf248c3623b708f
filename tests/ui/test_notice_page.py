"""The notice page: lines from the checklist, the live preview, and one paper that is issued once."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from outlet_app.domain.applicant import Applicant, ApplicantKind, IdKind
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import IntakeEntry
from outlet_app.domain.events import Delivery
from outlet_app.domain.forms.intake import checklist
from outlet_app.domain.materials import Defect, MaterialState
from outlet_app.domain.states import State
from outlet_app.services.troubles import Trouble
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.pages.notice.page import NoticePage
from outlet_app.ui.parts.defects_dialog import DefectsDialog
from outlet_app.ui.parts.notice import preview
from outlet_app.ui.parts.notice.add_dialog import AddDialog
from outlet_app.ui.parts.notice_order import NoticeOrder
from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.pdf_view import Zoom
from tests.support.counter_fakes_intake import CODE, NAME, PHONE, Desk, Failing, Visit, catalogue, open_desk
from tests.ui.conftest import Stage

SOON_MS = 5


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(preview, "PAUSE_MS", SOON_MS)
    return open_desk(tmp_path)


def entry() -> IntakeEntry:
    """The application form is missing, on a receipt a signature; the rest is there."""
    states = {
        "8.2-M1": {"state": MaterialState.MISSING},
        "8.2-M3": {"state": MaterialState.FAULTY, "defects": (Defect("D04"),), "remark": "第 2 页合计金额处"},
        "8.2-A1": {"state": MaterialState.COMPLETE, "handed": 1},
        "8.2-A2": {"state": MaterialState.COMPLETE, "handed": 1},
    }
    party = Applicant(ApplicantKind.ENTERPRISE, NAME, IdKind.USCC, CODE, "刘建平", PHONE)
    blank = IntakeEntry(party, item=8, sub_item="8.2", request="申报资助")
    rows = checklist(blank, catalogue().sub_item("8.2"))
    return replace(blank, materials=tuple(replace(row, **states.get(row.code, {})) for row in rows))


@pytest.fixture
def visit(desk: Desk, stage: Stage) -> Visit:
    """On the notice page with that registration."""
    made = Visit(desk, stage)
    made.window.open(PageKey.NOTICE, NoticeOrder(entry()))
    desk.drain()
    QApplication.processEvents()
    return made


def page_of(visit: Visit) -> NoticePage:
    """The notice page in view."""
    page = visit.window.page
    assert isinstance(page, NoticePage)
    return page


def rest(visit: Visit) -> None:
    """Let the preview's pause pass and the press work."""
    QTest.qWait(SOON_MS * 6)
    visit.desk.drain()


def text_of(pdf: bytes) -> str:
    """All words of a PDF without the breaks between lines."""
    document = pypdfium2.PdfDocument(BytesIO(pdf))
    pages = [page.get_textpage().get_text_range() for page in document]
    return "".join("".join(pages).split())


def test_the_lines_come_from_the_checklist_in_ready_words(visit: Visit) -> None:
    page = page_of(visit)
    assert [(line.name, line.state) for line in page.state.lines] == [
        ("资助奖励申报书", MaterialState.MISSING),
        ("支出凭证", MaterialState.FAULTY),
    ]
    first, second = page.editor.cards
    assert first.areas["issue"].text() == "未提交。"
    assert "第 2 页合计金额处" in second.areas["issue"].text()
    assert second.areas["remedy"].text().startswith("提交与申报书一致的发票")
    assert page.editor.to.full_text() == NAME
    assert page.editor.matter.text() == "资助奖励（申报预审）"
    assert page.editor.focused().startswith("lines.8.2-M1.remedy@")


def test_the_period_says_its_last_day(visit: Visit) -> None:
    page = page_of(visit)
    field = page.editor.fields["correction_workdays"]
    assert (page.editor.fields.value("correction_workdays"), field.message) == ("15", "到 12月9日 周三")
    page.editor.fields.focus("correction_workdays")
    visit.hands.type("10")
    visit.hands.press("Tab")
    assert field.message == "到 12月2日 周三"
    visit.hands.press("Right")
    assert page.state.draft.delivery is Delivery.POST


def test_a_period_into_a_year_without_a_plan_says_so(visit: Visit, desk: Desk) -> None:
    desk.bench.clock.forward(days=35)
    page = page_of(visit)
    page._show()
    assert "节假日安排未更新" in page.editor.fields["correction_workdays"].message


def test_the_preview_is_the_real_paper(visit: Visit) -> None:
    page = page_of(visit)
    text = text_of(page.preview.pdf)
    assert "一次性告知书" in text
    assert NAME in text
    assert "第2页合计金额处" in text
    assert page.preview.view.page_count == pypdfium2.PdfDocument(BytesIO(page.preview.pdf)).__len__()
    assert page.preview.count.text() == f"第 1 页，共 {page.preview.view.page_count} 页"


def test_the_press_is_asked_once_everything_else_is_on_show(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(visit)
    seen: list[tuple[int, str]] = []
    monkeypatch.setattr(
        page.preview, "draw_now", lambda: seen.append((len(page.editor.cards), page.editor.focused()))
    )
    first = entry().materials[0]
    only = replace(entry(), materials=(first, *entry().materials[1:3], *entry().materials[4:]))
    visit.window.open(PageKey.NOTICE, NoticeOrder(only))
    assert seen == [(len(page.editor.cards), page.editor.focused())]
    assert page.editor.focused().startswith("lines.8.2-M1.remedy@")


def test_typing_redraws_after_a_pause_and_keeps_the_place(visit: Visit) -> None:
    page = page_of(visit)
    bar = page.preview.view.verticalScrollBar()
    bar.setValue(120)
    before = page.preview.pdf
    visit.hands.type("原件遗失")
    assert page.preview.pdf == before
    rest(visit)
    assert "原件遗失" in text_of(page.preview.pdf)
    assert bar.value() == 120


def test_a_picture_that_comes_late_never_covers_a_newer_one(visit: Visit, desk: Desk) -> None:
    page = page_of(visit)
    visit.hands.type("甲")
    page.preview.draw_now()
    visit.hands.type("乙")
    page.preview.draw_now()
    desk.lanes.press.step()
    assert "甲" not in text_of(page.preview.pdf)
    desk.drain()
    assert "甲乙" in text_of(page.preview.pdf)


def test_the_zoom_is_chosen(visit: Visit) -> None:
    page = page_of(visit)
    page.preview.zoom.setFocus()
    visit.hands.press("Right")
    assert page.preview.view.zoom is Zoom.WHOLE
    visit.hands.press("3")
    assert page.preview.view.zoom is Zoom.ACTUAL


def test_a_preview_that_fails_says_so_and_is_tried_again(visit: Visit, desk: Desk) -> None:
    page = page_of(visit)
    broken = Failing(desk.counter.notices, preview=ValueError("out of ink"))
    object.__setattr__(desk.counter, "notices", broken)
    visit.hands.type("甲")
    rest(visit)
    assert page.preview.has_failed
    assert page.preview.failure.accessibleName() == "预览没有生成 内容已保存"
    broken.errors.clear()
    page.preview.retry.click()
    desk.drain()
    assert not page.preview.has_failed


def test_a_character_without_a_glyph_is_named(visit: Visit, desk: Desk) -> None:
    page = page_of(visit)
    trouble = Trouble("paper.no_glyph", {"char": "𰻞", "codepoint": "30EDE"})
    object.__setattr__(desk.counter, "notices", Failing(desk.counter.notices, preview=trouble, issue=trouble))
    visit.hands.type("𰻞")
    rest(visit)
    assert "𰻞" in page.preview.failure.accessibleName()
    page.editor.tick.click()
    visit.hands.go("Alt+P")
    assert "𰻞" in visit.dialog.windowTitle()
    assert visit.cases() == ()
    assert desk.bench.spooler.jobs == []


def test_nothing_is_printed_without_the_tick(visit: Visit) -> None:
    page = page_of(visit)
    assert page.bar.first.text() == "还没有核对"
    visit.hands.go("Alt+P")
    assert page.editor.tick_problem.text() == "请核对后打勾"
    assert QApplication.focusWidget() is page.editor.tick
    assert visit.cases() == ()
    visit.hands.press("Space")
    assert page.editor.tick_problem.text() == ""
    assert page.bar.first.text() == "内容完整，可以打印"


@pytest.mark.parametrize("keys", ["Alt+P", "Ctrl+Return", "F9"])
def test_printing_registers_issues_and_prints_once(visit: Visit, desk: Desk, keys: str) -> None:
    page = page_of(visit)
    page.editor.tick.click()
    visit.hands.go(keys)
    (case,) = visit.cases()
    assert (case.decision, case.state) == (Decision.NOTICE, State.CORRECTION)
    (job,) = desk.bench.spooler.jobs
    assert (job.title, job.copies) == ("HH0101 告〔2026〕0001 号", 2)
    assert "".join(case.case_no.split()) in text_of(job.pdf)
    assert visit.said() == [f"已一次性告知，告知书已送打印机｜{case.case_no}，一式两份"]
    assert visit.window.current is PageKey.INTAKE
    assert visit.page.state.is_blank
    assert visit.page.fields.focused().startswith("applicant.name")
    assert desk.counter.drafts.load() is None
    assert page.state.entry is None


def test_what_is_printed_is_what_was_written(visit: Visit, desk: Desk) -> None:
    page = page_of(visit)
    visit.hands.type("请尽快补交")
    page.editor.tick.click()
    visit.hands.go("Alt+P")
    assert "请尽快补交" in text_of(desk.bench.spooler.jobs[0].pdf)


def test_trouble_keeps_the_notice_and_prints_nothing(visit: Visit, desk: Desk) -> None:
    page = page_of(visit)
    full = Failing(desk.counter.notices, issue=Trouble("storage.disk_full"))
    object.__setattr__(desk.counter, "notices", full)
    page.editor.tick.click()
    visit.hands.go("Alt+P")
    assert visit.dialog.windowTitle() == "本机磁盘已满，写不进去"
    assert desk.bench.spooler.jobs == []
    visit.hands.go("Return")
    full.errors.clear()
    visit.hands.go("Alt+P")
    assert len(visit.cases()) == 1


def test_a_line_is_removed_and_its_row_is_complete(visit: Visit) -> None:
    page = page_of(visit)
    page.editor.cards[0].remove.click()
    assert [line.name for line in page.state.lines] == ["支出凭证"]
    assert page.editor.removed.text() == "“资助奖励申报书”已改为齐全"
    assert QApplication.focusWidget() is page.editor.cards[0].remove
    visit.hands.go("Esc")
    assert visit.window.current is PageKey.INTAKE
    assert visit.page.state.rows[0].state is MaterialState.COMPLETE


def test_without_lines_there_is_nothing_to_tell(visit: Visit) -> None:
    page = page_of(visit)
    for _ in range(2):
        page.editor.cards[0].remove.click()
    assert page.editor.empty.isVisible()
    assert QApplication.focusWidget() is page.editor.add_button
    visit.hands.go("Alt+P")
    assert page.bar.first.text().startswith("有 2 处要改正")
    assert visit.cases() == ()


def test_a_line_is_added_from_the_checklist(visit: Visit) -> None:
    page = page_of(visit)
    visit.hands.press("Alt+A")
    assert isinstance(visit.dialog, AddDialog)
    assert [choice.text for choice in visit.dialog.combo.choices] == ["信用承诺书", "银行账户证明"]
    visit.hands.press("Alt+O")
    assert visit.dialog.material.message == "请选择材料"
    visit.hands.type("信用")
    visit.hands.press("Return", "Alt+O")
    assert [line.name for line in page.state.lines][-1] == "信用承诺书"
    assert page.editor.focused().startswith("lines.8.2-A1.remedy")
    visit.hands.go("Esc")
    states = {row.code: row.state for row in visit.page.state.rows}
    assert states["8.2-A1"] is MaterialState.MISSING


def test_a_faulty_line_is_added_with_its_defects(visit: Visit) -> None:
    page = page_of(visit)
    visit.hands.press("Alt+A")
    visit.hands.type("银行")
    visit.hands.press("Return", "Tab", "Right", "Alt+O")
    assert isinstance(visit.dialog, DefectsDialog)
    visit.hands.press("Down", "Down", "Space", "Return")
    line = page.state.lines[-1]
    assert (line.name, line.state, line.issue) == ("银行账户证明", MaterialState.FAULTY, "应当签字处未签字。")


def test_going_back_and_forth_keeps_what_was_written(visit: Visit) -> None:
    visit.hands.type("已电话说明")
    visit.hands.go("Esc")
    assert visit.window.current is PageKey.INTAKE
    assert visit.page.fields.value("applicant.name") == NAME
    visit.hands.go("Alt+Y")
    assert page_of(visit).state.lines[0].remedy.endswith("已电话说明")


def test_walking_away_by_the_navigation_keeps_it_too(visit: Visit) -> None:
    page = page_of(visit)
    page.editor.cards[1].remove.click()
    visit.hands.go("Ctrl+2")
    assert visit.window.current is PageKey.INTAKE
    states = {row.code: row.state for row in visit.page.state.rows}
    assert states["8.2-M3"] is MaterialState.COMPLETE
    visit.hands.go("Ctrl+4")
    visit.hands.go("Alt+L")
    assert [line.name for line in page_of(visit).state.lines] == ["资助奖励申报书"]


def test_giving_the_registration_up_gives_the_notice_up(visit: Visit) -> None:
    visit.hands.go("Esc")
    visit.hands.go("F2")
    visit.hands.go("Alt+X")
    visit.hands.go("Ctrl+4")
    page = page_of(visit)
    assert page.state.entry is None
    assert page.nothing.isVisible()
    assert not page.bar.isVisible()
    visit.hands.press("Tab")
    page.to_intake.click()
    assert visit.window.current is PageKey.INTAKE


def test_a_notice_page_without_a_notice_says_where_one_begins(desk: Desk, stage: Stage) -> None:
    visit = Visit(desk, stage)
    visit.hands.go("Ctrl+4")
    assert page_of(visit).nothing.accessibleName().startswith("没有正在写的告知书")


def test_enter_on_an_empty_notice_page_goes_where_a_notice_begins(desk: Desk, stage: Stage) -> None:
    visit = Visit(desk, stage)
    visit.hands.go("Ctrl+4")
    assert page_of(visit).to_intake.hasFocus()
    visit.hands.press("Space")
    visit.hands.go("Ctrl+4")
    assert page_of(visit).to_intake.hasFocus(), "each time it is shown"


def test_a_notice_that_was_begun_has_the_keys_on_its_lines(visit: Visit) -> None:
    page = page_of(visit)
    assert not page.nothing.isVisible()
    assert page.editor.isAncestorOf(QApplication.focusWidget())


def test_empty_and_endless_words_are_told_at_their_field(visit: Visit) -> None:
    page = page_of(visit)
    card = page.editor.cards[1]
    card.focus_part("issue")
    visit.hands.press("Ctrl+A", "Delete", "Tab")
    assert card.fields["issue"].message == "请填写存在问题"
    QApplication.clipboard().setText("补" * 10_000)
    visit.hands.press("Ctrl+V", "Tab")
    assert card.fields["remedy"].message.startswith("最多 300 字，超出")
    visit.hands.go("Alt+P")
    assert visit.cases() == ()
    assert page.editor.focused().startswith("lines.8.2-M3.issue")


def test_what_is_missing_needs_no_other_words(visit: Visit) -> None:
    missing, faulty = page_of(visit).editor.cards
    assert missing.areas["issue"].isReadOnly()
    assert not faulty.areas["issue"].isReadOnly()
    missing.areas["issue"].setFocus()
    visit.hands.type("no")
    assert missing.areas["issue"].text() == "未提交。"


def test_the_draft_of_the_notice_can_be_exported(
    visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(visit)
    target = tmp_path / "预览.pdf"
    monkeypatch.setattr(QFileDialog, "open", lambda dialog: dialog.fileSelected.emit(str(target)))
    visit.hands.go("Alt+E")
    assert "一次性告知书" in text_of(target.read_bytes())
    assert visit.said() == ["已导出预览，不作为正式文书｜预览.pdf"]
    assert visit.cases() == ()
    monkeypatch.setattr(QFileDialog, "open", lambda dialog: dialog.fileSelected.emit(str(tmp_path)))
    visit.hands.go("Alt+E")
    assert visit.window.feedback.open_dialog is not None
    assert page.state.entry is not None


def test_a_printer_that_fails_offers_a_file(
    visit: Visit, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.bench.spooler.trouble = "printer.failed"
    target = tmp_path / "告知书.pdf"
    monkeypatch.setattr(QFileDialog, "open", lambda dialog: dialog.fileSelected.emit(str(target)))
    page_of(visit).editor.tick.click()
    visit.hands.go("Alt+P")
    assert visit.dialog.windowTitle() == "打印机没有接收文书"
    visit.hands.go("Alt+E")
    (case,) = visit.cases()
    assert case.case_no in text_of(target.read_bytes())
    assert visit.said()[-1] == "已导出｜告知书.pdf"


def test_a_compact_window_shows_one_pane_at_a_time(visit: Visit) -> None:
    page = page_of(visit)
    assert (page.editor.isVisible(), page.preview.isVisible()) == (True, True)
    look().choose(factor=1.5)
    QApplication.processEvents()
    assert (page.editor.isVisible(), page.preview.isVisible()) == (True, False)
    page.panes_bar.setFocus()
    visit.hands.press("Right")
    assert (page.editor.isVisible(), page.preview.isVisible()) == (False, True)
    visit.hands.go("Alt+P")
    assert page.editor.isVisible()
    assert page.bar.back.text() == "返回 Esc"


def test_everything_has_an_accessible_name(visit: Visit) -> None:
    page = page_of(visit)
    controls = [area for card in page.editor.cards for area in card.areas.values()]
    controls += [card.remove for card in page.editor.cards]
    controls += [field.control for field in page.editor.fields.fields.values()]
    names = [control.accessibleName() for control in controls]
    assert all(names)
    assert "移除 支出凭证" in names
    assert "资助奖励申报书 存在问题" in names


def test_after_a_crash_both_pages_can_be_reached(visit: Visit, desk: Desk, stage: Stage) -> None:
    visit.hands.type("按样表填写")
    visit.hands.go("Ctrl+S")
    again = Visit(Desk(desk.bench, desk.bench.counter()), stage)
    again.hands.go("Ctrl+4")
    assert page_of(again).state.lines[0].remedy.endswith("按样表填写")
    again.hands.go("Ctrl+2")
    assert again.window.current is PageKey.INTAKE
    assert again.page.fields.value("applicant.name") == NAME


def press_large(visit: Visit) -> None:
    """Alt+L; a check answers its letter a moment later, as Qt shows it pressed."""
    box, before = page_of(visit).bar.large, page_of(visit).bar.large.isChecked()
    visit.hands.go("Alt+L")
    for _ in range(100):
        if box.isChecked() is not before:
            break
        QTest.qWait(10)
    visit.desk.drain()


class TestLargePrint:
    def test_alt_l_sets_preview_and_paper_large(self, visit: Visit) -> None:
        page = page_of(visit)
        press_large(visit)
        rest(visit)
        assert (page.state.draft.large, page.bar.large.isChecked()) == (True, True)
        page.editor.tick.click()
        visit.hands.go("Alt+P")
        (job,) = visit.desk.bench.spooler.jobs
        assert "大字版" in text_of(job.pdf)
        assert visit.cases()[0].case_id

    def test_taken_back_it_is_ordinary_again(self, visit: Visit) -> None:
        page = page_of(visit)
        press_large(visit)
        press_large(visit)
        assert page.state.draft.large is False

    def test_choosing_it_takes_back_no_tick(self, visit: Visit) -> None:
        page = page_of(visit)
        page.editor.tick.click()
        press_large(visit)
        assert page.state.draft.verified

    def test_an_elderly_applicant_finds_it_chosen(self, desk: Desk, stage: Stage) -> None:
        made = Visit(desk, stage)
        made.window.open(PageKey.NOTICE, NoticeOrder(replace(entry(), special_groups=("elderly",))))
        desk.drain()
        assert page_of(made).bar.large.isChecked()

    def test_the_draft_keeps_the_choice(self, visit: Visit) -> None:
        press_large(visit)
        page_of(visit).draft.save()
        visit.desk.drain()
        kept = visit.desk.counter.drafts.load()
        assert kept is not None
        assert kept.notice is not None
        assert kept.notice.large
