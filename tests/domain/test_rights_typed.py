"""Numbers of rights among words: kept in one way, doubted where they are none, the words left alone."""

from outlet_app.domain.problems import Problem
from outlet_app.domain.rights import check_rights, rights_in, tidy_rights
from tests.domain.tables import each

PATENT = "ZL201710601862.3"


@each(
    ("typed", "kept"),
    [
        ("ZL201710601862.3", PATENT),
        ("zl2017106018623", PATENT),
        ("ＺＬ２０１７１０６０１８６２．３", PATENT),
        ("ZL 2017 1 0601862.3", PATENT),
        ("ZL-2017-1-0601862-3", PATENT),
        ("zl　2017　10601862．3", PATENT),
        ("201710601862.3", "201710601862.3"),
        ("95115608x", "95115608.X"),
        ("cn201710601862.3", "CN201710601862.3"),
        ("cn109380112a", "CN109380112A"),
        ("１２３４５６７８", "12345678"),
        ("1234-5678", "12345678"),
        ("12345678a", "12345678A"),
        ("g1234567", "G1234567"),
        ("bs.215001234.5", "BS.215001234.5"),
        ("agi01234", "AGI01234"),
        ("２０２４ｓｒ０１２３４５６", "2024SR0123456"),
        ("y2024150000123", "Y2024150000123"),
        ("第７６５４３２１号商标", "第7654321号商标"),
        ("us20200012345a1", "US20200012345A1"),
    ],
)
def test_a_number_is_kept_in_one_way(typed: str, kept: str) -> None:
    assert tidy_rights(typed) == kept
    assert tidy_rights(kept) == kept
    assert check_rights(typed) is None


@each(
    "text",
    [
        "", "向日葵脱壳机", "第 9 类、30 类", "共 3 项", "2026-11-20 查询", "2026/1/5",
        "国作登字-2024-F-00123456",
        "公告2021年第45号", "河套 A 区", "ABC-1234", "乌力吉·巴图", "、，；", "𬎆", "１２３",
    ],
)  # fmt: skip
def test_words_and_small_numbers_stay_as_they_were_written(text: str) -> None:
    assert tidy_rights(text) == text
    assert check_rights(text) is None


@each(
    ("typed", "kept"),
    [
        ("zl2017106018623、１２３４５６７８，共２项", "ZL201710601862.3、12345678，共２项"),
        ("7654321 8765432", "7654321 8765432"),
        ("zl201710601862.3 zl201710601862.3", f"{PATENT} {PATENT}"),
        ("zl2017106018623（发明）；ｇ1234567（国际）", f"{PATENT}（发明）；G1234567（国际）"),
        ("河套牌12345678", "河套牌12345678"),
    ],
)
def test_of_several_numbers_each_is_kept_and_what_is_between_them_stays(typed: str, kept: str) -> None:
    assert tidy_rights(typed) == kept


@each(
    ("typed", "doubt"),
    [
        ("ZL201710601862.4", Problem("patent.check_digit", soft=True)),
        ("zl 2017 1 0601862.4", Problem("patent.check_digit", soft=True)),
        ("ZL20171060186", Problem("patent.length", {"n": 11}, soft=True)),
        ("ZL201770601862.3", Problem("patent.kind", {"kind": "7"}, soft=True)),
        ("198010601862.3", Problem("patent.year", {"year": 1980}, soft=True)),
        ("ZL2017106018623A", Problem("patent.character", soft=True)),
        ("201710601862", Problem("right.unknown", {"number": "201710601862"}, soft=True)),
        ("0478-8213500", Problem("right.unknown", {"number": "0478-8213500"}, soft=True)),
        (
            "甲 12345678、乙 123456789012345",
            Problem("right.unknown", {"number": "123456789012345"}, soft=True),
        ),
    ],
)
def test_what_is_no_number_that_we_know_is_doubted(typed: str, doubt: Problem) -> None:
    assert check_rights(typed) == doubt


def test_a_doubt_is_never_a_reason_to_stop_and_the_first_is_told() -> None:
    found = check_rights("ZL201710601862.4、201710601862")
    assert found is not None
    assert (found.code, found.soft) == ("patent.check_digit", True)


def test_what_was_tidied_is_found_again_by_whoever_looks_for_rights() -> None:
    """The numbers offered in later cases are found in what was written in earlier ones."""
    typed = "ｚｌ 2017 1 0601862．3、第７６５４３２１号商标、agi01234"
    assert rights_in([tidy_rights(typed)]) == (PATENT, "7654321", "AGI01234")
    assert set(rights_in([typed])).isdisjoint({PATENT, "7654321", "AGI01234"})
