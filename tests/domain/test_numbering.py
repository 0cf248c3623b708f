"""Numbers of cases and papers, and the code for asking."""

import hashlib
from datetime import date

import pytest

from outlet_app.domain.numbering import (
    CaseNumber,
    case_number,
    largest_serial,
    paper_number,
    printed_query_code,
    query_code,
    query_code_hash,
    read_case_number,
    read_query_code,
    scanned,
)
from outlet_app.domain.problems import Problem
from tests.domain.chance import Draw, by_chance
from tests.domain.tables import each

EXAMPLE = CaseNumber("HH05", date(2026, 11, 22), "01", 17)
PRINTED = "HH05-20261122-010017-T"


def test_the_agreed_example() -> None:
    assert case_number("HH05", date(2026, 11, 22), "01", 17) == PRINTED
    assert EXAMPLE.text == PRINTED


@each(
    "typed",
    [
        PRINTED,
        PRINTED.lower(),
        "HH0520261122010017T",
        " hh05 20261122 010017 t\n",
        "ＨＨ０５－２０２６１１２２－０１００１７－Ｔ",
    ],
)
def test_a_case_number_is_read_however_it_is_typed(typed: str) -> None:
    assert read_case_number(typed) == EXAMPLE


@each(
    ("typed", "problem"),
    [
        ("HH05-20261122-010018-T", Problem("case_no.check")),
        ("HH05-20261122-010017-U", Problem("case_no.check")),
        ("HH05-20261322-010017-T", Problem("case_no.date")),
        ("HH05-20261122-010017", Problem("case_no.short", {"n": 1})),
        ("HH05-20261122-010017-TT", Problem("case_no.long", {"n": 1})),
        ("5HH0-20261122-010017-T", Problem("case_no.shape")),
        ("", Problem("case_no.short", {"n": 19})),
    ],
)
def test_a_mistyped_case_number_is_found_out(typed: str, problem: Problem) -> None:
    assert read_case_number(typed) == problem


@each("place", range(19))
@each("character", "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ")
def test_one_wrong_character_is_always_found(place: int, character: str) -> None:
    plain = PRINTED.replace("-", "")
    wrong = plain[:place] + character + plain[place + 1 :]
    assert (read_case_number(wrong) == EXAMPLE) == (wrong == plain)


@by_chance(150)
def test_every_number_reads_back(draw: Draw) -> None:
    day = draw.day(date(2025, 1, 1), date(2099, 12, 31))
    number = CaseNumber("SJ01", day, f"{draw.whole(0, 99):02d}", draw.whole(1, 9999))
    assert read_case_number(number.text) == number


@each(
    ("sign", "terminal", "serial"),
    [
        ("hh05", "01", 1),
        ("HH5", "01", 1),
        ("HH05", "1", 1),
        ("HH05", "01", 0),
        ("HH05", "01", 100_000),
        ("HH05", "٠١", 1),
    ],
)
def test_what_cannot_stand_in_a_number_is_refused(sign: str, terminal: str, serial: int) -> None:
    with pytest.raises(ValueError):
        case_number(sign, date(2026, 11, 22), terminal, serial)
    with pytest.raises(ValueError):
        paper_number(sign, terminal, "告", 2026, serial)


def test_a_case_has_four_digits_a_day_and_a_paper_a_fifth_where_a_year_needs_it() -> None:
    with pytest.raises(ValueError, match="no serial: 10000"):
        case_number("HH05", date(2026, 11, 22), "01", 10_000)
    assert paper_number("HH05", "01", "告", 2026, 9_999) == "HH0501 告〔2026〕9999 号"
    assert paper_number("HH05", "01", "告", 2026, 10_000) == "HH0501 告〔2026〕10000 号"
    assert (largest_serial("case:2026-11-22"), largest_serial("paper:告:2026")) == (9_999, 99_999)


def test_papers_are_numbered_by_terminal_and_form() -> None:
    assert paper_number("HH05", "01", "告", 2026, 31) == "HH0501 告〔2026〕0031 号"
    assert paper_number("HH05", "02", "不受", 2026, 1) == "HH0502 不受〔2026〕0001 号"


@each("word", ["", "不予受理", "A", "告A", " 告", "〔", "一次性"])
def test_a_series_is_named_by_one_or_two_characters(word: str) -> None:
    with pytest.raises(ValueError, match="no series"):
        paper_number("HH05", "01", word, 2026, 1)


class TestQueryCode:
    def test_five_bytes_make_eight_characters(self) -> None:
        assert query_code(bytes(5)) == "00000000"
        assert query_code(b"\xff" * 5) == "ZZZZZZZZ"
        assert (
            query_code(bytes([0b00001_000, 0b10_00011_0, 0b0100_0010, 0b1_00110_00, 0b111_01000]))
            == "12345678"
        )

    def test_other_amounts_are_refused(self) -> None:
        with pytest.raises(ValueError):
            query_code(b"abcd")

    def test_it_is_printed_in_fours_and_read_back(self) -> None:
        assert printed_query_code("12345678") == "1234 5678"
        assert read_query_code(" 1234-5678 ") == "12345678"
        assert read_query_code("iloO abcd") == "1100ABCD"

    def test_what_it_cannot_hold_is_named(self) -> None:
        assert read_query_code("1234567U") == Problem(
            "query_code.character", {"position": 8, "character": "U"}
        )
        assert read_query_code("1234567") == Problem("query_code.short", {"n": 1})
        assert read_query_code("123456789") == Problem("query_code.long", {"n": 1})

    @by_chance(100)
    def test_no_two_random_values_share_a_code(self, draw: Draw) -> None:
        first, second = (bytes(draw.whole(0, 255) for _ in range(5)) for _ in range(2))
        assert (query_code(first) == query_code(second)) == (first == second)
        assert read_query_code(printed_query_code(query_code(first)).lower()) == query_code(first)

    def test_the_server_gets_a_hash_bound_to_the_case(self) -> None:
        expected = hashlib.sha256(b"HH0520261122010017T:12345678").hexdigest()
        assert query_code_hash(PRINTED, "12345678") == expected
        assert query_code_hash(PRINTED.lower(), "12345678") == expected
        assert query_code_hash("HH05-20261122-010018-R", "12345678") != expected


@each(
    ("typed", "read"),
    [
        ("HH05-20261122-010017-T 8K2M4QXZ", "HH05-20261122-010017-T"),
        ("hh05-20261122-010017-t 8k2m4qxz", "HH05-20261122-010017-T"),
        ("ＨＨ０５２０２６１１２２０１００１７Ｔ８Ｋ２Ｍ４ＱＸＺ", "HH05-20261122-010017-T"),
        ("HH05-20261122-010017-T", "HH05-20261122-010017-T"),
        ("HH05-20261122-010017-X 8K2M4QXZ", "HH05-20261122-010017-X 8K2M4QXZ"),
        ("HH05-20261122-010017-T 8K2M4QX", "HH05-20261122-010017-T 8K2M4QX"),
        ("其其格", "其其格"),
        ("", ""),
        ("91150802MA0TEA71XJ", "91150802MA0TEA71XJ"),
    ],
)
def test_a_scanned_code_gives_its_case_number(typed: str, read: str) -> None:
    assert scanned(typed) == read
