"""Random templates: blocks in one another, above one another, side by side; formulas and whatever else means rows."""

from hypothesis import strategies as st
from reference import Band, Block, End, Ref, Tree
from reference_sheet import Cell, Formula, Template
from template_files import Extras, Sample, absolute, key, relative, strip

# The lines of a sheet: "line", or (keyword, what stands in the block, what stands behind {%tr else %}).
NODES = st.recursive(
    st.just("line"),
    lambda inner: st.one_of(
        st.tuples(st.just("for"), st.lists(inner, min_size=1, max_size=3)),
        st.tuples(st.just("if"), st.lists(inner, min_size=1, max_size=2)),
        st.tuples(st.just("if"), st.lists(inner, min_size=1, max_size=2), st.lists(inner, min_size=1, max_size=2)),
    ),
    max_leaves=4,
)


def numbered(tree, line=1, lane=""):
    """The tree with its lines numbered, and the number of the next."""
    nodes = []
    for node in tree:
        if node == "line":
            nodes.append(line)
            line += 1
        elif node[0] == "band":
            band = numbered_band(node[1], line)
            nodes.append(band)
            line = band.last + 1
        else:
            block, line = numbered_block(node, line, lane)
            nodes.append(block)
    return tuple(nodes), line


def numbered_block(node, line, lane):
    tags, branches = [], []
    for branch in node[1:]:
        tags.append(line)
        inside, line = numbered(branch, line + 1, lane)
        branches.append(inside)
    return Block(node[0], f"b{tags[0]}{lane}", (*tags, line), tuple(branches)), line + 1


def numbered_band(lanes, line):
    """Lanes that begin in one line, by their first columns; they end where none of them has a block open any more."""
    each = {column: numbered(nodes, line, "甲乙丙"[n])[0] for n, (column, nodes) in enumerate(lanes)}
    last = line
    for block in sorted((node for nodes in each.values() for node in nodes if isinstance(node, Block)), key=opening):
        if block.tags[0] <= last:
            last = max(last, block.tags[-1])
    return Band({column: [node for node in nodes if opening(node) <= last] for column, nodes in each.items()}, last)


def opening(node):
    return node.tags[0] if isinstance(node, Block) else node


@st.composite
def samples(draw):
    """Blocks of rows and of columns, in one another, above one another and at the same time."""
    axes = [Tree(numbered(["line", *draw(st.lists(NODES, min_size=1, max_size=most))])[0]) for most in (3, 2)]
    at = tuple(draw(st.sampled_from([line for line in tree.plain if not tree.inside[line]])) for tree in axes)
    return draw(filled(axes, at, draw(merges(axes, at)), draw(st.sampled_from(["表1", "支出 '21"]))))


@st.composite
def filled(draw, axes, at, merged, title):
    template = Template(*axes, {}, merged)
    template.cells.update(draw(cells(axes, merged)))
    prefix = "表1!" if title == "表1" else "'支出 ''21'!"
    formulas = draw(st.lists(formula(axes, axes[1].inside, prefix), max_size=3))
    rows = range(1, len(formulas) + 1)
    second = Template(Tree(rows), Tree([1]), {(n, 1): Cell(each) for n, each in zip(rows, formulas, strict=True)})
    data = {name: draw(record(axes[n].nodes, template, n)) for n, name in enumerate("rc")}
    return Sample(title, template, at, second, draw(extras(axes, template.cells, prefix)), data)


# Lanes begin with a block; what stands below it may be a block or a line.
LANE = st.lists(NODES, min_size=0, max_size=1).flatmap(
    lambda below: NODES.filter(lambda node: node != "line").map(lambda block: [block, *below])
)


@st.composite
def bands(draw, width):
    """Two lanes or three."""
    firsts = sorted(draw(st.sets(st.integers(1, width), min_size=2, max_size=min(3, width))))
    return "band", [(first, draw(LANE)) for first in firsts]


