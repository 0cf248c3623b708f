"""Telephone numbers and postcodes (domain.md §10.5)."""

import re

from outlet_app.domain.identifiers import half_width
from outlet_app.domain.problems import Problem

MOBILE_LENGTH = 11
POSTCODE_LENGTH = 6
HOME_AREA = "0478"
HOME_LOCAL = 7
HOTLINES = frozenset({"110", "119", "12309", "12315", "12330", "12345", "12348"})

_COUNTRY = re.compile(r"^(\+|00)86-?(?=[1-9])")
_BETWEEN = re.compile(r"[\s()\u00b7.]+")
_EXTENSION = re.compile(r"\u8f6c|#|\*")
_LAND_LINE = re.compile(
    r"(?P<area>010|02\d|0[3-9]\d\d)-?(?P<local>\d*)(?:-(?P<extension>\d{1,6}))?", re.ASCII
)
_SERVICE = re.compile(r"[48]00\d{7}", re.ASCII)


def normalise_phone(raw: str) -> str:
    """Return the number as stored: digits, land lines as 0478-8213500 or 0478-8213500-12."""
    number = _COUNTRY.sub("", _EXTENSION.sub("-", _BETWEEN.sub("", half_width(raw))))
    bare = number.replace("-", "")
    # A hyphen in the wrong place must not keep a land line from being stored as one.
    land_line = _LAND_LINE.fullmatch(number) or _LAND_LINE.fullmatch(bare)
    return "-".join(part for part in land_line.groups() if part) if land_line else bare


def check_phone(raw: str) -> Problem | None:
    """Check a mobile, a land line with its area code, a 400/800 number or a public hotline."""
    number = normalise_phone(raw)
    if number in HOTLINES or _SERVICE.fullmatch(number):
        return None
    for position, character in enumerate(number, 1):
        if character not in "0123456789-":
            return Problem("phone.character", {"position": position, "character": character})
    return _check_land_line(number) if number.startswith("0") else _check_mobile(number)


def check_postcode(raw: str) -> Problem | None:
    """Check a postcode: six digits."""
    code = "".join(half_width(raw).split())
    if not code.isdecimal() or not code.isascii():
        return Problem("postcode.character")
    return _length("postcode", POSTCODE_LENGTH - len(code))


def _check_mobile(number: str) -> Problem | None:
    if not number.startswith("1"):
        local = len(number) in (HOME_LOCAL, HOME_LOCAL + 1)
        return Problem("phone.area_code" if local else "phone.unknown")
    if number[1:2] in ("0", "1", "2"):
        return Problem("phone.unknown")
    return _length("phone", MOBILE_LENGTH - len(number))


def _check_land_line(number: str) -> Problem | None:
    found = _LAND_LINE.fullmatch(number)
    if found is None:
        return Problem("phone.unknown")
    length = len(found["local"])
    most = HOME_LOCAL if found["area"] == HOME_AREA else HOME_LOCAL + 1
    return _length("phone", max(0, HOME_LOCAL - length) or min(0, most - length))


def _length(family: str, missing: int) -> Problem | None:
    if missing > 0:
        return Problem(f"{family}.short", {"n": missing})
    return Problem(f"{family}.long", {"n": -missing}) if missing < 0 else None
