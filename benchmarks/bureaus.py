"""Data files of many bureaus, made of the seed's: other words, sizes and amounts in each, and all sums still agree."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
SEED = (ROOT / "data" / "2021" / "乌尔禾区民政局.yaml").read_text("utf-8")

WORDS = {  # each is written in one way throughout a file, so that indicators and their results keep the same names
    "老年人": "老年人 高龄老人 退役老兵 独居老人 老职工",
    "残疾人": "残疾人 重度残疾人 视力残疾人 听力残疾人 残疾学生",
    "儿童": "儿童 孤儿 留守儿童 困境儿童 学龄儿童",
    "低保": "低保 特困 临时救助 医疗救助 受灾救助",
    "区划地名": "区划地名 界线管理 地名标志 门牌管理 国土测绘",
    "能源减免": "能源减免 水费减免 电费减免 取暖补助 燃气补助",
    "慰问": "慰问 走访 探望 帮扶 结对",
    "婚姻": "婚姻 收养 户籍 生育 入学",
    "殡葬": "殡葬 公墓 骨灰安放 祭扫 生态安葬",
    "慈善": "慈善 志愿 公益 互助 募捐",
    "培训": "培训 研修 轮训 讲座 演练",
    "政策": "政策 法规 制度 办法 规定",
}
_AMOUNT = re.compile(r"(?<![\d.-])\d+\.\d\d(?![\d.])")
_TASK = re.compile(r"(?m)^  - 任务名称: .*\n(?:    .*\n)*\n?")
_INDICATOR = re.compile(r"(?m)^ {6}- \{三级指标: ([^,}]*), 指标值: .*\}\n")
_LEAST = 6  # tasks that are left


def bureau(number: int) -> tuple[str, str]:
    """The name and the data file of one of the bureaus; the same for the same number."""
    random = Random(number)
    name = f"示例县第{number:06d}局"
    text = SEED.partition("\n单位名称:")[2].replace("乌尔禾区民政局", name)
    text = f"单位名称:{text}"
    for word, others in WORDS.items():
        text = text.replace(word, random.choice(others.split()))
    text = _smaller(text, random)
    factor = random.randint(1, 60)
    return name, _AMOUNT.sub(lambda found: _times(found[0], factor), text)


def _times(amount: str, factor: int) -> str:
    """Exactly: all sums grow alike."""
    cents = int(amount.replace(".", "")) * factor
    return f"{cents // 100}.{cents % 100:02d}"


def _smaller(text: str, random: Random) -> str:
    """Without some of the tasks that nothing refers to, and without some of the indicators and what became of them."""
    tasks = [found[0] for found in _TASK.finditer(text) if "编号" not in found[0]]
    for task in random.sample(tasks, random.randint(0, max(0, len(tasks) - _LEAST))):
        text = text.replace(task, "", 1)
    names = [found[1] for found in _INDICATOR.finditer(text) if f"    - {{三级指标: {found[1]}, 实际" in text]
    for name in random.sample(names, random.randint(0, len(names) // 2)):
        text = re.sub(rf"(?m)^ +- \{{三级指标: {re.escape(name)}, .*\n", "", text)
    return text


def write(folder: Path, count: int) -> None:
    """So many bureaus' data files in folder/2021."""
    year = folder / "2021"
    year.mkdir(parents=True)
    for number in range(count):
        name, text = bureau(number)
        (year / f"{name}.yaml").write_text(text, "utf-8")
