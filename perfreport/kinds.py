"""Every kind of problem the program can report, one entry each: the list is the documentation (docs/problems.md)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem: the sentence and the next step, with `{words}` to be filled in.

    An `error` stops the documents it touches; a `hint` is printed and stops nothing.
    """

    sentence: str
    next_step: str
    severity: str = "error"


# Files in YAML: how they are written.
YAML = {
    "yaml.unreadable": Kind("打不开这个文件：{why}。", "检查文件名和路径；文件要是一个普通的文本文件。"),
    "yaml.too-big": Kind("文件太大或太复杂：{why}。", "数据文件通常只有几十 KB；检查是不是放错了文件。"),
    "yaml.not-utf8": Kind(
        "文件不是 UTF-8 编码，第 {line} 行起读不出文字。",
        "用记事本打开，点“另存为”，“编码”选 UTF-8 再保存；用 WPS 时另存为“纯文本”，编码选 Unicode (UTF-8)。",
    ),
    "yaml.not-text": Kind(
        "这是{format}文件，不是数据文件。", "数据文件是照样例填写的文本（.yaml）；把这个文件移到别处，不要改它的编码。"
    ),
    "yaml.empty": Kind("文件里没有内容。", "照样例文件填写。"),
    "yaml.several-documents": Kind(
        "一个文件里有几份内容，从这里的“{text}”断开。", "删去这一行，或把后面的内容另存为一个文件。"
    ),
    "yaml.control-character": Kind(
        "这里有一个看不见的字符 {code}，Word 和 Excel 存不下它。",
        "删去它，多半是粘贴时带来的；需要换行就另起一行。",
    ),
    "yaml.quotes": Kind("“{text}”{why}，不加引号读不对。", "给整个值加英文引号，写成 {fixed}"),
    "yaml.bad-quotes": Kind("“{text}”的英文引号没有成对，或引号里外还有别的引号、反斜杠。", "写成 {fixed}"),
    "yaml.colon": Kind("“{text}”里，名称和值之间应是英文冒号加一个空格。", "写成 {fixed}"),
    "yaml.wide-blank": Kind("“{text}”的冒号后面是{blank}，不是普通的空格。", "删去它，键入一个英文空格，写成 {fixed}"),
    "yaml.braces": Kind(
        "“{text}”写得不对：{why}。", "花括号、冒号、逗号都用英文的，冒号和逗号后面空一格，写成 {fixed}"
    ),
    "yaml.two-entries": Kind("“{text}”一行里写了两项“名称: 值”。", "“{second}”另起一行，和“{key}”对齐。"),
    "yaml.comma": Kind(
        "“{text}”被前面的英文逗号断开了，它后面没有值。", "文字里用中文逗号“，”，或给整个值加英文引号。"
    ),
    "yaml.thousands": Kind(
        "“{text}”里的英文逗号把数断开了。", "数里不写逗号，写成 {plain}；或给整个值加英文引号，写成 {fixed}"
    ),
    "yaml.dash": Kind("“{text}”的减号后面没有空格。", "写成 {fixed}"),
    "yaml.list-sign": Kind("“{text}”开头的“{sign}”不是列表的记号。", "每一项都以英文减号加一个空格开头，写成 {fixed}"),
    "yaml.lone-dash": Kind("“{key}”的值只有一个减号，读不对。", "没有金额就写 0；就要印出减号时写成 {fixed}"),
    "yaml.blank": Kind("“{text}”的行首有{blank}。", "只用空格缩进；行首改成 {width} 个空格。"),
    "yaml.indent": Kind("“{text}”的缩进和上面各行对不齐。", "行首多半应是 {width} 个空格。"),
    "yaml.run-on": Kind(
        "“{text}”缩进太多，接到上一行的文字后面了。", "如果是单独的一项，和上一项对齐；如果是文字，给整个值加英文引号。"
    ),
    "yaml.joined": Kind(
        "“{text}”接到上一行的文字后面了，不另起一行。",
        "要分条、分段，在这段文字的“名称:”后面写“|”；没有那一行的，补上“名称: |”。",
        "hint",
    ),
    "yaml.unclosed": Kind("“{text}”的“{open}”没有配对的“{close}”。", "在这一行末尾补上“{close}”。"),
    "yaml.duplicate-key": Kind(
        "“{key}”在第 {first} 行已经写过，第 {line} 行又写了一次。",
        "留下一处，删去另一处；如果是列表的下一项，在它的第一行前面加“- ”。",
    ),
    "yaml.merge-key": Kind("这里不支持 YAML 的合并键“<<”。", "把要用的各行直接写在这里。"),
    "yaml.wide-quotes": Kind(
        "“{text}”两端是中文引号，会原样印出来。",
        "如果只是想加引号，改成英文引号；如果就要印出来，不用改。",
        "hint",
    ),
    "yaml.comment": Kind(
        "“{text}”前面有空格，会当成说明，不会印出来。",
        "如果是文字的一部分，给整个值加英文引号；如果是说明，# 后面空一格。",
        "hint",
    ),
    "yaml.syntax": Kind("“{text}”这一行读不懂：{why}。", "对照上下各行，检查缩进、冒号和引号。"),
    "yaml.too-many": Kind("错误太多，这里以后的没有列出。", "先改好上面的，再运行一次。"),
}

