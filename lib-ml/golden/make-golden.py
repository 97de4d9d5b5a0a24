"""What keras-preprocessing 1.1.2 answers, for lib-ml to be held to.

    make-golden.py small OUT                 invented strings only; OUT is committed as keras.golden.json
    make-golden.py large OUT SHARED [ROWS]   also every n-th row of SHARED/data, at least ROWS (12000) of them;
                                             OUT belongs into a temporary folder, never into the repository

One JSON object: {"library": ..., "cases": [case, ...]}, a case on each line. A case is one fitted tokenizer,
its to_json(), and for some texts the sequences and the padded matrices. Byte for byte the same on every run.
"""

import collections
import glob
import gzip
import json
import sys

from invented import fuzz, over_long, urls
from original import Tokenizer, pad_sequences, version


def tokenizer_json(tokenizer):
    """to_json(), with the two tables that are filled from a set put into the order of first appearance."""
    order = tokenizer.word_counts
    tokenizer.word_docs = collections.OrderedDict((word, tokenizer.word_docs[word]) for word in order)
    tokenizer.index_docs = collections.OrderedDict(
        (tokenizer.word_index[word], tokenizer.word_docs[word]) for word in order
    )
    return tokenizer.to_json()


def case(name, options, fitted, texts, paddings):
    """`fitted` is a list of batches: each is one call of fit_on_texts."""
    fitted, texts = json.loads(json.dumps([fitted, texts]))  # joins surrogates to pairs, as every reader of the file will
    tokenizer = Tokenizer(char_level=True, **options)
    for batch in fitted:
        tokenizer.fit_on_texts(batch)
    sequences = tokenizer.texts_to_sequences(texts)
    padded = []
    for padding in paddings:
        matrix = pad_sequences(sequences, **padding)
        assert matrix.dtype == "int32"
        padded.append({"options": padding, "shape": matrix.shape, "rows": matrix.tolist()})
    return {
        "name": name,
        "options": options,
        "fitted": fitted,
        "json": tokenizer_json(tokenizer),
        "texts": texts,
        "sequences": sequences,
        "padded": padded,
    }


SERVED = {"lower": True, "oov_token": "-n-"}
ALL_WAYS = [
    {"maxlen": 12, "padding": padding, "truncating": truncating, "value": value}
    for padding in ("pre", "post")
    for truncating in ("pre", "post")
    for value in (0, -7)
]


def small_cases():
    plain, odd, long = urls(30, seed=1), fuzz(40, seed=2), over_long(4, seed=3)
    edges = ["", " ", "\u0130\u0130", "\u212a", "\u03a3\u03a3 \u03a3", "-n-", "n", "\U0001f600", "\ud800", "a\udc00b"]
    return [
        case("served", SERVED, [plain], plain[:8] + edges + long, [{"maxlen": 200}]),
        case("fuzz", SERVED, [odd, plain], odd + edges, ALL_WAYS),
        case("case kept", {"lower": False, "oov_token": "-n-"}, [odd], odd[:15] + edges, [{}]),
        case("no oov token", {"lower": True}, [plain], odd[:15] + edges, [{}, {"maxlen": 5}]),
        case("capped", {"oov_token": "-n-", "num_words": 9}, [plain], plain[:9], [{"maxlen": 20}]),
        case("capped, no oov token", {"num_words": 9}, [plain], plain[:9], [{"maxlen": 20, "padding": "post"}]),
        case("oov token is a character", {"oov_token": "e"}, [plain], plain[:5], [{"maxlen": 20}]),
        case("nothing but digits", SERVED, [["10", "0", "22", "3", "987"]], ["0123456789"], [{}]),
    ]


def shared_urls(shared, wanted):
    """At least `wanted` URLs, every n-th of the validation and test rows."""
    rows = []
    for path in sorted(glob.glob(f"{shared}/data/*/*.tsv.gz")):
        if path.endswith(("/val.tsv.gz", "/test.tsv.gz")):
            with gzip.open(path, "rt", encoding="utf-8", newline="\n") as lines:
                rows += [line.rstrip("\n").split("\t", 1)[1] for line in lines]
    if len(rows) < wanted:
        raise SystemExit(f"{shared}/data: {len(rows)} rows, {wanted} wanted")
    return rows[:: len(rows) // wanted]


def large_cases(shared, wanted):
    rows = shared_urls(shared, wanted)
    odd, long = fuzz(2000, seed=4), over_long(200, seed=5)
    served = [{"maxlen": 200}]
    return [
        case("served, real URLs", SERVED, [rows[::2]], rows, served),
        case("served, invented", SERVED, [rows[::2]], odd + long + [""], served),
        case("fitted on fuzz", SERVED, [odd, long], odd, [{"maxlen": 30, "padding": "post", "truncating": "post"}]),
    ]


def main(kind, out, shared=None, wanted="12000"):
    cases = small_cases() if kind == "small" else large_cases(shared, int(wanted))
    with open(out, "w", encoding="ascii", newline="\n") as file:
        file.write('{"library":"keras-preprocessing %s","cases":[\n' % version)
        file.write(",\n".join(json.dumps(one, separators=(",", ":")) for one in cases))
        file.write("\n]}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
