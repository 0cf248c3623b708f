"""A case of weeks ago whose promised days are over: registered by that day's clock, explained on this day."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from PySide6.QtCore import Qt

from outlet_app.domain.decisions import Decision
from outlet_app.services.views import CaseFilter
from outlet_app.ui.pages.home.page import HomePage
from outlet_app.ui.pages.home.state import Pile
from tour.full.desk import step
from tour.full.door import receive
from tour.full.parties import Party
from tour.full.visitors import Visitor
from tour.stage import Stage

_K, CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier
Found = dict[str, object]
# Longer than any promise of working days, holidays among them.
AGO = timedelta(days=24)
EARLIER = Visitor(
    "1.7",
    "查询风电叶片涂层专利，出具查新报告",
    Decision.ACCEPT,
    Party("乌拉特中旗风峡新能源有限公司", "91150824MA0P9XYT6E", "特木尔", "13900011016"),
)
WHY = {"reason": "R3", "measures": "检索平台停机三天，今天出报告"}


def come_earlier(stage: Stage, found: Found) -> None:
    """The visitor as the counter saw them weeks ago."""
    with _days_ago(stage):
        row = receive(stage, EARLIER)
    found |= {"case_no": row.case_no, "keys_besides_text": stage.hands.pressed}


def explain(stage: Stage, found: Found) -> None:
    """超期说明: nothing ends the case before; the timeline says why it was late."""
    case_no = _case_no(stage)
    case = step(stage, case_no, "explain", WHY)
    stage.shoot("late-explained")
    course = stage.here.counter.cases.detail(case.case_id)
    found |= {
        "late": course.row.case_no,
        "asked_again": "explain" in course.actions,
        "explained": case.delay.reason if case.delay else "",
        "keys_besides_text": stage.hands.pressed,
    }


def print_list(stage: Stage, found: Found) -> None:
    """The head prints 超期清单 from 工作台: the case stands there with its reason."""
    hands, printed = stage.hands, len(stage.spooler.jobs)
    hands.press(_K.Key_1, CONTROL)
    hands.wait("the workbench", lambda: stage.shows(HomePage))
    page = stage.page(HomePage)
    hands.wait("its figures", lambda: page.state.view is not None)
    stage.tab_to(page.todo.tabs)
    for _ in Pile:
        if page.state.pile is not Pile.OVERSEE:
            hands.press(_K.Key_Right)
    assert page.state.pile is Pile.OVERSEE, f"no arrow leads to 督办: {page.state.pile}"
    stage.shoot("overdue")
    hands.alt(_K.Key_O)
    stage.papers(printed + 1)
    (stage.out / "overdue.pdf").write_bytes(stage.spooler.jobs[-1].pdf)
    found |= {"paper": stage.spooler.jobs[-1].title, "keys_besides_text": hands.pressed}


@contextmanager
def _days_ago(stage: Stage) -> Iterator[None]:
    """The clock as it stood then; it goes on from today as if nothing had been told."""
    clock = stage.program.clock
    clock.learn(clock.now() - AGO, timedelta())
    try:
        yield
    finally:
        clock.anchor = None


def _case_no(stage: Stage) -> str:
    """The oldest of all cases here."""
    rows = stage.here.counter.cases.page(CaseFilter(), 1_000).rows
    return min((row.case_no for row in rows), key=lambda number: number.split("-")[1])
