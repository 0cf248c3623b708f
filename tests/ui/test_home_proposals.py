"""工作台 asks to confirm or decline what a missed period proposes, by keys, over a real counter."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.domain.calendar import CST
from outlet_app.domain.catalogue import ClockKind
from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import DueStamp
from outlet_app.domain.people import Person
from outlet_app.domain.states import State
from outlet_app.services.carrying import Wish
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.pages.cases.page import CasesPage
from outlet_app.ui.pages.cases.waiting_steps import ConfirmDialog
from outlet_app.ui.pages.home.page import HomePage
from outlet_app.ui.pages.home.proposal_strip import ProposalStrip
from outlet_app.ui.pages.home.state import Pile
from outlet_app.ui.parts.case_order import CaseOrder, Pointed
from outlet_app.ui.parts.intake_order import IntakeOrder
from outlet_app.ui.parts.sheet_dialog import SheetDialog
from outlet_app.wording import waiting as words
from tests.support.at_the_counter import accepted, answered, kinds, notified
from tests.support.back_desk import BackDesk
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import MORNING
from tests.support.case_desk import CaseDesk
from tests.support.counter_fakes_desk import CORRECTING, Counter, room, settle
from tests.support.entries import subsidy

ALT = Qt.KeyboardModifier.AltModifier
Stage = Callable[..., QWidget]
LATE = datetime(2026, 12, 14, 9, 0, tzinfo=CST)
CONFIRM = list(Pile).index(Pile.CONFIRM)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


def forwarded(bench: Bench) -> str:
    """A matter of a superior authority taken in for review on Friday 2026-11-20."""
    entry = replace(subsidy(bench.reference), item=5, sub_item="5.1", materials=())
    return bench.counter().intake.decide(entry, Decision.RECEIVE).case.case_id


class Home:
    """工作台 with 待确认 chosen."""

    def __init__(self, stage: Stage, bench: Bench, person: Person = CLERK_PERSON) -> None:
        self.bench, self.counter = bench, bench.counter(person)
        self.went: list[tuple[object, object]] = []
        self.page, self.here = room(stage, self._make, person, watch=bench.clock)  # type: ignore[arg-type]
        self.page.go_to.connect(lambda key, what: self.went.append((key, what)))
        settle()
        self.drain()
        self.page.todo.tabs.chosen.emit(CONFIRM)
        self.drain()

    def _make(self, here: Counter) -> HomePage:
        counter = self.counter
        return HomePage(
            counter.desk, counter.papers, counter.reference, here.office, here.lanes, here.feedback
        )

    def drain(self) -> None:
        self.here.drain()
        QApplication.processEvents()

    def alt(self, key: Qt.Key) -> None:
        QTest.keyClick(QApplication.focusWidget(), key, ALT)
        self.drain()

    @property
    def listed(self) -> list[str]:
        """The cases of the tab."""
        if self.page.todo.pane.is_empty:
            return []
        return [row.case_id for row in self.page.todo.table.table_model.rows]

    @property
    def count(self) -> int | None:
        return self.page.todo.tabs.tabs[CONFIRM].count

    @property
    def strip(self) -> ProposalStrip:
        return self.page.todo.proposal


class TestTab:
    def test_it_lists_what_waits_for_a_word_and_nothing_else(self, stage: Stage, bench: Bench) -> None:
        told = notified(bench).case.case_id
        accepted(bench)
        answered(bench)
        bench.clock.at = LATE
        home = Home(stage, bench)
        assert (home.listed, home.count) == ([told], 1)
        assert home.page.todo.tabs.tabs[CONFIRM].text() == "待确认"

    def test_silence_is_asked_of_a_head_and_not_of_a_clerk(self, stage: Stage, bench: Bench) -> None:
        case_id = forwarded(bench)
        bench.clock.at = LATE
        assert Home(stage, bench).listed == []
        assert Home(stage, bench, SUPERVISOR_PERSON).listed == [case_id]

    def test_with_nothing_to_confirm_it_says_what_would_come_here(self, stage: Stage, bench: Bench) -> None:
        notified(bench)
        home = Home(stage, bench)
        assert home.listed == []
        assert home.page.todo.pane.empty.accessibleName() or home.page.todo.pane.is_empty

    def test_under_the_list_stands_what_is_proposed(self, stage: Stage, bench: Bench) -> None:
        notified(bench)
        bench.clock.at = LATE
        strip = Home(stage, bench).strip
        assert strip.isVisible()
        assert strip.said.full_text() == "补正期限 12-11 周五 17:30 已过，提请确认视为撤回"
        assert (strip.confirm.text(), strip.decline.text()) == ("确认视为撤回(&Q)", "暂不确认(&N)")

    def test_a_row_without_a_proposal_has_no_strip(self, stage: Stage, bench: Bench) -> None:
        notified(bench)
        assert not Home(stage, bench).strip.isVisible()

    def test_a_silence_to_come_is_flagged_before_it_falls_due(self, stage: Stage, bench: Bench) -> None:
        case_id = forwarded(bench)
        bench.clock.at = datetime(2026, 11, 26, 9, 0, tzinfo=CST)
        home = Home(stage, bench)
        assert home.listed == [case_id]
        assert home.strip.said.full_text() == "11-27 周五 17:30 前没有告知的，视为受理，请尽快审核"
        assert home.strip.confirm.text() == "审核(&Q)"
        assert not home.strip.decline.isVisible()
        home.alt(Qt.Key.Key_Q)
        assert home.went == [(PageKey.CORRECTIONS, case_id)]


class TestKeys:
    @pytest.mark.parametrize(("key", "action"), [(Qt.Key.Key_Q, "deem_withdrawn"), (Qt.Key.Key_N, "decline")])
    def test_a_key_asks_for_the_step_on_the_case(
        self, stage: Stage, bench: Bench, key: Qt.Key, action: str
    ) -> None:
        case = notified(bench).case
        bench.clock.at = LATE
        home = Home(stage, bench)
        home.page.todo.table.setFocus()
        home.alt(key)
        assert home.went == [(PageKey.CASES, CaseOrder(case.case_id, case.case_no, action))]

    def test_enter_opens_the_case_as_in_every_tab(self, stage: Stage, bench: Bench) -> None:
        case = notified(bench).case
        bench.clock.at = LATE
        home = Home(stage, bench)
        home.page.todo.table.setFocus()
        QTest.keyClick(home.page.todo.table, Qt.Key.Key_Return)
        assert home.went == [(PageKey.CASES, case.case_no)]

    def test_the_row_the_keys_are_on_is_at_hand_for_f11(self, stage: Stage, bench: Bench) -> None:
        case = notified(bench).case
        home = Home(stage, bench)
        home.page.todo.tabs.chosen.emit(0)
        home.drain()
        assert home.page.pointed() == case.case_id
        assert home.page.subject() == ""

    def test_without_a_row_nothing_is_at_hand(self, stage: Stage, bench: Bench) -> None:
        assert Home(stage, bench).page.pointed() == ""


def at_cases(stage: Stage, bench: Bench, order: CaseOrder, person: Person = CLERK_PERSON) -> CaseDesk:
    desk = CaseDesk(stage, bench, person)
    desk.page.activated(order)
    desk.drain()
    settle()
    desk.drain()
    return desk


class TestOnTheCase:
    """The question opens by itself; confirmed or declined, the course tells it."""

    def test_to_confirm_opens_its_question_at_once(self, stage: Stage, bench: Bench) -> None:
        case = notified(bench).case
        bench.clock.at = LATE
        desk = at_cases(stage, bench, CaseOrder(case.case_id, case.case_no, "deem_withdrawn"))
        dialog = desk.here.dialog
        assert isinstance(dialog, SheetDialog)
        assert dialog.windowTitle() == "视为撤回"
        dialog.buttons.findChildren(QWidget)
        dialog._submit()
        desk.drain()
        assert desk.case.state is State.WITHDRAWN

    def test_silence_opens_its_own(self, stage: Stage, bench: Bench) -> None:
        case_id = forwarded(bench)
        bench.clock.at = LATE
        case = bench.counter().cases.detail(case_id).case
        order = CaseOrder(case_id, case.case_no, "deem_accepted")
        desk = at_cases(stage, bench, order, SUPERVISOR_PERSON)
        assert isinstance(desk.here.dialog, ConfirmDialog)
        desk.press(Qt.Key.Key_Return)
        desk.drain()
        assert desk.case.state is State.TRACKING

    def test_declined_by_keys_with_reason_and_the_day_a_week_on(self, stage: Stage, bench: Bench) -> None:
        case = notified(bench).case
        bench.clock.at = LATE
        desk = at_cases(stage, bench, CaseOrder(case.case_id, case.case_no, "decline"))
        dialog = desk.here.dialog
        assert isinstance(dialog, SheetDialog)
        assert dialog.windowTitle() == "暂不确认"
        assert dialog.controls["again"].text() == "2026-12-21"  # type: ignore[union-attr]
        desk.write("已电话联系，材料已寄出")
        desk.press(Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
        desk.drain()
        assert kinds(bench, case.case_id)[-1] == "proposal_declined"
        assert desk.said[-1].startswith("已记下，到时再提请")
        assert desk.told[0] == "暂不确认"
        assert not {"deem_withdrawn", "decline"} & desk.offered

    @pytest.mark.parametrize(
        ("reason", "day", "said"),
        [
            ("", "2026-12-21", {"reason": "请填写原因"}),
            ("已联系", "2026-12-14", {"again": "填今天以后、30 天以内"}),
            ("已联系", "2027-01-14", {"again": "填今天以后、30 天以内"}),
            ("已联系", "下周", {"again": "请填写日期，如 11-27"}),
            ("已联系", "", {"again": "请填写再提请的日期"}),
        ],
    )
    def test_what_is_missing_is_told_at_its_field(
        self, stage: Stage, bench: Bench, reason: str, day: str, said: dict[str, str]
    ) -> None:
        case = notified(bench).case
        bench.clock.at = LATE
        desk = at_cases(stage, bench, CaseOrder(case.case_id, case.case_no, "decline"))
        dialog = desk.here.dialog
        assert isinstance(dialog, SheetDialog)
        dialog.controls["reason"].setPlainText(reason)  # type: ignore[union-attr]
        dialog.controls["again"].setText(day)  # type: ignore[union-attr]
        dialog._submit()
        desk.drain()
        assert {key: field.message for key, field in dialog.fields.items() if field.message} == said
        assert kinds(bench, case.case_id)[-1] == "paper_issued"
        dialog.reject()

    def test_what_was_done_meanwhile_is_told_instead_of_asked(self, stage: Stage, bench: Bench) -> None:
        case = notified(bench).case
        desk = at_cases(stage, bench, CaseOrder(case.case_id, case.case_no, "deem_withdrawn"))
        assert desk.here.feedback.open_dialog is None
        assert desk.said[-1].startswith("这个办件已经不是提请时的样子")

    def test_an_order_is_carried_out_once(self, stage: Stage, bench: Bench) -> None:
        case = notified(bench).case
        bench.clock.at = LATE
        desk = at_cases(stage, bench, CaseOrder(case.case_id, case.case_no, "decline"))
        desk.here.dialog.reject()
        desk.page.refresh()
        desk.drain()
        assert desk.here.feedback.open_dialog is None


class TestToTheDesk:
    """补正收件, 审核 and 受理后告知 from 办件查询."""

    @pytest.mark.parametrize(
        ("make", "action"),
        [(notified, "correct"), (accepted, "tell")],
        ids=["waits for papers", "at work"],
    )
    def test_a_step_opens_the_case_on_the_desk(
        self, stage: Stage, bench: Bench, make: Callable[[Bench], object], action: str
    ) -> None:
        make(bench)
        desk = CaseDesk(stage, bench)
        went: list[tuple[object, object]] = []
        desk.page.go_to.connect(lambda key, what: went.append((key, what)))
        assert action in desk.offered
        assert desk.page.state.detail is not None
        desk.page.steps.ask(action, desk.page.state.detail)
        assert went == [(PageKey.CORRECTIONS, desk.page.state.detail.row.case_id)]

    def test_what_was_received_is_examined_by_its_letter(self, stage: Stage, bench: Bench) -> None:
        case_id = forwarded(bench)
        desk = CaseDesk(stage, bench)
        went: list[tuple[object, object]] = []
        desk.page.go_to.connect(lambda key, what: went.append((key, what)))
        assert desk.page.detail.steps.buttons["examine"].text() == "审核(&K)"
        desk.page.list.table.setFocus()
        desk.press(Qt.Key.Key_K, modifier=ALT)
        assert went == [(PageKey.CORRECTIONS, case_id)]

    def test_an_answered_case_has_nothing_of_the_kind(self, stage: Stage, bench: Bench) -> None:
        answered(bench)
        assert not {"correct", "examine", "tell", "decline"} & CaseDesk(stage, bench).offered

    def test_what_f11_was_pressed_over_is_the_row_enter_opens(self, stage: Stage, bench: Bench) -> None:
        first, second = notified(bench).case, forwarded(bench)
        desk = BackDesk(stage, bench)
        page, here = desk.page, desk.here
        for case_id in (first.case_id, second):
            page.activated(Pointed(case_id))
            here.drain()
            row = page.search.table.current_row()
            assert row is not None
            assert row.case_id == case_id
            assert QApplication.focusWidget() is page.search.edit
        page.activated(Pointed("nobody"))
        here.drain()
        QTest.keyClick(page.search.edit, Qt.Key.Key_Return)
        here.drain()
        assert page.stage == 1


def test_every_proposal_has_its_line_and_its_button() -> None:
    due = DueStamp("correction", ClockKind.WORKDAYS, datetime(2026, 12, 11, 17, 30, tzinfo=CST))
    assert {code: words.proposed_line(code, due) for code in words.CONFIRMING} == {
        "deem_accepted": "收件后 5 个工作日内没有告知，提请确认视为受理",
        "deem_withdrawn": "补正期限 12-11 周五 17:30 已过，提请确认视为撤回",
        "lapse": "容缺材料逾期没有补齐，提请处理",
        "silence_soon": "12-11 周五 17:30 前没有告知的，视为受理，请尽快审核",
        "declare": "申报期已到，告知申请人并登记申报",
    }
    assert words.decline_text("lapse").startswith("“容缺逾期处理”今天不确认")
    assert words.decline_text("from_a_newer_program").startswith("“from_a_newer_program”")


@pytest.mark.parametrize("proposal", list(words.CONFIRMING))
def test_the_strip_carries_the_row_with_the_step(stage: Stage, proposal: str) -> None:
    strip, heard = ProposalStrip(), list[tuple[object, str]]()
    stage(strip)
    strip.acted.connect(lambda row, step: heard.append((row, step)))
    row = replace(CORRECTING, proposal=proposal)
    strip.show_row(row)
    strip.confirm.click()
    strip.decline.click()
    assert heard[0] == (row, "examine" if proposal == "silence_soon" else proposal)
    assert heard[1] == (row, "decline")
    strip.show_row(None)
    strip.confirm.click()
    assert len(heard) == 2
    assert strip.isHidden()


def test_the_page_of_cases_takes_no_order_without_one(stage: Stage, bench: Bench) -> None:
    notified(bench)
    desk = CaseDesk(stage, bench)
    assert isinstance(desk.page, CasesPage)
    assert desk.here.feedback.open_dialog is None


# Declarations somebody was to be reminded of.


def reminded(bench: Bench) -> str:
    """A visit of Friday 2026-11-20 for a policy whose period begins in December."""
    wish = Wish("BYNR-2026-07", "品牌奖补", date(2026, 12, 1), None, "申报品牌奖补", "十二月可以申报。")
    entry = replace(subsidy(bench.reference), materials=())
    return bench.counter().carrying.remind(entry, wish).case.case_id


def test_a_period_that_has_begun_asks_to_declare_by_one_key(stage: Stage, bench: Bench) -> None:
    case_id = reminded(bench)
    bench.clock.forward(days=11)
    home = Home(stage, bench)
    strip = home.page.todo.proposal
    assert strip.said.full_text() == "申报期已到，告知申请人并登记申报"
    assert strip.isVisible()
    assert not strip.decline.isVisible()
    home.page.todo.table.setFocus()
    home.alt(Qt.Key.Key_Q)
    ((page, order),) = home.went
    assert page == PageKey.CASES
    assert isinstance(order, CaseOrder)
    assert (order.case_id, order.action) == (case_id, "declare")


def test_before_its_day_nothing_is_asked(stage: Stage, bench: Bench) -> None:
    reminded(bench)
    bench.clock.forward(days=10)
    assert not Home(stage, bench).page.todo.proposal.isVisible()


def test_the_case_page_hands_the_order_on_to_the_registration(stage: Stage, bench: Bench) -> None:
    case_id = reminded(bench)
    bench.clock.forward(days=11)
    desk = CaseDesk(stage, bench)
    gone: list[tuple[str, object]] = []
    desk.page.go_to.connect(lambda key, what: gone.append((key, what)))
    desk.page.activated(CaseOrder(case_id, desk.case.case_no, "declare"))
    desk.drain()
    (page, order) = gone[-1]
    assert page == PageKey.INTAKE
    assert isinstance(order, IntakeOrder)
    assert order.entry.follows == desk.case.case_no
