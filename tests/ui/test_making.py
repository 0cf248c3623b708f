"""Pages are made ahead in steps while nothing else is to be done, and are whole when they are asked for."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from outlet_app.domain.calendar import CST
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.making import Making, Pieces, at_once
from outlet_app.ui.office import Office
from outlet_app.ui.pages.intake.page import IntakePage
from outlet_app.ui.pages.intake.parts import parts
from outlet_app.ui.shell import Shell
from outlet_app.ui.widgets.page import Layout, Page
from outlet_app.wording.troubles import REFUSALS, TROUBLES
from tests.support.counter_fakes_intake import Desk, Hands, OtherPage, open_desk
from tests.ui.conftest import Stage

FIRST, SECOND = PageKey.INTAKE, PageKey.CASES


class Works:
    """Makes nothing but notes, in three steps."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def pieces(self, key: PageKey) -> Pieces[None]:
        for step in "abc":
            self.done.append(f"{key.value} {step}")
            yield
        self.done.append(f"{key.value} whole")


@pytest.fixture
def works() -> Works:
    return Works()


@pytest.fixture
def making(works: Works, qapp: QApplication) -> Making:
    return Making(works.pieces, QObject(qapp))


def turn(times: int = 1) -> None:
    """Let the event loop go round."""
    for _ in range(times):
        QApplication.processEvents()


WHOLE = ["intake a", "intake b", "intake c", "intake whole"]


def test_one_step_a_turn_and_one_page_after_the_other(making: Making, works: Works) -> None:
    making.begin((FIRST, SECOND))
    assert works.done == []
    seen = []
    for _ in range(4):
        turn()
        seen.append(len(works.done))
    assert seen == [1, 2, 3, 4]
    assert works.done == WHOLE
    turn(5)
    assert works.done[4:] == ["cases a", "cases b", "cases c", "cases whole"]


def test_who_asked_is_told_once_when_all_are_whole(making: Making, works: Works) -> None:
    told: list[int] = []
    making.begin((FIRST,), lambda: told.append(len(works.done)))
    turn(4)
    assert told == []
    turn(4)
    assert told == [4]


def test_nothing_to_make_is_told_too(making: Making) -> None:
    told: list[bool] = []
    making.begin((), lambda: told.append(True))
    assert told == []
    turn()
    assert told == [True]


@pytest.mark.parametrize("turns", range(4))
def test_a_page_asked_for_early_is_finished_and_not_begun_again(
    making: Making, works: Works, turns: int
) -> None:
    making.begin((FIRST, SECOND))
    turn(turns)
    making.finish(FIRST)
    assert works.done == WHOLE
    turn(9)
    assert works.done[:4] == WHOLE
    assert works.done.count("intake a") == 1
    assert works.done[-1] == "cases whole"


def test_a_page_nobody_began_is_made_at_once(making: Making, works: Works) -> None:
    making.finish(SECOND)
    assert works.done[-1] == "cases whole"


def test_keys_come_between_the_steps(making: Making, works: Works, qapp: QApplication) -> None:
    class Listener(QObject):
        def event(self, event: QEvent, /) -> bool:
            works.done.append("key")
            return super().event(event)

    listener = Listener()
    making.begin((FIRST,))
    turn()
    works.done.clear()
    QCoreApplication.postEvent(listener, QEvent(QEvent.Type.User))
    turn()
    assert works.done[0] == "key"


def test_giving_up_begins_no_more_but_leaves_nothing_half_made(making: Making, works: Works) -> None:
    told: list[bool] = []
    making.begin((FIRST, SECOND), lambda: told.append(True))
    turn(2)
    making.forget()
    assert works.done == WHOLE
    turn(9)
    assert works.done == WHOLE
    assert told == []


def test_what_fails_is_no_hindrance_to_the_next(
    qapp: QApplication, works: Works, qtbot, capfd: pytest.CaptureFixture[str]
) -> None:
    def pieces(key: PageKey) -> Pieces[None]:
        if key is FIRST:
            raise ValueError("no such page")
        yield from works.pieces(key)

    making = Making(pieces, QObject(qapp))
    with qtbot.captureExceptions() as caught:
        making.begin((FIRST, SECOND))
        turn(9)
    assert [str(one[1]) for one in caught] == ["no such page"]
    assert works.done[-1] == "cases whole"


def test_all_steps_at_once_give_what_they_made() -> None:
    def pieces() -> Pieces[str]:
        yield
        yield
        return "whole"

    assert at_once(pieces()) == "whole"


class Born(Page):
    """A page that writes down when it was made and shown."""

    def __init__(self, log: list[str]) -> None:
        super().__init__("办件查询")
        self._log = log
        log.append("made")

    def activated(self, what: object = None) -> None:
        self._log.append(f"shown {what}")


