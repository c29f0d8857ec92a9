"""Faults of the writing, planted from the ids and titles of the rules alone."""

from __future__ import annotations

from random import Random

from ..datafile import Data, Planted, contents, edited, goals, in_goals, in_year, texts, told_of_year, with_clause
from .words import clause, names, replaced, report

WRONG = {
    "部署": "布署",
    "安排": "按排",
    "竣工": "峻工",
    "覆盖": "复盖",
    "拨付": "拔付",
    "满意": "满义",
    "账": "帐",
    "贯彻": "惯彻",
    "保障": "保彰",
    "维护": "维户",
    "建设": "建没",
    "培训": "陪训",
    "检查": "捡查",
    "监督": "监都",
    "质量": "质亮",
    "完善": "完膳",
    "提高": "题高",
    "落实": "落时",
    "发放": "发防",
    "补助": "补住",
    "群众": "群从",
    "及时": "急时",
    "防治": "防冶",
    "补贴": "补帖",
    "养护": "养互",
}


@in_goals("writing.wrong-word")
def _(data: Data, random: Random) -> Planted:
    return replaced(random, [*contents(data), *goals(data), *names(data)], WRONG)


@in_year("writing.wrong-word")
def _(data: Data, random: Random) -> Planted:
    return replaced(random, told_of_year(data), WRONG)


@in_year("writing.wrong-word")
def _(data: Data, random: Random) -> Planted:
    said = [
        "截止年底已全部支付",
        "工作在接再厉",
        "既使遇到困难也按期完成",
        "资金使用做到专款专用、不档用",
        "各项工作迈上新台介",
        "认真旅行职责",
    ]
    return clause(data, random, report(data), said)


DROPPED = {
    "满意度": "意度",
    "合格率": "合率",
    "覆盖率": "覆率",
    "完成率": "完率",
    "社会保障": "社会障",
    "基础设施": "基础施",
    "工作人员": "工作员",
    "正常运转": "正常转",
    "进一步": "进步",
    "补助标准": "补标准",
    "及时率": "及率",
    "服务": "服",
    "安全": "安",
    "提升": "升",
    "发放": "放",
    "机关": "关",
    "任务": "任",
}


@in_goals("writing.dropped")
def _(data: Data, random: Random) -> Planted:
    return replaced(random, [*contents(data), *goals(data), *names(data)], DROPPED)


@in_goals("writing.doubled")
def _(data: Data, random: Random) -> Planted:
    words = [*contents(data), *goals(data), *names(data)]
    return replaced(
        random,
        words,
        {
            # not before 标准 and the like: 生活补助|补助标准 and 卫生服务|服务项目 are two names side by side
            "(开展|建设|保障|维护|发放|组织|补助|提高|改造|完成|落实|服务)(?!标准|项目|对象|人员|机构)": r"\1\1",
            "([的了和在对])": r"\1\1",
            "(人员经费|[一-龥]{3}率)": r"\1\1",
        },
    )


@in_year("writing.doubled")
def _(data: Data, random: Random) -> Planted:
    pairs = {
        "([一-龥]{2})，": r"\1\1，",
        "([一-龥]{4})。": r"\1\1。",
        "，([一-龥]{3})": r"，\1\1",
        "([未已将按比为])": r"\1\1",
    }
    return replaced(random, told_of_year(data), pairs)


@in_goals("writing.unpaired")
def _(data: Data, random: Random) -> Planted:
    pairs = {"）": "", "（": "", "”": "", "“": "", "》": "", "《": ""}
    return replaced(random, [*contents(data), *goals(data), *names(data)], pairs)


@in_year("writing.unpaired")
def _(data: Data, random: Random) -> Planted:
    pairs = {"）": "", "（": "", "”": "“", "“": "”", "》": "", "》（": "（", "）。": "。"}
    return replaced(random, told_of_year(data), pairs)


HALVES = {"，": ",", "；": ";", "：": ":", "（": "(", "）": ")", "。": ".", "。$": "."}


@in_goals("writing.half-width")
def _(data: Data, random: Random) -> Planted:
    return replaced(random, [*contents(data), *goals(data), *names(data)], HALVES)


@in_year("writing.half-width")
def _(data: Data, random: Random) -> Planted:
    return replaced(random, told_of_year(data), HALVES | {"“([^“”]*)”": r'"\1"'})


@in_year("writing.doubled-mark")
def _(data: Data, random: Random) -> Planted:
    pairs = {
        "。": "。。",
        "，": "，，",
        "；": "；。",
        "、": "、、",
        "，(?=[一-龥])": "、，",
        "。(?=[一-龥])": "。，",
        "：": "：：",
    }
    return replaced(random, texts(data), pairs)


