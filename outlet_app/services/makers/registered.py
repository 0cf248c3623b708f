"""首问登记单: the slip of every contact."""

from outlet_app.domain.case import Case
from outlet_app.domain.forms.paper_rows import SLIP as SLIP_CODE
from outlet_app.printing.fonts import Faces
from outlet_app.printing.imprint import Imprint
from outlet_app.printing.slip import SlipValues, build_slip
from outlet_app.services.makers.maker import Maker
from outlet_app.services.paper_values import PaperValues


def _slip(values: PaperValues, case: Case, imprint: Imprint, faces: Faces) -> bytes:
    told = SlipValues(
        imprint=imprint,
        about=values.about(case, SLIP_CODE),
        registered_at=case.registered_at,
        channel=case.registered.channel,
        first_contact=values.who(case.first_contact),
        decision=case.decision,
        limits=values.limits(case),
    )
    return build_slip(told, faces)


SLIP = Maker(_slip, lambda _case: True)
