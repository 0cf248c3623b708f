"""咨询答复单 right after 当场答复: F9 prints it once, with source and edition, while nobody else has come."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from outlet_app.domain.events import PrintFailed
from outlet_app.services.views import CaseFilter, PaperView
from tests.support.at_the_counter import text_of
from tests.support.counter_fakes_intake import Desk, Visit, open_desk

Stage = Callable[..., QWidget]
HINT = "需要咨询答复单的按 F9 打印"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path)


@pytest.fixture
def visit(desk: Desk, stage: Stage) -> Visit:
    return Visit(desk, stage)


def answered(visit: Visit, name: str = "赵永胜", answer: str = "期满前十二个月内办理") -> None:
    """A question by telephone, answered at once."""
    hands = visit.hands
    hands.go("Shift+F2")
    hands.type(name)
    hands.press("Tab")
    hands.type("13800002046")
    hands.press("Tab", "Tab", "Tab", "Tab", "Tab")
    hands.type("商标续展什么时候办")
    hands.press("Tab")
    hands.type(answer)
    hands.go("Ctrl+Return")


def papers(visit: Visit) -> list[PaperView]:
    counter = visit.desk.counter
    rows = counter.cases.page(CaseFilter(), 50, 0).rows
    return [paper for row in rows for paper in counter.cases.detail(row.case_id).papers]


def test_after_an_answer_one_key_prints_its_paper(visit: Visit) -> None:
    answered(visit)
    (case,) = visit.cases()
    assert visit.said() == [f"已当场答复｜{case.case_no}，{HINT}"]
    assert papers(visit) == []
    visit.hands.go("F9")
    (paper,) = papers(visit)
    assert (paper.form, paper.copy_no, paper.spooled) == ("R03", 1, True)
    said = text_of(visit.desk.counter.papers.pdf(paper.paper_id))
    for word in ("咨询答复单", "商标续展什么时候办", "期满前十二个月内办理", "赵永胜", "苏日娜"):
        assert word in said, word
    assert case.case_no in visit.said()[-1]


def test_it_is_made_once_however_often_the_key_is_pressed(visit: Visit) -> None:
    answered(visit)
    visit.hands.go("F9")
    visit.hands.go("F9")
    visit.hands.press("F9", "F9")
    visit.hands.drain()
    assert len(papers(visit)) == 1


def test_without_an_answer_the_key_does_nothing(visit: Visit) -> None:
    visit.begin()
    visit.hands.go("F9")
    assert papers(visit) == []
    assert visit.said() == []


def test_once_the_next_one_is_being_registered_it_is_no_longer_printed(visit: Visit) -> None:
    """A paper for whoever stands here now must not be that of the one before."""
    answered(visit)
    visit.begin()
    visit.hands.type("其其格")
    visit.hands.go("F9")
    assert papers(visit) == []


def test_the_last_of_two_answers_is_the_one_printed(visit: Visit) -> None:
    answered(visit, "赵永胜", "第一个答复")
    answered(visit, "其其格", "第二个答复")
    visit.hands.go("F9")
    (paper,) = papers(visit)
    said = text_of(visit.desk.counter.papers.pdf(paper.paper_id))
    assert ("第一个答复" in said, "第二个答复" in said) == (False, True)


def test_another_decision_offers_none(visit: Visit) -> None:
    answered(visit)
    ring_later(visit)
    assert [HINT in said for said in visit.said()] == [True, False]
    visit.hands.go("F9")
    assert papers(visit) == []


def ring_later(visit: Visit) -> None:
    """A question by telephone that is looked into first."""
    hands = visit.hands
    hands.go("Shift+F2")
    hands.type("其其格")
    hands.press("Tab")
    hands.type("13800002047")
    hands.press("Tab", "Tab", "Tab", "Tab", "Right", "Tab")
    hands.type("商标被驳回后怎么复审")
    hands.go("Alt+S")


def test_from_the_library_it_bears_entry_edition_and_basis(visit: Visit) -> None:
    hands = visit.hands
    hands.go("Shift+F2")
    hands.type("乌云其木格·𬎆")
    hands.press("Tab")
    hands.type("13800002046")
    hands.press("Tab", "Tab", "Tab", "Tab", "Tab")
    hands.type("商标续展")
    entry = next(one for one in visit.desk.counter.reference.answers if one.basis)
    assert visit.page.take_answer(entry)
    hands.go("Ctrl+Return")
    hands.go("F9")
    (paper,) = papers(visit)
    said = text_of(visit.desk.counter.papers.pdf(paper.paper_id))
    assert f"答复库{entry.code}（{entry.edition}版）" in said
    assert "".join(entry.basis.split()) in said
    assert "乌云其木格·𬎆" in said


def test_a_printer_that_fails_leaves_the_paper_kept_with_another_try(visit: Visit) -> None:
    answered(visit)
    visit.desk.bench.spooler.trouble = "printer.failed"
    visit.hands.go("F9")
    (paper,) = papers(visit)
    assert not paper.spooled
    assert visit.window.feedback.open_dialog is not None
    told = visit.desk.counter.cases.detail(paper.case_id).timeline
    assert any(isinstance(one.event.fact, PrintFailed) for one in told)
