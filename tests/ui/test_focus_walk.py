"""Tab, Shift+Tab and F6 through whole pages: reading order, no traps, one ring, no stop out of sight."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.services.views import SyncView
from outlet_app.ui.jobs import Lanes
from outlet_app.ui.keymap import PAGE_KEYS, PageKey
from outlet_app.ui.navigation import COUNTER
from outlet_app.ui.pages.sign_in.page import SignInPage
from outlet_app.ui.parts.people.dialogs import AddDialog, PeopleDialog
from outlet_app.ui.shell import Shell
from outlet_app.ui.theme.theme import Theme
from outlet_app.ui.widgets.focus_ring import FocusRing
from outlet_app.ui.widgets.table import Table
from outlet_app.wording.home import TABS as TAB_WORDS
from outlet_app.wording.home import TILES as TILE_WORDS
from outlet_app.wording.shell import PAGES as PAGE_WORDS
from tests.support.counter_fakes_desk import CLERK, PAPER, QUEUE, FakeDesk, FakePeople, FakeSync, queue_state
from tests.support.inspection import called, outside_view
from tests.support.whole_window import (
    drain,
    lock_page,
    settle,
    show_page,
    sign_in_page,
    tab_walk,
    whole_window,
)
from tests.ui.conftest import Stage

PAGES = (PageKey.WORKBENCH, PageKey.SYNC, PageKey.CATALOGUE)
WINDOWS = (((1366, 768), 1.0), ((1280, 680), 1.0), ((1366, 696), 1.5), ((1920, 1008), 1.75))
each_page = pytest.mark.parametrize("key", PAGES)
each_window = pytest.mark.parametrize(("size", "factor"), WINDOWS)
IN_GROUPS = sorted(PageKey, key=lambda page: page not in COUNTER)
NAVIGATION = [f"{PAGE_WORDS[page]} {PAGE_KEYS[page]}" for page in IN_GROUPS]


def opened(
    stage: Stage, theme: Theme, lanes: Lanes, key: PageKey, size: tuple[int, int], factor: float
) -> Shell:
    theme.choose(factor=factor)
    window = whole_window(lanes)
    stage(window, size=size)
    show_page(window, key, lanes)
    settle()
    return window


def names(stops: list[QWidget]) -> list[str]:
    return [stop.accessibleName() for stop in stops]


@each_window
@each_page
def test_tab_comes_round_and_every_stop_is_named_seen_and_ringed(
    stage: Stage, theme: Theme, lanes: Lanes, key: PageKey, size: tuple[int, int], factor: float
) -> None:
    window = opened(stage, theme, lanes, key, size, factor)
    begun, seen = QApplication.focusWidget(), list[QWidget]()
    for _ in range(80):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        settle(1)
        now = QApplication.focusWidget()
        assert now is not None
        assert now not in seen, f"{called(now)} twice"
        seen.append(now)
        assert now.accessibleName(), called(now)
        assert not outside_view(window, now), called(now)
        rings = [ring for ring in window.findChildren(FocusRing) if ring.isVisible()]
        assert len(rings) == (0 if isinstance(now, Table) else 1), called(now)
        assert all(ring.target is now for ring in rings)
        if now is begun:
            break
    assert seen[-1] is begun
    assert len(seen) > 20


@each_window
@each_page
def test_shift_tab_walks_the_same_way_back(
    stage: Stage, theme: Theme, lanes: Lanes, key: PageKey, size: tuple[int, int], factor: float
) -> None:
    window = opened(stage, theme, lanes, key, size, factor)
    there = tab_walk(window)
    back = tab_walk(window, Qt.Key.Key_Backtab)
    assert names(back[:-1]) == names(there[:-1])[::-1]


HOME_WIDE = [
    "待办提醒：全部", "待办提醒", "立即同步 F8", "处理 巴特尔　受理", "重试 其其格　一次性告知",
]  # fmt: skip
FIGURES = [
    "今日接待 14 人次 昨日 17",
    "当场答复 6 件",
    "受理 5 件 含帮办 1",
    "一次性告知 2 份",
    "容缺受理 1 件",
]
TILES = [f"{title} {key}" for title, _, _, key in TILE_WORDS.values()]


def inside(window: Shell, stops: list[QWidget]) -> list[str]:
    """The stops of the page itself, from its first one."""
    page = window.page
    assert page is not None
    places = [at for at, stop in enumerate(stops) if page.isAncestorOf(stop)]
    assert places == list(range(places[0], places[-1] + 1)), "the walk leaves the page and comes back"
    return names([stops[at] for at in places])


def page_walk(window: Shell) -> list[str]:
    """The page's stops beginning behind the bar at its top."""
    assert window.frame is not None
    window.frame.top_bar.search.setFocus()
    return inside(window, tab_walk(window))


