"""A first 口令: letters for a person, and a public key that says nothing to whoever carries it."""

import secrets

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from outlet_app.domain.numbering import CROCKFORD
from outlet_app.domain.releases.staff import FirstWord

GROUPS, IN_A_GROUP = 3, 4
SALT_BYTES = 16


def make_first_word(rounds: int = 3, memory_kib: int = 65_536, lanes: int = 2) -> tuple[str, FirstWord]:
    """A fresh 口令 of 60 bits as it is handed to the person, and what machines seal their key to."""
    word = "-".join("".join(secrets.choice(CROCKFORD) for _ in range(IN_A_GROUP)) for _ in range(GROUPS))
    salt = secrets.token_bytes(SALT_BYTES)
    bare = word.replace("-", "").encode()
    private = Argon2id(salt=salt, length=32, iterations=rounds, lanes=lanes, memory_cost=memory_kib).derive(
        bare
    )
    public = X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    return word, FirstWord(public.hex(), salt.hex(), rounds, memory_kib, lanes)
