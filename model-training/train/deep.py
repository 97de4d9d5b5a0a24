"""The deep half of `cnn`: characters and hashed n-grams at every position, three convolutions, pooled by part."""

import torch
import torch.nn as nn
import torch.nn.functional as F

from hashing import Marks, bucket, hashes, regions

# (orders that share a table, rows of the table): short n-grams are few, so that their table can be small.
TABLES = (((2, 3), 2**15), ((4, 5), 2**17), ((6, 8), 2**17))
NGRAM_WIDTH = 16
CHARACTER_WIDTH = 32
CHANNELS = 128
HIDDEN = 128
DROPOUT = 0.25
# So many positions lose the n-grams of one table in training, so that rare ones are not learnt by heart.
NGRAM_DROPOUT = 0.5


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
        width = CHARACTER_WIDTH + NGRAM_WIDTH * len(TABLES)
        self.first = nn.Conv1d(width, CHANNELS, 3, padding=1)
        # halves the columns, and with them the work of what follows
        self.second = nn.Conv1d(CHANNELS, CHANNELS, 4, stride=2, padding=1)
        self.third = nn.Conv1d(CHANNELS, CHANNELS, 3, padding=1)
        self.hidden = nn.Linear(4 * CHANNELS + NGRAM_WIDTH * len(TABLES), HIDDEN)
        self.logit = nn.Linear(HIDDEN, 1)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """ids int64 [rows, even number of columns] -> logits float32 [rows]."""
        text, code, region = regions(ids, self.marks)
        rows, columns = text.shape
        hashed = hashes(text, code, region, tuple(order for orders, _ in TABLES for order in orders))
        found = []
        for (orders, size), table in zip(TABLES, self.tables):
            index = torch.stack([bucket(hashed[order], size) for order in orders], -1).view(-1, len(orders))
            if self.training:
                index = index * (torch.rand(len(index), 1) > NGRAM_DROPOUT)
            found.append(table(index).view(rows, columns, NGRAM_WIDTH))
        ngrams = torch.cat(found, -1)
        is_text = (text != 0).float()
        # the column behind the text too: n-grams that end there know that the URL is over
        is_active = torch.maximum(is_text, F.pad(is_text, (1, 0))[:, :-1])
        characters = (self.characters(text) + self.regions(region)) * is_text.unsqueeze(-1)
        kind = torch.bfloat16 if torch.is_autocast_enabled("cpu") else torch.float32
        state = torch.cat([characters, ngrams], -1).to(kind).transpose(1, 2)
        mask = is_active.unsqueeze(1).to(kind)
        host = mask * (region == 0).unsqueeze(1)
        state = F.relu(self.first(state)) * mask
        mask, host = (torch.maximum(value[..., ::2], value[..., 1::2]) for value in (mask, host))
        state = F.relu(self.second(state)) * mask
        state = F.relu(self.third(state)) * mask + state
        pooled = []
        for part in (host, mask - host):
            kept = state * part
            mean = kept.sum(-1, dtype=torch.float32) / part.sum(-1, dtype=torch.float32).clamp(min=1)
            pooled += [kept.max(-1).values.float(), mean]
        length = is_text.sum(1, keepdim=True).clamp(min=1)
        features = torch.cat([*pooled, ngrams.sum(1) / length.sqrt()], -1)
        features = F.dropout(features, DROPOUT, self.training)
        hidden = F.dropout(F.relu(self.hidden(features)), DROPOUT, self.training)
        return self.logit(hidden).float().squeeze(-1)
