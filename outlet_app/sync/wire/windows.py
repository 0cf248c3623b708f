"""What hello tells of the other machines of the asker's outlet."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct


class WindowHeard(Struct, frozen=True, kw_only=True):
    """A terminal number, and when the city last heard how that machine is (when it was enrolled, else).

    way: `stick` where it was heard by a parcel; `heard` is then when that was packed.
    """

    terminal: Annotated[str, Meta(pattern=r"^[0-9]{2}\Z")]
    heard: Annotated[datetime, Meta(tz=True)]
    way: Annotated[str, Meta(pattern=r"^[a-z]{0,16}\Z")] = ""
