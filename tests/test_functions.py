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
    SUBTOTAL(7,F2:F8)               → 15.3839743456191
    SUBTOTAL(11,F2:F8)              → 197.222222222222
"""

STATISTICS = """
    MODE(F2:F4,70,60)               → 60
    MODE(F2:F8)                     → #N/A
    _xlfn.MODE.SNGL({3,1,1,3})      → 3
    STDEV(F2:F8)                    → 15.3839743456191
    _xlfn.STDEV.S(1,2,3,4)          → 1.29099444873581
    STDEVP(F2:F8,A2)                → 14.0435829552939
    STDEVP(F2:F8,"甲")              → #VALUE!
    _xlfn.STDEV.P(F2:F8)            → 14.0435829552939
    STDEV(5)                        → #DIV/0!
    VAR(1,2,3,4)                    → 1.66666666666667
    _xlfn.VAR.S(F2:F8)              → 236.666666666667
    VARP({2,4})                     → 1
    _xlfn.VAR.P(A2:A3)              → #DIV/0!
    PERCENTILE(F2:F8,0.9)           → 97.5
    _xlfn.PERCENTILE.INC({1,2,3,4},0.3)     → 1.9
    PERCENTILE(F2:F8,1.1)           → #NUM!
    QUARTILE({1,2,3,4},1)           → 1.75
    _xlfn.QUARTILE.INC(F2:F8,2)     → 87.5
    TRIMMEAN({1,2,3,4,5,6,7,8,9,20},0.2)    → 5.5
    TRIMMEAN(F2:F8,0.4)             → 85
    TRIMMEAN(F2:F8,1)               → #NUM!
    _xlfn.RANK.AVG(2,{1,2,2,3})     → 2.5
    _xlfn.RANK.AVG(60,F2:F8,1)      → 1
    SUMSQ(3,4)                      → 25
    _xlfn.AGGREGATE(9,6,D2:D8,F2:F3)        → 130
    _xlfn.AGGREGATE(9,4,F2:F8)      → 500
    _xlfn.AGGREGATE(9,0,D2:D8)      → #N/A
    _xlfn.AGGREGATE(14,6,F2:F8/(A2:A8="民政局"),1)  → 90
    _xlfn.AGGREGATE(15,6,ROW(F2)/(A2:A8="教育局"),1)    → 2
    _xlfn.AGGREGATE(16,2,F2:F8,0.5) → 87.5
    _xlfn.AGGREGATE(12,3,F2:F8)     → 87.5
    _xlfn.AGGREGATE(14,6,F2:F8,9)   → #NUM!
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
    CEILING(2.5,2)      → 4
    CEILING(-2.5,2)     → -2
    CEILING(-2.5,-2)    → -4
    CEILING(2.5,-2)     → #NUM!
    CEILING(2.5,0)      → 0
    CEILING(0.3,0.1)    → 0.3
    FLOOR(2.5,2)        → 2
    FLOOR(-2.5,2)       → -4
    FLOOR(-2.5,-2)      → -2
    FLOOR(2.5,-2)       → #NUM!
    FLOOR(2.5,0)        → #DIV/0!
    MROUND(7.5,5)       → 10
    MROUND(-7,-3)       → -6
    MROUND(7,-3)        → #NUM!
    MROUND(7,0)         → 0
    EVEN(1.2)           → 2
    EVEN(-3)            → -4
    EVEN(0)             → 0
    ODD(2)              → 3
    ODD(0)              → 1
    ODD(-2.1)           → -3
    QUOTIENT(-7,2)      → -3
    QUOTIENT(7,0)       → #DIV/0!
    ROUND(PI(),5)       → 3.14159
    LN(2)               → 0.693147180559945
    LN(0)               → #NUM!
    LOG(8,2)            → 3
    LOG(1000)           → 3
    LOG(5,1)            → #DIV/0!
    LOG10(0.01)         → -2
    EXP(1)              → 2.71828182845905
    EXP(800)            → #NUM!
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
    ISEVEN(-3.5)                    → FALSE
    ISODD(-3.5)                     → TRUE
    ISEVEN(B4)                      → TRUE
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
    _xlfn.XMATCH("教育局",A2:A8)    → 2
    _xlfn.XMATCH("教*",A2:A8,2)     → 2
    _xlfn.XMATCH("教*",A2:A8)       → #N/A
    OFFSET(A1,1,1)      → 12.5
    OFFSET(A2,B4,0)     → 民政局
    SUM(OFFSET(F1,1,0,COUNT(F2:F8),1))      → 500
    SUM(OFFSET(E2:F3,1,0))          → 165
    SUM(OFFSET(A2:A3,0,5))          → 130
    OFFSET(A1,-1,0)     → #REF!
    OFFSET(A1,0,0,0,1)  → #REF!
    ROW(OFFSET(A1,3,0)) → 4
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
    REPLACE("abc",2,1,"xy")         → axyc
    REPLACE("abc",9,1,"x")          → abcx
    REPLACE("110101199001011234",7,8,"********")    → 110101********1234
    REPLACE("abc",0,1,"x")          → #VALUE!
    PROPER("ab cD2e-f")             → Ab Cd2E-F
    CLEAN("a"&CHAR(10)&"b")         → ab
    LEN("a"&CHAR(10)&"b")           → 3
    CHAR(65)                        → A
    CHAR(256)                       → #VALUE!
    CODE("Ab")                      → 65
    CODE("")                        → #VALUE!
    _xlfn.UNICHAR(8730)             → √
    _xlfn.UNICODE("民")             → 27665
    FIXED(1234.567)                 → 1,234.57
    FIXED(-1234.567,1,TRUE)         → -1234.6
    FIXED(1234.5,-2)                → 1,200
    FIXED(0.5,0)                    → 1
    _xlfn.NUMBERVALUE("1 234,5",",",".")    → 1234.5
    _xlfn.NUMBERVALUE("12%%")       → 0.0012
    _xlfn.NUMBERVALUE("")           → 0
    _xlfn.NUMBERVALUE("甲")         → #VALUE!
    NUMBERSTRING(123,1)             → 一百二十三
    NUMBERSTRING(1020,2)            → 壹仟零贰拾
    NUMBERSTRING(123,3)             → 一二三
    HYPERLINK("http://x","名")      → 名
    HYPERLINK("#表1!A1")            → #表1!A1
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
    TEXT(2.5,"General元")           → 2.5元
    TEXT(12,"0角0分")               → 1角2分
    TEXT(5,"0角0分")                → 0角5分
    TEXT(1234,"0角0分")             → 123角4分
    TEXT(1,"000-0000")              → 000-0001
    TEXT(123,"[DBNum2][$-804]")     → 壹佰贰拾叁
    TEXT(10,"[DBNum2][$-804]General")       → 壹拾
    TEXT(0,"[DBNum2][$-804]General")        → 零
    TEXT(12,"[DBNum2][$-804]General元")     → 壹拾贰元
    TEXT(123.45,"[DBNum2][$-804]General")   → 壹佰贰拾叁.肆伍
    TEXT(10010,"[DBNum2][$-804]General")    → 壹万零壹拾
    TEXT(100010,"[DBNum2][$-804]General")   → 壹拾万零壹拾
    TEXT(105000,"[DBNum2][$-804]General")   → 壹拾万伍仟
    TEXT(100000001,"[DBNum2][$-804]General")        → 壹亿零壹
    TEXT(100001000,"[DBNum2][$-804]General")        → 壹亿零壹仟
    TEXT(10000000000,"[DBNum2][$-804]General")      → 壹佰亿
    TEXT(-12,"[DBNum2][$-804]General")      → -壹拾贰
    TEXT(12,"[DBNum2][$-804]0角0分;;整")    → 壹角贰分
    TEXT(0,"[DBNum2][$-804]0角0分;;整")     → 整
    TEXT(3,"[DBNum1][$-804]第General项")    → 第三项
    TEXT(114,"[DBNum1][$-804]General")      → 一百一十四
    TEXT(123,"[DBNum2]G/通用格式")          → 壹佰贰拾叁
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
    DATEDIF(44197,44255,"m")        → 1
    DATEDIF(44197,44256,"M")        → 2
    DATEDIF("2019-5-20","2021-5-19","y")    → 1
    DATEDIF("2019-5-20","2021-5-19","ym")   → 11
    DATEDIF(44197,44256,"d")        → 59
    DATEDIF(44197,44260,"md")       → 4
    DATEDIF(44256,44197,"d")        → #NUM!
    DATEDIF(44197,44256,"q")        → #NUM!
    _xlfn.DAYS("2021-3-1","2021-2-1")       → 28
    WEEKDAY(44256)          → 2
    WEEKDAY(44256,2)        → 1
    WEEKDAY(44256,3)        → 0
    WEEKDAY(44256,17)       → 2
    WEEKDAY(44256,9)        → #NUM!
    WEEKNUM(44256)          → 10
    WEEKNUM(44197,2)        → 1
    WEEKNUM(44197,21)       → 53
    _xlfn.ISOWEEKNUM(44197) → 53
    NETWORKDAYS(44256,44270)        → 11
    NETWORKDAYS(44256,44270,44257)  → 10
    NETWORKDAYS(44270,44256)        → -11
    NETWORKDAYS(44257,44265,C2:C3)  → 7
    NETWORKDAYS(44254,44255)        → 0
    WORKDAY(44256,5)        → 44263
    WORKDAY(44256,-3)       → 44251
    WORKDAY(44256,1,{44257,44258})  → 44259
    DATEVALUE("2021-03-01") → 44256
    DATEVALUE("12")         → #VALUE!
    DATEVALUE("文字")       → #VALUE!
    TIME(25,0,0)            → 0.0416666666666667
    HOUR(0.75)              → 18
    MINUTE(44256.5104166667)        → 15
    SECOND(0.5000058)       → 1
