"""Cases handed to the division: taken, sent back, answered, handed on at its pages, heard at the outlet."""

import secrets
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select

from city_server import schema
from city_server.blob_tables import blob_holder
from city_server.division import diary
from city_server.division.places import Place
from city_server.store import Store
from outlet_app.domain.applicant import Applicant, ApplicantKind
from outlet_app.domain.calendar import CST
from outlet_app.domain.case import Case
from outlet_app.domain.catalogue import ClockKind, PaperForm
from outlet_app.domain.events import (
    Complexity,
    DueStamp,
    HandedMaterial,
    MaterialsTaken,
    TransferredOut,
    TransferWithdrawn,
)
from outlet_app.domain.facts.attachment import AttachmentAdded, AttachmentVoided
from outlet_app.domain.handing import TransferEnd
from outlet_app.domain.states import State
from outlet_app.services.reading import read_case
from tests.support.cities import NewCounter
from tests.support.counter import Counter
from tests.support.division import NAME, Page, Visitor, on, signed_in
from tests.support.nodes import Pair
from tests.support.server import ServerProcess, enrolment_code

CITY = "1508001001"
HOME = "1508212001"
DIVISION = "市市场监督管理局知识产权科"
WHO = Applicant(ApplicantKind.PERSON, "乌兰·巴特尔𬎆", phone="13947812345", id_number="152801199001011234")


def due(hours: float) -> DueStamp:
    return DueStamp("answer", ClockKind.WORKDAYS, datetime.now(CST) + timedelta(hours=hours))


def sent(**changes: object) -> TransferredOut:
    told: dict[str, object] = {
        "to_outlet": CITY,
        "to_staff": "",
        "to_name": DIVISION,
        "reason": "需专业人员答复",
        "done": "已核对注册证",
        "from_name": "其其格",
        "materials": (HandedMaterial("商标注册证", 1, PaperForm.COPY),),
    }
    return TransferredOut(**{**told, **changes})  # type: ignore[arg-type]


class Outlet:
    """One outlet's machine and the case it handed to the division."""

    def __init__(self, counter: Counter) -> None:
        self.counter = counter
        self.case_id = ""

    def hand(self, *before: object, fact: TransferredOut | None = None, **changes: object) -> str:
        """Register a question, hand it over and send it; its number."""
        told = {"consulting": True, "applicant": WHO, "request": "商标许可怎么备案", **changes}
        handed = fact or sent()
        self.case_id = self.counter.register(*before, handed, **told)  # type: ignore[arg-type]
        self.counter.sync()
        return self.case().case_no

    def case(self) -> Case:
        """The case as the outlet knows it after a round."""
        self.counter.sync()
        reading = read_case(self.counter.history(self.case_id))
        assert reading is not None
        return reading.case


@pytest.fixture
def member(city: ServerProcess) -> Iterator[Visitor]:
    one = signed_in(city)
    yield one
    one.close()


@pytest.fixture
def outlet_one(city: ServerProcess, counter: NewCounter) -> Outlet:
    return Outlet(counter(city))


@pytest.fixture
def counter_of(tmp_path: Path) -> Iterator[Callable[[Pair], Counter]]:
    """A counter at both nodes of a pair in turn."""
    made: list[Counter] = []

    def make(pair: Pair) -> Counter:
        one = Counter(tmp_path / "pair", pair.url)
        one.enrol(enrolment_code(pair.database, "1508263002"))
        made.append(one)
        return one

    yield make
    for one in made:
        one.close()


def opened(visitor: Visitor, number: str) -> Page:
    return visitor.go(Place.TRANSFER, no=number)


def taken(visitor: Visitor, number: str) -> Page:
    """Take a case and stand on its page."""
    page = visitor.send(opened(visitor, number), Place.TAKE)
    assert (page.status, page.at) == (200, Place.TRANSFER), page.text
    return page


def answered(visitor: Visitor, page: Page, **typed: str) -> Page:
    told = {"answer": "可以备案，携带许可合同。", "way": "phone", "told_to": "本人", **typed}
    return visitor.send(page, Place.ANSWER, **told)


