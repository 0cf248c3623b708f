"""Who said what is the city's alone to read: nothing at the outlet tells it, in whatever order one looks.

The strongest of these tests exchanges two answers: everything a counter keeps, shows, prints, copies, logs
and sends has to stay as it was, but for the bytes under the seals.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from outlet_app.domain.people import Person
from outlet_app.domain.reviews.answers import Answer
from outlet_app.domain.reviews.levels import Level
from outlet_app.domain.reviews.tags import TAGS
from outlet_app.models.chain import unpack
from outlet_app.models.sqlcipher import connect
from outlet_app.services.views import CaseFilter
from outlet_app.sync import wire
from outlet_app.system.logs import start_logging, stop_logging
from tests.services.conftest import Enrolled
from tests.support.at_the_counter import accepted, answered, notified, text_of
from tests.support.bench import CLERK_PERSON, KEY, SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import MORNING
from tests.support.faults import Proxy
from tests.support.reviewing import CITY, CITY_KEY, opened, sealed_ops
from tests.support.server import ServerProcess

SENTENCE = "让我跑了三趟才说缺公章"
ANSWERS = (
    Answer(Level.VERY_DISSATISFIED, ("113", "115"), SENTENCE, call_back=True),
    Answer(Level.VERY_SATISFIED, ("517",)),
    Answer(Level.DISSATISFIED, withheld=True, anonymous=True),
)
WORDS = (SENTENCE, "withheld", "call_back", "anonymous", "VERY_DISSATISFIED", "tags")
SEALED = re.compile(rb'"sealed":"[^"]+"')


def a_morning(bench: Bench, answers: tuple[Answer, ...]) -> list[str]:
    """Three visitors of one matter, each with an answer of their own; their cases."""
    cases = []
    for answer in answers:
        bench.clock.forward(minutes=7)
        case = answered(bench).case
        reviews = bench.counter().reviews
        invitation = reviews.invite()
        bench.clock.forward(seconds=20)
        reviews.press(invitation, answer.level)
        bench.clock.forward(seconds=25)
        reviews.submit(invitation, answer)
        cases.append(case.case_id)
    return cases


def contents(path: Path, key: bytes) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Every row of every table of a store, the bytes of events unpacked."""
    with closing(connect(path, key)) as raw:
        tables = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in sorted(tables):
            for row in raw.execute(f"SELECT * FROM '{table}'").fetchall():
                yield table, tuple(_unpacked(cell) if table == "event_body" else cell for cell in row)


def _unpacked(cell: object) -> object:
    return unpack(cell) if isinstance(cell, bytes) else cell


def readable(path: Path, key: bytes) -> bytes:
    """All that can be read in a store by somebody who has its key, but for what is under the seals."""
    told = (repr(cell).encode() for _, row in contents(path, key) for cell in row)
    raw = (bytes(cell) for _, row in contents(path, key) for cell in row if isinstance(cell, bytes))
    return SEALED.sub(b"", b"\n".join([*told, *raw]))


def stable(path: Path) -> list[tuple[str, tuple[object, ...]]]:
    """The rows of a store without seals, and without the digests and links made over them."""
    kept: list[tuple[str, tuple[object, ...]]] = []
    for table, row in contents(path, KEY):
        cells = [SEALED.sub(b"", cell) if isinstance(cell, bytes) else cell for cell in row]
        if table == "event":
            cells = [cell for cell in cells if not isinstance(cell, bytes)]
        kept.append((table, tuple(cells)))
    return kept


def shown_to(bench: Bench, person: Person) -> list[object]:
    """What the pages are given for a person."""
    counter = bench.counter(person)
    rows = counter.cases.page(CaseFilter()).rows
    day = bench.clock.now().date()
    shown: list[object] = [
        rows,
        [counter.cases.detail(row.case_id) for row in rows],
        counter.desk.view(),
        counter.review_desk.services(),
        counter.day_sheet.sheet(day),
    ]
    if counter.review_desk.may_see:
        shown += [counter.review_desk.day(), text_of(counter.day_sheet.preview(day))]
    return shown


@pytest.fixture
def mornings(tmp_path: Path) -> Iterator[Callable[..., Bench]]:
    """Benches that begin alike, each with its own order of the same answers."""
    made: list[Bench] = []

    def make(*order: int) -> Bench:
        folder = tmp_path / f"bench-{len(made)}"
        folder.mkdir()
        made.append(open_bench(folder, MORNING))
        a_morning(made[-1], tuple(ANSWERS[at] for at in order))
        return made[-1]

    yield make
    for bench in made:
        bench.database.close()


@pytest.mark.parametrize("order", [(1, 0, 2), (2, 1, 0), (1, 2, 0)])
def test_which_visitor_gave_which_answer_changes_nothing_in_the_store(
    mornings: Callable[..., Bench], order: tuple[int, ...]
) -> None:
    one, other = mornings(0, 1, 2), mornings(*order)
    assert stable(one.database.path) == stable(other.database.path)
    for before, after in zip(sealed_ops(one.database), sealed_ops(other.database), strict=True):
        assert len(before.body) == len(after.body)


def test_the_comparison_would_see_a_level_written_beside_a_case(mornings: Callable[..., Bench]) -> None:
    one, other = mornings(0, 1, 2), mornings(1, 0, 2)
    for bench, level in ((one, "1"), (other, "5")):
        with bench.database.unit_of_work() as uow:
            uow.meta.set("review.of.case-1", level)
            uow.commit()
    assert stable(one.database.path) != stable(other.database.path)


