"""The city's own authority: how it is named in an enrolment code, so that a machine trusts no other."""

import ssl
from hashlib import sha256

from msgspec import Struct

from outlet_app.domain.numbering import CROCKFORD

# 100 bits of the certificate's SHA-256: nobody makes a second certificate with the same ones.
MARK_LENGTH = 20
_BITS = 5 * MARK_LENGTH
_ALIKE = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None})


class Authority(Struct, frozen=True, kw_only=True):
    """The certificate every server of the city is vouched for by (PEM)."""

    pem: str


def authority_mark(pem: str) -> str:
    """The mark of a certificate, in groups of five; ValueError where the text is no certificate."""
    number = int.from_bytes(sha256(ssl.PEM_cert_to_DER_cert(pem.strip())).digest()) >> (256 - _BITS)
    letters = "".join(CROCKFORD[number >> shift & 31] for shift in range(_BITS - 5, -1, -5))
    return "-".join(letters[i : i + 5] for i in range(0, MARK_LENGTH, 5))


def vouched(pem: str, mark: str) -> str:
    """The one certificate the mark names, written anew so that nothing else travels with it.

    ValueError where the text is no certificate or another one.
    """
    if _plain(authority_mark(pem)) != _plain(mark):
        raise ValueError("not the certificate that the code names")
    return ssl.DER_cert_to_PEM_cert(ssl.PEM_cert_to_DER_cert(pem.strip()))


def split_code(text: str) -> tuple[str, str]:
    """An enrolment code and the mark behind its plus sign; the mark is empty where there is none."""
    code, _, mark = text.strip().partition("+")
    return code.strip(), mark.strip()


def _plain(mark: str) -> str:
    return mark.upper().translate(_ALIKE)
