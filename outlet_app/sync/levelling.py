"""Makes peace with a city that was set back: resends what it lost, fetches what differs (D.8, D.13)."""

import json
from datetime import datetime

from outlet_app.failpoints import Failpoint, reach
from outlet_app.models.engine import Database
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.sync.client import CityClient
from outlet_app.sync.inbound import place_entries
from outlet_app.sync.outbound import CasesChanged
from outlet_app.sync.outcomes import CaptivePortal, Interrupted
from outlet_app.sync.wire import PulledCase, bucket_of, mark_of, marks_of, sum_of, sums_of

RECEIPTS = "sync.receipts"
HEALED = "sync.healed"
EPOCH = "epoch"
_TRIES = 3
_MOST_RECEIPTS = 50


def as_healed(
    what: str, at: datetime, count: int, terminal: str = "", *, lost: int = 0, untold: int = 0
) -> str:
    """What was put right by itself, as it is kept for the clerk to read."""
    told = {"what": what, "at": at.isoformat(), "count": count, "terminal": terminal}
    return json.dumps({**told, "lost": lost, "untold": untold})


class Levelling:
    """Places are the city's word and may be taken back; no event and no number here ever is."""

    def __init__(self, database: Database, on_cases_changed: CasesChanged) -> None:
        self._database = database
        self._on_cases_changed = on_cases_changed

    def turn_to(self, epoch: str, held: int, at: datetime) -> int:
        """Follow the city into its new epoch; how many events it lost, which now wait again.

        held: up to which sequence number the city has this machine in that epoch.

        The receipt of the old epoch is kept: it proves what the city once had. The cursor stays in
        the old epoch until `level` is through, so that a start in between knows what is still to do.
        """
        with self._database.unit_of_work() as uow:
            instance = uow.instance.required()
            _keep_receipt(uow, instance.epoch, instance.acked_seq, instance.receipt, epoch, held, at)
            lost = uow.restarts.lost_after(held)
            # The last one it says it has is sent once more: had a copy of this machine been there first, what
            # stands at that place is not ours, and the city says FORK instead of leaving a hole.
            uow.outbox.rewind(max(held, 1))
            uow.instance.turn_to(epoch)
            if uow.cursors.get(instance.outlet_code) is None:
                uow.cursors.set(instance.outlet_code, instance.epoch, 0)
            uow.meta.set(HEALED, as_healed(EPOCH, at, lost))
            uow.commit()
        return lost

    @property
    def is_due(self) -> bool:
        """Whether the cursor is still of an epoch that is over."""
        with self._database.reading() as uow:
            instance = uow.instance.required()
            cursor = uow.cursors.get(instance.outlet_code)
        return cursor is not None and cursor.epoch != instance.epoch

    def level(self, client: CityClient) -> int:
        """Fetch the buckets that differ and follow the city in them; how many cases were touched.

        Raises as the client does; what was put right before that stays.
        """
        city = client.buckets()
        with self._database.reading() as uow:
            here = sums_of(mark_of(*told) for told in uow.places.told())
        differing = [
            no for no, (one, other) in enumerate(zip(city.buckets, here, strict=True)) if one != other
        ]
        reach(Failpoint.LEVEL_BEFORE_BUCKETS)
        touched = sum(self._follow(no, _whole_bucket(client, no)) for no in differing)
        reach(Failpoint.LEVEL_BEFORE_CURSOR)
        with self._database.unit_of_work() as uow:
            uow.cursors.set(uow.instance.required().outlet_code, city.epoch, city.version)
            uow.commit()
        return touched

    def _follow(self, no: int, cases: tuple[PulledCase, ...]) -> int:
        with self._database.unit_of_work() as uow:
            here = {told[0] for told in uow.places.told() if bucket_of(told[0]) == no}
            known = {
                entry.op_id
                for one in uow.journal.of_cases(c.case_id for c in cases).values()
                for entry in one
            }
            uow.places.forget(here | {case.case_id for case in cases})
            place_entries(uow, [(case, entry) for case in cases for entry in case.events], known)
            touched = sorted(here | {case.case_id for case in cases})
            self._on_cases_changed(uow, touched)
            uow.commit()
        return len(touched)


def _whole_bucket(client: CityClient, no: int) -> tuple[PulledCase, ...]:
    """Every case of a bucket, proven by the sum told with it: an empty answer alone moves nothing."""
    for _ in range(_TRIES):
        cases: list[PulledCase] = []
        while True:
            page = client.bucket(no, cases[-1].case_id if cases else "")
            cases += page.cases
            if not page.more:
                break
        if any(bucket_of(case.case_id) != no for case in cases):
            raise CaptivePortal("a case of another bucket")
        if sum_of(marks_of(cases)) == page.bucket:
            return tuple(cases)
    # Somebody may have pushed between two pages, but hardly each time.
    raise Interrupted(f"bucket {no} does not fit its sum")


def _keep_receipt(
    uow: UnitOfWork, epoch: str, acked: int, receipt: str, new: str, held: int, at: datetime
) -> None:
    if not receipt:
        return
    kept = json.loads(uow.meta.get(RECEIPTS) or "[]")
    line = {"epoch": epoch, "seq": acked, "receipt": receipt, "then": new, "from": held, "at": at.isoformat()}
    uow.meta.set(RECEIPTS, json.dumps([*kept, line][-_MOST_RECEIPTS:]))
