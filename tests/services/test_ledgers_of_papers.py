"""L17 over a real store: every number this counter gave out stands in it exactly once as issued."""

from collections import Counter as Tally
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from outlet_app.domain.facts.activity import ActivityPublished
from outlet_app.domain.ledgers import Line
from outlet_app.domain.ledgers.late import Late
from outlet_app.models.rows.desk import PAPER
from outlet_app.services.views import PaperView
from outlet_app.wording import ledgers as words
from tests.support import tasks as t
from tests.support.activities import planned
from tests.support.at_the_counter import accepted, answered, events_of_all, judged, notified, text_of
from tests.support.bench import SUPERVISOR_PERSON, Bench
from tests.support.task_bench import arrive

DAY = date(2026, 11, 20)


def told(bench: Bench, since: date = DAY, until: date = DAY) -> tuple[Line, ...]:
    return bench.counter(SUPERVISOR_PERSON).ledgers.view("L17", since, until).lines


def prints(lines: tuple[Line, ...]) -> Tally[tuple[object, object]]:
    issued = [line.cells for line in lines if line.cells["event"] == "paper_issued"]
    return Tally((cells["number"], cells["copy"]) for cells in issued)


def kept(bench: Bench) -> Tally[tuple[object, object]]:
    """What was numbered and kept on this machine, whatever it belongs to."""
    with bench.database.reading() as uow:
        rows = uow.papers._connection.execute(select(PAPER.c.number, PAPER.c.copy_no))
        return Tally((row.number, row.copy_no) for row in rows)


def apart(bench: Bench) -> dict[str, PaperView]:
    """One paper of each form that belongs to no case, one of them printed twice."""
    counter = bench.counter(SUPERVISOR_PERSON)
    activity = counter.trainings.plan(planned())
    counter.trainings.tell(activity, ActivityPublished())
    arrive(bench)
    made = (
        counter.checklists.issue("8.2"),
        counter.day_sheet.issue(DAY),
        counter.ledgers.issue(counter.ledgers.view("L1", DAY, DAY)),
        counter.ledgers.issue(counter.ledgers.view(Late.OVERDUE, DAY, DAY)),
        counter.rectifying.print(t.TASK),
        counter.rectifying.print(t.TASK),
        counter.trainings.print(activity),
    )
    return {f"{paper.form}/{paper.copy_no}": paper for paper in made}


def busy_day(bench: Bench) -> dict[str, PaperView]:
    """Cases with papers, one of them void and one printed again, and all that belongs to none."""
    answered(bench)
    notified(bench)
    case = accepted(bench)
    counter = bench.counter(SUPERVISOR_PERSON)
    counter.papers.reprint(case.case.case_id, "W05")
    counter.papers.void(case.case.case_id, case.papers[0].number, "名称写错")
    return apart(bench)


def test_every_number_of_the_day_stands_in_it_exactly_once_as_issued(bench: Bench) -> None:
    made = busy_day(bench)
    lines = told(bench)
    assert prints(lines) == kept(bench)
    assert set(prints(lines).values()) == {1}
    assert {paper.form for paper in made.values()} == {"W03", "W16", "W17", "W18", "W19", "W25"}
    forms = Tally(line.cells["form"] for line in lines if not line.case_no)
    assert forms == {"W03": 1, "W16": 2, "W17": 1, "W18": 1, "W19": 1, "W25": 1}


def test_a_void_paper_says_so_on_each_print_and_has_a_line_of_its_own(bench: Bench) -> None:
    busy_day(bench)
    void = [line.cells for line in told(bench) if line.cells["void"]]
    assert [(one["event"], one["form"], one["copy"], one["void"]) for one in void] == [
        ("paper_issued", "W05", 1, "名称写错"),
        ("paper_issued", "W05", 2, "名称写错"),
        ("paper_voided", "W05", None, "名称写错"),
    ]
    assert void[-1]["clerk"] == "高云飞 0001"


def test_who_printed_and_how_many_pages_of_every_paper(bench: Bench) -> None:
    apart(bench)
    lines = {f"{line.cells['form']}/{line.cells['copy']}": line.cells for line in told(bench)}
    known = {key: (cells["clerk"], bool(cells["pages"])) for key, cells in lines.items()}
    head = ("高云飞 0001", True)
    assert known == {
        "W03/1": head, "W17/1": head, "W18/1": head, "W19/1": head,
        "W16/1": head, "W16/2": head, "W25/1": head,
    }  # fmt: skip


