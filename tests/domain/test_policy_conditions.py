"""What each operator asks, at its edges; what a line says of itself; which files are refused, and where."""

from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from outlet_app.domain.plain import DataError
from outlet_app.domain.policies.conditions import months_before
from outlet_app.domain.policies.kleene import Truth
from outlet_app.domain.policies.matching import Lack, MatchLine, match
from outlet_app.domain.policies.policy import PolicyMode, codes_of, read_policies
from outlet_app.domain.policies.register import read_register
from outlet_app.domain.policies.vocabulary import RECORDS, SCALARS, Datum
from outlet_app.domain.policies.windows import Season, season_of
from tests.domain.tables import each
from tests.support.policies import (
    BRAND_POLICY,
    CODE,
    MARKET,
    OFFICE,
    PLEDGE_POLICY,
    RICH,
    TODAY,
    YOUNG_POLICY,
    Plain,
    condition,
    enterprise,
    known,
    plain_register,
    plain_release,
    register,
    release,
)

T, U, F = Truth.TRUE, Truth.UNKNOWN, Truth.FALSE


def line(asked: Plain, data: Plain) -> MatchLine:
    return match((condition(**asked),), enterprise(**data), TODAY).lines[0]


def test_every_operator_at_its_edges() -> None:
    text, number, day = "division", "revenue", "founded"
    table: dict[tuple[str, str, Any, Any], Truth] = {
        (text, "eq", "150802", "150802"): T,
        (text, "eq", "150802", "150826"): F,
        (text, "ne", "150802", "150826"): T,
        (text, "ne", "150802", "150802"): F,
        (text, "under", "1508", "150826"): T,
        (text, "under", "1508", "150926"): F,
        (text, "under", "150826", "1508"): F,
        (text, "eq", "𬎆", "𬎆"): T,
        (number, "ge", 100, 100): T,
        (number, "ge", 100, 99): F,
        (number, "le", 100, 100): T,
        (number, "le", 100, 101): F,
        (number, "eq", 0, 0): T,
        (number, "ne", 0, 1): T,
        (day, "ge", "2026-01-01", "2026-01-01"): T,
        (day, "ge", "2026-01-01", "2025-12-31"): F,
        (day, "le", "2026-01-01", "2026-01-01"): T,
        (day, "le", "2026-01-01", "2026-01-02"): F,
        (day, "within_last", 12, "2025-11-20"): T,
        (day, "within_last", 12, "2025-11-19"): F,
        (day, "within_last", 12, "2026-11-20"): T,
        (day, "within_last", 12, "2026-11-21"): F,
    }
    found = {
        key: line({"datum": key[0], "op": key[1], "value": key[2]}, {key[0]: known(key[3])}).truth
        for key in table
    }
    assert found == table


def test_operators_of_many_values_and_of_none() -> None:
    def truth(op: str, value: object, seen: object, datum: str = "revenue") -> Truth:
        return line({"datum": datum, "op": op, "value": value}, {datum: known(seen)}).truth

    assert [truth("between", [10, 20], seen) for seen in (9, 10, 20, 21)] == [F, T, T, F]
    assert [truth("in", [1, 3], seen) for seen in (1, 2, 3)] == [T, F, T]
    assert [truth("in", ["C13", "C14"], seen, "industry") for seen in ("C13", "C131")] == [T, F]
    assert [truth("under", ["C13", "C14"], seen, "industry") for seen in ("C131", "C15")] == [T, F]
    days = ("2026-11-19", "2026-11-20", "2026-11-21")
    assert [truth("valid", None, seen, "founded") for seen in days] == [F, T, T]


def test_months_are_counted_back_by_the_calendar() -> None:
    table = {
        (date(2026, 3, 31), 1): date(2026, 2, 28),
        (date(2024, 3, 31), 1): date(2024, 2, 29),
        (date(2026, 1, 15), 1): date(2025, 12, 15),
        (date(2026, 11, 20), 24): date(2024, 11, 20),
        (date(2024, 2, 29), 12): date(2023, 2, 28),
        (date(2026, 12, 31), 12): date(2025, 12, 31),
    }
    assert {key: months_before(*key) for key in table} == table


RECENT, SMALL, OLD = (
    {"on": "2026-05-11", "amount": 3000000},
    {"on": "2026-05-11", "amount": 10},
    {"on": "2020-05-11", "amount": 3000000},
)
WHERE = PLEDGE_POLICY["conditions"][1]["where"]


