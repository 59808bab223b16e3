"""Weights of a component: half precision on disk, single precision in memory."""

import io
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import srsly

from kg.errors import ModelError
from kg.nlp.encoder import Floats


def pack(weights: dict[str, Floats]) -> bytes:
    """Return the weights as an `.npz` archive; equal weights give equal bytes."""
    buffer = io.BytesIO()
    halves = {name: weights[name].astype(np.float16) for name in sorted(weights)}
    np.savez(buffer, allow_pickle=False, **halves)
    return buffer.getvalue()


def unpack(data: bytes | Path) -> dict[str, Floats]:
    """Read the weights back; raise `ModelError` if the archive is broken."""
    source = io.BytesIO(data) if isinstance(data, bytes) else data
    try:
        with np.load(source, allow_pickle=False) as archive:
            return {name: archive[name].astype(np.float32) for name in archive.files}
    except (OSError, ValueError) as error:
        name = "weights" if isinstance(data, bytes) else str(data)
        raise ModelError(f"{name}: not readable as model weights; install kg again") from error


class Weighted:
    """What a component with weights needs to be saved by spaCy."""

    def __init__(self) -> None:
        self.weights: dict[str, Floats] = {}

    def to_bytes(self, **_: object) -> bytes:
        """Return the files of the component's folder, by name."""
        with TemporaryDirectory() as folder:
            self.to_disk(Path(folder))
            files = {file.name: file.read_bytes() for file in sorted(Path(folder).iterdir())}
        return bytes(srsly.msgpack_dumps(files))

    def from_bytes(self, data: bytes, **_: object) -> "Weighted":
        """Restore the component from `to_bytes`."""
        with TemporaryDirectory() as folder:
            for name, content in srsly.msgpack_loads(data).items():
                (Path(folder) / name).write_bytes(content)
            return self.from_disk(Path(folder))

    def to_disk(self, path: Path, **_: object) -> None:
        """Write the component's folder."""
        path.mkdir(parents=True, exist_ok=True)
        (path / "weights.npz").write_bytes(pack(self.weights))

    def from_disk(self, path: Path, **_: object) -> "Weighted":
        """Read the component's folder."""
        self.weights = unpack(path / "weights.npz")
        return self
