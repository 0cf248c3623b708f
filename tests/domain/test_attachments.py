"""Attachments of a case: what may be added, what counts, in which order, and what is still to be sent."""

from dataclasses import replace

from outlet_app.domain.attachments import (
    MOST_BYTES,
    MOST_PAGES,
    Arrival,
    arrival,
    counting,
    next_order,
    of_material,
)
from outlet_app.domain.case import apply, fold, judge
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import (
    Accepted,
    AnsweredOnSpot,
    CaseEvent,
    DecisionUndone,
    Fact,
    MaterialsChecked,
    MaterialsTaken,
    TransferredOut,
    Voided,
)
from outlet_app.domain.facts.attachment import AttachmentAdded, AttachmentVoided
from outlet_app.domain.problems import Refusal
from tests.domain.tables import each
from tests.support.builders import CLERK, SUPERVISOR, event, material, registered

CHECKED = MaterialsChecked(1, (material(), material(code="8.2-M2")))
LIKENESS = AttachmentAdded("8.2-M1", "a" * 64, 412_000, 2, order=1)
OPENING: tuple[Fact, ...] = (registered(), CHECKED)


def told(*facts: Fact) -> list[CaseEvent]:
    """These facts as events, named op-0, op-1 …"""
    return [replace(event(fact, minutes=n), op_id=f"op-{n}") for n, fact in enumerate(facts)]


def after(*facts: Fact) -> Case:
    """The case of these facts."""
    return fold(told(*facts))


def refusal(case: Case, fact: Fact) -> str:
    """The code of the refusal, empty for none."""
    said = judge(case, event(fact, minutes=90))
    return said.code if said else ""


@each(
    ("fact", "code"),
    [
        (LIKENESS, ""),
        (replace(LIKENESS, material="8.2-M2"), ""),
        (replace(LIKENESS, material=""), ""),
        (replace(LIKENESS, material="8.2-M9"), "attachment.no_such_material"),
        (replace(LIKENESS, material=" "), "attachment.no_such_material"),
        (replace(LIKENESS, sha256=""), "attachment.malformed"),
        (replace(LIKENESS, sha256="a" * 63), "attachment.malformed"),
        (replace(LIKENESS, sha256="a" * 65), "attachment.malformed"),
        (replace(LIKENESS, sha256="A" * 64), "attachment.malformed"),
        (replace(LIKENESS, sha256="g" * 64), "attachment.malformed"),
        (replace(LIKENESS, sha256="../" + "a" * 61), "attachment.malformed"),
        (replace(LIKENESS, size=0), "attachment.malformed"),
        (replace(LIKENESS, size=-1), "attachment.malformed"),
        (replace(LIKENESS, size=1), ""),
        (replace(LIKENESS, size=MOST_BYTES), ""),
        (replace(LIKENESS, size=MOST_BYTES + 1), "attachment.malformed"),
        (replace(LIKENESS, pages=0), "attachment.malformed"),
        (replace(LIKENESS, pages=MOST_PAGES), ""),
        (replace(LIKENESS, pages=MOST_PAGES + 1), "attachment.malformed"),
        (replace(LIKENESS, mime="text/html"), "attachment.malformed"),
        (replace(LIKENESS, mime=""), "attachment.malformed"),
        (replace(LIKENESS, order=-1), "attachment.malformed"),
        (replace(LIKENESS, order=0), ""),
        (AttachmentVoided("op-2", "扫描不清"), "attachment.unknown"),
        (AttachmentVoided("", "扫描不清"), "attachment.unknown"),
        (AttachmentVoided("op-1", "扫描不清"), "attachment.unknown"),
    ],
)
def test_what_an_attachment_must_hold(fact: Fact, code: str) -> None:
    assert refusal(after(*OPENING), fact) == code


def test_a_refusal_names_the_row_that_is_not_there() -> None:
    said = judge(after(*OPENING), event(replace(LIKENESS, material="8.2-M9")))
    assert said == Refusal("attachment.no_such_material", {"material": "8.2-M9"})


def test_the_same_bytes_stand_once_under_a_row_and_may_stand_under_another() -> None:
    case = after(*OPENING, LIKENESS)
    assert refusal(case, replace(LIKENESS, order=2)) == "attachment.there_already"
    assert refusal(case, replace(LIKENESS, material="8.2-M2")) == ""
    assert refusal(case, replace(LIKENESS, material="")) == ""
    assert refusal(case, replace(LIKENESS, sha256="b" * 64)) == ""


def test_what_was_voided_may_be_added_again_but_not_voided_again() -> None:
    case = after(*OPENING, LIKENESS, AttachmentVoided("op-2", "放错材料"))
    assert refusal(case, LIKENESS) == ""
    assert refusal(case, AttachmentVoided("op-2", "再作废")) == "attachment.void_already"


@each("reason", ["", " ", "\u3000", "\n"])
def test_nothing_is_voided_without_a_reason(reason: str) -> None:
    assert (
        refusal(after(*OPENING, LIKENESS), AttachmentVoided("op-2", reason))
        == "attachment.void_without_reason"
    )


def test_a_case_without_a_checklist_takes_what_belongs_to_no_row() -> None:
    case = after(registered(), AnsweredOnSpot("可以网上办理。"))
    assert refusal(case, replace(LIKENESS, material="")) == ""
    assert refusal(case, LIKENESS) == "attachment.no_such_material"