@each("amount", ["exists", "not_exists", "count_ge"])
def test_records_are_counted_in_three_ways(amount: str) -> None:
    """One record is wanted (two for count_ge); a list that is not whole cannot say that there are none."""
    asked = {"datum": "pledges", "op": amount, "value": 2, "where": WHERE}
    half = {"amount": 3000000}
    lists: dict[str, tuple[list[Plain], bool]] = {
        "none": ([], True),
        "none of part": ([], False),
        "fits": ([RECENT], True),
        "fits of part": ([RECENT], False),
        "small and old": ([SMALL, OLD], True),
        "small of part": ([SMALL], False),
        "day left out": ([half], True),
        "two": ([RECENT, RECENT], True),
        "one and a half": ([RECENT, half], True),
    }
    truths = {
        "exists": [F, U, T, T, F, U, U, T, T],
        "not_exists": [T, U, F, F, T, U, U, F, F],
        "count_ge": [F, U, F, U, F, U, F, T, U],
    }
    found = [
        line(asked, {"pledges": known(records, complete=whole)}).truth for records, whole in lists.values()
    ]
    assert dict(zip(lists, found, strict=True)) == dict(zip(lists, truths[amount], strict=True))


def test_a_line_says_what_it_saw_where_and_of_what_day() -> None:
    told = match(release().policies[0].conditions, enterprise(**RICH["data"]), TODAY)
    by = {one.code: one for one in told.lines}
    assert list(by) == ["c1", "c2", "c3", "c4", "c4a", "c4b"]
    assert [one.depth for one in told.lines] == [0, 0, 0, 0, 1, 1]
    assert [one.truth for one in told.lines] == [T, T, T, T, T, F]
    assert told.truth is T
    assert (by["c1"].seen, by["c1"].source, by["c1"].as_of) == (
        ((("", "150802"),),),
        MARKET,
        date(2026, 11, 18),
    )
    assert by["c2"].seen[0] == (
        ("on", "2026-05-11"),
        ("amount", "3000000"),
        ("rate", "385"),
        ("bank", "河套农商银行"),
    )
    assert (by["c2"].source, by["c2"].total) == (OFFICE, 1)
    assert (by["c3"].seen, by["c3"].total, by["c3"].as_of) == ((), 0, date(2026, 11, 18))
    assert (by["c4"].join, by["c4"].datum, by["c4"].source) == ("any", None, "")
    assert by["c4b"].seen == ((("name", "高新技术企业"), ("until", "2025-11-30")),)
    assert by["c1"].basis == "第三条第一项"
    assert not any(one.needs or one.lack for one in told.lines)
    assert told.open == ()


def test_of_many_records_five_are_shown_and_all_are_counted() -> None:
    seen = line({"datum": "pledges", "op": "exists"}, {"pledges": known([RECENT] * 7)})
    assert (len(seen.seen), seen.total) == (5, 7)
    some = line({"datum": "pledges", "op": "exists", "where": WHERE}, {"pledges": known([OLD, RECENT])})
    assert some.seen == ((("on", "2026-05-11"), ("amount", "3000000")),)


def test_an_open_line_says_why_and_what_would_settle_it() -> None:
    asked = {"datum": "pledges", "op": "exists", "where": WHERE, "settled_by": "质押登记通知书"}
    stale = known([RECENT], good_until="2026-11-19")
    table = {
        Lack.MISSING: line(asked, {}),
        Lack.STALE: line(asked, {"pledges": stale}),
        Lack.INCOMPLETE: line(asked, {"pledges": known([OLD], complete=False)}),
        Lack.PART: line(asked, {"pledges": known([{"amount": 3000000}])}),
    }
    assert {lack: one.lack for lack, one in table.items()} == {lack: lack for lack in table}
    assert {one.truth for one in table.values()} == {U}
    assert {one.needs for one in table.values()} == {"质押登记通知书"}
    assert table[Lack.MISSING].as_of is None
    assert table[Lack.STALE].as_of == date(2026, 11, 18)
    good = line(asked, {"pledges": known([RECENT], good_until="2026-11-20")})
    assert (good.truth, good.lack, good.needs) == (T, Lack.NONE, "")


def test_what_is_stale_is_open_even_where_it_spoke_against() -> None:
    seen = line({"datum": "tax", "op": "ge", "value": 5}, {"tax": known(1, good_until="2026-01-01")})
    assert (seen.truth, seen.lack, seen.seen) == (U, Lack.STALE, ((("", "1"),),))


def test_groups_say_all_any_and_not() -> None:
    yes = {"code": "y", "text": "有", "datum": "tax", "op": "ge", "value": 1, "settled_by": "凭证"}
    no = yes | {"code": "n", "value": 9}
    open_one = yes | {"code": "o", "datum": "revenue"}
    table = {
        ("all", "yn"): F,
        ("all", "yo"): U,
        ("all", "no"): F,
        ("any", "yo"): T,
        ("any", "no"): U,
        ("any", "nn"): F,
        ("not", "y"): F,
        ("not", "n"): T,
        ("not", "o"): U,
    }
    parts = {"y": yes, "n": no, "o": open_one}

    def truth(join: str, names: str) -> Truth:
        inner = [parts[name] | {"code": f"{name}{at}"} for at, name in enumerate(names)]
        group = {"code": "g", "text": "组", join: inner}
        return line(group, {"tax": known(5)}).truth

    assert {key: truth(*key) for key in table} == table


