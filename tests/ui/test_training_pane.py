"""培训活动 beside the service-item list, by keys over a real counter."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.domain.calendar import CST
from outlet_app.domain.facts.activity import ActivityPublished, ActivityWay, SignedIn, SignWay
from outlet_app.domain.scanning import Scan
from outlet_app.domain.training.activity import Activity, ActivityState
from outlet_app.ui.pages.items.page import LIST, TRAININGS, ItemsPage
from outlet_app.ui.pages.items.training_pane import TrainingPane
from outlet_app.ui.parts.sheet_dialog import SheetDialog
from outlet_app.ui.widgets.combo import Combo
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.page import Layout
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.wording import training as words
from tests.support.activities import STARTS, person, planned
from tests.support.at_the_counter import answered, text_of
from tests.support.bench import CLERK_PERSON, Bench, open_bench
from tests.support.builders import MORNING
from tests.support.counter_fakes_desk import Counter, room, settle

ALT = Qt.KeyboardModifier.AltModifier
Stage = Callable[..., QWidget]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


class Desk:
    """事项清单 with 培训活动 in view."""

    def __init__(self, stage: Stage, bench: Bench, layout: Layout = Layout.NARROW) -> None:
        self.bench, self.counter = bench, bench.counter()
        self.page, self.here = room(stage, self._make, CLERK_PERSON, watch=bench.clock)  # type: ignore[arg-type]
        self._refused: list[str] = []
        self.here.feedback.banner_wanted.connect(lambda _tone, title, _text: self._refused.append(title))
        self.page.set_layout(layout)
        self.page.views.choose(TRAININGS)
        self.page._show_view(TRAININGS)
        self.drain()

    def _make(self, here: Counter) -> ItemsPage:
        counter = self.counter
        pane = TrainingPane(counter.trainings, counter.papers, here.office, here.lanes, here.feedback)
        return ItemsPage(counter.reference.catalogue, here.office, pane)

    @property
    def pane(self) -> TrainingPane:
        assert self.page.trainings is not None
        return self.page.trainings

    @property
    def activity(self) -> Activity:
        """The chosen activity as the store has it."""
        return self.counter.trainings.detail(self.pane.chosen).activity

    @property
    def sheet(self) -> SheetDialog:
        dialog: Dialog = self.here.dialog
        assert isinstance(dialog, SheetDialog)
        return dialog

    @property
    def refused(self) -> list[str]:
        """The refusals shown as banners."""
        return self._refused

    @property
    def said(self) -> list[str]:
        return [notice.title for notice in self.here.feedback.toasts.history]

    def drain(self) -> None:
        self.here.drain()
        settle(20)
        self.here.drain()

    def press(self, code: str) -> None:
        """A step's button, by its letter."""
        button = self.pane.card.buttons[code]
        assert button.isVisible(), code
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
        self.drain()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget(), key, modifier)

    def fill(self, **answers: str) -> SheetDialog:
        """Write into the open dialog."""
        dialog = self.sheet
        for key, text in answers.items():
            control = dialog.controls[key]
            if isinstance(control, Combo):
                control.set_value(text)
            else:
                control.show_text(text)  # type: ignore[union-attr]
        return dialog

    def go(self) -> None:
        """The dialog's own button."""
        assert self.sheet.default is not None
        self.sheet.default.click()
        self.drain()

    def steps(self) -> set[str]:
        """The buttons that can be seen."""
        return {code for code, button in self.pane.card.buttons.items() if button.isVisible()}


def published(bench: Bench, people: int = 0, **changes: object) -> str:
    trainings = bench.counter().trainings
    activity_id = trainings.plan(planned(**changes))
    trainings.tell(activity_id, ActivityPublished())
    for n in range(1, people + 1):
        trainings.enrol(activity_id, person(n))
    return activity_id


PLAN = {
    "title": "商标品牌建设讲座", "place": "河套学院报告厅", "day": "2026-12-10", "start": "9:00",
    "end": "1130", "capacity": "60", "closes": "2026-12-08", "remark": "凭校园码入校",
}  # fmt: skip


def test_the_view_in_sight_is_marked_from_the_first_so_that_one_arrow_changes_it(
    stage: Stage, bench: Bench
) -> None:
    page = Desk(stage, bench)._make(Desk(stage, bench).here)
    stage(page, size=(1366, 768))
    assert page.views.current == LIST
    page._show_view(page.views.current + 1)
    assert page.views.current == TRAININGS
    assert page.trainings is not None
    assert page.trainings.isVisibleTo(page)


