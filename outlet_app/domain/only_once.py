"""The 'only once' rule as an algorithm: why a defect stands in a second notice (domain.md §2.6)."""

from collections.abc import Iterable, Mapping

from outlet_app.domain.frozen import dataclass
from outlet_app.domain.materials import OTHER_DEFECT, CheckedMaterial, Defect, NoticeCause


@dataclass(frozen=True, slots=True)
class Finding:
    """One defect of one material, as told in a notice or about to be.

    Two D99 are the same defect only with the same remark, or the catch-all code would hide new demands.
    """

    material: str
    defect: str
    remark: str = ""


def findings(code: str, defects: Iterable[Defect]) -> frozenset[Finding]:
    """Return a material's defects as findings that can be compared between notices."""
    return frozenset(
        Finding(code, one.code, one.remark.strip() if one.code == OTHER_DEFECT else "") for one in defects
    )


def causes(
    now: Iterable[CheckedMaterial],
    told: Iterable[Finding],
    versions_at_first_check: Mapping[str, int],
    request_changed: bool = False,
    list_changed: bool = False,
) -> dict[Finding, NoticeCause]:
    """Explain every defect of notice n ≥ 2, exactly as domain.md §2.6 orders the questions.

    told: everything in the notices before; versions_at_first_check: material code → version at check 1
    (a material that was not on that list has none).
    """
    earlier = frozenset(told)
    changed = _outside_cause(request_changed, list_changed)

    def cause(row: CheckedMaterial, finding: Finding) -> NoticeCause:
        if finding in earlier:
            return NoticeCause.CORRECTION_INCOMPLETE
        if row.version > versions_at_first_check.get(row.code, row.version):
            return NoticeCause.NEW_MATERIAL_DEFECT
        return changed

    rows = (row for row in now if row.needs_correction)
    return {finding: cause(row, finding) for row in rows for finding in findings(row.code, row.found)}


def _outside_cause(request_changed: bool, list_changed: bool) -> NoticeCause:
    if request_changed:
        return NoticeCause.APPLICANT_CHANGED_REQUEST
    if list_changed:
        return NoticeCause.LIST_OR_LAW_CHANGED
    return NoticeCause.BREACH_SECOND_NOTICE


def breaches(explained: Mapping[Finding, NoticeCause]) -> tuple[Finding, ...]:
    """Return the findings that need a supervisor's approval and reason before the notice is printed."""
    found = (one for one, cause in explained.items() if cause is NoticeCause.BREACH_SECOND_NOTICE)
    return tuple(sorted(found, key=lambda one: (one.material, one.defect, one.remark)))
