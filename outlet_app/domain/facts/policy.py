"""The fact of 免申即享: what an enterprise wants of a policy, with why the policy fits (domain.md §6)."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from outlet_app.domain.facts.shared import Fact
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.policies.kleene import Truth
from outlet_app.domain.policies.matching import MatchLine


class IntentChoice(StrEnum):
    """确认享受, 放弃, 暂缓."""

    ACCEPT = "accept"
    DECLINE = "decline"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class PolicyPin:
    """The policy as it stood that day; opens and closes are its 申报期, None where there is none.

    release, signed_by: the city's release it came with, and the short name of the key that signed it.
    """

    number: str
    version: str
    name: str
    document_no: str
    basis: str
    standard: str
    valid_from: date
    valid_until: date
    opens: date | None = None
    closes: date | None = None
    release: str = ""
    signed_by: str = ""


@dataclass(frozen=True, slots=True)
class IntentStated(Fact):
    """意愿确认: the choice, the policy and the whole explanation of the match, as the enterprise saw them.

    Account and consent belong to a confirmed will only; without it nothing of a bank is passed on.
    """

    KIND: ClassVar[str] = "intent_stated"
    policy: PolicyPin
    truth: Truth
    lines: tuple[MatchLine, ...]
    choice: IntentChoice
    register_as_of: date | None = None
    reason: str = ""
    account_name: str = ""
    bank: str = ""
    account_no: str = ""
    consents: bool = False


FACTS: tuple[type[Fact], ...] = (IntentStated,)
