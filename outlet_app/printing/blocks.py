"""Our small building blocks: each knows its height at a width, and draws itself into a box."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from outlet_app.printing.fonts import Face, Faces
from outlet_app.printing.lines import Align, Line, Style, natural_width, plain, typeset
from outlet_app.printing.paper import BLANK_RULE, BODY, CELL, MM
from outlet_app.printing.pen import Box, Pen
from outlet_app.printing.tokens import Run

CHECK = 3.4 * MM
CHECK_GAP = 1.3 * MM
CHECK_RULE = 0.7
BETWEEN_CHOICES = 7 * MM
BLANK_HEIGHT = 9 * MM
BLANK_DROP = 1.3 * MM
LABEL_GAP = 0.5
MANY_LINES = 3
HEAD_LEADING = 1.35
CELL_LEADING = 1.45


class Block(Protocol):
    """Anything that can stand on a paper."""

    def height(self, faces: Faces, width: float) -> float:
        """The height it needs at this width, in points."""
        ...

    def draw(self, pen: Pen, box: Box) -> None:
        """Draw it from the upper left corner of the box."""
        ...


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    runs: tuple[Run, ...]
    style: Style

    def set(self, faces: Faces, width: float) -> tuple[Line, ...]:
        """The paragraph's lines at this width."""
        return typeset(self.runs, self.style, width, faces)

    def height(self, faces: Faces, width: float) -> float:
        return len(self.set(faces, width)) * self.style.leading

    def draw(self, pen: Pen, box: Box) -> None:
        pen.lines(self.set(pen.faces, box.width), self.style, box.x, box.y)

    def part(self, faces: Faces, width: float, room: float) -> "tuple[Lines, Lines] | None":
        """Cut as low as the room allows, but not before the last line of many; nothing where none fits."""
        lines = self.set(faces, width)
        fitting = min(int(room / self.style.leading), len(lines) - (2 if len(lines) > MANY_LINES else 1))
        if fitting < 1:
            return None
        return Lines(lines[:fitting], self.style), Lines(lines[fitting:], self.style)


@dataclass(frozen=True, slots=True)
class Lines:
    """Some lines of a paragraph, set already."""

    lines: tuple[Line, ...]
    style: Style

    def height(self, faces: Faces, width: float) -> float:  # noqa: ARG002
        return len(self.lines) * self.style.leading

    def draw(self, pen: Pen, box: Box) -> None:
        pen.lines(self.lines, self.style, box.x, box.y)


@dataclass(frozen=True, slots=True)
class Gap:
    """Room left empty."""

    tall: float

    def height(self, faces: Faces, width: float) -> float:  # noqa: ARG002
        return self.tall

    def draw(self, pen: Pen, box: Box) -> None:
        """Nothing to draw."""


@dataclass(frozen=True, slots=True)
class Stack:
    """Blocks one under the other."""

    blocks: tuple[Block, ...]

    def height(self, faces: Faces, width: float) -> float:
        return sum(block.height(faces, width) for block in self.blocks)

    def draw(self, pen: Pen, box: Box) -> None:
        y = box.y
        for block in self.blocks:
            tall = block.height(pen.faces, box.width)
            block.draw(pen, Box(box.x, y, box.width, tall))
            y += tall


@dataclass(frozen=True, slots=True)
class Columns:
    """Blocks side by side, each over its share of the width."""

    shares: tuple[tuple[float, Block], ...]
    between: float = 5 * MM

    def height(self, faces: Faces, width: float) -> float:
        return max(block.height(faces, wide) for _, wide, block in self._places(width))

    def draw(self, pen: Pen, box: Box) -> None:
        for x, wide, block in self._places(box.width):
            block.draw(pen, Box(box.x + x, box.y, wide, box.height))

    def _places(self, width: float) -> Iterator[tuple[float, float, Block]]:
        whole = sum(share for share, _ in self.shares)
        room = width - self.between * (len(self.shares) - 1)
        x = 0.0
        for share, block in self.shares:
            wide = room * share / whole
            yield x, wide, block
            x += wide + self.between


