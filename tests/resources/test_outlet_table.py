"""The outlet table as delivered: one city window, eight county windows, sixty-nine community outlets."""

import json
from pathlib import Path

import pytest

from outlet_app.domain.calendar import BusinessHours
from outlet_app.domain.outlets import OutletKind, read_outlets

PLAIN = json.loads((Path(__file__).resolve().parents[2] / "resources" / "outlets.json").read_text("utf-8"))
OUTLETS = read_outlets(PLAIN)


def test_there_are_seventy_eight_outlets_of_three_levels():
    counts = {kind: len(OUTLETS.of_kind(kind)) for kind in OutletKind}
    assert counts == {OutletKind.CITY: 1, OutletKind.COUNTY: 8, OutletKind.COMMUNITY: 69}
    assert len(OUTLETS.all) == 78


@pytest.mark.parametrize("column", ["code", "sign", "name"])
def test_codes_signs_and_names_are_unique(column):
    assert len({getattr(one, column) for one in OUTLETS.all}) == 78


@pytest.mark.parametrize(
    ("division", "name", "letters"),
    [
        ("150802", "临河区", "LH"),
        ("150821", "五原县", "WY"),
        ("150822", "磴口县", "DK"),
        ("150823", "乌拉特前旗", "WQ"),
        ("150824", "乌拉特中旗", "WZ"),
        ("150825", "乌拉特后旗", "WH"),
        ("150826", "杭锦后旗", "HH"),
        ("150871", "巴彦淖尔经济技术开发区", "JK"),
    ],
)
def test_each_county_window_has_its_division_and_the_first_sign(division, name, letters):
    window = OUTLETS.by_sign(f"{letters}01")
    assert (window.kind, window.division) == (OutletKind.COUNTY, division)
    assert window.code == f"{division}2001"
    assert window.name.startswith(name)
    assert OUTLETS.division(division).name == name


def test_community_outlets_count_on_from_their_county_window():
    for window in OUTLETS.of_kind(OutletKind.COUNTY):
        signs = [one.sign for one in OUTLETS.under(window.code)]
        assert signs == [f"{window.sign[:2]}{place:02}" for place in range(2, len(signs) + 2)]
        assert {one.division for one in OUTLETS.under(window.code)} == {window.division}


def test_the_city_window_stands_above_the_county_windows():
    city = OUTLETS.by_sign("SJ01")
    assert (city.code, city.phone) == ("1508001001", "0478-8213500")
    assert OUTLETS.under(city.code) == OUTLETS.of_kind(OutletKind.COUNTY)


def test_the_zone_is_marked_as_our_own_code_inside_linhe():
    zone = OUTLETS.division("150871")
    assert not zone.official
    assert OUTLETS.division(zone.parent).name == "临河区"
    assert not OUTLETS.by_sign("JK01").confirmed


def test_nothing_invented_passes_for_settled():
    assert not any(one.confirmed for one in OUTLETS.of_kind(OutletKind.COMMUNITY))
    assert all("name" in one.to_confirm for one in OUTLETS.all if not one.confirmed)
    for one in OUTLETS.all:
        assert "hours" in one.to_confirm
        assert one.phone or "phone" in one.to_confirm
        assert one.address or "address" in one.to_confirm


def test_community_names_say_county_and_serial_only():
    known = {"HH05": "杭锦后旗陕坝镇公共服务网点"}
    for one in OUTLETS.of_kind(OutletKind.COMMUNITY):
        plain = f"{OUTLETS.division(one.division).name}公共服务网点{one.sign[2:]}"
        assert one.name == known.get(one.sign, plain)


def test_every_outlet_keeps_the_usual_hours_for_now():
    assert {one.hours for one in OUTLETS.all} == {BusinessHours()}
