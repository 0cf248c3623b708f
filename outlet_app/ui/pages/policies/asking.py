"""What is asked before a will is recorded, or before a paper on the desk settles a line."""

from collections.abc import Callable, Mapping

from outlet_app.domain.events import Channel
from outlet_app.domain.facts.policy import IntentChoice
from outlet_app.domain.policies.matching import Sighted
from outlet_app.domain.problems import Problem
from outlet_app.services.policy_views import Looked, PolicyRow, Will
from outlet_app.ui.parts.sheet_dialog import TICKED, Answers, Asked, Line
from outlet_app.wording import policy_page as words

SIGHTED_YES = "yes"
_ACCOUNT = ("account_name", "bank", "account_no")


def will_lines(looked: Looked, choice: IntentChoice) -> tuple[Line, ...]:
    """The fields of a choice; account and consent for a confirmed will only."""
    accepts = choice is IntentChoice.ACCEPT
    who = () if looked.who.in_register else (
        Line("name", words.NAME, required=True, ready=looked.who.name, longest=100),
    )  # fmt: skip
    reach = (
        Line("contact", words.CONTACT, required=accepts, ready=looked.contact, longest=50),
        Line("phone", words.PHONE, required=accepts, ready=looked.phone, longest=20),
        Line("channel", words.WAY, Asked.CHOICE, True, Channel.COUNTER.value, choices=words.WAYS),
    )
    if not accepts:
        why = Line("reason", words.REASON, required=choice is IntentChoice.DECLINE, longest=200)
        return (*who, why, *reach)
    account = (
        Line("account_name", words.ACCOUNT_NAME, ready=looked.who.name, longest=100),
        Line("bank", words.BANK, longest=100),
        Line("account_no", words.ACCOUNT_NO, longest=40),
    )
    consent = Line("consents", words.CONSENT, Asked.TICK, True, hint=words.CONSENT_HINT)
    return (*who, *reach, *account, consent)


def account_problems(answers: Answers) -> Mapping[str, Problem]:
    """户名 is filled in beforehand, so the account counts from its bank or its number on: then whole."""
    told = {name: answers.get(name, "") for name in _ACCOUNT}
    if not (told["bank"] or told["account_no"]):
        return {}
    return {name: Problem("field.missing") for name, value in told.items() if not value}


def will_of(
    looked: Looked, row: PolicyRow, choice: IntentChoice, answers: Answers, seen: Mapping[str, Sighted]
) -> Will:
    """What was filled in, as the use case takes it."""
    name, policy = answers.get("name", looked.who.name), row.policy
    reason = answers.get("reason", "")
    has_account = bool(answers.get("account_no"))
    return Will(
        code=looked.who.code,
        name=name,
        policy=policy.number,
        choice=choice,
        contact=answers["contact"],
        phone=answers["phone"],
        channel=Channel(answers["channel"]),
        reason=reason,
        account_name=answers["account_name"] if has_account else "",
        bank=answers.get("bank", ""),
        account_no=answers.get("account_no", ""),
        consents=answers.get("consents") == TICKED,
        request=words.REQUEST.format(name=policy.name, number=policy.number),
        answer=words.ANSWERS[choice].format(name=policy.name, reason=reason),
        sighted=seen,
    )


def sight_lines(row: PolicyRow) -> tuple[Line, ...]:
    """Which open line, how it stands, and by which paper."""
    choices = {line.code: line.text for line in row.match.open}
    first = row.match.open[0]
    return (
        Line("line", words.SIGHT_LINE, Asked.CHOICE, True, first.code, choices=choices),
        Line("found", words.SIGHT_FOUND, Asked.CHOICE, True, SIGHTED_YES, choices=words.SIGHT_RESULTS),
        Line("paper", words.SIGHT_PAPER, required=True, ready=first.needs, longest=60),
    )


def sighted_by(then: Callable[[str, Sighted], object]) -> Callable[[Answers], object]:
    """Turn the answers into what was seen."""
    return lambda said: then(said["line"], Sighted(said["found"] == SIGHTED_YES, said["paper"]))
