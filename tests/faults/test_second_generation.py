"""Rows 15 and 16 with a real second generation of a kind: older and newer counters and cities."""

import json
from collections.abc import Callable

import pytest

from city_server.release import _is_understood
from outlet_app.domain.case import Case
from outlet_app.domain.events import FACTS, MaterialsTaken, StageReached
from outlet_app.domain.facts.activity import ACTIVITY_FACTS
from outlet_app.domain.facts.duty import DUTY_FACTS
from outlet_app.domain.facts.rectification import TASK_FACTS
from outlet_app.domain.facts.shared import Fact, Payload
from outlet_app.services.reading import read_case
from outlet_app.sync import wire
from tests.support import oracle
from tests.support.cities import NewCounter, census
from tests.support.counter import Counter
from tests.support.generations import of_generation
from tests.support.server import ServerProcess

Serve = Callable[..., ServerProcess]
OLD, NEW, THIRD, LATER = "检索中", "〔检索中〕", "阶段〔检索中〕", "〔审核中〕"


def case_of(one: Counter, case_id: str) -> Case:
    reading = read_case(one.history(case_id))
    assert reading is not None
    return reading.case


def written(one: Counter, case_id: str) -> list[tuple[int, str]]:
    """Generation and words of each stage, as the bytes have them."""
    bodies = [json.loads(entry.body) for entry in one.history(case_id) if entry.kind == StageReached.KIND]
    return [(body["kv"], body["fact"]["stage"]) for body in bodies]


def opened(one: Counter) -> str:
    """A case on which a stage may be noted."""
    return one.register(MaterialsTaken())


def test_row_15_what_an_older_counter_wrote_takes_effect_in_a_newer_city_and_stays_as_it_was_written(
    serve: Serve, counter: NewCounter, outlet: str
) -> None:
    city = serve(faults="newer:2")
    old, new = counter(city), counter(city)
    case_id = opened(old)
    old.save(case_id, StageReached(OLD))
    oracle.quieten([old])
    assert old.verdicts(case_id)[-1] == ("stage_reached", "applied", "")
    with of_generation(2):
        oracle.quieten([new])
        # The newer window reads what the older one meant, and writes on behind it in its own form.
        assert case_of(new, case_id).stage == NEW
        new.save(case_id, StageReached(LATER))
        oracle.quieten([new])
        assert new.verdicts(case_id)[-1] == ("stage_reached", "applied", "")
        assert case_of(new, case_id).stage == LATER
    oracle.quieten([old])
    # The older one keeps what it cannot read yet, shows what it can, and both have the very same bytes.
    assert case_of(old, case_id).stage == OLD
    assert written(old, case_id) == written(new, case_id)
    assert written(old, case_id) == [(1, OLD), (2, LATER)]
    assert old.tally() == new.tally() == census(city, outlet).tally
    # With its own upgrade it reads on where it had to stop, from what lies here.
    with of_generation(2):
        assert case_of(old, case_id).stage == LATER


@pytest.mark.parametrize("later", [2, 3])
def test_row_16_what_a_newer_counter_wrote_waits_in_an_older_city_until_it_is_upgraded(
    serve: Serve, counter: NewCounter, outlet: str, later: int
) -> None:
    """To the same generation, or past it: what waited is raised as the rest is."""
    old_city = serve()
    with of_generation(2):
        new = counter(old_city)
        case_id = opened(new)
        new.save(case_id, StageReached(NEW))
        apart = opened(new)
        oracle.quieten([new])
        assert new.verdicts(case_id)[-1] == ("stage_reached", "parked", "UNKNOWN_KIND")
        assert {verdict for _, verdict, _ in new.verdicts(apart)} == {"applied"}
    assert census(old_city, outlet).parked == 1
    assert old_city.stop() == 0
    with of_generation(later):
        new_city = serve(faults=f"newer:{later}", port=old_city.port)
        oracle.quieten([new])
        assert new.verdicts(case_id)[-1] == ("stage_reached", "applied", "")
        assert case_of(new, case_id).stage == {2: NEW, 3: THIRD}[later]
    assert written(new, case_id) == [(2, NEW)]
    assert census(new_city, outlet).parked == 0
    assert new.tally() == census(new_city, outlet).tally


