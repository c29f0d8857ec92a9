"""The tags both formats share: what a tag is, where it stands, and whether a row of tags makes sense.

A template is ordinary text with Jinja tags in it. Every fault a tag can have is found here, each with its place,
before Jinja compiles the whole; what the places look like is the business of `word` and `excel`.
"""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from jinja2 import Environment, TemplateSyntaxError, nodes

from ..problem import Place, Problem, problem
from ..values import did_you_mean

_REST = ".{0,2000}?"  # longer ones nobody writes; a stranger's file may open thousands and close none
TAG = re.compile(rf"\{{\{{{_REST}\}}\}}|\{{%{_REST}%\}}|\{{#{_REST}#\}}", re.DOTALL)
OPENING = re.compile(r"[{｛][{%#｛％]")
_CLOSING = re.compile("[}｝%％][}｝]")
MAX_DEPTH = 16  # blocks in blocks: Python, which Jinja compiles to, nests 20
MAX_PLAIN = 100  # a tag up to this length cannot be too deep for the compiler
# filters of the dialect: {{ …|合并 }}, {{ …|空 }}, {{ 名称|链接(网址) }}, {{ 照片|图片(高=3) }}, {{ 职能|正文 }}
MERGE, OPTIONAL, LINK, PICTURE, PROSE = "合并", "空", "链接", "图片", "正文"
CHART = "__chart__"  # in a source: the filter that writes a chart of Word

_INSIDE = re.compile(r"\{[{%#](?:(?P<scope>sheet|tr|tc|p|r)(?=\s))?-?(?P<body>.*?)-?[}%#]\}", re.DOTALL)
_MERGED = re.compile(r"\s*\|\s*合并\s*$")
_IS_PROSE = re.compile(rf"\|\s*{PROSE}\s*(?:\|\s*{MERGE}\s*)?$")
NAME = r"[^\W\d]\w*"
_LOOP = re.compile(rf"for\s+((?:{NAME}|[\s,()])+?)\s+in\s+(.+)", re.DOTALL)
LITERAL = re.compile(r"\"[^\"]*\"|'[^']*'")
_TYPED = re.compile("[{｛](?:[{｛].*?[}｝][}｝]|[%％].*?[%％][}｝]|#.*?#[}｝])", re.DOTALL)
_HALF_WIDTH = str.maketrans("｛｝％“”‘’｜（），．＝＞＜　［］：＋", "{}%\"\"''|(),.=>< []:+")

_GRAMMAR = Environment()  # Jinja's own: only for reading tags
_MESSAGES = {
    r"^(?:[Ee]xpected an expression|unexpected end of template|Unexpected end of template)": "少了名字或值",
    r"expected token '(.*)', got '(.*)'": "这里应是{0}，写的却是{1}",
    r"unexpected char '(.*)' at": "有不能用的字符{0}",
    r"unexpected '(.*)'": "{0}是多余的",
    r"special loop variable": "“loop”是循环自己的名字，换一个",
}
_TOKENS = dict.fromkeys(("end of print statement", "end of statement block"), "标签的结尾") | {"name": "名字"}