"""

ALL = TOTALS + STATISTICS + CRITERIA + ARITHMETIC + LOGIC + LOOKUPS + TEXTS + FORMATS + DAYS


def table(text):
    """Formula and result of each line."""
    return [tuple(part.strip() for part in line.split("→")) for line in text.strip().splitlines() if line.strip()]


@pytest.mark.parametrize("formula, expected", table(ALL), ids=[formula for formula, _ in table(ALL)])
def test_function(formula, expected):
    assert value(formula, CELLS) == expected


@pytest.mark.parametrize(
    "formula",
    [
        'TEXT(5,"[红色]0")', 'TEXT(5,"0.0E+0")', 'TEXT(5,"0 ?/?")', 'TEXT(44256,"aaaa")', 'TEXT(44256,"mmm")', 'TEXT(0.5,"h:mm")',         'TEXT(-0.001,"0.00")', 'TEXT(1234,"[DBNum2]0")', 'TEXT(205,"[DBNum1]")', 'TEXT(1E13,"[DBNum2]")', 'TEXT(12,"#角0分")', "LEN(\"𠮷\")", "MATCH(70,{90,60,80},1)", 'COUNTIF(A2:A8,">甲")', 'COUNTIF(A2:A8,">A")', 'COUNTIF(A2:A8,"1/2")',
        "YEAR(0)", "LARGE(F2:F8,1.5)", 'SUMPRODUCT(--(A:A=""))', "ROW(A1:A3)", "SUMPRODUCT(IF(F2:F8>60,1,0))", "SUM(IFERROR(A2:A3,0))",
        "SUBTOTAL(12,F2:F8)", "_xlfn.AGGREGATE(4,7,F2:F8)", "_xlfn.AGGREGATE(9,6,{1,2})", 'DATEDIF(44227,44256,"md")', 'DATEDIF(44197,44256,"yd")', 'DATEVALUE("2021年3月1日")', "CHAR(200)", "FIXED(-0.001)", "OFFSET(A1,0,0,5000,1)", "NUMBERSTRING(10,3)", "NUMBERSTRING(1.5,2)", "CELL(\"row\")", "_xlfn.XLOOKUP(1,F2:F8,A2:A8,0,-1)", "COUNTBLANK(5)",
    ],
)  # fmt: skip
def test_left_to_excel(formula):
    assert value(formula, CELLS, fails=True) == "Unknown"


def test_subtotals_are_not_counted_twice():
    assert value("SUBTOTAL(9,A1:A4)", "1\n2\n=小计\n4") == "7"
    assert value("SUM(A1:A4)", "1\n2\n=小计\n4") == "107"
