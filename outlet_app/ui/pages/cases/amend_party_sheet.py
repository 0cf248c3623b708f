"""The sheet that puts right what kind of applicant came, with the number that fits, and who acted for it."""

from outlet_app.domain.applicant import IdKind
from outlet_app.domain.dossier import Case
from outlet_app.domain.masking import mask_id, mask_phone
from outlet_app.ui.pages.cases.amend_lines import choice, line, masked, why
from outlet_app.ui.parts.sheet_dialog import Asked, Line
from outlet_app.wording import mending as words
from outlet_app.wording.fields import APPLICANT_KINDS, ID_NUMBERS, PERSON_PAPERS, label
from outlet_app.wording.intake import GROUPS

KINDS = {str(kind.value): word for kind, word in APPLICANT_KINDS.items()}
_PERSONS = {kind.value: word for kind, word in PERSON_PAPERS.items()}
_PAPERS = {IdKind.USCC.value: ID_NUMBERS[IdKind.USCC], **_PERSONS}


def lines(case: Case) -> tuple[Line, ...]:
    """The kind and all that hangs on it; then the agent; then why."""
    applicant, agent = case.registered.applicant, case.registered.agent
    kind = agent.id_kind if agent else IdKind.NONE
    numbers = (mask_id(agent.id_number, kind), mask_phone(agent.phone)) if agent else ("", "")
    return (
        choice(case, "applicant.kind", KINDS),
        _paper(choice(case, "applicant.id_kind", _PAPERS)),
        masked(case, "applicant.id_number", mask_id(applicant.id_number, applicant.id_kind)),
        line(case, "contact"),
        choice(case, "special_groups", GROUPS),
        Line("assisted", label("assisted"), Asked.TICK, ready="yes" if case.registered.assisted else ""),
        line(case, "agent.name"),
        choice(case, "agent.id_kind", _PERSONS),
        masked(case, "agent.id_number", numbers[0]),
        masked(case, "agent.phone", numbers[1]),
        *why(),
    )


def _paper(asked: Line) -> Line:
    return Line(asked.key, words.ID_PAPER, asked.asked, ready=asked.ready, choices=asked.choices)
