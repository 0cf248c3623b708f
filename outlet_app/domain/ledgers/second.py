"""L21 二次告知台账: each notice with what was told late; 二次告知率 by item and clerk (domain.md §2.6)."""

from collections.abc import Callable, Sequence

from outlet_app.domain.dossier import Case
from outlet_app.domain.events import NoticeGiven
from outlet_app.domain.ledgers.ledger import Cell, Ledger, Line, Sum, SumOf, matter, party
from outlet_app.domain.materials import NoticeCause
from outlet_app.domain.stock import Step


def _told(step: Step, case: Case) -> dict[str, Cell] | None:
    fact = step.event.fact
    if not isinstance(fact, NoticeGiven):
        return None
    late = [line.name for line in fact.lines if line.cause is NoticeCause.BREACH_SECOND_NOTICE]
    return {
        "ordinal": fact.ordinal,
        **party(case.registered.applicant),
        **matter(case),
        "breach": bool(late),
        "late": "\n".join(late),
        "reason": fact.breach_reason,
        "approver": fact.approved_by,
        "clerk": step.event.actor,
    }


def rates(lines: Sequence[Line]) -> tuple[Sum, ...]:
    """二次告知率: of the cases that were told, those told late; as a whole, by item, by clerk.

    A case counts once in each group, however often it was told; what was a mistake does not count.
    """
    counted = [line for line in lines if not line.voided]
    groups = (
        (SumOf.WHOLE, lambda _line: ""),
        (SumOf.ITEM, lambda line: str(line.cells["matter"]).partition("|")[0]),
        (SumOf.CLERK, lambda line: str(line.cells["clerk"])),
    )
    return tuple(one for kind, key in groups for one in _grouped(kind, key, counted))


def _grouped(kind: SumOf, key: Callable[[Line], str], lines: Sequence[Line]) -> list[Sum]:
    names = sorted({key(line) for line in lines}, key=lambda name: (len(name), name))
    return [_rate(kind, name, [line for line in lines if key(line) == name]) for name in names]


def _rate(kind: SumOf, name: str, lines: Sequence[Line]) -> Sum:
    told = {line.case_id for line in lines}
    late = {line.case_id for line in lines if line.cells["breach"]}
    return Sum(kind, name, len(told), len(late))


LEDGERS = (
    Ledger(
        "L21",
        ("ordinal", "applicant", "phone", "matter", "breach", "late", "reason", "approver", "clerk"),
        _told,
        rates,
    ),
)
