"""Makes the lists of perfreport/check/words anew: words with a character exchanged, phrases with one left out.

    python -m venv V && V/bin/pip install jieba pypinyin && V/bin/python benchmarks/slips.py

From the dictionary of jieba (MIT) with its frequencies, the readings of pypinyin (MIT), and the lists in
benchmarks/words, which are our own: words and phrases of official writing, abbreviations that no dictionary has,
groups of characters that look alike. A slip stays in the list where it is no word, and hardly comes about by chance:
by two words of one character side by side, or, its neighbours not looked at, by the end of one word and the beginning
of another. How often that would be is reckoned for a text as long as the dictionary's count of words, 60 million.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import jieba
from pypinyin import Style, lazy_pinyin

OWN = Path(__file__).parent / "words"
MADE = Path(__file__).parent.parent / "perfreport" / "check" / "words"
NUMERALS = frozenset("一二三四五六七八九十百千万亿零两几每各某第")
ENDS_ABBREVIATIONS = frozenset("检保管教防控治费工农文卫医奖社村校义")
"""Characters that end abbreviations nobody can list (渔政, 奖补): a phrase that begins with one is a clause's first."""


LEADING = "对在为以由从向按将与及到于给把被未已或其并也都又所有是用至因就还均应须需能不无据该此"
"""Characters that lead other words, at the least: they may stand behind themselves (面对|对外), but not in front."""


LOOKS = 2
CHANCE, IN_COMPANY = ((0.1, 10), (1, 100), (1, 100)), (20, 400)
"""How often a slip may come about by chance in a text of 60 million words: by two characters side by side, or by the
ends of two words; of those that sound alike but for the tone, that sound the same, that look alike."""


STANDS_ALONE = frozenset("的于再因及按等至完愿")
"""Characters that stand beside any word."""


def own(name: str) -> list[str]:
    return (OWN / f"{name}.txt").read_text("utf-8").split()


class Dictionary:
    """How often words stand in texts, and characters at their ends."""

    def __init__(self) -> None:
        self.words: dict[str, int] = {}
        self.sorts: dict[str, str] = {}
        for line in (Path(jieba.__file__).parent / "dict.txt").read_text("utf-8").splitlines():
            word, count, sort = line.split()
            if all("一" <= sign <= "鿿" for sign in word):
                self.words[word], self.sorts[word] = int(count), sort
        self.trade = own("words")
        self.words |= {word: max(300, self.words.get(word, 0)) for word in own("abbreviations")}
        weighed = self.words | {word: max(5000, self.words.get(word, 0)) for word in self.trade}
        self.total = sum(weighed.values())
        self.first, self.last, self.inside = Counter[str](), Counter[str](), Counter[str]()
        self.beginnings, self.endings, self.signs = Counter[str](), Counter[str](), Counter[str]()
        for word, count in weighed.items():
            self.first[word[0]] += count
            self.last[word[-1]] += count
            self.signs.update(dict.fromkeys(word, count))
            if len(word) > 1:
                self.beginnings[word[:2]] += count
                self.endings[word[-2:]] += count
                self.inside.update(dict.fromkeys(map("".join, pairwise(word)), count))

    def side_by_side(self, first: str, second: str) -> float:
        return self.words.get(first, 0) * self.words.get(second, 0) / self.total

    def reads(self, text: str) -> bool:
        """Whether a text may be a row of words, of which those of one character are free."""
        ends = {0}
        for end in range(1, len(text) + 1):
            if any(text[at:end] in FREE or (end - at > 1 and self.words.get(text[at:end], 0) >= 3) for at in ends):
                ends.add(end)
        return len(text) in ends

    def across(self, pair: str) -> float:
        return self.last[pair[0]] * self.first[pair[1]] / self.total


