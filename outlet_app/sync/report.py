"""What one round with the city did, and when to come again."""

from dataclasses import dataclass

from outlet_app.sync.blobs import Carried

IDLE_S = 60.0
NOTHING_CARRIED = Carried()


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What one round did. `waiting` and `need_you` count events; `next_try_s` is seconds from now.

    `stopped` is FORK or COPIED while this machine waits for a name of its own (sync.md D.8); `stuck` says
    that an event waits for more than 15 minutes although the city answers (sync.md D.5, watchdog).
    """

    online: bool = False
    pushed: int = 0
    pulled: int = 0
    waiting: int = 0
    need_you: int = 0
    stopped: str = ""
    error_code: str = ""
    next_try_s: float = IDLE_S
    catalogue_changed: bool = False
    stuck: bool = False
    blobs: Carried = NOTHING_CARRIED
