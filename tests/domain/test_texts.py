"""What may stand in free text and in names."""

from outlet_app.domain import texts as subject
from outlet_app.domain.problems import Problem
from outlet_app.domain.texts import check_line, check_name, check_text, clean_name, clean_text
from tests.domain.chance import Draw, by_chance
from tests.domain.tables import each
from tests.support.characters import EVERY_CLASS, OFTEN_CLEANED


def test_a_thousand_characters_fit_and_ten_thousand_do_not() -> None:
    assert check_text("述" * 1000) is None
    assert check_text("述" * 10_000) == Problem("text.too_long", {"limit": 1000, "over": 9000})


def test_length_is_counted_in_characters_people_see() -> None:
    assert check_text("𠮷" * 1000) is None
    assert check_text("𠮷" * 1001) == Problem("text.too_long", {"limit": 1000, "over": 1})


@each("text", ["第一行\n第二行\t列", "①②③ ★☆ ☎ √ ×", "ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ", "《〈「』》。", "", "䶮龑㛃𬎆𠮷"])
def test_office_text_passes(text: str) -> None:
    assert check_text(text) is None


@each("picture", ["😀", "👍🏽", "❤️", "✅", "🇨🇳", "1️⃣"])
def test_pictures_are_refused_with_their_place(picture: str) -> None:
    problem = check_text("好" + picture)
    assert problem is not None
    assert (problem.code, problem.args["position"]) == ("text.emoji", 3 if picture == "1️⃣" else 2)


@each(
    ("control", "name"),
    [
        ("\x00", "U+0000"),
        ("\x07", "U+0007"),
        ("\u202e", "U+202E"),
        ("\ud83d", "U+D83D"),
        ("\ufffd", "U+FFFD"),
    ],
)
def test_control_characters_are_refused_by_code_point(control: str, name: str) -> None:
    assert check_text("ab" + control) == Problem("text.control", {"position": 3, "codepoint": name})


def test_pasted_line_ends_and_invisible_characters_are_cleaned() -> None:
    assert clean_text("\ufeff一\r\n二\r三\x0b四\u2028五\u200b六 \n") == "一\n二\n三\n四\n五六"


def test_a_single_line_takes_no_tab_and_no_second_line() -> None:
    assert check_line("张三 经办") is None
    assert check_line("a\tb") == Problem("text.control", {"position": 2, "codepoint": "U+0009"})
    assert check_line("a\nb") == Problem("text.control", {"position": 2, "codepoint": "U+000A"})
    assert check_line("x" * 31, limit=30) == Problem("text.too_long", {"limit": 30, "over": 1})


def test_private_use_characters_warn_in_text_and_are_refused_in_names() -> None:
    where = {"codepoint": "U+E78D", "position": 2}
    assert check_text("张\ue78d") == Problem("text.private_use", where, soft=True)
    assert check_name("张\ue78d") == Problem("name.private_use", where)
    assert check_name("王\U00100001") == Problem("name.private_use", {"codepoint": "U+100001", "position": 2})


@each("name", ["王", "阿拉坦·乌拉", "𠮷永 次郎", "Ivan Petrov", "内蒙古河套（集团）有限公司", "名" * 100])
def test_names_of_people_and_bodies_pass(name: str) -> None:
    assert check_name(name) is None
    assert clean_name(name) == name


def test_names_have_limits() -> None:
    assert check_name(" \u3000") == Problem("name.empty")
    assert check_name("名" * 101) == Problem("text.too_long", {"limit": 100, "over": 1})
    assert check_name("张\n三") == Problem("text.control", {"position": 2, "codepoint": "U+000A"})
    assert check_name("张😀") == Problem("text.emoji", {"position": 2, "character": "😀"})


@each("dot", "•‧・･·")
def test_every_middle_dot_becomes_the_one_of_identity_cards(dot: str) -> None:
    assert clean_name(f" 阿拉坦{dot}乌拉 ") == "阿拉坦·乌拉"


@each("named", ["_CONTROL", "_LINE_CONTROL", "_PRIVATE", "_INVISIBLE", "_DOTS", "_EMOJI"])
def test_chance_knows_both_sides_of_every_class(named: str) -> None:
    inside = [char for char in EVERY_CLASS if getattr(subject, named).search(char)]
    assert 4 <= len(inside) < len(EVERY_CLASS) / 2


@by_chance(250)
def test_cleaning_twice_is_cleaning_once(draw: Draw) -> None:
    text = draw.text(OFTEN_CLEANED)
    assert clean_text(clean_text(text)) == clean_text(text)
    assert clean_name(clean_name(text)) == clean_name(text)


@each("name", ["❤公司", "☺公司", "河套♥面业"])
def test_pictures_that_look_like_text_are_no_names_either(name: str) -> None:
    problem = check_name(name)
    assert problem is not None
    assert problem.code == "text.emoji"


@each("hidden", ["\u200d", "\u200e", "\u200f", "\u200c"])
def test_marks_nobody_sees_do_not_make_two_names_of_one(hidden: str) -> None:
    assert clean_name(f"ABC{hidden}公司") == "ABC公司"
