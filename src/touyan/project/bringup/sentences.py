"""What bring-up says when it cannot go on: one Chinese sentence with the cure, one short English one.

They live here and not in `touyan.foundation.wording`, because that package may need what is not
installed yet. Placeholders are Python's, filled from the fault's facts.
"""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "python_old": (
        "这里的 Python 是 {found}，需要 {needed} 或更新的版本；装好后再运行，或用 TOUYAN_PYTHON 指明它的位置。",
        "Python {found} is too old: install {needed} or newer, or name one in TOUYAN_PYTHON.",
    ),
    "python_incomplete": (
        "这里的 Python 缺少标准模块 {module}；请安装完整的 Python（Debian、Ubuntu 上装 python3-venv）后再运行。",
        "This Python lacks its standard module {module}: install a complete Python.",
    ),
    "pip_unreachable": (
        (
            "Python 没有自带 pip，也没能从包索引取到它（{detail}）；请连上网络，"
            "或安装 python3-venv，或把 PIP_INDEX_URL 设为可用的包索引，再运行一次。"
        ),
        "pip is missing and could not be fetched: go online, install python3-venv or set PIP_INDEX_URL.",
    ),
    "pip_altered": (
        "取到的 pip 安装包与锁定的校验值不符，没有使用它；请检查网络代理或 PIP_INDEX_URL 后再运行。",
        "The downloaded pip does not match its locked hash and was not used: check proxy or PIP_INDEX_URL.",
    ),
    "no_network": (
        "连不上{registry}（{what}没有装成）；请检查网络、代理或镜像设置后再运行一次，已经取到的不会重来。",
        "The package registry could not be reached: check network, proxy or mirror and rerun.",
    ),
    "package_absent": (
        "{registry}里找不到锁定的{what}；请换一个完整的镜像，或取消 PIP_NO_INDEX 之类的离线设置后再运行。",
        "The registry does not hold a locked package: use a complete mirror or lift the offline setting.",
    ),
    "package_altered": (
        "下载的{what}与锁定的校验值不符，已停止安装；请清除下载缓存或更换镜像后再运行。",
        "A download does not match its locked hash, nothing was used: clear the cache or change the mirror.",
    ),
    "disk_full": (
        (
            "程序所在的磁盘（{folder}）只剩 {free_mb} MB，这一步要 {needed_mb} MB；"
            "请腾出空间，或把程序移到大一些的磁盘后再运行。"
        ),
        "The program's disk ({folder}) has {free_mb} MB left, {needed_mb} MB are needed: free some space.",
    ),
    "disk_full_data": (
        "数据所在的磁盘（{folder}）只剩 {free_mb} MB，这一步要 {needed_mb} MB；请腾出空间，或用 --data 换一块磁盘。",
        "The data's disk ({folder}) has {free_mb} MB left, {needed_mb} MB are needed: free some or use --data.",
    ),
    "disk_full_now": (
        "{what}时磁盘写满了；请腾出空间后再运行，会从这一步接着做。",
        "The disk filled up: free some space and run again, it continues from this step.",
    ),
    "not_writable": (
        "不能写入文件夹 {folder}；请改正它的权限，或用 --data 指定一个能写的文件夹。",
        "The folder {folder} cannot be written: mend its permissions or choose another with --data.",
    ),
    "port_taken": (
        "端口 {port} 已被别的程序占用（{purpose}要用它）；请换一个端口：./run --port {other}",
        "Port {port} is taken: choose another, for instance ./run --port {other}",
    ),
    "port_forbidden": (
        "没有权限使用端口 {port}；请选 1024 以上的端口：./run --port {other}",
        "Port {port} needs privileges: choose one above 1024, for instance ./run --port {other}",
    ),
    "address_absent": (
        "这台机器没有地址 {host}；请改用 --host 127.0.0.1（只在本机）或 --host 0.0.0.0（整个局域网）。",
        "This machine has no address {host}: use --host 127.0.0.1 or --host 0.0.0.0.",
    ),
    "already_running": (
        (
            "数据文件夹 {folder} 正由另一个实例使用（进程 {pid}，{address}）；"
            "请直接打开它，或先停掉它，或用 --data 换一个文件夹。"
        ),
        "Another instance (process {pid}, {address}) uses {folder}: open it, stop it or choose another --data.",
    ),
    "tool_missing": (
        "缺少 {tool}，而且没能从包索引装上它；请安装 {tool}，或连上网络后再运行。",
        "{tool} is missing and could not be installed: install it or go online.",
    ),
    "step_failed": (
        "{what}没有成功（退出码 {exit_code}）；原因写在 {log}，改正后再运行会从这一步接着做。",
        "A step failed with exit code {exit_code}: the reason is in {log}.",
    ),
    "child_died": (
        "{what}接连停了 {times} 次，没有再启动；原因写在 {log}。",
        "A part stopped {times} times in a row and was given up: the reason is in {log}.",
    ),
    "first_page_failed": (
        "程序已启动，但 {seconds} 秒内首页没有正常打开（最后一次：{answer}）；原因写在 {log}。",
        "Started, but the first page did not open within {seconds} s (last answer: {answer}): see {log}.",
    ),
    "not_ours": (
        "{folder} 里没有本系统的记号，为免误删，没有清空它；请核对 --data。",
        "{folder} does not look like our data and was left alone: check --data.",
    ),
    "real_data": (
        "{folder} 里存的是正式数据，不是演示数据；确实要全部清除，请再加 --yes。",
        "{folder} holds real data, not the demonstration: add --yes to erase it all.",
    ),
    "reset_external": (
        "数据在外部数据库里，--reset 只清除内嵌数据库；请由数据库管理员处理，或取消 TOUYAN_DATABASE_URL。",
        "--reset only clears the embedded database, but TOUYAN_DATABASE_URL names an external one.",
    ),
    "unknown": (
        "{what}时出了没有料到的问题；详情写在 {log}，请把它交给维护人员。",
        "Something unforeseen went wrong: the details are in {log}.",
    ),
}
