"""重新登记 on 同步中心, by keys only: offered where the city does not know this machine, to a head alone."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from outlet_app.services.troubles import Trouble
from outlet_app.services.views import SyncView
from outlet_app.ui.pages.sync.page import SyncPage
from outlet_app.ui.pages.sync.state import Weather, weather
from outlet_app.ui.parts.sheet_dialog import SheetDialog
from outlet_app.ui.theme.theme import Theme
from outlet_app.ui.theme.tokens import Scheme
from outlet_app.wording import enrolling_again as words
from tests.support.counter_fakes_desk import QUEUE, Counter, FakeSync, press, queue_state, room, write
from tests.support.inspection import faults

FORGOTTEN = SyncView(queue_state(online=False, problem="NO_DEVICE"), QUEUE)
AWAY = SyncView(queue_state(online=False, problem="server.offline"), QUEUE)
CODE = "K3AB-7QXM-2N4P-9RST"


class FakeAgain:
    """Remembers the codes; answers with a number, or as the city or the line does."""

    def __init__(self, *, mine: bool = True, trouble: str = "") -> None:
        self.is_mine, self.trouble = mine, trouble
        self.codes: list[str] = []

    def enrol(self, code: str) -> str:
        self.codes.append(code)
        if self.trouble:
            raise Trouble(self.trouble, {"code": "TERMINALS_FULL"})
        return "02"


class Seat:
    """The page over fakes, with what it asked the window for."""

    def __init__(
        self, stage: Callable[..., object], again: FakeAgain | None, shown: SyncView = FORGOTTEN
    ) -> None:
        self.service, self.sync = again, FakeSync(shown)
        self.page, self.here = room(stage, self._make)  # type: ignore[arg-type]
        self.wished: list[bool] = []
        self.page.sync_wanted.connect(lambda: self.wished.append(True))
        self.page.refresh()
        self.here.drain()

    def _make(self, here: Counter) -> SyncPage:
        return SyncPage(self.sync, here.office, here.lanes, here.feedback, again=self.service)  # type: ignore[arg-type]

    def ask(self) -> SheetDialog:
        self.page.again_button.setFocus()
        press(self.page.again_button, Qt.Key.Key_Space)
        dialog = self.here.dialog
        assert isinstance(dialog, SheetDialog)
        return dialog

    def said(self) -> list[str]:
        return [notice.title for notice in self.here.feedback.toasts.history]


def test_the_banner_says_that_nothing_is_lost_and_what_to_do(stage: Callable[..., object]) -> None:
    seat = Seat(stage, FakeAgain())
    assert seat.page.banner.isVisible()
    assert seat.page.banner.accessibleName().startswith(words.BANNER_TITLE)
    assert seat.page.again_button.isVisible()
    assert seat.page.try_button.isVisible()
    assert "离线" not in seat.page.banner.accessibleName()


@pytest.mark.parametrize(
    ("mine", "shown", "offered"),
    [(True, FORGOTTEN, True), (False, FORGOTTEN, False), (True, AWAY, False), (False, AWAY, False)],
)
def test_it_is_offered_to_a_head_whose_machine_the_city_does_not_know(
    stage: Callable[..., object], mine: bool, shown: SyncView, offered: bool
) -> None:
    seat = Seat(stage, FakeAgain(mine=mine), shown)
    assert seat.page.banner.isVisible()
    assert seat.page.again_button.isVisible() is offered


def test_a_page_without_the_service_offers_nothing(stage: Callable[..., object]) -> None:
    seat = Seat(stage, None)
    assert seat.page.banner.isVisible()
    assert not seat.page.again_button.isVisible()


def test_a_code_and_enter_take_the_machine_on_and_a_round_begins(stage: Callable[..., object]) -> None:
    service = FakeAgain()
    seat = Seat(stage, service)
    seat.ask()
    write(CODE)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    seat.here.drain()
    assert service.codes == [CODE]
    assert seat.said() == [words.DONE]
    assert seat.wished == [True]


def test_the_letter_of_the_button_opens_the_question(stage: Callable[..., object]) -> None:
    seat = Seat(stage, FakeAgain())
    QTest.keyClick(seat.page, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    assert isinstance(seat.here.dialog, SheetDialog)


def test_no_code_is_asked_for_again_and_nothing_is_sent(stage: Callable[..., object]) -> None:
    service = FakeAgain()
    seat = Seat(stage, service)
    dialog = seat.ask()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    seat.here.drain()
    assert dialog.isVisible()
    assert service.codes == []


def test_esc_leaves_everything_as_it_was(stage: Callable[..., object]) -> None:
    service = FakeAgain()
    seat = Seat(stage, service)
    seat.ask()
    write(CODE)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    seat.here.drain()
    assert service.codes == []
    assert seat.wished == []


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("server.code_unknown", "登记码不对或已经用过"),
        ("server.code_elsewhere", "登记码是给别的网点的"),
        ("server.knows_us", "市级仍有本机的登记，不用重新登记"),
        ("server.offline", "连不上市级服务器"),
        ("server.refused", "TERMINALS_FULL"),
    ],
)
def test_a_code_that_is_not_good_is_said_and_no_round_begins(
    stage: Callable[..., object], code: str, said: str
) -> None:
    seat = Seat(stage, FakeAgain(trouble=code))
    seat.ask()
    write(CODE)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    seat.here.drain()
    assert seat.wished == []
    assert seat.said() == []
    assert said in " ".join(
        label.text() for label in seat.here.dialog.findChildren(type(seat.page._subtitle))
    )


def test_once_the_city_knows_it_again_the_banner_goes(stage: Callable[..., object]) -> None:
    seat = Seat(stage, FakeAgain())
    seat.sync.shown = SyncView(queue_state(), QUEUE)
    seat.page.refresh()
    seat.here.drain()
    assert not seat.page.banner.isVisible()
    assert not seat.page.again_button.isVisible()


@pytest.mark.parametrize(
    ("changes", "seen"),
    [
        ({"online": False, "problem": "NO_DEVICE"}, Weather.FORGOTTEN),
        ({"online": False, "problem": "SIGNATURE"}, Weather.OFFLINE),
        ({"online": True, "problem": "NO_DEVICE"}, Weather.FAIR),
        # What the city had decided holds on, but only a new code lets anything go out at all.
        ({"online": False, "problem": "NO_DEVICE", "mode": "suspended"}, Weather.FORGOTTEN),
        ({"online": False, "problem": "NO_DEVICE", "mode": "revoked_evacuate"}, Weather.FORGOTTEN),
        ({"online": False, "problem": "NO_DEVICE", "mode": "revoked"}, Weather.FORGOTTEN),
        ({"online": False, "problem": "MODE", "mode": "revoked"}, Weather.REVOKED),
        ({"online": False, "problem": "server.offline", "mode": "suspended"}, Weather.SUSPENDED),
        ({"online": True, "problem": "NO_DEVICE", "mode": "suspended"}, Weather.SUSPENDED),
        ({"online": False, "problem": "NO_DEVICE", "stopped": "sync.fork"}, Weather.STOPPED),
    ],
)
def test_which_banner_a_forgotten_machine_shows(changes: dict[str, object], seen: Weather) -> None:
    assert weather(queue_state(**changes)) is seen  # type: ignore[arg-type]


@pytest.mark.parametrize("scheme", list(Scheme))
@pytest.mark.parametrize("factor", [1.0, 1.5])
def test_banner_and_question_fit_in_every_look(
    stage: Callable[..., object], theme: Theme, scheme: Scheme, factor: float
) -> None:
    seat = Seat(stage, FakeAgain())
    theme.choose(scheme, factor)
    seat.page.window().resize(1366, 696)
    dialog = seat.ask()
    assert faults(dialog) == []


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        ("suspended", "恢复前市级已暂停本机，重新登记以后仍按暂停办理。"),
        ("revoked_evacuate", "恢复前市级已停用本机，重新登记以后接着上交数据。"),
        ("revoked", "恢复前市级已停用本机，重新登记以后上交数据。"),
    ],
)
def test_a_forgotten_machine_reads_that_what_was_decided_holds_on(
    stage: Callable[..., object], mode: str, said: str
) -> None:
    shown = SyncView(queue_state(online=False, problem="NO_DEVICE", mode=mode), QUEUE)
    seat = Seat(stage, FakeAgain(), shown)
    assert seat.page.again_button.isVisible()
    assert seat.page.banner.accessibleName().startswith(words.BANNER_TITLE)
    assert words.banner(mode) == (words.BANNER_TITLE, words.BANNER_TEXT + said)
    assert said in seat.page.banner.accessibleName() + seat.page.banner.accessibleDescription()


def test_of_a_machine_in_use_nothing_more_is_said() -> None:
    assert words.banner("") == words.banner("active") == (words.BANNER_TITLE, words.BANNER_TEXT)


def test_the_number_is_told() -> None:
    assert words.done("03") == "本机终端号 03，正在补发"
