"""Words of 送达回证（结果领取单）."""

from collections.abc import Mapping

from outlet_app.wording.forms.steps import COLLECTING

DOCUMENTS = "送达的文书和材料"
WAY = COLLECTING["way"]
WAYS: Mapping[str, str] = {"in_person": "窗口领取", "post": "邮寄送达", "electronic": "线上查收"}
COLLECTOR = "领 取 人"
RELATION = COLLECTING["relation"]
RELATIONS: Mapping[str, str] = {
    "self": "本人",
    "legal": "法定代表人",
    "contact": "经办人",
    "agent": "受托人",
    "mail": "邮件收件人",
}
ID = COLLECTING["id_number"]
AT = "送达时间"
VALID, DUTIES = COLLECTING["valid"], COLLECTING["duties"]
CONFIRM = "受送达人确认"
KEEP = "提示"
GIVEN_BY = "送达人："
TITLES = ("受送达人", "送达机关")
