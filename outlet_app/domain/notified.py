"""What has become of the materials a 一次性告知 asked for: brought, still lacking, scanned, in the city."""

from collections.abc import Collection

from outlet_app.domain.attachments import Arrival, arrival
from outlet_app.domain.dossier import Case
from outlet_app.domain.facts.intake import NoticeGiven
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.materials import MaterialState

_NO_SCANS = Arrival(0, 0)


@dataclass(frozen=True, slots=True)
class Asked:
    """One notice: how many materials it lists, how many are whole by now, which still lack.

    otherwise: those that need not be brought any more (容缺, 承诺, 不适用, 免交).
    scans: of its materials, made since.
    """

    total: int
    whole: int
    lacking: tuple[str, ...]
    otherwise: int = 0
    scans: Arrival = _NO_SCANS


def asked_by(
    notice: NoticeGiven,
    case: Case,
    since: Collection[str],
    arrived: Collection[str] = (),
    elsewhere: Collection[str] = (),
) -> Asked | None:
    """How a notice stands; None where the case lists none of its materials any more.

    since: ids of the events after it; arrived, elsewhere: digests the city has, and others have to send.
    """
    rows = {row.code: row for row in case.materials}
    listed = [rows[line.code] for line in notice.lines if line.code in rows]
    if not listed:
        return None
    lacking = tuple(row.name for row in listed if row.needs_correction)
    whole = sum(row.state is MaterialState.COMPLETE for row in listed)
    codes = {row.code for row in listed}
    made = [one for one in case.attachments if one.attachment_id in since and one.fact.material in codes]
    return Asked(
        total=len(listed),
        whole=whole,
        lacking=lacking,
        otherwise=len(listed) - whole - len(lacking),
        scans=arrival(made, arrived, elsewhere),
    )
