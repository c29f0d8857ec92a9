"""One thing that differs between two states of a data file, and how it is called."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from perfreport.money import Money
from perfreport.problem import Place, Problem, problem
from perfreport.yaml.slip import shortened

HEAD, TASKS, INDICATORS, GOALS, EVALUATION, DOCUMENTS = "单位信息", "任务预算", "指标", "目标", "自评", "随之改变"
SECTIONS = (TASKS, INDICATORS, GOALS, EVALUATION, HEAD, DOCUMENTS)
"""In the order in which they are told: what a change of the budget is about comes first."""

_PLACES = 2  # decimals of 万元 that are always shown
_AROUND = 10  # characters before and behind what differs in a long text


@dataclass(frozen=True, slots=True)
class Change:
    """What was changed: `steps` lead to it in the form's words, `before` and `after` are its whole texts.

    `amounts`: the same where it is money, None where there was none. `note` says in Chinese what is to be known
    besides. `id` is a kind of problem, so that programs read changes as they read problems.
    """

    id: str
    section: str
    steps: tuple[str, ...]
    place: Place
    before: str = ""
    after: str = ""
    amounts: tuple[Money | None, Money | None] = (None, None)
    note: str = ""

    @property
    def item(self) -> str:
        return " › ".join(shortened(step) for step in self.steps)

    @property
    def difference(self) -> Money | None:
        """How much more it is; None where it is no amount. What was not there before counts as nothing."""
        before, after = self.amounts
        if after is None:
            return None if before is None else -before
        return after if before is None else after - before

    def as_problem(self) -> Problem:
        before, after = around(self.before, self.after)
        words = {"before": before or "（空）", "after": after or "（空）", "difference": increase(self.difference)}
        return problem(self.id, self.place, item=self.item, **words)

    def as_dict(self) -> dict[str, str]:
        """For programs: what a problem has, and the texts before and after; amounts in 万元."""
        more = {} if self.difference is None else {"difference": signed(self.difference)}
        kept = {"section": self.section, "item": " › ".join(self.steps), "before": self.before, "after": self.after}
        return {**self.as_problem().as_dict(), **kept, **more, "note": self.note}


def wan_yuan(amount: Money | None) -> str:
    """The exact amount in 万元 with two decimals, or as many as it has."""
    if amount is None:
        return ""
    number = amount.to("万元").normalize()
    exponent = number.as_tuple().exponent
    places = max(_PLACES, -exponent if isinstance(exponent, int) else 0)
    return f"{number if number else Decimal(0):.{places}f}"


def signed(amount: Money) -> str:
    return f"+{wan_yuan(amount)}" if amount > 0 else wan_yuan(amount)


def increase(amount: Money | None) -> str:
    """增加 3.00, 减少 3.00 or 没有增减, in 万元."""
    if amount is None:
        return ""
    return f"{'增加' if amount > 0 else '减少'} {wan_yuan(abs(amount))}" if amount else "没有增减"


def around(before: str, after: str) -> tuple[str, str]:
    """Two texts for people: each on one line, and of long ones that are much alike only what differs with what
    stands beside it."""
    before, after = " ".join(before.split()), " ".join(after.split())
    shorter = min(len(before), len(after))
    if shorter <= 4 * _AROUND:
        return before, after
    start = next((at for at in range(shorter) if before[at] != after[at]), shorter)
    rest = shorter - start
    end = next((at for at in range(rest) if before[-1 - at] != after[-1 - at]), rest)
    first = start - _AROUND if start > _AROUND + 1 else 0
    last = end - _AROUND if end > _AROUND + 1 else 0
    return _cut(before, first, last), _cut(after, first, last)


def _cut(text: str, first: int, last: int) -> str:
    return "…" * bool(first) + text[first : len(text) - last] + "…" * bool(last)
