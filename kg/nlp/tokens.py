"""German tokens by one regular expression, the same in training and at run time.

Punctuation is always a token of its own, so that every annotated name starts and ends at a token
border; hyphen compounds, gender forms, numbers with separators, web addresses and the common
abbreviations stay whole.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

# Abbreviations that keep their full stop. Units and months are among them because amounts and
# dates are written with them; titles because a sentence does not end there.
ABBREVIATIONS = (
    "Abb", "Abg", "Abs", "Abschn", "Abt", "Anl", "Anm", "Apr", "Art", "Aufl", "Aug", "Az", "Bd",
    "Beschl", "betr", "bspw", "bzgl", "bzw", "ca", "Co", "Corp", "Dez", "dgl", "Di", "Dipl",
    "Dir", "Dr", "Drs", "ebd", "eig", "einschl", "EL", "etc", "ev", "evtl", "exkl", "ff", "Feb",
    "fin", "Fn", "Fr", "Frh", "gem", "Gen", "gez", "ggf", "ggü", "Hbf", "Hg", "Hon", "Hr", "hrsg",
    "Hrsg", "Hs", "inkl", "insb", "insbes", "Ing", "Inc", "Jan", "jew", "Jh", "Jhdt", "jr", "Jr",
    "Jun", "Jul", "Kap", "kath", "Kfm", "Kl", "lat", "lfd", "lit", "Lit", "Ltd", "Mag", "max",
    "Min", "min", "Mio", "Mr", "Mrd", "Mrs", "Mrz", "Ms", "mtl", "Nov", "Nr", "Nrn", "Okt", "op",
    "Pf", "phil", "Pkt", "Prof", "Psd", "rd", "rel", "resp", "rer", "Rn", "Rs", "Rspr", "sen",
    "Sen", "Sep", "Sept", "sog", "Sp", "St", "std", "Std", "stellv", "StR", "Str", "svw", "Tel",
    "tgl", "Tsd", "tsd", "u", "u.a", "Univ", "Urt", "usf", "usw", "Verf", "vgl", "Vgl", "vH",
    "vol", "Vors", "vorm", "vs", "Ziff", "zit", "zzgl", "zz", "Zs",
)  # fmt: skip

_WORD = r"[^\W_]"
_TOKEN = re.compile(
    rf"""
    (?:https?://|www\.)[^\s<>"»«“”]*[^\s<>"»«“”.,;:!?)\]]      # web address
  | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                               # mail address
  | (?<!{_WORD})(?:[^\W\d_]\.){{2,}}                            # z.B., d.h., u.a., U.S.
  | (?<!{_WORD})(?:{"|".join(sorted(ABBREVIATIONS, key=len, reverse=True))})\.(?!\w)
  | \d+(?:[.,:’']\d+)+(?!{_WORD})                               # 1.234,56  21.10.2025  19:30
  | {_WORD}(?:[^\W_]|\xad)*
    (?:(?:[-‑&’'+\xad]|[*:_](?=in)|/-?(?=in(?:nen)?\b)|(?<=\b[A-Z])\.(?=[A-Z]))(?:[^\W_]|\xad)+)*
    (?:[-‑](?![^\W_]))?                                       # Natur- und Umweltschutz
  | \.{{2,}} | -{{2,}}
  | [^\s]
    """,
    re.VERBOSE,
)


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the half-open code-point ranges of the tokens, in order; white space is in none."""
    for match in _TOKEN.finditer(text):
        yield match.span()


_QUOTES = str.maketrans(
    {"„": '"', "“": '"', "”": '"', "»": '"', "«": '"', "‘": "'", "’": "'", "‚": "'", "‹": "'",
     "›": "'", "‑": "-", "−": "-", "–": "–", "—": "–", "\xad": None}
)  # fmt: skip


@lru_cache(maxsize=1 << 16)
def norm(token: str) -> str:
    """Return the form whose features the model sees: plain quotes and hyphens, no soft hyphen."""
    return token.translate(_QUOTES) or token
