"""What the city decided about this machine is said once a sign-in, also where F8 brought it."""

from typing import Any

import pytest

from outlet_app.bootstrap.calling_back import CALLED_BACK, CallingBack
from outlet_app.bootstrap.program import Program
from outlet_app.services.views import QueueState


class Feedback:
    """Notes what is said in passing."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def toast(self, title: str, *_more: Any) -> None:
        self.said.append(title)


class Around:
    """As much of the program as answers a wish for a round."""

    def __init__(self, state: QueueState) -> None:
        self.feedback = Feedback()
        self.shell = self
        self.is_covered = True
        self.workplace = object()
        self.called_back = CallingBack.__new__(CallingBack)
        self.called_back._program = self  # type: ignore[assignment]
        self.called_back.page = None
        self.called_back._told = ""
        self.called_back.has_spoken = False
        self.state = state

    def round(self, *, wish: bool) -> list[str]:
        """A round ends: first everybody looks, then whoever asked is answered."""
        self.feedback.said = []
        self.called_back.look(self.state)
        if wish:
            Program._tell_sync(self, self.state)  # type: ignore[arg-type]
        return self.feedback.said


def state(mode: str = "", **how: Any) -> QueueState:
    told: dict[str, Any] = {
        "online": True,
        "waiting": 0,
        "failed": 0,
        "needs_you": 0,
        "parked": 0,
        "sent_today": 0,
        "last_sync": None,
    }
    return QueueState(**{**told, **how}, mode=mode)


SUSPENDED, REVOKED = "市级已暂停本机", "市级已停用本机，不再接收"


@pytest.mark.parametrize(("mode", "said"), [("suspended", SUSPENDED), ("revoked", REVOKED)])
def test_a_round_by_f8_that_learns_of_it_says_it_once(mode: str, said: str) -> None:
    here = Around(state(mode))
    assert here.round(wish=True) == [said]


@pytest.mark.parametrize(("mode", "said"), [("suspended", SUSPENDED), ("revoked", REVOKED)])
def test_asked_again_by_f8_it_is_said_again_and_by_itself_it_is_not(mode: str, said: str) -> None:
    here = Around(state(mode))
    here.round(wish=False)
    assert here.round(wish=False) == []
    assert here.round(wish=True) == [said]


def test_a_machine_that_is_called_back_has_a_page_that_says_it() -> None:
    here = Around(state(CALLED_BACK))
    assert here.round(wish=True) == []


def test_a_machine_in_use_is_answered_by_every_f8() -> None:
    here = Around(state())
    first, second = here.round(wish=True), here.round(wish=True)
    assert first == second
    assert len(first) == 1


def test_another_decision_is_news_again() -> None:
    here = Around(state("suspended"))
    here.round(wish=True)
    here.state = state("revoked")
    assert here.round(wish=True) == [REVOKED]
    here.state = state("")
    assert len(here.round(wish=True)) == 1
    here.state = state("suspended")
    assert here.round(wish=True) == [SUSPENDED]