# The data file: what is written.
DATA = {
    "data.missing-key": Kind("{where}缺少“{key}”。", "补上一行“{key}: {value}”。"),
    "data.unknown-key": Kind("{where}里没有“{key}”这一项。", "{suggestion}可以写的有：{allowed}。"),
    "data.wrong-type": Kind("{where}应是{wanted}，这里却是{got}。", "{instead}"),
    "data.empty": Kind("{where}没有填写。", "{instead}"),
    "data.bad-amount": Kind("{where}写的“{text}”不能当金额计算：{why}。", "{instead}。"),
    "data.year-of-folder": Kind(
        "文件在“{folder}”文件夹里，年度写的却是 {year}。",
        "改正年度（单位名称也核对一下），或把文件移到“{year}”文件夹里；文档按写的年度放。",
        "hint",
    ),
    "data.bad-year": Kind("年度“{text}”不是 2000 到 2099 之间的四位数字。", "只写数字，{instead}"),
    "data.bad-date": Kind("{where}写的“{text}”不是日期。", "{instead}。"),
    "data.bad-count": Kind("{where}写的“{text}”不是整数。", "只写数字，例如 4；没有就写 0，不清楚就不写这一行。"),
    "data.bad-points": Kind(
        "{where}写的“{text}”不是分数。", "只写数字，例如 4.5；最大 1000，最多四位小数，不写“分”字。"
    ),
    "data.bad-unit": Kind("金额单位“{text}”不能用。", "写“万元”或“元”。"),
    "data.bad-handle": Kind(
        "编号“{text}”不能用：{why}。", "用不重复的汉字、字母或数字，中间不留空格和标点，例如 编号: 老年补贴"
    ),
    "data.bad-bureau": Kind("单位名称“{text}”不能当文件名：{why}。", "文件以单位名称命名，请改写单位名称。"),
    "data.sum-differs": Kind(
        "{where}写的是 {written}，相加得 {computed}，相差 {difference}（{unit}）。",
        "改正金额；或删去这一行，总额和合计会自动相加。",
    ),
    "data.not-a-group": Kind(
        "“{text}”不是“{group}”下的指标。", "每条指标另起一行，以“- ”开头；确实没有就写成 {group}: 不涉及"
    ),
    "data.listed-nothing": Kind(
        "“{text}”不是指标，不能列在“{group}”下。",
        "一个指标也没有，就写成一行 {group}: 不涉及；还有别的指标，就删去这一条。",
    ),
    "data.goal-signs": Kind(
        "“{text}”自己带了{signs}，表格还会再加一次。", "去掉{signs}；目标的序号和句末的标点由表格加。", "hint"
    ),
    "data.bad-link": Kind(
        "引用 {link} 读不懂：{why}。", "写成 {{{{ 任务.编号.总额 }}}} 或 {{{{ 合计.总额|万元 }}}} 这样的形式。"
    ),
    "data.link-unit": Kind(
        "引用 {link} 按“{printed}”打印，后面写的却是“{written}”。",
        "在引用里写明过滤器，写成 {fixed}{written}；或把后面的“{written}”改成实际的单位。",
    ),
    "data.link-braces": Kind("引用 {link} 的花括号要写两层，不然会原样印出来。", "写成 {fixed}"),
    "data.unknown-name": Kind("引用 {link} 里的“{name}”没有找到。", "{suggestion}可以写的有：{allowed}。"),
}

# The part 自评 of a data file.
SELF = {
    "self.parts-differ": Kind(
        "“预算执行”的{column}，基本支出和项目支出相加得 {uses}，各资金来源相加得 {sources}（{unit}）。",
        "改正金额，使按用途和按来源的合计相等。",
    ),
    "self.budget-differs": Kind(
        "年初预算数（财政拨款和其他资金）是 {initial}，目标表的合计却是 {budget}（{unit}）。",
        "核对两处；目标表批复后调整过的，可以不同。",
        "hint",
    ),
    "self.negative-budget": Kind(
        "“预算执行”的{column}，各资金来源相加得 {total}（{unit}），不到 0。", "核对减号；收回、核减的写进全年执行数。"
    ),
    "self.odd-nature": Kind(
        "“数据性质”写的是“{text}”，会印在自评的每份文档上。", "数字是真实的就删去这一行；是示例就写 示例数据。", "hint"
    ),
    "self.odd-day": Kind(
        "“填报日期”是 {day}，{year} 年度的自评一般在 {next} 年填报。", "核对填报日期和年度；没有写错就不用改。", "hint"
    ),
    "self.last-year-differs": Kind(
        "上年的全年执行数是 {spent}，基本支出和项目支出相加得 {parts}（{unit}）。", "改正金额，使两者相等。"
    ),
    "self.goals-differ": Kind(
        "“目标完成情况”有 {told} 项，年度总体目标有 {goals} 个。", "每个目标写一项，先后与年度总体目标相同。"
    ),
    "self.missing-indicator": Kind(
        "指标“{name}”（{group}）没有填写完成情况。", "{suggestion}在“指标完成情况”里补上一项，写三级指标和实际完成值。"
    ),
    "self.unknown-indicator": Kind("年度绩效指标里没有“{name}”。", "{suggestion}名称要与“年度绩效指标”里的一字不差。"),
    "self.repeated-indicator": Kind("“{name}”的完成情况写了不止一次。", "留下一处，删去另一处。"),
    "self.which-group": Kind("“{name}”在几个组里都有，不知道说的是哪一个。", "补上一行“二级指标: …”：{groups}。"),
    "self.wrong-group": Kind("“{second}”里没有“{name}”。", "改正二级指标：{groups}。"),
}

