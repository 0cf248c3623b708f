"""How matters come in: what each way asks for, and in which column of the daily sheet it is counted."""

from collections.abc import Mapping
from enum import StrEnum

from outlet_app.domain.events import Channel, ReplyWay


class Entrance(StrEnum):
    """The columns of 接待人次 (domain.md §8.2): what is written from elsewhere stands together."""

    COUNTER = "counter"
    PHONE = "phone"
    ONLINE = "online"
    ON_SITE = "on_site"
    OTHER = "other"


# Somebody is there to talk to, at the counter, on the line or where we went.
VISITS = (Channel.COUNTER, Channel.PHONE, Channel.ONLINE, Channel.ON_SITE)
# What has a number, a sender or a day of its own, and wants an answer by a way of its own.
INCOMING: Mapping[Channel, tuple[ReplyWay, ...]] = {
    Channel.LETTER: (ReplyWay.POST, ReplyWay.PHONE, ReplyWay.IN_PERSON),
    Channel.HOTLINE: (ReplyWay.PLATFORM, ReplyWay.PHONE),
    Channel.SUPERIOR: (ReplyWay.REPORT, ReplyWay.PLATFORM, ReplyWay.PHONE),
    Channel.MESSAGE: (ReplyWay.PLATFORM, ReplyWay.PHONE),
}
# The clock that a letter or a work order brings along.
INCOMING_RULE = "incoming"
# Nobody stands here who could show a paper or take one along.
AFAR = frozenset({Channel.PHONE, *INCOMING})
# A work order is found again by its number, an instruction by who gave it.
ASKS: Mapping[Channel, frozenset[str]] = {
    Channel.HOTLINE: frozenset({"incoming_no"}),
    Channel.SUPERIOR: frozenset({"incoming_from"}),
}
_ENTRANCES: Mapping[Channel, Entrance] = {
    **{one: Entrance(one.value) for one in VISITS},
    Channel.MESSAGE: Entrance.ONLINE,
}


def entrance(channel: Channel) -> Entrance:
    """Return the column a registration is counted in: 微信 and messages are 线上, the rest of them 其他."""
    return _ENTRANCES.get(channel, Entrance.OTHER)


def usual_reply(channel: Channel) -> ReplyWay:
    """Return how an answer goes back where nobody said otherwise: the way it came."""
    ways = INCOMING.get(channel)
    return ways[0] if ways else ReplyWay.PHONE


def asked_for(channel: Channel, reply_by: ReplyWay) -> frozenset[str]:
    """Return the fields without which what came in cannot be found again or answered."""
    if channel not in INCOMING:
        return frozenset()
    reach = {ReplyWay.POST: {"incoming_from"}, ReplyWay.PHONE: {"phone"}}.get(reply_by, set())
    return ASKS.get(channel, frozenset()) | reach
