"""The sentences of the window: dates, counts, names and what they leave out."""

from datetime import date, datetime

import pytest

from outlet_app.domain.calendar import CST, DayKind
from outlet_app.wording import shell as words
from outlet_app.wording.keys import COLUMN_BREAKS, COMMANDS, FIXED
from outlet_app.wording.statuses import PHRASES, STATUSES

MORNING = datetime(2026, 11, 18, 10, 36, tzinfo=CST)
TODAY = date(2026, 11, 18)
TONES = {"ok", "warn", "bad", "info", "mute"}


def test_the_clock():
    assert words.clock_line(MORNING) == "2026-11-18 周三 10:36"
    assert words.clock_line(datetime(2026, 11, 22, 8, 5, tzinfo=CST)) == "2026-11-22 周日 08:05"


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (None, "尚未同步"),
        (MORNING, "上次同步 今天 10:36"),
        (datetime(2026, 11, 17, 23, 59, tzinfo=CST), "上次同步 11-17 23:59"),
    ],
)
def test_the_last_sync(last, said):
    assert words.sync_line(last, TODAY) == said


@pytest.mark.parametrize(
    ("waiting", "failed", "said"),
    [(0, 0, "待发送 0 件"), (5, 0, "待发送 5 件"), (5, 2, "待发送 5 件，2 件出错")],
)
def test_the_queue(waiting, failed, said):
    assert words.queue_line(waiting, failed) == said


def test_the_person_and_the_outlet():
    assert words.clerk_line("苏日娜", "0837") == "苏日娜  工号 0837"
    assert words.clerk_line("李志强", "0412", "负责人") == "李志强  工号 0412（负责人）"
    assert words.outlet_line("陕坝镇公共服务网点", "HH05") == "陕坝镇公共服务网点（HH05）"


@pytest.mark.parametrize(("factor", "said"), [(1.0, "100%"), (1.25, "125%"), (1.75, "175%")])
def test_sizes(factor, said):
    assert words.percent(factor) == said


def test_reading_says_how_long_only_when_it_is_long():
    assert words.reading(None) == "正在读取…"
    assert words.reading(7) == "正在读取，已用 7 秒"


def test_what_is_spoken():
    assert words.named("处理结果", words.listed(["当场答复 8", "受理 4"])) == "处理结果：当场答复 8，受理 4"
    assert words.named("来访方式", "") == "来访方式"
    assert words.in_turn(["受理", "办结"]) == "受理；办结"
    assert words.preview_spoken("打印预览", 1, 2) == "打印预览，第 1 页，共 2 页"
    assert words.headline("没有找到打印机。") == "没有找到打印机"


def test_days_of_the_strip_have_words():
    assert {kind for kind in DayKind if kind in words.DAY_WORDS} == {DayKind.START, DayKind.OFF, DayKind.DUE}


@pytest.mark.parametrize("code", STATUSES)
def test_a_status_has_word_icon_and_tone(code):
    found = STATUSES[code]
    assert found.text
    assert found.icon
    assert found.tone in TONES


def test_longer_wordings_belong_to_known_codes():
    assert set(PHRASES) <= set(STATUSES)


def test_colour_means_that_somebody_must_act():
    assert {code for code, found in STATUSES.items() if found.tone == "bad"} == {
        "overdue",
        "material_missing",
        "send_failed",
        "unanswered",  # a transfer nobody took in time goes back to the sender in red (domain.md §1.4)
    }
    for finished in ("closed", "answered", "transferred", "rejected", "sent"):
        assert STATUSES[finished].tone == "mute"


WORDINGS = [
    *words.PAGES.values(),
    *words.SCHEMES.values(),
    *COMMANDS.values(),
    *(found.text for found in STATUSES.values()),
    *(what for rows in FIXED.values() for _, what in rows),
]


@pytest.mark.parametrize("said", WORDINGS)
def test_no_exclamation_no_particles_no_half_width_marks(said):
    assert not set(said) & set("！!哦呢,;?")


def test_the_help_fits_three_columns():
    assert len(COLUMN_BREAKS) == 2
    assert COLUMN_BREAKS[-1] < 2 + len(FIXED)
