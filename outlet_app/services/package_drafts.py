"""Keeps the clerk's unfinished package through a crash, beside the draft of the registration."""

from dataclasses import dataclass
from datetime import datetime

import msgspec

from outlet_app.domain.bundle import PackageEntry
from outlet_app.models.engine import Database
from outlet_app.services.drafts import case_draft
from outlet_app.services.ports import Clock

PACKAGE = "package"


@dataclass(frozen=True, slots=True)
class Begun:
    """What the page wants back: which package, and what was filled in."""

    package: str
    entry: PackageEntry


@dataclass(frozen=True, slots=True)
class SavedPackage:
    """An unfinished package as it was last saved."""

    begun: Begun
    saved_at: datetime


# Worked out at once: see sync/wire/shapes.py.
_READ = msgspec.json.Decoder(Begun)


class PackageDrafts:
    """One a clerk, on this machine only; gone after 30 days like every draft."""

    def __init__(self, database: Database, staff_no: str, clock: Clock) -> None:
        self._database = database
        self._key = key_of(staff_no)
        self._clock = clock

    def save(self, begun: Begun | None) -> datetime | None:
        """Keep the newest state and say when; None gives the draft up."""
        now = self._clock.now()
        with self._database.unit_of_work() as uow:
            if begun is None:
                uow.drafts.drop(self._key)
            else:
                uow.drafts.save(self._key, msgspec.json.encode(begun), now)
            uow.commit()
        return now if begun else None

    def load(self) -> SavedPackage | None:
        """The clerk's draft; None where there is none, or one of another version that cannot be read."""
        with self._database.reading() as uow:
            stored = uow.drafts.get(self._key)
        if stored is None:
            return None
        try:
            begun = _READ.decode(stored.body)
        except msgspec.DecodeError:
            return None
        return SavedPackage(begun, stored.saved_at)


def key_of(staff_no: str) -> str:
    """The key of the clerk's draft of a package."""
    return case_draft(staff_no, PACKAGE)