def test_the_ledger_itself_is_numbered_and_stands_in_the_next_reading(bench: Bench) -> None:
    ledgers = bench.counter(SUPERVISOR_PERSON).ledgers
    first = ledgers.view("L17", DAY, DAY)
    assert first.lines == ()
    paper = ledgers.issue(first)
    assert [line.cells["number"] for line in told(bench)] == [paper.number]


def test_each_stands_on_the_day_it_was_made(bench: Bench) -> None:
    apart(bench)
    before = prints(told(bench))
    bench.clock.forward(days=1)
    sheet = bench.counter(SUPERVISOR_PERSON).day_sheet.issue(DAY)
    later = DAY + timedelta(days=1)
    assert prints(told(bench)) == before
    assert prints(told(bench, later, later)) == Tally({(sheet.number, 1): 1})
    assert prints(told(bench, DAY, later)) == kept(bench)


def test_no_other_book_lists_them(bench: Bench) -> None:
    apart(bench)
    ledgers = bench.counter(SUPERVISOR_PERSON).ledgers
    assert {code: ledgers.view(code, DAY, DAY).lines for code in ("L1", "L3", "L11", "L20")} == {
        "L1": (), "L3": (), "L11": (), "L20": (),
    }  # fmt: skip


def test_on_paper_and_in_the_workbook(bench: Bench, tmp_path: Path) -> None:
    made = busy_day(bench)
    ledgers = bench.counter(SUPERVISOR_PERSON).ledgers
    view = ledgers.view("L17", DAY, DAY)
    said = text_of(ledgers.preview(view))
    for word in (words.name("L17"), "作废理由", "名称写错", "文书作废", "活动签到表", "日工作量统计表"):
        assert word in said, word
    assert [key for key, paper in made.items() if "".join(paper.number.split()) not in said] == []
    ledgers.export(view, tmp_path / "l17.xlsx")
    assert (tmp_path / "l17.xlsx").stat().st_size > 1_000


def test_a_paper_of_an_earlier_version_has_its_pages_and_names_nobody(bench: Bench) -> None:
    """What was kept before it was written down who made it."""
    apart(bench)
    with bench.database.unit_of_work() as uow:
        day, now = timedelta(days=1), bench.clock.now()
        for paper in uow.papers.loose(now - day, now + day):
            uow.meta.set(f"paper.made_by.{paper.paper_id}", "")
        uow.commit()
    loose = [line.cells for line in told(bench) if line.cells["form"] in ("W03", "W17", "W18", "W19")]
    assert {str(cells["clerk"]) for cells in loose} == {""}
    assert all(cells["pages"] for cells in loose)


@pytest.mark.parametrize(("verdict", "mark"), [("rejected", "市级未接收"), ("parked", "待市级处理")])
def test_the_papers_of_a_registration_the_city_did_not_let_stand_in_it(
    bench: Bench, verdict: str, mark: str
) -> None:
    case = accepted(bench)
    counter = bench.counter(SUPERVISOR_PERSON)
    counter.papers.reprint(case.case.case_id, "W05")
    counter.papers.void(case.case.case_id, case.papers[0].number, "名称写错")
    before = [(line.cells["event"], line.cells["copy"], line.cells["void"]) for line in told(bench)]
    judged(bench, [verdict] * events_of_all(bench))
    lines = told(bench)
    assert [(line.cells["event"], line.cells["copy"], line.cells["void"]) for line in lines] == before
    assert prints(lines) == kept(bench)
    assert {words.cells(line, ("number",))[1] for line in lines} == {f"{case.case.case_no}\n{mark}"}


def test_a_registration_not_let_without_papers_has_no_line(bench: Bench) -> None:
    answered(bench)
    judged(bench, ["rejected"] * events_of_all(bench))
    assert told(bench) == ()


def test_l20_names_the_reason_a_paper_fell_with_its_case(bench: Bench) -> None:
    case = accepted(bench)
    head = bench.counter(SUPERVISOR_PERSON)
    head.mending.void(case.case.case_id, "practice", "练习时登记")
    view = head.ledgers.view("L20", DAY, DAY)
    said = [words.cell("why", line.cells["why"]) for line in view.lines]
    assert said, "a void case is looked after"
    assert "practice" not in " ".join(said)
    assert words.cell("void", "practice") in said
