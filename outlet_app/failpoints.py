"""Names the places where a fault would hurt most; a test may act there, the programs never do (ADR 0035)."""

from collections.abc import Callable
from enum import StrEnum


class Failpoint(StrEnum):
    """`room.moment`; the city's begin with `city.`."""

    # A piece of work at the counter.
    STORE_BEFORE_COMMIT = "store.before_commit"
    STORE_AFTER_COMMIT = "store.after_commit"
    NUMBER_BEFORE_WITNESS = "number.before_witness"
    PAPER_BEFORE_SPOOL = "paper.before_spool"
    PAPER_BEFORE_CONFIRM = "paper.before_confirm"
    ATTACHMENT_BEFORE_EVENT = "attachment.before_event"
    UPGRADE_AFTER_BACKUP = "upgrade.after_backup"
    UPGRADE_BEFORE_COMMIT = "upgrade.before_commit"
    # A round of the counter with the city.
    PUSH_BEFORE_SENDING = "push.before_sending"
    PUSH_AFTER_ANSWER = "push.after_answer"
    PAGE_BEFORE_KEEPING = "page.before_keeping"
    PAGE_BEFORE_COMMIT = "page.before_commit"
    PACKS_BEFORE_COMMIT = "packs.before_commit"
    CHUNK_BEFORE_SENDING = "chunk.before_sending"
    CHUNK_AFTER_ANSWER = "chunk.after_answer"
    FORK_BEFORE_SENDING = "fork.before_sending"
    FORK_AFTER_ANSWER = "fork.after_answer"
    FORGOTTEN_BEFORE_COMMIT = "forgotten.before_commit"
    RECALL_BEFORE_COMMIT = "recall.before_commit"
    LEVEL_BEFORE_BUCKETS = "level.before_buckets"
    LEVEL_BEFORE_CURSOR = "level.before_cursor"
    # What travels by stick.
    EXPORT_BEFORE_NAME = "export.before_name"
    EXPORT_BEFORE_NOTE = "export.before_note"
    BRING_BEFORE_ASKING = "bring.before_asking"
    BRING_AFTER_ANSWER = "bring.after_answer"
    BRING_BEFORE_STICK = "bring.before_stick"
    TAKE_BEFORE_COMMIT = "take.before_commit"
    # The city's answers.
    CITY_PUSH_BEFORE_JUDGING = "city.push.before_judging"
    CITY_PUSH_BEFORE_COMMIT = "city.push.before_commit"
    CITY_PUSH_AFTER_COMMIT = "city.push.after_commit"
    CITY_PULL_BEFORE_ANSWER = "city.pull.before_answer"
    CITY_CHUNK_BEFORE_COMMIT = "city.chunk.before_commit"
    CITY_WHOLE_BEFORE_COMMIT = "city.whole.before_commit"
    CITY_WHOLE_AFTER_COMMIT = "city.whole.after_commit"
    CITY_FORK_BEFORE_COMMIT = "city.fork.before_commit"
    CITY_FORK_AFTER_COMMIT = "city.fork.after_commit"
    CITY_PART_BEFORE_ANSWER = "city.part.before_answer"
    CITY_EPOCH_BEFORE_COMMIT = "city.epoch.before_commit"


Act = Callable[[Failpoint], None]
_act: Act | None = None


def reach(place: Failpoint) -> None:
    """The work has come so far; without a test in this process that is all."""
    if _act is not None:
        _act(place)


def arm(act: Act | None) -> None:
    """Let a test act at every place from now on, in this process only; None takes it back."""
    global _act
    _act = act