# Weights and scores of the self-evaluation.
SCORE = {
    "score.weights-differ": Kind(
        "“自评”的“分值”相加得 {total}，满分却是 {full}。", "改正分值，使两者相等；或删去“分值”，用本地规则的。"
    ),
    "score.not-weighed": Kind(
        "“{name}”下有指标，却没有分值。", "在“自评”的“分值”里写上各组的分值，加起来是 {full} 分。"
    ),
    "score.weighed-twice": Kind(
        "“{name}”的分值写了两遍：“{both}”。", "一级指标和它的二级指标只写一种；写了“绩效指标”就不写各组。"
    ),
    "score.no-indicators": Kind(
        "“{name}”有 {points} 分，却没有指标。",
        "补上指标；或在“自评”里写“分值”，把这 {points} 分分给别的组，各组和预算执行率加起来是 {full} 分。",
    ),
    "score.group-differs": Kind(
        "“{name}”有 {points} 分，指标里写的分值相加是 {given}{rest}。",
        "改正指标的分值：都写的，加起来正好；有不写的，要留下分给它们平分。",
    ),
    "score.too-fine": Kind("“{text}”的小数太多，这里最多 {places} 位。", "四舍五入到 {places} 位小数。"),
    "score.not-comparable": Kind(
        "“{name}”不能计分：{why}。",
        "只写数和单位，单位与指标值一致；确实没有数的，写一行“达成情况”，可以写的有：{classes}。",
    ),
    "score.which-class": Kind(
        "“{name}”是定性指标（指标值“{target}”不是数），从“{text}”看不出完成得怎样。",
        "补上一行“达成情况”，可以写的有：{classes}；本来是数的，把指标值写成 ≥95% 这样的形式。",
    ),
    "score.unknown-class": Kind("“{name}”的达成情况“{text}”不能用。", "可以写的有：{classes}。"),
    "score.class-differs": Kind(
        "“{name}”的达成情况写的是“{text}”，从实际完成值看却{done}。", "核对两处；得分按实际完成值计算。", "hint"
    ),
    "score.no-score": Kind(
        "“{name}”是“{achievement}”，要由人打分。",
        "补上一行“得分”，从 {least} 到 {most} 分（这个指标的分值是 {weight}）。",
    ),
    "score.outside-class": Kind(
        "“{name}”得分 {score}，不在“{achievement}”的范围里。",
        "写 {least} 到 {most} 分（这个指标的分值是 {weight}），或改正达成情况。",
    ),
    "score.above-weight": Kind("“{name}”得分 {score}，超过了它的分值 {weight}。", "改正得分；不写就自动计算。"),
    "score.differs": Kind(
        "“{name}”写的得分是 {score}，按规则算出的是 {computed}。", "核对；删去“得分”就用算出的。", "hint"
    ),
    "score.no-reason": Kind("“{name}”没有完成，也没有写原因。", "补上“偏差原因”和“改进措施”。", "hint"),
    "score.far-above": Kind(
        "“{name}”完成了目标的 {completion}%，没有写原因。", "目标可能定得偏低：补上“偏差原因”和“改进措施”。", "hint"
    ),
    "score.nothing": Kind("没有“自评”，没有得分可以说明。", "年度结束后在数据文件里填写“自评”。", "hint"),
    "score.no-scoring": Kind(
        "有“自评”，这个模板包却没有评分规则，“自评”没有用到。",
        "换用有“评分”的模板包，或在它的规则.yaml 里补上。",
        "hint",
    ),
}

# A pack's 规则.yaml.
RULES = {
    "rules.bad-groups": Kind("{where}应是{wanted}。", "照“通用”模板包的规则.yaml 填写。"),
    "rules.repeated-group": Kind("二级指标“{text}”写了两次。", "每个分组只写一次。"),
    "rules.reserved-group": Kind(
        "分组不能叫“{text}”。", "换一个名称：“预算执行率”“绩效指标”在“分值”里另有意思；二级指标不能与别的一级指标同名。"
    ),
    "rules.bad-choice": Kind("{where}写的“{text}”不能用。", "可以写的有：{allowed}。"),
    "rules.bad-share": Kind("{where}写的“{text}”不是百分数。", "写成 {example} 这样的形式。"),
    "rules.bad-places": Kind("{where}写的“{text}”不是小数位数。", "写 0 到 4 的一个数字。"),
    "rules.own-taken": Kind("自有项目“{name}”与已有的项目同名。", "换一个名称；已有的项目不用声明。"),
    "rules.own-name": Kind(
        "自有项目“{name}”不能当名称。", "用汉字、字母、数字，以汉字或字母开头，最多 20 个字，中间不留空格和标点。"
    ),
    "rules.not-weighed": Kind("“{name}”没有分值。", "在“分值”里写上它，或写上它的各个二级指标。"),
    "rules.weighed-twice": Kind(
        "“{name}”的分值写了两遍。", "一级指标和它的二级指标只写一种；写了“绩效指标”就不写各组。"
    ),
    "rules.weights-differ": Kind("各项分值相加得 {total}，满分却是 {full}。", "改正分值或满分，使两者相等。"),
    "rules.coarse-scores": Kind(
        "得分小数位是 {score}，少于分值小数位 {weight}，满分的得分也会被四舍五入。", "得分小数位不少于分值小数位。"
    ),
    "rules.low-limit": Kind("超额上限写的是 {text}。", "写完成目标的百分之几，要超过 100%，例如 130%。"),
    "rules.high-limit": Kind("满意度起点写的是 {text}。", "写 100% 以内的百分数；没有起点就写 0%。"),
    "rules.bad-class": Kind(
        "定性的“{name}”范围不对：{why}。", "各类从好到差写，一类接着一类，照“通用”模板包的规则.yaml。"
    ),
    "rules.bad-grades": Kind("等级的“{name}”{why}。", "从高到低写，最高的不超过满分，最后一个写 0。"),
    "rules.no-scoring": Kind("有“自评文档”，却没有“评分”。", "照“通用”模板包的规则.yaml 补上“评分”。"),
    "rules.no-such-rule": Kind("没有编号为“{rule}”的审核规则。", "{suggestion}各条规则的编号见 docs/rules.md。"),
    "rules.none": Kind(
        "没有规则.yaml，用的是“通用”模板包的规则。",
        "分组、分值、等级、审核与“通用”不同的，把 templates/通用/规则.yaml 复制到这个文件夹里改；相同的，不用管。",
        "hint",
    ),
    "rules.no-template": Kind(
        "“{word}”里的“{name}”没有这个模板，不会产生。", "名称写错了就改正（不写扩展名）；用不到就删去这一行。", "hint"
    ),
}

