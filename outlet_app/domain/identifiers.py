"""Numbers of people and bodies: cleaned, checked by their own digits, never by their region."""

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from stdnum.cn.uscc import calc_check_digit as uscc_check_digit
from stdnum.iso7064 import mod_11_2

from outlet_app.domain.applicant import IdKind
from outlet_app.domain.calendar import PROGRAM_BEGAN
from outlet_app.domain.problems import Problem

LENGTH = 18
OLDEST = 130
USCC_NEVER = "IOSVZ"
USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_SIGNS = frozenset(USCC_ALPHABET)
BODY = slice(8, 17)
BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)

# Full-width forms stand at one fixed distance from ASCII; the wide blank and the long dashes do not.
_HALF_WIDTH: Mapping[int, int | None] = MappingProxyType(
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys([0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212], ord("-"))
)

_PATTERNS: Mapping[IdKind, re.Pattern[str]] = MappingProxyType(
    {
        IdKind.PASSPORT: re.compile(r"[A-Z0-9]{5,17}", re.ASCII),
        IdKind.HM_PERMIT: re.compile(r"[HM]\d{8,10}", re.ASCII),
        IdKind.TW_PERMIT: re.compile(r"\d{8}", re.ASCII),
        IdKind.OFFICER: re.compile(r"\w{4,20}"),
        IdKind.RESIDENCE_HMT: re.compile(r"8[123]\d{15}[\dX]", re.ASCII),
        IdKind.PERMANENT_RESIDENCE: re.compile(r"9\d{16}[\dX]|[A-Z]{3}\d{12}", re.ASCII),
    }
)


def half_width(raw: str) -> str:
    """Return the text with full-width letters, digits and dashes as their usual half-width ones."""
    return raw if raw.isascii() else raw.translate(_HALF_WIDTH)


def normalise(raw: str) -> str:
    """Clean a number as UI §7 asks: half width, upper case, no blanks, no hyphens."""
    return "".join(half_width(raw).split()).replace("-", "").upper()


def check_identity(kind: IdKind, raw: str, today: date) -> Problem | None:
    """Check a number by the paper it was read from (domain.md §10.1, §10.2); IdKind.NONE has no rule.

    Check digits stop saving only for 身份证 and 统一社会信用代码; elsewhere they give a soft problem.
    """
    if kind is IdKind.USCC:
        return check_uscc(raw)
    if kind is IdKind.ID_CARD:
        return check_id_card(raw, today)
    pattern = _PATTERNS.get(kind)
    return _check_pattern(kind, pattern, normalise(raw)) if pattern else None


def check_uscc(raw: str) -> Problem | None:
    """Check a 统一社会信用代码 (GB 32100, domain.md §10.1): characters, length, check digit.

    The region is never checked, and the first eight may be letters (decisions 11).
    A wrong inner digit (GB 11714) is a soft problem: some early codes have one.
    """
    code = normalise(raw)
    return (
        _uscc_characters(code)
        or _length("uscc", code)
        or _unless(code[-1] == uscc_check_digit(code[:-1]), "uscc.check_digit")
        or _unless(code[BODY][-1] == _body_check_digit(code[BODY]), "uscc.inner_check", soft=True)
    )


def check_id_card(raw: str, today: date) -> Problem | None:
    """Check a 居民身份证 number (GB 11643 = ISO 7064 MOD 11-2, domain.md §10.2): never the region."""
    number = normalise(raw)
    return (
        _id_characters(number)
        or _length("id", number)
        or _id_birth(number[6:14], today)
        or _unless(mod_11_2.is_valid(number), "id.check_digit")
    )


def _uscc_characters(code: str) -> Problem | None:
    if _USCC_SIGNS.issuperset(code):
        return None
    for position, character in enumerate(code, 1):
        if character in USCC_NEVER:
            return Problem("uscc.letter", {"position": position, "letter": character})
        if character not in USCC_ALPHABET:
            return Problem("uscc.character", {"position": position, "character": character})
    return None


def _id_characters(number: str) -> Problem | None:
    for position, character in enumerate(number, 1):
        allowed = "0123456789X" if position >= LENGTH else "0123456789"
        if character not in allowed:
            return Problem("id.character", {"position": position, "character": character})
    return None


def _id_birth(digits: str, today: date) -> Problem | None:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return Problem("id.date")
    # A machine whose battery is empty says 2000, and whoever is younger must not be sent away for it.
    if born > max(today, PROGRAM_BEGAN):
        return Problem("id.future")
    return _unless(today.year - born.year <= OLDEST, "id.too_old")


def _length(family: str, number: str) -> Problem | None:
    missing = LENGTH - len(number)
    if missing > 0:
        return Problem(f"{family}.short", {"n": missing})
    return Problem(f"{family}.long", {"n": -missing}) if missing < 0 else None


def _body_check_digit(body: str) -> str:
    total = sum(int(character, 36) * weight for character, weight in zip(body, BODY_WEIGHTS, strict=False))
    return "0123456789X"[-total % 11]


def _check_pattern(kind: IdKind, pattern: re.Pattern[str], number: str) -> Problem | None:
    if not pattern.fullmatch(number):
        return Problem(f"{kind.value}.pattern")
    has_check_digit = len(number) == LENGTH and number[:-1].isdecimal()
    return _unless(not has_check_digit or mod_11_2.is_valid(number), f"{kind.value}.check_digit", soft=True)


def _unless(holds: bool, code: str, soft: bool = False) -> Problem | None:
    return None if holds else Problem(code, soft=soft)
