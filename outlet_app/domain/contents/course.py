"""What checks, notices and promises must hold."""

from outlet_app.domain.contents.dispatch import content
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import MaterialsChecked, NoticeGiven
from outlet_app.domain.materials import NoticeCause
from outlet_app.domain.problems import Refusal
from outlet_app.domain.second_notice import cause_of, is_milder


@content.register
def _(fact: MaterialsChecked, case: Case) -> Refusal | None:
    if fact.check == case.checks + 1:
        return None
    return Refusal("check.order", {"check": fact.check, "expected": case.checks + 1})


@content.register
def _(fact: NoticeGiven, case: Case) -> Refusal | None:
    """The notices of a case are counted, say something, and tell late what was visible only when approved."""
    expected = len(case.notices) + 1
    if fact.ordinal != expected:
        return Refusal("notice.order", {"n": fact.ordinal, "expected": expected})
    if not fact.lines:
        return Refusal("notice.empty")
    if _breaks_only_once(fact) and not (fact.breach_reason.strip() and fact.approved_by):
        return Refusal("notice.second_needs_approval")
    return _unexplained(fact, case)


def _unexplained(fact: NoticeGiven, case: Case) -> Refusal | None:
    """No line of a later notice may claim a milder cause than the case's own history shows (§2.6)."""
    if fact.ordinal == 1:
        return None
    for line in fact.lines:
        shown = cause_of(case, line, list_changed=line.cause is NoticeCause.LIST_OR_LAW_CHANGED)
        if is_milder(line.cause, shown):
            return Refusal("notice.cause_wrong", {"name": line.name})
    return None


def _breaks_only_once(fact: NoticeGiven) -> bool:
    return any(line.cause is NoticeCause.BREACH_SECOND_NOTICE for line in fact.lines)
