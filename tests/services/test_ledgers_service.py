"""台账 at the counter: read from the real journal, printed with a number, saved as a workbook."""

import zipfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest

from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import Delivery, GivenOut, ResultCollected
from outlet_app.domain.ledgers import LEDGERS
from outlet_app.domain.materials import Defect, MaterialState
from outlet_app.domain.problems import Refused
from outlet_app.services.ledgers import Ledgers, LedgerView, timely
from outlet_app.services.troubles import Trouble
from outlet_app.wording import ledgers as words
from tests.support.at_the_counter import accepted, answered, notified, text_of
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON, Bench
from tests.support.builders import SUPERVISOR
from tests.support.entries import consultation

DAY = date(2026, 11, 20)


def ledgers(bench: Bench) -> Ledgers:
    return bench.counter(SUPERVISOR_PERSON).ledgers


def view(bench: Bench, code: str, since: date = DAY, until: date = DAY) -> LedgerView:
    return ledgers(bench).view(code, since, until)


def strings(path: Path) -> list[str]:
    """Every text of a workbook, as a spreadsheet program reads it."""
    with zipfile.ZipFile(path) as book:
        tree = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
    return ["".join(part.itertext()) for part in tree]


def test_the_day_is_read_back_from_the_journal(bench: Bench) -> None:
    answered(bench)
    accepted(bench)
    notified(bench)
    assert [len(view(bench, code).lines) for code in ("L1", "L2", "L3", "L4", "L5", "L17")] == [
        3,
        0,
        3,
        1,
        0,
        2,
    ]


def test_names_are_looked_up_and_items_named(bench: Bench) -> None:
    accepted(bench)
    (line,) = view(bench, "L1").lines
    assert line.cells["clerk"] == "苏日娜 0837"
    assert line.cells["matter"] == "信息查询\n复杂查询报告"


def test_a_matter_outside_the_list_has_no_item(bench: Bench) -> None:
    bench.counter().intake.decide(consultation(item=0, sub_item=""), Decision.ANSWER)
    assert view(bench, "L1").lines[0].cells["matter"] == ""


def test_a_clerk_does_not_read_the_ledgers(bench: Bench) -> None:
    with pytest.raises(Refused) as caught:
        bench.counter(CLERK_PERSON).ledgers.view("L1", DAY, DAY)
    assert caught.value.refusal.code == "right.missing"


@pytest.mark.parametrize(
    ("since", "until", "fits"),
    [
        (DAY, DAY, True),
        (DAY - timedelta(days=365), DAY, True),
        (DAY - timedelta(days=366), DAY, False),
        (DAY, DAY - timedelta(days=1), False),
        (DAY, DAY + timedelta(days=1), False),
        (DAY + timedelta(days=1), DAY + timedelta(days=1), False),
    ],
)
def test_the_days_must_make_a_span(bench: Bench, since: date, until: date, fits: bool) -> None:
    assert timely(since, until, DAY) is fits
    if fits:
        assert view(bench, "L1", since, until).lines == ()
    else:
        with pytest.raises(Refused) as caught:
            view(bench, "L1", since, until)
        assert caught.value.refusal.code == "ledger.span"


def test_a_case_touched_later_is_in_the_span_of_its_own_events_only(bench: Bench) -> None:
    case_id = accepted(bench).case.case_id
    bench.clock.forward(days=3)
    bench.counter().cases.close(case_id, "报告已交付")
    later = DAY + timedelta(days=3)
    assert [len(view(bench, "L1", *span).lines) for span in ((DAY, DAY), (later, later))] == [1, 0]
    assert [len(view(bench, "L11", *span).lines) for span in ((DAY, DAY), (later, later))] == [0, 1]


@pytest.mark.parametrize("code", LEDGERS)
def test_every_ledger_is_printed_with_its_name_even_without_a_line(bench: Bench, code: str) -> None:
    text = text_of(ledgers(bench).preview(view(bench, code)))
    assert words.name(code) in text
    assert words.EMPTY in text
    assert "共0条" in text


