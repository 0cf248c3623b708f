"""Reading a release of the service-item list: what is accepted, and how a wrong file is refused."""

from collections.abc import Iterator
from datetime import date

import pytest

from outlet_app.domain.catalogue import (
    Authority,
    Catalogue,
    CatalogueError,
    CheckWay,
    ClockKind,
    ClockStart,
    NoPledge,
    PaperForm,
    TimeRule,
    read_catalogue,
)
from tests.domain.tables import each
from tests.support.plain_copies import plain_copy

RELEASE = {
    "version": "2027-1",
    "title": "清单",
    "effective_from": "2027-01-01",
    "items": [
        {
            "number": 3,
            "short_name": "高价值专利",
            "initials": "gjzzl",
            "name": "高价值专利培育与转化服务",
            "objects": "企业、高校",
            "content": "挖掘、布局指导",
            "flow": "1. 提交；2. 调研",
            "time_limit": "长期跟踪服务",
            "bodies": "知识产权科",
            "channels": "线下：各级服务窗口",
            "sub_items": [
                {
                    "code": "3.1",
                    "name": "布局指导",
                    "authority": "FORWARD",
                    "instant": False,
                    "consulting": False,
                    "correction_workdays": 10,
                    "clocks": [{"code": "handling", "kind": "WORKDAYS", "value": 3, "start": "ACCEPTED"}],
                    "materials": [
                        {
                            "code": "3.1-A1",
                            "name": "产品说明",
                            "core": False,
                            "form": "COPY",
                            "copies": 2,
                            "may_follow": True,
                            "shared": False,
                            "source": "申请人自备",
                            "standard": "清晰完整。",
                            "remedy": "重新提交。",
                        }
                    ],
                    "outcomes": ["培育方案"],
                    "stages": ["登记", "结案"],
                }
            ],
        }
    ],
}
SUB = RELEASE["items"][0]["sub_items"][0]
MATERIAL = SUB["materials"][0]
OPTIONAL = {"value", "start", "correction_workdays"}


def release(**changes: object) -> dict:
    """The small release with columns of its sub-item and material replaced."""
    made = plain_copy(RELEASE)
    sub = made["items"][0]["sub_items"][0]
    for column, value in changes.items():
        (sub["materials"][0] if column in MATERIAL and column not in SUB else sub)[column] = value
    return made


def refusal(plain: object) -> tuple[str, str, str]:
    """Where and why reading refuses."""
    with pytest.raises(CatalogueError) as caught:
        read_catalogue(plain)  # type: ignore[arg-type]
    return caught.value.row, caught.value.column, caught.value.reason


def places(plain: object, way: tuple = ()) -> Iterator[tuple]:
    """Every place of the file that holds a value, as a way of keys and indexes."""
    steps = plain.items() if isinstance(plain, dict) else enumerate(plain) if isinstance(plain, list) else ()
    for step, inside in steps:
        yield (*way, step)
        yield from places(inside, (*way, step))


def holder(plain: dict, way: tuple) -> dict:
    """The object or list that holds the last step of a way."""
    for step in way[:-1]:
        plain = plain[step]
    return plain


@pytest.fixture
def catalogue() -> Catalogue:
    """The small release, read."""
    return read_catalogue(RELEASE)


def test_a_release_is_read_with_all_its_columns(catalogue):
    assert (catalogue.version, catalogue.effective_from) == ("2027-1", date(2027, 1, 1))
    sub = catalogue.sub_item("3.1")
    assert (sub.authority, sub.correction_workdays) == (Authority.FORWARD, 10)
    assert sub.clocks == (TimeRule("handling", ClockKind.WORKDAYS, 3, ClockStart.ACCEPTED),)
    material = sub.material("3.1-A1")
    assert (material.form, material.copies) == (PaperForm.COPY, 2)
    assert (material.core, material.may_follow, material.shared) == (False, True, False)
    assert (sub.outcomes, sub.stages) == (("培育方案",), ("登记", "结案"))


def test_the_seven_elements_keep_their_columns(catalogue):
    item = catalogue.item(3)
    said = (item.name, item.objects, item.content, item.flow, item.time_limit, item.bodies, item.channels)
    assert said == (
        "高价值专利培育与转化服务",
        "企业、高校",
        "挖掘、布局指导",
        "1. 提交；2. 调研",
        "长期跟踪服务",
        "知识产权科",
        "线下：各级服务窗口",
    )


def test_a_sub_item_knows_its_item(catalogue):
    assert catalogue.item_of("3.1") is catalogue.item(3)


@each("ask", [lambda c: c.item(0), lambda c: c.sub_item("3.9"), lambda c: c.item_of("4.1")])
def test_what_the_release_does_not_hold_is_a_key_error(catalogue, ask):
    with pytest.raises(KeyError):
        ask(catalogue)


def test_a_material_of_another_sub_item_is_a_key_error(catalogue):
    with pytest.raises(KeyError, match=r"8\.2-M1"):
        catalogue.sub_item("3.1").material("8.2-M1")


def test_eighteen_items_work_as_well_as_ten():
    items = []
    for number in range(1, 19):
        item = plain_copy(RELEASE["items"][0]) | {"number": number}
        item["sub_items"][0]["code"] = f"{number}.1"
        items.append(item)
    read = read_catalogue({**RELEASE, "items": items})
    assert [item.number for item in read.items] == list(range(1, 19))
    assert read.item_of("18.1").number == 18


@each("way", list(places(RELEASE)))
def test_every_value_is_checked_and_the_refusal_names_the_column(way):
    broken = plain_copy(RELEASE)
    holder(broken, way)[way[-1]] = None
    _, column, reason = refusal(broken)
    named = next((step for step in reversed(way) if isinstance(step, str)), "")
    assert column in (named, "")
    assert reason


