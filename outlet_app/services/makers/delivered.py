"""送达回证: the paper of a result given out."""

from outlet_app.domain.applicant import IdKind
from outlet_app.domain.case import Case
from outlet_app.domain.masking import mask_id
from outlet_app.printing.delivery import DeliveryValues, build_delivery
from outlet_app.printing.fonts import Faces
from outlet_app.printing.imprint import Imprint
from outlet_app.services.makers.maker import Maker
from outlet_app.services.paper_values import PaperValues


def _delivery(values: PaperValues, case: Case, imprint: Imprint, faces: Faces) -> bytes:
    collected = case.collected
    assert collected is not None, "fits asks first"
    fact = collected.fact
    told = DeliveryValues(
        imprint=imprint,
        about=values.about(case),
        at=collected.at,
        way=fact.way.value,
        collector=fact.collector,
        relation=fact.relation,
        rows=fact.documents,
        id_number=mask_id(fact.id_number, IdKind.ID_CARD),
        valid=fact.valid,
        duties=fact.duties,
    )
    return build_delivery(told, faces)


DELIVERY = Maker(_delivery, lambda case: case.collected is not None)
