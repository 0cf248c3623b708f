"""docs/policies.md is what the city's office writes by: it knows every datum, part, operator and field."""

import json
import re

from outlet_app.domain.policies.conditions import Amount, Join, Op
from outlet_app.domain.policies.policy import PolicyKind, PolicyMode, read_policies
from outlet_app.domain.policies.register import read_register
from outlet_app.domain.policies.vocabulary import RECORDS, SCALARS, Datum
from tests.architecture.house import HOME
from tests.support.policies import plain_register, plain_release

PAGE = (HOME / "docs" / "policies.md").read_text(encoding="utf-8")
WORDS = set(re.findall(r"`([a-z_]+)`", PAGE))


def test_every_word_of_the_language_is_explained() -> None:
    languages = (Op, Amount, Join, PolicyKind, PolicyMode, Datum)
    spoken = {word.value for language in languages for word in language}
    assert spoken - WORDS == set()


def test_every_record_is_told_with_its_parts_in_one_line() -> None:
    for datum, parts in RECORDS.items():
        line = next(line for line in PAGE.splitlines() if line.startswith(f"| `{datum}` | records |"))
        assert [part for part in parts if f"`{part}`" not in line] == []


def test_every_value_is_told_with_its_kind() -> None:
    rows = [line.split(" | ") for line in PAGE.splitlines() if line.startswith("| `")]
    kinds = {name: row[1] for row in rows for name in re.findall(r"`([a-z_]+)`", row[0])}
    assert {datum.value: kinds[datum.value] for datum in SCALARS} == {
        datum.value: kind.value for datum, kind in SCALARS.items()
    }


def test_every_field_of_the_files_is_named() -> None:
    release, register = plain_release(), plain_register()
    policy, enterprise = release["policies"][0], register["enterprises"][0]
    fields = {*release, *policy, *policy["windows"][0], *policy["conditions"][0], *register, *enterprise}
    told = json.dumps(PAGE, ensure_ascii=False)
    assert {name for name in fields if name not in told} == set()
    assert read_policies(release).policies
    assert read_register(register).enterprises
