"""What the calculator says of an input it cannot read; `{place}` is the path of the wrong value."""

SENTENCES: dict[str, tuple[str, str]] = {
    "input_not_utf8": (
        "输入不是 UTF-8 编码（第 {byte} 个字节起无法识别），请另存为 UTF-8 后再试。",
        "The input is not UTF-8 (unreadable from byte {byte}); save it as UTF-8 and try again.",
    ),
    "input_empty": (
        "标准输入是空的，请给出一个 JSON 对象。",
        "Standard input is empty; give one JSON object.",
    ),
    "input_not_json": (
        "输入不是合法的 JSON：第 {line} 行第 {column} 列处写法有误，请改正后再试。",
        "The input is not valid JSON: line {line}, column {column} cannot be read; correct it and try again.",
    ),
    "input_too_deep": (
        "输入的括号嵌套过深，无法读取，请按说明中的层次填写。",
        "The input is nested too deeply; use the levels the description names.",
    ),
    "input_not_object": (
        "整个输入应当是一个 JSON 对象（花括号），请改正。",
        "The whole input must be one JSON object (in braces); correct it.",
    ),
    "text_not_unicode": (
        "“{place}”中含有不完整的字符（单个代理码位），请重新录入该文字。",
        "{place} holds half a character (a lone surrogate); type the text again.",
    ),
    "number_not_finite": (
        "“{place}”的值 {given} 不是数，请填写具体数字。",
        "{given} at {place} is no number; give a figure.",
    ),
    "number_out_of_reach": (
        "“{place}”的数 {given} 过大或过细，超出可计算范围，请核对。",
        "The number {given} at {place} is too large or too fine to compute with; check it.",
    ),
    "number_too_small": (
        "“{place}”的值 {given} 小于允许的最小值 {minimum}，请核对。",
        "{given} at {place} is below the least value {minimum}; check it.",
    ),
    "number_too_large": (
        "“{place}”的值 {given} 大于允许的最大值 {maximum}，请核对。",
        "{given} at {place} is above the greatest value {maximum}; check it.",
    ),
    "too_many_decimals": (
        "“{place}”的值 {given} 小数位数过多，最多 {places} 位，请核对。",
        "{given} at {place} has too many decimals, {places} at most; check it.",
    ),
    "key_twice": (
        "键“{place}”出现了不止一次，请只保留一个。",
        "The key {place} stands more than once; keep one.",
    ),
    "key_absent": (
        "缺少“{place}”，请补上这一项。",
        "{place} is missing; add it.",
    ),
    "key_unknown": (
        "“{place}”不是这里可用的键（可用：{known}），请删除或改正写法。",
        "{place} is no key of this place (known: {known}); remove or correct it.",
    ),
    "variant_absent": (
        "“{place}”没有写明采用哪一种规则，请从以下键中选用一个：{options}。",
        "{place} does not say which rule applies; use one of these keys: {options}.",
    ),
    "value_null": (
        "“{place}”不能为空（null），请填写具体的值。",
        "{place} must not be null; give a value.",
    ),
    "text_expected": (
        "“{place}”应当是文字（加引号），请改正。",
        "{place} must be a text (in quotes); correct it.",
    ),
    "text_empty": (
        "“{place}”是空的文字，请填写内容。",
        "{place} is an empty text; fill it in.",
    ),
    "choice_unknown": (
        "“{place}”的值“{given}”不在可选范围内（可选：{options}），请改正。",
        "{given} at {place} is none of the choices ({options}); correct it.",
    ),
    "date_expected": (
        '“{place}”应当是日期文字，如 "2026-03-02"，请改正。',
        '{place} must be a date text such as "2026-03-02"; correct it.',
    ),
    "date_malformed": (
        "“{place}”的值“{given}”不是日期，请按“年-月-日”写成 2026-03-02 的样子。",
        "{given} at {place} is no date; write it like 2026-03-02.",
    ),
    "date_absent": (
        "“{place}”的日期 {given} 在日历上不存在，请核对。",
        "The date {given} at {place} does not exist; check it.",
    ),
    "time_malformed": (
        '“{place}”应当是 00:00 至 23:59 的时刻，写成 "17:00" 的样子，请改正。',
        '{place} must be a time from 00:00 to 23:59, written like "17:00"; correct it.',
    ),
    "decimal_expected": (
        '“{place}”应当是数，如 "12.50"，请改正。',
        '{place} must be a number such as "12.50"; correct it.',
    ),
    "decimal_malformed": (
        "“{place}”的值“{given}”不是规范的数：只用数字、小数点和负号，不加分隔符、单位和空格，请改正。",
        "{given} at {place} is no plain number: digits, a point and a minus only, no separators; correct it.",
    ),
    "whole_expected": (
        "“{place}”应当是整数（不加引号、不带小数），请改正。",
        "{place} must be a whole number (no quotes, no fraction); correct it.",
    ),
    "flag_expected": (
        "“{place}”应当是 true 或 false，请改正。",
        "{place} must be true or false; correct it.",
    ),
    "list_expected": (
        "“{place}”应当是列表（方括号），请改正。",
        "{place} must be a list (in brackets); correct it.",
    ),
    "list_too_short": (
        "“{place}”只有 {given} 项，至少应有 {least} 项，请补齐。",
        "{place} has {given} items, at least {least} are needed; add them.",
    ),
    "list_too_long": (
        "“{place}”有 {given} 项，最多允许 {most} 项，请删减。",
        "{place} has {given} items, at most {most} are allowed; remove some.",
    ),
    "given_twice": (
        "“{place}”的“{given}”与前面的重复，请改为不同的名称或删除。",
        "{given} at {place} was given before; rename or remove it.",
    ),
    "object_expected": (
        "“{place}”应当是对象（花括号），请改正。",
        "{place} must be an object (in braces); correct it.",
    ),
    "kind_unexpected": (
        "“{place}”的值种类不对，请对照说明改正。",
        "The value at {place} is of the wrong kind; compare the description and correct it.",
    ),
    "calendar_expected": (
        '“{place}”应当是 "CN"、"every-day" 或含 week、off、work 的对象，请改正。',
        '{place} must be "CN", "every-day" or an object with week, off and work; correct it.',
    ),
    "to_before_from": (
        "“{place}”的止日 {to} 早于起日 {from}，请核对两个日期。",
        "The end {to} at {place} lies before the start {from}; check both dates.",
    ),
    "engine_about_workdays": (
        "工作日历：是否工作日、顺延、加减工作日、区间工作日数",
        "working days: is, next, add, count",
    ),
    "engine_about_schedule": (
        "排期：正排、倒排、时差、关键路径、冲突",
        "schedules: forward, backward, floats, critical path, conflicts",
    ),
    "engine_about_score": (
        "评分：去高去低、分层加权、并列与奖项",
        "scores: trimming, weighted layers, ties and awards",
    ),
    "engine_about_draw": (
        "抽签：可由任何人复核的随机抽取",
        "draws: random picks that anybody can verify",
    ),
    "engine_about_lights": (
        "亮灯：序时进度、滞后与红黄绿灯",
        "lights: scheduled progress, gap, red, yellow and green",
    ),
    "engine_about_cadence": (
        "周期：每周、半月、月、季、年的到期日",
        "cadence: due days per week, half month, month, quarter and year",
    ),
    "engine_about_tranches": (
        "分阶段资金：各阶段金额、追回与取消",
        "staged money: amounts, clawback and cancellation",
    ),
    "engine_about_assess": (
        "考核：加权得分、系数与等次",
        "assessment: weighted score, coefficient and grade",
    ),
    "engine_about_amounts": (
        "金额：大写金额、平均分配",
        "amounts: capitals and equal shares",
    ),
    "engine_about_likeness": (
        "雷同：文本重合与图片相似",
        "likeness: shared passages and similar pictures",
    ),
    "engine_unnamed": (
        "没有写明要用哪个引擎，请从以下名称中选用一个：{engines}。",
        "No engine was named; use one of these: {engines}.",
    ),
    "engine_unknown": (
        "没有名为“{given}”的引擎，可用的有：{engines}。",
        "There is no engine {given}; these exist: {engines}.",
    ),
    "engine_failed": (
        "计算未能完成，输入已被拒绝，请将输入文件交给维护人员查看（{fault}）。",
        "The computation could not be completed; show the input file to the maintainers ({fault}).",
    ),
    "argument_unknown": (
        "命令中的“{given}”无法识别，请用 --help 查看写法。",
        "The word {given} of the command is unknown; see --help.",
    ),
    "argument_without_value": (
        "命令选项“{given}”后面缺少值，请补上。",
        "The option {given} lacks its value; add it.",
    ),
    "extra_missing": (
        "此项计算需要附加组件“{extra}”，请先在项目目录运行 ./run 完成安装。",
        "This computation needs the extra {extra}; run ./run in the project folder to install it.",
    ),
}
