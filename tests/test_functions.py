"""Functions of formulas, a line each: formula → result. LibreOffice computes the same lines in `recalculated.py`."""

import pytest
from formulas import value

CELLS = """
    部门     金额      日期     类别     编号    得分
    民政局   12.5      44197    产出     '010    60
    教育局   8         44256    效益     10      70
    卫生局   ·         44287    产出     '12     85
    民政局   -3        ·        ·        甲*     90
    财政所   文字      45000    TRUE     12      95
    a        0.1       1        FALSE    '       100
    B        0.2       2        #N/A     7       ·
"""

TOTALS = """
    SUM(B2:B8)                      → 17.8
    SUM(B2:B3,B7,1)                 → 21.6
    SUM("3",TRUE,2)                 → 6
    SUM(D6,E4)                      → 0
    SUM("文字")                     → #VALUE!
    SUM(D2:D8)                      → #N/A
    SUM(B:B)                        → 17.8
    SUM(1,,2)                       → 3
    PRODUCT(B2:B3,2)                → 200
    PRODUCT(A2:A4)                  → 0
    SUMPRODUCT(B2:B5,F2:F5)         → 1040
    SUMPRODUCT((A2:A6="民政局")*(F2:F6>60))         → 1
    SUMPRODUCT((A2:A5="民政局")*B2:B5)              → 9.5
    SUMPRODUCT(--(F2:F7>=85),F2:F7)                 → 370
    SUMPRODUCT(1/COUNTIF(A2:A6,A2:A6))              → 4
    SUMPRODUCT(ROUND(B7:B8,0)+1)                    → 2
    SUMPRODUCT(LEN(A2:A4))          → 9
    SUMPRODUCT(B2:B4,F2:F3)         → #VALUE!
    SUMPRODUCT((B2:B6>0)*B2:B6)     → #VALUE!
    SUMPRODUCT(ISNUMBER(SEARCH("局",A2:A8))*1)      → 4
    SUM(COUNTIF(A2:A8,{"民政局","教育局"}))         → 3
    COUNT(A1:F8)                    → 20
    COUNT("1","文字",TRUE,1/0)      → 2
    COUNTA(A1:A8,D1:D8,E7)          → 16
    COUNTA(1,,"")                   → 3
    COUNTBLANK(A1:F8)               → 5
    AVERAGE(B2:B5)                  → 5.83333333333333
    AVERAGE(B4,A2)                  → #DIV/0!
    AVERAGEA(B2:B6)                 → 4.375
    AVERAGEA(D6:D7,3)               → 1.33333333333333
    MIN(B2:B8)                      → -3
    MAX(A2:A5)                      → 0
    MIN(5,"3",TRUE)                 → 1
    MINA(D6:D7,3)                   → 0
    MAXA(A2:B2)                     → 12.5
    LARGE(F2:F8,2)                  → 95
    SMALL(F2:F8,6)                  → 100
    SMALL(F2:F8,7)                  → #NUM!
    RANK(85,F2:F8)                  → 4
    RANK(85,F2:F8,1)                → 3
    _xlfn.RANK.EQ(1,F2:F8)          → #N/A
    MEDIAN(B2:B3,1)                 → 8
    MEDIAN(F2:F7)                   → 87.5
    MEDIAN(A2:A3)                   → #NUM!
    SUBTOTAL(9,F2:F8)               → 500
    SUBTOTAL(109,F2:F4,F5)          → 305
    SUBTOTAL(1,F2:F8)               → 83.3333333333333
    SUBTOTAL(2,A1:F2)               → 3
    SUBTOTAL(3,A1:A8)               → 8
    SUBTOTAL(4,F2:F8)               → 100
    SUBTOTAL(5,F2:F8)               → 60
    SUBTOTAL(6,B2:B3)               → 100
"""

