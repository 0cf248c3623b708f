"""A package travels: children carry their parent, the city folds alike, what ends elsewhere is told."""

from dataclasses import replace

from outlet_app.domain.bundle import PackageEntry
from outlet_app.domain.entry import TransferDetail
from outlet_app.domain.states import State
from outlet_app.services.packaging import Bundled
from tests.support.builders import ENTERPRISE
from tests.support.server import ServerProcess
from tests.support.windows import NewWindow, Window, clerk
from tests.sync.test_sync_transfers import (
    BATU,
    SURINA,
    agree,
    case_of,
    outlets,
    rejected,
    settle,
    window,
)

__all__ = ["outlets", "window"]
COLLEAGUE = clerk("1508260838", "乌兰")
WHOLE = PackageEntry(
    ("2.8", "7.2", "7.4"),
    ENTERPRISE,
    request="产品被仿冒",
    answers={"right": "一种向日葵脱壳机", "opponent": "某厂"},
    for_review=True,
)


def opened(here: Window, **changes: object) -> Bundled:
    entry = replace(WHOLE, **changes)  # type: ignore[arg-type]
    return here.desk.packaging.open("P5", entry)


def states(here: Window, case_id: str) -> list[State]:
    return [state for _, state in case_of(here, case_id).member_states]


def test_the_city_takes_parent_and_children_and_another_window_reads_them_alike(
    city: ServerProcess, window: NewWindow, outlets: tuple[str, str, str]
) -> None:
    here = window(outlets[0], SURINA)
    bundled = opened(here)
    second = window(outlets[0], COLLEAGUE)
    settle(here, second)
    for case in (bundled.case, *bundled.children):
        assert rejected(here, case.case_id) == []
        assert case_of(second, case.case_id) == case_of(here, case.case_id)
    family = second.desk.cases.detail(bundled.case.case_id).family
    assert family is not None
    assert [one.case_no for one in family.kin] == [one.case_no for one in bundled.children]
    agree(city, here, second)


def test_a_child_closed_at_the_other_window_moves_the_parent_for_both(
    city: ServerProcess, window: NewWindow, outlets: tuple[str, str, str]
) -> None:
    here, second = window(outlets[0], SURINA), window(outlets[0], COLLEAGUE)
    bundled = opened(here, answer="可以。")
    settle(here, second)
    for child in bundled.children[1:]:
        second.desk.cases.withdraw(child.case_id, "不办了")
    settle(second, here)
    parent = case_of(here, bundled.case.case_id)
    assert parent == case_of(second, bundled.case.case_id)
    assert parent.state is State.RESULT_OK
    here.desk.cases.close(parent.case_id, "办完")
    settle(here, second)
    assert case_of(second, parent.case_id).state is State.CLOSED
    assert rejected(here, parent.case_id) == rejected(second, parent.case_id) == []
    agree(city, here, second)


def test_a_child_that_ends_at_another_outlet_tells_its_parent_when_word_comes_back(
    city: ServerProcess, window: NewWindow, outlets: tuple[str, str, str]
) -> None:
    here, there = window(outlets[0], SURINA), window(outlets[1], BATU)
    bundled = opened(here)
    child = bundled.children[2]
    here.desk.transfers.send(child.case_id, TransferDetail(there.outlet, "", "对方窗口", "由裁决所办理"))
    settle(here, there)
    there.desk.transfers.take(child.case_id, "我们来办")
    settle(there, here)
    assert there.desk.cases.detail(child.case_id).family is not None
    there.desk.cases.withdraw(child.case_id, "双方和解")
    assert states(here, bundled.case.case_id)[2] is State.IN_PROGRESS
    settle(there, here)
    assert states(here, bundled.case.case_id)[2] is State.WITHDRAWN
    assert case_of(here, bundled.case.case_id).state is State.IN_PROGRESS
    settle(here, there)
    assert rejected(here, bundled.case.case_id) == []
    assert rejected(there, child.case_id) == []


def test_two_windows_that_hear_of_one_end_say_it_twice_without_a_quarrel(
    city: ServerProcess, window: NewWindow, outlets: tuple[str, str, str]
) -> None:
    here, second, there = (
        window(outlets[0], SURINA),
        window(outlets[0], COLLEAGUE),
        window(outlets[1], BATU),
    )
    bundled = opened(here)
    child = bundled.children[2]
    here.desk.transfers.send(child.case_id, TransferDetail(there.outlet, "", "对方窗口", "由裁决所办理"))
    settle(here, there, second)
    there.desk.transfers.take(child.case_id, "我们来办")
    settle(there, here, second)
    there.desk.cases.withdraw(child.case_id, "双方和解")
    settle(there, here, second)
    parent = bundled.case.case_id
    assert case_of(here, parent) == case_of(second, parent)
    assert states(here, parent)[2] is State.WITHDRAWN
    assert (rejected(here, parent), rejected(second, parent)) == ([], [])
    assert here.troubles() == second.troubles() == ()


def test_a_package_opened_without_a_line_is_sent_whole_when_it_is_back(
    city: ServerProcess, window: NewWindow, outlets: tuple[str, str, str]
) -> None:
    here = window(outlets[0], SURINA)
    bundled = opened(here, answer="可以。")
    assert here.desk.cases.detail(bundled.case.case_id).row.sending == "waiting"
    settle(here)
    for case in (bundled.case, *bundled.children):
        assert here.desk.cases.detail(case.case_id).row.sending == "sent"
        assert rejected(here, case.case_id) == []