# A Word or Excel template: found when it is opened, or when its filters are looked up.
TEMPLATE = {
    "template.unreadable": Kind("打不开这个模板：{why}。", "检查文件名；如果正在 Word 或 Excel 里打开，先关上。"),
    "template.not-office": Kind(
        "这不是完好的 Word 或 Excel 文件：{why}。", "用 Word、Excel 或 WPS 打开，另存为 .docx 或 .xlsx。"
    ),
    "template.too-large": Kind("这个模板解开后太大（{size} MB）。", "删去其中的大图片和多余的空行空列，再另存一次。"),
    "template.syntax": Kind("标签 {tag} 写得不对：{why}。", "检查括号、引号和竖线是否成对，名字之间有没有多余的空格。"),
    "template.unknown-tag": Kind("标签 {tag} 里的“{keyword}”不是这里的词。", "{advice}"),
    "template.unknown-filter": Kind("标签 {tag} 里没有“{name}”这个过滤器。", "{advice}"),
    "template.merge-last": Kind("标签 {tag} 里“合并”不在最后。", "把“|合并”放在标签的末尾。"),
    "template.scoped-print": Kind("标签 {tag} 不能以“{scope}”开头。", "打印一个值写 {{{{ 名称 }}}}，不加 {scope}。"),
    "template.half-tag": Kind(
        "“{text}”开了头，在这一段里没有结尾。", "一个标签要写在同一段里，以 }}}}、%}} 或 #}} 结尾。"
    ),
    "template.no-opening": Kind(
        "“{text}”的末尾是标签的结尾，前面却没有开头。", "补上开头的 {{{{ 或 {{%，或删去这个结尾。"
    ),
    "template.too-deep": Kind("标签 {tag} 已经是第 {depth} 层块。", "减少块的层数。"),
    "template.no-loop": Kind("标签 {tag} 不在循环里。", "vm、hm 写在 for 循环里的单元格中；一般用“|合并”更简单。"),
    "template.no-merge-here": Kind(
        "标签 {tag} 里的“合并”在这里不起作用。",
        "“合并”写在 {{%tr for … %}} 循环的单元格里，这个单元格里不能再有表格。",
    ),
    "template.bad-join": Kind(
        "标签 {tag} 的减号会把它旁边的文字、图片或单元格一起删去。",
        "去掉减号；减号只能写在一段的开头（{{%-）或末尾（-%}}），与同一处的上一段或下一段相连。",
    ),
    "template.unclosed": Kind("标签 {tag} 开着的块没有结束。", "在块的末尾写上 {closer}。"),
    "template.stray": Kind("标签 {tag} 没有与它配对的开头：{before}。", "补上开头，或删去这个标签。"),
    "template.crossed": Kind(
        "标签 {tag} 与它的开头 {opener}（{at}）不在同一层。",
        "开头和结尾要写法相同（都用 tr、都用 p 或都不用），并在同一个表、同一个单元格里。",
    ),
    "template.not-alone": Kind(
        "标签 {tag} 所在的{what}里还有“{rest}”，输出时会丢失。",
        "让标签独占一{what}，其余内容移到别的{what}。",
    ),
    "template.no-row": Kind(
        "标签 {tag} 不在表格里。", "tr、tc、vm、hm、colspan、cellbg 和“合并”写在表格里；正文里用 {{%p …%}}。"
    ),
    "template.no-block-here": Kind(
        "标签 {tag} 不能写在这里。", "图片说明、图表标题和文件属性里只能写 {{{{ 名称 }}}}。"
    ),
    "template.not-here": Kind(
        "{what}里的标签 {tag} 不会被填写。", "把标签移到正文或单元格里；表格的标题行要先把表格“转换为区域”。"
    ),
    "template.no-data-sheet": Kind(
        "图表里的标签 {tag} 不会被填写：{why}。",
        "在 Word 里重新插入图表，点“编辑数据”，把标签写在它自己的数据表里。",
    ),
    "template.chart-astray": Kind(
        "图表引用的 {formula} 不在它的数据表里，不会随数据变化。",
        "用 Word 或 WPS（不是 LibreOffice）打开，点“选择数据”，重新选数据表里的区域，再保存一次。",
    ),
    "template.chart-not-computed": Kind(
        "图表里会缺数：{what}",
        "Word 的图表不会自己计算：换一个这里会算的公式，或把算好的数填进数据表。",
        "hint",
    ),
    "template.not-moved": Kind(
        "{what}不能随行移动，输出后会指错地方。", "删去它，或把它移到第一个循环的上面、没有循环的工作表里。"
    ),
    "template.not-repeated": Kind(
        "{what}在循环里，不能每条记录都有一份。", "把它移到循环外面；它引用的区域会随循环增减。"
    ),
    "template.not-in-excel": Kind(
        "标签 {tag} 以“{scope}”开头，Excel 模板里还不能用。", "重复的行写 {{%tr …%}}；单元格里的文字写 {{% …%}}。"
    ),
    "template.too-many-rows": Kind(
        "工作表“{sheet}”用到了第 {row} 行。", "删去表格下面多余的行（只有格式的和空的合并单元格也算），再另存一次。"
    ),
    "template.merge-cut": Kind(
        "合并单元格 {range} 只盖住了循环（{block}）的一部分。", "把合并改成盖住整个循环，或只在循环里面、外面。"
    ),
    "template.merge-leaves": Kind(
        "从这里起上下合并的单元格（到表的第 {last} 行）与 {tag} 的块没有对齐，合并里的文字会丢失。",
        "把合并改成从块的上面开始、盖住整个块，或只在块里面、外面。",
    ),
    "template.covered": Kind(
        "{merge}盖住了标签 {tag}（{spot}），印不出来。", "取消合并，或把标签移到合并的第一格（左上角）。"
    ),
    "template.merge-tall": Kind(
        "写着“合并”的单元格 {range} 已经上下合并。", "取消这里的上下合并，或去掉标签里的“|合并”。"
    ),
    "template.array-torn": Kind(
        "数组公式 {range} 不能随行移动：{why}。", "每个单元格各写一个公式；或整个放在循环的一行里、整个放在循环外面。"
    ),
    "template.not-computed": Kind(
        "公式 ={formula} 的结果留给 Excel 计算：{why}。",
        "打开文件时 Excel 会算出它和用到它的公式；要预览、打印或导入的，先用 Excel 打开，保存一次。",
        "hint",
    ),
    "template.not-followed": Kind(
        "公式 ={formula} 里的“{text}”不会跟着工作表“{sheet}”变，输出后会指错地方。",
        "直接写工作表名和单元格，例如 {sheet}!B4:B4；工作表名一字不差，不用表格名、局部名称和引号里的地址。",
    ),
    "template.other-list": Kind(
        "公式 ={formula} 在 {tag} 里引用工作表“{sheet}”，这张表却按 {sheet_tag} 重复，不知道指的是哪一张。",
        "两处写同一个列表（条件也相同），并用 {{%tr for … %}}，每条记录就指自己的那一张。",
    ),
    "template.bad-reference": Kind(
        "公式 {formula} 引用了只在循环开头、结尾出现的行或列。", "改为引用循环里面的单元格。"
    ),
}

