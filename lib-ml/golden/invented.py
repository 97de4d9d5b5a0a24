"""Texts that nobody wrote, the same on every machine: a small generator of our own, so that no release of
Python's `random` can change them."""

WORDS = "login secure account shop news blog mail update verify photo wiki bank index home docs search".split()
ENDS = "example test invalid localhost example.com example.org shop.example co.example".split()
PLAIN = "abcdefghijklmnopqrstuvwxyz0123456789-._~"
# Letters whose lower case is longer, depends on the context, or is ASCII; other scripts; nothing to see; a pair.
ODD = (
    "\u0130\u212a\u03a3\u03c3\u03c2\u1e9e\u00df\u01c4\u01c5\u00c9\u0416\u0430\u05d0\u0627\u4e2d\u3042\uff21\uff0e"
    "\u200b\u202e\u00a0\u3000\ufeff\ufffd\u0000\u0007\t\n\x7f\U0001d400\U0001f600\U00010400\ud800\udfff"
)
PUNCTUATION = "%&'()*+,/:;<=>?@[\\]^_`{|}\" #$!"


def generator(seed):
    """Knuth's MMIX linear congruential generator; the upper bits only."""
    state = seed

    def below(limit):
        nonlocal state
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (state >> 33) % limit

    return below


def urls(count, seed):
    below = generator(seed)

    def pick(choices):
        return choices[below(len(choices))]

    def url():
        host = "%s%s.%s" % (pick(["", "www.", "m."]), pick(WORDS), pick(ENDS))
        path = "/".join(pick(WORDS).title() if below(4) == 0 else pick(WORDS) for _ in range(below(4)))
        query = "?%s=%d" % (pick(WORDS), below(10**6)) if below(3) == 0 else ""
        return "%s://%s/%s%s" % (pick(["http", "https", "HTTP"]), host, path, query)

    return [url() for _ in range(count)]


def fuzz(count, seed):
    """Up to 60 characters, a third of them odd."""
    below = generator(seed)
    pools = (PLAIN, PLAIN.upper(), PUNCTUATION + ODD, ODD)

    def character():
        pool = pools[below(len(pools))]
        return pool[below(len(pool))]

    return ["".join(character() for _ in range(below(61))) for _ in range(count)]


def over_long(count, seed):
    """URLs of 190 to 489 characters: around and above the 200 that are kept."""
    below = generator(seed)
    long = []
    for url in urls(count, seed + 1000):
        size = 190 + below(300)
        long.append(url + "".join(PLAIN[below(len(PLAIN))] for _ in range(max(0, size - len(url)))))
    return long
