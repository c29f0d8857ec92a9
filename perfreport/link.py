"""Links in a data file's texts: `≤{{ 任务.老年补贴.总额 }}万元` prints a figure that stands elsewhere in it.

A link is a dotted name, and optionally one filter of the templates: `{{ 任务.老年补贴.总额|万元(位数=0) }}`.
Nothing else is understood, so that no file can run anything: links name amounts and the head of the form,
which hold no links themselves. Full-width braces, bars and brackets are read like the half-width ones, as in templates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from perfreport.money import UNITS, Money
from perfreport.phrase import FILTERS
from perfreport.values import Wrong, did_you_mean

_LINK = re.compile("[{｛]{2}(.*?)[}｝]{2}(?=(亿元|万元|元)?)", re.DOTALL)
_HALF_WIDTH = str.maketrans("｜（），．＝　", "|(),.= ")
_INSIDE = re.compile(r"\s*(\w+(?:\.\w+)*)\s*(?:\|\s*(\w+)\s*(?:\((.*)\))?\s*)?")
_ARGUMENT = re.compile(r"\s*(\w+)\s*=\s*([0-9]{1,2}|True|False)\s*")
_CONSTANTS = {"True": True, "False": False}


class _BadLink(Exception):
    def __init__(self, id: str, **words: str) -> None:
        self.wrong = Wrong(id, words)


class Incomplete(dict[str, Any]):
    """Names of which some could not be read, which has been told: a name that is not among them may be one of those."""


def holds_link(text: str) -> bool:
    """Whether there is something to follow, or a brace to complain about."""
    return "{" in text or "}" in text or "｛" in text or "｝" in text


def follow_links(text: str, names: Mapping[str, Any]) -> str | Wrong:
    """`text` with its links replaced by what they name.

    `names` nests: `{"任务": {"老年补贴": {"总额": …}}}`. A name with the value None is there, but wrong,
    which has been said already: such a link prints nothing.
    """
    try:
        followed = _LINK.sub(lambda link: _printed(link[0], link[1], link[2] or "", names), text)
    except _BadLink as error:
        return error.wrong
    if single := _single_braces(followed, names):
        return single
    if re.search("[{｛]{2}|[}｝]{2}", followed):
        return Wrong("data.bad-link", {"link": text, "why": "花括号没有成对"})
    return followed


def _single_braces(text: str, names: Iterable[str]) -> Wrong | None:
    """`{ 合计.总额 }`: what begins like a link, in one pair of braces."""
    found = re.search(rf"[{{｛]\s*((?:{'|'.join(names)})(?:\s*[.．|｜][^{{}}｛｝]*|\s*))[}}｝]", text)
    if not found:
        return None
    fixed = f"{{{{ {found[1].translate(_HALF_WIDTH).strip()} }}}}"
    return Wrong("data.link-braces", {"link": found[0], "fixed": fixed})


def _printed(link: str, inside: str, unit: str, names: Mapping[str, Any]) -> str:
    """What a link prints; `unit` is the unit of money that stands behind it, if one does."""
    found = _INSIDE.fullmatch(inside.translate(_HALF_WIDTH))
    if not found:
        raise _BadLink("data.bad-link", link=link, why="只能写一个名称，例如 任务.老年补贴.总额，后面可以加一个过滤器")
    value = _looked_up(link, found[1], names)
    if value is None:
        return ""
    _check_unit(link, value, found[1], found[2], unit)
    if not found[2]:
        return str(value)
    apply = _known(link, found[2], FILTERS)
    try:
        return str(apply(value, **_arguments(found[3] or "")))
    except TypeError:  # an argument the filter does not have
        raise _BadLink("data.bad-link", link=link, why=f"“{found[2]}”没有这样的参数") from None
    except ValueError as error:
        raise _BadLink("data.bad-link", link=link, why=str(error).rstrip("。")) from None


def _check_unit(link: str, value: Any, dotted: str, filter_: str | None, written: str) -> None:
    """An amount printed in one unit with another one written behind it would be wrong by a factor of 10000."""
    printed = filter_ if filter_ in UNITS else value.unit if isinstance(value, Money) and not filter_ else written
    if written and printed != written:
        fixed = f"{{{{ {dotted}|{written} }}}}"
        raise _BadLink("data.link-unit", link=link, printed=printed, written=written, fixed=fixed)


def _looked_up(link: str, dotted: str, names: Mapping[str, Any]) -> Any:
    value: Any = names
    for name in dotted.split("."):
        if not isinstance(value, Mapping):
            raise _BadLink("data.bad-link", link=link, why=f"“{name}”前面的已经是一个值，不能再加“.{name}”")
        value = None if isinstance(value, Incomplete) and name not in value else _known(link, name, value)
        if value is None:
            return None
    if isinstance(value, Mapping):
        raise _BadLink("data.bad-link", link=link, why=f"“{dotted}”不是一个值，后面再加“.”和{_listed(value)}")
    return value


def _known(link: str, name: str, names: Mapping[str, Any]) -> Any:
    if name not in names:
        suggestion = did_you_mean(name, names)
        raise _BadLink("data.unknown-name", link=link, name=name, suggestion=suggestion, allowed=_listed(names))
    return names[name]


def _arguments(text: str) -> dict[str, Any]:
    """`位数=0, 千分位=True` as keyword arguments."""
    arguments = {}
    for part in filter(str.strip, text.split(",")):
        found = _ARGUMENT.fullmatch(part)
        if not found:
            raise ValueError(f"过滤器的“{part.strip()}”读不懂，写成 位数=0 这样的形式")
        arguments[found[1]] = _CONSTANTS.get(found[2], int(found[2]) if found[2].isdigit() else None)
    return arguments


def _listed(names: Iterable[str]) -> str:
    return "、".join(names) or "（没有；先给任务写上“编号”）"
