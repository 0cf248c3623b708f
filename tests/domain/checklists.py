"""Rows of a checklist, and checklists by chance, for tests of what is owed and what is told."""

from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st

from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.materials import CheckedMaterial, Defect, MaterialState

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
    return replace(plain, core=core, may_follow=may_follow, may_pledge=may_pledge)


def secondary(code: str, state: MaterialState, *defects: Defect) -> CheckedMaterial:
    return row(code, state, *defects, core=False, may_follow=True)


few = settings(max_examples=12, deadline=None)
CODES = st.sampled_from("abc")
ROWS = st.lists(
    st.builds(
        lambda code, state, defect, version: row(code, state, Defect(defect), version=version),
        CODES,
        st.sampled_from(MaterialState),
        st.sampled_from(["D02", "D04", "D05"]),
        st.integers(1, 3),
    ),
    max_size=3,
    unique_by=lambda material: material.code,
)
