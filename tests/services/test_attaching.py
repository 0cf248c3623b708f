"""附件 at the counter: kept before they are said to be, listed by material, opened, voided."""

import errno
import os
from collections.abc import Sequence

import pytest

from outlet_app.domain.attachments import MOST_PAGES, Arrival
from outlet_app.domain.events import Fact
from outlet_app.domain.facts.attachment import AttachmentAdded
from outlet_app.domain.problems import Refused
from outlet_app.models.blobs import BlobState
from outlet_app.models.errors import DiskFailed, DiskFull, StorageError
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.printing.scans import read_pages
from outlet_app.services.attachment_views import CaseAttachments, Shelf
from outlet_app.services.attachments import waiting_of
from outlet_app.services.projection import rebuild
from outlet_app.services.troubles import Trouble
from outlet_app.services.views import CaseFilter
from tests.support.at_the_counter import (
    accepted,
    answered,
    events_of_all,
    from_the_city,
    history,
    judged,
    kinds,
)
from tests.support.bench import SUPERVISOR_PERSON, Bench
from tests.support.builders import at
from tests.support.scans import page, pdf


def files(bench: Bench) -> list[str]:
    folder = bench.folder / "data" / "attachments"
    return sorted(one.name for one in folder.iterdir()) if folder.exists() else []


def refusal(bench: Bench, case_id: str, material: str, *marks: str) -> str:
    with pytest.raises(Refused) as told:
        bench.counter().attachments.add(case_id, material, [page(mark) for mark in marks])
    return told.value.refusal.code


def shelf(seen: CaseAttachments, code: str) -> Shelf:
    return next(one for one in seen.shelves if one.code == code)


def mark(bench: Bench, digest: str, state: BlobState) -> None:
    with bench.database.unit_of_work() as uow:
        uow.blobs.mark(digest, state)
        uow.commit()


def waiting(bench: Bench, *case_ids: str) -> dict[str, tuple[int, int]]:
    with bench.database.reading() as uow:
        return waiting_of(uow, case_ids)


def test_pages_become_one_file_of_the_case(bench: Bench) -> None:
    case = accepted(bench).case
    code = case.materials[0].code
    seen = bench.counter().attachments.add(case.case_id, code, [page("1"), page("2").turn()])
    (one,) = shelf(seen, code).attachments
    assert (one.material, one.pages, one.by, one.state, one.here) == (
        code,
        2,
        bench.counter().person.staff_no,
        "waiting",
        True,
    )
    assert seen.arrival == Arrival(1, 1)
    assert len(read_pages(bench.counter().attachments.content(one.sha256))) == 2
    assert kinds(bench, case.case_id)[-1] == "attachment_added"


def test_the_file_lies_beside_the_database_and_not_in_plain(bench: Bench) -> None:
    case_id = answered(bench).case.case_id
    seen = bench.counter().attachments.add(case_id, "", [page()])
    (name,) = files(bench)
    sealed = (bench.folder / "data" / "attachments" / name).read_bytes()
    assert b"%PDF" not in sealed
    assert seen.shelves[-1].attachments[0].sha256 not in name


def test_every_row_of_the_list_has_a_shelf_and_the_last_is_for_the_rest(bench: Bench) -> None:
    case = accepted(bench).case
    seen = bench.counter().attachments.of_case(case.case_id)
    assert [(one.code, one.name) for one in seen.shelves] == [
        *((row.code, row.name) for row in case.materials),
        ("", ""),
    ]
    assert (seen.case_no, seen.arrival, seen.open, seen.damaged) == (case.case_no, Arrival(0, 0), True, 0)


def test_what_was_added_later_stands_behind(bench: Bench) -> None:
    case = accepted(bench).case
    code, desk = case.materials[0].code, bench.counter().attachments
    for sign in "123":
        desk.add(case.case_id, code, [page(sign)])
    told = shelf(desk.of_case(case.case_id), code).attachments
    assert len({one.sha256 for one in told}) == 3
    assert [one.at for one in told] == sorted(one.at for one in told)


