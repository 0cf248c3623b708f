"""At the start: is this store the machine's own, and is it the newest it had (sync.md D.1, row 11)."""

import pytest

from outlet_app.domain.problems import Refused
from outlet_app.services.identity import BOUND, look_at_oneself
from outlet_app.wording.refusals import REFUSALS
from outlet_app.wording.troubles import clauses
from tests.support.at_the_counter import accepted, answered, events_of_all
from tests.support.bench import Bench

HERE, THERE = "a" * 64, "b" * 64


def stopped(bench: Bench) -> str | None:
    with bench.database.reading() as uow:
        return uow.instance.required().stopped


def bound(bench: Bench) -> str | None:
    with bench.database.reading() as uow:
        return uow.meta.get(BOUND)


def test_a_machine_in_order_is_bound_once_and_left_alone(bench: Bench) -> None:
    accepted(bench)
    for _ in range(3):
        assert look_at_oneself(bench.database, bench.witness, HERE) == ""
    assert (stopped(bench), bound(bench)) == (None, HERE)


@pytest.mark.parametrize("series", ["case:2026-11-20", "paper:受:2026", "paper:登:2025"])
def test_row_11_the_witness_knows_a_number_the_store_does_not(bench: Bench, series: str) -> None:
    accepted(bench)
    bench.witness.append("inst-1", 40, series, 9)
    assert look_at_oneself(bench.database, bench.witness, HERE) == "FORK"
    assert stopped(bench) == "FORK"
    # Looked at again it is still so, and the witness of another name says nothing.
    assert look_at_oneself(bench.database, bench.witness, HERE) == "FORK"


def test_row_11_offline_after_a_restore_work_goes_on_above_the_witness(bench: Bench) -> None:
    bench.witness.append("inst-1", 40, "case:2026-11-20", 9)
    bench.witness.append("inst-1", 41, "paper:受:2026", 30)
    look_at_oneself(bench.database, bench.witness, HERE)
    outcome = accepted(bench)
    assert outcome.case.case_no[14:20] == "010010"
    assert "0031" in outcome.papers[0].number


def test_the_witness_of_an_earlier_name_is_no_reproach(bench: Bench) -> None:
    bench.witness.append("inst-0", 40, "case:2026-11-20", 9)
    assert look_at_oneself(bench.database, bench.witness, HERE) == ""


def test_row_12_a_store_opened_on_another_machine_is_a_copy(bench: Bench) -> None:
    look_at_oneself(bench.database, bench.witness, HERE)
    assert look_at_oneself(bench.database, bench.witness, THERE) == "COPIED"
    assert (stopped(bench), bound(bench)) == ("COPIED", THERE)
    # The next start finds it where it is now, and still without a name of its own.
    assert look_at_oneself(bench.database, bench.witness, THERE) == "COPIED"


def test_row_12_a_copy_gives_out_no_number_and_writes_nothing(bench: Bench) -> None:
    look_at_oneself(bench.database, bench.witness, HERE)
    look_at_oneself(bench.database, bench.witness, THERE)
    for step in (answered, accepted):
        with pytest.raises(Refused) as told:
            step(bench)
        assert told.value.refusal.code == "numbers.copied"
    assert events_of_all(bench) == 0
    assert bench.witness.high_water("inst-1") == {}


def test_a_copy_is_one_even_where_the_witness_is_ahead_too(bench: Bench) -> None:
    look_at_oneself(bench.database, bench.witness, HERE)
    bench.witness.append("inst-1", 40, "case:2026-11-20", 9)
    assert look_at_oneself(bench.database, bench.witness, THERE) == "COPIED"


def test_a_set_back_store_that_is_then_copied_is_a_copy(bench: Bench) -> None:
    look_at_oneself(bench.database, bench.witness, HERE)
    bench.witness.append("inst-1", 40, "case:2026-11-20", 9)
    assert look_at_oneself(bench.database, bench.witness, HERE) == "FORK"
    assert look_at_oneself(bench.database, bench.witness, THERE) == "COPIED"


def test_where_the_system_has_no_name_nothing_is_bound_or_blamed(bench: Bench) -> None:
    assert look_at_oneself(bench.database, bench.witness, "") == ""
    assert bound(bench) is None
    look_at_oneself(bench.database, bench.witness, HERE)
    assert look_at_oneself(bench.database, bench.witness, "") == ""
    assert bound(bench) == HERE


def test_what_is_said_of_it() -> None:
    refused = REFUSALS["numbers.copied"]
    assert refused.happened == "本机数据是从另一台机器复制来的，现在编号会与那台机器重复。"
    assert refused.now == "请接通网络后按 F8，本机换用新的终端号，再办这一件。"
    assert clauses("sync.copied").happened == "本机数据来自另一台机器，暂停发送和编号。"
    assert clauses("sync.fork").now == "接通网络后自动核对；一直这样的，请联系市级管理员。"
