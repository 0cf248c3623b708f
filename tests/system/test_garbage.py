"""Garbage: collected on the thread that asks, and on no other."""

import gc
import threading
import weakref

from outlet_app.system import garbage


class Knot:
    """Held by itself alone, once nobody else holds it."""

    def __init__(self) -> None:
        self.itself = self


def dropped() -> "weakref.ref[Knot]":
    return weakref.ref(Knot())


def litter(pieces: int) -> None:
    for _ in range(pieces):
        Knot()


def past(age: int) -> int:
    """So many pieces that the youngest generation is due."""
    return gc.get_threshold()[age] + 1


def test_a_thread_that_allocates_much_collects_nothing() -> None:
    knot = dropped()
    thread = threading.Thread(target=litter, args=(past(0) * 20,))
    thread.start()
    thread.join(10)
    assert garbage.is_held()
    assert knot() is not None
    gc.collect()
    assert knot() is None


def test_what_is_due_goes_when_asked() -> None:
    gc.collect()
    knot = dropped()
    litter(past(0))
    assert garbage.collect_due()
    assert knot() is None


def test_nothing_is_looked_through_before_it_is_due() -> None:
    gc.collect()
    knot = dropped()
    assert not garbage.collect_due()
    assert knot() is not None


def test_what_grew_old_goes_too() -> None:
    """An object that outlived two collections lies in the oldest generation, which is asked for least."""
    gc.collect()
    old = Knot()
    gc.collect(0)
    gc.collect(1)
    knot = weakref.ref(old)
    del old
    rounds = past(1) * past(2) + past(1)
    for _ in range(rounds):
        litter(past(0))
        garbage.collect_due()
    assert knot() is None


def test_letting_go_gives_the_collecting_back() -> None:
    garbage.let_go()
    try:
        assert not garbage.is_held()
        knot = dropped()
        litter(past(0) * 2)
        assert knot() is None
    finally:
        garbage.hold()
    assert garbage.is_held()