def test_replacing_is_a_new_one_and_a_void_one_and_both_stay_listed(bench: Bench) -> None:
    case_id, desk = answered(bench).case.case_id, bench.counter().attachments
    first = desk.add(case_id, "", [page("1")]).shelves[-1].attachments[0]
    desk.add(case_id, "", [page("2")])
    seen = desk.void(case_id, first.attachment_id, "  扫描不清 ")
    told = seen.shelves[-1].attachments
    named = [(one.attachment_id == first.attachment_id, one.void_reason) for one in told]
    assert named == [(False, ""), (True, "扫描不清")]
    assert len(seen.shelves[-1].counting) == 1
    assert seen.arrival == Arrival(1, 1)
    assert len(files(bench)) == 2
    assert kinds(bench, case_id)[-1] == "attachment_voided"
    assert desk.content(first.sha256).startswith(b"%PDF")


@pytest.mark.parametrize("reason", ["", "  ", "\u3000"])
def test_nothing_is_voided_without_a_reason(bench: Bench, reason: str) -> None:
    case_id, desk = answered(bench).case.case_id, bench.counter().attachments
    one = desk.add(case_id, "", [page()]).shelves[-1].attachments[0]
    with pytest.raises(Refused) as told:
        desk.void(case_id, one.attachment_id, reason)
    assert told.value.refusal.code == "attachment.void_without_reason"
    assert desk.of_case(case_id).arrival == Arrival(1, 1)


def test_a_refusal_leaves_neither_event_nor_file(bench: Bench) -> None:
    case_id = answered(bench).case.case_id
    bench.counter().attachments.add(case_id, "", [page("1")])
    before = events_of_all(bench), files(bench)
    assert refusal(bench, case_id, "", "1") == "attachment.there_already"
    assert refusal(bench, case_id, "9.9-M9", "2") == "attachment.no_such_material"
    assert refusal(bench, "no such case", "", "2") == "case.unknown"
    assert refusal(bench, case_id, "", *(["2"] * (MOST_PAGES + 1))) == "attachment.malformed"
    assert (events_of_all(bench), files(bench)) == before


def test_no_pages_are_no_attachment(bench: Bench) -> None:
    assert refusal(bench, answered(bench).case.case_id, "") == "scan.no_pages"


def test_the_bytes_are_on_the_disk_before_the_event_is_committed(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id, seen = answered(bench).case.case_id, [("", 0)]
    committing, flush = UnitOfWork.commit, os.fsync

    def flushed(handle: int) -> None:
        seen.append(("flush", len(files(bench))))
        flush(handle)

    def committed(uow: UnitOfWork) -> None:
        seen.append(("commit", len(files(bench))))
        committing(uow)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(UnitOfWork, "commit", committed)
    bench.counter().attachments.add(case_id, "", [page()])
    assert seen[1:] == [("flush", 1), ("flush", 1), ("commit", 1)]


@pytest.mark.parametrize(("number", "trouble"), [(errno.ENOSPC, DiskFull), (errno.EIO, DiskFailed)])
def test_a_disk_that_takes_no_file_leaves_no_event(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, number: int, trouble: type[StorageError]
) -> None:
    """Row 8: said before anything counts, and the next try works."""
    case_id = answered(bench).case.case_id
    before = events_of_all(bench)

    def broken(_handle: int) -> None:
        raise OSError(number, "no")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", broken)
        with pytest.raises(trouble):
            bench.counter().attachments.add(case_id, "", [page()])
    assert (events_of_all(bench), files(bench)) == (before, [])
    assert bench.counter().attachments.add(case_id, "", [page()]).arrival == Arrival(1, 1)


def test_a_store_that_does_not_commit_leaves_no_file(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    case_id = answered(bench).case.case_id

    def full(_uow: UnitOfWork) -> None:
        raise DiskFull("full")

    with monkeypatch.context() as patched:
        patched.setattr(UnitOfWork, "commit", full)
        with pytest.raises(DiskFull):
            bench.counter().attachments.add(case_id, "", [page()])
    assert files(bench) == []
    assert bench.counter().attachments.of_case(case_id).arrival == Arrival(0, 0)


def test_a_file_a_power_cut_left_without_a_record_is_swept_at_the_next_start(bench: Bench) -> None:
    case_id, desk = answered(bench).case.case_id, bench.counter().attachments
    one = desk.add(case_id, "", [page()]).shelves[-1].attachments[0]
    (bench.folder / "data" / "attachments" / "stray").write_bytes(b"half")
    desk.tidy()
    assert len(files(bench)) == 1
    assert desk.content(one.sha256).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (BlobState.LOCAL, ("waiting", True, Arrival(1, 1))),
        (BlobState.CONFIRMED, ("arrived", True, Arrival(0, 1))),
        (BlobState.REMOTE, ("arrived", False, Arrival(0, 1))),
        (BlobState.ELSEWHERE, ("elsewhere", False, Arrival(1, 1, 1))),
        (BlobState.DAMAGED, ("damaged", True, Arrival(1, 1))),
    ],
)
def test_where_a_file_is_stands_beside_it(
    bench: Bench, state: BlobState, told: tuple[str, bool, Arrival]
) -> None:
    case_id, desk = answered(bench).case.case_id, bench.counter().attachments
    mark(bench, desk.add(case_id, "", [page()]).shelves[-1].attachments[0].sha256, state)
    seen = desk.of_case(case_id)
    one = seen.shelves[-1].attachments[0]
    assert (one.state, one.here, seen.arrival) == told
    assert seen.damaged == (state is BlobState.DAMAGED)


