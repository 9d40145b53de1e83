"""Sentences about documents and the fonts they are set in."""

SENTENCES: dict[str, tuple[str, str]] = {
    "papers.fonts_pending": (
        "PDF 所需字体还在下载（缺“{font}”或其替代字体），请稍后再试；Word 文件现在就可以下载。",
        "The fonts for PDF are still arriving ({font} or its stand-in is missing). Try again shortly; the Word file is ready now.",
    ),
    "papers.missing_characters": (
        "以下生僻字没有可用字体，PDF 中会显示为空框：{characters}。请下载 Word 文件，或把含有这些字的字体放入 fonts/office 文件夹。",
        "No font at hand has these rare characters: {characters}. Take the Word file, or put a font that has them into fonts/office.",
    ),
    "fonts.no_network": (
        "连不上软件包仓库，字体没有取到：请检查网络后重新启动，已取到的部分不用重取；在此之前 Word 文件可正常下载，PDF 暂不可用。",
        "The package registry cannot be reached, so the fonts did not arrive. Check the network and start again; what has arrived is kept. Word files work meanwhile, PDF waits.",
    ),
    "fonts.no_npm": (
        "找不到取字体用的程序 {command}，请先完成前端构建工具的安装，再重新启动。",
        "The program {command} that fetches the fonts was not found. Finish installing the front-end tools, then start again.",
    ),
    "fonts.damaged": (
        "取到的字体包与登记的校验值不一致，已丢弃。请检查网络代理或镜像是否可靠后重新启动。",
        "A font package did not match its registered digest and was thrown away. Check that the proxy or mirror can be trusted, then start again.",
    ),
    "fonts.failed": (
        "字体没有取到，取件程序的说明是：{reason}。处理后重新启动即可，已取到的部分不用重取。",
        "The fonts did not arrive; the fetching program says: {reason}. Mend that and start again; what has arrived is kept.",
    ),
}
