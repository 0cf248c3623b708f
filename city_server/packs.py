"""The data packs on offer, as files with digests; policies and register are handed down as signed."""

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from city_server.denial import Denied
from outlet_app.domain.calendar import HolidayCalendar, read_calendar
from outlet_app.domain.catalogue import Catalogue as ServiceItems
from outlet_app.domain.catalogue import read_catalogue
from outlet_app.domain.outlets import Outlets, read_outlets
from outlet_app.sync.wire import Catalogue, Code, Pack

KINDS = ("catalogue", "calendar", "forms", "packages", "credit", "policies", "register")


@dataclass(frozen=True, slots=True)
class Packs:
    """What is on offer, read once at the start; `etag` changes with any file."""

    manifest: Catalogue
    bodies: dict[tuple[str, str], bytes]

    @property
    def etag(self) -> str:
        """Short name of this very set of packs."""
        return self.manifest.etag

    def body(self, kind: str, ref: str) -> bytes:
        """The bytes of one pack; Denied 404 where there is none."""
        found = self.bodies.get((kind, ref))
        if found is None:
            raise Denied(Code.NOT_FOUND)
        return found


def read_packs(resources: Path) -> Packs:
    """Read every `<kind>/<ref>.json` below the resources folder."""
    bodies = {
        (kind, file.stem): file.read_bytes()
        for kind in KINDS
        for file in sorted((resources / kind).glob("*.json"))
    }
    packs = tuple(
        Pack(ref=ref, kind=kind, sha256=sha256(body).hexdigest(), size=len(body))
        for (kind, ref), body in sorted(bodies.items())
    )
    told = "\n".join(f"{one.kind}/{one.ref} {one.sha256}" for one in packs)
    return Packs(Catalogue(etag=sha256(told.encode()).hexdigest()[:16], packs=packs), bodies)


def read_lists(resources: Path) -> dict[str, ServiceItems]:
    """The service-item lists on offer, by version."""
    bodies = sorted((resources / "catalogue").glob("*.json"))
    read = (read_catalogue(json.loads(body.read_bytes())) for body in bodies)
    return {one.version: one for one in read}


def read_calendars(resources: Path) -> HolidayCalendar:
    """The holiday plans on offer."""
    plans = sorted((resources / "calendar").glob("*.json"))
    return read_calendar([json.loads(plan.read_text(encoding="utf-8")) for plan in plans])


def read_outlet_table(resources: Path) -> Outlets:
    """The city's outlets from `outlets.json`; OutletsError names row and column of a bad table."""
    return read_outlets(json.loads((resources / "outlets.json").read_text(encoding="utf-8")))
