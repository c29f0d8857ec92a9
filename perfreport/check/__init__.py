"""What a careful reviewer would send back, said before it is handed in.

One module a category of the review, one function a rule; each module's `RULES` lists its own. docs/rules.md is
generated from them. A pack changes how serious a rule is, or leaves it out (规则.yaml, 审核).
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from perfreport.check import completeness, evaluation, feasibility, own_words, relevance, suitability, writing
from perfreport.check.review import Entry, Review
from perfreport.check.rule import Fault, Rule
from perfreport.check.rule import Path as DataPath
from perfreport.load import Places
from perfreport.problem import Problem, problem
from perfreport.rules import Rules, place_in_rules
from perfreport.target import Target
from perfreport.values import did_you_mean

RULES: tuple[Rule, ...] = (
    *completeness.RULES,
    *relevance.RULES,
    *suitability.RULES,
    *feasibility.RULES,
    *evaluation.RULES,
    *writing.RULES,
)
BY_ID = {rule.id: rule for rule in RULES}


def unknown_rules(pack: Path, rules: Rules) -> list[Problem]:
    """What the pack in folder `pack` says of rules that do not exist."""
    return [
        problem(
            "rules.no-such-rule", place_in_rules(pack, "审核", "级别", id), rule=id, suggestion=did_you_mean(id, BY_ID)
        )
        for id in rules.checking.levels
        if id not in BY_ID
    ]


_MOST_REMEMBERED = 3_000  # judgments of texts, and of indicators


class Reviewer:
    """Reviews reports by a pack's rules; one for all bureaus, for a text is judged once."""

    def __init__(self, rules: Rules) -> None:
        levels = {own_words.figure_in_words.id: rules.disagreement, **rules.checking.levels}
        active = [replace(rule, severity=levels.get(rule.id, rule.severity)) for rule in RULES]
        active = [rule for rule in active if rule.severity != "off"]
        self._by_text, self._by_indicator, self._by_report = (
            [rule for rule in active if rule.looks_at == what] for what in ("text", "indicator", "report")
        )
        self._of_text = lru_cache(_MOST_REMEMBERED)(self._judge_text)
        self._of_indicator = lru_cache(_MOST_REMEMBERED)(self._judge_indicator)
        self._rules = rules

    def __reduce__(self) -> tuple[type[Reviewer], tuple[Rules]]:
        """To another process it goes without its memory."""
        return Reviewer, (self._rules,)

    def review(self, review: Review, places: Places) -> list[Problem]:
        """All that is found, in the order of the data file; `places` as the data file was loaded with."""
        problems = [
            rule.problem(fault, places.quoting(fault.quote, *path)) for rule, fault, path in self._faults(review)
        ]
        return sorted(dict.fromkeys(problems), key=lambda each: each.place)

    def review_amounts(self, review: Review, places: Places) -> list[Problem]:
        """What rules find that look at each amount by itself, whether or not it adds up with others."""
        rules = [rule for rule in self._by_report if rule.id == evaluation.overspent.id]
        found = [(rule, fault) for rule in rules for fault in rule.find(review)]
        return [rule.problem(fault, places.quoting(fault.quote, *fault.path)) for rule, fault in found]

    def _faults(self, review: Review) -> list[tuple[Rule, Fault, DataPath]]:
        found: list[tuple[Rule, Fault, DataPath]] = []
        for text, path in review.texts:
            for rule, fault in self._of_text(text):
                found.append((rule, fault, path))
        for entry, path, *_ in review.rows:
            for rule, fault in self._of_indicator(entry.first, entry.second, entry.name, entry.target.text):
                found.append((rule, fault, (*path, *(fault.path or ("三级指标",)))))
        for rule in self._by_report:
            found += [(rule, fault, fault.path) for fault in rule.find(review)]
        return found

    def _judge_text(self, text: str) -> tuple[tuple[Rule, Fault], ...]:
        return tuple((rule, fault) for rule in self._by_text for fault in rule.find(text))

    def _judge_indicator(self, first: str, second: str, name: str, target: str) -> tuple[tuple[Rule, Fault], ...]:
        entry = Entry(first, second, name, Target.parse(target), self._rules)
        return tuple((rule, fault) for rule in self._by_indicator for fault in rule.find(entry))
