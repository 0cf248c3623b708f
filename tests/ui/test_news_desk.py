"""Who is sent away goes once everything asked before is done, and never while a citizen answers."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from outlet_app.bootstrap.news_desk import SENT_AWAY, SENT_AWAY_UNKEPT, NewsDesk
from outlet_app.domain.people import Person, Role
from outlet_app.services.release_views import News
from outlet_app.ui.jobs import Lanes
from outlet_app.wording.troubles import clauses
from tests.support.lanes import ManualLane

WHO = Person("1508260999", "巴特尔·乌兰图雅", frozenset({Role.CLERK}))


class Shell(QObject):
    """What the desk needs of the window; `kept` is what the store answers."""

    def __init__(self) -> None:
        super().__init__()
        self.feedback = self
        self.kept = True
        self.asked: list[Callable[[bool], None]] = []
        self.told: list[tuple[str, dict[str, object]]] = []
        self.toasts: list[str] = []

    def keep(self, then: Callable[[bool], None]) -> None:
        self.asked.append(then)

    def trouble(self, code: str, args: dict[str, object], icon: str = "") -> None:
        assert icon == "lock"
        self.told.append((code, args))

    def toast(self, title: str, *_more: object) -> None:
        self.toasts.append(title)

    def answer(self) -> None:
        self.asked.pop(0)(self.kept)


class Reviewing(QObject):
    ended = Signal()
    is_open = False


@dataclass
class Sync:
    catalogue_changed: bool = True

    def take_healed(self) -> None:
        return None


@dataclass
class Arrivals:
    def take_news(self) -> tuple[()]:
        return ()


@dataclass
class Counter:
    arrivals: Arrivals = field(default_factory=Arrivals)


@dataclass
class Here:
    """A workplace; what the list says of its person can be changed."""

    left: bool = False
    newer: bool = False
    day_changed: bool = False
    asked: int = 0
    person: Person = WHO
    sync: Sync = field(default_factory=Sync)
    counter: Counter = field(default_factory=Counter)

    def news(self) -> News:
        self.asked += 1
        return News((), self.newer, self.left)

    def is_another_day(self) -> bool:
        return self.day_changed


class Window:
    """The desk in its place, with lanes that work when they are told to."""

    def __init__(self) -> None:
        self.lanes = Lanes(ManualLane(), ManualLane(), ManualLane())
        self.shell, self.reviewing = Shell(), Reviewing()
        self.here: Here | None = Here()
        self.done: list[str] = []
        told: Any = (self.shell, self.lanes, self.reviewing, lambda: self.here, self.lock, self.sign_out)
        self.desk = NewsDesk(*told)

    def lock(self) -> None:
        self.done.append("locked")

    def sign_out(self) -> None:
        self.done.append("signed out")
        self.here = None

    def work(self, *lanes: str) -> None:
        for name in lanes:
            lane = getattr(self.lanes, name)
            assert isinstance(lane, ManualLane)
            lane.drain()


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    return Window()


def left(window: Window) -> Window:
    """A round has brought the list, and it has been followed."""
    assert window.here is not None
    window.here.left = True
    window.desk.look()
    return window


def test_whoever_left_is_signed_out_with_a_sentence_that_names_them(window: Window) -> None:
    left(window).work("desk", "press")
    window.shell.answer()
    assert window.done == ["signed out"]
    ((code, args),) = window.shell.told
    assert code == SENT_AWAY
    said = clauses(code, args)
    assert said.happened == "巴特尔·乌兰图雅（0999）已离岗停用。"
    assert said.safe == "已退出登录。已保存的办件都在，没写完的登记已存为草稿。"
    assert window.shell.toasts == []


def test_what_was_asked_of_the_lanes_before_comes_first(window: Window) -> None:
    left(window)
    saved: list[str] = []
    window.lanes.desk.run(
        lambda: saved.append("kept"), lambda _: window.done.append("kept"), owner=window.desk
    )
    window.work("desk")
    window.lanes.press.run(lambda: None, lambda _: window.done.append("printed"), owner=window.desk)
    assert window.shell.asked == [], "a paper may still be on its way to the printer"
    window.work("press")
    window.shell.answer()
    assert window.done == ["kept", "printed", "signed out"]


def test_what_the_disk_does_not_take_stays_behind_the_lock(window: Window) -> None:
    window.shell.kept = False
    left(window).work("desk", "press")
    window.shell.answer()
    assert window.done == ["locked"]
    assert [code for code, _ in window.shell.told] == [SENT_AWAY_UNKEPT]
    said = clauses(*window.shell.told[0])
    assert said.happened == "巴特尔·乌兰图雅（0999）已离岗停用。"
    assert said.safe.startswith("已锁屏。")
    assert "还没有存成草稿" in said.safe


def test_a_citizen_who_is_answering_comes_to_the_end(window: Window) -> None:
    window.reviewing.is_open = True
    left(window).work("desk", "press", "desk", "press")
    assert window.shell.asked == []
    window.reviewing.is_open = False
    window.reviewing.ended.emit()
    window.work("desk", "press")
    window.shell.answer()
    assert window.done == ["signed out"]


def test_the_end_of_a_review_sends_nobody_away_who_may_stay(window: Window) -> None:
    window.desk.look()
    window.work("desk")
    window.reviewing.ended.emit()
    window.work("desk", "press")
    assert (window.shell.asked, window.done) == ([], [])


def test_two_rounds_send_one_person_away_once(window: Window) -> None:
    left(window).work("desk")
    window.desk.look()
    window.work("desk", "press", "desk", "press")
    assert len(window.shell.asked) == 1
    window.shell.answer()
    assert (window.done, len(window.shell.told)) == (["signed out"], 1)


def test_who_changed_places_meanwhile_is_left_alone(window: Window) -> None:
    left(window).work("desk", "press")
    window.here = Here()
    window.shell.answer()
    assert (window.done, window.shell.told) == ([], [])
    # And the next one can be sent away just the same.
    left(window).work("desk", "press")
    window.shell.answer()
    assert window.done == ["signed out"]


def test_an_answer_for_somebody_who_went_is_not_read(window: Window) -> None:
    left(window)
    window.here = None
    window.work("desk", "press")
    assert (window.shell.asked, window.done) == ([], [])


ROUNDS = {
    "nothing new": (False, False, 0),
    "another catalogue": (True, False, 1),
    "another day": (False, True, 1),
}


@pytest.mark.parametrize("case", ROUNDS)
def test_the_list_is_followed_when_something_came_or_a_day_began(window: Window, case: str) -> None:
    changed, day, asked = ROUNDS[case]
    here = Here(sync=Sync(changed), day_changed=day)
    window.here = here
    window.desk.look()
    window.work("desk")
    assert here.asked == asked


def test_newer_data_are_told_in_passing(window: Window) -> None:
    window.here = Here(newer=True)
    window.desk.look()
    window.work("desk")
    assert len(window.shell.toasts) == 1
    assert window.done == []


def test_nobody_is_asked_for_while_nobody_is_signed_in(window: Window) -> None:
    window.here = None
    window.desk.look()
    window.desk.ask()
    window.work("desk")
    assert window.shell.toasts == []
