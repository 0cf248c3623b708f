"""免申即享 on the whole day: the enterprise is found, why the policy fits is read, its will is signed."""

from PySide6.QtCore import Qt

from outlet_app.domain.facts.policy import IntentChoice
from outlet_app.domain.policies.kleene import Truth
from outlet_app.services.views import CaseFilter
from outlet_app.ui.pages.policies.page import PoliciesPage
from tour.full.asked import ask
from tour.stage import Stage

_K = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
Found = dict[str, object]
POLICY = "SY-01"
# Whom the trial city's register knows well.
CODE = "91150802MA0TEA71XJ"
SAYS = {
    "contact": "白音",
    "phone": "13900011014",
    "bank": "临河区农村信用合作联社",
    "account_no": "620000010001",
    "consents": "yes",
}


def confirm_will(stage: Stage, found: Found) -> None:
    """Shift+F3, the code, Enter, down to the policy, 确认享受 with the account and the consent."""
    hands = stage.hands
    before, printed = _total(stage), len(stage.spooler.jobs)
    hands.press(_K.Key_F3, SHIFT)
    hands.wait("免申即享", lambda: stage.shows(PoliciesPage))
    page = stage.page(PoliciesPage)
    stage.tab_to(page.search)
    hands.write(CODE)
    hands.wait("the enterprise", lambda: page.search.is_offering)
    hands.press(_K.Key_Return)
    hands.wait("its policies", lambda: page.state.looked is not None)
    stage.tab_to(page.policies.table)
    hands.press(_K.Key_Home)
    for _ in page.state.rows:
        if page.policy.row is not None and page.policy.row.policy.number == POLICY:
            break
        hands.press(_K.Key_Down)
    row = page.policy.row
    assert row is not None
    assert row.match.truth is Truth.TRUE, f"{row.policy.number} is {row.match.truth}"
    stage.shoot("policy-fits")
    ask(stage, page.policy.confirm, SAYS)
    hands.wait("the will saved", lambda: _total(stage) == before + 1)
    stage.papers(printed + 1)
    hands.wait("the page to say so", lambda: _said(page) is IntentChoice.ACCEPT)
    newest = stage.here.counter.cases.page(CaseFilter(), 1).rows[0]
    found |= {
        "case_no": newest.case_no,
        "reasons": len(row.match.lines),
        "offered_again": page.policy.confirm.isEnabled(),
        "keys_besides_text": hands.pressed,
    }


def _said(page: PoliciesPage) -> IntentChoice | None:
    row = page.policy.row
    return row.earlier.choice if row is not None and row.earlier is not None else None


def _total(stage: Stage) -> int:
    return stage.here.counter.cases.page(CaseFilter(), 1).total
