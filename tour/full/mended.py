"""差评整改 on the whole day: the city sends the task, the 窗口负责人 takes it to its reply."""

from functools import partial

from PySide6.QtCore import Qt

from outlet_app.domain.rectification.task import TaskState
from outlet_app.ui.pages.reviews.page import TASKS, ReviewsPage
from outlet_app.ui.pages.reviews.tasks_pane import TasksPane
from tour.full.asked import ask
from tour.full.desk import Says
from tour.people import HEAD
from tour.play import TASKS_OPEN, TASKS_WANTED
from tour.stage import Stage

_K = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
Found = dict[str, object]
STEPS: tuple[tuple[str, TaskState, Says], ...] = (
    ("assign", TaskState.ASSIGNED, {HEAD.staff_no: "yes"}),
    ("verify", TaskState.VERIFIED, {"how": "查看当日登记和监控", "found": "情况属实，当日排队时间较长"}),
    ("classify", TaskState.CLASSIFIED, {"finding": "属实，立行立改"}),
    ("mend", TaskState.MENDED, {"measures": "增设一个叫号窗口", "reply": "已增设窗口，感谢指出"}),
)


def mend(stage: Stage, found: Found) -> None:
    """F8 sends the review and brings the task; Ctrl+5, 差评整改, each step by its button."""
    hands = stage.hands
    hands.press(_K.Key_F8)
    hands.wait("the review sent", lambda: stage.here.sync.state().waiting == 0)
    (stage.out / TASKS_WANTED).touch()
    hands.wait("the city's reader", (stage.out / TASKS_OPEN).exists)
    hands.press(_K.Key_F8)
    hands.wait("the task from the city", lambda: bool(stage.here.counter.rectifying.tasks()))
    hands.press(_K.Key_5, CONTROL)
    hands.wait("服务评价", lambda: stage.shows(ReviewsPage))
    page = stage.page(ReviewsPage)
    hands.wait("the task in view", lambda: page.views.isVisible())
    stage.tab_to(page.views)
    hands.press(_K.Key_Right)
    hands.wait("差评整改", lambda: page._pile.currentIndex() == TASKS)
    pane = page.tasks
    hands.wait("the task chosen", lambda: pane.detail is not None)
    reached = []
    for code, state, says in STEPS:
        hands.wait(code, pane.card.buttons[code].isVisible)
        ask(stage, pane.card.buttons[code], says)
        hands.wait(f"{code} done", partial(_has_come, pane, state))
        reached.append(code)
    stage.shoot("rectification")
    printed = len(stage.spooler.jobs)
    hands.press(_K.Key_F9)
    stage.papers(printed + 1)
    assert pane.detail is not None
    found |= {
        "number": pane.detail.row.number,
        "steps": reached,
        "handlers": list(pane.detail.task.handlers),
        "keys_besides_text": hands.pressed,
    }


def _has_come(pane: TasksPane, state: TaskState) -> bool:
    return pane.detail is not None and pane.detail.task.state is state