def test_the_vocabulary_is_whole_and_no_datum_is_two_things() -> None:
    assert set(SCALARS) | set(RECORDS) == set(Datum)
    assert not set(SCALARS) & set(RECORDS)


def _changed(path: str, value: object, policy: Plain = PLEDGE_POLICY) -> Plain:
    """A release in which one place is something else; nothing at all where the value is `...`."""
    told = plain_release(policy)
    *way, last = (int(step) if step.isdigit() else step for step in path.split("/"))
    place: Any = told
    for step in way:
        place = place[step]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return told


FIRST = "policies/0/conditions/0"
SECOND = "policies/0/conditions/1"
GROUP = "policies/0/conditions/3"
DEEP = {
    "code": "d1",
    "text": "组",
    "all": [{"code": "d2", "text": "组", "all": [{"code": "d3", "text": "组", "all": []}]}],
}
BAD_POLICIES: tuple[tuple[str, object, str], ...] = (
    ("version", ..., "text_expected"),
    ("issued_on", "gestern", "date_expected"),
    ("good_until", "2026-10-31", "spans_out_of_order"),
    ("policies", {}, "list_expected"),
    ("policies/0/number", " ", "text_expected"),
    ("policies/0/basis", ..., "text_expected"),
    ("policies/0/kind", "gift", "unknown_value"),
    ("policies/0/mode", "", "unknown_value"),
    ("policies/0/valid_until", "2025-12-31", "spans_out_of_order"),
    ("policies/0/windows", ..., "list_expected"),
    ("policies/0/windows", [{"opens": "2026-02-01", "closes": "2026-01-01"}], "spans_out_of_order"),
    (
        "policies/0/windows",
        [{"opens": "2026-05-01", "closes": "2026-06-01"}, {"opens": "2026-01-01", "closes": "2026-02-01"}],
        "spans_out_of_order",
    ),
    (
        "policies/0/windows",
        [{"opens": "2026-01-01", "closes": "2026-01-01"}] * 2,
        "spans_out_of_order",
    ),
    ("policies/0/conditions", [], "empty"),
    (f"{FIRST}/code", "c2", "used_twice"),
    (f"{FIRST}/code", "c4a", "used_twice"),
    (f"{FIRST}/datum", "shoe_size", "unknown_value"),
    (f"{FIRST}/op", "like", "unknown_value"),
    (f"{FIRST}/op", "ge", "not_allowed_here"),
    (f"{FIRST}/value", 1508, "text_expected"),
    (f"{FIRST}/value", [], "number_of_values"),
    (f"{FIRST}/settled_by", ..., "text_expected"),
    (f"{FIRST}/text", "", "text_expected"),
    (f"{FIRST}/all", [], "one_only"),
    (f"{SECOND}/op", "eq", "unknown_value"),
    (f"{SECOND}/where/0/part", "colour", "unknown_value"),
    (f"{SECOND}/where/0/value", 0, "number_expected"),
    (f"{SECOND}/where/1/value", "viel", "number_expected"),
    (f"{SECOND}/where/1/op", "within_last", "not_allowed_here"),
    (f"{SECOND}/where", "alle", "list_expected"),
    (f"{GROUP}/any", [], "empty"),
    (f"{GROUP}/all", [], "one_only"),
    (f"{GROUP}/any/0", DEEP, "too_deep"),
    (f"{GROUP}/any/0/op", "between", "number_of_values"),
    (f"{GROUP}/any/0/value", True, "number_expected"),
    (f"{GROUP}/any/0/value", -1, "number_expected"),
)


def test_a_release_that_is_not_sound_is_refused_whole() -> None:
    found = {}
    for path, value, reason in BAD_POLICIES:
        with pytest.raises(DataError) as told:
            read_policies(_changed(path, value))
        found[path, reason] = told.value.reason
    assert found == {(path, reason): reason for path, _, reason in BAD_POLICIES}


def test_not_takes_one_condition_only() -> None:
    told = _changed(f"{GROUP}/any", ...)
    told["policies"][0]["conditions"][3]["not"] = deepcopy(PLEDGE_POLICY["conditions"][3]["any"])
    with pytest.raises(DataError) as refused:
        read_policies(told)
    assert refused.value.reason == "one_expected"


