"""The papers of 帮办代办, W10 to W12 and W14, each as it was when it was made."""

from collections.abc import Iterable

from outlet_app.domain.agency import Agency, Authority, Halt, Handing
from outlet_app.domain.case import Case
from outlet_app.domain.facts.agency import (
    AgencyEnded,
    AgencyPassed,
    AgencyResumed,
    AgencyStopped,
    Helper,
    Way,
)
from outlet_app.domain.facts.transfer import HandedMaterial
from outlet_app.printing.assistance import AssistanceValues, StopValues, build_assistance, build_stop
from outlet_app.printing.case_facts import Staff
from outlet_app.printing.fonts import Faces
from outlet_app.printing.handed import HandedRow
from outlet_app.printing.handover import HandoverValues, build_handover
from outlet_app.printing.imprint import Imprint
from outlet_app.printing.mandate import MandateValues, Party, build_mandate
from outlet_app.services.makers.maker import Maker
from outlet_app.services.paper_values import PaperValues

MANDATE_FORM = "W10"
# 材料移交单 of a 帮办代办 are counted apart from those of a 转办.
HANDED_FROM = 500


def _mandate(values: PaperValues, case: Case, imprint: Imprint, faces: Faces) -> bytes:
    agency, signed = _authorities(case)[imprint.ordinal - 1]
    applicant, mandate, helper = case.registered.applicant, signed.mandate, signed.helper
    first = signed is agency.authorities[0] and agency.begun.mandate is not None
    told = MandateValues(
        imprint=imprint,
        about=values.about(case),
        principal=Party(applicant.name, applicant.id_number, applicant.phone, mandate.address, mandate.legal),
        agent=Party(helper.name, phone=helper.phone, unit=_post(values, agency, helper)),
        powers=frozenset(mandate.powers),
        since=mandate.since,
        until=mandate.until,
        materials=_rows(agency.begun.materials if first else ()),
    )
    return build_mandate(told, faces)


def _assistance(values: PaperValues, case: Case, imprint: Imprint, faces: Faces) -> bytes:
    begun = case.agencies[imprint.ordinal - 1].begun
    told = AssistanceValues(
        imprint=imprint,
        about=values.about(case),
        started_at=case.agencies[imprint.ordinal - 1].began,
        mode=begun.mode.value,
        helper=_called(begun.helper),
        helper_phone=begun.helper.phone,
        scope=begun.scope,
        mandate_no=_mandate_no(case, imprint.ordinal) if begun.mandate else "",
        materials=_rows(begun.materials),
    )
    return build_assistance(told, faces)


def _stop(values: PaperValues, case: Case, imprint: Imprint, faces: Faces) -> bytes:
    halt = _halts(case)[imprint.ordinal - 1]
    kind, reason = _kind(halt)
    fact = halt.fact
    goes_on = fact.helper if isinstance(fact, AgencyResumed | AgencyPassed) else None
    told = StopValues(
        imprint=imprint,
        about=values.about(case),
        at=halt.at,
        kind=kind,
        reason=reason,
        remark=fact.remark,
        done="" if isinstance(fact, AgencyResumed) else fact.done,
        left=fact.left,
        helper=_called(halt.helper),
        next_helper=_called(goes_on) if goes_on else "",
        returned=_rows(fact.returned) if isinstance(fact, AgencyStopped | AgencyEnded) else (),
    )
    return build_stop(told, faces)


def _handover(values: PaperValues, case: Case, imprint: Imprint, faces: Faces) -> bytes:
    agency, handed = _handings(case)[imprint.ordinal - HANDED_FROM - 1]
    helper = f"{values.outlet(agency.outlet)} {_called(handed.helper)}"
    other = handed.fact.other
    comes = handed.fact.way is Way.IN
    told = HandoverValues(
        imprint=imprint,
        about=values.about(case),
        at=handed.at,
        giver=other if comes else helper,
        taker=helper if comes else other,
        purpose=handed.fact.purpose,
        rows=_rows(handed.fact.rows),
    )
    return build_handover(told, faces)


def _kind(halt: Halt) -> tuple[str, str]:
    match halt.fact:
        case AgencyStopped(reason=reason):
            return "stop", reason.value
        case AgencyPassed():
            return "resume", "handover"
        case AgencyEnded(reason=None):
            return "done", "finished"
        case AgencyEnded(reason=reason):
            return "end", reason.value if reason else ""
    return "resume", ""


def _authorities(case: Case) -> list[tuple[Agency, Authority]]:
    return [(agency, signed) for agency in case.agencies for signed in agency.authorities]


def _halts(case: Case) -> list[Halt]:
    return [halt for agency in case.agencies for halt in agency.halts]


def _handings(case: Case) -> list[tuple[Agency, Handing]]:
    return [(agency, handed) for agency in case.agencies for handed in agency.handings]


def handed_ordinal(case: Case) -> int:
    """Which paper of a hand-over the newest one is."""
    return HANDED_FROM + len(_handings(case))


def _post(values: PaperValues, agency: Agency, helper: Helper) -> str:
    return Staff(values.outlet(agency.outlet), helper.staff_no[-4:]).told


def _mandate_no(case: Case, ordinal: int) -> str:
    """The number of the 授权委托书 that came with this beginning."""
    before = sum(len(agency.authorities) for agency in case.agencies[: ordinal - 1])
    papers = (one.number for one in case.papers if one.form == MANDATE_FORM and one.ordinal == before + 1)
    return next(papers, "")


def _called(helper: Helper) -> str:
    return Staff(helper.name, helper.staff_no[-4:]).told


def _rows(rows: Iterable[HandedMaterial]) -> tuple[HandedRow, ...]:
    return tuple(HandedRow(row.name, row.copies, row.form) for row in rows)


MANDATE = Maker(_mandate, lambda case: bool(_authorities(case)), count=lambda case: len(_authorities(case)))
ASSISTANCE = Maker(_assistance, lambda case: bool(case.agencies), count=lambda case: len(case.agencies))
STOP = Maker(_stop, lambda case: bool(_halts(case)), count=lambda case: len(_halts(case)))
HANDOVER = Maker(_handover, lambda case: bool(_handings(case)), count=handed_ordinal)
