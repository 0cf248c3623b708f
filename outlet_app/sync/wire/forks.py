"""A machine that was set back or copied asks for a name and a terminal number of its own (sync.md D.8)."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from outlet_app.sync.wire.messages import Entry, Hash, ModeWord, Place, Word

Terminal = Annotated[str, Meta(pattern=r"^([0-9]{2})?\Z")]


class ForkCause(StrEnum):
    """How the machine came by a history that is not only its own."""

    RESTORED = "restored"
    COPIED = "copied"
    FORGOTTEN = "forgotten"  # the city itself was set back, to before it gave the machine its name


class Fork(Struct, frozen=True, kw_only=True):
    """Asked under the old name and key; the new ones are minted at the counter, so it may be repeated."""

    instance: Word
    new_instance: Word
    public_key: Hash
    cause: ForkCause
    # The number the machine prints under already; the city gives it again where nobody else has it.
    terminal: Terminal = ""
    # What it may still do, as the city last said; a city that was set back may have forgotten it.
    mode: ModeWord = ""


class Forked(Struct, frozen=True, kw_only=True):
    """The new device, which begins at sequence number 1 with a terminal number nobody had before."""

    device_id: str
    instance_id: str
    terminal_no: str
    epoch: str
    server_time: datetime


class Own(Struct, frozen=True, kw_only=True):
    """An operation the city has of an instance, with its place in the sequence and its bytes."""

    seq: Place
    entry: Entry


class Recalled(Struct, frozen=True, kw_only=True):
    """A page of an instance's own operations, in order."""

    instance: str
    more: bool
    ops: tuple[Own, ...]
