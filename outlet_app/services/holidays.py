"""When a holiday plan arrives: due days that had been counted without it are computed again and logged."""

from collections.abc import Iterator

from outlet_app.domain.case import Case
from outlet_app.domain.catalogue import ClockStart, SubItem, complex_questions
from outlet_app.domain.events import DueRecomputed, DueStamp, NoticeGiven
from outlet_app.models.cards import CardFilter
from outlet_app.models.engine import Database
from outlet_app.services.clocks import Clocks
from outlet_app.services.projection import ASSUMED
from outlet_app.services.reading import Reading
from outlet_app.services.recorder import Recorder
from outlet_app.services.reference import Reference

MOST_OPEN = 20_000


class Holidays:
    """Domain.md §11.1: the recalculation is an event of the case, never silent."""

    def __init__(self, database: Database, reference: Reference, recorder: Recorder) -> None:
        self._database = database
        self._reference = reference
        self._recorder = recorder
        self._clocks = Clocks(reference)
        self._here = reference.outlet.code

    def recompute(self) -> int:
        """Go through this outlet's open cases with an assumed due day; returns how many changed."""
        with self._database.reading() as uow:
            open_cases = uow.cards.page(CardFilter(only_open=True), MOST_OPEN).rows
        assumed = [card for card in open_cases if ASSUMED in card.flags and card.outlet == self._here]
        return sum(self._recompute(card.case_id) for card in assumed)

    def _recompute(self, case_id: str) -> bool:
        with self._database.unit_of_work() as uow:
            reading = self._recorder.read(uow, case_id)
            changes = tuple(self._changes(reading))
            if not changes:
                return False
            self._recorder.record(uow, reading.case, case_id, changes)
            uow.commit()
        return True

    def _changes(self, reading: Reading) -> Iterator[DueRecomputed]:
        case = reading.case
        for before in (*case.dues, case.correction_due, case.review_due):
            if before is None or not before.assumed:
                continue
            after = self._again(reading, before)
            if after is not None and (after.at, after.assumed) != (before.at, before.assumed):
                yield DueRecomputed(before, after)

    def _again(self, reading: Reading, before: DueStamp) -> DueStamp | None:
        if before == reading.case.correction_due:
            return self._correction(reading)
        if before == reading.case.review_due and reading.case.received_at:
            return self._clocks.examination(reading.case.received_at)
        return self._promised(reading.case, before)

    def _correction(self, reading: Reading) -> DueStamp | None:
        for event in reversed(reading.counted):
            if isinstance(event.fact, NoticeGiven):
                return self._clocks.correction(event.at, event.fact.correction_workdays)
        return None

    def _put_off(self, case: Case, stamp: DueStamp) -> DueStamp:
        """A clock that stood still keeps the days it was given."""
        for pause in case.pauses:
            if pause.ended is not None:
                stamp = next(iter(self._clocks.put_off((stamp,), pause.began, pause.ended)), stamp)
        return stamp

    def _promised(self, case: Case, before: DueStamp) -> DueStamp | None:
        starts = ((ClockStart.REGISTERED, case.registered_at), (ClockStart.ACCEPTED, case.accepted_at))
        for sub_item in self._promising(case):
            for by, at in starts:
                stamps = self._clocks.started(sub_item, by, at) if at else ()
                same = (one for one in stamps if (one.rule, one.kind) == (before.rule, before.kind))
                found = next(same, None)
                if found is not None:
                    return self._put_off(case, found)
        return None

    def _promising(self, case: Case) -> Iterator[SubItem]:
        """Whose clocks may run: the sub-item's own, and of a question found complex the complex one's."""
        told = case.registered
        sub_item = self._reference.sub_item_of(told.sub_item, told.catalogue)
        if sub_item is not None:
            yield sub_item
        if case.is_consultation:
            yield from complex_questions(self._reference.catalogue_of(told.catalogue), told.item)