class TestPlanning:
    def test_an_empty_list_says_how_to_begin(self, stage: Stage, bench: Bench) -> None:
        desk = Desk(stage, bench)
        assert desk.pane.pane.is_empty
        assert words.NONE == ("还没有培训活动", "按 新建活动 登记计划；发布以后可以报名")
        assert desk.pane.reach.text() == "2026 年参训企业 0 家，目标 300 家；0 场，0 人次"

    def test_a_plan_is_typed_kept_and_chosen(self, stage: Stage, bench: Bench) -> None:
        desk = Desk(stage, bench)
        desk.pane.new.click()
        desk.fill(**PLAN, way="school")
        desk.go()
        plan = desk.activity.plan
        assert (plan.title, plan.way, plan.place) == (
            "商标品牌建设讲座",
            ActivityWay.SCHOOL,
            "河套学院报告厅",
        )
        assert plan.starts_at == datetime(2026, 12, 10, 9, 0, tzinfo=CST)
        assert plan.ends_at == datetime(2026, 12, 10, 11, 30, tzinfo=CST)
        assert (plan.capacity, plan.closes_on, plan.remark) == (60, date(2026, 12, 8), "凭校园码入校")
        assert desk.said == ["已登记活动计划"]
        assert desk.steps() == {"publish", "change", "cancel"}

    @pytest.mark.parametrize(
        ("key", "typed", "said"),
        [
            ("title", "", "请填写活动名称"),
            ("place", "", "请填写地点"),
            ("day", "", "请填写日期"),
            ("day", "2026-02-30", "没有这一天"),
            ("start", "", "请填写开始时间"),
            ("start", "25:00", "请填写时间，如 09:00"),
            ("start", "上午", "请填写时间，如 09:00"),
            ("end", "9:00", "应晚于开始时间"),
            ("end", "08:59", "应晚于开始时间"),
            ("end", "12:60", "请填写时间，如 09:00"),
            ("capacity", "六十", "请填写数字"),
            ("capacity", "-1", "请填写数字"),
            ("closes", "2026-12-11", "不能晚于举办日期"),
        ],
    )
    def test_what_is_wrong_is_told_at_its_field(
        self, stage: Stage, bench: Bench, key: str, typed: str, said: str
    ) -> None:
        desk = Desk(stage, bench)
        desk.pane.new.click()
        dialog = desk.fill(**{**PLAN, key: typed})
        desk.go()
        assert dialog.fields[key].message == said
        assert desk.counter.trainings.all().activities == ()

    def test_no_limit_is_a_field_left_blank(self, stage: Stage, bench: Bench) -> None:
        desk = Desk(stage, bench)
        desk.pane.new.click()
        desk.fill(**{**PLAN, "capacity": "", "remark": ""})
        desk.go()
        assert desk.activity.plan.capacity == 0
        assert words.room(desk.activity) == "人数不限。"

    def test_a_plan_is_changed_with_a_reason(self, stage: Stage, bench: Bench) -> None:
        published(bench)
        desk = Desk(stage, bench)
        desk.press("change")
        dialog = desk.sheet
        assert dialog.controls["start"].text() == "09:00"  # type: ignore[union-attr]
        assert dialog.controls["closes"].text() == "2026-12-02"  # type: ignore[union-attr]
        desk.fill(place="五楼会议室")
        desk.go()
        assert dialog.fields["reason"].message == "请填写理由"
        desk.fill(reason="换会场")
        desk.go()
        assert desk.activity.plan.place == "五楼会议室"
        assert desk.said == ["计划已改"]

    def test_publishing_asks_once(self, stage: Stage, bench: Bench) -> None:
        bench.counter().trainings.plan(planned())
        desk = Desk(stage, bench)
        desk.press("publish")
        desk.key(Qt.Key.Key_Return)
        desk.drain()
        assert desk.activity.state is ActivityState.OPEN
        assert desk.said == ["已发布，可以报名"]


