"""Problems and refusals are values that say a code and its arguments."""

import pytest

from outlet_app.domain.problems import Problem, Refusal, Refused


def test_a_problem_blocks_unless_it_is_soft() -> None:
    assert not Problem("id.short", {"n": 1}).soft
    assert Problem("patent.check_digit", soft=True).soft


def test_problems_with_the_same_code_and_arguments_are_the_same() -> None:
    assert Problem("id.short", {"n": 1}) == Problem("id.short", {"n": 1})
    assert Problem("id.short", {"n": 1}) != Problem("id.short", {"n": 2})


def test_a_raised_refusal_carries_its_value() -> None:
    refusal = Refusal("case.closed", {"case_no": "HH05-20261122-010017-T"})
    with pytest.raises(Refused, match=r"case\.closed") as raised:
        raise Refused(refusal)
    assert raised.value.refusal is refusal