CRITERIA = """
    COUNTIF(A2:A8,"民政局")         → 2
    COUNTIF(A2:A8,"*局")            → 4
    COUNTIF(A2:A8,"?政?")           → 3
    COUNTIF(A2:A8,"A")              → 1
    COUNTIF(A2:A8,"<>民政局")       → 5
    COUNTIF(E2:E8,"甲~*")           → 1
    COUNTIF(B2:B8,">0")             → 4
    COUNTIF(B2:B8,"<="&B8)          → 3
    COUNTIF(B2:B8,8)                → 1
    COUNTIF(B2:B8,"<>8")            → 6
    COUNTIF(B2:B8,"")               → 1
    COUNTIF(B2:B8,"=")              → 1
    COUNTIF(B2:B8,"<>")             → 6
    COUNTIF(B2:B8,"*")              → 1
    COUNTIF(D2:D8,TRUE)             → 1
    COUNTIF(D2:D8,"#N/A")           → 1
    COUNTIF(C2:C8,">=2021-3-1")     → 3
    COUNTIF(B2:B8,B4)               → 0
    COUNTIF(F:F,">=90")             → 3
    COUNTIFS(A2:A8,"民政局",F2:F8,">60")     → 1
    COUNTIFS(A2:A8,"民政局",F2:F7,">60")     → #VALUE!
    SUMIF(A2:A8,"民政局",B2:B8)     → 9.5
    SUMIF(A2:A8,"民政局",B2)        → 9.5
    SUMIF(B2:B8,">0")               → 20.8
    SUMIF(A2:A8,"<>民政局",F2:F8)   → 350
    SUMIF(A:A,"*局",F:F)            → 305
    SUMIF(A2:A8,"无",B2:B8)         → 0
    SUMIF(A2:A8,"B",D2:D8)          → #N/A
    SUMIF(A2:A8,"a",D2:D8)          → 0
    SUMIFS(B2:B8,A2:A8,"民政局",F2:F8,">60")  → -3
    SUMIFS(B2:B8,A2:A7,"民政局")    → #VALUE!
    AVERAGEIF(A2:A8,"民政局",F2:F8) → 75
    AVERAGEIF(A2:A8,"无",F2:F8)     → #DIV/0!
    AVERAGEIFS(F2:F8,A2:A8,"*局",B2:B8,">0")  → 65
    _xlfn.MINIFS(F2:F8,A2:A8,"民政局")        → 60
    _xlfn.MAXIFS(F2:F8,A2:A8,"*局")           → 90
    _xlfn.MAXIFS(F2:F8,A2:A8,"无")            → 0
"""

ARITHMETIC = """
    ROUND(2.345,2)      → 2.35
    ROUND(-2.5,0)       → -3
    ROUND(1234,-2)      → 1200
    ROUND(1/3*3*0.5,0)  → 1
    ROUND(1.005,2)      → 1.01
    ROUND("2.5",)       → 3
    ROUNDUP(2.01,0)     → 3
    ROUNDUP(-2.01,1)    → -2.1
    ROUNDDOWN(2.99,0)   → 2
    ROUNDDOWN(-2.99,1)  → -2.9
    INT(-2.1)           → -3
    INT(1/3*3)          → 1
    TRUNC(-2.19,1)      → -2.1
    TRUNC(2.9)          → 2
    MOD(7,3)            → 1
    MOD(-7,3)           → 2
    MOD(7,-3)           → -2
    MOD(1,0)            → #DIV/0!
    MOD(0.3,0.1)        → 0
    ABS(B5)             → 3
    ABS(A2)             → #VALUE!
    SIGN(-5)            → -1
    SIGN(0)             → 0
    POWER(2,10)         → 1024
    POWER(4,0.5)        → 2
    SQRT(16)            → 4
    SQRT(2)             → 1.4142135623731
    SQRT(-1)            → #NUM!
"""

LOGIC = """
    IF(B2>10,"多","少")             → 多
    IF(A2,1,2)                      → #VALUE!
    IF("true",1,2)                  → 1
    IF(1/0,1,2)                     → #DIV/0!
    IF(B2>100,1)                    → FALSE
    IF(B4="","空",B4)               → 空
    SUM(IF(B2>10,F2:F3,F4:F5))      → 130
    _xlfn.IFS(F2<60,"差",F2<80,"中",TRUE,"优")      → 中
    _xlfn.IFS(F2<60,"差")           → #N/A
    _xlfn.SWITCH(A2,"教育局",1,"民政局",2,3)        → 2
    _xlfn.SWITCH(A2,"教育局",1)     → #N/A
    _xlfn.SWITCH(A2,"教育局",1,9)   → 9
    CHOOSE(2,"甲","乙",1/0)         → 乙
    CHOOSE(3,"甲","乙")             → #VALUE!
    SUM(CHOOSE(1,F2:F3,F4))         → 130
    IFERROR(A2+1,9)                 → 9
    IFERROR(B2,9)                   → 12.5
    IFERROR(VLOOKUP("无",A2:B8,2,FALSE),"—")        → —
    _xlfn.IFNA(D8,"缺")             → 缺
    _xlfn.IFNA(1/0,"缺")            → #DIV/0!
    NOT(B4)                         → TRUE
    AND(B2>1,F2=60)                 → TRUE
    AND(TRUE,"文字")                → #VALUE!
    AND(A2:A4)                      → #VALUE!
    AND(B2:B5,TRUE)                 → TRUE
    OR(D6:D7)                       → TRUE
    OR(1/0,TRUE)                    → #DIV/0!
    _xlfn.XOR(TRUE,TRUE,1)          → TRUE
    TRUE()                          → TRUE
    ISNUMBER(B2)                    → TRUE
    ISNUMBER(E4)                    → FALSE
    ISTEXT(E4)                      → TRUE
    ISBLANK(B4)                     → TRUE
    ISBLANK(E7)                     → FALSE
    ISERROR(D8)                     → TRUE
    ISERROR(1/0)                    → TRUE
    ISERR(D8)                       → FALSE
    ISNA(NA())                      → TRUE
    ISLOGICAL(D6)                   → TRUE
    ISNONTEXT(B4)                   → TRUE
    N(D6)+N(A2)                     → 1
    T(A2)&T(B2)                     → 民政局
"""

