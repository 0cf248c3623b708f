"""电话咨询 on one page by keys, and the seven situations on the registration page."""

from pathlib import Path

import pytest

from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import Channel, Complexity, Situation
from outlet_app.domain.states import State
from outlet_app.services.views import CaseFilter
from outlet_app.ui.parts.decisions.reject import RejectDialog
from outlet_app.ui.parts.transfer_dialog import TransferDialog
from outlet_app.ui.widgets.buttons import Kind
from outlet_app.ui.widgets.combo import Combo
from tests.support.counter_fakes_intake import Desk, Visit, open_desk
from tests.ui.conftest import Stage

LEFT_OUT = ("applicant.id_kind", "applicant.id_number", "special_groups", "contact", "assisted")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path)


@pytest.fixture
def visit(desk: Desk, stage: Stage) -> Visit:
    return Visit(desk, stage)


def ring(visit: Visit) -> Visit:
    """Shift+F2: somebody is on the telephone."""
    visit.hands.go("Shift+F2")
    return visit


def choose(visit: Visit, letter: str) -> None:
    """A situation by its letter, with the cursor on it."""
    visit.page.fields.focus("situation")
    visit.hands.type(letter)
    visit.hands.press("Return")


def case_of(visit: Visit) -> object:
    (row,) = visit.desk.counter.cases.page(CaseFilter(), 50, 0).rows
    return visit.desk.counter.cases.detail(row.case_id).case


def test_a_call_answered_at_once_takes_under_25_keys(visit: Visit) -> None:
    hands = visit.hands
    hands.go("Shift+F2")
    hands.type("赵永胜")
    hands.press("Tab")
    hands.type("13800002046")
    hands.press("Tab", "Tab", "Tab", "Tab", "Tab")
    hands.type("商标续展什么时候办")
    hands.press("Tab")
    hands.type("期满前十二个月内办理")
    hands.go("Ctrl+Return")
    (case,) = visit.cases()
    assert (case.decision, case.state, case.applicant) == (Decision.ANSWER, State.CLOSED, "赵永胜")
    told = visit.desk.counter.cases.detail(case.case_id).case.registered
    assert (told.channel, told.applicant.phone, told.situation) == (
        Channel.PHONE, "13800002046", Situation.OWN_NOW,
    )  # fmt: skip
    assert hands.presses == 9
    assert hands.presses <= 25


def test_a_call_answered_later_takes_under_25_keys(visit: Visit, desk: Desk) -> None:
    hands = visit.hands
    hands.go("Shift+F2")
    hands.type("赵永胜")
    hands.press("Tab")
    hands.type("13800002046")
    hands.press("Tab", "Tab", "Tab", "Tab", "Right", "Tab")
    hands.type("商标被驳回后怎么复审")
    hands.press("Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab")
    assert visit.page.fields.focused().startswith("callback")
    hands.type("今天下午三点后")
    hands.go("Alt+S")
    (case,) = visit.cases()
    assert (case.decision, case.state) == (Decision.ACCEPT, State.ACCEPTED)
    told = visit.desk.counter.cases.detail(case.case_id).case.registered
    assert (told.complexity, told.callback) == (Complexity.COMPLEX, "今天下午三点后")
    assert desk.bench.spooler.jobs == []
    assert visit.said() == [f"已受理｜{case.case_no}"]
    assert hands.presses <= 25


def test_a_call_shows_only_what_a_caller_can_say(visit: Visit) -> None:
    fields = ring(visit).page.fields.fields
    assert not any(fields[name].isVisible() for name in LEFT_OUT)
    assert fields["callback"].isVisible()
    assert visit.page.fields.value("channel") == Channel.PHONE
    assert visit.page.fields.value("sub_item") == "2.1"
    assert visit.page.fields.focused().startswith("applicant.name")


