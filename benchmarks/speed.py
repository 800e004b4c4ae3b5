"""Times asyncfix beside its peers: python benchmarks/speed.py [FOLDER]

README.md beside this file says how to get the environment. The tools of a contest run in turn
(A B A B ...) after a warm-up, so that a busy moment of the machine hits them all. Printed are
medians, ratios to the first tool of the contest, and the peak memory of the largest process.
The exit code is 1 where a bar is missed.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import platform
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

HERE = Path(__file__).resolve().parent
SMALL = HERE.parent / "examples" / "shop" / "app" / "services"
WITH_FINDINGS = SMALL / "payments.py"
WITHOUT = SMALL / "passwords.py"
BIN = Path(sys.executable).parent
PROJECT = "langflow-base"
"""The package of the corpus that is edited between runs."""

LINUX_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True, slots=True)
class Tool:
    """A command to time. `bar` is the most that it may take, in times of the contest's reference."""

    name: str
    command: tuple[str, ...]
    bar: float | None = None
    memory_bar: int | None = None  # megabytes
    before: Callable[[], None] | None = None  # what is done before each run, without being timed


@dataclass(frozen=True, slots=True)
class Contest:
    """Tools that do the same work. The first is the reference."""

    title: str
    tools: tuple[Tool, ...]
    runs: int


@dataclass(frozen=True, slots=True)
class Sample:
    """One run of one tool."""

    seconds: float
    peak: float  # megabytes of the largest process


def adopt_orphans() -> None:
    """Make pool workers that outlive their parent children of this process, so that their memory is seen."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(LINUX_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def megabytes(maxrss: int) -> float:
    """`ru_maxrss` is in bytes on macOS and in kilobytes elsewhere."""
    return maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def run(tool: Tool) -> Sample:
    """Run a tool once. Exit code 1 (findings) is fine, any other but 0 ends the benchmark."""
    with tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        process = subprocess.Popen(tool.command, stdout=subprocess.DEVNULL, stderr=errors, cwd=tempfile.gettempdir())
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            errors.seek(0)
            message = errors.read().decode(errors="replace")[-2000:]
            sys.exit(f"{' '.join(tool.command)}\nended with {process.returncode}:\n{message}")
    peak = max(usage.ru_maxrss, *orphans())
    return Sample(seconds, megabytes(peak))


def orphans() -> list[int]:
    """Wait for adopted processes. Returns the `ru_maxrss` of each."""
    peaks = [0]
    while True:
        try:
            peaks.append(os.wait4(-1, 0)[2].ru_maxrss)
        except ChildProcessError:
            return peaks


def hold(contest: Contest) -> bool:
    """Run a contest and print its table. True where every bar is met."""
    samples: dict[str, list[Sample]] = {tool.name: [] for tool in contest.tools}
    for number in range(contest.runs + 1):
        for tool in contest.tools:
            if tool.before is not None:
                tool.before()
            sample = run(tool)
            if number:
                samples[tool.name].append(sample)
    reference = samples[contest.tools[0].name]
    print(f"\n{contest.title} (median of {contest.runs})")
    print(f"  {'':34}{'s':>9}{'(min - max)':>20}{'ratio':>8}{'MB':>7}")
    met = [row(tool, samples[tool.name], reference) for tool in contest.tools]
    return all(met)


def row(tool: Tool, samples: list[Sample], reference: list[Sample]) -> bool:
    """Print the line of one tool. True where its bars are met.

    The ratio is the median of those of the single rounds: both runs of a round meet the same machine.
    """
    seconds = sorted(sample.seconds for sample in samples)
    median = statistics.median(seconds)
    ratio = statistics.median(mine.seconds / theirs.seconds for mine, theirs in zip(samples, reference, strict=True))
    peak = max(sample.peak for sample in samples)
    verdicts = [
        f"{'met' if value <= bar else 'MISSED'} (at most {bar:g}{unit})"
        for value, bar, unit in ((ratio, tool.bar, ""), (peak, tool.memory_bar, " MB"))
        if bar is not None
    ]
    spread = f"({seconds[0]:.3f} - {seconds[-1]:.3f})"
    line = f"  {tool.name:34}{median:9.3f}{spread:>20}{ratio:8.2f}{peak:7.0f}  {', '.join(verdicts)}"
    print(line.rstrip(), flush=True)
    return not any(verdict.startswith("MISSED") for verdict in verdicts)


def ruff(folder: Path, *cache: str) -> Tool:
    """The reference: ruff's rules on asynchronous code."""
    check = ("check", "--isolated", "--preview", "--select", "ASYNC", "--quiet")
    return Tool("ruff --select ASYNC", (str(BIN / "ruff"), *check, *cache, str(folder)))


def asyncfix(name: str, *arguments: str, bar: float | None = None, memory_bar: int | None = None) -> Tool:
    """`asyncfix run` with the installed command, as people start it."""
    return Tool(name, (str(BIN / "asyncfix"), "run", *arguments), bar, memory_bar)


def peer(name: str, script: str, folder: Path, bar: float | None = None) -> Tool:
    """One of the scripts in peers/."""
    return Tool(name, (sys.executable, str(HERE / "peers" / script), str(folder)), bar)


