"""Where the city put events in their cases, to be compared with what the city has now."""

from collections.abc import Iterable

from sqlalchemy import Connection, or_, select, update

from outlet_app.models.rows.record import EVENT, OUTBOX, PLACE

# The row stays: nothing is deleted from this table.
UNTOLD = ""
_HELD_BACK = ("parked", "rejected")
_TOLD = (
    select(PLACE.c.case_id, PLACE.c.n, PLACE.c.verdict, EVENT.c.sha256, PLACE.c.op_id)
    .join(EVENT, EVENT.c.op_id == PLACE.c.op_id)
    .outerjoin(OUTBOX, OUTBOX.c.op_id == PLACE.c.op_id)
    .where(PLACE.c.case_id.is_not(None))
    .where(or_(PLACE.c.n.is_not(None), PLACE.c.verdict.in_(_HELD_BACK) & OUTBOX.c.op_id.is_not(None)))
)


class Places:
    """Only what the city said; the events themselves are in the journal and stay."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def told(self) -> tuple[tuple[str, int | None, str, str, str], ...]:
        """Case, place, verdict, SHA-256 in hex and id of events with a place, and of own held back."""
        return tuple(
            (row.case_id, row.n, row.verdict, row.sha256.hex(), row.op_id)
            for row in self._connection.execute(_TOLD)
        )

    def forget(self, case_ids: Iterable[str]) -> None:
        """Take the events of these cases as unanswered until the city says again where they stand."""
        for case_id in case_ids:
            self._connection.execute(
                update(PLACE).where(PLACE.c.case_id == case_id).values(n=None, verdict=UNTOLD, code="")
            )
