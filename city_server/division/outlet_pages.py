"""网点情况: every machine, when it was heard of and what to look at, as `outlets` tells it."""

from starlette.responses import Response

from city_server import clock
from city_server.contact import contacts, troubles
from city_server.division.view import page
from city_server.division.visit import Visit
from city_server.releases.offer import etag_for


def show(visit: Visit) -> Response:
    """All machines, or only those that somebody should look at."""
    now, packs = clock.now(), visit.city.packs
    with visit.city.store.read() as conn:
        found = contacts(conn)
        newest = {outlet: etag_for(conn, packs, outlet) for outlet in {one.outlet for one in found}}
    lines = [(one, tuple(troubles(one, now, newest[one.outlet]))) for one in found]
    troubled = [line for line in lines if line[1]]
    every = "all" in visit.query
    shown = lines if every else troubled
    return page(visit, "outlets.html", lines=shown, every=every, total=len(lines), bad=len(troubled))
