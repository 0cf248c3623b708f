"""Where the bytes of attachments lie: a directory, or any S3-compatible bucket."""

import errno
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import parse_qsl, urlsplit

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
# A disk that the database may share is not filled to the last byte.
RESERVE = 64 * 1_048_576
RETRIES = 2
_PATIENCE = timedelta(seconds=10)


class StoreFull(Exception):  # noqa: N818 - a state of the disk
    """There is no room for these bytes; nothing of them is kept."""


class StoreAway(Exception):  # noqa: N818 - a state of the store
    """The store does not answer or refuses; nothing of these bytes is kept."""


class Gone(Exception):  # noqa: N818 - an answer
    """There is nothing under this name."""


class BlobStore(Protocol):
    """Names are relative paths of letters, digits, `/`, `-` and `_`; StoreFull and StoreAway from each."""

    def put(self, name: str, pieces: Iterable[bytes]) -> None:
        """Keep the bytes under the name, whole and for good when this returns, else not at all."""

    def read(self, name: str, start: int, length: int) -> bytes:
        """So many bytes from a place on, fewer at the end; Gone where nothing has the name."""

    def drop(self, names: Sequence[str]) -> None:
        """Forget what lies under the names; those that are not there are passed over."""


class Directory:
    """Files below one folder, which several processes (and hosts, on a shared disk) may use at once."""

    def __init__(self, root: Path, reserve: int = RESERVE) -> None:
        self._root = root
        self._reserve = reserve

    def put(self, name: str, pieces: Iterable[bytes]) -> None:
        """Written beside its place, flushed to the disk, then moved there."""
        place = self._root / name
        fresh = self._root / "coming" / secrets.token_hex(16)
        with _as_told():
            try:
                for folder in (place.parent, fresh.parent):
                    folder.mkdir(parents=True, exist_ok=True)
                self._write(fresh, pieces)
                fresh.replace(place)
                _flush_folder(place.parent)
            finally:
                fresh.unlink(missing_ok=True)

    def read(self, name: str, start: int, length: int) -> bytes:
        """One read of the file."""
        with _as_told(), (self._root / name).open("rb") as file:
            file.seek(start)
            return file.read(length)

    def drop(self, names: Sequence[str]) -> None:
        """Remove the files."""
        with _as_told():
            for name in names:
                (self._root / name).unlink(missing_ok=True)

    def _write(self, fresh: Path, pieces: Iterable[bytes]) -> None:
        if shutil.disk_usage(fresh.parent).free < self._reserve:
            raise StoreFull
        with fresh.open("xb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())


class Bucket:
    """Objects of one bucket."""

    def __init__(self, store: Any) -> None:
        self._store = store

    def put(self, name: str, pieces: Iterable[bytes]) -> None:
        """One object; a bucket shows it whole or not at all."""
        with _as_bucket_told():
            obstore.put(self._store, name, b"".join(pieces))

    def read(self, name: str, start: int, length: int) -> bytes:
        """One request for a range."""
        with _as_bucket_told():
            size = int(obstore.head(self._store, name)["size"])
            if start >= size or length <= 0:
                return b""
            last = min(start + length, size)
            return bytes(obstore.get_range(self._store, name, start=start, end=last))

    def drop(self, names: Sequence[str]) -> None:
        """One request for all of them."""
        with _as_bucket_told(), suppress(FileNotFoundError):
            if names:
                obstore.delete(self._store, list(names))


def open_blob_store(told: str) -> BlobStore:
    """A folder, or `s3://bucket/prefix?endpoint=…&region=…` with the keys in AWS_… of the environment."""
    if not told.startswith("s3://"):
        return Directory(Path(told))
    parts = urlsplit(told)
    asked = dict(parse_qsl(parts.query))
    endpoint = asked.get("endpoint")
    more: Any = {"endpoint": endpoint} if endpoint else {}
    return Bucket(
        S3Store(
            parts.netloc,
            prefix=parts.path.strip("/") or None,
            region=asked.get("region", "us-east-1"),
            virtual_hosted_style_request=asked.get("style") == "virtual",
            client_options={"allow_http": (endpoint or "").startswith("http://"), "timeout": _PATIENCE},
            retry_config={"max_retries": RETRIES, "retry_timeout": _PATIENCE},
            **more,
        )
    )


def default_place(database: str) -> str:
    """Beside the file of an SQLite city; `city-blobs` in the working folder otherwise."""
    if database.startswith("sqlite:///"):
        return str(Path(database.removeprefix("sqlite:///")).with_suffix(".blobs"))
    return "city-blobs"


@contextmanager
def _as_told() -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as missing:
        raise Gone from missing
    except OSError as wrong:
        raise (StoreFull if wrong.errno in _NO_ROOM else StoreAway)(str(wrong)) from wrong


@contextmanager
def _as_bucket_told() -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as missing:
        raise Gone from missing
    except BaseError as wrong:
        # MinIO and Ceph say it in these words; S3 itself knows no full disk.
        full = any(word in str(wrong) for word in ("XMinioStorageFull", "QuotaExceeded", "507 "))
        raise (StoreFull if full else StoreAway)(str(wrong)[:200]) from wrong


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    held = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(held)
    finally:
        os.close(held)