def count(city: ServerProcess) -> dict[str, int]:
    """How much stands in the journal."""
    tables = (schema.op, schema.op_body, schema.case_event, schema.feed)
    with closing(Store(city.database.url)) as store, store.read() as conn:
        return {one.name: conn.scalar(select(func.count()).select_from(one)) or 0 for one in tables}


def records(city: ServerProcess, visitor: Visitor) -> list[tuple[str, str]]:
    """What was written down of somebody, the oldest first."""
    found = on(city.database, lambda conn: list(diary.lines(conn, visitor.staff_no)))
    return [(one.what, one.about) for one in reversed(found)]


def test_what_was_handed_over_is_on_the_list(
    city: ServerProcess, member: Visitor, outlet_one: Outlet
) -> None:
    number = outlet_one.hand(fact=sent(urgent=True, receive_by=due(-1)))
    page = member.go(Place.TRANSFERS)
    assert f"{Place.TRANSFER}?no={number}" in page.links
    after = page.text.partition(number)[2]
    assert after.startswith(" 紧急")
    assert "已超过" in after
    assert "市知识产权科" in after


def came(city: ServerProcess, digest: str, outlet: str) -> None:
    """Let all bytes of a file have arrived from an outlet."""
    row = {"sha256": digest, "outlet": outlet, "since": "2026-11-22T09:00:00+08:00"}
    on(city.database, lambda conn: conn.execute(insert(blob_holder).values(row)))


def test_the_case_tells_how_much_of_what_was_scanned_has_come(
    city: ServerProcess, member: Visitor, outlet_one: Outlet
) -> None:
    digests = [secrets.token_hex(32) for _ in range(4)]
    scans = [AttachmentAdded("", one, 4_000, 2, order=n) for n, one in enumerate(digests[:3], 1)]
    number, here = outlet_one.hand(*scans), outlet_one.counter.me.outlet_code
    assert "材料已到市局 0/3" in opened(member, number).text
    came(city, digests[0], here)
    # Whoever else sent the same bytes has not shown that this outlet had them; one of no case counts not.
    came(city, digests[1], HOME)
    came(city, digests[3], here)
    assert "材料已到市局 1/3" in opened(member, number).text
    came(city, digests[1], here)
    came(city, digests[2], here)
    assert "材料已到市局 3/3" in taken(member, number).text


def test_a_void_scan_is_not_waited_for(city: ServerProcess, member: Visitor, outlet_one: Outlet) -> None:
    kept, void = secrets.token_hex(32), secrets.token_hex(32)
    number = outlet_one.hand(
        AttachmentAdded("", kept, 4_000, 2), AttachmentAdded("", void, 4_000, 2, order=2)
    )
    case = outlet_one.case()
    wrong = next(one.attachment_id for one in case.attachments if one.fact.sha256 == void)
    outlet_one.counter.save(outlet_one.case_id, AttachmentVoided(wrong, "扫描不清"))
    outlet_one.counter.sync()
    came(city, kept, outlet_one.counter.me.outlet_code)
    assert "材料已到市局 1/1" in opened(member, number).text


def test_a_case_without_scans_says_nothing_of_them(member: Visitor, outlet_one: Outlet) -> None:
    assert "材料已到市局" not in opened(member, outlet_one.hand()).text


def test_nobody_s_name_or_telephone_is_on_the_list(member: Visitor, outlet_one: Outlet) -> None:
    outlet_one.hand()
    text = member.go(Place.TRANSFERS).answer.text
    assert not any(told in text for told in ("巴特尔", "13947812345", "152801", "商标许可"))


def test_the_case_tells_what_the_division_needs_and_no_more(member: Visitor, outlet_one: Outlet) -> None:
    number = outlet_one.hand()
    page = opened(member, number)
    for told in (
        "商标许可怎么备案",
        "需专业人员答复",
        "已核对注册证",
        "商标注册证（复印件 1 份）",
        "乌兰·巴特尔𬎆",
    ):
        assert told in page.text
    assert "139****2345" in page.text
    assert "13947812345" not in page.answer.text
    assert "152801" not in page.answer.text
    # Whoever handles it has to be able to call.
    assert "13947812345" in taken(member, number).text