def exchanged(known: Dictionary) -> dict[str, tuple[str, bool]]:
    """Slip, word, and whether it is told only in company of another word.

    Of several words the most frequent, those that are more alike before those that are less.
    """
    common = [word for word, count in known.words.items() if len(word) == 2 and count >= 1500]
    common = [word for word in common if known.sorts.get(word) in {*"n v a d b l j".split(), "vn", "ad", "an", "vd"}]
    words, trade, right = {*known.trade, *common}, frozenset(known.trade), frozenset(own("right"))
    looks, same = _looking_alike(), _sounding_alike(known, Style.TONE3)
    similar = _sounding_alike(known, Style.NORMAL)
    best: dict[str, tuple[int, int, str, bool]] = {}
    for word in sorted(words):
        for place, sign in enumerate(word):
            heard = (similar[sign], same[sign]) if word in trade else ((), ())
            alike = {other: degree for degree, others in enumerate((*heard, looks[sign])) for other in others}
            for other, degree in alike.items():
                slip = word[:place] + other + word[place + 1 :]
                certain = _is_certain(known, slip, word, degree)
                if slip not in words and slip not in right and certain is not None:
                    found = (degree, known.words.get(word, 40), word, not certain)
                    best[slip] = max(found, best.get(slip, found))
    return {slip: (word, company) for slip, (_, _, word, company) in best.items()}


def miswritten(known: Dictionary) -> Iterator[str]:
    """Lines of half a phrase (制度 of 规章制度) and characters that may stand in place of its first, and of its second;
    those that make another word are left out, and those that are words of their own."""
    looks, similar = _looking_alike(), _sounding_alike(known, Style.NORMAL, 3500)
    phrases = "\n".join(own("phrases"))
    for half in sorted({half for phrase in own("phrases") if len(phrase) == 4 for half in (phrase[:2], phrase[2:])}):
        others = []
        for at, sign in enumerate(half):
            alike = sorted({*similar[sign], *looks[sign]} - FREE)
            slips = (half[:at] + other + half[at + 1 :] for other in alike)
            others.append("".join(slip[at] for slip in slips if slip not in known.words and slip not in phrases))
        if any(others):
            yield " ".join((half, *others))


def halves() -> Iterator[str]:
    """Lines of half a phrase, the halves that stand before it, and those behind it."""
    before, behind = defaultdict(str), defaultdict(str)
    for phrase in dict.fromkeys(phrase for phrase in own("phrases") if len(phrase) == 4):
        before[phrase[2:]] += phrase[:2]
        behind[phrase[:2]] += phrase[2:]
    for half in sorted(before.keys() | behind.keys()):
        yield f"{half} {before[half]} {behind[half]}"


FREE = frozenset(
    "的地得了着过在是和都有要把被对为就等及与或以从向到由于因按将应须能会可不无未已其该此这那各每本全共均又再也还很较最更"
)
"""Characters that are words of their own, beside any other."""


def _is_certain(known: Dictionary, slip: str, word: str, degree: int) -> bool | None:
    """True for slips wherever they stand, False for those beside another word, None for what is none."""
    if slip in known.words or known.inside[slip] > 5:
        return None
    if degree < LOOKS and (known.words.get(word, 40) < 20 or NUMERALS.intersection(slip)):
        return None
    by_chance, across = known.side_by_side(*slip), known.across(slip)
    if by_chance <= CHANCE[degree][0] and across <= CHANCE[degree][1]:
        return True
    in_company = degree and STANDS_ALONE.isdisjoint(slip)
    return False if in_company and by_chance <= IN_COMPANY[0] and across <= IN_COMPANY[1] else None


def _looking_alike() -> dict[str, set[str]]:
    alike: dict[str, set[str]] = defaultdict(set)
    for group in own("alike"):
        for sign in group:
            alike[sign] |= {*group} - {sign}
    return alike


def _sounding_alike(known: Dictionary, style: Style, most: int = 1600) -> dict[str, list[str]]:
    """Of each character those of its reading among the most frequent ones."""
    of_reading: dict[str, list[str]] = defaultdict(list)
    for sign, _ in known.signs.most_common(most):
        of_reading[lazy_pinyin(sign, style=style)[0]].append(sign)
    readings = {sign: lazy_pinyin(sign, style=style)[0] for sign in known.signs}
    alike = {sign: [other for other in of_reading[reading] if other != sign] for sign, reading in readings.items()}
    return defaultdict(list, alike)