BAD_ENTERPRISES: tuple[tuple[str, object, str], ...] = (
    ("code", "", "text_expected"),
    ("name", 7, "text_expected"),
    ("data", [], "not_an_object"),
    ("data/shoe_size", known(3), "unknown_value"),
    ("data/division", "150802", "not_an_object"),
    ("data/division", {"value": "150802", "as_of": "2026-11-18"}, "text_expected"),
    ("data/division", {"value": "150802", "source": "x"}, "text_expected"),
    ("data/division", known(150802), "text_expected"),
    ("data/founded", known("gestern"), "date_expected"),
    ("data/revenue", known("viel"), "number_expected"),
    ("data/pledges", known(3), "list_expected"),
    ("data/pledges", known([{"colour": "rot"}]), "unknown_value"),
    ("data/pledges", known([{"on": 3}]), "text_expected"),
    ("data/pledges", known([], complete="ja"), "true_or_false_expected"),
    ("data/division", known("150802", good_until="nie"), "date_expected"),
)


def test_a_register_that_is_not_sound_is_refused_whole() -> None:
    found = {}
    for at, (path, value, _) in enumerate(BAD_ENTERPRISES):
        told = plain_register(RICH)
        place = told["enterprises"][0]
        *way, last = path.split("/")
        for step in way:
            place = place[step]
        place[last] = value
        with pytest.raises(DataError) as refused:
            read_register(told)
        found[at] = refused.value.reason
    assert found == {at: reason for at, (_, _, reason) in enumerate(BAD_ENTERPRISES)}
    with pytest.raises(DataError) as twice:
        register(RICH, RICH)
    assert (twice.value.row, twice.value.reason) == (CODE, "used_twice")


def test_whoever_does_not_say_that_a_list_is_whole_has_not_said_it() -> None:
    told = {"source": MARKET, "as_of": "2026-11-18", "records": []}
    assert line({"datum": "discredit", "op": "not_exists"}, {"discredit": told}).truth is U


def test_a_release_reads_as_it_is_written() -> None:
    told = release()
    assert [one.number for one in told.policies] == ["BYNR-2026-03", "BYNR-2026-07", "BYNR-2026-09"]
    assert told.policy("BYNR-2026-07") is told.policies[1]
    assert told.policy("BYNR-2026-99") is None
    assert [one.mode for one in told.policies] == [PolicyMode.OFFERED, PolicyMode.APPLIED, PolicyMode.OFFERED]
    assert codes_of(told.policies[0].conditions) == ["c1", "c2", "c3", "c4", "c4a", "c4b"]
    assert told.policies[1].materials == ("资助奖励申报书",)
    assert (told.policies[0].cap, told.policies[1].cap) == ("每户每年不超过 20 万元", "")


def test_the_season_of_a_policy_day_by_day() -> None:
    two = YOUNG_POLICY | {
        "windows": [
            {"opens": "2026-07-01", "closes": "2026-07-31"},
            {"opens": "2027-01-01", "closes": "2027-01-31"},
        ]
    }
    plain = {"pledge": PLEDGE_POLICY, "brand": BRAND_POLICY, "young": YOUNG_POLICY, "two": two}
    table = {
        ("pledge", "2025-12-31"): Season.NOT_IN_FORCE,
        ("pledge", "2026-01-01"): Season.BEFORE,
        ("pledge", "2026-09-30"): Season.BEFORE,
        ("pledge", "2026-10-01"): Season.OPEN,
        ("pledge", "2026-12-15"): Season.OPEN,
        ("pledge", "2026-12-16"): Season.OVER,
        ("pledge", "2028-01-01"): Season.NOT_IN_FORCE,
        ("brand", "2026-11-20"): Season.OVER,
        ("young", "2026-05-31"): Season.NOT_IN_FORCE,
        ("young", "2026-06-01"): Season.ALWAYS,
        ("young", "2027-05-31"): Season.ALWAYS,
        ("two", "2026-08-01"): Season.BEFORE,
        ("two", "2027-01-01"): Season.OPEN,
        ("two", "2027-02-01"): Season.OVER,
    }
    policies = {name: release(one).policies[0] for name, one in plain.items()}
    found = {key: season_of(policies[key[0]], date.fromisoformat(key[1])).season for key in table}
    assert found == table
    assert {season for season in Season if season.is_open} == {Season.OPEN, Season.ALWAYS}


def test_the_days_told_are_those_of_the_season_meant() -> None:
    pledge = release().policies[0]
    now = season_of(pledge, date(2026, 12, 15))
    assert (now.opens, now.closes, now.days_left(date(2026, 12, 15))) == (
        date(2026, 10, 1),
        date(2026, 12, 15),
        1,
    )
    assert season_of(pledge, TODAY).days_left(TODAY) == 26
    over = season_of(pledge, date(2026, 12, 16))
    assert (over.closes, over.days_left(date(2026, 12, 16))) == (date(2026, 12, 15), None)
    gone = season_of(pledge, date(2028, 1, 1))
    assert (gone.opens, gone.closes) == (date(2026, 1, 1), date(2027, 12, 31))
