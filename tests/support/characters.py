"""Characters of every class that our texts distinguish."""

HAN = "一王集团乌拉龥䶮龑㛃𬎆𠮷𰻞"
LATIN = "aZxXOoIß é"
DIGITS = "0159０９٣۴③½"
PUNCTUATION = "-+()（）《》。，、“”%_'\"\\/"
DOTS = "·•‧・･"
# Blanks, and everything at which Python ends a line.
BLANKS = " \u3000\u00a0\t\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
CONTROLS = "\x00\x07\x08\x0e\x1f\x7f\x80\x9f"
SURROGATES = "\ud800\ud83d\udfff"
DIRECTIONS = "\u202a\u202e\u2066\u2069"
NO_CHARACTERS = "\ufff9\ufffd\uffff"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
PRIVATE = "\ue000\ue78d\uf8ff\U000f0000\U00100001\U0010ffff"
PICTURES = "⌚⏩☹☺❤♥✅⭐\ufe0f\u20e3😀🀀🫿🇨👍🏽\U000e0020\U000e007f"
COMBINING = "\u0301\u3099ᠮᠣᠩ"
EVERY_CLASS = "".join(
    (
        HAN, LATIN, DIGITS, PUNCTUATION, DOTS, BLANKS, CONTROLS, SURROGATES, DIRECTIONS, NO_CHARACTERS,
        INVISIBLE, PRIVATE, PICTURES, COMBINING,
    )
)  # fmt: skip
# What cleaning takes away comes often, or chance seldom puts two of it side by side.
OFTEN_CLEANED = EVERY_CLASS + 3 * (BLANKS + INVISIBLE)
