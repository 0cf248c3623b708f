"""收件凭证: the paper of a case whose materials lie here."""

from outlet_app.domain.case import Case
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


RECEIPT = Maker(_receipt, lambda case: case.received_at is not None)
