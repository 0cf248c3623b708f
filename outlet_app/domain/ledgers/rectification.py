"""L12 差评整改台账: one line a task as it stands now; none belongs to a case or names a visitor."""

from collections.abc import Iterable
from datetime import date

from outlet_app.domain.calendar import local_day
from outlet_app.domain.dossier import Case
from outlet_app.domain.ledgers.ledger import Cell, Ledger, Line
from outlet_app.domain.rectification.task import Task
from outlet_app.domain.stock import Step

CODE = "L12"


def task_lines(tasks: Iterable[Task], since: date, until: date) -> tuple[Line, ...]:
    """The tasks that arrived from one local day to another, in order of time."""
    within = [task for task in tasks if since <= local_day(task.opened_at) <= until]
    ordered = sorted(within, key=lambda task: (task.opened_at, task.number))
    return tuple(Line(task.opened_at, task.task_id, task.number, _cells(task)) for task in ordered)


def _cells(task: Task) -> dict[str, Cell]:
    told = task.opened
    return {
        "matter": f"{told.item}||",
        "level": told.level,
        "tags": "\n".join(told.tags),
        "rated": task.rated_by,
        "handlers": "\n".join(task.handlers),
        "finding": task.classified.finding.value if task.classified else "",
        "measures": task.mended.measures if task.mended else "",
        "mended": task.mended_step.at if task.mended_step else None,
        "task": task.state.value,
        "archive": task.archive_no,
    }


def _none(_step: Step, _case: Case) -> None:
    return None


LEDGERS = (
    Ledger(
        CODE,
        (
            "matter", "level", "tags", "rated", "handlers", "finding", "measures", "mended",
            "task", "archive",
        ),
        _none,
    ),
)  # fmt: skip
