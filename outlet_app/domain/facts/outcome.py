"""The fact that the outcome of a matter was put in writing (domain.md §9)."""

from datetime import date
from typing import ClassVar

from outlet_app.domain.facts.shared import Fact
from outlet_app.domain.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Filled:
    """One field of an outcome paper: its key in the form's text, and what was written."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class OutcomeWritten(Fact):
    """What an outcome paper says beside the case; every print of it is drawn from here.

    form: R01 …. rows: as wide as the form's columns. cutoff: until when the data were taken.
    """

    KIND: ClassVar[str] = "outcome_written"
    form: str
    done_on: date
    entries: tuple[Filled, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    cutoff: date | None = None

    def text_of(self, key: str) -> str:
        """What was written in a field; empty where nothing was."""
        return next((one.text for one in self.entries if one.key == key), "")


FACTS: tuple[type[Fact], ...] = (OutcomeWritten,)
