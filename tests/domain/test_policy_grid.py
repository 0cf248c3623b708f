"""Enterprises against policies, every line by hand: what a clerk would find with the papers at hand."""

from datetime import date
from typing import Any

import pytest

from outlet_app.domain.plain import DataError
from outlet_app.domain.policies.conditions import Op
from outlet_app.domain.policies.kleene import Truth
from outlet_app.domain.policies.matching import match
from outlet_app.domain.policies.register import read_enterprise
from outlet_app.domain.policies.vocabulary import RECORDS, SCALARS, Datum, Kind
from tests.support.policies import (
    BARE,
    CODE,
    NAME,
    RICH,
    TODAY,
    Plain,
    condition,
    enterprise,
    known,
    release,
)

SHORT = {"T": Truth.TRUE, "?": Truth.UNKNOWN, "-": Truth.FALSE}
# What is known beside what RICH has, or instead of it; None takes a datum away.
CHANGES: dict[str, Plain] = {
    "as it is": {},
    "from another city": {"division": known("150902")},
    "division unknown": {"division": None},
    "no pledge at all": {"pledges": known([])},
    "no pledge as far as we know": {"pledges": known([], complete=False)},
    "pledge of 2024-11-20": {"pledges": known([{"on": "2024-11-20", "amount": 1000000}])},
    "pledge of 2024-11-19": {"pledges": known([{"on": "2024-11-19", "amount": 1000000}])},
    "pledge one yuan short": {"pledges": known([{"on": "2026-05-11", "amount": 999999}])},
    "pledge without its sum": {"pledges": known([{"on": "2026-05-11"}])},
    "old pledge without its sum": {"pledges": known([{"on": "2020-05-11"}])},
    "discredited until today": {"discredit": known([{"until": "2026-11-20"}])},
    "discredited until yesterday": {"discredit": known([{"until": "2026-11-19"}])},
    "discredited, nobody says until when": {"discredit": known([{"since": "2020-01-01"}])},
    "credit not known": {"discredit": None},
    "credit of last year": {"discredit": known([], good_until="2025-12-31")},
    "large": {"revenue": known(400000001)},
    "just small enough": {"revenue": known(400000000)},
    "large and high-tech": {
        "revenue": known(900000000),
        "qualifications": known([{"name": "高新技术企业", "until": "2028-01-01"}]),
    },
    "large, high-tech until nobody knows when": {
        "revenue": known(900000000),
        "qualifications": known([{"name": "高新技术企业"}]),
    },
    "size not known": {"revenue": None},
    "size and qualifications not known": {"revenue": None, "qualifications": None},
    "large, qualifications not known": {"revenue": known(900000000), "qualifications": None},
    "nothing but its name": dict.fromkeys(RICH["data"]),
}
GRID = """
                                            c1 c2 c3 c4 c4a c4b  all
as it is                                    T  T  T  T  T   -    T
from another city                           -  T  T  T  T   -    -
division unknown                            ?  T  T  T  T   -    ?
no pledge at all                            T  -  T  T  T   -    -
no pledge as far as we know                 T  ?  T  T  T   -    ?
pledge of 2024-11-20                        T  T  T  T  T   -    T
pledge of 2024-11-19                        T  -  T  T  T   -    -
pledge one yuan short                       T  -  T  T  T   -    -
pledge without its sum                      T  ?  T  T  T   -    ?
old pledge without its sum                  T  -  T  T  T   -    -
discredited until today                     T  T  -  T  T   -    -
discredited until yesterday                 T  T  T  T  T   -    T
discredited, nobody says until when         T  T  ?  T  T   -    ?
credit not known                            T  T  ?  T  T   -    ?
credit of last year                         T  T  ?  T  T   -    ?
large                                       T  T  T  -  -   -    -
just small enough                           T  T  T  T  T   -    T
large and high-tech                         T  T  T  T  -   T    T
large, high-tech until nobody knows when    T  T  T  ?  -   ?    ?
size not known                              T  T  T  ?  ?   -    ?
size and qualifications not known           T  T  T  ?  ?   ?    ?
large, qualifications not known             T  T  T  ?  -   ?    ?
nothing but its name                        ?  ?  ?  ?  ?   ?    ?
"""


def grid() -> dict[str, list[Truth]]:
    rows = GRID.strip("\n").splitlines()[1:]
    return {row[:44].strip(): [SHORT[sign] for sign in row[44:].split()] for row in rows}


def changed(changes: Plain) -> Plain:
    return {name: datum for name, datum in (RICH["data"] | changes).items() if datum is not None}


def test_every_line_of_the_pledge_policy_for_every_kind_of_enterprise() -> None:
    asked = release().policies[0].conditions
    found = {}
    for name, changes in CHANGES.items():
        told = match(asked, enterprise(**changed(changes)), TODAY)
        found[name] = [*(line.truth for line in told.lines), told.truth]
    assert found == grid()


