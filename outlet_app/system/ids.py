"""Makes identifiers that sort by time and are unique without asking anybody."""

import uuid6


def new_id() -> str:
    """A fresh UUIDv7 as 36 characters; its clock part orders, and is never trusted as a time."""
    return str(uuid6.uuid7())