def contests(corpus: Path, caches: Path, runs: int) -> Iterator[Contest]:
    """asyncfix against the reference of each bar."""
    two = ("--check", "--select", "blocking-sleep,running-loop")
    yield Contest(
        "the corpus, two recipes that look at single calls, cold",
        (
            ruff(corpus, "--no-cache"),
            asyncfix("asyncfix --no-cache", *two, "--no-cache", str(corpus), bar=3, memory_bar=150),
        ),
        runs,
    )
    yield Contest(
        "the corpus, the same, nothing changed since the last run",
        (
            ruff(corpus, f"--cache-dir={caches / 'ruff'}"),
            asyncfix("asyncfix", *two, str(corpus), bar=1.5, memory_bar=150),
        ),
        runs,
    )
    yield Contest(
        "the corpus, the index: the whole catalogue and the call graph, cold",
        (ruff(corpus, "--no-cache"), peer("asyncfix's index alone", "index_only.py", corpus, bar=7)),
        max(1, runs // 3),
    )
    yield Contest(
        "one small file",
        (
            Tool("python -c 'import typer'", (sys.executable, "-c", "import typer")),
            asyncfix("asyncfix --check, with findings", "--check", "--no-cache", str(WITH_FINDINGS), bar=2.5),
            asyncfix("asyncfix --check, without", "--check", "--no-cache", str(WITHOUT), bar=2.5),
        ),
        runs * 2,
    )


def after_edits(project: Path, runs: int) -> Contest:
    """All recipes on a project that stays as it is, and on one that somebody works on, against a run from nothing."""
    edited = max(project.rglob("*.py"), key=lambda path: path.stat().st_size)

    def edit() -> None:
        with open(edited, "a") as file:
            file.write(f"\n# {time.time_ns()}\n")

    return Contest(
        f"{count(project):,} files, all recipes",
        (
            asyncfix("asyncfix --no-cache", "--check", "--no-cache", str(project)),
            asyncfix("asyncfix, nothing changed", "--check", str(project), bar=0.1),
            replace(asyncfix("asyncfix, one file changed", "--check", str(project), bar=0.5), before=edit),
        ),
        max(1, runs // 3),
    )


def with_index(project: Path, runs: int) -> Contest:
    """All recipes on each file by itself, and on the project as a whole."""
    return Contest(
        f"{count(project):,} files, all recipes, cold",
        (
            peer("each file by itself", "plain_scan.py", project),
            peer("the index alone", "index_only.py", project, bar=2),
            asyncfix("with the index", "--check", "--no-cache", str(project), bar=2),
        ),
        max(1, runs // 3),
    )


def peers(part: Path, runs: int) -> Contest:
    """asyncfix beside tools that rewrite Python in Python."""
    return Contest(
        f"{count(part):,} files of the corpus, cold",
        (
            ruff(part, "--no-cache"),
            asyncfix("asyncfix --no-cache", "--check", "--no-cache", str(part)),
            peer("LibCST codemod, 2 processes", "with_libcst.py", part),
            peer("Bowler, one query", "with_bowler.py", part),
            peer("asyncify-codemod", "with_asyncify.py", part),
        ),
        runs,
    )


def count(folder: Path) -> int:
    """The Python files in a folder."""
    return sum(1 for _ in folder.rglob("*.py"))


def sample_of(corpus: Path, size: int, target: Path) -> Path:
    """Copy `size` files of the corpus, chosen at random but always the same, for the slow tools."""
    files = sorted(corpus.rglob("*.py"))
    for path in random.Random(0).sample(files, min(size, len(files))):
        copy = target / path.relative_to(corpus)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    return target


def main() -> None:
    parser = argparse.ArgumentParser(description="Time asyncfix beside its peers.")
    parser.add_argument("folder", nargs="?", type=Path, default=HERE.parent / "corpus-cache")
    parser.add_argument("--runs", type=int, default=7, help="timed runs over the corpus")
    parser.add_argument("--peer-runs", type=int, default=2, help="timed runs of the slow tools")
    parser.add_argument("--peer-files", type=int, default=200, help="files for the slow tools; 0 leaves them out")
    arguments = parser.parse_args()
    corpus: Path = arguments.folder.resolve()
    if not corpus.is_dir():
        sys.exit(f"There is no folder {corpus}; benchmarks/corpus.py fetches the pinned corpus.")
    adopt_orphans()
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors, {count(corpus):,} files in {corpus}")
    with tempfile.TemporaryDirectory(prefix="asyncfix-speed-") as scratch:
        caches = Path(scratch) / "caches"
        os.environ["ASYNCFIX_CACHE_DIR"] = str(caches / "asyncfix")
        met = [hold(contest) for contest in contests(corpus, caches, arguments.runs)]
        project = Path(scratch) / "project"
        shutil.copytree(corpus / PROJECT if (corpus / PROJECT).is_dir() else corpus, project)
        met.append(hold(with_index(project, arguments.runs)))
        met.append(hold(after_edits(project, arguments.runs)))
        if arguments.peer_files:
            part = sample_of(corpus, arguments.peer_files, Path(scratch) / "part")
            met.append(hold(peers(part, arguments.peer_runs)))
    sys.exit(0 if all(met) else 1)


if __name__ == "__main__":
    main()
