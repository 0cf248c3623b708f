"""What a choice in a list, a segment or a tick does to the state."""

from collections.abc import Callable, Mapping

from outlet_app.domain.applicant import ApplicantKind, IdKind
from outlet_app.domain.catalogue import Catalogue
from outlet_app.domain.events import Channel, Complexity, ReplyWay, Situation
from outlet_app.ui.forms.controls import ON
from outlet_app.ui.pages.intake import steps
from outlet_app.ui.pages.intake.state import IntakeState

Step = Callable[[IntakeState, str, Catalogue], IntakeState]

STEPS: Mapping[str, Step] = {
    "applicant.kind": lambda state, value, _: steps.chose_kind(state, ApplicantKind(int(value))),
    "applicant.id_kind": lambda state, value, _: steps.chose_paper(state, "applicant.id_kind", IdKind(value)),
    "agent.id_kind": lambda state, value, _: steps.chose_paper(state, "agent.id_kind", IdKind(value)),
    "channel": lambda state, value, _: steps.chose_channel(state, Channel(value)),
    "reply_by": lambda state, value, _: steps.chose_reply(state, ReplyWay(value)),
    "assisted": lambda state, value, _: steps.assisted(state, value == ON),
    "situation": lambda state, value, _: steps.chose_situation(state, Situation(value) if value else None),
    "special_groups": lambda state, value, _: steps.chose_group(state, value),
    "item": lambda state, value, catalogue: steps.chose_item(state, int(value), catalogue),
    "sub_item": steps.chose_sub_item,
    "complexity": lambda state, value, catalogue: steps.chose_complexity(state, Complexity(value), catalogue),
}


def chose(state: IntakeState, name: str, value: str, catalogue: Catalogue) -> IntakeState:
    """The state after a choice in the field of that code."""
    return STEPS[name](state, value, catalogue)
