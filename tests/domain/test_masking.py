"""What stays readable of personal data."""

from outlet_app.domain.applicant import IdKind
from outlet_app.domain.masking import mask_id, mask_name, mask_phone
from tests.domain.tables import each


@each(
    ("number", "shown"),
    [
        ("150802199003072115", "1508**********2115"),
        ("15080220000229001X", "1508**********001X"),
        ("12345678901234567890", "1234************7890"),
        ("E12345678", "E1*****78"),
        ("12345678", "12****78"),
        ("123", "***"),
        ("", ""),
    ],
)
def test_papers(number: str, shown: str) -> None:
    assert mask_id(number) == shown


def test_the_code_of_a_body_is_public() -> None:
    assert mask_id("91150802MA0TEA71XJ", IdKind.USCC) == "91150802MA0TEA71XJ"


@each(
    ("number", "shown"),
    [
        ("13812345678", "138****5678"),
        ("0478-8213500", "0478-***3500"),
        ("010-12345678", "010-****5678"),
        ("0478-8213500-12", "0478-***3500-12"),
        ("12345", "12345"),
        ("", ""),
        ("abcdefgh", "ab****gh"),
    ],
)
def test_phones(number: str, shown: str) -> None:
    assert mask_phone(number) == shown


@each(
    ("name", "shown"),
    [("张三丰", "张**"), ("张三", "张*"), ("阿拉坦仓", "阿***"), ("𠮷永", "𠮷*"), ("王", "*"), ("", "")],
)
def test_names_keep_their_first_character(name: str, shown: str) -> None:
    assert mask_name(name) == shown
