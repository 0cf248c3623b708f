"""What is asked before a will is recorded, or before a paper on the desk settles a line."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from outlet_app.domain.events import Channel
from outlet_app.domain.facts.policy import IntentChoice
from outlet_app.domain.forms.people import REFUSAL, WILL
from outlet_app.domain.policies.matching import Sighted
from outlet_app.domain.problems import Problem
from outlet_app.services.policy_views import Looked, PolicyRow, Will
from outlet_app.ui.parts.form_lines import lines_of
from outlet_app.ui.parts.sheet_dialog import TICKED, Answers, Asked, Line
from outlet_app.wording import policy_page as words

SIGHTED_YES = "yes"
_ACCOUNT = ("account_name", "bank", "account_no")


def will_lines(looked: Looked, choice: IntentChoice) -> tuple[Line, ...]:
    """The fields of a choice; account and consent for a confirmed will only."""
    accepts = choice is IntentChoice.ACCEPT
    known = {
        "name": looked.who.name,
        "contact": looked.contact,
        "phone": looked.phone,
        "channel": Channel.COUNTER.value,
        "account_name": looked.who.name,
    }
    form = WILL if accepts else REFUSAL
    lines = lines_of(
        form, words.WILL, known, hints={"consents": words.CONSENT_HINT}, choices={"channel": words.WAYS}
    )
    asked = (replace(one, required=one.required or _must(one.key, choice)) for one in lines)
    return tuple(one for one in asked if one.key != "name" or not looked.who.in_register)


def _must(key: str, choice: IntentChoice) -> bool:
    """Who confirms a will can be reached; who declines says why."""
    if choice is IntentChoice.ACCEPT:
        return key in ("contact", "phone")
    return key == "reason" and choice is IntentChoice.DECLINE


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
