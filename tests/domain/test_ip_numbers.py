"""Numbers of rights warn; none of them stops a clerk."""

from outlet_app.domain.ip_numbers import (
    RightNumber,
    canonical_patent,
    check_nice_class,
    check_patent,
    check_right_number,
    patent_check_character,
)
from outlet_app.domain.problems import Problem
from tests.domain.tables import each

PATENT = "201710601862.3"


@each(
    "number",
    [
        "201710601862.3",
        "95115608.X",
        "97101765.4",
        "202310123456.6",
        "202420654321.2",
        "202530111222.X",
        "202410100006.X",
        "200310102344.5",
    ],
)
@each("dress", ["{}", "ZL{}", "CN{}", "zl {}", " {}\n"])
def test_patent_numbers_pass_in_every_dress(number: str, dress: str) -> None:
    typed = dress.format(number)
    assert check_patent(typed) is None
    assert check_patent(typed.replace(".", "")) is None
    assert canonical_patent(typed.replace(".", "")) == number


@each(
    ("number", "problem"),
    [
        ("201710601862.4", Problem("patent.check_digit", soft=True)),
        ("201710601862", Problem("patent.length", {"n": 12}, soft=True)),
        ("20171060X8623", Problem("patent.character", soft=True)),
        ("专利号", Problem("patent.character", soft=True)),
        ("198010601862.3", Problem("patent.year", {"year": 1980}, soft=True)),
        ("04115608.X", Problem("patent.year", {"year": 2004}, soft=True)),
        ("201770601862.3", Problem("patent.kind", {"kind": "7"}, soft=True)),
    ],
)
def test_what_looks_wrong_is_said_and_may_be_kept(number: str, problem: Problem) -> None:
    assert check_patent(number) == problem


@each("digits", ["85100001", "03100001", "198510000001"])
def test_the_first_and_last_years_of_the_old_numbers_pass(digits: str) -> None:
    assert check_patent(digits + patent_check_character(digits)) is None


def test_a_number_of_another_length_is_stored_as_typed() -> None:
    assert canonical_patent("ZL 2017 1060") == "20171060"


@each("place", range(12))
@each("digit", range(10))
def test_one_wrong_digit_changes_the_check_character(place: int, digit: int) -> None:
    digits = "201710601862"
    wrong = digits[:place] + str(digit) + digits[place + 1 :]
    assert (patent_check_character(wrong) == "3") == (wrong == digits)


@each(
    ("kind", "number"),
    [
        (RightNumber.PATENT_APPLICATION, PATENT),
        (RightNumber.PUBLICATION, "CN107123456A"),
        (RightNumber.PUBLICATION, "CN 107123456 B2"),
        (RightNumber.TRADE_MARK, "12345678"),
        (RightNumber.TRADE_MARK, "12345678a"),
        (RightNumber.MADRID_MARK, "G1234567"),
        (RightNumber.LAYOUT, "BS.215001234.5"),
        (RightNumber.LAYOUT, "BS215001234"),
        (RightNumber.GI_PRODUCT, "公告2021年第45号"),
        (RightNumber.GI_FARM_PRODUCT, "AGI01234"),
        (RightNumber.COPYRIGHT, "国作登字-2024-F-00123456"),
        (RightNumber.SOFTWARE, "2024SR0123456"),
        (RightNumber.PLEDGE, "Y2024150000123"),
        (RightNumber.IPC, "A01B1/00"),
        (RightNumber.LOCARNO, "09-03"),
    ],
)
def test_known_shapes_pass(kind: RightNumber, number: str) -> None:
    assert check_right_number(kind, number) is None


@each("kind", [kind for kind in RightNumber if kind is not RightNumber.PATENT_APPLICATION])
def test_other_shapes_only_warn(kind: RightNumber) -> None:
    assert check_right_number(kind, "?") == Problem(f"{kind.value}.pattern", soft=True)


def test_goods_classes_run_from_1_to_45() -> None:
    assert [number for number in range(-1, 50) if check_nice_class(number) is None] == list(range(1, 46))
