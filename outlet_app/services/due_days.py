"""Due days of a case computed once more, from the moments that started them."""

from collections.abc import Callable, Iterator
from datetime import datetime

from outlet_app.domain.case import Case
from outlet_app.domain.catalogue import ClockStart, SubItem, complex_questions
from outlet_app.domain.events import DueStamp, NoticeGiven
from outlet_app.services.clocks import Clocks
from outlet_app.services.reading import Reading
from outlet_app.services.reference import Reference

Really = Callable[[datetime], datetime]


def running(case: Case) -> tuple[DueStamp, ...]:
    """The due days of a case that can be computed again."""
    return tuple(one for one in (*case.dues, case.correction_due, case.review_due) if one is not None)


def as_written(at: datetime) -> datetime:
    """A moment as its event tells it."""
    return at


class DueDays:
    """Computes, never stores; `really` tells when a moment that was written down really was."""

    def __init__(self, reference: Reference) -> None:
        self._reference = reference
        self._clocks = Clocks(reference)

    def again(self, reading: Reading, before: DueStamp, really: Really = as_written) -> DueStamp | None:
        """The same due day under today's plan; None where nothing known here started it."""
        case = reading.case
        if before == case.correction_due:
            return self._correction(reading, really)
        if before == case.review_due and case.received_at:
            return self._clocks.examination(really(case.received_at))
        return self._promised(case, before, really)

    def _correction(self, reading: Reading, really: Really) -> DueStamp | None:
        for event in reversed(reading.counted):
            if isinstance(event.fact, NoticeGiven):
                return self._clocks.correction(really(event.at), event.fact.correction_workdays)
        return None

    def _promised(self, case: Case, before: DueStamp, really: Really) -> DueStamp | None:
        starts = ((ClockStart.REGISTERED, case.registered_at), (ClockStart.ACCEPTED, case.accepted_at))
        for sub_item in self._promising(case):
            for by, at in starts:
                stamps = self._clocks.started(sub_item, by, really(at)) if at else ()
                same = (one for one in stamps if (one.rule, one.kind) == (before.rule, before.kind))
                found = next(same, None)
                if found is not None:
                    return self._put_off(case, found, really)
        return None

    def _promising(self, case: Case) -> Iterator[SubItem]:
        """Whose clocks may run: the sub-item's own, and of a question found complex the complex one's."""
        told = case.registered
        sub_item = self._reference.sub_item_of(told.sub_item, told.catalogue)
        if sub_item is not None:
            yield sub_item
        if case.is_consultation:
            yield from complex_questions(self._reference.catalogue_of(told.catalogue), told.item)

    def _put_off(self, case: Case, stamp: DueStamp, really: Really) -> DueStamp:
        """A clock that stood still keeps the days it was given."""
        for pause in case.pauses:
            if pause.ended is not None:
                moved = self._clocks.put_off((stamp,), really(pause.began), really(pause.ended))
                stamp = next(iter(moved), stamp)
        return stamp
