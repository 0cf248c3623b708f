"""Row 27: whoever ends the program while something waits reads it first; nothing waits, nothing is said."""

from collections.abc import Callable
from unittest.mock import patch

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from outlet_app.domain.people import Person, Role
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.office import Link, Queue
from outlet_app.ui.parts.leaving import Leaving
from outlet_app.ui.shell import Shell
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.page import Page
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.wording import leaving as words
from outlet_app.wording.troubles import TROUBLES
from tests.support.whole_window import open_office, settle

CLERK = Person("1508260837", "苏日娜", frozenset({Role.CLERK}))
ALT = Qt.KeyboardModifier.AltModifier


class Desk:
    """A window with one page, and what it asked for."""

    def __init__(self, person: Person | None = CLERK) -> None:
        self.office = open_office(person)
        self.shell = Shell(self.office, {PageKey.WORKBENCH: lambda: Page("工作台")}, TROUBLES)
        self.leaving = Leaving(self.office, self.shell.feedback, self.shell.sync_wanted.emit)
        self.shell.may_close = self.leaving.may_close
        self.told: list[str] = []
        self.shell.closing.connect(lambda: self.told.append("closed"))
        self.shell.sync_wanted.connect(lambda: self.told.append("sync"))

    @property
    def question(self) -> Dialog:
        found = self.shell.feedback.open_dialog
        assert found is not None
        return found

    @property
    def said(self) -> list[str]:
        return [one.text() for one in self.question.findChildren(Paragraph)]

    def close(self) -> bool:
        """As the cross in the window's frame and Alt+F4 do."""
        closed = self.shell.close()
        settle()
        return closed

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget(), key, modifier)
        settle()


NewDesk = Callable[..., Desk]


@pytest.fixture
def desk(stage: Callable[..., object]) -> NewDesk:
    made: list[Desk] = []

    def sit(person: Person | None = CLERK, waiting: int = 3, link: Link = Link.ONLINE) -> Desk:
        made.append(Desk(person))
        made[-1].office.show_queue(Queue(waiting))
        made[-1].office.show_link(link)
        stage(made[-1].shell, size=(1366, 768))
        made[-1].shell.open(PageKey.WORKBENCH)
        settle()
        return made[-1]

    return sit


SEND_FIRST = "可以先同步，送达后再退出；现在退出，下次登录后自动发送。"
NO_LINE = "现在连不上市级服务器，可以退出，下次登录并恢复连接后自动发送。"
NOBODY = "现在没有人登录，登录以后才会发送。"


@pytest.mark.parametrize(
    ("person", "link", "last", "buttons"),
    [
        (CLERK, Link.ONLINE, SEND_FIRST, ["退出程序(Q)", "立即同步(S)", "暂不退出(N)"]),
        (CLERK, Link.OFFLINE, NO_LINE, ["退出程序(Q)", "立即同步(S)", "暂不退出(N)"]),
        (CLERK, Link.STOPPED, NO_LINE, ["退出程序(Q)", "立即同步(S)", "暂不退出(N)"]),
        (None, Link.ONLINE, NOBODY, ["退出程序(Q)", "暂不退出(N)"]),
    ],
)
def test_row_27_what_waits_is_said_before_the_program_ends(
    desk: NewDesk, person: Person | None, link: Link, last: str, buttons: list[str]
) -> None:
    one = desk(person, 3, link)
    assert not one.close()
    assert (one.shell.isVisible(), one.told) == (True, [])
    assert one.question.windowTitle() == "还有办件没有送达"
    assert one.said == ["还有 3 件没有送达市级服务器。", "资料已存本机，关机也不会丢失。", last]
    shown = [words.LEAVE, words.SEND, words.STAY] if person else [words.LEAVE, words.STAY]
    assert [text.replace("&", "") for text in shown] == buttons
    assert one.question.default is not None
    assert one.question.default.text() == words.STAY


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_N])
def test_enter_esc_and_n_stay_and_the_next_try_asks_again(desk: NewDesk, key: Qt.Key) -> None:
    one = desk()
    for _ in range(2):
        assert not one.close()
        one.press(key, ALT if key is Qt.Key.Key_N else Qt.KeyboardModifier.NoModifier)
        assert (one.shell.feedback.open_dialog, one.shell.isVisible()) == (None, True)
    assert one.told == []


def test_s_sends_at_once_and_stays(desk: NewDesk) -> None:
    one = desk()
    one.close()
    one.press(Qt.Key.Key_S, ALT)
    assert (one.told, one.shell.isVisible()) == (["sync"], True)
    one.office.show_queue(Queue(0))
    assert one.close()
    assert one.told == ["sync", "closed"]


def test_q_ends_the_program_although_something_waits(desk: NewDesk) -> None:
    one = desk()
    one.close()
    one.press(Qt.Key.Key_Q, ALT)
    assert (one.told, one.shell.isVisible()) == (["closed"], False)


def test_with_nothing_waiting_nobody_is_asked(desk: NewDesk) -> None:
    one = desk(waiting=0)
    assert one.close()
    assert (one.told, one.shell.feedback.open_dialog) == (["closed"], None)


def test_what_only_failed_or_needs_a_person_is_told_with_what_waits(desk: NewDesk) -> None:
    one = desk()
    one.office.show_queue(Queue(12, 12))
    one.close()
    assert one.said[0] == "还有 12 件没有送达市级服务器。"


def test_closing_twice_asks_once(desk: NewDesk) -> None:
    one = desk()
    one.close()
    first = one.question
    one.close()
    assert one.question is first
    one.press(Qt.Key.Key_Escape)
    assert one.shell.feedback.open_dialog is None


def test_a_machine_that_is_shut_down_waits_for_nobody(desk: NewDesk) -> None:
    one = desk()
    with patch.object(QGuiApplication, "isSavingSession", return_value=True):
        assert one.close()
    assert one.told == ["closed"]


def test_while_a_citizen_is_at_the_keys_no_dialog_is_laid_over_the_review(desk: NewDesk) -> None:
    one = desk()
    one.shell.feedback.hold()
    assert one.close()
    one.shell.feedback.release()
    assert (one.told, one.shell.feedback.open_dialog) == (["closed"], None)


def test_over_the_lock_the_question_is_asked_too(desk: NewDesk) -> None:
    one = desk()
    one.shell.cover(Page("锁屏"))
    one.close()
    assert one.question.windowTitle() == words.TITLE
    one.press(Qt.Key.Key_Q, ALT)
    assert one.told == ["closed"]


def test_a_lock_that_closes_the_question_lets_it_be_asked_again(desk: NewDesk) -> None:
    one = desk()
    one.close()
    one.shell.cover(Page("锁屏"))
    settle()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert one.shell.feedback.open_dialog is None
    one.close()
    assert one.question.windowTitle() == words.TITLE
    one.press(Qt.Key.Key_Escape)


@pytest.mark.parametrize(
    ("waiting", "told"),
    [
        (0, []),
        (1, [("还有 1 件没有送达市级服务器", "资料已存本机，下次有人登录后自动发送")]),
        (128, [("还有 128 件没有送达市级服务器", "资料已存本机，下次有人登录后自动发送")]),
    ],
)
def test_row_27_whoever_signs_out_reads_what_nobody_sends_meanwhile(
    desk: NewDesk, waiting: int, told: list[tuple[str, str]]
) -> None:
    one = desk(waiting=waiting)
    one.shell.cover(Page("登录"))
    one.leaving.note()
    assert [(note.title, note.text) for note in one.shell.feedback.toasts.history] == told
