"""The relation scorer in PyTorch; `kg.nlp.scoring` runs the exported weights without PyTorch.

Two narrow layers of its own read the encoder's hidden states, the words' static vectors and the
spans' tags. A pair is seen through its two spans, through the strongest signals of the words
between them, before the left and behind the right one, and through features of `kg.nlp.pairs`,
what the named rules say among them.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from kg.model import LABELS
from kg.nlp import pairs as P
from kg.nlp.cues import CUES
from kg.nlp.scoring import CLUES, INNER, NARROW
from kg.nlp.tagging import TAGS
from training.encoder.network import VECTOR, WIDTH, Stack

LAYERS = 2
COMPATIBLE = torch.zeros(len(LABELS), len(LABELS), len(P.NAMES), dtype=torch.bool)
COMPATIBLE[:, :, 0] = True
for (_a, _b), _names in P.COMPATIBLE.items():
    COMPATIBLE[LABELS.index(_a), LABELS.index(_b), list(_names)] = True


class Relater(nn.Module):
    """Scores names and modality of every candidate pair of a batch."""

    def __init__(self) -> None:
        super().__init__()
        self.noise, self.drop = nn.Dropout(0.2), nn.Dropout(0.4)
        self.hidden, self.static = nn.Linear(WIDTH, NARROW), nn.Linear(VECTOR + len(CUES), NARROW)
        self.tag = nn.Embedding(len(TAGS), NARROW)
        self.stack = Stack(LAYERS, 0.2, NARROW)
        self.clue = nn.Linear(3 * NARROW, CLUES)
        self.between = nn.Linear(CLUES, INNER)
        self.before, self.after = nn.Linear(CLUES, INNER), nn.Linear(CLUES, INNER)
        self.label = nn.Embedding(len(LABELS), 64)
        self.span = nn.Linear(2 * NARROW + 64, INNER)
        self.a, self.b = nn.Linear(INNER, INNER), nn.Linear(INNER, INNER)
        self.p, self.q = nn.Linear(INNER, INNER), nn.Linear(INNER, INNER)
        self.feature = nn.Linear(P.FEATURES + len(P.NAMES), INNER)
        self.deep = nn.Linear(INNER, INNER)
        self.name = nn.Linear(INNER, len(P.NAMES))
        self.modality = nn.Linear(INNER, len(P.MODALITIES))

    def forward(self, b: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
        """Return masked name logits [P, names] and modality logits [P, modalities]."""
        x = self.hidden(self.noise(b["hidden"])) + self.static(self.noise(b["static"]))
        x = self.stack(x + self.tag(b["tags"]), b["pad"])
        flat = x.flatten(0, 1)
        span = torch.cat((flat[b["first"]], flat[b["last"]], self.label(b["label"])), -1)
        span = F.relu(self.span(self.drop(span)))
        i, j = b["pair"][:, 0], b["pair"][:, 1]
        y = self.a(span)[i] + self.b(span)[j] + self.p(span)[i] * self.q(span)[j]
        y = y + self.feature(b["feature"]) + self.around(x, b)
        y = F.relu(y)
        y = F.relu(self.deep(self.drop(y))) + y
        ok = COMPATIBLE[b["label"][i], b["label"][j]]
        return self.name(y).masked_fill(~ok, -1e4), self.modality(y)

    def around(self, x: Tensor, b: dict[str, Tensor]) -> Tensor:
        """Return [P, INNER] of the words between, before and behind the spans of each pair."""
        window = torch.cat((F.pad(x, (0, 0, 1, 0))[:, :-1], x, F.pad(x, (0, 0, 0, 1))[:, 1:]), -1)
        clue = F.relu(self.clue(window)).flatten(0, 1)
        total = torch.zeros(())
        for name in ("between", "before", "after"):
            start, count = b[f"{name}_start"], b[f"{name}_count"]
            steps = torch.arange(int(count.max()) if len(count) else 0)
            seen = clue[(start[:, None] + steps).clamp(max=len(clue) - 1)]
            seen = seen * (steps < count[:, None])[..., None]
            best = seen.amax(1) if len(steps) else clue.new_zeros(len(start), CLUES)
            total = total + getattr(self, name)(self.drop(best))
        return total