# A template that can be used, looked through before there is data: the names it reads, then its looks, which its author
# does not see until a document is printed.
LINT = {
    "lint.unknown-name": Kind("标签 {tag} 用到的“{name}”，{where}里没有。", "{advice}"),
    "lint.sometimes-missing": Kind("标签 {tag} 用到的“{name}”不一定有{more}：{when}。", "{advice}", "hint"),
    "lint.unused-field": Kind("数据文件里{must}{names}，这个模板包却没有一个模板用到。", "{advice}", "hint"),
    "lint.not-plain": Kind(
        "标签 {tag} 里有{what}，这里照英文的读。", "改成 {fixed}（用英文输入法；引号关掉自动更正再打）。", "hint"
    ),
    "lint.covered-text": Kind(
        "{merge}盖住了“{text}”，印不出来{still}。",
        "要印，就取消合并，或移到合并的第一格（左上角）；不要的，就删去。",
        "hint",
    ),
    "lint.mixed-look": Kind(
        "标签 {tag} 的各部分{what}不一样：印出来的值照它开头“{first}”的样子。",
        "选中整个标签，设成一样的{what}。",
        "hint",
    ),
    "lint.fixed-height": Kind("{what}固定，标签 {tag} 的内容长了会被裁掉：{room}。", "{advice}", "hint"),
    "lint.tight-lines": Kind(
        "标签 {tag} 所在的段行距固定为 {pitch} 磅，字是 {size} 磅，印出来字的上边会被裁掉。",
        "把行距改为“最小值”，或固定为不小于 {size} 磅的值。",
        "hint",
    ),
    "lint.narrow-column": Kind(
        "标签 {tag} 所在的列太窄：像 {sample} 这样的{what}{shown}。", "加宽这一列，或减小字号。", "hint"
    ),
    "lint.tag-in-formula": Kind(
        "公式 ={formula} 里的标签 {tag} 不会被填写，会原样印出来。", "把标签单独放在一个单元格里，公式引用那个单元格。"
    ),
    "lint.equals-sign": Kind(
        "单元格以“=”开头，里面有标签 {tag}：填好后是文字，不会计算。",
        "要计算，就把标签单独放在一个单元格里，公式引用那个单元格；就要印等号的，不用改。",
        "hint",
    ),
    "lint.number-as-text": Kind(
        "{where}的公式 ={formula} 要用这里的数，这里却{why}。",
        "让标签 {tag} 独占单元格，“万元”“%”一类写在表头或数字格式里，格式不用“文本”。",
        "hint",
    ),
    "lint.format-unused": Kind(
        "标签 {tag} 旁边还有“{rest}”，填好后是文字，数字格式 {format} 不起作用。",
        "让标签独占单元格，单位写进数字格式，条件写成 {{{{ 值 if 条件 else '' }}}}；不要数字格式的，改成“常规”。",
        "hint",
    ),
    "lint.percent-twice": Kind(
        "标签 {tag} 已经乘了 100，单元格的数字格式 {format} 又乘一次。", "标签里不乘 100，或换一个没有 % 的数字格式。"
    ),
    "lint.scaled-twice": Kind(
        "标签 {tag} 的值已经换算成{unit}，单元格的数字格式 {format} 又把它缩小。",
        "数字格式改成 0.00 一类；或标签里换算成“元”，让数字格式去缩小。",
    ),
    "lint.not-covered": Kind(
        "公式 ={formula} 里的 {range} {what}。", "要包括循环（{block}）里的所有记录，写成 {right}。", "hint"
    ),
    "lint.no-face": Kind(
        "标签 {tag} 处没有设{which}{more}：印出来是什么字体，要看打开它的电脑。",
        "选中这些文字，把{which}设为 {example}。",
        "hint",
    ),
    "lint.missing-face": Kind(
        "这台电脑没有字体“{face}”，在这里打开、转换和打印会用{other}代替，行数和页数可能不一样。",
        "装上“{face}”；不在这台电脑上打印的，不用管。",
        "hint",
    ),
}