class TestReading:
    """One operation, read by programs of three generations."""

    @staticmethod
    def body(kv: int, fact: object) -> bytes:
        told = {
            "op": "0199", "case": "c", "kind": "stage_reached", "kv": kv, "at": "2026-11-22T09:12:30+08:00",
            "actor": "1508260837", "outlet": "1508262001", "terminal": "01", "trust": "wall", "fact": fact,
        }  # fmt: skip
        return json.dumps(told, ensure_ascii=False).encode()

    @pytest.mark.parametrize(
        ("program", "kv", "fact", "stage"),
        [
            (1, 1, {"stage": OLD}, OLD),
            (2, 1, {"stage": OLD}, NEW),
            (2, 2, {"stage": NEW}, NEW),
            (3, 1, {"stage": OLD}, THIRD),
            (3, 2, {"stage": NEW}, THIRD),
            (3, 3, {"stage": THIRD}, THIRD),
            # A field of a later version beside it is passed over, on the way up as well.
            (3, 1, {"stage": OLD, "mood": {"weather": "晴"}}, THIRD),
        ],
    )
    def test_each_earlier_generation_is_raised_step_by_step(
        self, program: int, kv: int, fact: Payload, stage: str
    ) -> None:
        body = self.body(kv, fact)
        with of_generation(program):
            event = wire.decode_event(body)
        assert event.fact == StageReached(stage)

    @pytest.mark.parametrize(("program", "kv"), [(1, 2), (2, 3), (1, 0), (3, 0), (2, 2**31 - 1)])
    def test_a_generation_of_no_or_a_later_program_is_not_understood_yet(self, program: int, kv: int) -> None:
        with of_generation(program), pytest.raises(wire.Unreadable) as told:
            wire.decode_event(self.body(kv, {"stage": OLD}))
        assert (told.value.kind, told.value.kv, told.value.known) == ("stage_reached", kv, False)
        assert not _is_understood("stage_reached", kv) or kv == 1

    @pytest.mark.parametrize(
        ("kv", "fact"),
        [
            (1, {}),
            (1, {"stage": 7}),
            (1, {"stage": None}),
            (1, []),
            (1, "检索中"),
            (2, {"named": NEW}),
            (3, {"stage": 7}),
        ],
        ids=str,
    )
    def test_a_payload_that_is_none_of_its_generation_is_unreadable_and_breaks_nothing(
        self, kv: int, fact: object
    ) -> None:
        with of_generation(3), pytest.raises(wire.Unreadable) as told:
            wire.decode_event(self.body(kv, fact))
        assert told.value.known

    def test_what_is_written_is_of_the_programs_own_generation(self) -> None:
        for generation in (1, 2, 3):
            with of_generation(generation):
                event = wire.decode_event(self.body(generation, {"stage": NEW}))
                told = json.loads(wire.encode_event(event))
            assert (told["kv"], told["fact"]["stage"]) == (generation, NEW)

    @pytest.mark.parametrize("generation", [1, 2, 3])
    def test_a_city_releases_every_generation_up_to_its_own(self, generation: int) -> None:
        with of_generation(generation):
            found = [kv for kv in range(5) if _is_understood("stage_reached", kv)]
        assert found == list(range(1, generation + 1))


def test_every_kind_has_a_way_up_from_each_generation_before_its_own() -> None:
    everything: dict[str, type[Fact]] = {**FACTS, **TASK_FACTS, **ACTIVITY_FACTS, **DUTY_FACTS}
    assert [kind for kind, one in everything.items() if 1 + len(one.EARLIER) != one.KV] == []