CLOSES = {"endfor": "for", "endif": "if", "endset": "set", "endwith": "with"}
MIDDLE = {"else": ("for", "if"), "elif": ("if",)}
STATEMENTS = {"for", "if", "set", "with", *CLOSES, *MIDDLE}
WORD_CELL = {"vm", "hm", "colspan", "cellbg"}  # docxtpl's own marks for a table cell


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag of a template: its text with half-width delimiters, its place, and the container its block lives in.

    `scope` is tr, tc, p, r, sheet or nothing; `parent` says which rows, cells or paragraphs a block may span:
    a block's first and last tag must agree in it.
    """

    text: str
    place: Place
    parent: object = field(default=None, compare=False)

    @property
    def kind(self) -> str:
        return self.text[1]

    @property
    def scope(self) -> str:
        match = _INSIDE.fullmatch(self.text)
        return (match and match["scope"]) or ""

    @property
    def body(self) -> str:
        """What stands between the delimiters, without scope and whitespace control."""
        match = _INSIDE.fullmatch(self.text)
        return match["body"].strip() if match else ""

    @property
    def keyword(self) -> str:
        words = self.body.split(None, 1)
        return words[0] if self.kind == "%" and words else ""

    @property
    def opens(self) -> bool:
        return self.keyword in ("for", "if", "with") or (self.keyword == "set" and "=" not in self.body)

    @property
    def over(self) -> str:
        """The list that `for … in …` runs over; "" for other tags. The same list is written the same way."""
        found = _LOOP.fullmatch(self.body)
        if not found:
            return ""
        names = re.compile(rf"\b(?:{'|'.join(re.findall(NAME, found[1]))})\b")
        return names.sub("·", " ".join(found[2].split()))

    @property
    def merges(self) -> bool:
        """Whether this is `{{ …|合并 }}`."""
        return self.kind == "{" and bool(_MERGED.search(self.body))

    @property
    def is_prose(self) -> bool:
        """Whether this is `{{ …|正文 }}`, which fills paragraphs of its own where it stands alone."""
        return self.kind == "{" and not self.scope and bool(_IS_PROSE.search(self.body))

    @property
    def counts(self) -> bool:
        """Whether this is `{{ loop.index }}` or the like: a short number."""
        return self.kind == "{" and self.body.startswith("loop.")

    @property
    def snippet(self) -> str:
        """Jinja source that holds this tag alone, complete; empty where there is nothing to parse."""
        if self.kind == "#":
            return ""
        if self.kind == "{":
            return f"{{{{ {self.body} }}}}"
        if self.keyword in ("colspan", "cellbg"):
            return f"{{{{ {self.body[len(self.keyword) :]} }}}}"
        if self.keyword in ("vm", "hm") or self.keyword in CLOSES:
            return ""
        if self.keyword in MIDDLE:
            return f"{{% if 1 %}}{{% {self.body} %}}{{% endif %}}"
        return f"{{% {self.body} %}}" + (f"{{% end{self.keyword} %}}" if self.opens else "")


def half_width(text: str) -> str:
    """`text` with tag delimiters typed full-width (｛｛ ｝｝ ｛％ ％｝) made half-width, and what stands in tags too.

    Same length, character by character, so that positions in the text stay what they were. Text in quotation marks
    inside a tag is left alone; “” count as quotation marks where the tag has no straight ones (Word's autocorrect).
    """
    if "{" not in text and "｛" not in text:
        return text
    return _TYPED.sub(lambda found: _half_width_tag(found[0]), text)


def _half_width_tag(tag: str) -> str:
    tag = tag[:2].translate(_HALF_WIDTH) + tag[2:-2] + tag[-2:].translate(_HALF_WIDTH)
    if '"' not in tag and "'" not in tag:
        tag = re.sub("[“”]", '"', re.sub("[‘’]", "'", tag))
    parts, start = [], 0
    for literal in LITERAL.finditer(tag):
        parts += [tag[start : literal.start()].translate(_HALF_WIDTH), literal[0]]
        start = literal.end()
    return "".join([*parts, tag[start:].translate(_HALF_WIDTH)])


def without_merge(tag: Tag) -> str:
    """The tag's body without its last filter, 合并."""
    return _MERGED.sub("", tag.body)


def check(tags: Sequence[Tag], environment: Environment, word: bool, filters: bool = False) -> list[Problem]:
    """Every fault of `tags`, which stand in the order of one part: grammar of each, then blocks that do not close.

    `filters`: those that do not exist are told, too.
    """
    faults = {tag: list(_check_one(tag, environment, word)) for tag in tags}
    found = [fault for of_tag in faults.values() for fault in of_tag]
    if filters:
        found += check_filters([tag for tag, of_tag in faults.items() if not of_tag], environment)
    if any(tag.kind == "%" and of_tag for tag, of_tag in faults.items()):
        return found  # which blocks are open cannot be told
    return found + check_blocks(tags)


def _check_one(tag: Tag, environment: Environment, word: bool) -> Iterable[Problem]:
    if tag.kind == "%" and tag.keyword not in (STATEMENTS | WORD_CELL if word else STATEMENTS):
        near = difflib.get_close_matches(tag.keyword, STATEMENTS, 1)
        yield problem(
            "template.unknown-tag",
            tag.place,
            tag=tag.text,
            keyword=tag.keyword,
            advice=f"是不是“{near[0]}”？" if near else "可用的有 for、if、elif、else、set、with 和它们的 end…。",
        )
    elif tag.kind == "{" and tag.scope:
        yield problem("template.scoped-print", tag.place, tag=tag.text, scope=tag.scope)
    elif (tag.keyword in CLOSES or tag.keyword == "else") and tag.body != tag.keyword:
        yield problem("template.syntax", tag.place, tag=tag.text, why=f"{tag.keyword} 后面不能再写别的")
    else:
        yield from _check_syntax(tag, environment)


def _check_syntax(tag: Tag, environment: Environment) -> Iterable[Problem]:
    try:
        tree = _parsed(tag.snippet)
        if len(tag.body) > MAX_PLAIN:
            environment.compile(tag.snippet)
    except TemplateSyntaxError as error:
        yield problem("template.syntax", tag.place, tag=tag.text, why=in_words(error.message or ""))
        return
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        yield problem("template.syntax", tag.place, tag=f"{tag.text[:40]}…", why="太长或太复杂")
        return
    if any(const.value == math.inf for const in tree.find_all(nodes.Const)):
        yield problem("template.syntax", tag.place, tag=tag.text, why="数太大")
    for merge in tree.find_all(nodes.Filter):
        if merge.name == MERGE and not tag.merges:
            yield problem("template.merge-last", tag.place, tag=tag.text)


@lru_cache(maxsize=1024)
def _parsed(snippet: str) -> nodes.Template:
    """What a tag says, by Jinja's own grammar; the same tag stands in many places."""
    return _GRAMMAR.parse(snippet)


def in_words(message: str) -> str:
    """Jinja's message about a tag in the reader's language."""
    for pattern, words in _MESSAGES.items():
        found = re.search(pattern, message)
        if found:
            return words.format(*(_TOKENS.get(token, f"“{token}”") for token in found.groups()))
    return message


def check_filters(tags: Iterable[Tag], environment: Environment) -> list[Problem]:
    """Filters and tests that do not exist. Apart from `check`, because filters may be added to an open template."""
    found = []
    for tag in tags:
        for node in _parsed(tag.snippet).find_all((nodes.Filter, nodes.Test)):
            known = environment.filters if isinstance(node, nodes.Filter) else environment.tests
            if node.name not in known:
                near = did_you_mean(node.name, [MERGE, *(name for name in known if not name.startswith("_"))])
                advice = f"{near}可用的过滤器见 docs/filters.md。"
                found.append(problem("template.unknown-filter", tag.place, tag=tag.text, name=node.name, advice=advice))
    return found


def check_blocks(tags: Iterable[Tag]) -> list[Problem]:
    """Blocks that are not closed, closed twice, closed by the wrong word or in another row, cell or place."""
    found: list[Problem] = []
    open_tags: list[Tag] = []
    for tag in tags:
        if tag.opens:
            open_tags.append(tag)
            if len(open_tags) == MAX_DEPTH:
                found.append(problem("template.too-deep", tag.place, tag=tag.text, depth=MAX_DEPTH))
        elif tag.keyword in ("vm", "hm"):
            if not any(opener.keyword == "for" for opener in open_tags):
                found.append(problem("template.no-loop", tag.place, tag=tag.text))
        elif tag.keyword in MIDDLE or tag.keyword in CLOSES:
            found += [_unclosed(opener) for opener in _left_open(open_tags, tag)]
            wanted = MIDDLE.get(tag.keyword) or (CLOSES[tag.keyword],)
            if not open_tags or open_tags[-1].keyword not in wanted:
                found.append(_stray(tag, open_tags))
                continue
            opener = open_tags.pop() if tag.keyword in CLOSES else open_tags[-1]
            if (opener.scope, opener.parent) != (tag.scope, tag.parent):
                found.append(problem("template.crossed", tag.place, tag=tag.text, opener=opener.text, at=opener.place))
    return found + [_unclosed(opener) for opener in open_tags]


def _left_open(open_tags: list[Tag], tag: Tag) -> list[Tag]:
    """Taken from the end of `open_tags`: those within the block that `tag` belongs to, a block elsewhere, such as rows
    in a sheet."""
    alike = [(opener.scope, opener.parent) == (tag.scope, tag.parent) for opener in open_tags]
    inner = alike[::-1].index(True) if any(alike) else 0
    return [open_tags.pop() for _ in range(inner)][::-1]


def _unclosed(tag: Tag) -> Problem:
    return problem("template.unclosed", tag.place, tag=tag.text, closer=f"{{%{tag.scope} end{tag.keyword} %}}")


def _stray(tag: Tag, open_tags: list[Tag]) -> Problem:
    before = f"前面开着的是 {open_tags[-1].text}（{open_tags[-1].place}）" if open_tags else "前面没有开着的块"
    return problem("template.stray", tag.place, tag=tag.text, before=before)


def stray_openings(text: str, place: Place) -> list[Problem]:
    """A `{{`, `{%` or `{#` in `text` that never ends (the tag may run on into the next paragraph or cell), and a
    `}}` or `%}` that nothing opens."""
    rest = TAG.sub("\n", text)
    opening, closing = OPENING.search(rest), _CLOSING.search(rest)
    found = []
    if opening:
        found.append(problem("template.half-tag", place, text=rest[opening.start() :][:40].split("\n")[0]))
    elif closing:
        found.append(problem("template.no-opening", place, text=rest[: closing.end()][-40:].split("\n")[-1]))
    return found
