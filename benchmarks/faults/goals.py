"""Faults of a goal table: what is missing, cannot be measured, or stands in the wrong group."""

from __future__ import annotations

import re
from random import Random

from .datafile import (
    NUMBER,
    Data,
    Planted,
    at,
    contents,
    edited,
    in_goals,
    indicators,
    parts,
    revalued,
    texts,
)

RATE = "(?:合格率|准确率|及时率|覆盖率|知晓率|满意度|达标率)$"


@in_goals("completeness.empty-group")
def empty_group(data: Data, random: Random) -> Planted:
    choices = [
        (first, second)
        for first, seconds in data["年度绩效指标"].items()
        for second, entries in seconds.items()
        if (not isinstance(entries, list) or len(entries) < 5) and len(seconds) > 1
    ]
    first, second = random.choice(choices)
    if random.random() < 0.5:
        del data["年度绩效指标"][first][second]
        return Planted()
    data["年度绩效指标"][first][second] = ""
    return at(("年度绩效指标", first, second))


@in_goals("completeness.empty-level")
def empty_level(data: Data, random: Random) -> Planted:
    first = random.choice(("产出指标", "效益指标"))
    for second in data["年度绩效指标"][first]:
        data["年度绩效指标"][first][second] = "不涉及"
    return Planted()


@in_goals("completeness.few-quantitative")
def few_quantitative(data: Data, random: Random) -> Planted:
    """Few amounts and costs, and words for all else."""
    for each in indicators(data, "质量", "时效", "效益", "可持续"):
        each.entry["三级指标"] = re.sub("(?:数|次数|数量|率|度|面积|里程|时间)?$", "情况", each.name, count=1)
        each.entry["指标值"] = random.choice(("有效改善", "有效提高", "明显改善", "不断完善", "逐步扩大"))
    for group in ("数量指标", "成本指标"):
        del data["年度绩效指标"]["产出指标"][group][random.randint(1, 4) :]
    return Planted()


@in_goals("completeness.long-name")
def long_name(data: Data, random: Random) -> Planted:
    chosen, more = random.choice(indicators(data)), random.sample(contents(data), 4)
    name = chosen.name + "（" + "；".join(words.text.rstrip("。") for words in more)
    chosen.entry["三级指标"] = name[: random.randint(101, 160)].replace("：", "") + "）"
    return at(chosen.path)


@in_goals("completeness.repeated-content")
def repeated_content(data: Data, random: Random) -> Planted:
    words = random.choice(contents(data))
    name = words.holder["任务名称"].rstrip("。")
    return words.write(random.choice((f"{name}。", f"{name}工作。", f"开展{name}。", name)))


@in_goals("completeness.no-number")
def no_number(data: Data, random: Random) -> Planted:
    return revalued(
        data,
        random,
        lambda sign, _, unit: (f"{sign}{unit}", sign, f"若干{unit}", f"{sign}若干{unit}"),
        sorts="数量 质量",
    )


@in_goals("completeness.no-unit")
def no_unit(data: Data, random: Random) -> Planted:
    """None of 0: no accidents are none in any unit."""
    chosen = random.choice(indicators(data, name="^[^（）]*$", value=rf"(?!.[0.]+\D){NUMBER}"))
    sign, number, _ = parts(chosen.value)
    chosen.entry["指标值"] = sign + number
    return at(chosen.path)


@in_goals("completeness.no-sign")
def no_sign(data: Data, random: Random) -> Planted:
    """Told once for all, wherever; 100%, none and a standard (600元/人/月) are clear without."""
    chosen = random.choice(indicators(data, name="(?<!标准)$", value=rf"(?!.(?:100%|[0.]+\D)){NUMBER}"))
    chosen.entry["指标值"] = chosen.value[1:]
    return Planted()


SAID_AGAIN = {
    "≥": ("≥≥{}", "≥不低于{}", "≥{}以上", ">≥{}", "不少于≥{}", "≥={}"),
    "≤": ("≤≤{}", "≤不超过{}", "≤{}以内", "<≤{}", "控制在≤{}以内"),
    "=": ("=={}", "=等于{}", "＝={}"),
}


@in_goals("completeness.repeated-sign")
def repeated_sign(data: Data, random: Random) -> Planted:
    return revalued(
        data, random, lambda sign, number, unit: (again.format(number + unit) for again in SAID_AGAIN[sign])
    )


UNIT_AGAINST = (  # names that end so, and units that cannot be theirs
    ("人数$", "% 元 次 万元 ‰ 公里"),
    ("次数$", "% 人 元 平方米"),
    (RATE, "人 次 元 家 起 天"),
    ("面积$", "人 % 次 个"),
    ("里程$", "人 % 平方米"),
    ("标准$|成本$|支出$|金额$", "人 % 次"),
    ("户数$", "% 元 公里"),
)


@in_goals("completeness.unit-against-name")
def unit_against_name(data: Data, random: Random) -> Planted:
    name, units = random.choice(UNIT_AGAINST)
    return revalued(data, random, lambda sign, number, _: (sign + number + unit for unit in units.split()), name=name)


@in_goals("completeness.two-targets")
def two_targets(data: Data, random: Random) -> Planted:
    def two(sign: str, number: str, unit: str) -> list[str]:
        one = sign + number + unit
        return [f"{one}，≥2次", f"{one}、≥95%", f"{one}；≥90%", f"{one}/≥98%", f"{one}，合格率≥95%", f"{one}且≥3个"]

    return revalued(data, random, two)


LEFT_IN_TEXT = "XX县 ××项目 某某镇 （填写具体内容） 此处填写 待补充 XXX工作 （请填写） ××年 待定 XX万元".split()
LEFT_IN_VALUE = "{}XX{} {}××{} {}X{} {}**{} {}___{} 待定 待填 待补充 …… （填写指标值） XX% 某某 ××".split()


@in_goals("completeness.placeholder")
def placeholder(data: Data, random: Random) -> Planted:
    sort = random.randrange(3)
    if sort == 0:
        return revalued(data, random, lambda sign, _, unit: (left.format(sign, unit) for left in LEFT_IN_VALUE))
    if sort == 1:
        chosen = random.choice(indicators(data))
        chosen.entry["三级指标"] = random.choice(
            ("指标1：{}", "XX{}", "××{}", "某某{}", "{}（填写名称）", "{}……")
        ).format(chosen.name)
        return at(chosen.path)
    left = random.choice(LEFT_IN_TEXT)
    return edited(random, texts(data), lambda text: _with_phrase(text, left, random))


def _with_phrase(text: str, phrase: str, random: Random) -> str:
    """The phrase behind one of the text's commas, or at its beginning; 待定 as a clause, for 待定对… nobody writes."""
    joints = [place + 1 for place, mark in enumerate(text) if mark in "，；"] or [0]
    joint = random.choice(joints)
    return text[:joint] + phrase + "，" * phrase.startswith("待") + text[joint:]


@in_goals("completeness.unnamed-bureau")
def unnamed_bureau(data: Data, random: Random) -> Planted:
    place = random.choice(("XX", "××", "某某", "某"))
    data["单位名称"] = data["单位名称"].replace("示例", place)
    return at(("单位名称",))
