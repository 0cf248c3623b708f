"""免申即享 in the whole window: reached by its key, and whole at every size and in every theme."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.domain.facts.policy import IntentChoice
from outlet_app.services.policy_views import EnterpriseRow
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.office import Office, OutletFacts
from outlet_app.ui.pages.policies.page import PoliciesPage
from outlet_app.ui.parts.sheet_dialog import SheetDialog
from outlet_app.ui.shell import Shell
from outlet_app.ui.theme.theme import Theme
from outlet_app.ui.theme.tokens import Scheme
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.page import Page
from outlet_app.wording.shell import PAGES
from outlet_app.wording.troubles import REFUSALS, TROUBLES
from tests.support.bench import CLERK_PERSON, Bench, open_bench
from tests.support.builders import MORNING
from tests.support.inspection import faults
from tests.support.lanes import manual_lanes
from tests.support.policies import (
    BARE_CODE,
    BARE_NAME,
    BRAND_POLICY,
    CODE,
    NAME,
    PLEDGE_POLICY,
    YOUNG_POLICY,
    Plain,
    plain_register,
    plain_release,
)
from tests.support.policies_sent import hand_down, signed
from tests.support.whole_window import SIZES, drain, settle

Stage = Callable[..., QWidget]
LONG_NAME = "河套地区优势特色产业高价值专利培育与转化运用以及地理标志品牌建设综合奖补政策"


def long_policy() -> Plain:
    """The longest words a policy may have to bear."""
    told = deepcopy(PLEDGE_POLICY)
    told |= {"number": "BYNR-2026-99", "name": LONG_NAME, "excludes": "与自治区、国家同类政策不重复享受" * 4}
    told["conditions"][0]["text"] = "注册地、纳税关系和主要生产经营场所都在巴彦淖尔市行政区域内，" * 3
    return told


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    release = plain_release(long_policy(), PLEDGE_POLICY, BRAND_POLICY, YOUNG_POLICY)
    hand_down(
        opened.database,
        ("policies", "2026-2", signed("policies", "2026-2", release)),
        ("policies", "2026-3", b"{}"),
        ("register", "2026-11-18", signed("register", "2026-11-18", plain_register())),
    )
    yield opened
    opened.database.close()


class Window:
    """The shell with the page as it is, and plain pages otherwise."""

    def __init__(self, bench: Bench, stage: Stage) -> None:
        self.counter, self.lanes = bench.counter(), manual_lanes()
        office = Office(bench.clock.now)
        office.sign_in(CLERK_PERSON)
        outlet = bench.reference.outlet
        office.show_outlet(OutletFacts(outlet.code, outlet.sign, outlet.name))
        makers: dict[PageKey, Callable[[], Page]] = {key: self._plain(key) for key in PageKey}
        makers[PageKey.POLICIES] = lambda: PoliciesPage(
            self.counter.policies, self.counter.papers, office, self.lanes, self.shell.feedback
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
    def page(self) -> PoliciesPage:
        page = self.shell.frames[PageKey.POLICIES].page
        assert isinstance(page, PoliciesPage)
        return page

    def show(self, code: str, name: str) -> PoliciesPage:
        self.shell.open(PageKey.POLICIES)
        drain(self.lanes)
        self.page.show_enterprise(EnterpriseRow(code, name))
        drain(self.lanes)
        settle()
        return self.page

    def dialog(self) -> SheetDialog:
        shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, SheetDialog)]
        return next(one for one in shown if one.isVisible())


@pytest.fixture
def window(bench: Bench, stage: Stage) -> Window:
    return Window(bench, stage)


@pytest.mark.parametrize("key", [key for key in PageKey if key is not PageKey.POLICIES])
def test_its_key_leads_there_from_every_page(window: Window, key: PageKey) -> None:
    window.shell.open(key)
    QTest.keyClick(window.shell, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert window.shell.current is PageKey.POLICIES


def test_the_navigation_names_it_with_its_key(window: Window) -> None:
    item = window.shell.navigation.items[PageKey.POLICIES]
    assert (item.text(), item.keys) == ("免申即享", "Shift+F3")
    item.click()
    assert window.shell.current is PageKey.POLICIES


def wrong(window: Window, theme: Theme, look_at: Callable[[], QWidget]) -> list[str]:
    found = []
    for size, factor in SIZES:
        theme.choose(factor=factor)
        window.shell.resize(QSize(*size))
        settle(12)
        found += [f"{size} at {factor}: {one}" for one in faults(look_at())]
    return found


@pytest.mark.parametrize(
    ("who", "scheme"),
    [("nobody", Scheme.LIGHT), ("rich", Scheme.LIGHT), ("bare", Scheme.HIGH_CONTRAST)],
)
def test_the_page_is_whole_at_every_size(window: Window, theme: Theme, scheme: Scheme, who: str) -> None:
    theme.choose(scheme)
    if who == "nobody":
        window.shell.open(PageKey.POLICIES)
        drain(window.lanes)
    else:
        page = window.show(*((CODE, NAME) if who == "rich" else (BARE_CODE, BARE_NAME)))
        assert page.banner.isVisible()
    assert wrong(window, theme, lambda: window.shell) == []


@pytest.mark.parametrize("choice", list(IntentChoice))
def test_what_is_asked_fits_every_window(window: Window, theme: Theme, choice: IntentChoice) -> None:
    page = window.show(BARE_CODE, BARE_NAME)
    found = []
    for size, factor in SIZES:
        theme.choose(factor=factor)
        window.shell.resize(QSize(*size))
        settle()
        page.ask_will(choice)
        settle()
        dialog = window.dialog()
        found += [f"{size} at {factor}: {one}" for one in faults(dialog)]
        if dialog.height() > window.shell.height():
            found.append(f"{size} at {factor}: taller than the window")
        dialog.reject()
        settle()
    assert found == []
