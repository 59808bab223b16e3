"""Analysis of networks: networkx graphs in, tables of plain values out.

Every answer says how far it can be trusted: on how many sentences it rests, and what becomes of it
when the sentences are drawn again (`kg.analysis.stability`).
"""

from kg.analysis.brokers import brokers
from kg.analysis.centrality import centrality
from kg.analysis.change import change
from kg.analysis.communities import communities, community_table
from kg.analysis.looks import looks
from kg.analysis.paths import path_table, shortest_paths
from kg.analysis.summary import summary
from kg.analysis.table import Table
from kg.analysis.timeline import counts, timeline

__all__ = [
    "Table",
    "brokers",
    "centrality",
    "change",
    "communities",
    "community_table",
    "counts",
    "looks",
    "path_table",
    "shortest_paths",
    "summary",
    "timeline",
]
