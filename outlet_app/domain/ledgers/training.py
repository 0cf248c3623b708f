"""L16 培训宣传台账: one line an activity as it stands now; none belongs to a case or names who came."""

from collections.abc import Iterable
from datetime import date

from outlet_app.domain.calendar import local_day
from outlet_app.domain.dossier import Case
from outlet_app.domain.ledgers.ledger import Cell, Ledger, Line
from outlet_app.domain.stock import Step
from outlet_app.domain.training.activity import Activity

CODE = "L16"


def activity_lines(activities: Iterable[Activity], since: date, until: date) -> tuple[Line, ...]:
    """The activities that begin from one local day to another, in order of time."""
    within = [one for one in activities if since <= local_day(one.plan.starts_at) <= until]
    ordered = sorted(within, key=lambda one: (one.plan.starts_at, one.activity_id))
    return tuple(Line(one.plan.starts_at, one.activity_id, _file_no(one), _cells(one)) for one in ordered)


def _file_no(activity: Activity) -> str:
    return activity.archived.archive_no if activity.archived else ""


def _cells(activity: Activity) -> dict[str, Cell]:
    came = activity.signed
    reviewed = activity.reviewed
    return {
        "title": activity.plan.title,
        "held_as": activity.plan.way.value,
        "venue": activity.plan.place,
        "enrolled": len(activity.holding),
        "came": len(came),
        "units": len({seat.fact.code or seat.fact.unit for seat in came} - {""}),
        "rated_well": f"{reviewed.content}/{reviewed.answered}" if reviewed else "",
        "activity": activity.state.value,
        "outcome": activity.held.summary if activity.held else activity.cancelled,
    }


def _none(_step: Step, _case: Case) -> None:
    return None


LEDGERS = (
    Ledger(
        CODE,
        ("title", "held_as", "venue", "enrolled", "came", "units", "rated_well", "activity", "outcome"),
        _none,
    ),
)