def test_the_workbench_is_walked_as_it_is_read(stage: Stage, theme: Theme, lanes: Lanes) -> None:
    window = opened(stage, theme, lanes, PageKey.WORKBENCH, (1366, 768), 1.0)
    assert page_walk(window) == [*TILES, *FIGURES, *HOME_WIDE]


def test_the_workbench_keeps_its_order_when_numbers_and_queue_change(
    stage: Stage, theme: Theme, lanes: Lanes
) -> None:
    desk = FakeDesk()
    window = whole_window(lanes, desk=desk)
    stage(window, size=(1366, 768))
    show_page(window, PageKey.WORKBENCH, lanes)
    results = {key: count for key, count in desk.shown.numbers.results.items() if count > 1}
    numbers = replace(desk.shown.numbers, results=results)
    desk.shown = replace(
        desk.shown, numbers=numbers, unsent=(QUEUE[1], QUEUE[0]), unsent_total=2, unconfirmed=(PAPER,)
    )
    assert window.page is not None
    window.page.refresh()
    drain(lanes)
    settle()
    figures = ["今日接待 13 人次 昨日 17", *FIGURES[1:4]]
    queue = ["重试 其其格　一次性告知", "处理 巴特尔　受理"]
    assert page_walk(window) == ["重新打印", "已打印", *TILES, *figures, *HOME_WIDE[:3], *queue]


def test_a_narrow_workbench_is_walked_as_it_is_read(stage: Stage, theme: Theme, lanes: Lanes) -> None:
    window = opened(stage, theme, lanes, PageKey.WORKBENCH, (1366, 696), 1.5)
    assert page_walk(window) == [*TILES, *FIGURES, *HOME_WIDE[:2]]
    page = window.page
    tabs = (
        next(one for one in page.findChildren(QWidget) if one.accessibleName() == "待办提醒：全部")
        if page
        else None
    )
    assert tabs is not None
    tabs.setFocus()
    QTest.keyClick(tabs, str(list(TAB_WORDS).index("unsent") + 1))
    settle()
    assert page_walk(window) == [*TILES, *FIGURES, "待办提醒：未发送", *HOME_WIDE[3:]]


@pytest.mark.parametrize("online", [True, False])
def test_the_sync_centre_is_walked_as_it_is_read(
    stage: Stage, theme: Theme, lanes: Lanes, online: bool
) -> None:
    window = whole_window(lanes, sync=FakeSync(SyncView(queue_state(online=online), QUEUE)))
    stage(window, size=(1366, 768))
    show_page(window, PageKey.SYNC, lanes)
    settle()
    card = ["打开办件(O)", "技术信息(J)"]
    if online:
        assert page_walk(window) == ["发送队列：全部", "立即同步 F8", "发送队列", *card]
    else:
        assert page_walk(window) == ["立即重试 F8", "发送队列：全部", "发送队列", *card]


@each_window
def test_the_list_of_items_is_one_stop_then_its_text(
    stage: Stage, theme: Theme, lanes: Lanes, size: tuple[int, int], factor: float
) -> None:
    window = opened(stage, theme, lanes, PageKey.CATALOGUE, size, factor)
    buttons = ["材料清单(M)", "按这个事项登记(N)"]
    assert page_walk(window) == ["1 知识产权信息查询服务", *buttons, "知识产权信息查询服务"]
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Down)
    settle()
    assert page_walk(window) == ["2 知识产权业务咨询服务", *buttons, "知识产权业务咨询服务"]


