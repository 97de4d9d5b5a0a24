"""The peer of bench/lib-ml.ts: keras-preprocessing over the URLs on standard input, a JSON list.
Prints the seconds of each round, as JSON; the first argument says how many rounds."""

import json
import pathlib
import sys
import time

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "lib-ml" / "golden"))

from original import Tokenizer, pad_sequences  # noqa: E402

urls = json.load(sys.stdin)
tokenizer = Tokenizer(char_level=True, lower=True, oov_token="-n-")
tokenizer.fit_on_texts(urls)
seconds = []
for _ in range(int(sys.argv[1])):
    start = time.perf_counter()
    rows = pad_sequences(tokenizer.texts_to_sequences(urls), maxlen=200)
    seconds.append(time.perf_counter() - start)
assert rows.shape == (len(urls), 200)
print(json.dumps(seconds))
