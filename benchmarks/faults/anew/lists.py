"""Lists that are counted or numbered wrongly; planted from the rules' titles alone."""

from __future__ import annotations

import re
from random import Random

from ..datafile import Data, Planted, edited, in_year, told_of_year
from .words import clause

clause(
    "evaluation.count-of-list",
    [
        "重点抓好安全检查、宣传教育、应急演练四项工作",
        "完善了财务管理、资产管理3项制度",
        "成立综合组、业务组、督查组、宣传组共3个工作组",
        "围绕“资金、项目、绩效”四个方面开展自查",
        "修订了《财务管理办法》《采购管理办法》《档案管理办法》4项制度",
        "在东村、西村、南村3个村和北街、河街2个社区共6个点位开展试点",
        "建立周调度、月通报、季考核、年总结三项机制",
    ],
)


clause(
    "evaluation.left-out",
    [
        "一是加强领导，二是压实责任，四是强化督查",
        "一是抓宣传；三是抓落实",
        "（1）制定方案；（2）组织实施；（4）总结验收",
        "第一，健全制度；第二，加强培训；第四，严格考核",
        "一是强化学习，二是完善制度，二是严格考核",
        "①摸底登记②审核公示④资金发放",
        "首先制定方案，一是明确分工，三是落实经费",
    ],
)


@in_year("evaluation.left-out")
def ordinal_left_out(data: Data, random: Random) -> Planted:
    # “1. ” at the beginning of a line is numbered anew in the documents, so that a slip there is never seen.
    change = random.choice(
        [
            lambda text: text.replace("三是", "四是").replace("二是", "三是") if "二是" in text else text,
            lambda text: re.sub(r"(?m)^（3）", "（4）", text),
            lambda text: re.sub(r"(?m)^（3）", "（2）", text),
            lambda text: text.replace("三是", "二是"),
        ]
    )
    return edited(random, told_of_year(data), change)
