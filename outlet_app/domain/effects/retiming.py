"""What a 更正 of matter and clocks changes: the entries, the clocks counted anew, the checklist."""

from outlet_app.domain.dossier import Case
from outlet_app.domain.effects.dispatch import effect
from outlet_app.domain.events import CaseEvent
from outlet_app.domain.facts.retiming import Retimed
from outlet_app.domain.marking import marked
from outlet_app.domain.retiming import promised, written


@effect.register
def _(fact: Retimed, case: Case, _event: CaseEvent) -> Case:
    after = promised(written(case, fact.changes), case)
    holding = (paper.number for paper in case.papers if paper.number not in case.void_papers)
    return marked(
        after,
        dues=fact.dues,
        materials=case.materials if fact.rows is None else fact.rows,
        outdated=tuple(dict.fromkeys(holding)),
    )
