"""邀请评价 from the clerk's side: one screen or two, what is covered meanwhile and what is said after."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QScreen
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from outlet_app.domain.case import fold
from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import Channel, ReviewOutcome
from outlet_app.domain.problems import Problem, Refusal, Refused
from outlet_app.domain.reviews.answers import Answer, Ending
from outlet_app.domain.reviews.levels import Level
from outlet_app.services.review_views import Invitation
from outlet_app.services.troubles import Trouble
from outlet_app.services.views import Outcome
from outlet_app.ui.citizen.host import ReviewHost
from outlet_app.ui.citizen.screens import citizen_screen
from outlet_app.ui.citizen.waiting import RETURN_MS
from outlet_app.ui.jobs import Lanes
from outlet_app.ui.keymap import Command, PageKey
from outlet_app.ui.shell import Shell
from outlet_app.ui.widgets.page import Page
from outlet_app.wording.review_words import LEVELS
from tests.support.builders import event, registered
from tests.support.whole_window import drain, settle, whole_window
from tests.ui.test_citizen_state import INVITED

AGAIN, CODE = replace(INVITED, again=True, occasion="consult/again"), "8K2M4QXZ"
RATED = Refused(Refusal("review.rated"))
FULL = Trouble("storage.disk_full")


class FakeReviews:
    """Remembers what it is asked and fails when told to."""

    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []
        self.fails: dict[str, Exception] = {}

    def invite(self, case_id: str = "") -> Invitation:
        self._do("invite", case_id)
        return INVITED

    def follow(self, case_id: str) -> Invitation:
        self._do("follow", case_id)
        return AGAIN

    def admit(self, invitation: Invitation, typed: str) -> Problem | None:
        self._do("admit", typed)
        return None if typed == CODE else Problem("query_code.other")

    def press(self, invitation: Invitation, level: Level, instead_of: Level | None = None) -> None:
        self._do("press", level, instead_of)

    def submit(self, invitation: Invitation, answer: Answer) -> None:
        self._do("submit", answer)

    def leave(self, invitation: Invitation, outcome: ReviewOutcome) -> None:
        self._do("leave", outcome)

    def _do(self, what: str, *told: object) -> None:
        self.asked.append((what, *told))
        if what in self.fails:
            raise self.fails[what]


class Desk:
    """A counter with one screen or two; `second` may be plugged in and out."""

    def __init__(self, stage: Callable[..., object], lanes: Lanes, second: bool = False) -> None:
        self.lanes, self.second = lanes, second
        self.shell: Shell = whole_window(lanes)
        stage(self.shell, size=(1366, 768))
        self.shell.open(PageKey.NOTICE)
        drain(lanes)
        self.reviews = FakeReviews()
        self.host = ReviewHost(self.shell, self.shell.office, lanes.desk, self._screens)
        self.told: list[str] = []
        self.host.began.connect(lambda: self.told.append("began"))
        self.host.ended.connect(lambda: self.told.append("ended"))
        self.host.begin(self.reviews)
        settle()

    def _screens(self, clerk: QScreen | None) -> QScreen | None:
        return clerk if self.second else None

    def drain(self) -> None:
        drain(self.lanes)
        settle()

    def invited(self) -> Any:
        """F7 was pressed, and the window has been up long enough to hear."""
        self.host.invite()
        self.drain()
        return self.hears()

    def hears(self) -> Any:
        window = self.host.window
        assert window is not None
        window._ears.stop()
        window._hear_again()
        return window

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.host.window, key)
        self.drain()
        self.hears()

    @property
    def toasts(self) -> list[str]:
        return [notice.title for notice in self.shell.feedback.toasts.history]

    @property
    def titles(self) -> str:
        """The dialog the clerk reads, if one is open."""
        dialog = self.shell.feedback.open_dialog
        return dialog.windowTitle() if dialog else ""


@pytest.fixture
def desk(stage: Callable[..., object], lanes: Lanes) -> Iterator[Desk]:
    made = Desk(stage, lanes)
    yield made
    leave(made)


@pytest.fixture
def beside(stage: Callable[..., object], lanes: Lanes) -> Iterator[Desk]:
    made = Desk(stage, lanes, second=True)
    yield made
    leave(made)


def leave(made: Desk) -> None:
    made.host.end()
    if made.host.window is not None:
        made.host.window.close()
        made.host.window.deleteLater()


def decided(channel: Channel = Channel.COUNTER) -> Outcome:
    return Outcome(fold([event(replace(registered(), channel=channel))]), Decision.ACCEPT)


# -- One screen


def test_f7_asks_about_whoever_was_served_last(desk: Desk) -> None:
    desk.shell.review_wanted.connect(desk.host.invite)
    QTest.keyClick(desk.shell, Qt.Key.Key_F7)
    desk.drain()
    assert desk.reviews.asked == [("invite", "")]
    assert Command.INVITE_REVIEW in desk.shell.keymap.commands


def test_f7_asks_about_the_case_the_page_shows(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Page, "subject", lambda _page: "case-9")
    desk.shell.review_wanted.connect(desk.host.invite)
    QTest.keyClick(desk.shell, Qt.Key.Key_F7)
    desk.drain()
    assert desk.reviews.asked == [("invite", "case-9")]


def test_the_clerks_page_is_covered_and_its_keys_are_off(desk: Desk) -> None:
    window = desk.invited()
    assert window.isFullScreen()
    assert window.isActiveWindow()
    assert desk.shell.is_covered
    assert not desk.shell.page.isVisible()
    QTest.keyClick(desk.shell, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(desk.shell, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert desk.shell.current is PageKey.NOTICE
    assert not desk.host.waiting.leave.isVisible(), "with one screen nobody but the citizen ends it"
    assert desk.told == ["began"]


def test_a_whole_review_ends_where_the_work_stood(desk: Desk, stage: Any) -> None:
    field = QLineEdit(desk.shell.page)
    field.show()
    field.setFocus()
    window = desk.invited()
    for key in (Qt.Key.Key_4, Qt.Key.Key_2, Qt.Key.Key_Return):
        desk.key(key)
    for _ in range(5):
        window.tick()
    assert desk.reviews.asked[1] == ("press", Level.DISSATISFIED, None)
    assert desk.reviews.asked[2][0] == "submit"
    assert not window.isVisible()
    settle()
    assert not desk.shell.is_covered
    assert desk.shell.page.isVisible()
    assert QApplication.focusWidget() is field
    assert desk.told == ["began", "ended"]


@pytest.mark.parametrize("key", [Qt.Key.Key_1, Qt.Key.Key_3, Qt.Key.Key_5])
def test_the_clerk_reads_that_it_was_rated_and_never_how(desk: Desk, key: Qt.Key) -> None:
    window = desk.invited()
    desk.key(key)
    desk.key(Qt.Key.Key_1)
    desk.key(Qt.Key.Key_Return)
    for _ in range(5):
        window.tick()
    said = [f"{notice.title}{notice.text}" for notice in desk.shell.feedback.toasts.history]
    assert said == ["已评价谢谢配合，评价内容已加密保存"]
    assert not any(word in said[0] for word in LEVELS.values())


def test_a_refusal_to_rate_is_no_reproach(desk: Desk) -> None:
    window = desk.invited()
    desk.key(Qt.Key.Key_0)
    assert desk.reviews.asked[-1] == ("leave", ReviewOutcome.DECLINED)
    assert not window.isVisible()
    assert desk.toasts == ["群众这次没有评价"]


def test_nobody_touching_it_for_a_minute_is_no_review(desk: Desk) -> None:
    window = desk.invited()
    for _ in range(60):
        window.tick()
    desk.drain()
    assert desk.reviews.asked[-1] == ("leave", ReviewOutcome.TIMED_OUT)
    assert not desk.shell.is_covered


def test_escape_ends_nothing_on_one_screen(desk: Desk) -> None:
    desk.invited()
    desk.key(Qt.Key.Key_Escape)
    assert desk.reviews.asked == [("invite", "")]
    assert desk.shell.is_covered


def test_a_citizen_who_walks_off_after_pressing_has_rated(desk: Desk) -> None:
    window = desk.invited()
    desk.key(Qt.Key.Key_5)
    for _ in range(120):
        window.tick()
    desk.drain()
    told = desk.reviews.asked[-1][1]
    assert isinstance(told, Answer)
    assert (told.level, told.ending) == (Level.VERY_DISSATISFIED, Ending.TIMED_OUT)


def test_only_one_is_asked_at_a_time(desk: Desk) -> None:
    desk.host.invite()
    desk.host.invite()
    desk.drain()
    desk.host.invite()
    desk.drain()
    assert desk.reviews.asked == [("invite", "")]


# -- What goes wrong


@pytest.mark.parametrize("code", ["review.no_key", "review.none_today", "review.no_service", "review.rated"])
def test_where_there_is_nothing_to_rate_the_page_says_why(desk: Desk, code: str) -> None:
    desk.reviews.fails["invite"] = Refused(Refusal(code))
    desk.host.invite()
    desk.drain()
    assert not desk.shell.is_covered
    assert desk.host.window is None
    frame = desk.shell.frame
    assert frame is not None
    assert frame.banner.isVisible()


def test_a_full_disk_is_told_to_the_clerk_once_and_only_afterwards(desk: Desk) -> None:
    window = desk.invited()
    desk.reviews.fails["press"] = FULL
    desk.key(Qt.Key.Key_4)
    desk.key(Qt.Key.Key_4)
    assert [told[0] for told in desk.reviews.asked] == ["invite", "press", "press"]
    assert window.talk.failed
    assert desk.titles == "", "no dialog of the clerk's over the citizen"
    desk.reviews.fails.clear()
    desk.key(Qt.Key.Key_0)
    assert desk.titles
    desk.shell.feedback.open_dialog.reject()
    assert desk.titles == ""


def test_a_pressed_card_that_cannot_be_handed_in_waits_in_the_store(desk: Desk) -> None:
    """Nobody is there to press again, and the clerk must get the window back."""
    window = desk.invited()
    desk.key(Qt.Key.Key_4)
    desk.reviews.fails["submit"] = FULL
    for _ in range(125):
        window.tick()
        desk.drain()
    assert [told[0] for told in desk.reviews.asked].count("submit") == 1
    assert not desk.shell.is_covered
    assert desk.titles


def test_handing_in_that_failed_can_be_tried_again(desk: Desk) -> None:
    desk.invited()
    desk.key(Qt.Key.Key_1)
    desk.reviews.fails["submit"] = FULL
    desk.key(Qt.Key.Key_Return)
    assert desk.shell.is_covered
    desk.reviews.fails.clear()
    desk.key(Qt.Key.Key_Return)
    assert [told[0] for told in desk.reviews.asked][-2:] == ["submit", "submit"]


def test_an_unanswered_question_that_cannot_be_noted_gives_the_window_back(desk: Desk) -> None:
    desk.invited()
    desk.reviews.fails["leave"] = FULL
    desk.key(Qt.Key.Key_0)
    assert not desk.shell.is_covered
    assert desk.toasts == []
    assert desk.titles


def test_f7_under_an_open_dialog_or_a_lock_does_nothing(desk: Desk) -> None:
    desk.shell.commands.show_help()
    desk.host.invite()
    desk.drain()
    assert desk.reviews.asked == []


def test_a_lock_that_came_first_stays(desk: Desk) -> None:
    cover = Page("")
    desk.host.invite()
    desk.shell.cover(cover)
    desk.drain()
    assert desk.host.window is None
    assert not desk.host.is_open
    desk.shell.uncover()


def test_what_the_printer_says_meanwhile_waits_for_the_clerk(desk: Desk) -> None:
    desk.invited()
    desk.shell.feedback.trouble("printer.no_answer", {})
    assert desk.titles == ""
    desk.key(Qt.Key.Key_0)
    assert desk.titles


def test_signing_out_takes_the_window_away(desk: Desk) -> None:
    window = desk.invited()
    desk.host.end()
    assert not window.isVisible()
    assert window.talk is None
    assert not desk.shell.is_covered
    desk.host.invite()
    desk.drain()
    assert desk.reviews.asked == [("invite", "")]


def test_an_answer_of_the_store_that_comes_too_late_touches_nothing(desk: Desk) -> None:
    window = desk.invited()
    QTest.keyClick(window, Qt.Key.Key_4)
    desk.host.end()
    desk.drain()
    assert window.talk is None
    assert desk.told == ["began", "ended"]


# -- Two screens


def test_a_second_screen_says_welcome_as_soon_as_somebody_is_signed_in(beside: Desk) -> None:
    window = beside.host.window
    assert window is not None
    assert window.isVisible()
    assert window.talk is None
    assert window.welcome.outlet == beside.shell.office.outlet.name
    assert not window.isActiveWindow(), "the clerk keeps the keys"
    beside.host.end()
    assert not window.isVisible()


@pytest.mark.parametrize("channel", [Channel.COUNTER, Channel.ON_SITE])
def test_after_a_decision_whoever_stands_there_is_asked(beside: Desk, channel: Channel) -> None:
    outcome = decided(channel)
    beside.host.offer(outcome)
    beside.drain()
    assert beside.reviews.asked == [("invite", outcome.case.case_id)]
    assert beside.host.is_open


@pytest.mark.parametrize("channel", [Channel.PHONE, Channel.ONLINE])
def test_nobody_at_the_other_end_of_a_line_is_asked_by_itself(beside: Desk, channel: Channel) -> None:
    beside.host.offer(decided(channel))
    beside.drain()
    assert beside.reviews.asked == []


def test_with_one_screen_nothing_comes_up_by_itself(desk: Desk) -> None:
    desk.host.offer(decided())
    desk.host.offer_case("case-1")
    desk.drain()
    assert desk.reviews.asked == []


def test_whoever_stood_here_for_a_step_is_asked_about_it(beside: Desk) -> None:
    beside.host.offer_case("case-1")
    beside.drain()
    assert beside.reviews.asked == [("invite", "case-1")]
    assert beside.host.is_open


def test_a_step_with_nothing_to_rate_brings_no_message(beside: Desk) -> None:
    beside.reviews.fails["invite"] = Refused(Refusal("review.nothing"))
    beside.host.offer_case("case-1")
    beside.drain()
    frame = beside.shell.frame
    assert frame is not None
    assert not frame.banner.isVisible()
    assert not beside.host.is_open


def test_what_came_by_itself_goes_without_a_word_where_there_is_nothing_to_rate(beside: Desk) -> None:
    beside.reviews.fails["invite"] = Refused(Refusal("review.no_key"))
    beside.host.offer(decided())
    beside.drain()
    frame = beside.shell.frame
    assert frame is not None
    assert not frame.banner.isVisible()
    assert not beside.shell.is_covered


def test_the_clerk_sees_that_somebody_is_rating_and_nothing_else(beside: Desk) -> None:
    beside.invited()
    waiting = beside.host.waiting
    assert waiting.isVisible()
    assert beside.shell.page is not None
    assert not beside.shell.page.isVisible()
    assert waiting.text.text().startswith("请群众在评价屏上按键或触摸")


def test_afterwards_the_second_screen_welcomes_again(beside: Desk) -> None:
    window = beside.invited()
    beside.key(Qt.Key.Key_0)
    assert window.isVisible()
    assert window.talk is None


@pytest.mark.parametrize("by_key", [True, False])
def test_the_clerk_may_say_that_the_visitor_has_gone(beside: Desk, by_key: bool) -> None:
    beside.invited()
    if by_key:
        beside.key(Qt.Key.Key_Escape)
    else:
        QTest.mouseClick(beside.host.waiting.leave, Qt.MouseButton.LeftButton)
        beside.drain()
    assert beside.reviews.asked[-1] == ("leave", ReviewOutcome.TIMED_OUT)
    assert not beside.shell.is_covered


def test_but_not_once_a_card_was_pressed(beside: Desk) -> None:
    beside.invited()
    beside.key(Qt.Key.Key_4)
    leave = beside.host.waiting.leave
    assert not leave.isEnabled()
    QTest.mouseClick(leave, Qt.MouseButton.LeftButton)
    beside.drain()
    assert beside.host.is_open
    assert [told[0] for told in beside.reviews.asked] == ["invite", "press"]


def test_nor_while_a_pressed_card_is_on_its_way_to_the_store(beside: Desk) -> None:
    window = beside.invited()
    QTest.keyClick(window, Qt.Key.Key_4)
    assert not beside.host.waiting.leave.isEnabled()
    beside.drain()


def test_a_card_the_store_did_not_take_was_not_pressed(beside: Desk) -> None:
    beside.invited()
    beside.reviews.fails["press"] = FULL
    beside.key(Qt.Key.Key_4)
    assert beside.host.waiting.leave.isEnabled()


def test_the_next_visitor_may_be_said_to_have_gone_again(beside: Desk) -> None:
    window = beside.invited()
    beside.key(Qt.Key.Key_1)
    beside.key(Qt.Key.Key_Return)
    for _ in range(5):
        window.tick()
    beside.invited()
    assert beside.host.waiting.leave.isEnabled()


def test_keys_that_went_to_the_clerks_window_come_back_to_the_citizen(beside: Desk, qtbot: Any) -> None:
    window = beside.invited()
    beside.shell.activateWindow()
    settle()
    assert not window.isActiveWindow()
    assert RETURN_MS < 1_000
    qtbot.waitUntil(window.isActiveWindow, timeout=5_000)


def test_no_key_on_the_clerks_screen_presses_a_thing(beside: Desk) -> None:
    beside.invited()
    waiting = beside.host.waiting
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_5, Qt.Key.Key_Tab, Qt.Key.Key_Escape):
        QTest.keyClick(waiting, key)
    beside.drain()
    assert beside.reviews.asked == [("invite", "")]
    assert waiting.leave.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_a_screen_unplugged_in_the_middle_leaves_the_talk_on_the_clerks(beside: Desk) -> None:
    window = beside.invited()
    beside.second = False
    beside.host._arrange()
    assert window.isVisible()
    assert window.talk is not None
    assert not beside.host.waiting.leave.isVisible()
    beside.key(Qt.Key.Key_0)
    assert not window.isVisible()


def test_a_screen_plugged_in_welcomes_at_once(desk: Desk) -> None:
    desk.second = True
    desk.host._arrange()
    assert desk.host.window is not None
    assert desk.host.window.isVisible()
    desk.second = False
    desk.host._arrange()
    assert not desk.host.window.isVisible()


class Screen:
    """A screen as large as told."""

    def __init__(self, x: int, width: int = 1366) -> None:
        self._at = QRect(x, 0, width, 768)

    def geometry(self) -> QRect:
        return self._at


CLERKS, NEXT, THIRD, MIRROR = Screen(0), Screen(1366), Screen(2732), Screen(0)


@pytest.mark.parametrize(
    ("plugged", "found"),
    [
        ([CLERKS], None),
        ([CLERKS, NEXT], NEXT),
        ([NEXT, CLERKS], NEXT),
        ([CLERKS, NEXT, THIRD], NEXT),
        ([CLERKS, MIRROR], None),
        ([CLERKS, MIRROR, NEXT], NEXT),
        ([], None),
    ],
)
def test_the_citizens_screen_is_the_first_that_is_not_the_clerks(plugged: Any, found: Any) -> None:
    clerk: Any = CLERKS
    assert citizen_screen(clerk, plugged) is found
    assert citizen_screen(None, plugged) is None


def test_a_closing_program_is_not_held_up_by_a_review(desk: Desk) -> None:
    window = desk.invited()
    desk.shell.closing.connect(desk.host.end)
    desk.shell.close()
    assert not window.isVisible()
    assert window.close()


# -- 追评


class Again:
    """F7 on a case that was rated: the 查询码 is asked for first."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        desk.reviews.fails["invite"] = RATED
        desk.host.invite("case-1")
        desk.drain()
        self.window = desk.hears()

    def type(self, text: str) -> None:
        for one in text:
            QTest.keyClicks(self.window, one)
            self.desk.hears()

    @property
    def face(self) -> str:
        return str(self.window.talk.face) if self.window.talk else ""


