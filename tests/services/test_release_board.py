"""市局更新 over a real store: what counts here, what changed, and which open cases it concerns."""

import json
from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from outlet_app.domain.releases.difference import Turn
from outlet_app.domain.releases.order import Act, Mode, Subject
from outlet_app.domain.releases.standing import Status
from outlet_app.models.packs import REFUSED_PACKS
from outlet_app.services.library import read_library
from outlet_app.services.release_board import ReleaseBoard
from outlet_app.services.release_views import Board, ReleaseRow
from outlet_app.sync.wire import RELEASE
from tests.support.at_the_counter import accepted
from tests.support.bench import Bench, shelf
from tests.support.builders import MORNING, OUTLET
from tests.support.policies import plain_release
from tests.support.release_plains import only
from tests.support.releasing import more_copies, real_list, signed_order

TODAY = MORNING.date()
CODE = "1.7"


def with_more(version: str, since: date, copies: int = 3) -> dict[str, Any]:
    """The list with more copies of every material of 1.7."""
    told = real_list(version, since.isoformat())
    codes = [one["code"] for item in told["items"] for sub in item["sub_items"]
             if sub["code"] == CODE for one in sub["materials"]]  # fmt: skip
    for code in codes:
        more_copies(told, code, copies)
    return told


def publication(number: int, name: str, since: date, **changes: Any) -> tuple[str, bytes]:
    told = {"name": name, "effective_from": since, "content": with_more(name, since, 2 + number)}
    return signed_order(number, **{**told, **changes})


def hand_down(bench: Bench, *orders: tuple[str, bytes]) -> None:
    with bench.database.unit_of_work() as uow:
        for ref, pack in orders:
            uow.cache.put(RELEASE, ref, pack, MORNING)
        uow.commit()


def board(bench: Bench) -> Board:
    return ReleaseBoard(bench.database, bench.reference, bench.clock).view()


def rows(bench: Bench) -> dict[str, ReleaseRow]:
    return {row.name: row for row in board(bench).rows}


def test_nothing_handed_down_is_an_empty_board(bench: Bench) -> None:
    assert board(bench) == Board(())
    assert bench.counter().releases.unread() == ()


def test_a_version_says_what_it_changes_and_which_open_cases_it_concerns(bench: Bench) -> None:
    case = accepted(bench).case
    hand_down(bench, publication(1, "2026-2", TODAY))
    row = rows(bench)["2026-2"]
    assert (row.status, row.at_sign_in, row.is_new) == (Status.IN_FORCE, True, True)
    assert row.before == "2025-batch-2"
    assert {(one.turn, one.field, one.before, one.after) for one in row.changes} == {
        (Turn.CHANGED, "copies", "1", "3")
    }
    (concerned,) = row.cases
    assert (concerned.case_id, concerned.case_no) == (case.case_id, case.case_no)
    assert (concerned.sub_item, concerned.pinned_to) == (CODE, "2025-batch-2")


def test_a_case_that_ended_or_is_of_another_item_is_none_of_them(bench: Bench) -> None:
    ended = accepted(bench).case
    bench.counter().cases.close(ended.case_id, "已出具报告")
    hand_down(bench, publication(1, "2026-2", TODAY))
    assert rows(bench)["2026-2"].cases == ()
    still_open = accepted(bench).case
    assert [one.case_id for one in rows(bench)["2026-2"].cases] == [still_open.case_id]
    elsewhere = more_copies(real_list("2026-3", TODAY.isoformat()), "1.5-M1")
    hand_down(bench, publication(2, "2026-3", TODAY, content=elsewhere))
    changed = rows(bench)["2026-3"]
    # Against the version before it, this one also gives 1.7 its single copies back.
    assert changed.before == "2026-2"
    assert {one.code.partition("-")[0] for one in changed.changes} == {"1.5", "1.7"}


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({}, Status.IN_FORCE),
        ({"effective_from": TODAY + timedelta(days=1)}, Status.WAITING),
        ({"reach": only("1508022001")}, Status.ELSEWHERE),
        ({"reach": only(OUTLET)}, Status.IN_FORCE),
    ],
)
def test_how_a_version_stands_here(bench: Bench, more: dict[str, Any], status: Status) -> None:
    hand_down(bench, publication(1, "2026-2", TODAY, **more))
    row = rows(bench)["2026-2"]
    assert row.status is status
    assert row.is_new is (status is not Status.ELSEWHERE)
    assert row.at_sign_in is (status is Status.IN_FORCE)


