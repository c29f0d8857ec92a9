"""The generated pages of the docs: filters.md from the filters' docstrings, problems.md from `KINDS`, rules.md from the
rules of the review, and the examples in templates-excel.md.

`python docs/generate.py` writes them; with `--check` it says which are stale, and exits 1 if any is.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from string import Formatter

from examples import page as examples_of

from perfreport.check import RULES
from perfreport.check.own_words import figure_in_words
from perfreport.check.rule import CATEGORIES, Rule
from perfreport.kinds import KINDS
from perfreport.money import Money
from perfreport.phrase import FILTERS

DOCS = Path(__file__).parent

SAMPLE = {
    "金额": Money(Decimal(12), "万元"),
    "尾数": Money(Decimal(50), "元"),
    "差旅费": Money(Decimal("1680.32"), "元"),
    "收入": Money(Decimal("1.8236"), "亿元"),
    "上年支出": Money(Decimal("11.60"), "万元"),
    "指标": {"三级指标": "发放70周岁以上老年人特殊生活补贴", "指标值": "≥110人"},
    "完成": {"三级指标": "发放70周岁以上老年人特殊生活补贴", "指标值": "≥110人", "实际完成值": "112人"},
    "发放人数": {"三级指标": "农村低保金发放人数", "指标值": "≥4人", "实际完成值": "4人"},
    "入户次数": {"三级指标": "入户走访次数", "指标值": "≥2次", "实际完成值": "2次"},
    "满意度": {"三级指标": "群众满意度", "指标值": "≥95%", "实际完成值": "98%"},
    "符合率": {"三级指标": "农村低保金发放政策符合率", "指标值": "=100%", "实际完成值": "100%"},
    "救助率": {"三级指标": "符合条件人员救助率", "指标值": "=100%", "实际完成值": "100%"},
    "知晓率": {"三级指标": "政策知晓率", "指标值": "≥90%", "实际完成值": "92%"},
    "补贴费": {"三级指标": "补贴费", "指标值": "≤12万元", "实际完成值": "11.7万元"},
    "走访费": {"三级指标": "走访费", "指标值": "≤4万元", "实际完成值": "3.9万元"},
    "成本": {"三级指标": "区划地名工作成本", "指标值": "≤8万元", "实际完成值": "7.70万元"},
    "水平": {
        "三级指标": "有效提高补助对象生活水平",
        "指标值": "有效提高",
        "实际完成值": "有效提高",
        "达成情况": "达成",
    },
}
"""The names that the filters' examples use."""

GROUPS = {
    "yaml": "数据文件的写法",
    "data": "数据文件的内容",
    "self": "数据文件的自评部分",
    "score": "自评的分值和得分",
    "rules": "模板包的规则",
    "template": "模板",
    "lint": "检查模板",
    "render": "按模板产生文件",
    "agreement": "各文档的数与数据核对",
    "cluster": "多台机器一起做",
    "output": "写出文件",
    "pdf": "转换成 PDF",
    "across": "各单位之间（perfreport check --across）",
    "diff": "调整前后的对照",
}
"""What the first word of a problem's id stands for."""

SEVERITIES = {"error": "错误", "hint": "提示"}
BY_DISAGREEMENT = "照“核对不一致”"  # what a pack says there, of figures in documents and in the words of the data

FILTERS_HEAD = """\
# 过滤器

写在模板标签里、竖线后面的词，把数据变成要印的字，如 `{{ 任务.总额|万元 }}`。可以接着写：`{{ 值|甲|乙 }}`。
给错了值不会印出错字，而是报告一个带位置的问题。

下面的例子里，金额是 12 万元，尾数是 50 元，差旅费是 1680.32 元，收入是 1.8236 亿元，上年支出是 11.60 万元；
备注没有填；照片是程序给的图片；指标是“发放70周岁以上老年人特殊生活补贴 ≥110人”，完成是同一指标，实际完成值 112人；
满意度是“群众满意度 ≥95%”，实际完成值 98%；符合率是“农村低保金发放政策符合率 =100%”，实际完成值 100%；
成本是“区划地名工作成本 ≤8万元”，实际完成值 7.70万元；水平是“有效提高补助对象生活水平 有效提高”，达成情况为达成。
"""

