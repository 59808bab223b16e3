"""GEXF: kg's writer against networkx's, in seconds and in memory beyond the network itself.

Run: python benchmarks/gexf.py [--nodes 50000 --edges 300000]
"""

import argparse
import tempfile
from pathlib import Path

from measuring import HEADER, Row, child

BOUND = 3.0
_CODE = """
import resource, sys, time
sys.path.insert(0, {here!r})
from networks import planted
network = planted({nodes}, {edges})
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
before, started = peak(), time.perf_counter()
if {writer!r} == "kg":
    from kg.exporters.gexf import write_gexf
    with open({file!r}, "wb") as output:
        write_gexf(network, output)
else:
    import networkx as nx
    nx.write_gexf(network, {file!r})
with open({file!r} + ".time", "w") as output:
    print(time.perf_counter() - started, peak() - before, file=output)
"""


def rows(nodes: int = 50_000, edges: int = 300_000, runs: int = 1) -> list[Row]:
    """Measure both writers, each run in a process of its own."""
    ours, other = (_best(writer, nodes, edges, runs) for writer in ("kg", "networkx"))
    size = f"GEXF, {nodes} nodes, {edges} edges"
    return [
        Row(f"{size} (other: networkx)", f"{ours[0]:.2f} s", f"{other[0]:.2f} s",
            other[0] / ours[0], f">= {BOUND:g}"),
        Row("GEXF, memory beyond the network", f"{ours[1]:.0f} MB", f"{other[1]:.0f} MB",
            other[1] / max(ours[1], 1.0)),
    ]  # fmt: skip


def _best(writer: str, nodes: int, edges: int, runs: int) -> tuple[float, float]:
    """Return the fewest seconds and megabytes of some runs."""
    measured = [_once(writer, nodes, edges) for _ in range(runs)]
    return min(m[0] for m in measured), min(m[1] for m in measured)


def _once(writer: str, nodes: int, edges: int) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder, "network.gexf"))
        here = str(Path(__file__).parent)
        child(_CODE.format(here=here, nodes=nodes, edges=edges, writer=writer, file=file))
        took, memory = Path(f"{file}.time").read_text().split()
    return float(took), float(memory)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nodes", type=int, default=50_000)
    parser.add_argument("--edges", type=int, default=300_000)
    parser.add_argument("--runs", type=int, default=1)
    chosen = parser.parse_args()
    print(HEADER)
    for row in rows(chosen.nodes, chosen.edges, chosen.runs):
        print(row)


if __name__ == "__main__":
    main()
