"""What the clerk has filled in at a first contact, before it is anybody's case."""

from datetime import date

from outlet_app.domain.applicant import Agent, Applicant, ApplicantKind
from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.events import (
    Channel,
    Complexity,
    Delivery,
    HandedMaterial,
    NoticeLine,
    ReplyWay,
    Situation,
)
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.materials import CheckedMaterial

UNNAMED = Applicant(ApplicantKind.ENTERPRISE)


@dataclass(frozen=True, slots=True)
class IntakeEntry:
    """The filled registration page; `item` 0 stands for 未列入清单 and then has no sub-item.

    handed_in: the materials of a matter outside the list, a line each.
    incoming_…: of a letter, a work order, an instruction or a message (domain/channels.py); days as typed.
    follows: the 办件编号 of the case this one carries on.
    """

    applicant: Applicant = UNNAMED
    channel: Channel = Channel.COUNTER
    item: int | None = None
    sub_item: str = ""
    request: str = ""
    complexity: Complexity = Complexity.SIMPLE
    special_groups: tuple[str, ...] = ()
    assisted: bool = False
    agent: Agent | None = None
    materials: tuple[CheckedMaterial, ...] = ()
    answer: str = ""
    basis: str = ""
    situation: Situation | None = None
    guided_to: str = ""
    callback: str = ""
    answer_source: str = ""
    handed_in: str = ""
    incoming_no: str = ""
    incoming_from: str = ""
    incoming_due: str = ""
    reply_by: ReplyWay = ReplyWay.PHONE
    follows: str = ""
    incoming_posted: str = ""


@dataclass(frozen=True, slots=True)
class NoticeDraft:
    """A 一次性告知书 being written; `verified` is the clerk's tick that nothing will be added later.

    breach_reason, approved_by: why something is told only now, and the 窗口负责人 who approves it.
    large: printed as 大字版.
    """

    lines: tuple[NoticeLine, ...]
    correction_workdays: int = 15
    delivery: Delivery = Delivery.IN_PERSON
    verified: bool = False
    breach_reason: str = ""
    approved_by: str = ""
    large: bool = False


@dataclass(frozen=True, slots=True)
class TransferDetail:
    """Where a matter goes on 转办 and why; `done` is 已做工作, `materials` the bundle that goes with it."""

    to_outlet: str
    to_staff: str
    to_name: str
    reason: str
    urgent: bool = False
    done: str = ""
    materials: tuple[HandedMaterial, ...] = ()


@dataclass(frozen=True, slots=True)
class RejectDetail:
    """Why 不予受理, on what basis, and where to go instead."""

    reason: str
    basis: str = ""
    instead: str = ""


@dataclass(frozen=True, slots=True)
class PromiseTerm:
    """When and in what form one promised material comes."""

    code: str
    due: date
    form: PaperForm = PaperForm.ORIGINAL


@dataclass(frozen=True, slots=True)
class PledgeDetail:
    """告知承诺: told in full, and signed by the applicant in person.

    open_as: to whom and for how long the pledge is published; empty where it is not.
    """

    told: bool = False
    signed: bool = False
    open_as: str = ""


@dataclass(frozen=True, slots=True)
class DeficientDetail:
    """The applicant's 容缺 promise: they asked for it, and bring the rest by this day.

    lines: materials with a day of their own. authorised: the agent has shown the 授权委托书.
    pledge: of the proofs that a promise replaces for good.
    """

    promised_by: date
    volunteered: bool = False
    lines: tuple[PromiseTerm, ...] = ()
    authorised: bool = False
    pledge: PledgeDetail = PledgeDetail()

    def term(self, material: CheckedMaterial) -> PromiseTerm:
        """Return when and how this material comes: its own line, else by the day for all."""
        own = (line for line in self.lines if line.code == material.code)
        return next(own, PromiseTerm(material.code, self.promised_by, material.form))
