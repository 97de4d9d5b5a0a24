"""The deep half of `cnn`: characters and hashed n-grams at every position, three convolutions, pooled by part of the URL."""

import torch
import torch.nn as nn
import torch.nn.functional as F

from hashing import Marks, bucket, hashes, regions

# (orders that share a table, rows of the table). Longer n-grams are learnt by heart here: they are left to the wide half.
TABLES = (((2, 3), 2**15), ((4,), 2**16))
NGRAM_WIDTH = 32
CHARACTER_WIDTH = 32
CHANNELS = 128
HIDDEN = 128
DROPOUT = 0.2
# So many positions lose the n-grams of a table in training, so that rare ones are not learnt by heart.
NGRAM_DROPOUTS = (0.3, 0.5)
# So many characters are made unknown in training, so that no exact spelling is needed.
CHARACTER_DROPOUT = 0.05
UNKNOWN = 1


class Deep(nn.Module):
    def __init__(self, vocabulary: list[str]) -> None:
        super().__init__()
        self.marks = Marks(vocabulary)
        self.characters = nn.Embedding(len(vocabulary) + 2, CHARACTER_WIDTH, padding_idx=0)
        self.regions = nn.Embedding(3, CHARACTER_WIDTH)
        self.tables = nn.ModuleList(
            nn.EmbeddingBag(rows, NGRAM_WIDTH, mode="sum", padding_idx=0) for _, rows in TABLES
        )
        for table in self.tables:
            nn.init.normal_(table.weight, 0, 0.05)
            table.weight.data[0] = 0
        # two columns become one, which halves the work of what follows; n-grams that end there know their neighbours
        self.first = nn.Linear(2 * (CHARACTER_WIDTH + NGRAM_WIDTH * len(TABLES)), CHANNELS)
        # and halves them again
        self.second = nn.Conv1d(CHANNELS, CHANNELS, 4, stride=2, padding=1)
        self.third = nn.Conv1d(CHANNELS, CHANNELS, 3, padding=1)
        self.hidden = nn.Linear(4 * CHANNELS, HIDDEN)
        self.logit = nn.Linear(HIDDEN, 1)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """ids int64 [rows, columns, a multiple of 4 of them] -> logits float32 [rows]."""
        text, code, region = regions(ids, self.marks)
        rows, columns = text.shape
        hashed = hashes(text, code, region, tuple(order for orders, _ in TABLES for order in orders))
        found = []
        for (orders, size), table, dropout in zip(TABLES, self.tables, NGRAM_DROPOUTS):
            index = torch.stack([bucket(hashed[order], size) for order in orders], -1).view(-1, len(orders))
            if self.training:
                index = index * (torch.rand(len(index), 1) > dropout)
            found.append(table(index).view(rows, columns, NGRAM_WIDTH))
        ngrams = torch.cat(found, -1)
        is_text = (text != 0).float()
        # the column behind the text too: n-grams that end there know that the URL is over
        is_active = torch.maximum(is_text, F.pad(is_text, (1, 0))[:, :-1])
        known = torch.where(torch.rand(text.shape) < CHARACTER_DROPOUT, UNKNOWN, text) if self.training else text
        characters = (self.characters(known) + self.regions(region)) * is_text.unsqueeze(-1)
        pairs = torch.cat([characters, ngrams], -1).view(rows, columns // 2, -1)
        state = F.relu(self.first(pairs)).transpose(1, 2)
        active = is_active.unsqueeze(1).to(state.dtype)
        # a pair is of the host if one of its columns is
        mask, host = (
            torch.maximum(value[..., ::2], value[..., 1::2])
            for value in (active, active * (region == 0).unsqueeze(1))
        )
        state = state * mask
        mask, host = (F.max_pool1d(value, 2) for value in (mask, host))
        state = F.relu(self.second(state)) * mask
        state = F.relu(self.third(state)) * mask + state
        pooled = []
        for part in (host, mask - host):
            kept = state * part
            mean = kept.sum(-1, dtype=torch.float32) / part.sum(-1, dtype=torch.float32).clamp(min=1)
            pooled += [kept.max(-1).values.float(), mean]
        features = torch.cat(pooled, -1)
        features = F.dropout(features, DROPOUT, self.training)
        hidden = F.dropout(F.relu(self.hidden(features)), DROPOUT, self.training)
        return self.logit(hidden).float().squeeze(-1)
