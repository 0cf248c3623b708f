"""材料移交单 whatever it is about: papers that go with a 转办, or through the hands of a helper."""

from outlet_app.domain.case import Case
from outlet_app.printing.fonts import Faces
from outlet_app.printing.imprint import Imprint
from outlet_app.services.makers import handed_on, helped
from outlet_app.services.makers.maker import Maker
from outlet_app.services.paper_values import PaperValues


def _hand_over(values: PaperValues, case: Case, imprint: Imprint, faces: Faces) -> bytes:
    own = helped.HANDOVER if imprint.ordinal > helped.HANDED_FROM else handed_on.HANDOVER
    return own.draw(values, case, imprint, faces)


def _fits(case: Case) -> bool:
    return handed_on.HANDOVER.fits(case) or helped.HANDOVER.fits(case)


def _newest(case: Case) -> int:
    own = handed_on.HANDOVER if handed_on.HANDOVER.fits(case) else helped.HANDOVER
    return own.count(case)


HANDOVER = Maker(_hand_over, _fits, count=_newest)
