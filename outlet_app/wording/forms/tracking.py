"""Words of 回访记录单 and 阶段小结."""

from collections.abc import Mapping

from outlet_app.wording.tracking import FIELDS, WAYS

NTH = "第 {n} 次"
DAY = FIELDS["day"]
ROUND = "回访次数"
WAY = FIELDS["way"]
WAYS_OFFERED: Mapping[str, str] = {way.value: word for way, word in WAYS.items()}
MET = "受 访 人"
VISITOR = "回 访 人"
GOAL, MEASURES, PARTNER = FIELDS["goal"], FIELDS["measures"], FIELDS["partner"]
FINDINGS, NEXT = FIELDS["findings"], FIELDS["next"]
VISITED_BY = "回访人："
MET_BY = "受访人（签字）："
TITLES = ("服务对象", "服务网点")

SUMMED_ON = "小结日期"
STAGE = "小结次数"
VISITS = "本阶段回访"
SUMMARY = "工作小结"
EFFECT = "成　　效"
NOT_TOLD = "没有可以计数的成效"
SUMMED_BY = "填写人："
READ_BY = "服务对象（签章）："
