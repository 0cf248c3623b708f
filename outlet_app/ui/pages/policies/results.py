"""匹配结果单: what is asked before it is printed, and what it says of the enterprise on show."""

from collections.abc import Sequence

from outlet_app.domain.events import Channel
from outlet_app.domain.facts.outcome import Filled, OutcomeWritten
from outlet_app.services.policy_results import FORM, Told
from outlet_app.services.policy_views import Looked, PolicyRow, PolicyShelf
from outlet_app.ui.parts.sheet_dialog import Answers, Asked, Line
from outlet_app.wording import policy_page
from outlet_app.wording import policy_results as words


def result_lines(looked: Looked) -> tuple[Line, ...]:
    """Name only where the register does not have it; the rest may be left out."""
    who = () if looked.who.in_register else (
        Line("name", policy_page.NAME, required=True, ready=looked.who.name, longest=100),
    )  # fmt: skip
    return (
        *who,
        Line("contact", policy_page.CONTACT, ready=looked.contact, longest=50),
        Line("phone", policy_page.PHONE, ready=looked.phone, longest=20),
        Line("channel", policy_page.WAY, Asked.CHOICE, True, Channel.COUNTER.value, choices=policy_page.WAYS),
    )


def told_of(looked: Looked, rows: Sequence[PolicyRow], shelf: PolicyShelf, said: Answers) -> Told:
    """What the enterprise is told: every policy as it is shown, with what a paper on the desk settled."""
    name, truths = said.get("name", looked.who.name), [row.match.truth for row in rows]
    release = shelf.release
    assert release is not None, "nothing is shown before"
    source = words.source(
        release.version, release.issued_on, shelf.register_as_of, listed=looked.who.in_register
    )
    paper = OutcomeWritten(
        form=FORM,
        done_on=shelf.today,
        entries=(
            Filled("asked", words.ASKED.format(name=name, code=looked.who.code)),
            Filled("source", source),
        ),
        rows=words.rows([(row.policy, row.match, row.season) for row in rows], shelf.today),
        cutoff=min(shelf.register_as_of or shelf.today, shelf.today),
    )
    return Told(
        code=looked.who.code,
        name=name,
        request=words.REQUEST.format(name=name, code=looked.who.code),
        answer=words.answer(truths),
        paper=paper,
        contact=said["contact"],
        phone=said["phone"],
        channel=Channel(said["channel"]),
    )