@pytest.fixture
def again(beside: Desk) -> Again:
    return Again(beside)


def test_a_rated_case_asks_for_the_code_before_anything(again: Again) -> None:
    assert again.desk.reviews.asked == [("invite", "case-1"), ("follow", "case-1")]
    assert (again.face, again.desk.shell.is_covered) == ("code", True)
    assert "查询码" in again.desk.host.waiting.text.text()
    again.desk.key(Qt.Key.Key_1)
    assert [told[0] for told in again.desk.reviews.asked] == ["invite", "follow"]


def test_the_right_code_leads_to_the_cards_and_on_as_ever(again: Again) -> None:
    again.type(CODE)
    again.desk.key(Qt.Key.Key_Return)
    assert again.face == "levels"
    again.desk.key(Qt.Key.Key_4)
    again.window.submit(withheld=True)
    again.desk.drain()
    assert [told[0] for told in again.desk.reviews.asked][2:] == ["admit", "press", "submit"]
    for _ in range(5):
        again.window.tick()
    again.desk.drain()
    assert not again.desk.shell.is_covered


def test_a_wrong_code_is_said_on_the_citizens_screen_and_typed_anew(again: Again) -> None:
    again.type("00000000")
    again.desk.key(Qt.Key.Key_Return)
    assert (again.face, again.window.talk.code) == ("code", "")
    assert again.window.talk.problem.code == "query_code.other"
    assert again.desk.toasts == []


