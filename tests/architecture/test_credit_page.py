"""docs/credit.md is what the city writes its list by: every field, act and source, and an example."""

import json
import re
from dataclasses import fields
from datetime import date

import pytest

from outlet_app.domain.credit import (
    CreditAct,
    CreditEntry,
    CreditError,
    CreditList,
    CreditSource,
    read_credit,
)
from outlet_app.domain.facts.credit import CreditRepaired, DiscreditDropped, Discredited
from tests.architecture.house import HOME

PAGE = (HOME / "docs" / "credit.md").read_text(encoding="utf-8")
EXAMPLE = json.loads(re.search(r"```json\n(.*?)```", PAGE, re.DOTALL)[1])  # type: ignore[index]


@pytest.mark.parametrize(
    "word",
    [
        *(one.name for one in fields(CreditEntry)),
        *(one.name for one in fields(CreditList)),
        *CreditAct,
        *CreditSource,
        "id",
        Discredited.KIND,
        DiscreditDropped.KIND,
        CreditRepaired.KIND,
    ],
)
def test_every_word_of_the_format_stands_on_the_page(word: str) -> None:
    assert f"`{word}`" in PAGE


def test_the_example_can_be_used_as_it_stands() -> None:
    told = read_credit(EXAMPLE)
    assert told.as_of == date(2026, 11, 20)
    (entry,) = told.entries
    assert entry.blocks(date(2026, 11, 20))
    assert not entry.blocks(date(2027, 11, 2))


@pytest.mark.parametrize("field", ["subject", "act", "listed_on", "listed_by", "until", "source"])
def test_what_the_page_does_not_call_empty_must_be_there(field: str) -> None:
    (entry,) = EXAMPLE["entries"]
    short = {key: value for key, value in entry.items() if key != field}
    with pytest.raises(CreditError):
        read_credit({**EXAMPLE, "entries": [short]})


@pytest.mark.parametrize("field", ["code", "case_no"])
def test_what_the_page_calls_empty_may_be(field: str) -> None:
    (entry,) = EXAMPLE["entries"]
    assert read_credit({**EXAMPLE, "entries": [{**entry, field: ""}]}).entries


def test_a_repair_ends_it_from_its_day_on() -> None:
    (entry,) = EXAMPLE["entries"]
    (told,) = read_credit({**EXAMPLE, "entries": [{**entry, "repaired_on": "2026-12-01"}]}).entries
    assert told.blocks(date(2026, 11, 30))
    assert not told.blocks(date(2026, 12, 1))
