"""Keeps the clerk's unfinished registration through a crash, cursor included (decisions.md 5)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from outlet_app.domain.entry import IntakeEntry, NoticeDraft
from outlet_app.models.engine import Database
from outlet_app.services.ports import Clock

KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What the page wants back: the entry, a notice in writing, and the field with the cursor."""

    entry: IntakeEntry
    notice: NoticeDraft | None = None
    focus: str = ""


@dataclass(frozen=True, slots=True)
class SavedDraft:
    """An unfinished registration as it was last saved."""

    entry: IntakeEntry
    notice: NoticeDraft | None
    focus: str
    saved_at: datetime


# Worked out at once: see sync/wire/shapes.py.
_READ = msgspec.json.Decoder(Unfinished)


def case_draft(staff_no: str, case_id: str) -> str:
    """The key of a draft that belongs to a case."""
    return f"{staff_no}/{case_id}"


class Drafts:
    """One draft a clerk, on this machine only."""

    def __init__(self, database: Database, staff_no: str, clock: Clock) -> None:
        self._database = database
        self._staff_no = staff_no
        self._clock = clock

    def of_case(self, case_id: str) -> "Drafts":
        """What the same clerk left unfinished at a case that is on the desk again."""
        return Drafts(self._database, case_draft(self._staff_no, case_id), self._clock)

    def save(self, entry: IntakeEntry, notice: NoticeDraft | None, focus: str) -> datetime:
        """Keep the newest state; returns when."""
        now = self._clock.now()
        body = msgspec.json.encode(Unfinished(entry, notice, focus))
        with self._database.unit_of_work() as uow:
            uow.drafts.save(self._staff_no, body, now)
            uow.commit()
        return now

    def load(self) -> SavedDraft | None:
        """The clerk's draft; None where there is none, or one of another version that cannot be read."""
        with self._database.reading() as uow:
            stored = uow.drafts.get(self._staff_no)
        if stored is None:
            return None
        try:
            kept = _READ.decode(stored.body)
        except msgspec.DecodeError:
            return None
        return SavedDraft(kept.entry, kept.notice, kept.focus, stored.saved_at)

    def drop(self) -> None:
        """Give the draft up."""
        with self._database.unit_of_work() as uow:
            uow.drafts.drop(self._staff_no)
            uow.commit()

    def sweep(self) -> int:
        """Remove drafts older than 30 days, whoever's; returns how many.

        The work of those days must be here too: a clock that jumped ahead makes no draft old.
        """
        now = self._clock.now()
        with self._database.unit_of_work() as uow:
            worked = uow.journal.last_at() or now
            gone = uow.drafts.drop_before(min(now, worked) - KEPT)
            uow.commit()
        return gone
