"""`cnn` as an ONNX graph of one input, `ids`: the n-grams are hashed inside, so that the file stands alone."""

import numpy as np

from arrays import LENGTH
from deep import NGRAM_WIDTH, TABLES, Deep
from graph import Graph
from hashing import ORDER, PRIME, QUERY_LENGTH, REGION, SPREAD, STEP, Marks
from wide import WIDE_BUCKETS, WIDE_ORDERS

COLUMN_STEP = 8


def export_cnn(
    deep: Deep, wide: tuple[np.ndarray, float], mix: tuple[float, float], path: str
) -> None:
    """logit = mix[0] * deep + mix[1] * wide."""
    graph = Graph()
    text, code, region = _regions(graph, _cut(graph), deep.marks)
    orders = sorted({order for orders, _ in TABLES for order in orders} | set(WIDE_ORDERS))
    hashed = _hashes(graph, text, code, region, orders)
    is_text = graph.floats(graph.add("Greater", text, graph.number(0)))
    deep_logit = _deep(graph, deep, (text, region, is_text), hashed, mix[0])
    wide_logit = _wide(graph, wide, hashed, mix[1])
    graph.add("Add", deep_logit, wide_logit, output="logit")
    graph.save("cnn", ("ids", ["batch", LENGTH]), path)


def _cut(graph: Graph) -> str:
    """The ids without the columns that are padding in every row: most URLs are short, and time goes with columns."""
    ids = graph.wholes("ids")
    used = graph.add("ReduceMax", ids, axes=[0], keepdims=0)
    columns = graph.add("ReduceSum", graph.wholes(graph.add("Greater", used, graph.number(0))), keepdims=1)
    step = graph.whole(COLUMN_STEP)
    steps = graph.add("Div", graph.add("Add", columns, graph.whole(COLUMN_STEP - 1)), step)
    kept = graph.add("Max", graph.add("Mul", steps, step), step)
    start = graph.add("Sub", graph.whole(LENGTH), kept)
    return graph.add("Slice", ids, start, graph.whole(LENGTH), graph.whole(1))


def _shift(graph: Graph, name: str) -> str:
    padded = graph.add("Pad", name, graph.whole(0, 1, 0, 0))
    return graph.add("Slice", padded, graph.whole(0), graph.whole(-1), graph.whole(1))


def _regions(graph: Graph, ids: str, marks: Marks) -> tuple[str, str, str]:
    """As hashing.regions."""
    zero, one, two, axis = graph.number(0), graph.number(1), graph.number(2), graph.number(1)
    padded = graph.add("Pad", ids, graph.whole(0, 1, 0, 1))
    is_query = graph.add(
        "Or",
        graph.add("Equal", padded, graph.number(marks.question)),
        graph.add("Equal", padded, graph.number(marks.hash)),
    )
    in_query = graph.add("Min", graph.add("CumSum", graph.wholes(is_query), axis), one)
    is_near = graph.add("LessOrEqual", graph.add("CumSum", in_query, axis), graph.number(QUERY_LENGTH))
    text = graph.add("Where", is_near, padded, zero)
    is_border = graph.add("Or", is_query, graph.add("Equal", padded, graph.number(marks.slash)))
    behind_host = graph.add("Min", graph.add("CumSum", graph.wholes(is_border), axis), one)
    is_first = graph.add("Sub", behind_host, _shift(graph, behind_host))
    is_other = graph.add("Sub", one, is_first)
    code = graph.add("Mul", text, is_other)
    query = graph.add("Mul", graph.add("Mul", two, in_query), is_other)
    region = graph.add("Max", graph.add("Sub", behind_host, is_first), query)
    return text, code, region


def _hashes(graph: Graph, text: str, code: str, region: str, orders: list[int]) -> dict[int, str]:
    """As hashing.hashes."""
    zero, one, prime, step = graph.number(0), graph.number(1), graph.number(PRIME), graph.number(STEP)
    spread = graph.number(SPREAD)
    is_text = graph.wholes(graph.add("Greater", text, zero))
    before = _shift(graph, is_text)
    single = graph.add("Add", code, one)
    salt = graph.add("Mul", region, graph.number(REGION))
    rolling, whole, found = single, graph.add("Max", is_text, before), {}
    for order in range(2, max(orders) + 1):
        # shifted in is 0, as torch pads it
        grown = graph.add("Add", graph.add("Mul", _shift(graph, rolling), step), single)
        rolling = graph.add("Mod", grown, prime)
        if order == 3:
            whole = before
        elif order > 3:
            whole = graph.add("Mul", before, _shift(graph, whole))
        if order in orders:
            salted = graph.add("Add", graph.add("Add", rolling, salt), graph.number(order * ORDER))
            mixed = graph.add("Mod", graph.add("Mul", graph.add("Mod", salted, prime), spread), prime)
            found[order] = graph.add("Sub", graph.add("Add", graph.add("Mul", mixed, whole), whole), one)
    return found


def _bucket(graph: Graph, hashed: str, buckets: int) -> str:
    """As hashing.bucket."""
    zero = graph.number(0)
    inside = graph.add("Add", graph.add("Mod", hashed, graph.number(buckets - 1)), graph.number(1))
    return graph.add("Where", graph.add("GreaterOrEqual", hashed, zero), inside, zero)