def test_at_the_counter_everything_is_asked_and_no_call_back(visit: Visit) -> None:
    fields = visit.begin().page.fields.fields
    assert fields["applicant.id_number"].isVisible()
    assert fields["assisted"].isVisible()
    assert not fields["callback"].isVisible()


def test_choosing_the_telephone_is_the_same_as_its_key(visit: Visit) -> None:
    visit.begin().hands.press("Tab", "Tab", "Tab", "Tab", "Down", "Tab", "Tab")
    visit.hands.type("2")
    visit.hands.press("Tab")
    fields = visit.page.fields.fields
    assert visit.page.fields.value("channel") == Channel.PHONE
    assert not fields["applicant.id_number"].isVisible()
    assert fields["callback"].isVisible()
    assert fields["contact"].isVisible()  # a body has somebody who calls for it


def test_a_number_already_written_stays_in_sight(visit: Visit) -> None:
    visit.begin().hands.press("Tab")
    visit.hands.type("91150826MA0NK2H35E")
    visit.hands.press("Tab", "Tab", "Tab", "Right", "Tab", "Tab")
    visit.hands.type("2")
    visit.hands.press("Tab")
    assert visit.page.fields.fields["applicant.id_number"].isVisible()


def test_a_matter_with_materials_asks_for_papers_though_it_was_told_by_telephone(visit: Visit) -> None:
    ring(visit)
    visit.page.fields.focus("item")
    visit.hands.type("8")
    visit.hands.press("Tab")
    visit.hands.type("8.2")
    visit.hands.press("Tab")
    assert visit.page.fields.fields["applicant.id_number"].isVisible()


def test_the_hour_of_the_call_back_is_told_when_the_answer_is_due(visit: Visit) -> None:
    ring(visit).hands.type("赵永胜")
    visit.page.fields.focus("callback")
    visit.hands.type("早" * 51)
    visit.hands.press("Tab")
    assert visit.message("callback") == "最多 50 字，超出 1 字"


@pytest.mark.parametrize(
    ("letter", "open_to", "filled"),
    [
        ("A", {"answer"}, "answer"),
        ("B", {"accept", "notice", "deficient", "reject"}, "accept"),
        ("C", {"transfer"}, "transfer"),
        ("D", {"transfer", "answer"}, "transfer"),
        ("E", {"transfer"}, "transfer"),
        ("F", {"reject", "answer"}, "reject"),
        ("G", {"transfer"}, "transfer"),
    ],
)
def test_each_situation_weighs_its_own_decisions(
    visit: Visit, letter: str, open_to: set[str], filled: str
) -> None:
    choose(ring(visit), letter)
    kinds = {decision.value: button.kind for decision, button in visit.page.bar.buttons.items()}
    assert {name for name, kind in kinds.items() if kind is not Kind.GHOST} == open_to
    assert [name for name, kind in kinds.items() if kind is Kind.PRIMARY] == [filled]
    assert all(button.isEnabled() for button in visit.page.bar.buttons.values())
    assert visit.page.bar.first.text().startswith(letter)
    assert visit.page.bar.second.text()


def test_a_decision_not_open_names_the_situation_and_leads_there(visit: Visit) -> None:
    ring(visit)
    for name, text in (("request", "商标续展"), ("answer", "可以。")):
        visit.page.fields.focus(name)
        visit.hands.type(text)
    choose(visit, "E")
    visit.hands.go("Alt+D")
    assert [link.text() for link in visit.page.form.summary.links] == ["首问情形"]
    assert visit.message("situation") == "此情形不能这样处理"
    assert visit.page.fields.focused().startswith("situation")
    assert visit.cases() == ()
    visit.hands.type("A")
    visit.hands.press("Return")
    visit.hands.go("Alt+D")
    assert len(visit.cases()) == 1


def test_the_situation_can_be_taken_back(visit: Visit) -> None:
    choose(ring(visit), "E")
    visit.page.fields.focus("situation")
    visit.hands.type("随")
    visit.hands.press("Return")
    assert visit.page.state.entry.situation is None
    assert visit.page.bar.buttons[Decision.ANSWER].kind is Kind.PRIMARY


