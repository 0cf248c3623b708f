"""同步中心 against a real city: what waits, what went, what came, and what is said about it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import delete

from city_server import cli
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import RejectDetail
from outlet_app.domain.events import ClockTrust
from outlet_app.domain.problems import Refused
from outlet_app.domain.states import State
from outlet_app.models.backup import restore
from outlet_app.models.engine import open_database
from outlet_app.models.errors import NotEnrolled
from outlet_app.models.rows.record import INSTANCE
from outlet_app.services.healed import Healed
from outlet_app.services.identity import look_at_oneself
from outlet_app.services.projection import reproject_all
from outlet_app.services.sync_centre import SyncCentre
from outlet_app.services.upkeep import Upkeep
from outlet_app.services.views import CaseFilter
from outlet_app.sync.engine import SyncEngine
from tests.services.conftest import Enrolled
from tests.support.at_the_counter import accepted, answered, events_of_all, kinds, notified, text_of
from tests.support.bench import Bench
from tests.support.cities import census
from tests.support.counter import quick_client
from tests.support.entries import consultation
from tests.support.faults import CUT_ANSWER, LOSE_ANSWER, Proxy, page
from tests.support.server import ServerProcess

Enrol = Callable[..., Enrolled]
Serve = Callable[..., ServerProcess]
Lay = Callable[[ServerProcess], Proxy]


def start_again(bench: Bench) -> SyncCentre:
    """The sync centre of the program's next start, before its first round."""
    store, clock = bench.database, bench.clock
    engine = SyncEngine(store, quick_client, reproject_all, clock, Random(2))
    return SyncCentre(store, engine, clock, Upkeep(store, bench.folder / "backups", clock))


def set_back(here: Enrolled, backup: Path) -> None:
    """Put an older copy in the place of the store and open it."""
    bench = here.bench
    path = bench.database.path
    bench.database.close()
    restore(path, backup)
    bench.database = open_database(path, here.key, busy_ms=500)
    bench.machine = replace(bench.machine, database=bench.database)


def test_what_was_registered_reaches_the_city_byte_for_byte(any_city: ServerProcess, enrolled: Enrol) -> None:
    here = enrolled(any_city)
    cases = [answered(here.bench).case, accepted(here.bench).case, notified(here.bench).case]
    assert (here.sync.state().waiting, here.sync.state().online) == (3, False)
    state = here.sync.run_once()
    assert (state.online, state.waiting, state.failed, state.needs_you, state.problem) == (True, 0, 0, 0, "")
    assert state.sent_today == 3
    held = census(any_city, here.bench.reference.outlet.code).tally
    assert (held[0], held[1]) == (3, events_of_all(here.bench))
    sending = {row.case_id: row.sending for row in here.bench.counter().cases.page(CaseFilter()).rows}
    assert sending == {case.case_id: "sent" for case in cases}


def test_the_papers_go_as_numbers_and_hashes_only(
    any_city: ServerProcess, enrolled: Enrol, proxy: Lay
) -> None:
    """The file stays at the counter (issue 2: blobs are a later issue)."""
    line = proxy(any_city)
    here = enrolled(any_city, via=line.url)
    paper = accepted(here.bench).papers[0]
    here.sync.run_once()
    pdf = here.bench.counter().papers.pdf(paper.paper_id)
    assert sum(map(len, line.sent("/v1/push"))) < len(pdf) / 4


def test_offline_is_an_answer_and_the_queue_stays(serve: Serve, enrolled: Enrol) -> None:
    server = serve()
    here = enrolled(server)
    server.stop()
    answered(here.bench)
    began = here.bench.clock.now()
    first = here.sync.run_once()
    assert (first.online, first.waiting, first.problem) == (False, 1, "server.offline")
    assert first.offline_since == began
    here.bench.clock.forward(minutes=20)
    later = here.sync.run_once()
    assert (later.offline_since, later.oldest_unsent) == (began, began)
    assert later.last_sync is None


def test_the_next_try_stands_still_between_two_looks(serve: Serve, enrolled: Enrol) -> None:
    server = serve()
    here = enrolled(server)
    server.stop()
    told = here.sync.run_once()
    assert told.next_try == here.bench.clock.now() + timedelta(seconds=here.sync.next_try_s)
    here.bench.clock.forward(seconds=5)
    assert here.sync.state().next_try == told.next_try
    assert here.sync.view().state.next_try == told.next_try


