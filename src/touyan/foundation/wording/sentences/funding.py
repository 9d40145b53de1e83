"""Sentences about staged money."""

SENTENCES: dict[str, tuple[str, str]] = {
    "funding.no_stages": (
        "方案没有规定这个项目的资金分期。",
        "The scheme has no stages of money for this project.",
    ),
    "funding.bonus_stage": ("奖金·{stage}", "Bonus: {stage}"),
    "funding.no_bonus": (
        "项目没有获得带奖金的奖项，奖金不能分期。",
        "The project has won no award with a bonus; there is no bonus to stage.",
    ),
    "funding.paid_out_of_bounds": (
        "实付金额应大于0、不超过本期金额 {most} 元，请核对。",
        "The sum paid must be above 0 and at most {most} yuan; check it.",
    ),
    "funding.paid_unreadable": (
        "金额“{text}”看不懂，请填写元，最多两位小数。",
        "The sum “{text}” cannot be read; give yuan, two decimals.",
    ),
    "funding.voucher_missing": ("请填写支付凭证号。", "Give the number of the voucher."),
    "funding.reason_missing": ("请写明取消拨付的理由。", "Say why the payment is cancelled."),
    "funding.problems_open": (
        "项目还有 {count} 个超期问题没有销号（{numbers}），销号后才能批准拨付。",
        "{count} overdue problems of the project are open ({numbers}); close them before approving.",
    ),
    "funding.light_red": (
        "项目为红灯（严重滞后），转为正常后才能批准拨付。",
        "The project's light is red; money waits until it is not.",
    ),
    "verify.tranches_differ": (
        "各期资金合计 {planned} 分，与预算 {budget} 分不符。",
        "The stages add up to {planned} fen, the budget is {budget}.",
    ),
    "verify.bonus_tranches_differ": (
        "各期奖金合计 {planned} 分，与奖项的奖金 {bonus} 分不符。",
        "The stages of the bonus add up to {planned} fen, the bonus of the award is {bonus}.",
    ),
    "verify.bonus_overpaid": (
        "已付奖金 {paid} 分，超过奖项的奖金 {bonus} 分。",
        "{paid} fen of bonus paid, more than the bonus of {bonus}.",
    ),
    "verify.overpaid": (
        "已付 {paid} 分，超过预算 {budget} 分。",
        "{paid} fen paid, more than the budget of {budget}.",
    ),
    "verify.paid_without_payment": (
        "这期资金没有支付记录却有实付金额。",
        "An amount stands as paid without a payment.",
    ),
}