def test_opening_it_tells_the_sender_that_it_has_arrived(
    city: ServerProcess, member: Visitor, outlet_one: Outlet
) -> None:
    number = outlet_one.hand()
    member.go(Place.TRANSFERS)
    assert (before := outlet_one.case().pending) is not None
    assert before.seen_at is None
    opened(member, number)
    opened(member, number)
    after = outlet_one.case().pending
    assert after is not None
    assert after.seen_at is not None
    assert [kind for kind, _, _ in outlet_one.counter.verdicts(outlet_one.case_id)].count(
        "transfer_seen"
    ) == 1
    assert records(city, member) == [("read_case", number)] * 2


def test_what_is_taken_is_ours_until_it_is_answered(
    city: ServerProcess, member: Visitor, outlet_one: Outlet
) -> None:
    number = outlet_one.hand()
    page = taken(member, number)
    assert "已接收，由您承办" in page.text
    case = outlet_one.case()
    assert (case.outlet, case.handler) == (CITY, member.staff_no)
    assert case.transfers[-1].ended_by_name == NAME
    assert case.first_contact != member.staff_no
    page = answered(member, page)
    assert (page.at, page.status) == (Place.TRANSFERS, 200)
    assert "已答复，办件办结" in page.text
    case = outlet_one.case()
    assert case.state is State.CLOSED
    assert case.answered is not None
    assert (case.answered.answer, case.answered.way.value) == ("可以备案，携带许可合同。", "phone")
    assert (case.answered.by_name, case.answered.told_to) == (NAME, "本人")
    assert case.answered.catalogue
    assert f"{Place.TRANSFER}?no={number}" not in member.go(Place.TRANSFERS).links
    assert [what for what, _ in records(city, member) if what != "read_case"] == ["taken", "answered"]


def test_what_was_answered_can_still_be_read_and_nothing_more_be_done(
    member: Visitor, outlet_one: Outlet
) -> None:
    number = outlet_one.hand()
    answered(member, taken(member, number))
    page = opened(member, number)
    assert "可以备案，携带许可合同。" in page.text
    assert page.offers() == [Place.SIGN_OUT]


@pytest.mark.parametrize(
    ("reason", "remark", "words"),
    [
        ("not_my_duty", "", "不属本岗位职责"),
        ("wrong_level", "请区县窗口办", "层级不符"),
        ("materials_missing", "缺许可合同", "随转材料不全"),
    ],
)
def test_what_is_sent_back_is_the_sender_s_again(
    city: ServerProcess, member: Visitor, outlet_one: Outlet, reason: str, remark: str, words: str
) -> None:
    number = outlet_one.hand()
    form = opened(member, number)
    assert words in form.text
    page = member.send(form, Place.SEND_BACK, reason=reason, remark=remark)
    assert "已退回，由转出方继续负责" in page.text
    case = outlet_one.case()
    ended = case.transfers[-1]
    assert (ended.end, ended.reason, ended.remark) == (TransferEnd.RETURNED, reason, remark)
    assert (case.state, case.bounces, case.outlet) == (State.REGISTERED, 1, outlet_one.counter.me.outlet_code)
    assert records(city, member)[-1] == ("returned", number)


