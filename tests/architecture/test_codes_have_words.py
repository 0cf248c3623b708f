"""Whatever goes wrong is said in whole words: three clauses, or one short sentence at the field."""

import re
from string import Formatter

import pytest

from outlet_app.domain.problems import Problem
from outlet_app.wording import fields
from outlet_app.wording.troubles import REFUSALS, TROUBLES, Clauses, clauses
from tests.architecture.codes import Raised, carried_by_exceptions, made_by
from tests.architecture.house import modules

WORDED = REFUSALS | TROUBLES
BELOW = tuple(module for module in modules("outlet_app") if module.room not in ("wording", "ui"))
# A wrong 口令 is a problem at its field: the sign-in page words it there.
AT_A_FIELD = {"password.wrong", "password.locked_out", "password.unknown_person"}
# No field of this version asks for these numbers; the one that does brings the words along.
UNASKED = {
    "check_right_number": ("nice_class.", "*.pattern"),
    "check_nice_class": ("nice_class.",),
    "check_postcode": ("postcode.",),
}
LONGEST_AT_A_FIELD = 12
ENDS = ("。", "。”")


def stops() -> list[Raised]:
    """Every Refusal and Trouble, and every exception that carries its code."""
    kinds = ("Refusal", "Trouble", "SpoolerTrouble")
    made = [found for module in BELOW for found in made_by(module, *kinds)]
    carried = [found for module in BELOW for found in carried_by_exceptions(module)]
    return [found for found in made + carried if found.code not in AT_A_FIELD]


def problems() -> list[Raised]:
    """Every Problem of the domain that some field can have."""
    found = [one for module in modules("outlet_app/domain") for one in made_by(module, "Problem", "_unless")]
    beginnings = tuple(start for starts in UNASKED.values() for start in starts if start != "*.pattern")
    return [one for one in found if not one.code.startswith(beginnings)]


def test_the_search_finds_what_there_is() -> None:
    assert {"case.unknown", "storage.disk_full", "printer.none"} <= {one.code for one in stops()}
    assert {"field.missing", "*.short", "material.gap"} <= {one.code for one in problems()}
    assert len(stops()) > 30
    assert len(problems()) > 30


def test_every_refusal_and_trouble_has_three_clauses() -> None:
    assert sorted(one.called for one in stops() if one.code not in WORDED) == []


def test_what_the_clauses_ask_for_is_told() -> None:
    """A gap in a clause is filled by an argument of the same name, wherever the code is made."""
    asked = {code: _gaps(said) for code, said in WORDED.items()}
    short = [one.called for one in stops() if one.args and not asked.get(one.code, set()) <= one.args]
    assert short == []


@pytest.mark.parametrize("code", sorted(WORDED))
def test_clauses_are_whole_sentences(code: str) -> None:
    said = WORDED[code]
    for clause in (said.happened, said.safe, said.now):
        assert clause.endswith(ENDS), clause
        assert re.search(r"[\u4e00-\u9fff]{3,}", clause), clause
        assert not re.search(r"[!！,;?]|\.(?!\.)|哦|呢|您好", clause.format_map(_Ones())), clause


def test_no_code_is_worded_in_two_ways() -> None:
    assert [code for code in REFUSALS.keys() & TROUBLES.keys() if REFUSALS[code] != TROUBLES[code]] == []


def test_an_unheard_of_code_is_told_by_its_number() -> None:
    assert "编号 XYZ" in clauses("XYZ").happened


def test_every_problem_at_a_field_has_a_short_sentence() -> None:
    said = {one.code: _at_the_field(one) for one in problems()}
    assert {code for code, sentence in said.items() if sentence == "名称不对，请核对"} == set()
    too_long = {code: text for code, text in said.items() if _han(text) > LONGEST_AT_A_FIELD}
    assert too_long == {}


def test_a_sentence_at_a_field_has_no_full_stop() -> None:
    assert [one.code for one in problems() if _at_the_field(one).endswith("。")] == []


def test_numbers_without_words_are_asked_for_by_no_field() -> None:
    asking = [m for m in modules("outlet_app") if m.room != "domain" or ".forms" in m.name]
    called = {name for name in UNASKED for module in asking if re.search(rf"\b{name}\(", module.text)}
    assert called == set()


def _gaps(said: Clauses) -> set[str]:
    text = said.happened + said.safe + said.now
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def _at_the_field(one: Raised) -> str:
    family = one.code.replace("*", "id")
    return fields.sentence(Problem(family, dict.fromkeys(one.args, "1")), "名称")


def _han(text: str) -> int:
    return len(re.findall(r"[\u4e00-\u9fff]", text))


class _Ones(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "1"
