"""Rows 28 and 29: no number is burnt or runs out unseen, and the city is told of each."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from city_server.number_book import explain
from city_server.store import Store
from outlet_app.domain.accounting import Fate, account
from outlet_app.domain.numbering import LARGEST_PAPER_SERIAL, LARGEST_SERIAL
from outlet_app.domain.people import Role
from outlet_app.domain.problems import Refused
from outlet_app.models.errors import StorageError
from outlet_app.services.identity import look_at_oneself
from outlet_app.services.troubles import Trouble
from outlet_app.sync.accounts import TOLD, Accounts
from outlet_app.sync.client import CityClient
from outlet_app.sync.outcomes import Offline
from outlet_app.wording.refusals import REFUSALS
from tests.services.conftest import Enrolled
from tests.services.test_sending import set_back, start_again
from tests.support.at_the_counter import accepted, answered, events_of_all, notified, text_of
from tests.support.bench import SUPERVISOR_PERSON, Bench
from tests.support.server import ServerProcess

Serve = Callable[..., ServerProcess]
Enrol = Callable[..., Enrolled]
CASES, PAPERS = "case:2026-11-20", "paper:受:2026"


class Asked:
    """A city that only listens, or is not there."""

    def __init__(self, away: bool = False) -> None:
        self.away = away
        self.told: list[Any] = []

    def numbers(self, numbers: Any) -> None:
        if self.away:
            raise Offline("no line")
        self.told.append(numbers)


def accounts(bench: Bench) -> Accounts:
    return Accounts(bench.database, bench.witness)


def given(bench: Bench) -> dict[tuple[str, str], int]:
    return {(one.terminal, one.series): one.last for one in accounts(bench).reading().series}


def book(bench: Bench) -> list[tuple[str, int, tuple[int, ...]]]:
    """The account of this machine over what its own store holds."""
    with bench.database.reading() as uow:
        sign = uow.instance.required().outlet_sign
        papers = [(one.number, Fate.LOOSE) for one in uow.papers.untold()]
        for case_id in uow.journal.all_case_ids():
            case = bench.counter().cases.detail(case_id).case
            papers.append((case.case_no, Fate.USED))
            papers += [(paper.number, Fate.USED) for paper in case.papers]
    known = {(sign, *key): last for key, last in given(bench).items()}
    return [(one.series, one.last, one.missing) for one in account(papers, known)]


def broken(*_args: object, **_more: object) -> bytes:
    raise MemoryError("the page does not draw")


def test_row_28_a_paper_that_cannot_be_drawn_burns_no_number(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    accepted(bench)
    before = given(bench)
    with monkeypatch.context() as fault:
        fault.setattr("outlet_app.models.papers.Papers.put", broken)
        for press in (accepted, notified):
            with pytest.raises(MemoryError):
                press(bench)
    assert given(bench) == before
    assert accepted(bench).papers[0].number != ""
    assert [missing for _, _, missing in book(bench)] == [(), ()]


def test_row_28_a_full_disk_burns_no_number(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    accepted(bench)
    before = given(bench)

    def full(*_: object) -> None:
        raise StorageError("disk full")

    with monkeypatch.context() as fault:
        fault.setattr("outlet_app.models.unit_of_work.UnitOfWork.commit", full)
        with pytest.raises(StorageError):
            accepted(bench)
    assert (given(bench), bench.spooler.jobs) == (before, [])
    assert accepted(bench).case.case_no[16:20] == "0002"
    assert [missing for _, _, missing in book(bench)] == [(), ()]


def test_row_28_a_printer_that_is_away_keeps_the_number_with_its_paper(bench: Bench) -> None:
    bench.spooler.trouble = "printer.none"
    outcome = accepted(bench)
    with pytest.raises(Trouble):
        bench.counter().papers.spool(outcome.papers[0].paper_id)
    assert [(series, last, missing) for series, last, missing in book(bench)] == [
        (CASES, 1, ()), ("paper:受:2026", 1, ()),
    ]  # fmt: skip
    bench.spooler.trouble = ""
    again = bench.counter().papers.reprint(outcome.case.case_id, "W05")
    assert (again.number, again.copy_no) == (outcome.papers[0].number, 2)


def test_row_28_papers_of_no_case_stand_in_the_account_too(bench: Bench) -> None:
    accepted(bench)
    sheet = bench.counter(SUPERVISOR_PERSON).day_sheet.issue(bench.clock.now().date())
    told = accounts(bench).reading()
    assert [(one.number, one.form) for one in told.loose] == [(sheet.number, sheet.form)]
    assert all(missing == () for _, _, missing in book(bench))


@pytest.mark.parametrize("last", [LARGEST_SERIAL - 1, LARGEST_SERIAL])
def test_row_29_a_series_at_its_end_is_said_and_nothing_is_written(bench: Bench, last: int) -> None:
    """There are no blocks that run out offline (ADR 0010); four digits are the only end there is."""
    bench.witness.append("inst-1", 1, CASES, last)
    if last < LARGEST_SERIAL:
        assert answered(bench).case.case_no[16:20] == "9999"
    with pytest.raises(Refused) as told:
        answered(bench)
    assert told.value.refusal.code == "numbers.exhausted"
    assert given(bench)["01", CASES] == LARGEST_SERIAL
    # The next day begins anew, and other series go on.
    bench.clock.forward(hours=24)
    assert answered(bench).case.case_no[16:20] == "0001"
    said = REFUSALS["numbers.exhausted"].filled(told.value.refusal.args)
    assert (said.happened, said.safe) == (
        "本终端这一种编号已经用到 9999 号。",
        "填写的内容已保存，没有编号。",
    )


@pytest.mark.parametrize(
    ("last", "number"),
    [(9_998, "9999 号"), (9_999, "10000 号"), (10_000, "10001 号"), (LARGEST_PAPER_SERIAL - 1, "99999 号")],
)
def test_row_29_the_papers_of_a_busy_year_go_on_with_a_fifth_digit(
    bench: Bench, last: int, number: str
) -> None:
    """Forty acceptances on each of 250 working days are more than four digits hold; nobody stops for that."""
    bench.witness.append("inst-1", 1, PAPERS, last)
    (paper,) = accepted(bench).papers
    assert paper.number == f"HH0101 受〔2026〕{number}"
    assert given(bench)["01", PAPERS] == last + 1
    # The account says which serials nobody here can tell of, and knows the one above four digits.
    assert (PAPERS, last + 1) in {(series, most) for series, most, _ in book(bench)}
    assert number.removesuffix(" 号") in text_of(bench.counter().papers.pdf(paper.paper_id))


def test_row_29_behind_the_fifth_digit_is_an_end_that_is_said(bench: Bench) -> None:
    bench.witness.append("inst-1", 1, PAPERS, LARGEST_PAPER_SERIAL)
    with pytest.raises(Refused) as told:
        accepted(bench)
    said = REFUSALS["numbers.exhausted"].filled(told.value.refusal.args)
    assert said.happened == "本终端这一种编号已经用到 99999 号。"
    assert events_of_all(bench) == 0


def test_row_29_offline_for_a_month_the_numbers_go_on(bench: Bench) -> None:
    numbers = set()
    for _ in range(31):
        numbers |= {answered(bench).case.case_no, answered(bench).case.case_no}
        bench.clock.forward(hours=24)
    assert len(numbers) == 62
    assert all(missing == () for _, _, missing in book(bench))


def test_what_was_told_is_told_again_only_when_it_changed(bench: Bench) -> None:
    city = Asked()
    for _ in range(3):
        accounts(bench).tell(city)  # type: ignore[arg-type]
    accepted(bench)
    for _ in range(3):
        accounts(bench).tell(city)  # type: ignore[arg-type]
    assert [len(one.series) for one in city.told] == [0, 2]
    assert city.told[1].unsent > 0


def test_a_city_that_is_away_is_told_the_next_time(bench: Bench) -> None:
    accepted(bench)
    city = Asked(away=True)
    accounts(bench).tell(city)  # type: ignore[arg-type]
    with bench.database.reading() as uow:
        assert uow.meta.get(TOLD) is None
    city.away = False
    accounts(bench).tell(city)  # type: ignore[arg-type]
    assert len(city.told) == 1


def test_the_witness_knows_more_than_a_store_that_was_set_back(bench: Bench) -> None:
    accepted(bench)
    bench.witness.append("inst-1", 9, CASES, 40)
    bench.witness.append("inst-0", 9, CASES, 99)
    assert given(bench) == {("01", CASES): 40, ("01", "paper:受:2026"): 1}


def test_series_of_an_old_name_are_told_under_its_terminal(bench: Bench) -> None:
    accepted(bench)
    with bench.database.unit_of_work() as uow:
        me = uow.instance.required()
        uow.instance.save(replace(me, instance_id="inst-2", terminal_no="02", next_seq=1, acked_seq=0))
        uow.counters.begin_anew("inst-1")
        uow.commit()
    answered(bench)
    assert given(bench) == {("01", CASES): 1, ("01", "paper:受:2026"): 1, ("02", CASES): 1}


def test_the_city_accounts_for_a_restored_counter_with_nothing_unexplained(
    serve: Serve, enrolled: Enrol
) -> None:
    """In a city of its own: others of the tests' outlets share a sign, and so a series."""
    city = serve()
    here = enrolled(city)
    bench = here.bench
    assert Role.SUPERVISOR in here.head.roles
    accepted(bench)
    young = bench.database.back_up(bench.folder / "backups")
    answered(bench)
    here.sync.run_once()
    accepted(bench)
    # The last case was printed, and the disk died before it was sent.
    set_back(here, young)
    here.sync.close()
    here.sync = start_again(bench)
    look_at_oneself(bench.database, bench.witness, "")
    here.sync.run_once()
    accepted(bench)
    here.sync.run_once()
    with bench.database.reading() as uow:
        me = uow.instance.required()
    client = CityClient(me)
    accounts(bench).tell(client)
    client.close()
    store = Store(city.database.url)
    with store.read() as conn:
        found = [one for one in explain(conn, me.outlet_code) if one.account.sign == me.outlet_sign]
    store.close()
    lost = {one.account.series.partition(":")[0]: (one.account.missing, one.why) for one in found if one.why}
    assert lost == {"case": ((3,), "set_back"), "paper": ((2,), "set_back")}
    assert not any(one.is_gap for one in found)
