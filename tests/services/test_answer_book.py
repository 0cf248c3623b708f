"""政策问答 found by words, pairs of signs and initials; the best first, the item's own before others."""

import pytest

from outlet_app.domain.answers import KnownAnswer, read_source
from outlet_app.services.answer_book import MOST, AnswerBook
from outlet_app.services.library import read_library
from tests.support.bench import shelf

EDITION = "2026-1"


def entry(
    code: str,
    question: str,
    answer: str = "",
    *,
    items: tuple[int, ...] = (),
    keys: str = "",
    basis: str = "",
) -> KnownAnswer:
    return KnownAnswer(code, question, answer, basis, EDITION, items, keys)


RENEWAL = entry(
    "A001",
    "商标的有效期是多少，怎样续展",
    "有效期为 10 年。",
    items=(2, 4),
    keys="到期 宽展",
    basis="《商标法》第四十条",
)
TRANSFER = entry("A002", "注册商标怎样转让", "签订转让协议。", items=(4,), basis="《商标法》第四十二条")
FEES = entry(
    "A003",
    "专利费用怎样减缴",
    "办理费减备案，商标不适用。",
    items=(3,),
    keys="费减",
    basis="《专利收费减缴办法》",
)
RARE = entry("A004", "𬎆䶮产品怎样用标", "按规定用标。", items=(5,))
BOOK = AnswerBook((RENEWAL, TRANSFER, FEES, RARE))


def found(asked: str, item: int | None = None) -> list[str]:
    return [one.code for one in BOOK.find(asked, item)]


FOUND = {
    "续展": ["A001"],
    "商标 续展": ["A001"],
    "续展 商标": ["A001"],
    "商标": ["A001", "A002", "A003"],
    "宽展": ["A001"],
    "协议": ["A002"],
    "收费减缴": ["A003"],
    "sbzr": [],
    "zcsb": ["A002"],
    "ZCSB": ["A002"],
    "怎样": ["A001", "A002", "A003", "A004"],
    "𬎆䶮": ["A004"],
    "10 年": ["A001"],
    "第四十二条": ["A002"],
    "转": ["A002"],
    "没有这样的词": [],
    "商标 没有": [],
    "，。": [],
    "'; DROP TABLE": [],
    '"*(': [],
}


@pytest.mark.parametrize("asked", FOUND)
def test_an_entry_is_found_by_what_stands_in_it(asked: str) -> None:
    assert found(asked) == FOUND[asked]


def test_what_is_asked_about_the_item_stands_before_the_same_of_others() -> None:
    assert found("怎样", 5) == ["A001", "A002", "A003", "A004"] or found("怎样", 5)[0] == "A004"
    same = AnswerBook((entry("B1", "怎样办", items=(1,)), entry("B2", "怎样办", items=(2,))))
    assert [one.code for one in same.find("怎样", 2)] == ["B2", "B1"]
    assert [one.code for one in same.find("怎样", 1)] == ["B1", "B2"]


def test_without_words_the_items_own_are_offered_and_without_an_item_none() -> None:
    assert found("", 4) == ["A001", "A002"]
    assert found("   ", 3) == ["A003"]
    assert found("", None) == []
    assert found("", 10) == []


def test_at_most_eight_are_offered() -> None:
    many = AnswerBook(tuple(entry(f"A{n:03d}", f"第 {n} 个怎样", items=(1,)) for n in range(20)))
    assert len(many.find("怎样")) == MOST
    assert len(many.find("", 1)) == MOST


def test_an_entry_names_its_edition() -> None:
    assert RENEWAL.source == "A001@2026-1"
    read = {source: read_source(source) for source in ("A001@2026-1", "", "A001", "@2026-1", "A001@")}
    assert read == {"A001@2026-1": ("A001", "2026-1"), "": None, "A001": None, "@2026-1": None, "A001@": None}


def test_the_programs_own_library_answers_what_is_asked_most() -> None:
    book = AnswerBook(read_library(shelf()).answers)
    book.warm()
    asked = {
        "续展": "商标的有效期是多少，怎样续展",
        "年费": "专利年费没有按时交怎么办",
        "专用标志": "怎样申请使用地理标志专用标志",
        "质押": "专利和商标怎样质押贷款",
        "撤三": "注册商标三年没有使用会怎样",
        "免申即享": "什么是免申即享",
        "软著": "软件著作权在哪里登记",
        "费减": "专利费用怎样减缴",
    }
    assert {word: book.find(word)[0].question for word in asked} == asked
