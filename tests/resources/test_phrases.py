"""The sentences that come with the program: whole, official, and there for every defect and item."""

import json
import re

import pytest

from outlet_app.domain.catalogue import read_catalogue
from outlet_app.domain.sayings import LONGEST, Place, Spot, fitting
from outlet_app.domain.texts import check_line
from outlet_app.services.library import read_library
from tests.support.bench import RESOURCES, shelf

TOLD = json.loads((RESOURCES / "phrases.json").read_text("utf-8"))
SAYINGS = read_library(shelf()).sayings
CATALOGUE = read_catalogue(json.loads((RESOURCES / "catalogue" / "2025-batch-2.json").read_text("utf-8")))
DEFECTS = [row["code"] for row in TOLD["defects"]]
# Missing needs no words of its own, and what is 其他 nobody knows beforehand.
WITHOUT = {"D01", "D99"}


def test_the_file_names_its_version() -> None:
    assert re.fullmatch(r"20\d\d-\d+", TOLD["version"])
    assert len(SAYINGS) == len(TOLD["sayings"]) > 60


def test_every_sentence_is_one_that_a_clerk_could_keep_too() -> None:
    wrong = [one.text for one in SAYINGS if check_line(one.text, LONGEST) or not one.text.endswith("。")]
    assert wrong == []
    twice = [one for one in SAYINGS if sum(one.text == two.text and one.place is two.place for two in SAYINGS) > 1]
    assert twice == []
    assert not any(one.own for one in SAYINGS)


def test_what_they_are_for_exists() -> None:
    numbers = {item.number for item in CATALOGUE.items}
    assert {number for one in SAYINGS for number in one.items} <= numbers
    assert {code for one in SAYINGS for code in one.defects} <= set(DEFECTS)
    assert {one.place for one in SAYINGS} == set(Place)


@pytest.mark.parametrize("code", [code for code in DEFECTS if code not in WITHOUT])
def test_every_defect_has_what_is_wrong_and_what_to_bring(code: str) -> None:
    for place in (Place.ISSUE, Place.REMEDY):
        found = [one for item in range(1, 11) for one in fitting(SAYINGS, Spot(place, item, (code,)))]
        assert any(code in one.defects for one in found), place


@pytest.mark.parametrize("item", [item.number for item in CATALOGUE.items])
def test_every_item_has_something_to_ask_and_to_answer(item: int) -> None:
    assert len(fitting(SAYINGS, Spot(Place.ANSWER, item))) >= 2
    if item not in (3, 5, 6, 7, 8):
        assert fitting(SAYINGS, Spot(Place.REQUEST, item))


def test_they_keep_to_the_manner_of_the_house() -> None:
    han = "\u4e00-\u9fff"
    faults = re.compile(rf"[{han}][,;:?!(]|[{han}][A-Za-z0-9]|[A-Za-z0-9][{han}]|[!！哦呢]|用户|上传|下载")
    assert [one.text for one in SAYINGS if faults.search(one.text)] == []
