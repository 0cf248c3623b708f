"""`city-server reviews quarter`: the sheet 事项×网点 over a real city, as it may be published."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from city_server import cli, reviews
from city_server.quarter_keeping import Kept, kept
from city_server.quarter_sheet import QuarterSheet, cells, document, read_words
from city_server.quarter_workbook import HEAD_ROW, WIDTHS, build_workbook
from city_server.review_book import OpenedReview
from city_server.reviewed_events import ReviewedEvent, Word, reviewed_events
from city_server.store import Store
from outlet_app.domain.calendar import local_day
from outlet_app.domain.events import AnsweredOnSpot
from outlet_app.domain.rectification.quarters import Quarter
from outlet_app.domain.rectification.task import TaskState
from outlet_app.domain.reviews.answers import Answer
from outlet_app.domain.reviews.levels import Level
from outlet_app.domain.reviews.quarterly import WHOLE, Mending, Row
from outlet_app.domain.reviews.tags import TAGS
from outlet_app.sync import wire
from outlet_app.wording import review_words
from tests.server.test_server_review_commands import pem_of
from tests.support import tasks as t
from tests.support.builders import MORNING
from tests.support.cities import BACKENDS, NewCounter
from tests.support.counter import Counter
from tests.support.division import on
from tests.support.postgres import the_cluster
from tests.support.releasing import Office, in_days, real_list, with_item
from tests.support.reviewing import CITY
from tests.support.server import RESOURCES, PostgresCity, ServerProcess, SqliteCity
from tests.support.visits import Visit

WORDS = read_words(RESOURCES)
GOOD, BAD = Answer(Level.VERY_SATISFIED, ("517",)), Answer(Level.DISSATISFIED, TAGS[Level.DISSATISFIED][:1])
Written = Callable[..., tuple[int, openpyxl.Workbook | None]]


@pytest.fixture(scope="module", params=BACKENDS)
def city(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A city of these tests alone: the sheet reads every review there is, also those other tests spoil."""
    cluster = the_cluster() if request.param == "postgresql" else None
    file = tmp_path_factory.mktemp("quarter") / "city.db"
    one = ServerProcess(PostgresCity(cluster, cluster.new_database()) if cluster else SqliteCity(file))
    yield one
    assert one.stop() == 0


@pytest.fixture
def told_key(city: ServerProcess) -> wire.ReviewKey:
    store = Store(city.database.url)
    store.settle(lambda conn: reviews.register_key(conn, CITY.public))
    with store.read() as conn:
        told = reviews.key_told(conn)
    store.close()
    assert told is not None
    return wire.ReviewKey(public=CITY.public.hex(), mark=told.mark)


@pytest.fixture
def written(city: ServerProcess, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Written:
    key, out = pem_of(CITY, tmp_path / "key.pem"), tmp_path / "季度.xlsx"

    def run(day: date, *words: str) -> tuple[int, openpyxl.Workbook | None]:
        quarter = Quarter.of(day)
        out.unlink(missing_ok=True)
        told = ["--database", city.database.url, "--key", str(key), "--resources", str(RESOURCES)]
        told += ["--year", str(quarter.year), "--quarter", str(quarter.number), "--out", str(out), *words]
        code = cli.main(["reviews", "quarter", *told])
        return code, openpyxl.load_workbook(out) if out.exists() else None

    return run


def table(book: openpyxl.Workbook | None) -> list[list[object]]:
    assert book is not None
    sheet = book.worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=HEAD_ROW + 1)]


def of(book: openpyxl.Workbook | None, outlet: str) -> dict[object, list[object]]:
    """The rows of one outlet by item."""
    return {row[1]: row[2:] for row in table(book) if row[0] == outlet}


def visited(one: Counter, key: wire.ReviewKey, *answers: Answer | None) -> list[Visit]:
    """So many consultations of item 2, those with an answer rated."""
    found = []
    for answer in answers:
        visit = Visit(one, key, AnsweredOnSpot("可以"), item=2, sub_item="2.1")
        if answer is not None:
            visit.rated(answer)
        found.append(visit)
    one.sync()
    return found


