"""What a scanner types is read whatever the keyboard made of it, and nothing else is taken for it."""

from outlet_app.domain.problems import Problem
from outlet_app.domain.scanning import Scan, read_scan
from outlet_app.wording.fields import sentence
from tests.domain.tables import each

NUMBER, CODE = "HH05-20261122-010017-T", "8K2M4QXZ"


@each(
    ("typed", "scan"),
    [
        (f"{NUMBER} {CODE}", Scan(NUMBER, CODE)),
        (NUMBER, Scan(NUMBER)),
        (f"  {NUMBER}   {CODE} ", Scan(NUMBER, CODE)),
        (f"{NUMBER.lower()} {CODE.lower()}", Scan(NUMBER, CODE)),
        ("ＨＨ０５－２０２６１１２２－０１００１７－Ｔ　８Ｋ２Ｍ４ＱＸＺ", Scan(NUMBER, CODE)),
        ("HH0520261122010017T 8K2M 4QXZ", Scan(NUMBER, CODE)),
        ("HH05 20261122 010017 T", Scan(NUMBER)),
        (f"{NUMBER}\t{CODE}", Scan(NUMBER, CODE)),
        (f"{NUMBER}\n{CODE}", Scan(NUMBER, CODE)),
        (f"{NUMBER} OK2M4QXZ", Scan(NUMBER, "0K2M4QXZ")),
    ],
)
def test_a_code_is_read_as_it_was_printed(typed: str, scan: Scan) -> None:
    assert read_scan(typed) == scan


@each(
    ("typed", "code", "said"),
    [
        ("HH05-20261122-010017-U", "case_no.check", "办件号校验不符，请核对"),
        ("HH05-20261122-010018-T", "case_no.check", "办件号校验不符，请核对"),
        ("HH05-20261322-010017-T", "case_no.date", "办件号里的日期不对"),
        (f"{NUMBER} 8K2M4QX", "query_code.short", "查询码少 1 位"),
        (f"{NUMBER} 8K2M4QXZ9", "query_code.long", "查询码多 1 位"),
        (f"{NUMBER} 8K2M4QU!", "query_code.character", "查询码第 7 位不对"),
        ("HH05-2026", "case_no.short", "办件号少 11 位"),
        ("河套禾源", "case_no.short", "办件号少 15 位"),
        ("1HH0520261122010017T", "case_no.long", "办件号多 1 位"),
        ("91150802MA0TEA71XJ8", "case_no.shape", "不是办件号，请核对"),
        ("", "case_no.short", "办件号少 19 位"),
    ],
)
def test_what_is_no_code_says_why(typed: str, code: str, said: str) -> None:
    found = read_scan(typed)
    assert isinstance(found, Problem)
    assert found.code == code
    assert sentence(found, "办件号") == said
