"""The second and later notices of a case: why each line stands there, and whether somebody overlooked it."""

from collections.abc import Iterable, Mapping

from outlet_app.domain.catalogue import PaperForm, SubItem
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import NoticeLine
from outlet_app.domain.materials import NOT_HANDED_IN, CheckedMaterial, Defect, MaterialState, NoticeCause
from outlet_app.domain.only_once import Finding, causes, findings

# From what nobody is to blame for to what somebody overlooked (domain.md §2.6).
GRAVITY = (
    NoticeCause.CORRECTION_INCOMPLETE,
    NoticeCause.NEW_MATERIAL_DEFECT,
    NoticeCause.APPLICANT_CHANGED_REQUEST,
    NoticeCause.LIST_OR_LAW_CHANGED,
    NoticeCause.BREACH_SECOND_NOTICE,
)


def explain(case: Case, row: CheckedMaterial, list_changed: bool = False) -> Mapping[Finding, NoticeCause]:
    """Say of every defect of a row why the next notice has to name it; empty where the row is in order.

    What lay on the desk at the first notice is what the clerk saw then. list_changed: the list or the
    law asks for more of this material than it did when the case was registered.
    """
    first = dict(case.first_versions)
    return causes([row], told(case), first, case.request_changed, list_changed)


def list_changed(then: SubItem | None, now: SubItem | None, code: str) -> bool:
    """Tell whether the list in force asks otherwise for a material than the release of the case did."""
    asked_then = {one.code: one for one in then.materials} if then else {}
    asked_now = {one.code: one for one in now.materials} if now else {}
    return code in asked_now and asked_now[code] != asked_then.get(code)


def told(case: Case) -> frozenset[Finding]:
    """Everything the notices of the case have said so far."""
    lines = (line for given in case.notices for line in given.lines)
    return frozenset[Finding]().union(*(findings(line.code, defects_of(line)) for line in lines))


def gravest(found: Iterable[NoticeCause]) -> NoticeCause | None:
    """The cause that counts for a whole line: one overlooked defect makes the line a breach."""
    return max(found, key=GRAVITY.index, default=None)


def cause_of(case: Case, line: NoticeLine, list_changed: bool = False) -> NoticeCause | None:
    """The cause of a line as the case's own history shows it."""
    return gravest(explain(case, row_of(line), list_changed).values())


def is_milder(claimed: NoticeCause | None, shown: NoticeCause | None) -> bool:
    """Tell whether a line claims less than the history shows; a line without a cause claims nothing."""
    if shown is None:
        return False
    return claimed is None or GRAVITY.index(claimed) < GRAVITY.index(shown)


def claimable(shown: NoticeCause) -> tuple[NoticeCause, ...]:
    """The causes a clerk may choose from: of a list or a law that changed the record may know nothing."""
    if shown is NoticeCause.BREACH_SECOND_NOTICE:
        return (NoticeCause.BREACH_SECOND_NOTICE, NoticeCause.LIST_OR_LAW_CHANGED)
    return (shown,)


def row_of(line: NoticeLine) -> CheckedMaterial:
    """The row of the checklist that a line was written from, as far as its defects go."""
    return CheckedMaterial(
        line.code, line.name, line.state, PaperForm.ORIGINAL, line.copies,
        version=line.material_version, defects=line.defects,
    )  # fmt: skip


def defects_of(line: NoticeLine) -> tuple[Defect, ...]:
    """What a line says is wrong; a missing material is D01, whatever was written beside it."""
    return (Defect(NOT_HANDED_IN),) if line.state is MaterialState.MISSING else line.defects
