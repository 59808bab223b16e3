"""A full disk, a folder that may only be read, a damaged store: one line, nothing stored lost."""

import io
import os
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.model import Literal, Quad
from kg.stores import open_store
from kg.stores.backup import back_up, restore
from kg.stores.health import check_store

FULL = "the disk is full; what was stored stays"


def graph(number: int) -> str:
    return f"https://kg.example/graph/text/{number}"


def quads(number: int, size: int = 40) -> list[Quad]:
    texts = (Literal(f"{number} {place} {number * place % 97:0200}") for place in range(size))
    return [
        Quad(f"https://a.example/{number}", f"https://a.example/p{place % 5}", text, graph(number))
        for place, text in enumerate(texts)
    ]


def fill(location: Path, first: int, last: int, *, at_once: int = 5) -> None:
    """Write graphs, from five at a time on in bulk."""
    with open_store(location) as store:
        for start in range(first, last, at_once):
            store.replace_graphs((graph(n), quads(n)) for n in range(start, start + at_once))


def write_and_read(location: Path) -> None:
    fill(location, 0, 20)
    dumped(location)


def check(location: Path) -> None:
    """Raise what is wrong with the store."""
    problems = check_store(location).problems
    if problems:
        raise StoreError(problems[0])


def dumped(location: Path) -> bytes:
    output = io.BytesIO()
    with open_store(location, read_only=True) as store:
        store.dump("nq", output)
    return output.getvalue()


def whole_graphs(location: Path) -> int:
    """Return how many graphs are in the store, each of which must be whole."""
    with open_store(location, read_only=True) as store:
        names = store.graphs()
        for name in names:
            number = int(name.rsplit("/", 1)[-1])
            assert set(store.quads(name)) == set(quads(number))
    assert check_store(location).problems == ()
    return len(names)


