"""Looks a city over, part by part, and says in a sentence what is well and what is not."""

import shutil
import stat
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from pathlib import Path

from sqlalchemy import Connection, func, inspect, select
from sqlalchemy.exc import SQLAlchemyError

from city_server import authority, clock, epochs, schema
from city_server.backup import MANIFEST, BackupFault, read_manifest
from city_server.migrations import VERSION
from city_server.store import Store
from outlet_app.domain.calendar import CST

BUILT = datetime(2026, 11, 1, tzinfo=CST)
AHEAD = timedelta(minutes=2)
SOON = timedelta(days=30)
ROOM, LITTLE_ROOM = 5 * 2**30, 2**30
DAILY = timedelta(hours=26)
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class Grade(IntEnum):
    """How a part is; the worst one is the exit code."""

    WELL = 0
    LOOK = 1
    BAD = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """One part, how it is, and the sentence."""

    grade: Grade
    part: str
    said: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be looked at; files and folders that are not given are passed over."""

    database: str
    keys: tuple[Path, ...] = ()
    certificate: Path | None = None
    backups: Path | None = None
    folders: tuple[Path, ...] = ()


def examine(asked: Asked) -> Iterator[Finding]:
    """Every finding, the database first."""
    yield from _database(asked.database)
    folder = Path(asked.database.removeprefix("sqlite:///")).parent
    own = (folder,) if asked.database.startswith("sqlite:///") else ()
    for place in (*own, *asked.folders):
        yield disk(place, shutil.disk_usage(place).free if place.exists() else None)
    for key in asked.keys:
        yield key_file(key)
    if asked.certificate:
        yield certificate(asked.certificate, datetime.now(UTC))
    if asked.backups:
        yield backups(asked.backups, clock.now())


def disk(place: Path, free: int | None) -> Finding:
    """Whether a folder has room; `free` in bytes, None where there is no such folder."""
    if free is None:
        return Finding(Grade.BAD, "disk", f"There is no folder {place}.")
    grade = Grade.BAD if free < LITTLE_ROOM else Grade.LOOK if free < ROOM else Grade.WELL
    return Finding(grade, "disk", f"{free / 2**30:.1f} GiB are free at {place}.")


def key_file(key: Path) -> Finding:
    """Whether a private key is there and for its owner alone."""
    try:
        mode = key.stat().st_mode
    except OSError:
        return Finding(Grade.BAD, "key", f"There is no key file {key}.")
    if mode & _OTHERS:
        return Finding(Grade.BAD, "key", f"Others than its owner can open {key}; run chmod 600 {key}.")
    return Finding(Grade.WELL, "key", f"Only its owner can open {key}.")


def certificate(file: Path, now: datetime) -> Finding:
    """For how long the server's certificate holds."""
    try:
        left = authority.ends(file) - now
    except (OSError, ValueError):
        return Finding(Grade.BAD, "certificate", f"{file} is no certificate in PEM.")
    if left <= timedelta():
        return Finding(Grade.BAD, "certificate", f"{file} is over: no counter believes this server.")
    grade = Grade.LOOK if left < SOON else Grade.WELL
    return Finding(grade, "certificate", f"{file} holds for {left.days} more days.")


def backups(folder: Path, now: datetime) -> Finding:
    """Whether the newest backup is whole and of today."""
    made = sorted(place.parent for place in folder.glob(f"[0-9]*/{MANIFEST}"))
    if not made:
        return Finding(Grade.BAD, "backup", f"There is no backup in {folder}.")
    try:
        at = read_manifest(made[-1]).at
    except BackupFault as fault:
        return Finding(Grade.BAD, "backup", f"The newest backup cannot be used: {fault}.")
    grade = Grade.LOOK if now - at > DAILY else Grade.WELL
    return Finding(grade, "backup", f"The newest backup is whole, of {at:%Y-%m-%d %H:%M}.")


def _database(url: str) -> Iterator[Finding]:
    try:
        with closing(Store(url)) as store, store.read() as conn:
            yield Finding(Grade.WELL, "database", "The database answers.")
            if not inspect(conn).has_table("schema_version"):
                yield Finding(Grade.BAD, "schema", "There are no tables; run city-server init.")
                return
            yield schema_version(conn.scalar(select(func.max(schema.schema_version.c.version))) or 0)
            yield _epoch(conn, store)
            yield server_clock(clock.now(), _newest(conn))
    except SQLAlchemyError as broken:
        yield Finding(Grade.BAD, "database", f"The database does not answer ({type(broken).__name__}).")


def schema_version(found: int) -> Finding:
    """Whether this program and the database are of one age."""
    if found > VERSION:
        return Finding(
            Grade.BAD, "schema", f"Schema {found} is of a newer program; this one knows {VERSION}."
        )
    if found < VERSION:
        said = f"Schema {found} is older; the next start of serve brings it to {VERSION}."
        return Finding(Grade.LOOK, "schema", said)
    return Finding(Grade.WELL, "schema", f"Schema {found} is this program's.")


def server_clock(now: datetime, newest: datetime | None) -> Finding:
    """Whether this machine's clock can be right; `newest` is when the last operation was taken."""
    if now < BUILT:
        return Finding(Grade.BAD, "clock", f"{now:%Y-%m-%d %H:%M} is before this program was made.")
    if newest and newest > now + AHEAD:
        return Finding(
            Grade.BAD, "clock", f"An operation was taken at {newest:%Y-%m-%d %H:%M}, which is to come."
        )
    return Finding(Grade.WELL, "clock", f"It is {now:%Y-%m-%d %H:%M:%S} here.")


def _epoch(conn: Connection, store: Store) -> Finding:
    found = epochs.current(conn)
    if found is None:
        return Finding(Grade.BAD, "epoch", "No epoch was opened; run city-server init.")
    if found.cluster != store.cluster(conn):
        said = "PostgreSQL was restored: the next start of serve opens a new epoch, and counters compare."
        return Finding(Grade.LOOK, "epoch", said)
    return Finding(Grade.WELL, "epoch", f"Epoch {found.name} is in force.")


def _newest(conn: Connection) -> datetime | None:
    told = conn.scalar(select(func.max(schema.op.c.received_at)))
    return datetime.fromisoformat(told) if told else None
