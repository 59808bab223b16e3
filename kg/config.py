"""Where kg keeps what belongs to a store but is not RDF: decisions, what was fetched when."""

from pathlib import Path

from kg.text import slug

DEFAULT_STORE = ".kg"
# What the texts of a store have in common; made again where it is missing.
SKETCHES = "sketches.v1"


def is_address(location: str) -> bool:
    """Say whether a store's location is the address of a server, not a folder."""
    return location.startswith(("http://", "https://"))


def state_folder(location: str | Path) -> Path:
    """Return the folder beside a store's quads: the store's own, or for a server one in `.kg`."""
    text = str(location)
    return Path(DEFAULT_STORE) / slug(text) if is_address(text) else Path(text)
