"""Facts of handing a case over: 转办, what becomes of it, and who names the handler after two bounces."""

from typing import ClassVar

from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.facts.shared import DueStamp, Fact
from outlet_app.domain.frozen import dataclass


@dataclass(frozen=True, slots=True)
class HandedMaterial:
    """One row of the bundle that goes with a transfer: what, how many, original or copy."""

    name: str
    copies: int
    form: PaperForm


@dataclass(frozen=True, slots=True)
class TransferredOut(Fact):
    """转办 to a person, an outlet or the city division; the first-contact person stays responsible.

    `done` is 已做工作; `receive_by` when the other side must have taken or returned it (domain.md §1.4);
    `designated_by` the 窗口负责人 who named the handler after two bounces (指定承办); `from_name`: who sent
    it, for the other side does not know our people.
    """

    KIND: ClassVar[str] = "transferred_out"
    to_outlet: str
    to_staff: str
    to_name: str
    reason: str
    urgent: bool = False
    done: str = ""
    receive_by: DueStamp | None = None
    materials: tuple[HandedMaterial, ...] = ()
    designated_by: str = ""
    from_name: str = ""


@dataclass(frozen=True, slots=True)
class TransferTaken(Fact):
    """接收: the event's actor becomes the handler; `by_name` tells the other side who that is."""

    KIND: ClassVar[str] = "transfer_taken"
    remark: str = ""
    by_name: str = ""


@dataclass(frozen=True, slots=True)
class TransferReturned(Fact):
    """退回: `reason` is a ReturnReason (domain/handing.py)."""

    KIND: ClassVar[str] = "transfer_returned"
    reason: str
    remark: str = ""
    by_name: str = ""


@dataclass(frozen=True, slots=True)
class TransferWithdrawn(Fact):
    """撤回转办: the sender takes back what nobody has received yet."""

    KIND: ClassVar[str] = "transfer_withdrawn"
    reason: str


@dataclass(frozen=True, slots=True)
class TransferSeen(Fact):
    """对方已收到: a machine of the receiving outlet has the transfer; `transfer` is its event's id.

    Written by the machine, not by a decision of its clerk, so it may follow anything.
    """

    KIND: ClassVar[str] = "transfer_seen"
    transfer: str
