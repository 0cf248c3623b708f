"""收件凭证 and 补正收件凭证: the papers of a case whose materials lie here."""

from outlet_app.domain.calendar import local_day
from outlet_app.domain.case import Case
from outlet_app.domain.materials import CheckedMaterial
from outlet_app.printing.correction import CameRow, CorrectionValues, build_correction
from outlet_app.printing.fonts import Faces
from outlet_app.printing.imprint import Imprint
from outlet_app.printing.receipt import ReceiptValues, build_receipt
from outlet_app.services.makers.maker import Maker
from outlet_app.services.paper_values import PaperValues


def _receipt(values: PaperValues, case: Case, imprint: Imprint, faces: Faces) -> bytes:
    told = ReceiptValues(
        imprint=imprint,
        about=values.about(case),
        received_at=case.received_at or case.registered_at,
        materials=values.received(case),
    )
    return build_receipt(told, faces)


def _correction(values: PaperValues, case: Case, imprint: Imprint, faces: Faces) -> bytes:
    """Of the correction the paper was made for, which need not be the last any more."""
    came = case.corrections[imprint.ordinal - 1]
    told = CorrectionValues(
        imprint=imprint,
        about=values.about(case),
        told_on=local_day(came.told_at),
        received_at=came.at,
        materials=tuple(_came(row) for row in came.fact.materials),
        left=came.left,
        resumes=came.resumes,
    )
    return build_correction(told, faces)


def _came(row: CheckedMaterial) -> CameRow:
    return CameRow(row.name, row.copies, row.handed or row.copies, row.form, row.state, row.pages)


RECEIPT = Maker(_receipt, lambda case: case.received_at is not None)
CORRECTION = Maker(_correction, lambda case: bool(case.corrections), count=lambda case: len(case.corrections))
