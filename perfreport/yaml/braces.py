"""Several entries on one line, `- {三级指标: 甲, 指标值: ≥3}`, read however a clerk punctuated them.

Chinese braces, colons and commas, a missing blank or no braces at all: the line is written anew as YAML wants it.
Where text and entries cannot be told apart by the signs, the words of the form do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from perfreport.form import form_fields
from perfreport.model import Indicator, Sums, Task
from perfreport.selfevaluation import Expense, Outcome, Spending
from perfreport.yaml.quotes import WELL_QUOTED, in_quotes, needs_quotes_in_braces, unmasked

_RECORDS = Task, Indicator, Sums, Outcome, Spending, Expense  # those that clerks write on one line
FORM_WORDS = tuple(dict.fromkeys(field.word for record in _RECORDS for field in form_fields(record)))
LIST_SIGN = r"[－—–―‐−•·●○◆■▪]+[ 　\xa0]*|-[　\xa0]+|-(?=[^\s-])"  # what is typed where "- " is meant

_WORD = f"(?:{'|'.join(FORM_WORDS)})"
_KEY = r"[^\s:：,，;；、{}｛｝\"'“”]{1,20}"
_TO_BRACE = r": +(?=[{｛])|：[ 　]*(?=[{｛](?![{｛]))"  # between a key and its entries in braces
_HEAD = re.compile(rf"(\s*)((?:- +)*)({LIST_SIGN})?(?:([^\s:：{{｛]+)({_TO_BRACE}))?([{{｛](?![{{｛])\s*)?")
_END = re.compile(r"\s*[}｝]\s*[,，;；。、]?\s*")
_ENTRY = re.compile(rf"(^|,\s*|[，;；、]\s*(?={_WORD}\s*[:：])|\s+(?={_WORD}\s*[:：]))({_KEY})(\s*[:：][\s　]*)")
_SEPARATORS = {"，": "，", "；": "；", "、": "、", ";": "两项之间用了分号"}
_GLUED = re.compile(rf"[{{,]\s*{_KEY}(?:：|:(?! |$))")


class Rewritten(NamedTuple):
    """A line as it should be. `column`: the first fault; `edits`: see `slip.Slip`."""

    line: str
    column: int
    edits: tuple[tuple[int, int], ...]
    why: str

    @property
    def fixed(self) -> str:
        return self.line.partition(" #")[0].strip()


class _Line:
    """A line written piece by piece: where it grows or shrinks, and which of its pieces were wrong."""

    def __init__(self) -> None:
        self.text = ""
        self.edits: list[tuple[int, int]] = []
        self.faults: list[tuple[int, str]] = []
        self._typed = 0

    def put(self, right: str, typed: str, fault: str = "") -> None:
        if fault:
            self.faults.append((self._typed + len(typed) - len(typed.lstrip()), fault))
        self.text += right
        self._typed += len(typed)
        if grown := len(right) - len(typed):
            self.edits.append((len(self.text) - max(grown, 0), grown))


def glued(line: str) -> bool:
    """Whether YAML would read a name and its value in braces as one: `{三级指标：甲}`, `{三级指标:甲}`."""
    return _GLUED.search(line) is not None and _GLUED.search(_without_quoted(line)) is not None


def rewritten(line: str) -> Rewritten | None:
    """The line with its entries in braces, its punctuation put right; None when there is nothing to put right."""
    comment = line.find(" #")
    body = line if comment < 0 else line[:comment]
    head = _HEAD.match(body)
    if not head or not (head[6] or head[2] or head[3]):
        return None
    inside, end = _without_end(body[head.end() :], bool(head[6]))
    found = list(_ENTRY.finditer(_without_quoted(inside)))
    whole = head[6] and end.strip()  # else it takes two entries to tell that braces were meant
    if not found or found[0].start() or not (whole or (len(found) > 1 and (head[6] or _are_entries(found)))):
        return None
    new = _Line()
    _put_head(new, head)
    _put_entries(new, inside, found)
    new.put("}", end, "末尾不该再有标点" if re.search(r"[,，;；。、]", end) else "｝" * ("｝" in end))
    if not new.faults:
        return None
    return Rewritten(new.text + line[len(body) :], new.faults[0][0], tuple(new.edits), _told(new.faults))


def _without_quoted(text: str) -> str:
    """The text with what stands in quotes blotted out."""
    return WELL_QUOTED.sub(lambda quoted: "_" * len(quoted[0]), text)


def _without_end(text: str, braces: bool) -> tuple[str, str]:
    """What stands in the braces, and the closing brace with all that follows it."""
    ends = list(_END.finditer(text)) if braces else []
    missing = sum(map(text.count, "{｛")) - sum(map(text.count, "}｝")) >= 0
    if not ends or missing or ends[-1].end() != len(text):
        return text.rstrip(), text[len(text.rstrip()) :]
    return text[: ends[-1].start()], ends[-1][0]


def _are_entries(found: Sequence[re.Match[str]]) -> bool:
    """Without braces only the words of the form tell entries from a text with a colon in it."""
    return all(entry[2] in FORM_WORDS for entry in found)


def _put_head(new: _Line, head: re.Match[str]) -> None:
    indent, dashes, sign, key, colon, brace = (part or "" for part in head.groups())
    new.put(indent + dashes, indent + dashes)
    new.put("- " * bool(sign), sign, sign and f"列表的记号应是英文减号加空格，不是“{sign.strip()}”")
    new.put(key, key)
    new.put(": " if "：" in colon else colon, colon, "：" * ("：" in colon))
    if brace:
        new.put("{", brace, "｛" * ("｛" in brace))
    else:
        new.put("{", "", "一行里有几项“名称: 值”，却没有花括号")


def _put_entries(new: _Line, inside: str, found: Sequence[re.Match[str]]) -> None:
    ends = [entry.start() for entry in found[1:]] + [len(inside)]
    for number, (entry, end) in enumerate(zip(found, ends, strict=True)):
        comma, key, colon = entry.groups()
        if number:
            new.put(", ", comma, "" if comma[0] == "," else _SEPARATORS.get(comma[0], "两项之间没有逗号"))
        value = unmasked(inside[entry.end() : end]).rstrip()
        new.put(key, key)
        new.put(": " if value else ":", colon, _wrong_colon(colon, value))
        quoted = needs_quotes_in_braces(value) and not WELL_QUOTED.fullmatch(value)
        if quoted:
            new.put('"', "")
        new.put(in_quotes(value)[1:] if quoted else value, inside[entry.end() : end])


def _wrong_colon(colon: str, value: str) -> str:
    if "：" in colon:
        return "："
    blank = colon.lstrip().lstrip(":")[:1]
    return "" if blank == " " or not value else "冒号后面没有空格" if not blank else "冒号后面不是普通的空格"


def _told(faults: Sequence[tuple[int, str]]) -> str:
    """The Chinese signs together, then all else, each said once."""
    said = list(dict.fromkeys(fault for _, fault in faults))
    signs = "".join(f"“{fault}”" for fault in said if len(fault) == 1)
    return "，".join([f"用了中文的{signs}"] * bool(signs) + [fault for fault in said if len(fault) > 1])