LOOKUPS = """
    INDEX(B2:B8,2)                  → 8
    INDEX(A2:B8,3,1)                → 卫生局
    INDEX(A2:F2,6)                  → 60
    SUM(INDEX(A2:F8,0,6))           → 500
    SUM(INDEX(A1:F8,2,0))           → 44269.5
    INDEX(A2:B3,3,1)                → #REF!
    INDEX(B:B,3)                    → 8
    INDEX(B2:B8,3)                  → 0
    INDEX({1,2;3,4},2,1)            → 3
    MATCH("教育局",A2:A8,0)         → 2
    MATCH("b",A2:A8,0)              → 7
    MATCH("财*",A2:A8,0)            → 5
    MATCH("无",A2:A8,0)             → #N/A
    MATCH(10,E2:E8,0)               → 2
    MATCH("12",E2:E8,0)             → 3
    MATCH(72,F2:F8)                 → 2
    MATCH(59,F2:F8,1)               → #N/A
    MATCH(70,{90,80,60},-1)         → 2
    MATCH(1,{90,80,60},-1)          → 3
    MATCH(99,{90,80,60},-1)         → #N/A
    INDEX(B2:B8,MATCH("教育局",A2:A8,0))            → 8
    INDEX(F2:F8,MATCH(1,(A2:A8="民政局")*(B2:B8<0),0))   → 90
    VLOOKUP("教育局",A2:F8,6,FALSE) → 70
    VLOOKUP("教*",A:F,6,0)          → 70
    VLOOKUP("民政局",A2:F8,6,)      → 60
    VLOOKUP("无",A2:F8,2,0)         → #N/A
    VLOOKUP("教育局",A2:B8,3,0)     → #REF!
    VLOOKUP("教育局",A2:B8,0,0)     → #VALUE!
    VLOOKUP("卫生局",A2:B8,2,0)     → 0
    VLOOKUP(72,{0,"差";60,"中";85,"优"},2)          → 中
    HLOOKUP("金额",A1:F8,3,FALSE)   → 8
    LOOKUP(99,F2:F7,A2:A7)          → 财政所
    LOOKUP(59,F2:F7)                → #N/A
    LOOKUP(86,{0,60,85},{"差","中","优"})           → 优
    LOOKUP(1,0/(A2:A8="民政局"),F2:F8)              → 90
    LOOKUP(9E307,B2:B8)             → 0.2
    _xlfn.XLOOKUP("教育局",A2:A8,F2:F8)             → 70
    _xlfn.XLOOKUP("无",A2:A8,F2:F8,"缺")            → 缺
    _xlfn.XLOOKUP("无",A2:A8,F2:F8)                 → #N/A
    _xlfn.XLOOKUP("教*",A2:A8,F2:F8,0,2)            → 70
    ROW(B5)             → 5
    COLUMN(B5)          → 2
    ROW()-4             → 5
    COLUMN()            → 5
    ROWS(A2:B8)         → 7
    COLUMNS(A2:B8)      → 2
"""

TEXTS = """
    LEFT("民政局",2)                → 民政
    LEFT("民政局")                  → 民
    LEFT(B2,9)                      → 12.5
    LEFT("a",-1)                    → #VALUE!
    RIGHT("民政局",2)               → 政局
    RIGHT("民政局",0)               →
    MID("民政局",2,1)               → 政
    MID("民政局",0,1)               → #VALUE!
    MID("民政局",9,1)               →
    LEN(A2)                         → 3
    LEN(1/3)                        → 17
    TRIM("  a   b ")                → a b
    UPPER("aB")                     → AB
    LOWER("aB")                     → ab
    SUBSTITUTE("甲、乙、丙","、","")        → 甲乙丙
    SUBSTITUTE("甲、乙、丙","、","/",2)     → 甲、乙/丙
    SUBSTITUTE("甲","乙","丙",3)    → 甲
    FIND("b","aBb")                 → 3
    FIND("c","aBb")                 → #VALUE!
    FIND("","abc")                  → 1
    SEARCH("b","aBb")               → 2
    SEARCH("?b","aBb")              → 1
    SEARCH("b","aBb",3)             → 3
    REPT("★",3)                     → ★★★
    REPT("a",40000)                 → #VALUE!
    EXACT("a","A")                  → FALSE
    EXACT("a","a")                  → TRUE
    VALUE("1,234.50")               → 1234.5
    VALUE("12%")                    → 0.12
    VALUE("文字")                   → #VALUE!
    CONCATENATE(A2,B2,TRUE)         → 民政局12.5TRUE
    _xlfn.CONCAT(A2:B3,"。")        → 民政局12.5教育局8。
    _xlfn.TEXTJOIN("、",TRUE,A2:B2,B4,"末")         → 民政局、12.5、末
    _xlfn.TEXTJOIN("、",FALSE,A2:A3,B4)             → 民政局、教育局、
    _xlfn.CONCAT(D8)                → #N/A
"""

