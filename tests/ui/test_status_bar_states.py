"""The bar at the foot in every state: what each part says, shows, speaks, opens, and how names give way."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.domain.calendar import CST
from outlet_app.domain.people import Person, Role
from outlet_app.ui.jobs import Lanes
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.office import Link, Office, OutletFacts, Queue
from outlet_app.ui.status_bar import StatusBar, StatusPart
from outlet_app.ui.theme.theme import FACTORS, Theme
from outlet_app.ui.theme.tokens import Scheme
from outlet_app.ui.widgets.boxes import Column
from outlet_app.ui.widgets.focus_ring import FocusRing
from tests.support.counter_fakes_desk import CLERK, HEAD, NOW, Watch
from tests.support.inspection import outside_view, strayed, too_small
from tests.support.pixels import colours, ground_of, picture
from tests.support.whole_window import SEAT, settle, whole_window
from tests.ui.conftest import Stage

PARTS = ("outlet", "person", "display", "link", "queue", "synced", "clock")
LONG_NAME = "内蒙古自治区巴彦淖尔市乌拉特前旗明安草原知识产权公共服务网点"
MONGOLIAN = "布日古德·额尔敦其木格"


class Foot:
    """A bar of its own over an office the test changes."""

    def __init__(self, stage: Callable[..., QWidget], width: int = 1366) -> None:
        self.watch = Watch()
        self.office = Office(self.watch.now)
        self.office.sign_in(CLERK)
        self.office.show_outlet(SEAT)
        self.bar = StatusBar(self.office)
        self.window = Column(None, self.bar)
        stage(self.window, size=(width, 200))
        self.office.setParent(self.window)

    def part(self, name: str) -> StatusPart:
        part: StatusPart = getattr(self.bar, name)
        return part

    def says(self) -> list[str]:
        """From left to right."""
        return [self.part(name).text() for name in PARTS]


@pytest.fixture
def foot(stage: Stage) -> Foot:
    return Foot(stage)


def test_the_parts_stand_in_the_order_of_the_design(foot: Foot) -> None:
    spots = [foot.part(name).mapTo(foot.bar, QPoint(0, 0)).x() for name in PARTS]
    assert spots == sorted(spots)
    assert foot.part("clock").geometry().right() <= foot.bar.width() - 8
    assert foot.part("outlet").x() == 8


def test_a_fresh_bar_tells_that_nothing_is_known_yet(stage: Stage) -> None:
    bar = StatusBar(Office(lambda: NOW))
    stage(Column(None, bar), size=(1366, 200))
    assert bar.person.text() == "未登录"
    assert bar.link.text() == "离线，照常办理"
    assert bar.queue.text() == "待发送 0 件"
    assert bar.synced.text() == "尚未同步"


LINKS = {
    Link.ONLINE: ("在线", "wifi", "ok"),
    Link.OFFLINE: ("离线，照常办理", "cloud-off", "warn"),
    Link.STOPPED: ("已停止发送", "octagon-alert", "bad"),
}


@pytest.mark.parametrize("compact", [False, True])
@pytest.mark.parametrize("link", list(Link))
def test_the_line_has_a_word_an_icon_and_a_colour_in_every_state(
    foot: Foot, theme: Theme, link: Link, compact: bool
) -> None:
    foot.bar.set_compact(compact)
    foot.office.show_link(link)
    settle()
    part = foot.part("link")
    assert (part.text(), part.icon_name, part.tone) == LINKS[link]
    assert part.bold
    assert getattr(theme.tokens, part.tone) in colours(part)


@pytest.mark.parametrize("first", list(Link))
@pytest.mark.parametrize("then", list(Link))
def test_the_line_goes_from_any_state_to_any_other(foot: Foot, first: Link, then: Link) -> None:
    for link in (first, then):
        foot.office.show_link(link)
    part = foot.part("link")
    assert (part.text(), part.icon_name, part.tone) == LINKS[then]


@pytest.mark.parametrize(
    ("queue", "said", "tone"),
    [
        (Queue(), "待发送 0 件", "text2"),
        (Queue(1), "待发送 1 件", "text2"),
        (Queue(128), "待发送 128 件", "text2"),
        (Queue(128, 1), "待发送 128 件，1 件出错", "bad"),
        (Queue(20_000, 20_000), "待发送 20000 件，20000 件出错", "bad"),
        (Queue(0, 3), "待发送 0 件，3 件出错", "bad"),
    ],
)
def test_the_queue_is_red_and_bold_only_where_somebody_must_act(
    foot: Foot, queue: Queue, said: str, tone: str
) -> None:
    foot.office.show_queue(queue)
    part = foot.part("queue")
    assert (part.text(), part.tone, part.bold) == (said, tone, tone == "bad")
    foot.office.show_queue(Queue(0, 0) if queue != Queue() else Queue(5, 5))
    assert part.tone != tone or queue.failed == 0


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=CST)


@pytest.mark.parametrize(
    ("last", "whole", "short"),
    [
        (None, "尚未同步", "尚未同步"),
        (at(18, 10, 36), "上次同步 今天 10:36", "同步 10:36"),
        (at(18, 0, 0), "上次同步 今天 00:00", "同步 00:00"),
        (at(17, 23, 59), "上次同步 11-17 23:59", "同步 11-17"),
        (datetime(2025, 12, 31, 8, 5, tzinfo=CST), "上次同步 12-31 08:05", "同步 12-31"),
    ],
)
def test_the_last_sync_is_told_short_in_a_narrow_window_and_spoken_whole(
    foot: Foot, last: datetime | None, whole: str, short: str
) -> None:
    if last:
        foot.office.show_sync(last)
    part = foot.part("synced")
    assert (part.text(), part.accessibleName()) == (whole, whole)
    foot.bar.set_compact(True)
    assert (part.text(), part.accessibleName()) == (short, whole)
    assert part.toolTip() == (whole if short != whole else "")


def test_today_becomes_yesterday_at_midnight(foot: Foot) -> None:
    foot.office.show_sync(at(18, 10, 36))
    foot.watch.at = at(19, 0, 0)
    foot.office.look_at_clock()
    assert foot.part("synced").text() == "上次同步 11-18 10:36"
    assert foot.part("clock").text() == "2026-11-19 周四 00:00"


@pytest.mark.parametrize("minutes", [1, 18, 78])
def test_the_clock_goes_on_by_itself(foot: Foot, minutes: int) -> None:
    foot.watch.turn(minutes=minutes)
    foot.office.look_at_clock()
    assert foot.part("clock").text().endswith(f"{NOW + timedelta(minutes=minutes):%H:%M}")


PEOPLE = [
    (CLERK, "苏日娜  工号 0837", "苏日娜  工号 0837"),
    (HEAD, "李志强  工号 0412（负责人）", "李志强  工号 0412"),
    (Person("1508000001", "王丽", frozenset({Role.CITY_ADMIN})), None, None),
    (
        Person("1508260412", MONGOLIAN, frozenset({Role.CLERK})),
        f"{MONGOLIAN}  工号 0412",
        f"{MONGOLIAN}  工号 0412",
    ),
    (None, "未登录", "未登录"),
]


@pytest.mark.parametrize(("person", "whole", "short"), PEOPLE)
def test_the_person_is_told_with_the_last_four_digits(
    foot: Foot, person: Person | None, whole: str | None, short: str | None
) -> None:
    foot.office.sign_in(person)
    said = foot.part("person").text()
    assert said == whole if whole is not None else said.startswith("王丽  工号 0001")
    assert person is None or person.staff_no not in said
    foot.bar.set_compact(True)
    assert foot.part("person").text() == short or whole is None


def test_a_compact_bar_shows_the_sign_the_time_and_the_size_and_speaks_the_rest(foot: Foot) -> None:
    foot.bar.set_compact(True)
    assert foot.says()[:3] == ["HH05", "苏日娜  工号 0837", "100%"]
    assert foot.part("clock").text() == "10:42"
    spoken = [foot.part(name).accessibleName() for name in ("outlet", "display", "clock")]
    assert spoken == ["杭锦后旗知识产权公共服务窗口（HH05）", "显示 100%", "2026-11-18 周三 10:42"]
    assert [foot.part(name).toolTip() for name in ("outlet", "display", "clock")] == spoken
    foot.bar.set_compact(False)
    assert foot.part("outlet").text() == spoken[0]
    assert [foot.part(name).toolTip() for name in ("outlet", "display", "clock")] == [""] * 3


@pytest.mark.parametrize("factor", FACTORS)
def test_the_size_in_force_is_told_at_once(foot: Foot, theme: Theme, factor: float) -> None:
    theme.choose(factor=factor)
    assert foot.part("display").text() == f"显示 {round(factor * 100)}%"


@pytest.mark.parametrize("width", [1366, 1280, 1180])
def test_a_long_outlet_gives_way_and_nothing_else_does(stage: Stage, theme: Theme, width: int) -> None:
    foot = Foot(stage, width)
    foot.office.show_outlet(OutletFacts("1508", "HH05", LONG_NAME))
    foot.office.show_queue(Queue(128, 12))
    foot.office.show_sync(at(17, 10))
    settle()
    outlet = foot.part("outlet")
    assert outlet.width() < outlet.sizeHint().width()
    assert outlet.toolTip() == outlet.accessibleName() == f"{LONG_NAME}（HH05）"
    # Where the last character would stand there are only the dots of an ellipsis.
    assert colours(outlet, QRect(outlet.width() - 22, 9, 9, 4)) == {theme.tokens.nav}
    for name in PARTS[1:]:
        assert foot.part(name).width() >= foot.part(name).sizeHint().width(), name
        assert foot.part(name).toolTip() == "", name
    assert strayed(foot.window) == []


def test_a_name_that_fits_again_loses_its_tooltip(stage: Stage) -> None:
    foot = Foot(stage, 1180)
    foot.office.show_outlet(OutletFacts("1508", "HH05", LONG_NAME))
    settle()
    assert foot.part("outlet").toolTip()
    foot.window.resize(1900, 200)
    settle()
    assert foot.part("outlet").toolTip() == ""
    foot.window.resize(1180, 200)
    settle()
    foot.office.show_outlet(SEAT)
    settle()
    assert foot.part("outlet").toolTip() == ""


def test_a_long_person_gives_way_last_and_keeps_most_of_the_name(stage: Stage) -> None:
    foot = Foot(stage, 1000)
    foot.bar.set_compact(True)
    foot.office.sign_in(Person("1508260412", MONGOLIAN * 2, frozenset({Role.CLERK})))
    foot.office.show_queue(Queue(999, 99))
    settle()
    person = foot.part("person")
    assert 184 <= person.width() < person.sizeHint().width()
    assert person.toolTip() == f"{MONGOLIAN * 2}  工号 0412"
    for name in ("outlet", "display", "link", "queue", "synced", "clock"):
        assert foot.part(name).width() >= foot.part(name).sizeHint().width(), name


@pytest.mark.parametrize("factor", FACTORS)
@pytest.mark.parametrize("compact", [False, True])
def test_every_part_is_a_target_of_32_pixels(
    stage: Stage, theme: Theme, factor: float, compact: bool
) -> None:
    foot = Foot(stage, 1920)
    theme.choose(factor=factor)
    foot.bar.set_compact(compact)
    settle()
    assert too_small(foot.bar) == []
    assert foot.bar.height() == theme.s(33)


@pytest.mark.parametrize("name", PARTS)
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, None])
def test_every_part_is_pressed_by_keys_and_by_the_mouse(foot: Foot, name: str, key: Qt.Key | None) -> None:
    heard: list[str] = []
    foot.bar.opened.connect(heard.append)
    part = foot.part(name)
    part.setFocus()
    if key is None:
        QTest.mouseClick(part, Qt.MouseButton.LeftButton)
    else:
        QTest.keyClick(part, key)
    assert heard == [name]


def test_tab_walks_the_parts_from_left_to_right_and_back(foot: Foot) -> None:
    foot.part("outlet").setFocus()
    walked = []
    for _ in range(len(PARTS)):
        QTest.keyClick(QApplication.focusWidget() or foot.window, Qt.Key.Key_Tab)
        walked += [name for name in PARTS if foot.part(name).hasFocus()]
    assert walked == [*PARTS[1:], PARTS[0]]
    QTest.keyClick(foot.part("outlet"), Qt.Key.Key_Backtab)
    assert foot.part("clock").hasFocus()


@pytest.mark.parametrize("factor", FACTORS)
@pytest.mark.parametrize("name", PARTS)
def test_the_ring_around_a_part_is_not_cut_by_the_window(
    stage: Stage, theme: Theme, name: str, factor: float
) -> None:
    foot = Foot(stage, 1920)
    theme.choose(factor=factor)
    settle()
    ring = FocusRing(foot.window)
    foot.part(name).setFocus()
    settle()
    assert ring.isVisible()
    assert not outside_view(foot.window, foot.part(name))
    seen = colours(foot.window)
    assert theme.tokens.focus in seen


@pytest.mark.parametrize("name", PARTS)
def test_every_part_is_told_as_a_button_with_its_fact(foot: Foot, name: str) -> None:
    interface = QAccessible.queryAccessibleInterface(foot.part(name))
    assert interface.role() == QAccessible.Role.Button
    assert interface.text(QAccessible.Text.Name) == foot.part(name).text()


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK, Scheme.HIGH_CONTRAST])
def test_a_part_under_the_pointer_is_tinted(foot: Foot, theme: Theme, scheme: Scheme) -> None:
    theme.choose(scheme)
    part = foot.part("queue")
    assert ground_of(picture(part)) == theme.tokens.nav
    part.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, True)
    assert ground_of(picture(part)) == theme.tokens.hover


OPENS: dict[str, object] = {
    "outlet": PageKey.SETTINGS,
    "link": PageKey.SYNC,
    "queue": PageKey.SYNC,
    "synced": PageKey.SYNC,
    "clock": None,
}


@pytest.mark.parametrize("name", OPENS)
def test_a_part_opens_its_page(stage: Stage, lanes: Lanes, name: str) -> None:
    window = whole_window(lanes)
    stage(window, size=(1366, 768))
    window.open(PageKey.INTAKE)
    part: StatusPart = getattr(window.status_bar, name)
    part.setFocus()
    QTest.keyClick(part, Qt.Key.Key_Return)
    assert window.current == (OPENS[name] or PageKey.INTAKE)


def test_the_person_asks_for_somebody_else_and_the_size_opens_its_dialog(stage: Stage, lanes: Lanes) -> None:
    window = whole_window(lanes)
    stage(window, size=(1366, 768))
    window.open(PageKey.INTAKE)
    heard: list[int] = []
    window.other_person_wanted.connect(lambda: heard.append(1))
    window.status_bar.person.click()
    assert heard == [1]
    window.status_bar.display.click()
    settle()
    dialog: Any = window.feedback.open_dialog
    assert dialog.windowTitle() == "显示"
    dialog.reject()
    assert window.current == PageKey.INTAKE


def test_each_change_of_the_office_is_written_once_and_at_once(
    foot: Foot, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[Callable[[], object]] = [
        lambda: foot.office.sign_in(HEAD),
        lambda: foot.office.show_outlet(OutletFacts("1", "WQ01", "乌拉特前旗知识产权公共服务窗口")),
        lambda: foot.office.show_link(Link.ONLINE),
        lambda: foot.office.show_queue(Queue(3, 1)),
        lambda: foot.office.show_sync(NOW),
    ]
    for step in steps:
        before = foot.says()
        step()
        assert sum(one != other for one, other in zip(before, foot.says(), strict=True)) == 1
        after = foot.says()
        step()
        assert foot.says() == after
