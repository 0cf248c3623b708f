"""`city-server parcel take` does with a stick what an online counter does, and says in a sentence what."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from city_server import cli
from outlet_app.domain.events import FeedbackGiven, MaterialsTaken
from outlet_app.sync.wire import parcels
from tests.faults.test_city_set_back import in_custody
from tests.support.cities import census
from tests.support.server import ServerProcess
from tests.support.sticks import Outlying, outlying
from tests.support.uploading import scan

Make = Callable[..., Outlying]
Said = tuple[int, str, str]


@pytest.fixture
def make(tmp_path: Path, outlet: str) -> Iterator[Make]:
    """Enrolled machines: make(city, at=code)."""
    made: list[Outlying] = []

    def one(city: ServerProcess, at: str = "") -> Outlying:
        made.append(outlying(tmp_path / f"machine-{len(made)}", city, at or outlet))
        return made[-1]

    yield one
    for machine in made:
        machine.close()


@pytest.fixture
def take(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Run the command on a file with this content: exit code, stdout, stderr."""

    def run(city: ServerProcess, content: bytes, *more: str) -> Said:
        stick = tmp_path / "stick"
        stick.mkdir(exist_ok=True)
        (stick / "brought").write_bytes(content)
        told = ["parcel", "take", "--database", city.database.url, "--blobs", city.database.blobs]
        capsys.readouterr()
        code = cli.main([*told, *more, str(stick / "brought")])
        out, err = capsys.readouterr()
        return code, out, err

    return run


def receipt_in(out: str) -> bytes:
    found = re.search(r"^receipt: (.+)$", out, re.MULTILINE)
    assert found
    return Path(found[1]).read_bytes()


def test_what_came_by_stick_is_in_and_its_receipt_lies_beside_it(
    city: ServerProcess, make: Make, outlet: str, take: Callable[..., Said]
) -> None:
    away = make(city)
    content = scan(1_200_000)
    case_id = away.attach(content)
    away.save(case_id, MaterialsTaken(), FeedbackGiven("明天答复"))
    code, out, err = take(city, away.pack().content)
    assert (code, err, out.splitlines()[0]) == (0, "", "6 new, 0 known already")
    back = away.take_back(receipt_in(out))
    assert (back.events, back.files, away.unsent()) == (4, 1, 0)
    assert census(city, outlet).tally == away.tally()
    assert away.fetched(content) == content


def test_the_same_stick_again_changes_nothing(
    any_city: ServerProcess, make: Make, outlet: str, take: Callable[..., Said]
) -> None:
    away, online = make(any_city), make(any_city)
    away.register()
    packed = away.pack()
    online.deliver(packed)
    held, kept = census(any_city, outlet), in_custody(any_city.database)
    for _ in range(2):
        code, out, _ = take(any_city, packed.content)
        assert (code, out.splitlines()[0]) == (0, "0 new, 1 known already")
    assert (census(any_city, outlet), in_custody(any_city.database)) == (held, kept)
    assert away.take_back(receipt_in(out)).events == 1


def test_the_receipt_goes_where_the_command_says(
    any_city: ServerProcess, make: Make, tmp_path: Path, take: Callable[..., Said]
) -> None:
    away = make(any_city)
    away.register()
    elsewhere = tmp_path / "receipts"
    elsewhere.mkdir()
    _, out, _ = take(any_city, away.pack().content, "--out", str(elsewhere))
    (receipt,) = elsewhere.iterdir()
    assert f"receipt: {receipt}" in out
    assert receipt.name.startswith("HH05-01-")
    assert receipt.suffix == ".receipt"


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda c: b"", "This file is no parcel of a counter; nothing was taken in."),
        (lambda c: b"holiday pictures", "This file is no parcel of a counter; nothing was taken in."),
        (lambda c: c[:-1], "This parcel is damaged or incomplete; nothing was taken in. Export it again."),
        (lambda c: c[:90], "This parcel is damaged or incomplete; nothing was taken in. Export it again."),
        (
            lambda c: c.replace(b'"version":1', b'"version":2'),
            "A newer program made this parcel; update city-server first. Nothing was taken in.",
        ),
        (
            lambda c: c.replace(b'"way":"out"', b'"way":"back"'),
            "This is a receipt, which goes back to the outlet; nothing was taken in.",
        ),
        (
            lambda c: re.sub(rb'"city":"[0-9a-f]{16}"', b'"city":"' + b"0" * 16 + b'"', c),
            "This parcel is sealed to another city; nothing was taken in.",
        ),
    ],
)
def test_a_wrong_file_is_said_in_a_sentence(
    any_city: ServerProcess,
    make: Make,
    outlet: str,
    take: Callable[..., Said],
    spoil: Callable[[bytes], bytes],
    sentence: str,
) -> None:
    away = make(any_city)
    away.register()
    packed = away.pack()
    assert take(any_city, spoil(packed.content)) == (1, "", f"{sentence}\n")
    assert census(any_city, outlet).tally.events == 0
    assert take(any_city, packed.content)[0] == 0


def test_a_parcel_of_a_machine_nobody_enrolled_is_not_taken_in(
    any_city: ServerProcess, serve: Callable[..., ServerProcess], make: Make, take: Callable[..., Said]
) -> None:
    away, stranger = make(any_city), make(serve())
    away.register()
    stranger.register()
    theirs, ours = parcels.unwrap(stranger.pack().content), parcels.unwrap(away.pack().content)
    code, out, err = take(any_city, parcels.wrap(ours.label, theirs.parts))
    assert (code, out) == (1, "")
    assert err.startswith("This parcel is of no machine enrolled here, or was changed")


def test_a_file_that_is_not_there_is_said_in_a_sentence(
    any_city: ServerProcess, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "gone.parcel"
    assert cli.main(["parcel", "take", "--database", any_city.database.url, str(missing)]) == 1
    assert capsys.readouterr().err == (
        f"{missing}: No such file or directory. A parcel may be taken in again.\n"
    )


def test_what_the_city_refuses_is_told_here_and_in_the_receipt(
    serve: Callable[..., ServerProcess], make: Make, take: Callable[..., Said]
) -> None:
    server = serve()
    away = make(server)
    away.register()
    packed = away.pack()
    assert cli.main(["new-epoch", "--database", server.database.url]) == 0
    code, out, _ = take(server, packed.content)
    assert (code, out.splitlines()[0]) == (0, "0 new, 0 known already, refused: EPOCH")
    assert away.take_back(receipt_in(out)).code == "EPOCH"
    code, out, _ = take(server, away.pack().content)
    assert out.splitlines()[0] == "1 new, 0 known already"
    assert away.take_back(receipt_in(out)).events == 1
