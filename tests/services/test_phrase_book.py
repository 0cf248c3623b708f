"""常用语 over a real store: own sentences come first, survive a restart, and can be given up."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from outlet_app.domain.problems import Refused
from outlet_app.domain.sayings import LONGEST, Place, Saying, Spot
from outlet_app.services.phrase_book import PhraseBook
from outlet_app.wording.troubles import REFUSALS
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import MORNING

HERE = Spot(Place.REMEDY, 4, ("D04",))
OWN = "请法定代表人周五上午到 2 号窗口补签。"


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


@pytest.fixture
def book(bench: Bench) -> PhraseBook:
    return bench.counter().phrase_book


def texts(book: PhraseBook, spot: Spot = HERE) -> list[str]:
    return [one.text for one in book.offered(spot)]


def test_the_programs_sentences_are_there_from_the_start(book: PhraseBook) -> None:
    offered = texts(book)
    assert offered[0] == "由法定代表人签字并加盖公章。"
    assert "材料齐全后到原窗口提交，不用重新取号。" in offered
    assert "提交一年以内的质量检测报告。" not in offered, "that is for another item and defect"


def test_an_own_sentence_is_offered_first_to_everybody_at_the_machine(bench: Bench, book: PhraseBook) -> None:
    assert book.keep(f" {OWN}\n", HERE) == Saying(OWN, Place.REMEDY, (4,), ("D04",), own=True)
    colleague = bench.counter(SUPERVISOR_PERSON).phrase_book
    assert texts(colleague)[0] == OWN
    assert OWN not in texts(colleague, Spot(Place.REMEDY, 6, ("D04",)))


def test_it_outlives_the_program(bench: Bench, book: PhraseBook, tmp_path: Path) -> None:
    book.keep("已告知 𬎆先生、乌云·其木格和䶮女士。", Spot())
    assert texts(bench.counter(CLERK_PERSON).phrase_book, Spot())[0] == "已告知 𬎆先生、乌云·其木格和䶮女士。"


def test_given_up_it_is_offered_no_more_and_the_others_stay(book: PhraseBook) -> None:
    saying = book.keep(OWN, HERE)
    book.keep("另一句。", HERE)
    book.remove(saying)
    assert texts(book)[:2] == ["另一句。", "由法定代表人签字并加盖公章。"]
    book.remove(saying)
    assert texts(book)[0] == "另一句。", "once more changes nothing"


def test_a_sentence_of_the_program_cannot_be_given_up(book: PhraseBook) -> None:
    before = book.offered(HERE)
    book.remove(before[0])
    assert book.offered(HERE) == before


@pytest.mark.parametrize(
    "text",
    ["", "  \n ", "长" * (LONGEST + 1), "坏\x00字符", "笑\U0001f600"],
    ids=["empty", "blank", "long", "control", "emoji"],
)
def test_what_is_no_sentence_is_refused_in_three_clauses(book: PhraseBook, text: str) -> None:
    with pytest.raises(Refused) as refused:
        book.keep(text, HERE)
    refusal = refused.value.refusal
    assert refusal.code == "phrase.unfit"
    said = REFUSALS[refusal.code].filled(refusal.args)
    assert said.happened == "这段文字不能存为常用语。"
    assert said.now == "请写成不超过 200 个字的一句话，不要有换行和特殊字符，再存一次。"
    assert texts(book)[0] == "由法定代表人签字并加盖公章。"


def test_the_longest_sentence_is_kept_whole(book: PhraseBook) -> None:
    longest = "长" * (LONGEST - 1) + "。"
    book.keep(longest, HERE)
    assert texts(book)[0] == longest
