"""perfreport check --across: what bureaus share, and word, count, sign or place differently."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest
from rule_examples import ROOT

from perfreport.across.meaning import is_reordered, meaning
from perfreport.cli import main

GROUPS = {"数量": "产出指标", "质量": "产出指标", "时效": "产出指标", "成本": "产出指标", "社会效益": "效益指标"}
BUREAUS = ("教育", "水利", "民政", "交通")


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def data_file(bureau: str, *indicators: str, head: str = "年度: 2023") -> str:
    """A data file with these indicators, each as “数量 发放补贴人数 ≥10人”."""
    lines = [f"单位名称: {bureau}", head, "年度主要任务:", "  - {任务名称: 示例, 主要内容: 示例。, 财政拨款: 100}"]
    lines += ["年度总体目标: [示例]", "年度绩效指标:"]
    rows: dict[str, dict[str, list[str]]] = {"产出指标": {}, "效益指标": {}}
    for group, name, value in (each.split() for each in indicators):
        rows[GROUPS[group]].setdefault(group, []).append(f'      - {{三级指标: "{name}", 指标值: "{value}"}}')
    for first, seconds in rows.items():
        lines += [f"  {first}:"] * bool(seconds)
        for second, entries in seconds.items():
            lines += [f"    {second}指标:", *entries]
    return "\n".join(lines) + "\n"


@pytest.fixture
def told(capsys):
    """What check --across says of files with these texts, without what it says of each by itself."""

    def told(files, *words):
        for name, text in files.items():
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text(text, "utf-8")
        main(["check", *files, "--across", "--json", *words])
        found = json.loads(capsys.readouterr().out)
        return [each for each in found if each["id"].startswith("across.")]

    return told


def files_of(*rows: str | tuple[str, ...]) -> dict[str, str]:
    """A data file for each row of indicators, of 示例县教育局, 示例县水利局 …"""
    named = zip(BUREAUS, rows, strict=False)
    return {
        f"2023/{name}.yaml": data_file(f"示例县{name}局", *([row] if isinstance(row, str) else row))
        for name, row in named
    }


def said(found: list[dict[str, str]]) -> list[str]:
    return [f"{Path(each['place']).as_posix()} {each['message']} → {each['hint']} [{each['id']}]" for each in found]


def test_another_wording_of_the_same_indicator_is_told_with_that_of_most_and_how_many_have_it(told):
    usual = "数量 发放残疾人补贴人数 ≥10人"
    assert said(told(files_of(usual, usual, "数量 残疾人补助发放人数 ≥20人"))) == [
        "2023/民政.yaml:9:16 “残疾人补助发放人数”与别的单位写的“发放残疾人补贴人数”是同一个指标。"
        " → 写成“发放残疾人补贴人数”（2 个单位这样写，如示例县教育局）；“自评”里的名称一起改。"
        "不是同一件事，就把名称写得能够区分。 [across.wording]"
    ]


def test_where_no_wording_is_that_of_most_this_is_told_once(told):
    one, other = "数量 发放残疾人补贴人数 ≥10人", "数量 残疾人补助发放人数 ≥20人"
    assert said(told(files_of(one, other, other, one))) == [
        "2023/水利.yaml:9:16 “残疾人补助发放人数”与别的单位写的“发放残疾人补贴人数”是同一个指标。"
        " → 几种写法的单位一样多（“发放残疾人补贴人数” 2 个，如示例县教育局；“残疾人补助发放人数” 2 个，如示例县水利局），"
        "定下一种，各单位统一；“自评”里的名称一起改。不是同一件事，就把名称写得能够区分。 [across.wording]"
    ]


@pytest.mark.parametrize(
    ("usual", "other", "id", "advice"),
    [
        ("数量 残疾人技能培训 ≥10人次", "数量 残疾人技能培训 ≥20人", "across.unit", "按“人次”统计，单位写“人次”"),
        ("成本 残疾人技能培训成本 ≤1.2万元", "成本 残疾人技能培训成本 ≤5500元", "across.unit", "写成 ≤0.55万元"),
        ("质量 车辆超限率 ≤5‰", "质量 车辆超限率 ≤0.4%", "across.unit", "写成 ≤4‰"),
        ("数量 残疾人技能培训人数 ≥10人", "数量 残疾人技能培训人数 =20人", "across.sign", "写成 ≥20人"),
        ("质量 示范户优良率 ≥90%", "社会效益 示范户优良率 ≥85%", "across.group", "移到“质量指标”"),
        ("社会效益 居民健康水平 ≥60%", "社会效益 居民健康水平 有所提高", "across.nature", "写成数，如“≥60%”"),
        ("社会效益 居民健康水平 有所提高", "社会效益 居民健康水平 ≥60%", "across.nature", "写成文字，如“有所提高”"),
    ],
)
def test_another_unit_sign_group_or_nature_is_told_with_what_to_write(told, usual, other, id, advice):
    found = told(files_of(usual, other, usual))
    assert [(each["id"], each["hint"].split("（")[0]) for each in found] == [(id, advice)]
    assert found[0]["place"].startswith(str(Path("2023/水利.yaml")))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("数量 发放70岁至79岁老人补贴人数 ≥10人", "数量 发放80岁至89岁老人补贴人数 ≥10人"),
        ("数量 发放70岁至89岁老人补贴人数 ≥10人", "数量 发放89岁至70岁老人补贴人数 ≥10人"),
        ("数量 学前教育资助人数 ≥10人", "数量 义务教育资助人数 ≥10人"),
        ("数量 残疾人技能培训人数 ≥10人", "数量 残疾人技能培训人次 ≥10人次"),
        ("数量 残疾人技能培训人数 ≥10人", "数量 残疾人技能培训人次 ≥10人"),
        ("质量 残疾人满意度 ≥90%", "质量 服务对象（残疾人）满意度 ≥90%"),
        ("质量 小学师生比 ≥5%", "质量 小学生师比 ≥5%"),
        ("数量 蜂蜜抽检批次 ≥5批次", "数量 蜜蜂抽检批次 ≥5批次"),
        ("质量 学生家长满意度 ≥90%", "质量 学生、家长满意度 ≥90%"),
        ("成本 低保工作经费 ≤5万元", "成本 低保经费 ≤5万元"),
        ("质量 设备资金使用率 ≥90%", "质量 设备使用率 ≥90%"),
        ("质量 河流水质达标率 ≥90%", "质量 河流水质合格率 ≥90%"),
        ("数量 政府采购项目数 ≥5个", "数量 政府购买项目数 ≥5个"),
        ("数量 公共安全监控点数 ≥5个", "数量 公安监控点数 ≥5个"),
        ("数量 一级医院二级科室数 ≥5个", "数量 二级医院一级科室数 ≥5个"),
        ("数量 教师培训学生人数 ≥5人", "数量 学生培训教师人数 ≥5人"),
        ("成本 学生补助 ≤100元/人/年", "成本 学生补助 ≤100元/公里/年"),
        ("成本 培训成本 ≤260元/人/天", "成本 培训成本 ≤5万元"),
        ("数量 服务人次 ≥2万人次", "数量 服务人次 ≥4000人次"),
        ("质量 工程验收合格率 =100%", "质量 工程验收合格率 ≥95%"),
        ("社会效益 安全事故起数 =0起", "社会效益 安全事故起数 ≤1起"),
        ("数量 公益培训班期数 3～5期", "数量 公益培训班期数 ≥3期"),
        ("时效 80周岁以上老人补贴发放频次 按月发放", "时效 80周岁以上老人走访慰问频次 按季走访"),
        ("时效 80周岁以上老人补贴发放频次 按月发放", "时效 80周岁以上老人走访慰问频次 =4次"),
        ("时效 补贴发放时间 6月30日前", "时效 补贴发放时间 ≤30天"),
        ("质量 “三公”经费压减率 ≥5%", "质量 三公经费压减率 ≥6%"),
    ],
)
def test_of_what_is_not_the_same_or_may_differ_nothing_is_told(told, one, other):
    assert said(told(files_of(one, other, one))) == []


def test_what_one_bureau_keeps_apart_is_not_the_same_to_the_others(told):
    both = ("数量 发放残疾人补贴人数 ≥10人", "数量 残疾人补助发放人数 ≥20人")
    assert said(told(files_of(both, both[0], both[1]))) == []


def test_an_indicator_that_is_told_to_stand_in_a_wrong_group_is_no_example(told):
    right, wrong = "质量 设备验收合格率 ≥90%", "时效 设备验收合格率 ≥90%"
    assert said(told(files_of(right, wrong, wrong))) == []


def test_bureaus_of_other_years_are_not_compared(told):
    files = {
        "2022/教育.yaml": data_file("示例县教育局", "数量 残疾人技能培训 ≥10人次", head="年度: 2022"),
        "2023/水利.yaml": data_file("示例县水利局", "数量 残疾人技能培训 ≥10人"),
    }
    assert said(told(files)) == []


def heads(*given: tuple[str, str]) -> dict[str, str]:
    return {
        f"2023/{number}.yaml": data_file(bureau, f"数量 示例{number}巡查次数 ≥3次", head=head)
        for number, (bureau, head) in enumerate(given, 1)
    }


def test_another_unit_of_amounts_another_year_and_a_name_without_its_place_are_told(told):
    usual = "年度: 2023"
    given = [
        ("示例县教育局", usual),
        ("示例县水利局", usual),
        ("市场监督管理局", usual),
        ("示例县交通局", f"{usual}\n金额单位: 元"),
    ]
    assert said(told(heads(*given, ("示例县司法局", "年度: 2022")))) == [
        "2023/3.yaml:1:7 单位名称“市场监督管理局”前面没有地名，别的单位以“示例县”开头。"
        " → 写成“示例县市场监督管理局”（3 个单位写了“示例县”）；文档以单位名称命名。 [across.no-place]",
        "2023/4.yaml:3:7 金额单位是“元”，别的单位用“万元”。"
        " → 改为 金额单位: 万元（3 个单位这样写，如示例县教育局），全文件的金额和指标值里的金额一起换算。 [across.money-unit]",
        "2023/5.yaml:2:5 年度是 2022，同一个文件夹里别的单位是 2023。"
        " → 改为 年度: 2023（4 个单位这样写，如示例县教育局）；年度没有写错，就把文件移到那一年的文件夹里。 [across.year]",
    ]


def test_a_name_of_a_bureau_that_is_part_of_another_is_told(told):
    other = Path("2023/1.yaml")
    assert said(told(heads(("示例县教育局", "年度: 2023"), ("县教育局", "年度: 2023"), ("体育局", "年度: 2023")))) == [
        f"2023/2.yaml:1:7 “县教育局”像是“示例县教育局”（{other}）的另一种写法。"
        " → 是同一个单位就写全称“示例县教育局”；不是，就把名称写得能够区分。 [across.bureau-name]"
    ]


def test_what_follows_from_another_unit_of_amounts_is_not_told_again(told):
    files = files_of(*["成本 示例宣传成本 ≤5万元"] * 3)
    files["2023/交通.yaml"] = data_file("示例县交通局", "成本 示例宣传成本 ≤50000元", head="年度: 2023\n金额单位: 元")
    assert [each["id"] for each in told(files)] == ["across.money-unit"]


def test_short_texts_in_the_fields_of_a_pack_are_compared(told):
    rules = (ROOT / "templates/通用/规则.yaml").read_text("utf-8")
    own = rules.replace("自有项目:\n", "自有项目:\n  单位:\n    - {名称: 主管部门, 说明: 全称}\n")
    Path("某县").mkdir()
    Path("某县/规则.yaml").write_text(own, "utf-8")
    named = ["示例县农业农村局", "“示例县农业农村局”", "农业农村局", "示例县水利局", "示例县农业农村局"]
    given = [(f"示例县{at}中心", f"年度: 2023\n主管部门: {name}") for at, name in enumerate(named)]
    assert said(told(heads(*given), "--pack", "某县")) == [
        "2023/2.yaml:3:7 “主管部门”写的是““示例县农业农村局””，别处写“示例县农业农村局”，意思一样。"
        " → 写成“示例县农业农村局”（2 个单位这样写，如示例县0中心）。 [across.own-field]",
        "2023/3.yaml:3:7 “主管部门”写的是“农业农村局”，别处写“示例县农业农村局”，意思一样。"
        " → 写全称“示例县农业农村局”。 [across.own-field]",
    ]


@pytest.fixture
def deviating():
    usual = "数量 残疾人技能培训人数 ≥10人"
    files = files_of(usual, "数量 残疾人技能培训人数 =20人", usual)
    for name, text in files.items():
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(text, "utf-8")


def typed(capsys, *words):
    code = main(["check", "2023", *words])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


ONLY = ("--across", "--only", "across.sign")


def test_it_is_told_as_other_problems_are(deviating, capsys):
    assert typed(capsys, *ONLY) == (
        0,
        "各单位之间：\n提示 1 处\n\n"
        f"{Path('2023/水利.yaml')}:9:34  “残疾人技能培训人数”写的是“=20人”，别的单位用“≥”。\n"
        '    9 │       - {三级指标: "残疾人技能培训人数", 指标值: "=20人"}\n'
        "      │                                                  ^^^^^^^\n"
        "    → 写成 ≥20人（2 个单位这样写，如示例县教育局）；确实要这样要求的，不用改。  [across.sign]\n\n",
        "审核了 3 个数据文件：错误 0 处，提示 1 处。\n",
    )
    assert typed(capsys, *ONLY, "--strict")[0] == 1


def test_without_the_word_nothing_is_compared(deviating, capsys):
    assert "across" not in typed(capsys)[1]
    assert typed(capsys, "--only", "across.sign") == (
        2,
        "",
        "“across.sign”要几个文件放在一起才看得出来，请加上 --across。\n",
    )


def test_a_pattern_names_several_kinds_of_problems(deviating, capsys):
    assert typed(capsys, "--across", "--only", "across.*", "--json") == typed(capsys, *ONLY, "--json")
    assert typed(capsys, "--only", "across.*")[2] == "“across.*”要几个文件放在一起才看得出来，请加上 --across。\n"
    assert typed(capsys, "--only", "acros.*") == (
        2,
        "",
        "没有编号为“acros.*”的问题。是不是“across.year”？各编号见 docs/rules.md。\n",
    )


@pytest.mark.parametrize("format", ["sarif", "github"])
def test_programs_are_told_in_their_formats(deviating, capsys, format):
    assert "across.sign" in typed(capsys, *ONLY, "--format", format)[1]


def test_what_a_bureau_accepted_stays_quiet_also_when_more_bureaus_write_as_most_do(deviating, capsys):
    quiet = "审核了 3 个数据文件：错误 0 处，提示 0 处，已接受 1 处。\n"
    assert typed(capsys, *ONLY, "--accept", "定额培训") == (0, "", quiet)
    assert typed(capsys, *ONLY) == (0, "", quiet)
    Path("2023/交通.yaml").write_text(data_file("示例县交通局", "数量 残疾人技能培训人数 ≥30人"), "utf-8")
    assert typed(capsys, *ONLY)[1] == ""


def test_accepting_without_comparing_forgets_nothing_that_was_accepted_across(deviating, capsys):
    typed(capsys, *ONLY, "--accept", "定额培训")
    typed(capsys, "--accept", "照批复")
    assert "定额培训" in Path("2023/水利.已接受.yaml").read_text("utf-8")
    typed(capsys, "--across", "--accept", "又看了一遍")
    assert "定额培训" in Path("2023/水利.已接受.yaml").read_text("utf-8")


def test_the_letter_says_it_under_a_heading_of_its_own(deviating, capsys):
    typed(capsys, *ONLY, "--word")
    [table, *_] = docx.Document("output/2023/示例县水利局/示例县水利局2023年审核意见.docx").tables
    assert [row.cells[0].text for row in table.rows][1:] == ["各单位一致"]


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_compared(deviating, capsys):
    Path("2023/交通.yaml").write_text("单位名称: 示例县交通局\n", "utf-8")
    code, out, _ = typed(capsys, "--across")
    assert code == 1 and "data.missing-key" in out and "across.sign" in out


def test_a_name_means_what_is_left_without_light_words_in_usual_words():
    assert meaning("开展“三公”经费 支出总额") == meaning("“三公”经费支出")._replace(written="开展三公经费支出总额")
    assert meaning("培训人员数").core == meaning("培训人数").core == "培训"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("在职人员经费保障", "保障在职人员经费", True),
        ("蜂蜜抽检", "蜜蜂抽检", False),
        ("教师培训学生", "学生培训教师", False),
        ("残疾人补贴", "残疾人补贴", True),
    ],
)
def test_one_piece_may_stand_elsewhere_but_no_single_character(one, other, same):
    assert is_reordered(one, other) is same
