"""Reading the outlet table: look-ups, levels, and how a wrong table is refused."""

import copy
from datetime import date, time

import pytest

from outlet_app.domain.calendar import BusinessHours
from outlet_app.domain.deadlines import H24Mode
from outlet_app.domain.outlets import OutletKind, OutletsError, read_outlets
from tests.domain.tables import each


def row(code: str, sign: str, kind: str, division: str, parent: str, **more: object) -> dict:
    """One outlet of the file."""
    plain = {"code": code, "sign": sign, "name": f"网点 {sign}", "kind": kind, "division": division}
    plain |= {"parent": parent, "address": "", "phone": "", "confirmed": True, "to_confirm": ["phone"]}
    return plain | more


HOURS = {"spans": [["08:30", "12:00"], ["14:30", "17:30"]], "seasons": []}
TABLE = {
    "hours": HOURS,
    "divisions": [
        {"code": "150800", "name": "巴彦淖尔市", "letters": "SJ", "parent": "", "official": True},
        {"code": "150826", "name": "杭锦后旗", "letters": "HH", "parent": "150800", "official": True},
    ],
    "outlets": [
        row("1508001001", "SJ01", "CITY", "150800", ""),
        row("1508262001", "HH01", "COUNTY", "150826", "1508001001"),
        row("1508263002", "HH02", "COMMUNITY", "150826", "1508262001"),
        row("1508263003", "HH03", "COMMUNITY", "150826", "1508262001", confirmed=False),
    ],
}


def table(place: int = -1, **changes: object) -> dict:
    """The small table with columns of one outlet replaced."""
    made = copy.deepcopy(TABLE)
    made["outlets"][place] |= changes
    return made


def refusal(plain: dict) -> tuple[str, str, str]:
    """Where and why reading refuses."""
    with pytest.raises(OutletsError) as caught:
        read_outlets(plain)
    return caught.value.row, caught.value.column, caught.value.reason


def test_an_outlet_is_found_by_code_and_by_sign():
    outlets = read_outlets(TABLE)
    assert outlets.by_code("1508262001") is outlets.by_sign("HH01")
    assert outlets.by_sign("HH01").kind is OutletKind.COUNTY


def test_an_unknown_outlet_or_division_is_a_key_error():
    outlets = read_outlets(TABLE)
    for ask, key in ((outlets.by_code, "1"), (outlets.by_sign, "ZZ01"), (outlets.division, "1")):
        with pytest.raises(KeyError):
            ask(key)


def test_outlets_are_counted_by_level_and_by_parent():
    outlets = read_outlets(TABLE)
    assert [len(outlets.of_kind(kind)) for kind in OutletKind] == [1, 1, 2]
    assert [one.sign for one in outlets.under("1508262001")] == ["HH02", "HH03"]
    assert outlets.under("1508263002") == ()


def test_what_is_yet_to_be_confirmed_stays_marked():
    outlets = read_outlets(TABLE)
    assert not outlets.by_sign("HH03").confirmed
    assert outlets.by_sign("HH01").to_confirm == ("phone",)


def test_an_outlet_knows_its_division():
    outlets = read_outlets(TABLE)
    assert outlets.division(outlets.by_sign("HH02").division).name == "杭锦后旗"


def test_usual_hours_hold_where_an_outlet_has_none_of_its_own():
    own = {"spans": [["09:00", "16:00"]], "seasons": []}
    outlets = read_outlets(table(1, hours=own))
    assert outlets.by_sign("HH02").hours == BusinessHours()
    assert outlets.by_sign("HH01").hours.spans == ((time(9), time(16)),)


def test_hours_may_change_by_season():
    summer = {"first": "05-01", "last": "09-30", "spans": [["08:30", "12:00"], ["15:00", "18:00"]]}
    hours = read_outlets(table(1, hours=HOURS | {"seasons": [summer]})).by_sign("HH01").hours
    assert hours.closing(date(2026, 7, 1)).time() == time(18)
    assert hours.closing(date(2026, 11, 20)).time() == time(17, 30)


@each(
    ("changes", "expected"),
    [
        ({"code": "1508264003"}, ("1508264003", "code", "code_does_not_fit")),
        ({"code": "150826300"}, ("150826300", "code", "code_does_not_fit")),
        ({"code": "150826300X"}, ("150826300X", "code", "code_does_not_fit")),
        ({"kind": "COUNTY"}, ("1508263003", "code", "code_does_not_fit")),
        ({"kind": "STATION"}, ("1508263003", "kind", "unknown_value")),
        ({"sign": "HH3"}, ("1508263003", "sign", "sign_does_not_fit")),
        ({"sign": "hh03"}, ("1508263003", "sign", "sign_does_not_fit")),
        ({"sign": "HH02"}, ("HH02", "sign", "used_twice")),
        ({"sign": "LH03"}, ("1508263003", "division", "unknown_value")),
        ({"code": "1508263002"}, ("1508263002", "code", "used_twice")),
        ({"parent": "1508212001"}, ("1508263003", "parent", "unknown_value")),
        ({"parent": ""}, ("1508263003", "parent", "unknown_value")),
        ({"name": ""}, ("1508263003", "name", "text_expected")),
        ({"phone": None}, ("1508263003", "phone", "text_expected")),
        ({"confirmed": "no"}, ("1508263003", "confirmed", "true_or_false_expected")),
        ({"hours": "all day"}, ("1508263003/hours", "", "not_an_object")),
    ],
)
def test_a_wrong_outlet_is_refused_by_row_and_column(changes, expected):
    assert refusal(table(**changes)) == expected


def test_a_city_window_has_nobody_above_it():
    assert refusal(table(0, parent="1508262001")) == ("1508001001", "parent", "unknown_value")


@each(
    ("spans", "reason"),
    [
        ([], "spans_out_of_order"),
        ([["12:00", "08:30"]], "spans_out_of_order"),
        ([["08:30", "12:00"], ["11:00", "17:30"]], "spans_out_of_order"),
        ([["08:30"]], "span_expected"),
        ([["morning", "noon"]], "span_expected"),
        ([5], "span_expected"),
    ],
)
def test_hours_that_run_backwards_or_are_no_times_are_refused(spans, reason):
    wrong = TABLE | {"hours": {"spans": spans, "seasons": []}}
    assert refusal(wrong) == ("outlets/hours", "spans", reason)


def test_a_season_that_is_no_day_is_refused():
    season = {"first": "13-01", "last": "09-30", "spans": [["08:30", "12:00"]]}
    wrong = TABLE | {"hours": HOURS | {"seasons": [season]}}
    assert refusal(wrong) == ("13-01", "first", "date_expected")


def test_how_24_hours_run_is_the_outlet_s_own_choice_or_the_city_s():
    chosen = {
        "nothing said": read_outlets(TABLE),
        "for all": read_outlets(TABLE | {"h24_mode": "roll"}),
        "for one": read_outlets(table(1, h24_mode="business_hours") | {"h24_mode": "roll"}),
    }
    modes = {name: [one.h24_mode for one in outlets.all[:2]] for name, outlets in chosen.items()}
    assert modes == {
        "nothing said": [H24Mode.NATURAL, H24Mode.NATURAL],
        "for all": [H24Mode.ROLL, H24Mode.ROLL],
        "for one": [H24Mode.ROLL, H24Mode.BUSINESS_HOURS],
    }


def test_an_unknown_way_of_counting_24_hours_is_refused_where_it_stands():
    assert refusal(TABLE | {"h24_mode": "soon"}) == ("outlets", "h24_mode", "unknown_value")
    assert refusal(table(1, h24_mode="")) == ("1508262001", "h24_mode", "unknown_value")
