"""Numbers of patents and marks named in running text, as they are written there (domain.md §10.3, §10.4)."""

import re
from collections.abc import Iterable

# An application or patent number of 13 or 9 signs, with or without ZL or CN and the dot before its check.
_PATENT = re.compile(r"(?<![0-9A-Za-z.])(?:ZL|CN)? ?(?:\d{12}|\d{8})\.?[\dX](?![0-9A-Za-z])", re.IGNORECASE)
# 第12345678号 is how a mark is named; a bare number might be anything.
_MARK = re.compile(r"第 ?(\d{5,8}[A-Z]?) ?号")
_ELSE = re.compile(r"(?<![0-9A-Za-z])(?:BS\.?\d{9}(?:\.[\dX])?|AGI\d{5}|\d{4}SR\d{7}|Y\d{13})(?![0-9A-Za-z])")


def rights_in(texts: Iterable[str]) -> tuple[str, ...]:
    """Every number once, in the order in which they are named."""
    found: dict[str, None] = {}
    for text in texts:
        hits = [(hit.start(), hit.group().strip()) for one in (_PATENT, _ELSE) for hit in one.finditer(text)]
        hits += [(hit.start(1), hit.group(1)) for hit in _MARK.finditer(text)]
        found.update(dict.fromkeys(number for _, number in sorted(hits)))
    return tuple(found)


def rights_of(texts: Iterable[str], cells: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """The same in texts and in the cells of tables."""
    return rights_in((*texts, *(cell for row in cells for cell in row)))
