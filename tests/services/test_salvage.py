"""Row 9, the whole way: the damaged store, the copy in its place, what comes back out of it and the city."""

import errno
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import Registered
from outlet_app.domain.facts.attachment import AttachmentAdded
from outlet_app.models.backup import restore
from outlet_app.models.blobs import BlobFile, BlobState
from outlet_app.models.engine import open_database
from outlet_app.models.errors import DatabaseDamaged
from outlet_app.models.sqlcipher import connect
from outlet_app.services import salvage
from outlet_app.services.healed import Healed
from outlet_app.services.identity import look_at_oneself
from outlet_app.services.recorder import op_of
from outlet_app.services.salvage import bring_back
from outlet_app.services.views import CaseFilter
from outlet_app.sync.wire import decode_event
from outlet_app.system.blob_files import BlobFiles
from tests.services.conftest import Enrolled
from tests.services.test_sending import start_again, terminal_of
from tests.support.at_the_counter import accepted, answered, events_of_all, from_the_city, kinds
from tests.support.bench import Bench
from tests.support.cities import census
from tests.support.entries import consultation
from tests.support.server import ServerProcess

PAGE = 4096
Enrol = Callable[..., Enrolled]


def rot(here: Enrolled, *names: str) -> None:
    """The store is closed and a bit flips on the first page of these tables or indexes."""
    path = here.bench.database.path
    here.sync.close()
    here.bench.database.close()
    with closing(connect(path, here.key)) as raw:
        told = dict(raw.execute("SELECT name, rootpage FROM sqlite_master").fetchall())
    content = bytearray(path.read_bytes())
    for name in names:
        content[(told[name] - 1) * PAGE + 100] ^= 1
    path.write_bytes(content)
    with closing(open_database(path, here.key, busy_ms=500)) as found, pytest.raises(DatabaseDamaged):
        found.check()


def use_copy(here: Enrolled, copy: Path) -> int:
    """As at the sign-in: the copy steps in, and the next start brings back what came after it; how much."""
    bench = here.bench
    path = bench.database.path
    restore(path, copy)
    bench.database = open_database(path, here.key, busy_ms=500)
    bench.database.check()
    bench.machine = replace(bench.machine, database=bench.database)
    came = bring_back(bench.database, bench.clock.now())
    here.sync = start_again(bench)
    return came


def copied(here: Enrolled) -> Path:
    return here.bench.database.back_up(here.bench.folder / "backups")


def own_ids(bench: Bench) -> list[str]:
    """What this machine made, in the order in which it is sent."""
    with bench.database.reading() as uow:
        assert uow.journal.verify_chain() is None
        return [one.op_id for one in uow.outbox.batch(1_000, 10**9)]


def shown(bench: Bench) -> set[str]:
    return {row.case_no for row in bench.counter().cases.page(CaseFilter(), 100).rows}


def test_row_09_what_was_saved_offline_after_the_copy_comes_back_whole_and_is_sent_under_the_same_number(
    any_city: ServerProcess, enrolled: Enrol
) -> None:
    here = enrolled(any_city)
    bench = here.bench
    sent = answered(bench).case
    here.sync.run_once()
    copy = copied(here)
    # No round from here on: the line is gone.
    made = [accepted(bench) for _ in range(2)]
    cases = [sent, *(one.case for one in made)]
    before, terminal = own_ids(bench), terminal_of(here)
    papers = {
        paper.number: bench.counter().papers.pdf(paper.paper_id) for one in made for paper in one.papers
    }
    rot(here, "card")
    assert use_copy(here, copy) == len(before) > 4
    # The very same steps in the very same places, shown, searchable, with their papers byte for byte.
    assert own_ids(bench) == before
    assert shown(bench) == {case.case_no for case in cases}
    again = {
        paper.number: bench.counter().papers.pdf(paper.paper_id)
        for one in made
        for paper in bench.counter().cases.detail(one.case.case_id).papers
    }
    assert again == papers
    # Nothing was set back, so nothing is to be renamed: the next number follows the last one given.
    assert look_at_oneself(bench.database, bench.witness, "") == ""
    following = accepted(bench)
    assert following.case.case_no.split("-")[2] == f"{terminal}0004"
    assert following.papers[0].number.endswith("0003 号")
    state = here.sync.run_once(hurry=True)
    assert (state.stopped, state.waiting, state.needs_you) == ("", 0, 0)
    assert terminal_of(here) == terminal
    assert state.healed == Healed("salvaged", bench.clock.now(), len(before))
    held = census(any_city, bench.reference.outlet.code)
    assert held.tally.events == events_of_all(bench)
    assert held.case_numbers == tuple(sorted(one.case_no for one in (*cases, following.case)))


