"""What the machine says of itself."""

from dataclasses import replace
from datetime import timedelta

from outlet_app.models.backup import copy_database, last_backup
from outlet_app.services.machine_card import MachineCard
from tests.support.bench import KEY, Bench


def card(bench: Bench, **changes: object) -> MachineCard:
    reference = replace(bench.reference, **changes)  # type: ignore[arg-type]
    return MachineCard(bench.database, reference, bench.folder, bench.folder / "backups")


def test_it_says_where_it_stands_and_what_it_holds(bench: Bench) -> None:
    facts = card(bench).facts()
    assert (facts.outlet, facts.sign) == ("杭锦后旗知识产权公共服务窗口", bench.reference.outlet.sign)
    assert (facts.terminal, facts.server) == ("01", "http://127.0.0.1:1")
    assert (facts.program, facts.catalogue) == ("0.1.0", "2025-batch-2")
    assert (facts.calendar_until, facts.backup, facts.folder) == (2026, None, bench.folder)


def test_without_a_holiday_plan_no_year_is_claimed(bench: Bench) -> None:
    empty = type(bench.reference.calendar)()
    assert card(bench, calendar=empty).facts().calendar_until == 0


def test_the_newest_backup_is_named_as_soon_as_it_is_made(bench: Bench) -> None:
    machine, folder = card(bench), bench.folder / "backups"
    copy_database(bench.folder / "data" / "outlet.db", KEY, folder)
    kept = last_backup(folder)
    assert kept is not None
    told = machine.facts().backup
    assert told is not None
    assert abs(told - kept.made_at) < timedelta(seconds=1)