def test_an_ended_case_still_takes_a_scan_and_a_voided_one_does_not() -> None:
    ended = after(registered(), AnsweredOnSpot("可以网上办理。"))
    assert refusal(ended, replace(LIKENESS, material="")) == ""
    void = after(registered(), CHECKED, LIKENESS, Voided("duplicate"))
    assert refusal(void, replace(LIKENESS, sha256="b" * 64)) == "state.guard"
    assert refusal(void, AttachmentVoided("op-2", "扫描不清")) == "state.guard"


def test_an_attachment_moves_nothing() -> None:
    before = after(*OPENING, MaterialsTaken())
    case = apply(before, replace(event(LIKENESS, minutes=3, actor=SUPERVISOR), op_id="op-9"))
    same = ("state", "decision", "handler", "materials", "dues", "last_decision", "received_at", "served")
    assert {name: getattr(case, name) for name in same} == {name: getattr(before, name) for name in same}
    (one,) = case.attachments
    assert (one.attachment_id, one.fact, one.by, one.void_reason) == ("op-9", LIKENESS, SUPERVISOR, "")


def test_the_void_stays_listed_with_its_reason() -> None:
    other = replace(LIKENESS, sha256="b" * 64, order=2)
    case = after(*OPENING, LIKENESS, other, AttachmentVoided("op-2", "扫描不清"))
    assert [(one.attachment_id, one.void_reason) for one in case.attachments] == [
        ("op-2", "扫描不清"),
        ("op-3", ""),
    ]
    assert [one.attachment_id for one in counting(case.attachments)] == ["op-3"]


def test_a_scan_after_a_decision_leaves_it_to_be_undone_and_outlives_it() -> None:
    decided = told(*OPENING, MaterialsTaken(), Accepted(), LIKENESS)
    case = fold(decided)
    assert case.last_decision is not None
    undone = apply(case, event(DecisionUndone(case.last_decision.op_id, "点错"), minutes=9))
    assert [one.attachment_id for one in undone.attachments] == ["op-4"]
    assert not undone.accepted_at


def test_another_outlet_may_attach_to_a_case_it_sees() -> None:
    case = after(*OPENING, TransferredOut("1508001001", "", "市级窗口", "需专业人员答复"))
    elsewhere = replace(event(LIKENESS, minutes=9), outlet="1508001001", actor="1508020001")
    assert judge(case, elsewhere) is None


def test_rows_in_their_order_then_by_time() -> None:
    facts = (
        replace(LIKENESS, sha256="1" * 64, order=3),
        replace(LIKENESS, sha256="2" * 64, order=1),
        replace(LIKENESS, sha256="3" * 64, material="", order=1),
        replace(LIKENESS, sha256="4" * 64, order=1),
        replace(LIKENESS, sha256="5" * 64, material="8.2-M2", order=0),
    )
    case = after(*OPENING, *facts)
    assert [one.fact.sha256[0] for one in counting(case.attachments)] == ["3", "2", "4", "1", "5"]
    assert [one.fact.sha256[0] for one in of_material(case.attachments, "8.2-M1")] == ["2", "4", "1"]
    assert of_material(case.attachments, "8.2-M9") == ()


def test_the_next_stands_behind_all_a_row_ever_had() -> None:
    case = after(*OPENING, replace(LIKENESS, order=4), AttachmentVoided("op-2", "扫描不清"))
    asked = ("8.2-M1", "8.2-M2", "")
    assert {row: next_order(case.attachments, row) for row in asked} == {"8.2-M1": 5, "8.2-M2": 1, "": 1}


@each(
    ("arrived", "left"),
    [
        ((), Arrival(2, 2)),
        (("1" * 64,), Arrival(1, 2)),
        (("1" * 64, "2" * 64), Arrival(0, 2)),
        (("3" * 64,), Arrival(2, 2)),
        (("3" * 64, "2" * 64, "9" * 64), Arrival(1, 2)),
    ],
)
def test_what_is_still_to_be_sent_counts_files_and_not_what_is_void(
    arrived: tuple[str, ...], left: Arrival
) -> None:
    facts = (
        replace(LIKENESS, sha256="1" * 64),
        replace(LIKENESS, sha256="1" * 64, material="8.2-M2"),
        replace(LIKENESS, sha256="2" * 64),
        replace(LIKENESS, sha256="3" * 64),
        AttachmentVoided("op-5", "放错"),
    )
    assert arrival(after(*OPENING, *facts).attachments, arrived) == left


def test_a_case_without_attachments_waits_for_nothing() -> None:
    assert arrival(after(*OPENING).attachments, ()) == Arrival(0, 0)


def test_the_fact_keeps_its_name_and_its_meaning() -> None:
    assert (AttachmentAdded.KIND, AttachmentAdded.KV) == ("attachment_added", 1)
    assert (AttachmentVoided.KIND, AttachmentVoided.KV) == ("attachment_voided", 1)
    assert AttachmentAdded("", "0" * 64, 1, 1) == AttachmentAdded("", "0" * 64, 1, 1, "application/pdf", 0)
    assert event(LIKENESS).actor == CLERK
