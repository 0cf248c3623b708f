"""What 同步中心 shows of a machine the city bars: what happened, is the work safe, what to do; it exports."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from outlet_app.services.healed import Healed
from outlet_app.services.stick_views import Exported, StickState
from outlet_app.services.views import SyncView
from outlet_app.ui.pages.sync.page import SyncPage
from outlet_app.ui.pages.sync.state import Weather, weather
from outlet_app.ui.parts.news import tell_barred, tell_sync
from outlet_app.ui.theme.tokens import Tone
from outlet_app.wording.standing import barred
from tests.support.counter_fakes_desk import NOW, QUEUE, Counter, FakeSync, queue_state, room

BARRED = ("suspended", "revoked_evacuate", "revoked")
Stage = Callable[..., object]


class Desk:
    """A stick desk that notes where it wrote."""

    def __init__(self) -> None:
        self.folders: list[Path] = []

    def state(self) -> StickState:
        return StickState()

    def export(self, folder: Path) -> Exported:
        self.folders.append(folder)
        return Exported(str(folder), "a.parcel", 1, 0, 0, 0)


def shown(stage: Stage, **changes: object) -> tuple[SyncPage, Counter, Desk]:
    desk = Desk()
    sync = FakeSync(SyncView(queue_state(**changes), QUEUE))

    def make(here: Counter) -> SyncPage:
        return SyncPage(sync, here.office, here.lanes, here.feedback, sticks=desk)  # type: ignore[arg-type]

    page, counter = room(stage, make)  # type: ignore[arg-type]
    return page, counter, desk


@pytest.mark.parametrize(
    ("mode", "title", "says"),
    [
        (
            "suspended",
            "市级已暂停本机",
            ("资料都在本机，没有丢失", "照常送达市级", "请联系市级管理员", "导出到 U 盘"),
        ),
        (
            "revoked_evacuate",
            "市级已停用本机，正在上交数据",
            ("资料都在本机", "全部收到以前不会清除", "请保持网络畅通", "导出到 U 盘"),
        ),
        (
            "revoked",
            "市级已停用本机，不再接收",
            ("资料都在本机加密保存，没有清除", "联系市级管理员", "导出到 U 盘"),
        ),
    ],
)
def test_the_banner_has_three_clauses(stage: Stage, mode: str, title: str, says: tuple[str, ...]) -> None:
    page, _, _ = shown(stage, mode=mode)
    assert page.banner.isVisible()
    assert (page.banner.accessibleName(), page.banner.tone) == (title, Tone.BAD)
    told = page.banner.accessibleDescription()
    assert [one for one in says if one not in told] == []


@pytest.mark.parametrize("mode", BARRED)
@pytest.mark.parametrize("online", [True, False])
def test_the_machine_still_exports_by_keys(stage: Stage, tmp_path: Path, mode: str, online: bool) -> None:
    page, counter, desk = shown(stage, mode=mode, online=online)
    assert page.stick is not None
    QTest.keyClick(page.queue.table, Qt.Key.Key_U, Qt.KeyboardModifier.AltModifier)
    assert QTest.qWaitForWindowActive(page.stick.dialog)
    page.stick.dialog.fileSelected.emit(str(tmp_path))
    page.stick.dialog.close()
    counter.drain()
    assert desk.folders == [tmp_path]
    counter.feedback.close_all()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, Weather.FAIR),
        ({"mode": "suspended"}, Weather.SUSPENDED),
        ({"mode": "suspended", "online": False}, Weather.SUSPENDED),
        ({"mode": "suspended", "online": False, "problem": "server.captive"}, Weather.SUSPENDED),
        ({"mode": "suspended", "stopped": "sync.fork"}, Weather.SUSPENDED),
        ({"mode": "suspended", "healed": Healed("epoch", NOW, 1)}, Weather.SUSPENDED),
        ({"mode": "suspended", "problem": "sync.stuck"}, Weather.SUSPENDED),
        ({"mode": "revoked_evacuate"}, Weather.LEAVING),
        ({"mode": "revoked", "problem": "MODE"}, Weather.REVOKED),
        ({"stopped": "sync.fork"}, Weather.STOPPED),
        ({"online": False, "offline_since": NOW - timedelta(minutes=1)}, Weather.OFFLINE),
    ],
)
def test_what_the_city_decided_goes_before_the_weather(changes: dict[str, object], expected: Weather) -> None:
    assert weather(replace(queue_state(), **changes)) is expected  # type: ignore[arg-type]


def test_the_banner_goes_when_the_machine_is_let_in_again(stage: Stage) -> None:
    page, counter, _ = shown(stage, mode="suspended")
    page._sync.shown = SyncView(queue_state(), QUEUE)  # type: ignore[attr-defined]
    page.refresh()
    counter.drain()
    assert not page.banner.isVisible()


@pytest.mark.parametrize("mode", BARRED)
def test_every_mode_has_whole_sentences(mode: str) -> None:
    title, text = barred(mode)
    assert not title.endswith("。")
    assert text.endswith("。")
    assert "资料都在本机" in text
    assert "请" in text


class Toasts:
    """Notes what was said in passing."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str, Tone]] = []

    def toast(self, title: str, text: str = "", tone: Tone = Tone.OK) -> None:
        self.told.append((title, text, tone))


@pytest.mark.parametrize("mode", BARRED)
@pytest.mark.parametrize("changes", [{}, {"online": False}, {"stopped": "sync.fork"}, {"waiting": 0}])
def test_whoever_presses_f8_reads_the_same(mode: str, changes: dict[str, object]) -> None:
    said = Toasts()
    tell_sync(said, queue_state(mode=mode, **changes))  # type: ignore[arg-type]
    assert said.told == [(*barred(mode), Tone.BAD)]


@pytest.mark.parametrize("mode", BARRED)
def test_a_decision_is_told_in_passing_in_the_words_of_the_banner(mode: str) -> None:
    said = Toasts()
    tell_barred(said, mode)  # type: ignore[arg-type]
    assert said.told == [(*barred(mode), Tone.BAD)]


def test_a_machine_in_use_hears_nothing_of_it() -> None:
    said = Toasts()
    tell_sync(said, queue_state(waiting=0, needs_you=0))  # type: ignore[arg-type]
    assert [title for title, _, _ in said.told if "暂停" in title or "停用" in title] == []
