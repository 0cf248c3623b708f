"""Numbers of patents and marks named in running text: found, tidied, doubted (domain.md §10.3, §10.4)."""

import re
from collections.abc import Iterable, Iterator

from outlet_app.domain.identifiers import half_width, normalise
from outlet_app.domain.ip_numbers import RightNumber, canonical_patent, check_patent, check_right_number
from outlet_app.domain.problems import Problem

# An application or patent number of 13 or 9 signs, with or without ZL or CN and the dot before its check.
_PATENT = re.compile(r"(?<![0-9A-Za-z.])(?:ZL|CN)? ?(?:\d{12}|\d{8})\.?[\dX](?![0-9A-Za-z])", re.IGNORECASE)
# 第12345678号 is how a mark is named; a bare number might be anything.
_MARK = re.compile(r"第 ?(\d{5,8}[A-Z]?) ?号")
_ELSE = re.compile(r"(?<![0-9A-Za-z])(?:BS\.?\d{9}(?:\.[\dX])?|AGI\d{5}|\d{4}SR\d{7}|Y\d{13})(?![0-9A-Za-z])")

_SIGN = "0-9A-Za-z０-９Ａ-Ｚａ-ｚ"
_GAP = r"[ \u3000.．\-－‐-―−]*"
# A number as people type it: ZL 2017 1 0601862.3 is one, with or without its blanks; 7654321 8765432 are two.
_TYPED = re.compile(
    rf"(?:[ZzＺｚ][LlＬｌ]|[CcＣｃ][NnＮｎ]){_GAP}(?:[0-9０-９]{_GAP}){{8,12}}[0-9Xx０-９Ｘｘ](?![{_SIGN}])"
    rf"|[{_SIGN}][{_SIGN}./\-．／－‐-―−]{{4,}}[{_SIGN}]"
)
_DAY = re.compile(r"(?:19|20)\d{2}([-./])\d{1,2}\1\d{1,2}")
_APPLICATION = re.compile(r"(?:ZL|CN)?(?:\d{8}|\d{12})\.?[\dX]|ZL.*|CN[\d.X]*")
# Offices abroad have their own ways, and so has the register of works (2024-F-00123456).
_FOREIGN = re.compile(r"(?!ZL|CN|BS)[A-Z]{2}.*|\d{4}-[A-Z]-\d{8}")
_LEAST_DIGITS = 5
_KNOWN = (
    RightNumber.PUBLICATION,
    RightNumber.TRADE_MARK,
    RightNumber.MADRID_MARK,
    RightNumber.LAYOUT,
    RightNumber.GI_FARM_PRODUCT,
    RightNumber.SOFTWARE,
    RightNumber.PLEDGE,
    RightNumber.IPC,
)


def tidy_rights(text: str) -> str:
    """The text with every number of a right in it as it is stored; the words between stay as they are."""
    return _TYPED.sub(lambda found: _tidy(found.group()), text)


def check_rights(text: str) -> Problem | None:
    """The first number in a text that is none as far as is known; soft, since old and foreign ones vary."""
    return next(_doubts(text), None)


def _doubts(text: str) -> Iterator[Problem]:
    for found in _TYPED.finditer(tidy_rights(text)):
        doubt = _doubt(found.group())
        if doubt is not None:
            yield doubt


def _tidy(typed: str) -> str:
    written = half_width(typed).upper()
    if _DAY.fullmatch(written) or sum(sign.isdigit() for sign in written) < _LEAST_DIGITS:
        return typed
    bare = normalise(typed)
    if _APPLICATION.fullmatch(bare) and check_patent(bare) is None:
        prefix = bare[:2] if bare[:2].isalpha() else ""
        return f"{prefix}{canonical_patent(bare)}"
    return bare if any(check_right_number(kind, bare) is None for kind in _KNOWN) else written


def _doubt(number: str) -> Problem | None:
    digits = sum(sign.isdigit() for sign in number)
    if digits < _LEAST_DIGITS or _DAY.fullmatch(number) or _FOREIGN.fullmatch(number):
        return None
    if any(check_right_number(kind, number) is None for kind in _KNOWN):
        return None
    if _APPLICATION.fullmatch(number):
        return check_patent(number)
    return Problem("right.unknown", {"number": number}, soft=True)


def rights_in(texts: Iterable[str]) -> tuple[str, ...]:
    """Every number once, in the order in which they are named."""
    found: dict[str, None] = {}
    for text in texts:
        hits = [(hit.start(), hit.group().strip()) for one in (_PATENT, _ELSE) for hit in one.finditer(text)]
        hits += [(hit.start(1), hit.group(1)) for hit in _MARK.finditer(text)]
        found.update(dict.fromkeys(number for _, number in sorted(hits)))
    return tuple(found)


def rights_of(texts: Iterable[str], cells: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """The same in texts and in the cells of tables."""
    return rights_in((*texts, *(cell for row in cells for cell in row)))
