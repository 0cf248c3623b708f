"""Words of the sign-in sheet of an activity."""

from collections.abc import Mapping
from datetime import datetime

from outlet_app.domain.calendar import CST, local_day
from outlet_app.domain.facts.activity import ActivityWay, SignWay
from outlet_app.wording.formats import clock, long_day, long_moment

ACTIVITY = "活动名称"
WAY = "活动方式"
CAPACITY = "人数上限"
TIME = "时间"
PLACE = "地点"
ENROLLED = "报名人数"
CAME = "签到人数"
LIST = "签到名单"
KEPT_BY = "记录人"
LED_BY = "组织人"
WAITING = "{name}\n（候补第 {place} 位）"
NO_LIMIT = "不限"
PEOPLE = "{n} 人"
SPAN = "{start} 至 {end}"
SIGNED = "{at} {way}"
WAYS: Mapping[ActivityWay, str] = {
    ActivityWay.ON_SITE: "现场培训",
    ActivityWay.PARK: "园区宣讲",
    ActivityWay.SCHOOL: "院校讲座",
    ActivityWay.STREAM: "线上直播",
    ActivityWay.WECHAT: "微信公众号",
}
SIGN_WAYS: Mapping[SignWay, str] = {
    SignWay.ID_CARD: "身份证",
    SignWay.CODE: "二维码",
    SignWay.SIGNATURE: "签字",
}


def capacity(most: int) -> str:
    """60 人, or 不限."""
    return people(most) if most else NO_LIMIT


def people(number: int) -> str:
    """12 人."""
    return PEOPLE.format(n=number)


def span(start: datetime, end: datetime) -> str:
    """2026年12月3日 09:00 至 11:30; with the second day where it is another."""
    last = clock(end) if local_day(start) == local_day(end) else long_moment(end)
    return SPAN.format(start=long_moment(start), end=last)


def signed(at: datetime, way: SignWay) -> str:
    """09:02 身份证."""
    return SIGNED.format(at=at.astimezone(CST).strftime("%H:%M"), way=SIGN_WAYS[way])


def day(at: datetime) -> str:
    """2026年12月3日."""
    return long_day(local_day(at))
