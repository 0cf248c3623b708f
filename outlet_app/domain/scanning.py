"""What a scanner types: a paper's code (case number and 查询码), a business licence's, or neither."""

import re
from collections.abc import Mapping
from enum import StrEnum

from outlet_app.domain.frozen import dataclass
from outlet_app.domain.identifiers import half_width, normalise
from outlet_app.domain.licences import Licence, NoCode, read_licence
from outlet_app.domain.numbering import CaseNumber, read_case_number, read_query_code
from outlet_app.domain.problems import Problem

_LIKE_A_NUMBER = re.compile(r"[A-Z]{2}[0-9A-Z]{2}20\d{6}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Scan:
    """A case by its number, and the 查询码 where it was in the code."""

    case_no: str
    query_code: str = ""


class Unread(StrEnum):
    """Why nothing can be done with a scan."""

    CASE_NO = "case_no"
    WRONG_CODE = "wrong_code"
    WITHOUT_CODE = "without_code"
    UNKNOWN = "unknown"


def understand(raw: str, labels: Mapping[str, str]) -> Scan | Licence | Unread:
    """Tell what was scanned. labels: how the text of a licence calls its fields."""
    scan = read_scan(raw)
    if isinstance(scan, Scan):
        return scan
    if _LIKE_A_NUMBER.match(normalise(raw)):
        return Unread.CASE_NO
    licence = read_licence(raw, labels)
    if isinstance(licence, NoCode):
        return Unread.WRONG_CODE if licence.is_wrong else Unread.WITHOUT_CODE
    return licence or Unread.UNKNOWN


def read_scan(raw: str) -> Scan | Problem:
    """Read `HH05-20261122-010017-T 8K2M4QXZ` or the number alone, as typed by hand or by a scanner.

    An input method may have turned it to full width. Source: printing/facts.py, decisions.md 8 and 9.
    """
    words = half_width(raw).split()
    for end in range(len(words), 0, -1):
        number = read_case_number("".join(words[:end]))
        if isinstance(number, CaseNumber):
            return _with_code(number, "".join(words[end:]))
    found = read_case_number(raw)
    return Scan(found.text) if isinstance(found, CaseNumber) else found


def _with_code(number: CaseNumber, rest: str) -> Scan | Problem:
    if not rest:
        return Scan(number.text)
    code = read_query_code(rest)
    return code if isinstance(code, Problem) else Scan(number.text, code)
