"""n-grams of a row of ids, hashed with whole numbers below 2^62, so that torch and an ONNX runtime agree bit by bit."""

import torch
import torch.nn.functional as F

# A prime below 2^31 and multipliers below it: every product stays below 2^62, no overflow.
PRIME = 2147483647
STEP = 1000003
SPREAD = 1540483477
REGION = 320753517
ORDER = 7919

# So many characters of a query (and fragment) count, from its ? on: what stands behind them is anybody's to append.
QUERY_LENGTH = 24


class Marks:
    """The ids of the characters at which a URL's parts meet."""

    def __init__(self, vocabulary: list[str]) -> None:
        ids = {character: index + 2 for index, character in enumerate(vocabulary)}
        # an id that no row has stands for a character that the vocabulary lacks
        self.slash, self.question, self.hash = (ids.get(character, len(vocabulary) + 2) for character in "/?#")


def regions(ids: torch.Tensor, marks: Marks) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """ids int64 [rows, columns] -> (text, code, region), a column longer at both ends.

    text: ids with what is beyond QUERY_LENGTH set to 0; code: what is hashed, where the border behind the host is 0, as
    is padding, so that a host's end looks the same with and without a path; region: 0 host and its border, 1 path, 2 query.
    """
    padded = F.pad(ids, (1, 1))
    is_query = (padded == marks.question) | (padded == marks.hash)
    in_query = is_query.long().cumsum(1).clamp(max=1)
    text = torch.where(in_query.cumsum(1) <= QUERY_LENGTH, padded, 0)
    border = (is_query | (padded == marks.slash)).long()
    behind_host = border.cumsum(1).clamp(max=1)
    # the first border itself: behind_host is 1 here and was 0 one column before
    is_first = behind_host - F.pad(behind_host, (1, 0))[:, :-1]
    code = text * (1 - is_first)
    region = torch.maximum(behind_host - is_first, 2 * in_query * (1 - is_first))
    return text, code, region


def hashes(
    text: torch.Tensor, code: torch.Tensor, region: torch.Tensor, orders: tuple[int, ...]
) -> dict[int, torch.Tensor]:
    """For each order, the hash of the n-gram that ends in each column, below PRIME; -1 where there is none.

    An n-gram may take in one column of padding at its beginning (the URL starts) and at its end (it ends).
    """

    def shift(values: torch.Tensor) -> torch.Tensor:
        return F.pad(values, (1, 0))[:, :-1]

    is_text = (text != 0).long()
    found = {}
    rolling = code + 1
    whole = torch.maximum(is_text, shift(is_text))
    for order in range(2, max(orders) + 1):
        rolling = (shift(rolling) * STEP + code + 1) % PRIME
        if order == 3:
            whole = shift(is_text)
        elif order > 3:
            whole = shift(is_text) * shift(whole)
        if order in orders:
            mixed = (rolling + region * REGION + order * ORDER) % PRIME * SPREAD % PRIME
            found[order] = mixed * whole + whole - 1
    return found


def bucket(hashed: torch.Tensor, buckets: int) -> torch.Tensor:
    """1 … buckets - 1, and 0 where there is no n-gram."""
    return torch.where(hashed >= 0, hashed % (buckets - 1) + 1, 0)