def test_showing_the_way_asks_whither(visit: Visit) -> None:
    choose(ring(visit), "D")
    assert visit.page.fields.fields["guided_to"].isVisible()
    for name, text in (("request", "著作权登记"), ("answer", "由版权部门办理")):
        visit.page.fields.focus(name)
        visit.hands.type(text)
    visit.hands.go("Alt+D")
    assert visit.message("guided_to") == "请填写引导去向"
    visit.hands.type("自治区版权局")
    assert visit.page.bar.buttons[Decision.ANSWER].kind is Kind.PRIMARY
    visit.hands.go("Alt+D")
    (case,) = visit.cases()
    told = visit.desk.counter.cases.detail(case.case_id)
    assert told.case.registered.situation is Situation.ELSEWHERE


def receivers(visit: Visit, letter: str) -> list[str]:
    """To whom the dialog lets a matter of this situation go."""
    ring(visit)
    for name, text in (("phone", "13800002046"), ("request", "群众集体来访")):
        visit.page.fields.focus(name)
        visit.hands.type(text)
    choose(visit, letter)
    visit.hands.go("Alt+Z")
    dialog = visit.dialog
    assert isinstance(dialog, TransferDialog)
    assert isinstance(dialog.controls["to"], Combo)
    return [choice.text for choice in dialog.controls["to"].choices]


@pytest.mark.parametrize(
    ("letter", "count", "first"),
    [
        ("C", 1, "同事　高云飞（工号 0001）"),
        ("D", 79, "市市场监督管理局知识产权科"),
        ("E", 3, "同事　高云飞（工号 0001）"),
        ("G", 3, "同事　高云飞（工号 0001）"),
    ],
)
def test_the_dialog_offers_whom_the_situation_leads_to(
    visit: Visit, letter: str, count: int, first: str
) -> None:
    found = receivers(visit, letter)
    assert (len(found), found[0]) == (count, first)
    dialog = visit.dialog
    assert isinstance(dialog, TransferDialog)
    assert dialog.controls["urgent"].isChecked() is (letter == "G")


@pytest.mark.parametrize(("then", "channel"), [("F2", Channel.COUNTER), ("Shift+F2", Channel.PHONE)])
def test_a_call_page_opened_by_mistake_is_left_without_a_question(
    visit: Visit, then: str, channel: Channel
) -> None:
    visit.hands.go("Shift+F2")
    visit.hands.go(then)
    assert visit.window.feedback.open_dialog is None
    assert visit.page.state.entry.channel is channel
    assert visit.page.fields.focused().startswith("applicant.name")


def test_what_a_caller_said_already_is_asked_about(visit: Visit) -> None:
    ring(visit)
    visit.page.fields.focus("request")
    visit.hands.type("消费纠纷")
    visit.hands.go("F2")
    assert visit.window.feedback.open_dialog is not None
    assert visit.page.state.entry.request == "消费纠纷"


def test_an_urgent_matter_reaches_the_head(visit: Visit) -> None:
    receivers(visit, "G")
    visit.hands.type("高云飞")
    visit.hands.press("Return", "Tab")
    visit.hands.type("媒体到场采访")
    visit.hands.go("Alt+Z")
    (case,) = visit.cases()
    pending = visit.desk.counter.cases.detail(case.case_id).case.pending
    assert pending is not None
    assert pending.fact.urgent


def test_outside_our_remit_the_place_to_go_is_asked_whatever_the_reason(visit: Visit) -> None:
    ring(visit)
    visit.page.fields.focus("request")
    visit.hands.type("消费纠纷")
    choose(visit, "F")
    visit.hands.go("Alt+B")
    dialog = visit.dialog
    assert isinstance(dialog, RejectDialog)
    dialog.radios["other"].setChecked(True)
    assert dialog.instead.line.required
