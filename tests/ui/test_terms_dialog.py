"""期限计算, Ctrl+T: the dates a mark's owner asks about, live while the clerk types."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.domain.calendar import HolidayCalendar
from outlet_app.domain.policies.policy import PolicyMode
from outlet_app.domain.policies.windows import Season, SeasonNow
from outlet_app.services.policy_views import NamedSeason
from outlet_app.ui.parts.terms_dialog import TermsDialog
from outlet_app.wording import terms as words
from tests.domain.holiday_plans import CALENDAR
from tests.support.counter_fakes_desk import settle

TODAY = date(2026, 11, 20)


class Asked:
    """The dialog over a window."""

    def __init__(self, window: QWidget, plan: HolidayCalendar = CALENDAR) -> None:
        self.dialog = TermsDialog(window, plan, TODAY)
        self.copied: list[bool] = []
        self.dialog.copied.connect(lambda: self.copied.append(True))
        self.dialog.open()
        while QApplication.activeWindow() is not self.dialog:
            settle(1)

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(QApplication.focusWidget(), key)

    def type(self, text: str) -> None:
        QTest.keyClicks(QApplication.focusWidget(), text)

    def choose(self, times: int) -> None:
        """So many steps down the list of procedures, then on to the day."""
        for _ in range(times):
            self.key(Qt.Key.Key_Down)
        self.key(Qt.Key.Key_Tab)

    @property
    def said(self) -> list[str]:
        """The result, line by line."""
        return self.dialog.outcome.text().split("\n")


@pytest.fixture
def window(stage: Callable[..., object]) -> QWidget:
    made = QWidget()
    made.resize(1366, 768)
    stage(made)
    return made


@pytest.fixture
def asked(window: QWidget) -> Asked:
    return Asked(window)


def test_a_renewal_is_told_while_the_day_is_typed(asked: Asked) -> None:
    asked.choose(0)
    asked.type("2026-11-27")
    assert asked.said == [
        "续展申请期：2025年11月28日至2026年11月27日",
        "宽展期：至2027年5月27日",
        "今天可以申请续展。",
        words.ASSUMED,
    ]


@pytest.mark.parametrize(
    ("expires", "sentence"),
    [
        ("2027-12-01", "今天还不能申请续展。"),
        ("2026-11-20", "今天可以申请续展。"),
        ("2026-09-01", "今天在宽展期内，仍可申请续展。"),
        ("2026-05-18", "宽展期已过，商标已失效，需重新申请注册。"),
    ],
)
def test_where_the_owner_stands_is_said(asked: Asked, expires: str, sentence: str) -> None:
    asked.choose(0)
    asked.type(expires)
    assert sentence in asked.said


def test_from_the_day_of_registration_the_ten_years_are_counted_first(asked: Asked) -> None:
    asked.choose(1)
    assert asked.dialog.day_field.line.label == "注册日"
    asked.type("2016-11-28")
    assert asked.said[:2] == ["有效期届满日：2026年11月27日", "续展申请期：2025年11月28日至2026年11月27日"]


def test_an_opposition_is_told_with_the_days_left(asked: Asked) -> None:
    asked.choose(2)
    assert asked.dialog.day_field.line.label == "初审公告日"
    asked.type("2026-08-27")
    assert asked.said == ["异议期：2026年8月28日至2026年11月27日", "今天在期限内，还剩 7 天。"]


def test_a_lapsed_opposition_is_told(asked: Asked) -> None:
    asked.choose(2)
    asked.type("2026-08-13")
    assert asked.said[1] == "期限已过。"


def test_a_reply_asks_for_its_length_and_counts_days_or_months(asked: Asked) -> None:
    assert not asked.dialog.length.isVisible()
    asked.choose(3)
    assert asked.dialog.length.isVisible()
    asked.type("2026-11-19")
    assert asked.said[0] == "答复期：2026年11月20日至2026年12月4日"
    asked.key(Qt.Key.Key_Tab)
    asked.dialog.length.selectAll()
    asked.type("2")
    asked.key(Qt.Key.Key_Tab)
    asked.key(Qt.Key.Key_Right)
    assert asked.said[0] == "答复期：2026年11月20日至2027年1月19日"


@pytest.mark.parametrize("length", ["", "0", "十五", "1.5", "-3", "１５"])
def test_a_length_that_is_no_number_is_asked_for_again(asked: Asked, length: str) -> None:
    asked.choose(3)
    asked.type("2026-11-19")
    asked.dialog.length.setText(length)
    assert asked.dialog.length_field.message == "请填写答复期限"
    assert asked.said == [words.NOTHING_YET]
    assert not asked.dialog.copy.isEnabled()


@pytest.mark.parametrize("typed", ["2026-02-30", "13-45", "abc", "２０２６年"])
def test_a_day_nobody_can_read_is_said_at_its_field(asked: Asked, typed: str) -> None:
    asked.choose(0)
    asked.dialog.day.setText(typed)
    assert asked.dialog.day_field.message
    assert asked.said == [words.NOTHING_YET]


@pytest.mark.parametrize(
    ("typed", "begins"),
    [("11-19", "2026年11月20日"), ("0827", "2026年8月28日"), ("02-01", "2027年2月2日")],
)
def test_a_day_without_its_year_is_the_nearest(asked: Asked, typed: str, begins: str) -> None:
    asked.choose(3)
    asked.type(typed)
    assert asked.said[0].startswith(f"答复期：{begins}至")


def test_nothing_is_copied_while_there_is_nothing(asked: Asked) -> None:
    assert not asked.dialog.copy.isEnabled()
    asked.key(Qt.Key.Key_Return)
    assert asked.copied == []
    assert asked.dialog.isVisible()


def test_enter_copies_the_result_and_leaves_it_open(asked: Asked) -> None:
    asked.choose(2)
    asked.type("2026-08-27")
    asked.key(Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text().startswith("异议期：2026年8月28日")
    assert asked.copied == [True]
    assert asked.dialog.isVisible()


def test_escape_closes_it(asked: Asked) -> None:
    asked.key(Qt.Key.Key_Escape)
    assert not asked.dialog.isVisible()


def test_without_a_plan_the_result_says_so(window: QWidget) -> None:
    asked = Asked(window, HolidayCalendar())
    asked.choose(2)
    asked.type("2026-08-27")
    assert asked.said[-1] == words.ASSUMED


def named(name: str, season: Season, opens: date | None = None, closes: date | None = None) -> NamedSeason:
    return NamedSeason(name, PolicyMode.APPLIED, SeasonNow(season, opens, closes))


SEASONS = (
    named("年初已过的奖补", Season.OVER, date(2026, 3, 1), date(2026, 4, 30)),
    named("明年的奖补", Season.BEFORE, date(2027, 3, 1), date(2027, 4, 30)),
    named("常年的补贴", Season.ALWAYS, date(2026, 6, 1), date(2027, 5, 31)),
    named("十二月截止的贴息", Season.OPEN, date(2026, 10, 1), date(2026, 12, 15)),
    named("本月截止的贴息", Season.OPEN, date(2026, 10, 1), date(2026, 11, 30)),
    named("已失效的办法", Season.NOT_IN_FORCE, date(2024, 1, 1), date(2025, 12, 31)),
)


class TestSeasons:
    """政策申报期: what can be declared now, the soonest to end first."""

    def test_the_periods_of_all_policies_stand_in_their_order(self, asked: Asked) -> None:
        asked.dialog.show_seasons(SEASONS)
        asked.choose(4)
        assert asked.said == [
            "本月截止的贴息：申报期内，2026-11-30 截止，还有 11 天",
            "十二月截止的贴息：申报期内，2026-12-15 截止，还有 26 天",
            "常年的补贴：常年受理，政策有效期至 2027-05-31",
            "明年的奖补：还没到申报期，2027-03-01 开始，2027-04-30 截止",
            "年初已过的奖补：申报期已过，2026-04-30 已截止",
            "已失效的办法：政策不在有效期内（2024-01-01 至 2025-12-31）",
        ]

    def test_no_day_is_asked_and_the_result_can_be_copied(self, asked: Asked) -> None:
        asked.dialog.show_seasons(SEASONS[:1])
        asked.choose(4)
        assert not asked.dialog.day_field.isVisible()
        assert asked.dialog.copy.isEnabled()
        asked.dialog.copy.click()
        assert QGuiApplication.clipboard().text() == "年初已过的奖补：申报期已过，2026-04-30 已截止"

    def test_back_at_a_procedure_its_day_is_asked_again(self, asked: Asked) -> None:
        asked.dialog.show_seasons(SEASONS)
        asked.dialog.kind.set_value("seasons")
        asked.dialog.kind.set_value("renewal")
        asked.dialog.kind.chosen.emit("renewal")
        assert asked.dialog.day_field.isVisible()
        assert asked.said == [words.NOTHING_YET]

    def test_without_policies_it_says_how_to_get_them(self, asked: Asked) -> None:
        asked.dialog.show_seasons(())
        asked.choose(4)
        assert asked.said == [words.NO_SEASONS]

    def test_before_they_are_read_it_says_so_and_shows_them_once_they_are(self, asked: Asked) -> None:
        asked.choose(4)
        assert asked.said == [words.SEASONS_UNREAD]
        asked.dialog.show_seasons(SEASONS[3:4])
        assert asked.said == ["十二月截止的贴息：申报期内，2026-12-15 截止，还有 26 天"]

    def test_more_policies_than_there_is_room_for_say_where_the_rest_stands(self, asked: Asked) -> None:
        long = [named(f"{place:02}巴彦淖尔市知识产权质押融资贴息政策", Season.OVER) for place in range(30)]
        asked.dialog.show_seasons(long)
        asked.choose(4)
        assert len(asked.said) == words.MOST_SEASONS + 1
        assert asked.said[-1] == "另有 18 项，在免申即享（Shift+F3）查看"
        assert asked.dialog.height() <= 600
