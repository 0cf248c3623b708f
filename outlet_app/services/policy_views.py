"""What the page of 免申即享 is told: what is at hand, which enterprises, and how each policy stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from outlet_app.domain.events import Channel
from outlet_app.domain.facts.policy import IntentChoice
from outlet_app.domain.policies.kleene import Truth
from outlet_app.domain.policies.matching import Match, Sighted
from outlet_app.domain.policies.policy import Policy, PolicyMode, PolicyRelease
from outlet_app.domain.policies.register import Enterprise
from outlet_app.domain.policies.windows import SeasonNow


@dataclass(frozen=True, slots=True)
class RefusedPack:
    """A pack that was not taken: kind, name, and why (unsigned, other_key, tampered, no_key, unreadable)."""

    kind: str
    ref: str
    reason: str


@dataclass(frozen=True, slots=True)
class PolicyShelf:
    """What is at hand here; no release before the city handed one down.

    expired: the release must not be relied on any more. signed_by: short name of the key.
    """

    today: date
    release: PolicyRelease | None = None
    signed_by: str = ""
    register_as_of: date | None = None
    enterprises: int = 0
    refused: tuple[RefusedPack, ...] = ()

    @property
    def expired(self) -> bool:
        """Tell whether the release has run out."""
        return self.release is not None and self.today > self.release.good_until


@dataclass(frozen=True, slots=True)
class NamedSeason:
    """Where today lies in one policy's time."""

    name: str
    mode: PolicyMode
    season: SeasonNow
    number: str = ""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a registration should know of policies: every season, and how many wait for this enterprise."""

    today: date
    seasons: tuple[NamedSeason, ...] = ()
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class EnterpriseRow:
    """One enterprise of a list."""

    code: str
    name: str
    in_register: bool = True


@dataclass(frozen=True, slots=True)
class EarlierWill:
    """What the enterprise said of a policy before, as far as this machine knows."""

    case_id: str
    case_no: str
    choice: IntentChoice
    on: date

    @property
    def is_final(self) -> bool:
        """Tell whether it was confirmed, so that nothing more can be said of the policy."""
        return self.choice is IntentChoice.ACCEPT


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """One policy held against the enterprise, with its season and what was said of it before."""

    policy: Policy
    match: Match
    season: SeasonNow
    earlier: EarlierWill | None = None

    @property
    def waits(self) -> bool:
        """Tell whether the enterprise may still be asked: it may fit, today counts, nothing is settled."""
        settled = self.earlier is not None and self.earlier.choice is not IntentChoice.LATER
        offered = self.policy.mode is PolicyMode.OFFERED
        return offered and self.match.truth is not Truth.FALSE and self.season.season.is_open and not settled


@dataclass(frozen=True, slots=True)
class Looked:
    """An enterprise with every policy; contact and phone as told on the last visit."""

    who: EnterpriseRow
    about: Enterprise
    rows: tuple[PolicyRow, ...]
    register_as_of: date | None = None
    contact: str = ""
    phone: str = ""

    @property
    def unsettled(self) -> int:
        """How many policies wait for the enterprise's will (domain.md §6, step 3)."""
        return sum(1 for row in self.rows if row.waits)


@dataclass(frozen=True, slots=True)
class Will:
    """What the clerk filled in for one policy; `request` and `answer` are the case's words."""

    code: str
    name: str
    policy: str
    choice: IntentChoice
    contact: str = ""
    phone: str = ""
    channel: Channel = Channel.COUNTER
    reason: str = ""
    account_name: str = ""
    bank: str = ""
    account_no: str = ""
    consents: bool = False
    request: str = ""
    answer: str = ""
    sighted: Mapping[str, Sighted] = field(default_factory=dict)
