"""What tasks and indicators are about: the pairs of characters that carry meaning (残疾, 养老), single ones that mean
one field only (墓, 婚), and the words that mean a field wherever they stand."""

from __future__ import annotations

import re
from functools import lru_cache

_MANY = 5  # words of a name, of which one would be said of its task
_GENERAL_WORDS = """\
    示例 工作 开展 完成 落实 做好 负责 承担 指导 推进 推动 加强 加快 强化 进一步 提高 提升 确保 保障 保证 保持 实现
    实施 组织 管理 服务 建设 发展 规范化? 水平 质量 能力 效率 效果 成效 成果 作用 政策 制度 机制 体系 措施 方案 规划
    计划 目标 任务 要求 标准 情况 问题 需要 需求 基础 基本 重点 重大 主要 重要 相关 有关 各项 各类 各级 全面 全区
    全县 全市 全省 辖区 区域 城乡 城市 农村 城镇 地区 年度 全年 本年 每年 按时 及时 按月 足额 有效 切实 认真 积极
    稳步 持续 不断 扎实 顺利 正常 有序 健全 完善 优化 改善 促进 维护 支持 支撑 配合 协助 协调 监督 检查 审批 审核
    上报 预审 考核 评价 使用 用于 通过 按照 根据 围绕 结合 对于 以及 并且 进行 深入 广泛 持久 活动 宣传 培训 会议
    调研 项目 资金 经费 支出 预算 财政 拨款 部门 单位 机关 机构 党中央 党委 政府 国家 社会 人民 群众 公众 居民 人员
    干部 职工 对象 数量 人数 次数 个数 面积 比率 比例 覆盖率 完成率 及时率 合格率 准确率 符合率 达标率 知晓率 满意度
    满意 方针 决策部署 精神 思想 新时代 中国特色 高质量 履行 职责 职能 范围 领域 行业 方面 过程 内容 信息化? 数据
    平台 系统 设施 设备 物资 采购 购置 运行 运转 日常 办公 业务 专项 经济 生活 困难 特殊 符合 条件 申请 受理 办理
    新建 改建 扩建 改造 治理 清理 投放 创建 修缮 更换 更新 举办 处理 认定 人次 场次 件数 化解 接待 引进
    支付 公共 公益性? 场地 租用
    发放 发生 责任事故 责任 事故 补助 补贴 缴纳 享受 成本 效益 影响 可持续 长效 稳定 和谐 安全"""
