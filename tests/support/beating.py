"""What a machine says of itself, for tests."""

from datetime import datetime

from outlet_app.domain.calendar import CST
from outlet_app.models.instance import Instance
from outlet_app.sync import wire


def beat_of(me: Instance, **changes: object) -> wire.Beat:
    """A machine that is well."""
    told: dict[str, object] = {
        "instance": me.instance_id,
        "at": datetime.now(CST),
        "trust": "server",
        "queue": 0,
        "need_you": 0,
        "catalogue": "64a1f00d",
        "program": "0.1.0",
    }
    return wire.Beat(**{**told, **changes})  # type: ignore[arg-type]
