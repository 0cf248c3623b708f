"""Turns a list's row into what the wording needs to name its state and deadline."""

from datetime import datetime

from outlet_app.domain.calendar import HolidayCalendar
from outlet_app.domain.deadlines import remaining_workdays
from outlet_app.services.transfer_views import Reach
from outlet_app.services.views import CaseRow
from outlet_app.wording.states import Standing


def standing_of(row: CaseRow, now: datetime, calendar: HolidayCalendar) -> Standing:
    """Where a case stands at this moment."""
    at, sent = row.due.at if row.due else None, row.hand_over
    asks_me = sent is not None and sent.is_open and sent.asks_me
    return Standing(
        state=row.state,
        decision=row.decision,
        urgency=row.urgency,
        due=row.due,
        overdue_days=row.overdue_days,
        left=remaining_workdays(at, now, calendar) if at else 0,
        follow_up=row.next_follow_up,
        ended_at=row.ended_at,
        transfer_to=row.transfer_to,
        receive_by=sent.receive_by if sent else None,
        asks_me=asks_me,
        unanswered=sent is not None and sent.late and sent.concerns_me,
        returned=sent is not None and sent.reach is Reach.RETURNED,
    )