# A document: found while a template is filled in.
RENDER = {
    "render.undefined": Kind("标签 {tag} 里的“{name}”不存在。", "{advice}"),
    "render.none": Kind("标签 {tag} 没有值。", "在数据里补上；允许没有时写成 {{{{ …|空 }}}}。"),
    "render.needs-filter": Kind(
        "标签 {tag} 的值要用过滤器说明怎样打印。", "金额写明单位，例如 {{{{ 任务.总额|万元 }}}}。"
    ),
    "render.unprintable": Kind(
        "标签 {tag} 的值是一组内容（{kind}），不能直接打印。", "用 for 逐项打印，或写出其中一项的名字。"
    ),
    "render.not-finite": Kind("标签 {tag} 的值 {value} 不是一个数。", "检查数据里的金额和它的计算。"),
    "render.control-character": Kind("标签 {tag} 的值里有看不见的字符：“{text}”。", "在数据里删去“▯”处的字符。"),
    "render.filter": Kind("标签 {tag} 用过滤器“{name}”时出错：{why}。", "检查过滤器前面的值和括号里的参数。"),
    "render.failed": Kind("标签 {tag} 算不出来：{why}。", "检查标签和它用到的数据。"),
    "render.too-long": Kind(
        "标签 {tag} 的内容有 {length} 个字，Excel 的一个单元格最多 32767 个。", "缩短内容，或分成几个单元格。"
    ),
    "render.too-many-digits": Kind(
        "标签 {tag} 的数 {value} 超过 15 位，Excel 会丢掉后面的数字。",
        "编号一类加引号写成文字；金额减少小数位数。",
    ),
    "render.too-early": Kind(
        "标签 {tag} 的日期 {value} 早于 1900 年，Excel 没有这样的日期。", "写成文字，例如加引号。"
    ),
    "render.negative-duration": Kind("标签 {tag} 的时长 {value} 小于零，Excel 显示不了。", "写成文字，例如加引号。"),
    "render.unsafe-link": Kind(
        "标签 {tag} 的链接地址“{address}”不能用。",
        "只能用 http://、https://、mailto: 开头的地址，或 #工作表!A1 这样本文件里的位置。",
    ),
    "render.long-link": Kind("标签 {tag} 的链接地址有 {length} 个字，Excel 最多 {most} 个。", "换用短一些的地址。"),
    "render.several-links": Kind(
        "标签 {tag} 所在的单元格里有 {count} 个链接，Excel 的一个单元格只能有一个。", "每个链接独占一个单元格。"
    ),
    "render.linked-twice": Kind(
        "这个单元格在模板里已有超链接，填入的值又带了一个。", "删去模板里的超链接，或去掉标签里的“|链接”。"
    ),
    "render.too-many-links": Kind(
        "工作表“{sheet}”要 {count} 个超链接，Excel 最多 {most} 个。", "不给每一行都加链接，或分成几个文件。"
    ),
    "render.stray-picture": Kind(
        "标签 {tag} 的值是图片，不能印在文字里。",
        "Excel 里让标签独占一个单元格；Word 里不能填图片，请把图片直接插在模板里。",
    ),
    "render.long-header": Kind(
        "标签 {tag} 所在的页眉或页脚有 {length} 个字（包括 &L 一类的代码），Excel 最多 {most} 个。", "缩短内容。"
    ),
    "render.too-many-breaks": Kind(
        "工作表“{sheet}”要 {count} 个分页符，Excel 最多 1026 个。", "循环里不放分页符，或分成几个文件。"
    ),
    "render.interrupted": Kind(
        "公式 ={formula} 的范围里夹进了别的行或列（如小计），这里只能写连续的范围。",
        "改用 SUM、COUNT、AVERAGE、MIN、MAX，范围独占一个参数；或把小计移到循环外面。",
    ),
    "render.over-sheets": Kind(
        "{formula} 的范围跨过几张重复出来的工作表，这里写不下。",
        "在单元格里改用 SUM、COUNT、AVERAGE、MIN、MAX，范围独占一个参数；名称只能用于行都一样的工作表。",
    ),
    "render.formula-too-long": Kind(
        "公式 ={formula} 要写成 {length} 个字，Excel 最多 8192 个。",
        "先在每组、每张表里算小计，再引用小计；或缩短工作表的名字。",
    ),
    "render.no-sheet": Kind("看得见的工作表一张也没有留下。", "检查 {{%sheet … %}} 的条件和它用到的数据。"),
    "render.no-sheet-name": Kind("工作表的名字印出来是空的。", "在数据里补上它用到的值，或改工作表名里的标签。"),
    "render.too-many-rows": Kind("工作表“{sheet}”要 {rows} 行，Excel 最多 1048576 行。", "分成几个文件。"),
    "render.too-many-columns": Kind(
        "工作表“{sheet}”要 {columns} 列，Excel 最多 16384 列。", "改用行的循环，或分成几个文件。"
    ),
}

# Documents that were filled in: whether their figures are those of the data. A pack says how serious that is.
AGREEMENT = {
    "agreement.differs": Kind(
        "写的是“{written}”，数据里{figure}是 {value}（{data}{also}）。",
        "改模板：写死的数换成标签，标签与前面的名称对上，公式的范围和小数位数对上；数据错了就改数据。"
        "要先看看文档，把规则.yaml 的“核对不一致”改成 提示。",
    ),
    "agreement.own-words": Kind(
        "写的是“{written}”，数据里{figure}是 {value}（{data}{also}），印在 {document}。",
        "改正这句话，或改正数据。{advice}说的是别的数，就写明是什么的，例如“老年补贴项目执行率”。",
    ),
    "agreement.missing": Kind(
        "这里有“{list}”的大部分，缺少{names}（{data}）。",
        "检查模板里的循环有没有条件，有没有把标签换成写死的字。",
    ),
}

