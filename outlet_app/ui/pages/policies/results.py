"""匹配结果单: what is asked before it is printed, and what it says of the enterprise on show."""

from collections.abc import Sequence

from outlet_app.domain.events import Channel
from outlet_app.domain.facts.outcome import Filled, OutcomeWritten
from outlet_app.domain.forms.people import ASKER
from outlet_app.services.policy_results import FORM, Told
from outlet_app.services.policy_views import Looked, PolicyRow, PolicyShelf
from outlet_app.ui.parts.form_lines import lines_of
from outlet_app.ui.parts.sheet_dialog import Answers, Line
from outlet_app.wording import policy_page
from outlet_app.wording import policy_results as words


def result_lines(looked: Looked) -> tuple[Line, ...]:
    """Name only where the register does not have it; the rest may be left out."""
    known = {
        "name": looked.who.name,
        "contact": looked.contact,
        "phone": looked.phone,
        "channel": Channel.COUNTER.value,
    }
    lines = lines_of(ASKER, policy_page.ASKER, known, choices={"channel": policy_page.WAYS})
    return tuple(line for line in lines if line.key != "name" or not looked.who.in_register)


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