def test_the_queue_empties_when_the_city_is_back(serve: Serve, enrolled: Enrol) -> None:
    server = serve()
    here = enrolled(server)
    port = server.port
    server.stop()
    accepted(here.bench)
    assert here.sync.run_once().waiting == 1
    again = serve(port=port)
    state = here.sync.run_once(hurry=True)
    assert (state.online, state.waiting, state.offline_since) == (True, 0, None)
    assert state.last_sync == here.bench.clock.now()
    assert state.next_try is None
    assert census(again, here.bench.reference.outlet.code).tally[0] == 1


def test_the_last_success_is_known_after_a_restart(any_city: ServerProcess, enrolled: Enrol) -> None:
    here = enrolled(any_city)
    here.sync.run_once()
    went = here.bench.clock.now()
    here.bench.clock.forward(hours=2)
    fresh = start_again(here.bench)
    assert (fresh.state().last_sync, fresh.state().online) == (went, False)


@pytest.mark.parametrize("fault", [LOSE_ANSWER, CUT_ANSWER])
def test_a_lost_answer_is_a_failed_send_that_is_tried_again(
    any_city: ServerProcess, enrolled: Enrol, proxy: Lay, fault: object
) -> None:
    line = proxy(any_city)
    here = enrolled(any_city, via=line.url)
    accepted(here.bench)
    line.plan("/v1/push", fault)  # type: ignore[arg-type]
    broken = here.sync.run_once()
    assert (broken.online, broken.failed, broken.waiting) == (False, 1, 1)
    (row,) = here.sync.view().rows
    assert (row.status, row.tries, row.code) == ("failed", 1, "server.offline")
    assert row.next_try == here.bench.clock.now() + timedelta(seconds=here.sync.next_try_s)
    mended = here.sync.run_once(hurry=True)
    assert (mended.online, mended.failed, mended.waiting, mended.sent_today) == (True, 0, 0, 1)
    assert census(any_city, here.bench.reference.outlet.code).tally[1] == events_of_all(here.bench)


def test_a_login_page_is_offline_by_another_name(
    any_city: ServerProcess, enrolled: Enrol, proxy: Lay
) -> None:
    line = proxy(any_city)
    here = enrolled(any_city, via=line.url)
    line.plan("/v1/hello", page("302 Found", "Location: http://portal.example/\r\n"))
    state = here.sync.run_once()
    assert (state.online, state.problem, state.stopped) == (False, "server.captive", "")


def test_one_line_a_case_problems_first_sent_last(any_city: ServerProcess, enrolled: Enrol) -> None:
    one = enrolled(any_city)
    code = one.bench.reference.outlet.code
    other = enrolled(any_city, outlet=code)
    case = accepted(one.bench).case
    one.sync.run_once()
    other.sync.run_once()
    other.bench.counter().cases.close(case.case_id, "已出具")
    other.sync.run_once()
    one.bench.counter().cases.withdraw(case.case_id, "撤回")
    sent = answered(one.bench).case
    one.sync.run_once()
    waiting = answered(one.bench).case
    view = one.sync.view()
    assert [(row.case_no, row.status) for row in view.rows] == [
        (case.case_no, "needs_you"), (waiting.case_no, "waiting"), (sent.case_no, "sent"),
    ]  # fmt: skip
    assert (view.rows[0].code, view.rows[0].kind) == ("state.guard", "withdrawn")
    assert view.rows[0].args["outlet"] == code
    assert (view.state.needs_you, view.state.waiting, view.state.sent_today) == (1, 1, 1)
    assert one.bench.counter().cases.detail(case.case_id).case.state is State.CLOSED


def test_a_doubtful_clock_is_sent_with_a_hint_and_shown_so(any_city: ServerProcess, enrolled: Enrol) -> None:
    here = enrolled(any_city)
    here.bench.clock.sure = ClockTrust.SUSPECT
    answered(here.bench)
    state = here.sync.run_once()
    (row,) = here.sync.view().rows
    assert (row.status, row.code, state.sent_today, state.needs_you) == ("sent_with_hint", "CLOCK", 1, 0)
    assert here.bench.counter().desk.view().unsent == ()


