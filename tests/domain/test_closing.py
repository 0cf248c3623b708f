"""日结核对: the day here against the day at the city, every difference by its number."""

from dataclasses import replace

from outlet_app.domain.closing import Difference, HeldCase, HeldDay, Unlike, compare
from tests.domain.tables import each

A, B = "a" * 64, "b" * 64
ONE = HeldCase("HH05-20261120-010001-T", 3, A)
TWO = HeldCase("HH05-20261120-010002-R", 2, B)
BOOK = HeldCase("", 4, A)
NOTICE, SHEET = "HH0501 告〔2026〕0031 号", "HH0501 统〔2026〕0007 号"
DAY = HeldDay({"one": ONE, "two": TWO, "book": BOOK}, {NOTICE: 2, SHEET: 1})


def with_case(case_id: str, case: HeldCase | None, day: HeldDay = DAY) -> HeldDay:
    cases = {key: one for key, one in day.cases.items() if key != case_id}
    return HeldDay(cases | ({case_id: case} if case else {}), day.papers)


def with_papers(**papers: int) -> HeldDay:
    return HeldDay(DAY.cases, {NOTICE: papers.get("notice", 0), SHEET: papers.get("sheet", 0)})


NO_CASES = HeldDay({}, DAY.papers)
CASES = (
    ("the same", DAY, DAY, []),
    ("nothing at all", HeldDay(), HeldDay(), []),
    (
        "not sent yet",
        with_case("one", replace(ONE, events=1, digest=B, unsent=2)),
        with_case("one", replace(ONE, events=1, digest=B)),
        [(Unlike.UNSENT, ONE.number, 3, 1)],
    ),
    (
        "never sent",
        with_case("one", HeldCase(ONE.number, 0, "0" * 64, 3)),
        with_case("one", None),
        [(Unlike.UNSENT, ONE.number, 3, 0)],
    ),
    ("the city lost it", DAY, with_case("one", None), [(Unlike.CITY_LACKS, ONE.number, 3, 0)]),
    ("it never came here", with_case("two", None), DAY, [(Unlike.NOT_HERE, TWO.number, 0, 2)]),
    (
        "as many events, but others",
        DAY,
        with_case("two", replace(TWO, digest=A)),
        [(Unlike.DIFFERS, TWO.number, 2, 2)],
    ),
    (
        "the same digest by fewer events",
        DAY,
        with_case("two", replace(TWO, events=1)),
        [(Unlike.DIFFERS, TWO.number, 2, 1)],
    ),
    ("a record without number", DAY, with_case("book", None), [(Unlike.CITY_LACKS, "", 4, 0)]),
)


@each(("what", "here", "there", "told"), CASES)
def test_a_case_that_differs_is_named_with_both_counts(
    what: str, here: HeldDay, there: HeldDay, told: list[tuple[Unlike, str, int, int]]
) -> None:
    assert compare(here, there) == tuple(Difference(*one) for one in told), what


PAPERS = (
    ({"notice": 2, "sheet": 1}, []),
    ({"notice": 1, "sheet": 1}, [(Unlike.COPIES, NOTICE, 2, 1)]),
    ({"notice": 3, "sheet": 1}, [(Unlike.COPIES, NOTICE, 2, 3)]),
    ({"notice": 2}, [(Unlike.PAPER_LACKED, SHEET, 1, 0)]),
    ({}, [(Unlike.PAPER_LACKED, NOTICE, 2, 0), (Unlike.PAPER_LACKED, SHEET, 1, 0)]),
)


@each(("there", "told"), PAPERS)
def test_a_paper_that_differs_is_named(
    there: dict[str, int], told: list[tuple[Unlike, str, int, int]]
) -> None:
    assert compare(DAY, with_papers(**there)) == tuple(Difference(*one) for one in told)


def test_a_paper_of_another_machine_that_never_came_here_is_named() -> None:
    more = HeldDay(DAY.cases, {**DAY.papers, "HH0502 受〔2026〕0001 号": 1})
    assert compare(DAY, more) == (Difference(Unlike.PAPER_NOT_HERE, "HH0502 受〔2026〕0001 号", 0, 1),)


def test_all_come_in_one_order_whatever_the_order_of_the_sides() -> None:
    there = HeldDay({"two": replace(TWO, digest=A), "new": HeldCase("HH05-20261120-020001-X", 1, A)}, {})
    told = compare(DAY, there)
    assert [one.kind for one in told] == [
        Unlike.CITY_LACKS,
        Unlike.CITY_LACKS,
        Unlike.NOT_HERE,
        Unlike.DIFFERS,
        Unlike.PAPER_LACKED,
        Unlike.PAPER_LACKED,
    ]
    turned = HeldDay(dict(reversed(DAY.cases.items())), dict(reversed(DAY.papers.items())))
    assert compare(turned, there) == told


def test_two_sides_have_the_same_code_exactly_where_nothing_differs() -> None:
    others = [there for _, _, there, _ in CASES if there != DAY]
    others += [with_papers(**told) for told, found in PAPERS if found]
    assert {there.code == DAY.code for there in others} == {False}
    again = HeldDay(dict(reversed(DAY.cases.items())), dict(reversed(DAY.papers.items())))
    assert again.code == DAY.code
    assert len(DAY.code) == len("7FA8-F1E5")


def test_the_number_of_a_case_is_no_part_of_the_code() -> None:
    """The city tells it by the id; a record without number is not unlike for that."""
    assert with_case("one", replace(ONE, number="")).code == DAY.code


def test_what_was_not_sent_counts_here_and_changes_the_code() -> None:
    more = with_case("one", replace(ONE, unsent=2))
    assert (more.events, more.unsent, DAY.events, DAY.unsent) == (11, 2, 9, 0)
    assert more.code != DAY.code
