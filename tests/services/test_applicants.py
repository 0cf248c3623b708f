"""Find-as-you-type: whoever was here before is found by any scrap, the latest visit first."""

import pytest

from outlet_app.domain.applicant import Agent, IdKind
from outlet_app.services.views import LastVisit
from tests.support.at_the_counter import accepted, accepted_for, answered, named, notified, statements
from tests.support.bench import Bench


@pytest.mark.parametrize("text", ["其", "格", "其其格", "qqg", "0025", "1234", "１２３４", "QQG"])
def test_a_visitor_is_found_by_a_scrap(bench: Bench, text: str) -> None:
    case = accepted(bench).case
    (hit,) = bench.counter().applicants.suggest(text)
    assert (hit.applicant.name, hit.case_no, hit.visited_at) == ("其其格", case.case_no, case.registered_at)


def test_the_part_of_the_name_that_hit_is_pointed_at(bench: Bench) -> None:
    notified(bench)
    spans = [bench.counter().applicants.suggest(text)[0].span for text in ("禾源", "ht", "2046")]
    assert spans == [(2, 4), (0, 2), None]


def test_the_form_is_filled_from_the_last_visit(bench: Bench) -> None:
    accepted(bench)
    bench.clock.forward(days=2)
    accepted_for(bench, phone="13700005678")
    (hit,) = bench.counter().applicants.suggest("其其格")
    assert hit.applicant.phone == "13700005678"
    assert hit.visited_at == bench.clock.now()


def test_two_of_one_name_are_two(bench: Bench) -> None:
    accepted(bench)
    bench.clock.forward(hours=1)
    accepted_for(bench, id_kind=IdKind.PASSPORT, id_number="E12345678")
    hits = bench.counter().applicants.suggest("其其格")
    assert [hit.applicant.id_number for hit in hits] == ["E12345678", "152822196501010025"]


def test_at_most_eight_the_latest_first(bench: Bench) -> None:
    for nth in range(10):
        answered(
            bench, applicant=named(bench, name=f"王{'甲乙丙丁戊己庚辛壬癸'[nth]}", id_number="", phone="")
        )
        bench.clock.forward(minutes=1)
    names = [hit.applicant.name for hit in bench.counter().applicants.suggest("王")]
    assert names == [f"王{sign}" for sign in "癸壬辛庚己戊丁丙"]


@pytest.mark.parametrize("text", ["", "  ", "\u3000", "张三", "%", "_", "'", "*", '"', "其 OR 1"])
def test_nothing_is_found_by_nothing_or_by_tricks(bench: Bench, text: str) -> None:
    accepted(bench)
    assert bench.counter().applicants.suggest(text) == ()


def test_a_nameless_question_leaves_nobody_behind(bench: Bench) -> None:
    answered(bench)
    with bench.database.reading() as uow:
        assert uow.search.applicants("1") == ()


def test_typing_costs_one_look_a_key(bench: Bench) -> None:
    for nth in range(6):
        answered(bench, applicant=named(bench, name=f"来访者{nth}", id_number=""))
    with statements(bench.database) as asked:
        assert len(bench.counter().applicants.suggest("来访")) == 6
    assert len(asked) <= 2


def test_the_last_visit_recalls_who_acted_and_which_group(bench: Bench) -> None:
    agent = Agent("图雅", IdKind.ID_CARD, "152822196501010025", "13700005678")
    made = accepted(bench, assisted=True, agent=agent, special_groups=("elderly",)).case
    bench.clock.forward(days=1)
    recalled = bench.counter().applicants.recall(made.case_no)
    assert (recalled.agent, recalled.special_groups) == (agent, ("elderly",))


def test_a_visit_without_an_agent_recalls_none_and_an_unknown_number_nothing(bench: Bench) -> None:
    made = accepted(bench).case
    applicants = bench.counter().applicants
    assert applicants.recall(made.case_no) == LastVisit()
    assert applicants.recall("HH05-20261122-010017-T") == LastVisit()
    assert applicants.recall("") == LastVisit()


def test_a_number_is_known_only_whole(bench: Bench) -> None:
    accepted(bench)
    applicants = bench.counter().applicants
    found = applicants.last_visit("152822196501010025")
    assert found is not None
    assert found.applicant.name == "其其格"
    for part in ("152822196501010", "1234", "", "152822197001010037"):
        assert applicants.last_visit(part) is None