# Packs and the documents written.
OUTPUT = {
    "output.no-pack": Kind("没有这个模板包。", "写模板包的名字或文件夹；已有的：{known}。"),
    "output.empty-pack": Kind("这个模板包里没有 .docx 或 .xlsx 文件。", "把 Word、Excel 模板放进这个文件夹。"),
    "data.same-bureau": Kind(
        "{other} 写的也是这个单位、这个年度，两个都没有写文档。",
        "留下一个，另一个删去或移到别的文件夹；不是同一个单位的，改正单位名称、年度。",
    ),
    "output.same-bureau": Kind("同一单位同一年度已由 {other} 写出。", "两个文件留下一个，或改正单位名称、年度。"),
    "output.process-ended": Kind(
        "处理这个文件时，系统结束了进程（多半是内存不够）。没有写它的文档。",
        "关上别的程序，只对这一个文件再运行一次；再这样，就把这个文件发给技术人员。",
    ),
    "output.other-program": Kind(
        "做文档的进程里的程序或模板包，与开始时看到的不一样。",
        "各台机器装同一版本的 perfreport，同一路径上的模板包要相同；运行当中不要改模板。再运行一次。",
    ),
    "output.no-storage": Kind("到不了这个地址：{why}。", "检查地址、网络和访问的权限，再运行一次。"),
    "output.only-in-folders": Kind(
        "{option} 只能用在文件夹上，这是一个存储的地址。", "去掉 {option}，或把文件放到文件夹里。"
    ),
    "output.bad-name": Kind("“{name}”不能当文件名：{why}。", "改短单位名称，或改模板的文件名。"),
    "output.no-letter": Kind("看不出是哪个单位、哪个年度的，没有写审核意见。", "先改好单位名称、年度，再运行一次。"),
    "output.cannot-write": Kind(
        "写不进去：{why}。原有的文件没有动。", "关上正在打开它的 Word、Excel；检查磁盘空间、权限和有没有同名的文件。"
    ),
    "output.left-over": Kind(
        "以前写的 {count} 份文档现在不产生了，还留在这里：{names}。",
        "用不着了就删去；要留着的，移到别的文件夹。",
        "hint",
    ),
    "output.old-overview": Kind(
        "汇总没有跟着变：这个年度还有单位没有做过，或数据有错误。", "把整个年度的数据文件一起再运行一次。", "hint"
    ),
    "output.other-pack": Kind(
        "{count} 个单位的文档上次是用模板包“{pack}”做的，这次用的是“{now}”：{bureaus}。",
        "仍用原来的：再运行一次，加上 --pack {pack}，以后每次都要加；就是要换的，不用管。",
        "hint",
    ),
    "output.other-version": Kind(
        "{count} 个单位的文档是用以前的模板或规则做的：{bureaus}。",
        "整个年度的数据文件一起再运行一次，各单位的文档才一致。",
        "hint",
    ),
}

# Many machines (perfreport render --cluster).
CLUSTER = {
    "cluster.not-installed": Kind(
        "多台机器一起做、读写存储里的文件，要另外装程序包：{why}。",
        "在本项目的文件夹里运行 .venv/bin/python -m pip install -c constraints.txt -e '.[cluster]'；"
        "s3:// 的再装 s3fs，别的存储装各自的 fsspec 程序包。",
    ),
    "cluster.no-answer": Kind(
        "这个地址没有 Dask 的调度程序应答：{why}。",
        "检查地址（如 tcp://10.0.0.1:8786）和网络；还没有开的，在一台机器上运行 dask scheduler。",
    ),
    "cluster.no-workers": Kind(
        "等了 {seconds} 秒，集群里一个工作进程也没有。已经写出的文档都是完整的。",
        "在各台机器上运行 dask worker {address} --nthreads 1，再运行一次；做好了的不会重做。",
    ),
    "cluster.lost": Kind(
        "与集群的联系断了。已经写出的文档都是完整的。", "看看调度程序还在不在，再运行一次；做好了的不会重做。"
    ),
    "cluster.not-shared": Kind(
        "做文档的机器上没有这个文件夹。",
        "把数据、模板和输出放在各台机器用同一路径都能看到的文件夹里；或都写存储的地址，如 s3://…。",
    ),
}

# PDFs of the documents.
PDF = {
    "pdf.no-office": Kind(
        "没有转换成 PDF（共 {count} 份文档）：{why}。",
        "Word、Excel 文档不受影响。要 PDF，安装 LibreOffice（免费，要有 Writer 和 Calc），再运行一次；"
        "装在别处的，把 soffice 的路径写在环境变量 {variable} 里。",
    ),
    "pdf.unreadable": Kind(
        "没有转换成 PDF：读不出这个文件（{why}）。", "检查文件在不在，关上正在打开它的程序，再运行一次。"
    ),
    "pdf.no-document": Kind(
        "没有转换成 PDF：这个文件是空的或坏了，不是 Word、Excel 文档。",
        "里面没有要留的，就删去，再运行一次，会重新产生。",
    ),
    "pdf.not-made": Kind(
        "没有转换成 PDF：LibreOffice {why}。",
        "再运行一次；还是这样的，用 Word、Excel 或 WPS 打开看一看，“另存为” PDF。"
        "同一种文档都这样的，检查 LibreOffice 装了 {part} 没有，磁盘满了没有。",
    ),
    "pdf.same-name": Kind("没有转换成 PDF：{pdf} 已经是 {other} 的。", "两份文档有一份改名（模板改名）。"),
    "pdf.not-replaced": Kind(
        "这个 PDF 不是这里转换的（例如盖了章、签了名或扫描的），没有替换。",
        "不要了就删去，再运行一次；要留下的，换一个文件名。",
        "hint",
    ),
    "pdf.other-font": Kind(
        "这台电脑没有字体“{face}”，PDF 里用{other}代替，字形、行数和页数可能和 Word、Excel 里不一样。",
        "装上“{face}”，再转换一次；或在装了它的电脑上转换。",
        "hint",
    ),
}