@pytest.mark.parametrize("broken", ["outbox", "place", "counter", "paper"])
def test_row_09_whatever_else_is_broken_beside_no_step_is_lost_and_no_number_given_twice(
    any_city: ServerProcess, enrolled: Enrol, broken: str
) -> None:
    here = enrolled(any_city)
    bench = here.bench
    copy = copied(here)
    sent = answered(bench).case
    here.sync.run_once()
    waiting = accepted(bench).case
    events = events_of_all(bench)
    rot(here, broken)
    # Without the queue nobody can tell that what the city has was made here; it is there all the same.
    assert use_copy(here, copy) == events - (2 if broken == "outbox" else 0)
    assert events_of_all(bench) == events
    assert shown(bench) == {sent.case_no, waiting.case_no}
    look_at_oneself(bench.database, bench.witness, "")
    fresh = accepted(bench).case
    for _ in range(3):
        state = here.sync.run_once(hurry=True)
    assert (state.stopped, state.waiting, state.needs_you, state.problem) == ("", 0, 0, "")
    held = census(any_city, bench.reference.outlet.code)
    assert held.case_numbers == tuple(sorted(one.case_no for one in (sent, waiting, fresh)))
    assert (held.tally.events, held.parked) == (events_of_all(bench), 0)
    assert kinds(bench, sent.case_id) == ["registered", "answered_on_spot"]


@pytest.mark.parametrize("broken", ["event", "event_body"])
def test_row_09_where_the_events_themselves_are_broken_the_city_gives_back_what_it_has(
    any_city: ServerProcess, enrolled: Enrol, broken: str
) -> None:
    here = enrolled(any_city)
    bench = here.bench
    copy = copied(here)
    sent = accepted(bench).case
    here.sync.run_once()
    steps, terminal = events_of_all(bench), terminal_of(here)
    rot(here, broken)
    assert use_copy(here, copy) == 0
    assert shown(bench) == set()
    # The numbers came back or the witness has them: offline, too, none is given twice.
    look_at_oneself(bench.database, bench.witness, "")
    meanwhile = accepted(bench)
    assert meanwhile.case.case_no.split("-")[2] == f"{terminal}0002"
    for _ in range(3):
        state = here.sync.run_once(hurry=True)
    assert (state.stopped, state.waiting, state.problem) == ("", 0, "")
    assert events_of_all(bench) == steps + events_of(bench, meanwhile.case.case_id)
    assert shown(bench) == {sent.case_no, meanwhile.case.case_no}
    assert census(any_city, bench.reference.outlet.code).tally.events == events_of_all(bench)


def events_of(bench: Bench, case_id: str) -> int:
    return len(kinds(bench, case_id))