OF_THE_ENGINE = """\
## 合并

写法：`{{ 值|合并 }}`

行循环里与上一格说的一样，就并成一格；左边的列断开的地方，右边的列跟着断开。列循环里、不在行循环里的格，与左边一格说的一样就合并。
Word 和 Excel 都一样。印出的是什么值，照前面的写法，如 `{{ 任务.总额|万元|合并 }}`。

```excel
{%tr for 组 in ["产出指标", "产出指标", "效益指标"] %}
{{ 组|合并 }}
{%tr endfor %}
→ A1:A2 产出指标
→ A3 效益指标
```

## 链接

写法：`{{ 值|链接(网址) }}`

Excel：单元格印出前面的值，点一下打开网址；没有网址就只印值。网址以 `http://`、`https://`、`mailto:` 开头，
或是 `#工作表!A1` 这样本文件里的位置；可以没有网址的，写 `链接(网址|空)`。Word 里只印值。

```excel
{{ 指标.三级指标|链接("https://www.example.com/") }}
→ A1 发放70周岁以上老年人特殊生活补贴，链接到 https://www.example.com/
```

```excel
{{ 指标.三级指标|链接(备注|空) }}
→ A1 发放70周岁以上老年人特殊生活补贴
```

## 图片

写法：`{{ 值|图片(高=None, 宽=None) }}`

Excel：程序给的图片印成多高、多宽，单位是厘米，可以只写一个，比例不变；两个都写，不超出其中任何一个。不写“图片”的，铺满单元格。
标签要独占一格。行高不够时加高，由人定好的行不动；比列宽的，缩到列宽。Word 里不能用，图片直接插在模板里。
例子里的照片宽是高的一倍半。

```excel
{{ 照片|图片(高=2) }}
→ A1 图片，高 2 厘米，宽 3 厘米
```

```excel
{{ 照片|图片(高=2, 宽=1.5) }}
→ A1 图片，高 1 厘米，宽 1.5 厘米
```

## 正文

写法：`{{ 值|正文 }}`

Word：标签独占一段时，一篇长文字成为一段段的正文、列表和表格，样子照标签这一段；能用的记号见
[templates.md](templates.md#数据里的长文字markdown)。与别的文字写在一起，或在 Excel 里，印成普通文字，一段一行。

```word
{{ "按月发放补贴。\\n1. 核对名单\\n2. 发放"|正文 }}
→ 按月发放补贴。
→ 1.核对名单
→ 2.发放
```
"""
"""The filters that say where a value goes and not how it is worded: they belong to the engine. A test makes a document
of each example: what stands in the cells, or the paragraphs."""

PROBLEMS_HEAD = """\
# 问题一览

程序报告的每一种问题。“错误”必须改好，相关的单位才会出文件；“提示”只是提醒；级别写着照“核对不一致”的，
是错误还是提示由规则.yaml 的“核对不一致”定。方括号里的编号印在每个问题的末尾。
"""


RULES_HEAD = """\
# 审核规则

`perfreport check` 像审核的人那样看数据文件，说出会被退回的地方；产生文档前也会看一遍。
“错误”必须改好才出文件，“提示”只是提醒。一条规则是错误、提示还是不查，由模板包的规则.yaml 决定
（级别写着照“核对不一致”的，没有另外写，就由“核对不一致”定），例如：

```yaml
审核:
  级别:
    completeness.empty-group: 错误
    writing.gb2312: 不查
```

确定不改的提示，用 `perfreport check 数据文件 --only 编号 --accept 理由` 记下来，文字没有改就不再提示；
错误要改好，不能接受。
机器不能判断的，用 `--questions` 列出来请人看。
各单位的文件放在一起比（`--across`），会说什么见 [problems.md](problems.md)，在“各单位之间”一节。

每条规则下面，先是会提示的例子，再是不会提示的例子，都是数据文件里的几行。
"""


def filters_page() -> str:
    """docs/filters.md as it should be; ValueError for a filter without text or example."""
    sections = (_filter_section(name, function) for name, function in FILTERS.items())
    return "\n".join([FILTERS_HEAD, *sections, OF_THE_ENGINE])


def _filter_section(name: str, function: Callable[..., object]) -> str:
    text, shown = explained(function), examples(function)
    if not text or not shown:
        raise ValueError(f"过滤器“{name}”缺少说明或例子：请写在 {function.__name__} 的 docstring 里")
    parameters = list(inspect.signature(function).parameters.values())[1:]
    options = f"({', '.join(map(_option, parameters))})" if parameters else ""
    lines = "\n".join(f"{template} → {result}" for template, result in shown)
    return f"## {name}\n\n写法：`{{{{ 值|{name}{options} }}}}`\n\n{text}\n\n```text\n{lines}\n```\n"