def test_a_result_fetched_later_stands_in_the_book_of_its_day_on_paper_and_in_the_workbook(
    bench: Bench, tmp_path: Path
) -> None:
    case_id = accepted(bench).case.case_id
    bench.counter().cases.close(case_id, "已出具检索查询报告")
    bench.clock.forward(days=3)
    given = (GivenOut("检索查询报告", "HH0101 报〔2026〕0001 号"), GivenOut("身份证原件"))
    bench.counter().deliveries.collect(
        case_id, ResultCollected(Delivery.IN_PERSON, "阿拉坦·𬎆", "agent", given, "152822196501010025")
    )
    told = view(bench, "L11", DAY + timedelta(days=3), DAY + timedelta(days=3))
    (cells,) = [words.cells(line, told.columns)[2:] for line in told.lines]
    documents = "检索查询报告 HH0101 报〔2026〕0001 号（1 份）、身份证原件（1 份）"
    assert cells == (
        "领取结果", "其**", "139****1234", "信息查询\n复杂查询报告", documents, "2026-11-20 09:05", "",
        "阿****（受托人）当面", "苏日娜 0837",
    )  # fmt: skip
    text = text_of(ledgers(bench).preview(told))
    for said in ("办结与结果领取台账", "领取人", "受托人", "身份证原件（1份）"):
        assert said in text, said
    path = tmp_path / "领取.xlsx"
    ledgers(bench).export(told, path)
    assert {documents, "阿****（受托人）当面"} <= set(strings(path))
    assert not [one for one in (text, *strings(path)) if "阿拉坦" in one or "152822196501010025" in one]


def test_a_print_is_numbered_kept_and_offered_for_the_printer(bench: Bench) -> None:
    answered(bench)
    before = view(bench, "L1")
    paper, again = ledgers(bench).issue(before), ledgers(bench).issue(before)
    assert paper.form == "W19"
    assert paper.number != again.number
    stored = text_of(bench.counter().papers.pdf(paper.paper_id))
    assert paper.number.replace(" ", "") in stored.replace(" ", "")
    assert "以下空白" in stored


def test_a_preview_takes_no_number(bench: Bench) -> None:
    ledgers(bench).preview(view(bench, "L1"))
    assert bench.counter().papers.unconfirmed() == ()


def test_the_workbook_says_what_the_paper_says(bench: Bench, tmp_path: Path) -> None:
    accepted(bench)
    path = tmp_path / "台账.xlsx"
    ledgers(bench).export(view(bench, "L1"), path)
    told = strings(path)
    assert words.NAMES["L1"] in told
    assert {"来访方式", "窗口", "其**", "139****1234", "苏日娜 0837"} <= set(told)
    assert "13900001234" not in told


def test_what_looks_like_a_formula_is_text(bench: Bench, tmp_path: Path) -> None:
    bench.counter().intake.decide(consultation(request='=HYPERLINK("http://x","y")'), Decision.ANSWER)
    path = tmp_path / "f.xlsx"
    ledgers(bench).export(view(bench, "L1"), path)
    assert '=HYPERLINK("http://x","y")' in strings(path)
    with zipfile.ZipFile(path) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet


def test_a_folder_that_takes_no_file_is_said_so(bench: Bench, tmp_path: Path) -> None:
    with pytest.raises(Trouble) as caught:
        ledgers(bench).export(view(bench, "L1"), tmp_path / "none" / "l.xlsx")
    assert caught.value.code == "paper.not_written"


def test_the_same_reading_makes_the_same_bytes(bench: Bench, tmp_path: Path) -> None:
    accepted(bench)
    told = view(bench, "L3")
    assert ledgers(bench).preview(told) == ledgers(bench).preview(told)
    one, other = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    ledgers(bench).export(told, one)
    ledgers(bench).export(told, other)
    assert one.read_bytes() == other.read_bytes()