class TestRegistering:
    def test_four_fields_and_a_place(self, stage: Stage, bench: Bench) -> None:
        published(bench)
        desk = Desk(stage, bench)
        desk.press("enrol")
        assert list(desk.sheet.controls) == ["name", "phone", "unit", "code"]
        desk.fill(name="乌云其木格・阿拉坦", phone="139 0000 1234", unit="䶮泰农牧", code="")
        desk.go()
        (seat,) = desk.activity.seats
        assert (seat.fact.name, seat.fact.phone, seat.fact.unit) == (
            "乌云其木格·阿拉坦", "13900001234", "䶮泰农牧",
        )  # fmt: skip
        assert desk.said == ["已报名"]

    @pytest.mark.parametrize(
        ("answers", "key", "said"),
        [
            ({"name": ""}, "name", "请填写姓名"),
            ({"phone": ""}, "phone", "请填写联系电话"),
            ({"phone": "1390000"}, "phone", "应为 11 位，少 4 位"),
            ({"code": "91150826"}, "code", "应为 18 位，少 10 位"),
            ({"code": "91150826MA0N0A2B3C", "unit": ""}, "unit", "请填写单位"),
        ],
    )
    def test_what_is_wrong_is_told_at_its_field(
        self, stage: Stage, bench: Bench, answers: dict[str, str], key: str, said: str
    ) -> None:
        published(bench)
        desk = Desk(stage, bench)
        desk.press("enrol")
        dialog = desk.fill(**{"name": "赵永胜", "phone": "13900001234", "unit": "甲公司", **answers})
        desk.go()
        assert dialog.fields[key].message == said
        assert desk.activity.seats == ()

    def test_the_dialog_says_what_to_expect(self, stage: Stage, bench: Bench) -> None:
        activity_id = published(bench)
        trainings = bench.counter().trainings
        found = [words.room(trainings.detail(activity_id).activity)]
        for n in (1, 2, 3):
            trainings.enrol(activity_id, person(n))
            found.append(words.room(trainings.detail(activity_id).activity))
        full = "名额已满，现在报名列为候补第 {} 位；有人取消时顺次递补。"
        assert found == ["还有 2 个名额。", "还有 1 个名额。", full.format(1), full.format(2)]

    def test_when_it_is_full_the_place_in_line_is_said(self, stage: Stage, bench: Bench) -> None:
        published(bench, people=2)
        desk = Desk(stage, bench)
        desk.press("enrol")
        desk.fill(name="赵永胜", phone="13900001234")
        desk.go()
        assert desk.said == ["名额已满，列为候补第 1 位"]
        assert words.seats(desk.activity) == "2/2 候补1"
        assert words.seat_state(desk.activity, desk.activity.seats[-1]) == "候补第 1 位"

    def test_who_is_down_already_is_told_in_three_clauses(self, stage: Stage, bench: Bench) -> None:
        published(bench, people=1)
        desk = Desk(stage, bench)
        desk.press("enrol")
        desk.fill(name="学员1", phone="13900000001")
        desk.go()
        assert desk.refused == ["这个人已经报过名"]
        assert len(desk.activity.seats) == 1

    def test_the_chosen_person_is_taken_off_and_the_next_moves_up(self, stage: Stage, bench: Bench) -> None:
        published(bench, people=3)
        desk = Desk(stage, bench)
        desk.press("drop_seat")
        desk.fill(reason="有事不能来")
        desk.go()
        assert [seat.fact.name for seat in desk.activity.confirmed] == ["学员2", "学员3"]
        assert desk.said == ["已取消报名，候补顺次递补"]

    def test_closing_early_asks_once(self, stage: Stage, bench: Bench) -> None:
        published(bench)
        desk = Desk(stage, bench)
        desk.press("end_enrolment")
        desk.key(Qt.Key.Key_Return)
        desk.drain()
        assert desk.activity.state is ActivityState.CLOSED
        assert desk.said == ["报名已截止"]


