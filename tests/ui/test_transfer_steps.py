"""转办 on the pages, by keys only, over a real counter: two colleagues, the head, and another outlet."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from outlet_app.domain.case import Case
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import TransferDetail
from outlet_app.domain.events import TransferReturned, TransferSeen, TransferTaken
from outlet_app.domain.facts.attachment import AttachmentAdded
from outlet_app.domain.people import Person, Role
from outlet_app.domain.states import State
from outlet_app.models.blobs import BlobState
from outlet_app.services.troubles import Trouble
from outlet_app.ui.pages.cases.action_row import MoreDialog
from outlet_app.ui.pages.cases.asks import ReasonDialog, SentenceDialog
from outlet_app.ui.pages.cases.page import CasesPage
from outlet_app.ui.pages.cases.transfer_steps import TakeDialog
from outlet_app.ui.pages.home.page import HomePage
from outlet_app.ui.pages.home.state import Pile
from outlet_app.ui.parts.transfer_dialog import TransferDialog
from outlet_app.ui.theme.theme import Theme
from outlet_app.ui.theme.tokens import Scheme
from outlet_app.ui.widgets.dialog import Dialog
from tests.services.test_transfers import FAR, FAR_CLERK, TO_FAR, TO_WULAN, WULAN, asked
from tests.support.at_the_counter import accepted, from_the_city, judged, kinds
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import CLERK, MORNING, SUPERVISOR
from tests.support.counter_fakes_desk import press, room, settle, texts, write
from tests.support.counter_fakes_intake import Failing
from tests.support.inspection import faults

LOOK = "临河区知识产权公共服务窗口"


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    with opened.database.unit_of_work() as uow:
        uow.people.put(WULAN)
        uow.commit()
    yield opened
    opened.database.close()


class Seat:
    """One person with 办件查询 open on one case."""

    def __init__(
        self, stage: Callable[..., QWidget], bench: Bench, case: Case, person: Person = CLERK_PERSON
    ) -> None:
        self.bench, self.case_id = bench, case.case_id
        self.services = bench.counter(person)
        self.page, self.here = room(
            stage,
            lambda here: CasesPage(self.services, here.office, here.lanes, here.feedback),
            person,
            watch=bench.clock,  # type: ignore[arg-type]
        )
        settle()
        self.here.drain()

    @property
    def case(self) -> Case:
        return self.services.cases.detail(self.case_id).case

    def steps(self) -> list[str]:
        """The buttons on show."""
        return [name for name, one in self.page.detail.steps.buttons.items() if one.isVisible()]

    def act(self, name: str) -> Dialog:
        """Press a step by its key; the question it opens."""
        row = self.page.detail.steps
        button = row.buttons[name] if row.buttons[name].isVisible() else row.more
        button.setFocus()
        press(button, Qt.Key.Key_Space)
        if button is row.more:
            more = self.here.dialog
            assert isinstance(more, MoreDialog)
            more.choices[name].setFocus()
            press(more.choices[name], Qt.Key.Key_Space)
        self.here.drain()
        return self.here.dialog

    def said(self) -> list[str]:
        return [notice.title for notice in self.here.feedback.toasts.history]


def key(*which: Qt.Key) -> None:
    for one in which:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, one)


def sent(bench: Bench, detail: TransferDetail = TO_FAR) -> Case:
    return bench.counter().intake.decide(asked(bench), Decision.TRANSFER, detail).case


def answer_there(bench: Bench, case: Case, *facts: object) -> None:
    judged(bench, ["applied"] * len(kinds(bench, case.case_id)))
    n, now = len(kinds(bench, case.case_id)) + 1, bench.clock.now()
    from_the_city(bench, case.case_id, facts, at=now, first_n=n, actor=FAR_CLERK, outlet=FAR)  # type: ignore[arg-type]


def test_a_colleague_receives_with_a_word_of_his_own(stage: Callable[..., QWidget], bench: Bench) -> None:
    seat = Seat(stage, bench, sent(bench, TO_WULAN), WULAN)
    assert seat.steps()[:2] == ["take", "send_back"]
    dialog = seat.act("take")
    assert isinstance(dialog, TakeDialog)
    assert dialog.lines[:2] == ("转出：苏日娜，11-20 周五 09:05", "转办原因：商标业务由其承办")
    write("请申请人带商标注册证")
    key(Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Return)
    seat.here.drain()
    assert (seat.case.handler, seat.case.first_contact) == (WULAN.staff_no, CLERK)
    last = seat.case.last_transfer
    assert last is not None
    assert last.remark == "请申请人带商标注册证"
    assert seat.said() == ["已接收，由您承办"]


def scanned(bench: Bench, case: Case, *came: bool) -> None:
    """Files of the sending machine, some of which have reached the city."""
    judged(bench, ["applied"] * len(kinds(bench, case.case_id)))
    told = [AttachmentAdded("", f"{n:064x}", 4_000, 2, order=n) for n in range(1, len(came) + 1)]
    first = len(kinds(bench, case.case_id)) + 1
    from_the_city(bench, case.case_id, told, at=bench.clock.now(), first_n=first)
    with bench.database.unit_of_work() as uow:
        for n, has_come in enumerate(came, 1):
            if has_come:
                uow.blobs.mark(f"{n:064x}", BlobState.REMOTE)
        uow.commit()


@pytest.mark.parametrize(
    ("came", "told", "short"),
    [
        ((), "", "没有附件"),
        ((False,), "材料已到市局 0/1", "1 件，已到 0 件"),
        ((True, True, False), "材料已到市局 2/3", "3 件，已到 2 件"),
        ((True, True), "材料已到市局 2/2", "2 件"),
    ],
)
def test_whoever_is_asked_to_take_a_case_sees_how_much_of_it_has_come(
    stage: Callable[..., QWidget], bench: Bench, came: tuple[bool, ...], told: str, short: str
) -> None:
    case = sent(bench, TO_WULAN)
    scanned(bench, case, *came)
    seat = Seat(stage, bench, case, WULAN)
    asked_for = seat.page.detail.waits.full_text()
    assert asked_for.startswith("转给您，请")
    assert asked_for.endswith(f"，{told}" if told else "接收或退回")
    assert seat.page.detail.files_told.full_text() == short
    dialog = seat.act("take")
    assert isinstance(dialog, TakeDialog)
    assert [line for line in dialog.lines if "材料已到" in line] == ([told] if told else [])


def test_the_sender_is_not_told_what_came_as_if_she_received_it(
    stage: Callable[..., QWidget], bench: Bench
) -> None:
    case = sent(bench, TO_WULAN)
    scanned(bench, case, True, False)
    seat = Seat(stage, bench, case)
    assert "材料已到市局" not in seat.page.detail.waits.full_text()


def test_received_without_a_word_by_two_keys(stage: Callable[..., QWidget], bench: Bench) -> None:
    seat = Seat(stage, bench, sent(bench, TO_WULAN), WULAN)
    seat.act("take")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_J, Qt.KeyboardModifier.AltModifier)
    seat.here.drain()
    assert seat.case.handler == WULAN.staff_no


def test_received_though_the_store_was_busy_until_the_question_was_gone(
    stage: Callable[..., QWidget], bench: Bench
) -> None:
    seat = Seat(stage, bench, sent(bench, TO_WULAN), WULAN)
    dialog = seat.act("take")
    write("请申请人带商标注册证")
    key(Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Return)
    dialog.deleteLater()
    seat.here.drain()
    assert not isValid(dialog)
    assert seat.case.handler == WULAN.staff_no
    assert seat.said() == ["已接收，由您承办"]


def test_a_return_asks_for_one_of_three_reasons(stage: Callable[..., QWidget], bench: Bench) -> None:
    seat = Seat(stage, bench, sent(bench, TO_WULAN), WULAN)
    dialog = seat.act("send_back")
    assert isinstance(dialog, ReasonDialog)
    assert [radio.text() for radio in dialog.radios.values()] == [
        "不属本岗位职责", "层级不符，应由其他层级办理", "随转材料不全",
    ]  # fmt: skip
    key(Qt.Key.Key_Return)
    assert dialog.fields["reason"].message == "请选择理由"
    dialog.radios["materials_missing"].setFocus()
    key(Qt.Key.Key_Space, Qt.Key.Key_Return)
    assert dialog.fields["remark"].message == "请填写说明"
    write("缺委托书原件")
    key(Qt.Key.Key_Return)
    seat.here.drain()
    assert (seat.case.state, seat.case.bounces, seat.case.handler) == (State.REGISTERED, 1, CLERK)
    assert seat.said() == ["已退回"]


def test_the_sender_sees_it_came_back_and_why(stage: Callable[..., QWidget], bench: Bench) -> None:
    case = sent(bench)
    answer_there(bench, case, TransferReturned("wrong_level", "应由市级办", "巴特尔"))
    seat = Seat(stage, bench, case)
    assert seat.page.detail.waits.full_text() == "已退回：层级不符，应由其他层级办理：应由市级办"
    assert seat.page.detail.waits.property("tone") == "warn"
    assert seat.page.detail.chip.accessibleName() == "已退回"


def test_once_something_was_done_with_it_the_return_is_history(
    stage: Callable[..., QWidget], bench: Bench
) -> None:
    case = sent(bench)
    answer_there(bench, case, TransferReturned("wrong_level"))
    services = bench.counter()
    services.transfers.send(case.case_id, TO_WULAN)
    bench.counter(WULAN).transfers.take(case.case_id)
    seat = Seat(stage, bench, case)
    assert not seat.page.detail.waits.isVisible()


def test_the_sender_takes_it_back_with_a_reason(stage: Callable[..., QWidget], bench: Bench) -> None:
    seat = Seat(stage, bench, sent(bench))
    dialog = seat.act("take_back")
    assert isinstance(dialog, SentenceDialog)
    key(Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Return)
    assert dialog.fields["reason"].message == "请填写撤回原因"
    write("申请人改在本窗口办")
    key(Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Return)
    seat.here.drain()
    assert seat.case.state is State.REGISTERED
    assert seat.said() == ["已撤回转办"]
    assert "transfer" in seat.services.cases.detail(seat.case_id).actions


def test_a_case_at_work_is_handed_on_with_what_was_done_and_its_papers(
    stage: Callable[..., QWidget], bench: Bench
) -> None:
    seat = Seat(stage, bench, accepted(bench).case)
    dialog = seat.act("transfer")
    assert isinstance(dialog, TransferDialog)
    assert dialog.controls["papers"].isVisible()
    assert dialog.controls["papers"].text() == "随转纸质材料 3 项，逐项写入转办记录(&W)"
    write("LH01")
    key(Qt.Key.Key_Return)
    assert dialog.text.text() == (f"告知申请人：已转{LOOK}，11-25 周三 17:30 前答复或办结。")
    key(Qt.Key.Key_Tab)
    write("属地办理")
    key(Qt.Key.Key_Tab)
    write("已检索到 3 件")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.AltModifier)
    seat.here.drain()
    assert seat.said() == ["已转办", "已送打印机", "已送打印机"]
    told = seat.case.pending
    assert told is not None
    assert (told.fact.to_outlet, told.fact.reason, told.fact.done) == (FAR, "属地办理", "已检索到 3 件")
    assert told.fact.materials[0].name == "信息查询申请表"
    assert len(told.fact.materials) == 3
    assert seat.page.detail.waits.full_text().startswith("待发送，对方尚未收到，应在 11-20 周五 11:05 前")
    assert seat.page.detail.call.full_text() == "请电话告知对方"


def is_whole(widget: QWidget) -> bool:
    """Whether nothing of it is cut off."""
    return widget.visibleRegion().boundingRect().height() == widget.height()


@pytest.mark.parametrize("scheme", [Scheme.DARK, Scheme.HIGH_CONTRAST])
def test_both_texts_grown_the_dialog_still_fits_a_small_screen_at_150_percent(
    stage: Callable[..., QWidget], bench: Bench, theme: Theme, scheme: Scheme, qtbot: QtBot
) -> None:
    seat = Seat(stage, bench, accepted(bench).case)
    window = seat.page.window()
    window.resize(1366, 696)
    theme.choose(scheme, 1.5)
    settle()
    dialog = seat.act("transfer")
    assert isinstance(dialog, TransferDialog)
    write("LH01")
    key(Qt.Key.Key_Return)
    for area in (dialog.controls["reason"], dialog.controls["done"]):
        area.setFocus()
        write("群众反映包装被仿冒，需要专业人员答复是否构成近似，请三日内回复。" * 8)
        settle()
    assert dialog.height() <= window.height()
    assert not faults(dialog)
    last = dialog.controls["urgent"]
    last.setFocus(Qt.FocusReason.TabFocusReason)
    assert dialog.default is not None
    for widget in (last, dialog.default):
        qtbot.waitUntil(partial(is_whole, widget))


def test_papers_may_stay_behind(stage: Callable[..., QWidget], bench: Bench) -> None:
    seat = Seat(stage, bench, accepted(bench).case)
    dialog = seat.act("transfer")
    assert isinstance(dialog, TransferDialog)
    write("LH01")
    key(Qt.Key.Key_Return, Qt.Key.Key_Tab)
    write("属地办理")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)
    settle(200)  # a letter presses a tick as long as a finger would
    assert not dialog.controls["papers"].isChecked()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.AltModifier)
    seat.here.drain()
    assert seat.case.pending is not None
    assert seat.case.pending.fact.materials == ()


class TestDesignating:
    def bounced(self, bench: Bench) -> Case:
        case = sent(bench, TO_WULAN)
        for _ in range(2):
            if bench.counter().cases.detail(case.case_id).case.pending is None:
                bench.counter().transfers.send(case.case_id, TO_WULAN)
            bench.counter(WULAN).transfers.send_back(case.case_id, "not_my_duty")
        return case

    def test_the_clerk_has_no_such_step(self, stage: Callable[..., QWidget], bench: Bench) -> None:
        seat = Seat(stage, bench, self.bounced(bench))
        assert not seat.services.cases.detail(seat.case_id).actions & {"transfer", "designate"}

    def test_the_head_names_the_handler(self, stage: Callable[..., QWidget], bench: Bench) -> None:
        seat = Seat(stage, bench, self.bounced(bench), SUPERVISOR_PERSON)
        dialog = seat.act("designate")
        assert isinstance(dialog, TransferDialog)
        assert dialog.windowTitle() == "指定承办"
        write("乌兰")
        key(Qt.Key.Key_Return, Qt.Key.Key_Tab)
        write("商标业务归其岗位")
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.AltModifier)
        seat.here.drain()
        assert seat.said() == ["已指定承办", "已送打印机"]
        assert seat.case.pending is not None
        assert seat.case.pending.fact.designated_by == SUPERVISOR
        assert Seat(stage, bench, seat.case, WULAN).steps()[0] == "take"


@pytest.mark.parametrize(
    ("facts", "line", "call"),
    [
        (
            (),
            "待发送，对方尚未收到，应在 11-20 周五 11:05 前接收或退回",
            "市级服务器已收到，对方联机后收到；请电话告知对方",
        ),
        ((TransferSeen,), "对方已收到，应在 11-20 周五 11:05 前接收或退回", ""),
        ((TransferSeen, TransferTaken), "", ""),
    ],
)
def test_the_way_to_another_outlet_is_told_step_by_step(
    stage: Callable[..., QWidget], bench: Bench, facts: tuple[type, ...], line: str, call: str
) -> None:
    case = sent(bench)
    op_id = case.transfer.op_id if case.transfer else ""
    told = [one(op_id) if one is TransferSeen else one(by_name="巴特尔") for one in facts]
    answer_there(bench, case, *told)
    seat = Seat(stage, bench, case)
    assert (seat.page.detail.waits.full_text(), seat.page.detail.call.full_text()) == (line, call)
    entry = next(one for one in seat.page.detail.course.entries if one.title == "转办")
    assert entry.note == (line or "已接收")


def test_what_went_wrong_is_said_and_the_case_stays(stage: Callable[..., QWidget], bench: Bench) -> None:
    case = sent(bench, TO_WULAN)
    seat = Seat(stage, bench, case, WULAN)
    dialog = seat.act("take")
    bench.counter().transfers.withdraw(case.case_id, "转错了")
    dialog.default.click() if dialog.default else None
    seat.here.drain()
    assert seat.case.state is State.REGISTERED
    assert seat.said() == []
    assert seat.case.handler == CLERK


def test_without_the_colleagues_nobody_can_be_chosen(stage: Callable[..., QWidget], bench: Bench) -> None:
    seat = Seat(stage, bench, accepted(bench).case)
    stuck = Failing(seat.services.people, all=Trouble("storage.locked"))
    object.__setattr__(seat.services, "people", stuck)
    assert seat.act("transfer").windowTitle() == "本机数据正被其他程序占用"
    assert seat.case.pending is None


class Home:
    """One person's 工作台."""

    def __init__(self, stage: Callable[..., QWidget], bench: Bench, person: Person) -> None:
        services = bench.counter(person)
        self.page, self.here = room(
            stage,
            lambda here: HomePage(
                services.desk, services.papers, services.reference, here.office, here.lanes, here.feedback
            ),
            person,
            watch=bench.clock,  # type: ignore[arg-type]
        )
        self.went: list[object] = []
        self.page.go_to.connect(lambda _key, what: self.went.append(what))

    def tab(self) -> list[str]:
        """The first column under 待接收, by its key."""
        self.page.todo.tabs.setFocus()
        press(self.page.todo.tabs, Qt.Key.Key_5)
        assert self.page.state.pile is Pile.RECEIVE
        return [] if self.page.todo.pane.is_empty else texts(self.page.todo.table, 0)