@pytest.mark.parametrize("person", [CLERK_PERSON, SUPERVISOR_PERSON], ids=["rated", "head"])
def test_which_visitor_gave_which_answer_is_shown_to_nobody(
    mornings: Callable[..., Bench], person: Person
) -> None:
    one, other = mornings(0, 1, 2), mornings(2, 0, 1)
    assert shown_to(one, person) == shown_to(other, person)


def test_the_rated_clerk_is_shown_the_same_whatever_was_answered(tmp_path: Path) -> None:
    """Not a count, not a rate: three times the best and three times the worst look alike."""
    shown = []
    for level in (Level.VERY_SATISFIED, Level.VERY_DISSATISFIED):
        folder = tmp_path / str(level)
        folder.mkdir()
        bench = open_bench(folder, MORNING)
        a_morning(bench, (Answer(level, withheld=level.is_bad),) * 3)
        shown.append(shown_to(bench, CLERK_PERSON))
        bench.database.close()
    assert shown[0] == shown[1]


@pytest.mark.parametrize("told", WORDS)
def test_no_word_of_an_answer_is_left_in_the_store_or_its_copy(
    mornings: Callable[..., Bench], told: str
) -> None:
    bench = mornings(0, 1, 2)
    copy = bench.database.back_up(bench.folder / "backups")
    moved = Path(shutil.copy(copy, bench.folder / "copy.db"))
    for left in (readable(bench.database.path, KEY), readable(moved, KEY)):
        assert len(left) > 10_000
        assert told.encode() not in left
        assert repr(told).strip("'").encode() not in left


def test_no_tag_stands_in_the_store_as_a_word_of_its_own(mornings: Callable[..., Bench]) -> None:
    left = readable(mornings(0, 1, 2).database.path, KEY)
    for tag in ("113", "115", "517"):
        assert f'"{tag}"'.encode() not in left
        assert f"'{tag}'".encode() not in left


def test_the_levels_are_there_as_counts_and_under_the_seals_only(mornings: Callable[..., Bench]) -> None:
    bench = mornings(0, 1, 2)
    tally = [row for table, row in contents(bench.database.path, KEY) if table == "review_tally"]
    assert sorted(tally) == [("2026-11-20", 2, level, 1) for level in (1, 2, 5)]
    found = [opened(entry.body).answer for entry in sealed_ops(bench.database)]
    assert found == list(ANSWERS)


def test_a_card_just_pressed_is_sealed_before_it_is_kept(mornings: Callable[..., Bench]) -> None:
    bench = mornings(0)
    answered(bench)
    reviews = bench.counter().reviews
    reviews.press(reviews.invite(), Level.VERY_DISSATISFIED)
    with bench.database.reading() as uow:
        (pressed,) = uow.reviews.all_pressed()
    assert b"level" not in SEALED.sub(b"", pressed.body)
    assert opened(pressed.body).answer.level is Level.VERY_DISSATISFIED
    with bench.database.reading() as uow:
        (kept,) = sealed_ops(bench.database)
    assert len(pressed.body) == len(kept.body)


def test_without_the_citys_private_half_a_counter_cannot_open_its_own_reviews(
    mornings: Callable[..., Bench],
) -> None:
    bench = mornings(0, 1, 2)
    everything = b"".join(file.read_bytes() for file in bench.folder.rglob("*") if file.is_file())
    assert CITY.private not in everything
    assert CITY.private.hex().encode() not in readable(bench.database.path, KEY)
    told = wire.read_sealed_review(sealed_ops(bench.database)[0].body)
    assert told is not None
    for key in (KEY, CITY.public, b"k" * 32, b"p" * 32):
        with pytest.raises(wire.BrokenSeal):
            wire.open_review(key, told)


def test_papers_of_the_case_say_nothing_of_a_review(bench: Bench) -> None:
    for make in (accepted, notified):
        case = make(bench).case
        counter = bench.counter()
        invitation = counter.reviews.invite(case.case_id)
        counter.reviews.press(invitation, Level.VERY_DISSATISFIED)
        counter.reviews.submit(invitation, ANSWERS[0])
        form = case.papers[-1].form
        paper = counter.papers.reprint(case.case_id, form)
        printed = text_of(counter.papers.pdf(paper.paper_id))
        for word in (SENTENCE, "不满意", "差评", "113"):
            assert word not in printed


def test_on_the_way_and_in_every_log_there_is_only_the_seal(
    any_city: ServerProcess,
    enrolled: Callable[..., Enrolled],
    proxy: Callable[[ServerProcess], Proxy],
    tmp_path: Path,
) -> None:
    line = proxy(any_city)
    here = enrolled(any_city, via=line.url)
    with here.bench.database.unit_of_work() as uow:
        uow.reviews.keep_key(CITY_KEY)
        uow.commit()
    log = start_logging(tmp_path / "logs")
    try:
        a_morning(here.bench, ANSWERS)
        pushed = _push_waiting(here)
        here.sync.run_once()
    finally:
        stop_logging(log)
    assert here.sync.state().waiting == 0
    travelled = SEALED.sub(b"", pushed)
    logged = b"".join(file.read_bytes() for file in (tmp_path / "logs").rglob("*") if file.is_file())
    sent = b"".join(line.requests)
    for word in (*WORDS, *(f'"{tag}"' for tag in TAGS[Level.VERY_DISSATISFIED])):
        for where in (travelled, logged, sent):
            assert word.encode() not in where
    assert pushed.count(b'"kind":"review"') == len(ANSWERS)


def _push_waiting(here: Enrolled) -> bytes:
    """The bytes that travel, as the courier takes them out of the queue."""
    with here.bench.database.reading() as uow:
        return b"\n".join(op.body for op in uow.outbox.batch(1_000, 10**9))
