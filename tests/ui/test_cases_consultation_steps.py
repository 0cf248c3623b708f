"""Answering a question and finding it complex on 办件查询, by keys over a real counter."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import Channel, Complexity
from outlet_app.domain.facts.consultation import ToldWay
from outlet_app.domain.states import State
from outlet_app.ui.pages.cases.asks import ReasonDialog, SentenceDialog
from outlet_app.ui.parts.sheet_dialog import SheetDialog
from outlet_app.ui.widgets.paragraph import Paragraph
from tests.services.test_consultations import CALLER
from tests.services.test_transfers import TO_WULAN, WULAN
from tests.support.bench import Bench, open_bench
from tests.support.builders import MORNING
from tests.support.case_desk import CaseDesk
from tests.support.entries import consultation

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    with opened.database.unit_of_work() as uow:
        uow.people.put(WULAN)
        uow.commit()
    yield opened
    opened.database.close()


@pytest.fixture
def desk(stage: Callable[..., QWidget], bench: Bench) -> CaseDesk:
    case = bench.counter().intake.decide(consultation(applicant=CALLER), Decision.TRANSFER, TO_WULAN).case
    bench.counter(WULAN).transfers.take(case.case_id)
    bench.clock.forward(hours=1, minutes=15)
    return CaseDesk(stage, bench, WULAN)


def sheet(desk: CaseDesk) -> SheetDialog:
    dialog = desk.ask("answer")
    assert isinstance(dialog, SheetDialog)
    return dialog


def test_an_answer_by_telephone_in_a_few_keys(desk: CaseDesk) -> None:
    dialog = sheet(desk)
    assert (dialog.controls["way"].text(), dialog.controls["to"].text()) == ("电话", "赵永胜")  # type: ignore[union-attr]
    assert (dialog.controls["day"].text(), dialog.controls["time"].text()) == ("11-20", "10:20")  # type: ignore[union-attr]
    desk.write("期满前十二个月内办理。")
    desk.press(Key.Key_Tab)
    desk.write("商标法第四十条")
    desk.press(Key.Key_B, modifier=ALT)
    desk.drain()
    told = desk.case.answered
    assert told is not None
    assert (told.way, told.told_at, told.basis) == (
        ToldWay.PHONE, MORNING + timedelta(hours=1, minutes=15), "商标法第四十条",
    )  # fmt: skip
    assert (desk.case.state, desk.said) == (State.CLOSED, ["已答复，办件办结"])
    assert desk.told[0] == "答复"


def test_an_answer_without_words_goes_nowhere(desk: CaseDesk) -> None:
    dialog = sheet(desk)
    desk.press(Key.Key_B, modifier=ALT)
    assert dialog.fields["answer"].message == "请填写答复内容"
    assert dialog.fields["basis"].message == ""
    assert desk.case.state is State.REGISTERED


@pytest.mark.parametrize(
    ("typed", "message"),
    [("下午", "请填写时间，如 16:20"), ("25:10", "没有这个时间"), ("", "请填写告知时间")],
)
def test_a_time_that_is_none_is_said_at_its_field(desk: CaseDesk, typed: str, message: str) -> None:
    dialog = sheet(desk)
    desk.write("可以。")
    dialog.controls["time"].setFocus()
    desk.write(typed) if typed else dialog.controls["time"].clear()  # type: ignore[union-attr]
    desk.press(Key.Key_B, modifier=ALT)
    assert dialog.fields["time"].message == message
    assert desk.case.answered is None


def test_a_day_to_come_is_refused_at_its_field(desk: CaseDesk) -> None:
    dialog = sheet(desk)
    desk.write("可以。")
    dialog.controls["day"].setFocus()
    desk.write("2026-11-21")
    desk.press(Key.Key_B, modifier=ALT)
    assert dialog.fields["day"].message == "还没有到这一天"


@pytest.mark.parametrize(("typed", "message"), [("9:03", "早于登记时间"), ("10:21", "还没有到这个时间")])
def test_a_telling_outside_its_time_is_said_while_the_answer_still_stands(
    desk: CaseDesk, typed: str, message: str
) -> None:
    dialog = sheet(desk)
    desk.write("可以。")
    dialog.controls["time"].setFocus()
    desk.write(typed)
    desk.press(Key.Key_B, modifier=ALT)
    assert dialog.fields["time"].message == message
    desk.write("9:05")
    desk.press(Key.Key_B, modifier=ALT)
    desk.drain()
    assert desk.case.answered is not None
    assert (desk.case.answered.told_at, desk.case.answer) == (MORNING, "可以。")


def test_found_complex_by_keys_its_limits_are_told_and_the_basis_is_asked(desk: CaseDesk) -> None:
    dialog = desk.ask("make_complex")
    assert isinstance(dialog, SentenceDialog)
    desk.write("核对受让人资格")
    desk.press(Key.Key_L, modifier=ALT)
    desk.drain()
    assert desk.case.registered.complexity is Complexity.COMPLEX
    assert desk.told[0] == "转为复杂咨询"
    assert desk.said == ["已转为复杂咨询"]
    assert {"answer", "feedback"} <= desk.offered
    assert "make_complex" not in desk.offered
    asked = sheet(desk)
    desk.write("可以。")
    desk.press(Key.Key_B, modifier=ALT)
    assert asked.fields["basis"].message == "请填写答复依据"


def test_a_question_is_never_closed_without_an_answer(desk: CaseDesk) -> None:
    assert "answer" in desk.offered
    assert "close" not in desk.offered


def test_the_hour_a_caller_wants_is_said_where_the_answer_is_written(
    stage: Callable[..., QWidget], bench: Bench
) -> None:
    entry = consultation(
        applicant=CALLER, sub_item="2.9", answer="", channel=Channel.PHONE, callback="今天下午三点后"
    )
    bench.counter().intake.decide(entry, Decision.ACCEPT)
    desk = CaseDesk(stage, bench)
    dialog = sheet(desk)
    said = [one.text() for one in dialog.findChildren(Paragraph)]
    assert any("咨询人希望的回电时间：今天下午三点后。" in text for text in said)
    assert "首问情形 B　本岗位职责，不能当场办" in desk.page.detail.course.entries[-1].text


def test_the_hour_of_the_call_back_stands_in_the_case_until_it_is_answered(
    stage: Callable[..., QWidget], bench: Bench
) -> None:
    entry = consultation(
        applicant=CALLER, sub_item="2.9", answer="", channel=Channel.PHONE, callback="今天下午三点后"
    )
    bench.counter().intake.decide(entry, Decision.ACCEPT)
    desk = CaseDesk(stage, bench)
    value = desk.page.detail.facts.values["callback"]
    assert (value.isVisible(), value.text()) == (True, "今天下午三点后")
    sheet(desk)
    desk.write("可以复审。")
    desk.press(Key.Key_Tab)
    desk.write("商标法第三十四条")
    desk.press(Key.Key_B, modifier=ALT)
    desk.drain()
    assert desk.case.state is State.CLOSED
    assert not value.isVisible()


def test_a_visitor_s_case_has_no_such_line(desk: CaseDesk) -> None:
    assert not desk.page.detail.facts.values["callback"].isVisible()


def test_an_entry_of_the_library_is_taken_over_with_its_basis_and_edition(desk: CaseDesk) -> None:
    dialog = sheet(desk)
    entry = next(one for one in desk.counter.reference.answers if "续展" in one.question)
    desk.press(Key.Key_W, modifier=Qt.KeyboardModifier.ControlModifier)
    desk.write(entry.question)
    desk.press(Key.Key_Return)
    assert dialog.controls["answer"].text() == entry.answer  # type: ignore[union-attr]
    assert dialog.controls["basis"].text() == entry.basis  # type: ignore[union-attr]
    desk.press(Key.Key_B, modifier=ALT)
    desk.drain()
    told = desk.case.answered
    assert told is not None
    assert (told.answer, told.basis, told.source) == (entry.answer, entry.basis, entry.source)
    shown = next(one for one in desk.page.detail.course.entries if one.title == "答复")
    assert f"答复库 {entry.code}（{entry.edition} 版）" in shown.text


def test_the_answer_paper_comes_with_entry_and_edition_in_words(desk: CaseDesk) -> None:
    entry = next(one for one in desk.counter.reference.answers if "续展" in one.question)
    sheet(desk)
    desk.press(Key.Key_W, modifier=Qt.KeyboardModifier.ControlModifier)
    desk.write(entry.question)
    desk.press(Key.Key_Return)
    desk.press(Key.Key_B, modifier=ALT)
    desk.drain()
    paper = desk.ask("outcome")
    if isinstance(paper, ReasonDialog):
        paper.default.click()  # type: ignore[union-attr]
        paper = desk.here.dialog
    assert paper.controls["library"].text() == f"答复库 {entry.code}（{entry.edition} 版）"  # type: ignore[attr-defined]
