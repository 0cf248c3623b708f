"""A machine the city bars goes on sending, remembers it without a line, and hears nothing."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from city_server import cli
from outlet_app.domain.events import AnsweredOnSpot, MaterialsTaken
from outlet_app.models.blobs import BlobState
from outlet_app.services.sync_centre import SyncCentre
from outlet_app.services.upkeep import Upkeep
from outlet_app.sync.standing import Mode, learn_mode, mode_kept
from tests.support.cities import census
from tests.support.server import ServerProcess
from tests.support.sticks import Outlying, outlying
from tests.support.uploading import scan

Make = Callable[[ServerProcess], Outlying]


@pytest.fixture
def make(tmp_path: Path, outlet: str) -> Iterator[Make]:
    """Enrolled machines of one outlet."""
    made: list[Outlying] = []

    def one(city: ServerProcess) -> Outlying:
        made.append(outlying(tmp_path / f"machine-{len(made)}", city, outlet))
        return made[-1]

    yield one
    for machine in made:
        machine.close()


def put(city: ServerProcess, verb: str, one: Outlying, *more: str) -> None:
    """What the city's administrator decides about a machine."""
    named = ["--outlet", one.me.outlet_code, "--terminal", one.me.terminal_no, "--by", "市级管理员"]
    assert cli.main([verb, "--database", city.database.url, *named, *more]) == 0


def mode(one: Outlying) -> Mode:
    with one.database.reading() as uow:
        return mode_kept(uow)


def shown(one: Outlying) -> str:
    """What 同步中心 is told."""
    upkeep = Upkeep(one.database, one.folder / "backups", one.clock)
    return SyncCentre(one.database, one.engine, one.clock, upkeep).state().mode


@pytest.mark.parametrize("verb", ["suspend", "revoke"])
def test_a_barred_machine_sends_its_events_and_attachments_and_hears_nothing(
    city: ServerProcess, make: Make, outlet: str, verb: str
) -> None:
    one, neighbour = make(city), make(city)
    content = scan(40_000)
    case_id = one.register(MaterialsTaken())
    one.attach(content, case_id)
    put(city, verb, one)
    theirs = neighbour.register()
    neighbour.sync()
    report = one.sync()
    assert (report.online, report.error_code, report.pushed) == (True, "", 3)
    assert report.blobs.confirmed == 1
    assert one.state(content) is BlobState.CONFIRMED
    assert one.unsent() == 0
    assert one.verdicts(theirs) == []
    assert census(city, outlet).tally.events == 4
    assert mode(one) is (Mode.SUSPENDED if verb == "suspend" else Mode.EVACUATE)


def test_a_machine_that_is_let_hear_again_hears_all_it_missed(
    city: ServerProcess, make: Make, outlet: str
) -> None:
    one, neighbour = make(city), make(city)
    put(city, "suspend", one)
    one.sync()
    neighbour.register(MaterialsTaken())
    neighbour.sync()
    assert one.tally().events == 0
    put(city, "resume", one)
    assert one.sync().error_code == ""
    assert (mode(one), shown(one)) == (Mode.ACTIVE, "")
    assert one.tally() == census(city, outlet).tally


def test_what_the_city_decided_is_still_known_after_a_start_without_a_line(
    any_city: ServerProcess, make: Make
) -> None:
    one = make(any_city)
    put(any_city, "suspend", one)
    one.sync()
    one.restart()
    assert shown(one) == "suspended"


def test_a_machine_called_lost_is_answered_nothing_and_keeps_everything(
    any_city: ServerProcess, make: Make
) -> None:
    one = make(any_city)
    one.register()
    put(any_city, "revoke", one, "--lost")
    report = one.sync()
    assert (report.online, report.error_code) == (False, "MODE")
    assert (mode(one), shown(one), one.unsent()) == (Mode.REVOKED, "revoked", 1)
    assert one.pack().events == 1


def test_a_parcel_of_a_suspended_machine_goes_out_and_comes_home(any_city: ServerProcess, make: Make) -> None:
    one, online = make(any_city), make(any_city)
    case_id = one.register(MaterialsTaken())
    put(any_city, "suspend", one)
    one.sync()
    one.save(case_id, AnsweredOnSpot("可以"))
    told = online.deliver(one.pack())
    assert (told.took, told.code) == (1, "")
    assert one.take_back(told).events == 1
    assert one.unsent() == 0


def test_a_suspended_machine_hands_others_parcels_on(any_city: ServerProcess, make: Make) -> None:
    away, one = make(any_city), make(any_city)
    away.register()
    put(any_city, "suspend", one)
    one.sync()
    assert one.deliver(away.pack()).took == 1


def test_a_city_set_back_while_a_machine_is_suspended_still_gets_everything(
    serve: Callable[..., ServerProcess], make: Make, outlet: str
) -> None:
    """Histories are compared once the machine may hear again; what is lacking goes up before that."""
    server = serve()
    one = make(server)
    put(server, "suspend", one)
    one.sync()
    copy = server.database.copy()
    one.register(MaterialsTaken())
    one.sync()
    server.database.set_back(copy)
    report = one.sync()
    if report.error_code:
        report = one.sync()
    assert (report.error_code, one.unsent()) == ("", 0)
    assert census(server, outlet).tally.events == 2
    put(server, "resume", one)
    assert one.sync().error_code == ""
    assert one.tally() == census(server, outlet).tally


@pytest.mark.parametrize("told", ["", "paused", None, 7, "ACTIVE"])
def test_a_word_nobody_knows_bars_nothing(any_city: ServerProcess, make: Make, told: object) -> None:
    one = make(any_city)
    learn_mode(one.database, "suspended")
    assert learn_mode(one.database, told) is Mode.ACTIVE
    assert mode(one) is Mode.ACTIVE


def test_a_round_that_learns_nothing_new_writes_nothing(any_city: ServerProcess, make: Make) -> None:
    one = make(any_city)
    learn_mode(one.database, "active")
    with one.database.reading() as uow:
        assert uow.meta.get("city.mode") is None
