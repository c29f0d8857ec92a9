"""Faults of 书写, as a county finance bureau's reviewer sees them; planted from the rules' titles alone."""

from __future__ import annotations

from random import Random

from ..datafile import Data, Planted, contents, edited, goals, in_goals, texts
from .words import clause

clause(
    "writing.wrong-word",
    [
        "严格按照帐目核对支出",
        "进一步加强基础设施建没",
        "确保各项工做落到实处",
        "切实提高资金使用效益和管理水品",
        "做好既要求的各项任务，截止12月底全部完成",
        "落实责任到人，做到按步就班",
        "严格执行财务制渡",
        "加大宣传力渡，营造良好氛围",
        "确保资金安全、规范、高校使用",
        "建立建全长效机制",
        "受益群众反应良好",
        "因地治宜推进项目实施",
    ],
)


clause(
    "writing.dropped",
    [
        "进一步提资金使用效益",
        "切实加强项目管",
        "确保各项工作落到处",
        "严格执行财务管理度",
        "不断提高服务质和水平",
        "健全长效机，巩固整治成果",
        "按时完成年度目标任",
        "定期开展监督检，及时整改问题",
    ],
)


clause(
    "writing.doubled",
    [
        "进一步提高提高资金使用效益",
        "切实加强加强项目管理",
        "确保各项工作工作落到实处",
        "严格执行的的财务制度",
        "保障了了机关正常运转",
        "按时完成年度年度目标任务",
        "对资金使用使用情况进行检查",
        "和和有关部门做好衔接",
    ],
)


clause(
    "writing.unpaired",
    [
        "严格执行《政府采购管理办法，规范采购行为",
        "开展“阳光财政宣传活动",
        "落实各项补助（含临时补助政策",
        "按照《预算法实施条例要求编制预算",
        "推进“互联网+政务服务”“一件事一次办改革",
        "其中办公经费占三成）按季列支",
        "印发《内部控制手册》》",
    ],
)


clause(
    "writing.half-width",
    [
        "严格预算管理,规范支出",
        "加强培训;提高素质",
        "落实补助(含临时补助)政策",
        '开展"阳光财政"宣传活动',
        "做到三个到位:责任到位、措施到位、经费到位",
        "统筹安排?按需列支",
        "加强调度,按月通报,按季考核",
    ],
)


clause(
    "writing.doubled-mark",
    [
        "严格预算管理，，规范支出",
        "加强培训、、提高素质",
        "规范支出；；严格考核",
        "加强调度，。按月通报",
        "落实责任，、强化督查",
        "做到三个到位：：责任、措施、经费到位",
        "经费按月列支。。年底结算",
    ],
)


clause(
    "writing.between-quoted",
    [
        "执行《预算法》、《会计法》等法律法规",
        "开展“进村”、“入户”宣传",
        "落实《采购办法》、《差旅办法》和《会议办法》",
        "抓好“三公”、“两费”管理",
        "创建“文明机关”、“节约机关”、“无烟机关”",
        "学习《条例》、《准则》",
    ],
)


clause(
    "writing.blank",
    [
        "进一步 提高资金使用效益",
        "切实加强　项目管理",
        "严格 执行财务制度",
        "规范支出， 加强考核",
        "确保 各项工作落到实处",
        "按时完成年度  目标任务",
        "补助资金 按月发放到人",
    ],
)


clause(
    "writing.document-number",
    [
        "执行《项目支出管理办法》（示财[2022]41号）",
        "根据示政办发（2021）12号文件安排",
        "按照示财预【2022】8号文件执行",
        "落实示办字[2020]第15号要求",
        "执行《差旅费管理办法》（示财行〔22〕6号）",
        "依据示政发2021年3号文件",
        "按示财农〔2022〕007号文件发放",
        "依据示财社［2021］30号文件",
    ],
)


clause(
    "writing.date",
    [
        "截至2022.12.31全部完成",
        "于2022-06-30前发放到位",
        "2022/9/1起执行新标准",
        "确保22年6月底前完成",
        "于二〇二二年6月30日前完工",
        "2022年06月05日前完成公示",
        "2022.6.30前完成验收",
    ],
    "relevance.other-year",
)


clause(
    "writing.no-such-day",
    [
        "6月31日前全部完成",
        "2月30日前完成方案编制",
        "11月31日前完成支付",
        "4月31日前完成招标",
        "9月31日前投入使用",
        "13月底前完成结算",
        "12月32日前完成决算",
        "2023年2月29日前完成公示",
    ],
    "relevance.other-year",
)


clause(
    "writing.said-twice",
    [
        "每次培训约50人左右",
        "全年不少于10次以上",
        "大约服务群众2000人上下",
        "经费控制在5万元以内以下",
        "近300余户受益",
        "超过80%以上的群众知晓政策",
        "至少走访60户以上",
        "最多不超过3万元以内",
    ],
)


clause(
    "writing.less-by-times",
    [
        "办理时间减少2倍",
        "投诉件数下降了3倍",
        "办公耗材支出降低1倍",
        "故障次数比上年减少一倍",
        "审批时间缩短两倍",
        "事故起数同比下降1.5倍",
        "纸张用量节约3倍",
    ],
)


clause(
    "writing.number",
    [
        "培训人员1,50人，23,00户受益",  # 1,500 is right: GB/T 15835-2011 5.1.1 allows it
        "完成 ３５ 项整改",
        "补助资金１２０万元",
        "走访群众三百20户",
        "服务群众2千5百人",
        "完成一百二十3次检查",
        "支出12万5千元",
    ],
    "writing.blank",
)


@in_goals("writing.full-stop", "data.goal-signs")  # which tells of every goal that brings its full stop
def full_stops_of_one_goal(data: Data, random: Random) -> Planted:
    words = random.choice(goals(data))
    return words.write(words.text[:-1] if words.text.endswith("。") else words.text + "。")


@in_goals("writing.full-stop")
def full_stops_of_one_task(data: Data, random: Random) -> Planted:
    words = random.choice(contents(data))
    return words.write(words.text.rstrip()[:-1] if words.text.rstrip().endswith("。") else words.text + "。")


@in_goals("writing.doubled")
def word_doubled(data: Data, random: Random) -> Planted:
    """A word of the file's own, typed twice."""
    word = random.choice(["补助", "建设", "安全", "工作", "开展", "农村", "保障", "服务", "管理"])
    return edited(random, texts(data), lambda text: text.replace(word, word * 2, 1))