def left_out(known: Dictionary) -> dict[str, tuple[str, str]]:
    """Slip, phrase, and the mark of those that must begin (^) or end ($) a clause; those of `lost.txt` need not."""
    phrases, right, lost_in = dict.fromkeys(own("phrases")), frozenset(own("right")), frozenset(own("lost"))
    pairs = {phrase[at : at + 2] for phrase in phrases for at in range(len(phrase) - 1)}
    found: dict[str, tuple[str, str] | None] = {}
    for phrase in phrases:
        for lost in range(len(phrase)):
            slip = phrase[:lost] + phrase[lost + 1 :]
            mark = "" if slip in lost_in else _mark(known, phrase, lost, pairs)
            if mark is None or slip in known.words or slip in phrases or slip in right:
                continue
            if not phrase.endswith("率"):
                others = any(slip in other for other in phrases if phrase not in other)
                found[slip] = None if others else found.get(slip, (phrase, mark))
            else:
                found.setdefault(slip, (phrase, mark))
    return {slip: told for slip, told in found.items() if told}


def _mark(known: Dictionary, phrase: str, lost: int, pairs: set[str]) -> str | None:
    """ "" where a phrase without this character is a slip anywhere, ^ or $ where it is at an end, else None."""
    slip = phrase[:lost] + phrase[lost + 1 :]
    if len(phrase) == 3:
        by_chance = known.side_by_side(*slip) > 1.5 or known.inside[slip] > 5 or slip in pairs
        return None if by_chance and not phrase.endswith("率") else ""
    if len(phrase) > 4:
        return None if lost in (0, len(phrase) - 1) or known.reads(slip) else ""
    if len(phrase) != 4 or not {phrase[:2], phrase[2:]} <= known.words.keys():
        return None
    broken, whole = (phrase[:2], phrase[2:]) if lost < 2 else (phrase[2:], phrase[:2])
    left = broken[1 - lost % 2]
    outer = lost in (0, 3)
    at_end = outer or (known.last[left] > known.first[left]) == (lost < 2) or (lost == 1 and left in ENDS_ABBREVIATIONS)
    gap = slip[:2] if lost < 2 else slip[1:]
    if left in NUMERALS or known.side_by_side(left, whole) > (30 if at_end else 1):
        return None
    if not outer and (known.inside[gap] > 5 or gap in pairs):
        return None
    return ("^" if lost < 2 else "$") if at_end else ""


def struck_twice(known: Dictionary) -> Iterator[str]:
    """Lines of a character that is hardly ever meant twice, those that make a word before it, and those behind it.

    Those of 研究研究 and 强强联合 are left out: what dictionaries have twice, and measures and offices by our own list.
    """
    twice = Counter[str]()
    for word, count in known.words.items():
        if len(word) < 4:
            twice.update({sign: count for sign, other in pairwise(word) if sign == other})
    signs = {sign for sign in "".join((*known.trade, *own("phrases"))) if twice[sign] <= 60} | {*LEADING}
    signs -= NUMERALS.union(*own("reduplicated"))
    words = [word for word, count in known.words.items() if count >= 5]
    ends, starts = defaultdict(set), defaultdict(set)
    for word in (*words, *known.trade, *own("phrases"), *own("abbreviations")):
        if len(word) > 1:
            ends[word[-1]].add(word[-2])
            starts[word[0]].add(word[1])
    for sign in sorted(signs):
        yield f"{sign} {''.join(sorted(ends[sign]))} {''.join(sorted(starts[sign]))}"


