"""What a scanner types from a paper's code: the case number and the 查询码, nothing personal."""

from dataclasses import dataclass

from outlet_app.domain.identifiers import half_width
from outlet_app.domain.numbering import CaseNumber, read_case_number, read_query_code
from outlet_app.domain.problems import Problem


@dataclass(frozen=True, slots=True)
class Scan:
    """A case by its number, and the 查询码 where it was in the code."""

    case_no: str
    query_code: str = ""


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