def test_the_version_before_is_replaced_and_the_newest_stands_first(bench: Bench) -> None:
    hand_down(bench, publication(1, "2026-2", TODAY - timedelta(days=5)), publication(2, "2026-3", TODAY))
    assert [(row.name, row.status) for row in board(bench).rows] == [
        ("2026-3", Status.IN_FORCE),
        ("2026-2", Status.REPLACED),
    ]
    assert rows(bench)["2026-2"].cases == ()


def test_what_was_taken_back_says_why_and_is_news_again(bench: Bench) -> None:
    hand_down(bench, publication(1, "2026-2", TODAY, mode=Mode.URGENT, reason="国家局调整"))
    desk = bench.counter().releases
    desk.mark_read(desk.view().rows)
    assert desk.unread() == ()
    hand_down(bench, signed_order(2, act=Act.WITHDRAW, name="2026-2", reason="份数有误"))
    (row,) = desk.unread()
    assert (row.status, row.reason, row.withdrawn_reason) == (Status.WITHDRAWN, "国家局调整", "份数有误")
    assert (row.number, row.at_sign_in) == (2, False)


def test_what_was_looked_at_stays_so(bench: Bench) -> None:
    hand_down(bench, publication(1, "2026-2", TODAY), publication(2, "2026-3", TODAY))
    desk = bench.counter().releases
    assert [row.number for row in desk.unread()] == [2, 1]
    desk.mark_read(desk.view().rows[1:])
    assert [row.number for row in desk.unread()] == [2]
    desk.mark_read(desk.view().rows)
    desk.mark_read(())
    desk.mark_read(desk.view().rows[1:])
    assert bench.counter().releases.unread() == ()


def test_a_version_in_use_since_the_sign_in_is_simply_in_force(bench: Bench) -> None:
    order = publication(1, "2026-2", TODAY)
    hand_down(bench, order)
    bench.reference = read_library(replace(shelf(), orders=[order[1]])).at(OUTLET, "01", TODAY)
    row = rows(bench)["2026-2"]
    assert (row.status, row.at_sign_in, row.before) == (Status.IN_FORCE, False, "2025-batch-2")
    assert accepted(bench).case.registered.catalogue == "2026-2"
    assert rows(bench)["2026-2"].cases == ()


def test_what_cannot_be_used_or_believed_is_told_apart(bench: Bench) -> None:
    hand_down(bench, signed_order(1, content={"version": "2027-1", "items": []}))
    with bench.database.unit_of_work() as uow:
        told = "release 000002-aaaaaaaa tampered\npolicies 2026-2 unsigned\nrelease 000003-bbbbbbbb other_key"
        uow.meta.set(REFUSED_PACKS, told)
        uow.commit()
    found = board(bench)
    assert [one.name for one in found.set_aside] == ["2027-1"]
    assert found.refused == ("tampered", "other_key")
    assert found.rows == ()


def test_a_plan_is_told_day_by_day(bench: Bench) -> None:
    told = {"version": "2027-1", "year": 2027, "off": ["2027-01-01/2027-01-02"], "worked": ["2027-01-09"]}
    more = {"subject": Subject.CALENDAR, "name": "2027-1", "content": told, "effective_from": TODAY}
    hand_down(bench, signed_order(1, **more))
    (row,) = board(bench).rows
    assert (row.subject, row.status, row.at_sign_in, row.cases) == (
        Subject.CALENDAR, Status.IN_FORCE, True, (),
    )  # fmt: skip
    assert [(one.level.value, one.name) for one in row.changes] == [
        ("day_off", "2027-01-01"),
        ("day_off", "2027-01-02"),
        ("day_worked", "2027-01-09"),
    ]


