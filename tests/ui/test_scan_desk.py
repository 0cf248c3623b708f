"""Scans on any page: a paper opens its case, a licence fills the applicant, and nothing typed is lost."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from outlet_app.domain.applicant import ApplicantKind, IdKind
from outlet_app.domain.licences import Licence
from outlet_app.domain.scanning import Scan
from outlet_app.services.troubles import Trouble
from outlet_app.ui.feedback import Answer
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.scanner.desk import ScanDesk
from outlet_app.ui.theme.tokens import Tone
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.page import Layout
from outlet_app.wording.scanning import NOT_USED
from tests.support.at_the_counter import accepted
from tests.support.bench import Bench, open_bench
from tests.support.builders import MORNING
from tests.support.case_desk import CaseDesk
from tests.support.counter_fakes_intake import CODE, NAME, PHONE, Failing, OtherPage, Visit, open_desk
from tests.support.scanner import Scanner
from tests.support.whole_window import settle
from tests.ui.conftest import Stage

TEXT = f"名称：{NAME}\n统一社会信用代码：{CODE}\n法定代表人：巴雅尔"
OTHER = "93150821MA0XF8D54N"
PAPER = "HH05-20261122-010017-T 8K2M4QXZ"
GARBAGE = "6901234567892"


class Counter(Visit):
    """A visit with a scanner on the cable."""

    def __init__(self, folder: Path, stage: Stage, app: QApplication) -> None:
        super().__init__(open_desk(folder), stage)
        self.scans = ScanDesk(app, self.window)
        self.scanner = Scanner(self.scans.watch)

    def scan(self, text: str) -> None:
        self.scanner.scan(text)
        self.desk.drain()
        QApplication.processEvents()

    def party_told(self) -> tuple[str, str, str, str]:
        party = self.page.state.entry.applicant
        return party.name, party.id_number, party.contact, party.phone

    def shown(self, key: PageKey) -> list[object]:
        page = self.window.frames[key].page
        assert isinstance(page, OtherPage)
        return page.shown

    def answer(self, text: str) -> None:
        self.hands.go(text)


@pytest.fixture
def counter(tmp_path: Path, stage: Stage, qapp: QApplication) -> Counter:
    return Counter(tmp_path, stage, qapp)


@pytest.mark.parametrize("begun", [False, True], ids=["at the workbench", "in a form"])
def test_a_paper_opens_its_case_from_anywhere(counter: Counter, begun: bool) -> None:
    if begun:
        counter.begin()
        counter.hands.type("河套")
    counter.scan(PAPER)
    assert counter.window.current is PageKey.CASES
    assert counter.shown(PageKey.CASES) == [Scan("HH05-20261122-010017-T", "8K2M4QXZ")]
    if begun:
        assert counter.page.state.entry.applicant.name == "河套", "what was typed before stays"


def test_where_materials_are_taken_in_a_paper_is_that_of_whoever_brings_them(counter: Counter) -> None:
    counter.window.open(PageKey.CORRECTIONS)
    counter.scan(PAPER)
    assert counter.window.current is PageKey.CORRECTIONS
    assert counter.shown(PageKey.CORRECTIONS)[-1] == Scan("HH05-20261122-010017-T", "8K2M4QXZ")
    assert PageKey.CASES not in counter.window.frames or counter.shown(PageKey.CASES) == []


def test_what_is_no_paper_is_told_there_as_anywhere(counter: Counter) -> None:
    counter.window.open(PageKey.CORRECTIONS)
    counter.scan("HH05-20261122-010017-X 8K2M4QXZ")
    assert counter.window.current is PageKey.CORRECTIONS
    assert counter.shown(PageKey.CORRECTIONS) == [None]
    assert counter.said()[-1].startswith(NOT_USED)


def test_a_licence_opens_a_registration_and_fills_it(counter: Counter) -> None:
    counter.scan(TEXT)
    assert counter.window.current is PageKey.INTAKE
    assert counter.party_told() == (NAME, CODE, "巴雅尔", "")
    assert counter.message("applicant.id_number") == "校验通过"
    assert counter.page.fields.focused().startswith("phone")
    assert counter.said() == [
        f"已按营业执照填写申请人｜统一社会信用代码 {CODE}。联系人先填了法定代表人，来的是别人请改过来。"
    ]


def test_the_number_alone_brings_everything_from_the_last_visit(counter: Counter) -> None:
    counter.begin().party().matter("1.6", "查询导航数据").hands.press("1", "Down", "1")
    counter.hands.go("Alt+S")
    counter.scan(CODE)
    assert counter.party_told() == (NAME, CODE, "刘建平", PHONE)
    assert counter.page.form.brought.text() == "已带出 2026-11-18 登记的信息"
    assert counter.page.fields.focused().startswith("channel")
    assert counter.said()[-1] == (
        f"已按营业执照填写申请人｜统一社会信用代码 {CODE}。其余信息按 2026-11-18 的登记带出。"
    )


def test_a_number_nobody_knows_asks_for_the_name(counter: Counter) -> None:
    counter.scan(OTHER)
    assert counter.party_told() == ("", OTHER, "", "")
    assert counter.page.fields.focused().startswith("applicant.name")
    assert counter.said()[-1].endswith("执照的二维码里没有名称，请照证照填写名称。")


def test_the_kind_follows_the_number(counter: Counter) -> None:
    counter.scan("11150800MB0K123415")
    party = counter.page.state.entry.applicant
    assert (party.kind, party.id_kind) == (ApplicantKind.AGENCY, IdKind.USCC)


def test_a_scan_in_the_middle_of_a_word_leaves_the_word(counter: Counter) -> None:
    counter.begin()
    counter.hands.type("河套禾源")
    counter.scan(CODE)
    assert counter.party_told() == ("河套禾源", CODE, "", "")


def test_what_was_typed_of_the_same_applicant_stays(counter: Counter) -> None:
    counter.begin().party(contact="王丽", phone="13900001111")
    counter.scan(TEXT)
    assert counter.party_told() == (NAME, CODE, "王丽", "13900001111")
    assert "法定代表人" not in counter.said()[-1]


def test_another_applicant_is_asked_about_and_kept_by_default(counter: Counter) -> None:
    counter.begin().party()
    counter.scan(OTHER)
    assert counter.dialog.windowTitle() == "页面上已有申请人"
    counter.hands.go("Return")
    assert counter.party_told() == (NAME, CODE, "刘建平", PHONE)
    counter.scan(f"名称：乌拉特中旗葵花合作社\n统一社会信用代码：{OTHER}")
    counter.hands.go("Alt+R")
    assert counter.party_told() == ("乌拉特中旗葵花合作社", OTHER, "", "")


def test_garbage_says_what_it_was_and_stays_where_it_was_typed(counter: Counter) -> None:
    counter.begin()
    counter.scan(GARBAGE)
    assert counter.page.fields.value("applicant.name") == GARBAGE
    assert counter.page.fields.focused() == f"applicant.name@{len(GARBAGE)}"
    assert counter.window.feedback.toasts.history[-1].tone is Tone.WARN
    assert counter.said() == [
        f"{NOT_USED}｜既不是本系统的文书，也不是营业执照。扫到的是“690*******892”。已照原样留在光标处，不需要的请删去。"
    ]


def test_garbage_outside_of_fields_changes_nothing(counter: Counter) -> None:
    counter.begin().party().matter("1.6", "查询导航数据")
    before = counter.page.state
    counter.scan("1231 2312 31234")
    assert replace(counter.page.state, outlook=before.outlook) == before, "the digits marked materials"
    assert counter.said()[-1].endswith("已填写的内容没有变动。")


def test_a_damaged_paper_is_asked_for_again(counter: Counter) -> None:
    counter.scan("HH05-20261122-010017-U 8K2M4QXZ")
    assert counter.window.current is PageKey.WORKBENCH
    assert counter.said()[-1].startswith(f"{NOT_USED}｜像是办件号，但校验不符。")


def open_dialog(counter: Counter, field: QWidget | None = None) -> tuple[Dialog, list[str]]:
    pressed: list[str] = []
    dialog = Dialog("备注", counter.window)
    if field is not None:
        dialog.body.add(field)
        dialog.focus_first(field)
    dialog.add_button("保存(&S)", lambda: pressed.append("saved"), default=True)
    counter.window.feedback.open(dialog)
    settle()
    return dialog, pressed


@pytest.mark.parametrize("text", [PAPER, CODE, TEXT])
def test_over_a_dialog_nothing_opens_and_its_field_is_put_back(counter: Counter, text: str) -> None:
    field = LineEdit()
    field.setText("快递单")
    dialog, pressed = open_dialog(counter, field)
    counter.scan(text)
    assert (field.text(), pressed, dialog.isVisible()) == ("快递单", [], True)
    assert counter.window.current is PageKey.WORKBENCH
    assert counter.said()[-1].startswith(f"{NOT_USED}｜对话框还开着。请办完或按 Esc 关闭，再扫一次。")
    dialog.reject()


def test_a_parcel_number_may_be_scanned_into_a_dialog(counter: Counter) -> None:
    field = LineEdit()
    dialog, pressed = open_dialog(counter, field)
    counter.scan("SF1234567890123")
    assert (field.text(), pressed, counter.said()) == ("SF1234567890123", [], [])
    dialog.reject()


def test_a_scan_presses_no_button_of_a_question(counter: Counter) -> None:
    pressed: list[int] = []
    answer = Answer("删除(&X)", lambda: pressed.append(1), default=True)
    counter.window.feedback.ask("还没有办完", ("删除以后不能恢复。",), (answer,))
    counter.scan(GARBAGE)
    assert pressed == []
    assert counter.window.feedback.open_dialog is not None
    assert counter.said()[-1].endswith("已填写的内容没有变动。")
    counter.window.feedback.close_all()


def test_under_a_cover_the_keys_are_somebody_elses(counter: Counter) -> None:
    counter.begin()
    cover = LineEdit()
    counter.window.cover(cover)
    counter.scan(CODE)
    assert cover.text() == CODE
    assert counter.said() == []
    counter.window.uncover()
    assert counter.page.state.is_blank


def test_a_scan_while_the_draft_is_being_read_waits_for_it(counter: Counter) -> None:
    counter.window.open(PageKey.INTAKE, Licence(CODE, NAME))
    assert counter.page.state.is_blank
    counter.desk.drain()
    assert counter.party_told()[:2] == (NAME, CODE)
    assert len(counter.said()) == 1, "it was filled twice"


def test_a_draft_of_another_applicant_comes_back_first(counter: Counter) -> None:
    counter.begin().party()
    counter.hands.go("Ctrl+S")
    counter.window.forget_pages()
    counter.window.open(PageKey.INTAKE, Licence(OTHER))
    counter.desk.drain()
    assert counter.dialog.windowTitle() == "页面上已有申请人"
    counter.hands.go("Return")
    assert counter.party_told() == (NAME, CODE, "刘建平", PHONE)


def test_a_scan_during_a_save_begins_the_next_registration(counter: Counter) -> None:
    counter.begin().party().matter("1.6", "查询导航数据").hands.press("1", "Down", "1")
    counter.hands.press("Alt+S")
    counter.window.open(PageKey.INTAKE, Licence(OTHER, "葵花合作社"))
    assert counter.party_told()[0] == NAME
    counter.desk.drain()
    assert [row.applicant for row in counter.cases()] == [NAME]
    assert counter.party_told()[:2] == ("葵花合作社", OTHER)


def test_without_the_store_the_licence_itself_still_fills(counter: Counter) -> None:
    counter.begin()
    counter.page.licences._applicants = Failing(  # type: ignore[assignment]
        counter.desk.counter.applicants, last_visit=Trouble("storage.locked")
    )
    counter.scan(TEXT)
    assert counter.party_told() == (NAME, CODE, "巴雅尔", "")


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


@pytest.mark.parametrize("size", [(1366, 768), (960, 640)], ids=["beside the list", "instead of it"])
def test_the_case_is_shown_whole(stage: Callable[..., QWidget], bench: Bench, size: tuple[int, int]) -> None:
    wanted = accepted(bench).case
    accepted(bench)
    desk = CaseDesk(stage, bench, size=size)
    if size[0] < 1000:
        desk.page.set_layout(Layout.COMPACT)
    desk.page.activated(Scan(wanted.case_no))
    desk.drain()
    assert [row.case_no for row in desk.page.state.answer.rows] == [wanted.case_no]  # type: ignore[union-attr]
    assert desk.case.case_no == wanted.case_no
    assert desk.page.detail.isVisible()


def test_a_paper_of_elsewhere_is_not_found_and_said_so(stage: Callable[..., QWidget], bench: Bench) -> None:
    accepted(bench)
    desk = CaseDesk(stage, bench)
    desk.page.activated(Scan("HH05-20261122-010017-T"))
    desk.drain()
    said = " ".join(label.text() for label in desk.page.list.findChildren(QLabel))
    assert "HH05-20261122-010017-T" in said
    assert desk.page.state.chosen == ""