def test_row_09_without_the_log_what_only_it_held_is_missed_by_the_witness_and_fetched_from_the_city(
    any_city: ServerProcess, enrolled: Enrol
) -> None:
    """No page is wrong, so nothing looks damaged: the numbers on paper tell."""
    here = enrolled(any_city)
    bench = here.bench
    answered(bench)
    here.sync.run_once()
    bench.database.fold_log()
    path, folded = bench.database.path, bench.database.path.read_bytes()
    lost = accepted(bench)
    here.sync.run_once()
    here.sync.close()
    bench.database.close()
    path.write_bytes(folded)
    bench.database = open_database(path, here.key, busy_ms=500)
    bench.machine = replace(bench.machine, database=bench.database)
    bench.database.check()
    here.sync = start_again(bench)
    assert (look_at_oneself(bench.database, bench.witness, ""), shown(bench) & {lost.case.case_no}) == (
        "FORK", set(),
    )  # fmt: skip
    state = here.sync.run_once()
    assert (state.stopped, state.waiting, state.healed and state.healed.what) == ("", 0, "restored")
    assert lost.case.case_no in shown(bench)
    assert accepted(bench).case.case_no.split("-")[2] == f"{terminal_of(here)}0001"


def test_row_09_a_second_damage_before_the_next_copy_brings_back_both(
    any_city: ServerProcess, enrolled: Enrol
) -> None:
    here = enrolled(any_city)
    bench = here.bench
    copy = copied(here)
    first = answered(bench).case
    rot(here, "card")
    assert use_copy(here, copy) == 2
    second = answered(bench).case
    rot(here, "draft")
    assert use_copy(here, copy) == 4
    assert shown(bench) == {first.case_no, second.case_no}
    assert len(bench.database.wrecks()) == 2
    assert here.sync.run_once().waiting == 0
    assert census(any_city, bench.reference.outlet.code).tally.events == 4


def test_once_brought_back_it_is_left_alone(any_city: ServerProcess, enrolled: Enrol) -> None:
    here = enrolled(any_city)
    bench = here.bench
    copy = copied(here)
    answered(bench)
    rot(here, "card")
    assert use_copy(here, copy) == 2
    before = own_ids(bench)
    assert bring_back(bench.database, bench.clock.now()) == 0
    assert own_ids(bench) == before
    (wreck,) = bench.database.wrecks()
    assert sorted(one.name for one in wreck.parent.iterdir() if "salvage" in one.name) == []


