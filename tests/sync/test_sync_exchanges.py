"""更换事项 travels: one act here is one story everywhere, whichever part of it a machine hears first."""

from outlet_app.domain.events import AmendCause
from outlet_app.domain.states import State
from outlet_app.services.package_exchange import Exchanged
from outlet_app.services.packaging import Bundled
from tests.support.server import ServerProcess
from tests.support.windows import NewWindow, Window
from tests.sync.test_sync_packages import COLLEAGUE, opened
from tests.sync.test_sync_transfers import SURINA, agree, case_of, outlets, rejected, settle, window

__all__ = ["outlets", "window"]
SLIP, WISH = AmendCause.ENTRY_ERROR, AmendCause.APPLICANT_CHANGED


def exchanged(here: Window, bundled: Bundled, cause: AmendCause = SLIP) -> Exchanged:
    """7.4 goes, 7.5 comes."""
    return here.desk.package_exchange.exchange(
        bundled.case.case_id, bundled.children[2].case_id, "7.5", {}, cause, "点错了一行"
    )


def of_all(told: Exchanged) -> tuple[str, str, str]:
    return told.parent.case_id, told.gone.case_id, told.child.case_id


def test_the_own_slip_is_taken_by_the_city_and_read_alike_elsewhere(
    city: ServerProcess, window: NewWindow, outlets: tuple[str, str, str]
) -> None:
    here, second = window(outlets[0], SURINA), window(outlets[0], COLLEAGUE)
    bundled = opened(here)
    settle(here, second)
    told = exchanged(here, bundled)
    settle(here, second)
    for case_id in of_all(told):
        assert rejected(here, case_id) == []
        assert case_of(here, case_id) == case_of(second, case_id)
    assert case_of(second, told.gone.case_id).state is State.VOIDED
    family = second.desk.cases.detail(told.parent.case_id).family
    assert family is not None
    assert told.child.case_no in {one.case_no for one in family.kin}
    assert here.troubles() == second.troubles() == ()
    agree(city, here, second)


def test_a_colleague_exchanges_it_for_the_applicant_only(
    city: ServerProcess, window: NewWindow, outlets: tuple[str, str, str]
) -> None:
    here, second = window(outlets[0], SURINA), window(outlets[0], COLLEAGUE)
    bundled = opened(here)
    settle(here, second)
    assert {one.may_void for one in second.desk.package_exchange.exchangeable(bundled.case.case_id)} == {
        False
    }
    told = exchanged(second, bundled, WISH)
    settle(second, here)
    for case_id in of_all(told):
        assert rejected(second, case_id) == []
        assert case_of(here, case_id) == case_of(second, case_id)
    assert case_of(here, told.gone.case_id).state is State.WITHDRAWN
    agree(city, here, second)


def test_opened_and_exchanged_without_a_line_all_of_it_goes_when_it_is_back(
    city: ServerProcess, window: NewWindow, outlets: tuple[str, str, str]
) -> None:
    here = window(outlets[0], SURINA)
    told = exchanged(here, opened(here))
    assert here.desk.cases.detail(told.parent.case_id).row.sending == "waiting"
    settle(here)
    for case_id in of_all(told):
        assert rejected(here, case_id) == []
        assert here.desk.cases.detail(case_id).row.sending == "sent"
    agree(city, here)


def test_where_the_child_had_ended_meanwhile_the_city_says_so_and_nothing_is_lost(
    city: ServerProcess, window: NewWindow, outlets: tuple[str, str, str]
) -> None:
    """Both worked without a line: what the colleague sent first stands, this window is told of the rest."""
    here, second = window(outlets[0], SURINA), window(outlets[0], COLLEAGUE)
    bundled = opened(here)
    settle(here, second)
    second.desk.cases.withdraw(bundled.children[2].case_id, "双方和解")
    told = exchanged(here, bundled)
    settle(second)
    settle(here, second)
    assert ("member_exchanged", "package.member_ended") in rejected(here, told.parent.case_id)
    for one in (here, second):
        assert case_of(one, told.gone.case_id).state is State.VOIDED
        assert dict(case_of(one, told.parent.case_id).member_states)[told.gone.case_id] is State.VOIDED
    assert here.troubles()
    # The one that came is a case of its own and is not lost either.
    assert case_of(second, told.child.case_id).state is State.RECEIVED
    assert case_of(here, told.parent.case_id) == case_of(second, told.parent.case_id)


def test_where_both_windows_changed_the_package_the_parent_still_ends(
    city: ServerProcess, window: NewWindow, outlets: tuple[str, str, str]
) -> None:
    """The colleague's item came first; what went here is told by itself, or the parent waited for ever."""
    here, second = window(outlets[0], SURINA), window(outlets[0], COLLEAGUE)
    bundled = opened(here, answer="可以。")
    settle(here, second)
    second.desk.package_adding.add(bundled.case.case_id, "7.5", {}, "漏选")
    told = exchanged(here, bundled)
    settle(second)
    settle(here, second)
    assert [code for _, code in rejected(here, told.parent.case_id)] == ["package.member_there"]
    for one in (here, second):
        states = dict(case_of(one, told.parent.case_id).member_states)
        assert states[told.gone.case_id] is State.VOIDED
        assert told.child.case_id not in states
    assert case_of(here, told.parent.case_id) == case_of(second, told.parent.case_id)
    agree(city, here, second)
