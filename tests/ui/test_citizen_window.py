"""The citizen's window driven by keys, a keypad and a finger; nothing answers for the citizen."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from outlet_app.domain.problems import Problem
from outlet_app.domain.reviews.answers import Answer, Ending
from outlet_app.domain.reviews.levels import Level
from outlet_app.ui.citizen import faces, pieces
from outlet_app.ui.citizen import state as step
from outlet_app.ui.citizen.pieces import Piece
from outlet_app.ui.citizen.scale import Scale
from outlet_app.ui.citizen.state import Talk
from outlet_app.ui.citizen.window import DEAF_AT_FIRST_MS, DEAF_MS, CitizenWindow
from outlet_app.wording import citizen as words
from outlet_app.wording.review_words import LEVELS, TAGS
from tests.ui.test_citizen_state import BAD, GOOD, INVITED, START

KEYPAD, NO = Qt.KeyboardModifier.KeypadModifier, Qt.KeyboardModifier.NoModifier
SIZES = [(1366, 768), (1920, 1080), (1024, 600), (1280, 1024), (800, 1280)]


class Citizen:
    """Somebody in front of the window, and what the window said of it."""

    def __init__(self, stage: Callable[..., object], size: tuple[int, int] = (1366, 768)) -> None:
        self.window = CitizenWindow()
        self.window.show_outlet("杭锦后旗陕坝镇公共服务网点")
        stage(self.window, size=size)
        self.heard: list[tuple[object, ...]] = []
        window = self.window
        window.pressed.connect(lambda *told: self.heard.append(("pressed", *told)))
        window.submitted.connect(lambda answer: self.heard.append(("submitted", answer)))
        for name in ("declined", "ran_out", "over"):
            getattr(window, name).connect(lambda name=name: self.heard.append((name,)))

    def asked(self, talk: Talk = START) -> CitizenWindow:
        """Asked, and past the moment in which nothing is heard."""
        self.window.begin(talk)
        self.hears()
        return self.window

    def hears(self) -> None:
        """The moment in which nothing is heard is over."""
        self.window._ears.stop()
        self.window._hear_again()

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)

    def digit(self, digit: int, modifiers: Qt.KeyboardModifier = NO) -> None:
        self.key(Qt.Key(Qt.Key.Key_0 + digit), modifiers)

    def rated(self, digit: int) -> None:
        """A card was pressed and is in the store."""
        self.digit(digit)
        self.window.kept()
        self.hears()

    @property
    def face(self) -> object:
        return self.window._stack.currentWidget()


@pytest.fixture
def citizen(stage: Callable[..., object]) -> Citizen:
    return Citizen(stage)


def tap(piece: Piece) -> None:
    QTest.mouseClick(piece, Qt.MouseButton.LeftButton, pos=piece.rect().center())


# -- The cards


@pytest.mark.parametrize("modifiers", [NO, KEYPAD], ids=["row", "keypad"])
@pytest.mark.parametrize("key", [1, 2, 3, 4, 5])
def test_a_digit_presses_the_card_at_its_place(
    citizen: Citizen, key: int, modifiers: Qt.KeyboardModifier
) -> None:
    citizen.asked()
    citizen.digit(key, modifiers)
    assert citizen.heard == [("pressed", Level(6 - key), None)]


@pytest.mark.parametrize("place", [1, 2, 3, 4, 5])
def test_a_finger_presses_the_card_it_is_on(citizen: Citizen, place: int) -> None:
    window = citizen.asked()
    from_left = sorted(window.levels.cards, key=lambda card: card.x())
    assert [card.accessibleName() for card in from_left] == [LEVELS[level] for level in reversed(Level)]
    tap(from_left[place - 1])
    assert citizen.heard == [("pressed", Level(6 - place), None)]


def test_five_equal_cards_in_a_row_and_none_of_them_marked(
    citizen: Citizen, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = citizen.asked()
    drawn: list[tuple[str, str]] = []
    whole = pieces.panel

    def spy(painter: Any, scale: Any, rect: Any, fill: str, line: str, **more: Any) -> None:
        drawn.append((fill, line))
        whole(painter, scale, rect, fill, line, **more)

    monkeypatch.setattr(pieces, "panel", spy)
    for card in window.levels.cards:
        card.grab()
    assert len(set(drawn[::2])) == 1, "one ground and one border for all five"
    assert {card.size().toTuple() for card in window.levels.cards} == {
        window.levels.cards[0].size().toTuple()
    }
    assert len({card.y() for card in window.levels.cards}) == 1
    assert not any(card.hasFocus() or card.isChecked() for card in window.levels.cards)


@pytest.mark.parametrize(
    "key",
    ["Return", "Enter", "Space", "Escape", "A", "6", "9", "F7", "F2", "Backspace", "Left"],
)
def test_no_other_key_answers_for_the_citizen(citizen: Citizen, key: str) -> None:
    window = citizen.asked()
    citizen.key(Qt.Key[f"Key_{key}"])
    assert citizen.heard == []
    assert window.talk == START


@pytest.mark.parametrize(
    "modifier",
    [Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier],
)
def test_a_chord_with_a_digit_is_somebody_elses_key(citizen: Citizen, modifier: Qt.KeyboardModifier) -> None:
    citizen.asked()
    citizen.digit(1, modifier)
    assert citizen.heard == []


def test_what_the_clerk_was_typing_presses_nothing(citizen: Citizen) -> None:
    citizen.window.begin(START)
    assert citizen.window._ears.interval() == DEAF_AT_FIRST_MS == 800
    citizen.digit(5)
    tap(citizen.window.levels.cards[0])
    citizen.digit(0)
    assert citizen.heard == []
    citizen.hears()
    citizen.digit(5)
    assert citizen.heard == [("pressed", Level.VERY_DISSATISFIED, None)]


def test_the_ears_open_by_themselves(citizen: Citizen, qtbot: Any) -> None:
    citizen.window.begin(START)
    with qtbot.waitSignal(citizen.window._ears.timeout, timeout=5_000):
        pass
    citizen.digit(2)
    assert citizen.heard == [("pressed", Level.SATISFIED, None)]


def test_a_key_held_down_presses_once(citizen: Citizen) -> None:
    window = citizen.asked()
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_4, NO, "4", True)
    QApplication.sendEvent(window, held)
    assert citizen.heard == []


def test_tab_and_enter_reach_a_card_too(citizen: Citizen) -> None:
    window = citizen.asked()
    window.levels.cards[3].setFocus()
    citizen.key(Qt.Key.Key_Return)
    assert citizen.heard == [("pressed", Level.DISSATISFIED, None)]


# -- What the store answers


def test_only_the_answer_of_the_store_leads_on(citizen: Citizen) -> None:
    window = citizen.asked()
    citizen.digit(4)
    assert citizen.face is window.levels
    citizen.digit(1)
    tap(window.levels.cards[2])
    window.tick()
    assert citizen.heard == [("pressed", Level.DISSATISFIED, None)], "one press until the store has answered"
    window.kept()
    assert citizen.face is window.reasons
    assert window.reasons.accessibleName().startswith("您选择了“不满意” 等级已记下。")


def test_what_was_not_kept_is_not_claimed_and_may_be_pressed_again(citizen: Citizen) -> None:
    window = citizen.asked()
    citizen.digit(4)
    window.not_kept()
    citizen.hears()
    assert window.talk == replace(START, failed=True)
    citizen.digit(4)
    assert citizen.heard == [("pressed", Level.DISSATISFIED, None)] * 2


def test_another_card_takes_the_place_of_the_first(citizen: Citizen) -> None:
    window = citizen.asked()
    citizen.rated(4)
    tap(window.reasons.again)
    citizen.hears()
    assert citizen.face is window.levels
    assert not any(card.isChecked() or card.hasFocus() for card in window.levels.cards)
    assert window.levels.leave.text() == "不改了，提交“不满意”"
    citizen.rated(1)
    assert citizen.heard == [
        ("pressed", Level.DISSATISFIED, None),
        ("pressed", Level.VERY_SATISFIED, Level.DISSATISFIED),
    ]


def test_going_back_and_leaving_keeps_what_was_pressed(citizen: Citizen) -> None:
    window = citizen.asked()
    citizen.rated(5)
    tap(window.reasons.again)
    citizen.hears()
    citizen.digit(0)
    assert citizen.heard[1:] == [("submitted", Answer(Level.VERY_DISSATISFIED, ending=Ending.TIMED_OUT))]


@pytest.mark.parametrize("by_key", [True, False])
def test_this_time_no_review(citizen: Citizen, by_key: bool) -> None:
    window = citizen.asked()
    if by_key:
        citizen.digit(0)
    else:
        tap(window.levels.leave)
    citizen.digit(1)
    assert citizen.heard == [("declined",)]


# -- The reasons


def test_digits_turn_reasons_on_and_off_and_enter_hands_them_in(citizen: Citizen) -> None:
    window = citizen.asked()
    citizen.rated(4)
    for digit in (7, 4, 7, 8):
        citizen.digit(digit)
    assert [option.isChecked() for option in window.reasons.options] == [
        digit in (4, 8) for digit in range(1, 10)
    ]
    citizen.key(Qt.Key.Key_Return)
    tags = (BAD.options[3], BAD.options[7])
    assert citizen.heard[1:] == [("submitted", Answer(Level.DISSATISFIED, tags=tags))]


def test_a_finger_does_the_same(citizen: Citizen) -> None:
    window = citizen.asked()
    citizen.rated(2)
    tap(window.reasons.options[0])
    tap(window.reasons.hides)
    tap(window.reasons.submit)
    told = Answer(Level.SATISFIED, tags=(step.pressed(START, 2).options[0],), anonymous=True)
    assert citizen.heard[1:] == [("submitted", told)]


def test_other_opens_a_line_in_which_digits_are_text(citizen: Citizen) -> None:
    window = citizen.asked()
    citizen.rated(4)
    citizen.digit(9)
    assert QApplication.focusWidget() is window.reasons.text
    QTest.keyClicks(window.reasons.text, "12")
    assert not window.reasons.options[0].isChecked()
    citizen.key(Qt.Key.Key_Return)
    assert citizen.heard[1:] == [("submitted", Answer(Level.DISSATISFIED, text="12"))]


def test_a_bad_review_without_a_reason_is_asked_for_one_and_may_say_no(citizen: Citizen) -> None:
    window = citizen.asked()
    citizen.rated(5)
    citizen.key(Qt.Key.Key_Return)
    assert citizen.heard[1:] == []
    assert window.talk is not None
    assert window.talk.problem is not None
    citizen.hears()
    citizen.digit(0)
    assert citizen.heard[1:] == [("submitted", Answer(Level.VERY_DISSATISFIED, withheld=True))]


def test_nobody_who_is_content_is_asked_to_keep_a_reason_back(citizen: Citizen) -> None:
    window = citizen.asked()
    citizen.rated(1)
    assert not window.reasons.none.isVisible()
    citizen.digit(0)
    assert len(citizen.heard) == 1


def test_the_wish_to_be_called_and_to_stay_unnamed_exclude_each_other(citizen: Citizen) -> None:
    window = citizen.asked()
    citizen.rated(4)
    tap(window.reasons.calls)
    assert (window.reasons.calls.isChecked(), window.reasons.hides.isChecked()) == (True, False)
    tap(window.reasons.hides)
    assert (window.reasons.calls.isChecked(), window.reasons.hides.isChecked()) == (False, True)


def test_without_a_number_nobody_is_offered_a_call(citizen: Citizen) -> None:
    window = citizen.asked(Talk(replace(INVITED, masked_phone="")))
    citizen.rated(4)
    assert not window.reasons.calls.isVisible()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("phone", "digit", "column"),
    [("138****2046", 4, 2), ("138****2046", 1, 0), ("", 4, 0), ("", 1, 0)],
    ids=["may be called", "content", "no number", "content without number"],
)
def test_the_wishes_begin_at_the_left_under_a_column_of_the_reasons(
    stage: Callable[..., object], size: tuple[int, int], phone: str, digit: int, column: int
) -> None:
    citizen = Citizen(stage, size)
    window = citizen.asked(Talk(replace(INVITED, masked_phone=phone)))
    citizen.rated(digit)
    shown = [one for one in (window.reasons.calls, window.reasons.hides) if one.isVisible()]
    assert shown[0].x() == window.reasons.options[0].x()
    above = window.reasons.options[column]
    assert (window.reasons.hides.x(), window.reasons.hides.width()) == (above.x(), above.width())


def test_the_wish_moves_when_the_next_citizen_may_be_called(citizen: Citizen) -> None:
    window = citizen.asked()
    citizen.rated(1)
    left = window.reasons.hides.x()
    window._back()
    citizen.hears()
    citizen.rated(5)
    assert window.reasons.calls.isVisible()
    assert window.reasons.hides.x() > window.reasons.calls.geometry().right() > left


LONG_TAGS = sorted(code for code, text in TAGS.items() if len(text) > 12)


@pytest.mark.parametrize("code", LONG_TAGS)
@pytest.mark.parametrize("size", SIZES)
def test_a_long_reason_stands_whole_in_two_lines(
    stage: Callable[..., object], size: tuple[int, int], code: str
) -> None:
    window = Citizen(stage, size).window
    option, scale = window.reasons.options[0], Scale.of(*size)
    option.say(TAGS[code])
    room = option.width() - scale.s(70) - scale.s(58)
    lines = words.in_two(TAGS[code]).split("\n")
    assert "".join(lines) == TAGS[code]
    assert [line for line in lines if scale.width(line, 22, True) > room] == []
    assert 2 * scale.font(22, True).pixelSize() < option.height()


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("同样内容的证明材料被要求多次提交", ["同样内容的证明材料", "被要求多次提交"]),
        ("在线预约办理后到实体大厅重复取号排队", ["在线预约办理后", "到实体大厅重复取号排队"]),
        ("在办事指南之外增加新的审批条件", ["在办事指南之外", "增加新的审批条件"]),
        ("承诺在线收取申报材料实际无法收取", ["承诺在线收取申报材料", "实际无法收取"]),
        ("按办事指南要求的材料即可办理", ["按办事指南要求", "的材料即可办理"]),
        ("需提供办事指南之外的申报材料", ["需提供办事指南", "之外的申报材料"]),
    ],
)
def test_no_word_of_a_reason_is_broken(text: str, lines: list[str]) -> None:
    assert text in TAGS.values()
    assert words.in_two(text).split("\n") == lines


def test_every_reason_of_two_lines_was_looked_at() -> None:
    assert len(LONG_TAGS) == 6


def test_one_press_never_does_two_things(citizen: Citizen) -> None:
    """A double tap on a card would else tick a reason under it."""
    window = citizen.asked()
    citizen.digit(4)
    window.kept()
    assert window._ears.interval() == DEAF_MS
    citizen.digit(4)
    assert window.talk is not None
    assert window.talk.tags == ()


def test_a_review_not_taken_can_be_handed_in_again(citizen: Citizen) -> None:
    window = citizen.asked()
    citizen.rated(2)
    citizen.key(Qt.Key.Key_Return)
    citizen.key(Qt.Key.Key_Return)
    assert len(citizen.heard) == 2, "not twice while the store is at it"
    window.not_kept()
    citizen.hears()
    assert citizen.face is window.reasons
    assert "没有记下，请再按一次" in window.reasons.accessibleName()
    citizen.key(Qt.Key.Key_Return)
    assert [told[0] for told in citizen.heard] == ["pressed", "submitted", "submitted"]


# -- Time


def test_after_sixty_seconds_without_a_touch_nobody_rated(citizen: Citizen) -> None:
    window = citizen.asked()
    for _ in range(59):
        window.tick()
    assert citizen.heard == []
    for _ in range(5):
        window.tick()
    assert citizen.heard == [("ran_out",)]


def test_any_touch_begins_the_countdown_anew(citizen: Citizen) -> None:
    window = citizen.asked()
    for _ in range(59):
        window.tick()
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=QPoint(20, 300))
    assert window.talk is not None
    assert window.talk.left == 60
    assert citizen.heard == []


def test_after_two_minutes_on_the_reasons_the_level_is_handed_in(citizen: Citizen) -> None:
    window = citizen.asked()
    citizen.rated(4)
    citizen.digit(2)
    for _ in range(121):
        window.tick()
    told = Answer(Level.DISSATISFIED, tags=(BAD.options[1],), ending=Ending.TIMED_OUT)
    assert citizen.heard[1:] == [("submitted", told)]


def test_the_thanks_stay_five_seconds(citizen: Citizen) -> None:
    window = citizen.asked()
    citizen.rated(1)
    citizen.key(Qt.Key.Key_Return)
    window.handed_in()
    assert citizen.face is window.thanks
    for _ in range(4):
        window.tick()
    assert ("over",) not in citizen.heard
    window.tick()
    assert citizen.heard[-1] == ("over",)


def test_the_clock_runs_only_while_somebody_is_asked(citizen: Citizen) -> None:
    window = citizen.asked()
    assert window._timer.isActive()
    assert window._timer.interval() == 1_000
    window.end()
    window.tick()
    assert not window._timer.isActive()
    assert citizen.face is window.welcome
    assert citizen.heard == []


# -- The clerk


def test_nobody_closes_it_under_a_citizens_hands(citizen: Citizen) -> None:
    window = citizen.asked()
    assert not window.close()
    assert window.isVisible()
    window.end()
    assert window.close()


def test_escape_submits_nothing_on_a_screen_shared_with_the_clerk(citizen: Citizen) -> None:
    window = citizen.asked()
    citizen.rated(4)
    citizen.digit(1)
    before = window.talk
    citizen.key(Qt.Key.Key_Escape)
    window.give_up()
    assert window.talk == before
    assert len(citizen.heard) == 1


def test_beside_the_clerk_escape_says_that_nobody_is_there(citizen: Citizen) -> None:
    window = citizen.asked()
    window.beside_clerk = True
    citizen.key(Qt.Key.Key_Escape)
    citizen.key(Qt.Key.Key_Escape)
    assert citizen.heard == [("ran_out",)]


@pytest.mark.parametrize("back", [False, True])
def test_once_a_card_was_pressed_the_clerk_ends_nothing(citizen: Citizen, back: bool) -> None:
    window = citizen.asked()
    window.beside_clerk = True
    citizen.rated(4)
    if back:
        tap(window.reasons.again)
        citizen.hears()
    citizen.key(Qt.Key.Key_Escape)
    window.give_up()
    assert len(citizen.heard) == 1


def test_beside_the_clerk_a_stray_escape_is_not_heard_at_first(citizen: Citizen) -> None:
    citizen.window.beside_clerk = True
    citizen.window.begin(START)
    citizen.key(Qt.Key.Key_Escape)
    assert citizen.heard == []


# -- What there is to see


def painted(window: CitizenWindow, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, float]]:
    """Every text of the page as it is painted, with its design size."""
    told: list[tuple[str, float]] = []
    whole = pieces.write

    def spy(painter: Any, scale: Any, rect: Any, text: str, **more: Any) -> None:
        told.append((text, more.get("px", 24)))
        whole(painter, scale, rect, text, **more)

    for room in (faces, pieces):
        monkeypatch.setattr(room, "write", spy)
    window.grab()
    return told


SHOWN = {
    "levels": START,
    "back": step.went_back(BAD),
    "failed": step.not_kept(START),
    "bad": step.would_talk(step.chose(step.chose(BAD, 1), 9)),
    "good": GOOD,
    "hindered": step.hindered(BAD),
    "thanks": step.thanked(BAD),
}


@pytest.mark.parametrize("name", SHOWN)
def test_everything_can_be_read_at_arms_length(
    citizen: Citizen, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = painted(citizen.asked(SHOWN[name]), monkeypatch)
    small = {text for text, px in told if px < 22}
    assert small == {citizen.window.levels.outlet}, "only the outlet's line is smaller"
    answers = [px for text, px in told if text in LEVELS.values()]
    assert all(px >= 30 for px in answers)


@pytest.mark.parametrize("name", SHOWN)
def test_nothing_of_the_case_is_on_the_citizens_screen(
    citizen: Citizen, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of item 7 least of all whom somebody complains about: only the item, the clerk and a masked number."""
    about = replace(INVITED, item=7, item_name="维权援助")
    told = "".join(
        text for text, _ in painted(citizen.asked(replace(SHOWN[name], invitation=about)), monkeypatch)
    )
    assert about.case_no not in told
    assert about.case_id not in told
    assert about.by not in told


