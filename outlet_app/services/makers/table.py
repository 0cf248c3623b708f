"""Which form is made by whom: a path adds its papers here, one line each."""

from collections.abc import Mapping

from outlet_app.services.makers import decided, lapsed, promised
from outlet_app.services.makers.maker import Maker

MAKERS: Mapping[str, Maker] = {
    "W04": decided.NOTICE,
    "W05": decided.ACCEPTANCE,
    "W06": decided.REJECTION,
    "W07": promised.PROMISE,
    "W08": promised.DEFICIENT,
    "W21": lapsed.WITHDRAWAL,
}
