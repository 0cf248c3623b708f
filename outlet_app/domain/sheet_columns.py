"""The columns of the daily sheet, told once for page, check, 补录差异 and print."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import groupby

from outlet_app.domain.channels import Entrance
from outlet_app.domain.courses import Special
from outlet_app.domain.decisions import Decision
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.workload import Flow, Intake, Line

Figure = Entrance | Decision | Special | None


class Part(StrEnum):
    """Which columns of sheets 1 and 2 stand under one head; those of no part stand alone."""

    VISITS = "visits"
    RESULTS = "results"
    NONE = ""


class Way(StrEnum):
    """Which way a column of sheet 3 moves the stock; came and went have a head each."""

    STOOD = "stood"
    CAME = "came"
    WENT = "went"
    STANDS = "stands"


@dataclass(frozen=True, slots=True)
class LineColumn:
    """A count of a row of sheets 1 and 2; no figure means 接待人次, the sum of its part.

    code: what the sum is called where two prints are compared; it never changes.
    """

    figure: Figure
    code: str
    part: Part = Part.NONE

    def of(self, line: Line) -> int:
        """The count of a row."""
        match self.figure:
            case None:
                return line.visits
            case Entrance():
                return line.channels.get(self.figure, 0)
            case Decision():
                return line.results.get(self.figure, 0)
        return int(getattr(line, self.code))


@dataclass(frozen=True, slots=True)
class FlowColumn:
    """A count of sheet 3. passed: that of a clerk counts too what another clerk handed over."""

    name: str
    way: Way
    passed: bool = False

    def of(self, flow: Flow) -> int:
        """The count of a flow."""
        return int(getattr(flow, self.name))


@dataclass(frozen=True, slots=True)
class Span:
    """Columns that follow one another under one head: the first of them and how many they are."""

    of: str
    first: int
    count: int

    @property
    def last(self) -> int:
        """The last of them."""
        return self.first + self.count - 1


LINE: tuple[LineColumn, ...] = (
    LineColumn(None, "visits", Part.VISITS),
    *(LineColumn(one, f"channel.{one.value}", Part.VISITS) for one in Entrance),
    *(LineColumn(one, f"result.{one.value}", Part.RESULTS) for one in Decision),
    *(LineColumn(one, one.value) for one in Special),
)
FLOW: tuple[FlowColumn, ...] = (
    FlowColumn("carried_in", Way.STOOD),
    FlowColumn("new", Way.CAME),
    FlowColumn("transferred_in", Way.CAME, passed=True),
    FlowColumn("reopened", Way.CAME),
    FlowColumn("closed", Way.WENT),
    FlowColumn("rejected", Way.WENT),
    FlowColumn("left", Way.WENT),
    FlowColumn("transferred_out", Way.WENT, passed=True),
    FlowColumn("carried_over", Way.STANDS),
)
_BY_FIGURE: Mapping[Figure, LineColumn] = {one.figure: one for one in LINE}
INTAKE = ("waiting_before", "taken", "accepted", "deficient", "pledged")
VOIDED = "voided"


def column_of(figure: Figure) -> LineColumn:
    """The column of sheets 1 and 2 that a figure stands in."""
    return _BY_FIGURE[figure]


def line_spans() -> tuple[Span, ...]:
    """The heads over the columns of sheets 1 and 2."""
    return tuple(one for one in _spans([column.part.value for column in LINE]) if one.of)


def flow_spans() -> tuple[Span, ...]:
    """The heads over the columns of sheet 3."""
    told = _spans([column.way.value for column in FLOW])
    return tuple(one for one in told if one.of in (Way.CAME, Way.WENT))


def arrived(flow: Flow) -> int:
    """What was there and what came."""
    return sum(one.of(flow) for one in FLOW if one.way in (Way.STOOD, Way.CAME))


def gone(flow: Flow) -> int:
    """What went and what is there."""
    return sum(one.of(flow) for one in FLOW if one.way in (Way.WENT, Way.STANDS))


def taken_in(intake: Intake) -> tuple[int, ...]:
    """The counts of 收件和受理 in their order."""
    return tuple(int(getattr(intake, name)) for name in INTAKE)


def _spans(keys: Sequence[str]) -> tuple[Span, ...]:
    runs = (list(told) for _, told in groupby(enumerate(keys), key=lambda one: one[1]))
    return tuple(Span(run[0][1], run[0][0], len(run)) for run in runs)
