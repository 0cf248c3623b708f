"""A file on a stick is whole under its name or not there, and what stops it is told apart."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from outlet_app.system import sticks
from outlet_app.system.parcel_shelf import ParcelShelf, Tray
from outlet_app.system.sticks import StickFault, read_whole, write_whole

PARCEL = b"WK1 PARCEL\n" + bytes(range(256)) * 40


def why(work: Callable[[], object]) -> str:
    with pytest.raises(StickFault) as raised:
        work()
    return raised.value.why


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def failing(monkeypatch: pytest.MonkeyPatch, call: str, code: int) -> None:
    def fail(*_args: object, **_more: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(sticks.os, call, fail)


def test_what_was_written_lies_there_whole_and_nothing_beside_it(tmp_path: Path) -> None:
    path = write_whole(tmp_path, "HH05-01-20261127-090000.parcel", PARCEL)
    assert (path.read_bytes(), names(tmp_path)) == (PARCEL, ["HH05-01-20261127-090000.parcel"])


def test_the_same_again_is_the_same_file(tmp_path: Path) -> None:
    first = write_whole(tmp_path, "a.parcel", PARCEL)
    assert write_whole(tmp_path, "a.parcel", PARCEL) == first
    assert names(tmp_path) == ["a.parcel"]


def test_somebody_elses_file_of_that_name_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "a.parcel").write_bytes(b"theirs")
    (tmp_path / "a-2.parcel").write_bytes(b"theirs too")
    assert write_whole(tmp_path, "a.parcel", PARCEL).name == "a-3.parcel"
    assert (tmp_path / "a.parcel").read_bytes() == b"theirs"
    assert (tmp_path / "a-2.parcel").read_bytes() == b"theirs too"


@pytest.mark.parametrize(
    ("call", "code", "told"),
    [
        ("fsync", errno.ENOSPC, "full"),
        ("fsync", errno.EDQUOT, "full"),
        ("fsync", errno.EFBIG, "full"),
        ("fsync", errno.EIO, "gone"),
        ("fsync", errno.ENODEV, "gone"),
        ("replace", errno.EROFS, "shut"),
        ("replace", errno.EACCES, "shut"),
        ("replace", errno.EPERM, "shut"),
        ("replace", errno.ENOENT, "gone"),
        ("replace", errno.EIO, "gone"),
    ],
)
def test_whatever_stops_it_no_file_of_that_name_appears(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int, told: str
) -> None:
    with monkeypatch.context() as broken:
        failing(broken, call, code)
        assert why(lambda: write_whole(tmp_path, "a.parcel", PARCEL)) == told
    assert names(tmp_path) == []
    assert write_whole(tmp_path, "a.parcel", PARCEL).read_bytes() == PARCEL


def test_a_stick_that_is_not_there_is_gone(tmp_path: Path) -> None:
    assert why(lambda: write_whole(tmp_path / "pulled", "a.parcel", PARCEL)) == "gone"
    assert why(lambda: read_whole(tmp_path / "pulled" / "a.parcel")) == "gone"


def test_a_folder_in_the_place_of_a_file_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.parcel").mkdir()
    assert why(lambda: read_whole(tmp_path / "a.parcel")) == "gone"


def test_a_stick_that_reads_back_other_bytes_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forgetful(fresh: Path, path: Path) -> None:
        fresh.rename(path)
        path.write_bytes(PARCEL[:-1] + b"?")

    monkeypatch.setattr(sticks.os, "replace", forgetful)
    assert why(lambda: write_whole(tmp_path, "a.parcel", PARCEL)) == "unlike"


def test_a_stick_pulled_before_the_reading_back_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pulled(fresh: Path, _path: Path) -> None:
        fresh.unlink()

    monkeypatch.setattr(sticks.os, "replace", pulled)
    assert why(lambda: write_whole(tmp_path, "a.parcel", PARCEL)) == "gone"


@pytest.mark.parametrize("call", ["open", "posix_fadvise"])
def test_a_system_that_cannot_drop_what_it_remembers_still_reads_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    if call == "posix_fadvise":
        failing(monkeypatch, call, errno.EINVAL)
    else:
        monkeypatch.delattr(sticks.os, "posix_fadvise", raising=False)
    assert write_whole(tmp_path, "a.parcel", PARCEL).read_bytes() == PARCEL


def test_a_film_on_the_stick_is_no_parcel_and_is_not_read(tmp_path: Path) -> None:
    film = tmp_path / "film.parcel"
    with film.open("wb") as file:
        file.truncate(sticks.LONGEST + 1)
    assert why(lambda: read_whole(film)) == "long"
    with film.open("wb") as file:
        file.truncate(10)
    assert read_whole(film) == bytes(10)


def test_a_shelf_nobody_used_is_empty(tmp_path: Path) -> None:
    shelf = ParcelShelf(tmp_path / "parcels")
    assert [shelf.files(tray) for tray in Tray] == [()] * len(Tray)
    assert not (tmp_path / "parcels").exists()


def test_a_shelf_keeps_one_of_the_same_whatever_it_is_called(tmp_path: Path) -> None:
    shelf = ParcelShelf(tmp_path)
    first = shelf.keep(Tray.ON, "a.parcel", PARCEL)
    assert shelf.keep(Tray.ON, "copy of a.parcel", PARCEL) == first
    other = shelf.keep(Tray.ON, "a.parcel", PARCEL[::-1])
    assert [one.name for one in shelf.files(Tray.ON)] == sorted([first.name, other.name])


def test_a_shelf_gives_the_oldest_name_first_and_nothing_half_written(tmp_path: Path) -> None:
    shelf = ParcelShelf(tmp_path)
    for name in ("c.parcel", "a.parcel", "b.parcel"):
        shelf.keep(Tray.ON, name, name.encode())
    (tmp_path / Tray.ON / ".d.parcel.new").write_bytes(b"half")
    assert [one.name for one in shelf.files(Tray.ON)] == ["a.parcel", "b.parcel", "c.parcel"]


def test_what_is_moved_stands_in_the_other_tray_alone(tmp_path: Path) -> None:
    shelf = ParcelShelf(tmp_path)
    path = shelf.keep(Tray.BACK, "a.receipt", PARCEL)
    shelf.keep(Tray.DONE, "earlier.receipt", PARCEL)
    shelf.move(path, Tray.DONE)
    assert shelf.files(Tray.BACK) == ()
    assert [one.name for one in shelf.files(Tray.DONE)] == ["earlier.receipt"]


def test_what_cannot_be_read_is_not_moved(tmp_path: Path) -> None:
    shelf = ParcelShelf(tmp_path)
    path = shelf.keep(Tray.BACK, "a.receipt", PARCEL)
    path.unlink()
    assert why(lambda: shelf.move(path, Tray.DONE)) == "gone"
    assert shelf.files(Tray.DONE) == ()
