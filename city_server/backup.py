"""A copy of the city's records that can be proven whole, and the way back from it into an empty database."""

import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from hashlib import file_digest
from pathlib import Path

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, func, inspect, select
from sqlalchemy.engine import make_url

from city_server import blob_tables, clock, epochs, postgres_tools, schema
from city_server.blob_store import BlobStore, Gone
from city_server.blobs import place_of
from city_server.store import Store

MANIFEST = "manifest.json"
_FILES = {"sqlite": "city.db", "postgresql": "city.dump"}
_PREFIX = "sqlite:///"


class BackupFault(Exception):  # noqa: N818 - said to the administrator as it is
    """Why nothing was backed up or restored, in a sentence."""


class BlobLine(Struct, frozen=True):
    """One attachment: its digest and its size."""

    sha256: str
    size: int


class Manifest(Struct, frozen=True, kw_only=True):
    """What a backup holds, so that it can be held against what is found later."""

    at: datetime
    database: str
    file: str
    sha256: str
    schema_version: int
    epoch: str
    operations: int
    cases: int
    blobs: tuple[BlobLine, ...]


def back_up(url: str, folder: Path) -> Path:
    """Copy the database into a new folder below `folder`, while the city works; the new folder.

    Attachments stay where they are: the manifest names every one. BackupFault, postgres_tools.ToolFailed.
    """
    kind = "sqlite" if url.startswith(_PREFIX) else "postgresql"
    at = clock.now()
    place = folder / f"{at:%Y%m%d-%H%M%S}"
    if place.exists():
        raise BackupFault(f"{place} is there already")
    coming = folder / f".coming-{place.name}"
    shutil.rmtree(coming, ignore_errors=True)
    coming.mkdir(parents=True, mode=0o700)
    try:
        _fill(coming, kind, url, at)
    except BaseException:
        shutil.rmtree(coming)
        raise
    # Only a whole one gets the name by which it is looked for.
    return coming.rename(place)


def read_manifest(place: Path) -> Manifest:
    """What a backup says of itself, after its file was held against it; BackupFault."""
    try:
        told = msgspec.json.decode((place / MANIFEST).read_bytes(), type=Manifest)
        if _digest(place / told.file) != told.sha256:
            raise BackupFault(f"{place / told.file} is not what its manifest says: it is damaged")
    except (OSError, ValueError) as wrong:
        raise BackupFault(f"{place} is no whole backup: {wrong}") from wrong
    return told


def restore(place: Path, url: str) -> epochs.Epoch:
    """Bring a backup into an empty database and open a new epoch there: every counter then compares.

    BackupFault where the backup is damaged, of the other kind of database, or something is there already;
    postgres_tools.ToolFailed.
    """
    told = read_manifest(place)
    kind = "sqlite" if url.startswith(_PREFIX) else "postgresql"
    if told.database != kind:
        raise BackupFault(f"this backup is of {told.database}, the database is {kind}")
    _refuse_unless_empty(url, kind)
    if kind == "sqlite":
        target = Path(url.removeprefix(_PREFIX))
        shutil.copyfile(place / told.file, target)
        target.chmod(0o600)
    else:
        postgres_tools.restore(make_url(url), place / told.file)
    with closing(Store(url)) as store:
        return store.settle(lambda conn: _open_epoch(conn, store, told))


def missing_blobs(told: Manifest, files: BlobStore) -> tuple[BlobLine, ...]:
    """The attachments a manifest names whose bytes are not in the store, or not all of them."""
    return tuple(one for one in told.blobs if not _is_there(files, one))


def _fill(coming: Path, kind: str, url: str, at: datetime) -> None:
    copy = coming / _FILES[kind]
    if kind == "sqlite":
        _copy_sqlite(Path(url.removeprefix(_PREFIX)), copy)
    else:
        postgres_tools.dump(make_url(url), copy)
    copy.chmod(0o600)
    with closing(Store(url)) as store, store.read() as conn:
        told = _manifest(conn, kind, copy, at)
    (coming / MANIFEST).write_bytes(msgspec.json.format(msgspec.json.encode(told)))


def _copy_sqlite(source: Path, copy: Path) -> None:
    if not source.exists():
        raise BackupFault(f"there is no database {source}")
    try:
        with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(copy)) as kept:
            live.backup(kept)
            # One file and no write-ahead log beside it.
            kept.execute("PRAGMA journal_mode=DELETE")
            (said,) = kept.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as broken:
        raise BackupFault(f"the database is damaged: {broken}") from broken
    if said != "ok":
        raise BackupFault(f"the database is damaged: {said}")


def _manifest(conn: Connection, kind: str, copy: Path, at: datetime) -> Manifest:
    blobs = select(blob_tables.blob.c.sha256, blob_tables.blob.c.size).order_by(blob_tables.blob.c.sha256)
    return Manifest(
        at=at,
        database=kind,
        file=copy.name,
        sha256=_digest(copy),
        schema_version=conn.scalar(select(func.max(schema.schema_version.c.version))) or 0,
        epoch=epochs.required(conn).name,
        operations=conn.scalar(select(func.count()).select_from(schema.op)) or 0,
        cases=conn.scalar(select(func.count()).select_from(schema.case_number)) or 0,
        blobs=tuple(BlobLine(row.sha256, row.size) for row in conn.execute(blobs)),
    )


def _digest(file: Path) -> str:
    with file.open("rb") as bytes_of:
        return file_digest(bytes_of, "sha256").hexdigest()


def _refuse_unless_empty(url: str, kind: str) -> None:
    if kind == "sqlite":
        if Path(url.removeprefix(_PREFIX)).exists():
            raise BackupFault("there is a database already; give a new file, nothing is overwritten")
        return
    with closing(Store(url)) as store, store.read() as conn:
        if inspect(conn).get_table_names():
            raise BackupFault("there are tables already; give an empty database, nothing is overwritten")


def _open_epoch(conn: Connection, store: Store, told: Manifest) -> epochs.Epoch:
    return epochs.open_new(conn, store.cluster(conn), f"restored from {told.at.isoformat()}")


def _is_there(files: BlobStore, one: BlobLine) -> bool:
    try:
        return one.size == 0 or len(files.read(place_of(one.sha256), one.size - 1, 2)) == 1
    except Gone:
        return False
