"""Sentences of scoring: faults of a contest's input, and what people must settle in its outcome."""

SENTENCES: dict[str, tuple[str, str]] = {
    "layer_weights_sum": (
        "“{place}”各层权重合计为{sum}，应当为100，请调整。",
        "The weights at {place} add up to {sum}, not 100; adjust them.",
    ),
    "weight_and_factor": (
        "“{place}”：各层要么都写权重，要么都写系数，不能混用，请统一。",
        "{place}: either all layers have a weight or all have a factor; use one of the two.",
    ),
    "layer_id_reserved": (
        "“{place}”的层名{given}是并列规则的用语，请换一个名称。",
        "The layer id {given} at {place} is a word of the tie chain; choose another.",
    ),
    "trim_needs_criteria": (
        "按评分维度去掉最高最低分，须在“{place}”列出各维度及分值，请补填。",
        "Trimming by criterion needs the criteria at {place}; list them with their points.",
    ),
    "tie_item_unknown": (
        "“{place}”的{given}既不是评分层，也不是评分维度，请核对并列规则。",
        "{given} at {place} is neither a layer nor a criterion; check the tie chain.",
    ),
    "totals_with_criteria": (
        "“{place}”只给了总分，但该层按维度评分，请改填评分表（sheets）。",
        "{place} gives totals, but this layer has criteria; give sheets.",
    ),
    "sheets_without_criteria": (
        "“{place}”给了评分表，但该层没有列出评分维度，请在该层补填 criteria，或改填总分（totals）。",
        "{place} gives sheets, but this layer lists no criteria; list them or give totals.",
    ),
    "mark_above_scale": (
        "“{place}”的分数{given}高于该层满分{scale}，请核对。",
        "The mark {given} at {place} is above the layer's highest mark {scale}; check it.",
    ),
    "void_unknown": (
        "“{place}”所指的回避评委{given}不在本层评委之中，请核对。",
        "The recused judge {given} at {place} is not on this panel; check it.",
    ),
    "likes_above_ballots": (
        "“{place}”的点赞数{likes}多于有效票数{ballots}，请核对。",
        "{likes} likes at {place} are more than {ballots} ballots; check them.",
    ),
    "cut_places_negative": (
        "入选名额{places}不能小于0，请改正。",
        "{places} places cannot be cut; give 0 or more.",
    ),
    "cut_unknown_entry": (
        "“{place}”的{entry}不在排名之中，请核对会议决定。",
        "{entry} at {place} is not in the ranking; check the decision.",
    ),
    "plain_mean": (
        "“{entry}”在“{layer}”层的有效评委不足，未去掉最高最低分，按全部有效分数平均。",
        "{entry} has too few valid judges in {layer}; the plain mean is used.",
    ),
    "above_points": (
        "“{entry}”在“{layer}”层有分数高于该维度的分值，请核对。",
        "{entry} has a mark in {layer} above its criterion's points; check it.",
    ),
    "missing": (
        "“{entries}”在“{layer}”层有评委未打分，奖项暂不确定，请补齐或作出决定。",
        "Marks of {entries} in {layer} are missing; the award stays open.",
    ),
    "quorum": (
        "“{entries}”在“{layer}”层的票数不足法定数，不排名次，请补投或作出决定。",
        "{entries} lack the quorum in {layer}; they are not ranked.",
    ),
    "award_tie": (
        "“{entries}”并列，跨过“{award}”的名额界线，请由评审机构按规则决定。",
        "{entries} are tied across the edge of {award}; the named body decides.",
    ),
}
