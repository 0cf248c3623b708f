"""The queue as people see it: one line a case, problems first (decisions.md 29)."""

from collections.abc import Iterable
from datetime import date

from outlet_app.models.outbox import QueueRow
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.views import UnsentRow

_ORDER = ("needs_you", "failed", "waiting", "parked", "sent_with_hint", "sent")
OPS_READ = 20_000


def unsent_rows(uow: UnitOfWork) -> tuple[UnsentRow, ...]:
    """Cases the city does not have yet, or asks about."""
    return _by_case(uow.outbox.rows(OPS_READ))


def all_rows(uow: UnitOfWork, today: date) -> tuple[UnsentRow, ...]:
    """The same with what was sent today at the end."""
    return _by_case(uow.outbox.rows(OPS_READ, today=today))


def _by_case(rows: Iterable[QueueRow]) -> tuple[UnsentRow, ...]:
    worst: dict[str, QueueRow] = {}
    for row in rows:
        key = row.case_id or row.op_id
        kept = worst.get(key)
        if kept is None or _rank(row) < _rank(kept):
            worst[key] = row
    ordered = sorted(worst.values(), key=lambda row: (_rank(row), row.seq))
    return tuple(_shown(row) for row in ordered)


def _rank(row: QueueRow) -> int:
    return _ORDER.index(row.state)


def _shown(row: QueueRow) -> UnsentRow:
    return UnsentRow(
        case_id=row.case_id or "",
        case_no=row.case_no,
        applicant=row.applicant_name,
        kind=row.kind,
        at=row.at,
        status=row.state,
        code=row.code,
        tries=row.tries,
        next_try=row.next_try,
        args=dict(row.args),
    )
