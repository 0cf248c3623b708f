"""Files of attachments: never in plain on the disk, whole or not there, and noticed when they rot."""

import errno
import os
from hashlib import sha256
from pathlib import Path

import pytest

from outlet_app.system.blob_files import BlobFileLost, BlobFiles

CONTENT = b"%PDF-1.4 " + bytes(range(256)) * 40
DIGEST = sha256(CONTENT).hexdigest()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "attachments"


@pytest.fixture
def files(folder: Path) -> BlobFiles:
    return BlobFiles(folder)


def test_what_was_written_is_read_back_with_its_key(files: BlobFiles) -> None:
    key = files.write("one", DIGEST, CONTENT)
    assert files.read("one", DIGEST, key) == CONTENT
    assert len(key) == 32


def test_nothing_of_it_lies_on_the_disk_in_plain(files: BlobFiles, folder: Path) -> None:
    files.write("one", DIGEST, CONTENT)
    sealed = (folder / "one").read_bytes()
    assert CONTENT[:16] not in sealed
    assert DIGEST not in str(list(folder.iterdir()))
    assert len(sealed) == len(CONTENT) + 12 + 16


def test_every_file_has_a_key_of_its_own(files: BlobFiles, folder: Path) -> None:
    first, second = files.write("one", DIGEST, CONTENT), files.write("two", DIGEST, CONTENT)
    assert first != second
    assert (folder / "one").read_bytes() != (folder / "two").read_bytes()
    with pytest.raises(BlobFileLost):
        files.read("one", DIGEST, second)


@pytest.mark.parametrize("at", [0, 11, 12, 500, -17, -1])
def test_a_single_bit_that_rots_is_noticed(files: BlobFiles, folder: Path, at: int) -> None:
    key = files.write("one", DIGEST, CONTENT)
    sealed = bytearray((folder / "one").read_bytes())
    sealed[at] ^= 1
    (folder / "one").write_bytes(bytes(sealed))
    with pytest.raises(BlobFileLost):
        files.read("one", DIGEST, key)


@pytest.mark.parametrize("left", [0, 5, 12, 27, 1000])
def test_a_file_cut_short_is_noticed(files: BlobFiles, folder: Path, left: int) -> None:
    key = files.write("one", DIGEST, CONTENT)
    (folder / "one").write_bytes((folder / "one").read_bytes()[:left])
    with pytest.raises(BlobFileLost):
        files.read("one", DIGEST, key)


def test_a_file_put_in_the_place_of_another_is_noticed(files: BlobFiles, folder: Path) -> None:
    key = files.write("one", DIGEST, CONTENT)
    with pytest.raises(BlobFileLost):
        files.read("one", sha256(b"another").hexdigest(), key)


def test_a_file_that_is_gone_is_said(files: BlobFiles) -> None:
    with pytest.raises(BlobFileLost) as lost:
        files.read("never", DIGEST, bytes(32))
    assert lost.value.code == "attachment.file_lost"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS])
def test_a_disk_that_does_not_take_it_keeps_nothing_half(
    files: BlobFiles, folder: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def broken(_handle: int) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError) as told:
        files.write("one", DIGEST, CONTENT)
    assert told.value.errno == number
    assert list(folder.iterdir()) == []


def test_the_bytes_are_on_the_disk_before_the_name_is(
    files: BlobFiles, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []
    flush = os.fsync

    def watched(handle: int) -> None:
        seen.append(sorted(one.name for one in folder.iterdir()))
        flush(handle)

    monkeypatch.setattr(os, "fsync", watched)
    files.write("one", DIGEST, CONTENT)
    assert seen == [["one.new"], ["one"]]


def test_only_what_no_row_names_is_swept(files: BlobFiles, folder: Path) -> None:
    for name in ("one", "two"):
        files.write(name, DIGEST, CONTENT)
    (folder / "three.new").write_bytes(b"half")
    assert files.sweep(frozenset({"one"})) == 2
    assert [one.name for one in folder.iterdir()] == ["one"]
    assert files.sweep(frozenset({"one"})) == 0


def test_a_machine_without_attachments_has_nothing_to_sweep(files: BlobFiles, folder: Path) -> None:
    assert files.sweep(frozenset()) == 0
    assert not folder.exists()


def test_giving_up_a_file_twice_is_no_trouble(files: BlobFiles, folder: Path) -> None:
    files.write("one", DIGEST, CONTENT)
    files.remove("one")
    files.remove("one")
    assert list(folder.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="rights are kept otherwise there")
def test_nobody_else_may_look_into_the_folder(files: BlobFiles, folder: Path) -> None:
    files.write("one", DIGEST, CONTENT)
    assert folder.stat().st_mode & 0o077 == 0
