"""SQLite's and the system's codes in our words, in one place."""

import errno

import pytest
from sqlcipher3 import dbapi2

from outlet_app.models import errors
from outlet_app.models.errors import StorageError, translate
from outlet_app.models.sqlcipher import translated


def sqlite_error(code: int) -> Exception:
    error = dbapi2.OperationalError("x")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (5, "storage.locked"),
        (5 | 2 << 8, "storage.locked"),  # SQLITE_BUSY_SNAPSHOT
        (6, "storage.locked"),
        (8, "storage.disk_failed"),
        (10 | 3 << 8, "storage.disk_failed"),  # SQLITE_IOERR_WRITE
        (11, "storage.damaged"),
        (13, "storage.disk_full"),
        (14, "storage.disk_failed"),
        (26, "storage.damaged"),
    ],
)
def test_each_family_of_codes_has_one_meaning(code: int, expected: str) -> None:
    error = translate(sqlite_error(code))
    assert error
    assert error.code == expected


@pytest.mark.parametrize("error", [sqlite_error(19), sqlite_error(1), ValueError("x"), None])
def test_our_own_mistakes_are_not_dressed_up_as_the_disks(error: Exception | None) -> None:
    assert translate(error) is None


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.ENOSPC, "storage.disk_full"),
        (errno.EDQUOT, "storage.disk_full"),
        (errno.EACCES, "storage.disk_failed"),
        (errno.EIO, "storage.disk_failed"),
    ],
)
def test_the_systems_refusals_are_storage_errors_too(number: int, expected: str) -> None:
    with pytest.raises(StorageError) as caught, translated():
        raise OSError(number, "x")
    assert caught.value.code == expected


def test_every_storage_error_has_a_code_of_its_own() -> None:
    kinds = [
        kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, StorageError)
    ]
    assert len({kind.code for kind in kinds}) == len(kinds) >= 9


def test_what_is_not_known_passes_through_unchanged() -> None:
    with pytest.raises(dbapi2.OperationalError), translated():
        raise sqlite_error(1)
