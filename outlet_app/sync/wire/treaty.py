"""Version, paths and header names of the protocol."""

from enum import StrEnum
from urllib.parse import urlencode

PROTO = 1
MIN = 1

# An enrolling machine has no device yet; it proves its key over this fixed word instead of a nonce.
ENROL_NONCE = "enrol"


class Path(StrEnum):
    """Where each endpoint lives."""

    HELLO = "/v1/hello"
    ENROL = "/v1/enroll"
    PUSH = "/v1/push"
    PULL = "/v1/pull"
    CATALOGUE = "/v1/catalogue"
    HEARTBEAT = "/v1/heartbeat"
    AUTHORITY = "/v1/authority"
    BUCKETS = "/v1/buckets"
    BLOBS = "/v1/blobs"
    BLOBS_HAVE = "/v1/blobs/have"
    FORK = "/v1/fork"
    OPS = "/v1/ops"
    NUMBERS = "/v1/numbers"
    DIGEST = "/v1/digest"
    BUNDLE = "/v1/bundle"
    CUSTODY = "/v1/custody"
    CLOSINGS = "/v1/closings"


class Header(StrEnum):
    """Header names beyond the ordinary ones."""

    PROTO = "WK-Proto"
    MIN = "WK-Min"
    DEVICE = "WK-Device"
    NONCE = "WK-Nonce"
    SIGNATURE = "WK-Signature"
    DIGEST = "Content-Digest"
    OFFSET = "Upload-Offset"
    LENGTH = "Upload-Length"
    CODE = "WK-Code"


def pull_target(instance: str, scope: str, epoch: str, version: int, limit: int) -> str:
    """Path and query of a pull, as signed: what the scope got after `version` in `epoch`, `limit` events."""
    asked = {"instance": instance, "scope": scope, "epoch": epoch, "after": version, "limit": limit}
    return f"{Path.PULL}?{urlencode(asked)}"


def buckets_target(instance: str, scope: str) -> str:
    """Path and query by which a scope is asked for bucket by bucket, as signed."""
    return f"{Path.BUCKETS}?{urlencode({'instance': instance, 'scope': scope})}"


def bucket_target(no: int, instance: str, scope: str, after: str) -> str:
    """Path and query of one bucket's cases after a case id, as signed."""
    asked = {"instance": instance, "scope": scope, "after": after}
    return f"{Path.BUCKETS}/{no}?{urlencode(asked)}"


def own_target(instance: str, asking: str, after: int) -> str:
    """Path and query by which an instance's own operations are asked back, as signed."""
    return f"{Path.OPS}/{instance}?{urlencode({'asking': asking, 'after': after})}"


def hello_target(instance: str) -> str:
    """Path and query of a hello, as signed."""
    return f"{Path.HELLO}?{urlencode({'instance': instance})}"


def pack_path(kind: str, ref: str) -> str:
    """Path of one data pack, as signed."""
    return f"{Path.CATALOGUE}/{kind}/{ref}"
