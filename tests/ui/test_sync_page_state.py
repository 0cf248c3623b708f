"""同步中心 as a value: the order of the queue, its tabs, and when a banner is due."""

from dataclasses import replace
from datetime import timedelta

import pytest

from outlet_app.services.healed import Healed
from outlet_app.services.views import SyncView
from outlet_app.ui.pages.sync import state as steps
from outlet_app.ui.pages.sync.state import Pile, SyncState, Weather
from tests.support.counter_fakes_desk import ASKED, FAILED, NOW, QUEUE, queue_state, unsent

SENT = unsent(20, "杭锦后旗沙海镇蜜瓜协会", "accepted", "sent")
PARKED = unsent(21, "陕坝镇民丰农机服务部", "accepted", "parked", code="CASE_NO_TAKEN")
HEALED = Healed("epoch", NOW, 12)
MIXED = SyncView(queue_state(), (SENT, *QUEUE[2:], PARKED, FAILED, ASKED))
READ = steps.loaded(SyncState(), MIXED)


def test_problems_come_first_and_what_was_sent_last() -> None:
    assert READ.view is not None
    shown = [row.status for row in READ.view.rows]
    assert shown == ["needs_you", "failed", "waiting", "waiting", "waiting", "parked", "sent"]


def test_those_that_wait_keep_their_order_and_know_their_place() -> None:
    placed = [(one.row.applicant, one.place) for one in steps.rows_of(READ) if one.place]
    assert placed == [("苏木图", 1), ("李建国", 2), ("张秀兰", 3)]


@pytest.mark.parametrize(
    ("pile", "applicants"),
    [
        (Pile.NEEDS_YOU, ["巴特尔"]),
        (Pile.FAILED, ["其其格"]),
        (Pile.WAITING, ["苏木图", "李建国", "张秀兰"]),
    ],
)
def test_a_tab_holds_its_own(pile: Pile, applicants: list[str]) -> None:
    assert [one.row.applicant for one in steps.rows_of(steps.chose(READ, pile))] == applicants


def test_a_place_in_the_line_is_the_same_in_every_tab() -> None:
    assert [one.place for one in steps.rows_of(steps.chose(READ, Pile.WAITING))] == [1, 2, 3]


def test_the_counts_are_those_of_the_tabs_and_leave_out_what_is_done() -> None:
    assert steps.counts(READ) == (6, 1, 1, 3)
    assert steps.counts(SyncState()) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("changes", "weather"),
    [
        ({"online": True, "problem": "sync.stuck"}, Weather.STUCK),
        ({}, Weather.FAIR),
        ({"online": False}, Weather.OFFLINE),
        ({"online": False, "problem": "server.offline"}, Weather.OFFLINE),
        ({"online": False, "problem": "server.captive"}, Weather.CAPTIVE),
        ({"online": False, "problem": "server.untrusted"}, Weather.UNTRUSTED),
        ({"online": False, "problem": "server.untimely"}, Weather.UNTIMELY),
        ({"online": True, "problem": "server.untimely"}, Weather.FAIR),
        ({"online": True, "stopped": "sync.fork"}, Weather.STOPPED),
        ({"online": False, "stopped": "sync.fork"}, Weather.STOPPED),
        ({"healed": HEALED}, Weather.HEALED),
        ({"healed": HEALED, "problem": "sync.stuck"}, Weather.STUCK),
        ({"healed": HEALED, "online": False}, Weather.OFFLINE),
        ({"healed": HEALED, "stopped": "sync.fork"}, Weather.STOPPED),
    ],
)
def test_a_banner_is_only_for_a_line_that_does_not_work(changes: dict[str, object], weather: Weather) -> None:
    assert steps.weather(queue_state(**changes)) is weather


def test_how_long_the_line_is_down_is_told_only_if_it_is_known() -> None:
    assert steps.away_for(queue_state(offline_since=NOW - timedelta(minutes=26)), NOW) == timedelta(
        minutes=26
    )
    assert steps.away_for(queue_state(), NOW) is None


def test_a_failed_reading_keeps_the_queue_and_a_good_one_forgets_it() -> None:
    after = steps.failed(READ)
    assert after.failed
    assert after.view == READ.view
    assert not steps.loaded(after, MIXED).failed


def test_a_round_under_way_is_remembered_across_readings() -> None:
    busy = steps.syncing(READ, True)
    assert steps.loaded(busy, MIXED).busy
    assert not steps.syncing(busy, False).busy


def test_a_row_on_its_way_stands_before_those_that_wait() -> None:
    on_its_way = replace(QUEUE[3], status="sending")
    read = steps.loaded(SyncState(), SyncView(queue_state(), (QUEUE[2], on_its_way)))
    assert read.view is not None
    assert read.view.rows[0] == on_its_way
