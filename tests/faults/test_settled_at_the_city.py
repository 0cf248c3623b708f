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
    # All outlets of these tests have one sign at a city they share: the number tells them apart.
    number = f"{me.outlet_sign}{me.terminal_no} 受〔2026〕{me.outlet_code[-4:]} 号"
    return PaperIssued("W05", number, 1, "0" * 64, 1)


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


def beaten(city: ServerProcess, counter: NewCounter) -> tuple[Counter, str, str]:
    """A window whose decision another one was first with: it, the case and the refused step."""
    one, other = counter(city), counter(city)
    case_id = one.register(MaterialsTaken())
    oracle.quieten([one, other])
    (refused,) = other.save(case_id, Accepted())
    one.save(case_id, Rejected("not_in_remit"))
    oracle.quieten([one, other])
    assert verdict_of(other, case_id, refused) == ("rejected", "state.guard")
    return other, case_id, refused


def next_step(other: Counter, case_id: str) -> tuple[str, tuple[str, str]]:
    """One more decision that comes too late, and what the city says to it."""
    (op_id,) = other.save(case_id, Accepted())
    other.sync()
    return op_id, verdict_of(other, case_id, op_id)


def verdict_of(one: Counter, case_id: str, op_id: str) -> tuple[str, str]:
    (told,) = [entry for entry in one.history(case_id) if entry.op_id == op_id]
    return told.verdict, told.code


def test_after_the_word_the_next_refusal_says_its_own_reason(
    any_city: ServerProcess, counter: NewCounter
) -> None:
    """D.4: a chain is one item to put right; once that is done, what is refused next belongs to no chain."""
    other, case_id, refused = beaten(any_city, counter)
    second, told = next_step(other, case_id)
    assert told == ("rejected", "DEPENDS")
    other.save(case_id, RefusalSettled((refused, second), "nothing", "已告知申请人"))
    assert next_step(other, case_id)[1] == ("rejected", "state.guard")
    assert next_step(other, case_id)[1] == ("rejected", "DEPENDS")


def test_a_word_about_one_of_two_refused_steps_leaves_the_other_to_be_dealt_with(
    any_city: ServerProcess, counter: NewCounter
) -> None:
    other, case_id, refused = beaten(any_city, counter)
    next_step(other, case_id)
    other.save(case_id, RefusalSettled((refused,), "nothing", "已告知申请人"))
    assert next_step(other, case_id)[1] == ("rejected", "DEPENDS")


def test_also_on_a_case_that_is_void_meanwhile(any_city: ServerProcess, counter: NewCounter) -> None:
    one, other, case_id, refused = clash(any_city, counter, Voided("duplicate"))
    (word,) = other.save(case_id, RefusalSettled((refused,), "nothing", "文书已收回"))
    oracle.quieten([one, other])
    (told,) = [entry for entry in one.history(case_id) if entry.op_id == word]
    assert told.verdict == "applied"
