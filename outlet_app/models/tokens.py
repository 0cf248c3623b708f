"""What a name, a code or a number can be found by: letters, neighbours, initials, beginnings and tails.

A folded name is a row of signs; each place accepts its own sign and the pinyin initials of all its
readings. A query fits where consecutive places accept its signs, so Han, initials and a mixture of
both find the same name.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from pypinyin import Style, pinyin

DOT = "·"
LINE = "\n"  # between several texts of one row; folding never leaves one inside a text
_DOTS = frozenset("·•‧∙⋅・･᛫")
_DROPPED = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po"})
_KEY = "¦"  # no letter; the tokenizer keeps every non-ASCII sign
_SHORTEST_KEY = 4
_LONGEST_QUERY = 32  # grams asked of the index; the recheck looks at the whole query

Accepts = tuple[frozenset[str], ...]


def fold(text: str) -> str:
    """The form in which texts are compared: half-width, lower case, no spaces, one kind of middle dot."""
    return "".join(_folded(sign) for sign in text)


def fold_all(texts: Iterable[str]) -> str:
    """Several folded texts as one, empty ones left out."""
    return LINE.join(folded for text in texts if (folded := fold(text)))


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
def initials(sign: str) -> frozenset[str]:
    """First letters of every reading of one Han character; empty for what has none."""
    if sign.isascii():
        return frozenset()
    readings = pinyin(sign, style=Style.FIRST_LETTER, heteronym=True, errors="ignore")
    return frozenset(letter for row in readings for letter in row if letter)


@lru_cache(maxsize=4096)
def _accepts(folded: str) -> Accepts:
    return tuple(frozenset({sign, *initials(sign)}) for sign in folded)


def _spellings(folded: str) -> Iterator[str]:
    yield folded
    if DOT in folded:
        yield folded.replace(DOT, "")


def _start(row: Accepts, query: str) -> int | None:
    for start in range(len(row) - len(query) + 1):
        if all(sign in place for sign, place in zip(query, row[start:], strict=False)):
            return start
    return None


def name_tokens(folded: str) -> frozenset[str]:
    """Every sign and every pair of neighbours a query can ask for in folded names."""
    found: set[str] = set()
    for name in folded.split(LINE):
        for spelling in _spellings(name):
            row = _accepts(spelling)
            found.update(*row)
            found.update(a + b for left, right in pairwise(row) for a in left for b in right)
    return frozenset(found)


def name_fits(folded: str, query: str) -> bool:
    """Whether a folded query is a part of one of the folded names."""
    if not query:
        return False
    spellings = [spelling for name in folded.split(LINE) for spelling in _spellings(name)]
    if any(query in spelling for spelling in spellings):
        return True
    by_initials = any(sign.isascii() for sign in query)
    return by_initials and any(_start(_accepts(spelling), query) is not None for spelling in spellings)


def name_span(name: str, query: str) -> tuple[int, int] | None:
    """Where a folded query fits into a name, as (start, end) in the name as written."""
    origins = [(at, part) for at, sign in enumerate(name) for part in _folded(sign)]
    for kept in (origins, [pair for pair in origins if pair[1] != DOT]):
        row = _accepts("".join(part for _, part in kept))
        start = _start(row, query) if query else None
        if start is not None:
            return kept[start][0], kept[start + len(query) - 1][0] + 1
    return None


def key_fits(folded: str, query: str) -> bool:
    """Whether a folded query is a beginning or a tail of one of the folded codes."""
    codes = f"{LINE}{folded}{LINE}"
    return len(query) >= _SHORTEST_KEY and (LINE + query in codes or query + LINE in codes)


def key_tokens(folded: str) -> frozenset[str]:
    """Beginnings and tails of folded codes, marked so that they never meet a name's letters."""
    found: set[str] = set()
    for code in folded.split(LINE):
        cuts = range(_SHORTEST_KEY, len(code) + 1)
        found.update(_KEY + code[:size] for size in cuts)
        found.update(_KEY + code[-size:] for size in cuts)
    return frozenset(found)


def question(query: str) -> str:
    """The index query of a folded, non-empty text."""
    asked = query[:_LONGEST_QUERY]
    grams = {a + b for a, b in pairwise(asked)} or {asked}
    found = " AND ".join(f'"{gram}"' for gram in sorted(grams))
    code = query[: 2 * _LONGEST_QUERY]
    return f'({found}) OR "{_KEY}{code}"' if len(query) >= _SHORTEST_KEY else found


def case_no_codes(case_no: str) -> tuple[str, ...]:
    """A case number as typed whole, and without its check character (domain.md §10.8)."""
    return (case_no, case_no[:-1]) if case_no else ()
