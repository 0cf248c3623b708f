"""The paper of a lapse: 视为撤回通知书."""

from outlet_app.domain.calendar import local_day
from outlet_app.domain.case import Case
from outlet_app.domain.catalogue import PaperForm
from outlet_app.printing.fonts import Faces
from outlet_app.printing.handed import HandedRow
from outlet_app.printing.imprint import Imprint
from outlet_app.printing.withdrawal import WithdrawalValues, build_withdrawal
from outlet_app.services.makers.maker import Maker
from outlet_app.services.paper_values import PaperValues


def _withdrawal(values: PaperValues, case: Case, imprint: Imprint, faces: Faces) -> bytes:
    fact = case.lapsed
    assert fact is not None, "fits asks first"
    forms = {row.code: (row.form, row.pages) for row in case.materials}
    given = local_day(case.ended_at or imprint.printed_at)
    told = WithdrawalValues(
        imprint=imprint,
        about=values.about(case),
        told_on=local_day(case.told_at) if case.told_at else given,
        due_on=fact.due_on,
        given_on=given,
        reason=fact.reason,
        rows=tuple(
            HandedRow(one.name, one.copies, *forms.get(one.code, (PaperForm.ORIGINAL, 0)))
            for one in fact.returned
        ),
    )
    return build_withdrawal(told, faces)


WITHDRAWAL = Maker(_withdrawal, lambda case: case.lapsed is not None)