class Disk:
    """A small file system of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def set(self, *options: str) -> None:
        command = ["mount", "-o", ",".join(("remount", *options)), str(self.path)]
        subprocess.run(command, check=True, capture_output=True)

    def leave(self, room: int) -> None:
        """Fill the disk up to so many bytes."""
        size = shutil.disk_usage(self.path).free - room
        (self.path / "ballast").write_bytes(bytes(size))


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    path = tmp_path / "platte"
    path.mkdir()
    mount = shutil.which("mount")
    command = [mount or "mount", "-t", "tmpfs", "-o", "size=2m", "none", str(path)]
    if mount is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("only the system's administrator may mount a small disk")
    yield Disk(path)
    subprocess.run(["umount", "-l", str(path)], check=True)


def test_a_full_disk_loses_nothing_and_the_next_run_goes_on(disk: Disk, tmp_path: Path) -> None:
    location = disk.path / "store"
    fill(location, 0, 10)

    with pytest.raises(StoreError, match=FULL) as error:
        fill(location, 10, 500)

    assert "\n" not in str(error.value)
    stored = whole_graphs(location)  # can be read while the disk is full
    assert stored >= 10
    disk.set("size=100m")
    assert whole_graphs(location) == stored
    fill(location, 10, 500)
    fill(tmp_path / "ungestört", 0, 500)
    assert dumped(location) == dumped(tmp_path / "ungestört")


def test_single_graphs_on_a_full_disk_are_whole_or_not_there(disk: Disk) -> None:
    location = disk.path / "store"
    fill(location, 0, 5)

    with pytest.raises(StoreError, match=FULL):
        fill(location, 5, 1000, at_once=1)

    disk.set("size=100m")
    assert whole_graphs(location) >= 5


def test_a_backup_on_a_full_disk_is_one_line_and_leaves_no_half_file(disk: Disk) -> None:
    fill(disk.path / "store", 0, 10)
    disk.leave(0)

    with pytest.raises(StoreError, match=r"b\.zip: cannot be written"):
        back_up(disk.path / "store", disk.path / "b.zip")

    assert not list(disk.path.glob("b.zip*"))
    assert whole_graphs(disk.path / "store") == 10


def test_a_restore_on_a_full_disk_leaves_the_old_store(disk: Disk, tmp_path: Path) -> None:
    location, file = disk.path / "store", tmp_path / "b.zip"
    fill(tmp_path / "gross", 0, 40)
    back_up(tmp_path / "gross", file)
    fill(location, 0, 5)
    disk.leave(300_000)

    with pytest.raises(StoreError) as error:
        restore(file, location, replace=True)

    assert "\n" not in str(error.value)
    assert whole_graphs(location) == 5
    assert not (location / "restoring").exists()


def test_a_folder_that_may_only_be_read_is_read_and_not_written(disk: Disk, tmp_path: Path) -> None:
    location = disk.path / "store"
    fill(location, 0, 5)
    disk.set("ro")

    assert whole_graphs(location) == 5
    assert back_up(location, tmp_path / "b.zip").path.exists()
    for write in (
        lambda: fill(location, 5, 10),
        lambda: fill(disk.path / "neu", 0, 5),
        lambda: restore(tmp_path / "b.zip", location, replace=True),
        lambda: restore(tmp_path / "b.zip", disk.path / "neu"),
        lambda: back_up(location, disk.path / "b.zip"),
    ):
        with pytest.raises(StoreError, match=r"only be read|Read-only") as error:
            write()
        assert "\n" not in str(error.value)
    disk.set("rw")
    assert whole_graphs(location) == 5


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "geteuid"), reason="needs Unix modes")
def test_a_folder_without_the_right_to_write_is_one_line(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("the administrator may write everywhere")
    fill(tmp_path / "store", 0, 5)
    for folder in (tmp_path / "store", tmp_path / "store" / "oxigraph"):
        folder.chmod(0o500)
    try:
        with pytest.raises(StoreError, match="only be read"):
            fill(tmp_path / "store", 5, 10)
        assert whole_graphs(tmp_path / "store") == 5
    finally:
        for folder in (tmp_path / "store" / "oxigraph", tmp_path / "store"):
            folder.chmod(0o700)


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits of a process")
def test_a_limit_on_file_sizes_is_like_a_full_disk(tmp_path: Path) -> None:
    fill(tmp_path / "store", 0, 5)
    program = textwrap.dedent("""
        import resource, sys
        from pathlib import Path
        sys.path.insert(0, sys.argv[2])
        from test_failing_disks import fill
        from kg.errors import StoreError
        resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))
        try:
            fill(Path(sys.argv[1]), 5, 1000)
        except StoreError as error:
            print(error)
    """)
    command = [sys.executable, "-c", program, str(tmp_path / "store"), str(Path(__file__).parent)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)

    assert FULL in done.stdout
    assert done.stderr == ""
    assert done.stdout.count("\n") == 1
    assert whole_graphs(tmp_path / "store") >= 5


def largest(folder: Path) -> Path:
    return max(folder.glob("*.sst"), key=os.path.getsize)


def manifest(folder: Path) -> Path:
    return next(folder.glob("MANIFEST*"))


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def blank(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[10 : len(data) // 2] = bytes(len(data) // 2 - 10)
    path.write_bytes(data)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "no CURRENT": lambda folder: (folder / "CURRENT").unlink(),
    "empty CURRENT": lambda folder: (folder / "CURRENT").write_bytes(b""),
    "foreign CURRENT": lambda folder: (folder / "CURRENT").write_bytes(b"\xff\0x\n"),
    "other CURRENT": lambda folder: (folder / "CURRENT").write_bytes(b"MANIFEST-999999\n"),
    "no manifest": lambda folder: manifest(folder).unlink(),
    "cut manifest": lambda folder: os.truncate(manifest(folder), 100),
    "blank manifest": lambda folder: blank(manifest(folder)),
    "no table": lambda folder: largest(folder).unlink(),
    "empty table": lambda folder: largest(folder).write_bytes(b""),
    "half a table": lambda folder: cut(largest(folder)),
    "blank tables": lambda folder: [blank(table) for table in folder.glob("*.sst")],
    "a file": lambda folder: (shutil.rmtree(folder), folder.write_bytes(b"x")),
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    location = tmp_path_factory.mktemp("heil")
    fill(location, 0, 10)
    back_up(location, location.parent / "heil.zip")
    return location


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_store_is_one_line_loses_nothing_and_can_be_replaced(
    damage: str, sound: Path, tmp_path: Path
) -> None:
    location = tmp_path / "store"
    shutil.copytree(sound, location)
    folder = location / "oxigraph"
    DAMAGES[damage](folder)
    tables = {path: path.stat().st_size for path in location.glob("oxigraph/*.sst")}

    for _ in range(2):  # a second try does not find a store that the first one emptied
        with pytest.raises(StoreError) as error:
            write_and_read(location)
        assert "\n" not in str(error.value)
        assert not damage.endswith(("CURRENT", "manifest", "table")) or "damaged" in str(
            error.value
        )
    assert damage == "blank tables" or tables == {
        path: path.stat().st_size for path in location.glob("oxigraph/*.sst")
    }
    with pytest.raises(StoreError, match="store"):
        check(location)
    restore(sound.parent / "heil.zip", location, replace=True)
    assert dumped(location) == dumped(sound)


def test_the_check_reads_every_file(sound: Path, tmp_path: Path) -> None:
    location = tmp_path / "store"
    for table in (sound / "oxigraph").glob("*.sst"):
        shutil.copytree(sound, location)
        blank(location / "oxigraph" / table.name)

        with pytest.raises(StoreError, match="damaged"):
            check(location)
        shutil.rmtree(location)


def test_numbers_that_the_engine_mixes_up_are_no_damage(tmp_path: Path) -> None:
    integer = "http://www.w3.org/2001/XMLSchema#integer"
    with open_store(tmp_path) as store:
        for number in (1, 2):
            numbers = (Literal(str(n), integer) for n in range(number, 600, number))
            subject, name = "https://a.example/s", graph(number)
            store.replace_graph(
                name, (Quad(subject, "https://a.example/p", n, name) for n in numbers)
            )
        store.drop_graph(graph(1))  # 255 stands in no other graph, 256 does

    assert check_store(tmp_path).problems == ()
