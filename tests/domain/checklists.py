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
STATES = tuple(MaterialState)


def _rows(told: bytes) -> list[CheckedMaterial]:
    """Up to three rows of codes of their own, two bytes each: state, then code, defect and version."""
    drawn = [
        row("abc"[last % 3], STATES[first % len(STATES)], DEFECTS[last // 3 % 3], version=last // 9 % 3 + 1)
        for first, last in zip(told[::2], told[1::2], strict=False)
    ]
    return list({one.code: one for one in drawn}.values())


DEFECTS = (Defect("D02"), UNSIGNED, UNSTAMPED)
# Drawn as bytes: lists of built values take ten times as long as the rules under test.
ROWS = st.binary(max_size=6).map(_rows)
