"""The city's 失信 list as data: whom an entry blocks, until when, and what is no list."""

from dataclasses import replace
from datetime import date

import pytest

from outlet_app.domain.applicant import Applicant, ApplicantKind, IdKind
from outlet_app.domain.credit import (
    CreditAct,
    CreditEntry,
    CreditError,
    CreditList,
    CreditSource,
    newest,
    read_credit,
    same_subject,
)
from tests.domain.tables import each
from tests.support.builders import ENTERPRISE

TODAY = date(2026, 11, 20)
ENTRY = CreditEntry(
    subject=ENTERPRISE.name,
    code=ENTERPRISE.id_number,
    act=CreditAct.UNTRUE,
    case_no="HH01-20260901-010003-K",
    listed_on=date(2026, 9, 20),
    listed_by="市局知识产权科",
    until=date(2027, 9, 19),
)
PLAIN: dict[str, object] = {
    "as_of": "2026-11-18",
    "entries": [
        {
            "id": "2026-1",
            "subject": ENTERPRISE.name,
            "code": ENTERPRISE.id_number,
            "act": "untrue",
            "case_no": "HH01-20260901-010003-K",
            "listed_on": "2026-09-20",
            "listed_by": "市局知识产权科",
            "until": "2027-09-19",
            "source": "city",
        }
    ],
}


def plain(**changes: object) -> dict[str, object]:
    """The list with its entry changed."""
    (row,) = PLAIN["entries"]  # type: ignore[misc]
    changed = {name: value for name, value in {**row, **changes}.items() if value is not None}
    return {**PLAIN, "entries": [changed]}


@each(
    ("today", "blocks"),
    [
        (date(2026, 9, 19), False),
        (date(2026, 9, 20), True),
        (TODAY, True),
        (date(2027, 9, 19), True),
        (date(2027, 9, 20), False),
    ],
)
def test_an_entry_stands_from_its_day_to_its_last(today: date, blocks: bool) -> None:
    assert ENTRY.blocks(today) is blocks


@each(("repaired", "blocks"), [(date(2026, 11, 19), False), (TODAY, False), (date(2026, 11, 21), True)])
def test_a_repaired_entry_blocks_no_more_from_its_day(repaired: date, blocks: bool) -> None:
    assert replace(ENTRY, repaired_on=repaired).blocks(TODAY) is blocks


NAMESAKE = replace(ENTERPRISE, id_number="91150826MA0NK2H35E")


@each(
    ("who", "same"),
    [
        (ENTERPRISE, True),
        (replace(ENTERPRISE, name="改了名的公司"), True),
        (NAMESAKE, False),
        (replace(ENTERPRISE, id_number=""), True),
        (replace(ENTERPRISE, id_number="", name="另一家"), False),
        (Applicant(ApplicantKind.PERSON), False),
        (Applicant(ApplicantKind.PERSON, "其其格", IdKind.ID_CARD, "152822196501010025"), False),
    ],
)
def test_two_may_share_a_name_but_not_a_number(who: Applicant, same: bool) -> None:
    assert ENTRY.is_of(who) is same
    assert CreditList(TODAY, (ENTRY,)).against(who, TODAY) == ((ENTRY,) if same else ())


def test_an_entry_without_a_number_goes_by_the_name() -> None:
    assert same_subject(NAMESAKE, ENTERPRISE.name, "")
    assert not same_subject(Applicant(ApplicantKind.PERSON, ""), "", "")


def test_only_what_stands_today_is_told_against_an_applicant() -> None:
    spent = replace(ENTRY, until=date(2026, 11, 19))
    assert CreditList(TODAY, (spent, ENTRY)).against(ENTERPRISE, TODAY) == (ENTRY,)


def test_a_list_is_read_as_it_was_released() -> None:
    assert read_credit(PLAIN) == CreditList(date(2026, 11, 18), (ENTRY,))
    empty = read_credit({"as_of": "2026-11-18", "entries": []})
    assert empty.entries == ()


def test_a_repair_and_an_outside_source_are_read() -> None:
    read = read_credit(plain(repaired_on="2026-11-01", source="credit_china", case_no="", code=""))
    (entry,) = read.entries
    assert (entry.repaired_on, entry.source) == (date(2026, 11, 1), CreditSource.CREDIT_CHINA)
    assert (entry.case_no, entry.code) == ("", "")


@each(
    ("column", "value", "reason"),
    [
        ("subject", "", "text_expected"),
        ("subject", None, "text_expected"),
        ("act", "late", "unknown_value"),
        ("act", None, "unknown_value"),
        ("listed_on", "2026-09-31", "date_expected"),
        ("until", "", "text_expected"),
        ("until", None, "text_expected"),
        ("listed_by", None, "text_expected"),
        ("source", "rumour", "unknown_value"),
        ("repaired_on", "gestern", "date_expected"),
    ],
)
def test_an_entry_that_says_too_little_blocks_nobody(column: str, value: str | None, reason: str) -> None:
    with pytest.raises(CreditError) as refused:
        read_credit(plain(**{column: value}))
    assert (refused.value.row, refused.value.column, refused.value.reason) == ("2026-1", column, reason)


@each("broken", [{}, {"as_of": "2026-11-18"}, {"as_of": "heute", "entries": []}, {"entries": []}])
def test_a_list_without_its_day_or_entries_is_none(broken: dict[str, object]) -> None:
    with pytest.raises(CreditError):
        read_credit(broken)


def test_no_entry_twice() -> None:
    (row,) = PLAIN["entries"]  # type: ignore[misc]
    with pytest.raises(CreditError, match="used_twice"):
        read_credit({**PLAIN, "entries": [row, row]})


def test_the_newest_list_counts() -> None:
    old, new = CreditList(date(2026, 10, 1)), CreditList(date(2026, 11, 18), (ENTRY,))
    assert newest([new, old]) is new
    assert newest([]) is None