def test_a_colleagues_case_comes_down_whole(any_city: ServerProcess, enrolled: Enrol) -> None:
    one = enrolled(any_city)
    other = enrolled(any_city, outlet=one.bench.reference.outlet.code)
    case = notified(one.bench).case
    one.sync.run_once()
    other.sync.run_once()
    detail = other.bench.counter().cases.detail(case.case_id)
    assert (detail.case.case_no, detail.case.state) == (case.case_no, State.CORRECTION)
    assert detail.case.notices == case.notices
    assert other.bench.counter().applicants.suggest("河套禾源")[0].case_no == case.case_no
    assert one.bench.reference.terminal != other.bench.reference.terminal


def test_a_notice_made_elsewhere_is_printed_again_as_the_second_print(
    any_city: ServerProcess, enrolled: Enrol
) -> None:
    one = enrolled(any_city)
    other = enrolled(any_city, outlet=one.bench.reference.outlet.code)
    outcome = notified(one.bench)
    one.sync.run_once()
    other.sync.run_once()
    papers = other.bench.counter().papers
    again = papers.reprint(outcome.case.case_id, "W04")
    assert (again.number, again.copy_no) == (outcome.papers[0].number, 2)
    assert "第2次打印" in text_of(papers.pdf(again.paper_id))
    assert other.sync.run_once().needs_you == 0


def test_two_windows_of_an_outlet_never_share_a_number(any_city: ServerProcess, enrolled: Enrol) -> None:
    one = enrolled(any_city)
    other = enrolled(any_city, outlet=one.bench.reference.outlet.code)
    numbers = [
        number
        for here in (one, other)
        for outcome in (accepted(here.bench), accepted(here.bench))
        for number in (outcome.case.case_no, outcome.papers[0].number)
    ]
    assert len(set(numbers)) == 8
    assert [one.sync.run_once().needs_you, other.sync.run_once().needs_you] == [0, 0]


def test_the_day_is_the_same_on_both_windows_after_a_round(any_city: ServerProcess, enrolled: Enrol) -> None:
    one = enrolled(any_city)
    other = enrolled(any_city, outlet=one.bench.reference.outlet.code)
    answered(one.bench)
    notified(one.bench)
    other.bench.counter().intake.decide(consultation(), Decision.REJECT, RejectDetail("not_in_remit"))
    for here in (one, other, one):
        here.sync.run_once()
    later = max(one.bench.clock.now(), other.bench.clock.now())
    one.bench.clock.at = other.bench.clock.at = later
    sheets = [here.bench.counter(here.head).day_sheet.sheet(later.date()) for here in (one, other)]
    assert sheets[0].total == sheets[1].total
    assert sheets[0].flow == sheets[1].flow
    assert sheets[0].total.visits == 3


def test_row_11_a_store_older_than_what_it_sent_prints_offline_above_the_witness_and_then_forks(
    any_city: ServerProcess, enrolled: Enrol
) -> None:
    """sync.md D.8: the file was set back to a copy, the city knows more of it than it does itself."""
    here = enrolled(any_city)
    bench = here.bench
    young = bench.database.back_up(bench.folder / "backups")
    sent = answered(bench).case
    paper = accepted(bench)
    bench.counter().papers.spool(paper.papers[0].paper_id)
    here.sync.run_once()
    lost = events_of_all(bench)
    set_back(here, young)
    here.sync.close()
    sync = here.sync = start_again(bench)
    assert look_at_oneself(bench.database, bench.witness, "") == "FORK"
    offline = sync.state()
    assert (offline.stopped, offline.online) == ("sync.fork", False)
    # Before the line is back: the witness outlives the store, no number is given twice, on paper neither.
    saved = answered(bench).case
    assert saved.case_no[:20] == f"{sent.case_no[:16]}0003"
    printed = accepted(bench)
    assert bench.counter().papers.spool(printed.papers[0].paper_id) > 0
    assert (paper.papers[0].number[-6:], printed.papers[0].number[-6:]) == ("0001 号", "0002 号")
    state = sync.run_once()
    assert (state.stopped, state.waiting, state.needs_you) == ("", 0, 0)
    assert state.healed == Healed("restored", bench.clock.now(), lost, terminal_of(here))
    assert sync.take_healed() == state.healed
    after = answered(bench).case
    assert after.case_no[:20] == f"{sent.case_no[:14]}{terminal_of(here)}0001"
    assert kinds(bench, sent.case_id) == kinds(bench, after.case_id) == ["registered", "answered_on_spot"]
    sync.run_once()
    held = census(any_city, bench.reference.outlet.code)
    made = (sent, paper.case, saved, printed.case, after)
    assert held.case_numbers == tuple(sorted(one.case_no for one in made))
    assert held.parked == 0


