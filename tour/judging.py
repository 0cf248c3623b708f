"""What the short day promises, compared."""

from collections.abc import Mapping

from tour.play import Story, Told

SLOT_BOUND_MS = 50.0
LIFE_S = 420.0


def by_step(*lives: Told) -> dict[str, Told]:
    """What was found in each step."""
    return {str(step["name"]): dict(step["found"]) for life in lives for step in life["steps"]}


def numbers(*lives: Told) -> list[str]:
    """The case numbers that were given out, in order."""
    found = by_step(*lives).values()
    single = [str(one["case_no"]) for one in found if "case_no" in one]
    return sorted([*single, *(str(number) for one in found for number in one.get("case_nos", ()))])


def agrees(sent: Told, served: Told, made: list[str], beside: int = 0) -> dict[str, bool]:
    """Whether the city has what was sent; beside the cases, what has events but no case number."""
    others = sent["books"] + beside
    return {
        "the city has the same cases": served["cases"] == sent["cases"] == len(made) + others,
        "the city has the same events": served["events"] == sent["events"],
        "the city has the same digest": served["digest"] == sent["digest"],
        "the city has the same numbers": sorted(map(str, served["case_numbers"])) == made,
        "nothing is parked or rejected": not served["parked"] and not served["rejected"],
    }


def is_smooth(*lives: Told) -> dict[str, bool]:
    """Whether the window stayed in hand."""
    return {"slot time p99 under 50 ms": all(life["slots"]["p99_ms"] < SLOT_BOUND_MS for life in lives)}


def _promises(first: Told, second: Told, served: Told) -> Mapping[str, bool]:
    told, made = by_step(first, second), numbers(first, second)
    kept, sent = told["nothing is lost"], told["the city comes back, the queue empties"]
    return {
        "every case number is still there after the kill": kept["case_numbers"] == made,
        "the draft came back": kept["draft"] == told["another visitor begins to tell"]["draft"],
        "four cases waited before": sent["before"] == 4,
        "the queue is empty after": sent["after"] == 0,
        **agrees(sent, served, made),
        **is_smooth(first, second),
    }


def _facts(first: Told, second: Told) -> Mapping[str, object]:
    sent = by_step(second)["the city comes back, the queue empties"]
    return {
        "case_numbers": numbers(first, second),
        "queue": {"before": sent["before"], "after": sent["after"]},
    }


SHORT = Story("first", "second", LIFE_S, _promises, _facts)