@pytest.mark.parametrize(
    ("action", "typed", "said"),
    [
        (Place.SEND_BACK, {"reason": "", "remark": "不归我们"}, "没有选规定的退回理由"),
        (Place.SEND_BACK, {"reason": "because"}, "没有选规定的退回理由"),
        (Place.SEND_BACK, {"reason": "materials_missing", "remark": " \n "}, "没有写明缺哪些材料"),
        (Place.SEND_BACK, {"reason": "not_my_duty", "remark": "长" * 2001}, "有一项写得太长"),
        (Place.TAKE, {"remark": "长" * 2001}, "有一项写得太长"),
    ],
)
def test_an_answer_to_a_transfer_that_will_not_do_changes_nothing(
    city: ServerProcess, member: Visitor, outlet_one: Outlet, action: Place, typed: dict[str, str], said: str
) -> None:
    number = outlet_one.hand()
    form = opened(member, number)
    before = count(city)
    page = member.send(form, action, **typed)
    assert page.status == 422
    assert said in page.text
    assert "没有保存" in page.text or "没有改动" in page.text
    assert count(city) == before
    assert outlet_one.case().state is State.TRANSFERRED
    if action is Place.SEND_BACK:
        assert page.form(action).fields["remark"].strip() == typed.get("remark", "").strip()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"answer": ""}, "没有填写答复内容"),
        ({"answer": " \n\t"}, "没有填写答复内容"),
        ({"answer": "长" * 2001}, "有一项写得太长"),
        ({"way": ""}, "没有选告知方式"),
        ({"way": "pigeon"}, "没有选告知方式"),
        ({"day": "", "time": ""}, "告知时间早于登记时间"),
        ({"day": "2026-02-30"}, "告知时间早于登记时间"),
        ({"day": "2020-01-01"}, "告知时间早于登记时间"),
        ({"day": "2199-01-01"}, "告知时间早于登记时间"),
        ({"basis": ""}, "没有写明依据"),
    ],
)
def test_an_answer_that_will_not_do_changes_nothing(
    city: ServerProcess, member: Visitor, outlet_one: Outlet, typed: dict[str, str], said: str
) -> None:
    page = taken(member, outlet_one.hand(complexity=Complexity.COMPLEX))
    before = count(city)
    page = answered(member, page, **{"basis": "商标法第四十三条", **typed})
    assert page.status == 422
    assert said in page.text
    assert count(city) == before
    if "answer" not in typed:
        assert page.form(Place.ANSWER).fields["answer"] == "可以备案，携带许可合同。"


def test_a_late_question_is_explained_before_it_is_answered(
    city: ServerProcess, member: Visitor, outlet_one: Outlet
) -> None:
    number = outlet_one.hand(dues=(due(-30),))
    page = taken(member, number)
    assert "要先写明原因和措施" in page.text
    assert {"delay", "measures"} <= set(page.form(Place.ANSWER).required)
    before = count(city)
    assert "没有选超期原因" in answered(member, page, delay="", measures="已加派人手").text
    assert "没有写明采取的措施" in answered(member, page, delay="R5", measures="").text
    assert count(city) == before
    answered(member, page, delay="R5", measures="已请专家核对")
    case = outlet_one.case()
    assert case.delay is not None
    assert (case.delay.reason, case.delay.measures, case.state) == ("R5", "已请专家核对", State.CLOSED)


def test_what_will_not_be_answered_after_all_leaves_no_explanation_either(
    city: ServerProcess, member: Visitor, outlet_one: Outlet
) -> None:
    page = taken(member, outlet_one.hand(dues=(due(-30),)))
    before = count(city)
    answered(member, page, delay="R5", measures="已请专家核对", answer="")
    assert count(city) == before


def test_an_opinion_is_fed_back_and_the_case_goes_on(member: Visitor, outlet_one: Outlet) -> None:
    page = taken(member, outlet_one.hand())
    page = member.send(page, Place.FEED_BACK, opinion="由科里核对，明天答复", way="phone")
    assert page.at == Place.TRANSFER
    assert "已记下处理意见" in page.text
    assert "由科里核对，明天答复" in page.text
    assert outlet_one.case().is_open


@pytest.mark.parametrize(
    ("opinion", "way", "said"),
    [("", "phone", "没有填写处理意见"), ("明天答复", "", "没有选告知方式")],
)
def test_an_opinion_needs_words_and_a_way(
    member: Visitor, outlet_one: Outlet, opinion: str, way: str, said: str
) -> None:
    page = taken(member, outlet_one.hand())
    assert said in member.send(page, Place.FEED_BACK, opinion=opinion, way=way).text


