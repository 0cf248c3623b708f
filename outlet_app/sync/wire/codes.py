"""The words of refusal: error codes of requests, verdicts on operations and their reasons."""

from enum import StrEnum


class Code(StrEnum):
    """Why a request got no answer; the status it travels under stands beside it in docs/wire.md."""

    BAD_BODY = "BAD_BODY"
    BAD_OP = "BAD_OP"
    DIGEST = "DIGEST"
    NO_DEVICE = "NO_DEVICE"
    NONCE = "NONCE"
    SIGNATURE = "SIGNATURE"
    MODE = "MODE"
    INSTANCE = "INSTANCE"
    OUTLET = "OUTLET"
    SCOPE = "SCOPE"
    CODE_UNKNOWN = "CODE_UNKNOWN"
    CODE_USED = "CODE_USED"
    CODE_EXPIRED = "CODE_EXPIRED"
    TERMINALS_FULL = "TERMINALS_FULL"
    NOT_FOUND = "NOT_FOUND"
    SEQ_GAP = "SEQ_GAP"
    FORK = "FORK"
    EPOCH = "EPOCH"
    TOO_LARGE = "TOO_LARGE"
    PROTO = "PROTO"
    OFFSET = "OFFSET"
    SEAL = "SEAL"
    WRONG_DIGEST = "WRONG_DIGEST"
    RANGE = "RANGE"
    NO_ROOM = "NO_ROOM"
    BUSY = "BUSY"
    SERVER_FAULT = "SERVER_FAULT"


class Verdict(StrEnum):
    """What became of an operation the city took into custody (sync.md D.4)."""

    APPLIED = "applied"
    APPLIED_WARN = "applied_warn"
    PARKED = "parked"
    REJECTED = "rejected"

    @property
    def takes_effect(self) -> bool:
        """Whether the event counts in the fold of its case."""
        return self in (Verdict.APPLIED, Verdict.APPLIED_WARN)


class VerdictCode(StrEnum):
    """Reasons the treaty itself gives for a verdict; a domain refusal travels under its own code."""

    UNKNOWN_KIND = "UNKNOWN_KIND"
    UNREADABLE = "UNREADABLE"
    FAULT = "FAULT"
    CASE_NO_TAKEN = "CASE_NO_TAKEN"
    PAPER_NO_TAKEN = "PAPER_NO_TAKEN"
    FOREIGN_OUTLET = "FOREIGN_OUTLET"
    FOREIGN_CASE = "FOREIGN_CASE"
    CASE_GAP = "CASE_GAP"
    DEPENDS = "DEPENDS"
    CLOCK = "CLOCK"
    REVIEW_TAKEN = "REVIEW_TAKEN"
    SET_ASIDE = "SET_ASIDE"
    REVOKED = "REVOKED"
    CLERK_LEFT = "CLERK_LEFT"
    CLERK_ELSEWHERE = "CLERK_ELSEWHERE"
    POST_UNLISTED = "POST_UNLISTED"
    LIST_WITHDRAWN = "LIST_WITHDRAWN"
