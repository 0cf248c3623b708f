"""What this machine is and holds, for whoever asks on the telephone."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from outlet_app.models.backup import last_backup
from outlet_app.models.engine import Database
from outlet_app.services.reference import Reference


@dataclass(frozen=True, slots=True)
class MachineFacts:
    """calendar_until: the last year with a holiday plan, 0 for none; backup: None before the first."""

    outlet: str
    code: str
    sign: str
    terminal: str
    server: str
    program: str
    catalogue: str
    calendar_until: int
    backup: datetime | None
    folder: Path


class MachineCard:
    """Reads it anew each time: a backup is made while the program runs."""

    def __init__(self, database: Database, reference: Reference, folder: Path, backups: Path) -> None:
        self._database, self._reference = database, reference
        self._folder, self._backups = folder, backups

    def facts(self) -> MachineFacts:
        """As of now; raises NotEnrolled on a machine nobody enrolled."""
        with self._database.reading() as uow:
            instance = uow.instance.required()
        here, kept = self._reference, last_backup(self._backups)
        return MachineFacts(
            outlet=here.outlet.name,
            code=here.outlet.code,
            sign=here.outlet.sign,
            terminal=instance.terminal_no,
            server=instance.server_url,
            program=here.app_version,
            catalogue=here.catalogue.version,
            calendar_until=max((one.year for one in here.calendar.years), default=0),
            backup=kept.made_at if kept else None,
            folder=self._folder,
        )
