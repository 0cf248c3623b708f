"""L12 好差评台账 over a real store: read by the head, printed, saved; a level stands beside no case."""

import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest

from outlet_app.domain.ledgers import SumOf
from outlet_app.domain.ledgers.reviews import CODE
from outlet_app.domain.reviews.answers import Answer
from outlet_app.domain.reviews.levels import Level
from outlet_app.services.ledgers import LedgerView
from outlet_app.wording import ledgers as words
from outlet_app.wording import review_ledger
from tests.services.test_reviews import rate
from tests.support.at_the_counter import accepted, answered, text_of
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON, Bench
from tests.support.reviewing import CITY_KEY

DAY = date(2026, 11, 20)
SAID = {
    (SumOf.WHOLE, ""): "应评中已评　本网点合计",
    (SumOf.ITEM, "8 资助奖励"): "应评中已评　事项　8 资助奖励",
    (SumOf.CLERK, "苏日娜 0837"): "应评中已评　经办人　苏日娜 0837",
    (SumOf.LEVEL, "5"): "已评中　非常满意",
    (SumOf.LEVEL, "1"): "已评中　非常不满意",
    (SumOf.CONTENT, ""): "已评中满意（前三级）",
    (SumOf.CONTENT, "2 业务咨询"): "已评中满意（前三级）　2 业务咨询",
}


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


GOOD = (Level.VERY_SATISFIED,) * 4


def test_each_invitation_is_a_line_with_names_looked_up(bench: Bench) -> None:
    rated(bench, Level.VERY_DISSATISFIED)
    case = accepted(bench).case
    bench.counter().reviews.invite(case.case_id)
    told = [words.cells(line, view(bench).columns)[2:] for line in view(bench).lines]
    assert told == [
        ("业务咨询\n商标咨询", "咨询答复", "窗口", "苏日娜 0837", "已评价"),
        ("信息查询\n复杂查询报告", "登记受理", "窗口", "苏日娜 0837", "未评价"),
    ]


def test_the_levels_stand_at_the_foot_from_five_reviews_on(bench: Bench) -> None:
    rated(bench, *GOOD)
    assert {one.kind for one in view(bench).sums} == {SumOf.WHOLE, SumOf.ITEM, SumOf.CLERK}
    rated(bench, Level.DISSATISFIED)
    told = [words.sum_cells(one, CODE) for one in view(bench).sums]
    assert told == [
        ("应评中已评　本网点合计", "5", "5", "100.0%"),
        ("应评中已评　事项　2 业务咨询", "5", "5", "100.0%"),
        ("应评中已评　经办人　苏日娜 0837", "5", "5", "100.0%"),
        ("已评中　非常满意", "5", "4", "80.0%"),
        ("已评中　满意", "5", "0", "0.0%"),
        ("已评中　基本满意", "5", "0", "0.0%"),
        ("已评中　不满意", "5", "1", "20.0%"),
        ("已评中　非常不满意", "5", "0", "0.0%"),
        ("已评中满意（前三级）", "5", "4", "80.0%"),
        ("已评中满意（前三级）　2 业务咨询", "5", "4", "80.0%"),
    ]


def test_a_bad_review_changes_no_line(bench: Bench) -> None:
    rated(bench, Level.VERY_DISSATISFIED)
    (bad,) = view(bench).lines
    bench.clock.forward(days=1)
    rated(bench, Level.VERY_SATISFIED)
    (good,) = view(bench, DAY + timedelta(1), DAY + timedelta(1)).lines
    assert bad.cells == good.cells


def test_other_days_levels_are_not_in_it(bench: Bench) -> None:
    rated(bench, *GOOD, Level.SATISFIED)
    bench.clock.forward(days=1)
    rated(bench, Level.SATISFIED)
    later = DAY + timedelta(1)
    assert SumOf.LEVEL not in {one.kind for one in view(bench, later, later).sums}
    whole = next(one for one in view(bench, DAY, later).sums if one.kind is SumOf.CONTENT)
    assert (whole.all, whole.some) == (6, 6)


def test_on_paper_with_number_lines_and_foot(bench: Bench) -> None:
    rated(bench, *GOOD, Level.DISSATISFIED)
    counter = bench.counter(SUPERVISOR_PERSON)
    paper = counter.ledgers.issue(view(bench))
    said = text_of(counter.papers.pdf(paper.paper_id))
    for words_said in ("好差评台账", "评价率和满意度", "已评中　不满意", "120.0%", "评价情况", "已评价"):
        assert words_said.replace("　", "") in said.replace("　", "")
    assert paper.form == "W19"


def test_in_a_workbook_with_the_figures_on_their_own_sheet(bench: Bench, tmp_path: Path) -> None:
    rated(bench, *GOOD, Level.DISSATISFIED)
    path = tmp_path / "好差评.xlsx"
    bench.counter(SUPERVISOR_PERSON).ledgers.export(view(bench), path)
    with zipfile.ZipFile(path) as book:
        assert 'name="评价率和满意度"' in book.read("xl/workbook.xml").decode()
        assert "<v>0.8</v>" in book.read("xl/worksheets/sheet2.xml").decode()
        assert "已评中　不满意" in book.read("xl/sharedStrings.xml").decode()


def test_a_clerk_does_not_read_it(bench: Bench) -> None:
    rated(bench, Level.SATISFIED)
    with pytest.raises(Exception, match=r"right\.missing"):
        bench.counter(CLERK_PERSON).ledgers.view(CODE, DAY, DAY)


@pytest.mark.parametrize(("figure", "said"), SAID.items())
def test_a_figure_is_called_by_what_it_counts(figure: tuple[SumOf, str], said: str) -> None:
    assert review_ledger.sum_name(words.Sum(*figure, 1, 1)) == said


def test_both_books_of_l12_stand_in_the_list_under_their_number() -> None:
    assert [words.titled(code) for code in (CODE, "L12")] == ["L12　好差评台账", "L12　差评整改台账"]


def test_the_foot_of_second_notices_is_called_as_before() -> None:
    assert words.foot("L21").title == "二次告知率"
    assert words.foot("L21").heads[1] == "已告知办件"
