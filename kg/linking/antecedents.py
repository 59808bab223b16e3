"""Generic words that the knowledge base would read as its own: "die Kommission" after another."""

from kg.linking.choose import Choice
from kg.linking.knowledge import Entry
from kg.linking.names import name_key
from kg.linking.view import Cluster, Occurrence


def antecedent(
    choice: Choice,
    member: Occurrence,
    cluster: Cluster,
    clusters: list[Cluster],
    sure: set[Entry],
) -> Choice:
    """Check a choice for a generic word against the other bodies of that kind in the text.

    "Kommission" stays the European one where the text names it in full, or names no other
    commission; otherwise it is left open.
    """
    if choice.entry in sure:
        return choice
    head = name_key(member.name)
    rivals = [
        other
        for other in clusters
        if other is not cluster
        and other.label == member.label
        and any(
            word.endswith(head) and m.start < member.start
            for m in other.members
            for word in name_key(m.name).split()
        )
    ]
    if not rivals or choice.entry is None:
        return choice
    return Choice(None, 0.5, ((choice.entry, choice.score), *choice.others))
