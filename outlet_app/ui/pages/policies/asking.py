"""What is asked before a will is recorded, or before a paper on the desk settles a line."""

from collections.abc import Callable, Mapping

from outlet_app.domain.events import Channel
from outlet_app.domain.facts.policy import IntentChoice
from outlet_app.domain.forms.policy import SIGHT, SIGHTED_YES, will_form
from outlet_app.domain.policies.matching import Sighted
from outlet_app.services.policy_views import Looked, PolicyRow, Will
from outlet_app.ui.parts.form_lines import lines_of
from outlet_app.ui.parts.sheet_dialog import TICKED, Answers, Line
from outlet_app.wording import policy_page as words


def will_lines(looked: Looked, choice: IntentChoice) -> tuple[Line, ...]:
    """The fields of a choice, with what is known of the enterprise."""
    known = {
        "name": looked.who.name,
        "contact": looked.contact,
        "phone": looked.phone,
        "channel": Channel.COUNTER.value,
        "account_name": looked.who.name,
    }
    form = will_form(choice, listed=looked.who.in_register)
    hints, choices = {"consents": words.CONSENT_HINT}, {"channel": words.WAYS}
    return tuple(lines_of(form, words.WILL, known, hints=hints, choices=choices))


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
    first = row.match.open[0]
    ready = {"line": first.code, "found": SIGHTED_YES, "paper": first.needs}
    choices = {"line": {line.code: line.text for line in row.match.open}, "found": words.SIGHT_RESULTS}
    return tuple(lines_of(SIGHT, words.SIGHT_FIELDS, ready, choices=choices))


def sighted_by(then: Callable[[str, Sighted], object]) -> Callable[[Answers], object]:
    """Turn the answers into what was seen."""
    return lambda said: then(said["line"], Sighted(said["found"] == SIGHTED_YES, said["paper"]))
