"""D.7: what was done about a refused step is a step itself; the city keeps it, every window hears it."""

from outlet_app.domain.events import Accepted, MaterialsTaken, PaperIssued, PaperVoided, Rejected, Voided
from outlet_app.domain.facts.refusal import RefusalSettled
from outlet_app.domain.facts.shared import Fact
from outlet_app.services.reading import read_case
from tests.support import oracle
from tests.support.cities import NewCounter
from tests.support.counter import Counter
from tests.support.server import ServerProcess


def paper(one: Counter) -> PaperIssued:
    me = one.me
    return PaperIssued("W05", f"{me.outlet_sign}{me.terminal_no} 受〔2026〕0001 号", 1, "0" * 64, 1)


def clash(city: ServerProcess, counter: NewCounter, first: Fact) -> tuple[Counter, Counter, str, str]:
    """Two windows decided on one case; the second one's decision was refused, its paper came in."""
    one, other = counter(city), counter(city)
    case_id = one.register(MaterialsTaken())
    oracle.quieten([one, other])
    refused, issued = other.save(case_id, Accepted(), paper(other))
    one.save(case_id, first)
    for machine in (one, other):
        machine.sync()
    oracle.quieten([one, other])
    told = {entry.op_id: entry.verdict for entry in other.history(case_id)}
    assert told[refused] == "rejected"
    assert told[issued] == ("rejected" if isinstance(first, Voided) else "applied")
    return one, other, case_id, refused


def settled(other: Counter, case_id: str, refused: str) -> str:
    void = PaperVoided(paper(other).number, "市级未接收这一步，文书已收回")
    return other.save(case_id, void, RefusalSettled((refused,), "nothing", "已告知申请人"))[-1]


def test_the_word_counts_at_the_city_and_at_the_window_that_was_first(
    city: ServerProcess, counter: NewCounter
) -> None:
    one, other, case_id, refused = clash(city, counter, Rejected("not_in_remit"))
    word = settled(other, case_id, refused)
    oracle.quieten([one, other])
    for machine in (one, other):
        (told,) = [entry for entry in machine.history(case_id) if entry.op_id == word]
        assert (told.verdict, told.code) == ("applied", "")
        assert told.case_n is not None
    readings = [read_case(machine.history(case_id)) for machine in (one, other)]
    assert readings[0] is not None
    assert readings[1] is not None
    assert readings[0].case == readings[1].case
    assert readings[0].case.void_papers == (paper(other).number,)


def test_also_on_a_case_that_is_void_meanwhile(any_city: ServerProcess, counter: NewCounter) -> None:
    one, other, case_id, refused = clash(any_city, counter, Voided("duplicate"))
    (word,) = other.save(case_id, RefusalSettled((refused,), "nothing", "文书已收回"))
    oracle.quieten([one, other])
    (told,) = [entry for entry in one.history(case_id) if entry.op_id == word]
    assert told.verdict == "applied"
