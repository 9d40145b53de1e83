"""The colours of a chart that stands alone: print on white paper. On the screen the same classes take the theme's."""

WALL_STYLE = (
    "text{font-family:'Noto Sans SC','Microsoft YaHei',sans-serif;font-size:12px;fill:#211f1b}"
    ".g-off{fill:#eeebe4}.g-row,.w-rule{stroke:#dcd8ce;fill:none}.g-month{stroke:#b5afa3;fill:none}.g-week{stroke:#b5afa3;fill:none}"
    "text.g-week{stroke:none;font-size:9px;fill:#534e46}.g-months text{font-size:12px}"
    ".g-bar{fill:#cfe0ee;stroke:#17466b}.g-critical{fill:#f3d9d2;stroke:#9c2412;stroke-width:2}.g-done{fill:#211f1b}"
    ".g-behind{fill:url(#g-hatch);stroke:#9c2412}.g-stripe{stroke:#9c2412;stroke-width:2}"
    ".g-mark{fill:#fff;stroke:#17466b;stroke-width:2}.g-keymark{fill:#9c2412;stroke:#9c2412}"
    ".g-slack{stroke:#857f74;stroke-dasharray:3 3;fill:none}.g-promised{stroke:#857f74;stroke-width:3}"
    ".g-link{stroke:#857f74;fill:none}.g-head{fill:#857f74}"
    "path.g-today{stroke:#9c2412;stroke-width:2;fill:none}text.g-today{fill:#9c2412;text-anchor:middle;font-size:11px}"
    ".g-ends text{font-size:10px;fill:#534e46}.w-title{font-size:26px;font-weight:bold;text-anchor:middle}"
    ".w-cells text{font-size:14px}.w-head{font-weight:bold}.w-page{text-anchor:end}"
)
