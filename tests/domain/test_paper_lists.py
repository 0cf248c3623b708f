"""Which columns the lists on papers have, and that they are fields of what they list."""

from dataclasses import fields

from outlet_app.domain.catalogue import Material
from outlet_app.domain.events import PromiseLine
from outlet_app.domain.facts.delivery import GivenOut
from outlet_app.domain.facts.pledge import PledgeLine
from outlet_app.domain.facts.tracking import FollowUpVisited
from outlet_app.domain.facts.transfer import HandedMaterial
from outlet_app.domain.forms import notice, tracking
from outlet_app.domain.forms.paper_lists import (
    DEFERRED,
    DOCUMENTS,
    HANDED,
    LATE,
    LISTS,
    NEEDED,
    NUMBERS,
    OWED,
    PROOFS,
    SEATS,
    SUMS,
    TAKEN,
    UNLIKE,
    VISITS,
)
from outlet_app.domain.forms.people import ATTENDEE
from outlet_app.domain.forms.spec import Field, Kind
from outlet_app.domain.ledgers import LEDGERS
from tests.domain.tables import each


def names(of: Field) -> tuple[str, ...]:
    return tuple(one.name for one in of.columns)


@each(
    ("of", "told"),
    [
        (HANDED, "name copies form pages remark"),
        (DEFERRED, "name issue form due"),
        (OWED, "name issue form due"),
        (NEEDED, "name form standard"),
        (TAKEN, "name form taken"),
        (PROOFS, "name proves used_for"),
        (DOCUMENTS, "name number copies"),
        (VISITS, "way day met findings"),
        (SEATS, "name unit phone signed"),
        (SUMS, "item here there"),
        (UNLIKE, "number how settled"),
        (NUMBERS, "post series issued taken lacking"),
        (LATE, "case_no applicant item since rule due_at late handler reason measures signed"),
    ],
)
def test_a_list_has_these_columns_in_this_order(of: Field, told: str) -> None:
    assert names(of) == tuple(told.split())
    assert of.kind is Kind.ROWS


def test_every_list_is_told_once_and_has_its_own_name() -> None:
    lists = (*LISTS, notice.RECEIVED, notice.MISSING, notice.FAULTY, notice.REFUSED)
    assert len({one.name for one in lists}) == len(lists)
    assert all(len(set(names(one))) == len(one.columns) for one in lists)


def test_every_column_has_its_share_of_the_sheet() -> None:
    # An upright sheet is 162 mm wide, 10 of them (14 on the W05) for the running number.
    assert {one.name: sum(column.share for column in one.columns) for one in LISTS} == {
        one.name: {"late": 256, "taken": 148}.get(one.name, 152) for one in LISTS
    }
    assert all(column.share >= 12 for one in LISTS for column in one.columns)


@each(
    ("of", "row", "apart"),
    [
        (HANDED, HandedMaterial, {"pages", "remark"}),
        (DEFERRED, PromiseLine, set()),
        (OWED, PromiseLine, set()),
        (NEEDED, Material, set()),
        (PROOFS, PledgeLine, set()),
        (DOCUMENTS, GivenOut, set()),
        (VISITS, FollowUpVisited, set()),
    ],
)
def test_what_a_list_tells_are_fields_of_the_fact(of: Field, row: type, apart: set[str]) -> None:
    assert set(names(of)) - {one.name for one in fields(row)} == apart


@each(
    ("of", "form", "told"),
    [
        (VISITS, tracking.VISIT, ("way", "day", "met", "findings")),
        (SEATS, ATTENDEE, ("name", "unit", "phone")),
    ],
)
def test_columns_that_a_sheet_asks_for_are_its_fields(of, form, told) -> None:
    asked = {one.name: one for one in of.columns if one.name in told}
    assert {name: (one.kind, one.limit) for name, one in asked.items()} == {
        name: (form.field(name).kind, form.field(name).limit) for name in told
    }


def test_the_numbers_of_a_day_are_told_in_the_words_of_their_ledger() -> None:
    assert any(set(names(NUMBERS)) <= set(one.columns) for one in LEDGERS.values())


def test_the_same_is_promised_and_wanted() -> None:
    assert DEFERRED.columns == OWED.columns