def test_time_alone_settles_and_unsettles() -> None:
    """The same data on other days: a pledge grows old, a discredit runs out, a datum goes stale."""
    asked = release().policies[0].conditions
    data = RICH["data"] | {
        "discredit": known([{"until": "2026-12-31"}]),
        "revenue": known(86000000, good_until="2027-05-31"),
    }
    table = {
        date(2026, 11, 20): "TT-TT-",
        date(2026, 12, 31): "TT-TT-",
        date(2027, 1, 1): "TTTTT-",
        date(2027, 5, 31): "TTTTT-",
        date(2027, 6, 1): "TTT??-",
        date(2028, 5, 11): "TTT??-",
        date(2028, 5, 12): "T-T??-",
    }
    signs = {truth: sign for sign, truth in SHORT.items()}
    found = {
        day: "".join(signs[line.truth] for line in match(asked, enterprise(**data), day).lines)
        for day in table
    }
    assert found == table


# Which operator goes with which kind of value.
OPS = """
             eq ne in under ge le between within_last valid
text         x  x  x  x     .  .  .       .           .
number       x  x  x  .     x  x  x       .           .
day          .  .  .  .     x  x  x       x           x
"""
OPERANDS: dict[tuple[Kind, Op], Any] = {
    (Kind.TEXT, Op.IN): ["a", "b"],
    (Kind.TEXT, Op.UNDER): ["a"],
    (Kind.NUMBER, Op.IN): [1, 2],
    (Kind.NUMBER, Op.BETWEEN): [1, 2],
    (Kind.DAY, Op.BETWEEN): ["2026-01-01", "2026-02-01"],
    (Kind.DAY, Op.WITHIN_LAST): 12,
    (Kind.DAY, Op.VALID): None,
}
PLAIN = {Kind.TEXT: "a", Kind.NUMBER: 1, Kind.DAY: "2026-01-01"}
OTHER = {Kind.TEXT: 1, Kind.NUMBER: "1", Kind.DAY: 20260101}


def _reads(told: Plain) -> bool:
    try:
        condition(**told)
    except DataError:
        return False
    return True


def test_each_kind_of_value_has_its_operators_and_no_others() -> None:
    head, *rows = (row.split() for row in OPS.strip().splitlines())
    expected = {
        (Kind(kind), Op(op)): sign == "x"
        for kind, *signs in rows
        for op, sign in zip(head, signs, strict=True)
    }
    datum = {Kind.TEXT: "industry", Kind.NUMBER: "tax", Kind.DAY: "founded"}
    found = {
        (kind, op): _reads(
            {"datum": datum[kind], "op": op.value, "value": OPERANDS.get((kind, op), PLAIN[kind])}
        )
        for kind in Kind
        for op in Op
    }
    assert found == expected


def test_every_single_datum_takes_its_own_kind_of_value_only() -> None:
    for datum, kind in SCALARS.items():
        right = read_enterprise({"code": CODE, "name": NAME, "data": {datum: known(PLAIN[kind])}})
        assert right.data[datum].source
        with pytest.raises(DataError) as told:
            read_enterprise({"code": CODE, "name": NAME, "data": {datum: known(OTHER[kind])}})
        assert told.value.column == "value"


def test_every_part_of_every_record_takes_its_own_kind_of_value_only() -> None:
    for datum, parts in RECORDS.items():
        whole = {part: PLAIN[kind] for part, kind in parts.items()}
        told = read_enterprise({"code": CODE, "name": NAME, "data": {datum: known([whole])}})
        assert set(told.data[datum].records[0]) == set(parts)
        for part, kind in parts.items():
            bad = known([whole | {part: OTHER[kind]}])
            with pytest.raises(DataError) as refused:
                read_enterprise({"code": CODE, "name": NAME, "data": {datum: bad}})
            assert refused.value.column == part


def test_every_part_can_be_asked_about() -> None:
    for datum, parts in RECORDS.items():
        for part, kind in parts.items():
            op = Op.EQ if kind is not Kind.DAY else Op.GE
            where = [{"part": part, "op": op.value, "value": PLAIN[kind]}]
            asked = condition(datum=datum.value, op="exists", where=where)
            data = {datum.value: known([{part: PLAIN[kind]}])}
            assert match((asked,), enterprise(**data), TODAY).truth is Truth.TRUE
            other = {datum.value: known([{}])}
            assert match((asked,), enterprise(**other), TODAY).truth is Truth.UNKNOWN


def test_amounts_are_whole_yuan_and_never_below_nothing() -> None:
    for wrong in (-1, 1.5, "3", True, None):
        with pytest.raises(DataError):
            enterprise(tax=known(wrong))
    assert enterprise(tax=known(0)).data[Datum.TAX].value == 0


def test_names_keep_their_rare_signs() -> None:
    assert read_enterprise(BARE).name == "杭锦后旗𬎆源种业有限公司"
