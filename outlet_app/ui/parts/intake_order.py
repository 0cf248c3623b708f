"""What another page asks of 首问登记: a form with everything that is known already."""

from dataclasses import dataclass

from outlet_app.domain.entry import IntakeEntry


@dataclass(frozen=True, slots=True)
class IntakeOrder:
    """The form is to open with this entry; what was begun there is asked about first."""

    entry: IntakeEntry
