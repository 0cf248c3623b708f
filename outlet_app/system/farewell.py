"""A machine that handed everything over: destroys its keys and data, to the end whatever interrupts it."""

import json
import logging
import os
import secrets
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from outlet_app.system.paths import DataFolder

log = logging.getLogger(__name__)


class Stage(StrEnum):
    """How far it is: about to destroy, destroyed, and the city knows it or can no longer be told."""

    DESTROYING = "destroying"
    DESTROYED = "destroyed"
    SAID = "said"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class Farewell:
    """What stays of a machine: who it was, the city's word, and a last word signed before the key went.

    `slots` is the digest of the key slots that may be destroyed: never those of a later enrolment.
    """

    outlet: str
    terminal: str
    at: str
    events: int
    files: int
    custody: str
    slots: str
    url: str
    authority: str
    target: str
    body: str
    headers: Mapping[str, str] = field(default_factory=dict)
    stage: str = Stage.DESTROYING.value


class FarewellBook:
    """One file beside the data; each step of it is whole on the disk before the next one begins."""

    def __init__(self, folder: DataFolder) -> None:
        self._folder = folder

    def read(self) -> Farewell | None:
        """What is under way or was done last; None where this machine never left."""
        try:
            told = json.loads(self._folder.farewell.read_bytes())
            return Farewell(**told)
        except (OSError, ValueError, TypeError):
            return None

    def slots(self) -> str:
        """The digest of the key slots as they are now; empty where there are none."""
        try:
            return sha256(self._folder.slots.read_bytes()).hexdigest()
        except OSError:
            return ""

    def write(self, told: Farewell) -> None:
        """Keep it; from now on, with DESTROYING, every start destroys. OSError."""
        path = self._folder.farewell
        fresh = path.with_name(path.name + ".new")
        with fresh.open("wb") as file:
            file.write(json.dumps(asdict(told), ensure_ascii=False).encode())
            file.flush()
            os.fsync(file.fileno())
        os.replace(fresh, path)

    def turn(self, stage: Stage) -> None:
        """One step further. OSError."""
        told = self.read()
        if told is not None:
            self.write(replace(told, stage=stage.value))

    def finish(self) -> None:
        """At the start: bring to its end what was begun; what the disk refuses now is tried at the next."""
        try:
            self.destroy()
        except OSError as refused:
            log.error("what was handed over could not be removed: %s", type(refused).__name__)

    def destroy(self) -> bool:
        """The keys first, then what they opened; whether a machine was taken leave of just now. OSError.

        Safe to repeat; a machine that was enrolled anew since is left alone. The witness of the numbers and
        the redacted logs stay.
        """
        told = self.read()
        if told is None or told.stage != Stage.DESTROYING:
            return False
        if self.slots() in ("", told.slots):
            self._shred_keys()
            for room in (self._folder.database.parent, self._folder.backups):
                _empty(room)
            self._folder.preferences.unlink(missing_ok=True)
        self.turn(Stage.DESTROYED)
        return True

    def _shred_keys(self) -> None:
        room = self._folder.slots.parent
        for path in sorted(room.iterdir()) if room.is_dir() else ():
            # Under another name first: slots half overwritten would be taken for those of a later enrolment.
            gone = path.with_name("gone")
            path.replace(gone)
            _overwrite(gone)
            gone.unlink(missing_ok=True)


def _overwrite(path: Path) -> None:
    """Not all disks write in place; the random key was never stored unwrapped, so this is the belt only."""
    with suppress(OSError), path.open("r+b") as file:
        file.write(secrets.token_bytes(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())


def _empty(room: Path) -> None:
    for path in sorted(room.iterdir()) if room.is_dir() else ():
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
