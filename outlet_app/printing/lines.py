"""Our Chinese paragraph: lines broken, compressed and justified by UI.md §11."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from outlet_app.printing.fonts import Face, Faces
from outlet_app.printing.tokens import (
    CLOSERS,
    NO_START,
    OPENERS,
    Cluster,
    Run,
    Token,
    clusters,
    singly,
    tokens,
)

SLACK = 0.01
# A line that would have to be stretched more than this (em a gap) stays ragged.
WIDEST_STRETCH = 0.5
BASELINE = 0.36
# By how much (em) lines are narrowed at a time until they are even.
EVENING = 0.25
# So many clusters a line keeps at least that gives one to a character standing alone under it.
KEPT = 5


class Align(StrEnum):
    """Where the lines stand in their box."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    JUSTIFY = "justify"


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph is set: size and leading in points, first-line indent and tracking in em; red warns.

    even: lines of about one length, for a single character under a full line looks like a mistake.
    """

    size: float
    leading: float
    align: Align = Align.LEFT
    indent: float = 0.0
    tracking: float = 0.0
    red: bool = False
    even: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A token at its x, in points from the left edge of the box."""

    x: float
    token: Token


@dataclass(frozen=True, slots=True)
class Line:
    """One set line; the width is what is seen, without blank halves at its ends."""

    placed: tuple[Placed, ...]
    width: float

    @property
    def text(self) -> str:
        """The line as it is read."""
        return "".join(one.token.text for one in self.placed)


@dataclass(frozen=True, slots=True)
class _Setter:
    """Measures and places the tokens of one line, in em."""

    faces: Faces
    tracking: float

    def width(self, line: Sequence[Token], flush: bool) -> float:
        line = _trimmed(line)
        return self.places(line, flush)[1] if line else 0.0

    def places(self, line: Sequence[Token], flush: bool) -> tuple[list[float], float]:
        xs, x = [], 0.0
        for index, token in enumerate(line):
            before = line[index - 1].text[-1] if index else ""
            left = _blank_left(token, before, flush and not index)
            xs.append(x - left)
            after = line[index + 1].text[0] if index + 1 < len(line) else ""
            last = index + 1 == len(line)
            x += self._advance(token, last) - left - _blank_right(token, after, last)
        return xs, x

    def loose(self, cluster: Cluster) -> float:
        """Never less than what the cluster adds to a line, and quick to say."""
        return sum(self._advance(token, last=False) for token in cluster if not token.is_break)

    def _advance(self, token: Token, last: bool) -> float:
        return self.faces.width(token.text, token.face) + (0.0 if last else self.tracking)


def typeset(runs: Sequence[Run], style: Style, width: float, faces: Faces) -> tuple[Line, ...]:
    """Set the runs into lines no wider than `width` points; at least one line, perhaps empty."""
    setter = _Setter(faces, style.tracking)
    words = list(clusters(tokens(runs)))
    if style.tracking:
        words = [one for word in words for one in singly(word)]
    found = _accompanied(_evenly(words, style, width / style.size, setter))
    return tuple(_placed(line, style, width, setter) for line in found) or (Line((), 0.0),)


def natural_width(runs: Sequence[Run], style: Style, faces: Faces) -> float:
    """The width of the runs on one line, in points."""
    return _Setter(faces, style.tracking).width(list(tokens(runs)), flush=False) * style.size


@dataclass(frozen=True, slots=True)
class _Raw:
    """A line before it is placed: `full` lines may be stretched, the first stands in by the indent."""

    tokens: list[Token]
    full: bool
    indent: float


def _evenly(words: list[Cluster], style: Style, measure: float, setter: _Setter) -> list[_Raw]:
    """The lines, where they shall be even in the narrowest measure that needs no further one."""
    lines = list(_broken(words, style, measure, setter))
    if not style.even or len(lines) < 2:
        return lines
    widest = max(map(setter.loose, words))
    while (measure := measure - EVENING) >= widest:
        narrower = list(_broken(words, style, measure, setter))
        if len(narrower) > len(lines):
            break
        lines = narrower
    return lines