@each(
    "way",
    [way for way in places(RELEASE) if isinstance(way[-1], str)],
)
def test_no_column_but_the_optional_ones_may_be_left_out(way):
    broken = plain_copy(RELEASE)
    del holder(broken, way)[way[-1]]
    if way[-1] in OPTIONAL - {"value"}:
        assert read_catalogue(broken)
    else:
        assert refusal(broken)[1] == way[-1]


@each(
    ("changes", "expected"),
    [
        ({"form": "PAPER"}, ("3.1-A1", "form", "unknown_value")),
        ({"copies": 0}, ("3.1-A1", "copies", "number_expected")),
        ({"copies": True}, ("3.1-A1", "copies", "number_expected")),
        ({"remedy": "  "}, ("3.1-A1", "remedy", "text_expected")),
        ({"core": "yes"}, ("3.1-A1", "core", "true_or_false_expected")),
        ({"core": True}, ("3.1-A1", "may_follow", "not_allowed_here")),
        ({"authority": "GUIDE"}, ("3.1-A1", "may_follow", "not_allowed_here")),
        ({"authority": "CITY"}, ("3.1", "authority", "unknown_value")),
        ({"clocks": []}, ("3.1", "clocks", "empty")),
        ({"clocks": [{"code": "answer", "kind": "SOON"}]}, ("answer", "kind", "unknown_value")),
        ({"clocks": [{"code": "answer", "kind": "HOURS"}]}, ("answer", "value", "number_expected")),
        ({"clocks": "3 days"}, ("3.1", "clocks", "list_expected")),
        ({"outcomes": [""]}, ("3.1", "outcomes", "text_expected")),
        ({"code": "4.1"}, ("4.1", "code", "belongs_to_another_item")),
        ({"correction_workdays": 0}, ("3.1", "correction_workdays", "number_expected")),
        ({"materials": [MATERIAL, MATERIAL]}, ("3.1-A1", "code", "used_twice")),
    ],
)
def test_a_wrong_sub_item_is_refused_by_row_and_column(changes, expected):
    assert refusal(release(**changes)) == expected


PROOF = MATERIAL | {"may_pledge": True, "proves": "专利有效", "used_for": "确定范围", "check": "online"}


def test_a_proof_may_be_replaced_by_a_promise():
    read = read_catalogue(release(materials=[PROOF])).sub_item("3.1").material("3.1-A1")
    assert (read.may_pledge, read.proves, read.used_for) == (True, "专利有效", "确定范围")
    assert read.check is CheckWay.ONLINE


def test_a_material_of_which_nothing_is_said_may_not(catalogue):
    plain = catalogue.sub_item("3.1").material("3.1-A1")
    assert (plain.may_pledge, plain.proves, plain.used_for) == (False, "", "")
    assert catalogue.sub_item("3.1").no_pledge is NoPledge.NONE


@each("column", ["proves", "used_for"])
def test_such_a_proof_says_what_it_proves_and_what_for(column):
    without = {name: value for name, value in PROOF.items() if name != column}
    assert refusal(release(materials=[without])) == ("3.1-A1", column, "text_expected")


@each("why", [why for why in NoPledge if why])
def test_no_promise_where_the_law_does_not_have_it(why):
    assert refusal(release(materials=[PROOF], no_pledge=why.value)) == (
        "3.1-A1",
        "may_pledge",
        "not_allowed_here",
    )
    assert read_catalogue(release(no_pledge=why.value)).sub_item("3.1").no_pledge is why


def test_no_promise_in_a_national_filing():
    guided = release(materials=[PROOF | {"may_follow": False}], authority="GUIDE")
    assert refusal(guided) == ("3.1-A1", "may_pledge", "not_allowed_here")


@each(
    ("changes", "expected"),
    [
        ({"no_pledge": "weather"}, ("3.1", "no_pledge", "unknown_value")),
        ({"materials": [PROOF | {"check": "guess"}]}, ("3.1-A1", "check", "unknown_value")),
        ({"materials": [PROOF | {"may_pledge": "yes"}]}, ("3.1-A1", "may_pledge", "true_or_false_expected")),
    ],
)
def test_a_wrong_word_about_promises_is_refused(changes, expected):
    assert refusal(release(**changes)) == expected


def test_a_clock_without_a_count_needs_no_value():
    read = read_catalogue(release(clocks=[{"code": "handling", "kind": "PERIOD"}]))
    assert read.sub_item("3.1").clocks == (TimeRule("handling", ClockKind.PERIOD),)


def test_a_guided_material_that_may_not_follow_is_fine():
    read = read_catalogue(release(authority="GUIDE", may_follow=False))
    assert read.sub_item("3.1").authority is Authority.GUIDE


@each(
    ("changes", "expected"),
    [
        ({"items": []}, ("catalogue", "items", "empty")),
        ({"effective_from": "2027-02-30"}, ("catalogue", "effective_from", "date_expected")),
        ({"items": RELEASE["items"] * 2}, ("3", "number", "used_twice")),
        ({"items": [RELEASE["items"][0] | {"sub_items": []}]}, ("3", "sub_items", "empty")),
        ({"items": ["one"]}, ("catalogue/items[0]", "", "not_an_object")),
    ],
)
def test_a_wrong_release_is_refused(changes, expected):
    assert refusal({**RELEASE, **changes}) == expected


def test_what_is_not_even_an_object_is_refused():
    assert refusal(["a", "list"]) == ("catalogue", "", "not_an_object")
