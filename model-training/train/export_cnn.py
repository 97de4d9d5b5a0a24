"""`cnn` as an ONNX graph of one input, `ids`: the n-grams are hashed inside, so that the file stands alone."""

from functools import reduce

import numpy as np

from arrays import LENGTH
from deep import CHARACTER_WIDTH, TABLES, Deep
from graph import Graph
from hashing import ORDER, PRIME, QUERY_LENGTH, REGION, SPREAD, STEP, Marks
from wide import WIDE_BUCKETS, WIDE_ORDERS

# With the two columns of the borders an odd number of pairs: then the second convolution takes the same ones together, whatever the length.
COLUMN_STEP = 4
# A slice that goes on to the end.
END = 2**31 - 1


def export_cnn(
    deep: Deep, wide: tuple[np.ndarray, float], mix: tuple[float, float], path: str
) -> None:
    """logit = mix[0] * deep + mix[1] * wide."""
    graph = Graph()
    text, code, region = _regions(graph, _cut(graph), deep.marks)
    wanted = [*TABLES, (WIDE_ORDERS, WIDE_BUCKETS)]
    orders = sorted({order for each, _ in wanted for order in each})
    index = dict(zip(wanted, _indices(graph, _hashes(graph, text, code, region, orders), orders, wanted)))
    deep_logit = _deep(graph, deep, (text, region), index, mix[0])
    graph.add("Add", deep_logit, _wide(graph, wide, index, mix[1]), output="logit")
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


def _hashes(graph: Graph, text: str, code: str, region: str, orders: list[int]) -> str:
    """As hashing.hashes, all orders one above the other: int64 [rows, orders, columns].

    Where torch goes from column to column, the graph adds up shifted copies, which takes far fewer nodes: the hash of
    order n is the sum of (code + 1) * STEP^k over the last n columns, k columns back, modulo PRIME.
    """
    zero, one, two, prime, row = *(graph.number(value) for value in (0, 1, 2, PRIME)), graph.whole(1)
    longest = max(orders)
    is_text = graph.wholes(graph.add("Greater", text, zero))
    # both in one number, so that they are shifted together; beyond the left end lies a column of code 0
    packed = graph.add("Add", graph.add("Mul", code, two), is_text)
    padded = graph.add("Unsqueeze", graph.add("Pad", packed, graph.whole(0, longest - 1, 0, 0)), row)
    copies = [
        graph.add("Slice", padded, graph.whole(longest - 1 - back), graph.whole(-back if back else END), graph.whole(2))
        for back in range(longest)
    ]
    shifted = graph.add("Concat", *copies, axis=1)
    powers = graph.constant(np.array([pow(STEP, back, PRIME) for back in range(longest)], np.int64)[:, None])
    terms = graph.add("Mul", graph.add("Add", graph.add("Div", shifted, two), one), powers)
    rolling = graph.add("Mod", graph.add("CumSum", terms, one), prime)
    # how many of the columns between the first and the last are no text; of two columns, whether both are none
    is_none = graph.add("Sub", one, graph.add("Mod", shifted, two))
    first, second, inner = graph.split(is_none, [1, 1, longest - 2], axis=1)
    between = graph.add("CumSum", graph.add("Concat", second, inner, axis=1), one)
    gaps = graph.add("Concat", graph.add("Mul", first, second), between, axis=1)
    salt = graph.add("Unsqueeze", graph.add("Mul", region, graph.number(REGION)), row)
    numbers = graph.constant(np.array(orders, np.int64)[:, None] * ORDER)
    chosen = graph.add("Gather", rolling, graph.whole(*(order - 1 for order in orders)), axis=1)
    salted = graph.add("Add", graph.add("Add", chosen, salt), numbers)
    mixed = graph.add("Mod", graph.add("Mul", graph.add("Mod", salted, prime), graph.number(SPREAD)), prime)
    gap = graph.add("Gather", gaps, graph.whole(*(order - 2 for order in orders)), axis=1)
    return graph.add("Where", graph.add("Equal", gap, zero), mixed, graph.number(-1))


