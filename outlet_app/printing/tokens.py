"""What of a Chinese text stays together: codes, dates, numbers with their unit, and punctuation."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from outlet_app.printing.fonts import Face, printable

NO_START = frozenset("，。；：、！？）”’》】〕％·%)],.;:!?…—～*")
NO_END = frozenset("（“‘《【〔([·")
CLOSERS = frozenset("，。；：、！？）”’》】〕")
OPENERS = frozenset("（“‘《【〔")

_TOKEN = re.compile(
    r"\n|[ ]+"
    r"|(?:\d{4}年)?\d{1,2}月\d{1,2}日"
    r"|[A-Z]{2}\d{4} ?\w{1,2}〔\d{4}〕\d+ ?号"
    r"|\d+ (?:[个件份页次项人号位条天张枚]|小时)"
    r"|[A-Za-z0-9*]+(?:[-./:@+_#&'%]+[A-Za-z0-9*]+)*%?"
    r"|—+|…+|."
)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one face."""

    text: str
    face: Face


@dataclass(frozen=True, slots=True)
class Token:
    """The smallest thing a line break leaves whole."""

    text: str
    face: Face

    @property
    def is_space(self) -> bool:
        return self.text.startswith(" ")

    @property
    def is_break(self) -> bool:
        return self.text == "\n"


Cluster = tuple[Token, ...]


def tokens(runs: Iterable[Run]) -> Iterator[Token]:
    """Cut runs into tokens; what leaves no ink is dropped, an unknown character is a token of its own."""
    for run in runs:
        for found in _TOKEN.findall(printable(run.text)):
            yield Token(found, run.face)


def clusters(stream: Iterable[Token]) -> Iterator[Cluster]:
    """Tie tokens that must not be parted: no closing mark starts a line, no opening mark ends one."""
    held: list[Token] = []
    for token in stream:
        if held and _may_part(held[-1], token):
            yield tuple(held)
            held = []
        held.append(token)
    if held:
        yield tuple(held)


def singly(cluster: Cluster) -> Iterator[Cluster]:
    """The last resort for a cluster wider than its line: every character on its own."""
    return ((Token(char, token.face),) for token in cluster for char in token.text)


def _may_part(left: Token, right: Token) -> bool:
    if left.is_break or right.is_break:
        return True
    if right.is_space:
        return False
    return right.text[0] not in NO_START and left.text[-1] not in NO_END
