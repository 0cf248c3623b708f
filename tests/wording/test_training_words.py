"""Every sentence about trainings, written out."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from outlet_app.domain.facts.activity import (
    ACTIVITY_FACTS,
    ActivityArchived,
    ActivityCancelled,
    ActivityHeld,
    ActivityReviewed,
    ActivityWay,
    EnrolmentClosed,
    SignedIn,
    SignWay,
)
from outlet_app.domain.problems import Problem, Refusal
from outlet_app.domain.training.activity import Activity, ActivityState
from outlet_app.domain.training.reach import Reach
from outlet_app.services.trainings import STEPS
from outlet_app.wording import training as words
from outlet_app.wording.fields import sentence
from outlet_app.wording.refusals import REFUSALS, VERDICTS
from outlet_app.wording.review_words import NO_CASE, OTHER_KINDS
from outlet_app.wording.timeline import title_of
from tests.support.activities import STARTS, after, on, open_one, planned

SAFE = "活动和名单没有改动。"
# code: happened, what to do, and the same from the city.
SENTENCES = {
    "activity.unknown": ("本机没有这个活动。", "请刷新后再看。", "本机没有这个活动"),
    "activity.exists": ("这个活动已经有了。", "不用再建。", "这个活动已经有了"),
    "activity.elsewhere": ("这个活动由其他网点举办。", "请联系举办的网点。", "这个活动由其他网点举办"),
    "activity.state": ("活动现在的环节不能办这一步。", "请刷新后看当前环节。", "活动现在的环节不能办这一步"),
    "activity.incomplete": ("这一步还缺内容。", "请填写完整后再办。", "这一步还缺内容"),
    "activity.days": (
        "活动时间或者报名截止日期不对。",
        "请核对时间，报名截止不能晚于举办当天。",
        "活动时间或者报名截止日期不对",
    ),
    "activity.capacity_below": (
        "已有 12 人报上名，人数上限不能比这个少。",
        "请改大人数上限，或者先取消报名。",
        "市级没有接收活动的这一步",
    ),
    "activity.enrolled_already": (
        "这个人已经报过名。", "请在名单中查看，不用再报。", "这个人已经报过名",
    ),
    "activity.enrolment_over": (
        "报名已经截止（2026-12-02）。", "举办当天可以现场报名。", "市级没有接收活动的这一步",
    ),
    "activity.not_today": ("现场报名只能在举办当天。", "请按普通报名办理。", "现场报名只能在举办当天"),
    "activity.seat_unknown": (
        "名单上没有这个人，或者已经取消报名。", "请刷新名单后再办。", "名单上没有这个人，或者已经取消报名",
    ),
    "activity.signed_already": ("这个人已经签到。", "不用再签。", "这个人已经签到"),
    "activity.too_early": ("活动还没有开始。", "请到举办时再办。", "活动还没有开始"),
    "activity.waiting": (
        "这个人在候补第 3 位，现在没有空位。",
        "活动开始后有空位的，可以签到。",
        "市级没有接收活动的这一步",
    ),
    "activity.code_unknown": (
        "办件 HH05-20261122-010017-T 没有报名这个活动。",
        "请核对回执上的活动；举办当天可以现场报名。",
        "市级没有接收活动的这一步",
    ),
    "activity.figures": (
        "评价人数对不上。", "满意人数不多于参评人数，参评人数不多于签到人数。", "评价人数对不上",
    ),
}  # fmt: skip
ARGS = {"case_no": "HH05-20261122-010017-T", "placed": 12, "day": "2026-12-02", "place": 3}


@pytest.mark.parametrize("code", SENTENCES)
def test_a_refusal_says_what_happened_that_nothing_is_lost_and_what_to_do(code: str) -> None:
    happened, now, _ = SENTENCES[code]
    said = REFUSALS[code].filled(Refusal(code, ARGS).args)
    assert (said.happened, said.safe, said.now) == (happened, SAFE, now)


@pytest.mark.parametrize("code", SENTENCES)
def test_the_city_says_it_without_the_numbers_of_a_counter(code: str) -> None:
    assert VERDICTS[code] == (SENTENCES[code][2], "打开培训活动核对")


def test_no_refusal_is_left_without_a_test() -> None:
    assert {code for code in REFUSALS if code.startswith("activity.")} == set(SENTENCES)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("activity.time", "请填写时间，如 09:00"),
        ("activity.ends_first", "应晚于开始时间"),
        ("activity.number", "请填写数字"),
        ("activity.too_many", "人数对不上，请核对"),
        ("activity.closes_late", "不能晚于举办日期"),
    ],
)
def test_what_is_said_at_a_field(code: str, said: str) -> None:
    assert sentence(Problem(code), "随便") == said


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (ActivityState.PLANNED, "计划"),
        (ActivityState.OPEN, "报名中"),
        (ActivityState.CLOSED, "已截止"),
        (ActivityState.HELD, "已举办"),
        (ActivityState.ARCHIVED, "已归档"),
        (ActivityState.REVIEWED, "已评价"),
        (ActivityState.CANCELLED, "已取消"),
    ],
)
def test_each_stage_has_a_chip_of_its_own_words(state: ActivityState, said: str) -> None:
    assert words.chip(state).text == said


@pytest.mark.parametrize(
    ("code", "button", "done"),
    [
        ("publish", "发布(&F)", "已发布，可以报名"),
        ("enrol", "报名(&B)", "已报名"),
        ("sign_in", "签到(&S)", "已签到"),
        ("end_enrolment", "截止报名(&E)", "报名已截止"),
        ("hold", "举办登记(&J)", "已登记举办情况"),
        ("archive", "资料归档(&G)", "资料已归档"),
        ("review", "评价登记(&P)", "已登记评价"),
        ("change", "改计划(&X)", "计划已改"),
        ("drop_seat", "取消报名(&Y)", "已取消报名，候补顺次递补"),
        ("cancel", "取消活动(&C)", "活动已取消"),
    ],
)
def test_each_step_has_its_button_and_its_word_of_success(code: str, button: str, done: str) -> None:
    assert words.STEPS[code] == button
    assert words.DONE.get(code, words.ENROLLED) == done


def test_every_step_of_the_use_case_has_a_button_with_a_letter_of_its_own() -> None:
    assert set(words.STEPS) == set(STEPS)
    letters = [text.partition("&")[2][:1] for text in (*words.STEPS.values(), words.PRINT, words.NEW)]
    assert len(set(letters)) == len(letters)
    assert all(letters)


def test_the_step_that_comes_next_is_the_one_marked() -> None:
    assert {state.value: code for state, code in words.MAIN.items()} == {
        "planned": "publish",
        "open": "enrol",
        "closed": "sign_in",
        "held": "archive",
        "archived": "review",
    }
    assert set(words.MAIN.values()) <= set(STEPS)


def test_how_full_it_is() -> None:
    table = {
        (people, capacity): words.seats(open_one(people, capacity=capacity))
        for people, capacity in ((0, 2), (1, 2), (2, 2), (3, 2), (14, 12), (5, 0))
    }
    assert table == {
        (0, 2): "0/2",
        (1, 2): "1/2",
        (2, 2): "2/2",
        (3, 2): "2/2 候补1",
        (14, 12): "12/12 候补2",
        (5, 0): "5",
    }


def test_what_whoever_registers_now_can_expect() -> None:
    table = {
        (people, capacity): words.room(open_one(people, capacity=capacity))
        for people, capacity in ((0, 2), (1, 2), (2, 2), (4, 2), (4, 0))
    }
    full = "名额已满，现在报名列为候补第 {} 位；有人取消时顺次递补。"
    assert table == {
        (0, 2): "还有 2 个名额。",
        (1, 2): "还有 1 个名额。",
        (2, 2): full.format(1),
        (4, 2): full.format(3),
        (4, 0): "人数不限。",
    }


def test_where_somebody_stands() -> None:
    activity = on(open_one(3), SignedIn("seat-1", SignWay.CODE), at=STARTS + timedelta(minutes=2))
    assert [words.seat_state(activity, seat) for seat in activity.seats] == [
        "09:02 二维码", "未签到", "候补第 1 位",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (Reach(2026, 0, 0, 0, 0), "2026 年参训企业 0 家，目标 300 家；0 场，0 人次"),
        (Reach(2026, 3, 40, 12, 0), "2026 年参训企业 12 家，目标 300 家；3 场，40 人次"),
        (Reach(2027, 3, 40, 12, 5), "2027 年参训企业 12 家，目标 300 家；另有 5 家未填代码；3 场，40 人次"),
        (
            Reach(2026, 60, 2400, 312, 1),
            "2026 年参训企业 312 家，目标 300 家；另有 1 家未填代码；60 场，2400 人次",
        ),
    ],
)
def test_whom_the_year_has_reached(told: Reach, said: str) -> None:
    assert words.reach(told) == said


def facts(activity: Activity) -> dict[str, str]:
    return dict(words.facts(activity))


def test_a_plan_is_told_in_full() -> None:
    assert facts(after()) == {
        "时间": "2026年12月3日 09:00 至 11:30",
        "地点": "杭锦后旗政务服务大厅三楼",
        "方式": "现场培训",
        "报名": "0/2，上限 2 人，签到 0 人",
        "截止": "2026年12月2日",
        "注意事项": "请带身份证。",
    }


def test_what_is_not_known_takes_no_line() -> None:
    told = facts(after(plan=planned(remark="", capacity=0)))
    assert "注意事项" not in told
    assert told["报名"] == "0，上限 不限，签到 0 人"


def test_what_came_later_is_told_too() -> None:
    signed = on(open_one(1), SignedIn("seat-1", SignWay.CODE), ActivityHeld("讲授撰写"), at=STARTS)
    filed = on(signed, ActivityArchived("宣传册 40 份", "2026-培-003"), at=STARTS)
    reviewed = on(filed, ActivityReviewed(1, 1, "增加案例"), at=STARTS)
    assert facts(signed)["举办情况"] == "讲授撰写"
    assert "归档" not in facts(signed)
    assert facts(filed)["归档"] == "2026-培-003　宣传册 40 份"
    assert facts(reviewed)["评价"] == "参评 1 人，满意 1 人　增加案例"
    assert facts(on(open_one(), ActivityCancelled("天气原因"), at=STARTS))["取消理由"] == "天气原因"


@pytest.mark.parametrize(
    ("way", "said"),
    [
        (ActivityWay.ON_SITE, "现场培训"),
        (ActivityWay.PARK, "园区宣讲"),
        (ActivityWay.SCHOOL, "院校讲座"),
        (ActivityWay.STREAM, "线上直播"),
        (ActivityWay.WECHAT, "微信公众号"),
    ],
)
def test_the_channels_are_those_of_the_list(way: ActivityWay, said: str) -> None:
    assert words.way_choices()[way.value] == said


def test_the_ways_to_sign_in() -> None:
    assert words.sign_choices() == {"id_card": "身份证", "code": "二维码", "signature": "签字"}


def test_what_the_receipt_says() -> None:
    said = words.entries(open_one(1), "乌云其木格·阿拉坦", 0)
    assert said == {
        "event": "专利申请实务培训",
        "at": "2026年12月3日 09:00 至 11:30",
        "place": "杭锦后旗政务服务大厅三楼",
        "people": "乌云其木格·阿拉坦",
        "count": "1",
        "remark": "请提前 10 分钟到场，凭本回执扫码签到。请带身份证。",
    }
    waits = words.entries(open_one(3), "学员3", 1)
    assert waits["remark"] == "名额已满，列为候补第 1 位，有名额时另行通知。请带身份证。"
    plain = words.entries(after(plan=planned(remark="")), "学员", 0)
    assert plain["remark"] == "请提前 10 分钟到场，凭本回执扫码签到。"


def test_two_days_are_both_written_out() -> None:
    later = planned(ends_at=STARTS + timedelta(days=1, hours=3), closes_on=date(2026, 12, 3))
    assert facts(after(plan=later))["时间"] == "2026年12月3日 09:00 至 2026年12月4日 12:00"


def test_how_an_activity_stands_in_a_list() -> None:
    activity = after()
    assert words.titled(activity) == "12-03 09:00 专利申请实务培训"
    assert words.at(activity) == "12-03 09:00"
    assert words.copies("HH0101 培〔2026〕0001 号", 2) == "HH0101 培〔2026〕0001 号，第 2 次打印"


def test_how_a_clerk_would_type_day_and_time() -> None:
    assert words.typed(date(2026, 12, 3)) == "2026-12-03"
    assert words.time_typed(STARTS) == "09:00"
    assert words.time_typed(replace(planned(), starts_at=STARTS - timedelta(minutes=55)).starts_at) == "08:05"


@pytest.mark.parametrize("kind", ACTIVITY_FACTS)
def test_in_the_sync_centre_it_is_told_where_to_look(kind: str) -> None:
    assert OTHER_KINDS[kind] == title_of(kind) == "培训宣传活动"
    assert NO_CASE[kind] == "在事项清单的培训活动中查看"


def test_a_stage_that_is_over_offers_nothing_to_mark() -> None:
    over = on(open_one(), EnrolmentClosed(), ActivityCancelled("天气原因"), at=STARTS)
    assert words.MAIN.get(over.state, "") == ""


def test_the_sentences_of_the_case_steps() -> None:
    assert words.CASE_ENROL == {
        "enrol": ("活动报名(&A)", "user-plus"),
        "certify": ("参训证明(&Z)", "user-check"),
    }
    assert words.CASE_ENROL_TEXT == "报名后打印活动报名回执。名额已满的列为候补，回执上写明。"
    assert words.CERTIFY_TEXT == "只列申请人已经签到的活动。"
    assert words.CERTIFY_NONE[1] == "请核对姓名、电话或者统一社会信用代码，并先补录签到。"
    assert words.CASE_NONE[0] == "现在没有可以报名的活动"
    assert words.WAITS.format(place=2) == "名额已满，列为候补第 2 位"