def _accompanied(lines: list[_Raw]) -> list[_Raw]:
    """The lines, none of which ends a paragraph with one character alone (单字不成行)."""
    for number in range(1, len(lines)):
        above, last = lines[number - 1], lines[number]
        if above.full and not last.full and _is_lonely(last.tokens):
            lines[number - 1 : number + 1] = _shared(above, last)
    return lines


def _is_lonely(line: Sequence[Token]) -> bool:
    inked = [one for one in _trimmed(line) if one.text not in NO_START]
    return len(inked) == 1 and len(inked[0].text) == 1


def _shared(above: _Raw, last: _Raw) -> tuple[_Raw, _Raw]:
    """Both lines with the last word of the first brought down, where that leaves enough above."""
    *kept, word = clusters(_trimmed(above.tokens))
    if len(kept) < KEPT:
        return above, last
    left = [one for cluster in kept for one in cluster]
    return replace(above, tokens=left), replace(last, tokens=[*word, *last.tokens])


def _broken(words: list[Cluster], style: Style, measure: float, setter: _Setter) -> Iterator[_Raw]:
    waiting = words[::-1]
    line: list[Token] = []
    indent, used = style.indent, 0.0
    while waiting:
        cluster = waiting.pop()
        used += setter.loose(cluster)
        room = measure - indent + SLACK
        if cluster[0].is_break:
            yield _Raw(line, False, indent)
            line, indent, used = [], style.indent, 0.0
        elif used <= room or setter.width([*line, *cluster], not indent) <= room:
            line += cluster
        elif line:
            yield _Raw(line, True, indent)
            line, indent, used = [], 0.0, 0.0
            waiting.append(cluster)
        elif _can_be_cut(cluster):
            waiting += list(singly(cluster))[::-1]
            used = 0.0
        else:
            line += cluster
    if line:
        yield _Raw(line, False, indent)


def _can_be_cut(cluster: Cluster) -> bool:
    return len(cluster) > 1 or len(cluster[0].text) > 1


def _placed(raw: _Raw, style: Style, width: float, setter: _Setter) -> Line:
    line = _trimmed(raw.tokens)
    xs, seen = setter.places(line, flush=not raw.indent)
    slack = width / style.size - raw.indent - seen
    stretch = _stretch(line, slack) if raw.full and style.align is Align.JUSTIFY else 0.0
    start = raw.indent + {Align.CENTRE: slack / 2, Align.RIGHT: slack}.get(style.align, 0.0)
    spots = (
        Placed((start + x + stretch * index) * style.size, token)
        for index, (x, token) in enumerate(zip(xs, line, strict=True))
    )
    return Line(tuple(spots), (seen + stretch * max(len(line) - 1, 0)) * style.size)


def _stretch(line: Sequence[Token], slack: float) -> float:
    gaps = len(line) - 1
    if gaps < 1 or slack / gaps > WIDEST_STRETCH:
        return 0.0
    return slack / gaps


def _trimmed(line: Sequence[Token]) -> list[Token]:
    found = list(line)
    while found and found[-1].is_space:
        found.pop()
    while found and found[0].is_space:
        found.pop(0)
    return found


def _blank_left(token: Token, before: str, flush: bool) -> float:
    opens = token.text in OPENERS
    return 0.5 if opens and (flush or before in OPENERS) else 0.0


def _blank_right(token: Token, after: str, last: bool) -> float:
    closes = token.text in CLOSERS
    return 0.5 if closes and (last or after in CLOSERS or after in OPENERS) else 0.0


def plain(text: str, face: Face) -> tuple[Run, ...]:
    """A text of one face."""
    return (Run(text, face),)


def in_face(runs: Sequence[Run], face: Face) -> tuple[Run, ...]:
    """The same runs, all in one face."""
    return tuple(replace(run, face=face) for run in runs)


def bold(runs: Sequence[Run]) -> tuple[Run, ...]:
    """The same runs in the bold cut."""
    heavier = {Face.SANS: Face.SANS_BOLD, Face.SERIF: Face.SERIF_BOLD}
    return tuple(replace(run, face=heavier.get(run.face, run.face)) for run in runs)
