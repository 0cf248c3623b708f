"""免申即享意愿确认书: the will as it was stated, with the policy and its explanation as pinned that day."""

from outlet_app.domain.calendar import local_day
from outlet_app.domain.case import Case
from outlet_app.printing.fonts import Faces
from outlet_app.printing.imprint import Imprint
from outlet_app.printing.intent import IntentValues, PolicyPart, build_intent
from outlet_app.services.makers.maker import Maker
from outlet_app.services.paper_values import PaperValues


def _intent(values: PaperValues, case: Case, imprint: Imprint, faces: Faces) -> bytes:
    fact = case.intent
    assert fact is not None, "fits asks first"
    told = IntentValues(
        imprint=imprint,
        about=values.about(case),
        confirmed_on=local_day(case.registered_at),
        policy=PolicyPart(fact.policy, fact.truth, fact.lines, fact.register_as_of),
        choice=fact.choice.value,
        why=fact.reason,
        account_name=fact.account_name,
        bank=fact.bank,
        account_no=fact.account_no,
        consents=fact.consents,
    )
    return build_intent(told, faces)


INTENT = Maker(_intent, lambda case: case.intent is not None)
