"""What falls by chance in the domain's tests is shown small; here, because Hypothesis is loaded for it."""

import pytest

from tests.domain.chance import Draw, by_chance


def test_what_falls_is_made_small() -> None:
    @by_chance(200)
    def low(draw: Draw) -> None:
        assert draw.whole(0, 1000) + draw.whole(0, 1000) < 700

    with pytest.raises(AssertionError) as fallen:
        low()
    said = "\n".join(fallen.value.__notes__)
    assert "Draw 1: 0" in said
    assert "Draw 2: 700" in said


def test_a_refusal_that_does_not_come_falls_too() -> None:
    @by_chance(5)
    def refuses(draw: Draw) -> None:
        with pytest.raises(ValueError):
            int(str(draw.whole(0, 9)))

    with pytest.raises(pytest.fail.Exception):
        refuses()


def test_what_no_second_search_finds_has_fallen_all_the_same() -> None:
    tried: list[int] = []

    @by_chance(3)
    def falls_once(draw: Draw) -> None:
        tried.append(draw.whole(0, 9))
        assert len(tried) != 2

    with pytest.raises(AssertionError) as fallen:
        falls_once()
    assert "an example by chance, seed" in fallen.value.__notes__[0]
