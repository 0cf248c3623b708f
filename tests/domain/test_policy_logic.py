"""Three truths: Kleene's laws hold, and what is not known never becomes false by itself."""

from itertools import pairwise, product

from outlet_app.domain.policies.kleene import Truth, at_least, every, some
from outlet_app.domain.policies.matching import Sighted, match
from outlet_app.domain.policies.register import Enterprise
from tests.domain.chance import Draw, by_chance
from tests.support.policies import BARE, RICH, TODAY, condition, enterprise, known, release

T, U, F = Truth.TRUE, Truth.UNKNOWN, Truth.FALSE
ALL = (F, U, T)
AND = {
    (F, F): F,
    (F, U): F,
    (F, T): F,
    (U, F): F,
    (U, U): U,
    (U, T): U,
    (T, F): F,
    (T, U): U,
    (T, T): T,
}
OR = {
    (F, F): F,
    (F, U): U,
    (F, T): T,
    (U, F): U,
    (U, U): U,
    (U, T): T,
    (T, F): T,
    (T, U): T,
    (T, T): T,
}


def test_both_and_either_are_kleenes_tables() -> None:
    assert {pair: every(pair) for pair in product(ALL, ALL)} == AND
    assert {pair: some(pair) for pair in product(ALL, ALL)} == OR
    assert [one.negated for one in ALL] == [T, U, F]
    assert (every([]), some([])) == (T, F)
    assert (Truth.of(True), Truth.of(False)) == (T, F)


def test_the_laws_of_the_logic_hold_for_every_three_truths() -> None:
    for a, b, c in product(ALL, ALL, ALL):
        assert every([a, b]) is every([b, a])
        assert some([a, b]) is some([b, a])
        assert every([a, every([b, c])]) is every([every([a, b]), c]) is every([a, b, c])
        assert some([a, some([b, c])]) is some([some([a, b]), c]) is some([a, b, c])
        assert every([a, some([b, c])]) is some([every([a, b]), every([a, c])])
        assert some([a, every([b, c])]) is every([some([a, b]), some([a, c])])
        assert every([a, b]).negated is some([a.negated, b.negated])
        assert some([a, b]).negated is every([a.negated, b.negated])
        assert every([a, some([a, b])]) is some([a, every([a, b])]) is a
        assert a.negated.negated is a


def test_what_is_open_stays_open_where_two_valued_logic_would_decide() -> None:
    assert some([U, U.negated]) is U
    assert every([U, U.negated]) is U


def test_to_know_more_only_moves_what_was_open() -> None:
    for size in (1, 2, 3):
        for told in product(ALL, repeat=size):
            for later in product(*[(T, F) if one is U else (one,) for one in told]):
                for before, after in ((every(told), every(later)), (some(told), some(later))):
                    assert before in (U, after)


def test_counts_are_sure_possible_or_out_of_reach() -> None:
    table = {
        (1, 0, 0): F,
        (1, 0, 1): U,
        (1, 1, 1): T,
        (3, 2, 2): F,
        (3, 2, 3): U,
        (3, 3, 9): T,
        (3, 0, 2): F,
    }
    assert {told: at_least(*told) for told in table} == table


POLICIES = release().policies
DATA = RICH["data"] | {"gi_marks": known([{"name": "河套向日葵"}])}


def about(names: tuple[str, ...]) -> Enterprise:
    return enterprise(**{name: DATA[name] for name in names})


def test_each_further_datum_only_settles_what_was_open() -> None:
    """From nothing known to everything: a line that was settled never changes, so true stays true."""
    names = sorted(DATA)
    for policy in POLICIES:
        for turn in range(len(names)):
            order = (*names[turn:], *names[:turn])
            steps = [match(policy.conditions, about(order[:size]), TODAY) for size in range(len(order) + 1)]
            for before, after in pairwise(steps):
                for old, new in zip(before.lines, after.lines, strict=True):
                    assert old.truth in (U, new.truth)
            assert steps[0].truth is U


