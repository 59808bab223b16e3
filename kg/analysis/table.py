"""The answer of an analysis: rows of plain values, and notes on how far to trust them."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

Cell = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Table:
    """Columns, rows in order, and notes: what was measured how, and what was left out."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()

    @classmethod
    def of(cls, records: Iterable[Mapping[str, object]]) -> "Table":
        """Return the answer to a query (`store.select`) as a table to look at."""
        listed = [dict(record) for record in records]
        columns = tuple(listed[0]) if listed else ()
        rows = (tuple(_cell(record.get(name)) for name in columns) for record in listed)
        return cls(columns, tuple(rows))

    def records(self) -> list[dict[str, Cell]]:
        """Return one dict per row, as `pandas.DataFrame` takes them."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def column(self, name: str) -> list[Cell]:
        """Return the values of one column."""
        place = self.columns.index(name)
        return [row[place] for row in self.rows]

    def to_json(self) -> str:
        """Return {"rows": [{column: value}], "notes": [text]}; numbers unrounded."""
        answer = {"rows": self.records(), "notes": list(self.notes)}
        return json.dumps(answer, ensure_ascii=False, indent=1)

    def to_csv(self) -> str:
        """Return comma-separated lines with a head; numbers unrounded, without the notes."""
        output = io.StringIO()
        writer = csv.writer(output, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows(self.rows)
        return output.getvalue()

    def to_read(self) -> "Table":
        """Return the table without the column `iri`, which is for programs."""
        kept = [place for place, name in enumerate(self.columns) if name != "iri"]
        rows = (tuple(row[place] for place in kept) for row in self.rows)
        return Table(tuple(self.columns[place] for place in kept), tuple(rows), self.notes)

    def to_markdown(self) -> str:
        """Return a table in Markdown with the notes below; numbers rounded, without `iri`."""
        if "iri" in self.columns:
            return self.to_read().to_markdown()
        numeric = self._numeric()
        lines = [
            _line(self.columns),
            _line("---:" if name in numeric else "---" for name in self.columns),
            *(_line(_escaped(text) for text in row) for row in self.texts()),
        ]
        notes = [f"\n{note}" for note in self.notes]
        return "\n".join([*lines, *notes]) + "\n"

    def _repr_markdown_(self) -> str:
        # Jupyter shows a table by this.
        return self.to_markdown()

    def texts(self) -> Iterator[tuple[str, ...]]:
        """Yield the rows as rounded text."""
        return (tuple(as_text(cell) for cell in row) for row in self.rows)

    def _numeric(self) -> Mapping[str, bool]:
        def is_number(cell: Cell) -> bool:
            return isinstance(cell, int | float) and not isinstance(cell, bool)

        columns = zip(self.columns, zip(*self.rows, strict=True), strict=True)
        if not self.rows:
            return {}
        return {
            name: True
            for name, cells in columns
            if all(is_number(cell) or cell is None for cell in cells)
        }


def _cell(value: object) -> Cell:
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return float(value) if isinstance(value, Decimal) else str(value)


def as_text(cell: Cell) -> str:
    """Return a cell to read: three digits that count, thousands apart."""
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case float() if abs(cell) >= 1000:
            return f"{cell:,.0f}"
        case float():
            return f"{cell:.3g}"
        case _:
            return str(cell)


def _line(cells: Iterator[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ")
