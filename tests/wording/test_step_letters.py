"""Steps side by side are each called by a letter of their own, whatever is offered together."""

from itertools import combinations

import pytest

from outlet_app.wording import actions as words
from outlet_app.wording import cases

TEXTS = [text for text, _ in words.ACTIONS.values()]
MORE = words.letter(words.MORE[0])


def letters(texts: list[str]) -> list[str]:
    return [words.letter(text) for text in words.lettered(texts)]


def test_any_two_steps_of_the_table_have_letters_of_their_own() -> None:
    alike = [pair for pair in combinations(TEXTS, 2) if len({*letters(list(pair)), MORE}) != 3]
    assert alike == []


def test_any_four_neighbours_have_letters_of_their_own() -> None:
    for start in range(len(TEXTS) - 3):
        found = letters(TEXTS[start : start + 4])
        assert len({*found, MORE, ""}) == 6, TEXTS[start : start + 4]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ([], []),
        (["撤回(&C)"], ["撤回(&C)"]),
        (["接收(&K)", "帮办代办(&K)"], ["接收(&K)", "帮办代办(&G)"]),
        (["接收(&K)", "帮办代办(&K)", "补正收件(&K)"], ["接收(&K)", "帮办代办(&G)", "补正收件(&V)"]),
        (["联系(&M)"], ["联系(&G)"]),
        (["联系"], ["联系(&G)"]),
        (["联系", "问答(&G)"], ["联系(&V)", "问答(&G)"]),
        (["更正(&V)", "联系", "作废(&V)", "问答(&G)"], ["更正(&V)", "联系(&A)", "作废(&D)", "问答(&G)"]),
    ],
)
def test_the_first_keeps_its_letter_and_no_spare_one_is_another_steps(
    told: list[str], said: list[str]
) -> None:
    assert words.lettered(told) == said


def test_the_words_themselves_stay() -> None:
    eight = TEXTS[:8]
    assert [words.plain(text) for text in words.lettered(eight)] == [words.plain(text) for text in eight]


def test_no_spare_letter_is_that_of_another_button_of_the_page() -> None:
    others = {MORE, *(words.letter(text) for text in (cases.FILTERS, cases.REVEAL_GO))}
    assert not others & set(words.SPARE)
    assert len(set(words.SPARE)) == len(words.SPARE) >= 8
