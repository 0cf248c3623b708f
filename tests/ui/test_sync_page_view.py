"""同步中心 driven by keys: the queue, what a row means, the line, and the one wish to try again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from outlet_app.services.healed import Healed
from outlet_app.services.troubles import Trouble
from outlet_app.services.views import SyncView
from outlet_app.ui.office import Link, Queue
from outlet_app.ui.pages.sync.page import SyncPage
from outlet_app.ui.theme.tokens import Tone
from outlet_app.ui.widgets.page import Layout
from tests.support.counter_fakes_desk import (
    ASKED,
    FAILED,
    NOW,
    QUEUE,
    Counter,
    FakeSync,
    Watch,
    moment,
    press,
    queue_state,
    room,
    texts,
    unsent,
)

AWAY = queue_state(online=False, offline_since=NOW - timedelta(minutes=26), next_try=moment(11, 18, 10, 50))
PARKED = unsent(21, "陕坝镇民丰农机服务部", "accepted", "parked", code="CASE_NO_TAKEN")


class Centre:
    """The page with its fake and what it asked the window for."""

    def __init__(self, stage: Callable[..., object], shown: SyncView | None = None) -> None:
        self.sync = FakeSync(shown) if shown else FakeSync()
        self.watch = Watch()
        self.page, self.counter = room(stage, self._make, watch=self.watch)  # type: ignore[arg-type]
        self.went: list[tuple[str, object]] = []
        self.wished: list[bool] = []
        self.page.go_to.connect(lambda page, what: self.went.append((page, what)))
        self.page.sync_wanted.connect(lambda: self.wished.append(True))

    def _make(self, here: Counter) -> SyncPage:
        return SyncPage(self.sync, here.office, here.lanes, here.feedback)  # type: ignore[arg-type]

    def reads(self, shown: SyncView) -> None:
        """The next reading has come."""
        self.sync.shown = shown
        self.page.refresh()
        self.counter.drain()


@pytest.fixture
def centre(stage: Callable[..., object]) -> Centre:
    return Centre(stage)


def test_every_row_says_what_happened_and_what_comes_next(centre: Centre) -> None:
    table = centre.page.queue.table
    assert texts(table, 0) == ["需您处理", "发送失败", "等待发送", "等待发送", "等待发送"]
    assert texts(table, 2) == [
        "其他窗口已先办，这一步没有生效 打开办件看当前环节，需要时重新办理",
        "连不上市级服务器 已试 3 次，10:50 自动再试",
        "等待发送 第 1 位",
        "等待发送 第 2 位",
        "等待发送 第 3 位",
    ]
    assert texts(table, 1)[0] == f"巴特尔 受理　{ASKED.case_no}"
    assert texts(table, 3)[0] == "11-16 10:12"


def test_the_keys_are_on_the_first_row_and_it_is_explained_beside(centre: Centre) -> None:
    assert centre.page.queue.table.hasFocus()
    assert centre.page.chosen.title.full_text() == "巴特尔"
    assert centre.page.chosen.happened.text() == "其他窗口已先办，这一步没有生效"
    assert centre.page.chosen.to_do.text() == "打开办件看当前环节，需要时重新办理"


def test_another_row_is_explained_at_once(centre: Centre) -> None:
    press(centre.page.queue.table, Qt.Key.Key_Down)
    assert centre.page.chosen.title.full_text() == "其其格"
    assert centre.page.chosen.chip.status.text == "发送失败"


def test_enter_opens_the_case(centre: Centre) -> None:
    press(centre.page.queue.table, Qt.Key.Key_Return)
    assert centre.went == [("cases", ASKED.case_no)]


def test_the_card_opens_the_case_too(centre: Centre) -> None:
    centre.page.chosen.open.setFocus()
    press(centre.page.chosen.open, Qt.Key.Key_Space)
    assert centre.went == [("cases", ASKED.case_no)]


def test_codes_stand_only_behind_the_fold(centre: Centre) -> None:
    assert not centre.page.chosen.technical.isVisible()
    centre.page.chosen.fold.setFocus()
    press(centre.page.chosen.fold, Qt.Key.Key_Space)
    assert centre.page.chosen.technical.isVisible()
    assert "代码 state.guard" in centre.page.chosen.technical.text()
    assert ASKED.case_id in centre.page.chosen.technical.text()
    shown = " ".join(texts(centre.page.queue.table, 2))
    assert "state.guard" not in shown


def test_the_tabs_choose_by_keys_and_show_counts(centre: Centre) -> None:
    tabs = centre.page.queue.tabs
    tabs.setFocus()
    press(tabs, Qt.Key.Key_3)
    assert texts(centre.page.queue.table, 1)[0].startswith("其其格")
    assert [tab.count for tab in tabs.tabs] == [5, 1, 1, 3]


def test_an_empty_tab_is_a_sentence_and_nothing_is_explained(centre: Centre) -> None:
    centre.reads(SyncView(queue_state(), QUEUE[2:]))
    centre.page.queue.tabs.setFocus()
    press(centre.page.queue.tabs, Qt.Key.Key_2)
    assert centre.page.queue.pane.empty.accessibleName() == "这里没有办件"
    assert not centre.page.chosen.isVisible()


def test_an_empty_queue_says_that_all_is_sent_and_when(stage: Callable[..., object]) -> None:
    centre = Centre(stage, SyncView(queue_state(waiting=0), ()))
    assert centre.page.queue.pane.empty.accessibleName() == "全部已发送 上次同步 10:16"


def test_online_there_is_no_banner_and_one_button_to_sync(centre: Centre) -> None:
    assert not centre.page.banner.isVisible()
    centre.page.queue.button.setFocus()
    press(centre.page.queue.button, Qt.Key.Key_Space)
    assert centre.wished == [True]


def test_offline_the_banner_names_how_long_and_what_it_means(stage: Callable[..., object]) -> None:
    centre = Centre(stage, SyncView(AWAY, QUEUE))
    assert centre.page.banner.accessibleName() == "连不上市级服务器，已离线 26 分钟"
    assert "全部保存在本机" in centre.page.banner.accessibleDescription()
    assert texts(centre.page.queue.table, 2)[2] == "等待网络恢复 第 1 位"
    assert not centre.page.queue.button.isVisible()
    centre.page.try_button.setFocus()
    press(centre.page.try_button, Qt.Key.Key_Space)
    assert centre.wished == [True]


def test_the_time_in_the_banner_goes_on(stage: Callable[..., object]) -> None:
    centre = Centre(stage, SyncView(AWAY, QUEUE))
    centre.watch.turn(minutes=4)
    centre.counter.office.look_at_clock()
    assert centre.page.banner.accessibleName() == "连不上市级服务器，已离线 30 分钟"


def test_a_captive_network_is_named_as_one(stage: Callable[..., object]) -> None:
    centre = Centre(stage, SyncView(replace(AWAY, problem="server.captive"), QUEUE))
    assert centre.page.banner.accessibleName() == "网络需要先登录"


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        ("server.untrusted", "连到的服务器证书不是市级服务器的"),
        ("server.untimely", "按本机时间，市级服务器的证书不在有效期内"),
    ],
)
def test_a_certificate_that_does_not_fit_is_named_as_what_it_is(
    stage: Callable[..., object], problem: str, said: str
) -> None:
    centre = Centre(stage, SyncView(replace(AWAY, problem=problem), QUEUE))
    assert centre.page.banner.accessibleName() == said
    assert centre.page.banner.tone is Tone.WARN
    assert centre.page.try_button.isVisible()


def test_a_machine_that_was_stopped_says_whom_to_call_and_offers_no_retry(
    stage: Callable[..., object],
) -> None:
    centre = Centre(stage, SyncView(queue_state(stopped="sync.fork"), QUEUE))
    assert centre.page.banner.accessibleName() == "本机数据与市级记录对不上，请联系市级管理员"
    assert centre.page.banner.tone is Tone.BAD
    assert not centre.page.try_button.isVisible()
    assert not centre.page.queue.button.isVisible()


HEALED = Healed("epoch", NOW, 12)


def test_after_the_city_was_restored_the_clerk_reads_that_nothing_is_to_be_done(
    stage: Callable[..., object],
) -> None:
    centre = Centre(stage, SyncView(queue_state(healed=HEALED), QUEUE))
    assert centre.page.banner.accessibleName() == "市级服务器恢复过数据，本机已自动核对"
    assert centre.page.banner.accessibleDescription() == (
        "市级缺少的 12 步由本机自动补发。办件照常办理，不用重办，编号不变。"
    )
    assert centre.page.banner.tone is Tone.INFO
    assert not centre.page.try_button.isVisible()
    centre.page.queue.button.setFocus()
    press(centre.page.queue.button, Qt.Key.Key_Space)
    assert centre.wished == [True]


def test_a_line_that_breaks_afterwards_is_more_urgent(stage: Callable[..., object]) -> None:
    centre = Centre(stage, SyncView(replace(AWAY, healed=HEALED), QUEUE))
    assert centre.page.banner.accessibleName() == "连不上市级服务器，已离线 26 分钟"
    centre.reads(SyncView(queue_state(healed=HEALED), QUEUE))
    assert centre.page.banner.accessibleName() == "市级服务器恢复过数据，本机已自动核对"
    centre.reads(SyncView(queue_state(), QUEUE))
    assert not centre.page.banner.isVisible()


@pytest.mark.parametrize(
    ("stopped", "title"),
    [
        ("sync.fork", "本机数据恢复过，接通网络后自动核对"),
        ("sync.copied", "本机数据来自另一台机器，接通网络后换用新的终端号"),
    ],
)
def test_a_machine_without_a_name_waits_for_the_line_and_may_be_hurried(
    stage: Callable[..., object], stopped: str, title: str
) -> None:
    centre = Centre(stage, SyncView(replace(AWAY, stopped=stopped), QUEUE))
    assert (centre.page.banner.accessibleName(), centre.page.banner.tone) == (title, Tone.WARN)
    centre.page.try_button.setFocus()
    press(centre.page.try_button, Qt.Key.Key_Space)
    assert centre.wished == [True]


def test_a_new_number_is_named_for_the_day(stage: Callable[..., object]) -> None:
    centre = Centre(stage, SyncView(queue_state(healed=Healed("restored", NOW, 3, "04")), QUEUE))
    assert centre.page.banner.accessibleName() == "本机数据恢复过，已换用终端号 04"
    assert "从市级取回本机 3 步" in centre.page.banner.accessibleDescription()


def test_the_banner_goes_when_the_line_is_back(stage: Callable[..., object]) -> None:
    centre = Centre(stage, SyncView(AWAY, QUEUE))
    centre.reads(SyncView(queue_state(), QUEUE))
    assert not centre.page.banner.isVisible()
    assert centre.page.queue.button.isVisible()


def test_what_the_city_keeps_back_is_delivered_and_no_problem_of_the_clerk(
    stage: Callable[..., object],
) -> None:
    centre = Centre(stage, SyncView(queue_state(), (PARKED,)))
    assert texts(centre.page.queue.table, 0) == ["已送达"]
    assert texts(centre.page.queue.table, 2) == ["待市级处理 办件号与另一台机器重复"]


def test_the_line_is_told_in_figures(stage: Callable[..., object]) -> None:
    centre = Centre(stage, SyncView(replace(AWAY, oldest_unsent=moment(11, 17, 16, 5)), QUEUE))
    told = {key: value.full_text() for key, value in centre.page.line.values.items()}
    assert told == {
        "last": "10:16",
        "sent": "23 件",
        "waiting": "5 件",
        "oldest": "11-17 16:05 保存",
        "files": "0 件",
        "next": "10:50",
    }
    assert centre.page.line.chip.status.text == "离线，照常办理"
    assert centre.page.queue._sent.text() == "今日已发送 23 件，最近一次 10:16"


def test_a_machine_that_never_synced_says_so(stage: Callable[..., object]) -> None:
    centre = Centre(stage, SyncView(queue_state(last_sync=None), QUEUE))
    assert centre.page.line.values["last"].full_text() == "还没有同步过"


def test_a_round_under_way_shows_on_the_button_and_takes_no_second_press(centre: Centre) -> None:
    centre.page.show_busy(True)
    assert centre.page.queue.button.text() == "正在同步"
    assert not centre.page.queue.button.isEnabled()
    centre.page.show_busy(False)
    centre.counter.drain()
    assert centre.page.queue.button.text() == "立即同步 F8"
    assert centre.page.queue.button.isEnabled()


def test_the_row_another_page_points_to_is_chosen(centre: Centre) -> None:
    centre.page.activated(FAILED.case_id)
    centre.counter.drain()
    assert centre.page.chosen.title.full_text() == "其其格"
    centre.page.activated("unknown")
    centre.counter.drain()
    assert centre.page.chosen.title.full_text() == "其其格"


def test_a_refresh_keeps_the_chosen_row(centre: Centre) -> None:
    press(centre.page.queue.table, Qt.Key.Key_Down)
    centre.reads(SyncView(queue_state(), (unsent(30, "新来的", "registered", "needs_you"), *QUEUE)))
    assert centre.page.chosen.title.full_text() == "其其格"


def test_news_from_the_courier_are_read_while_the_page_is_seen(centre: Centre) -> None:
    centre.sync.shown = SyncView(queue_state(), QUEUE[2:])
    centre.counter.office.show_queue(Queue(3, 0))
    centre.counter.drain()
    assert len(texts(centre.page.queue.table, 0)) == 3
    centre.page.hide()
    centre.sync.shown = SyncView(queue_state(), ())
    centre.counter.office.show_link(Link.ONLINE)
    centre.counter.drain()
    assert len(texts(centre.page.queue.table, 0)) == 3


def test_a_queue_that_cannot_be_read_says_that_the_data_are_whole(stage: Callable[..., object]) -> None:
    class Broken(FakeSync):
        def view(self) -> SyncView:
            raise Trouble("storage.locked")

    def make(here: Counter) -> SyncPage:
        return SyncPage(Broken(), here.office, here.lanes, here.feedback)  # type: ignore[arg-type]

    page, counter = room(stage, make)  # type: ignore[arg-type]
    assert page.queue.pane.empty.accessibleName() == "没有读出来 本机数据完好，请重试"
    counter.feedback.close_all()


def test_a_compact_window_shows_one_half_at_a_time(centre: Centre) -> None:
    centre.page.set_layout(Layout.COMPACT)
    assert centre.page.queue.isVisible()
    assert not centre.page.side.isVisible()
    centre.page.switch.setFocus()
    press(centre.page.switch, Qt.Key.Key_2)
    assert centre.page.side.isVisible()
    assert not centre.page.queue.isVisible()
    centre.page.set_layout(Layout.STANDARD)
    assert centre.page.queue.isVisible()
    assert centre.page.side.isVisible()


def test_a_row_without_a_case_cannot_be_opened(stage: Callable[..., object]) -> None:
    nameless = replace(QUEUE[2], case_id="", case_no="", applicant="")
    centre = Centre(stage, SyncView(queue_state(), (nameless,)))
    assert not centre.page.chosen.open.isVisible()
    press(centre.page.queue.table, Qt.Key.Key_Return)
    assert centre.went == []
    assert texts(centre.page.queue.table, 1)[0].startswith("未留姓名")


def test_a_sealed_review_waits_under_its_own_name_and_leads_to_no_case(stage: Callable[..., object]) -> None:
    sealed = replace(QUEUE[2], case_id="op-9", case_no="", applicant="", kind="review")
    centre = Centre(stage, SyncView(queue_state(), (sealed,)))
    assert texts(centre.page.queue.table, 1)[0] == "服务评价 已加密，只有市级评价人员能看"
    assert centre.page.chosen.title.full_text() == "服务评价"
    assert not centre.page.chosen.open.isVisible()
    press(centre.page.queue.table, Qt.Key.Key_Return)
    assert centre.went == []
