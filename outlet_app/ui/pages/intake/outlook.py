"""Asks what policies have to say as soon as the item or the enterprise of a registration is known."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from outlet_app.domain.identifiers import check_uscc, normalise
from outlet_app.domain.policies.policy import ITEM
from outlet_app.services.policy_views import Outlook
from outlet_app.ui.jobs import Done, Failed, Lane
from outlet_app.ui.pages.intake.state import IntakeState

Asked = tuple[bool, str]
NOTHING: Asked = (False, "")


class Seer(Protocol):
    """Who can be asked."""

    def outlook(self, code: str = "") -> Outlook: ...


class PolicyOutlook(QObject):
    """Reads the page's state and hands back the same with what is known of policies."""

    def __init__(
        self,
        policies: Seer,
        lane: Lane,
        state: Callable[[], IntakeState],
        change: Callable[[IntakeState], None],
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._policies, self._lane, self._state, self._change = policies, lane, state, change
        self._asked = NOTHING

    def look(self) -> None:
        """Ask again where the item or the enterprise has changed; forget where neither matters."""
        asked = _asked(self._state())
        if asked == self._asked:
            return
        self._asked = asked
        if asked == NOTHING:
            self._take(asked, None)
        else:
            self._lane.run(
                lambda: self._policies.outlook(asked[1]), lambda found: self._answer(asked, found), owner=self
            )

    def _answer(self, asked: Asked, found: Done[Outlook] | Failed) -> None:
        # Without an answer the form goes on as it is; the lane has logged why.
        if isinstance(found, Done):
            self._take(asked, found.value)

    def _take(self, asked: Asked, seen: Outlook | None) -> None:
        state = self._state()
        if asked == self._asked and state.outlook != seen:
            self._change(replace(state, outlook=seen))


def _asked(state: IntakeState) -> Asked:
    party = state.entry.applicant
    code = normalise(party.id_number) if party.kind.is_body else ""
    return state.entry.item == ITEM, code if code and check_uscc(code) is None else ""