@dataclass(frozen=True, slots=True)
class Choice:
    """One check box with its label."""

    label: str
    on: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """Check boxes in a row, going on below where the width ends; boxes are drawn, not set."""

    choices: tuple[Choice, ...]
    size: float = CELL
    between: float = BETWEEN_CHOICES

    def height(self, faces: Faces, width: float) -> float:
        return (self._spots(faces, width)[-1][1] + 1) * self._leading

    def draw(self, pen: Pen, box: Box) -> None:
        for choice, (x, row) in zip(self.choices, self._spots(pen.faces, box.width), strict=True):
            self._draw_one(pen, choice, box.x + x, box.y + row * self._leading)

    @property
    def _leading(self) -> float:
        return self.size * 1.6

    def _draw_one(self, pen: Pen, choice: Choice, x: float, y: float) -> None:
        mark = Box(x, y + (self._leading - CHECK) / 2, CHECK, CHECK)
        pen.frame(mark, CHECK_RULE)
        if choice.on:
            pen.tick(mark)
        label = typeset(plain(choice.label, Face.SERIF), self._style, 1000, pen.faces)
        pen.lines(label, self._style, x + CHECK + CHECK_GAP, y)

    @property
    def _style(self) -> Style:
        return Style(self.size, self._leading)

    def _spots(self, faces: Faces, width: float) -> list[tuple[float, int]]:
        spots: list[tuple[float, int]] = []
        x, row = 0.0, 0
        for choice in self.choices:
            wide = CHECK + CHECK_GAP + natural_width(plain(choice.label, Face.SERIF), self._style, faces)
            if spots and x + wide > width:
                x, row = 0.0, row + 1
            spots.append((x, row))
            x += wide + self.between
        return spots


@dataclass(frozen=True, slots=True)
class Blank:
    """A label with a ruled blank to the end of the box, perhaps filled in."""

    label: str
    value: str = ""
    size: float = BODY
    tall: float = BLANK_HEIGHT

    def height(self, faces: Faces, width: float) -> float:  # noqa: ARG002
        return self.tall

    def draw(self, pen: Pen, box: Box) -> None:
        style = Style(self.size, self.tall)
        baseline = box.y + self.tall / 2 + 0.36 * self.size
        label = plain(self.label, Face.SERIF)
        start = box.x + natural_width(label, style, pen.faces) + LABEL_GAP * self.size
        pen.line(typeset(label, style, box.width, pen.faces)[0], self.size, box.x, baseline)
        pen.rule(start, baseline + BLANK_DROP, box.x + box.width, BLANK_RULE)
        room = box.x + box.width - start - 2 * MM
        for line, size in fitted(plain(self.value, Face.SERIF), self.size, room, pen.faces):
            pen.line(line, size, start + 2 * MM, baseline)


def fitted(runs: Sequence[Run], size: float, width: float, faces: Faces) -> Iterator[tuple[Line, float]]:
    """The runs on one line, set smaller where they are too long; nothing for nothing."""
    natural = natural_width(runs, Style(size, size), faces)
    if natural:
        size = min(size, size * width / natural)
        yield typeset(runs, Style(size, size), width + size, faces)[0], size


def head(text: str, size: float = CELL) -> Words:
    """A table head or a label: sans, centred."""
    return Words(plain(text, Face.SANS_BOLD), Style(size, size * HEAD_LEADING, Align.CENTRE, even=True))


def cell(text: str, size: float = CELL, align: Align = Align.LEFT) -> Words:
    """A cell: serif."""
    even = align is Align.CENTRE
    return Words(plain(text, Face.SERIF), Style(size, size * CELL_LEADING, align, even=even))


def remark(text: str) -> Words:
    """A cell for a short remark, whose lines are of about one length."""
    return Words(plain(text, Face.SERIF), Style(CELL, CELL * CELL_LEADING, even=True))


def centred(text: str, size: float = CELL) -> Words:
    """A cell with its text in the middle."""
    return cell(text, size, Align.CENTRE)
