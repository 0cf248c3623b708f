"""Which decisions each variant allows, and which the page fills, for every state of its checklist.

Columns: 当场答复, 受理, 一次性告知, 容缺受理, 转办, 不予受理; the last is the decision the page recommends
(decisions.md 14, 15; domain.md §3.2: never 容缺 on a national filing or a core material). Situations: every
row complete; the first core row missing, faulty; the first secondary row missing, promised for later.
The rows were written by the program and read against those rules.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import IntakeEntry
from outlet_app.domain.forms.intake import check, recommended
from outlet_app.domain.materials import CheckedMaterial, Defect, MaterialState
from outlet_app.services.library import read_library
from outlet_app.services.reference import Reference
from tests.support.bench import shelf
from tests.support.builders import OUTLET
from tests.support.entries import checked, subsidy

TODAY = date(2026, 11, 20)
COLUMNS = (
    Decision.ANSWER, Decision.ACCEPT, Decision.NOTICE, Decision.DEFICIENT, Decision.TRANSFER, Decision.REJECT,
)  # fmt: skip
TABLE = """
1.1   whole        yes yes no  no  yes yes answer
1.2   whole        yes yes no  no  yes yes answer
1.3   whole        yes yes no  no  yes yes answer
1.4   whole        yes yes no  no  yes yes answer
1.5   whole        yes yes no  no  yes yes accept
1.5   core_gone    yes no  yes no  yes yes notice
1.5   core_faulty  yes no  yes no  yes yes notice
1.6   whole        yes yes no  no  yes yes accept
1.6   core_gone    yes no  yes no  yes yes notice
1.6   core_faulty  yes no  yes no  yes yes notice
1.6   second_gone  yes no  yes no  yes yes deficient
1.6   second_later yes no  no  yes yes yes deficient
1.7   whole        yes yes no  no  yes yes accept
1.7   core_gone    yes no  yes no  yes yes notice
1.7   core_faulty  yes no  yes no  yes yes notice
1.7   second_gone  yes no  yes no  yes yes deficient
1.7   second_later yes no  no  yes yes yes deficient
2.1   whole        yes yes no  no  yes yes answer
2.2   whole        yes yes no  no  yes yes answer
2.3   whole        yes yes no  no  yes yes answer
2.4   whole        yes yes no  no  yes yes answer
2.5   whole        yes yes no  no  yes yes answer
2.6   whole        yes yes no  no  yes yes answer
2.7   whole        yes yes no  no  yes yes answer
2.8   whole        yes yes no  no  yes yes answer
2.9   whole        yes yes no  no  yes yes answer
2.9   second_gone  yes no  yes no  yes yes deficient
2.9   second_later yes no  no  yes yes yes deficient
3.1   whole        yes yes no  no  yes yes accept
3.1   core_gone    yes no  yes no  yes yes notice
3.1   core_faulty  yes no  yes no  yes yes notice
3.1   second_gone  yes no  yes no  yes yes deficient
3.1   second_later yes no  no  yes yes yes deficient
3.2   whole        yes yes no  no  yes yes accept
3.2   core_gone    yes no  yes no  yes yes notice
3.2   core_faulty  yes no  yes no  yes yes notice
3.2   second_gone  yes no  yes no  yes yes deficient
3.2   second_later yes no  no  yes yes yes deficient
3.3   whole        yes yes no  no  yes yes accept
3.3   core_gone    yes no  yes no  yes yes notice
3.3   core_faulty  yes no  yes no  yes yes notice
3.3   second_gone  yes no  yes no  yes yes deficient
3.3   second_later yes no  no  yes yes yes deficient
3.4   whole        yes yes no  no  yes yes accept
3.4   core_gone    yes no  yes no  yes yes notice
3.4   core_faulty  yes no  yes no  yes yes notice
4.1   whole        yes yes no  no  yes yes accept
4.1   core_gone    yes no  yes no  yes yes notice
4.1   core_faulty  yes no  yes no  yes yes notice
4.1   second_gone  yes no  yes no  yes yes notice
4.1   second_later no  no  no  no  no  no  notice
4.2   whole        yes yes no  no  yes yes accept
4.2   core_gone    yes no  yes no  yes yes notice
4.2   core_faulty  yes no  yes no  yes yes notice
4.2   second_gone  yes no  yes no  yes yes notice
4.2   second_later no  no  no  no  no  no  notice
4.3   whole        yes yes no  no  yes yes accept
4.3   core_gone    yes no  yes no  yes yes notice
4.3   core_faulty  yes no  yes no  yes yes notice
4.4   whole        yes yes no  no  yes yes accept
4.4   core_gone    yes no  yes no  yes yes notice
4.4   core_faulty  yes no  yes no  yes yes notice
4.4   second_gone  yes no  yes no  yes yes notice
4.4   second_later no  no  no  no  no  no  notice
4.5   whole        yes yes no  no  yes yes accept
4.5   core_gone    yes no  yes no  yes yes notice
4.5   core_faulty  yes no  yes no  yes yes notice
4.5   second_gone  yes no  yes no  yes yes notice
4.5   second_later no  no  no  no  no  no  notice
4.6   whole        yes yes no  no  yes yes accept
4.6   core_gone    yes no  yes no  yes yes notice
4.6   core_faulty  yes no  yes no  yes yes notice
4.6   second_gone  yes no  yes no  yes yes notice
4.6   second_later no  no  no  no  no  no  notice
4.7   whole        yes yes no  no  yes yes accept
4.7   core_gone    yes no  yes no  yes yes notice
4.7   core_faulty  yes no  yes no  yes yes notice
4.8   whole        yes yes no  no  yes yes accept
4.8   core_gone    yes no  yes no  yes yes notice
4.8   core_faulty  yes no  yes no  yes yes notice
4.8   second_gone  yes no  yes no  yes yes deficient
4.8   second_later yes no  no  yes yes yes deficient
4.9   whole        yes yes no  no  yes yes accept
4.9   core_gone    yes no  yes no  yes yes notice
4.9   core_faulty  yes no  yes no  yes yes notice
4.9   second_gone  yes no  yes no  yes yes deficient
4.9   second_later yes no  no  yes yes yes deficient
4.10  whole        yes yes no  no  yes yes accept
4.10  core_gone    yes no  yes no  yes yes notice
4.10  core_faulty  yes no  yes no  yes yes notice
4.10  second_gone  yes no  yes no  yes yes deficient
4.10  second_later yes no  no  yes yes yes deficient
5.1   whole        yes yes no  no  yes yes accept
5.1   core_gone    yes no  yes no  yes yes notice
5.1   core_faulty  yes no  yes no  yes yes notice
5.2   whole        yes yes no  no  yes yes accept
5.2   core_gone    yes no  yes no  yes yes notice
5.2   core_faulty  yes no  yes no  yes yes notice
5.3   whole        yes yes no  no  yes yes accept
5.3   core_gone    yes no  yes no  yes yes notice
5.3   core_faulty  yes no  yes no  yes yes notice
5.3   second_gone  yes no  yes no  yes yes deficient
5.3   second_later yes no  no  yes yes yes deficient
5.4   whole        yes yes no  no  yes yes accept
5.4   core_gone    yes no  yes no  yes yes notice
5.4   core_faulty  yes no  yes no  yes yes notice
5.5   whole        yes yes no  no  yes yes accept
5.5   core_gone    yes no  yes no  yes yes notice
5.5   core_faulty  yes no  yes no  yes yes notice
5.6   whole        yes yes no  no  yes yes accept
5.6   core_gone    yes no  yes no  yes yes notice
5.6   core_faulty  yes no  yes no  yes yes notice
5.7   whole        yes yes no  no  yes yes accept
5.7   core_gone    yes no  yes no  yes yes notice
5.7   core_faulty  yes no  yes no  yes yes notice
6.1   whole        yes yes no  no  yes yes accept
6.1   core_gone    yes no  yes no  yes yes notice
6.1   core_faulty  yes no  yes no  yes yes notice
6.1   second_gone  yes no  yes no  yes yes deficient
6.1   second_later yes no  no  yes yes yes deficient
6.2   whole        yes yes no  no  yes yes accept
6.2   core_gone    yes no  yes no  yes yes notice
6.2   core_faulty  yes no  yes no  yes yes notice
6.2   second_gone  yes no  yes no  yes yes deficient
6.2   second_later yes no  no  yes yes yes deficient
6.3   whole        yes yes no  no  yes yes accept
6.3   second_gone  yes no  yes no  yes yes deficient
6.3   second_later yes no  no  yes yes yes deficient
6.4   whole        yes yes no  no  yes yes accept
6.4   core_gone    yes no  yes no  yes yes notice
6.4   core_faulty  yes no  yes no  yes yes notice
6.4   second_gone  yes no  yes no  yes yes notice
6.4   second_later no  no  no  no  no  no  notice
6.5   whole        yes yes no  no  yes yes accept
6.5   core_gone    yes no  yes no  yes yes notice
6.5   core_faulty  yes no  yes no  yes yes notice
6.5   second_gone  yes no  yes no  yes yes notice
6.5   second_later no  no  no  no  no  no  notice
6.6   whole        yes yes no  no  yes yes accept
6.7   whole        yes yes no  no  yes yes accept
7.1   whole        yes yes no  no  yes yes answer
7.2   whole        yes yes no  no  yes yes accept
7.2   core_gone    yes no  yes no  yes yes notice
7.2   core_faulty  yes no  yes no  yes yes notice
7.2   second_gone  yes no  yes no  yes yes notice
7.2   second_later no  no  no  no  no  no  notice
7.3   whole        yes yes no  no  yes yes accept
7.3   core_gone    yes no  yes no  yes yes notice
7.3   core_faulty  yes no  yes no  yes yes notice
7.3   second_gone  yes no  yes no  yes yes deficient
7.3   second_later yes no  no  yes yes yes deficient
7.4   whole        yes yes no  no  yes yes accept
7.4   core_gone    yes no  yes no  yes yes notice
7.4   core_faulty  yes no  yes no  yes yes notice
7.4   second_gone  yes no  yes no  yes yes deficient
7.4   second_later yes no  no  yes yes yes deficient
7.5   whole        yes yes no  no  yes yes accept
7.5   core_gone    yes no  yes no  yes yes notice
7.5   core_faulty  yes no  yes no  yes yes notice
7.6   whole        yes yes no  no  yes yes accept
7.6   core_gone    yes no  yes no  yes yes notice
7.6   core_faulty  yes no  yes no  yes yes notice
7.7   whole        yes yes no  no  yes yes answer
8.1   whole        yes yes no  no  yes yes answer
8.2   whole        yes yes no  no  yes yes accept
8.2   core_gone    yes no  yes no  yes yes notice
8.2   core_faulty  yes no  yes no  yes yes notice
8.2   second_gone  yes no  yes no  yes yes deficient
8.2   second_later yes no  no  yes yes yes deficient
8.3   whole        yes yes no  no  yes yes accept
8.3   core_gone    yes no  yes no  yes yes notice
8.3   core_faulty  yes no  yes no  yes yes notice
8.4   whole        yes yes no  no  yes yes answer
8.4   second_gone  yes no  yes no  yes yes notice
8.4   second_later no  no  no  no  no  no  notice
8.5   whole        yes yes no  no  yes yes accept
8.5   core_gone    yes no  yes no  yes yes notice
8.5   core_faulty  yes no  yes no  yes yes notice
8.5   second_gone  yes no  yes no  yes yes deficient
8.5   second_later yes no  no  yes yes yes deficient
8.6   whole        yes yes no  no  yes yes accept
8.6   second_gone  yes no  yes no  yes yes notice
8.6   second_later no  no  no  no  no  no  notice
9.1   whole        yes yes no  no  yes yes answer
9.2   whole        yes yes no  no  yes yes answer
9.3   whole        yes yes no  no  yes yes answer
10.1  whole        yes yes no  no  yes yes answer
10.2  whole        yes yes no  no  yes yes answer
10.3  whole        yes yes no  no  yes yes answer
10.4  whole        yes yes no  no  yes yes answer
10.5  whole        yes yes no  no  yes yes accept
"""
ROWS = [row.split() for row in TABLE.strip().splitlines()]
Pick = Callable[[CheckedMaterial], bool]


def core(row: CheckedMaterial) -> bool:
    return row.core


def secondary(row: CheckedMaterial) -> bool:
    return not row.core


SITUATIONS: dict[str, tuple[Pick, MaterialState] | None] = {
    "whole": None,
    "core_gone": (core, MaterialState.MISSING),
    "core_faulty": (core, MaterialState.FAULTY),
    "second_gone": (secondary, MaterialState.MISSING),
    "second_later": (secondary, MaterialState.DEFERRED),
}


@pytest.fixture(scope="module")
def reference() -> Reference:
    return read_library(shelf()).at(OUTLET, "01", TODAY)


def page(reference: Reference, code: str, situation: str) -> IntakeEntry | None:
    """The registration as filled; None where the variant has no row to be in that state."""
    rows = checked(reference, code)
    wanted = SITUATIONS[situation]
    if wanted is not None:
        pick, state = wanted
        place = next((at for at, row in enumerate(rows) if pick(row) and _is_whole(row)), None)
        if place is None:
            return None
        defects = (Defect("D05"),) if state is MaterialState.FAULTY else ()
        rows = (*rows[:place], replace(rows[place], state=state, defects=defects), *rows[place + 1 :])
    number = int(code.partition(".")[0])
    entry = replace(subsidy(reference), item=number, sub_item=code)
    return replace(entry, materials=rows, answer="可以。")


def _is_whole(row: CheckedMaterial) -> bool:
    return row.state is MaterialState.COMPLETE


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}-{row[1]}")
def test_the_page_allows_what_is_written(reference: Reference, row: list[str]) -> None:
    code, situation, *allowed, advised = row
    entry, sub_item = page(reference, code, situation), reference.sub_item_of(code)
    assert entry is not None
    found = ["no" if check(entry, one, sub_item, TODAY) else "yes" for one in COLUMNS]
    assert found == allowed
    advice = recommended(entry, sub_item)
    assert (advice.value if advice else "-") == advised


def test_every_situation_a_variant_can_be_in_is_written(reference: Reference) -> None:
    codes = [sub.code for item in reference.catalogue.items for sub in item.sub_items]
    possible = [(code, name) for code in codes for name in SITUATIONS if page(reference, code, name)]
    assert [(row[0], row[1]) for row in ROWS] == possible
