"""申报提醒 by keys: outside of the period a reminder in place of a declaration, and the form from it."""

from collections.abc import Callable
from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from outlet_app.domain.dossier import Case
from outlet_app.domain.states import State
from outlet_app.services.views import CaseFilter
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.parts.intake_order import IntakeOrder
from outlet_app.ui.parts.sheet_dialog import SheetDialog
from tests.support.counter_fakes_intake import Desk, Visit, open_desk
from tests.support.policies import plain_register, plain_release
from tests.support.policies_sent import hand_down, signed

Stage = Callable[..., QWidget]
OPENS = date(2027, 3, 1)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A terminal whose only policy to be applied for opens next March."""
    desk = open_desk(tmp_path)
    plain = deepcopy(plain_release())
    for policy in plain["policies"]:  # type: ignore[union-attr]
        if policy["mode"] == "applied":
            policy["valid_until"] = "2027-12-31"
            policy["windows"] = [{"opens": "2027-03-01", "closes": "2027-04-30"}]
    hand_down(
        desk.bench.database,
        ("policies", "2026-2", signed("policies", "2026-2", plain)),
        ("register", "2026-11-18", signed("register", "2026-11-18", plain_register())),
    )
    return desk


@pytest.fixture
def visit(desk: Desk, stage: Stage) -> Visit:
    return Visit(desk, stage)


def asked(visit: Visit, sub_item: str = "8.2") -> Visit:
    """Somebody comes to declare."""
    visit.begin().party().matter(sub_item, "申报品牌奖补")
    visit.hands.drain()
    return visit


def only_case(visit: Visit) -> Case:
    (row,) = visit.desk.counter.cases.page(CaseFilter(), 50, 0).rows
    return visit.desk.counter.cases.detail(row.case_id).case


class TestKeepingItInMind:
    def test_the_line_says_from_when_and_for_what(self, visit: Visit) -> None:
        strip = asked(visit).page.reminding.strip
        assert strip.isVisible()
        assert strip.title.text() == "不在申报期，2027-03-01 起可以申报"
        assert strip.accessibleName().startswith("不在申报期，2027-03-01 起可以申报。地理标志品牌建设奖补")

    def test_one_letter_and_enter_keep_it(self, visit: Visit) -> None:
        hands = asked(visit).hands
        hands.go("Alt+M")
        assert isinstance(visit.dialog, SheetDialog)
        answer = visit.dialog.controls["answer"].text()  # type: ignore[union-attr]
        assert "2027年3月1日 起可以申报" in answer
        hands.go("Alt+S")
        case = only_case(visit)
        assert case.reminder is not None
        assert (case.reminder.opens, case.reminder.sub_item, case.state) == (OPENS, "8.2", State.CLOSED)
        assert (case.answer, case.registered.request) == (answer, "申报品牌奖补")
        assert visit.said()[-1] == f"已登记申报提醒｜{case.case_no}，2027-03-01 起在工作台提示"
        assert visit.page.state.is_blank
        assert not visit.page.reminding.strip.isVisible()

    def test_escape_leaves_the_form_as_it_was(self, visit: Visit) -> None:
        hands = asked(visit).hands
        hands.go("Alt+M")
        hands.go("Esc")
        assert visit.page.state.entry.request == "申报品牌奖补"
        assert visit.cases() == ()

    def test_without_a_telephone_it_says_what_is_missing_and_keeps_the_form(self, visit: Visit) -> None:
        visit.begin().party(phone="").matter("8.2", "申报品牌奖补")
        visit.hands.drain()
        said: list[str] = []
        visit.window.feedback.banner_wanted.connect(lambda _tone, title, _text: said.append(title))
        visit.hands.go("Alt+M")
        visit.hands.go("Alt+S")
        assert said == ["没有登记名称和电话，到时无法告知"]
        assert visit.page.state.entry.request == "申报品牌奖补"
        assert visit.cases() == ()

    @pytest.mark.parametrize("sub_item", ["8.1", "8.5", "8.6", "2.6"])
    def test_what_is_not_declared_or_open_shows_no_line(self, visit: Visit, sub_item: str) -> None:
        assert not asked(visit, sub_item).page.reminding.strip.isVisible()

    def test_another_sub_item_takes_the_line_away(self, visit: Visit) -> None:
        asked(visit)
        visit.page.fields.focus("sub_item")
        visit.hands.type("8.6")
        visit.hands.press("Tab")
        visit.hands.drain()
        assert not visit.page.reminding.strip.isVisible()


class TestFromTheReminder:
    def order(self, visit: Visit) -> IntakeOrder:
        asked(visit).hands.go("Alt+M")
        visit.hands.go("Alt+S")
        case = only_case(visit)
        return IntakeOrder(visit.desk.counter.carrying.entry(case, "品牌奖补申报"))

    def test_the_form_opens_with_all_that_is_known(self, visit: Visit) -> None:
        order = self.order(visit)
        visit.window.open(PageKey.WORKBENCH)
        visit.window.open(PageKey.INTAKE, order)
        visit.hands.drain()
        entry = visit.page.state.entry
        assert (entry.sub_item, entry.applicant.contact, entry.request) == ("8.2", "刘建平", "品牌奖补申报")
        assert entry.follows == order.entry.follows
        assert visit.page.state.rows

    def test_what_was_begun_there_is_asked_about_first(self, visit: Visit) -> None:
        order = self.order(visit)
        visit.begin()
        visit.hands.type("其其格")
        visit.window.open(PageKey.INTAKE, order)
        visit.hands.drain()
        assert visit.window.feedback.open_dialog is not None
        assert visit.page.state.entry.applicant.name == "其其格"