def test_a_subject_without_lines_to_compare_is_shown_all_the_same(bench: Bench) -> None:
    told = {
        "subject": Subject.POLICIES,
        "name": "2026-9",
        "content": plain_release(),
        "effective_from": TODAY,
    }
    hand_down(bench, signed_order(1, **told))
    (row,) = board(bench).rows
    assert (row.subject, row.status, row.changes, row.cases) == (Subject.POLICIES, Status.IN_FORCE, (), ())


def policies(number: int, version: str, **changes: Any) -> tuple[str, bytes]:
    told = deepcopy(plain_release(version=version))
    told["policies"][0] |= changes
    more = {"subject": Subject.POLICIES, "name": version, "content": told, "effective_from": TODAY}
    return signed_order(number, **more)


def test_policies_are_shown_beside_those_that_counted_before(bench: Bench) -> None:
    hand_down(bench, policies(1, "2026-8"), policies(2, "2026-9", cap="不设上限"))
    row = rows(bench)["2026-9"]
    assert (row.before, row.at_sign_in, row.cases) == ("2026-8", False, ())
    assert [(one.level.value, one.field, one.after) for one in row.changes] == [("policy", "cap", "不设上限")]


def test_policies_that_were_taken_back_are_compared_with_no_more(bench: Bench) -> None:
    back = {"subject": Subject.POLICIES, "name": "2026-8", "reason": "有误", "content": None}
    hand_down(
        bench,
        policies(1, "2026-7", cap="1"),
        policies(2, "2026-8", cap="2"),
        policies(3, "2026-9", cap="3"),
        signed_order(4, act=Act.WITHDRAW, effective_from=None, **back),
    )
    (change,) = rows(bench)["2026-9"].changes
    assert (rows(bench)["2026-9"].before, change.before, change.after) == ("2026-7", "1", "3")


def forms(number: int, version: str, *drop: str, since: date = TODAY, **changes: str) -> tuple[str, bytes]:
    """An edition of W04 alone, with other clauses."""
    whole = json.loads(shelf().forms[0])
    text = deepcopy(next(one for one in whole["forms"] if one["code"] == "W04"))
    text["clauses"] |= changes
    text["notes"] = [note for note in text["notes"] if note not in drop]
    told = {"version": version, "effective_from": since.isoformat(), "forms": [text]}
    return signed_order(number, subject=Subject.FORMS, name=version, content=told, effective_from=since)


def test_form_texts_are_shown_clause_by_clause(bench: Bench) -> None:
    bundled = bench.reference.forms.in_force("W04", TODAY)
    hand_down(bench, forms(1, "2027-1", only_once="不再要求补充其他材料。"))
    row = rows(bench)["2027-1"]
    (change,) = row.changes
    place = list(bundled.clauses).index("only_once") + 1
    assert (change.code, change.name, change.field) == ("W04", "一次性告知书", str(place))
    assert (change.before, change.after) == (bundled.clauses["only_once"], "不再要求补充其他材料。")
    # They came while somebody works, and papers are drawn with them from the next sign-in.
    assert (row.before, row.at_sign_in, row.cases) == (bundled.edition, True, ())


def test_a_later_edition_is_compared_with_the_one_before_it_and_an_earlier_one_never_with_a_later(
    bench: Bench,
) -> None:
    hand_down(
        bench,
        forms(1, "2027-1", only_once="甲。"),
        forms(2, "2027-2", since=TODAY + timedelta(days=9), only_once="乙。"),
    )
    found = rows(bench)
    assert [(one.before, one.after) for one in found["2027-2"].changes] == [("甲。", "乙。")]
    assert [one.after for one in found["2027-1"].changes] == ["甲。"]
    assert (found["2027-2"].before, found["2027-2"].at_sign_in) == ("2027-1", False)


def test_form_texts_in_use_since_the_sign_in_ask_for_no_other(bench: Bench) -> None:
    order = forms(1, "2027-1", only_once="甲。")
    hand_down(bench, order)
    library = read_library(replace(shelf(), orders=[order[1]]))
    reference = library.at(OUTLET, "01", TODAY)
    (row,) = ReleaseBoard(bench.database, reference, bench.clock).view().rows
    assert (row.at_sign_in, [one.after for one in row.changes]) == (False, ["甲。"])
