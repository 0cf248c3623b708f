"""Which names one machine has had: what was made under any of them is its own (sync.md D.8)."""

from sqlalchemy import Connection, select

from city_server.fork_tables import fork


def lineage(conn: Connection, instance_id: str) -> frozenset[str]:
    """The instance and all it came from: what was made under any of these names is its own."""
    names = [instance_id]
    while True:
        before = conn.scalar(select(fork.c.forked_from).where(fork.c.instance_id == names[-1]))
        if before is None or before in names:
            return frozenset(names)
        names.append(before)