def test_killed_in_between_all_of_it_comes_back_at_the_next_start(
    any_city: ServerProcess, enrolled: Enrol, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = enrolled(any_city)
    bench = here.bench
    copy = copied(here)
    case = accepted(bench).case
    steps = events_of_all(bench)
    rot(here, "card")

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(salvage, "reproject_all", dies)
        with pytest.raises(KeyboardInterrupt):
            use_copy(here, copy)
    assert (events_of_all(bench), shown(bench)) == (0, set())
    assert bring_back(bench.database, bench.clock.now()) == steps
    assert shown(bench) == {case.case_no}


def test_without_room_for_it_work_goes_on_and_it_is_tried_again(
    any_city: ServerProcess, enrolled: Enrol, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = enrolled(any_city)
    bench = here.bench
    copy = copied(here)
    first = accepted(bench)
    steps = events_of_all(bench)
    rot(here, "card")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no room")

    restore(bench.database.path, copy)
    bench.database = open_database(bench.database.path, here.key, busy_ms=500)
    bench.machine = replace(bench.machine, database=bench.database)
    with monkeypatch.context() as patched:
        patched.setattr("outlet_app.models.wreck.shutil.copyfile", full)
        assert bring_back(bench.database, bench.clock.now()) == 0
    assert look_at_oneself(bench.database, bench.witness, "") == "FORK"
    # Meanwhile another step takes the places of those that are still missing; no number is the same.
    second = accepted(bench)
    assert second.papers[0].number != first.papers[0].number
    assert bring_back(bench.database, bench.clock.now()) == steps
    here.sync = start_again(bench)
    for _ in range(3):
        state = here.sync.run_once(hurry=True)
    assert (state.stopped, state.waiting, state.needs_you) == ("", 0, 0)
    held = census(any_city, bench.reference.outlet.code)
    assert held.case_numbers == tuple(sorted(one.case.case_no for one in (first, second)))
    assert held.tally.events == events_of_all(bench)


def test_attachments_added_after_the_copy_open_again_and_are_sent(
    any_city: ServerProcess, enrolled: Enrol
) -> None:
    """The file lies beside the store and is whole; its key stood in the store."""
    here = enrolled(any_city)
    bench = here.bench
    copy = copied(here)
    case = accepted(bench).case
    content, files = b"%PDF-1.7 scan" * 900, BlobFiles(bench.folder / "data" / "attachments")
    digest, name = sha256(content).hexdigest(), "scan-1"
    key = files.write(name, digest, content)
    with bench.database.unit_of_work() as uow:
        registered = decode_event(uow.journal.of_case(case.case_id)[0].body)
        added = replace(
            registered, op_id="0199-attachment", fact=AttachmentAdded("", digest, len(content), 1)
        )
        uow.blobs.put(BlobFile(digest, len(content), BlobState.LOCAL, name, key))
        uow.journal.append([op_of(added)])
        uow.commit()
    rot(here, "card")
    use_copy(here, copy)
    with bench.database.reading() as uow:
        blob = uow.blobs.get(digest)
        counts = uow.blobs.counts([case.case_id])[case.case_id]
    assert blob is not None
    assert (blob.state, files.read(blob.name, digest, blob.key)) == (BlobState.LOCAL, content)
    assert (counts.waiting, counts.total) == (1, 1)


@pytest.mark.parametrize("newer", ["wreck", "store"])
def test_the_newer_of_two_drafts_stays(bench: Bench, newer: str) -> None:
    who, now = bench.counter().person.staff_no, bench.clock.now()
    with bench.database.unit_of_work() as uow:
        uow.drafts.save(who, b"before the copy", now)
        uow.commit()
    copy = bench.database.back_up(bench.folder / "backups")
    path = bench.database.path
    with bench.database.unit_of_work() as uow:
        later = now + timedelta(minutes=5 if newer == "wreck" else -5)
        uow.drafts.save(who, b"after it", later)
        uow.commit()
    bench.database.close()
    restore(path, copy)
    bench.database = open_database(path, bytes(range(32)), busy_ms=500)
    assert bring_back(bench.database, now) == 0
    with bench.database.reading() as uow:
        draft = uow.drafts.get(who)
    assert draft is not None
    assert draft.body == (b"after it" if newer == "wreck" else b"before the copy")


def test_what_other_windows_did_is_there_before_the_line_is(bench: Bench) -> None:
    """Cases of others come back with their places, so that own steps on them can be shown offline."""
    made = bench.counter().intake.decide(consultation(), Decision.ANSWER).case
    with bench.database.reading() as uow:
        fact = uow.journal.of_case(made.case_id)[0]
    copy = bench.database.back_up(bench.folder / "backups")
    of_other = decode_event(fact.body).fact
    assert isinstance(of_other, Registered)
    registered = replace(of_other, case_no="HH01-20261120-020001-T")
    from_the_city(bench, "case-of-02", [registered], at=bench.clock.now(), first_n=1)
    path = bench.database.path
    bench.database.close()
    restore(path, copy)
    bench.database = open_database(path, bytes(range(32)), busy_ms=500)
    bench.machine = replace(bench.machine, database=bench.database)
    assert bring_back(bench.database, bench.clock.now()) == 0, "nothing of our own was missing"
    with bench.database.reading() as uow:
        (entry,) = uow.journal.of_case("case-of-02")
    assert (entry.case_n, entry.verdict, entry.state) == (1, "applied", None)
    assert "HH01-20261120-020001-T" in shown(bench)


def test_without_a_damaged_file_nothing_happens(bench: Bench) -> None:
    answered(bench)
    before = own_ids(bench)
    assert bring_back(bench.database, bench.clock.now()) == 0
    assert own_ids(bench) == before
    with bench.database.reading() as uow:
        assert uow.meta.get("store.salvaged") is None