@st.composite
def side_by_side(draw):
    """A template with blocks side by side, perhaps in a block, perhaps other ones below."""
    width = draw(st.integers(2, 4))
    tree = ["line"]
    for _ in range(draw(st.integers(1, 2))):
        band = [*draw(st.sampled_from([[], ["line"]])), draw(bands(width)), *draw(st.sampled_from([[], ["line"]]))]
        tree += [("for", band)] if draw(st.booleans()) else [*band, "line"]
    rows, columns = Tree(numbered(tree)[0]), Tree(range(1, width + 1))
    sample = draw(filled([rows, columns], (1, 1), [], "表1"))
    for spot in [(r, c) for c in columns.plain for r in strip(rows, c).plain]:
        sample.template.cells.setdefault(spot, Cell(5))  # a row of a lane that says nothing may be left out
    return sample._replace(extras=sample.extras._replace(breaks=[]))


@st.composite
def record(draw, nodes, template, axis, columns=range(99)):
    """Data for a part of an axis: a value for every cell that prints one, lists and conditions."""
    found = {}
    mood = draw(st.tuples(CHOICES, CHOICES))  # one for every other cell, so that some of two records are equal
    for node in nodes:
        if isinstance(node, int):
            found |= {key(spot): value(cell, mood[sum(spot) % 2]) for spot, cell in template.cells.items()
                      if spot[axis] == node and spot[1] in columns and (cell.of_row, cell.of_column)[axis]}  # fmt: skip
        elif isinstance(node, Band):
            for first, lane in node.lanes.items():
                inside = [column for column in template.columns.inside if node.lane(column) == first]
                found |= draw(record(lane, template, axis, inside))
        elif node.keyword == "for":
            found[node.name] = draw(st.lists(record(node.branches[0], template, axis, columns), max_size=3))
        else:
            found[node.name] = draw(st.booleans())
            for branch in node.branches:
                found |= draw(record(branch, template, axis, columns))
    return found


CHOICES = st.integers(0, 4)


def value(cell, choice):
    return (["甲", "乙", "", "", "丙"] if cell.of_row and cell.of_column else [1, 2, "甲", "乙", ""])[choice]


# Cells


@st.composite
def cells(draw, axes, merged):
    """Row values but for some cells. Formulas refer to their left only, or their right only: none comes back to itself."""
    rows, columns = axes
    spots = [(r, c) for c in columns.plain for r in strip(rows, c).plain]
    areas_of = {spot: area for spot in spots for area in merged if is_in(spot, area)}
    free = [spot for spot in spots if spot not in areas_of or (
        areas_of[spot][:2] == spot and not is_doubled(axes, areas_of[spot]))]  # fmt: skip
    found = {spot: Cell(None, of_row=True) for spot in free}
    to_the_right = draw(st.booleans())
    for spot in draw(st.lists(st.sampled_from(free), max_size=8, unique=True)) if free else ():
        others = [other for other in columns.inside if (other > spot[1] if to_the_right else other < spot[1])]
        found[spot] = draw(cell(axes, others, areas_of.get(spot)))
    return {spot: cell for spot, cell in found.items() if cell}


def is_in(spot, area):
    return area[0] <= spot[0] <= area[2] and area[1] <= spot[1] <= area[3]


def is_doubled(axes, area):
    """Whether the corner of a merge would be written several times in it."""
    top, left, bottom, right = area
    row, column = (set(axis.loops(line)) for axis, line in zip(axes, (top, left), strict=True))
    return row != axes[0].shared(top, bottom) or column != axes[1].shared(left, right)


@st.composite
def cell(draw, axes, others, area):
    kinds = ["number", "text", "value", "merge", "merge"]
    if set(others) & set(axes[1].plain):
        kinds += ["formula", "formula"]
    if area and area[0] < area[2]:
        kinds = [kind for kind in kinds if kind != "merge"]
    kind = draw(st.sampled_from(["empty", *kinds]))
    if kind == "number":
        return Cell(draw(st.integers(1, 9)))
    if kind == "text":
        return Cell("字")
    if kind == "formula":
        return Cell(draw(formula(axes, others)))
    if kind == "empty":
        return None
    of_row, of_column = draw(st.sampled_from([(False, True), (True, True)]))
    if kind == "merge":
        of_row, of_column = draw(st.sampled_from([(True, False), (True, False), (False, True), (True, True)]))
    return Cell(None, of_row, of_column, kind == "merge")


