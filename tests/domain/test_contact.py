"""Telephone numbers and postcodes, as clerks type them."""

from outlet_app.domain.contact import check_phone, check_postcode, normalise_phone
from outlet_app.domain.problems import Problem
from tests.domain.chance import Draw, by_chance
from tests.domain.tables import each


@each(
    ("typed", "stored"),
    [
        ("138 1234 5678", "13812345678"),
        ("138-1234-5678", "13812345678"),
        ("１３８１２３４５６７８", "13812345678"),
        ("+86 13812345678", "13812345678"),
        ("0086-13812345678", "13812345678"),
        ("04788213500", "0478-8213500"),
        ("0478-8213500", "0478-8213500"),
        ("（0478）8213500", "0478-8213500"),
        ("0478 8213500 转 12", "0478-8213500-12"),
        ("0478—8213500#12", "0478-8213500-12"),
        ("010-12345678", "010-12345678"),
        ("01012345678", "010-12345678"),
        ("0311 1234567", "0311-1234567"),
        ("01-012345678", "010-12345678"),
        ("400-123-4567", "4001234567"),
        ("12330", "12330"),
    ],
)
def test_usual_numbers_pass_and_are_stored_one_way(typed: str, stored: str) -> None:
    assert check_phone(typed) is None
    assert normalise_phone(typed) == stored


@each(
    ("typed", "problem"),
    [
        ("1381234567", Problem("phone.short", {"n": 1})),
        ("138123456789", Problem("phone.long", {"n": 1})),
        ("1", Problem("phone.short", {"n": 10})),
        ("12812345678", Problem("phone.unknown")),
        ("8213500", Problem("phone.area_code")),
        ("82135000", Problem("phone.area_code")),
        ("999", Problem("phone.unknown")),
        ("0478-821350", Problem("phone.short", {"n": 1})),
        ("0478-82135001", Problem("phone.long", {"n": 1})),
        ("0478", Problem("phone.short", {"n": 7})),
        ("010-123456789", Problem("phone.long", {"n": 1})),
        ("0", Problem("phone.unknown")),
        ("138abc45678", Problem("phone.character", {"position": 4, "character": "a"})),
        ("１３８１２３٤٥٦٧٨", Problem("phone.character", {"position": 7, "character": "٤"})),
    ],
)
def test_what_is_wrong_is_said(typed: str, problem: Problem) -> None:
    assert check_phone(typed) == problem


@each("code", ["015000", "015100", "015200", "014400", "015300", "015500", "015400", "０１５０００"])
def test_the_citys_postcodes_pass(code: str) -> None:
    assert check_postcode(code) is None


@each(
    ("code", "problem"),
    [
        ("01500", Problem("postcode.short", {"n": 1})),
        ("0150000", Problem("postcode.long", {"n": 1})),
        ("01500A", Problem("postcode.character")),
        ("٠١٥٠٠٠", Problem("postcode.character")),
    ],
)
def test_other_postcodes_do_not(code: str, problem: Problem) -> None:
    assert check_postcode(code) == problem


@by_chance(250)
def test_storing_is_settled_after_one_cleaning(draw: Draw) -> None:
    typed = draw.text("0123456789-+() 转x٣", 16)
    assert isinstance(check_phone(typed), Problem | None)
    if check_phone(typed) is None:
        assert normalise_phone(normalise_phone(typed)) == normalise_phone(typed)
        assert check_phone(normalise_phone(typed)) is None