# Data files of one run beside one another (perfreport check --across).
ACROSS = {
    "across.wording": Kind(
        "“{name}”与别的单位写的“{usual}”是同一个指标。",
        "{advice}；“自评”里的名称一起改。不是同一件事，就把名称写得能够区分。",
        "hint",
    ),
    "across.unit": Kind(
        "“{name}”的单位是“{unit}”，别的单位用“{usual}”。", "{advice}；“自评”里的实际完成值一起改。", "hint"
    ),
    "across.sign": Kind(
        "“{name}”写的是“{text}”，别的单位用“{usual}”。", "{advice}；确实要这样要求的，不用改。", "hint"
    ),
    "across.group": Kind(
        "“{name}”在“{group}”里，别的单位放在“{usual}”里。", "{advice}；说的不是同一件事，就把名称写得能够区分。", "hint"
    ),
    "across.nature": Kind("“{name}”写的是“{text}”，别的单位写的是{usual}。", "{advice}；“自评”里的一起改。", "hint"),
    "across.money-unit": Kind(
        "金额单位是“{unit}”，别的单位用“{usual}”。", "{advice}，全文件的金额和指标值里的金额一起换算。", "hint"
    ),
    "across.year": Kind(
        "年度是 {year}，同一个文件夹里别的单位是 {usual}。",
        "{advice}；年度没有写错，就把文件移到那一年的文件夹里。",
        "hint",
    ),
    "across.bureau-name": Kind(
        "“{name}”像是“{other}”（{data}）的另一种写法。",
        "是同一个单位就写全称“{other}”；不是，就把名称写得能够区分。",
        "hint",
    ),
    "across.no-place": Kind(
        "单位名称“{name}”前面没有地名，别的单位以“{where}”开头。",
        "写成“{where}{name}”（{count} 个单位写了“{where}”）；文档以单位名称命名。",
        "hint",
    ),
    "across.own-field": Kind("“{field}”写的是“{text}”，别处写“{usual}”，意思一样。", "{advice}。", "hint"),
}

# What a change of the data changed (perfreport diff): nothing that is wrong, but told as problems are.
_COMPARED = "和调整的批复、通知核对。"
_FOLLOWS = "不用改；再产生一次文档（perfreport render）就跟着变。"
DIFF = {
    "diff.amount": Kind("{item}由 {before} 改为 {after}（万元），{difference}。", _COMPARED, "hint"),
    "diff.changed": Kind("{item}由“{before}”改为“{after}”。", _COMPARED, "hint"),
    "diff.added": Kind("{item}：新增“{after}”。", _COMPARED, "hint"),
    "diff.removed": Kind("{item}：删去“{before}”。", _COMPARED, "hint"),
    "diff.renamed": Kind("{item}：原来叫“{before}”，改名为“{after}”。", _COMPARED, "hint"),
    "diff.moved": Kind("{item}：由“{before}”移到“{after}”。", _COMPARED, "hint"),
    "diff.reordered": Kind("{item}：由{before}换到{after}，内容没有因此改变。", "先后是有意调整的，就不用改。", "hint"),
    "diff.link": Kind(
        "{item}印出的没有变，写法由“{before}”改为“{after}”。",
        "引用 {{{{ }}}} 的以后随预算改变，写死的以后要自己改；看是不是有意这样改的。",
        "hint",
    ),
    "diff.follows": Kind("{item}随预算由“{before}”变为“{after}”。", _FOLLOWS, "hint"),
    "diff.result": Kind("{item}随之由“{before}”变为“{after}”。", _FOLLOWS, "hint"),
    "diff.document": Kind("{item}由“{before}”变为“{after}”。", _FOLLOWS, "hint"),
    "diff.new-document": Kind("{item}：调整后新产生的文档。", _FOLLOWS, "hint"),
    "diff.no-document": Kind("{item}：调整后不再产生的文档。", "不再用的旧文档，自己删去或存档。", "hint"),
    "diff.only-before": Kind("“{bureau}”只在调整前的文件夹里有。", "不是有意删去的，把数据文件补上。", "hint"),
    "diff.only-after": Kind(
        "“{bureau}”只在调整后的文件夹里有。", "是新增的单位，就不用改；不是的，检查文件名。", "hint"
    ),
    "diff.no-documents": Kind(
        "数据文件有错误，没有产生文档来比较，只比较了数据文件。", "改好错误，再比较一次，就有随之改变的内容。", "hint"
    ),
    "diff.no-table": Kind("数据文件有错误，没有写调整对照表。", "先改好数据文件里的错误，再运行一次。"),
    "diff.not-in-revision": Kind(
        "git 的版本“{revision}”里没有{what}。", "换一个版本（用 git log 查看），或检查文件是不是后来改了名、移了位置。"
    ),
}

KINDS: dict[str, Kind] = {
    **YAML,
    **DATA,
    **SELF,
    **SCORE,
    **RULES,
    **TEMPLATE,
    **LINT,
    **RENDER,
    **AGREEMENT,
    **CLUSTER,
    **OUTPUT,
    **PDF,
    **ACROSS,
    **DIFF,
}
