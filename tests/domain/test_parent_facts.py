"""Every fact there is, on a parent of a package: what may stand there is written out, all else is refused."""

from outlet_app.domain.case import Case, apply
from outlet_app.domain.events import FACTS, Registered
from outlet_app.domain.following import follows_only
from tests.domain.test_case import SAMPLES
from tests.support.builders import event, registered
from tests.support.packaged import JOINED, OPENED

ON_PARENT = """
amended attachment_added attachment_voided closed delay_explained due_recomputed materials_checked
member_added member_exchanged member_stood package_noticed paper_issued paper_voided print_failed
review_ended review_offered time_confirmed voided retimed refusal_settled
"""
ELSEWHERE = """
accepted accepted_deficient answered_on_spot checks_due consequence_drawn correction_taken credit_repaired
decision_undone deemed_accepted deemed_withdrawn defence_heard discredit_dropped discredit_proposed
discredited
feedback_given follow_up_visited materials_taken notice_given package_joined package_opened paused
pledge_checked pledge_made registered rejected reopened result_collected result_reached resumed stage_reached
stage_summarised supplement_extended supplement_lapsed supplement_reminded supplement_taken terminated
tracking_planned tracking_started transfer_returned transfer_seen transfer_taken transfer_withdrawn
transferred_out withdrawn work_started
"""
# Said of every case that anybody may say before it is asked what stands on a parent.
CLOSING = {"closed": "package.children_open", "voided": "package.children_first"}


def parent() -> Case:
    case = apply(None, event(registered(item=0, sub_item="")))
    return apply(case, event(OPENED, minutes=1))


def child() -> Case:
    return apply(apply(None, event(registered())), event(JOINED, minutes=1))


def refusals(case: Case) -> dict[str, str]:
    found: dict[str, str] = {}
    for fact in SAMPLES:
        if not isinstance(fact, Registered):
            said = follows_only(case, fact)
            found[fact.KIND] = said.code if said else ""
    return found


def test_what_may_stand_on_a_parent_is_this_and_nothing_else() -> None:
    found = refusals(parent())
    allowed = {kind for kind, code in found.items() if code != "package.follows"}
    assert allowed == set(ON_PARENT.split())
    assert {kind: code for kind, code in found.items() if code and kind in allowed} == CLOSING


def test_every_fact_of_today_was_looked_at() -> None:
    """A fact that comes later is refused on a parent until somebody says otherwise here."""
    named = {*ON_PARENT.split(), *ELSEWHERE.split()}
    assert set(ELSEWHERE.split()) <= set(FACTS)
    assert named & set(FACTS) == named
    assert all(code == "package.follows" for kind, code in refusals(parent()).items() if kind not in named)


def test_any_other_case_is_bound_by_none_of_it() -> None:
    alone = apply(None, event(registered()))
    assert set(refusals(alone).values()) == {""}
    assert set(refusals(child()).values()) == {""}
