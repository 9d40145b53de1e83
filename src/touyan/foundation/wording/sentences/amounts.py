"""Sentences of money figures."""

SENTENCES: dict[str, tuple[str, str]] = {
    "fraction_of_fen": (
        "“{place}”的金额 {given} 不足一分的部分无法支付，请精确到分。",
        "The amount {given} at {place} has a fraction of a fen; give it to the fen.",
    ),
}
