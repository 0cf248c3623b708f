"""Shift+F5: a number is called, told of and counted by keys only."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from outlet_app.domain.duty import book_id
from outlet_app.domain.facts.duty import TicketEnded, TicketFate
from outlet_app.services.tickets import Tickets
from outlet_app.sync.wire import decode_event
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.parts.sheet_dialog import SheetDialog
from outlet_app.ui.parts.ticket_desk import TicketDesk
from outlet_app.wording import tickets as words
from tests.support.at_the_counter import answered, kinds
from tests.support.builders import OUTLET
from tests.support.counter_fakes_intake import NOW, Visit, open_desk
from tests.ui.conftest import Stage

ID = book_id(OUTLET, "01", NOW.date())


class Queue(Visit):
    """A window whose key leads to the queue, as in the program."""

    def __init__(self, folder: Path, stage: Stage) -> None:
        super().__init__(open_desk(folder), stage)
        self.signed_in: Tickets | None = self.desk.counter.tickets
        self.tickets = TicketDesk(
            self.desk.lanes.desk, self.window.feedback, self.window.office, lambda: self.signed_in
        )
        self.window.ticket_wanted.connect(self.tickets.ask)

    def ask(self) -> SheetDialog:
        self.hands.go("Shift+F5")
        assert isinstance(self.dialog, SheetDialog)
        return self.dialog

    def press(self, *keys: str) -> None:
        self.hands.press(*keys)
        self.desk.drain()
        QApplication.processEvents()
        self.desk.drain()

    def call(self, number: str) -> None:
        self.ask()
        self.hands.type(number)
        self.press("Return")

    def book(self) -> list[str]:
        return kinds(self.desk.bench, ID)

    def fact(self, at: int = -1) -> object:
        with self.desk.bench.database.reading() as uow:
            return decode_event(uow.journal.of_case(ID)[at].body).fact


@pytest.fixture
def at(tmp_path: Path, stage: Stage) -> Iterator[Queue]:
    made = Queue(tmp_path, stage)
    yield made
    made.window.feedback.close_all()


def test_a_number_is_called(at: Queue) -> None:
    dialog = at.ask()
    assert dialog.windowTitle() == words.CALL_TITLE
    at.hands.type("a012")
    at.press("Return")
    assert at.book() == ["duty.ticket_called"]
    assert at.said() == ["已叫 A012 号｜"]


@pytest.mark.parametrize(
    ("typed", "told"), [("", "请填写排队号"), ("十二", "号码如 A012"), ("A1B", "号码如 A012")]
)
def test_what_is_no_number_is_told_at_its_field(at: Queue, typed: str, told: str) -> None:
    dialog = at.ask()
    if typed:
        at.hands.type(typed)
    at.press("Return")
    assert dialog.fields["number"].message == told
    assert at.book() == []


def test_after_a_registration_the_next_number_is_one_key_away(at: Queue) -> None:
    at.call("A012")
    answered(at.desk.bench)
    dialog = at.ask()
    assert dialog.controls["number"].text() == "A013"  # type: ignore[attr-defined]
    at.press("Return")
    assert at.book() == ["duty.ticket_called", "duty.ticket_served", "duty.ticket_called"]


def test_who_did_not_come_is_passed_over_and_the_next_called_in_one_go(at: Queue) -> None:
    at.call("A012")
    dialog = at.ask()
    assert dialog.windowTitle() == words.END_TITLE
    at.press("Tab", "Tab", "Return")
    assert at.said()[-1] == "A012 号：过号｜接着叫 A013 号"
    assert at.fact(1) == TicketEnded("A012", TicketFate.PASSED)
    assert at.book()[-1] == "duty.ticket_called"


def test_who_asked_without_being_registered_is_told_of_in_words(at: Queue) -> None:
    at.call("A012")
    dialog = at.ask()
    at.hands.type("咨询")
    at.press("Tab", "Tab", "Return")
    assert dialog.fields["note"].message == "请填写说明"
    assert at.book() == ["duty.ticket_called"]
    at.hands.type("问公证处在哪层")
    at.press("Tab", "Return")
    assert at.fact(1) == TicketEnded("A012", TicketFate.ASKED, "问公证处在哪层")


def test_a_wrong_following_number_keeps_the_sheet(at: Queue) -> None:
    at.call("A012")
    dialog = at.ask()
    at.press("Tab", "Tab")
    at.hands.press("Ctrl+A")
    at.hands.type("下一个")
    at.press("Return")
    assert dialog.fields["following"].message == "号码如 A012"
    assert at.book() == ["duty.ticket_called"]


def test_esc_leaves_everything_as_it_was(at: Queue) -> None:
    at.call("A012")
    at.ask()
    at.hands.go("Esc")
    assert at.book() == ["duty.ticket_called"]
    assert at.window.feedback.open_dialog is None


def test_a_number_of_today_is_not_called_twice(at: Queue) -> None:
    at.call("A012")
    answered(at.desk.bench)
    at.ask()
    at.hands.press("Ctrl+A")
    at.hands.type("A012")
    at.press("Return")
    assert at.book() == ["duty.ticket_called", "duty.ticket_served"]
    banner = at.window.frames[PageKey.WORKBENCH].banner
    assert banner.isVisible()
    assert banner.accessibleName() == "A012 号今天已经叫过"


def test_nothing_is_asked_while_nobody_is_signed_in(at: Queue) -> None:
    at.signed_in = None
    at.hands.go("Shift+F5")
    assert at.window.feedback.open_dialog is None
