"""robots.txt after RFC 9309: the longest matching rule of the group for our user agent wins."""

import re
from dataclasses import dataclass

_MAX_DELAY = 30.0


@dataclass(frozen=True, slots=True)
class Rules:
    """What one site asks of us; `delay` is in seconds, None where it names none."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float | None = None

    def allows(self, path: str) -> bool:
        """Say whether the path with its query may be fetched."""
        matching = [(len(rule), allowed) for rule, allowed in self.rules if _matches(rule, path)]
        return max(matching, default=(0, True))[1]


ALLOW_ALL = Rules()
FORBID_ALL = Rules((("/", False),))


def parse_robots(text: str, agent: str) -> Rules:
    """Return the rules for `agent` (its product name), else those for everybody."""
    groups: dict[str, list[tuple[str, str]]] = {}
    names: list[str] = []
    in_rules = False
    for line in text.splitlines()[:20_000]:
        key, _, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if key == "user-agent":
            names = [] if in_rules else names
            in_rules = False
            names.append(value.lower())
        elif key in ("allow", "disallow", "crawl-delay"):
            in_rules = True
            for name in names:
                groups.setdefault(name, []).append((key, value))
    own = [name for name in groups if name != "*" and agent.lower().startswith(name)]
    return _rules(groups.get(max(own, key=len, default="*"), []))


def _rules(lines: list[tuple[str, str]]) -> Rules:
    delays = [value for key, value in lines if key == "crawl-delay"]
    return Rules(
        tuple((value, key == "allow") for key, value in lines if key != "crawl-delay" and value),
        next(
            (min(float(one), _MAX_DELAY) for one in delays if re.fullmatch(r"\d+\.?\d*", one)), None
        ),
    )


def _matches(rule: str, path: str) -> bool:
    """Match with `*` for anything and `$` for the end, without backtracking."""
    anchored = rule.endswith("$")
    first, *rest = rule.rstrip("$").split("*")
    if not path.startswith(first):
        return False
    position = len(first)
    for part in rest:
        found = path.find(part, position)
        if found < 0:
            return False
        position = found + len(part)
    if anchored and rest:
        return path.endswith(rest[-1])
    return not anchored or position == len(path)
