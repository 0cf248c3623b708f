"""Lists: the right rows, in the right order, in few statements."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_builders import KEY, NOW, a_card, an_op, save

from outlet_app.domain.calendar import CST
from outlet_app.models.cards import Card, CardFilter
from outlet_app.models.engine import Database, open_database
from outlet_app.models.outbox import Verdict
from outlet_app.models.unit_of_work import UnitOfWork


def test_a_card_comes_back_as_it_was_put(store: Database) -> None:
    card = a_card(
        due_at=NOW + timedelta(days=3),
        due_rule="answer",
        due_assumed=True,
        follow_up_at=NOW + timedelta(days=30, microseconds=7),
        closed_at=NOW,
        flags=("assisted", "deficient"),
    )
    with store.unit_of_work() as uow:
        uow.cards.put(card)
        uow.commit()
    with store.reading() as uow:
        assert uow.cards.get("case-1") == card
        assert uow.cards.get("case-2") is None


def test_the_newest_look_of_a_case_counts(store: Database) -> None:
    with store.unit_of_work() as uow:
        uow.cards.put(a_card(state="received"))
        uow.cards.put(a_card(state="closed", is_open=False, closed_at=NOW))
        assert uow.cards.page(CardFilter()).total == 1
        found = uow.cards.get("case-1")
        assert found
        assert (found.state, found.is_open, found.closed_at) == ("closed", False, NOW)


@pytest.fixture
def listed(store: Database) -> Database:
    with store.unit_of_work() as uow:
        for n in range(6):
            uow.cards.put(
                a_card(
                    f"case-{n}",
                    case_no=f"HH05-2026112{n}-010017-T",
                    applicant_name=f"河套{n}号合作社",
                    registered_at=NOW + timedelta(days=n),
                    state="closed" if n % 2 else "received",
                    decision="answered" if n == 1 else "accepted",
                    is_open=n % 2 == 0,
                    item_no=n + 1,
                    handler="1508260837" if n < 3 else "1508260838",
                    id_number=f"id-{n}",
                    due_at=NOW + timedelta(days=n) if n != 4 else None,
                )
            )
        uow.commit()
    return store


def shown(uow: UnitOfWork, **asked: Any) -> list[int]:
    page = uow.cards.page(CardFilter(**asked))
    assert page.total == len(page.rows)
    return [int(card.case_id[-1]) for card in page.rows]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, [5, 4, 3, 2, 1, 0]),
        ({"states": ("closed",)}, [5, 3, 1]),
        ({"states": ("closed", "received")}, [5, 4, 3, 2, 1, 0]),
        ({"decisions": ("answered",)}, [1]),
        ({"items": (1, 6)}, [5, 0]),
        ({"since": date(2026, 11, 23)}, [5, 4, 3]),
        ({"until": date(2026, 11, 21)}, [1, 0]),
        ({"since": date(2026, 11, 21), "until": date(2026, 11, 21)}, [1]),
        ({"handler": "1508260838"}, [5, 4, 3]),
        ({"id_number": "id-4"}, [4]),
        ({"only_open": True}, [4, 2, 0]),
        ({"due_before": NOW + timedelta(days=3)}, [2, 1, 0]),
        ({"text": "河套3"}, [3]),
        ({"text": "ht", "only_open": True}, [4, 2, 0]),
        ({"text": "  "}, [5, 4, 3, 2, 1, 0]),
        ({"text": "没有"}, []),
        ({"text": "河套", "states": ("closed",), "items": (2,), "handler": "1508260837"}, [1]),
    ],
)
def test_each_part_of_a_filter_narrows_the_list(
    listed: Database, asked: dict[str, Any], found: list[int]
) -> None:
    with listed.reading() as uow:
        assert shown(uow, **asked) == found


def python_would_show(cards: list[Card], asked: CardFilter) -> list[str]:
    """The same filter written the slow way."""
    kept = [
        card
        for card in cards
        if (not asked.states or card.state in asked.states)
        and (not asked.items or card.item_no in asked.items)
        and (not asked.since or card.registered_at.date() >= asked.since)
        and (not asked.until or card.registered_at.date() <= asked.until)
        and (not asked.handler or card.handler == asked.handler)
        and (not asked.only_open or card.is_open)
        and (not asked.due_before or (card.due_at is not None and card.due_at < asked.due_before))
    ]
    return [card.case_id for card in sorted(kept, key=lambda c: (c.registered_at, c.case_id), reverse=True)]


STATES = st.sampled_from(["received", "accepted", "closed"])
ITEMS = st.integers(0, 3)
HANDLERS = st.sampled_from(["1508260837", "1508260838"])
MOMENTS = st.integers(-72, 72).map(lambda hours: NOW + timedelta(hours=hours))
DAYS = st.none() | MOMENTS.map(lambda moment: moment.date())
LOOKS = st.fixed_dictionaries(
    {
        "state": STATES,
        "item_no": ITEMS,
        "handler": HANDLERS,
        "is_open": st.booleans(),
        "registered_at": MOMENTS,
        "due_at": st.none() | MOMENTS,
    }
)
FILTERS = st.builds(
    CardFilter,
    states=st.lists(STATES, max_size=2).map(tuple),
    items=st.lists(ITEMS, max_size=2).map(tuple),
    since=DAYS,
    until=DAYS,
    handler=st.just("") | HANDLERS,
    only_open=st.booleans(),
    due_before=st.none() | MOMENTS,
)


@settings(max_examples=30, deadline=None)
@given(looks=st.lists(LOOKS, max_size=8), filters=st.lists(FILTERS, min_size=3, max_size=6))
def test_any_filter_shows_what_the_slow_way_shows(
    made_once: Path, looks: list[dict[str, Any]], filters: list[CardFilter]
) -> None:
    store = open_database(made_once / "outlet.db", KEY)
    cards = [a_card(f"case-{n}", applicant_name=f"甲{n}", **look) for n, look in enumerate(looks)]
    with store.unit_of_work() as uow:  # never committed
        for card in cards:
            uow.cards.put(card)
        for asked in filters:
            page = uow.cards.page(asked)
            assert [card.case_id for card in page.rows] == python_would_show(cards, asked)
            assert page.total == len(page.rows)
    store.close()


def test_pages_follow_one_another_without_gap_or_repeat(listed: Database) -> None:
    with listed.reading() as uow:
        pages = [uow.cards.page(CardFilter(), limit=4, offset=offset) for offset in (0, 4, 8)]
    assert [page.total for page in pages] == [6, 6, 6]
    assert [card.case_id for page in pages for card in page.rows] == [f"case-{n}" for n in range(5, -1, -1)]


def test_equal_moments_keep_one_order(store: Database) -> None:
    with store.unit_of_work() as uow:
        for n in range(5):
            uow.cards.put(a_card(f"case-{n}"))
        first = [card.case_id for card in uow.cards.page(CardFilter(), limit=3).rows]
        rest = [card.case_id for card in uow.cards.page(CardFilter(), limit=3, offset=3).rows]
    assert first + rest == [f"case-{n}" for n in range(4, -1, -1)]


def test_reminders_stand_by_what_comes_first_and_leave_out_what_is_done(store: Database) -> None:
    soon, later, far = (NOW + timedelta(days=n) for n in (1, 2, 30))
    with store.unit_of_work() as uow:
        uow.cards.put(a_card("due-later", due_at=later))
        uow.cards.put(a_card("visit-soon", follow_up_at=soon))
        uow.cards.put(a_card("both", due_at=far, follow_up_at=soon + timedelta(hours=1)))
        uow.cards.put(a_card("far", due_at=far))
        uow.cards.put(a_card("none"))
        uow.cards.put(a_card("done", due_at=soon, is_open=False))
        found = [card.case_id for card in uow.cards.due(NOW + timedelta(days=3))]
        assert found == ["visit-soon", "both", "due-later"]
        assert [card.case_id for card in uow.cards.due(NOW + timedelta(days=3), limit=1)] == ["visit-soon"]


def test_a_closed_case_is_a_reminder_while_something_pledged_is_to_be_verified(store: Database) -> None:
    soon, far = NOW + timedelta(days=1), NOW + timedelta(days=30)
    with store.unit_of_work() as uow:
        uow.cards.put(a_card("open", due_at=soon + timedelta(hours=1)))
        uow.cards.put(a_card("check", due_at=soon, due_rule="verification", is_open=False))
        uow.cards.put(a_card("check-far", due_at=far, due_rule="verification", is_open=False))
        uow.cards.put(a_card("done", due_at=soon, due_rule="handling", is_open=False))
        found = [card.case_id for card in uow.cards.due(NOW + timedelta(days=3))]
    assert found == ["check", "open"]


@pytest.mark.parametrize("outlet", ["1508260501", "1508261002"])
def test_and_only_where_the_case_is(store: Database, outlet: str) -> None:
    with store.unit_of_work() as uow:
        uow.cards.put(a_card("check", due_at=NOW, due_rule="verification", is_open=False, outlet=outlet))
        found = [card.case_id for card in uow.cards.due(NOW + timedelta(days=3), outlet="1508260501")]
    assert bool(found) is (outlet == "1508260501")


def test_cases_open_at_some_moment_of_a_day_are_named(store: Database) -> None:
    start, end = NOW.replace(hour=0, minute=0), NOW.replace(hour=0, minute=0) + timedelta(days=1)
    before, after = start - timedelta(microseconds=1), end - timedelta(microseconds=1)
    with store.unit_of_work() as uow:
        uow.cards.put(a_card("still open", registered_at=before))
        uow.cards.put(a_card("ended before", registered_at=before, closed_at=before))
        uow.cards.put(a_card("ended at midnight", registered_at=before, closed_at=start))
        uow.cards.put(a_card("ended later", registered_at=before, closed_at=end))
        uow.cards.put(a_card("came last", registered_at=after))
        uow.cards.put(a_card("came next day", registered_at=end))
        found = uow.cards.live_between(start, end)
    assert found == ("came last", "ended at midnight", "ended later", "still open")


def sending(store: Database) -> dict[str, str]:
    with store.reading() as uow:
        return {card.case_id: card.sending for card in uow.cards.page(CardFilter()).rows}


def answered(store: Database, *results: Verdict) -> None:
    with store.unit_of_work() as uow:
        uow.outbox.record(results, acked_seq=0, receipt="", epoch="", at=NOW)
        uow.commit()


def test_the_visits_of_some_days_are_those_this_counter_numbered_and_decided(store: Database) -> None:
    midnight = NOW.replace(hour=0, minute=0, second=0, microsecond=0)
    moments = [midnight, midnight + timedelta(days=2) - timedelta(microseconds=1)]
    others: list[dict[str, Any]] = [
        {"case_no": "HH050-20261120-010017-T"},
        {"case_no": "LH01-20261120-010017-T"},
        {"decision": ""},
        {"state": "voided"},
        {"registered_at": midnight - timedelta(microseconds=1)},
        {"registered_at": midnight + timedelta(days=2)},
    ]
    counted = {"case_no": "HH05-20261120-010017-T", "decision": "accepted", "state": "closed"}
    with store.unit_of_work() as uow:
        for n, moment in enumerate(moments):
            uow.cards.put(a_card(f"ours-{n}", **counted | {"registered_at": moment, "outlet": "elsewhere"}))
        for n, one in enumerate(others):
            uow.cards.put(a_card(f"other-{n}", **counted | {"registered_at": NOW} | one))
        uow.commit()
    first = midnight.astimezone(CST).date()
    with store.reading() as uow:
        found = uow.cards.decided_at_counter("HH05", first, first + timedelta(days=1))
    assert list(found) == moments


def test_a_card_shows_the_least_settled_of_its_events(store: Database) -> None:
    save(store, "op-1", "op-2")
    with store.unit_of_work() as uow:
        uow.cards.put(a_card())
        uow.cards.put(a_card("case-2"))  # came down from the city: nothing queued
        uow.commit()
    assert sending(store) == {"case-1": "waiting", "case-2": "sent"}
    for verdict, expected in (("applied", "waiting"), ("rejected", "needs_you"), ("parked", "waiting")):
        answered(store, Verdict(1, verdict))
        assert sending(store)["case-1"] == expected
    answered(store, Verdict(1, "parked"), Verdict(2, "applied_warn"))
    assert sending(store)["case-1"] == "parked"
    answered(store, Verdict(1, "applied"))
    assert sending(store)["case-1"] == "sent_with_hint"
    answered(store, Verdict(2, "applied"))
    assert sending(store)["case-1"] == "sent"


def test_a_list_can_show_only_what_waits(store: Database) -> None:
    save(store, "op-1")
    save(store, "op-2", case_id="case-2")
    with store.unit_of_work() as uow:
        uow.outbox.mark_tried([2], "net.refused", at=NOW)
        for case_id in ("case-1", "case-2", "case-3"):
            uow.cards.put(a_card(case_id))
        found = {
            state: [card.case_id for card in uow.cards.page(CardFilter(sending=(state,))).rows]
            for state in ("waiting", "failed", "needs_you")
        }
    assert found == {"waiting": ["case-1"], "failed": ["case-2"], "needs_you": []}


def test_a_page_asks_three_statements_however_many_rows_it_has(
    store: Database, statements: Callable[[], Any]
) -> None:
    with store.unit_of_work() as uow:
        for n in range(60):
            uow.journal.append([an_op(f"op-{n}", f"case-{n}")])
            uow.cards.put(a_card(f"case-{n}"))
        uow.commit()
    for limit in (1, 50):
        with store.reading() as uow, statements() as asked:
            assert len(uow.cards.page(CardFilter(), limit=limit).rows) == limit
        assert len(asked) == 3
    with store.reading() as uow, statements() as asked:
        assert uow.cards.due(NOW) == ()
    assert len(asked) == 1


def test_a_list_is_read_from_an_index_and_not_by_looking_at_every_case(listed: Database) -> None:
    with listed.reading() as uow:
        for order in (
            "SELECT * FROM card ORDER BY registered_at DESC, case_id DESC LIMIT 50",
            "SELECT * FROM card WHERE state = 'closed' AND registered_at >= '2026' ORDER BY registered_at",
            "SELECT * FROM card WHERE id_number = 'x' ORDER BY registered_at",
        ):
            plan = uow._connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {order}").all()
            assert "USING INDEX card_" in plan[0][3], order


def test_clearing_forgets_cards_and_words(listed: Database) -> None:
    with listed.unit_of_work() as uow:
        uow.cards.clear()
        assert uow.cards.page(CardFilter()).total == 0
        assert uow.search.find("河套") == ()


@pytest.mark.parametrize(
    ("flags", "is_open", "found"),
    [
        (("deficient",), True, True),
        (("assisted", "deficient", "assumed"), True, True),
        (("assisted",), True, False),
        (("deficient_once",), True, False),
        ((), True, False),
        (("deficient",), False, False),
    ],
)
def test_open_cases_are_found_by_a_whole_mark(
    store: Database, flags: tuple[str, ...], is_open: bool, found: bool
) -> None:
    with store.unit_of_work() as uow:
        uow.cards.put(a_card(flags=flags, is_open=is_open))
        assert [card.case_id for card in uow.cards.flagged("deficient")] == (["case-1"] if found else [])


def test_marked_cases_come_with_the_most_pressing_first(store: Database) -> None:
    with store.unit_of_work() as uow:
        for n, days in enumerate((3, 1, 2)):
            due = NOW + timedelta(days=days)
            uow.cards.put(a_card(f"case-{n}", case_no=f"no-{n}", flags=("deficient",), due_at=due))
        assert [card.case_id for card in uow.cards.flagged("deficient")] == ["case-1", "case-2", "case-0"]
