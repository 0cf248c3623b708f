"""The papers of a first decision: 一次性告知书, 受理通知书, 不予受理通知书."""

from datetime import date

from outlet_app.domain.calendar import local_day
from outlet_app.domain.case import Case
from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import NoticeGiven
from outlet_app.domain.forms.decisions import REJECTED
from outlet_app.domain.forms.told import told
from outlet_app.printing.acceptance import build_acceptance
from outlet_app.printing.fonts import Faces
from outlet_app.printing.imprint import Imprint
from outlet_app.printing.notice import build_notice
from outlet_app.printing.notice_large import build_large_notice
from outlet_app.printing.rejection import RejectionValues, build_rejection
from outlet_app.services.makers.maker import Maker
from outlet_app.services.paper_values import PaperValues


def _notice(values: PaperValues, case: Case, imprint: Imprint, faces: Faces) -> bytes:
    return build_notice(values.notice(case, _told(case, imprint), _given_on(case, imprint), imprint), faces)


def _large_notice(values: PaperValues, case: Case, imprint: Imprint, faces: Faces) -> bytes:
    told = values.notice(case, _told(case, imprint), _given_on(case, imprint), imprint)
    return build_large_notice(told, faces)


def _acceptance(values: PaperValues, case: Case, imprint: Imprint, faces: Faces) -> bytes:
    return build_acceptance(values.acceptance(case, imprint), faces)


def _rejection(values: PaperValues, case: Case, imprint: Imprint, faces: Faces) -> bytes:
    fact = case.rejected
    assert fact is not None, "fits asks first"
    why = RejectionValues(
        imprint=imprint,
        about=values.about(case),
        asked_on=case.registered_at.date(),
        given_on=(case.ended_at or imprint.printed_at).date(),
        told=told(REJECTED, fact),
    )
    return build_rejection(why, faces)


def _told(case: Case, imprint: Imprint) -> NoticeGiven:
    """The notice that the paper was made for, which need not be the last any more."""
    return case.notices[imprint.ordinal - 1]


def _given_on(case: Case, imprint: Imprint) -> date:
    """The day of the notice, which a later print does not move."""
    if imprint.ordinal in (0, len(case.notices)):
        return local_day(case.told_at or imprint.printed_at)
    first = case.decided_at if case.decision is Decision.NOTICE and imprint.ordinal == 1 else None
    return local_day(first or imprint.printed_at)


NOTICE = Maker(_notice, lambda case: bool(case.notices), _large_notice, count=lambda case: len(case.notices))
ACCEPTANCE = Maker(_acceptance, lambda case: case.accepted_at is not None)
REJECTION = Maker(_rejection, lambda case: case.rejected is not None)
