"""暂停计时, 恢复计时, 视为受理 and 视为撤回 on 办件查询, by keys over a real counter."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from outlet_app.domain.calendar import CST
from outlet_app.domain.catalogue import ClockKind
from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import DueStamp, HandedBack
from outlet_app.domain.states import State
from outlet_app.ui.pages.cases.waiting_steps import ConfirmDialog
from outlet_app.ui.parts.sheet_dialog import SheetDialog
from outlet_app.ui.widgets.buttons import Kind
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.wording import waiting as words
from tests.support.at_the_counter import accepted, kinds, notified, text_of
from tests.support.bench import SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import MORNING
from tests.support.case_desk import CaseDesk
from tests.support.entries import subsidy

K = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
Stage = Callable[..., QWidget]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


def sheet(at: CaseDesk, action: str) -> SheetDialog:
    dialog = at.ask(action)
    assert isinstance(dialog, SheetDialog)
    return dialog


def forwarded(bench: Bench) -> None:
    """A FORWARD matter taken in for review on Friday 2026-11-20."""
    entry = replace(subsidy(bench.reference), item=5, sub_item="5.1", materials=())
    bench.counter().intake.decide(entry, Decision.RECEIVE)


def sentences(dialog: QWidget) -> list[str]:
    return [one.text() for one in dialog.findChildren(Paragraph)]


class TestPausing:
    def test_reason_and_proof_by_keys(self, stage: Stage, bench: Bench) -> None:
        case_id = accepted(bench).case.case_id
        at = CaseDesk(stage, bench)
        dialog = sheet(at, "pause")
        at.press(K.Key_Down, K.Key_Tab)
        at.write("评审委托书 3 号")
        at.press(K.Key_E, modifier=ALT)
        at.drain()
        assert not (isValid(dialog) and dialog.isVisible())
        assert (at.case.state, at.case.pauses[-1].reason) == (State.SUSPENDED, "expert_review")
        assert at.case.pauses[-1].evidence == "评审委托书 3 号"
        assert kinds(bench, case_id)[-1] == "paused"
        assert at.said == ["已暂停计时"]
        assert at.told[0] == "暂停计时"

    def test_without_proof_it_says_so_at_the_field(self, stage: Stage, bench: Bench) -> None:
        accepted(bench)
        at = CaseDesk(stage, bench)
        dialog = sheet(at, "pause")
        at.press(K.Key_E, modifier=ALT)
        messages = {name: one.message for name, one in dialog.fields.items()}
        assert messages == {"reason": "请选择暂停原因", "evidence": "请填写依据"}
        assert at.case.state is State.ACCEPTED

    def test_the_reasons_are_those_a_clerk_may_give(self) -> None:
        assert list(words.PAUSE_REASONS.values()) == [
            "专家评审",
            "等待外部审批或者协查",
            "不可抗力",
            "其他",
        ]

    def test_what_it_took_before_is_said(self, stage: Stage, bench: Bench) -> None:
        case_id = accepted(bench).case.case_id
        lapses = bench.counter().lapses
        lapses.pause(case_id, "expert_review", "委托书 3 号")
        bench.clock.forward(days=5)
        lapses.resume(case_id)
        at = CaseDesk(stage, bench)
        assert sentences(sheet(at, "pause"))[0].endswith("照常走。此前已暂停 3 个工作日。")


class TestResuming:
    @pytest.fixture
    def at(self, stage: Stage, bench: Bench) -> CaseDesk:
        case_id = accepted(bench).case.case_id
        bench.counter().lapses.pause(case_id, "expert_review", "委托书 3 号")
        bench.clock.forward(days=5)
        return CaseDesk(stage, bench)

    def test_it_says_how_long_it_took_and_until_when_the_time_is_now(self, at: CaseDesk) -> None:
        assert sentences(sheet(at, "resume")) == [
            "本次暂停 3 个工作日，累计 3 个工作日。恢复后时限到 11-30 周一 17:30。"
        ]

    def test_the_clock_goes_on_from_there(self, at: CaseDesk) -> None:
        sheet(at, "resume")
        at.write("评审意见 3 号")
        at.press(K.Key_E, modifier=ALT)
        at.drain()
        assert at.case.state is State.IN_PROGRESS
        assert [due.at and due.at.date() for due in at.case.dues] == [date(2026, 11, 30)]
        assert at.case.pauses[-1].ended == at.bench.clock.now()
        assert at.said == ["已恢复计时"]

    def test_the_case_shows_how_long_it_stands_still(self, at: CaseDesk) -> None:
        waits = at.page.detail.waits
        assert (waits.full_text(), waits.isVisible()) == ("累计暂停 3 个工作日，正在暂停", True)

    def test_and_afterwards_how_long_it_stood_still(self, at: CaseDesk) -> None:
        sheet(at, "resume")
        at.press(K.Key_E, modifier=ALT)
        at.drain()
        assert at.page.detail.waits.full_text() == "累计暂停 3 个工作日"


def test_a_case_never_paused_says_nothing_of_it(stage: Stage, bench: Bench) -> None:
    accepted(bench)
    assert not CaseDesk(stage, bench).page.detail.waits.isVisible()


class TestSilentAcceptance:
    @pytest.fixture
    def at(self, stage: Stage, bench: Bench) -> CaseDesk:
        forwarded(bench)
        bench.clock.forward(days=10)
        return CaseDesk(stage, bench, SUPERVISOR_PERSON)

    def test_the_first_step_of_a_head_is_to_confirm(self, at: CaseDesk) -> None:
        steps = at.page.detail.steps.buttons
        assert steps["deem_accepted"].isVisible()
        assert steps["deem_accepted"].text() == "视为受理(&S)"

    def test_it_says_from_when_and_until_when(self, at: CaseDesk) -> None:
        dialog = at.ask("deem_accepted")
        assert isinstance(dialog, ConfirmDialog)
        assert sentences(dialog)[0] == (
            "收件后 5 个工作日内没有一次性告知，依法自收到材料之日起即为受理。请核对后确认。"
        )
        assert dialog.lines[0] == "受理日：11-20 周五"
        assert dialog.lines[-1] == "确认后打印受理通知书，送达申请人。"

    def test_confirmed_the_paper_goes_to_the_printer(self, at: CaseDesk) -> None:
        at.ask("deem_accepted")
        at.press(K.Key_S, modifier=ALT)
        at.drain()
        assert at.case.state is State.TRACKING  # 5.1 is followed for a long time
        assert "受理通知书" in text_of(at.bench.spooler.jobs[-1].pdf)
        assert at.said[0] == "已视为受理"
        assert "视为受理" in at.told

    def test_given_up_nothing_happens(self, at: CaseDesk) -> None:
        at.ask("deem_accepted")
        at.press(K.Key_Escape)
        at.drain()
        assert at.case.state is State.RECEIVED

    def test_a_clerk_is_not_asked(self, stage: Stage, bench: Bench) -> None:
        forwarded(bench)
        bench.clock.forward(days=10)
        assert "deem_accepted" not in CaseDesk(stage, bench).offered


class TestLapsedCorrection:
    @pytest.fixture
    def at(self, stage: Stage, bench: Bench) -> CaseDesk:
        notified(bench)
        bench.clock.forward(days=30)
        return CaseDesk(stage, bench)

    def test_enter_on_the_reason_does_not_end_the_case(self, at: CaseDesk) -> None:
        dialog = sheet(at, "deem_withdrawn")
        buttons = [
            (button.text(), button.kind) for button in dialog.buttons.findChildren(type(dialog.default))
        ]
        assert buttons == [("取消 Esc", Kind.PRIMARY), ("确认视为撤回(&R)", Kind.DANGER)]

    def test_it_says_what_goes_back(self, at: CaseDesk) -> None:
        told = sentences(sheet(at, "deem_withdrawn"))[0]
        assert told.startswith("补正期限 12-11 周五 17:30 已过，申请人没有补正。")
        assert "退还材料：" in told
        assert told.endswith("打印视为撤回通知书由申请人签收。")

    def test_confirmed_with_its_reason_the_slip_is_printed(self, at: CaseDesk) -> None:
        sheet(at, "deem_withdrawn")
        at.press(K.Key_R, modifier=ALT)
        at.drain()
        assert at.case.state is State.WITHDRAWN
        assert "视为撤回通知书" in text_of(at.bench.spooler.jobs[-1].pdf)
        assert at.said[0] == "已视为撤回"
        assert any(
            "补正期限届满，申请人未补正，也未说明正当理由" in entry.text
            for entry in at.page.detail.course.entries
        )

    def test_without_a_reason_it_is_not_confirmed(self, at: CaseDesk) -> None:
        dialog = sheet(at, "deem_withdrawn")
        at.press(K.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
        at.press(K.Key_Delete)
        at.press(K.Key_R, modifier=ALT)
        assert dialog.fields["reason"].message == "请填写原因"
        assert at.case.state is State.CORRECTION

    def test_who_came_meanwhile_is_not_withdrawn(self, at: CaseDesk) -> None:
        """Another window took the correction while this one had the question open."""
        refused: list[str] = []
        at.here.feedback.banner_wanted.connect(lambda _tone, title, _text: refused.append(title))
        sheet(at, "deem_withdrawn")
        examining = at.bench.counter().examining
        told = examining.sheet(at.case.case_id)
        rows = tuple(row.handed_in_again(row.state.COMPLETE) for row in told.rows)
        known = {row.code: row for row in (*told.entry.materials, *rows)}
        examining.decide(
            at.case.case_id, replace(told.entry, materials=tuple(known.values())), Decision.ACCEPT
        )
        at.press(K.Key_R, modifier=ALT)
        at.drain()
        assert at.case.state is State.ACCEPTED
        assert refused == ["这个办件现在不能视为撤回"]


DUE = datetime(2026, 11, 30, 17, 30, tzinfo=CST)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (words.pause_text(0), words.PAUSE_TEXT),
        (words.resume_text(0, 2, None), "本次暂停 0 个工作日，累计 2 个工作日。"),
        (
            words.resume_text(1, 1, DueStamp("main", ClockKind.WORKDAYS, DUE)),
            "本次暂停 1 个工作日，累计 1 个工作日。恢复后时限到 11-30 周一 17:30。",
        ),
        (words.total_pause(4, running=False), "累计暂停 4 个工作日"),
        (words.total_pause(0, running=True), "累计暂停 0 个工作日，正在暂停"),
        (
            words.accept_lines(date(2026, 11, 20), DUE),
            ("受理日：11-20 周五", "办理时限：11-30 周一 17:30", "确认后打印受理通知书，送达申请人。"),
        ),
        (
            words.accept_lines(date(2026, 11, 20), None),
            ("受理日：11-20 周五", "确认后打印受理通知书，送达申请人。"),
        ),
        (
            words.withdraw_text(DUE, (HandedBack("M1", "申请书", 1), HandedBack("M2", "证明", 2)))[-28:],
            "退还材料：申请书、证明，打印视为撤回通知书由申请人签收。",
        ),
        (words.withdraw_text(DUE, ())[-24:], "没有要退还的材料，打印视为撤回通知书送达申请人。"),
    ],
)
def test_every_sentence_fits_the_case(told: object, expected: object) -> None:
    assert told == expected


def test_a_pause_of_less_than_a_day_moves_nothing(bench: Bench) -> None:
    case_id = accepted(bench).case.case_id
    lapses = bench.counter().lapses
    before = lapses.pause(case_id, "other", "停电通知")
    bench.clock.forward(hours=2)
    told = lapses.resumption(before)
    assert (told.days, told.total) == (0, 0)
    assert told.due == before.due


def test_resuming_moves_the_clock_as_it_was_foretold(bench: Bench) -> None:
    case_id = accepted(bench).case.case_id
    lapses = bench.counter().lapses
    case = lapses.pause(case_id, "external_wait", "市局函 12 号")
    for days in (1, 3, 8):
        bench.clock.at = MORNING + timedelta(days=days)
        foretold = lapses.resumption(case).due
        assert foretold is not None
        assert case.due is not None
        assert case.due.at is not None
        assert foretold.at is not None
        assert foretold.at >= case.due.at
    assert lapses.resumption(case).due == lapses.resume(case_id).due
