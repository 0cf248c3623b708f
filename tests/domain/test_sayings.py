"""Which ready sentences are offered where, and in which order."""

from outlet_app.domain.sayings import Place, Saying, Spot, fitting, kept, own

ISSUE, REMEDY, NOTE = Place.ISSUE, Place.REMEDY, Place.NOTE
ALL = Saying("处处可用", ISSUE)
MARKS = Saying("只用于商标", ISSUE, items=(4,))
UNSIGNED = Saying("只用于未签字", ISSUE, defects=("D04",))
BOTH = Saying("商标未签字", ISSUE, items=(4, 6), defects=("D04", "D05"))
OURS = Saying("本网点的", ISSUE, own=True)
OTHER = Saying("补正要求", REMEDY)
EVERY = (ALL, MARKS, UNSIGNED, BOTH, OTHER, OURS)

OFFERED = {
    Spot(ISSUE): [OURS, ALL],
    Spot(ISSUE, 4): [OURS, MARKS, ALL],
    Spot(ISSUE, 0): [OURS, ALL],
    Spot(ISSUE, None, ("D04",)): [OURS, UNSIGNED, ALL],
    Spot(ISSUE, 4, ("D04",)): [OURS, BOTH, UNSIGNED, MARKS, ALL],
    Spot(ISSUE, 6, ("D05", "D19")): [OURS, BOTH, ALL],
    Spot(ISSUE, 4, ("D07",)): [OURS, MARKS, ALL],
    Spot(REMEDY, 4, ("D04",)): [OTHER],
    Spot(NOTE, 4): [],
}


def test_what_is_closest_to_the_matter_stands_first() -> None:
    assert {spot: list(fitting(EVERY, spot)) for spot in OFFERED} == OFFERED


def test_a_sentence_known_twice_is_offered_once_as_the_outlets_own() -> None:
    twice = Saying(ALL.text, ISSUE, own=True)
    assert fitting((ALL, twice), Spot(ISSUE)) == (twice,)


def test_an_own_sentence_remembers_where_it_was_written() -> None:
    assert own("  请于周五前\n补交。 ", Spot(ISSUE, 4, ("D04",))) == Saying(
        "请于周五前 补交。", ISSUE, (4,), ("D04",), own=True
    )
    assert own("已电话通知。", Spot(NOTE)) == Saying("已电话通知。", NOTE, own=True)


def test_kept_again_elsewhere_it_fits_both_places_and_stands_first() -> None:
    first, other = own("甲", Spot(ISSUE, 4, ("D04",))), own("乙", Spot(ISSUE))
    both = kept(kept(kept((), first), other), own("甲", Spot(ISSUE, 6, ("D05",))))
    assert both == (Saying("甲", ISSUE, (4, 6), ("D04", "D05"), own=True), other)
    anywhere = kept(both, own("甲", Spot(ISSUE)))
    assert anywhere[0] == Saying("甲", ISSUE, (), (), own=True)
    assert kept(anywhere, own("甲", Spot(NOTE)))[0].place is NOTE, "another kind of text is another sentence"
    assert len(kept(anywhere, own("甲", Spot(NOTE)))) == 3