def _quantised(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """int8 with one scale per column."""
    scale = np.maximum(np.abs(values).max(0), 1e-8) / 127
    return np.round(values / scale).astype(np.int8), scale.astype(np.float32)


def _deep(
    graph: Graph, deep: Deep, places: tuple[str, str, str], hashed: dict[int, str], factor: float
) -> str:
    """As Deep.forward."""
    text, region, is_text = places
    weights = {name: value.numpy() for name, value in deep.state_dict().items()}
    last = graph.whole(-1)
    one = graph.constant(np.array(1, np.float32))
    found = []
    for number, (orders, size) in enumerate(TABLES):
        table, scale = _quantised(weights[f"tables.{number}.weight"])
        name = graph.constant(table)
        rows = [graph.floats(graph.add("Gather", name, _bucket(graph, hashed[order], size))) for order in orders]
        total = rows[0] if len(rows) == 1 else graph.add("Add", rows[0], rows[1])
        found.append(graph.add("Mul", total, graph.constant(scale)))
    ngrams = graph.add("Concat", *found, axis=2)
    known = graph.add("Gather", graph.weights(weights["characters.weight"]), text)
    part = graph.add("Gather", graph.weights(weights["regions.weight"]), region)
    column = graph.add("Unsqueeze", is_text, last)
    characters = graph.add("Mul", graph.add("Add", known, part), column)
    state = graph.add("Transpose", graph.add("Concat", characters, ngrams, axis=2), perm=[0, 2, 1])
    row = graph.whole(1)
    mask = graph.add("Unsqueeze", graph.add("Max", is_text, _shift_floats(graph, is_text)), row)
    is_host = graph.floats(graph.add("Equal", region, graph.number(0)))
    host = graph.add("Mul", mask, graph.add("Unsqueeze", is_host, row))

    def convolve(name: str, source: str, kept: str, **attributes: object) -> str:
        kernel, bias = graph.weights(weights[f"{name}.weight"]), graph.weights(weights[f"{name}.bias"])
        return graph.add("Mul", graph.add("Relu", graph.add("Conv", source, kernel, bias, **attributes)), kept)

    state = convolve("first", state, mask, pads=[1, 1])
    mask, host = (graph.add("MaxPool", name, kernel_shape=[2], strides=[2]) for name in (mask, host))
    state = convolve("second", state, mask, pads=[1, 1], strides=[2])
    state = graph.add("Add", convolve("third", state, mask, pads=[1, 1]), state)
    pooled = []
    for chosen in (host, graph.add("Sub", mask, host)):
        kept = graph.add("Mul", state, chosen)
        count = graph.add("Max", graph.add("ReduceSum", chosen, last, keepdims=0), one)
        mean = graph.add("Div", graph.add("ReduceSum", kept, last, keepdims=0), count)
        pooled += [graph.add("ReduceMax", kept, axes=[-1], keepdims=0), mean]
    length = graph.add("Max", graph.add("ReduceSum", is_text, row, keepdims=1), one)
    bag = graph.add("Div", graph.add("ReduceSum", ngrams, row, keepdims=0), graph.add("Sqrt", length))
    features = graph.add("Concat", *pooled, bag, axis=1)

    def dense(name: str, source: str, scale: float) -> str:
        matrix = graph.weights(weights[f"{name}.weight"] * scale)
        return graph.add("Gemm", source, matrix, graph.weights(weights[f"{name}.bias"] * scale), transB=1)

    logit = dense("logit", graph.add("Relu", dense("hidden", features, 1)), factor)
    return graph.add("Squeeze", logit, last)


def _shift_floats(graph: Graph, name: str) -> str:
    padded = graph.add("Pad", name, graph.whole(0, 1, 0, 0))
    return graph.add("Slice", padded, graph.whole(0), graph.whole(-1), graph.whole(1))


def _wide(graph: Graph, wide: tuple[np.ndarray, float], hashed: dict[int, str], factor: float) -> str:
    """As linear.train_linear: bias + sum of weights / sqrt(count)."""
    weights, bias = wide
    weights = weights.copy()
    weights[0] = 0
    table, scale = _quantised(weights[:, None])
    axis = graph.whole(1)
    index = graph.add(
        "Concat", *(_bucket(graph, hashed[order], WIDE_BUCKETS) for order in WIDE_ORDERS), axis=1
    )
    found = graph.floats(graph.add("Gather", graph.constant(table[:, 0]), index))
    total = graph.add("ReduceSum", found, axis, keepdims=0)
    count = graph.add(
        "ReduceSum", graph.floats(graph.add("Greater", index, graph.number(0))), axis, keepdims=0
    )
    root = graph.add("Sqrt", graph.add("Max", count, graph.constant(np.array(1, np.float32))))
    scaled = graph.add("Mul", graph.add("Div", total, root), graph.constant(np.float32(scale[0] * factor)))
    return graph.add("Add", scaled, graph.constant(np.array(bias * factor, np.float32)))
