"""The city's orders laid over what came with the program: which list counts, and what goes on being read."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from outlet_app.domain.releases.order import Act, Subject
from outlet_app.services.library import read_library
from outlet_app.services.reference import Reference
from outlet_app.services.released import NOTHING_RELEASED, read_released
from tests.support.bench import shelf
from tests.support.builders import OUTLET
from tests.support.release_plains import only
from tests.support.releasing import more_copies, real_list, signed_order

DAY, LATER = date(2027, 1, 1), date(2027, 7, 1)
LIST = more_copies(real_list("2027-1", "2027-01-01"))
HALF = more_copies(real_list("2027-2", "2027-07-01"), copies=5)


def pack(number: int = 1, **changes: object) -> bytes:
    told: dict[str, object] = {"content": LIST} if changes.get("act", Act.PUBLISH) is Act.PUBLISH else {}
    return signed_order(number, **{**told, **changes})[1]


def at(packs: Sequence[bytes], today: date, outlet: str = OUTLET) -> Reference:
    return read_library(replace(shelf(), orders=packs)).at(outlet, "01", today)


SECOND = {"name": "2027-2", "content": HALF, "effective_from": LATER}


@pytest.mark.parametrize(
    ("packs", "today", "version"),
    [
        ([], LATER, "2025-batch-2"),
        ([pack()], date(2026, 12, 31), "2025-batch-2"),
        ([pack()], DAY, "2027-1"),
        ([pack(), pack(2, **SECOND)], DAY, "2027-1"),
        ([pack(), pack(2, **SECOND)], LATER, "2027-2"),
        ([pack(2, **SECOND), pack()], LATER, "2027-2"),
        (
            [pack(), pack(2, **SECOND), pack(3, act=Act.WITHDRAW, name="2027-2", reason="有误")],
            LATER,
            "2027-1",
        ),
        ([pack(), pack(2, act=Act.WITHDRAW, reason="有误")], LATER, "2025-batch-2"),
        ([pack(reach=only("1508022001"))], LATER, "2025-batch-2"),
        ([pack(reach=only(OUTLET))], LATER, "2027-1"),
        ([pack(reach=only("1508022001")), pack(2, act=Act.WIDEN, reach=only(share=100))], LATER, "2027-1"),
    ],
)
def test_the_list_that_counts_for_new_cases(packs: list[bytes], today: date, version: str) -> None:
    here = at(packs, today)
    assert here.catalogue.version == version
    assert here.catalogue is here.catalogue_of(version)


def test_whatever_became_of_a_version_its_cases_go_on_reading_it() -> None:
    here = at([pack(), pack(2, act=Act.WITHDRAW, reason="有误")], LATER)
    assert here.catalogue_of("2027-1").sub_item("1.5").material("1.5-M1").copies == 3
    assert here.catalogue.sub_item("1.5").material("1.5-M1").copies == 1


def test_of_two_lists_of_one_day_the_later_order_counts() -> None:
    twin = {"name": "2027-2", "content": HALF | {"effective_from": "2027-01-01"}}
    assert at([pack(1, **twin), pack(2)], DAY).catalogue.version == "2027-1"
    assert at([pack(1), pack(2, **twin)], DAY).catalogue.version == "2027-2"


@pytest.mark.parametrize(
    ("bytes_held", "reason"),
    [
        (b"", "unreadable"),
        (b"[]", "unreadable"),
        (b'{"body": 7}', "not_an_object"),
        (b'{"body": {"number": 0}}', "unknown_value"),
        (pack(content={"version": "2027-1", "items": []}), "empty"),
        (pack(content={"items": []}), "text_expected"),
    ],
)
def test_what_cannot_be_used_is_set_aside_and_the_rest_counts(bytes_held: bytes, reason: str) -> None:
    told = read_released([bytes_held, pack(2, name="2027-1")])
    assert [flaw.reason for flaw in told.set_aside] == [reason]
    assert [one.order.number for one in told.releases] == [2]
    assert at([bytes_held], LATER).catalogue.version == "2025-batch-2"


def test_nothing_handed_down_is_nothing_changed() -> None:
    assert read_released([]) == NOTHING_RELEASED
    assert NOTHING_RELEASED.withheld(Subject.CATALOGUE, OUTLET, DAY) == frozenset()
    assert NOTHING_RELEASED.plain_in_force(Subject.CALENDAR, OUTLET, DAY) is None
    assert at([], DAY).released == NOTHING_RELEASED


def test_a_bundled_list_keeps_its_bytes_whatever_is_handed_down_under_its_name() -> None:
    forged = more_copies(real_list("2025-batch-2", "2027-01-01"), copies=9)
    here = at([pack(name="2025-batch-2", content=forged)], LATER)
    assert here.catalogue_of("2025-batch-2").sub_item("1.5").material("1.5-M1").copies == 1


def test_the_plain_words_of_what_counts_are_at_hand() -> None:
    told = read_released([pack(), pack(2, **SECOND)])
    found = told.plain_in_force(Subject.CATALOGUE, OUTLET, DAY)
    assert found is not None
    assert json.dumps(found, ensure_ascii=False) == json.dumps(LIST, ensure_ascii=False)
    assert told.withheld(Subject.CATALOGUE, OUTLET, DAY) == {"2027-2"}