def test_what_waits_is_counted_by_case(bench: Bench) -> None:
    desk = bench.counter().attachments
    first, second, third = (answered(bench).case.case_id for _ in range(3))
    digest = desk.add(first, "", [page("1")]).shelves[-1].attachments[0].sha256
    desk.add(first, "", [page("2")])
    desk.add(second, "", [page("1")])
    assert waiting(bench, first, second, third) == {first: (2, 2), second: (1, 1)}
    mark(bench, digest, BlobState.CONFIRMED)
    assert waiting(bench, first, second, third) == {first: (1, 2)}
    assert waiting(bench) == {}


def test_the_same_paper_in_two_cases_is_one_file(bench: Bench) -> None:
    desk = bench.counter().attachments
    first, second = (answered(bench).case.case_id for _ in range(2))
    one = desk.add(first, "", [page()]).shelves[-1].attachments[0]
    desk.add(second, "", [page()])
    with bench.database.reading() as uow:
        assert len(uow.blobs.names()) == 1
    desk.tidy()
    assert desk.content(one.sha256).startswith(b"%PDF")


def test_a_list_tells_what_others_have_to_send_from_what_waits_here(bench: Bench) -> None:
    """Two files of the other window, one of which has come, and later one of this machine's own."""
    case_id, counter = answered(bench).case.case_id, bench.counter()
    judged(bench, ["applied"] * events_of_all(bench))
    told = [AttachmentAdded("", digit * 64, 4_000, 3, order=n) for n, digit in enumerate("de", 1)]
    from_the_city(bench, case_id, told, at=at(5), first_n=9)

    def row() -> tuple[int, int, int]:
        seen = counter.cases.detail(case_id).row
        (listed,) = counter.cases.page(CaseFilter()).rows
        assert listed.files_elsewhere == seen.files_elsewhere
        return seen.files_waiting, seen.files, seen.files_elsewhere

    assert row() == (2, 2, 2)
    mark(bench, "d" * 64, BlobState.REMOTE)
    assert row() == (1, 2, 1)
    counter.attachments.add(case_id, "", [page()])
    assert row() == (2, 3, 1)
    mark(bench, "e" * 64, BlobState.REMOTE)
    assert row() == (1, 3, 0)


def test_what_another_window_attached_is_elsewhere_until_it_arrives(bench: Bench) -> None:
    case_id = answered(bench).case.case_id
    told: Sequence[Fact] = (AttachmentAdded("", "d" * 64, 4_000, 3),)
    judged(bench, ["applied"] * events_of_all(bench))
    from_the_city(bench, case_id, told, at=at(5), first_n=9)
    seen = bench.counter().attachments.of_case(case_id)
    (one,) = seen.shelves[-1].attachments
    assert (one.state, one.here, seen.arrival) == ("elsewhere", False, Arrival(1, 1, 1))
    with pytest.raises(Trouble) as trouble:
        bench.counter().attachments.content("d" * 64)
    assert trouble.value.code == "attachment.not_here"