@each_window
@each_page
def test_the_navigation_is_walked_from_above_to_below(
    stage: Stage, theme: Theme, lanes: Lanes, key: PageKey, size: tuple[int, int], factor: float
) -> None:
    window = opened(stage, theme, lanes, key, size, factor)
    stops = [stop for stop in tab_walk(window) if window.navigation.isAncestorOf(stop)]
    assert names(stops) == [*NAVIGATION, "帮助与快捷键 F1", "锁屏 Ctrl+L"]
    tops = [stop.mapTo(window.navigation, QPoint(0, 0)).y() for stop in stops]
    assert tops == sorted(tops)


PANES = {
    PageKey.WORKBENCH: ["待办提醒", "立即同步 F8", "首问登记 F2"],
    PageKey.SYNC: ["发送队列", "打开办件(O)"],
    PageKey.CATALOGUE: ["1 知识产权信息查询服务", "知识产权信息查询服务"],
}


@each_page
def test_f6_walks_the_page_then_the_bars_and_shift_f6_walks_back(
    stage: Stage, theme: Theme, lanes: Lanes, key: PageKey
) -> None:
    window = opened(stage, theme, lanes, key, (1366, 768), 1.0)
    expected = [*PANES[key], "杭锦后旗知识产权公共服务窗口（HH05）", "工作台 Ctrl+1", "查找办件"]
    walked = []
    for _ in expected:
        now = QApplication.focusWidget()
        assert now is not None
        walked.append(now.accessibleName())
        QTest.keyClick(now, Qt.Key.Key_F6)
    assert walked == expected
    back = []
    for _ in expected:
        now = QApplication.focusWidget()
        assert now is not None
        QTest.keyClick(now, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
        back.append((QApplication.focusWidget() or window).accessibleName())
    assert back == [*expected[:0:-1], expected[0]]


@each_page
def test_a_pane_left_with_f6_is_entered_again_where_it_was_left(
    stage: Stage, theme: Theme, lanes: Lanes, key: PageKey
) -> None:
    window = opened(stage, theme, lanes, key, (1366, 768), 1.0)
    window.status_bar.queue.setFocus()
    QTest.keyClick(window.status_bar.queue, Qt.Key.Key_F6)
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert window.status_bar.queue.hasFocus()


COVERS = {
    "sign in": ["工号", "0412", "口令", "显示口令", "登录 Enter", "显示大小：100%", "配色：浅色"],
    "trial": ["工号", "0412", "口令", "显示口令", "登录 Enter", "显示大小：100%", "配色：浅色"],
    "first start": [
        "市级服务器地址", "登记码", "负责人口令", "显示口令", "再输一次口令", "显示口令", "登记本机 Enter",
        "显示大小：100%", "配色：浅色",
    ],
    "lock": ["口令", "显示口令", "解锁 Enter", "换人登录(H)", "退出程序(Q)", "显示大小：100%", "配色：浅色"],
    "lock, draft not kept": [
        "口令", "显示口令", "解锁 Enter", "再试一次(R)", "换人登录(H)", "退出程序(Q)",
        "显示大小：100%", "配色：浅色",
    ],
}  # fmt: skip


def cover(kind: str, folder: Path, lanes: Lanes) -> QWidget:
    if kind.startswith("lock"):
        return lock_page(folder, lanes, kept=kind == "lock")
    return sign_in_page(folder, lanes, people=0 if kind == "first start" else 2, trial=kind == "trial")


@pytest.mark.parametrize("kind", COVERS)
def test_a_cover_is_walked_as_it_is_read(
    stage: Stage, theme: Theme, lanes: Lanes, tmp_path: Path, kind: str
) -> None:
    page = cover(kind, tmp_path, lanes)
    stage(page, size=(1366, 768))
    first = next(one for one in page.findChildren(QWidget) if one.accessibleName() == COVERS[kind][-1])
    first.setFocus()
    assert names(tab_walk(page)) == COVERS[kind]


@each_window
@pytest.mark.parametrize("kind", COVERS)
def test_every_stop_of_a_cover_comes_into_sight(
    stage: Stage,
    theme: Theme,
    lanes: Lanes,
    tmp_path: Path,
    kind: str,
    size: tuple[int, int],
    factor: float,
) -> None:
    theme.choose(factor=factor)
    page = cover(kind, tmp_path, lanes)
    stage(page, size=size)
    ring = FocusRing(page)
    page.setFocus()
    settle()
    for _ in range(2 * len(COVERS[kind])):
        QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Tab)
        settle(1)
        now = QApplication.focusWidget()
        assert now is not None
        assert not outside_view(page, now), called(now)
        assert ring.target is now
        assert ring.isVisible()


