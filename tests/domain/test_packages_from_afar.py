"""A package that comes in from afar: what it tells of itself, what is asked, and that nobody can sign."""

from dataclasses import replace

from outlet_app.domain.bundle import (
    PackageEntry,
    asked_of_party,
    bundle_problems,
    entry_of,
    member_problems,
    one_list,
    plan,
    whole,
)
from outlet_app.domain.channels import AFAR, INCOMING
from outlet_app.domain.events import Channel, ReplyWay
from outlet_app.domain.materials import MaterialState
from outlet_app.domain.problems import Problem
from tests.domain import test_bundle as plain
from tests.domain import test_undertakings as promising
from tests.domain.test_bundle import CATALOGUE, PACKAGE, PERSON, TODAY, filled
from tests.support.builders import ENTERPRISE

C, R, S = Channel, ReplyWay, MaterialState
LETTER = {
    "channel": C.LETTER, "incoming_no": "收〔2026〕12 号", "incoming_from": "陕坝镇建设街 3 号",
    "incoming_due": "2026-12-10", "reply_by": R.POST,
}  # fmt: skip
BODY = {"applicant.name", "applicant.id_number", "contact", "phone"}


def missing(entry: PackageEntry) -> list[str]:
    found = bundle_problems(PACKAGE, entry, CATALOGUE, TODAY)
    return [name for name, one in found.items() if one.code == "field.missing"]


def test_each_way_in_asks_what_it_takes_to_find_and_to_answer_it() -> None:
    table = {
        (C.COUNTER, R.PHONE): [],
        (C.PHONE, R.PHONE): [],
        (C.ONLINE, R.PHONE): [],
        (C.ON_SITE, R.PHONE): [],
        (C.LETTER, R.POST): ["incoming_from"],
        (C.LETTER, R.PHONE): [],
        (C.LETTER, R.IN_PERSON): [],
        (C.HOTLINE, R.PLATFORM): ["incoming_no"],
        (C.SUPERIOR, R.REPORT): ["incoming_from"],
        (C.MESSAGE, R.PLATFORM): [],
    }
    assert {way: missing(filled(channel=way[0], reply_by=way[1])) for way in table} == table
    assert missing(filled(**LETTER)) == []


def test_the_fields_are_asked_in_the_order_of_the_page() -> None:
    nobody = replace(ENTERPRISE, name="", id_number="", contact="", phone="")
    entry = filled(applicant=nobody, channel=C.LETTER, reply_by=R.POST)
    assert missing(entry) == ["applicant.name", "applicant.id_number", "contact", "phone", "incoming_from"]


def test_a_question_from_afar_needs_no_number_of_a_paper() -> None:
    """Only where nothing but consultations is wanted (ADR 0022)."""
    table = {
        (C.COUNTER, ("1.1",)): BODY,
        (C.LETTER, ("1.1",)): BODY - {"applicant.id_number"},
        (C.PHONE, ("1.1",)): BODY - {"applicant.id_number"},
        (C.ONLINE, ("1.1",)): BODY,
        (C.LETTER, ("1.1", "1.2")): BODY,
        (C.LETTER, ("1.2",)): BODY,
    }
    found = {
        (channel, wanted): set(asked_of_party(PACKAGE, PackageEntry(wanted, ENTERPRISE, channel), CATALOGUE))
        for channel, wanted in table
    }
    assert found == table
    person = asked_of_party(PACKAGE, PackageEntry(("1.2",), PERSON), CATALOGUE)
    assert "contact" not in person


def test_a_question_by_letter_holds_without_the_number() -> None:
    entry = filled(
        wanted=("1.1",), answers={}, applicant=replace(ENTERPRISE, id_number=""), answer="可以。", **LETTER
    )
    assert missing(entry) == []
    assert member_problems(PACKAGE, entry, CATALOGUE, TODAY) == {}


def test_what_the_letter_tells_is_checked_as_in_a_single_registration() -> None:
    table = {
        ("incoming_no", "收" * 51): {"incoming_no": "text.too_long"},
        ("incoming_from", "路" * 201): {"incoming_from": "text.too_long"},
        ("incoming_due", "腊月"): {"incoming_due": "date.unreadable"},
        ("incoming_due", "2026-02-30"): {"incoming_due": "date.impossible"},
        ("incoming_due", "2026-12-10"): {},
        ("incoming_due", "2026-11-01"): {},  # passed: told, never stopped
        ("incoming_due", ""): {},
        ("incoming_no", "BY2026-𬎆·䶮"): {},
    }
    found = {}
    for name, text in table:
        told = bundle_problems(PACKAGE, filled(**{**LETTER, name: text}), CATALOGUE, TODAY)
        found[name, text] = {field: one.code for field, one in told.items() if not one.soft}
    assert found == table


def test_what_was_typed_of_a_letter_is_not_checked_for_a_visit() -> None:
    entry = filled(incoming_due="腊月", incoming_no="收" * 51)
    hard: dict[str, Problem] = {
        name: one for name, one in bundle_problems(PACKAGE, entry, CATALOGUE, TODAY).items() if not one.soft
    }
    assert hard == {}


def test_every_item_carries_what_the_letter_tells() -> None:
    entry = filled(**LETTER)
    for one in plan(PACKAGE, entry, CATALOGUE):
        own = entry_of(PACKAGE, entry, one, CATALOGUE)
        assert {name: getattr(own, name) for name in LETTER} == LETTER
    assert {name: getattr(whole(entry), name) for name in LETTER} == LETTER
    assert whole(entry).item is None


def test_nobody_is_there_to_sign_a_promise() -> None:
    """容缺 and 告知承诺 are signed at the counter; what came from afar is told or taken in for review."""
    marked = promising.entry(account=S.DEFERRED, proof=S.PLEDGED)
    found = {}
    for channel in Channel:
        rows = one_list(promising.PACKAGE, replace(marked, channel=channel), promising.CATALOGUE)
        states = {row.code: row.state for row in rows}
        found[channel] = (states["account"], states["proof"], any(row.can_follow for row in rows))
    here, afar = (S.DEFERRED, S.PLEDGED, True), (S.UNDECIDED, S.UNDECIDED, False)
    assert found == {channel: afar if channel in AFAR else here for channel in Channel}
    assert set(INCOMING) < AFAR


def test_what_lies_on_the_desk_was_looked_at_whichever_way_it_came() -> None:
    entry = filled()
    assert {
        channel: [
            row.state
            for row in one_list(plain.PACKAGE, replace(entry, channel=channel), plain.CATALOGUE)
            if row.state is not S.COMPLETE
        ]
        for channel in Channel
    } == {channel: [] for channel in Channel}
