"""L17: every number once as issued, beside it whether it holds, and a line of its own for each voiding."""

from dataclasses import replace
from datetime import timedelta

from outlet_app.domain.events import (
    Accepted,
    Fact,
    MaterialsTaken,
    PaperIssued,
    PaperVoided,
    PrintFailed,
    Voided,
)
from outlet_app.domain.ledgers import LEDGERS, Line, lines
from outlet_app.domain.ledgers.papers import Apart, apart_lines
from outlet_app.wording import ledgers as words
from tests.support.builders import CLERK, MORNING, OUTLET, event, registered

DAY = MORNING.date()
RECEIPT, NOTICE = "HH0501 收〔2026〕0001 号", "HH0501 受〔2026〕0001 号"
BEGUN: tuple[Fact, ...] = (registered(), MaterialsTaken(), Accepted())
Told = list[tuple[object, ...]]


def issued(number: str = NOTICE, form: str = "W05", copy_no: int = 1, pages: int = 2) -> PaperIssued:
    return PaperIssued(form, number, copy_no, "0" * 64, pages)


def read(*facts: Fact, outlet: str = OUTLET) -> tuple[Line, ...]:
    life = [event(fact, minutes=at) for at, fact in enumerate((*BEGUN, *facts))]
    return lines(LEDGERS["L17"], [[replace(one, outlet=outlet) for one in life]], OUTLET, DAY, DAY)


def told(*facts: Fact) -> Told:
    columns = ("event", "form", "number", "copy", "pages", "void")
    return [tuple(line.cells[column] for column in columns) for line in read(*facts)]


def test_what_became_of_every_number_of_a_case() -> None:
    void = PaperVoided(NOTICE, "名称写错")
    one, receipt = ("paper_issued", "W05", NOTICE, 1, 2), ("paper_issued", "W02", RECEIPT, 1, 1)
    line = ("paper_voided", "W05", NOTICE, None, None, "名称写错")
    lives: dict[str, tuple[Fact, ...]] = {
        "nothing printed": (),
        "one that holds": (issued(),),
        "not come out of the printer": (issued(), PrintFailed(NOTICE, 1, "printer.no_answer")),
        "void": (issued(), void),
        "void, the other one holds": (issued(RECEIPT, "W02", pages=1), issued(), void),
        "void, printed again all the same": (issued(), void, issued(copy_no=2)),
        "both": (issued(RECEIPT, "W02", pages=1), issued(), PaperVoided(RECEIPT, "错"), void),
    }
    assert {name: told(*life) for name, life in lives.items()} == {
        "nothing printed": [],
        "one that holds": [(*one, "")],
        "not come out of the printer": [(*one, "")],
        "void": [(*one, "名称写错"), line],
        "void, the other one holds": [(*receipt, ""), (*one, "名称写错"), line],
        "void, printed again all the same": [
            (*one, "名称写错"), line, ("paper_issued", "W05", NOTICE, 2, 2, "名称写错"),
        ],
        "both": [
            (*receipt, "错"), (*one, "名称写错"), ("paper_voided", "W02", RECEIPT, None, None, "错"), line,
        ],
    }  # fmt: skip


def test_a_case_that_was_a_mistake_keeps_its_papers_in_the_book() -> None:
    found = read(issued(), PaperVoided(NOTICE, "duplicate"), Voided("duplicate"))
    assert [(line.cells["event"], line.voided) for line in found] == [
        ("paper_issued", True), ("paper_voided", True),
    ]  # fmt: skip
    assert {words.cell("void", line.cells["void"]) for line in found} == {"重复登记"}


def test_the_clerk_who_voided_stands_beside_the_voiding() -> None:
    facts = (*BEGUN, issued(), PaperVoided(NOTICE, "名称写错"))
    life = [event(fact, minutes=at) for at, fact in enumerate(facts)]
    life[-1] = replace(life[-1], actor="1508260001")
    found = lines(LEDGERS["L17"], [life], OUTLET, DAY, DAY)
    assert [line.cells["clerk"] for line in found] == [CLERK, "1508260001"]


def test_what_another_outlet_printed_or_voided_stands_in_its_own_book() -> None:
    assert read(issued(), PaperVoided(NOTICE, "错"), outlet="1508001001") == ()


SHEET = Apart(MORNING, "W17", "HH0501 统〔2026〕0001 号", 1)
TASK = Apart(MORNING + timedelta(hours=1), "W16", "HH0501 改〔2026〕0001 号", 2, 3, CLERK)
LAST_YEAR = replace(SHEET, at=MORNING - timedelta(days=365))


def test_what_belongs_to_no_case_is_a_line_without_one() -> None:
    first, second = apart_lines([TASK, SHEET, LAST_YEAR], DAY, DAY)
    assert (first.case_id, first.case_no, first.at) == ("", "", MORNING)
    assert first.cells == {
        "event": "paper_issued", "form": "W17", "number": SHEET.number, "copy": 1,
        "pages": None, "seal": "", "applicant": "", "void": "", "clerk": "",
    }  # fmt: skip
    assert [second.cells[column] for column in ("form", "copy", "pages", "clerk")] == ["W16", 2, 3, CLERK]
    assert set(first.cells) == set(LEDGERS["L17"].columns)


def test_it_belongs_to_its_local_day_and_stands_in_order() -> None:
    at = {
        "midnight": MORNING.replace(hour=0, minute=0),
        "last minute": MORNING.replace(hour=23, minute=59),
        "the next": MORNING.replace(hour=0, minute=0) + timedelta(days=1),
    }
    prints = [replace(SHEET, at=moment, number=name) for name, moment in reversed(at.items())]
    days = {
        DAY - timedelta(days=1): [],
        DAY: ["midnight", "last minute"],
        DAY + timedelta(days=1): ["the next"],
    }
    assert {day: [line.cells["number"] for line in apart_lines(prints, day, day)] for day in days} == days


def test_in_words() -> None:
    cells = {
        ("event", "paper_issued"): "生成文书",
        ("event", "paper_voided"): "文书作废",
        ("event", "duty.seal_used"): "用印",
        ("seal", "business|2"): "业务专用章 2 份",
        ("seal", ""): "",
        ("void", "名称写错"): "名称写错",
        ("void", "practice"): words.cell("void", "practice"),
        ("void", ""): "",
        ("form", "W17"): "日工作量统计表",
        ("copy", None): "",
        ("pages", None): "",
    }
    assert {key: words.cell(*key) for key in cells} == cells
    assert words.cell("void", "practice") != "practice"
    assert words.titled("L17") == "L17　印章使用、文书编号和作废文书台账"