@pytest.mark.parametrize("kind", ["sign in", "first start", "lock"])
def test_the_covered_window_cannot_be_reached_by_tab(
    stage: Stage, theme: Theme, lanes: Lanes, tmp_path: Path, kind: str
) -> None:
    window = whole_window(lanes, CLERK)
    stage(window, size=(1366, 768))
    show_page(window, PageKey.WORKBENCH, lanes)
    page = cover(kind, tmp_path, lanes)
    window.cover(page)
    settle()
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        for _ in range(12):
            QTest.keyClick(QApplication.focusWidget() or window, key)
            now = QApplication.focusWidget()
            assert now is not None
            assert page.isAncestorOf(now), called(now)


def test_the_door_begins_where_the_next_key_belongs(
    stage: Stage, theme: Theme, lanes: Lanes, tmp_path: Path
) -> None:
    page = cover("sign in", tmp_path, lanes)
    assert isinstance(page, SignInPage)
    stage(page, size=(1366, 768))
    page.setFocus()
    assert names([QApplication.focusWidget() or page]) == ["口令"]
    page.sign_card.begin("")
    page.setFocus()
    assert names([QApplication.focusWidget() or page]) == ["工号"]


DIALOGS = {
    "people": ["重设口令(C)", "添加同事(T)", "关闭 Esc", "本网点人员"],
    "new colleague": [
        "姓名", "窗口负责人", "口令", "显示口令", "再输一次口令", "显示口令", "取消 Esc", "添加(T)", "工号",
    ],
    "display": ["配色：浅色", "关闭", "显示大小：100%"],
    "help": ["帮助与快捷键", "关闭"],
    "trouble": ["知道了"],
}  # fmt: skip


def open_dialog(window: Shell, lanes: Lanes, name: str) -> QWidget:
    feedback = window.feedback
    if name == "people":
        feedback.open(PeopleDialog(window, FakePeople(), lanes.desk, feedback))  # type: ignore[arg-type]
    elif name == "new colleague":
        feedback.open(AddDialog(window, FakePeople(), frozenset(), lanes.desk, feedback))  # type: ignore[arg-type]
    elif name == "trouble":
        feedback.trouble("printer.none", {})
    else:
        (window.commands.show_display if name == "display" else window.commands.show_help)()
    drain(lanes)
    settle()
    assert feedback.open_dialog is not None
    return feedback.open_dialog


@pytest.mark.parametrize("name", DIALOGS)
def test_tab_stays_in_a_dialog_and_walks_it_as_it_is_read(
    stage: Stage, theme: Theme, lanes: Lanes, name: str
) -> None:
    window = opened(stage, theme, lanes, PageKey.SYNC, (1366, 768), 1.0)
    dialog = open_dialog(window, lanes, name)
    assert names(tab_walk(dialog)) == DIALOGS[name]
    back = tab_walk(dialog, Qt.Key.Key_Backtab)
    assert names(back[:-1]) == DIALOGS[name][:-1][::-1]
    window.feedback.close_all()


@pytest.mark.parametrize("name", DIALOGS)
@pytest.mark.parametrize("key", PAGES)
def test_after_a_dialog_the_keys_are_where_they_were(
    stage: Stage, theme: Theme, lanes: Lanes, name: str, key: PageKey
) -> None:
    window = opened(stage, theme, lanes, key, (1366, 768), 1.0)
    before = QApplication.focusWidget()
    dialog = open_dialog(window, lanes, name)
    QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Escape)
    settle()
    assert window.feedback.open_dialog is None
    assert QApplication.focusWidget() is before
