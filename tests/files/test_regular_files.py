"""Bytes come from regular files alone, and nothing is waited for."""

from __future__ import annotations

import os
from pathlib import Path

from asyncfix.files.regular_files import regular_bytes


def test_a_file_is_read_whole_or_up_to_a_number_of_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(b"x = 1\n")
    assert regular_bytes(str(tmp_path / "a.py")) == b"x = 1\n"
    assert regular_bytes(str(tmp_path / "a.py"), 1) == b"x"


def test_what_is_no_regular_file_gives_nothing_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.py")
    (tmp_path / "zero.py").symlink_to("/dev/zero")
    (tmp_path / "folder.py").mkdir()
    for name in ("pipe.py", "zero.py", "folder.py", "absent.py", "no\0name.py"):
        assert regular_bytes(str(tmp_path / name)) == b""
