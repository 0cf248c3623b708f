"""Filled registration pages as clerks fill them."""

from dataclasses import replace

from outlet_app.domain.applicant import Applicant, ApplicantKind, IdKind
from outlet_app.domain.entry import IntakeEntry
from outlet_app.domain.forms.intake import blank_row
from outlet_app.domain.materials import CheckedMaterial, Defect, MaterialState
from outlet_app.services.reference import Reference
from tests.support.builders import ENTERPRISE


def consultation(**changes: object) -> IntakeEntry:
    """An anonymous question answered at once: the shortest way through the page."""
    entry = IntakeEntry(
        applicant=Applicant(ApplicantKind.PERSON),
        item=2,
        sub_item="2.2",
        request="商标注册要带什么材料",
        answer="带营业执照复印件和商标图样。",
    )
    return replace(entry, **changes)  # type: ignore[arg-type]


def checked(reference: Reference, sub_item: str, **states: MaterialState) -> tuple[CheckedMaterial, ...]:
    """Every row of a checklist complete but those named by the tail of their code (M1, A2 …)."""
    rows = []
    for material in reference.catalogue.sub_item(sub_item).materials:
        row = blank_row(material)
        state = states.get(material.code.rpartition("-")[2])
        if state is None:
            state = row.state if row.state is MaterialState.EXEMPT else MaterialState.COMPLETE
        defects = (Defect("D05"),) if state is MaterialState.FAULTY else ()
        rows.append(replace(row, state=state, defects=defects))
    return tuple(rows)


def subsidy(reference: Reference, **states: MaterialState) -> IntakeEntry:
    """资助奖励申报预审 (8.2) of an enterprise."""
    return IntakeEntry(
        applicant=ENTERPRISE,
        item=8,
        sub_item="8.2",
        request="申报专利转化资助",
        materials=checked(reference, "8.2", **states),
    )


def search_report(reference: Reference) -> IntakeEntry:
    """复杂查询报告 (1.7) of a person with a rare name."""
    person = Applicant(
        ApplicantKind.PERSON, "其其格", IdKind.ID_CARD, "152822196501010025", "其其格", "13900001234"
    )
    return IntakeEntry(
        applicant=person,
        item=1,
        sub_item="1.7",
        request="查询向日葵脱壳设备专利",
        materials=checked(reference, "1.7"),
    )


def tracked(reference: Reference) -> IntakeEntry:
    """高价值专利挖掘、布局指导 (3.1) of an enterprise, which is followed for a long time."""
    return IntakeEntry(
        applicant=ENTERPRISE,
        item=3,
        sub_item="3.1",
        request="葵花籽深加工专利布局",
        materials=checked(reference, "3.1"),
    )