def test_the_desk_of_the_one_asked_and_of_the_sender(stage: Callable[..., QWidget], bench: Bench) -> None:
    sent(bench, TO_WULAN)
    assert Home(stage, bench, WULAN).tab() == ["11-20 11:05 前接收"]
    assert Home(stage, bench, CLERK_PERSON).tab() == ["11-21 09:05 前"]
    third = Person("1508260839", "丁一", frozenset({Role.CLERK}))
    assert Home(stage, bench, third).tab() == []


def test_unanswered_it_is_red_on_both_desks(stage: Callable[..., QWidget], bench: Bench) -> None:
    sent(bench)
    bench.clock.forward(hours=3)
    for person in (CLERK_PERSON, SUPERVISOR_PERSON):
        home = Home(stage, bench, person)
        assert home.tab() == ["接收超时"]
        model = home.page.todo.table.table_model
        assert model.columns[0].cell(model.rows[0]).status.tone == "bad"


def test_enter_opens_the_case_to_answer_it(stage: Callable[..., QWidget], bench: Bench) -> None:
    case = sent(bench, TO_WULAN)
    home = Home(stage, bench, WULAN)
    home.tab()
    home.page.todo.table.setFocus()
    press(home.page.todo.table, Qt.Key.Key_Return)
    assert home.went == [case.case_no]


def test_an_empty_tab_says_so(stage: Callable[..., QWidget], bench: Bench) -> None:
    home = Home(stage, bench, WULAN)
    assert home.tab() == []
    assert home.page.todo.pane.isVisible()
