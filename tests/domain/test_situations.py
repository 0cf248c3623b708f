"""The seven situations of a first contact: what each allows, what a decision tells (domain.md §1.2)."""

from dataclasses import replace

from test_form_intake import PRECHECK as REPORT
from test_form_intake import TALK as CONSULTING

from outlet_app.domain.applicant import Applicant, ApplicantKind, IdKind
from outlet_app.domain.calendar import local_day
from outlet_app.domain.case import fold
from outlet_app.domain.catalogue import SubItem
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import IntakeEntry, RejectDetail, TransferDetail
from outlet_app.domain.events import AnsweredOnSpot, Channel, Complexity, Rejected, Situation
from outlet_app.domain.forms.intake import check, is_afar, recommended, required
from outlet_app.domain.problems import Problem
from outlet_app.domain.situations import LEGAL, allows, derived, misdirected
from tests.support.builders import MORNING, OUTLET, event, registered

FAR = "1508021001"
S, D = Situation, Decision
CALLER = Applicant(ApplicantKind.PERSON, "赵永胜", IdKind.NONE, "", "", "13800002046")
QUESTION = IntakeEntry(CALLER, item=2, sub_item="2.2", request="商标续展", answer="期满前办理。")
HERE = TransferDetail(OUTLET, "1508260838", "乌兰", "商标业务由其承办")
THERE = TransferDetail(FAR, "", "临河区窗口", "属地办理")


def wrong(entry: IntakeEntry, decision: Decision, sub_item: SubItem = CONSULTING) -> dict[str, Problem]:
    return check(entry, decision, sub_item, local_day(MORNING))


def test_each_situation_leaves_exactly_its_decisions_open() -> None:
    open_to = {one: {d.name for d in D if allows(one, d)} for one in S}
    assert open_to == {
        S.OWN_NOW: {"ANSWER"},
        S.OWN_LATER: {"ACCEPT", "NOTICE", "DEFICIENT", "RECEIVE", "REJECT"},
        S.COLLEAGUE: {"TRANSFER"},
        S.ELSEWHERE: {"TRANSFER", "ANSWER"},
        S.UNCLEAR: {"TRANSFER"},
        S.OUTSIDE: {"REJECT", "ANSWER"},
        S.URGENT: {"TRANSFER"},
    }
    assert all(allows(None, decision) for decision in D)
    assert set(LEGAL) == set(S)


def test_what_is_not_open_is_said_at_the_situation() -> None:
    found = {
        (one, decision): "situation" in wrong(replace(QUESTION, situation=one), decision)
        for one in S
        for decision in D
    }
    assert found == {(one, decision): decision not in LEGAL[one] for one in S for decision in D}
    assert wrong(replace(QUESTION, situation=S.UNCLEAR), D.ANSWER) == {
        "situation": Problem("situation.decision")
    }


def test_nobody_is_guided_without_being_told_whither() -> None:
    told = {
        one: "guided_to" in wrong(replace(QUESTION, situation=one, guided_to=to), D.ANSWER)
        for one, to in ((S.OWN_NOW, ""), (S.ELSEWHERE, ""), (S.OUTSIDE, " "))
    }
    assert told == {S.OWN_NOW: False, S.ELSEWHERE: True, S.OUTSIDE: True}
    guided = replace(QUESTION, situation=S.OUTSIDE, guided_to="市场监管投诉 12315")
    assert wrong(guided, D.ANSWER) == {}
    assert "guided_to" not in wrong(replace(QUESTION, situation=S.ELSEWHERE), D.TRANSFER)


def test_a_decision_tells_its_situation_where_none_was_chosen() -> None:
    told = {
        "answered": derived(QUESTION, D.ANSWER),
        "shown the way": derived(replace(QUESTION, guided_to="版权局"), D.ANSWER),
        "accepted": derived(QUESTION, D.ACCEPT),
        "notice": derived(QUESTION, D.NOTICE),
        "promised": derived(QUESTION, D.DEFICIENT),
        "taken in": derived(QUESTION, D.RECEIVE),
        "to a colleague": derived(QUESTION, D.TRANSFER, HERE, OUTLET),
        "without an outlet": derived(QUESTION, D.TRANSFER, replace(HERE, to_outlet=""), OUTLET),
        "to another outlet": derived(QUESTION, D.TRANSFER, THERE, OUTLET),
        "urgent": derived(QUESTION, D.TRANSFER, replace(HERE, urgent=True), OUTLET),
        "refused": derived(QUESTION, D.REJECT, RejectDetail("经补正仍不符合要求", "规定第五条")),
        "not ours": derived(QUESTION, D.REJECT, RejectDetail("不属于本清单事项", instead="12315")),
    }
    assert told == {
        "answered": S.OWN_NOW,
        "shown the way": S.ELSEWHERE,
        "accepted": S.OWN_LATER,
        "notice": S.OWN_LATER,
        "promised": S.OWN_LATER,
        "taken in": S.OWN_LATER,
        "to a colleague": S.COLLEAGUE,
        "without an outlet": S.COLLEAGUE,
        "to another outlet": S.ELSEWHERE,
        "urgent": S.URGENT,
        "refused": S.OWN_LATER,
        "not ours": S.OUTSIDE,
    }


