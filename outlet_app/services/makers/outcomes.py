"""The outcome papers R01 … R21: each says what was put in writing, whatever came since."""

from collections.abc import Mapping

from outlet_app.domain.case import Case
from outlet_app.domain.outcomes import last_written
from outlet_app.printing.fonts import Faces
from outlet_app.printing.imprint import Imprint
from outlet_app.printing.outcome import OutcomeValues, build_outcome
from outlet_app.services.makers.maker import Maker
from outlet_app.services.paper_values import PaperValues

FORMS = tuple(f"R{number:02}" for number in range(1, 22))


def _outcome(values: PaperValues, case: Case, imprint: Imprint, faces: Faces) -> bytes:
    fact = case.written[imprint.ordinal - 1]
    told = OutcomeValues(
        imprint=imprint,
        about=values.about(case),
        done_on=fact.done_on,
        entries={one.key: one.text for one in fact.entries},
        rows=fact.rows,
        cutoff=fact.cutoff,
    )
    return build_outcome(told, faces)


def _maker(form: str) -> Maker:
    def newest(case: Case) -> int:
        return last_written(case, form)

    return Maker(_outcome, lambda case: newest(case) > 0, count=newest)


OUTCOMES: Mapping[str, Maker] = {form: _maker(form) for form in FORMS}
