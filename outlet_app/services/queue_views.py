"""How sending stands, for the status bar and 同步中心: frozen values, codes instead of sentences."""

from dataclasses import dataclass
from datetime import datetime

from outlet_app.services.healed import Healed


@dataclass(frozen=True, slots=True)
class QueueState:
    """What the status bar and 同步中心 say about sending; `problem` is a code or empty.

    healed: what was put right with the city today. mode: what the city lets this machine do, empty for all:
    suspended, revoked_evacuate, revoked.
    """

    online: bool
    waiting: int
    failed: int
    needs_you: int
    parked: int
    sent_today: int
    last_sync: datetime | None
    offline_since: datetime | None = None
    next_try: datetime | None = None
    stopped: str = ""
    problem: str = ""
    oldest_unsent: datetime | None = None
    healed: Healed | None = None
    files_waiting: int = 0
    files_damaged: int = 0
    mode: str = ""
