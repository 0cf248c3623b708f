"""Numbers of cases and papers, and the code with which an applicant asks (decisions 7, 8, 9)."""

import hashlib
import re
from datetime import date

from stdnum.iso7064 import mod_37_36

from outlet_app.domain.frozen import dataclass
from outlet_app.domain.identifiers import normalise
from outlet_app.domain.problems import Problem

LARGEST_SERIAL, LARGEST_PAPER_SERIAL = 9_999, 99_999
CASE_NUMBER_LENGTH = 19
QUERY_CODE_LENGTH = 8
QUERY_CODE_BYTES = 5
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_ALIKE = str.maketrans("ILO", "110")

_CASE_NUMBER = re.compile(
    r"(?P<sign>[A-Z]{2}\d{2})(?P<day>\d{8})(?P<terminal>\d{2})(?P<serial>\d{4})(?P<check>[0-9A-Z])", re.ASCII
)
_PAPER_NUMBER = re.compile(
    r"(?P<sign>[A-Z]{2}\d{2})(?P<terminal>\d{2}) (?P<word>[\u4e00-\u9fff]{1,2})"
    r"〔(?P<year>\d{4})〕(?P<serial>\d{4}|[1-9]\d{4}) 号",
    re.ASCII,
)
_SIGN = re.compile(r"[A-Z]{2}\d{2}", re.ASCII)
_TERMINAL = re.compile(r"\d{2}", re.ASCII)
_WORD = re.compile(r"[\u4e00-\u9fff]{1,2}")


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """The parts of an 办件编号: outlet sign, day, terminal number, serial of that terminal and day."""

    sign: str
    day: date
    terminal: str
    serial: int

    @property
    def check(self) -> str:
        """Return the check character: ISO 7064 MOD 37,36 over the 18 letters and digits before it."""
        return str(mod_37_36.calc_check_digit(self._body))

    @property
    def text(self) -> str:
        """Return the number as printed, e.g. HH05-20261122-010017-T."""
        return f"{self.sign}-{self.day:%Y%m%d}-{self.terminal}{self.serial:04d}-{self.check}"

    @property
    def _body(self) -> str:
        return f"{self.sign}{self.day:%Y%m%d}{self.terminal}{self.serial:04d}"


def case_number(sign: str, day: date, terminal: str, serial: int) -> str:
    """Put a case number together (domain.md §10.8); ValueError when a part cannot stand in it."""
    _demand_place(sign, terminal, serial, LARGEST_SERIAL)
    return CaseNumber(sign, day, terminal, serial).text


def read_case_number(raw: str) -> CaseNumber | Problem:
    """Read a scanned or typed number; lower case, blanks, full width, missing hyphens are forgiven."""
    text = normalise(raw)
    found = _CASE_NUMBER.fullmatch(text)
    if found is None:
        return _misshapen(text)
    try:
        day = date.fromisoformat(found["day"])
    except ValueError:
        return Problem("case_no.date")
    number = CaseNumber(found["sign"], day, found["terminal"], int(found["serial"]))
    return number if found["check"] == mod_37_36.calc_check_digit(text[:-1]) else Problem("case_no.check")


def scanned(raw: str) -> str:
    """Return the case number out of a scanned code (number and 查询码); any other text as it is."""
    text = normalise(raw)
    number = read_case_number(text[:CASE_NUMBER_LENGTH])
    whole = len(text) == CASE_NUMBER_LENGTH + QUERY_CODE_LENGTH
    return number.text if whole and isinstance(number, CaseNumber) else raw


def paper_number(sign: str, terminal: str, word: str, year: int, serial: int) -> str:
    """Return a paper's number, e.g. HH0501 告〔2026〕0031 号: that terminal's own series (decisions 7).

    word: the series' own, part of the form's text. Behind 9999 goes a fifth digit. ValueError when a part
    cannot stand in a number.
    """
    _demand_place(sign, terminal, serial, LARGEST_PAPER_SERIAL)
    if not _WORD.fullmatch(word):
        raise ValueError(f"no series: {word!r}")
    return f"{sign}{terminal} {word}〔{year:04d}〕{serial:04d} 号"


def largest_serial(series: str) -> int:
    """Return where a series ends, named as the counters name it: a paper's goes on with a fifth digit."""
    return LARGEST_PAPER_SERIAL if series.startswith("paper:") else LARGEST_SERIAL


def series_of(number: str) -> tuple[str, str, str, int] | None:
    """Return outlet sign, terminal, series and serial of a case's or a paper's number; None for no number.

    The series is named as the counters and the witness name it: case:2026-11-20, paper:告:2026.
    """
    if (paper := _PAPER_NUMBER.fullmatch(number)) is not None:
        series = f"paper:{paper['word']}:{paper['year']}"
        return paper["sign"], paper["terminal"], series, int(paper["serial"])
    case = read_case_number(number)
    if isinstance(case, Problem):
        return None
    return case.sign, case.terminal, f"case:{case.day.isoformat()}", case.serial


def query_code(random: bytes) -> str:
    """Return a 查询码 of 8 Crockford characters from 5 random bytes (decisions 9)."""
    if len(random) != QUERY_CODE_BYTES:
        raise ValueError("five random bytes make a query code")
    number = int.from_bytes(random, "big")
    return "".join(CROCKFORD[number >> shift & 31] for shift in range(35, -1, -5))


def printed_query_code(code: str) -> str:
    """Return the code in two groups of four, as printed."""
    return f"{code[:4]} {code[4:]}"


def read_query_code(raw: str) -> str | Problem:
    """Read a typed 查询码; I and L are taken for 1, O for 0, as Crockford's alphabet means them."""
    code = normalise(raw).translate(_READ_ALIKE)
    for position, character in enumerate(code, 1):
        if character not in CROCKFORD:
            return Problem("query_code.character", {"position": position, "character": character})
    missing = QUERY_CODE_LENGTH - len(code)
    if missing:
        return Problem("query_code.short" if missing > 0 else "query_code.long", {"n": abs(missing)})
    return code


def query_code_hash(case_no: str, code: str) -> str:
    """Return the SHA-256 (hex) of case number and code: the server keeps this, never the code."""
    return hashlib.sha256(f"{normalise(case_no)}:{code}".encode()).hexdigest()


def _misshapen(text: str) -> Problem:
    missing = CASE_NUMBER_LENGTH - len(text)
    if missing > 0:
        return Problem("case_no.short", {"n": missing})
    return Problem("case_no.long", {"n": -missing}) if missing < 0 else Problem("case_no.shape")


def _demand_place(sign: str, terminal: str, serial: int, largest: int) -> None:
    if not _SIGN.fullmatch(sign) or not _TERMINAL.fullmatch(terminal):
        raise ValueError(f"no outlet sign and terminal number: {sign!r}, {terminal!r}")
    if not 1 <= serial <= largest:
        raise ValueError(f"no serial: {serial}")
