"""服务评价 driven by keys: whom to ask next, and what only the head of the window reads."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from outlet_app.domain.reviews.levels import Level
from outlet_app.domain.reviews.rates import Standing
from outlet_app.domain.reviews.suspicion import Pattern, Suspicion
from outlet_app.services.review_views import Asked, ReviewDay
from outlet_app.services.troubles import Trouble
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.pages.reviews.page import ReviewsPage
from outlet_app.ui.widgets.bars import Bar, StackedBar
from outlet_app.ui.widgets.page import Layout
from outlet_app.wording import reviews as words
from outlet_app.wording.review_words import LEVELS
from tests.support.counter_fakes_desk import (
    CLERK,
    HEAD,
    NOW,
    Counter,
    FakePapers,
    press,
    reference,
    room,
    settle,
    texts,
)
from tests.support.review_fakes import DAY, EMPTY_DAY, SERVICES, FakeRectifying, FakeReviewDesk, service

Show = Callable[..., object]


class Seen:
    """The page of somebody, and what it asked for."""

    def __init__(self, stage: Show, *, leads: bool = True, **desk: object) -> None:
        self.desk = FakeReviewDesk(may_see=leads)
        for name, value in desk.items():
            setattr(self.desk, name, value)
        self.page, self.counter = room(stage, self._make, HEAD if leads else CLERK)  # type: ignore[arg-type]
        self.went: list[tuple[str, object]] = []
        self.invited: list[str] = []
        self.page.go_to.connect(lambda key, what: self.went.append((key, what)))
        self.page.review_wanted.connect(self.invited.append)

    def _make(self, here: Counter) -> ReviewsPage:
        told = (
            self.desk,
            FakeRectifying(),
            FakePapers(),
            reference(),
            here.office,
            here.lanes,
            here.feedback,
        )
        return ReviewsPage(*told)  # type: ignore[arg-type]

    def reads_again(self) -> None:
        self.page.refresh()
        self.counter.drain()

    @property
    def said(self) -> str:
        """Every word on the page."""
        labels = [label.text() for label in self.page.findChildren(QLabel) if label.isVisible()]
        names = [one.accessibleName() for one in self.page.findChildren(QWidget) if one.isVisible()]
        cells = [text for at in range(7) for text in texts(self.page.services.table, at)]
        return " ".join([*labels, *names, *cells])


@pytest.fixture
def head(stage: Show) -> Seen:
    return Seen(stage)


@pytest.fixture
def clerk(stage: Show) -> Seen:
    return Seen(stage, leads=False)


def test_the_latest_service_is_chosen_and_has_the_keys(head: Seen) -> None:
    table = head.page.services.table
    assert table.hasFocus()
    assert table.current_row() == SERVICES[0]
    assert texts(table, 0)[:3] == ["10:42", "10:35", "10:28"]
    assert head.page.subject() == "case-0"


def test_each_row_says_whether_it_was_rated_and_never_how(head: Seen) -> None:
    asked = texts(head.page.services.table, 6)
    assert asked[:3] == ["未邀请", "未评价", "已评价"]
    rows = " ".join(text for at in range(7) for text in texts(head.page.services.table, at))
    assert not any(word in rows for word in LEVELS.values())


@pytest.mark.parametrize("how", ["button", "enter on the button"])
def test_the_button_invites_for_the_chosen_row(head: Seen, how: str) -> None:
    press(head.page.services.table, Qt.Key.Key_Down)
    button = head.page.services.button
    if how == "button":
        button.click()
    else:
        button.setFocus()
        press(button, Qt.Key.Key_Return)
    assert head.invited == ["case-1"]


def test_a_rated_service_is_not_offered_again(head: Seen) -> None:
    table, button = head.page.services.table, head.page.services.button
    assert button.isEnabled()
    press(table, Qt.Key.Key_Down)
    press(table, Qt.Key.Key_Down)
    assert table.current_row() == SERVICES[2]
    assert not button.isEnabled()


def test_the_main_button_is_the_invitation(head: Seen) -> None:
    assert head.page.primary() is head.page.services.button


def test_enter_opens_the_case(head: Seen) -> None:
    press(head.page.services.table, Qt.Key.Key_Return)
    assert head.went == [(PageKey.CASES, SERVICES[0].case_no)]


def test_the_chosen_service_stays_chosen_when_another_comes_before_it(head: Seen) -> None:
    press(head.page.services.table, Qt.Key.Key_Down)
    newer = service(0, at=NOW.replace(minute=50), case_id="case-new")
    head.desk.shown = (newer, *SERVICES)
    head.reads_again()
    assert head.page.services.table.current_row() == SERVICES[1]


def test_two_services_of_one_case_are_two_rows(stage: Show) -> None:
    pair = (service(0), service(1, case_id="case-0", case_no=SERVICES[0].case_no, asked=Asked.RATED))
    seen = Seen(stage, shown=pair)
    press(seen.page.services.table, Qt.Key.Key_Down)
    seen.reads_again()
    assert seen.page.services.table.current_row() == pair[1]


def test_nobody_served_yet(stage: Show) -> None:
    seen = Seen(stage, shown=(), counted=EMPTY_DAY)
    assert seen.page.services.pane.empty.accessibleName() == "今天还没有服务 办理以后，在这里邀请评价"
    assert not seen.page.services.button.isEnabled()
    assert seen.page.subject() == ""
    assert seen.page.day._faces.currentIndex() == 1


def test_a_page_that_cannot_be_read_says_so_and_keeps_what_it_showed(head: Seen) -> None:
    head.desk.trouble = Trouble("storage.busy")
    head.reads_again()
    assert texts(head.page.services.table, 0)[0] == "10:42"
    assert head.page.state.failed


def test_a_first_reading_that_fails_says_so(stage: Show) -> None:
    seen = Seen(stage, trouble=Trouble("storage.busy"))
    assert seen.page.services.pane.empty.accessibleName().startswith("没有读出来")


def test_without_a_name_or_an_item_of_the_list_the_row_says_so(stage: Show) -> None:
    seen = Seen(stage, leads=False, shown=(service(3),))
    assert texts(seen.page.services.table, 2) == ["未留姓名"]
    assert texts(seen.page.services.table, 3) == ["未列入清单"]


# -- The head's numbers


def test_the_head_reads_the_day_in_numbers(head: Seen) -> None:
    assert head.page.day.isVisible()
    assert head.page.day.facts.lines == (
        ("已邀请", "14"),
        ("已评价", "13"),
        ("未评价", "1"),
        ("满意度", "92.3%"),
        ("评价率", "92.9%"),
    )
    assert head.page.day.caption.text() == "13 条"
    assert head.page.day.bars.accessibleName().endswith(
        "非常满意 8，满意 3，基本满意 1，不满意 0，非常不满意 1"
    )


def test_items_are_told_apart_from_five_reviews_on_and_the_rest_is_said(head: Seen) -> None:
    lines = [label.text() for label in head.page.day.items.findChildren(QLabel) if label.isVisible()]
    assert lines == ["业务咨询　6 条　满意度 83.3%", "信息查询　5 条　满意度 100.0%"] or lines == [
        "信息查询　5 条　满意度 100.0%",
        "业务咨询　6 条　满意度 83.3%",
    ]
    assert head.page.day.note.text() == "另有 2 条评价的事项不足 5 条，只计入合计。"


@pytest.mark.parametrize(
    ("whole", "share", "rated"),
    [
        (Standing(3), "—", "0.0%"),
        (Standing(1, {Level.VERY_DISSATISFIED: 1}), "0.0%", "100.0%"),
        (Standing(2, {Level.BASICALLY_SATISFIED: 1}), "100.0%", "50.0%"),
    ],
)
def test_no_review_is_no_rate(stage: Show, whole: Standing, share: str, rated: str) -> None:
    seen = Seen(stage, counted=ReviewDay(NOW.date(), whole))
    lines = dict(seen.page.day.facts.lines)
    assert (lines["满意度"], lines["评价率"]) == (share, rated)
    assert seen.page.day.note.text() == "满 5 条评价的事项才分开显示。"


def test_numbers_change_with_the_next_reading(head: Seen) -> None:
    head.desk.counted = replace(DAY, whole=Standing(15, {Level.SATISFIED: 15}))
    head.reads_again()
    assert head.page.day.caption.text() == "15 条"


# -- The clerk


def test_a_clerk_has_no_card_of_numbers_and_never_asks_for_them(clerk: Seen) -> None:
    assert not clerk.page.day.isVisible()
    assert clerk.desk.days == 0
    assert clerk.page.panes() == (clerk.page.services,)
    told = clerk.said
    assert not any(word in told for word in (*LEVELS.values(), "满意度", "评价率"))


def test_a_clerks_list_is_ones_own_and_names_no_clerk(clerk: Seen) -> None:
    assert clerk.page.services.title.text() == "我的今日服务"
    assert [column.key for column in clerk.page.services.table.table_model.columns] == [
        "at", "case_no", "applicant", "item", "occasion", "asked",
    ]  # fmt: skip


def test_in_a_compact_window_a_clerk_has_nothing_to_switch_to(clerk: Seen, head: Seen) -> None:
    for seen in (clerk, head):
        seen.page.set_layout(Layout.COMPACT)
    assert not clerk.page.switch.isVisible()
    assert head.page.switch.isVisible()
    assert clerk.page.services.isVisible()


def test_in_a_compact_window_the_head_sees_one_half_at_a_time(head: Seen) -> None:
    head.page.set_layout(Layout.COMPACT)
    assert (head.page.services.isVisible(), head.page.day.isVisible()) == (True, False)
    head.page.switch.setFocus()
    press(head.page.switch, Qt.Key.Key_Right)
    assert (head.page.services.isVisible(), head.page.day.isVisible()) == (False, True)
    head.page.set_layout(Layout.STANDARD)
    assert head.page.services.isVisible()
    assert head.page.day.isVisible()


def test_f5_reads_again(head: Seen) -> None:
    before = head.desk.reads
    head.reads_again()
    assert head.desk.reads == before + 1


# -- The bar of the first page


@pytest.mark.parametrize("width", [180, 240, 320, 500, 900])
def test_no_level_is_left_out_of_the_legend(stage: Show, width: int) -> None:
    bar = StackedBar("今日评价", [Bar(*part) for part in words.parts(Standing(9, dict.fromkeys(Level, 2)))])
    window = stage(bar, size=(width, 320))
    settle()
    places = bar._places()
    assert len(places) == 5
    lines = {line for _, line in places}
    assert lines == set(range(max(lines) + 1))
    assert bar.sizeHint().height() == 64 + max(lines) * StackedBar.LINE
    assert window is not None


def test_a_bad_level_is_in_the_legend_only_where_there_is_one() -> None:
    good = words.parts(Standing(1, {Level.SATISFIED: 1}))
    assert [word for word, _, _ in good] == ["非常满意", "满意", "基本满意"]
    bad = words.parts(Standing(2, {Level.SATISFIED: 1, Level.VERY_DISSATISFIED: 1}))
    assert [word for word, _, _ in bad][-1] == "非常不满意"


# -- What should be looked at

AT = NOW.replace(hour=9, minute=12)
HURRIED = Suspicion(Pattern.HURRIED, "01", 4, AT, AT + timedelta(minutes=1), ("1508260837",))
ODD = Suspicion(Pattern.ODD_HOURS, "02", 1, AT.replace(hour=20), AT.replace(hour=20), ("1508260837",))


def test_the_head_reads_first_what_should_be_looked_at(stage: Show) -> None:
    seen = Seen(stage, counted=replace(DAY, alerts=(HURRIED, ODD)))
    assert seen.page.day.alerts.isVisible()
    for said in (
        "请核实",
        "09:12 至 09:13（01 号终端）\n4 条评价间隔不足 10 秒",
        "20:12（02 号终端）\n1 条评价在工作时间以外",
        "只作提醒，不影响统计",
    ):
        assert said in seen.said
    assert "0837" not in " ".join(label.text() for label in seen.page.day.findChildren(QLabel))
    assert seen.page.day.alerts.y() < seen.page.day.facts.y()


def test_an_ordinary_day_has_no_such_lines_and_they_go_away_again(stage: Show) -> None:
    seen = Seen(stage, counted=replace(DAY, alerts=(HURRIED,)))
    assert "请核实" in seen.said
    seen.desk.counted = DAY
    seen.reads_again()
    assert not seen.page.day.alerts.isVisible()
    assert "请核实" not in seen.said


def test_a_clerks_page_has_none_of_it(stage: Show) -> None:
    seen = Seen(stage, leads=False, counted=replace(DAY, alerts=(HURRIED,)))
    assert "请核实" not in seen.said
    assert seen.desk.days == 0


@pytest.mark.parametrize("pattern", Pattern)
def test_every_pattern_has_its_sentence(pattern: Pattern) -> None:
    said = words.alert(replace(HURRIED, pattern=pattern))
    assert said.startswith("09:12 至 09:13（01 号终端）\n4 条评价")
