"""A notice at a real counter: what stands below it as papers are brought, scanned and sent."""

from dataclasses import replace

from outlet_app.domain.attachments import Arrival
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import IntakeEntry
from outlet_app.domain.materials import MaterialState
from outlet_app.domain.notified import Asked
from outlet_app.models.blobs import BlobState
from outlet_app.services.examining import Sheet
from outlet_app.services.views import CaseDetail
from outlet_app.ui.pages.cases.entries import entries_of
from tests.support.at_the_counter import accepted, notified
from tests.support.bench import Bench
from tests.support.scans import page

COMPLETE, MISSING = MaterialState.COMPLETE, MaterialState.MISSING
M1, M3 = "8.2-M1", "8.2-M3"


def detail(bench: Bench, case_id: str) -> CaseDetail:
    return bench.counter().cases.detail(case_id)


def stands(bench: Bench, case_id: str) -> list[Asked]:
    """Every notice of the case, the newest first, as its page is told."""
    seen = detail(bench, case_id)
    return [seen.notices[one.event.op_id] for one in seen.timeline if one.event.op_id in seen.notices]


def below(bench: Bench, case_id: str) -> list[str]:
    """What stands below each notice on the page."""
    told = entries_of(detail(bench, case_id), bench.reference, bench.clock.now())
    return [one.text[one.text.index("所列") :] for one in told if one.title == "一次性告知"]


def brought(sheet: Sheet, *codes: str) -> IntakeEntry:
    """The sheet after these rows were handed in whole."""
    rows = tuple(
        replace(row, state=COMPLETE, defects=(), handed=row.copies, version=row.version + 1)
        if row.code in codes
        else row
        for row in sheet.entry.materials
    )
    return replace(sheet.entry, materials=rows)


def mark(bench: Bench, state: BlobState, *, last: int = 1) -> None:
    """Some attachments, the newest first, are somewhere else now."""
    with bench.database.unit_of_work() as uow:
        for blob in uow.blobs.to_send()[-last:]:
            uow.blobs.mark(blob.sha256, state, at=bench.clock.now())
        uow.commit()


def name_of(bench: Bench, case_id: str, code: str) -> str:
    return next(row.name for row in detail(bench, case_id).case.materials if row.code == code)


def test_nothing_was_brought_yet(bench: Bench) -> None:
    case_id = notified(bench).case.case_id
    names = tuple(name_of(bench, case_id, code) for code in (M1, M3))
    assert stands(bench, case_id) == [Asked(2, 0, names)]
    assert below(bench, case_id) == ["所列 2 份材料：还没有补正"]


def test_what_was_brought_and_scanned_is_told_until_it_has_come(bench: Bench) -> None:
    case_id = notified(bench).case.case_id
    counter = bench.counter()
    counter.attachments.add(case_id, M1, [page("1")])
    counter.attachments.add(case_id, M3, [page("2")])
    counter.attachments.add(case_id, "8.2-M2", [page("3")])
    assert below(bench, case_id) == ["所列 2 份材料：还没有补正\n材料待传 2/2"]
    entry = brought(counter.examining.sheet(case_id), M1)
    counter.examining.decide(case_id, entry, None)
    lacks = name_of(bench, case_id, M3)
    assert below(bench, case_id) == [f"所列 2 份材料：已补 1 份，还缺 1 份（{lacks}）\n材料待传 2/2"]
    mark(bench, BlobState.CONFIRMED, last=2)
    # Of the three the second and the third have come; the third belongs to a material nobody asked for.
    assert stands(bench, case_id)[0].scans == Arrival(1, 2)
    mark(bench, BlobState.CONFIRMED)
    assert below(bench, case_id)[0].endswith("\n扫描件 2 件都已到市局")


def test_everything_brought_says_so(bench: Bench) -> None:
    case_id = notified(bench).case.case_id
    counter = bench.counter()
    counter.examining.decide(case_id, brought(counter.examining.sheet(case_id), M1, M3), Decision.ACCEPT)
    assert below(bench, case_id) == ["所列 2 份材料都已补齐"]


def test_what_another_window_has_to_send_is_told_as_what_has_come(bench: Bench) -> None:
    case_id = notified(bench).case.case_id
    bench.counter().attachments.add(case_id, M1, [page("1")])
    mark(bench, BlobState.ELSEWHERE)
    assert below(bench, case_id) == ["所列 2 份材料：还没有补正\n材料已到市局 0/1"]


def test_a_notice_that_was_taken_back_asks_for_nothing(bench: Bench) -> None:
    case_id = notified(bench).case.case_id
    bench.counter().mending.undo(case_id, "按错了", collected=True)
    told = entries_of(detail(bench, case_id), bench.reference, bench.clock.now())
    (struck,) = [one for one in told if one.title == "一次性告知"]
    assert struck.undone
    assert "所列" not in struck.text


def test_a_case_without_a_notice_has_none(bench: Bench) -> None:
    assert detail(bench, accepted(bench).case.case_id).notices == {}


def test_the_line_is_spoken_with_its_step(bench: Bench) -> None:
    case_id = notified(bench).case.case_id
    told = entries_of(detail(bench, case_id), bench.reference, bench.clock.now())
    (one,) = [entry for entry in told if entry.title == "一次性告知"]
    assert "所列 2 份材料：还没有补正" in one.spoken()
