"""A review as it travels: sealed, always of one length, and with a mark by which a second one is known."""

import base64
import binascii
import hmac
from datetime import datetime
from hashlib import sha256
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from outlet_app.domain.reviews.answers import Answer
from outlet_app.sync.wire.messages import Generation, Hash, ReviewKey, Word
from outlet_app.sync.wire.seal import BrokenSeal, seal, seal_key_id, unseal

REVIEW_KIND = "review"
REVIEW_KV = 1
# Longer than any review can be: the length of a sealed one tells nothing of what is in it.
PADDED = 2_048
_BROKEN = (msgspec.DecodeError, UnicodeDecodeError, RecursionError, binascii.Error, ValueError)


class Review(Struct, frozen=True, kw_only=True):
    """What is under the seal: the service event it is about, and what was answered.

    number: 第几次服务 of the case, from 1. by: 工号 of whoever served. at: when the card was pressed.
    """

    case_id: str
    case_no: str
    occasion: str
    number: int
    item: int
    by: str
    at: datetime
    answer: Answer
    v: int = 1


class SealedReview(Struct, frozen=True, kw_only=True):
    """The operation: nothing in it but the seal tells what the review says or which case it is about."""

    op: Word
    case: Word
    kind: Word
    kv: Generation
    at: datetime
    outlet: str
    terminal: str
    key: Word
    mark: Hash
    sealed: Annotated[str, Meta(max_length=2 * PADDED)]


def review_mark(secret: bytes, case_id: str, occasion: str) -> str:
    """The one mark of a service event: who lacks the secret cannot tell whose it is."""
    return hmac.new(secret, f"{case_id}|{occasion}".encode(), sha256).hexdigest()


def seal_review(review: Review, key: ReviewKey, op_id: str, outlet: str, terminal: str) -> bytes:
    """The bytes of the operation for ever; ValueError where a text is longer than a page takes."""
    plain = msgspec.json.encode(review)
    if len(plain) > PADDED:
        raise ValueError("a review longer than its padding")
    public = bytes.fromhex(key.public)
    sealed = seal(public, plain.ljust(PADDED), _purpose(op_id, outlet))
    return msgspec.json.encode(
        SealedReview(
            op=op_id,
            case=op_id,
            kind=REVIEW_KIND,
            kv=REVIEW_KV,
            at=review.at,
            outlet=outlet,
            terminal=terminal,
            key=seal_key_id(public),
            mark=review_mark(bytes.fromhex(key.mark), review.case_id, review.occasion),
            sealed=base64.b64encode(sealed).decode(),
        )
    )


def read_sealed_review(body: bytes) -> SealedReview | None:
    """The operation as anybody can read it; None where the bytes are none of this version."""
    try:
        told = msgspec.json.decode(body, type=SealedReview)
        base64.b64decode(told.sealed, validate=True)
    except _BROKEN:
        return None
    whole = (told.kind, told.kv, told.case) == (REVIEW_KIND, REVIEW_KV, told.op)
    return told if whole and told.at.tzinfo is not None else None


def open_review(private: bytes, told: SealedReview) -> Review:
    """What the seal holds; BrokenSeal where it does not open or holds something else."""
    plain = unseal(private, base64.b64decode(told.sealed), _purpose(told.op, told.outlet))
    try:
        return msgspec.json.decode(plain, type=Review)
    except _BROKEN as wrong:
        raise BrokenSeal(told.op) from wrong


def _purpose(op_id: str, outlet: str) -> str:
    return f"review {op_id} {outlet}"