@in_year("writing.between-quoted")
def _(data: Data, random: Random) -> Planted:
    said = [
        "严格执行《中华人民共和国预算法》、《行政事业单位内部控制规范（试行）》",
        "落实“放管服”、“双随机”、“互联网+”要求",
        "学习《条例》、《办法》和《细则》",
        "开展“送政策”、“送服务”活动",
        "依据《政府采购法》、《会计法》规范支出",
    ]
    return clause(data, random, texts(data), said)


@in_goals("writing.blank")
def _(data: Data, random: Random) -> Planted:
    where = [*contents(data), *goals(data), *names(data)]
    return replaced(random, where, {"([一-龥]{2})([一-龥]{2})": random.choice([r"\1 \2", r"\1　\2", r"\1  \2"])})


@in_year("writing.document-number")
def _(data: Data, random: Random) -> Planted:
    bracket = random.choice(["[]", "()", "（）", "【】", "［］"])
    said = f"按照《示例县预算绩效管理办法》（示财{bracket[0]}{data['年度']}{bracket[1]}18号）执行"
    if random.random() < 0.5:
        return replaced(random, texts(data), {r"〔(\d{4})〕": rf"{bracket[0]}\1{bracket[1]}"})
    return edited(random, texts(data), lambda text: with_clause(text, said))


@in_year("writing.date")
def _(data: Data, random: Random) -> Planted:
    days = [
        "{y}.6.30",
        "{y}-06-30",
        "{y}/6/30",
        "{y}年06月05日",
        "二〇二三年6月5日",
        "{y}年6月5号",
        "{s}年6月底",
        "{y}年6.30",
        "{y}0630",
    ]
    day = random.choice(days).format(y=data["年度"], s=data["年度"][2:])
    return edited(random, texts(data), lambda text: with_clause(text, f"{day}前全部完成支付"))


@in_year("writing.no-such-day")
def _(data: Data, random: Random) -> Planted:
    days = [
        "2月30日",
        "6月31日",
        "13月1日",
        "{year}年2月29日",
        "11月31日",
        "{year}年9月31日",
        "4月31日",
        "0月5日",
        "5月32日",
    ]
    if int(data["年度"]) % 4 == 0:
        days.remove("{year}年2月29日")
    return clause(data, random, texts(data), [f"{day}前支付完毕" for day in days])


NUMBERS = [  # 1 200人 is none: GB/T 15835-2011 lets a thin space stand between groups of three
    "培训１２０人",
    "补助资金1,200,0元",
    "覆盖三十5个村",
    "惠及1万5千人",
    "较上年增长5-10%",
    "服务群众10几万人次",
    "惠及群众12,34人",
    "全年开展百分之95的检查",
    "发放补助1.2.5万元",
    "涉及3、4个乡镇",
    "服务群众3.0.5万人次",
    "投入资金１００万元",
    "覆盖率9８%",
]


@in_year("writing.number")
def _(data: Data, random: Random) -> Planted:
    return clause(data, random, texts(data), NUMBERS)


TWICE = [
    "培训约100人左右",
    "惠及大约300多户",
    "近500余人参加",
    "超过100场以上",
    "开展活动不少于20场以上",
    "大约30场左右",
    "平均每村约2万元上下",
    "办结时限不超过15天以内",
    "覆盖率最低不低于90%以上",
    "共计约80余次",
    "接近200人左右",
    "惠及群众达3000人之多左右",
]


@in_year("writing.said-twice")
def _(data: Data, random: Random) -> Planted:
    return clause(data, random, texts(data), TWICE)


LESS = [
    "事故起数减少2倍",
    "办理时间缩短一倍",
    "投诉量下降1.5倍",
    "能耗降低了三倍",
    "运行成本减少近两倍",
    "积案数量压缩了3倍",
    "支出比上年下降2倍以上",
]


@in_year("writing.less-by-times")
def _(data: Data, random: Random) -> Planted:
    return clause(data, random, texts(data), LESS)


@in_year("writing.gb2312")
def _(data: Data, random: Random) -> Planted:
    rare = [
        "柳堃村",
        "文昇路",
        "喆河镇",
        "珺山社区",
        "赵龑水库",
        "邨前小区",
        "韩珣渠",
        "玥湖片区",
        "䶮溪桥",
        "𬭼山村",
        "瑨阳大道",
        "劉家湾",
    ]
    odd = [place for place in rare if place.encode("gb2312", "ignore").decode("gb2312") != place]
    return clause(data, random, texts(data), [f"{place}的设施已列入计划" for place in odd])


@in_goals("writing.full-stop", "data.goal-signs")
def _(data: Data, random: Random) -> Planted:
    where = random.choice([goals(data), contents(data)])
    words = random.choice(where)
    text = words.text
    return words.write(text[:-1] if text.endswith("。") else f"{text}。")


@in_year("writing.full-stop")
def _(data: Data, random: Random) -> Planted:
    where = [words for words in told_of_year(data) if words.path[1] == "目标完成情况" or words.path[-1] == "偏差原因"]
    return edited(random, where, lambda text: text[:-1] if text.endswith("。") else f"{text}。")
