"""What mending must hold: both values true, nothing fixed touched, no paper left that says otherwise."""

from outlet_app.domain import course_entries
from outlet_app.domain.amending import MATTER, access, is_posted_late, may_change_matter, written
from outlet_app.domain.applicant import IdKind
from outlet_app.domain.contents.dispatch import content
from outlet_app.domain.dossier import Case
from outlet_app.domain.entry_fields import AGENT
from outlet_app.domain.events import (
    Amended,
    CorrectionUndone,
    DecisionUndone,
    FieldChange,
    MaterialChange,
    PaperVoided,
    Reopened,
    Voided,
)
from outlet_app.domain.materials import MaterialState
from outlet_app.domain.problems import Refusal
from outlet_app.domain.taking import papers_since


@content.register
def _(fact: Amended, case: Case) -> Refusal | None:
    if not (fact.changes or fact.materials):
        return Refusal("amend.nothing")
    fields = [one.field for one in fact.changes]
    codes = [one.after.code for one in fact.materials]
    if len(set(fields)) < len(fields) or len(set(codes)) < len(codes):
        return Refusal("amend.outdated")
    told = (*(_field(one, case) for one in fact.changes), *(_row(one, case) for one in fact.materials))
    return next((refusal for refusal in told if refusal), None) or _whole(fact, case)


@content.register
def _(fact: Voided, _case: Case) -> Refusal | None:
    return None if fact.reason.strip() else Refusal("void.reason_missing")


@content.register
def _(fact: Reopened, _case: Case) -> Refusal | None:
    return None if fact.reason.strip() else Refusal("reopen.reason_missing")


@content.register
def _(fact: PaperVoided, case: Case) -> Refusal | None:
    if fact.number not in {paper.number for paper in case.papers}:
        return Refusal("paper.unknown")
    if fact.number in case.void_papers:
        return Refusal("paper.void")
    return None if fact.reason.strip() else Refusal("void.reason_missing")


@content.register
def _(fact: DecisionUndone, case: Case) -> Refusal | None:
    """Only the very last decision, and no paper of it may still count."""
    last = case.last_decision
    if last is None or last.op_id != fact.op_id:
        return Refusal("undo.not_last")
    return Refusal("undo.paper_out") if case.papers_of_decision else None


@content.register
def _(fact: CorrectionUndone, case: Case) -> Refusal | None:
    """Only the very last step; what came counts for the other children of a package too."""
    last = case.last_taking
    if last is None or last.op_id != fact.op_id:
        return Refusal("untake.not_last")
    if case.joined is not None:
        return Refusal("untake.package")
    if not fact.reason.strip():
        return Refusal("untake.no_reason")
    return Refusal("untake.paper_out") if papers_since(case) else None


def _field(change: FieldChange, case: Case) -> Refusal | None:
    found = access(case, change.field)
    if found is None or (change.field == "answer" and not case.answer):
        return Refusal("amend.fixed")
    if change.before != found.read(case):
        return Refusal("amend.outdated")
    return Refusal("amend.nothing") if change.before == change.after else None


def _row(change: MaterialChange, case: Case) -> Refusal | None:
    """The paper stays what it was: only what was written about it was wrong."""
    before, after = change.before, change.after
    if before not in case.materials or (before.code, before.version) != (after.code, after.version):
        return Refusal("amend.outdated")
    if not case.is_open:
        return Refusal("amend.ended")
    undecided = after.state is MaterialState.UNDECIDED
    return Refusal("amend.nothing") if undecided or before == after else None


def _whole(fact: Amended, case: Case) -> Refusal | None:
    """What the fields make together: readable, a number that fits its bearer, a sub-item of the item."""
    try:
        after = written(case, fact.changes)
    except ValueError:
        return Refusal("amend.value")
    fields = {one.field for one in fact.changes}
    if "incoming_posted" in fields and is_posted_late(after):
        return Refusal("amend.value")
    return (
        _party(after, fields)
        or _entries(after, fields)
        or (_matter(case, after) if MATTER & fields else None)
    )


def _party(after: Case, fields: set[str]) -> Refusal | None:
    """Bodies carry a 统一社会信用代码, persons any other paper; an agent has a name."""
    told = after.registered
    read_from = told.applicant.id_kind
    fits = read_from is IdKind.NONE or (read_from is IdKind.USCC) == told.applicant.kind.is_body
    if "applicant.kind" in fields and not fits:
        return Refusal("amend.identifier")
    nameless = told.agent is not None and not told.agent.name.strip()
    return Refusal("amend.agent_nameless") if nameless and fields & set(AGENT) else None


def _entries(after: Case, fields: set[str]) -> Refusal | None:
    """Every entry touched holds what it had to hold when it was written."""
    touched = dict.fromkeys(told[0] for told in map(course_entries.split, sorted(fields)) if told)
    found = (course_entries.refused(after, place) for place in touched)
    return next((refusal for refusal in found if refusal), None)


def _matter(case: Case, after: Case) -> Refusal | None:
    if not may_change_matter(case):
        return Refusal("amend.matter_fixed")
    told = after.registered
    item = told.sub_item.partition(".")[0] if told.sub_item else "0"
    return None if item == str(told.item) else Refusal("amend.value")
