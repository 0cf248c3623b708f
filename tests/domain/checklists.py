"""Rows of a checklist, and checklists by chance, for tests of what is owed and what is told."""

from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.marking import marked
from outlet_app.domain.materials import CheckedMaterial, Defect, MaterialState
from tests.domain.chance import Draw

UNSIGNED = Defect("D04")
UNSTAMPED = Defect("D05")


def row(
    code: str,
    state: MaterialState,
    *defects: Defect,
    core: bool = True,
    may_follow: bool = False,
    may_pledge: bool = True,
    version: int = 1,
) -> CheckedMaterial:
    plain = CheckedMaterial(code, "paper", state, PaperForm.ORIGINAL, 1, version=version, defects=defects)
    return marked(plain, core=core, may_follow=may_follow, may_pledge=may_pledge)


def secondary(code: str, state: MaterialState, *defects: Defect) -> CheckedMaterial:
    return row(code, state, *defects, core=False, may_follow=True)


STATES, DEFECTS = tuple(MaterialState), (Defect("D02"), UNSIGNED, UNSTAMPED)


def drawn(draw: Draw) -> list[CheckedMaterial]:
    """Up to three rows by chance, each with a code of its own."""
    rows = {
        code: row(code, draw.one_of(STATES), draw.one_of(DEFECTS), version=draw.whole(1, 3))
        for code in draw.some("abc", 3)
    }
    return list(rows.values())