def test_what_the_outlet_should_do_goes_back_with_everything_that_came(
    member: Visitor, outlet_one: Outlet
) -> None:
    number = outlet_one.hand(MaterialsTaken(), consulting=False)
    page = taken(member, number)
    assert Place.ANSWER not in page.offers()
    home = outlet_one.counter.me.outlet_code
    page = member.post(
        Place.HAND_ON, page.form(Place.HAND_ON).fields | {"outlet": HOME, "reason": "就近办理"}
    )
    assert "已转办" in page.text
    handed = outlet_one.case().pending
    assert handed is not None
    assert (handed.fact.to_outlet, handed.from_outlet, handed.fact.from_name) == (HOME, CITY, NAME)
    assert handed.fact.materials == sent().materials
    assert handed.fact.receive_by is not None
    assert handed.fact.receive_by.at is not None
    assert home != HOME
    assert not handed.fact.designated_by


@pytest.mark.parametrize("to", ["", CITY, "1508999999", "nowhere"])
def test_nothing_is_handed_to_nobody(member: Visitor, outlet_one: Outlet, to: str) -> None:
    page = taken(member, outlet_one.hand())
    page = member.send(page, Place.HAND_ON, outlet=to, reason="就近办理")
    assert page.status == 422
    assert "没有选转给谁" in page.text


def test_handing_on_needs_a_reason(member: Visitor, outlet_one: Outlet) -> None:
    page = taken(member, outlet_one.hand())
    assert "没有写明理由" in member.send(page, Place.HAND_ON, outlet=HOME, reason="").text


def test_a_form_sent_twice_is_carried_out_once(
    city: ServerProcess, member: Visitor, outlet_one: Outlet
) -> None:
    page = taken(member, outlet_one.hand())
    fields = page.form(Place.ANSWER).fields | {"answer": "可以。", "way": "phone"}
    first = member.post(Place.ANSWER, fields)
    before = count(city)
    again = member.post(Place.ANSWER, fields)
    assert (again.at, again.text) == (first.at, first.text)
    assert count(city) == before
    assert [what for what, _ in records(city, member)].count("answered") == 1


def test_a_form_sent_many_times_at_once_is_carried_out_once(
    city: ServerProcess, member: Visitor, outlet_one: Outlet
) -> None:
    number = outlet_one.hand()
    fields = opened(member, number).form(Place.TAKE).fields
    with ThreadPoolExecutor(4) as hands:
        pages = list(hands.map(lambda _: member.post(Place.TAKE, fields), range(4)))
    assert {(page.status, page.at) for page in pages} == {(200, Place.TRANSFER)}
    kinds = [kind for kind, _, _ in outlet_one.counter.verdicts(outlet_one.case_id)]
    outlet_one.counter.sync()
    kinds = [kind for kind, _, _ in outlet_one.counter.verdicts(outlet_one.case_id)]
    assert kinds.count("transfer_taken") == 1


def test_two_colleagues_who_take_it_at_once_are_told_who_was_quicker(
    city: ServerProcess, member: Visitor, outlet_one: Outlet
) -> None:
    number, other = outlet_one.hand(), signed_in(city)
    forms = [(one, opened(one, number)) for one in (member, other)]
    with ThreadPoolExecutor(2) as hands:
        pages = list(hands.map(lambda pair: pair[0].send(pair[1], Place.TAKE), forms))
    other.close()
    assert sorted(page.status for page in pages) == [200, 422]
    loser = next(page for page in pages if page.status == 422)
    assert "没有改动" in loser.text or "没有保存" in loser.text
    assert outlet_one.case().handler in (member.staff_no, other.staff_no)


def test_a_colleague_of_the_division_may_answer_what_another_took(
    city: ServerProcess, member: Visitor, outlet_one: Outlet
) -> None:
    number, other = outlet_one.hand(), signed_in(city)
    taken(member, number)
    page = answered(other, opened(other, number))
    other.close()
    assert "已答复" in page.text
    assert outlet_one.case().state is State.CLOSED