def test_an_evicted_file_is_fetched_and_kept_again(bench: Bench) -> None:
    case_id, desk = answered(bench).case.case_id, bench.counter().attachments
    one = desk.add(case_id, "", [page()]).shelves[-1].attachments[0]
    content = desk.content(one.sha256)
    (name,) = files(bench)
    mark(bench, one.sha256, BlobState.REMOTE)
    (bench.folder / "data" / "attachments" / name).unlink()
    asked: list[str] = []
    desk.from_city = lambda blob: (asked.append(blob.sha256), content)[1]
    assert desk.fetch(one.sha256) == content
    assert (asked, len(files(bench))) == ([one.sha256], 1)
    assert desk.fetch(one.sha256) == content
    assert len(asked) == 1
    seen = desk.of_case(case_id).shelves[-1].attachments[0]
    assert (seen.state, seen.here) == ("arrived", True)


def test_without_a_line_an_evicted_file_is_said_to_be_away(bench: Bench) -> None:
    case_id, desk = answered(bench).case.case_id, bench.counter().attachments
    one = desk.add(case_id, "", [page()]).shelves[-1].attachments[0]
    mark(bench, one.sha256, BlobState.REMOTE)
    with pytest.raises(Trouble) as trouble:
        desk.fetch(one.sha256)
    assert trouble.value.code == "attachment.not_here"


@pytest.mark.parametrize("harm", ["gone", "rotten"])
def test_a_file_that_is_lost_here_is_said(bench: Bench, harm: str) -> None:
    case_id, desk = answered(bench).case.case_id, bench.counter().attachments
    one = desk.add(case_id, "", [page()]).shelves[-1].attachments[0]
    place = bench.folder / "data" / "attachments" / files(bench)[0]
    if harm == "gone":
        place.unlink()
    else:
        place.write_bytes(b"x" * 400)
    with pytest.raises(Trouble) as trouble:
        desk.content(one.sha256)
    assert trouble.value.code == "attachment.file_lost"
    with bench.database.reading() as uow:
        blob = uow.blobs.get(one.sha256)
    assert blob is not None
    with pytest.raises(LookupError):
        desk.read_file(blob)


def test_a_digest_nobody_named_is_not_here(bench: Bench) -> None:
    with pytest.raises(Trouble) as trouble:
        bench.counter().attachments.content("e" * 64)
    assert trouble.value.code == "attachment.not_here"


def test_a_rebuild_of_the_lists_keeps_what_is_known_of_the_files(bench: Bench) -> None:
    case_id, desk = answered(bench).case.case_id, bench.counter().attachments
    one = desk.add(case_id, "", [page("1")]).shelves[-1].attachments[0]
    desk.add(case_id, "", [page("2")])
    desk.void(case_id, one.attachment_id, "放错")
    mark(bench, one.sha256, BlobState.CONFIRMED)
    before = desk.of_case(case_id)
    with bench.database.unit_of_work() as uow:
        rebuild(uow)
        uow.commit()
    assert desk.of_case(case_id) == before
    assert waiting(bench, case_id) == {case_id: (1, 1)}


def test_who_added_and_who_voided_stands_in_the_course(bench: Bench) -> None:
    case_id = answered(bench).case.case_id
    one = bench.counter().attachments.add(case_id, "", [page()]).shelves[-1].attachments[0]
    bench.counter(SUPERVISOR_PERSON).attachments.void(case_id, one.attachment_id, "放错")
    told = [(entry.kind, entry.actor) for entry in history(bench, case_id)][-2:]
    assert told == [
        ("attachment_added", bench.counter().person.staff_no),
        ("attachment_voided", SUPERVISOR_PERSON.staff_no),
    ]


def test_a_voided_case_takes_no_more(bench: Bench) -> None:
    case_id = answered(bench).case.case_id
    bench.counter(SUPERVISOR_PERSON).mending.void(case_id, "duplicate", "")
    assert bench.counter().attachments.of_case(case_id).open is False
    assert refusal(bench, case_id, "", "1") == "state.guard"


def test_a_dozen_pages_of_a_typical_scan(bench: Bench) -> None:
    case_id, desk = answered(bench).case.case_id, bench.counter().attachments
    pages = read_pages(pdf(12))
    one = desk.add(case_id, "", pages).shelves[-1].attachments[0]
    assert (one.pages, one.size < 12 * 600_000) == (12, True)