FORMATS = r'''
    TEXT(1234.567,"0")              → 1235
    TEXT(1234.567,"0.00")           → 1234.57
    TEXT(1234567.891,"#,##0.00")    → 1,234,567.89
    TEXT(0.5,"#,##0.00")            → 0.50
    TEXT(-1234.5,"#,##0.00")        → -1,234.50
    TEXT(0.256,"0%")                → 26%
    TEXT(0.256,"0.00%")             → 25.60%
    TEXT(5,"000")                   → 005
    TEXT(0.5,"#.##")                → .5
    TEXT(5,"0.##")                  → 5.
    TEXT(0,"#")                     →
    TEXT(1234567,"#,##0,")          → 1,235
    TEXT(1234567,"0.0,,")           → 1.2
    TEXT(44256,"yyyy年m月d日")      → 2021年3月1日
    TEXT(44256,"yyyy-mm-dd")        → 2021-03-01
    TEXT(44256.9,"yy.mm")           → 21.03
    TEXT("2021-03-01","yyyy""年""") → 2021年
    TEXT(3,"第0项")                 → 第3项
    TEXT(3,"""共""0""项""")         → 共3项
    TEXT(3,"0\项")                 → 3项
    TEXT(-3,"0;(0)")                → (3)
    TEXT(0,"0;-0;""无""")           → 无
    TEXT("甲","0")                  → 甲
    TEXT("甲","0;0;0;【@】")        → 【甲】
    TEXT("甲","@同志")              → 甲同志
    TEXT("5","0.0")                 → 5.0
    TEXT(TRUE,"0")                  → TRUE
    TEXT(1234.5,"General")          → 1234.5
    TEXT(B4,"0.00")                 → 0.00
    TEXT(2.5,"￥0.00元")            → ￥2.50元
'''

DAYS = """
    DATE(2021,3,1)          → 44256
    DATE(2021,13,1)         → 44562
    DATE(2021,3,0)          → 44255
    DATE(121,3,1)           → 44256
    YEAR(44256)             → 2021
    MONTH("2021-03-01")     → 3
    DAY(44256.99)           → 1
    YEAR(-1)                → #NUM!
    EDATE(44227,1)          → 44255
    EOMONTH(44256,-1)       → 44255
"""

ALL = TOTALS + CRITERIA + ARITHMETIC + LOGIC + LOOKUPS + TEXTS + FORMATS + DAYS


def table(text):
    """Formula and result of each line."""
    return [tuple(part.strip() for part in line.split("→")) for line in text.strip().splitlines() if line.strip()]


@pytest.mark.parametrize("formula, expected", table(ALL), ids=[formula for formula, _ in table(ALL)])
def test_function(formula, expected):
    assert value(formula, CELLS) == expected


@pytest.mark.parametrize(
    "formula",
    [
        'TEXT(5,"[红色]0")', 'TEXT(5,"0.0E+0")', 'TEXT(5,"0 ?/?")', 'TEXT(44256,"aaaa")', 'TEXT(44256,"mmm")', 'TEXT(0.5,"h:mm")', 'TEXT(1,"000-0000")',
        'TEXT(-0.001,"0.00")', 'TEXT(1,"[DBNum2]")', "LEN(\"𠮷\")", "MATCH(70,{90,60,80},1)", 'COUNTIF(A2:A8,">甲")', 'COUNTIF(A2:A8,">A")', 'COUNTIF(A2:A8,"1/2")',
        "YEAR(0)", "LARGE(F2:F8,1.5)", 'SUMPRODUCT(--(A:A=""))', "ROW(A1:A3)", "SUMPRODUCT(IF(F2:F8>60,1,0))", "SUM(IFERROR(A2:A3,0))",
        "SUBTOTAL(7,F2:F8)", "CELL(\"row\")", "_xlfn.XLOOKUP(1,F2:F8,A2:A8,0,-1)", "COUNTBLANK(5)",
    ],
)  # fmt: skip
def test_left_to_excel(formula):
    assert value(formula, CELLS, fails=True) == "Unknown"


def test_subtotals_are_not_counted_twice():
    assert value("SUBTOTAL(9,A1:A4)", "1\n2\n=小计\n4") == "7"
    assert value("SUM(A1:A4)", "1\n2\n=小计\n4") == "107"
