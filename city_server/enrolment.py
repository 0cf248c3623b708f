"""How a machine becomes a counter: one-time codes, device keys, terminal numbers."""

import secrets
import uuid
from hashlib import sha256

from sqlalchemy import Connection, insert, select, update

from city_server import clock, epochs, parcel_keys, reviews, schema
from city_server.callers import Mode
from city_server.denial import Denied
from city_server.modes import carry_over
from city_server.number_tables import former_terminal
from city_server.store import add_missing
from outlet_app.domain.outlets import Outlets
from outlet_app.sync.wire import Code, Enrol, Enrolled, OutletCard, StaffCard

# Crockford's base 32: no letter that could be read as a digit.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})
CODE_SECONDS = 7 * 24 * 3600
LAST_TERMINAL = 99


class UnknownOutlet(Exception):  # noqa: N818 - said to the administrator as it is
    """No outlet with this code is in the city's table."""


def take_in_outlets(conn: Connection, outlets: Outlets) -> None:
    """Add the outlets that the city does not have yet."""
    rows: list[dict[str, object]] = [
        {"code": one.code, "sign": one.sign, "name": one.name, "last_terminal": 0} for one in outlets.all
    ]
    add_missing(conn, schema.outlet, rows)


def make_code(conn: Connection, outlet_code: str, staff_no: str, staff_name: str) -> str:
    """A one-time code, good for 7 days, bound to an outlet and its first 窗口负责人 (decisions.md 23)."""
    if conn.scalar(select(schema.outlet.c.code).where(schema.outlet.c.code == outlet_code)) is None:
        raise UnknownOutlet(outlet_code)
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(16))
    conn.execute(
        insert(schema.enrolment).values(
            code_hash=_hash(letters),
            outlet=outlet_code,
            staff_no=staff_no,
            staff_name=staff_name,
            expires=clock.seconds() + CODE_SECONDS,
        )
    )
    return "-".join(letters[i : i + 4] for i in range(0, 16, 4))


def enrol(conn: Connection, asked: Enrol) -> Enrolled:
    """Take a machine on. The same code with the same key gets the same answer again; Denied 403 else.

    OUTLET where a machine that knows its outlet has a code for another one; the code is good still.
    """
    code = conn.execute(
        select(schema.enrolment).where(schema.enrolment.c.code_hash == _hash(asked.code)).with_for_update()
    ).one_or_none()
    if code is None:
        raise Denied(Code.CODE_UNKNOWN)
    if asked.outlet not in ("", code.outlet):
        raise Denied(Code.OUTLET)
    device_id = code.device_id
    if device_id is None:
        if code.expires < clock.seconds():
            raise Denied(Code.CODE_EXPIRED)
        device_id = _take_on(conn, asked, code.outlet, code.code_hash)
    return _answer(conn, asked, device_id, StaffCard(staff_no=code.staff_no, name=code.staff_name))


def _take_on(conn: Connection, asked: Enrol, outlet_code: str, code_hash: str) -> str:
    device_id = str(uuid.uuid4())
    known = select(schema.instance.c.device_id).where(schema.instance.c.instance_id == asked.instance_id)
    if conn.scalar(known) is not None:
        raise Denied(Code.INSTANCE)
    conn.execute(
        insert(schema.device).values(
            device_id=device_id,
            outlet=outlet_code,
            terminal_no=terminal_for(conn, outlet_code, asked.wish),
            public_key=bytes.fromhex(asked.public_key),
            mode=Mode.ACTIVE.value,
            enrolled_at=clock.stamp(),
        )
    )
    conn.execute(
        insert(schema.instance).values(
            instance_id=asked.instance_id, device_id=device_id, last_seq=0, receipt=""
        )
    )
    carry_over(conn, device_id, asked.mode)
    former: list[dict[str, object]] = [
        {"instance_id": asked.instance_id, "terminal": one} for one in dict.fromkeys(asked.terminals)
    ]
    add_missing(conn, former_terminal, former)
    used = update(schema.enrolment).where(schema.enrolment.c.code_hash == code_hash)
    conn.execute(used.values(device_id=device_id))
    return device_id


def terminal_for(conn: Connection, outlet_code: str, wish: str = "") -> str:
    """The number wished for where nobody has it, else the outlet's next; Denied TERMINALS_FULL after 99."""
    device = schema.device.c
    given = set(conn.scalars(select(device.terminal_no).where(device.outlet == outlet_code)))
    if wish.strip("0") and wish not in given:
        return wish
    while (number := _next_terminal(conn, outlet_code)) in given:
        pass
    return number


def _next_terminal(conn: Connection, outlet_code: str) -> str:
    raised = conn.scalar(
        update(schema.outlet)
        .where(schema.outlet.c.code == outlet_code, schema.outlet.c.last_terminal < LAST_TERMINAL)
        .values(last_terminal=schema.outlet.c.last_terminal + 1)
        .returning(schema.outlet.c.last_terminal)
    )
    if raised is None:
        raise Denied(Code.TERMINALS_FULL)
    return f"{raised:02d}"


def _answer(conn: Connection, asked: Enrol, device_id: str, staff: StaffCard) -> Enrolled:
    device = conn.execute(select(schema.device).where(schema.device.c.device_id == device_id)).one()
    if device.public_key != bytes.fromhex(asked.public_key):
        raise Denied(Code.CODE_USED)
    outlet = conn.execute(select(schema.outlet).where(schema.outlet.c.code == device.outlet)).one()
    first = select(schema.instance.c.instance_id).where(schema.instance.c.device_id == device_id)
    return Enrolled(
        device_id=device_id,
        instance_id=conn.scalars(first).first() or "",
        terminal_no=device.terminal_no,
        outlet=OutletCard(code=outlet.code, sign=outlet.sign, name=outlet.name),
        staff=staff,
        epoch=epochs.required(conn).name,
        server_time=clock.now(),
        reviews=reviews.key_told(conn),
        parcels=parcel_keys.key_told(conn),
    )


def _hash(code: str) -> str:
    return sha256(code.upper().translate(_ALIKE).encode()).hexdigest()
