"""L26 好差评季度统计台账 over a real store: counted by item, held back where few, by clerk without levels."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from outlet_app.domain.ledgers.quarterly import CODE, COLUMNS
from outlet_app.domain.people import Role
from outlet_app.domain.problems import Refused
from outlet_app.domain.reviews.answers import Answer
from outlet_app.domain.reviews.levels import Level
from outlet_app.services.ledgers import LedgerView
from outlet_app.services.views import PaperView
from outlet_app.wording import ledgers as words
from tests.services.test_reviews import rate
from tests.support.at_the_counter import accepted, answered, text_of
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON, Bench
from tests.support.reviewing import CITY_KEY

DAY = date(2026, 11, 20)
BEST, BAD = Level.VERY_SATISFIED, Level.DISSATISFIED


@pytest.fixture
def bench(bench: Bench) -> Bench:
    with bench.database.unit_of_work() as uow:
        uow.reviews.keep_key(CITY_KEY)
        uow.commit()
    return bench


def view(bench: Bench, since: date = DAY, until: date = DAY) -> LedgerView:
    return bench.counter(SUPERVISOR_PERSON).ledgers.view(CODE, since, until)


def rated(bench: Bench, *levels: Level) -> None:
    """One consultation for each level, rated at once."""
    for level in levels:
        bench.clock.forward(minutes=2)
        case = answered(bench).case
        rate(bench, Answer(level, withheld=level.is_bad), case_id=case.case_id)


def rows(bench: Bench) -> dict[str, tuple[str, ...]]:
    """Every line's words by what it is of."""
    told = [words.cells(line, COLUMNS)[2:] for line in view(bench).lines]
    return {row[0]: row[1:] for row in told}


def test_a_quarter_is_told_by_item_and_in_all(bench: Bench) -> None:
    rated(bench, *[BEST] * 4, BAD)
    answered(bench)
    accepted(bench)
    told = rows(bench)
    consulting = ("6", "6", "5", "0", "83.3%", "4", "0", "0", "1", "0", "80.0%", "1", "0", "0", "—", "—")
    assert told["2 业务咨询"] == consulting
    assert told["1 信息查询"] == ("1", "1", "0", "0", "0.0%", *["0"] * 5, "—", "0", "0", "0", "—", "—")
    assert told["本网点合计"][:5] == ("7", "7", "5", "0", "71.4%")
    assert list(told)[-1] == "本网点合计"


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_fewer_than_five_reviews_are_told_nowhere(bench: Bench, count: int) -> None:
    rated(bench, *[BAD] * count)
    for told in rows(bench).values():
        assert told[2] == str(count)
        assert set(told[5:]) == {"＊"}


def test_what_would_tell_the_few_by_subtraction_is_held_back_too(bench: Bench) -> None:
    rated(bench, *[BEST] * 6)
    rate(bench, Answer(BAD, withheld=True), case_id=accepted(bench).case.case_id)
    told = rows(bench)
    assert set(told["1 信息查询"][5:]) == {"＊"}
    assert set(told["2 业务咨询"][5:]) == {"＊"}
    assert told["本网点合计"][5:10] == ("6", "0", "0", "1", "0")


def test_each_clerk_has_a_rate_and_no_level(bench: Bench) -> None:
    rated(bench, BEST, BAD)
    answered(bench)
    told = view(bench)
    assert [words.sum_cells(one, CODE) for one in told.sums] == [("经办人　苏日娜 0837", "3", "2", "66.7%")]
    assert words.foot(CODE).heads == ("经办人", "应评", "已评", "评价率")
    assert not [one for one in told.sums if "满意" in words.sum_name(one, CODE)]


@pytest.mark.parametrize(
    ("asked", "since", "until"),
    [
        (DAY, date(2026, 10, 1), DAY),
        (date(2026, 10, 1), date(2026, 10, 1), DAY),
        (date(2026, 9, 30), date(2026, 7, 1), date(2026, 9, 30)),
        (date(2026, 1, 5), date(2026, 1, 1), date(2026, 3, 31)),
        (date(2025, 12, 31), date(2025, 10, 1), date(2025, 12, 31)),
    ],
)
def test_it_tells_the_whole_quarter_the_last_day_lies_in(
    bench: Bench, asked: date, since: date, until: date
) -> None:
    answered(bench)
    found = view(bench, asked, asked)
    assert (found.since, found.until) == (since, until)
    assert bool(found.lines) == (since == date(2026, 10, 1))


def test_the_next_quarter_begins_empty(bench: Bench) -> None:
    rated(bench, *[BEST] * 5)
    bench.clock.forward(days=50)
    today = bench.clock.now().date()
    assert view(bench, today, today).lines == ()
    last = view(bench, DAY, DAY)
    assert last.until == date(2026, 12, 31)
    assert last.lines[-1].cells["given"] == 5


def test_the_moment_of_a_line_is_that_of_the_last_work(bench: Bench) -> None:
    accepted(bench)
    bench.clock.forward(minutes=7)
    case = answered(bench).case
    at = bench.clock.now()
    bench.clock.forward(minutes=7)
    found = {str(line.cells["of_item"]): line.at for line in view(bench).lines}
    assert found["2 业务咨询"] == found["whole"] == at
    assert found["1 信息查询"] < at
    assert case.case_no not in {line.case_no for line in view(bench).lines}


@pytest.mark.parametrize("roles", [frozenset({Role.CLERK}), frozenset({Role.CREDIT_OFFICER})])
def test_whoever_leads_no_window_is_refused(bench: Bench, roles: frozenset[Role]) -> None:
    with pytest.raises(Refused) as refused:
        bench.counter(replace(CLERK_PERSON, roles=roles)).ledgers.view(CODE, DAY, DAY)
    assert refused.value.refusal.code == "right.missing"


def issued(bench: Bench) -> tuple[PaperView, str]:
    head = bench.counter(SUPERVISOR_PERSON)
    paper = head.ledgers.issue(view(bench))
    return paper, text_of(head.papers.pdf(paper.paper_id))


def test_on_paper_it_has_a_number_the_quarter_the_rows_and_the_clerks(bench: Bench) -> None:
    rated(bench, *[BEST] * 5)
    paper, said = issued(bench)
    assert "".join(paper.number.split()) in said
    for part in (
        "好差评季度统计台账",
        "期间：2026年10月1日至2026年11月20日",
        "本网点合计",
        "非常满意",
        "平均用时",
        "100.0%",
        "各经办人评价率（不列等级）",
        "苏日娜0837",
        "窗口负责人（复核）",
    ):
        assert part in said, part


def test_in_a_workbook_counts_are_numbers_and_marks_are_words(bench: Bench, tmp_path: Path) -> None:
    rated(bench, *[BEST] * 3)
    path = tmp_path / "季度.xlsx"
    bench.counter(SUPERVISOR_PERSON).ledgers.export(view(bench), path)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    last = [cell.value for cell in sheet[sheet.max_row]]
    assert sheet["A1"].value == "好差评季度统计台账"
    assert last[3:7] == ["本网点合计", 3, 3, 3]
    assert last[-1] == "＊"
    assert book.worksheets[1].title == "各经办人评价率（不列等级）"
