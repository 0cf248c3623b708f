"""What the store knows of attachments: where their bytes are, what waits, and what may go."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from store_builders import NOW, a_card

from outlet_app.models.blobs import MOST_REFUSALS, BlobCounts, BlobFile, BlobState
from outlet_app.models.engine import Database

A, B, C = "a" * 64, "b" * 64, "c" * 64
LONG_AGO = NOW - timedelta(days=30)


def file(sha256: str = A, state: BlobState = BlobState.LOCAL, **more: object) -> BlobFile:
    told = BlobFile(sha256, 1000, state, f"name-{sha256[0]}", sha256[:32].encode())
    return replace(told, **more)  # type: ignore[arg-type]


def kept(store: Database, *files: BlobFile, **uses: dict[str, bool]) -> None:
    """Keep these files, and let cases name digests: kept(store, file(), case_1={A: True})."""
    with store.unit_of_work() as uow:
        for one in files:
            uow.blobs.put(one)
        for case_id, digests in uses.items():
            uow.blobs.name_uses(case_id, {digest: (1000, counts) for digest, counts in digests.items()})
        uow.commit()


def found(store: Database, sha256: str = A) -> BlobFile:
    with store.reading() as uow:
        blob = uow.blobs.get(sha256)
    assert blob is not None
    return blob


def test_a_file_is_read_back_as_it_was_put(store: Database) -> None:
    told = file(confirmed_at=NOW, state=BlobState.CONFIRMED, upload="up", refused=2)
    kept(store, told)
    assert found(store) == told
    with store.reading() as uow:
        assert uow.blobs.get(B) is None
        assert uow.blobs.of([A, B]) == {A: told}
        assert uow.blobs.of([]) == {}


@pytest.mark.parametrize(
    ("state", "is_here"),
    [
        (BlobState.LOCAL, True),
        (BlobState.CONFIRMED, True),
        (BlobState.DAMAGED, True),
        (BlobState.REMOTE, False),
        (BlobState.ELSEWHERE, False),
    ],
)
def test_what_is_here_can_be_opened_without_a_line(state: BlobState, is_here: bool) -> None:
    assert file(state=state).is_here is is_here


@pytest.mark.parametrize("state", BlobState)
def test_bytes_written_again_take_the_place_of_what_is_not_here_or_broken(
    store: Database, state: BlobState
) -> None:
    kept(store, file(state=state))
    again = file(name="again", key=b"k" * 32)
    kept(store, again)
    keeps = state in (BlobState.LOCAL, BlobState.CONFIRMED)
    assert found(store).name == ("name-a" if keeps else "again")
    assert found(store).state is (state if keeps else BlobState.LOCAL)


def test_a_digest_that_a_case_names_and_nobody_has_is_elsewhere(store: Database) -> None:
    kept(store, case_1={A: True})
    assert (found(store).state, found(store).name, found(store).key) == (BlobState.ELSEWHERE, "", b"")
    with store.reading() as uow:
        assert uow.blobs.counts() == {"case_1": BlobCounts(1, 0, 1, elsewhere=1)}


@pytest.mark.parametrize(
    ("state", "counts"),
    [
        (BlobState.LOCAL, BlobCounts(2, 0, 2, elsewhere=1)),
        (BlobState.CONFIRMED, BlobCounts(1, 0, 2, elsewhere=1)),
        (BlobState.REMOTE, BlobCounts(1, 0, 2, elsewhere=1)),
        (BlobState.ELSEWHERE, BlobCounts(2, 0, 2, elsewhere=2)),
        (BlobState.DAMAGED, BlobCounts(2, 1, 2, elsewhere=1)),
    ],
)
def test_what_others_have_to_send_is_counted_apart(
    store: Database, state: BlobState, counts: BlobCounts
) -> None:
    kept(store, file(A, state=state), case_1={A: True, B: True, C: False})
    with store.reading() as uow:
        assert uow.blobs.counts(["case_1"]) == {"case_1": counts}


def test_naming_again_forgets_what_is_named_no_more(store: Database) -> None:
    kept(store, file(A), file(B), case_1={A: True, B: True})
    kept(store, case_1={B: True})
    with store.reading() as uow:
        assert uow.blobs.counts(["case_1"]) == {"case_1": BlobCounts(1, 0, 1)}
    kept(store, case_1={})
    with store.reading() as uow:
        assert uow.blobs.counts() == {}
    assert found(store).name == "name-a"


def test_what_waits_goes_in_the_order_it_was_made_and_only_if_a_case_names_it(store: Database) -> None:
    kept(
        store,
        file(B, name="2"),
        file(A, name="1"),
        file(C, name="0"),
        case_1={B: True, A: False},
    )
    with store.reading() as uow:
        assert [one.sha256 for one in uow.blobs.to_send()] == [A, B]
        assert uow.blobs.names() == {"0", "1", "2"}


def test_counts_are_by_case_and_leave_out_what_is_void(store: Database) -> None:
    kept(
        store,
        file(A, BlobState.CONFIRMED),
        file(B, BlobState.DAMAGED),
        file(C),
        case_1={A: True, B: True, C: True},
        case_2={A: True, C: False},
        case_3={C: False},
    )
    with store.reading() as uow:
        assert uow.blobs.counts() == {"case_1": BlobCounts(2, 1, 3), "case_2": BlobCounts(0, 0, 1)}
        assert uow.blobs.counts(["case_2", "case_9"]) == {"case_2": BlobCounts(0, 0, 1)}
        assert uow.blobs.counts([]) == {}
        assert uow.blobs.total() == BlobCounts(2, 1, 3)


@pytest.mark.parametrize(("asked_for", "cost"), [((), 0), (("case_1",), 1), (("case_1",) * 40, 1), (None, 1)])
def test_counting_for_a_list_is_one_statement_and_none_without_cases(
    store: Database,
    statements: Callable[[], AbstractContextManager[list[str]]],
    asked_for: tuple[str, ...] | None,
    cost: int,
) -> None:
    kept(store, file(), case_1={A: True})
    with store.reading() as uow, statements() as asked:
        counted = uow.blobs.counts(None if asked_for is None else iter(asked_for))
    assert (len(asked), counted) == (cost, {"case_1": BlobCounts(1, 0, 1)} if cost else {})


def test_the_way_of_a_file(store: Database) -> None:
    kept(store, file(), case_1={A: True})
    with store.unit_of_work() as uow:
        uow.blobs.begun(A, "upload-1")
        uow.commit()
    assert found(store).upload == "upload-1"
    with store.unit_of_work() as uow:
        uow.blobs.mark(A, BlobState.CONFIRMED, at=NOW)
        uow.commit()
    assert found(store) == file(state=BlobState.CONFIRMED, confirmed_at=NOW)
    with store.unit_of_work() as uow:
        uow.blobs.mark(A, BlobState.REMOTE)
        uow.commit()
    gone = found(store)
    assert (gone.state, gone.name, gone.key, gone.confirmed_at) == (BlobState.REMOTE, "", b"", NOW)


def test_the_third_refusal_calls_for_a_new_scan(store: Database) -> None:
    kept(store, file(upload="up"), case_1={A: True})
    told: list[BlobState] = []
    for _ in range(MOST_REFUSALS):
        with store.unit_of_work() as uow:
            told.append(uow.blobs.refuse(A))
            uow.commit()
        assert found(store).upload == ""
    assert told == [BlobState.LOCAL, BlobState.LOCAL, BlobState.DAMAGED]
    assert found(store).refused == 3
    with store.reading() as uow:
        assert uow.blobs.to_send() == ()


@pytest.mark.parametrize(
    ("state", "confirmed", "is_open", "closed", "goes"),
    [
        (BlobState.CONFIRMED, LONG_AGO, False, LONG_AGO, True),
        (BlobState.CONFIRMED, NOW, False, NOW, True),
        (BlobState.CONFIRMED, NOW + timedelta(seconds=1), False, LONG_AGO, False),
        (BlobState.CONFIRMED, LONG_AGO, False, NOW + timedelta(seconds=1), False),
        (BlobState.CONFIRMED, LONG_AGO, True, None, False),
        (BlobState.CONFIRMED, LONG_AGO, True, LONG_AGO, False),
        (BlobState.CONFIRMED, LONG_AGO, False, None, False),
        (BlobState.CONFIRMED, None, False, LONG_AGO, False),
        (BlobState.LOCAL, LONG_AGO, False, LONG_AGO, False),
        (BlobState.DAMAGED, LONG_AGO, False, LONG_AGO, False),
        (BlobState.REMOTE, LONG_AGO, False, LONG_AGO, False),
    ],
)
def test_what_may_go_is_confirmed_and_of_an_ended_case(
    store: Database,
    state: BlobState,
    confirmed: datetime | None,
    is_open: bool,
    closed: datetime | None,
    goes: bool,
) -> None:
    kept(store, file(state=state, confirmed_at=confirmed), case_1={A: True})
    with store.unit_of_work() as uow:
        uow.cards.put(replace(a_card(), case_id="case_1", is_open=is_open, closed_at=closed))
        uow.commit()
    with store.reading() as uow:
        assert [one.sha256 for one in uow.blobs.removable(NOW)] == ([A] if goes else [])


def test_a_file_of_two_cases_stays_for_the_one_that_is_open(store: Database) -> None:
    kept(
        store,
        file(state=BlobState.CONFIRMED, confirmed_at=LONG_AGO),
        case_1={A: True},
        case_2={A: False},
    )
    with store.unit_of_work() as uow:
        uow.cards.put(replace(a_card(), case_id="case_1", is_open=False, closed_at=LONG_AGO))
        uow.cards.put(replace(a_card(), case_id="case_2", case_no="2", is_open=True))
        uow.commit()
    with store.reading() as uow:
        assert uow.blobs.removable(NOW) == ()


def test_a_file_no_case_names_is_nobodys_to_give_up(store: Database) -> None:
    kept(store, file(state=BlobState.CONFIRMED, confirmed_at=LONG_AGO))
    with store.reading() as uow:
        assert uow.blobs.removable(NOW) == ()
        assert uow.blobs.in_state(BlobState.CONFIRMED) == ()
