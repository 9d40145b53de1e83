"""The hand-written part of the page: how a file is written, how its parts work together, how other counties say theirs."""

from __future__ import annotations

from touyan.core.scheme import SUBJECT_KINDS

_BEFORE = """\
# 方案语言 第 1 版

一个县（市、区）一年的规矩写成一个文件：`schemes/<编号>/scheme.yaml`。引擎只读文件，不认识任何地方；换一个县，加一个文件，
不改程序。真实的例子是 `schemes/wuhua/scheme.yaml`，建议对照着看本页。

    from touyan.core.scheme import check, compile, load
    checked = check(source)            # 全部问题一次列出，各带行号、键的位置、代码和事实
    compiled = compile(checked.scheme) # 每类事项一台状态机，连同哈希，随方案版本保存
    stored = load(source)              # 已发布的版本只按形状读回，以后新增的检查不会让旧方案读不出来

本页由程序按读取方案的定义生成（`python3 -m touyan.project.schemebook > docs/scheme-language.md`），请勿手工修改；
说明写在 `src/touyan/project/schemebook`。

## 1. 文件怎么写

- UTF-8 编码，最大 256 KB，嵌套不超过 16 层，值不超过 1 万个。文件开头的 BOM 和 Windows 换行不算错。
- 缩进用空格。制表符缩进、控制字符、锚点 `&`、引用 `*`、类型记号 `!`、重复的键、第二份文档 `---` 都是问题，因为它们能让文件“看着是一回事，读出来是另一回事”。
- 值是什么类型，由键决定，不由写法决定：标签里的 `no` 就是“no”这两个字母；是否只能写 `true`、`false`；整数不以 0 开头；
  日期只能写 `2026-03-31`；时刻写 `"17:00"`。加不加引号意思一样。
- 键名是英文（取自术语表），显示给人看的文字写在标签里：`{zh: 立项, en: Approved}`，`en` 可以不写。
- 标签里用全角标点。半角逗号会把 `{zh: …}` 截断，检查器会专门指出来。
- 名称（角色、机构、表单……的名字）用小写英文字母、数字、下划线，字母开头。
- 可以不写的键就不写，不要留空。
- 惯例：`#S` 表示公开材料写明的规定，`#D` 表示材料没有说、由方案先定的数。这是注释，引擎不读。

## 2. 选择器、角色

一个选择器管所有“适用于谁”：名额、必选、周期、权重、奖项都用它，写在 `applies_to`（分组用 `of`）。

    applies_to: {unit_kinds: [street, town], outcomes: [approved], classes: [], sizes: [], groups: [], places: ["5301"]}

每个列表内是“或”，列表之间是“且”，不写为不限。`places` 是区划代码或它的前几位。

角色是“什么岗位，在哪里”：

    secretary:  {label: {zh: 领题书记}, of: own, posts: [secretary]}
    vetter:     {label: {zh: 组织部审核人}, of: body, named: organization_department, posts: [vetter]}
    leader:     {label: {zh: 项目负责人}, of: assigned, named: leader}

写在事项里的人（`assigned`）现在有两种：申报和项目的负责人 `leader`，被考核的本人 `holder`。
公式没有表达式语言，只有一张封闭的函数名单（`measure`）。

## 3. 表单、环节怎么配合

表单 = 部分 = 字段。系统已有的内容（单位、书记、年度、编号……）写成 `asked` 会被拒绝：只问一次。必传照片、采集位置一律拒绝。

环节按一年的先后排列，每种最多一个，没有的整段不写。开了头的都要收得了尾，所以检查器还看环节之间的配合：
- 有决定就有会议，有推进就有计划（只简要跟踪的除外），有计划就有推进；这些都要有申报或任务清单来开头。
- 任务清单导入后举措立即开始，计划不能再要承诺和别的启动条件。
- 公示的内容要有对应的公开项；按目标完成率考核，申报书就要有必填的目标指标。
- 等待决定的比赛要有奖项，得奖的才进入决定；结果写 `track: none` 的到此为止，不建项目。
- 每一步都要有人能办：角色写在哪里、机构设没设那个岗位，逐个核对。

`cadence`、`lights`、`funding` 的分期、`assessment` 的权重和等次与计算器 `touyan compute` 的写法相同，`contract(规则)` 给出计算器要的对象。
哪个结果要报什么，只写在报告的 `applies_to` 里，不在两处写。

### 上级方案和下级方案

下级方案只写与上级不同的地方，另写自己的 `language`、`id`、`place`、`year`、`label`；能改什么由上级的 `children` 说了算，没有开放的一律不能改，
更不能删。上级须先发布；下级发布时合并成一份完整的方案，哈希按合并后的内容算。上级出新版本时，会点名哪些下级方案超出了新的范围，
它们照原来的上级版本继续有效，改版时须改正。检查、解释和比较时，上级方案的文件放在旁边的文件夹里即可自动找到。例子见 `schemes/wuhua-town`（虚构的街道）。

## 4. 状态机和改动

编译得到每类事项一台状态机：{kinds}。
环节没有的，对应的状态机也没有。创建类动作挂在上一级事项上（例如 `application.create` 在 call 上）。

    machines:
      report:
        labels:  {returned: {zh: 请补充}}            # 状态改名
        actions: {submit: {zh: 报送}}                # 动作改名
        states:  {in_review: {label: {zh: 复核中}}}  # 增加状态
        drop:    [report.submit_no_change]           # 去掉动作
        edges:                                       # 同一动作的边整体替换
          - {action: report.accept, from: [submitted], to: in_review, roles: [department_vetter]}
          - {action: report.accept, from: [in_review], to: accepted, roles: [department_head], not_by: [report.submit]}
      application:
        labels:  {returned.organization_department: {zh: 已正式退回}}   # 某一关的状态：状态名.关名

动作和条件是程序里有的才能写，每类事项能用的条件见第 7 节末。到不了的状态、出不去的状态、走不到终点的状态、没有人能担任的角色，都不能发布。

## 5. 检查

`error` 不能发布，`warning` 提醒。检查分三层：能不能读（第 1 节）、每个值对不对、合起来行不行。一处有错不会遮住别处的错；
牵涉全文的检查（机构、窗口先后、状态机）在每个值都读得出来之后才做。

硬性拒绝，没有开关：公开网络投票计分（含任何人都能当评分人）；点赞、转发、学习时长、登录、打卡作为指标；必传照片；采集位置；
须书记本人办的事交给副职；申请人与审批人、整改人与复核人同一角色；对外公开 P1 及以上的字段；
岗位系数用在项目上，或超出 0.9 至 1.2；测评组没有名单；干部考核结果公示、发布，或给机构以外的角色看。
提醒：表单自报的分钟数低于逐字段核算的填写时间；过程权重超过 40%；数文件、会议、照片、报告；返工超过 3 轮；每月填报超过上限；某种结果之后什么都不用报。

命令：`touyan scheme check 文件` 检查，`explain 文件` 读成一条条规矩，`burden 文件` 核算负担，`diff 旧 新` 逐项比较。
负担按一张写明的秒数表核算（`core/scheme/burden.py` 的 `SECONDS`）：要人填的按字段类型计时，系统带出的每项只算看一眼，
“本月无变化”算一次点击；表单的时间取自报和核算中较大的一个。

## 6. 各地的规矩怎么写

编号见领域资料第 2 节。“已有”表示第 1 版现在就能写；“待加”是已经想好、还没有实现的键，加的时候不改变已有文件的意思。

### 阳泉城区（擂台赛）
| 规矩 | 写法 |
|---|---|
| 提升类、创新类，九个领域 | 已有：`taxonomies.class`、`taxonomies.area`（`pick: several`） |
| 某类必答“延续的品牌”“新在哪里” | 已有：字段 `applies_to: {classes: [...]}` 加 `required` |
| 街道组、社区组 | 已有：`groups` |
| 立项研讨三条标准 | 已有：`checks` 的 `at: [vetting]`，或 `meeting.criteria` |
| 16 个入围，按类构成 | 已有：`contest.shortlist.composition`，未入围的逐个写明理由 |
| 初评 10、大众评审 20、现场 70 | 已有：`contest.layers`（按计算器 `score` 计算），大众评审必须是封闭名单 |
| 每组奖项 | 已有：`contest.awards`，名额按组写在 `split`，合计必须相符 |
| 镇街赛选送区赛 | 已有：`contest.rounds`（`per: parent`），没有胜出的不进入下一步 |
| 群众参与四个阶段 | 已有：`participation`，缺哪个阶段，下一步会写明 |
| 按任务进度分期发奖 | 已有：`funding` 的 `amount_from: award`，奖金写在 `awards` 的 `bonus` |
| 经费和奖金都分期发，各有各的节点 | 已有：经费写 `stages`，奖金写 `award_stages`、`award_rest_to` |
| 随机点名汇报、包联走访每月两次、不打招呼督查 | 待加：`supervision.dispatch`、`visits`、`inspection`，周期和名额用已有的 `cadence` 与选择器 |
| 七部分计划书、五有 | 已有：`forms` 的部分、`checks` |

### 平城区水泊寺街道（目录加导师）
| 规矩 | 写法 |
|---|---|
| 街道自办 | 已有：`owner` 是街道的机构，`applies_to: {unit_kinds: [branch]}` |
| 1+N：恰好 1 个重点，其余有上限 | 已有：每种规模一条 `quota`，`applies_to: {sizes: [key]}`，`min: 1, max: 1` |
| 备案不是立项 | 已有：`filing` 环节，结果名 `filed` |
| 项目参考目录库 | 已有：`catalogue` |
| 1+5 启动条件 | 已有：`start_gate` 五项 |
| 导师一对一 | 待加：`mentoring`（连同角色 `of: assigned, named: mentor`） |
| 推荐到区级 | 已有：`promotion`（目标方案编号） |
| 五大类型、三种来源、五点原则 | 已有：`taxonomies`、`checks` |
| 目标 40、满意 30、整合 15、创新 15 | 已有：`assessment.parts` |

### 稷山县（一单三卡）
| 规矩 | 写法 |
|---|---|
| 6 方面 23 任务 113 举措 | 已有：`task_list` 环节，导入表格，数量写在 `seen` |
| 三种提醒卡，每月第 3 个工作日 | 待加：`cards`；周期已有：`{every: month, due: {nth_workday_of: month, n: 3}}` |
| 一周一报告 | 已有：`reports` 的 `cadence: {every: week, due: {last_workday_of: week, time: "17:00"}}` |
| 半月一督导 | 已有周期：`half_month`；待加：`inspection`（组数、次数、回避） |
| 一月一调度 | 待加：`dispatch`；周期已有：`{window_last_workdays: 5, of: month}` |
| 六个专班 | 已有：`bodies`；任务书待加 |
| 优秀表扬，一般及以下约谈 | 已有：`consequences` |
| 征求意见必须全部答复 | 待加：`consultation` |
| 没有书记申报 | 已有：不写 `application` 等环节即可 |

### 分宜县（必选加自选）
| 规矩 | 写法 |
|---|---|
| 必选项目按单位自动建立 | 已有：`required`（名称加选择器），全体与乡镇各一条；结果名 `required` |
| 认领 | 已有：`catalogue`，`claims: one` 表示只能由一个单位认领 |
| 每名书记 1 至 3 个，含必选 | 已有：`quota: {per: leader, min: 1, max: 3}` |
| 党委申报、组织部审核 | 已有：`vetting` 一级，不设 `meeting`、`decision`，审核通过即立项 |
| 群众是甲方 | 已有：`client_acceptance`，到场人数和满意比例达到了才能结项 |
| 过程、结果、效果 30/30/40 | 已有：`parts` 的 `view` |
| 述职必答题 | 已有：`feeds: [{to: debriefing}]`；述职表待加 |
| 一月一调度、随机核查 20% | 周期已有；待加：`dispatch`、`spot_check_pct` |

### 操场乡干部考核（分宜县的一个乡自己的方案）
| 规矩 | 写法 |
|---|---|
| 考的是干部，不是项目 | 已有：`assessment` 的 `subject: post`、`subjects`。只看方案主管机构所在和指导的单位，一个乡的方案不管别的乡 |
| 岗位系数 0.9 至 1.2 | 已有：`coefficients`（岗位、职务名称、选择器），不得用于项目 |
| 班子、村“两委”、群众代表分组测评 | 已有：`raters`（角色、权重、最少有效票）；角色必须有名单，不能是 `anyone`；由乡党政办按票录入，组内不记名 |
| 指标权重不搞“一般粗” | 已有：`profiles`，按单位类别另定各部分权重 |
| 结果不搞“一个样” | 已有：`grades` 的 `quota_pct`，同类单位（同一种 `unit_kinds`）内计；干部考核超过比例的，核定以后才能确定 |
| 一月开会，考的是上一年 | 已有：`window` 可以落在次年一季度，考核年度是方案的 `year` |
| 结果只给本人、经办和主管部门看 | 已有：经办、计分、确定三个角色和 `reader`，都须是某个机构的岗位 |
| 测评人员自己在线打分 | 待加 |

### 惠州市（年底打擂）
| 规矩 | 写法 |
|---|---|
| 文本 30、现场 60、支持团 10 | 已有：`contest.layers` 三层；支持团名单固定，`closed_jury` |
| 16 个入围，构成不限，不分组 | 已有：`shortlist: {size: 16}`，不写 `composition`、`groups` |
| 先干一年，年底比实绩 | 已有：`entries: approved`，`window` 落在十二月；结了项的照样参赛得奖 |

### 桐城市（正式退回、重新申报）
| 规矩 | 写法 |
|---|---|
| 一镇一项、一村一项 | 已有：`quota: [{per: unit, min: 1, max: 1}]` |
| 一月定、月月巡、十二月评 | 已有：三个 `windows`；`style: review`、`every: month` 的检查由巡查组填，不要镇村报 |
| 不合格正式退回，重新申报 | 已有：`vetting.rework`，再用 `machines.application` 改名、把重新申报的条件改得和首次申报一样 |

### 五华区（返工加例会评分）
全部规矩都在 `schemes/wuhua/scheme.yaml`，每行注明条目编号。阳泉市城区在 `schemes/yangquan`，分宜县在 `schemes/fenyi`，水泊寺街道在 `schemes/shuibosi`，
接收它推荐的平城区示范项目在 `schemes/pingcheng`，稷山县在 `schemes/jishan`，操场乡干部考核在 `schemes/caochang`，惠州市在 `schemes/huizhou`，桐城市在 `schemes/tongcheng`。

## 7. 全部的键

“不写时”一栏是不写这个键时的意思。名称（`名称 → …` 左边的）用小写英文字母、数字、下划线，字母开头。
"""