def test_a_hundred_lines_go_over_pages_with_their_head(bench: Bench) -> None:
    answered(bench)
    told = view(bench, "L1")
    many = replace(told, lines=told.lines * 100)
    pdf = ledgers(bench).preview(many)
    assert bench.counter().papers.pages(pdf) > 3
    assert text_of(pdf).count("来访方式") == bench.counter().papers.pages(pdf)


def test_a_rare_name_and_a_long_request_fit(bench: Bench) -> None:
    bench.counter().intake.decide(consultation(request="向日葵" * 300, answer="𬎆𠮷䶮"), Decision.ANSWER)
    assert "𬎆𠮷䶮" in text_of(ledgers(bench).preview(view(bench, "L11")))


class TestSecondNotices:
    """L21: 二次告知率 of the outlet, by item and clerk, on paper and in a workbook."""

    def told_late(self, bench: Bench) -> None:
        """One case told properly, one told again of what lay here the first time."""
        notified(bench)
        case_id = notified(bench).case.case_id
        counter = bench.counter()
        sheet = counter.examining.sheet(case_id)
        rows = tuple(
            replace(row, state=MaterialState.FAULTY, defects=(Defect("D05"),))
            if row.state is MaterialState.COMPLETE
            else row
            for row in sheet.entry.materials
        )
        entry = replace(sheet.entry, materials=rows)
        draft = replace(
            counter.examining.draft(sheet, entry), verified=True, breach_reason="漏看", approved_by=SUPERVISOR
        )
        counter.examining.decide(case_id, entry, Decision.NOTICE, draft)

    def test_the_figures_are_named_and_in_order(self, bench: Bench) -> None:
        self.told_late(bench)
        answered(bench)
        told = view(bench, "L21")
        assert [line.cells["breach"] for line in told.lines] == [False, False, True]
        assert [(one.name, one.all, one.some, words.rate(one)) for one in told.sums] == [
            ("", 2, 1, "50.0%"),
            ("8 资助奖励", 2, 1, "50.0%"),
            ("苏日娜 0837", 2, 1, "50.0%"),
        ]
        assert told.lines[-1].cells["approver"] == "高云飞 0001"

    def test_other_ledgers_have_none(self, bench: Bench) -> None:
        self.told_late(bench)
        others = [code for code in LEDGERS if code not in ("L21", "L24", "L26", "L12-1")]
        assert {code: view(bench, code).sums for code in others} == dict.fromkeys(others, ())

    def test_on_paper_with_a_number(self, bench: Bench) -> None:
        self.told_late(bench)
        paper = ledgers(bench).issue(view(bench, "L21"))
        said = text_of(bench.counter(SUPERVISOR_PERSON).papers.pdf(paper.paper_id))
        assert "二次告知台账" in said
        assert "本网点合计2150.0%" in said
        assert "漏看" in said
        assert "高云飞" in said

    def test_in_a_workbook_on_a_sheet_of_their_own(self, bench: Bench, tmp_path: Path) -> None:
        self.told_late(bench)
        path = tmp_path / "二次告知.xlsx"
        ledgers(bench).export(view(bench, "L21"), path)
        with zipfile.ZipFile(path) as book:
            sheets = book.read("xl/workbook.xml").decode()
            figures = book.read("xl/worksheets/sheet2.xml").decode()
        assert 'name="二次告知率"' in sheets
        assert "<v>0.5</v>" in figures
        assert {"本网点合计", "事项　8 资助奖励", "经办人　苏日娜 0837"} <= set(strings(path))

    def test_a_workbook_without_figures_has_one_sheet(self, bench: Bench, tmp_path: Path) -> None:
        notified(bench)
        path = tmp_path / "告知.xlsx"
        ledgers(bench).export(view(bench, "L4"), path)
        with zipfile.ZipFile(path) as book:
            assert "xl/worksheets/sheet2.xml" not in book.namelist()

    def test_an_item_of_an_older_list_keeps_its_number(self, bench: Bench) -> None:
        self.told_late(bench)
        named = view(bench, "L21").sums[1].name
        assert named.startswith("8 ")