class Window:
    """A window whose second page comes in steps."""

    def __init__(self, stage: Stage) -> None:
        self.log: list[str] = []
        office = Office(lambda: datetime(2026, 11, 18, 10, 42, tzinfo=CST))
        makers = {PageKey.WORKBENCH: OtherPage, SECOND: self._pieces}
        self.shell = Shell(office, makers, {**TROUBLES, **REFUSALS})
        office.setParent(self.shell)
        self.shell.page_shown.connect(lambda key: self.log.append(f"told {key}"))
        stage(self.shell, size=(1366, 768))
        self.shell.open(PageKey.WORKBENCH)
        self.log.clear()

    def _pieces(self) -> Pieces[Page]:
        self.log.append("begun")
        yield
        return Born(self.log)


@pytest.fixture
def window(stage: Stage) -> Window:
    return Window(stage)


def test_a_page_made_ahead_is_not_shown(window: Window) -> None:
    window.shell.make_ahead((SECOND,))
    turn(9)
    assert window.log == ["begun", "made"]
    assert list(window.shell.frames) == [PageKey.WORKBENCH, SECOND]
    assert window.shell.current is PageKey.WORKBENCH
    assert not window.shell.frames[SECOND].isVisible()


def test_its_first_visit_only_shows_it(window: Window) -> None:
    window.shell.make_ahead((SECOND,))
    turn(9)
    made = window.shell.frames[SECOND].page
    window.shell.open(SECOND, "张三")
    assert window.log == ["begun", "made", "shown 张三", "told cases"]
    assert window.shell.page is made


@pytest.mark.parametrize("turns", range(5))
def test_a_visit_before_it_is_whole_shows_it_all_the_same(window: Window, turns: int) -> None:
    window.shell.make_ahead((SECOND,))
    turn(turns)
    window.shell.open(SECOND)
    assert window.log == ["begun", "made", "shown None", "told cases"]
    turn(9)
    assert window.log.count("made") == 1


def test_pages_that_are_there_or_absent_are_not_made(window: Window) -> None:
    window.shell.make_ahead((PageKey.WORKBENCH, PageKey.SETTINGS))
    turn(5)
    assert list(window.shell.frames) == [PageKey.WORKBENCH]


def test_a_page_made_ahead_takes_the_layout_of_its_window(window: Window) -> None:
    window.shell.make_ahead((SECOND,))
    turn(2)
    window.shell.resize(1000, 768)
    turn(9)
    assert window.shell.frames[SECOND].page.layout_class is Layout.COMPACT


@pytest.mark.parametrize("turns", range(4))
def test_who_signs_out_meanwhile_leaves_no_page_and_no_widget(window: Window, turns: int) -> None:
    window.shell.make_ahead((SECOND,))
    turn(turns)
    before = [frame.page for frame in window.shell.frames.values()]
    window.shell.forget_pages()
    turn(9)
    assert window.shell.frames == {}
    assert [page for page in before if isValid(page)] == []
    assert window.log in ([], ["begun", "made"])


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path)


def test_the_registration_made_in_steps_is_the_one_made_at_once(desk: Desk, stage: Stage) -> None:
    shells: list[Shell] = []

    def pieces() -> Pieces[Page]:
        made = yield from parts(desk.counter.reference)
        return IntakePage(desk.counter, shells[0].office, desk.lanes, shells[0].feedback, made)

    office = Office(desk.bench.clock.now)
    makers: dict[PageKey, Callable[[], object]] = {PageKey.WORKBENCH: OtherPage, FIRST: pieces}
    shells.append(Shell(office, makers, {**TROUBLES, **REFUSALS}))  # type: ignore[arg-type]
    office.setParent(shells[0])
    stage(shells[0], size=(1366, 768))
    shells[0].open(PageKey.WORKBENCH)
    shells[0].make_ahead((FIRST,))
    turn(9)
    hands = Hands(shells[0], desk.drain)
    hands.go("F2")
    page = shells[0].page
    assert isinstance(page, IntakePage)
    assert page.fields.focused().startswith("applicant.name")
    hands.type("禾源")
    hands.go("Tab")
    assert page.state.entry.applicant.name == "禾源"
    assert desk.counter.drafts.load().entry.applicant.name == "禾源"
    at_once_page = IntakePage(desk.counter, office, desk.lanes, shells[0].feedback)
    kinds = [[type(one) for one in made.findChildren(QWidget)] for made in (page, at_once_page)]
    assert sorted(map(str, kinds[0])) == sorted(map(str, kinds[1]))
    at_once_page.deleteLater()
