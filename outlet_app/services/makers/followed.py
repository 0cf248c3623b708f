"""W26 of each visit and W27 of each summary, as they were when they were made."""

from outlet_app.domain.calendar import local_day
from outlet_app.domain.case import Case
from outlet_app.printing.fonts import Faces
from outlet_app.printing.imprint import Imprint
from outlet_app.printing.tracking import (
    SummaryValues,
    VisitValues,
    build_summary,
    build_visit,
)
from outlet_app.services.makers.maker import Maker
from outlet_app.services.paper_values import PaperValues


def _visit(values: PaperValues, case: Case, imprint: Imprint, faces: Faces) -> bytes:
    made = case.visited[imprint.ordinal - 1]
    told = VisitValues(
        imprint=imprint,
        about=values.about(case),
        nth=imprint.ordinal,
        visit=made.fact,
        visitor=values.who(made.by).told,
        plan=made.plan,
    )
    return build_visit(told, faces)


def _summary(values: PaperValues, case: Case, imprint: Imprint, faces: Faces) -> bytes:
    nth = imprint.ordinal
    summed, before = case.summed[nth - 1], case.summed[nth - 2].visits if nth > 1 else 0
    looked_at = case.visits[before : summed.visits]
    told = SummaryValues(
        imprint=imprint,
        about=values.about(case),
        nth=nth,
        done_on=local_day(summed.at),
        summary=summed.fact,
        author=values.who(summed.by).told,
        visits=tuple(looked_at),
        plan=summed.plan,
    )
    return build_summary(told, faces)


VISIT = Maker(_visit, lambda case: bool(case.visited), count=lambda case: len(case.visited))
SUMMARY = Maker(_summary, lambda case: bool(case.summed), count=lambda case: len(case.summed))
