"""What a draft changes in what counts now, a line a change: items, days, clauses, conditions."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from city_server.releases import book
from city_server.releases.drafts import Draft, bundled
from city_server.releases.giving import Earlier, earlier
from city_server.releases.saying import change_line
from city_server.releases.words import Words
from outlet_app.domain.calendar import read_calendar
from outlet_app.domain.catalogue import read_catalogue
from outlet_app.domain.forms.texts import Edition, FormText, read_form_texts
from outlet_app.domain.plain import Plain
from outlet_app.domain.policies.policy import read_policies
from outlet_app.domain.releases.difference import Change, day_differences, differences
from outlet_app.domain.releases.order import Subject
from outlet_app.domain.releases.text_difference import form_differences, policy_differences, texts_before


def diff_lines(conn: Connection, resources: Path, draft: Draft, words: Words) -> Iterator[str]:
    """Every line that `diff` prints of a draft."""
    before = earlier(conn, resources, draft.subject)
    if before is None:
        yield words["said"]["first"]
        return
    changes = _changes(conn, resources, draft, before)
    yield words["said"]["changes" if changes else "same"].format(old=before.name, n=len(changes))
    yield from (change_line(change, words) for change in changes)


def _changes(conn: Connection, resources: Path, draft: Draft, before: Earlier) -> Sequence[Change]:
    old, new = before.content, draft.content
    if draft.subject is Subject.CATALOGUE:
        return differences(read_catalogue(old), read_catalogue(new))
    if draft.subject is Subject.FORMS:
        return form_differences(_texts(conn, resources), _edition(new).forms)
    if draft.subject is Subject.POLICIES:
        return policy_differences(read_policies(old), read_policies(new))
    (had,), (has,) = read_calendar([old]).years, read_calendar([new]).years
    return day_differences(had if had.year == has.year else None, has)


def _texts(conn: Connection, resources: Path) -> Mapping[str, FormText]:
    """The text of every form as it counts now: an edition need not hold all of them."""
    own = map(_edition, bundled(resources, Subject.FORMS).values())
    ranked: list[tuple[tuple[date, int], Edition]] = [((one.effective_from, 0), one) for one in own]
    given = (one for one in book.standing(conn) if one.order.subject is Subject.FORMS and not one.withdrawn)
    ranked += [(one.rank, _edition(one.order.content or {})) for one in given]
    return texts_before(ranked)


def _edition(plain: Plain) -> Edition:
    (edition,) = read_form_texts([plain]).editions
    return edition
