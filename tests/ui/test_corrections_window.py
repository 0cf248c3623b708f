"""补正收件 in the whole window: F11 from anywhere, and every stage at every size and in every theme."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.domain.applicant import Applicant, ApplicantKind, IdKind
from outlet_app.domain.entry import NoticeDraft
from outlet_app.domain.materials import Defect, MaterialState
from outlet_app.services.views import Outcome
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.office import Office, OutletFacts
from outlet_app.ui.pages.corrections.page import CorrectionsPage
from outlet_app.ui.pages.corrections.second_dialog import SecondNoticeDialog
from outlet_app.ui.shell import Shell
from outlet_app.ui.theme.theme import Theme
from outlet_app.ui.theme.tokens import Scheme
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.page import Page
from outlet_app.wording.shell import PAGES
from outlet_app.wording.troubles import REFUSALS, TROUBLES
from tests.support.at_the_counter import MISSING, notified
from tests.support.back_desk import received
from tests.support.bench import CLERK_PERSON, KEY, Bench, open_bench
from tests.support.builders import MORNING, SUPERVISOR
from tests.support.entries import subsidy
from tests.support.inspection import faults
from tests.support.lanes import manual_lanes
from tests.support.whole_window import SIZES, drain, settle

Stage = Callable[..., QWidget]
SCHEMES = (Scheme.LIGHT, Scheme.HIGH_CONTRAST)
NAME = "布日古德·额尔敦其木格·达布希拉图" * 2
LONG = Applicant(ApplicantKind.PERSON, NAME, IdKind.ID_CARD, "152822196501010025", "", "13900001234")
each_scheme = pytest.mark.parametrize("scheme", SCHEMES)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    opened.keystore.add(SUPERVISOR, "Ulanbuh-Shamo-8", KEY)
    yield opened
    opened.database.close()


class Window:
    """The shell with the page as it is, plain pages otherwise, and a counter behind it."""

    def __init__(self, bench: Bench, stage: Stage) -> None:
        self.bench, self.counter, self.lanes = bench, bench.counter(), manual_lanes()
        office = Office(bench.clock.now)
        office.sign_in(CLERK_PERSON)
        outlet = bench.reference.outlet
        office.show_outlet(OutletFacts(outlet.code, outlet.sign, outlet.name))
        makers: dict[PageKey, Callable[[], Page]] = {key: self._plain(key) for key in PageKey}
        makers[PageKey.CORRECTIONS] = lambda: CorrectionsPage(
            self.counter, office, self.lanes, self.shell.feedback
        )
        self.shell = Shell(office, makers, {**TROUBLES, **REFUSALS})
        office.setParent(self.shell)
        stage(self.shell, size=(1366, 768))
        self.shell.open(PageKey.WORKBENCH)

    def _plain(self, key: PageKey) -> Callable[[], Page]:
        def make() -> Page:
            page = Page(PAGES[key])
            field = LineEdit()
            field.setParent(page)
            page.setFocusProxy(field)
            return page

        return make

    @property
    def page(self) -> CorrectionsPage:
        page = self.shell.frames[PageKey.CORRECTIONS].page
        assert isinstance(page, CorrectionsPage)
        return page

    def f11(self) -> None:
        focus = QApplication.focusWidget() or self.shell
        QTest.keyClick(focus, Qt.Key.Key_F11)
        self.rest()

    def rest(self) -> None:
        drain(self.lanes)
        settle(2)
        drain(self.lanes)

    def open(self, case_id: str) -> None:
        self.shell.open(PageKey.CORRECTIONS, case_id)
        self.rest()

    def write_notice(self) -> None:
        """Everything asked for is still missing."""
        assert self.page.state is not None
        for row in self.page.state.rows:
            self.page.sheet.list.picked.emit(row.code, MISSING)
        self.page.bar.pressed.emit("notice")
        self.rest()
        settle(2)
        drain(self.lanes)


@pytest.fixture
def window(bench: Bench, stage: Stage) -> Window:
    return Window(bench, stage)


def twelve(bench: Bench) -> Outcome:
    """A case told of as many materials as its list has, each with the longest words."""
    entry = subsidy(bench.reference)
    rows = tuple(
        replace(row, state=MaterialState.FAULTY, defects=(Defect("D03"), Defect("D05")))
        if row.state is not MaterialState.EXEMPT
        else row
        for row in entry.materials
    )
    counter = bench.counter()
    entry = replace(entry, applicant=LONG, materials=rows)
    draft = counter.notices.draft(entry)
    long = {"issue": "落款处没有签字和盖章，" * 12, "remedy": "请补签、补盖。" * 12}
    lines = tuple(replace(line, **long) for line in draft.lines)
    return counter.notices.issue(entry, NoticeDraft(lines, draft.correction_workdays, verified=True))


@pytest.mark.parametrize("key", [key for key in PageKey if key is not PageKey.CORRECTIONS])
def test_f11_opens_it_from_any_page_with_the_cursor_in_its_field(window: Window, key: PageKey) -> None:
    window.shell.open(key)
    window.f11()
    assert window.shell.current is PageKey.CORRECTIONS
    assert QApplication.focusWidget() is window.page.search.edit


def test_f11_stands_in_the_navigation_with_its_key(window: Window) -> None:
    item = window.shell.navigation.items[PageKey.CORRECTIONS]
    assert (item.text(), item.keys) == ("补正收件", "F11")
    item.click()
    window.rest()
    assert window.shell.current is PageKey.CORRECTIONS
    assert item.isChecked()


def test_f11_over_an_open_case_keeps_its_marks_and_asks_for_the_next(window: Window, bench: Bench) -> None:
    case = notified(bench).case
    window.open(case.case_id)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_1)
    window.f11()
    assert (window.page.stage, window.page.state) == (0, None)
    window.open(case.case_id)
    assert window.page.state is not None
    assert [row.state for row in window.page.state.rows] == [MaterialState.COMPLETE, MaterialState.UNDECIDED]


def test_from_another_page_it_goes_on_where_it_was_left(window: Window, bench: Bench) -> None:
    window.open(notified(bench).case.case_id)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_2)
    window.shell.open(PageKey.CASES)
    window.f11()
    assert window.page.stage == 1
    assert window.page.sheet.list.focused() == "8.2-M3"


def test_the_bar_is_there_only_while_a_case_is_on_the_desk(window: Window, bench: Bench) -> None:
    case = notified(bench).case
    window.f11()
    assert not window.page.bars.isVisible()
    window.open(case.case_id)
    assert window.page.bars.isVisible()
    assert window.page.bar.isVisible()
    assert not window.page.notice.bar.isVisible()
    window.write_notice()
    assert window.page.notice.bar.isVisible()
    assert not window.page.bar.isVisible()


def test_esc_goes_back_stage_by_stage(window: Window, bench: Bench) -> None:
    window.open(notified(bench).case.case_id)
    window.write_notice()
    stages = [window.page.stage]
    for _ in range(2):
        QTest.keyClick(QApplication.focusWidget() or window.shell, Qt.Key.Key_Escape)
        window.rest()
        stages.append(window.page.stage)
    assert stages == [2, 1, 0]


def wrong_at_every_size(window: QWidget, theme: Theme, scheme: Scheme) -> list[str]:
    wrong = []
    for size, factor in SIZES:
        theme.choose(scheme, factor)
        window.resize(*size)
        settle(12)
        wrong += [f"{size} at {factor}: {one}" for one in faults(window)]
        if window.size() != QSize(*size):
            wrong.append(f"{size} at {factor}: the window became {window.width()}×{window.height()}")
    return wrong


@each_scheme
@pytest.mark.parametrize("many", [False, True], ids=["nobody waits", "many wait"])
def test_finding_fits_every_window(
    window: Window, bench: Bench, theme: Theme, scheme: Scheme, many: bool
) -> None:
    if many:
        twelve(bench)
        notified(bench)
        received(bench, applicant=LONG)
    window.f11()
    assert wrong_at_every_size(window.shell, theme, scheme) == []


@each_scheme
def test_the_longest_sentence_at_the_field_fits_every_window(
    window: Window, bench: Bench, theme: Theme, scheme: Scheme
) -> None:
    window.f11()
    window.page.finding.search("没有这么长的名字" * 10)
    window.rest()
    assert window.page.search.field.is_wrong
    assert wrong_at_every_size(window.shell, theme, scheme) == []


@each_scheme
@pytest.mark.parametrize("kind", ["usual", "twelve", "review"])
def test_the_rows_fit_every_window(
    window: Window, bench: Bench, theme: Theme, scheme: Scheme, kind: str
) -> None:
    made = {"usual": notified, "twelve": twelve, "review": received}[kind](bench)
    window.open(made.case.case_id)
    assert window.page.stage == 1
    assert wrong_at_every_size(window.shell, theme, scheme) == []


@each_scheme
def test_a_further_notice_fits_every_window(
    window: Window, bench: Bench, theme: Theme, scheme: Scheme
) -> None:
    window.open(notified(bench).case.case_id)
    window.write_notice()
    assert window.page.stage == 2
    assert wrong_at_every_size(window.shell, theme, scheme) == []


@each_scheme
@pytest.mark.parametrize("wrong", [False, True], ids=["fresh", "refused"])
def test_the_second_notice_dialog_fits_every_window(
    window: Window, bench: Bench, theme: Theme, scheme: Scheme, wrong: bool
) -> None:
    case_id = notified(bench).case.case_id
    counter = window.counter
    sheet = counter.examining.sheet(case_id)
    late = tuple(
        replace(row, state=MaterialState.FAULTY, defects=(Defect("D05"), Defect("D16")))
        if row.state is not MaterialState.EXEMPT
        else row
        for row in sheet.entry.materials
    )
    draft = counter.examining.draft(sheet, replace(sheet.entry, materials=late))
    defects = {code: phrase.name for code, phrase in bench.reference.phrases.items()}
    found = []
    for size, factor in SIZES:
        theme.choose(scheme, factor)
        window.shell.resize(*size)
        settle(12)
        approvals, shell = counter.approvals, window.shell
        dialog = SecondNoticeDialog(
            shell, draft, 2, defects, approvals.approvers(), approvals, window.lanes.desk, shell.feedback
        )
        window.shell.feedback.open(dialog)
        if wrong:
            dialog.go.click()
        settle(12)
        found += [f"{size} at {factor}: {one}" for one in faults(dialog)]
        if dialog.width() > size[0] or dialog.height() > size[1]:
            found.append(f"{size} at {factor}: larger than its window")
        window.shell.feedback.close_all()
        settle(12)
    assert found == []
