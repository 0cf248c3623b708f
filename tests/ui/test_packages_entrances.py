"""集成办 by letter and the like, by keys: the fields of the letter come and go with the way it came in."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.domain.channels import INCOMING
from outlet_app.domain.events import Channel, Delivery, ReplyWay
from outlet_app.ui.pages.packages import state as steps
from outlet_app.ui.parts.sheet_dialog import SheetDialog
from outlet_app.ui.widgets.combo import Combo
from outlet_app.wording import channels
from tests.support.bench import Bench, open_bench
from tests.support.builders import MORNING
from tests.support.package_desk import Key, PackageDesk

LETTER_FIELDS = ("incoming_no", "incoming_posted", "incoming_from", "incoming_due", "reply_by")


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


@pytest.fixture
def desk(stage: Callable[..., QWidget], bench: Bench) -> PackageDesk:
    """维权一件事 filled in, every paper there."""
    made = PackageDesk(stage, bench)
    made.choose("P5")
    made.party()
    made.fill(request="产品被仿冒", field__right="一种向日葵脱壳机", field__opponent="塞北机械厂")
    made.complete()
    return made


def came(desk: PackageDesk, key: str) -> None:
    """The way in, by the digit of its line."""
    desk.page.form.go("channel")
    desk.press(Key.Key_Space)
    desk.type(key)
    desk.press(Key.Key_Return)


def combo(desk: PackageDesk, name: str) -> Combo:
    control = desk.page.form.party[name].control
    assert isinstance(control, Combo)
    return control


def visible(desk: PackageDesk) -> list[str]:
    return [name for name in LETTER_FIELDS if desk.page.form.party[name].isVisible()]


class TestTheFields:
    def test_every_way_in_is_offered(self, desk: PackageDesk) -> None:
        assert [choice.value for choice in combo(desk, "channel").choices] == [one.value for one in Channel]

    def test_a_visit_shows_none_of_a_letter(self, desk: PackageDesk) -> None:
        assert visible(desk) == []

    def test_a_digit_chooses_the_letter_and_its_fields_come(self, desk: PackageDesk) -> None:
        came(desk, "5")
        assert desk.page.state.entry.channel is Channel.LETTER
        assert desk.page.state.entry.reply_by is ReplyWay.POST
        assert visible(desk) == list(LETTER_FIELDS)
        came(desk, "1")
        assert visible(desk) == []

    @pytest.mark.parametrize("channel", INCOMING)
    def test_labels_and_ways_are_those_of_the_way_in(self, desk: PackageDesk, channel: Channel) -> None:
        desk.page._change(steps.chose(desk.page.state, "channel", channel.value))
        party = desk.page.form.party
        assert party["incoming_no"].line.label == channels.NUMBERS[channel]
        assert party["incoming_from"].line.label == channels.SENDERS[channel]
        assert [choice.value for choice in combo(desk, "reply_by").choices] == [
            way.value for way in INCOMING[channel]
        ]
        assert combo(desk, "reply_by").value == INCOMING[channel][0]

    def test_stars_follow_the_way_of_the_answer(self, desk: PackageDesk) -> None:
        came(desk, "5")
        assert desk.page.form.party["incoming_from"].line.required
        desk.page._change(steps.chose(desk.page.state, "reply_by", ReplyWay.PHONE.value))
        assert not desk.page.form.party["incoming_from"].line.required

    def test_tab_walks_them_after_the_way_in(self, desk: PackageDesk) -> None:
        came(desk, "5")
        desk.page.form.go("channel")
        walked = []
        for _ in range(len(LETTER_FIELDS)):
            desk.press(Key.Key_Tab)
            focus = QApplication.focusWidget()
            walked += [name for name in LETTER_FIELDS if desk.page.form.party[name].control is focus]
        assert walked == list(LETTER_FIELDS)


class TestOpening:
    def test_a_letter_is_opened_by_keys(self, desk: PackageDesk) -> None:
        came(desk, "5")
        desk.fill(incoming_no="收12", incoming_from="陕坝镇建设街 3 号", incoming_due="12-10")
        desk.page.submit.setFocus()
        desk.press(Key.Key_Space)
        rows = desk.cases
        assert len(rows) == 4
        case = desk.counter.cases.detail(rows[0].case_id).case
        assert case.registered.incoming is not None
        assert case.registered.incoming.number == "收12"
        assert desk.page.state.entry.channel is Channel.COUNTER

    def test_what_is_missing_is_told_at_its_field(self, desk: PackageDesk) -> None:
        came(desk, "6")
        desk.page.submit.setFocus()
        desk.press(Key.Key_Space)
        field = desk.page.form.party["incoming_no"]
        assert field.message == "请填写转办编号"
        assert QApplication.focusWidget() is field.control
        desk.type("BY2026-1")
        assert field.message == ""
        assert desk.cases == ()

    def test_a_day_that_has_passed_is_told_and_stops_nothing(self, desk: PackageDesk) -> None:
        came(desk, "5")
        desk.fill(incoming_from="陕坝镇建设街 3 号", incoming_due="2026-11-02")
        field = desk.page.form.party["incoming_due"]
        assert field.message == "日期已过"
        desk.page.submit.setFocus()
        desk.press(Key.Key_Space)
        assert len(desk.cases) == 4

    def test_the_notice_is_offered_by_post(self, desk: PackageDesk) -> None:
        came(desk, "5")
        desk.fill(incoming_from="陕坝镇建设街 3 号")
        desk.page.materials.focus_row("ownership")
        desk.press(Key.Key_2)
        desk.page.submit.setFocus()
        desk.press(Key.Key_Space)
        sheet = desk.dialog
        assert isinstance(sheet, SheetDialog)
        assert sheet.answers["delivery"] == Delivery.POST.value

    def test_at_the_counter_it_is_handed_over(self, desk: PackageDesk) -> None:
        desk.page.materials.focus_row("ownership")
        desk.press(Key.Key_2)
        desk.page.submit.setFocus()
        desk.press(Key.Key_Space)
        sheet = desk.dialog
        assert isinstance(sheet, SheetDialog)
        assert sheet.answers["delivery"] == Delivery.IN_PERSON.value

    def test_nothing_can_be_promised_by_letter(self, desk: PackageDesk) -> None:
        desk.page.materials.focus_row("7.4-A1")
        desk.press(Key.Key_4)
        assert desk.comes_to["7.4"] == "容缺受理"
        came(desk, "5")
        assert desk.comes_to["7.4"] == "待核对材料"
        desk.page.materials.focus_row("7.4-A1")
        desk.press(Key.Key_4)
        assert desk.comes_to["7.4"] == "待核对材料"
        desk.press(Key.Key_2)
        assert desk.comes_to["7.4"] == "一次性告知，缺 1 份"


def test_what_was_typed_of_a_letter_is_worth_keeping(desk: PackageDesk) -> None:
    blank = replace(desk.page.state, entry=type(desk.page.state.entry)())
    assert not blank.is_begun
    assert steps.typed(blank, "incoming_no", "收12").is_begun
    assert steps.typed(blank, "incoming_no", "收12").entry.incoming_no == "收12"
