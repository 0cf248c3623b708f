"""What a name, a code or a number can be found by: letters, neighbours, initials, beginnings and tails.

A name is a row of places; each place accepts its own character and the pinyin initials of all its
readings. A query fits where consecutive places accept its characters, so Han, initials and a mixture
of both find the same name.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

DOT = "·"
_DOTS = frozenset("·•‧∙⋅・･᛫")
_DROPPED = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po"})
_KEY = "¦"  # no letter; the tokenizer keeps every non-ASCII sign
_SHORTEST_KEY = 4
_LONGEST_QUERY = 32  # grams asked of the index; the recheck looks at the whole query


@dataclass(frozen=True, slots=True)
class Place:
    """One character of a folded name: where it stood, and what a query may type for it."""

    at: int
    accepts: frozenset[str]


def fold(text: str) -> str:
    """The form in which texts are compared: half-width, lower case, no spaces, one kind of middle dot."""
    return "".join(_folded(sign) for sign in text)


@lru_cache(maxsize=16384)
def _folded(sign: str) -> str:
    if sign in _DOTS:
        return DOT
    return "".join(part for part in unicodedata.normalize("NFKC", sign).casefold() if _kept(part))


def _kept(sign: str) -> bool:
    if sign == DOT or sign.isascii():
        return sign == DOT or sign.isalnum()
    return unicodedata.category(sign) not in _DROPPED


@lru_cache(maxsize=16384)
def _accepts(sign: str) -> frozenset[str]:
    return frozenset({sign, *initials(sign)})


def initials(sign: str) -> frozenset[str]:
    """First letters of every reading of one Han character; empty for what has none."""
    if sign.isascii():
        return frozenset()
    # The tables of pypinyin take 0.3 s to read; the sign-in page must not wait for them.
    from pypinyin import Style, pinyin

    readings = pinyin(sign, style=Style.FIRST_LETTER, heteronym=True, errors="ignore")
    return frozenset(letter for row in readings for letter in row if letter)


def places(name: str) -> tuple[Place, ...]:
    """The folded name as a row of places."""
    return tuple(Place(at, _accepts(part)) for at, sign in enumerate(name) for part in _folded(sign))


def _spellings(name: str) -> Iterator[tuple[Place, ...]]:
    row = places(name)
    yield row
    without = tuple(place for place in row if DOT not in place.accepts)
    if len(without) < len(row):
        yield without


def name_tokens(name: str) -> frozenset[str]:
    """Every character and every pair of neighbours a query can ask for."""
    found: set[str] = set()
    for row in _spellings(name):
        found.update(sign for place in row for sign in place.accepts)
        found.update(a + b for left, right in pairwise(row) for a in left.accepts for b in right.accepts)
    return frozenset(found)


def name_hit(name: str, query: str) -> tuple[int, int] | None:
    """Where a folded query fits into a name, as (start, end) in the name as written."""
    for row in _spellings(name):
        for start in range(len(row) - len(query) + 1) if query else ():
            here = row[start : start + len(query)]
            if all(sign in place.accepts for sign, place in zip(query, here, strict=True)):
                return here[0].at, here[-1].at + 1
    return None


def key_hit(keys: Sequence[str], query: str) -> bool:
    """Whether a folded query is a beginning or a tail of one of the folded keys."""
    return len(query) >= _SHORTEST_KEY and any(key.startswith(query) or key.endswith(query) for key in keys)


def key_tokens(keys: Sequence[str]) -> frozenset[str]:
    """Beginnings and tails of folded keys, marked so that they never meet a name's letters."""
    found: set[str] = set()
    for key in keys:
        cuts = range(_SHORTEST_KEY, len(key) + 1)
        found.update(_KEY + key[:size] for size in cuts)
        found.update(_KEY + key[-size:] for size in cuts)
    return frozenset(found)


def question(query: str) -> str:
    """The index query of a folded, non-empty text."""
    asked = query[:_LONGEST_QUERY]
    grams = {a + b for a, b in pairwise(asked)} or {asked}
    found = " AND ".join(f'"{gram}"' for gram in sorted(grams))
    return f'({found}) OR "{_KEY}{query}"' if len(query) >= _SHORTEST_KEY else found


def case_no_keys(case_no: str) -> tuple[str, ...]:
    """A case number as typed whole, and without its check character (domain.md §10.8)."""
    whole = fold(case_no)
    return (whole, whole[:-1]) if whole else ()