def test_the_clerk_reads_the_same_whether_a_word_was_given_or_not(
    stage: Callable[..., object], lanes: Lanes
) -> None:
    said = []
    for gives in (True, False):
        desk = Desk(stage, lanes, second=True)
        one = Again(desk)
        if gives:
            one.type(CODE)
            desk.key(Qt.Key.Key_Return)
            desk.key(Qt.Key.Key_1)
            desk.key(Qt.Key.Key_Return)
            for _ in range(5):
                one.window.tick()
        else:
            one.window.leave()
        desk.drain()
        said.append((desk.toasts, desk.shell.is_covered, desk.told))
        leave(desk)
    assert said[0] == said[1] == (["评价屏已返回"], False, ["began", "ended"])


@pytest.mark.parametrize("ends", ["escape", "button", "clerk", "time"])
def test_whoever_says_nothing_ends_it_and_no_review_is_made(again: Again, ends: str) -> None:
    match ends:
        case "escape":
            again.desk.key(Qt.Key.Key_Escape)
        case "button":
            again.window.code.leave.click()
        case "clerk":
            again.desk.host.waiting.leave.click()
        case "time":
            for _ in range(60):
                again.window.tick()
    again.desk.drain()
    assert not again.desk.shell.is_covered
    assert {told[0] for told in again.desk.reviews.asked} == {"invite", "follow", "leave"}


