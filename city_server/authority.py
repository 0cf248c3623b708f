"""The authority that vouches for the city's servers: kept in the database, told to machines that enrol."""

from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.serialization import Encoding
from sqlalchemy import Connection, delete, insert, select

from city_server import schema

_NAME = "authority"
_UNREADABLE = "{file} is no certificate in PEM."
_STRANGER = "--cert was not signed by --ca; no machine would believe this server."
_LATE = "The certificate in {file} ended on {day}."
_MISSING = "Say with --ca who signed --cert, once for every city; machines believe nobody else."


def kept(conn: Connection) -> str:
    """The authority's certificate (PEM), empty where the city has none."""
    asked = select(schema.secret.c.value).where(schema.secret.c.name == _NAME)
    found: bytes | None = conn.scalar(asked)
    return found.decode() if found else ""


def settle(conn: Connection, certificate: Path | None, authority: Path | None) -> str:
    """Keep the authority given, after holding the server's certificate against it.

    Returns a sentence where the two do not fit, the one is over, or no authority is known; empty where
    all is well or the server speaks plain.
    """
    if certificate is None:
        return ""
    try:
        chain = x509.load_pem_x509_certificates(certificate.read_bytes())
    except ValueError:
        return _UNREADABLE.format(file=certificate)
    try:
        told = authority.read_bytes() if authority else kept(conn).encode()
        root = x509.load_pem_x509_certificate(told) if told else None
    except ValueError:
        return _UNREADABLE.format(file=authority)
    if root is None:
        return _MISSING
    fault = _fault(certificate, chain, root)
    if not fault and authority:
        _keep(conn, root.public_bytes(Encoding.PEM))
    return fault


def ends(certificate: Path) -> datetime:
    """When the server's own certificate ends, UTC; ValueError where it is none."""
    return x509.load_pem_x509_certificate(certificate.read_bytes()).not_valid_after_utc


def _fault(file: Path, chain: list[x509.Certificate], root: x509.Certificate) -> str:
    if chain[0].not_valid_after_utc < datetime.now(UTC):
        return _LATE.format(file=file, day=chain[0].not_valid_after_utc.date())
    last = chain[-1]
    if last == root:
        return ""
    try:
        last.verify_directly_issued_by(root)
    except (ValueError, TypeError, InvalidSignature):
        return _STRANGER
    return ""


def _keep(conn: Connection, pem: bytes) -> None:
    conn.execute(delete(schema.secret).where(schema.secret.c.name == _NAME))
    conn.execute(insert(schema.secret).values(name=_NAME, value=pem))
