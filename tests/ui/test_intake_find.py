"""Find-as-you-type: who was here before is offered while the name is typed, and never in the way."""

from pathlib import Path

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from outlet_app.domain.applicant import Agent, Applicant, ApplicantKind, IdKind
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import IntakeEntry
from outlet_app.services.troubles import Trouble
from outlet_app.services.views import ApplicantHit
from outlet_app.ui.parts import finder
from tests.support.counter_fakes_intake import CODE, NAME, NOW, PHONE, Desk, Failing, Visit, open_desk
from tests.ui.conftest import Stage

SOON_MS = 5


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(finder, "PAUSE_MS", SOON_MS)
    return open_desk(tmp_path)


@pytest.fixture
def visit(desk: Desk, stage: Stage) -> Visit:
    made = Visit(desk, stage)
    made.begin().party().matter("1.6", "查询导航数据").hands.press("1", "Down", "1")
    made.hands.go("Alt+S")
    return made


def offered(visit: Visit) -> list[str]:
    """The rows on offer after the pause."""
    QTest.qWait(SOON_MS * 6)
    visit.desk.drain()
    QApplication.processEvents()
    field = visit.page.fields.name
    return [row.text for row in field.popup().rows] if field.is_offering else []


@pytest.mark.parametrize("typed", ["禾", "河套", "hthy", CODE[:6], PHONE[-4:]])
def test_a_known_applicant_is_found(visit: Visit, typed: str) -> None:
    visit.hands.type(typed)
    assert offered(visit) == [NAME, f"新申请人“{typed}”，按 Enter 后继续填写"]
    assert visit.page.fields.name.hasFocus()


def test_enter_fills_every_field_of_the_applicant(visit: Visit) -> None:
    visit.hands.type("河套")
    assert offered(visit)
    visit.hands.press("Return")
    values = [
        visit.page.fields.value(name)
        for name in ("applicant.name", "applicant.id_number", "contact", "phone")
    ]
    assert values == [NAME, CODE, "刘建平", PHONE]
    assert visit.message("applicant.id_number") == "校验通过"
    assert visit.page.form.brought.text() == "已带出 2026-11-18 登记的信息"
    assert visit.page.fields.focused().startswith("channel")


def test_the_last_row_goes_on_with_a_new_applicant(visit: Visit) -> None:
    visit.hands.type("河套")
    assert offered(visit)
    visit.hands.press("Down", "Return")
    assert visit.page.fields.value("applicant.name") == "河套"
    assert visit.page.fields.focused().startswith("applicant.id_number")


def test_escape_closes_the_list_and_keeps_what_was_typed(visit: Visit) -> None:
    visit.hands.type("河套")
    assert offered(visit)
    visit.hands.press("Esc")
    assert not visit.page.fields.name.is_offering
    assert visit.page.fields.value("applicant.name") == "河套"
    assert visit.page.fields.name.hasFocus()


def test_leaving_the_field_closes_the_list(visit: Visit) -> None:
    visit.hands.type("河套")
    assert offered(visit)
    visit.hands.press("Tab")
    assert not visit.page.fields.name.is_offering


def test_text_under_composition_is_searched_too(visit: Visit) -> None:
    field = visit.page.fields.name
    QApplication.sendEvent(field, QInputMethodEvent("he'tao", []))
    assert visit.page.editing.finder._asked == "hetao"
    QApplication.sendEvent(field, QInputMethodEvent("", []))


@pytest.mark.parametrize("typed", ["h", "没有这个单位", " "])
def test_nothing_is_offered_without_reason(visit: Visit, typed: str) -> None:
    visit.hands.type(typed)
    assert offered(visit) == []


def test_an_answer_that_comes_late_is_not_shown(visit: Visit) -> None:
    visit.hands.type("河套")
    QTest.qWait(SOON_MS * 6)
    visit.hands.press("Tab")
    visit.desk.drain()
    assert not visit.page.fields.name.is_offering


def test_trouble_with_the_search_does_not_stop_the_typing(visit: Visit, desk: Desk) -> None:
    visit.page.editing.finder._applicants = Failing(
        desk.counter.applicants, suggest=Trouble("storage.locked")
    )
    visit.hands.type("河套")
    assert offered(visit) == []
    assert visit.window.feedback.open_dialog is None
    assert visit.page.fields.value("applicant.name") == "河套"


def with_agent(visit: Visit) -> Visit:
    """The next matter of the same applicant comes by an agent."""
    agent = Agent("图雅", IdKind.ID_CARD, "152822196501010025", "13700005678")
    party = Applicant(ApplicantKind.ENTERPRISE, NAME, IdKind.USCC, CODE, "刘建平", PHONE)
    entry = IntakeEntry(
        party, item=9, sub_item="9.1", request="核对清单", answer="已答复", assisted=True, agent=agent
    )
    visit.desk.bench.clock.forward(minutes=1)
    visit.desk.counter.intake.decide(entry, Decision.ANSWER)
    return visit


def agent_shown(visit: Visit) -> list[str]:
    return [visit.page.fields.value(f"agent.{part}") for part in ("name", "id_number", "phone")]


def test_who_acted_on_the_last_visit_stands_ready_behind_the_tick(visit: Visit) -> None:
    with_agent(visit).hands.type("河套")
    assert offered(visit)
    visit.hands.go("Return")
    assert not visit.page.state.shows_agent, "whether somebody acts today is asked today"
    visit.page.fields.focus("assisted")
    visit.hands.go("Space")
    assert visit.page.state.shows_agent
    assert agent_shown(visit) == ["图雅", "152822196501010025", "13700005678"]


def test_an_agent_of_another_applicant_is_not_left_behind(visit: Visit) -> None:
    with_agent(visit).hands.type("河套")
    assert offered(visit)
    visit.hands.go("Return")
    other = Applicant(ApplicantKind.PERSON, "斯琴", IdKind.ID_CARD, "152822197001010037", "", PHONE)
    visit.page.editing._took_over(ApplicantHit(other, NOW, "HH01-20260101-010001-X"))
    visit.desk.drain()
    assert visit.page.state.entry.agent is None


def test_what_was_typed_as_agent_is_not_written_over(visit: Visit) -> None:
    with_agent(visit)
    visit.page.fields.focus("assisted")
    visit.hands.press("Space")
    visit.page.fields.focus("agent.name")
    visit.hands.press("Ctrl+A")
    visit.hands.type("另一位")
    visit.page.fields.focus("applicant.name")
    visit.hands.type("河套")
    assert offered(visit)
    visit.hands.go("Return")
    assert visit.page.state.entry.agent is not None
    assert visit.page.state.entry.agent.name == "另一位"


def test_an_answer_about_somebody_else_is_dropped(visit: Visit) -> None:
    with_agent(visit).hands.type("河套")
    assert offered(visit)
    visit.hands.press("Return")
    visit.page.fields.focus("applicant.name")
    visit.hands.press("Ctrl+A")
    visit.hands.type("另一家")
    visit.desk.drain()
    assert visit.page.state.entry.agent is None


def test_trouble_while_recalling_is_not_told(visit: Visit, desk: Desk) -> None:
    stuck = Failing(desk.counter.applicants, recall=Trouble("storage.locked"))
    visit.page.editing.recalling._applicants = stuck  # type: ignore[assignment]
    visit.hands.type("河套")
    assert offered(visit)
    visit.hands.go("Return")
    assert visit.window.feedback.open_dialog is None
    assert visit.page.fields.value("contact") == "刘建平"
