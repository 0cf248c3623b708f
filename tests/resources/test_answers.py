"""The answers that come with the program: each with its basis, in whole sentences, for items there are."""

import json
import re

import pytest

from outlet_app.domain.texts import check_text
from outlet_app.services.library import read_library
from tests.support.bench import RESOURCES, shelf

TOLD = json.loads((RESOURCES / "answers.json").read_text("utf-8"))
ANSWERS = read_library(shelf()).answers
HAN = "\u4e00-\u9fff"


def test_the_library_names_its_edition_and_everything_in_it_bears_it() -> None:
    assert re.fullmatch(r"20\d\d-\d+", TOLD["version"])
    assert {one.edition for one in ANSWERS} == {TOLD["version"]}
    assert len(ANSWERS) == len(TOLD["answers"]) >= 35


def test_codes_and_questions_are_there_once() -> None:
    codes, questions = [one.code for one in ANSWERS], [one.question for one in ANSWERS]
    assert codes == sorted(set(codes))
    assert len(set(questions)) == len(questions)


@pytest.mark.parametrize("item", range(1, 11))
def test_every_item_has_an_answer(item: int) -> None:
    assert any(item in one.items for one in ANSWERS)


def test_every_answer_is_whole_and_has_its_basis() -> None:
    for one in ANSWERS:
        assert one.answer.endswith("。"), one.code
        assert one.basis, one.code
        assert check_text(one.answer) is None, one.code
        assert check_text(one.basis) is None, one.code
        assert 4 <= len(one.question) <= 40, one.code


def test_they_keep_to_the_manner_of_the_house() -> None:
    faults = re.compile(rf"[{HAN}][,;:?!(]|[{HAN}][A-Za-z0-9]|[A-Za-z0-9][{HAN}]|[!！哦呢]|用户|上传|下载")
    texts = [text for one in ANSWERS for text in (one.question, one.answer, one.basis)]
    assert [text for text in texts if faults.search(text)] == []
