"""What the engine does by itself, in words for the system administrator's page."""

SENTENCES: dict[str, tuple[str, str]] = {
    "job.checkpoint": ("写检查点", "Write the checkpoint"),
    "job.move": ("把在办事项转到方案的另一版", "Move matters to another version of their scheme"),
    "job.exchange": ("写入上传的表格", "Write an uploaded table"),
    "job.hour.guesses": ("提醒账号被多次试登录的人员", "Tell people whose accounts somebody tried"),
    "job.day.assessment": ("{day} 开始到期的年终考核", "{day}: open assessments that are due"),
    "job.day.post_assessment": ("{day} 开始到期的干部考核", "{day}: open assessments of people that are due"),
    "job.day.exchange_swept": ("{day} 清除过期的上传表格和登录单", "{day}: remove old uploads and sign-in slips"),
    "job.day.statistics": ("{day} 更新数据库的统计，让查询保持快", "{day}: refresh what the database knows of its tables"),
    "job.day.progress": ("{day} 建立到期的进展报告，重算各项目的灯", "{day}: open reports that are due, read every light"),
    "job.day.supervision": ("{day} 建立到期的督查，登记各项目的灯", "{day}: open reviews that are due, record the lights"),
}  # fmt: skip