class TestTheDay:
    def test_enter_on_a_person_signs_in(self, stage: Stage, bench: Bench) -> None:
        published(bench, people=2)
        bench.clock.at = STARTS
        desk = Desk(stage, bench)
        desk.pane.table.setFocus()
        desk.key(Qt.Key.Key_Return)
        assert desk.pane.card.seats.hasFocus()
        desk.key(Qt.Key.Key_Down)
        desk.key(Qt.Key.Key_Return)
        assert desk.sheet.windowTitle() == "签到"
        desk.key(Qt.Key.Key_S, ALT)
        desk.drain()
        (signed,) = desk.activity.signed
        assert (signed.fact.name, signed.way) == ("学员2", SignWay.SIGNATURE)
        assert words.seat_state(desk.activity, signed) == "09:00 签字"
        assert desk.said == ["已签到"]

    def test_at_the_door_the_tick_stands_ready(self, stage: Stage, bench: Bench) -> None:
        published(bench)
        bench.clock.at = STARTS
        desk = Desk(stage, bench)
        desk.press("enrol")
        desk.fill(name="赵永胜", phone="13900001234")
        desk.go()
        assert desk.activity.seats[0].fact.at_door
        assert desk.said == ["已报名"]

    def test_held_filed_and_reviewed(self, stage: Stage, bench: Bench) -> None:
        activity_id = published(bench, people=1)
        bench.clock.at = STARTS
        trainings = bench.counter().trainings
        seat = trainings.detail(activity_id).activity.seats[0].fact.seat
        trainings.tell(activity_id, SignedIn(seat, SignWay.CODE))
        desk = Desk(stage, bench)
        for code, answers in (
            ("hold", {"summary": "讲授文件撰写"}),
            ("archive", {"materials": "宣传册 40 份", "archive_no": "2026-培-003"}),
            ("review", {"answered": "1", "content": "1", "findings": "增加案例"}),
        ):
            desk.press(code)
            desk.fill(**answers)
            desk.go()
        assert desk.said == ["已登记举办情况", "资料已归档", "已登记评价"]
        assert dict(words.facts(desk.activity))["评价"] == "参评 1 人，满意 1 人　增加案例"
        assert dict(words.facts(desk.activity))["归档"] == "2026-培-003　宣传册 40 份"
        assert desk.steps() == set()
        assert desk.pane.reach.text() == "2026 年参训企业 1 家，目标 300 家；1 场，1 人次"

    @pytest.mark.parametrize(
        ("answers", "key", "said"),
        [
            ({"answered": "一", "content": "0"}, "answered", "请填写数字"),
            ({"answered": "2", "content": "1"}, "answered", "人数对不上，请核对"),
            ({"answered": "0", "content": "1"}, "content", "人数对不上，请核对"),
        ],
    )
    def test_figures_that_cannot_be_are_told(
        self, stage: Stage, bench: Bench, answers: dict[str, str], key: str, said: str
    ) -> None:
        activity_id = published(bench, people=1)
        bench.clock.at = STARTS
        desk = Desk(stage, bench)
        seat = desk.activity.seats[0].fact.seat
        desk.counter.trainings.tell(activity_id, SignedIn(seat, SignWay.CODE))
        desk.pane.refresh()
        desk.drain()
        for code, filled in (
            ("hold", {"summary": "讲"}),
            ("archive", {"materials": "册", "archive_no": "3"}),
        ):
            desk.press(code)
            desk.fill(**filled)
            desk.go()
        desk.press("review")
        dialog = desk.fill(**answers)
        desk.go()
        assert dialog.fields[key].message == said

    def test_cancelling_says_how_many_have_to_be_told(self, stage: Stage, bench: Bench) -> None:
        published(bench, people=2)
        desk = Desk(stage, bench)
        desk.press("cancel")
        texts = [one.text() for one in desk.sheet.findChildren(Paragraph)]
        assert "取消后不能恢复。已报名 2 人，请逐一告知。" in texts
        desk.fill(reason="天气原因")
        desk.key(Qt.Key.Key_C, ALT)
        desk.drain()
        assert desk.activity.cancelled == "天气原因"
        assert desk.said == ["活动已取消"]


