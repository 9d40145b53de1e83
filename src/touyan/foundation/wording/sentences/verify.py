"""What `touyan verify` finds."""

SENTENCES: dict[str, tuple[str, str]] = {
    "verify.chain_broken": (
        "第 {seq} 条操作记录与前一条接不上（被改动、插入、删除或调换）。",
        "Act {seq} does not follow the one before (edited, inserted, deleted or swapped).",
    ),
    "verify.head_differs": (
        "链头与最后一条操作记录（第 {seq} 条）不一致。",
        "The head differs from the last act ({seq}).",
    ),
    "verify.chain_missing": ("链头还在，操作记录不见了。", "The head is there, its acts are gone."),
    "verify.no_act": ("没有任何操作记录说明它从何而来。", "No act says where it came from."),
    "verify.state_differs": (
        "现状态“{stored}”与操作记录的“{told}”不一致。",
        "Its state “{stored}” differs from the record's “{told}”.",
    ),
    "verify.version_differs": (
        "版本号 {stored} 与操作次数 {told} 不一致。",
        "Version {stored} differs from {told} acts.",
    ),
    "verify.evidence_differs": (
        "内容与最后一次操作（编号 {act}）时不同。",
        "Its content differs from that of its last act ({act}).",
    ),
    "verify.matter_missing": ("有操作记录，事项本身不见了。", "There are acts, the matter itself is gone."),
    "verify.effect_waits": (
        "应随之办理的“{action}”没有办成：{fault}。",
        "The following “{action}” was not done: {fault}.",
    ),
    "verify.checkpoint_signature": (
        "检查点文件的签名或根值不对。",
        "The checkpoint's signature or root is wrong.",
    ),
    "verify.cut_or_rolled_back": (
        "检查点里的第 {seq} 条操作记录不见了或变了：数据曾被截断或回退。",
        "Act {seq} of the checkpoint is gone or changed: the data was cut or rolled back.",
    ),
    "verify.measuring_data": (
        "这里有只供量测的数据，没有人做过其中的事；它只能在演示模式里打开。",
        "This holds data written for measuring only, which nobody did; it belongs in demonstration mode alone.",
    ),
}
