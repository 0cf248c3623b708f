"""The papers of a case that ended before its time: 视为撤回通知书 and 终止办理通知书."""

from collections.abc import Iterable

from outlet_app.domain.calendar import local_day
from outlet_app.domain.case import Case
from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.events import DeemedWithdrawn, HandedBack, Terminated
from outlet_app.printing.fonts import Faces
from outlet_app.printing.handed import HandedRow
from outlet_app.printing.imprint import Imprint
from outlet_app.printing.termination import TerminationValues, build_termination
from outlet_app.printing.withdrawal import WithdrawalValues, build_withdrawal
from outlet_app.services.makers.maker import Maker
from outlet_app.services.paper_values import PaperValues


def _withdrawal(values: PaperValues, case: Case, imprint: Imprint, faces: Faces) -> bytes:
    fact = case.lapsed
    assert isinstance(fact, DeemedWithdrawn), "fits asks first"
    given = local_day(case.ended_at or imprint.printed_at)
    told = WithdrawalValues(
        imprint=imprint,
        about=values.about(case),
        told_on=local_day(case.told_at) if case.told_at else given,
        due_on=fact.due_on,
        given_on=given,
        reason=fact.reason,
        rows=_rows(case, fact.returned),
    )
    return build_withdrawal(told, faces)


def _termination(values: PaperValues, case: Case, imprint: Imprint, faces: Faces) -> bytes:
    fact = case.lapsed
    assert isinstance(fact, Terminated), "fits asks first"
    told = TerminationValues(
        imprint=imprint,
        about=values.about(case),
        ended_on=local_day(case.ended_at or imprint.printed_at),
        reason=fact.reason,
        rows=_rows(case, fact.returned),
    )
    return build_termination(told, faces)


def _rows(case: Case, returned: Iterable[HandedBack]) -> tuple[HandedRow, ...]:
    forms = {row.code: (row.form, row.pages) for row in case.materials}
    return tuple(
        HandedRow(one.name, one.copies, *forms.get(one.code, (PaperForm.ORIGINAL, 0))) for one in returned
    )


WITHDRAWAL = Maker(_withdrawal, lambda case: isinstance(case.lapsed, DeemedWithdrawn))
TERMINATION = Maker(_termination, lambda case: isinstance(case.lapsed, Terminated))
