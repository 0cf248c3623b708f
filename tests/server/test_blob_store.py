"""Where attachments lie: a folder and a bucket keep the same promises."""

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from city_server import blob_store
from city_server.blob_store import (
    BlobStore,
    Bucket,
    Directory,
    Gone,
    StoreAway,
    StoreFull,
    default_place,
    open_blob_store,
)
from tests.support.bucket import KEYS, the_bucket_server

KINDS = ("directory", "bucket")


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BlobStore:
    if request.param == "directory":
        return open_blob_store(str(tmp_path / "blobs"))
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    return open_blob_store(the_bucket_server().new_bucket())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "blobs"


def files(folder: Path) -> list[str]:
    """Every file below the folder."""
    return sorted(str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file())


def torn(*pieces: bytes, by: Exception) -> Iterator[bytes]:
    yield from pieces
    raise by


def test_what_was_put_is_read_back(store: BlobStore) -> None:
    store.put("ab/abcdef", [b"one ", b"two ", b"three"])
    assert store.read("ab/abcdef", 0, 100) == b"one two three"


@pytest.mark.parametrize(
    ("start", "length", "told"),
    [
        (0, 3, b"012"),
        (3, 4, b"3456"),
        (8, 2, b"89"),
        (8, 9, b"89"),
        (9, 1, b"9"),
        (10, 5, b""),
        (99, 5, b""),
        (4, 0, b""),
    ],
)
def test_any_part_of_it(store: BlobStore, start: int, length: int, told: bytes) -> None:
    store.put("parts/x-1", [b"0123456789"])
    assert store.read("parts/x-1", start, length) == told


def test_a_later_put_under_the_name_stands_whole(store: BlobStore) -> None:
    store.put("ab/one", [b"a long first content"])
    store.put("ab/one", [b"short"])
    assert store.read("ab/one", 0, 100) == b"short"


def test_two_names_do_not_meet(store: BlobStore) -> None:
    store.put("ab/one", [b"1"])
    store.put("ab/two", [b"2"])
    assert (store.read("ab/one", 0, 9), store.read("ab/two", 0, 9)) == (b"1", b"2")


def test_nothing_under_a_name_is_said(store: BlobStore) -> None:
    with pytest.raises(Gone):
        store.read("ab/never", 0, 1)


def test_what_is_dropped_is_gone_and_nothing_else(store: BlobStore) -> None:
    for name in ("parts/x-1", "parts/x-2", "parts/x-3"):
        store.put(name, [name.encode()])
    store.drop(["parts/x-1", "parts/x-3", "parts/never"])
    assert store.read("parts/x-2", 0, 99) == b"parts/x-2"
    for name in ("parts/x-1", "parts/x-3"):
        with pytest.raises(Gone):
            store.read(name, 0, 1)


def test_dropping_nothing_or_twice_is_no_trouble(store: BlobStore) -> None:
    store.drop([])
    store.put("parts/x-1", [b"1"])
    store.drop(["parts/x-1"])
    store.drop(["parts/x-1"])


def test_pieces_that_end_badly_leave_nothing(store: BlobStore) -> None:
    with pytest.raises(Gone):
        store.put("ab/torn", torn(b"half of it", by=Gone("a chunk")))
    with pytest.raises(Gone):
        store.read("ab/torn", 0, 1)


def test_pieces_that_end_badly_leave_what_stood_there(store: BlobStore) -> None:
    store.put("ab/one", [b"whole"])
    with pytest.raises(RuntimeError):
        store.put("ab/one", torn(b"half", by=RuntimeError("killed")))
    assert store.read("ab/one", 0, 9) == b"whole"


def test_some_megabytes(store: BlobStore) -> None:
    piece = os.urandom(1_048_576)
    store.put("ab/large", (piece for _ in range(9)))
    assert store.read("ab/large", 8 * 1_048_576, 2_000_000) == piece
    assert store.read("ab/large", 1_048_570, 12) == piece[-6:] + piece[:6]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_a_full_disk_keeps_nothing_half(folder: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def full(_handle: int) -> None:
        raise OSError(number, "no room")

    store = Directory(folder, reserve=0)
    store.put("ab/before", [b"kept"])
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreFull):
        store.put("ab/after", [b"lost"])
    assert files(folder) == ["ab/before"]
    monkeypatch.undo()
    store.put("ab/after", [b"now"])
    assert store.read("ab/after", 0, 9) == b"now"


@pytest.mark.parametrize("number", [errno.EIO, errno.EROFS, errno.EACCES])
def test_a_broken_disk_is_another_thing_than_a_full_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def broken(_handle: int) -> None:
        raise OSError(number, "broken")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(StoreAway):
        Directory(folder, reserve=0).put("ab/x", [b"x"])
    assert files(folder) == []


def test_the_last_of_a_disk_is_left_to_the_database(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage: Callable[[Any], Any] = lambda _place: type("Usage", (), {"free": 999})  # noqa: E731
    monkeypatch.setattr(blob_store.shutil, "disk_usage", usage)
    Directory(folder, reserve=999).put("ab/fits", [b"x"])
    with pytest.raises(StoreFull):
        Directory(folder, reserve=1000).put("ab/not", [b"x"])
    assert files(folder) == ["ab/fits"]


def test_bytes_are_on_the_disk_before_they_have_their_name(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []
    flush = os.fsync

    def watched(handle: int) -> None:
        seen.append(files(folder))
        flush(handle)

    monkeypatch.setattr(os, "fsync", watched)
    Directory(folder, reserve=0).put("ab/name", [b"x"])
    assert [name.startswith("coming/") for name in seen[0]] == [True]
    assert seen[-1] == ["ab/name"]


def test_a_bucket_nobody_made_or_nobody_serves_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(blob_store, "RETRIES", 0)
    away = [
        f"s3://nobody-made-it?endpoint={the_bucket_server().url}",
        "s3://city?endpoint=http://127.0.0.1:9",
    ]
    for told in away:
        with pytest.raises((StoreAway, Gone)):
            open_blob_store(told).put("ab/x", [b"x"])


@pytest.mark.parametrize("told", ["XMinioStorageFull: disk", "server returned 507 Insufficient Storage"])
def test_a_bucket_that_says_it_is_full_is_full(monkeypatch: pytest.MonkeyPatch, told: str) -> None:
    def full(*_asked: object) -> None:
        raise blob_store.BaseError(told)

    monkeypatch.setattr(blob_store.obstore, "put", full)
    with pytest.raises(StoreFull):
        Bucket(None).put("ab/x", [b"x"])


@pytest.mark.parametrize(
    ("database", "place"),
    [
        ("sqlite:////srv/city/city.db", "/srv/city/city.blobs"),
        ("sqlite:///city.db", "city.blobs"),
        ("postgresql://city@db/city", "city-blobs"),
    ],
)
def test_without_a_setting_they_lie_beside_the_database(database: str, place: str) -> None:
    assert default_place(database) == place


def test_a_setting_that_is_no_bucket_is_a_folder(folder: Path) -> None:
    assert isinstance(open_blob_store(str(folder)), Directory)
    assert isinstance(open_blob_store("s3://city?endpoint=http://127.0.0.1:9&style=virtual"), Bucket)
    assert not folder.exists()
