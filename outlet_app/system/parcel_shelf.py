"""Other machines' sealed parcels that wait here for the line, and the receipts that wait for a stick."""

from contextlib import suppress
from enum import StrEnum
from pathlib import Path

from outlet_app.system.sticks import read_whole, write_whole


class Tray(StrEnum):
    """Where a file lies: to be handed on, to be brought back, brought back, not openable by the city."""

    ON = "to_city"
    BACK = "to_bring_back"
    DONE = "brought_back"
    ASIDE = "set_aside"


class ParcelShelf:
    """A folder a tray; every file is whole or not there (StickFault as of `write_whole`)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, tray: Tray, name: str, content: bytes) -> Path:
        """Put a file there; the same again is no second one."""
        room = self._room(tray)
        for known in self.files(tray):
            if known.stat().st_size == len(content) and read_whole(known) == content:
                return known
        return write_whole(room, name, content)

    def files(self, tray: Tray) -> tuple[Path, ...]:
        """What lies there, the oldest name first."""
        room = self._folder / tray
        found = room.iterdir() if room.is_dir() else ()
        return tuple(sorted(one for one in found if not one.name.startswith(".")))

    def move(self, path: Path, tray: Tray) -> None:
        """Into another tray; one that is known there already is not kept twice."""
        self.keep(tray, path.name, read_whole(path))
        with suppress(OSError):
            path.unlink(missing_ok=True)

    def _room(self, tray: Tray) -> Path:
        room = self._folder / tray
        room.mkdir(mode=0o700, parents=True, exist_ok=True)
        return room
