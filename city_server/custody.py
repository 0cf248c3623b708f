"""The city's word to a machine that leaves: all it made is here, its keys may go (sync.md D.10)."""

from sqlalchemy import Connection, update

from city_server import clock, parcel_keys
from city_server.blob_links import readable
from city_server.callers import Caller, Mode, own_instance
from city_server.denial import Denied
from city_server.mode_tables import hand_over_receipt
from city_server.modes import Turn, put
from city_server.store import add_missing
from outlet_app.sync.wire import Code, Custody, HandOver, sign_custody

_ASKED_AT_ONCE = 500
BY_MACHINE = "the machine"


def hand_over(conn: Connection, caller: Caller, told: HandOver) -> Custody:
    """Sign for what a machine says it handed over, where all of it is here; else say what is lacking.

    Denied: MODE for a machine nobody revoked, INSTANCE, SEQ_GAP{expected} where operations are lacking.
    """
    if caller.mode != Mode.EVACUATE:
        raise Denied(Code.MODE, mode=caller.mode)
    held = own_instance(conn, caller, told.instance, lock=True)
    if held.last_seq != told.last_seq:
        raise Denied(Code.SEQ_GAP, expected=held.last_seq + 1)
    lacking = _lacking(conn, caller.outlet, told.files)
    if lacking:
        return Custody(instance=told.instance, last_seq=told.last_seq, lacking=lacking)
    _write_down(conn, caller, told)
    private = parcel_keys.required(conn).private
    return Custody(instance=told.instance, last_seq=told.last_seq, signature=sign_custody(private, told))


def _lacking(conn: Connection, outlet: str, files: tuple[str, ...]) -> tuple[str, ...]:
    found: set[str] = set()
    for at in range(0, len(files), _ASKED_AT_ONCE):
        found |= readable(conn, outlet, files[at : at + _ASKED_AT_ONCE])
    return tuple(one for one in files if one not in found)


def _write_down(conn: Connection, caller: Caller, told: HandOver) -> None:
    row: dict[str, object] = {
        "instance_id": told.instance,
        "device_id": caller.device_id,
        "last_seq": told.last_seq,
        "files": len(told.files),
        "at": clock.stamp(),
        "destroyed_at": "",
    }
    add_missing(conn, hand_over_receipt, [row])
    mine = update(hand_over_receipt).where(hand_over_receipt.c.instance_id == told.instance)
    conn.execute(mine.values(last_seq=told.last_seq, files=len(told.files), at=row["at"]))
    if told.destroyed:
        conn.execute(mine.values(destroyed_at=clock.stamp()))
        put(conn, caller.device_id, Turn(Mode.REVOKED, BY_MACHINE, "handed over, keys destroyed"))
