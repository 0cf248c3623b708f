"""What the store needs between two visitors: its log folded in, and a fresh backup now and then."""

from pathlib import Path

from outlet_app.models.backup import backup_due
from outlet_app.models.engine import Database
from outlet_app.services.ports import Clock


class Upkeep:
    """Called in the courier lane after each round, so that no clerk waits for it."""

    def __init__(self, database: Database, backups: Path, clock: Clock) -> None:
        self._database = database
        self._backups = backups
        self._clock = clock

    def run(self) -> None:
        """Fold the log; copy the store where the last copy is old."""
        self._database.fold_log()
        if backup_due(self._backups, self._clock.now()):
            # A damaged store must not push the good copies out.
            self._database.check()
            self._database.back_up(self._backups)