def _indices(
    graph: Graph, hashed: str, orders: list[int], wanted: list[tuple[tuple[int, ...], int]]
) -> list[str]:
    """As hashing.bucket: for each table, int64 [rows, orders of the table, columns]."""
    zero, one = graph.number(0), graph.number(1)
    places = [orders.index(order) for each, _ in wanted for order in each]
    sizes = [size - 1 for each, size in wanted for _ in each]
    chosen = graph.add("Gather", hashed, graph.whole(*places), axis=1)
    divisors = graph.constant(np.array(sizes, np.int64)[:, None])
    inside = graph.add("Add", graph.add("Mod", chosen, divisors), one)
    found = graph.add("Where", graph.add("GreaterOrEqual", chosen, zero), inside, zero)
    return graph.split(found, [len(each) for each, _ in wanted], axis=1)


def _quantised(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """int8 with one scale per column."""
    scale = np.maximum(np.abs(values).max(0), 1e-8) / 127
    return np.round(values / scale).astype(np.int8), scale.astype(np.float32)


def _deep(
    graph: Graph, deep: Deep, places: tuple[str, str], index: dict[tuple[tuple[int, ...], int], str], factor: float
) -> str:
    """As Deep.forward."""
    text, region = places
    weights = {name: value.numpy() for name, value in deep.state_dict().items()}
    row = graph.whole(1)
    characters, scales = _characters(graph, weights, text, region), [np.ones(CHARACTER_WIDTH, np.float32)]
    columns = [characters]
    for number, wanted in enumerate(TABLES):
        values, scale = _quantised(weights[f"tables.{number}.weight"])
        table = graph.constant(values)
        found = [
            graph.floats(graph.add("Gather", table, graph.add("Squeeze", part, row)))
            for part in graph.split(index[wanted], [1] * len(wanted[0]), axis=1)
        ]
        # added one by one: a ReduceSum over so short an axis takes longer than all the rest of it
        columns.append(reduce(lambda sum, each: graph.add("Add", sum, each), found))
        scales.append(scale)
    # what the tables' entries are to be multiplied by is in the weights that follow
    first = weights["first.weight"].T * np.tile(np.concatenate(scales), 2)[:, None]
    pairs = graph.add("Reshape", graph.add("Concat", *columns, axis=2), graph.whole(0, -1, len(first)))
    pair_mask, mask, parts = _parts(graph, text, region)

    def dense(source: str, matrix: np.ndarray, bias: np.ndarray, kept: str) -> str:
        """[rows, columns, width] times a matrix, rectified; 0 where there is no text."""
        flat = graph.add("Reshape", source, graph.whole(-1, len(matrix)))
        product = graph.add("Relu", graph.add("Gemm", flat, graph.weights(matrix), graph.weights(bias)))
        shape = graph.add("Concat", graph.add("Shape", kept, start=0, end=2), graph.whole(len(bias)), axis=0)
        return graph.add("Mul", graph.add("Reshape", product, shape), kept)

    # convolutions as one matrix product over neighbouring columns: faster in onnxruntime than a Conv of so few
    def matrix_of(name: str) -> np.ndarray:
        kernel = weights[f"{name}.weight"]
        return kernel.transpose(2, 1, 0).reshape(-1, len(kernel))

    def halve(source: str) -> str:
        """Four columns side by side, every second time; the number of columns is odd."""
        padded = graph.add("Pad", source, graph.whole(0, 1, 0, 0, 0, 0))
        twos = graph.add("Reshape", padded, graph.whole(0, -1, 2 * weights["second.weight"].shape[1]))
        left = graph.add("Slice", twos, graph.whole(0), graph.whole(-1), row)
        right = graph.add("Slice", twos, graph.whole(1), graph.whole(END), row)
        return graph.add("Concat", left, right, axis=2)

    def beside(source: str) -> str:
        """Each column between its neighbours."""
        padded = graph.add("Pad", source, graph.whole(0, 1, 0, 0, 1, 0))
        left = graph.add("Slice", padded, graph.whole(0), graph.whole(-2), row)
        right = graph.add("Slice", padded, graph.whole(2), graph.whole(END), row)
        return graph.add("Concat", left, source, right, axis=2)

    state = halve(dense(pairs, first, weights["first.bias"], pair_mask))
    state = dense(state, matrix_of("second"), weights["second.bias"], mask)
    neighbours = beside(state)
    state = graph.add("Add", dense(neighbours, matrix_of("third"), weights["third.bias"], mask), state)
    pooled = []
    for part, share in parts:
        highest = graph.add("ReduceMax", graph.add("Mul", state, part), axes=[1], keepdims=0)
        mean = graph.add("Squeeze", graph.add("MatMul", share, state), row)
        pooled += [highest, mean]
    features = graph.add("Concat", *pooled, axis=1)
    hidden = graph.add(
        "Gemm", features, graph.weights(weights["hidden.weight"].T), graph.weights(weights["hidden.bias"])
    )
    logit = graph.add(
        "Gemm",
        graph.add("Relu", hidden),
        graph.weights(weights["logit.weight"].T * factor),
        graph.weights(weights["logit.bias"] * factor),
    )
    return graph.add("Squeeze", logit, graph.whole(-1))


def _characters(graph: Graph, weights: dict[str, np.ndarray], text: str, region: str) -> str:
    """The vectors of characters in their regions, from one table of all pairs of them; 0 where there is no text."""
    regions = weights["regions.weight"]
    table = weights["characters.weight"][:, None] + regions[None]
    table[0] = 0
    place = graph.add("Add", graph.add("Mul", text, graph.number(len(regions))), region)
    return graph.add("Gather", graph.weights(table.reshape(-1, CHARACTER_WIDTH)), place)


def _parts(graph: Graph, text: str, region: str) -> tuple[str, str, list[tuple[str, str]]]:
    """Which pairs of columns have text, float [rows, pairs, 1], and which pairs of those; the latter of host and rest, and what makes a mean of each."""
    row, last = graph.whole(1), graph.whole(-1)
    is_text = graph.floats(graph.add("Greater", text, graph.number(0)))
    active = graph.add("Max", is_text, _shift(graph, is_text))
    is_host = graph.add("Mul", active, graph.floats(graph.add("Equal", region, graph.number(0))))
    channel = graph.add("Concat", *(graph.add("Unsqueeze", name, row) for name in (active, is_host)), axis=1)
    pairs = graph.add("MaxPool", channel, kernel_shape=[2], strides=[2])
    both = graph.add("MaxPool", pairs, kernel_shape=[2], strides=[2])
    pair_mask, _ = graph.split(pairs, [1, 1], axis=1)
    mask, host = graph.split(both, [1, 1], axis=1)
    parts = []
    for part in (host, graph.add("Sub", mask, host)):
        count = graph.add("Max", graph.add("ReduceSum", part, last), graph.constant(np.array(1, np.float32)))
        parts.append((graph.add("Transpose", part, perm=[0, 2, 1]), graph.add("Div", part, count)))
    pair_mask, mask = (graph.add("Transpose", name, perm=[0, 2, 1]) for name in (pair_mask, mask))
    return pair_mask, mask, parts


def _wide(
    graph: Graph, wide: tuple[np.ndarray, float], index: dict[tuple[tuple[int, ...], int], str], factor: float
) -> str:
    """As linear.train_linear: bias + sum of weights / sqrt(count)."""
    weights, bias = wide
    weights = weights.copy()
    weights[0] = 0
    table, scale = _quantised(weights[:, None])
    axes = graph.whole(1, 2)
    all_orders = index[WIDE_ORDERS, WIDE_BUCKETS]
    found = graph.floats(graph.add("Gather", graph.constant(table[:, 0]), all_orders))
    total = graph.add("ReduceSum", found, axes, keepdims=0)
    is_ngram = graph.floats(graph.add("Greater", all_orders, graph.number(0)))
    count = graph.add("ReduceSum", is_ngram, axes, keepdims=0)
    root = graph.add("Sqrt", graph.add("Max", count, graph.constant(np.array(1, np.float32))))
    scaled = graph.add("Mul", graph.add("Div", total, root), graph.constant(np.float32(scale[0] * factor)))
    return graph.add("Add", scaled, graph.constant(np.array(bias * factor, np.float32)))
