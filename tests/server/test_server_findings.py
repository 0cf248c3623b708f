"""`city-server reviews exclude | count-again`: duplicates and tests count in no rate, and nothing is lost."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import func, select

from city_server import cli, reviews, schema
from city_server.finding_book import excluded, findings
from city_server.quarter_workbook import HEAD_ROW
from city_server.store import Store
from outlet_app.domain.calendar import local_day
from outlet_app.domain.events import AnsweredOnSpot
from outlet_app.domain.rectification.quarters import Quarter
from outlet_app.domain.reviews.answers import Answer
from outlet_app.domain.reviews.levels import Level
from outlet_app.domain.reviews.tags import TAGS
from outlet_app.sync import wire
from tests.server.test_server_review_commands import pem_of
from tests.support.builders import CLERK
from tests.support.cities import BACKENDS, NewCounter
from tests.support.counter import Counter
from tests.support.postgres import the_cluster
from tests.support.reviewing import CITY
from tests.support.server import RESOURCES, PostgresCity, ServerProcess, SqliteCity
from tests.support.visits import Visit

READER = "1508000001"
BEST = Answer(Level.VERY_SATISFIED, ("517",))
BAD = Answer(Level.DISSATISFIED, tags=TAGS[Level.DISSATISFIED][:1])


@dataclass
class Office:
    """The holder of the key, at one outlet of a real city, with a counter there."""

    city: ServerProcess
    key: Path
    outlet: str
    one: Counter
    told: wire.ReviewKey
    folder: Path
    capsys: pytest.CaptureFixture[str]
    said: str = ""

    def rated(self, *answers: Answer) -> list[str]:
        """One visit for each answer; the ids of the reviews."""
        found = [Visit(self.one, self.told, AnsweredOnSpot("可以")).rated(answer) for answer in answers]
        self.one.sync()
        return found

    def run(self, verb: str, *words: str, code: int = 0, keyed: bool = True) -> list[dict[str, object]]:
        key = ["--key", str(self.key)] if keyed else []
        self.capsys.readouterr()
        assert cli.main(["reviews", verb, "--database", self.city.database.url, *key, *words]) == code
        out = self.capsys.readouterr()
        self.said = out.err
        return [json.loads(line) for line in out.out.splitlines() if line.startswith("{")]

    def exclude(self, op_id: str, ground: str = "test", *words: str, **more: int) -> list[dict[str, object]]:
        given = ["--review", op_id, "--ground", ground, *words]
        return self.run("exclude", *_signed(given), **more)

    def again(self, op_id: str, *words: str, **more: int) -> list[dict[str, object]]:
        return self.run("count-again", *_signed(["--review", op_id, *words]), **more)

    def listed(self, *words: str) -> dict[str, object]:
        """What `list` says of each review of this outlet."""
        return {
            str(one["review"]): one["excluded"] for one in self.run("list", "--outlet", self.outlet, *words)
        }

    def sheet(self) -> list[object]:
        """评价数 and 剔除数 of the outlet on the sheet of the quarter."""
        quarter, out = Quarter.of(local_day(self.one.clock.now())), self.folder / "quarter.xlsx"
        out.unlink(missing_ok=True)
        told = ["--year", str(quarter.year), "--quarter", str(quarter.number), "--out", str(out)]
        self.run("quarter", *told, "--resources", str(RESOURCES))
        rows = openpyxl.load_workbook(out).worksheets[0].iter_rows(min_row=HEAD_ROW + 1, values_only=True)
        return next(list(row[4:6]) for row in rows if row[:2] == (self.outlet, "网点合计"))

    def effective(self) -> list[object]:
        out = self.folder / "records.jsonl"
        out.unlink(missing_ok=True)
        self.run("hand-over", "--outlet", self.outlet, "--resources", str(RESOURCES), "--out", str(out))
        return [json.loads(line)["effective"] for line in out.read_text(encoding="utf-8").splitlines()]


def _signed(words: list[str]) -> list[str]:
    by = [] if "--by" in words else ["--by", READER]
    return [*words, *by, *([] if "--reason" in words else ["--reason", "联调时按下的"])]


@pytest.fixture(scope="module", params=BACKENDS)
def city(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A city of these tests alone: the sheet reads every review there is, also those other tests spoil."""
    cluster = the_cluster() if request.param == "postgresql" else None
    file = tmp_path_factory.mktemp("findings") / "city.db"
    one = ServerProcess(PostgresCity(cluster, cluster.new_database()) if cluster else SqliteCity(file))
    yield one
    assert one.stop() == 0


