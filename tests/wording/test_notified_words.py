"""The line below a 一次性告知: what was brought, what lacks by name, and where the scans are."""

import pytest

from outlet_app.domain.attachments import Arrival
from outlet_app.domain.notified import Asked
from outlet_app.wording.notified import asked

TWO = ("申报书", "授权委托书")
SAID: dict[str, tuple[Asked, str]] = {
    "nothing yet": (Asked(2, 0, TWO), "所列 2 份材料：还没有补正"),
    "one of one lacks": (Asked(1, 0, ("申报书",)), "所列 1 份材料：还没有补正"),
    "some": (Asked(5, 3, TWO), "所列 5 份材料：已补 3 份，还缺 2 份（申报书、授权委托书）"),
    "all": (Asked(5, 5, ()), "所列 5 份材料都已补齐"),
    "some need not come": (Asked(5, 4, (), 1), "所列 5 份材料：已补 4 份，1 份改为容缺、承诺或者免交"),
    "none comes": (Asked(2, 0, (), 2), "所列 2 份材料：2 份改为容缺、承诺或者免交"),
    "one lacks, one need not come": (
        Asked(2, 0, ("那·𬎆的申报书",), 1),
        "所列 2 份材料：还缺 1 份（那·𬎆的申报书），1 份改为容缺、承诺或者免交",
    ),
    "scanned before it was taken in": (
        Asked(2, 0, TWO, scans=Arrival(1, 1)),
        "所列 2 份材料：还没有补正\n材料待传 1/1",
    ),
    "on its way": (Asked(5, 5, (), scans=Arrival(2, 6)), "所列 5 份材料都已补齐\n材料待传 2/6"),
    "another machine has to send": (
        Asked(5, 5, (), scans=Arrival(2, 6, 2)),
        "所列 5 份材料都已补齐\n材料已到市局 4/6",
    ),
    "both have to send": (Asked(5, 5, (), scans=Arrival(2, 6, 1)), "所列 5 份材料都已补齐\n材料待传 2/6"),
    "all there": (Asked(5, 5, (), scans=Arrival(0, 6)), "所列 5 份材料都已补齐\n扫描件 6 件都已到市局"),
}


@pytest.mark.parametrize("case", SAID)
def test_how_far_the_materials_of_a_notice_have_come(case: str) -> None:
    told, said = SAID[case]
    assert asked(told) == said