_GENERAL = re.compile("|".join(sorted(_GENERAL_WORDS.split(), key=len, reverse=True)))
_LETTERS = re.compile(r"[^\W\d_]+")
OF_ONE_FIELD = set(
    "党团侨宗婚葬墓殡孤残婴幼童妇军兵役警狱讼税医药病疫癌孕厕教师校学考研赛演戏剧书报刊网路桥隧车船港航铁水河湖渠坝"
    "洪旱涝林树草苗农粮种畜牧禽渔鱼肥耕茶果菜棉矿煤电气油火震灾雨雪垃污废尘噪绿房屋租商贸店旅游景馆碑档"
)
_FIELDS = re.compile(
    """优抚|抚恤|退役|征兵|兵役|应征|民兵|双拥|法律援助|社区矫正|人民调解|公证|禁毒|戒毒|公墓|墓穴|殡葬|火化|骨灰|婚姻|结婚
    |离婚|收养|低保|特困|孤儿|流浪|乞讨|养老|高龄|残疾|慈善|移民|水库|地震|震害|台站|气象|增雨|防雹|廉租|公租|棚户|危房|房屋征收|不动产
    |地籍|矿山|矿产|地质灾害|森林|造林|林木|古树|名木|灌木|乔木|苗木|园林|草原|湿地|河道|堤防|灌溉|水利|供水|农田|耕地|农机|农药|化肥
    |畜禽|生猪|屠宰|渔业|鱼苗|粮食|储备粮|稻谷|小麦|玉米|油菜|棉花|茶园|果园|大棚|公路|桥梁|隧道|航道|港口|客运|公交|渡口|路灯|污水|公厕
    |环卫|燃气|供热|扬尘|尾气|固废|校舍|高考|中考|助学金|营养餐|卫生院|村医|乡村医生|疫苗|结核|艾滋|孕产妇|新生儿|献血|药品
    |医疗器械|特种设备|商标|电梯|锅炉|旅游|景区|文物|非遗|图书馆|博物馆|农家书屋|电影|全民健身|运动会|失业|工伤|宗教|侨
    |馆藏|方志|焚烧|填埋|渗滤液|疏浚|清淤|河床|护林|寺观|教堂|值班律师|公诉|审判|看守所|吸毒|反诈|户籍|身份证|充电桩|基站|蔬菜|中药材
    |养蜂|蚕桑|采砂|排污|危险废物|医疗废物|救护车|血站|社保卡|零工|科普|彩票|泵站|防汛|抗旱|测绘|宗地|权籍|物流园|展销|史志|年鉴
    |人防|人民防空|防空|警报器|出租汽?车|网约车|驾校|驾驶员|教练员|家庭农场|专利|敬老院|福利院|儿童福利|保障性住房|保障房|违法建筑|违建|拆违
    |医保|医疗保险基金|仲裁|殡仪|丧葬|犬只|流浪犬|养犬|党史|台属|侨眷|侨界|婚检|计划生育|计生|独生子女|托育|快递|邮政|船舶|渔船|码头|机场|铁路|治超|超限
    |计量器具|明厨亮灶|土壤|沼气|宅基地|水土保持|林长|退耕|松材线虫|野生动物|保护区|大气|噪声|排污口|户外广告|渣土|信访积案|司法鉴定|律师|图斑|储备库|轮换
    |居住证|流动人口|滑坡|崩塌|贴息|高新技术|招商|烈士|陵园|台胞|光伏|夏令营|助听器|技能等级|老旧小区|天然林|黑广播|频谱""".replace(
        "\n", ""
    ).replace(" ", "")
)
_OF_ANY_OFFICE = re.compile("保险|公积金|保障金|缴[费纳]|慰问|帮扶|驻村|包村|结对|志愿|宣传|职工|干部|满意")
_VISITED_BY_ANY_OFFICE = re.compile("残疾|低保|特困|孤儿|优抚|退役|高龄|养老|困难|职工|干部|党员|老人|脱贫|军")
_HAD_BY_ANY_OFFICE = re.compile(  # where only a single character names the field
    "车辆|用车|公车|报[刊纸送告表]|[上简通填]报|书[报籍]|订阅|网络|网站|水电|电费|水费|取暖|房租|租[用赁]|物业|食堂|消防|植树|党[员建组支]|工会"
    "|体检|档案|文件|印[刷制]|维修|保洁|垃圾|无烟|法治|普法|税[费金]|考[核勤]"
)
_DONE_BY_ANY_OFFICE = re.compile(
    _HAD_BY_ANY_OFFICE.pattern
    + "|会议|调研|督[查导办]|文件|公文|简报|信息|稿[件子]|制度|合同|招[录聘考]|公务|三公|人员|干部|学习|党[日课支委]"
    "|提案|议案|建议|信访|热线|来[信电访]|投诉|公[示开]|公众号|推[文送]|微信|绩效|预算|决算|资[产金]|审计|内控|检查|采购|购[置买]|办公|电脑|打印"
    "|值[班守]|考[察评]|接待|大型|主题|集中|交办|任务|工作|项目|企业|基础设施"
)


@lru_cache(3_000)
def words_of(text: str) -> frozenset[str]:
    """What a text is about: its pairs of characters that carry meaning, and characters of one field."""
    parts = _LETTERS.findall(_GENERAL.sub(" ", text))
    pairs = {part[at : at + 2] for part in parts for at in range(len(part) - 1)}
    return frozenset(pairs | OF_ONE_FIELD.intersection("".join(parts)))


@lru_cache(3_000)
def says_much(name: str) -> bool:
    """Whether a name has so many words that one of them would be said of its task."""
    return len(words_of(name)) >= _MANY and not (_OF_ANY_OFFICE.search(name) or _DONE_BY_ANY_OFFICE.search(name))


def is_had_by_any_office(name: str) -> bool:
    """Whether an indicator is of what any office has, whatever its field: 公务用车维修次数."""
    return bool(_HAD_BY_ANY_OFFICE.search(name))


@lru_cache(3_000)
def fields_of(name: str, of_count: bool) -> tuple[str, ...]:
    """The words of an indicator that mean one field; where something is counted, single characters in their stead.

    None where any office has it, whatever its field: 慰问残疾人户数, 公务用车维修次数.
    """
    found = tuple(_FIELDS.findall(name))
    if _OF_ANY_OFFICE.search(name):
        return found if "慰问" in name and not _VISITED_BY_ANY_OFFICE.search(name) else ()
    if found:
        return found
    return tuple(OF_ONE_FIELD.intersection(name)) if of_count and not _HAD_BY_ANY_OFFICE.search(name) else ()
