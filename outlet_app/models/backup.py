"""Encrypted copies of the store, and the way back from one."""

import os
import shutil
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from outlet_app.domain.calendar import CST
from outlet_app.models.sqlcipher import check_whole, connect, translated

KEEP = 2
EVERY = timedelta(hours=20)  # once a working day, whenever it begins
SIDES = ("", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Backup:
    """One whole copy of the store under the same key."""

    path: Path
    made_at: datetime
    size: int


def copy_database(path: Path, key: bytes, folder: Path, keep: int = KEEP) -> Path:
    """Copy the store while it may be in use, read the copy back, then drop all but the newest `keep`."""
    with translated():
        folder.mkdir(parents=True, exist_ok=True)
        final = folder / f"{path.stem}-{_newest_number(folder, path.stem) + 1:06d}.backup"
        part = final.with_suffix(".part")
        part.unlink(missing_ok=True)
        with closing(connect(path, key)) as source, closing(connect(part, key)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
        check_whole(part, key)
        _sync(part)
        part.replace(final)
        for old in _backups(folder, path.stem)[:-keep]:
            old.unlink()
    return final


def last_backup(folder: Path, stem: str = "outlet") -> Backup | None:
    """The newest copy, or None where there is none."""
    found = _backups(folder, stem)
    if not found:
        return None
    facts = found[-1].stat()
    return Backup(found[-1], datetime.fromtimestamp(facts.st_mtime, CST), facts.st_size)


def backup_due(folder: Path, now: datetime, every: timedelta = EVERY) -> bool:
    """Whether the newest copy is older than `every`, or stands in the future of a corrected clock."""
    newest = last_backup(folder)
    return newest is None or not timedelta() <= now - newest.made_at < every


def restore(path: Path, backup: Path) -> Path:
    """Put a copy in the store's place; the damaged file is kept aside, and its new path is returned."""
    number = 1
    while (aside := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    part = path.with_name(path.name + ".restoring")
    with translated():
        shutil.copyfile(backup, part)
        _sync(part)
        for side in SIDES:
            old = Path(f"{path}{side}")
            if old.exists():
                old.replace(f"{aside}{side}")
        part.replace(path)
    return aside


def _backups(folder: Path, stem: str) -> list[Path]:
    return sorted(folder.glob(f"{stem}-*.backup"))


def _newest_number(folder: Path, stem: str) -> int:
    found = _backups(folder, stem)
    return int(found[-1].stem.rpartition("-")[2]) if found else 0


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
