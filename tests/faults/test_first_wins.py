"""Row 24: two windows do to one case what cannot both be; the city's order decides, and the loser sees it."""

import pytest

from outlet_app.domain.events import AnsweredOnSpot, Fact, MaterialsTaken, TransferredOut
from outlet_app.domain.facts.amendment import Amended, FieldChange
from outlet_app.services.reading import read_case
from tests.support import oracle
from tests.support.cities import NewCounter, census
from tests.support.counter import Counter
from tests.support.server import ServerProcess

WEST = TransferredOut("1508222001", "", "五原县", "需专业人员答复")
EAST = TransferredOut("1508232001", "", "乌拉特前旗", "需属地办理")
ANSWER = AnsweredOnSpot("可以")
REQUEST = "商标转让怎么办"


def amended(to: str, *, was: str = REQUEST) -> Amended:
    return Amended((FieldChange("request", was, to),))


def fates(one: Counter, case_id: str, kind: str) -> list[tuple[str | None, str]]:
    """Verdict and reason of the steps of a kind."""
    return [(verdict, code) for told, verdict, code in one.verdicts(case_id) if told == kind]


@pytest.mark.parametrize(
    ("first", "second"),
    [(WEST, EAST), (EAST, WEST), (WEST, ANSWER), (ANSWER, WEST)],
    ids=["two-transfers", "the-other-way-round", "transfer-then-answer", "answer-then-transfer"],
)
def test_row_24_of_two_steps_that_cannot_both_be_the_first_the_city_hears_wins(
    city: ServerProcess, counter: NewCounter, outlet: str, first: Fact, second: Fact
) -> None:
    one, other = counter(city), counter(city)
    case_id = one.register()
    oracle.quieten([one, other])
    # Both decide while neither has heard of the other; the second made it earlier and sends it later.
    (loser,) = other.save(case_id, second)
    (winner,) = one.save(case_id, first)
    for machine in (one, other):
        machine.sync()
    oracle.quieten([one, other])
    (refused,) = [entry for entry in other.history(case_id) if entry.op_id == loser]
    assert (refused.case_n, refused.verdict, refused.state) == (None, "rejected", "needs_you")
    assert other.sync().need_you == 1
    assert one.sync().need_you == 0
    for machine in (one, other):
        placed = [entry.op_id for entry in machine.history(case_id) if entry.case_n is not None]
        assert placed[1:] == [winner]
    assert one.tally() == other.tally() == census(city, outlet).tally
    # What the loser wrote is still there to be read.
    assert refused.body


def test_row_24_of_one_entry_put_right_at_two_windows_the_first_word_stands_and_the_second_is_asked_again(
    city: ServerProcess, counter: NewCounter, outlet: str
) -> None:
    one, other = counter(city), counter(city)
    case_id = one.register(MaterialsTaken())
    oracle.quieten([one, other])
    one.save(case_id, amended("商标转让要哪些材料"))
    other.save(case_id, amended("商标转让多少天"))
    for machine in (one, other):
        machine.sync()
    oracle.quieten([one, other])
    told = [fates(machine, case_id, "amended") for machine in (one, other)]
    # The second one amended what is no longer written there, and says so to whoever wrote it.
    assert told == [[("applied", "")], [("applied", ""), ("rejected", "amend.outdated")]]
    assert (one.sync().need_you, other.sync().need_you) == (0, 1)
    readings = [read_case(machine.history(case_id)) for machine in (one, other)]
    cases = [reading.case for reading in readings if reading is not None]
    assert len(cases) == 2
    assert cases[0] == cases[1]
    kept = {entry.op_id for machine in (one, other) for entry in machine.history(case_id)}
    assert len(kept) == 4, "nobody's word is gone"
    assert one.tally() == other.tally() == census(city, outlet).tally
