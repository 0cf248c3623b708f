"""容缺受理申请承诺书 and 容缺受理通知书: always as the promise was made, whatever came since."""

from datetime import date

from outlet_app.domain.calendar import local_day
from outlet_app.domain.case import Case
from outlet_app.domain.materials import CheckedMaterial, MaterialState
from outlet_app.domain.promises import Deficit
from outlet_app.printing.deficient import DeficientValues, build_deficient
from outlet_app.printing.fonts import Faces
from outlet_app.printing.handed import HandedRow
from outlet_app.printing.imprint import Imprint
from outlet_app.printing.promise import PromiseValues, build_promise
from outlet_app.services.makers.maker import Maker
from outlet_app.services.paper_values import PaperValues

_ON_THE_DESK = frozenset({MaterialState.COMPLETE, MaterialState.EXEMPT})


def _promise(values: PaperValues, case: Case, imprint: Imprint, faces: Faces) -> bytes:
    agent = case.registered.agent
    told = PromiseValues(
        imprint=imprint,
        about=values.about(case),
        promised_on=_accepted_on(case),
        core=tuple(_handed(row) for row in case.materials if row.core and row.state in _ON_THE_DESK),
        deferred=_deficit(case).promised,
        agent=agent.name if agent and case.registered.assisted else "",
    )
    return build_promise(told, faces)


def _deficient(values: PaperValues, case: Case, imprint: Imprint, faces: Faces) -> bytes:
    deficit = _deficit(case)
    told = DeficientValues(
        imprint=imprint,
        about=values.about(case),
        accepted_on=_accepted_on(case),
        owed=deficit.promised,
        due=max(line.due for line in deficit.promised),
        limits=values.limits(case),
    )
    return build_deficient(told, faces)


def _handed(row: CheckedMaterial) -> HandedRow:
    exempt = row.state is MaterialState.EXEMPT
    return HandedRow(row.name, row.handed or row.copies, row.form, row.pages, row.remark, exempt)


def _accepted_on(case: Case) -> date:
    return local_day(case.accepted_at or case.registered_at)


def _deficit(case: Case) -> Deficit:
    assert case.deficit is not None, "fits asks first"
    return case.deficit


def _fits(case: Case) -> bool:
    return case.deficit is not None and bool(case.deficit.promised)


PROMISE = Maker(_promise, _fits)
DEFICIENT = Maker(_deficient, _fits)
