"""Every number is accounted for: what became of it, and which serials nobody knows of."""

from datetime import date

from outlet_app.domain.accounting import Account, Fate, account, spans
from outlet_app.domain.numbering import case_number, paper_number, series_of

DAY = date(2026, 11, 20)
CASES, PAPERS = "case:2026-11-20", "paper:告:2026"


def case(serial: int, terminal: str = "01", sign: str = "HH05") -> str:
    return case_number(sign, DAY, terminal, serial)


def paper(serial: int, terminal: str = "01", word: str = "告", year: int = 2026) -> str:
    return paper_number("HH05", terminal, word, year, serial)


def test_a_number_names_its_series_as_counters_and_witness_do() -> None:
    assert {number: series_of(number) for number in SERIES} == SERIES


SERIES = {
    case(17): ("HH05", "01", CASES, 17),
    case(1, "42", "WH01"): ("WH01", "42", CASES, 1),
    paper(31): ("HH05", "01", PAPERS, 31),
    paper(9999, "07", "受理", 2031): ("HH05", "07", "paper:受理:2031", 9999),
    paper(10_000): ("HH05", "01", PAPERS, 10_000),
    paper(99_999): ("HH05", "01", PAPERS, 99_999),
    "HH0501 告〔2026〕00031 号": None,
    "HH0501 告〔2026〕031 号": None,
    "HH0501 告〔2026〕100000 号": None,
    "": None,
    "HH05": None,
    "CP-2026-0001": None,
    "HH0501 告〔2026〕0031": None,
    "HH0501 告[2026]0031 号": None,
    "HH0501 A〔2026〕0031 号": None,
    case(17)[:-1] + "!": None,
}


def test_what_is_known_is_counted_and_what_is_not_is_named() -> None:
    fates = [
        (case(1), Fate.USED), (case(2), Fate.VOID), (case(4), Fate.HELD),
        (paper(1), Fate.USED), (paper(2), Fate.LOOSE), (paper(3), Fate.VOID),
    ]  # fmt: skip
    assert account(fates, {}) == (
        Account("HH05", "01", CASES, 4, used=1, void=1, held=1, missing=(3,)),
        Account("HH05", "01", PAPERS, 3, used=1, void=1, loose=1),
    )


def test_what_a_terminal_says_it_gave_out_counts_beyond_what_came() -> None:
    given = {("HH05", "01", CASES): 5, ("HH05", "02", PAPERS): 2, ("HH05", "03", CASES): 0}
    assert account([(case(1), Fate.USED)], given) == (
        Account("HH05", "01", CASES, 5, used=1, missing=(2, 3, 4, 5)),
        Account("HH05", "02", PAPERS, 2, missing=(1, 2)),
        Account("HH05", "03", CASES, 0),
    )


def test_a_terminal_that_says_less_than_came_takes_nothing_back() -> None:
    (found,) = account([(case(serial), Fate.USED) for serial in (1, 2, 3)], {("HH05", "01", CASES): 1})
    assert (found.last, found.used, found.missing) == (3, 3, ())


def test_of_two_fates_the_weightier_counts_once_in_any_order() -> None:
    both = [(paper(1), Fate.VOID), (paper(1), Fate.USED), (paper(1), Fate.HELD), (paper(1), Fate.LOOSE)]
    for order in (both, both[::-1], both[2:] + both[:2]):
        assert account(order, {}) == (Account("HH05", "01", PAPERS, 1, void=1),)
    held = [(case(1), Fate.HELD), (case(1), Fate.USED)]
    assert account(held, {}) == (Account("HH05", "01", CASES, 1, used=1),)


def test_each_terminal_and_each_year_has_its_own_account() -> None:
    fates = [(paper(1), Fate.USED), (paper(1, "02"), Fate.USED), (paper(1, year=2027), Fate.USED)]
    assert [(one.terminal, one.series) for one in account(fates, {})] == [
        ("01", PAPERS), ("01", "paper:告:2027"), ("02", PAPERS),
    ]  # fmt: skip


def test_what_is_no_number_is_passed_over() -> None:
    assert account([("", Fate.USED), ("CP-1", Fate.VOID), ("某号", Fate.LOOSE)], {}) == ()


def test_a_full_series_is_whole() -> None:
    (found,) = account([(case(serial), Fate.USED) for serial in range(1, 1000)], {})
    assert (found.last, found.used, found.missing) == (999, 999, ())


def test_serials_are_written_as_a_person_writes_them() -> None:
    assert {serials: spans(serials) for serials in SPANS} == SPANS


SPANS: dict[tuple[int, ...], str] = {
    (): "",
    (7,): "7",
    (7, 8): "7–8",
    (9, 7, 8): "7–9",
    (1, 3, 4, 5, 9): "1, 3–5, 9",
    (1, 2, 4, 5): "1–2, 4–5",
}
