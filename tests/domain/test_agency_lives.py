"""帮办代办 by chance: whatever the order, nothing is lost, nobody is judge in the own matter."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from random import Random

from outlet_app.domain.agency import MOST_DAYS, NEEDS, Agency, Standing
from outlet_app.domain.case import Case, apply, fold, judge
from outlet_app.domain.events import (
    Accepted,
    CaseEvent,
    CorrectionTaken,
    Fact,
    HandedMaterial,
    MaterialsTaken,
    Rejected,
    ResultReached,
    Withdrawn,
    WorkStarted,
)
from outlet_app.domain.facts.agency import (
    FACTS,
    AgencyActed,
    AgencyBegun,
    AgencyEnded,
    AgencyHanded,
    AgencyMandated,
    AgencyPassed,
    AgencyResumed,
    AgencyStopped,
    Doing,
    HaltReason,
    Helper,
    Mode,
    Power,
    Way,
)
from outlet_app.domain.offers import offered
from outlet_app.domain.people import Person, Role
from outlet_app.domain.separation import EXAMINING
from outlet_app.domain.stock import steps
from tests.support.agencies import FORMS, LICENCE, mandate
from tests.support.builders import OUTLET, at, material, notice, registered, stamp

STAFF = tuple(Helper(f"150826083{n}", name, f"0478-821000{n}") for n, name in enumerate("甲乙丙丁"))
PAPERS = (LICENCE, FORMS, replace(LICENCE, name="专利证书"), replace(FORMS, copies=1))
LIVES = 40
STEPS = 40


def mandates(chance: Random, day: date) -> AgencyMandated:
    """Some powers for some days from about today on."""
    powers = tuple(chance.sample(list(Power), chance.randrange(1, len(Power))))
    since = day + timedelta(days=chance.randrange(-2, 3))
    signed = mandate(*powers, since=since, until=since + timedelta(days=chance.randrange(MOST_DAYS)))
    return AgencyMandated(signed, chance.choice(["", "另行委托"]))


def facts(chance: Random, case: Case, day: date) -> Iterator[Fact]:
    """What might be said next, right or wrong."""
    helper, held = chance.choice(STAFF), case.agency.held if case.agency else ()
    some = tuple(chance.sample(PAPERS, chance.randrange(1, 3)))
    mode = chance.choice(list(Mode))
    signed = None if mode is Mode.ON_SITE else mandates(chance, day).mandate
    yield AgencyBegun(mode, helper, "代办", signed, some)
    yield mandates(chance, day)
    done_on = day - timedelta(days=chance.randrange(3))
    yield AgencyActed(done_on, chance.choice(list(Doing)), "办理", attachments="票据")
    yield AgencyActed(day, Doing.CALL, "通话", reached=chance.random() < 0.3)
    yield AgencyHanded(chance.choice(list(Way)), "刘建平", some)
    yield AgencyStopped(chance.choice(list(HaltReason)), "取件", "填表", "说明", held[:1])
    yield AgencyResumed(helper, "取件")
    yield AgencyPassed(helper, "取件")
    yield AgencyEnded("办完", chance.choice([None, *HaltReason]), "", "说明", held)
    yield from (Accepted((stamp(),)), Rejected("not_in_remit"), WorkStarted(), ResultReached(True, "同意"))
    yield from (notice(len(case.notices) + 1), CorrectionTaken((material(),)), Withdrawn("不办了"))


def life(seed: int) -> list[CaseEvent]:
    """A case that is helped, examined and given back by chance, each step legal."""
    chance = Random(seed)
    told = [
        _event(registered(), 0, STAFF[0].staff_no),
        _event(MaterialsTaken(for_review=True), 1, STAFF[0].staff_no),
    ]
    case, minutes = fold(told), 2
    for step in range(STEPS):
        minutes += chance.choice([1, 60, 60 * 24, 60 * 24 * 5])
        pool = list(facts(chance, case, at(minutes).date()))
        chance.shuffle(pool)
        tries = (_event(fact, minutes, chance.choice(STAFF).staff_no, step) for fact in pool)
        found = next((one for one in tries if judge(case, one) is None), None)
        if found is not None:
            told.append(found)
            case = apply(case, found)
        elif not case.is_open:
            break  # nothing is told of a case that has ended
    return told


def _event(fact: Fact, minutes: int, actor: str, step: int = 0) -> CaseEvent:
    return CaseEvent(f"op-{minutes}-{step}", "case-1", at(minutes), actor, OUTLET, "01", fact)


ALL = [life(seed) for seed in range(LIVES)]


@cache
def moments() -> list[tuple[Case, CaseEvent, Case]]:
    """Every step of every life with the case before and after it."""
    return [
        (step.before, step.event, step.after)
        for told in ALL
        for step in steps(told)
        if step.before is not None
    ]


def test_chance_tells_every_fact_of_a_help() -> None:
    seen = Counter(type(event.fact) for told in ALL for event in told)
    assert {fact for fact in FACTS if seen[fact] < 3} == set()
    assert any(isinstance(event.fact, EXAMINING) for told in ALL for event in told)


def test_nobody_who_helps_has_examined_or_will() -> None:
    for _, _, after in moments():
        assert not set(after.helped_by) & set(after.examined_by)


def test_whoever_helps_stays_known_for_ever() -> None:
    for before, _, after in moments():
        assert after.helped_by[: len(before.helped_by)] == before.helped_by
        assert after.examined_by[: len(before.examined_by)] == before.examined_by
        if after.agency is not None:
            assert after.agency.helper.staff_no in after.helped_by


def test_every_paper_is_with_the_helper_or_has_left() -> None:
    """What came in is what is held and what went out; nothing is given twice, nothing appears."""
    for told in ALL:
        for agency in fold(told).agencies:
            came, went = _flow(agency)
            held = Counter({(row.name, row.form): row.copies for row in agency.held})
            known = Counter({key: n for key, n in went.items() if came[key]})
            assert came == held + known
            assert all(n > 0 for n in held.values())


def _flow(agency: Agency) -> tuple[Counter[tuple[str, object]], Counter[tuple[str, object]]]:
    came, went = Counter[tuple[str, object]](), Counter[tuple[str, object]]()
    moves: list[tuple[object, bool, tuple[HandedMaterial, ...]]] = [
        (agency.began, True, agency.begun.materials)
    ]
    moves += [(one.at, one.fact.way is Way.IN, one.fact.rows) for one in agency.handings]
    halts = [one for one in agency.halts if isinstance(one.fact, AgencyStopped | AgencyEnded)]
    moves += [
        (one.at, False, one.fact.returned)
        for one in halts
        if isinstance(one.fact, AgencyStopped | AgencyEnded)
    ]
    for _, inward, rows in sorted(moves, key=lambda move: str(move[0])):
        for row in rows:
            key = (row.name, row.form)
            if inward:
                came[key] += row.copies
            elif came[key] > went[key]:
                went[key] += row.copies
    return came, went


def test_an_ended_help_holds_nothing() -> None:
    for _, _, after in moments():
        for agency in after.agencies:
            if agency.standing in (Standing.DONE, Standing.ENDED):
                assert agency.held == ()
        assert all(not agency.is_open for agency in after.agencies[:-1])


def test_every_action_lay_within_an_authority_that_had_the_power() -> None:
    for told in ALL:
        for agency in fold(told).agencies:
            for action in agency.actions:
                needed = NEEDS.get(action.fact.doing)
                if needed is None or agency.begun.mode is Mode.ON_SITE:
                    continue
                covers = [
                    one.mandate
                    for one in agency.authorities
                    if one.mandate.since <= action.fact.day <= one.mandate.until
                    and needed & set(one.mandate.powers)
                ]
                assert covers, action


def test_the_log_is_written_by_its_helper_and_not_before_its_day() -> None:
    for before, event, _ in moments():
        if isinstance(event.fact, AgencyActed):
            assert before.agency is not None
            assert event.actor == before.agency.helper.staff_no
            assert event.fact.day <= event.day


def test_what_is_offered_to_the_helper_is_never_an_examination() -> None:
    for _, event, after in moments():
        for staff_no in after.helped_by:
            person = Person(staff_no, "", frozenset({Role.SUPERVISOR}))
            open_to_him = offered(after, person, event.day)
            assert not open_to_him & {"examine", "tell", "verify", "extend", "consequence"}


def test_folding_again_gives_the_same() -> None:
    for told in ALL:
        assert fold(told) == fold(list(told))
        assert fold(told).events == len(told)
