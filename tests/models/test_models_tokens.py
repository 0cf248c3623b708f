"""What a name can be found by, without any database."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from outlet_app.models.tokens import (
    LINE,
    case_no_codes,
    fold,
    fold_all,
    initials,
    key_fits,
    key_tokens,
    name_fits,
    name_span,
    name_tokens,
    question,
)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("ＡＢＣ１２３", "abc123"),
        ("  张 三\t", "张三"),
        ("内蒙古（集团）公司", "内蒙古集团公司"),
        ("HH05-20261120-010017-T", "hh0520261120010017t"),
        ("138 1234 5678", "13812345678"),
        ("阿拉坦•乌拉", "阿拉坦·乌拉"),
        ("阿拉坦・乌拉", "阿拉坦·乌拉"),
        ("\U00020087\U0002c386", "\U00020087\U0002c386"),
        ("\ue1e3", "\ue1e3"),  # private use: a name card reader may still deliver it
        ("\u200b\ufeff", ""),
        ('"*^', ""),
    ],
)
def test_texts_are_compared_in_one_form(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@pytest.mark.parametrize(("sign", "letters"), [("单", "dcs"), ("重", "cz"), ("张", "z"), ("行", "xh")])
def test_every_reading_of_a_character_gives_its_initial(sign: str, letters: str) -> None:
    assert initials(sign) >= set(letters)


@pytest.mark.parametrize("sign", ["a", "·", "1", "（"])
def test_what_is_no_character_has_no_initial(sign: str) -> None:
    assert initials(sign) == frozenset()


@pytest.mark.parametrize(
    ("name", "query", "part"),
    [
        ("巴彦淖尔市河套禾源食品有限公司", "hthy", "河套禾源"),
        ("巴彦淖尔市河套禾源食品有限公司", "河", "河"),
        ("巴彦淖尔市河套禾源食品有限公司", "河thy", "河套禾源"),
        ("单小红", "sxh", "单小红"),
        ("单小红", "dxh", "单小红"),
        ("阿拉坦·乌拉", "atwl", None),
        ("阿拉坦·乌拉", "altwl", "阿拉坦·乌拉"),
        ("阿拉坦·乌拉", "坦乌", "坦·乌"),
        ("阿拉坦·乌拉", "坦·乌", "坦·乌"),
        ("阿拉坦·乌拉", "·", "·"),
        ("内蒙古（集团）公司", "古集", "古（集"),
        ("TCL电器", "tcldq", "TCL电器"),
        ("𠮷野家", "𠮷野", "𠮷野"),
        ("张三", "三张", None),
        ("张三", "", None),
    ],
)
def test_a_hit_names_the_part_of_the_name_as_written(name: str, query: str, part: str | None) -> None:
    span = name_span(name, fold(query))
    assert (name[slice(*span)] if span else None) == part
    assert name_fits(fold(name), fold(query)) is (part is not None)


HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
RARE = st.sampled_from("䶮龑㛃𬎆𠮷\U00020087\U0002b9f5\U0003106c")
NAMES = st.text(st.one_of(HAN, HAN, RARE, st.sampled_from("·•ABz09（） ＆")), min_size=1, max_size=24)


@given(NAMES, st.data())
@example("阿拉坦·乌拉", None)
def test_every_substring_of_a_name_fits_and_asks_only_for_words_the_index_has(
    name: str, data: st.DataObject | None
) -> None:
    start = data.draw(st.integers(0, len(name) - 1)) if data else 3
    end = data.draw(st.integers(start + 1, len(name))) if data else 5
    query = fold(name[start:end])
    if not query:
        return
    span = name_span(name, query)
    assert span
    assert name_fits(fold(name), query)
    assert name_fits(fold(name[slice(*span)]), query)
    words = name_tokens(fold(name))
    asked = question(query).split(" OR ")[0].strip("()").split(" AND ")
    assert {gram.strip('"') for gram in asked} <= words


@given(st.text(max_size=60))
def test_no_text_makes_a_question_the_index_cannot_read(typed: str) -> None:
    query = fold(typed)
    for word in name_tokens(query) | key_tokens(query):
        assert word
        assert all(not sign.isascii() or sign.isalnum() for sign in word)


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ("9115", True),
        ("91150826MA0QK7XH47", True),
        ("XH47", True),
        ("0826", False),
        ("911", False),
        ("", False),
    ],
)
def test_a_code_is_found_by_its_beginning_or_its_tail_from_four_signs(query: str, fits: bool) -> None:
    codes = fold_all(["13812345678", "91150826MA0QK7XH47"])
    assert key_fits(codes, fold(query)) is fits
    assert (f"¦{fold(query)}" in key_tokens(codes)) is fits


def test_a_case_number_is_found_by_its_serial_with_and_without_check_character() -> None:
    codes = fold_all(case_no_codes("HH05-20261120-010017-T"))
    for typed in ("HH05-20261120-010017-T", "hh0520261120", "010017-T", "010017", "0017", "20261120-010017"):
        assert key_fits(codes, fold(typed)), typed
    assert case_no_codes("") == ()


def test_several_texts_are_kept_apart() -> None:
    names = fold_all(["张三", "", " ", "李四"])
    assert names == f"张三{LINE}李四"
    assert name_fits(names, "李四")
    assert name_fits(names, "ls")
    assert not name_fits(names, "三李")
    assert not name_fits(names, "sl")
    assert "三李" not in name_tokens(names)
    assert fold(f"张{LINE}三") == "张三"


def test_a_very_long_paste_asks_a_short_question() -> None:
    assert len(question("河" * 10_000)) < 200
    assert question("".join(map(chr, range(0x4E00, 0x9000)))).count(" AND ") < 40
