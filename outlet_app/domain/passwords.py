"""What a 口令 must be (domain.md §12.3)."""

import unicodedata

from outlet_app.domain.problems import Problem

SHORTEST = 10
CLASSES = 3


def normal(password: str) -> bytes:
    """The bytes a password stands for, however the keyboard composed its signs."""
    return unicodedata.normalize("NFC", password).encode()


def password_problem(password: str, staff_no: str = "") -> Problem | None:
    """At least 10 signs of at least 3 of 4 kinds, and not the 工号; None if it will do."""
    if len(password) < SHORTEST:
        return Problem("password.too_short", {"least": SHORTEST, "missing": SHORTEST - len(password)})
    if _kinds(password) < CLASSES:
        return Problem("password.too_plain", {"least": CLASSES})
    if staff_no and staff_no in password:
        return Problem("password.holds_staff_no")
    return None


def _kinds(password: str) -> int:
    return len({_kind(sign) for sign in password})


def _kind(sign: str) -> str:
    if sign.isdigit():
        return "digit"
    if sign.isascii() and sign.isalpha():
        return "lower" if sign.islower() else "upper"
    return "other"
