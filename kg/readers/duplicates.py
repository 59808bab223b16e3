"""Near-duplicates: the same press release with another headline, a syndicated article."""

import hashlib
import heapq
import re
from collections import Counter, defaultdict
from collections.abc import Iterable

_WORDS = 4
SKETCH = 64
THRESHOLD = 0.7
# Two texts above the threshold share more of their sketches than this part of it, but for one in
# thousands.
SHARED = 0.4
# Of a text that comes again and again, so many are looked at: the nearest of them, found early.
HOLDERS = 50
CANDIDATES = 20


def sketch(text: str) -> tuple[int, ...]:
    """Return the `SKETCH` smallest hashes of the text's four-word sequences, ascending.

    Two sketches estimate how many sequences the texts share; the same on every machine.
    """
    words = re.findall(r"\w+", text.casefold())
    count = max(1, len(words) - _WORDS + 1)
    shingles = {" ".join(words[start : start + _WORDS]) for start in range(count)} - {""}
    return tuple(heapq.nsmallest(SKETCH, map(_hash, shingles)))


def similarity(first: Iterable[int], second: Iterable[int]) -> float:
    """Return the share of word sequences that two texts have in common, from their sketches."""
    one, two = set(first), set(second)
    smallest = sorted(one | two)[:SKETCH]
    return len(one & two & set(smallest)) / len(smallest) if smallest else 0.0


class NearDuplicates:
    """Finds texts that are nearly equal to one seen before; about 5 kB of memory per text.

    Of many that are near, the first seen are found, so a text costs the same whatever came before.
    `sketches` holds those of the texts seen, by name.
    """

    def __init__(self, threshold: float = THRESHOLD) -> None:
        self._threshold = threshold
        self.sketches: dict[str, tuple[int, ...]] = {}
        self._holders: defaultdict[int, list[str]] = defaultdict(list)

    def add(self, name: str, text: str) -> list[tuple[str, float]]:
        """Take a text and return the earlier ones that are near it, the nearest first."""
        return self.add_sketch(name, sketch(text))

    def add_sketch(self, name: str, new: tuple[int, ...]) -> list[tuple[str, float]]:
        """Like `add` for a sketch that was made before."""
        shared = Counter(holder for value in new for holder in self._holders[value])
        near = [
            (other, similarity(new, self.sketches[other]))
            for other, count in shared.most_common(CANDIDATES)
            if other != name and count >= SHARED * self._threshold * len(new)
        ]
        if name not in self.sketches:
            self.sketches[name] = new
            for value in new:
                if len(self._holders[value]) < HOLDERS:
                    self._holders[value].append(name)
        found = [(other, score) for other, score in near if score >= self._threshold]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def _hash(shingle: str) -> int:
    return int.from_bytes(hashlib.blake2b(shingle.encode(), digest_size=8).digest())