def test_after_too_many_tries_the_clerk_is_told_and_has_the_window_back(again: Again) -> None:
    again.desk.reviews.fails["admit"] = Refused(Refusal("review.code_tries"))
    again.type("00000000")
    again.desk.key(Qt.Key.Key_Return)
    assert not again.desk.shell.is_covered
    frame = again.desk.shell.frame
    assert frame is not None
    assert frame.banner.isVisible()


@pytest.mark.parametrize("code", ["review.followed", "review.none_rated", "review.code_tries"])
def test_where_no_later_word_is_left_the_clerk_reads_why(desk: Desk, code: str) -> None:
    desk.reviews.fails |= {"invite": RATED, "follow": Refused(Refusal(code))}
    desk.host.invite("case-1")
    desk.drain()
    assert not desk.shell.is_covered
    frame = desk.shell.frame
    assert frame is not None
    assert frame.banner.isVisible()


def test_what_comes_by_itself_never_asks_for_a_later_word(beside: Desk) -> None:
    beside.reviews.fails["invite"] = RATED
    beside.host.offer_case("case-1")
    beside.host.offer(decided())
    beside.drain()
    assert {told[0] for told in beside.reviews.asked} == {"invite"}
    assert not beside.host.is_open


def test_without_a_case_on_show_nobody_is_asked_again(desk: Desk) -> None:
    desk.reviews.fails["invite"] = RATED
    desk.host.invite()
    desk.drain()
    assert desk.reviews.asked == [("invite", "")]
