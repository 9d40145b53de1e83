"""Sentences of the scheme checker: what is wrong, in which line, at which key, and the cure."""

SENTENCES: dict[str, tuple[str, str]] = {
    # reading
    "scheme.too_big": (
        "文件有 {size} 字节，超过上限 {limit} 字节；方案文件只写规矩，请把附件、名单移出后再传。",
        "The file has {size} bytes, the limit is {limit}; move lists and attachments elsewhere.",
    ),
    "scheme.not_utf8": (
        "第{line}行有无法辨认的字符编码；请用文本编辑器另存为 UTF-8 编码后再传。",
        "Line {line} is not UTF-8; save the file as UTF-8.",
    ),
    "scheme.tab": (
        "第{line}行行首用了制表符（Tab）；请改用空格缩进，每层两个空格。",
        "Line {line} is indented with a tab; use two spaces a level.",
    ),
    "scheme.bad_character": (
        "第{line}行第{column}列有看不见的控制字符；请删除后重新输入这一处。",
        "Line {line}, column {column} holds an invisible control character; delete it.",
    ),
    "scheme.not_yaml": (
        "第{line}行第{column}列（{said}）读不下去；请检查冒号后的空格、同层的对齐、成对的引号和括号，含特殊符号的文字请加引号。",
        "Line {line}, column {column} cannot be read: a space after colons, aligned levels, paired quotes and brackets. ({said})",
    ),
    "scheme.nothing": (
        "文件里没有内容；请从现有方案复制一份再改。",
        "The file is empty; start from an existing scheme.",
    ),
    "scheme.too_deep": (
        "第{line}行嵌套超过 {limit} 层；请检查缩进，方案用不到这么多层。",
        "Line {line} is nested more than {limit} levels; check the indentation.",
    ),
    "scheme.too_many_values": (
        "第{line}行起内容超过 {limit} 项；请只保留规矩，名单和数据用导入功能。",
        "From line {line} on there are more than {limit} values; keep rules only.",
    ),
    "scheme.second_document": (
        "第{line}行又开始了一份文档（---）；一个文件只写一个方案，请删掉这一行或另存文件。",
        "Line {line} begins a second document (---); one file holds one scheme.",
    ),
    "scheme.alias": (
        "第{line}行“{place}”用了引用 *{name}；请把内容原样写出来，看到的就是生效的。",
        "Line {line}, {place}: alias *{name}; write the content out.",
    ),
    "scheme.anchor": (
        "第{line}行“{place}”用了锚点 &{name}；请删掉这个记号。",
        "Line {line}, {place}: anchor &{name}; delete it.",
    ),
    "scheme.tag": (
        "第{line}行“{place}”用了类型记号 {name}；请删掉，类型由系统按键名判断。",
        "Line {line}, {place}: tag {name}; delete it, keys decide types.",
    ),
    "scheme.duplicate_key": (
        "第{line}行“{place}”重复写了键“{key}”，第{first_line}行已经有一个；请只留一个。",
        "Line {line}: {place} is given twice, first in line {first_line}; keep one.",
    ),
    "scheme.key_not_text": (
        "第{line}行的键不是文字；键只能是一个英文词，请改写。",
        "Line {line}: a key must be a plain word.",
    ),
    # children
    "scheme.parent_unknown": (
        "第{line}行：没有找到上级方案“{id}”（{named_year}年度）；请先发布上级方案，再与它一起检查。",
        "Line {line}: no parent scheme {id} of {named_year} was found; a child is checked together with its parent.",
    ),
    "scheme.child_not_allowed": (
        "第{line}行：上级方案没有让下级自己定“{key}”；请删掉，可以自己定的是：{allowed}。",
        "Line {line}: the parent does not let a child set {key}; it may set: {allowed}.",
    ),
    "scheme.child_out_of_bounds": (
        "第{line}行：“{key}”写了 {value}，上级方案允许 {low} 到 {high}；请改到范围以内。",
        "Line {line}: {key} is {value}, the parent allows {low} to {high}.",
    ),
    "scheme.child_slower": (
        "第{line}行：“{key}”写了 {value}，间隔比上级方案的 {parent} 更长；请改得一样勤或者更勤。",
        "Line {line}: {key} is {value}, which is slower than the parent's {parent}.",
    ),
    "scheme.child_year": (
        "第{line}行：下级方案的年度是 {value}，请改成与上级方案相同（{parent}）。",
        "Line {line}: the child's year {value} must be its parent's, {parent}.",
    ),
    "scheme.child_place": (
        "第{line}行：{value} 不在上级方案的区划 {parent} 之内；请改正区划代码。",
        "Line {line}: {value} does not lie inside the parent's region {parent}.",
    ),
    "scheme.child_with_children": (
        "第{line}行：下级方案不能再开放给更下一级；请删掉 children。",
        "Line {line}: a child scheme has no children of its own; delete the key.",
    ),
    "scheme.child_key_fixed": (
        "第{line}行：“{key}”不能开放给下级方案；请删掉这一条。",
        "Line {line}: {key} can never be opened to children; delete it.",
    ),
    "scheme.child_key_unknown": (
        "第{line}行：本方案里没有“{key}”这个位置；请核对，环节直接写种类，例如 application.quota.max。",
        "Line {line}: this scheme has no place {key}; name a stage by its kind, as in application.quota.max.",
    ),
    "scheme.child_bounds_extra": (
        "第{line}行：只有 may: between 才写 low、high，这里是 {may}；请删掉。",
        "Line {line}: low and high belong to may: between, not to {may}.",
    ),
    "scheme.child_bounds_order": (
        "第{line}行：下限 {low} 大于上限 {high}；请对调或改正。",
        "Line {line}: low {low} is above high {high}.",
    ),
    "scheme.child_bound_excludes": (
        "第{line}行：本方案自己的“{key}”是 {value}，不在开放给下级的范围 {low} 到 {high} 之内；请放宽范围。",
        "Line {line}: this scheme's own {key} is {value}, outside the bounds {low} to {high} it gives its children.",
    ),
    "scheme.child_not_number": (
        "第{line}行：“{key}”不是一个数，不能用 between；请改用 set。",
        "Line {line}: {key} is no number; use set instead of between.",
    ),
    "scheme.child_not_cadence": (
        "第{line}行：“{key}”不是周期，不能用 not_slower；请写到 cadence 为止。",
        "Line {line}: {key} is no cadence; let the key end in cadence.",
    ),
    # shapes
    "scheme.unknown_key": (
        "第{line}行：这里没有“{key}”这个键（{place}）；请改用：{known}。",
        "Line {line}: no key {key} here ({place}); known: {known}.",
    ),
    "scheme.broken_text": (
        "第{line}行：“{key}”被当成了键，是因为前面用了半角逗号；请改成全角逗号“，”，或给整句话加引号。",
        "Line {line}: a half-width comma cut the text before “{key}”; use a full-width one or quote the text.",
    ),
    "scheme.missing_key": (
        "第{line}行：“{place}”没有写；请补上键“{key}”。",
        "Line {line}: {place} is missing; add {key}.",
    ),
    "scheme.empty": (
        "第{line}行：“{place}”没有填内容；请填写，或把这一行整行删掉。",
        "Line {line}: {place} is empty; fill it in or delete the line.",
    ),
    "scheme.bad_name": (
        "第{line}行：“{name}”不能作名称；请用小写英文字母开头，只含小写字母、数字和下划线。",
        "Line {line}: {name} is no name; lower-case letters, digits, underscores, a letter first.",
    ),
    "scheme.not_map": (
        "第{line}行：“{place}”下面应当是“键: 值”；请缩进一层，逐行写键。",
        "Line {line}: {place} must hold keys and values.",
    ),
    "scheme.not_list": (
        "第{line}行：“{place}”应当是列表；请写成 [a, b]，或每行以“- ”开头。",
        "Line {line}: {place} must be a list.",
    ),
    "scheme.not_text": (
        "第{line}行：“{place}”应当是一句文字；请直接写文字，不要再分层。",
        "Line {line}: {place} must be text.",
    ),
    "scheme.not_whole": (
        "第{line}行：“{place}”应当是整数，现在是“{value}”；请写成 5 这样的数，不加单位，不以 0 开头。",
        "Line {line}: {place} must be a whole number, not {value}.",
    ),
    "scheme.not_decimal": (
        "第{line}行：“{place}”应当是数字，现在是“{value}”；请写成 25 或 0.5，不加单位和百分号。",
        "Line {line}: {place} must be a number, not {value}.",
    ),
    "scheme.not_date": (
        "第{line}行：“{place}”应当是存在的日期，现在是“{value}”；请写成 2026-03-31。",
        "Line {line}: {place} must be a date such as 2026-03-31, not {value}.",
    ),
    "scheme.not_yes_no": (
        "第{line}行：“{place}”只能写 true（是）或 false（否），现在是“{value}”；请改写。",
        "Line {line}: {place} must be true or false, not {value}.",
    ),
    "scheme.not_in_list": (
        "第{line}行：“{place}”不能写“{value}”；请改用：{known}。",
        "Line {line}: {place} cannot be {value}; known: {known}.",
    ),
    "scheme.out_of_range": (
        "第{line}行：“{place}”写了 {value}，应在 {low} 到 {high} 之间；请改正。",
        "Line {line}: {place} is {value}, allowed are {low} to {high}.",
    ),
    "scheme.bad_time": (
        "第{line}行：“{place}”应当是时刻，现在是“{value}”；请写成 '17:00'。",
        'Line {line}: {place} must be a time such as "17:00", not {value}.',
    ),
    "scheme.bad_region": (
        "第{line}行：“{place}”应当是 12 位区划代码，现在是“{value}”；请补足 12 位数字并加引号。",
        "Line {line}: {place} must be a 12-digit region code, not {value}.",
    ),
    "scheme.bad_key": (
        "第{line}行：“{place}”写了“{value}”；请写成用点连起来的键，例如 application.quota.max，任意名称写 *。",
        "Line {line}: {place} is {value}; write keys joined by dots, as in application.quota.max, * for any name.",
    ),
    "scheme.bad_id": (
        "第{line}行：“{place}”写了“{value}”；请用小写英文、数字和连字符，3 至 63 个字符。",
        "Line {line}: {place} is {value}; use lower-case letters, digits and hyphens.",
    ),
    "scheme.bad_action": (
        "第{line}行：“{place}”应当是“对象.动作”，现在是“{value}”；请写成 application.return 这样。",
        "Line {line}: {place} must be kind.verb such as application.return, not {value}.",
    ),
    "scheme.too_few": (
        "第{line}行：“{place}”下面一项也没有；请至少写一项，或把这一段整段删掉。",
        "Line {line}: {place} is empty; give at least one item.",
    ),
    "scheme.twice": (
        "第{line}行：“{place}”里的“{name}”前面已经有了；请合并成一项或换个名称。",
        "Line {line}: {name} at {place} exists already; merge or rename.",
    ),
    "scheme.undeclared": (
        "第{line}行：“{place}”写了“{value}”，但 {where} 里没有它；请在 {where} 里补上，或改用：{known}。",
        "Line {line}: {place} names {value}, which is not in {where}; declare it or use: {known}.",
    ),
    # dates
    "scheme.last_year": (
        "第{line}行：last_year 应在 {year} 至 {last} 之间，请改正；只做一年的请删掉这一行。",
        "Line {line}: last_year lies between {year} and {last}; leave it out where one year is enough.",
    ),
    "scheme.outside_year": (
        "第{line}行：“{place}”的 {date} 不在方案年度 {year} 年内；请改日期或改 year。",
        "Line {line}: {place}, {date} lies outside {year}.",
    ),
    "scheme.window_order": (
        "第{line}行：“{place}”的截止 {end} 早于开始 {start}；请改正其中一个日期。",
        "Line {line}: {place} ends {end}, before its start {start}.",
    ),
    "scheme.windows_order": (
        "第{line}行：窗口“{name}”排在“{before}”后面，日期却更早；请调整日期或前后顺序。",
        "Line {line}: window {name} stands after {before} but is earlier.",
    ),
    "scheme.finish_later": (
        "第{line}行：计划最迟完成日 {plan} 晚于申报要求的 {application}；请改成同一天或更早。",
        "Line {line}: the plan may end {plan}, later than applications may promise ({application}).",
    ),
    "scheme.finish_early": (
        "第{line}行：最迟完成日 {finish} 不晚于申报截止日 {end}，项目没有时间实施；请改正其中一个日期。",
        "Line {line}: projects must end by {finish}, not later than applying ends ({end}).",
    ),
    "scheme.due_ways": (
        "第{line}行：“{place}”写了 {count} 种期限；请在“第几个工作日、最后工作日、几号、最后几个工作日”里只选一种。",
        "Line {line}: {place} gives {count} due rules; give exactly one.",
    ),
    "scheme.due_extra": (
        "第{line}行：“{place}”与 {way} 无关；请删掉“{key}”。",
        "Line {line}: {place} does not belong to {way}; delete {key}.",
    ),
    "scheme.due_period": (
        "第{line}行：“{place}”按 {of} 计算，但周期是 {every}；请改成一致。",
        "Line {line}: {place} counts by {of}, the rhythm is {every}; make them equal.",
    ),
    "scheme.quiet_hours": (
        "第{line}行：{do} 定在 {time}，落在免打扰时段 {start}–{end}；请改到工作时间。",
        "Line {line}: {do} at {time} falls into quiet hours {start}-{end}.",
    ),
    # sums and orders
    "scheme.required_over_quota": (
        "第{line}行：有单位必选 {count} 个项目，名额上限却只有 {max} 个；请提高上限或减少必选。",
        "Line {line}: some units are required to bring {count} projects, the quota allows {max}.",
    ),
    "scheme.required_single": (
        "第{line}行：目录项“{item}”只能由一个单位认领，不能作为必选项目；请改成 claims: many 或换一项。",
        "Line {line}: item {item} may be claimed once only, so it cannot be required of several units.",
    ),
    "scheme.minutes_low": (
        "第{line}行：写的是 {minutes} 分钟，按字段核算光填写就要 {typing} 分钟；建议如实写，或者删减字段。",
        "Line {line}: {minutes} minutes are said, typing alone takes {typing} by the table.",
    ),
    "scheme.promotes_itself": (
        "第{line}行：不能推荐到本方案自己“{id}”；请写上一级方案的编号。",
        "Line {line}: a project cannot be put forward to its own scheme {id}.",
    ),
    "scheme.quota_order": (
        "第{line}行：名额下限 {min} 大于上限 {max}；请对调或改正。",
        "Line {line}: the least ({min}) is above the most ({max}).",
    ),
    "scheme.many_rounds": (
        "第{line}行：返工最多 {rounds} 轮，超过 {limit} 轮基层难以承受、年内也难完成；建议减少。",
        "Line {line}: {rounds} rounds of rework are more than {limit}; better fewer.",
    ),
    "scheme.points_sum": (
        "第{line}行：“{place}”各项分值合计 {sum} 分，应为 {full} 分；请调整分值。",
        "Line {line}: points at {place} add up to {sum}, not {full}.",
    ),
    "scheme.layers_sum": (
        "第{line}行：各评判层权重合计 {sum}，应为 100；请调整权重。",
        "Line {line}: the layers' weights add up to {sum}, not 100.",
    ),
    "scheme.layer_extra": (
        "第{line}行：“{place}”不属于 {kind} 这种评判层；请删掉“{key}”。",
        "Line {line}: {key} does not belong to a {kind} layer; delete it.",
    ),
    "scheme.jury_quorum": (
        "第{line}行：要求至少 {quorum} 张有效票，评审团却只有 {size} 人；请改正其中一个数。",
        "Line {line}: {quorum} ballots are asked of a jury of {size}.",
    ),
    "scheme.award_split": (
        "第{line}行：“{award}”各组名额合计 {sum} 个，应为 {n} 个；请调整名额。",
        "Line {line}: the groups' shares add up to {sum} places, not {n}.",
    ),
    "scheme.bonus_absent": (
        "第{line}行：奖金要分期发放，但奖项都没有写奖金；请在 awards 里写 bonus，或只按经费（budget）发放。",
        "Line {line}: money comes from awards, but no award has a bonus.",
    ),
    "scheme.bonus_twice": (
        "第{line}行：amount_from: award 已经按 stages 发奖金，不能再写 award_stages；请去掉其中一个。",
        "Line {line}: amount_from: award pays the bonus by stages already; leave out either it or award_stages.",
    ),
    "scheme.bonus_waits": (
        "第{line}行：“{award}”有奖金，但参赛的还没有立项，没有项目可以发放；请改成 entries: approved，或删掉奖金。",
        "Line {line}: {award} has a bonus, but its entries are not approved yet; there is no project to pay.",
    ),
    "scheme.awards_many": (
        "第{line}行：奖项共 {awards} 个，多于入围的 {size} 个；请减少奖项或增加入围数。",
        "Line {line}: {awards} awards for {size} finalists.",
    ),
    "scheme.composition_sum": (
        "第{line}行：入围各类合计 {sum} 个，应为 {size} 个；请调整数量。",
        "Line {line}: the parts of the shortlist add up to {sum}, not {size}.",
    ),
    "scheme.indicator_sum": (
        "第{line}行：“{part}”部分各指标分值合计 {sum} 分，应为 100 分；请调整分值。",
        "Line {line}: indicators of {part} add up to {sum}, not 100.",
    ),
    "scheme.weight_sum": (
        "第{line}行：考核各部分权重合计 {sum}，应为 100；请调整权重。",
        "Line {line}: weights add up to {sum}, not 100.",
    ),
    "scheme.pct_sum": (
        "第{line}行：各期拨付比例合计 {sum}，应为 100；请调整比例。",
        "Line {line}: instalments add up to {sum} %, not 100.",
    ),
    "scheme.cut_above_full": (
        "第{line}行：入选分数线 {score} 高于满分 {full}，没有项目能入选；请降低分数线。",
        "Line {line}: the score line {score} is above full marks {full}.",
    ),
    "scheme.cut_extra": (
        "第{line}行：“{place}”与入选办法 {rule} 无关；请删掉“{key}”。",
        "Line {line}: {place} does not belong to {rule}; delete {key}.",
    ),
    "scheme.cut_too_big": (
        "第{line}行：取前 {n} 名，而登记的申报数只有 {declared} 个；请核对名额。",
        "Line {line}: the first {n} of only {declared} declared; check the number.",
    ),
    "scheme.step_not_positive": (
        "第{line}行：打分最小单位是 {step}，应大于 0；请写 0.5 或 1。",
        "Line {line}: the step {step} must be above 0.",
    ),
    "scheme.trim_all": (
        "第{line}行：去掉 {dropped} 个分数后，{min} 名评委里一个也不剩；请提高 min_judges。",
        "Line {line}: dropping {dropped} of {min} marks leaves none.",
    ),
    "scheme.light_test": (
        "第{line}行：“{place}”写了 {count} 个条件；请在每个短横线后只写一个条件。",
        "Line {line}: {place} gives {count} tests; one each.",
    ),
    "scheme.lights_order": (
        "第{line}行：“{light}”排在“{before}”之后，次序不对；请从最重的灯写起：red、orange、yellow、blue，每种一次。",
        "Line {line}: {light} after {before}; begin with the gravest, each light once.",
    ),
    "scheme.lights_gap": (
        "第{line}行：{light} 的滞后点数 {gap} 不小于 {before} 的 {gap_before}，永远亮不了；请改小。",
        "Line {line}: {light} asks for {gap} points behind, {before} for {gap_before}; it could never show.",
    ),
    "scheme.grades_order": (
        "第{line}行：等次“{grade}”的起点分不低于前一等次“{before}”；请从高到低写。",
        "Line {line}: grade {grade} does not begin below {before}.",
    ),
    "scheme.grades_open": (
        "第{line}行：最低等次“{grade}”从 {score} 分起，再低就没有等次；请改成 from: 0。",
        "Line {line}: the lowest grade {grade} begins at {score}; let it begin at 0.",
    ),
    "scheme.items_order": (
        "第{line}行：“{place}”的最少条数 {min} 大于最多条数 {max}；请改正。",
        "Line {line}: {place}, least {min} above most {max}.",
    ),
    "scheme.escalation_trigger": (
        "第{line}行：{do} 写了 {count} 个触发条件；请在到期前、逾期后、红灯次数里只写一个。",
        "Line {line}: {do} has {count} triggers; give exactly one.",
    ),
    # people
    "scheme.role_named": (
        "第{line}行：of 为 {of} 时不写 named；请删掉“{place}”。",
        "Line {line}: with of {of} there is no named; delete {place}.",
    ),
    "scheme.role_unheld": (
        "第{line}行：角色“{role}”要求岗位 {posts}，但机构“{body}”只设 {seats}，没有人能担任；请改岗位或给机构增设。",
        "Line {line}: role {role} wants {posts}, body {body} seats only {seats}; nobody could hold it.",
    ),
    "scheme.leader_deputy": (
        "第{line}行：须由书记本人办的事交给了角色“{role}”，其中岗位 {posts} 不是主要负责人；请只留 secretary 或 head。",
        "Line {line}: an act in person is given to {role}, held by {posts}; only secretary or head may.",
    ),
    "scheme.same_role": (
        "第{line}行：“{place}”与 {other} 都是“{role}”，自己办自己审；请换成另一个角色。",
        "Line {line}: {place} and {other} are both {role}; use another role.",
    ),
    # burden rules
    "scheme.open_vote": (
        "第{line}行：“{indicator}”把公开网络投票计入得分，国家规定不允许；请删除，投票只能作意见参考。",
        "Line {line}: {indicator} makes an open web vote a score, which national rules forbid; delete it.",
    ),
    "scheme.banned_measure": (
        "第{line}行：不得用“{measure}”（点赞、转发、学习时长、登录、打卡之类）考核；请换成实际成效指标。",
        "Line {line}: {measure} may not be assessed; use a result instead.",
    ),
    "scheme.counts_traces": (
        "第{line}行：“{measure}”考的是文件、会议、照片或报告的数量，容易变成痕迹管理；建议换成实际成效指标。",
        "Line {line}: {measure} counts traces of work; better measure results.",
    ),
    "scheme.process_heavy": (
        "第{line}行：过程类权重 {weight}%，超过 40%；建议降低，让结果和效果占大头。",
        "Line {line}: process weighs {weight} %, more than 40 %; let results outweigh it.",
    ),
    "scheme.photo_required": (
        "第{line}行：“{place}”要求必须上传照片，减负规定不允许；请改成 optional（自愿）或删掉。",
        "Line {line}: {place} demands a photo, which burden rules forbid; make it optional.",
    ),
    "scheme.location_recorded": (
        "第{line}行：“{place}”要采集位置，减负规定不允许；请改成 never（不采集）或删掉。",
        "Line {line}: {place} records a location, which burden rules forbid; say never.",
    ),
    "scheme.asks_known": (
        "第{line}行：“{place}”向基层索要系统已有的内容；请写 source: {source}，由系统带出。",
        "Line {line}: {place} asks what the house knows; give source: {source}.",
    ),
    "scheme.burden": (
        "第{line}行：每单位每月报表约需 {minutes} 分钟，超过上限 {limit} 分钟；建议减少表单或拉长周期。",
        "Line {line}: reports take about {minutes} minutes a month, the limit is {limit}.",
    ),
    # forms and references
    "scheme.no_options": (
        "第{line}行：选择项“{field}”没有可选内容；请写 options，或用 choose_from 指到 taxonomies 里的分类。",
        "Line {line}: {field} has nothing to choose from; give options or choose_from.",
    ),
    "scheme.no_columns": (
        "第{line}行：表格“{field}”没有列；请写 columns。",
        "Line {line}: table {field} has no columns.",
    ),
    "scheme.limit_misfit": (
        "第{line}行：{type} 类型不用 {limit}；请删掉“{place}”。",
        "Line {line}: {limit} does not fit {type}; delete {place}.",
    ),
    "scheme.one_option": (
        "第{line}行：分类“{name}”只有一个选项，等于没有选；建议补充选项或删掉这个分类。",
        "Line {line}: list {name} has a single option.",
    ),
    "scheme.check_empty": (
        "第{line}行：检查项“{item}”既没有对应字段也没有问题；请写 fields 或 question。",
        "Line {line}: item {item} names no field and asks nothing.",
    ),
    "scheme.check_not_computed": (
        "第{line}行：“{item}”在提交时由系统检查，必须写 fields；请补上对应字段，或把 at 改为 vetting。",
        "Line {line}: {item} is computed on submission and needs fields.",
    ),
    "scheme.no_such_field": (
        "第{line}行：表单“{form}”里没有字段“{field}”；请改用：{known}。",
        "Line {line}: form {form} has no field {field}; known: {known}.",
    ),
    "scheme.private_published": (
        "第{line}行：字段“{field}”的隐私级别是 {privacy}，不能对外公开；请去掉，或确认后改为 P0。",
        "Line {line}: field {field} is {privacy} and cannot be published.",
    ),
    "scheme.outcome_unknown": (
        "第{line}行：返工后去向“{outcome}”不在决定结果里；请在 decision.outcomes 里补上。",
        "Line {line}: outcome {outcome} is not among the decision's outcomes.",
    ),
    "scheme.outcome_silent": (
        "第{line}行：结果“{outcome}”之后什么也不用报，项目会无声无息；建议在 progress.reports 里给它一条。",
        "Line {line}: projects with outcome {outcome} report nothing.",
    ),
    "scheme.stage_absent": (
        "第{line}行：“{place}”要用到环节“{stage}”，但方案里没有这个环节；请补上或删掉这一项。",
        "Line {line}: {place} needs stage {stage}, which the scheme lacks.",
    ),
    "scheme.stages_order": (
        "第{line}行：环节“{stage}”写在“{before}”后面，次序不对；请按一年的先后顺序排列各环节。",
        "Line {line}: stage {stage} stands after {before}; put stages in the order of the year.",
    ),
    "scheme.never_shown": (
        "第{line}行：{what} 要等公示期满才发布，但它不在公示范围内；请在 publicity.of 里补上，或去掉 after_publicity。",
        "Line {line}: {what} waits for a publicity period that never shows it; add it to publicity.of.",
    ),
    "scheme.gate_without": (
        "第{line}行：启动条件“{gate}”没有来源；请在计划环节写 {key}，或去掉这个条件。",
        "Line {line}: gate {gate} needs {key} in the plan stage.",
    ),
    "scheme.gate_unasked": (
        "第{line}行：启动条件“{gate}”永远不会满足，{form} 里没有要人填的 {type}；请在申报表里加上，或去掉这个条件。",
        "Line {line}: gate {gate} can never hold, {form} asks for no {type}; let the form ask or drop the gate.",
    ),
    "scheme.list_waits": (
        "第{line}行：任务清单导入后举措立即开始，等不到“{gate}”；请从计划环节去掉这一项，或不用任务清单。",
        "Line {line}: measures of a list begin with its import and never wait for {gate}; drop it from the plan, or the list.",
    ),
    "scheme.list_later": (
        "第{line}行：任务清单的举措可以做到 {list}，计划却要求 {plan} 前结束；请把计划的 finish_by 改晚，或把清单的改早。",
        "Line {line}: measures may last until {list}, the plan ends by {plan}; move one of the dates.",
    ),
    "scheme.targets_unasked": (
        "第{line}行：按目标完成率考核，但申报表 {form} 没有必填的目标指标，没写指标的项目永远算不出分；请在表里加一个必填的 indicators 字段。",
        "Line {line}: completion of targets is assessed, yet form {form} does not demand any; a project without targets is never scored. Ask for them.",
    ),
    "scheme.light_unmeasured": (
        "第{line}行：结果“{outcome}”只简要跟踪，没有计划和任务，{measure} 永远算不出来；请在考核的 applies_to 里写明只考按项目推进的结果，或换指标。",
        "Line {line}: {outcome} is only followed and has no plan, so {measure} never has a figure; say which outcomes are assessed, or measure otherwise.",
    ),
    "scheme.review_day_off": (
        "第{line}行：检查“{review}”可能落在休息日，到时开不出来；请把 roll 改为 next 或 previous。",
        "Line {line}: review {review} may fall on a day off and could not be opened; let it roll to next or previous.",
    ),
    "scheme.review_twice": (
        "第{line}行：检查“{review}”和“{other}”都是每 {every} 一次，一个项目一个周期只有一次检查；请合并，或改其中一个的周期。",
        "Line {line}: reviews {review} and {other} share the period {every}, a project has one review a period; merge them or change one.",
    ),
    "scheme.nothing_shown": (
        "第{line}行：公示“{of}”没有可以公示的名单；请在 publication 的 releases 里写 {releases} 之一，或去掉这一项。",
        "Line {line}: nothing could be shown for {of}; add one of {releases} to the releases, or drop it.",
    ),
    "scheme.never_due": (
        "第{line}行：分期“{stage}”写的 {at} 不会让它到期，钱永远拨不出去；请改为 approval、start、midterm 或 acceptance。",
        "Line {line}: {at} never lets instalment {stage} fall due; use approval, start, midterm or acceptance.",
    ),
    "scheme.waits_no_more": (
        "第{line}行：前面的比赛收的是已立项的（approved），这里却要等待决定的（waiting），不会有人参加；请改成 approved，或改前面的。",
        "Line {line}: an earlier round is held among the approved, so nobody waits here any more; write approved, or change that round.",
    ),
    "scheme.due_never": (
        "第{line}行：{every} 里最多有 {most} 个工作日，第 {n} 个永远不会到；请改小。",
        "Line {line}: a {every} has at most {most} working days, the {n}th never comes.",
    ),
    "scheme.stage_idle": (
        "第{line}行：没有申报会走到环节“{stage}”（全部备案，或者都只简要跟踪）；请改备案的 applies_to、决定的 track，或删掉“{stage}”。",
        "Line {line}: no application comes to stage {stage} (all are filed, or only followed lightly); change applies_to or track, or drop it.",
    ),
    "scheme.unit_elsewhere": (
        "第{line}行：申报由本单位起草、本单位书记签发并领办，角色“{role}”却写成 of: {of}；请改为 of: own。",
        "Line {line}: a unit's own people draft, sign and lead, yet role {role} is of {of}; write of: own.",
    ),
    "scheme.money_unasked": (
        "第{line}行：按申报的经费分期拨付，申报表 {form} 却没有要人填的经费预算，永远没有钱可拨；请加一个 budget 字段，或删掉经费环节。",
        "Line {line}: the budget applied for is paid in stages, yet form {form} asks for none; add a budget field or drop the stage.",
    ),
    # people in posts
    "scheme.coefficient_on_project": (
        "第{line}行：岗位系数只用于考核干部，不能乘到项目得分上；请删掉 coefficients，或写 subject: post。",
        "Line {line}: a post's coefficient never multiplies a project's score; delete it or assess posts.",
    ),
    "scheme.key_of_posts": (
        "第{line}行：“{key}”只在考核干部时用；请删掉，或写 subject: post。",
        "Line {line}: {key} belongs to an assessment of posts; delete it or write subject: post.",
    ),
    "scheme.measure_of_projects": (
        "第{line}行：“{measure}”是项目的数字，考核干部不能用；请改为 judged，由测评组打分。",
        "Line {line}: {measure} is a figure of projects; posts are judged by the rater groups.",
    ),
    "scheme.coefficient_bounds": (
        "第{line}行：岗位系数 {value} 不在 {low} 至 {high} 之间；请改到范围以内。",
        "Line {line}: the coefficient {value} is not between {low} and {high}.",
    ),
    "scheme.rater_sum": (
        "第{line}行：各测评组的权重合计为 {sum}，应为 100；请调整。",
        "Line {line}: the weights of the rater groups add up to {sum}, not 100.",
    ),
    "scheme.rater_seen": (
        "第{line}行：“{group}”有效票 {quorum} 张就能计分，看得出是谁打的分；建议不少于 {least} 张。",
        "Line {line}: {quorum} sheets of {group} show who gave which marks; ask for at least {least}.",
    ),
    "scheme.rater_without_roll": (
        "第{line}行：角色“{role}”没有固定名单，不能作为测评组；请改用某个机构（of: body）或本地单位岗位（of: tenant）的角色。",
        "Line {line}: role {role} has no roll; use a role at a body or by posts in the tenant.",
    ),
    "scheme.profile_parts": (
        "第{line}行：这组权重没有和考核的各部分一一对应；请为这些部分各写一个：{parts}。",
        "Line {line}: give one weight to each part and no other: {parts}.",
    ),
    "scheme.result_reader": (
        "第{line}行：干部考核结果只给经办和主管的机构看，角色“{role}”不是某个机构的岗位；请改用 of: body 的角色。",
        "Line {line}: results about people are read at named bodies only; role {role} is not at one.",
    ),
    "scheme.result_published": (
        "第{line}行：干部考核结果是个人信息，不能公示或发布；请删掉这一项。",
        "Line {line}: results about people are never shown or released; delete this item.",
    ),
    # machines
    "scheme.machine_absent": (
        "第{line}行：方案没有用到“{kind}”的环节，不能改它的流程；请补上环节或删掉这一段。",
        "Line {line}: no stage of this scheme uses {kind}; delete the override.",
    ),
    "scheme.unknown_state": (
        "第{line}行：“{place}”写的状态“{value}”不存在；请改用：{known}。",
        "Line {line}: {place}, no state {value}; known: {known}.",
    ),
    "scheme.unknown_action": (
        "第{line}行：“{place}”写的动作“{value}”不存在；请改用：{known}。",
        "Line {line}: {place}, no action {value}; known: {known}.",
    ),
    "scheme.unknown_condition": (
        "第{line}行：“{place}”写的条件“{value}”不存在；请改用：{known}。",
        "Line {line}: {place}, no condition {value}; known: {known}.",
    ),
    "scheme.dead_state": (
        "第{line}行：“{kind}”的状态“{state}”没有任何动作能到达；请加一条通向它的 edges，或删掉它。",
        "Line {line}: state {state} of {kind} cannot be reached.",
    ),
    "scheme.no_way_out": (
        "第{line}行：“{kind}”进了状态“{state}”就出不来；请加一条离开它的 edges，或写 final: true。",
        "Line {line}: state {state} of {kind} cannot be left.",
    ),
    "scheme.final_left": (
        "第{line}行：“{kind}”的状态“{state}”是终点，却还有离开它的动作；请删掉那些 edges，或去掉 final: true。",
        "Line {line}: state {state} of {kind} is an end, yet an edge leaves it; drop the edge or final: true.",
    ),
    "scheme.no_end": (
        "第{line}行：“{kind}”到了状态“{state}”以后怎么走都到不了终点；请加一条通向终点的 edges。",
        "Line {line}: from state {state} of {kind} no end can be reached; add an edge towards one.",
    ),
    "scheme.nobody_there": (
        "第{line}行：角色“{role}”要在“{kind}”上办 {action}，但那里不会有这样的人；请改角色的 of、岗位，或给机构增设岗位。",
        "Line {line}: role {role} is to do {action} on {kind}, where nobody can hold it; change its place or posts, or seat the body.",
    ),
}
