"""Where papers about no single case are made: one number for one paper, or none for no paper."""

from datetime import date, datetime

import pytest

from outlet_app.domain.problems import Refusal, Refused
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.loose_papers import LooseDesk, printed_by
from outlet_app.services.numbers import Numbers
from outlet_app.services.paper_values import PaperValues
from outlet_app.services.recorder import Recorder
from outlet_app.services.troubles import Trouble
from outlet_app.services.views import PaperView
from tests.support.at_the_counter import accepted, text_of
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON, Bench, faces

DAY = date(2026, 11, 20)


def desk_of(bench: Bench) -> LooseDesk:
    here, machine = bench.reference, bench.machine
    return LooseDesk(
        bench.database,
        here,
        Recorder(here, SUPERVISOR_PERSON, bench.clock, machine.new_id),
        Numbers(here, machine.witness, machine.secret_bytes),
        PaperValues(here),
        faces(),
    )


@pytest.fixture
def desk(bench: Bench) -> LooseDesk:
    return desk_of(bench)


def blank(_uow: UnitOfWork, number: str, _at: datetime) -> bytes:
    return number.encode()


def stored(bench: Bench, paper: PaperView) -> bytes:
    with bench.database.reading() as uow:
        return uow.papers.pdf(paper.paper_id)


def kept(bench: Bench) -> int:
    """How many papers nobody has confirmed yet."""
    return len(bench.counter().papers.unconfirmed())


def test_the_drawing_is_told_its_number_and_its_moment(bench: Bench, desk: LooseDesk) -> None:
    told: list[tuple[str, datetime]] = []

    def draw(_uow: UnitOfWork, number: str, at: datetime) -> bytes:
        told.append((number, at))
        return b"%PDF"

    paper = desk.issue("W17", draw)
    assert told == [(paper.number, bench.clock.now())]
    assert "HH0101" in paper.number
    assert stored(bench, paper) == b"%PDF"


def test_who_made_it_is_kept_beside_it(bench: Bench, desk: LooseDesk) -> None:
    paper = desk.issue("W03", blank)
    with bench.database.reading() as uow:
        assert printed_by(uow, paper.paper_id) == SUPERVISOR_PERSON.staff_no
        assert printed_by(uow, "another") == ""


def test_each_form_counts_in_the_series_of_its_word(desk: LooseDesk) -> None:
    numbers = [desk.issue(form, blank).number.replace(" ", "") for form in ("W17", "W03", "W17", "W19")]
    words = {one.split("〔")[0] for one in numbers}
    assert len(set(numbers)) == 4
    assert numbers[0].split("〔")[0] == numbers[2].split("〔")[0]
    assert [one[-6:] for one in numbers if one.split("〔")[0] == numbers[0].split("〔")[0]][:2] == [
        "〕0001号",
        "〕0002号",
    ]
    assert len(words) >= 2


def test_a_drawing_that_is_refused_keeps_nothing_and_the_next_has_its_number(
    bench: Bench, desk: LooseDesk
) -> None:
    asked: list[str] = []

    def refuse(_uow: UnitOfWork, number: str, _at: datetime) -> bytes:
        asked.append(number)
        raise Refused(Refusal("overdue.none"))

    with pytest.raises(Refused):
        desk.issue("W18", refuse)
    assert kept(bench) == 0
    assert desk.issue("W18", blank).number == asked[0]


def test_what_the_drawing_writes_goes_with_the_paper_or_not_at_all(bench: Bench, desk: LooseDesk) -> None:
    def note_then_fail(uow: UnitOfWork, _number: str, _at: datetime) -> bytes:
        uow.meta.set("noted", "1")
        raise Trouble("storage.disk_full")

    def note(uow: UnitOfWork, _number: str, _at: datetime) -> bytes:
        uow.meta.set("noted", "2")
        return b"%PDF"

    with pytest.raises(Trouble):
        desk.issue("W28", note_then_fail)
    with bench.database.reading() as uow:
        assert uow.meta.get("noted") is None
    desk.issue("W28", note)
    with bench.database.reading() as uow:
        assert uow.meta.get("noted") == "2"


def test_a_number_without_witness_is_told_and_its_paper_is_kept(bench: Bench, desk: LooseDesk) -> None:
    desk.issue("W17", blank)
    log = bench.folder / "witness" / "numbers.log"
    log.unlink()
    log.mkdir()
    with pytest.raises(Trouble) as trouble:
        desk.issue("W17", blank)
    assert trouble.value.code == "numbers.not_witnessed"
    assert kept(bench) == 2
    assert bench.spooler.jobs == []


def test_the_imprint_is_of_whoever_is_signed_in_and_without_a_number_a_preview(desk: LooseDesk) -> None:
    at = desk.recorder.clock.now()
    preview, paper = desk.imprint("W19", "", at), desk.imprint("W19", "HH0101台〔2026〕0001号", at)
    assert (preview.preview, paper.preview) == (True, False)
    assert paper.clerk == SUPERVISOR_PERSON.name
    assert paper.number == "HH0101台〔2026〕0001号"
    assert not paper.unsent


def test_all_five_papers_are_made_at_it(bench: Bench) -> None:
    """Sheet, list, ledger, closing and checklist: each numbered, kept, and drawn with its own title."""
    accepted(bench)
    bench.clock.forward(days=6)
    head = bench.counter(SUPERVISOR_PERSON)
    late = head.ledgers.view("L1", DAY, DAY)
    papers = (
        head.day_sheet.issue(DAY),
        head.overdue_list.issue(),
        head.ledgers.issue(late),
        head.day_closing.issue(head.day_closing.check(DAY)),
        head.checklists.issue("1.7"),
    )
    titles = ("日工作量统计表", "超期清单", "台账", "日结核对单", "材料清单")
    for paper, title in zip(papers, titles, strict=True):
        words = text_of(stored(bench, paper))
        assert title in words
        assert "".join(paper.number.split()) in words
    assert len({paper.number for paper in papers}) == len(papers)


@pytest.mark.parametrize("what", ["day_sheet", "overdue_list", "ledgers", "day_closing"])
def test_a_clerk_takes_no_number_for_what_is_the_heads(bench: Bench, what: str) -> None:
    accepted(bench)
    bench.clock.forward(days=6)
    clerk, head = bench.counter(CLERK_PERSON), bench.counter(SUPERVISOR_PERSON)
    before = kept(bench)
    tries = {
        "day_sheet": lambda: clerk.day_sheet.issue(DAY),
        "overdue_list": clerk.overdue_list.issue,
        "ledgers": lambda: clerk.ledgers.view("L1", DAY, DAY),
        "day_closing": lambda: clerk.day_closing.issue(head.day_closing.check(DAY)),
    }
    with pytest.raises(Refused) as refused:
        tries[what]()
    assert refused.value.refusal.code == "right.missing"
    assert kept(bench) == before
