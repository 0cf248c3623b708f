"""Numbers of patents, marks and other rights: warned about, never refused (domain.md §10.3, §10.4)."""

import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from outlet_app.domain.identifiers import normalise
from outlet_app.domain.problems import Problem

WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
CHECK_CHARACTERS = "0123456789X"
PATENT_KINDS = "12389"
FIRST_YEAR = 1985
LAST_OLD_YEAR = 2003
OLD_LENGTH, NEW_LENGTH = 9, 13
NICE_CLASSES = range(1, 46)

_PREFIX = re.compile(r"^(ZL|CN)")


class RightNumber(StrEnum):
    """Which number it is; patent applications have their own rules."""

    PATENT_APPLICATION = "patent"
    PUBLICATION = "publication"
    TRADE_MARK = "trade_mark"
    MADRID_MARK = "madrid_mark"
    LAYOUT = "layout"
    GI_PRODUCT = "gi_product"
    GI_FARM_PRODUCT = "gi_farm_product"
    COPYRIGHT = "copyright"
    SOFTWARE = "software"
    PLEDGE = "pledge"
    IPC = "ipc"
    LOCARNO = "locarno"


_PATTERNS: Mapping[RightNumber, re.Pattern[str]] = MappingProxyType(
    {
        RightNumber.PUBLICATION: re.compile(r"CN\d{7,9}[A-Z]\d?", re.ASCII),
        RightNumber.TRADE_MARK: re.compile(r"\d{1,8}[A-Z]?", re.ASCII),
        RightNumber.MADRID_MARK: re.compile(r"G?\d{6,7}[A-Z]?", re.ASCII),
        RightNumber.LAYOUT: re.compile(r"BS\.?\d{2}5\d{6}(\.[0-9X])?", re.ASCII),
        RightNumber.GI_PRODUCT: re.compile(r"\u516c\u544a\d{4}\u5e74\u7b2c\d+\u53f7", re.ASCII),
        RightNumber.GI_FARM_PRODUCT: re.compile(r"AGI\d{5}", re.ASCII),
        RightNumber.COPYRIGHT: re.compile(r"\u56fd\u4f5c\u767b\u5b57\d{4}[A-Z]\d{8}", re.ASCII),
        RightNumber.SOFTWARE: re.compile(r"\d{4}SR\d{7}", re.ASCII),
        RightNumber.PLEDGE: re.compile(r"Y\d{13}", re.ASCII),
        RightNumber.IPC: re.compile(r"[A-H]\d{2}[A-Z]\d+/\d+", re.ASCII),
        RightNumber.LOCARNO: re.compile(r"\d{4}", re.ASCII),
    }
)


def check_right_number(kind: RightNumber, raw: str) -> Problem | None:
    """Check a number against its kind; every problem is soft, since old and foreign numbers vary."""
    if kind is RightNumber.PATENT_APPLICATION:
        return check_patent(raw)
    fits = _PATTERNS[kind].fullmatch(normalise(raw))
    return None if fits else Problem(f"{kind.value}.pattern", soft=True)


def canonical_patent(raw: str) -> str:
    """Return an application or patent number as stored: no ZL or CN, and a dot before the check character."""
    number = _bare(raw)
    return f"{number[:-1]}.{number[-1]}" if len(number) in (OLD_LENGTH, NEW_LENGTH) else number


def check_patent(raw: str) -> Problem | None:
    """Check an application number by ZC 0006-2003, or the eight digits and check used before."""
    number = _bare(raw)
    if not re.fullmatch(r"\d*[\dX]", number, re.ASCII):
        return Problem("patent.character", soft=True)
    if len(number) not in (OLD_LENGTH, NEW_LENGTH):
        return Problem("patent.length", {"n": len(number)}, soft=True)
    year, kind = _year_and_kind(number)
    if year < FIRST_YEAR or (len(number) == OLD_LENGTH and year > LAST_OLD_YEAR):
        return Problem("patent.year", {"year": year}, soft=True)
    if kind not in PATENT_KINDS:
        return Problem("patent.kind", {"kind": kind}, soft=True)
    good = number[-1] == patent_check_character(number[:-1])
    return None if good else Problem("patent.check_digit", soft=True)


def patent_check_character(digits: str) -> str:
    """Return the check character over 8 or 12 digits: weights 2…9, 2…5, modulo 11."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=False))
    return CHECK_CHARACTERS[total % 11]


def check_nice_class(number: int) -> Problem | None:
    """Check a goods and services class: 1 to 45."""
    return None if number in NICE_CLASSES else Problem("nice_class.range", {"n": number}, soft=True)


def _bare(raw: str) -> str:
    return _PREFIX.sub("", normalise(raw)).replace(".", "")


def _year_and_kind(number: str) -> tuple[int, str]:
    if len(number) == NEW_LENGTH:
        return int(number[:4]), number[4]
    short = int(number[:2])
    return short + (1900 if short >= FIRST_YEAR % 100 else 2000), number[2]
