"""集成办 in the whole window: its key from anywhere, Ctrl+Enter and Ctrl+S, every size, and trouble."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.domain.materials import MaterialState
from outlet_app.domain.packages import NO_PACKAGES, PackageError
from outlet_app.domain.states import State
from outlet_app.services.counter import open_counter
from outlet_app.services.kin import Family, Kin
from outlet_app.services.reference import Reference
from outlet_app.services.troubles import Trouble
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.office import Office, OutletFacts
from outlet_app.ui.pages.cases.family import FamilyStrip
from outlet_app.ui.pages.packages.page import PackagesPage
from outlet_app.ui.shell import Shell
from outlet_app.ui.theme.theme import Theme
from outlet_app.ui.theme.tokens import Scheme
from outlet_app.ui.widgets.banner import Banner
from outlet_app.ui.widgets.empty_state import EmptyState
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.page import Page
from outlet_app.wording.shell import PAGES
from outlet_app.wording.troubles import REFUSALS, TROUBLES
from tests.support.bench import CLERK_PERSON, Bench, open_bench
from tests.support.builders import MORNING
from tests.support.inspection import faults
from tests.support.lanes import manual_lanes
from tests.support.package_desk import PackageDesk
from tests.support.whole_window import SIZES, drain, settle

Stage = Callable[..., QWidget]
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


class Window:
    """The shell with the page as it is, plain pages otherwise, and a counter behind it."""

    def __init__(self, bench: Bench, stage: Stage, reference: Reference | None = None) -> None:
        known = reference or bench.reference
        self.counter, self.lanes = open_counter(bench.machine, known, CLERK_PERSON), manual_lanes()
        office = Office(bench.clock.now)
        office.sign_in(CLERK_PERSON)
        outlet = bench.reference.outlet
        office.show_outlet(OutletFacts(outlet.code, outlet.sign, outlet.name))
        makers: dict[PageKey, Callable[[], Page]] = {key: self._plain(key) for key in PageKey}
        makers[PageKey.PACKAGES] = lambda: PackagesPage(self.counter, office, self.lanes, self.shell.feedback)
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
    def page(self) -> PackagesPage:
        page = self.shell.frames[PageKey.PACKAGES].page
        assert isinstance(page, PackagesPage)
        return page

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.shell, key, modifier)
        self.rest()

    def open(self) -> None:
        self.press(Key.Key_F11, SHIFT)

    def rest(self) -> None:
        drain(self.lanes)
        settle()
        drain(self.lanes)


def test_its_key_opens_it_from_anywhere_with_the_keys_on_the_packages(bench: Bench, stage: Stage) -> None:
    window = Window(bench, stage)
    for start in (PageKey.WORKBENCH, PageKey.CASES):
        window.shell.open(start)
        window.open()
        assert window.shell.current == PageKey.PACKAGES
        assert QApplication.focusWidget() is window.page.list.current()


def test_ctrl_enter_submits_and_tells_what_is_missing(bench: Bench, stage: Stage) -> None:
    window = Window(bench, stage)
    window.open()
    window.press(Key.Key_Return, CONTROL)
    assert window.page.state.tried
    assert window.page.hint.text().startswith("还有 ")
    assert QApplication.focusWidget() is window.page.form.party["applicant.name"].control


def test_ctrl_s_keeps_what_is_filled_in_and_another_page_does_not_lose_it(bench: Bench, stage: Stage) -> None:
    window = Window(bench, stage)
    window.open()
    window.page.form.party.focus("request")
    QTest.keyClicks(QApplication.focusWidget(), "abc")
    window.press(Key.Key_S, CONTROL)
    found = window.counter.package_drafts.load()
    assert found is not None
    assert found.begun.entry.request == "abc"
    window.press(Key.Key_1, CONTROL)
    assert window.shell.current == PageKey.WORKBENCH
    window.open()
    assert window.page.state.entry.request == "abc"


@pytest.mark.parametrize(("size", "factor"), SIZES)
@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.HIGH_CONTRAST])
def test_nothing_is_cut_off_at_any_size(
    bench: Bench, stage: Stage, theme: Theme, size: tuple[int, int], factor: float, scheme: Scheme
) -> None:
    window = Window(bench, stage)
    window.open()
    theme.choose(scheme, factor)
    window.shell.resize(QSize(*size))
    window.rest()
    for package in window.page.list.rows[:4:3]:
        package.click()
        for row in window.page.state.rows:
            window.page.materials.picked.emit(row.code, MaterialState.MISSING)
        window.rest()
        assert faults(window.page) == []


def test_a_bad_edition_is_told_above_the_page_and_the_packages_go_on(bench: Bench, stage: Stage) -> None:
    flawed = replace(bench.reference, flaws=(PackageError("P5", "7.99", "unknown_sub_item"),))
    window = Window(bench, stage, flawed)
    window.open()
    (banner,) = window.page.findChildren(Banner)
    assert banner.accessibleName() == "有一版套餐数据不能用，已停用"
    assert "P5 的 7.99：清单里没有这个办理项" in banner.accessibleDescription()
    assert len(window.page.list.rows) == 7


def test_without_packages_the_page_says_so_and_nothing_can_be_pressed(bench: Bench, stage: Stage) -> None:
    window = Window(bench, stage, replace(bench.reference, packages=NO_PACKAGES))
    window.open()
    said = [one.accessibleName() for one in window.page.findChildren(EmptyState) if one.isVisible()]
    assert said == ["没有可用的套餐 套餐由市局下发，请同步后再看"]
    assert not window.page.submit.isEnabled()
    assert not window.page.review.isEnabled()
    window.press(Key.Key_Return, CONTROL)
    assert window.page.state.package is None


class TestTrouble:
    @pytest.fixture
    def desk(self, stage: Stage, bench: Bench) -> PackageDesk:
        opened = PackageDesk(stage, bench)
        opened.choose("P5")
        opened.party()
        opened.fill(field__right="专利", field__opponent="某厂")
        opened.complete()
        return opened

    def failing(self, desk: PackageDesk, error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(*_args: object) -> None:
            raise error

        monkeypatch.setattr(type(desk.counter.packaging), "open", broken)
        desk.page.submit.click()
        desk.drain()

    def test_a_store_that_cannot_write_leaves_the_form_as_it_was(
        self, desk: PackageDesk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = desk.page.state.entry
        self.failing(desk, Trouble("storage.locked"), monkeypatch)
        assert desk.has_dialog
        assert desk.page.state.entry == before
        assert not desk.page._opening.is_busy

    def test_what_is_stored_but_not_witnessed_is_not_sent_a_second_time(
        self, desk: PackageDesk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.failing(desk, Trouble("numbers.not_witnessed"), monkeypatch)
        assert desk.has_dialog
        assert desk.page.state.entry.applicant.name == ""

    def test_a_draft_that_cannot_be_kept_is_said_and_tried_again(
        self, desk: PackageDesk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(*_args: object) -> None:
            raise Trouble("storage.locked")

        monkeypatch.setattr(type(desk.counter.package_drafts), "save", broken)
        desk.page.save()
        desk.drain()
        assert not desk.page.is_kept
        assert desk.page.keeping.head.told.text() == "未能保存，正在重试"
        told: list[bool] = []
        desk.page.keep(told.append)
        desk.drain()
        assert told == [False]


def test_a_case_that_is_not_here_is_named_and_cannot_be_opened(stage: Stage) -> None:
    strip = FamilyStrip()
    stage(strip)
    asked: list[str] = []
    strip.opened.connect(asked.append)
    kin = (
        Kin("a", "HH05-1", False, "维权咨询", State.CLOSED, True),
        Kin("b", "HH05-2", False, "行政裁决对接", State.IN_PROGRESS, False),
    )
    strip.show_family(Family("维权一件事", kin, ()))
    here, away = strip.lines
    assert (here.number.isEnabled(), away.number.isEnabled()) == (True, False)
    assert strip.answers.isHidden()
    here.number.click()
    away.number.click()
    assert asked == ["HH05-1"]
    strip.show_family(None)
    assert strip.isHidden()
    assert strip.lines == []
