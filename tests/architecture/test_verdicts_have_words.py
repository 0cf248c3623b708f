"""What the city may answer to an event is told by its reason, not by a number."""

import pytest

from outlet_app.sync.wire import Verdict, VerdictCode
from outlet_app.wording import sync
from tests.architecture.codes import made_by
from tests.architecture.house import modules

# The city refuses with the domain's own codes, and with those of the treaty.
JUDGED = {one.code for module in modules("outlet_app/domain") for one in made_by(module, "Refusal")}
CODES = sorted(JUDGED | {code.value for code in VerdictCode})
BY_NUMBER = "市级服务器未接收"


@pytest.mark.parametrize("code", CODES)
def test_a_verdicts_code_says_what_happened_and_what_to_do(code: str) -> None:
    happened, to_do = sync.reason(code)
    assert not happened.startswith(BY_NUMBER)
    assert happened
    assert to_do
    assert not (happened + to_do).endswith("。")


def test_a_code_of_a_later_city_is_told_by_its_number() -> None:
    assert sync.reason("NEW_CODE")[0] == f"{BY_NUMBER}，编号 NEW_CODE"


@pytest.mark.parametrize("verdict", Verdict)
def test_no_answered_event_is_shown_as_waiting(verdict: Verdict) -> None:
    shown = {"applied": "sent", "applied_warn": "sent_with_hint", "parked": "parked", "rejected": "needs_you"}
    assert sync.group_of(shown[verdict.value]) != "waiting"
