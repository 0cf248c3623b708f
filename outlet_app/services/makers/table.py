"""Which form is made by whom: a path adds its papers here, one line each."""

from collections.abc import Mapping

from outlet_app.services.makers import (
    decided,
    delivered,
    followed,
    hand_over,
    handed_on,
    helped,
    lapsed,
    outcomes,
    pledged,
    promised,
    registered,
    taken,
    willing,
)
from outlet_app.services.makers.maker import Maker

MAKERS: Mapping[str, Maker] = {
    "W01": registered.SLIP,
    "W02": taken.RECEIPT,
    "W04": decided.NOTICE,
    "W05": decided.ACCEPTANCE,
    "W06": decided.REJECTION,
    "W07": promised.PROMISE,
    "W08": promised.DEFICIENT,
    "W09": pledged.COMMITMENT,
    "W10": helped.MANDATE,
    "W11": helped.ASSISTANCE,
    "W12": helped.STOP,
    "W13": handed_on.TRANSFER,
    "W14": hand_over.HANDOVER,
    "W15": delivered.DELIVERY,
    "W20": willing.INTENT,
    "W21": lapsed.WITHDRAWAL,
    "W29": lapsed.TERMINATION,
    "W22": taken.CORRECTION,
    "W26": followed.VISIT,
    "W27": followed.SUMMARY,
    **outcomes.OUTCOMES,
}
