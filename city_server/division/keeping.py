"""How long the pages of the division remember: forms as long as one could be sent again, the record years."""

from datetime import timedelta

from sqlalchemy import Connection, delete

from city_server import clock
from city_server.division.sessions import LONGEST_S
from city_server.division_tables import division_deed, division_record

# A form belongs to a session: after twice the longest one no browser can send it any more.
FORMS_S = 2 * LONGEST_S
# 个人信息保护法 第五十六条: three years at least; the day they are over is still kept.
RECORD_DAYS = 3 * 366


def sweep(conn: Connection) -> None:
    """Forget what is past its time; whoever signs in pays for it."""
    conn.execute(delete(division_deed).where(division_deed.c.at < clock.seconds() - FORMS_S))
    oldest = clock.now() - timedelta(days=RECORD_DAYS)
    conn.execute(delete(division_record).where(division_record.c.at < oldest.isoformat()))
