"""L12 好差评台账: whom somebody asked and whether it was answered; never who said what."""

from datetime import date, timedelta

from outlet_app.domain.events import (
    Accepted,
    Channel,
    Closed,
    Fact,
    ResultReached,
    ReviewEnded,
    ReviewOffered,
    ReviewOutcome,
    Voided,
)
from outlet_app.domain.ledgers import LEDGERS, Line, Sum, SumOf
from outlet_app.domain.ledgers.reviews import CODE, level_sums
from tests.domain.tables import each
from tests.support.builders import registered
from tests.wording.test_ledgers import DAY, life, read

ASKED, RATED = ReviewOffered("intake"), ReviewEnded("intake", ReviewOutcome.RATED)
LEFT = ReviewEnded("intake", ReviewOutcome.TIMED_OUT)
TAKEN: tuple[Fact, ...] = (registered(), Accepted())
OUT: tuple[Fact, ...] = (ResultReached(True, "报告"), Closed("报告"))


def told(*facts: Fact) -> list[tuple[object, ...]]:
    return [tuple(line.cells.values()) for line in read(CODE, life(*facts))]


def sums(*lives: tuple[Fact, ...]) -> dict[tuple[SumOf, str], tuple[int, int]]:
    found = read(CODE, *(life(*one, case_id=f"case-{number}") for number, one in enumerate(lives)))
    tell = LEDGERS[CODE].sums
    assert tell is not None
    return {(one.kind, one.name): (one.all, one.some) for one in tell(found)}


@each(
    ("facts", "answers"),
    [
        ((*TAKEN,), []),
        ((*TAKEN, ASKED), ["unrated"]),
        ((*TAKEN, ASKED, RATED), ["rated"]),
        ((*TAKEN, ASKED, LEFT), ["unrated"]),
        ((*TAKEN, ASKED, ReviewEnded("intake", ReviewOutcome.DECLINED)), ["unrated"]),
        ((*TAKEN, ASKED, LEFT, RATED), ["rated"]),
        ((*TAKEN, ASKED, RATED, *OUT), ["rated"]),
        ((*TAKEN, ASKED, RATED, *OUT, ReviewOffered("result")), ["rated", "unrated"]),
    ],
)
def test_a_service_event_makes_one_line_from_the_moment_it_was_asked_about(
    facts: tuple[Fact, ...], answers: list[str]
) -> None:
    assert [line.cells["answered"] for line in read(CODE, life(*facts))] == answers


def test_a_line_tells_what_it_was_about_and_who_served_but_no_level() -> None:
    (line,) = read(CODE, life(*TAKEN, ASKED, RATED))
    assert set(line.cells) == set(LEDGERS[CODE].columns)
    assert {"level", "tags", "text", "applicant", "phone"}.isdisjoint(line.cells)
    assert (line.cells["service"], line.cells["channel"]) == ("intake", Channel.COUNTER.value)
    assert line.cells["clerk"] == life(*TAKEN)[1].actor


def test_it_stands_on_the_day_somebody_was_asked() -> None:
    late = life(*TAKEN, ASKED, RATED, days=1)
    assert read(CODE, late) == ()
    assert len(read(CODE, late, since=DAY + timedelta(1), until=DAY + timedelta(1))) == 1


def test_another_outlets_invitation_is_in_its_own_book() -> None:
    assert read(CODE, life(*TAKEN, ASKED, outlet="1508001001")) == ()


def test_a_void_case_says_so_and_is_still_counted_as_asked() -> None:
    (line,) = read(CODE, life(*TAKEN, ASKED, Voided("duplicate")))
    assert line.voided


def test_the_rate_is_taken_of_those_asked_as_a_whole_by_item_and_by_clerk() -> None:
    clerk = life(*TAKEN)[1].actor
    found = sums((*TAKEN, ASKED, RATED), (*TAKEN, ASKED), (*TAKEN, ASKED, LEFT), TAKEN)
    assert found[SumOf.WHOLE, ""] == (3, 1)
    assert found[SumOf.CLERK, clerk] == (3, 1)
    assert sum(every for (kind, _), (every, _) in found.items() if kind is SumOf.ITEM) == 3


def test_nobody_asked_makes_no_figure() -> None:
    assert sums() == {}
    assert sums(TAKEN) == {}


@each(
    ("tally", "figures"),
    [
        ({}, []),
        ({(8, 5): 4}, []),
        ({(8, 5): 2, (2, 1): 2}, []),
        (
            {(8, 5): 5},
            [("level", "5", 5, 5), ("level", "4", 5, 0), ("level", "3", 5, 0), ("level", "2", 5, 0),
             ("level", "1", 5, 0), ("content", "", 5, 5), ("content", "8", 5, 5)],
        ),
        (
            {(8, 5): 4, (2, 2): 1},
            [("level", "5", 5, 4), ("level", "4", 5, 0), ("level", "3", 5, 0), ("level", "2", 5, 1),
             ("level", "1", 5, 0), ("content", "", 5, 4)],
        ),
        (
            {(2, 3): 3, (2, 1): 2, (8, 4): 6, (0, 5): 1},
            [("level", "5", 12, 1), ("level", "4", 12, 6), ("level", "3", 12, 3), ("level", "2", 12, 0),
             ("level", "1", 12, 2), ("content", "", 12, 10), ("content", "2", 5, 3), ("content", "8", 6, 6)],
        ),
    ],
)  # fmt: skip
def test_levels_are_told_from_five_reviews_on_and_items_from_five_of_theirs(
    tally: dict[tuple[int, int], int], figures: list[tuple[str, str, int, int]]
) -> None:
    assert [(one.kind.value, one.name, one.all, one.some) for one in level_sums(tally)] == figures


def test_five_levels_add_up_to_what_was_given() -> None:
    tally = {(item, level): item + level for item in (1, 2, 8) for level in range(1, 6)}
    levels = [one for one in level_sums(tally) if one.kind is SumOf.LEVEL]
    assert {one.all for one in levels} == {sum(tally.values())}
    assert sum(one.some for one in levels) == sum(tally.values())


def test_both_halves_of_l12_follow_each_other_in_the_list_of_books() -> None:
    codes = list(LEDGERS)
    at = codes.index("L11")
    assert codes[at + 1 : at + 4] == [CODE, "L12", "L13"]


def test_lines_come_in_order_of_time() -> None:
    first = Line(life(registered())[0].at, "", "", {})
    found = read(CODE, life(*TAKEN, ASKED, *OUT, ReviewOffered("result")))
    assert [line.cells["service"] for line in found] == ["intake", "result"]
    assert first.at <= found[0].at < found[1].at
    assert Sum(SumOf.LEVEL, "5", 0, 0).share is None
    assert read(CODE, since=date(2026, 1, 1)) == ()