def _option(parameter: inspect.Parameter) -> str:
    if parameter.default is parameter.empty:
        return parameter.name
    default = f'"{parameter.default}"' if isinstance(parameter.default, str) else parameter.default
    return f"{parameter.name}={default}"


def explained(function: Callable[..., object]) -> str:
    """What a filter's docstring says before its examples."""
    lines = (inspect.getdoc(function) or "").splitlines()
    return "\n".join(line for line in lines if not _is_example(line)).strip()


def examples(function: Callable[..., object]) -> list[tuple[str, str]]:
    """The examples in a filter's docstring: one-line templates and what each of them prints."""
    lines = (inspect.getdoc(function) or "").splitlines()
    pairs = [line.split("→", 1) for line in lines if _is_example(line)]
    return [(template.strip(), result.strip()) for template, result in pairs]


def _is_example(line: str) -> bool:
    return "{{" in line and "→" in line


def problems_page() -> str:
    """docs/problems.md as it should be; ValueError for a group of ids that `GROUPS` does not explain."""
    unexplained = {_group(id) for id in KINDS} - set(GROUPS)
    if unexplained:
        raise ValueError(f"请在 docs/generate.py 的 GROUPS 里说明这些问题的分组：{sorted(unexplained)}")
    return "\n".join([PROBLEMS_HEAD, *filter(None, map(_problems_section, GROUPS))])


def _problems_section(group: str) -> str:
    rows = [_problem_row(id) for id in KINDS if _group(id) == group]
    head = f"## {GROUPS[group]}\n\n| 编号 | 级别 | 说什么 | 怎么办 |\n| --- | --- | --- | --- |"
    return "\n".join([head, *rows, ""]) if rows else ""


def rules_page() -> str:
    """docs/rules.md as it should be; ValueError for a rule that lacks a word, an example or a source."""
    pieces = [RULES_HEAD]
    for category in CATEGORIES.values():
        pieces.append(f"## {category}\n")
        pieces += [_rule_section(rule) for rule in RULES if rule.category == category]
    return "\n".join(pieces)


def _rule_section(rule: Rule) -> str:
    missing = [name for name in ("title", "sentence", "remedy", "source", "wrong", "right") if not getattr(rule, name)]
    if missing or rule.severity not in SEVERITIES:
        raise ValueError(f"规则“{rule.id}”缺少说明：{missing or rule.severity}")
    said = f"说什么：{_plain(rule.sentence)}\n\n怎么办：{_plain(rule.remedy)}\n\n依据：{rule.source}"
    shown = f"```yaml\n# 会提示\n{rule.wrong.strip()}\n\n# 不会提示\n{rule.right.strip()}\n```"
    return f"### {rule.title}\n\n`{rule.id}` · {_level(rule.id, rule.severity)}\n\n{said}\n\n{shown}\n"


def _group(id: str) -> str:
    return id.split(".")[0]


def _problem_row(id: str) -> str:
    kind = KINDS[id]
    return f"| `{id}` | {_level(id, kind.severity)} | {_cell(kind.sentence)} | {_cell(kind.next_step)} |"


def _level(id: str, severity: str) -> str:
    return BY_DISAGREEMENT if id == figure_in_words.id or _group(id) == "agreement" else SEVERITIES[severity]


def _cell(sentence: str) -> str:
    """A sentence in a table of Markdown."""
    return _plain(sentence).replace("|", r"\|")


def _plain(sentence: str) -> str:
    """A sentence for Markdown, `…` where the printed problem quotes something."""
    pieces = Formatter().parse(sentence)
    words = "".join(literal + ("…" if name is not None else "") for literal, name, _, _ in pieces)
    return words.replace("<", "&lt;")


def excel_page() -> str:
    """docs/templates-excel.md with its examples as they should be."""
    return examples_of(_written(DOCS / "templates-excel.md"))


PAGES: dict[str, Callable[[], str]] = {
    "filters.md": filters_page,
    "problems.md": problems_page,
    "rules.md": rules_page,
    "templates-excel.md": excel_page,
}


def stale() -> list[str]:
    """The pages whose file is not what it should be."""
    return [name for name, page in PAGES.items() if _written(DOCS / name) != page()]


def _written(file: Path) -> str:
    return file.read_text("utf-8") if file.exists() else ""


def main(arguments: list[str]) -> int:
    if arguments == ["--check"]:
        names = stale()
        for name in names:
            print(f"docs/{name} 过时了：请运行 make docs", file=sys.stderr)
        return 1 if names else 0
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