def test_a_quarter_of_one_outlet_is_counted_by_item(
    city: ServerProcess, counter: NewCounter, told_key: wire.ReviewKey, written: Written, outlet: str
) -> None:
    one = counter(city)
    visited(one, told_key, *[GOOD] * 8, BAD, None)
    code, book = written(local_day(one.clock.now()))
    assert code == 0
    row = of(book, outlet)["知识产权业务咨询服务"]
    assert row[:5] == [10, 10, 9, 0, "90.0%"]
    assert row[5:11] == [8, 0, 0, 1, 0, "88.9%"]
    assert row[11:16] == [1, 0, 0, "—", "—"]
    assert row[16] == "服务热情效率高、没有提供材料样本"
    assert of(book, outlet)["网点合计"] == row


def test_an_item_of_a_released_list_stands_under_its_name(
    city: ServerProcess,
    counter: NewCounter,
    told_key: wire.ReviewKey,
    written: Written,
    outlet: str,
    tmp_path: Path,
) -> None:
    told, one = with_item(real_list("2026-9", in_days(0)), 11, "数据登记辅导服务", "材料辅导"), counter(city)
    assert Office(city.database, tmp_path).publish(told, "--reason", "新增事项", mode="urgent") == 0
    for _ in range(6):
        Visit(one, told_key, AnsweredOnSpot("可以"), item=11, sub_item="11.1", catalogue="2026-9").rated(
            GOOD, item=11
        )
    one.sync()
    _, book = written(local_day(one.clock.now()))
    assert set(of(book, outlet)) == {"数据登记辅导服务", "网点合计"}


def test_few_reviews_are_a_mark_and_so_is_what_would_tell_them(
    city: ServerProcess, counter: NewCounter, told_key: wire.ReviewKey, written: Written, outlet: str
) -> None:
    one = counter(city)
    visited(one, told_key, *[GOOD] * 6)
    for answer in (GOOD, BAD):
        Visit(one, told_key, AnsweredOnSpot("可以"), item=9, sub_item="9.1").rated(answer, item=9)
    one.sync()
    _, book = written(local_day(one.clock.now()))
    found = of(book, outlet)
    whole = found.pop("网点合计")
    assert {len(row) for row in found.values()} == {17}
    assert [row[2] for row in found.values()] == [6, 2], "how many is no secret"
    assert all(row[5:] == ["＊"] * 12 for row in found.values())
    assert whole[5:10] == [7, 0, 0, 1, 0]
    (city_row,) = [row for row in table(book) if row[0] == "全市合计"]
    assert int(str(city_row[4])) >= 8


def test_a_later_word_counts_in_the_place_of_the_first(
    city: ServerProcess, counter: NewCounter, told_key: wire.ReviewKey, written: Written, outlet: str
) -> None:
    one = counter(city)
    visits = visited(one, told_key, *[GOOD] * 6)
    visits[0].rated(BAD, "consult/again")
    one.sync()
    _, book = written(local_day(one.clock.now()))
    assert of(book, outlet)["网点合计"][2] == 6
    assert of(book, outlet)["网点合计"][5:10] == [5, 0, 0, 1, 0]


def test_another_quarter_has_none_of_it(
    city: ServerProcess, counter: NewCounter, told_key: wire.ReviewKey, written: Written, outlet: str
) -> None:
    one = counter(city)
    visited(one, told_key, *[GOOD] * 6)
    code, book = written(local_day(one.clock.now()) - timedelta(days=400))
    assert code == 0
    assert of(book, outlet) == {}


def test_no_name_number_or_day_of_anybody_is_in_it(
    city: ServerProcess, counter: NewCounter, told_key: wire.ReviewKey, written: Written
) -> None:
    one = counter(city)
    (visit, *_) = visited(one, told_key, *[Answer(Level.DISSATISFIED, (), "张三让我等了两个小时")] * 6)
    _, book = written(local_day(one.clock.now()))
    said = " ".join(str(value) for row in table(book) for value in row)
    for secret in ("张三", "两个小时", visit.case_no, visit.case_id, "1508260837"):
        assert secret not in said


