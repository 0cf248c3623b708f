"""When a holiday plan arrives: due days that had been counted without it are computed again and logged."""

from collections.abc import Iterator

from outlet_app.domain.events import DueRecomputed
from outlet_app.models.cards import CardFilter
from outlet_app.models.engine import Database
from outlet_app.services.due_days import DueDays, running
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
        self._days = DueDays(reference)
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
        for before in running(reading.case):
            if not before.assumed:
                continue
            after = self._days.again(reading, before)
            if after is not None and (after.at, after.assumed) != (before.at, before.assumed):
                yield DueRecomputed(before, after)
