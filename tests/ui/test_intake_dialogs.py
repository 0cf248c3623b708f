"""What a decision still asks: receiver, reason, promise, and whether the visit was registered before."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from outlet_app.domain.decisions import Decision
from outlet_app.domain.forms.decisions import RejectReason
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.domain.states import State
from outlet_app.services.troubles import Trouble
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.office import Link
from outlet_app.ui.parts.decisions.reject import RejectDialog
from outlet_app.ui.parts.transfer_dialog import TransferDialog
from tests.support.at_the_counter import text_of
from tests.support.counter_fakes_intake import NAME, Desk, Failing, OtherPage, Visit, open_desk
from tests.ui.conftest import Stage


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path)


@pytest.fixture
def visit(desk: Desk, stage: Stage) -> Visit:
    return Visit(desk, stage)


def complete(visit: Visit) -> Visit:
    """A registration of 1.6 with every material there."""
    visit.begin().party().matter("1.6", "查询导航数据").hands.press("1", "Down", "1")
    return visit


def test_a_matter_goes_to_the_city_with_its_reason(visit: Visit) -> None:
    complete(visit).hands.go("Alt+Z")
    assert isinstance(visit.dialog, TransferDialog)
    visit.hands.type("市级")
    visit.hands.press("Return", "Tab")
    visit.hands.type("需市级知识产权科答复")
    visit.hands.press("Tab")
    visit.hands.type("已核对主体资格")
    visit.hands.press("Tab", "Tab", "Space")
    visit.hands.go("Alt+Z")
    (case,) = visit.cases()
    assert (case.decision, case.state) == (Decision.TRANSFER, State.TRANSFERRED)
    call = "请电话告知对方：0478-8213500"
    assert visit.said() == [
        f"已转办｜{case.case_no}，待发送，对方尚未收到，{call}",
        f"转办单已送打印机｜{case.case_no}，一式两份",
        f"材料移交单已送打印机｜{case.case_no}，一式两份",
    ]
    fact = visit.desk.counter.cases.detail(case.case_id).case.transfer
    assert fact is not None
    assert (fact.fact.to_outlet, fact.fact.to_name) == ("1508001001", "市市场监督管理局知识产权科")
    assert (fact.fact.reason, fact.fact.urgent) == ("需市级知识产权科答复", True)


@pytest.mark.parametrize(
    ("to", "online", "waits"),
    [
        ("市级", True, "待发送，对方尚未收到"),
        ("LH01", False, "待发送，对方尚未收到，请电话告知对方"),
        ("高云飞", False, "待高云飞接收"),
    ],
)
def test_what_is_said_after_a_transfer(visit: Visit, to: str, online: bool, waits: str) -> None:
    visit.window.office.show_link(Link.ONLINE if online else Link.OFFLINE)
    complete(visit).hands.go("Alt+Z")
    visit.hands.type(to)
    visit.hands.press("Return", "Tab")
    visit.hands.type("属其职责")
    visit.hands.go("Alt+Z")
    (case,) = visit.cases()
    assert visit.said()[0] == f"已转办｜{case.case_no}，{waits}"


def test_a_matter_may_go_to_a_colleague_or_another_outlet(visit: Visit) -> None:
    complete(visit).hands.go("Alt+Z")
    dialog = visit.dialog
    assert isinstance(dialog, TransferDialog)
    texts = [choice.text for choice in dialog.controls["to"].choices]
    outlets = visit.desk.counter.reference.outlets.all
    assert len(texts) == 2 + 1 + len(outlets) - 1
    assert any(text.startswith("同事　高云飞") for text in texts)
    assert not any("苏日娜" in text for text in texts)
    visit.hands.type("LH01")
    visit.hands.press("Return")
    assert dialog.controls["to"].value.startswith("1508022001/")


def test_a_transfer_names_receiver_and_reason(visit: Visit) -> None:
    complete(visit).hands.go("Alt+Z")
    visit.hands.go("Alt+Z")
    dialog = visit.dialog
    assert isinstance(dialog, TransferDialog)
    assert dialog.fields["to"].message == "请选择转给谁"
    assert dialog.fields["reason"].message == "请填写转办原因"
    assert QApplication.focusWidget() is dialog.controls["to"]
    assert visit.cases() == ()


def test_a_cancelled_transfer_changes_nothing(visit: Visit) -> None:
    complete(visit).hands.go("Alt+Z")
    visit.hands.go("Esc")
    assert visit.cases() == ()
    assert visit.page.state.entry.applicant.name == NAME
    visit.hands.go("Alt+S")
    assert len(visit.cases()) == 1


def test_a_transfer_needs_a_telephone(visit: Visit) -> None:
    visit.begin()
    visit.page.fields.focus("item")
    visit.hands.type("2")
    visit.hands.press("Tab", "Tab", "Tab")
    visit.hands.type("问得很复杂")
    visit.hands.go("Alt+Z")
    assert [link.text() for link in visit.page.form.summary.links] == ["联系电话"]
    assert visit.window.feedback.open_dialog is None


def test_a_matter_for_somebody_else_is_told_where_to_go(visit: Visit) -> None:
    complete(visit).hands.go("Alt+B")
    dialog = visit.dialog
    assert isinstance(dialog, RejectDialog)
    visit.hands.press("Down")
    assert dialog.code == RejectReason.NOT_HERE
    visit.hands.go("Alt+B")
    assert dialog.instead.message == "请填写应向哪里提出"
    visit.hands.type("呼和浩特市知识产权局，0471-1234567")
    visit.hands.go("Alt+B")
    (case,) = visit.cases()
    assert (case.decision, case.state) == (Decision.REJECT, State.REJECTED)
    (job,) = visit.desk.bench.spooler.jobs
    assert "呼和浩特市知识产权局，0471-1234567" in text_of(job.pdf)
    assert visit.said() == [f"已登记为不予受理，通知书已送打印机｜{case.case_no}，一式两份"]


def test_other_reasons_need_their_basis(visit: Visit) -> None:
    complete(visit).hands.go("Alt+B")
    dialog = visit.dialog
    assert isinstance(dialog, RejectDialog)
    visit.hands.press("Down", "Down", "Down")
    assert (dialog.basis.line.required, dialog.instead.line.required) == (True, False)
    visit.hands.go("Return")
    assert dialog.basis.message == "请填写依据或说明"
    visit.hands.type("据" * 201)
    visit.hands.go("Alt+B")
    assert dialog.basis.message == "最多 200 字，超出 1 字"


def test_a_gap_that_may_not_follow_leads_to_its_row(visit: Visit) -> None:
    visit.begin().party().matter("8.2", "申报资助").hands.press("2", "Down", "1", "Down", "4", "Down", "1")
    visit.hands.go("Alt+R")
    assert visit.window.feedback.open_dialog is None
    assert visit.page.materials.focused() == "8.2-M1"
    assert visit.page.materials.rows[0].note.full_text() == "不可容缺"


def test_a_second_registration_of_the_day_is_asked_about(visit: Visit) -> None:
    complete(visit).hands.go("Alt+S")
    (first,) = visit.cases()
    complete(visit).hands.go("Alt+S")
    assert visit.dialog.windowTitle() == "可能重复登记"
    assert len(visit.cases()) == 1
    visit.hands.go("Alt+O")
    other = visit.window.page
    assert isinstance(other, OtherPage)
    assert other.shown == [first.case_no], "the list is searched by number, not by id"


def test_a_second_registration_may_be_meant(visit: Visit) -> None:
    complete(visit).hands.go("Alt+S")
    complete(visit).hands.go("Alt+S")
    visit.hands.go("Alt+N")
    assert len(visit.cases()) == 2
    complete(visit).hands.go("Alt+S")
    assert visit.dialog.windowTitle() == "可能重复登记"


def test_being_asked_once_is_enough_for_one_form(visit: Visit) -> None:
    complete(visit).hands.go("Alt+S")
    complete(visit).hands.go("Alt+Z")
    visit.hands.go("Alt+N")
    assert isinstance(visit.dialog, TransferDialog)
    visit.hands.go("Esc")
    visit.hands.go("Alt+S")
    assert len(visit.cases()) == 2


def test_a_refusal_is_a_banner_with_the_next_step(visit: Visit, desk: Desk) -> None:
    refused = Refused(Refusal("promise.not_volunteered"))
    object.__setattr__(desk.counter, "intake", Failing(desk.counter.intake, decide=refused))
    complete(visit).hands.go("Alt+S")
    banner = visit.window.frames[PageKey.INTAKE].banner
    assert banner.isVisible()
    assert banner.accessibleName() == "容缺受理要由申请人自愿提出"
    assert visit.page.state.entry.applicant.name == NAME


def test_trouble_while_looking_for_duplicates_or_colleagues_saves_nothing(visit: Visit, desk: Desk) -> None:
    stuck = Failing(desk.counter.intake, duplicate_of=Trouble("storage.locked"))
    object.__setattr__(desk.counter, "intake", stuck)
    complete(visit).hands.go("Alt+S")
    assert visit.dialog.windowTitle() == "本机数据正被其他程序占用"
    visit.hands.go("Return")
    stuck.errors.clear()
    object.__setattr__(desk.counter, "people", Failing(desk.counter.people, all=Trouble("storage.locked")))
    visit.hands.go("Alt+Z")
    assert visit.dialog.windowTitle() == "本机数据正被其他程序占用"
    visit.hands.go("Return")
    assert visit.cases() == ()


def test_pressing_twice_registers_once(visit: Visit, desk: Desk) -> None:
    complete(visit).hands.press("Alt+S", "Alt+S", "Alt+S")
    desk.drain()
    assert len(visit.cases()) == 1
