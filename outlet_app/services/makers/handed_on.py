"""The papers of a hand-over: 转办单, and 材料移交单 where papers go with it."""

from collections.abc import Iterator

from outlet_app.domain.case import Case
from outlet_app.domain.handing import Transfer, TransferEnd
from outlet_app.printing.case_facts import Staff
from outlet_app.printing.fonts import Faces
from outlet_app.printing.handed import HandedRow
from outlet_app.printing.handover import HandoverValues, build_handover
from outlet_app.printing.imprint import Imprint
from outlet_app.printing.transfer import TransferValues, build_transfer
from outlet_app.services.makers.maker import Maker
from outlet_app.services.paper_values import PaperValues

_ANSWERED = {TransferEnd.TAKEN: True, TransferEnd.RETURNED: False}


def _transfer(values: PaperValues, case: Case, imprint: Imprint, faces: Faces) -> bytes:
    sent = _meant(case, imprint)
    told = TransferValues(
        imprint=imprint,
        about=values.about(case),
        sent_at=sent.at,
        from_unit=values.outlet(sent.from_outlet),
        from_person=_sender(values, sent).told,
        to_unit=_unit(values, sent),
        to_person=_receiver(sent),
        first_contact=values.who(case.first_contact).told,
        reason=sent.fact.reason,
        request=case.registered.request,
        done=sent.fact.done,
        limits=values.limits(case),
        bundle=tuple(_rows(sent)),
        urgent=sent.fact.urgent,
        taken=_ANSWERED.get(sent.end),
        return_reason=sent.reason if sent.end is TransferEnd.RETURNED else "",
        return_remark=sent.remark if sent.end is TransferEnd.RETURNED else "",
        result="" if case.is_open else case.answer or case.outcome,
    )
    return build_transfer(told, faces)


def _handover(values: PaperValues, case: Case, imprint: Imprint, faces: Faces) -> bytes:
    sent = _meant(case, imprint)
    told = HandoverValues(
        imprint=imprint,
        about=values.about(case),
        at=sent.at,
        giver=f"{values.outlet(sent.from_outlet)} {_sender(values, sent).told}",
        taker=" ".join(part for part in (_unit(values, sent), _receiver(sent)) if part),
        purpose=sent.fact.reason,
        rows=tuple(_rows(sent)),
    )
    return build_handover(told, faces)


def _meant(case: Case, imprint: Imprint) -> Transfer:
    """The hand-over that the paper was made for, which need not be the last any more."""
    every = (*case.transfers, *filter(None, (case.transfer,)))
    return every[imprint.ordinal - 1]


def _sender(values: PaperValues, sent: Transfer) -> Staff:
    known = values.who(sent.sender)
    return Staff(sent.fact.from_name or known.name, known.short_no)


def _unit(values: PaperValues, sent: Transfer) -> str:
    """A colleague stands at an outlet; a division or an outlet is named by itself."""
    return values.outlet(sent.receiver) if sent.fact.to_staff else sent.fact.to_name


def _receiver(sent: Transfer) -> str:
    """Who took it, else whom it is for; nobody yet where it goes to an outlet as a whole."""
    if sent.end is TransferEnd.TAKEN and sent.ended_by:
        return Staff(sent.ended_by_name, sent.ended_by[-4:]).told
    return Staff(sent.fact.to_name, sent.fact.to_staff[-4:]).told if sent.fact.to_staff else ""


def _rows(sent: Transfer) -> Iterator[HandedRow]:
    return (HandedRow(one.name, one.copies, one.form) for one in sent.fact.materials)


def _has_papers(case: Case) -> bool:
    last = case.last_transfer
    return last is not None and bool(last.fact.materials)


def _count(case: Case) -> int:
    return len(case.transfers) + (case.transfer is not None)


TRANSFER = Maker(_transfer, lambda case: case.last_transfer is not None, count=_count)
HANDOVER = Maker(_handover, _has_papers, count=_count)
