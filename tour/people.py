"""The people of a trial; they exist on this machine only and nobody in the city bears these numbers."""

from dataclasses import dataclass

from outlet_app.domain.people import Role


@dataclass(frozen=True, slots=True)
class TrialPerson:
    """A trial 工号 with its 口令, shown on the trial's sign-in page."""

    staff_no: str
    name: str
    password: str
    roles: frozenset[Role]


HEAD = TrialPerson("1508269001", "试用负责人", "Shiyong-fuze1", frozenset({Role.SUPERVISOR, Role.CLERK}))
CLERK = TrialPerson("1508269002", "试用办事员", "Shiyong-banshi2", frozenset({Role.CLERK}))
# Only at the trial's city window: the first head there lists 失信 by post, this colleague by appointment.
OFFICER = TrialPerson(
    "1508269003", "试用认定员", "Shiyong-rending3", frozenset({Role.CLERK, Role.CREDIT_OFFICER})
)
