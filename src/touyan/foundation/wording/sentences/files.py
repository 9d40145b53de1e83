"""Sentences about uploaded files: why one is not accepted and what to do."""

SENTENCES: dict[str, tuple[str, str]] = {
    "files.extension": (
        "这里不接收“{extension}”类型的文件，可以上传：{allowed}。",
        'Files of type "{extension}" are not taken here. Allowed: {allowed}.',
    ),
    "files.empty": ("文件是空的，请确认保存后重新上传。", "The file is empty. Save it and upload it again."),
    "files.too_large": (
        "文件超过 {most} MB，请压缩图片或拆分后再上传。",
        "The file is larger than {most} MB. Shrink its pictures or split it.",
    ),
    "files.not_what_it_says": (
        "文件内容与扩展名“{extension}”不符，请用原来的程序打开并另存为该格式，不要只改文件名。",
        'The content does not fit the extension "{extension}". Open it in its own program and save it as that format.',
    ),
    "files.damaged": (
        "文件不完整或已损坏，请重新保存或重新扫描后上传。",
        "The file is incomplete or damaged. Save or scan it again.",
    ),
    "files.too_demanding": (
        "读取这个文件所需的内存或时间超出限度，没有接收。请用原来的程序删去多余内容，另存一份后再上传。",
        "Reading this file takes more memory or time than allowed. Remove surplus content, save it anew and upload that.",
    ),
    "files.busy": (
        "现在同时处理的上传文件太多，请过一分钟再上传。",
        "Too many uploads are being read at this moment. Upload again in a minute.",
    ),
    "files.encrypted": (
        "文件加了密码或权限保护，无法核对内容。请去掉密码后重新上传。",
        "The file is protected by a password. Remove it and upload again.",
    ),
    "files.macros": (
        "文件里带有宏。请另存为不带宏的格式（.docx、.xlsx）后重新上传。",
        "The file carries macros. Save it in a format without them (.docx, .xlsx).",
    ),
    "files.forbidden_markup": (
        "文件里含有不允许的内容（{entry} 中有文档类型声明）。请用 Word、Excel 或 WPS 重新另存一份再上传。",
        "The file has forbidden content (a document type declaration in {entry}). Save it anew and upload that.",
    ),
    "files.external_target": (
        "文件里引用了外部内容（{target}）。请断开链接或把内容粘贴进文件后重新上传。",
        "The file refers to content outside of it ({target}). Break the link or paste the content in.",
    ),
    "files.inflates_too_much": (
        "文件展开后过大（超过 {most} MB 或压缩比异常），没有接收。请删去多余内容后重新另存再上传。",
        "The file inflates to more than {most} MB or beyond any usual ratio. Remove surplus content and save it anew.",
    ),
    "files.too_many_entries": (
        "文件内部超过 {most} 个部件，没有接收。请删去多余内容后重新另存再上传。",
        "The file has more than {most} parts. Remove surplus content and save it anew.",
    ),
    "files.unsafe_entry": (
        "文件内部有不允许的部件名（{entry}）。请用原来的程序重新另存一份再上传。",
        "A part inside the file has a forbidden name ({entry}). Save it anew in its own program.",
    ),
    "files.too_many_pixels": (
        "图片超过 {most} 万像素，请缩小后再上传。",
        "The picture has more than {most} times ten thousand pixels. Make it smaller.",
    ),
    "files.active_content": (
        "PDF 里带有会自动执行的内容或附件（{name}）。请用“打印为 PDF”重新生成后上传。",
        "The PDF carries content that acts by itself or attachments ({name}). Print it to PDF again.",
    ),
    "files.active_part": (
        "文件里夹带了程序、网页或压缩包（{entry}）。请删去这个嵌入对象，重新另存后再上传。",
        "The file carries a program, a web page or an archive ({entry}). Remove that object and save it anew.",
    ),
    "files.active_field": (
        "{place}有会自动读取外部内容的域（{text}），请删去后重新上传。",
        "{place} has a field that reads content from outside ({text}). Remove it.",
    ),
    "files.template_expression": (
        "{place}：“{text}”不是字段名。模板里的双花括号内只能写一个字段名，例如 {{{{ 项目名称 }}}}。",
        '{place}: "{text}" is not a field name. Double braces may hold one field name only.',
    ),
    "files.template_unknown_field": (
        "{place}：没有名为“{name}”的字段，请从字段表中选择。",
        '{place}: there is no field "{name}". Choose one from the list of fields.',
    ),
}
