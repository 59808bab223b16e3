"""The encoder and its heads in PyTorch; `kg.nlp` runs the exported weights without PyTorch.

Shapes: B texts, T tokens, D width. A word's vector depends on the word alone (floret vector,
hashed affixes, shape, word list), so at run time it is computed once per word.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from kg.nlp.features import FLAGS, FORM_ROWS, PREFIX_ROWS, SHAPE_ROWS, SUFFIX_ROWS

VECTOR = 128
WIDTH = 256
HEAD = 32  # width of one attention head


class Words(nn.Module):
    """Vectors of words from their frozen vector and their hashed features."""

    def __init__(self) -> None:
        super().__init__()
        self.form = nn.Embedding(FORM_ROWS, 64)
        self.prefix = nn.Embedding(PREFIX_ROWS, 32)
        self.suffix = nn.Embedding(SUFFIX_ROWS, 48)
        self.shape = nn.Embedding(SHAPE_ROWS, 32)
        for table in (self.form, self.prefix, self.suffix, self.shape):
            nn.init.normal_(table.weight, std=0.1)
        self.flags = nn.Linear(len(FLAGS), 32)
        self.vector = nn.Linear(VECTOR, 160)
        total = 64 + 32 + 48 + 32 + 32 + 160
        self.norm = nn.LayerNorm(total)
        self.up = nn.Linear(total, 512)
        self.down = nn.Linear(512, WIDTH)
        self.straight = nn.Linear(total, WIDTH)

    def forward(
        self, rows: Tensor, flags: Tensor, vector: Tensor, drop: Tensor | None = None
    ) -> Tensor:
        """Take [N, 9], [N, 15], [N, 128]; give [N, D]; `drop` [N] hides the form of some words."""
        form = self.form(rows[:, :2]).sum(1)
        if drop is not None:
            form = form.masked_fill(drop[:, None], 0.0)
        x = torch.cat(
            (
                form,
                self.prefix(rows[:, 2:5]).sum(1),
                self.suffix(rows[:, 5:8]).sum(1),
                self.shape(rows[:, 8]),
                self.flags(flags),
                self.vector(vector),
            ),
            -1,
        )
        x = self.norm(x)
        return self.straight(x) + self.down(F.relu(self.up(x)).square())


def rotary(length: int, width: int) -> tuple[Tensor, Tensor]:
    """Return cosines and sines of the rotary position code, each [length, width // 2]."""
    inverse = 1.0 / 10000 ** (torch.arange(0, width, 2).float() / width)
    angle = torch.arange(length).float()[:, None] * inverse
    return angle.cos(), angle.sin()


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Turn query or key vectors [B, H, T, W] by their positions."""
    a, b = x.chunk(2, -1)
    return torch.cat((a * cos - b * sin, a * sin + b * cos), -1)


class Block(nn.Module):
    """Attention with rotary positions, then a window of three tokens; both pre-norm, residual."""

    def __init__(self, dropout: float, width: int) -> None:
        super().__init__()
        self.dropout = dropout
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.mix = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(3 * width, 2 * width), nn.Linear(2 * width, width)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor, mask: Tensor, pad: Tensor) -> Tensor:
        """Take and give [B, T, D]; `mask` is additive [B, 1, 1, T], `pad` [B, T, 1] is 0 or 1."""
        b, t, d = x.shape
        q, k, v = self.qkv(self.norm1(x)).view(b, t, 3, d // HEAD, HEAD).permute(2, 0, 3, 1, 4)
        y = F.scaled_dot_product_attention(
            rotate(q, cos, sin), rotate(k, cos, sin), v, attn_mask=mask
        )
        y = self.mix(y.transpose(1, 2).reshape(b, t, d))
        x = x + F.dropout(y, self.dropout, self.training)
        y = self.norm2(x) * pad
        window = torch.cat((F.pad(y, (0, 0, 1, 0))[:, :-1], y, F.pad(y, (0, 0, 0, 1))[:, 1:]), -1)
        y = self.down(F.relu(self.up(window)).square())
        return x + F.dropout(y, self.dropout, self.training)


class Stack(nn.Module):
    """Several blocks and a final norm."""

    def __init__(self, layers: int, dropout: float, width: int = WIDTH) -> None:
        super().__init__()
        self.blocks = nn.ModuleList(Block(dropout, width) for _ in range(layers))
        self.norm = nn.LayerNorm(width)
        cos, sin = rotary(512, HEAD)
        self.register_buffer("cos", cos, persistent=False)
        self.register_buffer("sin", sin, persistent=False)

    def forward(self, x: Tensor, pad: Tensor) -> Tensor:
        """Take and give [B, T, D]; `pad` [B, T] is true for real tokens."""
        cos, sin = self.cos[: x.shape[1]], self.sin[: x.shape[1]]
        mask = torch.zeros(pad.shape).masked_fill(~pad, -1e4)[:, None, None]
        keep = pad[..., None].to(x.dtype)
        for block in self.blocks:
            x = block(x, cos, sin, mask, keep)
        return self.norm(x)


class Encoder(nn.Module):
    """Words in context: word vector, white-space code (0 none, 1 space, 2 line break), stack."""

    def __init__(self, layers: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = Words()
        self.gap = nn.Embedding(3, WIDTH)
        self.mask = nn.Parameter(torch.randn(WIDTH) * 0.02)
        self.drop = nn.Dropout(dropout)
        self.stack = Stack(layers, dropout)
        self.guess = nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.Linear(WIDTH, VECTOR))

    def forward(
        self,
        table: dict[str, Tensor],
        types: Tensor,
        gaps: Tensor,
        pad: Tensor,
        *,
        hide: Tensor | None = None,
        word_drop: float = 0.0,
    ) -> Tensor:
        """Return hidden states [B, T, D]; `hide` marks masked tokens, `pad` real tokens."""
        unique, inverse = types.unique(return_inverse=True)
        drop = torch.rand(unique.shape) < word_drop if word_drop else None
        x = self.words(table["rows"][unique], table["flags"][unique], table["vector"][unique], drop)
        x = x[inverse]
        if hide is not None:
            x = torch.where(hide[..., None], self.mask, x)
        return self.stack(self.drop(x + self.gap(gaps)), pad)


class Heads(nn.Module):
    """Per-token answers: entity tags, sentence starts, tags, morphology, dependency arcs."""

    def __init__(self, sizes: dict[str, int]) -> None:
        super().__init__()
        self.token = nn.ModuleDict(
            {name: nn.Linear(WIDTH, size) for name, size in sizes.items() if name != "deprel"}
        )
        self.drop = nn.Dropout(0.2)
        arc = 128
        self.child, self.head = nn.Linear(WIDTH, arc), nn.Linear(WIDTH, arc)
        self.arc_bias = nn.Linear(arc, 1, bias=False)
        self.rel_child, self.rel_head = nn.Linear(WIDTH, arc), nn.Linear(WIDTH, arc)
        self.rel = nn.Linear(arc, sizes["deprel"])

    def forward(self, hidden: Tensor, name: str) -> Tensor:
        """Return logits [B, T, size] of one head."""
        return self.token[name](self.drop(hidden))

    def arcs(self, hidden: Tensor) -> Tensor:
        """Return scores [B, T, T] of token i (row) depending on token j; i = j means root."""
        hidden = self.drop(hidden)
        child, head = self.child(hidden), self.head(hidden)
        return child @ head.transpose(1, 2) / 128**0.5 + self.arc_bias(head).transpose(1, 2)

    def deprel(self, hidden: Tensor, heads: Tensor) -> Tensor:
        """Return relation logits [B, T, R] given each token's head index [B, T]."""
        hidden = self.drop(hidden)
        head = self.rel_head(hidden)
        head = head.gather(1, heads[..., None].expand(-1, -1, head.shape[-1]))
        return self.rel(F.relu(self.rel_child(hidden) + head))
