"""Row 13 by the runbook's own commands: a backup of yesterday, records and attachments, filled up again."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from city_server import cli
from outlet_app.domain.events import Accepted, AnsweredOnSpot, MaterialsTaken
from outlet_app.models.blobs import BlobState
from tests.support import oracle
from tests.support.cities import census
from tests.support.couriers import Courier, enrolled
from tests.support.server import ServerProcess, SqliteCity
from tests.support.uploading import scan


@pytest.fixture
def window(tmp_path: Path, outlet: str) -> Iterator[tuple[ServerProcess, Courier, Courier]]:
    """A city and two windows of one outlet that attach what people bring."""
    city = ServerProcess(SqliteCity(tmp_path / "city.db"))
    made = [enrolled(tmp_path / name, city, outlet) for name in ("one", "other")]
    yield city, made[0], made[1]
    for machine in made:
        machine.close()
    if not city.has_ended:
        city.kill()


def backed_up(city: ServerProcess, folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[Path, Path]:
    """What `city-server backup` wrote, and a copy of the attachments beside it, as the runbook says."""
    capsys.readouterr()
    assert cli.main(["backup", "--database", city.database.url, "--to", str(folder)]) == 0
    shutil.copytree(city.database.blobs, folder / "blobs")
    return Path(capsys.readouterr().out.splitlines()[0]), folder / "blobs"


def test_row_13_a_backup_of_yesterday_and_its_attachments_are_filled_up_by_the_counters(
    window: tuple[ServerProcess, Courier, Courier],
    tmp_path: Path,
    outlet: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    city, one, other = window
    old, new, under_way = scan(40_000), scan(50_000), scan(60_000)
    case_id = one.attach(old)
    one.save(case_id, MaterialsTaken())
    oracle.quieten([one, other])
    place, blobs = backed_up(city, tmp_path / "backups", capsys)
    # A day of work after it, all of it confirmed by the city.
    one.attach(new, case_id)
    later = other.register(AnsweredOnSpot("可以"))
    oracle.quieten([one, other])
    one.save(case_id, Accepted())
    oracle.quieten([one, other])
    assert [one.state(content) for content in (old, new)] == [BlobState.CONFIRMED] * 2
    held, said = census(city, outlet), oracle.own_operations(one) | oracle.own_operations(other)
    port = city.port
    city.kill()
    restored = SqliteCity(tmp_path / "restored.db")
    shutil.copytree(blobs, restored.blobs)
    told = ["restore", "--database", restored.url, "--from", str(place), "--blobs", restored.blobs]
    assert cli.main(told) == 0
    again = ServerProcess(restored, port=port)
    try:
        assert census(again, outlet).tally.events < held.tally.events
        unsent = one.register(AnsweredOnSpot("不可以"))
        one.attach(under_way, unsent)
        oracle.quieten([one, other])
        oracle.nothing_lost(said, restored.url)
        oracle.nothing_twice(restored.url)
        for machine in (one, other):
            oracle.alike(machine, again)
        assert census(again, outlet).tally.events == held.tally.events + 3
        assert other.verdicts(later)[-1] == ("answered_on_spot", "applied", "")
        # I10: what the city had confirmed and lost was still here, and lies there again byte for byte.
        assert [one.fetched(content) for content in (old, new, under_way)] == [old, new, under_way]
        assert {one.state(content) for content in (old, new, under_way)} == {BlobState.CONFIRMED}
        assert one.waiting(case_id) == (0, 2)
    finally:
        again.kill()