def test_every_derived_situation_allows_its_decision() -> None:
    details = {D.TRANSFER: (HERE, THERE, replace(HERE, urgent=True)), D.REJECT: (RejectDetail("", "", "x"),)}
    for decision in D:
        for detail in (None, *details.get(decision, ())):
            if decision is D.TRANSFER and detail is None:
                continue
            assert allows(derived(QUESTION, decision, detail, OUTLET), decision), (decision, detail)


def test_a_matter_of_ours_stays_and_one_of_others_leaves() -> None:
    told = {(one, to): misdirected(one, to, OUTLET) for one in (*S, None) for to in ("", OUTLET, FAR)}
    assert {key for key, bad in told.items() if bad} == {
        (S.COLLEAGUE, FAR), (S.ELSEWHERE, ""), (S.ELSEWHERE, OUTLET),
    }  # fmt: skip


def test_the_situation_recommends() -> None:
    def advice(one: Situation | None, guided_to: str = "", sub_item: SubItem = CONSULTING) -> Decision | None:
        entry = replace(QUESTION, sub_item=sub_item.code, situation=one, guided_to=guided_to)
        return recommended(entry, sub_item)

    told = {
        "none chosen": advice(None),
        "A": advice(S.OWN_NOW),
        "B, nothing to bring": advice(S.OWN_LATER),
        "B, nothing looked at": advice(S.OWN_LATER, sub_item=REPORT),
        "C": advice(S.COLLEAGUE),
        "D": advice(S.ELSEWHERE),
        "D, shown the way": advice(S.ELSEWHERE, "版权局"),
        "E": advice(S.UNCLEAR),
        "F": advice(S.OUTSIDE),
        "F, shown the way": advice(S.OUTSIDE, "12315"),
        "G": advice(S.URGENT),
    }
    assert told == {
        "none chosen": D.ANSWER,
        "A": D.ANSWER,
        "B, nothing to bring": D.ACCEPT,
        "B, nothing looked at": None,
        "C": D.TRANSFER,
        "D": D.TRANSFER,
        "D, shown the way": D.ANSWER,
        "E": D.TRANSFER,
        "F": D.REJECT,
        "F, shown the way": D.ANSWER,
        "G": D.TRANSFER,
    }


def test_what_is_recommended_is_always_open() -> None:
    for one in S:
        for to in ("", "12315"):
            for item in (0, 2, None):
                entry = replace(QUESTION, situation=one, guided_to=to, item=item)
                told = recommended(entry, CONSULTING if item else None)
                assert told is None or allows(one, told), (one, to, item)


def test_what_a_call_is() -> None:
    phone = replace(QUESTION, channel=Channel.PHONE)
    told = {
        "a question by telephone": is_afar(phone, CONSULTING),
        "outside the list": is_afar(replace(phone, item=0, sub_item=""), None),
        "a matter with materials": is_afar(replace(phone, sub_item=REPORT.code), REPORT),
        "at the counter": is_afar(QUESTION, CONSULTING),
        "nothing chosen": is_afar(replace(phone, item=None), None),
    }
    assert told == {
        "a question by telephone": True,
        "outside the list": True,
        "a matter with materials": False,
        "at the counter": False,
        "nothing chosen": False,
    }


def test_a_caller_shows_no_paper() -> None:
    phone = replace(QUESTION, channel=Channel.PHONE, complexity=Complexity.COMPLEX)
    assert "applicant.id_number" not in required(phone, D.ACCEPT, CONSULTING)
    assert {"applicant.name", "phone"} <= required(phone, D.ACCEPT, CONSULTING)
    assert "applicant.id_number" in required(QUESTION, D.ACCEPT, CONSULTING)
    assert "applicant.id_number" in required(replace(phone, sub_item=REPORT.code), D.ACCEPT, REPORT)
    assert wrong(phone, D.ACCEPT) == {}
    assert set(wrong(replace(phone, applicant=replace(CALLER, phone="")), D.TRANSFER)) == {"phone"}


def test_texts_of_guidance_and_call_back_are_checked() -> None:
    long = replace(QUESTION, guided_to="去" * 201, callback="早" * 51)
    found = wrong(long, D.ANSWER)
    assert {name: (one.code, one.args["over"]) for name, one in found.items()} == {
        "guided_to": ("text.too_long", 1),
        "callback": ("text.too_long", 1),
    }


def test_a_call_knows_itself_in_the_case() -> None:
    told = {
        (channel, consulting): fold([event(registered(channel=channel, consulting=consulting))]).is_afar
        for channel in (Channel.PHONE, Channel.COUNTER)
        for consulting in (True, False)
    }
    assert {key for key, calls in told.items() if calls} == {(Channel.PHONE, True)}


def test_facts_of_earlier_versions_say_nothing_of_it() -> None:
    assert (registered().situation, registered().callback) == (None, "")
    assert AnsweredOnSpot("可以。").guided_to == ""
    case = fold([event(registered()), event(Rejected("not_in_remit"), minutes=1)])
    assert case.registered.situation is None