def test_a_file_that_is_there_is_not_written_over(
    city: ServerProcess, told_key: wire.ReviewKey, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "there.xlsx"
    out.write_bytes(b"kept")
    told = ["--database", city.database.url, "--key", str(pem_of(CITY, tmp_path / "k.pem"))]
    told += ["--resources", str(RESOURCES), "--year", "2026", "--quarter", "4", "--out", str(out)]
    assert cli.main(["reviews", "quarter", *told]) == 1
    assert out.read_bytes() == b"kept"
    assert "nothing was written" in capsys.readouterr().err


def test_an_example_that_was_never_mended_is_refused(
    written: Written, told_key: wire.ReviewKey, capsys: pytest.CaptureFixture[str]
) -> None:
    code, book = written(date(2026, 11, 20), "--example", "CP-2026-0001")
    assert (code, book) == (1, None)
    assert "CP-2026-0001 was not mended" in capsys.readouterr().err


# -- Kept for the division's pages


@pytest.fixture
def kept_by(city: ServerProcess, tmp_path: Path) -> Callable[..., int]:
    """`reviews quarter` with these words after the usual ones."""
    key = pem_of(CITY, tmp_path / "kept.pem")

    def run(quarter: Quarter, *words: str) -> int:
        told = ["--database", city.database.url, "--key", str(key), "--resources", str(RESOURCES)]
        told += ["--year", str(quarter.year), "--quarter", str(quarter.number), *words]
        return cli.main(["reviews", "quarter", *told])

    return run


def in_keeping(city: ServerProcess, quarter: Quarter) -> Kept | None:
    return on(city.database, lambda conn: kept(conn, quarter))


def test_a_quarter_that_is_over_is_kept_once_however_often_it_is_counted(
    city: ServerProcess,
    told_key: wire.ReviewKey,
    kept_by: Callable[..., int],
    capsys: pytest.CaptureFixture[str],
) -> None:
    quarter = Quarter(2021, 1)
    assert [kept_by(quarter, "--keep") for _ in range(2)] == [0, 0]
    assert capsys.readouterr().out.count("edition: 1") == 2
    found = in_keeping(city, quarter)
    assert found is not None
    assert "2021 年第 1 季度（2021-01-01 至 2021-03-31）" in found.document.span
    assert found.document.lines[-1].cells[0] == "全市合计"


def test_a_quarter_that_runs_is_not_kept(
    city: ServerProcess,
    told_key: wire.ReviewKey,
    kept_by: Callable[..., int],
    capsys: pytest.CaptureFixture[str],
) -> None:
    running = Quarter(2199, 4)
    assert kept_by(running, "--keep") == 1
    assert "Not kept: the quarter runs until 2199-12-31." in capsys.readouterr().err
    assert in_keeping(city, running) is None


def test_a_sheet_that_is_asked_for_nowhere_is_not_counted(
    kept_by: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert kept_by(Quarter(2021, 1)) == 1
    assert "--out, --keep or both" in capsys.readouterr().err


def test_file_and_page_say_the_same(
    city: ServerProcess, told_key: wire.ReviewKey, kept_by: Callable[..., int], tmp_path: Path
) -> None:
    quarter, out = Quarter(2021, 2), tmp_path / "both.xlsx"
    assert kept_by(quarter, "--keep", "--out", str(out)) == 0
    found = in_keeping(city, quarter)
    assert found is not None
    told = table(openpyxl.load_workbook(out))
    assert told[0] == ["全市合计", None, *found.document.lines[0].cells[2:]]


def test_where_the_file_cannot_be_written_nothing_is_kept(
    city: ServerProcess, told_key: wire.ReviewKey, kept_by: Callable[..., int], tmp_path: Path
) -> None:
    quarter, out = Quarter(2021, 3), tmp_path / "there.xlsx"
    out.write_bytes(b"kept")
    assert kept_by(quarter, "--keep", "--out", str(out)) == 1
    assert in_keeping(city, quarter) is None


def test_an_example_that_was_never_mended_keeps_nothing(
    city: ServerProcess, told_key: wire.ReviewKey, kept_by: Callable[..., int]
) -> None:
    quarter = Quarter(2021, 4)
    assert kept_by(quarter, "--keep", "--example", "CP-2021-0001") == 1
    assert in_keeping(city, quarter) is None


# -- The workbook


def sheet(*rows: Row, **more: object) -> QuarterSheet:
    told = QuarterSheet(Quarter(2026, 4), rows, {"a": "杭锦后旗窗口"}, {2: "业务咨询"}, "2027-01-15")
    return QuarterSheet(told.quarter, told.rows, told.outlets, told.items, told.publish, **more)  # type: ignore[arg-type]


def opened(tmp_path: Path, told: QuarterSheet) -> openpyxl.Workbook:
    path = tmp_path / "book.xlsx"
    path.write_bytes(build_workbook(document(told, WORDS)))
    return openpyxl.load_workbook(path)


FULL = Row(
    "a", 2, 40, 30, {Level.VERY_SATISFIED: 18, Level.DISSATISFIED: 2}, 1, ("517", "207"), Mending(2, 1, 3.26)
)


def test_every_head_has_its_cell_and_its_width() -> None:
    assert len(WORDS["heads"]) == len(WIDTHS) == len(cells(FULL, sheet(FULL), WORDS))


def test_a_row_is_written_as_reports_are() -> None:
    assert cells(FULL, sheet(FULL), WORDS) == [
        "杭锦后旗窗口", "业务咨询", 40, 30, 20, 1, "66.7%", 18, 0, 0, 2, 0, "90.0%", 2, 2, 1, "50.0%", 3.3,
        "服务热情效率高、没有提供材料样本",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "names"),
    [
        (Row("", WHOLE), ("全市合计", None)),
        (Row("a", WHOLE), ("杭锦后旗窗口", "网点合计")),
        (Row("a", 0), ("杭锦后旗窗口", "未列入清单")),
        (Row("b", 2), ("b", "业务咨询")),
    ],
)
def test_rows_are_named(tmp_path: Path, row: Row, names: tuple[str, str | None]) -> None:
    told = table(opened(tmp_path, sheet(row)))[0]
    assert (told[0], told[1] or None) == names
    assert told[6] == "—"


def test_it_is_ready_to_be_printed_and_published(tmp_path: Path) -> None:
    page = opened(tmp_path, sheet(*[FULL] * 120)).worksheets[0]
    assert isinstance(page, Worksheet)
    assert page["A1"].value == "巴彦淖尔市知识产权公共服务好差评季度统计表"
    assert page["A2"].value == (
        "统计期间：2026 年第 4 季度（2026-10-01 至 2026-12-31）；公布期限：2027-01-15"
    )
    assert (page.page_setup.orientation, page.page_setup.fitToHeight) == ("landscape", 0)
    assert page.print_title_rows == "$3:$3"
    assert page.freeze_panes == "C4"


def test_what_looks_like_a_formula_is_text(tmp_path: Path) -> None:
    told = QuarterSheet(Quarter(2026, 4), (FULL,), {"a": "=1+1"}, {2: "@SUM(A1)"}, "")
    page = opened(tmp_path, told).worksheets[0]
    assert [page.cell(HEAD_ROW + 1, place).data_type for place in (1, 2)] == ["s", "s"]


def test_cases_of_mending_stand_on_a_sheet_of_their_own(tmp_path: Path) -> None:
    task = t.task_after(*t.LIVES[TaskState.MENDED])
    book = opened(tmp_path, sheet(FULL, examples=(task,)))
    assert book.sheetnames == ["季度统计表", "典型整改案例"]
    told = [cell.value for cell in book.worksheets[1][HEAD_ROW + 1]]
    assert told[0] == t.NUMBER
    assert told[3] == (task.mended.measures if task.mended else "")
    assert opened(tmp_path, sheet(FULL)).sheetnames == ["季度统计表"]


def test_the_words_of_the_sheet_are_those_of_the_screens() -> None:
    assert WORDS["tags"] == dict(review_words.TAGS)
    assert WORDS["heads"][7:12] == list(review_words.LEVELS.values())


# -- Both words of an event


def word(op_id: str, occasion: str, level: Level) -> OpenedReview:
    told = wire.Review(
        case_id="c",
        case_no="n",
        occasion=occasion,
        number=1,
        item=2,
        by="b",
        at=MORNING,
        answer=Answer(level),
    )
    return OpenedReview(op_id, "a", "", "k", told)


FIRST, LATER = word("1", "intake", Level.SATISFIED), word("2", "intake/again", Level.DISSATISFIED)


@pytest.mark.parametrize(
    ("found", "counts"),
    [((FIRST,), "1"), ((LATER,), "2"), ((FIRST, LATER), "2"), ((LATER, FIRST), "2")],
)
def test_the_later_word_is_the_one_that_counts(found: tuple[OpenedReview, ...], counts: str) -> None:
    (event,) = reviewed_events(found)
    assert event.counts.op_id == counts


def test_what_stays_closed_is_no_event_and_events_do_not_mix() -> None:
    closed = OpenedReview("3", "a", "", "k", None)
    other = word("4", "result", Level.SATISFIED)
    assert [one.counts.op_id for one in reviewed_events((closed, FIRST, other))] == ["1", "4"]
    assert FIRST.review is not None
    assert reviewed_events((FIRST,)) == (ReviewedEvent(Word("1", "a", FIRST.review)),)
