"""What is shown many cases at a time is what it would be case after case, in a handful of statements."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import event, select
from sqlalchemy.engine import Engine
from store_builders import KEY, NOW, a_card, a_visit, an_instance

from outlet_app.models.applicants import Visit
from outlet_app.models.cards import Card, CardFilter, Look
from outlet_app.models.engine import Database, open_database
from outlet_app.models.rows.desk import APPLICANT
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.models.words import APPLICANT_WORDS, CASE_WORDS

NAMES = ("其其格", "巴特尔", "王丽", "阿拉坦·乌拉", "𠮷日木图", "䶮龑", "河套禾源食品有限公司")
ASKED = (*NAMES, "王", "乌", "qqg", "bte", "hthy", "1528", "3800", "0100", "010013")
MOST_STATEMENTS = 10


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Database]:
    """A second store, to be filled another way."""
    made = open_database(tmp_path / "other.db", KEY)
    with made.unit_of_work() as uow:
        uow.instance.save(an_instance())
        uow.commit()
    yield made
    made.close()


@contextmanager
def counting() -> Iterator[list[str]]:
    """The statements run meanwhile, a batch of rows counted once."""
    run: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        run.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield run
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def some_look(chance: Random, n: int) -> Look:
    """A case of a few people, at few moments: most share both."""
    card = a_card(
        f"case-{n}",
        applicant_name=chance.choice(NAMES),
        contact=chance.choice(("", "刘建平")),
        id_number=chance.choice(("", "152827199001010011", "152827199001010038")),
        phone=f"1380000{chance.randrange(3)}678",
        case_no=f"HH05-20261120-01{n:04}-T",
        registered_at=NOW + timedelta(microseconds=chance.randrange(4)),
    )
    return Look(card, chance.choice(((), ("旧名称",))), chance.choice(((), ("91150826MA0QK7XH47",))))


def some_visit(chance: Random, n: int) -> Visit:
    """A visit of one of few people, some without a name, on one of few days."""
    name, number = chance.choice((*NAMES, " ")), chance.choice(("", "152827199001010011", "E12345678"))
    made = a_visit(name, number=number, phone=f"1380000{chance.randrange(2)}678", days=chance.randrange(3))
    return Visit(made.applicant, f"HH05-20261120-01{n:04}-T", made.at)


def answers(uow: UnitOfWork) -> dict[str, frozenset[str]]:
    return {typed: frozenset(uow.search.find(typed, 500)) for typed in (*ASKED, "旧", "9115")}


def cards(uow: UnitOfWork) -> dict[str, Card]:
    return {card.case_id: card for card in uow.cards.page(CardFilter(), 500).rows}


def people(uow: UnitOfWork) -> dict[str, tuple[object, ...]]:
    columns = [column for column in APPLICANT.columns if column.name not in ("doc", "who")]
    found = uow.applicants._connection.execute(select(APPLICANT.c.who, *columns))
    return {who: tuple(told) for who, *told in found}


@pytest.mark.parametrize("seed", range(6))
def test_cases_kept_together_are_found_and_listed_as_those_kept_one_by_one(
    store: Database, other: Database, seed: int
) -> None:
    chance = Random(seed)
    # The second and third time some are known, some look as before and some do not.
    lots = [[some_look(chance, n) for n in range(start, start + 30)] for start in (0, 15, 20)]
    with store.unit_of_work() as uow, other.unit_of_work() as one_by_one:
        for lot in lots:
            uow.cards.put_all(lot)
            for look in lot:
                former = {"former_names": look.former_names, "former_codes": look.former_codes}
                one_by_one.cards.put(look.card, **former)
            assert answers(uow) == answers(one_by_one)
            assert cards(uow) == cards(one_by_one)
        assert len(cards(uow)) == 50


@pytest.mark.parametrize("seed", range(6))
def test_visits_remembered_together_are_those_remembered_one_by_one(
    store: Database, other: Database, seed: int
) -> None:
    chance = Random(seed)
    lots = [[some_visit(chance, n) for n in range(start, start + 25)] for start in (0, 25, 50)]
    with store.unit_of_work() as uow, other.unit_of_work() as one_by_one:
        for lot in lots:
            uow.applicants.remember_all(lot)
            for visit in lot:
                one_by_one.applicants.remember(visit)
            assert people(uow) == people(one_by_one)
            for typed in ASKED:
                told, wanted = (
                    {hit.case_no for hit in one.search.applicants(typed, 100)} for one in (uow, one_by_one)
                )
                assert told == wanted, typed


def test_the_last_of_two_visits_at_one_moment_counts(store: Database) -> None:
    first, second = (a_visit(name, number="152827199001010011") for name in ("旧名称", "新名称"))
    with store.unit_of_work() as uow:
        uow.applicants.remember_all([first, second])
        assert [hit.applicant.name for hit in uow.search.applicants("1528")] == ["新名称"]
        uow.applicants.remember_all([first])
        assert [hit.applicant.name for hit in uow.search.applicants("1528")] == ["旧名称"]


def test_a_hundred_cases_take_a_handful_of_statements(store: Database) -> None:
    chance = Random(1)
    looks = [some_look(chance, n) for n in range(100)]
    apart = [
        Look(a_card(f"far-{n}", case_no="", registered_at=NOW + timedelta(minutes=n + 1))) for n in range(100)
    ]
    with store.unit_of_work() as uow:
        with counting() as run:
            uow.cards.put_all(apart)
            uow.applicants.remember_all([a_visit(f"某{n}", phone=f"{n:011}", days=n) for n in range(100)])
        assert len(run) <= MOST_STATEMENTS
        uow.cards.put_all(looks)
        with counting() as run:
            # As they were: one statement for the cards, one that finds their words unchanged.
            uow.cards.put_all(looks)
        assert len(run) == 2


def test_nothing_takes_no_statement(store: Database) -> None:
    with store.unit_of_work() as uow, counting() as run:
        uow.cards.put_all([])
        uow.applicants.remember_all([])
        uow.applicants.remember_all([a_visit(" ")])
    assert [one for one in run if "INSERT" in one or "SELECT" in one] == []


def test_whose_cases_they_are_and_how_they_stand_is_told_of_many(store: Database) -> None:
    with store.unit_of_work() as uow:
        uow.cards.put_all([Look(a_card("a", state="received")), Look(a_card("b", state="closed"))])
        assert uow.cards.states_of(["b", "a", "unknown"]) == {"a": "received", "b": "closed"}
        assert uow.cards.states_of([]) == {}
        assert uow.cards.applicants_of(["a", "unknown"]) == {"a": uow.cards.applicant_of("a")}
        assert uow.cards.applicant_of("unknown") is None


@pytest.mark.parametrize("index", [CASE_WORDS, APPLICANT_WORDS], ids=["cases", "applicants"])
def test_row_numbers_given_together_are_free_and_each_its_own(store: Database, index: object) -> None:
    stored = [NOW + timedelta(microseconds=n) for n in (0, 1, 2, 4)]
    first = int(NOW.timestamp() * 1_000_000)
    with store.unit_of_work() as uow:
        for n, at in enumerate(stored):
            uow.cards.put(a_card(f"case-{n}", case_no="", registered_at=at))
            visit = a_visit(f"某{n}", phone=f"{n:011}")
            uow.applicants.remember(Visit(visit.applicant, visit.case_no, at))
        connection = uow.applicants._connection
        asked = [NOW, NOW, NOW + timedelta(microseconds=3), NOW + timedelta(microseconds=9), NOW]
        given = index.free_docs(connection, asked)  # type: ignore[attr-defined]
        assert [doc - first for doc in given] == [3, 5, 6, 9, 7]
        assert index.free_docs(connection, [NOW - timedelta(seconds=1)]) == [first - 1_000_000]  # type: ignore[attr-defined]
