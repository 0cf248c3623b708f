"""Works out every shape that is read while one thread alone is there.

msgspec works a type out where it is first read, and lets other threads run in between: a second thread that
meets the same type reads a half of it, and the process dies without a word. Whoever imports the treaty
therefore has all of it worked out before any lane or request reads a thing.
"""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.json import Decoder

from outlet_app.domain.records import fact_types

ROOM = __name__.rpartition(".")[0]


def work_out() -> tuple[type, ...]:
    """Every message of the treaty and every fact; what is worked out once stays so."""
    shapes = (*_messages(Struct), *fact_types())
    for shape in shapes:
        Decoder(shape)
    return shapes


def _messages(kind: type[Struct]) -> Iterator[type[Struct]]:
    for one in kind.__subclasses__():
        if one.__module__.startswith(ROOM):
            yield one
        yield from _messages(one)
