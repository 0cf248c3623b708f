"""在岗时段: who stood at the window from when to when, as the book of the day tells it."""

from datetime import datetime

from outlet_app.domain.calendar import CST
from outlet_app.domain.duty import fold
from outlet_app.domain.duty_spans import DutySpan, duty_spans
from outlet_app.domain.events import CaseEvent, Fact
from outlet_app.domain.facts.duty import (
    AwayReason,
    DutyAway,
    DutyBack,
    DutyBegun,
    DutyEnded,
    DutyHanded,
    Pending,
    Seal,
    SealUsed,
)
from tests.domain.tables import each
from tests.support.builders import OUTLET

ANNA, BATU = "1508260837", "1508260838"
BEGUN, BACK, ENDED = DutyBegun("业务章"), DutyBack(), DutyEnded(Pending(), "业务章入柜")
AWAY, COVERED = DutyAway(AwayReason.MEAL), DutyAway(AwayReason.MEAL, stand_in=BATU)
HANDED = DutyHanded(BATU, Pending(), "业务章")
SEALED = SealUsed("HH0501 受〔2026〕0001 号", "W05", Seal.BUSINESS, 1)
Told = tuple[int, str, Fact]


def at(hour: int) -> datetime:
    return datetime(2026, 11, 20, hour, tzinfo=CST)


def book(*told: Told, terminal: str = "01") -> tuple[CaseEvent, ...]:
    return tuple(
        CaseEvent(f"op-{terminal}-{hour}", f"duty-{terminal}", at(hour), actor, OUTLET, terminal, fact)
        for hour, actor, fact in told
    )


def stays(*books: tuple[CaseEvent, ...]) -> dict[str, list[tuple[int, int | None]]]:
    found = duty_spans(fold(events) for events in books)
    return {
        who: [(one.since.hour, one.until.hour if one.until else None) for one in spans]
        for who, spans in found.items()
    }


@each(
    ("told", "found"),
    [
        (((8, ANNA, BEGUN),), {ANNA: [(8, None)]}),
        (((8, ANNA, BEGUN), (17, ANNA, ENDED)), {ANNA: [(8, 17)]}),
        (
            ((8, ANNA, BEGUN), (12, ANNA, AWAY), (14, ANNA, BACK), (17, ANNA, ENDED)),
            {ANNA: [(8, 12), (14, 17)]},
        ),
        (
            ((8, ANNA, BEGUN), (12, ANNA, COVERED), (14, ANNA, BACK), (17, ANNA, ENDED)),
            {ANNA: [(8, 12), (14, 17)], BATU: [(12, 14)]},
        ),
        (((8, ANNA, BEGUN), (12, ANNA, HANDED), (17, BATU, ENDED)), {ANNA: [(8, 12)], BATU: [(12, 17)]}),
        (((8, ANNA, BEGUN), (13, BATU, DutyBegun(instead_of=ANNA))), {ANNA: [(8, 13)], BATU: [(13, None)]}),
        (((8, ANNA, BEGUN), (10, ANNA, SEALED), (17, ANNA, ENDED)), {ANNA: [(8, 17)]}),
        (((9, ANNA, SEALED),), {}),
        (((8, ANNA, BEGUN), (9, ANNA, ENDED), (15, ANNA, BEGUN)), {ANNA: [(8, 9), (15, None)]}),
    ],
)
def test_every_turn_ends_one_stay_and_begins_the_next(
    told: tuple[Told, ...], found: dict[str, list[tuple[int, int | None]]]
) -> None:
    assert stays(book(*told)) == found


def test_two_terminals_are_told_beside_each_other_in_order() -> None:
    first = book((13, ANNA, BEGUN), (17, ANNA, ENDED))
    second = book((8, ANNA, BEGUN), (12, ANNA, ENDED), (14, BATU, BEGUN), terminal="02")
    assert stays(first, second) == {ANNA: [(8, 12), (13, 17)], BATU: [(14, None)]}


def test_no_book_is_no_stay() -> None:
    assert duty_spans(()) == {}
    assert DutySpan(at(8), None).until is None
