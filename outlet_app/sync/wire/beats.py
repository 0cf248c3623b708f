"""The message by which a machine tells the city how it is; no person and no case is named in it."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from outlet_app.sync.wire.messages import Count, Word

Moment = Annotated[datetime, Meta(tz=True)]
Label = Annotated[str, Meta(pattern=r"^[0-9A-Za-z._+-]{0,64}\Z")]


class Beat(Struct, frozen=True, kw_only=True):
    """How a machine is: its queue, its clock, what it runs on.

    `queue` and `need_you` count events, `oldest` is when the first unanswered one was made, `at` what the
    machine takes for now, `stopped` FORK or EPOCH where it sends no more, `catalogue` the set of packs held.
    """

    instance: Word
    at: Moment
    trust: Label
    queue: Count
    need_you: Count
    oldest: Moment | None = None
    catalogue: Label = ""
    program: Label = ""
    stopped: Label = ""


class Beaten(Struct, frozen=True, kw_only=True):
    """The city has heard; `mode`, what the machine may still do, is said to one that is heard by stick.

    What a later city adds here, an older counter passes over.
    """

    server_time: datetime
    mode: str = ""
