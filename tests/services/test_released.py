"""The city's orders laid over what came with the program: which list counts, and what goes on being read."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

import pytest

from outlet_app.domain.calendar import CST
from outlet_app.domain.releases.order import Act, Subject
from outlet_app.services.library import read_library
from outlet_app.services.policy_book import PolicyBook
from outlet_app.services.reference import Reference
from outlet_app.services.released import NOTHING_RELEASED, read_released
from tests.support.at_the_counter import accepted
from tests.support.bench import Bench, shelf
from tests.support.builders import OUTLET
from tests.support.policies import plain_release
from tests.support.policies_sent import hand_down
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


PLAN: dict[str, object] = {
    "version": "2027-1",
    "year": 2027,
    "off": ["2027-01-01/2027-01-03"],
    "worked": ["2027-01-09"],
}


def plan(number: int = 1, name: str = "2027-1", **changes: object) -> bytes:
    told: dict[str, object] = {"subject": Subject.CALENDAR, "name": name, "content": PLAN | {"version": name}}
    return pack(number, **{**told, "effective_from": date(2026, 11, 20), **changes})


def test_a_plan_handed_down_is_counted_with_and_taken_back() -> None:
    today = date(2026, 11, 27)
    assert not at([], today).calendar.knows(2027)
    here = at([plan()], today).calendar
    assert (here.knows(2027), here.is_workday(date(2027, 1, 9)), here.version) == (
        True,
        True,
        "2025+2026+2027-1",
    )
    back = pack(2, act=Act.WITHDRAW, subject=Subject.CALENDAR, reason="有误")
    assert not at([plan(), back], today).calendar.knows(2027)
    assert not at([plan(reach=only("1508022001"))], today).calendar.knows(2027)
    assert not at([plan(effective_from=LATER)], today).calendar.knows(2027)


def test_a_plan_of_the_city_takes_the_place_of_the_bundled_one_of_its_year() -> None:
    told = {"version": "2026-2", "year": 2026, "off": ["2026-11-30"], "worked": []}
    here = at([plan(1, "2026-2", content=told)], date(2026, 11, 27)).calendar
    assert not here.is_workday(date(2026, 11, 30))
    assert here.is_workday(date(2026, 10, 2))
    assert [year.year for year in here.years] == [2025, 2026]
    newer = plan(2, "2026-3", content=told | {"version": "2026-3", "off": ["2026-12-01"]})
    both = at([plan(1, "2026-2", content=told), newer], date(2026, 11, 27)).calendar
    assert (both.is_workday(date(2026, 11, 30)), both.is_workday(date(2026, 12, 1))) == (True, False)


def test_when_a_plan_is_handed_down_limits_that_ran_past_the_calendar_are_counted_again(bench: Bench) -> None:
    bench.clock.at = datetime(2026, 12, 30, 10, 0, tzinfo=CST)
    case = accepted(bench).case
    assert case.due is not None
    assert case.due.assumed
    bench.reference = at([plan()], bench.clock.at.date())
    assert bench.counter().holidays.recompute() == 1
    found = bench.counter().cases.detail(case.case_id).row.due
    assert found is not None
    assert (found.assumed, str(found.at)[:10]) == (False, "2027-01-05")
    assert bench.counter().holidays.recompute() == 0


def edition(version: str, since: str, title: str, **changes: object) -> dict[str, object]:
    told = json.loads(shelf().forms[0])
    text = next(one for one in told["forms"] if one["code"] == "W06") | {"title": title, **changes}
    return {"version": version, "effective_from": since, "forms": [text]}


def forms(number: int, name: str, **changes: object) -> bytes:
    content = edition(name, "2027-01-01", f"不予受理决定书 {name}")
    told: dict[str, object] = {"subject": Subject.FORMS, "name": name, "content": content}
    return pack(number, **{**told, **changes})


def test_form_texts_handed_down_count_for_new_papers_and_stay_for_old_ones() -> None:
    here = at([forms(1, "2027-1"), forms(2, "2027-2")], DAY)
    assert here.form_text("W06").edition == "2027-2"
    back = pack(3, act=Act.WITHDRAW, subject=Subject.FORMS, name="2027-2", reason="有误")
    here = at([forms(1, "2027-1"), forms(2, "2027-2"), back], DAY)
    assert here.form_text("W06").edition == "2027-1"
    assert here.forms.drawn_with("W06", "2027-2").title == "不予受理决定书 2027-2"
    assert at([forms(1, "2027-1", reach=only("1508022001"))], DAY).form_text("W06").edition == "2026-1"
    assert at([forms(1, "2027-1")], date(2026, 12, 31)).form_text("W06").edition == "2026-1"


def test_form_texts_that_do_not_fit_are_set_aside_and_the_counter_opens() -> None:
    bad = edition("2027-1", "2027-01-01", "x", clauses={})
    here = at([forms(1, "2027-1", content=bad), forms(2, "2027-2")], DAY)
    assert [flaw.name for flaw in here.released.set_aside] == ["2027-1"]
    assert here.form_text("W06").edition == "2027-2"


def test_policies_handed_down_as_an_order_count_beside_the_signed_file(bench: Bench) -> None:
    today = bench.clock.now().date()
    content = plain_release()
    order = {"subject": Subject.POLICIES, "name": content["version"], "content": content}
    ref, body = signed_order(1, **order, effective_from=today)
    hand_down(bench.database, ("release", ref, body))
    found = PolicyBook(bench.database).shelf(today).release
    assert found is not None
    assert found.version == content["version"]
    ref, body = signed_order(
        2, act=Act.WITHDRAW, subject=Subject.POLICIES, name=str(content["version"]), reason="有误"
    )
    hand_down(bench.database, ("release", ref, body))
    assert PolicyBook(bench.database).shelf(today).release is None
