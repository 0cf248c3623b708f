"""Each person's size and colours: kept as they change, brought back at sign-in."""

from outlet_app.system.preferences import Display, Preferences
from outlet_app.ui.office import Office
from outlet_app.ui.theme.theme import look
from outlet_app.ui.theme.tokens import Scheme


class DisplayKeeper:
    """Without a person it keeps the look of the sign-in page."""

    def __init__(self, preferences: Preferences, office: Office, scheme: str) -> None:
        self._preferences, self._office = preferences, office
        if not self.bring_back("") and scheme:
            look().choose(Scheme(scheme))

    def bring_back(self, staff_no: str) -> bool:
        """What this person chose last; false on a first visit, and everything stays as it is."""
        kept = self._preferences.of(staff_no)
        if kept is not None:
            look().choose(Scheme(kept.scheme), kept.factor)
        return kept is not None

    def keep(self) -> None:
        """The present look, for the person and for the next sign-in page."""
        display = Display(look().scheme.value, look().factor)
        for staff_no in {"", self._office.person.staff_no if self._office.person else ""}:
            self._preferences.keep(staff_no, display)