BEFORE = _BEFORE.replace("{kinds}", "、".join(SUBJECT_KINDS))

AFTER = """\
## 9. 语言怎样长大

新的县先用已有的键；确实说不清的，加“待加”表里的键，并同时写出：形状（`core/scheme/shape`）、检查（`rules`）、句子
（`foundation/wording/sentences`）、键的意思（`project/schemebook/meanings.py`），本页随之生成。已有的键不改名、不改意思；要改就升 `language` 版本，并附一个从旧版升级的程序。
键不得带地名，也不得带口号（“四个一”在两个县是两件事）。
"""

# every shape under its chapter, in the order of a file
CHAPTERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("方案", ("Scheme", "Label", "Document", "Owner", "Body", "RoleRule", "PostKind", "Selector", "Group", "Window", "Taxonomy", "Quiet", "Seen")),
    ("表单和检查", ("Form", "Section", "Field", "Column", "Check", "CheckItem")),
    ("目录、必选、群众参与", ("CatalogueItem", "ItemAnswer", "ItemIndicator", "ItemTask", "Required", "Participation", "ClientAcceptance")),
    ("从清单、申报到决定", ("TaskList", "Application", "Quota", "Vetting", "VettingLevel", "Rework", "Filing", "Meeting", "Criterion", "Cut", "Tie", "Trim",
                   "Rounding", "Decision", "Outcome", "Notice")),
    ("擂台赛、公示、推荐", ("Contest", "ContestLayer", "ContestRound", "Shortlist", "Portion", "ContestAward", "Publicity", "Objection", "Promotion")),
    ("计划、经费、推进、督查", ("Plan", "Commitment", "StageGate", "Funding", "TrancheStage", "Progress", "ReportRule", "Cadence", "Due", "LightRule", "LightLevel", "LightTest",
                    "Evidence", "FollowUp", "Supervision", "Problems", "Escalation")),
    ("考核、公开", ("Assessment", "Part", "Indicator", "Grade", "Feed", "Consequence", "Subjects", "Coefficient", "Profile", "RaterGroup", "Publication", "Release")),
    ("状态机的改动", ("MachineRule", "StateWords", "EdgeRule")),
    ("上级方案和下级方案", ("ParentName", "ChildRule")),
)  # fmt: skip
