"""上交数据中 by keys: what waits, when it may be wiped, and every sentence on the way."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.services.evacuation import Leaving
from outlet_app.services.stick_views import Exported, StickState
from outlet_app.services.troubles import Trouble
from outlet_app.services.views import QueueState
from outlet_app.ui.pages.evacuation.page import EvacuationPage
from outlet_app.ui.parts.farewell import tell_gone
from outlet_app.ui.theme.theme import Theme
from outlet_app.ui.theme.tokens import Scheme
from outlet_app.ui.widgets.boxes import Column
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.wording import evacuation as words
from tests.support.counter_fakes_desk import NOW, Counter, counter, press, write
from tests.support.inspection import faults
from tests.support.whole_window import settle

ALT = Qt.KeyboardModifier.AltModifier
WAITING = Leaving(leaves=True, events=300, files=40, drafts=2)
SIGNED = Leaving(leaves=True, drafts=2, damaged=1, signed_at=NOW, signed_events=300, signed_files=40)


@dataclass
class FakeEvacuation:
    """How far it is, from memory; `trouble` is what the last step meets."""

    shown: Leaving = WAITING
    begun: int = 0
    trouble: str = ""

    def state(self) -> Leaving:
        return self.shown

    def begin(self) -> None:
        if self.trouble:
            raise Trouble(self.trouble)
        self.begun += 1


@dataclass
class FakeSticks:
    """A desk for sticks that notes where it wrote."""

    folders: list[Path] = field(default_factory=list)

    def state(self) -> StickState:
        return StickState()

    def export(self, folder: Path) -> Exported:
        self.folders.append(folder)
        return Exported(str(folder), "a.parcel", 1, 0, 0, 0)


@dataclass
class FakeAgain:
    """Takes every code of a head."""

    is_mine: bool = True
    codes: list[str] = field(default_factory=list)

    def enrol(self, code: str) -> str:
        self.codes.append(code)
        return "02"


class Seat:
    """The page over a window, and what it asked the program for."""

    def __init__(self, stage: Callable[..., QWidget], shown: Leaving) -> None:
        window = Column(gap=0)
        self.here: Counter = counter(window)
        self.evacuation, self.sticks = FakeEvacuation(shown), FakeSticks()
        self.again = FakeAgain()
        self.page = EvacuationPage(
            self.evacuation,  # type: ignore[arg-type]
            self.sticks,  # type: ignore[arg-type]
            self.here.office,
            self.here.lanes,
            self.here.feedback,
            "1.0",
            self.again,  # type: ignore[arg-type]
        )
        self.asked: list[str] = []
        self.page.sync_wanted.connect(lambda: self.asked.append("sync"))
        self.page.wiping.connect(lambda: self.asked.append("wiping"))
        self.page.quit_wanted.connect(lambda: self.asked.append("quit"))
        window.add((self.page, 1))
        stage(window, size=(1366, 768))
        self.page.setFocus()
        self.page.refresh()
        self.here.drain()

    def values(self) -> dict[str, str]:
        return {key: label.text() for key, label in self.page.values.items()}

    def question(self) -> list[str]:
        """清除本机资料: title and sentences."""
        self.page.wipe_button.setFocus()
        press(self.page.wipe_button, Qt.Key.Key_Space)
        dialog = self.here.dialog
        return [dialog.windowTitle(), *(one.text() for one in dialog.findChildren(Paragraph))]


@pytest.fixture
def sit(stage: Callable[..., QWidget]) -> Callable[..., Seat]:
    return lambda shown=WAITING: Seat(stage, shown)


Sit = Callable[..., Seat]


def test_what_waits_is_told_and_nothing_may_be_wiped(sit: Sit) -> None:
    seat = sit()
    assert seat.values() == {
        "events": "300 步",
        "files": "40 件",
        "damaged": "0 件",
        "others": "0 份",
        "drafts": "2 份",
        "signed": "还没有签收",
    }
    assert not seat.page.wipe_button.isEnabled()
    assert seat.page.now.text() == "请保持网络畅通，本页自动上交。长时间连不上的，请导出到 U 盘。"


@pytest.mark.parametrize(
    ("shown", "seen"),
    [
        (WAITING, {"drafts"}),
        (SIGNED, {"drafts", "damaged"}),
        (replace(WAITING, others=1, drafts=0), {"others"}),
        (Leaving(leaves=True), set()),
    ],
)
def test_what_there_is_none_of_is_not_shown(sit: Sit, shown: Leaving, seen: set[str]) -> None:
    seat = sit(shown)
    always = {"events", "files", "signed"}
    assert {key for key, label in seat.page.values.items() if label.isVisible()} == seen | always
    assert {key for key, label in seat.page.names.items() if label.isVisible()} == seen | always


def test_it_is_said_what_happened_and_that_all_is_safe(sit: Sit) -> None:
    told = [one.text() for one in sit().page.findChildren(Paragraph)]
    assert "市级已停用本机，办理已锁定。" in told
    assert "资料都在本机；市级全部签收以前，不会清除任何内容。" in told


@pytest.mark.parametrize("key", [Qt.Key.Key_F8, Qt.Key.Key_Space])
def test_f8_and_the_button_ask_for_a_round(sit: Sit, key: Qt.Key) -> None:
    seat = sit()
    seat.page.button.setFocus()
    press(seat.page.button, key)
    assert seat.asked == ["sync"]


def test_a_round_under_way_shows_and_its_end_is_read(sit: Sit) -> None:
    seat = sit()
    seat.page.show_busy(True)
    assert (seat.page.button.text(), seat.page.button.isEnabled()) == ("正在上交", False)
    seat.evacuation.shown = SIGNED
    seat.page.show_busy(False)
    seat.here.drain()
    assert (seat.page.button.text(), seat.page.button.isEnabled()) == ("立即上交 F8", True)
    assert seat.values()["signed"].endswith("签收")
    assert seat.page.wipe_button.isEnabled()


def test_the_keys_stand_on_what_comes_next(sit: Sit) -> None:
    assert sit().page.button.hasFocus()


def test_once_signed_the_last_question_names_what_goes(sit: Sit) -> None:
    seat = sit(SIGNED)
    assert seat.question() == [
        "清除本机资料",
        "市级已签收本机 300 步、40 件附件。",
        "清除后，本机的办件、附件、备份和口令都不能恢复。文书文件只在本机，清除后不能再打印。",
        "还有 2 份未完成的草稿，不上交，一并清除。",
        "有 1 件附件在本机已损坏，读不出来，市级也没有，一并清除。",
    ]
    seat.here.feedback.close_all()


def test_without_drafts_and_damage_the_question_is_short(sit: Sit) -> None:
    seat = sit(replace(SIGNED, drafts=0, damaged=0))
    assert len(seat.question()) == 3
    seat.here.feedback.close_all()


def test_enter_is_the_safe_answer(sit: Sit) -> None:
    seat = sit(SIGNED)
    seat.question()
    dialog = seat.here.dialog
    assert dialog.default is not None
    press(dialog.default, Qt.Key.Key_Return)
    seat.here.drain()
    assert (seat.evacuation.begun, seat.asked) == (0, [])


def test_esc_wipes_nothing(sit: Sit) -> None:
    seat = sit(SIGNED)
    seat.question()
    QTest.keyClick(seat.here.dialog, Qt.Key.Key_Escape)
    seat.here.drain()
    assert (seat.evacuation.begun, seat.asked) == (0, [])


def test_the_letter_wipes_and_the_program_hears_it(sit: Sit) -> None:
    seat = sit(SIGNED)
    seat.question()
    QTest.keyClick(seat.here.dialog, Qt.Key.Key_Q, ALT)
    assert not seat.page.wipe_button.isEnabled()
    seat.here.drain()
    assert (seat.evacuation.begun, seat.asked) == (1, ["wiping"])
    assert seat.page.now.text() == "正在清除，请不要关机"


@pytest.mark.parametrize(
    ("trouble", "title", "safe"),
    [
        ("leaving.unsigned", "市级还没有签收本机的全部资料", "资料都在本机，没有清除。"),
        ("leaving.offline", "连不上市级服务器，不能清除", "市级已签收，资料也都还在本机。"),
        ("storage.disk_full", "本机磁盘已满，写不进去", ""),
    ],
)
def test_a_step_that_is_refused_wipes_nothing_and_may_be_tried_again(
    sit: Sit, trouble: str, title: str, safe: str
) -> None:
    seat = sit(SIGNED)
    seat.evacuation.trouble = trouble
    seat.question()
    QTest.keyClick(seat.here.dialog, Qt.Key.Key_Q, ALT)
    seat.here.drain()
    dialog = seat.here.dialog
    assert dialog.windowTitle() == title
    assert safe in [one.text() for one in dialog.findChildren(Paragraph)] or not safe
    seat.here.feedback.close_all()
    assert seat.asked == []
    assert seat.page.wipe_button.isEnabled()


def test_what_is_made_after_the_word_takes_the_step_away_again(sit: Sit) -> None:
    seat = sit(SIGNED)
    seat.evacuation.shown = WAITING
    seat.page.refresh()
    seat.here.drain()
    assert not seat.page.wipe_button.isEnabled()


def test_the_stick_works_under_the_lock(sit: Sit, tmp_path: Path) -> None:
    seat = sit()
    QTest.keyClick(seat.page.button, Qt.Key.Key_U, ALT)
    assert QTest.qWaitForWindowActive(seat.page.stick.dialog)
    seat.page.stick.dialog.fileSelected.emit(str(tmp_path))
    seat.page.stick.dialog.close()
    seat.here.drain()
    assert seat.sticks.folders == [tmp_path]
    seat.here.feedback.close_all()


def test_the_program_may_be_ended(sit: Sit) -> None:
    seat = sit()
    seat.page.quit_button.setFocus()
    press(seat.page.quit_button, Qt.Key.Key_Space)
    assert seat.asked == ["quit"]


def test_a_state_that_cannot_be_read_is_told(sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    seat = sit()

    def locked() -> Leaving:
        raise Trouble("storage.locked")

    monkeypatch.setattr(seat.evacuation, "state", locked)
    seat.page.refresh()
    seat.here.drain()
    assert seat.here.dialog.windowTitle() == "本机数据正被其他程序占用"
    seat.here.feedback.close_all()


@pytest.mark.parametrize(
    ("stage_of_it", "last"),
    [
        ("said", "请把本机交还市级；需要继续使用的，请用新的登记码登记。"),
        ("destroyed", "市级还不知道本机已清除，下次打开程序时自动告知。请一并告诉市级管理员。"),
        ("unsaid", "市级没有收到本机已清除的消息，请告诉市级管理员。"),
    ],
)
def test_a_wiped_machine_says_why_it_is_empty(
    stage: Callable[..., QWidget], stage_of_it: str, last: str
) -> None:
    window = Column(gap=0)
    here = counter(window)
    stage(window)
    tell_gone(here.feedback, stage_of_it)
    dialog = here.dialog
    assert dialog.windowTitle() == "本机资料已上交并清除"
    assert [one.text() for one in dialog.findChildren(Paragraph)][-1] == last
    here.feedback.close_all()


def test_all_words_of_the_page_are_short_enough_for_its_card() -> None:
    assert max(len(name) for name in words.FACTS.values()) <= 6


FORGOTTEN = QueueState(False, 0, 0, 0, 0, 0, None, problem="NO_DEVICE", mode="revoked_evacuate")
OTHERWISE = {
    "offline": replace(FORGOTTEN, problem="server.offline"),
    "known": replace(FORGOTTEN, problem="", online=True),
}


def test_a_city_that_forgot_the_machine_is_told_of_it_by_a_new_code(sit: Sit) -> None:
    seat = sit()
    assert not seat.page.again_button.isVisible()
    seat.page.show_round(FORGOTTEN)
    assert seat.page.again_button.isVisible()
    assert seat.page.now.text() == (
        "市级服务器恢复过数据，没有本机的登记，暂时不能上交。"
        "请窗口负责人向市级管理员要新的登记码，在本机登录后按重新登记。"
    )
    seat.page.again_button.setFocus()
    press(seat.page.again_button, Qt.Key.Key_Space)
    assert seat.here.dialog.windowTitle() == "重新登记"
    write("K3AB-7QXM-2N4P-9RST")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    seat.here.drain()
    assert seat.again.codes == ["K3AB-7QXM-2N4P-9RST"]
    assert seat.asked == ["sync"]


@pytest.mark.parametrize("how", OTHERWISE)
def test_whoever_the_city_knows_needs_no_code(sit: Sit, how: str) -> None:
    seat = sit()
    seat.page.show_round(FORGOTTEN)
    seat.page.show_round(OTHERWISE[how])
    assert not seat.page.again_button.isVisible()
    assert seat.page.now.text() == words.NOW_WAIT


def test_only_a_head_is_offered_it_and_everybody_reads_who_can(sit: Sit) -> None:
    seat = sit()
    seat.again.is_mine = False
    seat.page.show_round(FORGOTTEN)
    assert not seat.page.again_button.isVisible()
    assert seat.page.now.text() == words.NOW_FORGOTTEN


SIZES = [(1280, 680), (1366, 768), (1920, 1080)]
ALL_OF_IT = Leaving(leaves=True, events=300, files=40, drafts=2, damaged=3, others=1)


def longer(seat: Seat) -> None:
    seat.page.show_round(FORGOTTEN)


def fuller(seat: Seat) -> None:
    seat.evacuation.shown = ALL_OF_IT
    seat.page.refresh()
    seat.here.drain()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("factor", [1.0, 1.5])
@pytest.mark.parametrize("grow", [longer, fuller])
def test_nothing_is_cut_in_the_very_moment_it_grows(
    sit: Sit, theme: Theme, size: tuple[int, int], factor: float, grow: Callable[[Seat], None]
) -> None:
    """No event is worked off in between: what is painted next is whole."""
    seat = sit(ALL_OF_IT if grow is longer else Leaving(leaves=True, events=300))
    window = seat.page.window()
    theme.choose(factor=factor)
    window.resize(*size)
    settle()
    grow(seat)
    assert faults(window) == []
    settle()
    assert faults(window) == []


@pytest.mark.parametrize("scheme", [Scheme.DARK, Scheme.HIGH_CONTRAST])
@pytest.mark.parametrize("size", SIZES)
def test_the_page_fits_in_every_colour(sit: Sit, theme: Theme, size: tuple[int, int], scheme: Scheme) -> None:
    seat = sit(replace(SIGNED, others=1))
    theme.choose(scheme, 1.5)
    seat.page.window().resize(*size)
    settle()
    assert faults(seat.page.window()) == []
    assert seat.page.window().size().toTuple() == size


def test_what_was_signed_for_is_signed_for_whatever_the_city_forgot_since(sit: Sit) -> None:
    seat = sit(SIGNED)
    seat.page.show_round(FORGOTTEN)
    assert seat.page.now.text() == words.NOW_SIGNED
