"""未列入清单 on the page: the field for what came, and 收件（待审） by its key."""

from pathlib import Path

import pytest

from outlet_app.domain.decisions import Decision
from outlet_app.domain.states import State
from tests.support.counter_fakes_intake import Visit, open_desk
from tests.ui.conftest import Stage


@pytest.fixture
def visit(tmp_path: Path, stage: Stage) -> Visit:
    return Visit(open_desk(tmp_path), stage)


def unlisted(visit: Visit) -> Visit:
    visit.begin().party()
    visit.hands.type("0")
    visit.hands.press("Tab")
    visit.page.fields.focus("request")
    visit.hands.type("请求认定老字号")
    return visit


def test_the_field_and_the_button_stand_there_for_what_is_not_listed_alone(visit: Visit) -> None:
    visit.begin()
    form = visit.page.form
    assert not form.fields["handed_in"].isVisible()
    unlisted(visit)
    assert form.fields["handed_in"].isVisible()
    assert form.receive.isVisible()
    assert not form.print_list.isVisible()
    visit.page.fields.focus("item")
    visit.hands.type("2")
    visit.hands.press("Tab")
    assert not form.fields["handed_in"].isVisible()


def test_it_is_taken_in_by_keys(visit: Visit) -> None:
    unlisted(visit)
    visit.page.fields.focus("handed_in")
    visit.hands.type("认定申请书原件 1 份")
    visit.hands.go("Alt+J")
    (row,) = visit.cases()
    assert (row.decision, row.state) == (Decision.RECEIVE, State.RECEIVED)
    assert visit.page.state.is_blank


def test_without_its_papers_it_says_so_at_the_field(visit: Visit) -> None:
    unlisted(visit).hands.go("Alt+J")
    assert visit.cases() == ()
    assert visit.message("handed_in") == "请填写收到的材料"
    assert visit.page.fields.focused().startswith("handed_in")


def test_accepting_it_is_refused_at_the_item(visit: Visit) -> None:
    unlisted(visit).hands.go("Alt+S")
    assert visit.cases() == ()
    assert visit.message("item") == "未列入清单，不能受理"
