"""The book of a terminal's day: who may write what, what it tells afterwards, and the ledgers of it."""

from dataclasses import replace
from datetime import timedelta

from outlet_app.domain import records
from outlet_app.domain.duty import MOST_COPIES, Book, apply, book_id, fold, judge, takes_seal
from outlet_app.domain.events import AnsweredOnSpot, CaseEvent, Fact
from outlet_app.domain.facts.duty import (
    DUTY_FACTS,
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
from outlet_app.domain.ledgers import LEDGERS
from outlet_app.domain.ledgers.duty import COLUMNS, WORKED, duty_lines, seal_lines
from outlet_app.domain.problems import Refusal
from tests.domain.tables import each
from tests.support.builders import CLERK, MORNING, OUTLET, at, event, registered

ME, OTHER, THIRD = CLERK, "1508260838", "1508260839"
DAY = MORNING.date()
ID = book_id(OUTLET, "01", DAY)
BEGIN = DutyBegun("业务专用章 1 枚", "扫码枪 1 把")
HAND = DutyHanded(OTHER, Pending(3, 1), "业务专用章 1 枚")
AWAY, BACK, END = DutyAway(AwayReason.MEAL), DutyBack(), DutyEnded(Pending(), "锁在保险柜")
SEAL = SealUsed("HH0501 受〔2026〕0001 号", "W05", Seal.BUSINESS, 2, "HH05-20261122-010017-T")
Said = tuple[str, Fact]


def told(fact: Fact, actor: str = ME, minutes: int = 0) -> CaseEvent:
    return event(fact, minutes=minutes, actor=actor, case_id=ID)


def after(*said: Said) -> Book | None:
    """The book after these entries, each legal when it was written."""
    book: Book | None = None
    for minutes, (actor, fact) in enumerate(said):
        one = told(fact, actor, minutes)
        assert judge(book, one) is None, fact.KIND
        book = apply(book, one)
    return book


def code(found: Refusal | None) -> str:
    return found.code if found else ""


@each(
    ("before", "actor", "fact", "refused"),
    [
        ((), ME, BEGIN, ""),
        (((ME, BEGIN),), ME, BEGIN, "duty.already"),
        (((ME, BEGIN),), OTHER, BEGIN, "duty.taken"),
        (((ME, BEGIN),), OTHER, replace(BEGIN, instead_of=THIRD), "duty.taken"),
        (((ME, BEGIN),), OTHER, replace(BEGIN, instead_of=ME), ""),
        ((), ME, HAND, "duty.not_on"),
        (((ME, BEGIN),), OTHER, HAND, "duty.not_on"),
        (((ME, BEGIN),), ME, HAND, ""),
        (((ME, BEGIN),), ME, replace(HAND, to=ME), "duty.to_whom"),
        (((ME, BEGIN),), ME, replace(HAND, to=""), "duty.to_whom"),
        (((ME, BEGIN),), ME, replace(HAND, seals="  "), "duty.seals"),
        (((ME, BEGIN), (ME, AWAY)), ME, HAND, ""),
        (((ME, BEGIN), (ME, HAND)), ME, HAND, "duty.not_on"),
        (((ME, BEGIN), (ME, HAND)), OTHER, replace(HAND, to=ME), ""),
        ((), ME, AWAY, "duty.not_on"),
        (((ME, BEGIN),), ME, AWAY, ""),
        (((ME, BEGIN), (ME, AWAY)), ME, AWAY, "duty.away_already"),
        (((ME, BEGIN),), ME, DutyAway(AwayReason.OTHER), "duty.why"),
        (((ME, BEGIN),), ME, DutyAway(AwayReason.OTHER, "", " "), "duty.why"),
        (((ME, BEGIN),), ME, DutyAway(AwayReason.OTHER, "", "取件"), ""),
        (((ME, BEGIN),), ME, BACK, "duty.not_away"),
        (((ME, BEGIN), (ME, AWAY)), OTHER, BACK, "duty.not_on"),
        (((ME, BEGIN), (ME, AWAY)), ME, BACK, ""),
        ((), ME, END, "duty.not_on"),
        (((ME, BEGIN),), ME, END, ""),
        (((ME, BEGIN),), ME, replace(END, seals=""), "duty.seals"),
        (((ME, BEGIN), (ME, END)), ME, END, "duty.not_on"),
        (((ME, BEGIN), (ME, END)), ME, BEGIN, ""),
        ((), ME, SEAL, ""),
        (((ME, BEGIN),), OTHER, SEAL, ""),
        ((), ME, replace(SEAL, number=" "), "duty.seal"),
        ((), ME, replace(SEAL, form=""), "duty.seal"),
        ((), ME, replace(SEAL, copies=0), "duty.seal"),
        ((), ME, replace(SEAL, copies=MOST_COPIES), ""),
        ((), ME, replace(SEAL, copies=MOST_COPIES + 1), "duty.seal"),
        ((), ME, AnsweredOnSpot("可以"), "case.unknown"),
    ],
)
def test_who_may_write_what(before: tuple[Said, ...], actor: str, fact: Fact, refused: str) -> None:
    assert code(judge(after(*before), told(fact, actor, 9))) == refused


@each(
    ("said", "on_duty", "away"),
    [
        (((ME, BEGIN),), ME, False),
        (((ME, BEGIN), (ME, AWAY)), ME, True),
        (((ME, BEGIN), (ME, AWAY), (ME, BACK)), ME, False),
        (((ME, BEGIN), (ME, AWAY), (ME, HAND)), OTHER, False),
        (((ME, BEGIN), (ME, HAND), (OTHER, END)), "", False),
        (((ME, BEGIN), (OTHER, replace(BEGIN, instead_of=ME))), OTHER, False),
        (((ME, SEAL),), "", False),
    ],
)
def test_whose_duty_it_is(said: tuple[Said, ...], on_duty: str, away: bool) -> None:
    book = after(*said)
    assert book is not None
    assert (book.on_duty, book.away) == (on_duty, away)
    assert fold(book.events) == book


def test_everybody_who_was_there_is_known() -> None:
    book = after((ME, BEGIN), (ME, DutyAway(AwayReason.MEAL, THIRD)), (ME, HAND))
    assert book is not None
    assert book.served == {ME, OTHER, THIRD}
    assert book.sealed == frozenset()


@each(
    ("changes", "refused"),
    [
        ({}, ""),
        ({"terminal": "02"}, "duty.book"),
        ({"outlet": "1508021001"}, "duty.book"),
        ({"at": MORNING + timedelta(days=1)}, "duty.book"),
        ({"case_id": "duty-anything"}, "duty.book"),
    ],
)
def test_a_book_is_one_terminals_and_one_days(changes: dict[str, object], refused: str) -> None:
    assert code(judge(None, replace(told(BEGIN), **changes))) == refused  # type: ignore[arg-type]


def test_the_other_records_keep_out() -> None:
    case = records.fold([event(registered())])
    assert code(records.judge(case, event(BEGIN))) == "duty.book"
    book = records.fold([told(BEGIN)])
    assert isinstance(book, Book)
    assert records.judge(book, told(AWAY)) is None
    assert code(records.judge(book, told(registered()))) == "case.unknown"
    assert {kind: records.fact_type(kind) for kind in DUTY_FACTS} == DUTY_FACTS


def test_nothing_is_no_book() -> None:
    try:
        fold([])
    except ValueError:
        return
    raise AssertionError("an empty book is none")


@each(
    ("form", "takes"),
    [
        ("W02", True), ("W04", True), ("W05", True), ("W06", True), ("W08", True), ("W21", True),
        ("R02", True), ("R19", True), ("W01", False), ("W10", False), ("W13", False), ("W14", False),
        ("W16", False), ("W17", False), ("W18", False), ("W19", False), ("W25", False),
    ],
)  # fmt: skip
def test_which_papers_take_the_seal(form: str, takes: bool) -> None:
    assert takes_seal(form) is takes


def rows(book: Book | None, *worked: CaseEvent) -> list[tuple[str, str, str, str]]:
    """Entry, person, partner and what is missing of each line."""
    found = duty_lines([book] if book else [], worked, DAY, DAY)
    for line in found:
        assert set(line.cells) == set(COLUMNS)
    names = ("duty", "clerk", "partner", "gap")
    return [tuple(str(line.cells[name]) for name in names) for line in found]  # type: ignore[misc]


@each(
    ("said", "gaps"),
    [
        (((ME, BEGIN), (ME, END)), ["", ""]),
        (((ME, BEGIN),), ["still_on"]),
        (((ME, BEGIN), (ME, HAND)), ["", "still_on"]),
        (((ME, BEGIN), (ME, HAND), (OTHER, END)), ["", "", ""]),
        (((ME, BEGIN), (ME, AWAY), (ME, BACK), (ME, END)), ["", "nobody_stood_in", "", ""]),
        (((ME, BEGIN), (ME, AWAY)), ["still_on", "nobody_stood_in\nnot_back"]),
        (((ME, BEGIN), (ME, replace(AWAY, stand_in=OTHER)), (ME, BACK), (ME, END)), ["", "", "", ""]),
        (
            ((ME, BEGIN), (OTHER, replace(BEGIN, instead_of=ME)), (OTHER, END)),
            ["", "not_handed_over", ""],
        ),
    ],
)
def test_what_a_supervisor_looks_for(said: tuple[Said, ...], gaps: list[str]) -> None:
    assert [row[3] for row in rows(after(*said))] == gaps


def test_a_hand_over_tells_what_went_over() -> None:
    full = replace(
        HAND, pending=Pending(7, 2, 1, 3, 4, 5, 6), devices="扫码枪", papers="委托书", note="约好三点"
    )
    book = after((ME, BEGIN), (ME, full))
    assert book is not None
    (_, line) = duty_lines([book], (), DAY, DAY)
    assert line.cells["pending"] == "7|2|1|3|4|5|6"
    assert (line.cells["seals"], line.cells["devices"]) == ("业务专用章 1 枚", "扫码枪")
    assert line.cells["said"] == "委托书\n约好三点"
    assert (line.cells["clerk"], line.cells["partner"], line.cells["post"]) == (ME, OTHER, "01")


def test_who_worked_without_being_on_duty_has_a_line_a_day() -> None:
    mine = event(registered(), minutes=5, actor=ME)
    again = event(AnsweredOnSpot("可以"), minutes=6, actor=ME)
    theirs = event(registered(), minutes=7, actor=OTHER, case_id="case-2")
    assert rows(None, mine, again) == [(WORKED, ME, "", "not_on_duty")]
    assert rows(after((ME, BEGIN), (ME, END)), mine, again, theirs) == [
        ("duty.begun", ME, "", ""),
        ("duty.ended", ME, "", ""),
        (WORKED, OTHER, "", "not_on_duty"),
    ]
    elsewhere = replace(mine, terminal="02")
    assert rows(after((ME, BEGIN), (ME, END)), elsewhere)[-1] == (WORKED, ME, "", "not_on_duty")
    assert rows(None, replace(mine, at=at(days=-1))) == []


def test_the_uses_of_seals_stand_in_l17_and_not_in_l18() -> None:
    book = after(
        (ME, BEGIN),
        (ME, SEAL),
        (OTHER, replace(SEAL, number="HH0501 告〔2026〕0001 号", form="W04", case_no="")),
    )
    assert book is not None
    assert [row[0] for row in rows(book)] == ["duty.begun"]
    found = seal_lines([book], DAY, DAY)
    assert [
        (line.case_no, line.cells["number"], line.cells["seal"], line.cells["clerk"]) for line in found
    ] == [
        ("HH05-20261122-010017-T", "HH0501 受〔2026〕0001 号", "business|2", ME),
        ("", "HH0501 告〔2026〕0001 号", "business|2", OTHER),
    ]
    assert all(set(line.cells) == set(LEDGERS["L17"].columns) for line in found)
    assert seal_lines([book], DAY + timedelta(days=1), DAY + timedelta(days=1)) == ()
    assert book.sealed == {"HH0501 受〔2026〕0001 号", "HH0501 告〔2026〕0001 号"}