def spans(plain, lines, single):
    """From which to which line a reference may reach: lines that are written are among them."""
    if single:
        return [(line, line) for line in lines if line in plain]
    return [(a, b) for a in lines for b in lines if a <= b and any(a <= line <= b for line in plain)]


@st.composite
def reference(draw, axes, columns, sheet="", single=False):
    columns = draw(st.sampled_from(spans(axes[1].plain, columns, single)))
    plain = set.intersection(*[set(strip(axes[0], column).plain) for column in range(columns[0], columns[1] + 1)])
    rows = draw(st.sampled_from(spans(plain, sorted(axes[0].inside), single)))
    dollars = draw(DOLLARS)
    dollars = [bool(dollars >> bit & 1) for bit in range(4)]
    first = End(rows[0], dollars[0]), End(columns[0], dollars[1])
    last = (None, None) if single else (End(rows[1], dollars[2]), End(columns[1], dollars[3]))
    return Ref((first[0], last[0]), (first[1], last[1]), sheet)


DOLLARS = st.integers(0, 15)


@st.composite
def formula(draw, axes, columns, sheet=""):
    function = draw(st.sampled_from(["SUM", "MAX", "COUNT", "AVERAGE", "INDEX", "+"]))
    most = 1 if function == "INDEX" else 2
    refs = draw(st.lists(reference(axes, columns, sheet, function == "+"), min_size=1, max_size=most))
    return Formula(function, tuple(refs))


# Merges and what stands around the cells


@st.composite
def merges(draw, axes, at):
    """Merges that no block cuts, none over another or over a tag."""
    found = []
    spans = [whole_spans(axis) for axis in axes]
    for _ in range(draw(st.integers(0, 2))):
        (top, bottom), (left, right) = (draw(st.sampled_from(each)) for each in spans)
        tags = [set(range(first, last + 1)) - set(axis.plain) for axis, first, last in
                ((axes[0], top, bottom), (axes[1], left, right))]  # fmt: skip
        hides = (tags[0] and left <= at[1] <= right) or (tags[1] and top <= at[0] <= bottom)
        area = (top, left, bottom, right)
        if area[:2] != area[2:] and not hides and not any(overlap(area, other) for other in found):
            found.append(area)
    return found


def overlap(a, b):
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


def whole_spans(axis):
    """From which to which line a merge may reach: parts of blocks it does not take."""
    return [(a, b) for a in axis.plain for b in axis.plain if a <= b and is_whole(axis, a, b)]


def is_whole(axis, first, last):
    """Whether the lines take in whole blocks, or stay within one branch of one."""
    taken = {line for line in axis.inside if first <= line <= last}
    for tags in {block.tags for line in taken for block in axis.inside[line]}:
        if not (taken >= {line for line in axis.inside if tags[0] <= line <= tags[-1]} or not taken & set(tags)):
            return False
    return True


@st.composite
def extras(draw, axes, cells, prefix):
    columns = axes[1].inside
    ranged = reference(axes, columns)
    formatted = draw(ranged)
    can_link = cells and len(columns) == len(axes[1].plain)
    link = (
        st.tuples(st.sampled_from(sorted(cells)), reference(axes, columns, prefix, single=True))
        if can_link
        else st.none()
    )
    return Extras(
        name=absolute(draw(reference(axes, columns, prefix, draw(st.booleans())))),
        formatted=(formatted, Formula("+", (along(draw(reference(axes, columns, single=True)), formatted, axes),))),
        chosen=(draw(ranged), absolute(draw(reference(axes, columns, single=draw(st.booleans()))))),
        printed=absolute(draw(ranged)),
        titles=draw(st.sampled_from(spans(axes[0].plain, list(axes[0].inside), False))),
        filtered=relative(draw(ranged)),
        breaks=sorted(draw(st.sets(st.sampled_from(axes[0].plain), max_size=2))),
        link=draw(link),
    )


def along(ref, target, axes):
    """A condition that stays on the sheet for all cells it is for: else on these themselves, where it has no $."""
    rows, columns = (
        own if own[0].fixed or own[0].line + last.line - first.line <= max(axis.inside) else (End(first.line), None)
        for own, (first, last), axis in zip(ref[:2], target[:2], axes, strict=True)
    )
    return Ref(rows, columns)