def terminal_of(here: Enrolled) -> str:
    with here.bench.database.reading() as uow:
        return uow.instance.required().terminal_no


def test_row_12_a_store_copied_to_another_machine_gives_out_no_number_before_it_has_its_own(
    serve: Serve, enrolled: Enrol
) -> None:
    server = serve()
    here = enrolled(server)
    bench = here.bench
    assert look_at_oneself(bench.database, bench.witness, "a" * 64) == ""
    old, port = terminal_of(here), server.port
    server.stop()
    assert look_at_oneself(bench.database, bench.witness, "b" * 64) == "COPIED"
    for _ in range(2):
        with pytest.raises(Refused) as told:
            accepted(bench)
        assert told.value.refusal.code == "numbers.copied"
    assert (events_of_all(bench), bench.witness.high_water("inst-1")) == (0, {})
    assert here.sync.run_once().stopped == "sync.copied"
    serve(port=port)
    state = here.sync.run_once(hurry=True)
    assert (state.stopped, state.healed and state.healed.what) == ("", "copied")
    assert terminal_of(here) != old
    outcome = accepted(bench)
    assert outcome.case.case_no[14:16] == terminal_of(here)
    assert outcome.papers[0].number[4:6] == terminal_of(here)
    assert look_at_oneself(bench.database, bench.witness, "b" * 64) == ""


def test_a_city_that_was_restored_is_healed_and_told_once(serve: Serve, enrolled: Enrol) -> None:
    city = serve()
    here = enrolled(city)
    here.sync.run_once()
    kept = city.database.copy()
    case = accepted(here.bench).case
    here.sync.run_once()
    assert (here.sync.state().healed, here.sync.take_healed()) == (None, None)
    city.database.set_back(kept)
    assert cli.main(["new-epoch", "--database", city.database.url]) == 0
    state = here.sync.run_once()
    steps = events_of_all(here.bench)
    assert state.healed == Healed("epoch", here.bench.clock.now(), steps)
    assert (state.waiting, state.problem, state.stopped) == (0, "", "")
    assert (here.sync.take_healed(), here.sync.take_healed()) == (state.healed, None)
    held = census(city, here.bench.reference.outlet.code)
    assert (held.tally[1], held.case_numbers) == (steps, (case.case_no,))
    assert start_again(here.bench).state().healed == state.healed
    here.bench.clock.forward(hours=24)
    assert here.sync.run_once().healed is None


def test_the_citys_packs_are_told_once(any_city: ServerProcess, enrolled: Enrol) -> None:
    here = enrolled(any_city)
    changed = []
    for _ in range(2):
        here.sync.run_once()
        changed.append(here.sync.catalogue_changed)
    assert changed == [True, False]


def test_a_machine_that_is_not_enrolled_numbers_nothing_and_asks_nobody(bench: Bench) -> None:
    with bench.database._engine.begin() as raw:
        raw.execute(delete(INSTANCE))
    with pytest.raises(NotEnrolled) as bare:
        answered(bench)
    assert bare.value.code == "storage.not_enrolled"
    sync = start_again(bench)
    state = sync.run_once()
    assert (state.online, state.problem, state.stopped, state.waiting) == (False, "", "", 0)


def test_a_city_that_does_not_exist_is_only_offline(bench: Bench) -> None:
    answered(bench)
    sync = start_again(bench)
    state = sync.run_once()
    assert (state.online, state.problem, state.waiting) == (False, "server.offline", 1)
    sync.close()
