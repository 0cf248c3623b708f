"""Collects what only reference cycles hold, when it is asked to and on the thread that asks."""

import gc


def hold() -> None:
    """Collect nothing unasked: Python collects on whatever thread allocates next, and Qt dies of that.

    A page that was left is held by cycles. Collected on a lane's thread, its widgets are destroyed there,
    while the GUI thread paints or dresses them.
    """
    gc.disable()


def let_go() -> None:
    """Collect whenever Python thinks fit."""
    gc.enable()


def is_held() -> bool:
    return not gc.isenabled()


def settle() -> None:
    """What stands now stands until the end: nobody need look through it again and again."""
    gc.freeze()


def collect_due() -> bool:
    """Collect the oldest generation that has grown over Python's own threshold; says if there was one."""
    grown, bounds = gc.get_count(), gc.get_threshold()
    due = [age for age, bound in enumerate(bounds) if grown[age] > bound]
    if due:
        gc.collect(due[-1])
    return bool(due)
