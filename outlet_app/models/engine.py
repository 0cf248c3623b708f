"""Opens the encrypted file and hands out units of work."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Engine

from outlet_app.models import backup
from outlet_app.models.pool import READING, make_engine
from outlet_app.models.sqlcipher import BUSY_MS, check_whole, connect, refuse_plain, translated, write_mark
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.models.upgrade import bring_up
from outlet_app.models.wreck import Wreck, copy_of_wreck, wrecks_beside


class Database:
    """The open store; thread-safe, each unit of work belongs to one thread."""

    def __init__(self, path: Path, key: bytes, engine: Engine) -> None:
        self.path = path
        self._key = key
        self._engine = engine

    @contextmanager
    def unit_of_work(self) -> Iterator[UnitOfWork]:
        """One writing transaction: kept only by `commit()`, undone on every other way out."""
        with self._engine.connect() as connection:
            yield UnitOfWork(connection)

    @contextmanager
    def reading(self) -> Iterator[UnitOfWork]:
        """One consistent look at the store that never waits for a writer and keeps nothing."""
        with self._engine.connect().execution_options(**{READING: True}) as connection:
            yield UnitOfWork(connection)

    def check(self) -> None:
        """Read the whole file; raises DatabaseDamaged."""
        check_whole(self.path, self._key)

    def back_up(self, folder: Path, keep: int = backup.KEEP) -> Path:
        """Write an encrypted copy into the folder and keep only the newest ones."""
        return backup.copy_database(self.path, self._key, folder, keep)

    def wrecks(self) -> tuple[Path, ...]:
        """The damaged files for which copies stepped in, the first one first."""
        return wrecks_beside(self.path)

    @contextmanager
    def wreck(self, path: Path) -> Iterator[Wreck]:
        """One of them to read in, as far as it can be read; DiskFull, DiskFailed."""
        with copy_of_wreck(path, self._key) as opened:
            yield opened

    def fold_log(self) -> None:
        """Move committed pages from the log into the file, in a lane where nobody waits for it."""
        with closing(connect(self.path, self._key)) as raw, translated():
            raw.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def close(self) -> None:
        """Give the file back; the last connection folds the write-ahead log into it."""
        self._engine.dispose()


def open_database(path: Path, key: bytes, *, backups: Path | None = None, busy_ms: int = BUSY_MS) -> Database:
    """Open or make the store, first bringing an older schema up behind a backup.

    Raises WrongKey, DatabaseDamaged, DatabaseTooNew, DatabaseLocked, DiskFull, DiskFailed.
    """
    bring_up(path, key, backups or path.parent / "backups")
    with closing(connect(path, key, busy_ms)) as raw, translated():
        raw.execute("PRAGMA journal_mode = WAL")
    refuse_plain(path)
    write_mark(path, key)
    return Database(path, key, make_engine(path, key, busy_ms))