def test_what_the_outlet_took_back_cannot_be_taken(member: Visitor, outlet_one: Outlet) -> None:
    number = outlet_one.hand()
    form = opened(member, number)
    outlet_one.counter.save(outlet_one.case_id, TransferWithdrawn("已当面答复"))
    outlet_one.counter.sync()
    page = member.send(form, Place.TAKE)
    assert page.status == 404
    assert "没有这个办件，或者它现在不归市局办理" in page.text


def test_what_waits_for_one_person_is_shown_to_nobody_else(
    city: ServerProcess, member: Visitor, outlet_one: Outlet
) -> None:
    other = signed_in(city)
    number = outlet_one.hand(fact=sent(to_staff=other.staff_no, to_name="王敏"))
    assert opened(member, number).status == 404
    assert opened(other, number).status == 200
    assert f"{Place.TRANSFER}?no={number}" not in member.go(Place.TRANSFERS).links
    assert f"{Place.TRANSFER}?no={number}" in other.go(Place.TRANSFERS).links
    other.close()


@pytest.mark.parametrize("number", ["", "HH05-20261122-019999-T", "' OR 1=1", "\x00", "办" * 500])
def test_a_case_that_is_not_before_the_division_is_not_shown(member: Visitor, number: str) -> None:
    page = opened(member, number)
    assert page.status == 404
    assert "没有这个办件" in page.text


def test_an_outlet_s_own_case_is_not_shown(city: ServerProcess, member: Visitor, counter: NewCounter) -> None:
    own = Outlet(counter(city))
    own.case_id = own.counter.register(applicant=WHO)
    number = own.case().case_no
    page = opened(member, number)
    assert page.status == 404
    assert "巴特尔" not in page.answer.text


def test_a_matter_of_rights_is_veiled_until_it_is_taken(member: Visitor, outlet_one: Outlet) -> None:
    number = outlet_one.hand(item=7, sub_item="7.1", request="某公司侵权")
    page = opened(member, number)
    assert "接收以后才显示" in page.text
    assert not any(
        told in page.answer.text for told in ("某公司侵权", "巴特尔", "已核对注册证", "需专业人员答复")
    )
    assert "某公司侵权" in taken(member, number).text


def test_what_a_clerk_wrote_is_text_and_nothing_else(member: Visitor, outlet_one: Outlet) -> None:
    number = outlet_one.hand(request='<script>alert("1")</script><b>粗</b>&amp;')
    page = opened(member, number)
    assert "<script" not in page.answer.text
    assert '<script>alert("1")</script><b>粗</b>&amp;' in page.text


def test_a_text_with_lines_and_rare_signs_arrives_as_it_was_written(
    member: Visitor, outlet_one: Outlet
) -> None:
    page = taken(member, outlet_one.hand())
    answered(member, page, answer="一、可以。\r\n二、𬎆䶮·额尔敦\x00\x08", basis="《办法》第 3 条")
    told = outlet_one.case().answered
    assert told is not None
    assert told.answer == "一、可以。\n二、𬎆䶮·额尔敦"


def test_two_nodes_know_the_same_sessions_forms_and_cases(counter_of: Callable[[Pair], Counter]) -> None:
    pair = Pair()
    try:
        outlet_one = Outlet(counter_of(pair))
        number = outlet_one.hand()
        one, other = (node.url for node in pair.nodes)
        here = signed_in(pair.nodes[0])
        there = here.at_node(other)
        assert here.client.base_url == one
        form = opened(here, number).form(Place.TAKE).fields
        with ThreadPoolExecutor(2) as hands:
            pages = list(hands.map(lambda at: at.post(Place.TAKE, form), (here, there)))
        assert [(page.status, page.at) for page in pages] == [(200, Place.TRANSFER)] * 2
        assert "已答复" in answered(there, opened(there, number)).text
        assert outlet_one.case().state is State.CLOSED
        kinds = [kind for kind, _, _ in outlet_one.counter.verdicts(outlet_one.case_id)]
        assert kinds.count("transfer_taken") == 1
        here.send(here.go(Place.PARKED), Place.SIGN_OUT)
        assert there.go(Place.PARKED).at == Place.SIGN_IN
        here.close()
        there.close()
    finally:
        pair.stop()
