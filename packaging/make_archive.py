"""Writes the archive that is unpacked and run."""

import gzip
import io
import tarfile
from pathlib import Path

from identity import Identity


def write_archive(folder: Path, identity: Identity, files: dict[str, tuple[bytes, int]]) -> Path:
    """`files` are contents and modes by the path inside the archive's one folder."""
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for name in sorted(parents(files) | set(files)):
            item = tarfile.TarInfo(f"{identity.archive_stem}/{name}".rstrip("/"))
            item.mtime = identity.epoch
            if name in files:
                data, item.mode = files[name]
                item.size = len(data)
                archive.addfile(item, io.BytesIO(data))
            else:
                item.type, item.mode = tarfile.DIRTYPE, 0o755
                archive.addfile(item)
    path = folder / f"{identity.archive_stem}.tar.gz"
    path.write_bytes(gzip.compress(content.getvalue(), 9, mtime=identity.epoch))
    return path


def parents(files: dict[str, tuple[bytes, int]]) -> set[str]:
    """The folders of these files, the outermost as the empty name."""
    return {"/".join(name.split("/")[:depth]) for name in files for depth in range(name.count("/") + 1)}
