"""Whom a machine believes: the city's own authority and no other, told apart by why a certificate fails."""

from collections.abc import Callable

from outlet_app.models.engine import Database
from outlet_app.models.instance import Instance
from outlet_app.sync.client import CityClient
from outlet_app.sync.line import Line, ask_unproven
from outlet_app.sync.outcomes import CaptivePortal, Untrusted
from outlet_app.sync.wire import Authority, Path, read, vouched

# In meta: the certificate of the city's authority, as the enrolment code named it.
AUTHORITY = "city.authority"


def fetch_authority(server_url: str, mark: str) -> str:
    """The certificate (PEM) that the mark of an enrolment code names, asked of the server itself.

    Nothing is sent and nothing is believed but what fits the mark, so it does not matter who answers.
    Raises Offline, CaptivePortal, Interrupted, InsecureAddress, Denial; Untrusted where it is another one.
    """
    try:
        told = read(ask_unproven(server_url, Path.AUTHORITY), Authority)
    except ValueError as wrong:
        raise CaptivePortal("not an authority") from wrong
    try:
        return vouched(told.pem, mark)
    except ValueError as other:
        raise Untrusted(str(other)) from other


def pinned_client(database: Database) -> Callable[[Instance], CityClient]:
    """Make clients that believe the authority kept at enrolment, and nobody where none was kept."""

    def make(instance: Instance) -> CityClient:
        with database.reading() as uow:
            authority = uow.meta.get(AUTHORITY) or ""
        return CityClient(instance, Line(instance.server_url, authority=authority))

    return make
