"""告知承诺书: what was told and promised, on the day it was, whatever the verification found since."""

from outlet_app.domain.calendar import local_day
from outlet_app.domain.case import Case
from outlet_app.printing.commitment import CommitmentValues, build_commitment
from outlet_app.printing.fonts import Faces
from outlet_app.printing.imprint import Imprint
from outlet_app.services.makers.maker import Maker
from outlet_app.services.paper_values import PaperValues


def _commitment(values: PaperValues, case: Case, imprint: Imprint, faces: Faces) -> bytes:
    pledge = case.pledge
    assert pledge is not None, "fits asks first"
    told = CommitmentValues(
        imprint=imprint,
        about=values.about(case),
        promised_on=local_day(pledge.made_at or case.registered_at),
        proofs=pledge.lines,
        checking=frozenset(line.way.value for line in pledge.lines),
        open_as=pledge.open_as,
    )
    return build_commitment(told, faces)


COMMITMENT = Maker(_commitment, lambda case: case.pledge is not None)