class TestSheetAndKeys:
    def test_f9_prints_the_sign_in_sheet_after_it_is_kept(self, stage: Stage, bench: Bench) -> None:
        published(bench, people=1)
        desk = Desk(stage, bench)
        desk.page.print_current()
        desk.drain()
        assert "活动签到表" in text_of(bench.spooler.jobs[-1].pdf)
        assert desk.said == ["签到表已送打印机"]
        assert desk.pane.card.copies.text().endswith("第 1 次打印")

    def test_a_printer_that_fails_is_told_and_the_sheet_is_kept(self, stage: Stage, bench: Bench) -> None:
        published(bench, people=1)
        bench.spooler.trouble = "printer.failed"
        desk = Desk(stage, bench)
        desk.page.print_current()
        desk.drain()
        assert desk.here.dialog.windowTitle() == "打印机没有接收文书"
        assert len(desk.counter.trainings.detail(desk.pane.chosen).papers) == 1

    def test_on_the_list_f9_is_still_the_list_of_materials(self, stage: Stage, bench: Bench) -> None:
        desk = Desk(stage, bench)
        wanted: list[object] = []
        desk.page.list_wanted.connect(wanted.append)
        desk.page._show_view(LIST)
        desk.page.print_current()
        assert wanted == [desk.page.item]
        assert desk.page.panes() == (desk.page._list_card, desk.page.scroller)

    def test_in_a_compact_window_one_is_shown_at_a_time(self, stage: Stage, bench: Bench) -> None:
        published(bench, people=1)
        desk = Desk(stage, bench, Layout.COMPACT)
        assert (desk.pane.list.isVisible(), desk.pane.card.isVisible()) == (True, False)
        desk.pane.table.setFocus()
        desk.key(Qt.Key.Key_Return)
        assert (desk.pane.list.isVisible(), desk.pane.card.isVisible()) == (False, True)
        assert desk.page.go_back()
        assert (desk.pane.list.isVisible(), desk.pane.card.isVisible()) == (True, False)
        assert not desk.page.go_back()

    def test_f6_walks_between_list_and_activity(self, stage: Stage, bench: Bench) -> None:
        desk = Desk(stage, bench)
        assert desk.page.panes() == (desk.pane.list, desk.pane.card)

    def test_an_item_asked_for_shows_the_list(self, stage: Stage, bench: Bench) -> None:
        desk = Desk(stage, bench)
        desk.page.activated(7)
        assert desk.page.item.number == 7
        assert desk.page._pile.currentIndex() == LIST

    def test_an_uncoded_unit_is_counted_apart(self, stage: Stage, bench: Bench) -> None:
        trainings, activity_id = bench.counter().trainings, published(bench)
        seat = trainings.enrol(activity_id, person(1, code="")).seat.seat
        bench.clock.at = STARTS + timedelta(minutes=1)
        trainings.tell(activity_id, SignedIn(seat, SignWay.CODE))
        desk = Desk(stage, bench)
        assert desk.pane.reach.text() == "2026 年参训企业 0 家，目标 300 家；另有 1 家未填代码；1 场，1 人次"


class TestScanning:
    """A receipt under the scanner signs its owner in while the activity is in view."""

    def enrolled(self, desk: Desk) -> str:
        """Somebody on the list by a case; its number."""
        case = answered(desk.bench, item=10, sub_item="10.2", request="报名").case
        who = person(7, case_id=case.case_id, name="乌云其木格·𬎆")
        desk.counter.trainings.enrol(desk.pane.chosen, who)
        desk.pane.refresh()
        desk.drain()
        return case.case_no

    def opened(self, desk: Desk) -> None:
        activity_id = desk.counter.trainings.plan(planned())
        desk.counter.trainings.tell(activity_id, ActivityPublished())
        desk.pane.refresh()
        desk.drain()

    def test_on_the_day_it_is_one_scan_and_no_key(self, stage: Stage, bench: Bench) -> None:
        desk = Desk(stage, bench)
        self.opened(desk)
        case_no = self.enrolled(desk)
        bench.clock.at = STARTS
        assert desk.page.take_scan(Scan(case_no))
        desk.drain()
        (seat,) = desk.activity.signed
        assert (seat.fact.name, seat.way) == ("乌云其木格·𬎆", SignWay.CODE)
        assert not desk.here.feedback.open_dialog
        assert desk.said[-1] == "已扫码签到"

    def test_who_is_not_on_the_list_is_told_and_nothing_changes(self, stage: Stage, bench: Bench) -> None:
        desk = Desk(stage, bench)
        self.opened(desk)
        self.enrolled(desk)
        bench.clock.at = STARTS
        assert desk.page.take_scan(Scan("HH05-20261122-010017-T"))
        desk.drain()
        assert desk.refused == ["办件 HH05-20261122-010017-T 没有报名这个活动"]
        assert desk.activity.signed == ()

    def test_without_an_activity_people_come_to_the_scan_opens_its_case(
        self, stage: Stage, bench: Bench
    ) -> None:
        desk = Desk(stage, bench)
        assert not desk.page.take_scan(Scan("HH05-20261122-010017-T"))
        desk.counter.trainings.plan(planned())
        desk.pane.refresh()
        desk.drain()
        assert not desk.page.take_scan(Scan("HH05-20261122-010017-T"))

    def test_on_the_list_of_items_it_opens_its_case_too(self, stage: Stage, bench: Bench) -> None:
        desk = Desk(stage, bench)
        self.opened(desk)
        self.enrolled(desk)
        desk.page._show_view(LIST)
        desk.drain()
        assert not desk.page.take_scan(Scan("HH05-20261122-010017-T"))

    def test_what_is_no_code_of_a_case_is_not_taken(self, stage: Stage, bench: Bench) -> None:
        desk = Desk(stage, bench)
        self.opened(desk)
        self.enrolled(desk)
        assert not desk.page.take_scan("6901234567892")
