"""Reviews out of a damaged store: cards that were under way, and counts of days as far as they are true."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date, datetime

from outlet_app.domain.calendar import local_day
from outlet_app.domain.facts.reviews import ReviewOffered
from outlet_app.models.journal import Op
from outlet_app.models.reviews import Pending
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.models.wreck import Row, Wreck
from outlet_app.sync.wire import REVIEW_KIND, REVIEW_KV

_COUNTED_BY = frozenset({ReviewOffered.KIND, REVIEW_KIND})


def counts_back(uow: UnitOfWork, wreck: Wreck, events: Sequence[Row], came: Collection[str]) -> int:
    """Set the counts of days to what the damaged store knew; of how many reviews that came back none is told.

    came: ids of the reviews that the store lacked. A day is set as a whole or not at all: on one on which
    somebody rated since, nobody knows any more which counts are of both.
    """
    known = {row["op_id"] for row in events}
    lost = Counter(_day(row) for row in events if row["op_id"] in came)
    since = {_day_of(uow, op_id) for op_id in uow.journal.of_kind(REVIEW_KIND) if op_id not in known}
    untold = 0
    for day in sorted({_day(row) for row in events if row["kind"] in _COUNTED_BY}):
        counted = wreck.under("review_tally", "day", day.isoformat())
        if counted is None or day in since:
            untold += lost[day]
        else:
            uow.reviews.recount(day, {(row["item"], row["level"]): row["count"] for row in counted})
    return untold


def cards_back(uow: UnitOfWork, wreck: Wreck) -> None:
    """A card that was pressed is never dropped: it waits for its reasons here, or is queued as it is."""
    for pressed in uow.reviews.all_pressed():
        # The copy was made between the card and its reasons; the damaged store knew how it ended.
        if uow.journal.has(pressed.op_id):
            uow.reviews.settle(pressed)
    for row in wreck.rows("review_pending"):
        card = Pending(**{name: row[name] for name in Pending.__slots__})
        here = uow.reviews.pressed(card.case_id, card.occasion)
        if uow.journal.has(card.op_id):
            continue
        if uow.journal.of_case(card.case_id) and (here is None or here.op_id == card.op_id):
            uow.reviews.press(card)
        else:
            # Without its case nobody could end it; the city reads it all the same.
            uow.journal.append([Op(card.op_id, REVIEW_KIND, REVIEW_KV, card.op_id, card.at, "", card.body)])


def _day(row: Row) -> date:
    return local_day(datetime.fromisoformat(row["at"]))


def _day_of(uow: UnitOfWork, op_id: str) -> date:
    return local_day(datetime.fromisoformat(uow.journal.of_case(op_id)[0].at))
