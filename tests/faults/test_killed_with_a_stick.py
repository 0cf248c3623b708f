"""Row 31 with kills: whoever dies with a stick in the machine, nothing is lost and nothing is there twice."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from outlet_app.domain.events import FeedbackGiven, MaterialsTaken
from outlet_app.models.blobs import BlobState
from outlet_app.sync.wire import parcels
from outlet_app.system.parcel_shelf import Tray
from tests.support.cities import census
from tests.support.server import ROOT, ServerProcess
from tests.support.sticks import Outlying
from tests.support.uploading import scan

Make = Callable[[ServerProcess], Outlying]


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def killed(one: Outlying, moment: str, path: Path) -> None:
    """This machine does what the moment belongs to, in a process that dies there."""
    one.close()
    told = [sys.executable, "-m", "tests.support.dying_stick", str(one.folder), moment, str(path)]
    done = subprocess.run(told, cwd=ROOT, timeout=120, capture_output=True, text=True, check=False)
    assert done.returncode == -9, done.stdout + done.stderr
    one.restart()


def named(folder: Path, ending: str) -> list[Path]:
    """What lies on the stick under a name that somebody would choose."""
    return sorted(one for one in folder.glob(f"*{ending}") if not one.name.startswith("."))


@pytest.mark.parametrize(
    ("moment", "lies"),
    [("export.flush", 0), ("export.name", 0), ("export.reading", 1), ("export.note", 1)],
)
def test_row_31_killed_while_it_exports_the_queue_is_whole_and_so_is_what_has_a_name(
    any_city: ServerProcess, make: Make, stick: Path, outlet: str, moment: str, lies: int
) -> None:
    away, online = make(any_city), make(any_city)
    content = scan(20_000)
    away.attach(content, away.register(MaterialsTaken(), FeedbackGiven("明天答复")))
    killed(away, moment, stick)
    assert (away.unsent(), away.state(content)) == (4, BlobState.LOCAL)
    found = named(stick, ".parcel")
    assert len(found) == lies
    for path in found:
        assert parcels.unwrap(path.read_bytes()).label.instance == away.me.instance_id
    assert away.desk.export(stick).events == 4
    told = online.desk.bring(named(stick, ".parcel"))
    assert {one.kind for one in told} == {"parcel"}
    away.desk.bring(named(stick, ".receipt"))
    assert (away.unsent(), away.state(content)) == (0, BlobState.CONFIRMED)
    assert census(any_city, outlet).tally == away.tally()


@pytest.mark.parametrize(
    "moment", ["bring.kept", "bring.answer", "bring.keeping", "bring.receipt", "bring.stick"]
)
def test_row_31_killed_while_it_hands_on_the_receipt_still_comes_home(
    any_city: ServerProcess, make: Make, stick: Path, outlet: str, moment: str
) -> None:
    away, online = make(any_city), make(any_city)
    away.register(MaterialsTaken(), FeedbackGiven("明天答复"))
    away.desk.export(stick)
    killed(online, moment, named(stick, ".parcel")[0])
    assert away.unsent() == 3
    assert online.sync().error_code == ""
    assert online.shelf.files(Tray.ON) == ()
    assert online.desk.export(stick).receipts >= 1
    away.desk.bring(named(stick, ".receipt"))
    assert away.unsent() == 0
    assert census(any_city, outlet).tally == away.tally()


@pytest.mark.parametrize(("moment", "waits"), [("take.before", 3), ("take.after", 0)])
def test_row_31_killed_while_it_takes_the_receipt_in_it_is_kept_whole_or_not_at_all(
    any_city: ServerProcess, make: Make, stick: Path, outlet: str, moment: str, waits: int
) -> None:
    away, online = make(any_city), make(any_city)
    away.register(MaterialsTaken(), FeedbackGiven("明天答复"))
    away.desk.export(stick)
    online.desk.bring(named(stick, ".parcel"))
    (receipt,) = named(stick, ".receipt")
    killed(away, moment, receipt)
    assert away.unsent() == waits
    (told,) = away.desk.bring([receipt])
    assert (told.kind, told.events, away.unsent()) == ("receipt", waits, 0)
    assert census(any_city, outlet).tally == away.tally()
    assert away.sync().error_code == ""


def test_row_31_a_stick_that_is_pulled_and_put_back_carries_the_same_again(
    any_city: ServerProcess, make: Make, stick: Path
) -> None:
    away, online = make(any_city), make(any_city)
    away.register(MaterialsTaken())
    away.desk.export(stick)
    (parcel,) = named(stick, ".parcel")
    half = parcel.read_bytes()[: parcel.stat().st_size // 2]
    (torn := stick / "torn.parcel").write_bytes(half)
    told = online.desk.bring([torn, parcel])
    assert [(one.kind, one.code) for one in told] == [("parcel", ""), ("failed", "stick.damaged")]
    assert online.shelf.files(Tray.ON) == ()
    assert away.unsent() == 2
