"""Sentences about uploaded tables: what is wrong, where, and how to mend it."""

SENTENCES: dict[str, tuple[str, str]] = {
    "sheets.file_too_large": (
        "文件超过 {most} MB，请删去图片和无关的工作表，或分成几个文件上传。",
        "The file is larger than {most} MB. Remove pictures and unrelated sheets, or split it.",
    ),
    "sheets.empty_file": (
        "文件是空的，请确认保存后重新上传。",
        "The file is empty. Save it and upload it again.",
    ),
    "sheets.unreadable": (
        "文件打不开，可能已损坏或加了密码。请用 Excel 或 WPS 打开，另存为 .xlsx 后重新上传。",
        "The file cannot be opened; it may be damaged or protected by a password. Save it as .xlsx and upload it again.",
    ),
    "sheets.unknown_encoding": (
        "文件的文字编码无法识别，请在 Excel 或 WPS 中另存为 .xlsx 后重新上传。",
        "The encoding of the file is not known. Save it as .xlsx and upload it again.",
    ),
    "sheets.too_many_rows": (
        "表格超过 {most} 行，请分成几个文件上传；如果实际没有这么多行，请删去表格下方的空行。",
        "The sheet has more than {most} rows. Split it, or delete the empty rows below the table.",
    ),
    "sheets.too_many_columns": (
        "表格超过 {most} 列，请删去表格右侧多余的列后重新上传。",
        "The sheet has more than {most} columns. Delete the surplus columns at the right.",
    ),
    "sheets.no_header": (
        "没有找到表头。请在前 10 行内保留一行栏目名称，至少包括：{headers}。也可以下载模板填写。",
        "No header row was found. Keep one row with the column names among the first 10, at least: {headers}. Or use the template.",
    ),
    "sheets.missing_column": (
        "工作表“{place}”缺少“{header}”一栏，请补上这一栏后重新上传。",
        'Sheet "{place}" has no column "{header}". Add it and upload again.',
    ),
    "sheets.no_rows": (
        "工作表“{place}”只有表头，没有内容，请填写后重新上传。",
        'Sheet "{place}" has a header but no rows. Fill it in and upload again.',
    ),
    "sheets.repeated_column": (
        "{place}：“{header}”一栏出现了两次，只读取第一次出现的那一栏。",
        '{place}: the column "{header}" occurs twice; only the first one is read.',
    ),
    "sheets.unknown_column": (
        "{place}：“{header}”不在导入栏目之内，这一栏没有读取。",
        '{place}: "{header}" is not a column of this import and was not read.',
    ),
    "sheets.required": ("{place}：“{header}”没有填写，请补上。", '{place}: "{header}" is empty. Fill it in.'),
    "sheets.formula_error": (
        "{place}：“{header}”是一个出错的公式（{value}），请改成实际内容。",
        '{place}: "{header}" is a broken formula ({value}). Put the value itself.',
    ),
    "sheets.rounded_number": (
        "{place}：“{header}”的号码太长，Excel 已把末几位改成了 0。请把单元格设为“文本”格式后重新录入。",
        '{place}: the number in "{header}" is so long that Excel has rounded it. Set the cell to text and type it again.',
    ),
    "sheets.too_long": (
        "{place}：“{header}”有 {length} 字，最多 {longest} 字，请压缩。",
        '{place}: "{header}" has {length} characters, {longest} at most. Shorten it.',
    ),
    "sheets.not_a_date": (
        "{place}：“{header}”填的“{value}”不是完整日期，请写成 2026-6-8 或 2026年6月8日。",
        '{place}: "{value}" in "{header}" is not a full date. Write 2026-6-8.',
    ),
    "sheets.no_such_day": (
        "{place}：“{header}”填的“{value}”在日历上不存在，请核对月和日。",
        '{place}: "{value}" in "{header}" is no day of the calendar. Check month and day.',
    ),
    "sheets.not_a_phone": (
        "{place}：“{header}”填的“{value}”不是手机号或座机号，手机号为 11 位，座机号请带区号。",
        '{place}: "{value}" in "{header}" is no telephone number. A mobile number has 11 figures; a landline needs its area code.',
    ),
    "sheets.not_a_choice": (
        "{place}：“{header}”填的“{value}”不在可选范围内，请从这些里选一个：{choices}。",
        '{place}: "{value}" in "{header}" is not one of the choices: {choices}.',
    ),
    "sheets.not_an_integer": (
        "{place}：“{header}”应填整数，现在是“{value}”，请去掉单位、小数和文字。",
        '{place}: "{header}" must be a whole number, not "{value}". Remove units, decimals and words.',
    ),
    "sheets.not_a_number": (
        "{place}：“{header}”应填数字，现在是“{value}”，请去掉单位和文字。",
        '{place}: "{header}" must be a number, not "{value}". Remove units and words.',
    ),
    "sheets.too_small": (
        "{place}：“{header}”填的 {value} 小于最小值 {least}，请核对。",
        '{place}: {value} in "{header}" is below {least}. Check it.',
    ),
    "sheets.too_large": (
        "{place}：“{header}”填的 {value} 大于最大值 {most}，请核对。",
        '{place}: {value} in "{header}" is above {most}. Check it.',
    ),
    "sheets.not_money": (
        "{place}：“{header}”填的“{value}”不是金额，请写成 20000.00 或 2万元。",
        '{place}: "{value}" in "{header}" is no amount of money. Write 20000.00.',
    ),
    "sheets.finer_than_fen": (
        "{place}：“{header}”填的“{value}”精确到了分以下，请保留到分。",
        '{place}: "{value}" in "{header}" is finer than a fen. Round it to the fen.',
    ),
    "sheets.money_too_small": (
        "{place}：“{header}”填的“{value}”少于 {least} 元，请核对。",
        '{place}: "{value}" in "{header}" is less than {least} yuan. Check it.',
    ),
    "sheets.money_too_large": (
        "{place}：“{header}”填的“{value}”多于 {most} 元，请核对单位是元还是万元。",
        '{place}: "{value}" in "{header}" is more than {most} yuan. Check the unit.',
    ),
    "sheets.repeated_key": (
        "{place}：“{header}”为“{value}”的内容与第 {row} 行重复，请删去其中一行。",
        '{place}: "{value}" in "{header}" repeats row {row}. Delete one of them.',
    ),
    "sheets.repeated_id": (
        "{place}：这一行是从第 {row} 行复制来的，带着同一个隐藏编号。新增的行请从空行开始填写。",
        "{place}: this row was copied from row {row} with its hidden id. Start new rows from an empty one.",
    ),
    "sheets.more_findings": (
        "{place}：还有 {count} 处问题没有列出，请先改正以上各处再上传。",
        "{place}: {count} more findings are not listed. Mend these first and upload again.",
    ),
}