def test_who_is_not_known_at_all_fails_nowhere() -> None:
    for policy in POLICIES:
        found = match(policy.conditions, enterprise(), TODAY)
        assert found.truth is U
        assert {line.truth for line in found.lines} == {U}
        assert all(line.needs for line in found.open)


def _value_test(op: str, value: int) -> dict[str, object]:
    return {"text": "数额", "settled_by": "凭证", "datum": "tax", "op": op, "value": value}


def _record_test(op: str, value: int, least: int) -> dict[str, object]:
    where = [{"part": "amount", "op": "ge", "value": least}]
    return {
        "text": "记录",
        "settled_by": "清单",
        "datum": "pledges",
        "op": op,
        "value": value,
        "where": where,
    }


def _group(join: str, inner: list[dict[str, object]]) -> dict[str, object]:
    return {"text": "组", join: inner[:1] if join == "not" else inner}


def _drawn(draw: Draw, depth: int = 1) -> dict[str, object]:
    """A condition up to three deep."""
    kind = draw.whole(0, 2)
    if kind == 0:
        return _value_test(draw.one_of(("ge", "le", "eq", "ne")), draw.whole(0, 5))
    if kind == 1 or depth == 3:
        op = draw.one_of(("exists", "not_exists", "count_ge"))
        return _record_test(op, draw.whole(1, 3), draw.whole(0, 5))
    join, count = draw.one_of(("all", "any", "not")), draw.whole(1, 2)
    return _group(join, [_drawn(draw, depth + 1) for _ in range(count)])


def _coded(plain: dict[str, object], path: str = "c") -> dict[str, object]:
    """The same with a code of its own for every condition."""
    told = plain | {"code": path}
    for join in ("all", "any", "not"):
        inner = told.get(join)
        if isinstance(inner, list):
            told[join] = [_coded(one, f"{path}.{at}") for at, one in enumerate(inner)]
    return told


@by_chance(60)
def test_a_list_that_grows_and_a_datum_that_comes_never_unsay(draw: Draw) -> None:
    plain, tax = _drawn(draw), draw.one_of((None, *range(6)))
    first, later = draw.some(range(6), 4), draw.some(range(6), 4)
    asked = (condition(**_coded(plain)),)
    records = [{"amount": one} for one in first]
    poor = {"pledges": known(records, complete=False)}
    rich = {"pledges": known(records + [{"amount": one} for one in later])}
    if tax is not None:
        rich["tax"] = known(tax)
    before = match(asked, enterprise(**poor), TODAY)
    after = match(asked, enterprise(**rich), TODAY)
    for old, new in zip(before.lines, after.lines, strict=True):
        assert old.truth in (U, new.truth)


def test_a_paper_on_the_desk_settles_what_is_open_and_nothing_else() -> None:
    policy = POLICIES[0]
    seen = {line.code: Sighted(False, "证明") for line in match(policy.conditions, about(()), TODAY).lines}
    rich = match(policy.conditions, enterprise(**RICH["data"]), TODAY)
    again = match(policy.conditions, enterprise(**RICH["data"]), TODAY, seen)
    assert rich == again
    bare = match(
        policy.conditions, enterprise(**BARE["data"]), TODAY, {"c2": Sighted(True, "质押登记通知书")}
    )
    lines = {line.code: line for line in bare.lines}
    assert (lines["c2"].truth, lines["c2"].by_hand, lines["c2"].source) == (T, True, "质押登记通知书")
    assert lines["c2"].as_of == TODAY
    assert lines["c3"].truth is U
    refuted = match(policy.conditions, enterprise(**BARE["data"]), TODAY, {"c3": Sighted(False, "信用报告")})
    assert refuted.truth is F


def test_a_group_cannot_be_settled_by_a_paper() -> None:
    told = match(POLICIES[0].conditions, enterprise(), TODAY, {"c4": Sighted(True, "证明")})
    assert {line.code: line.truth for line in told.lines}["c4"] is U
