"""L25: every number of every terminal of the outlet, used, void or missing with the reason."""

from datetime import date, datetime, timedelta

from outlet_app.domain.accounting import Fate
from outlet_app.domain.calendar import CST
from outlet_app.domain.ledgers.numbers import (
    CODE,
    COLUMNS,
    COMPLETE,
    Taken,
    Terminals,
    Why,
    is_gap,
    number_lines,
)
from outlet_app.domain.numbering import case_number, paper_number
from outlet_app.wording import ledgers as words

DAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 12, tzinfo=CST)
HERE = Terminals("HH05", "03", frozenset({"01"}), frozenset({"04", "01"}))
Told = tuple[str, str, int, int, int, int, int, str]


def case(serial: int, terminal: str = "03", day: date = DAY, sign: str = "HH05") -> str:
    return case_number(sign, day, terminal, serial)


def paper(serial: int, word: str = "告", terminal: str = "03", year: int = 2026) -> str:
    return paper_number("HH05", terminal, word, year, serial)


def told(
    *taken: tuple[str, Fate],
    given: dict[tuple[str, str, str], int] | None = None,
    since: date = DAY,
    until: date = DAY,
) -> list[Told]:
    known = [Taken(number, fate, NOON) for number, fate in taken]
    lines = number_lines(known, given or {}, HERE, since, until, NOON + timedelta(hours=5))
    return [tuple(line.cells[column] for column in COLUMNS) for line in lines]  # type: ignore[misc]


def test_each_series_of_each_terminal_has_one_line_in_order() -> None:
    assert told(
        (paper(1), Fate.USED),
        (case(1), Fate.USED),
        (case(1, "02"), Fate.USED),
        (paper(1, "账"), Fate.LOOSE),
    ) == [
        ("02", "case:2026-11-20", 1, 1, 0, 0, 0, COMPLETE),
        ("03", "case:2026-11-20", 1, 1, 0, 0, 0, COMPLETE),
        ("03", "paper:告:2026", 1, 1, 0, 0, 0, COMPLETE),
        ("03", "paper:账:2026", 1, 0, 0, 1, 0, COMPLETE),
    ]


def test_every_fate_is_counted_apart_and_the_heavier_one_holds() -> None:
    assert told(
        (case(1), Fate.USED),
        (case(1), Fate.VOID),
        (case(2), Fate.USED),
        (case(3), Fate.HELD),
        (case(4), Fate.USED),
        (case(4), Fate.USED),
    ) == [("03", "case:2026-11-20", 4, 2, 1, 0, 1, COMPLETE)]


def test_a_missing_number_has_the_reason_of_its_terminal() -> None:
    reasons = {
        "01": Why.SET_BACK,
        "02": Why.UNHEARD,
        "03": Why.UNKNOWN,
        "04": Why.LOST,
        "09": Why.UNHEARD,
    }
    for terminal, why in reasons.items():
        (line,) = told((case(1, terminal), Fate.USED), (case(4, terminal), Fate.USED))
        assert line[-1] == f"{why}|2–3"


def test_what_was_given_out_and_never_seen_again_is_missing() -> None:
    given = {("HH05", "01", "case:2026-11-20"): 3, ("HH05", "01", "paper:受:2026"): 1}
    assert told((case(1, "01"), Fate.USED), given=given) == [
        ("01", "case:2026-11-20", 3, 1, 0, 0, 0, f"{Why.SET_BACK}|2–3"),
        ("01", "paper:受:2026", 1, 0, 0, 0, 0, f"{Why.SET_BACK}|1"),
    ]


def test_only_the_days_of_the_span_and_the_years_they_lie_in() -> None:
    known = [(case(1, day=DAY + timedelta(days=n)), Fate.USED) for n in range(-2, 3)]
    known += [(paper(1, year=year), Fate.USED) for year in (2025, 2026, 2027)]
    last_year = date(2025, 12, 31)
    spans = {
        (DAY, DAY): ["case:2026-11-20", "paper:告:2026"],
        (DAY, DAY + timedelta(days=1)): ["case:2026-11-20", "case:2026-11-21", "paper:告:2026"],
        (last_year, DAY - timedelta(days=2)): ["case:2026-11-18", "paper:告:2025", "paper:告:2026"],
        (date(2024, 1, 1), date(2024, 1, 9)): [],
    }
    assert {span: [one[1] for one in told(*known, since=span[0], until=span[1])] for span in spans} == spans


def test_numbers_of_other_outlets_and_what_is_no_number_are_passed_over() -> None:
    strange = [(case(1, sign="HH06"), Fate.USED), ("HH0503 告〔2026〕31 号", Fate.USED), ("", Fate.LOOSE)]
    assert told(*strange) == []


def test_the_moment_is_that_of_the_latest_number_or_of_the_reading() -> None:
    early, late = NOON - timedelta(hours=2), NOON - timedelta(hours=1)
    known = [Taken(case(2), Fate.USED, late), Taken(case(1), Fate.USED, early)]
    given = {("HH05", "03", "paper:告:2026"): 2}
    lines = number_lines(known, given, HERE, DAY, DAY, NOON)
    assert [line.at for line in lines] == [late, NOON]


def test_somebody_has_to_look_only_where_nobody_knows_why() -> None:
    gaps = {}
    for terminal in ("01", "02", "03"):
        known = [Taken(case(serial, terminal), Fate.USED, NOON) for serial in (1, 3)]
        (line,) = number_lines(known, {}, HERE, DAY, DAY, NOON)
        gaps[terminal] = is_gap(line)
    (whole,) = number_lines([Taken(case(1), Fate.USED, NOON)], {}, HERE, DAY, DAY, NOON)
    assert gaps == {"01": False, "02": False, "03": True}
    assert not is_gap(whole)


def test_it_is_said_in_words() -> None:
    assert words.titled(CODE) == "L25　编号使用台账"
    said = {
        ("series", "case:2026-11-20"): "办件编号 2026-11-20",
        ("series", "paper:不受:2026"): "文书 不受〔2026〕",
        ("lacking", COMPLETE): "无缺号",
        ("lacking", "set_back|3, 7–9"): "第 3、7–9 号。搁置：本机恢复过备份，已改用新的终端号",
        ("lacking", "unheard|2"): "第 2 号。本机没有收到，以那台终端打印的台账为准",
        ("lacking", "unknown|2"): "第 2 号。原因未查明，请联系市级管理员",
        ("issued", 31): "31",
        ("taken", 0): "0",
    }
    assert {pair: words.cell(*pair) for pair in said} == said