def test_the_citizen_reads_who_served_what_it_is_for_and_that_it_is_sealed(
    citizen: Citizen, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = [text for text, _ in painted(citizen.asked(), monkeypatch)]
    assert "请您评价本次服务" in told
    assert "信息查询　　经办人 苏日娜（工号 0837）" in told
    assert "评价全凭自愿，个人信息保密，不影响办事。" in told
    assert "按下即记入。内容加密，只有市级评价人员能看，经办人和本网点看不到。" in told
    assert "60 秒后自动结束" in told


def test_without_an_item_of_the_list_only_the_clerk_is_named(
    citizen: Citizen, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = [text for text, _ in painted(citizen.asked(Talk(replace(INVITED, item_name=""))), monkeypatch)]
    assert "经办人 苏日娜（工号 0837）" in told


def test_the_thanks_do_not_tell_what_was_pressed(citizen: Citizen) -> None:
    seen: list[QImage] = []
    for key in range(1, 6):
        citizen.asked(step.thanked(step.pressed(START, key)))
        seen.append(citizen.window.grab().toImage())
        citizen.window.end()
    assert all(image == seen[0] for image in seen)


def test_idle_it_welcomes_and_shows_no_case(citizen: Citizen, monkeypatch: pytest.MonkeyPatch) -> None:
    citizen.asked()
    citizen.window.end()
    told = {text for text, _ in painted(citizen.window, monkeypatch)}
    assert told == {"巴彦淖尔市知识产权公共服务", "杭锦后旗陕坝镇公共服务网点", "欢迎"}


# -- Targets and screens


def targets(window: CitizenWindow) -> list[QRect]:
    """Where there is something to press on the page shown."""
    page = window._stack.currentWidget()
    pieces_shown = [piece for piece in page.findChildren(Piece) if piece.isVisible()]
    shown = [piece.geometry() for piece in pieces_shown]
    return [*shown, *([window.reasons.text.geometry()] if window.reasons.text.isVisible() else [])]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "×".join(map(str, size)))
@pytest.mark.parametrize("name", ["levels", "back", "bad", "good"])
def test_every_target_is_large_apart_and_on_the_screen(
    stage: Callable[..., object], name: str, size: tuple[int, int]
) -> None:
    window = Citizen(stage, size).asked(SHOWN[name])
    rects, factor = targets(window), Scale.of(*size).factor
    assert len(rects) >= 6
    for at, rect in enumerate(rects):
        assert window.rect().contains(rect)
        assert min(rect.width(), rect.height()) >= int(64 * factor)
        assert not [other for other in rects[at + 1 :] if other.intersects(rect)]


def test_the_clerks_display_size_changes_nothing_here(citizen: Citizen, theme: Any) -> None:
    window = citizen.asked()
    before = [card.geometry() for card in window.levels.cards]
    theme.choose(factor=1.5)
    assert [card.geometry() for card in window.levels.cards] == before


def test_every_piece_has_a_name_and_says_its_key(citizen: Citizen) -> None:
    window = citizen.asked()
    assert [card.accessibleDescription() for card in window.levels.cards] == [
        "按 1",
        "按 2",
        "按 3",
        "按 4",
        "按 5",
    ]
    citizen.rated(4)
    names = [piece.accessibleName() for piece in window.reasons.findChildren(Piece) if piece.isVisible()]
    assert names[:8] == [TAGS[code] for code in BAD.options]
    assert all(names)
    assert window.reasons.text.accessibleName()


# -- The 查询码 of a later word

AGAIN = step.asked(replace(INVITED, again=True))


@pytest.fixture
def coded(citizen: Citizen) -> Citizen:
    citizen.window.code_given.connect(lambda code: citizen.heard.append(("code", code)))
    citizen.asked(AGAIN)
    return citizen


def test_the_code_is_typed_by_keys_or_touched_on_the_screen(coded: Citizen) -> None:
    window = coded.window
    assert coded.face is window.code
    QTest.keyClicks(window, "8k2m")
    for one in "4QXZ":
        tap(next(key for key in window.code.keys if key.text() == one))
    assert window.talk.code == "8K2M4QXZ"
    tap(window.code.erase)
    QTest.keyClick(window, Qt.Key.Key_Backspace)
    assert window.talk.code == "8K2M4Q"
    QTest.keyClicks(window, "xz")
    tap(window.code.go_on)
    assert coded.heard == [("code", "8K2M4QXZ")]


def test_while_the_store_looks_nothing_is_typed(coded: Citizen) -> None:
    QTest.keyClicks(coded.window, "8k2m4qxz")
    QTest.keyClick(coded.window, Qt.Key.Key_Return)
    QTest.keyClicks(coded.window, "11")
    QTest.keyClick(coded.window, Qt.Key.Key_Return)
    assert coded.heard == [("code", "8K2M4QXZ")]
    coded.window.admitted(None)
    coded.hears()
    assert coded.face is coded.window.levels
    coded.digit(4)
    assert coded.heard[-1] == ("pressed", Level.DISSATISFIED, None)


def test_a_code_given_too_early_is_told_and_no_digit_presses_a_card(coded: Citizen) -> None:
    coded.digit(1)
    coded.key(Qt.Key.Key_Return)
    coded.window.admitted(Problem("query_code.short", {"n": 7}))
    assert coded.face is coded.window.code
    assert "查询码少 7 位" in coded.window.code.accessibleName()
    assert coded.heard == [("code", "1")]


def test_the_cards_say_that_it_is_the_second_time(coded: Citizen) -> None:
    coded.window.admitted(None)
    assert coded.window.levels.accessibleName().startswith("请您再评价这次服务")
    coded.window.end()
    coded.asked(START)
    assert coded.window.levels.accessibleName().startswith("请您评价本次服务")


@pytest.mark.parametrize("size", SIZES)
def test_every_key_is_large_enough_and_none_lies_over_another(
    stage: Callable[..., object], size: tuple[int, int]
) -> None:
    citizen = Citizen(stage, size)
    citizen.asked(AGAIN)
    code = citizen.window.code
    pieces_shown = [*code.keys, code.leave, code.erase, code.go_on]
    factor = Scale.of(*size).factor
    for place, piece in enumerate(pieces_shown):
        assert citizen.window.rect().contains(piece.geometry())
        assert min(piece.width(), piece.height()) >= 64 * factor - 1
        assert not any(piece.geometry().intersects(other.geometry()) for other in pieces_shown[place + 1 :])
    assert [key.text() for key in code.keys] == list("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