def alone(known: Dictionary) -> Iterator[str]:
    """Lines of a character that is no word of its own, with the most frequent word of official writing that has it,
    those that make a word before it, and those behind it; and where it is none: ^ at the beginning of a clause before
    a word, + between words, $ at the end behind a word.
    """
    marks: dict[str, str] = defaultdict(str)
    for name, mark in (("first", "^"), ("between", "+"), ("last", "$")):
        for sign in "".join((*own("bound"), *own(f"bound_{name}"))):
            marks[sign] += mark
    ends, starts = defaultdict(set), defaultdict(set)
    ours = dict.fromkeys((*known.trade, *own("phrases"), *own("abbreviations")), 5)
    for word in (word for word, count in (known.words | ours).items() if count >= 5 and len(word) > 1):
        ends[word[-1]].add(word[-2])
        starts[word[0]].add(word[1])
    words: dict[str, str] = {}
    for word in (*sorted(known.trade, key=lambda word: -known.words.get(word, 0)), *own("phrases")):
        for at, sign in enumerate(word):
            words.setdefault(sign, word[at - at % 2 :][:2])
    for sign in sorted(marks.keys() & words.keys()):
        yield f"{sign} {''.join(sorted(ends[sign]))} {''.join(sorted(starts[sign]))} {words[sign]} {marks[sign]}"


def neighbours(known: Dictionary, slips: Iterable[str], phrases: dict[str, tuple[str, str]]) -> Iterator[str]:
    """Lines of a character, those that make a word before it, and those behind it, where it keeps slips apart."""
    before, behind = Counter[str](), Counter[str]()
    for slip in (*slips, *phrases):
        share = 1 if len(slip) == 2 else 0.2
        before[slip[0]] += share * known.first[slip[1]] / known.total
        behind[slip[-1]] += share * known.last[slip[-2]] / known.total
    ends = {pair for pair, count in known.endings.items() if count * before[pair[1]] >= 0.06}
    starts = {pair for pair, count in known.beginnings.items() if count * behind[pair[0]] >= 0.06}
    short = [slip for slip in phrases if len(slip) == 2]
    ends |= {pair for pair, count in known.endings.items() if count >= 50 and pair[1] in {slip[0] for slip in short}}
    starts |= {pair for pair, count in known.beginnings.items() if count >= 50 and pair[0] in {s[-1] for s in short}}
    ends |= {phrase[:2] for slip, (phrase, _) in phrases.items() if slip == phrase[1:]}
    starts |= {phrase[-2:] for slip, (phrase, _) in phrases.items() if slip == phrase[:-1]}
    for sign in sorted({pair[1] for pair in ends} | {pair[0] for pair in starts}):
        first = "".join(sorted(pair[0] for pair in ends if pair[1] == sign))
        yield f"{sign} {first} {''.join(sorted(pair[1] for pair in starts if pair[0] == sign))}"


def main() -> None:
    known = Dictionary()
    phrases = left_out(known)
    exchanges = {slip: told for slip, told in exchanged(known).items() if not any(slip in other for other in phrases)}
    by_word: dict[str, list[list[str]]] = defaultdict(lambda: [[], [], []])
    for slip, (word, company) in sorted(exchanges.items()):
        by_word[word][0 if company else 2 if known.across(slip) <= 0.3 else 1].append(slip)
    by_pair: dict[str, list[str]] = defaultdict(list)
    for slip, (phrase, mark) in sorted(phrases.items()):
        pairs = list(map("".join, pairwise(slip)))
        gap = next((at for at, pair in enumerate(pairs) if pair not in phrase), len(pairs) - 1 if mark == "$" else 0)
        by_pair[pairs[gap]].append(f"{gap}{mark}{slip}:{phrase}")
    write("slips", (_line(word, *slips) for word, slips in sorted(by_word.items())))
    write("dropped", (f"{pair} {' '.join(slips)}" for pair, slips in sorted(by_pair.items())))
    write("miswritten", miswritten(known))
    write("phrases", halves())
    write("twice", struck_twice(known))
    write("alone", alone(known))
    write("neighbours", neighbours(known, exchanges, phrases))


def _line(word: str, company: list[str], others: list[str], certain: list[str]) -> str:
    """A word and its slips: those told in company of a word, || those that may be parts of words, // the rest."""
    return "".join([word, *company, *["||"] * bool(company), *others, *["//"] * bool(certain), *certain])


def write(name: str, lines: Iterable[str]) -> None:
    (MADE / f"{name}.txt").write_text("".join(f"{line}\n" for line in lines), "utf-8")


if __name__ == "__main__":
    main()