@pytest.fixture
def office(
    city: ServerProcess,
    counter: NewCounter,
    outlet: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> Office:
    store = Store(city.database.url)
    store.settle(lambda conn: reviews.register_key(conn, CITY.public))
    with store.read() as conn:
        told = reviews.key_told(conn)
    store.close()
    assert told is not None
    key = wire.ReviewKey(public=CITY.public.hex(), mark=told.mark)
    return Office(city, pem_of(CITY, tmp_path / "key.pem"), outlet, counter(city), key, tmp_path, capsys)


def test_a_test_counts_in_no_rate_and_stays_where_it_is(office: Office) -> None:
    first, *_others = office.rated(*[BEST] * 5, BAD)
    assert office.sheet() == [6, 0]
    (made,) = office.exclude(first)
    assert (made["op_id"], made["ground"], made["reason"]) == (first, "test", "联调时按下的")
    assert office.sheet() == [5, 1]
    assert len(office.listed()) == 6
    assert office.listed()[first] == "test"
    with closing(Store(office.city.database.url)) as store, store.read() as conn:
        kept = conn.scalar(select(func.count()).where(schema.review.c.op_id == first))
    assert kept == 1


def test_it_is_handed_over_all_the_same_and_marked(office: Office) -> None:
    first, _ = office.rated(BEST, BEST)
    assert office.effective() == ["1", "1"]
    office.exclude(first)
    assert sorted(map(str, office.effective())) == ["0", "1"]
    office.again(first, "--reason", "查明是群众评的")
    assert office.effective() == ["1", "1"]


def test_a_finding_is_taken_back_by_another_and_both_are_kept(office: Office) -> None:
    (first,) = office.rated(BEST)
    office.exclude(first)
    office.again(first, "--reason", "查明是群众评的")
    assert office.listed()[first] == ""
    office.exclude(first, "mistaken")
    told = [one for one in office.run("findings", keyed=False) if one["op_id"] == first]
    assert [(one["ground"], one["by"]) for one in told] == [
        ("test", READER),
        ("", READER),
        ("mistaken", READER),
    ]
    with closing(Store(office.city.database.url)) as store, store.read() as conn:
        assert excluded(conn)[first].ground == "mistaken"
        assert len([one for one in findings(conn) if one.op_id == first]) == 3


def test_a_duplicate_names_the_review_that_goes_on_counting(office: Office) -> None:
    first, second, third = office.rated(BEST, BEST, BEST)
    office.exclude(second, "duplicate", code=1)
    assert "a duplicate names another review" in office.said
    (made,) = office.exclude(second, "duplicate", "--repeats", first)
    assert made["repeats"] == first
    office.exclude(first, "duplicate", "--repeats", second, code=1)
    office.exclude(third, "duplicate", "--repeats", third, code=1)
    office.exclude(third, "duplicate", "--repeats", "nobody", code=1)
    assert office.listed() == {first: "", second: "duplicate", third: ""}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--by", CLERK), "own work or the own outlet"),
        (("--reason", "  "), "a reason of at most 200 characters"),
        (("--reason", "长" * 201), "a reason of at most 200 characters"),
        (("--repeats", "x"), "goes with a duplicate only"),
    ],
)
def test_what_may_not_be_is_said_and_changes_nothing(
    office: Office, words: tuple[str, ...], said: str
) -> None:
    (first,) = office.rated(BEST)
    office.exclude(first, "test", *words, code=1)
    assert said in office.said
    assert office.listed() == {first: ""}


def test_one_that_is_not_there_or_is_excluded_or_counts_is_said(office: Office) -> None:
    (first,) = office.rated(BEST)
    office.exclude("nobody", code=1)
    assert "no such review" in office.said
    office.again(first, code=1)
    assert "not excluded" in office.said
    office.exclude(first)
    office.exclude(first, code=1)
    assert "excluded already" in office.said


def test_a_bad_one_waits_for_no_task_once_excluded_and_none_is_opened(office: Office) -> None:
    first, second = office.rated(BAD, BAD)
    office.exclude(first)
    assert set(office.listed("--bad")) == {second}
    told = ["tasks", "open", "--database", office.city.database.url, "--key", str(office.key)]
    told += ["--resources", str(RESOURCES), "--by", READER, "--no-text", "--review"]
    assert cli.main([*told, first]) == 1
    assert "the review is excluded" in office.capsys.readouterr().err
    assert cli.main([*told, second]) == 0
    office.exclude(second, code=1)
    assert "decide on that with `tasks decide`" in office.said


def test_another_key_decides_on_nothing(office: Office) -> None:
    (first,) = office.rated(BEST)
    office.key = pem_of(wire.SealKey.make(), office.folder / "other.pem")
    office.exclude(first, code=1)
    assert "does not open with these keys" in office.said


def test_an_unknown_ground_is_no_command(office: Office) -> None:
    (first,) = office.rated(BEST)
    with pytest.raises(SystemExit):
        office.exclude(first, "facts")
    assert office.listed() == {first: ""}
