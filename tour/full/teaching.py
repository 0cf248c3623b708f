"""培训 on the whole day: planned, published, one more person than there are places, the sheet printed."""

from datetime import timedelta
from functools import partial

from PySide6.QtCore import Qt

from outlet_app.domain.calendar import local_day
from outlet_app.ui.pages.items.page import ItemsPage
from outlet_app.ui.pages.items.training_pane import TrainingPane
from tour.full.asked import ask, confirm, said
from tour.full.desk import Says
from tour.stage import Stage

_K = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
Found = dict[str, object]
AHEAD, CAPACITY = timedelta(days=20), 2
PEOPLE: tuple[Says, ...] = (
    {"name": "图雅·那顺", "phone": "13900013001", "unit": "", "code": ""},
    {"name": "𬎆强", "phone": "13900013002", "unit": "", "code": ""},
    {"name": "云娜", "phone": "13900013003", "unit": "", "code": ""},
)


def enrol_people(stage: Stage, found: Found) -> None:
    """Ctrl+8, 培训活动, 新建活动, 发布, 报名 three times for two places, F9."""
    hands = stage.hands
    pane = _pane(stage)
    day = local_day(stage.program.clock.now()) + AHEAD
    plan = {
        "title": "商标品牌建设讲座",
        "place": "河套文化馆报告厅",
        "day": f"{day:%Y-%m-%d}",
        "start": "09:00",
        "end": "11:30",
        "capacity": str(CAPACITY),
        "closes": f"{day - timedelta(days=2):%Y-%m-%d}",
    }
    ask(stage, pane.new, plan)
    hands.wait("the plan", lambda: pane.detail is not None)
    confirm(stage, pane.card.buttons["publish"])
    hands.wait("the doors open", lambda: pane.card.buttons["enrol"].isVisible())
    told = []
    for count, person in enumerate(PEOPLE, 1):
        ask(stage, pane.card.buttons["enrol"], person)
        hands.wait("one more on the list", partial(_has, pane, count))
        told.append(said(stage))
    printed = len(stage.spooler.jobs)
    hands.press(_K.Key_F9)
    stage.papers(printed + 1)
    stage.shoot("training")
    assert pane.detail is not None
    activity = pane.detail.activity
    found |= {
        "said": told,
        "confirmed": len(activity.confirmed),
        "waiting": len(activity.waiting),
        "keys_besides_text": hands.pressed,
    }


def _pane(stage: Stage) -> TrainingPane:
    hands = stage.hands
    hands.press(_K.Key_8, CONTROL)
    hands.wait("事项清单", lambda: stage.shows(ItemsPage))
    page = stage.page(ItemsPage)
    stage.tab_to(page.views)
    hands.press(_K.Key_Right)
    pane = page.trainings
    assert pane is not None
    hands.wait("培训活动", pane.isVisible)
    return pane


def _has(pane: TrainingPane, people: int) -> bool:
    return pane.detail is not None and len(pane.detail.activity.holding) == people
