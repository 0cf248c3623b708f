"""不予支持 and 终止办理: to whom they are offered, and what they make of a case (domain.md §15.1)."""

from datetime import date

from test_state_matrix import LIVES

from outlet_app.domain.case import apply, judge
from outlet_app.domain.events import Closed, ResultReached, Terminated
from outlet_app.domain.forms.ending import DENY, TERMINATE, TOLD, Ground
from outlet_app.domain.forms.reading import missing, problems
from outlet_app.domain.forms.told import misfits
from outlet_app.domain.marking import marked
from outlet_app.domain.offers import offered
from outlet_app.domain.people import Person, Role
from outlet_app.domain.states import State
from tests.domain.tables import each
from tests.support.builders import CLERK, OUTLET, SUPERVISOR, event

DAY = date(2026, 11, 20)
ME = Person(CLERK, "苏日娜", frozenset({Role.CLERK}))
HEAD = Person(SUPERVISOR, "高云飞", frozenset({Role.SUPERVISOR}))
STEPS = {"deny", "terminate"}
BOTH, ENDS = {"deny", "terminate"}, {"terminate"}
# By the short names of the matrix of states; the case there is a question where it can be one.
FOR_THE_HEAD: dict[str, set[str]] = {
    "REG": set(), "REC": ENDS, "COR": ENDS, "ACC": ENDS, "DEF": ENDS, "CAF": ENDS, "WRK": ENDS, "SUS": ENDS,
    "TRF": set(), "OK": set(), "NO": set(), "TRK": ENDS, "CLO": set(), "REJ": set(), "WIT": set(),
    "TER": set(),
}  # fmt: skip


def test_to_end_what_nobody_withdrew_is_offered_to_a_head_alone() -> None:
    told = {short: set(offered(case, HEAD, DAY, OUTLET)) & STEPS for short, case in LIVES.items()}
    assert told == FOR_THE_HEAD
    assert {short: set(offered(case, ME, DAY, OUTLET)) & ENDS for short, case in LIVES.items()} == {
        short: set() for short in LIVES
    }


@each("short", ["ACC", "WRK"])
def test_a_matter_that_is_no_question_can_be_closed_without_support(short: str) -> None:
    case = LIVES[short]
    plain = marked(case, registered=marked(case.registered, consulting=False))
    assert set(offered(plain, ME, DAY, OUTLET)) & STEPS == {"deny"}
    assert set(offered(plain, HEAD, DAY, OUTLET)) & STEPS == BOTH
    assert "deny" not in offered(case, ME, DAY, OUTLET), "a question is ended by its answer"
    assert not set(offered(plain, HEAD, DAY, "1508001001")) & STEPS, "another outlet only looks on"


@each("short", [short for short, steps in FOR_THE_HEAD.items() if steps])
def test_what_is_offered_is_let(short: str) -> None:
    fact = Terminated("联系不上申请人：三次电话未接")
    told = event(fact, minutes=99, actor=SUPERVISOR)
    assert judge(LIVES[short], told) is None
    after = apply(LIVES[short], told)
    assert (after.state, after.outcome, after.ended_at) == (State.TERMINATED, fact.reason, told.at)


def test_a_result_without_support_is_closed_as_one() -> None:
    case = apply(LIVES["WRK"], event(ResultReached(False, "现有证据不足"), minutes=99))
    assert case.state is State.RESULT_NO
    closed = apply(case, event(Closed("现有证据不足"), minutes=99))
    assert (closed.state, closed.outcome) == (State.CLOSED, "现有证据不足")


@each(
    ("fact", "wanted"),
    [
        (Terminated("联系不上申请人：三次电话未接"), {}),
        (Terminated(" "), {"reason": "field.missing"}),
        (Terminated("长" * 301), {"reason": "text.too_long"}),
        (Terminated("好\U0001f33b"), {"reason": "text.emoji"}),
    ],
)
def test_what_a_reason_must_be(fact: Terminated, wanted: dict[str, str]) -> None:
    assert {name: one.code for name, one in misfits(fact, DAY).items()} == wanted


def test_what_the_sheets_ask() -> None:
    assert set(missing(TERMINATE, {})) == {"ground", "note"}
    assert set(missing(DENY, {})) == {"outcome"}
    assert not missing(TERMINATE, {"ground": Ground.MOOT, "note": "商标已注销"})
    assert {name: one.code for name, one in problems(DENY, {"outcome": "由" * 501}, DAY).items()} == {
        "outcome": "text.too_long"
    }
    assert {name: one.code for name, one in problems(TERMINATE, {"note": "由" * 201}, DAY).items()} == {
        "note": "text.too_long"
    }
    assert set(TOLD) == {Terminated}
