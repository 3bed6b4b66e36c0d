"""The measuring of `peers.sh`: every program in turns, so that a busy minute hurts all alike. Python's standard library."""

import argparse
import datetime
import os
import platform
import re
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STARCOACH, HARPER, WRITE_GOOD, EMPTY = "starcoach", "harper", "write-good", "empty Rust program"
# What a cold start may cost, and how far ahead a cohort must be.
MOST_COLD, LEAST_HARPER, LEAST_WRITE_GOOD = 2.5, 10, 100
TEXTLINT_RULES = ["write-good", "terminology", "stop-words", "sentence-length", "common-misspellings"]


@dataclass
class Program:
    name: str
    command: list
    version: list
    # Runs on the one draft, runs on many, and how many those are.
    cold: int = 15
    rounds: int = 3
    most: int = 2000
    note: str = ""
    # Whether it gets all drafts as one file, for what it does to a long text.
    joined: bool = False
    walls: list = field(default_factory=list)
    many: list = field(default_factory=list)


def programs(cache, starcoach):
    node = cache / "node/node_modules/.bin"
    rules = [word for rule in TEXTLINT_RULES for word in ("--rule", rule)]
    return [
        Program(STARCOACH, [starcoach, "check"], [starcoach, "--version"], cold=150),
        Program(WRITE_GOOD, [node / "write-good"], [node / "write-good", "--version"]),
        Program(
            "write-good", [node / "write-good"], [], cold=0, rounds=1, note="all in one file", joined=True
        ),
        Program("proselint", [cache / "py/bin/proselint", "check"], [cache / "py/bin/proselint", "version"], rounds=1),
        Program("alex", [node / "alex"], [node / "alex", "--version"], rounds=1, most=300),
        Program(
            "textlint", [node / "textlint", *rules], [node / "textlint", "--version"], rounds=1, most=100, note="5 rules"
        ),
        Program(HARPER, [cache / "starcoach-bench-harper"], ["harper-core"], rounds=1, note="all rules"),
        Program("rg", ["rg", "-c", "-f", cache / "phrases"], ["rg", "--version"], cold=150, note="-c -f, 300 phrases"),
        Program("wc", ["wc", "-w"], ["wc", "--version"], cold=150, note="-w"),
        Program(EMPTY, [cache / "starcoach-bench-empty"], ["rustc", "--version"], cold=150, most=0),
    ]


def run(command):
    """Wall and CPU seconds of one run from a cold start; what it prints is thrown away."""
    words = [os.fspath(word) for word in command]
    nowhere = [(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_RDWR, 0) for fd in (0, 1, 2)]
    began = time.perf_counter()
    child = os.posix_spawnp(words[0], words, os.environ, file_actions=nowhere)
    _, status, used = os.wait4(child, 0)
    wall = time.perf_counter() - began
    if not os.WIFEXITED(status):
        sys.exit(f"{words[0]} was killed; run it by hand: {' '.join(words[:8])}")
    return wall, used.ru_utime + used.ru_stime


def peak(command):
    """Mebibytes at the peak; by `time`, since a child's own count begins with the memory of this process."""
    told = subprocess.run(
        ["/usr/bin/time", "-q", "-f", "%M", *command], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, text=True,
    )
    return int(told.stderr.strip().splitlines()[-1]) / 1024


def see_that_it_works(program, file):
    """Exit codes say nothing: write-good's is how much it found. A program that reads says something of the draft."""
    said = subprocess.run([*program.command, file], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if program.most and not (said.stdout + said.stderr).strip() or "Error:" in said.stderr:
        sys.exit(f"{program.name} does not work: {said.stderr[:500] or 'it says nothing of ' + str(file)}")


def measure_cold(all_programs, file):
    starters = [program for program in all_programs if program.cold]
    for program in starters:
        see_that_it_works(program, file)
    turns = max(program.cold for program in starters)
    for turn in range(turns):
        for program in starters:
            if turn % (turns // program.cold) == 0:
                program.walls.append(run([*program.command, file])[0])


def measure_many(all_programs, files, cache):
    for turn in range(max(program.rounds for program in all_programs)):
        for program in all_programs:
            if program.most and turn < program.rounds:
                some = [cache / "one.md"] if program.joined else files[: program.most]
                if program.name == HARPER:
                    (cache / "list").write_text("\n".join(some))
                    some = [f"@{cache / 'list'}"]
                extra = ["--format", "ndjson"] if program.name == STARCOACH else []
                program.many.append(run([*program.command, *extra, *some]))
                print(f"  {titled(program)}: {program.many[-1][0]:.2f} s", file=sys.stderr)


def drafts_a_second(program):
    return program.most / statistics.median(cpu for _, cpu in program.many)


def number(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def cold_table(all_programs, file):
    ours = statistics.median(all_programs[0].walls)
    yield "| one draft, cold | fastest | median | slower by | peak memory |"
    yield "|---|---|---|---|---|"
    for program in all_programs:
        if not program.walls:
            continue
        median = statistics.median(program.walls)
        yield (
            f"| {titled(program)} | {min(program.walls) * 1000:.1f} ms | {median * 1000:.1f} ms "
            f"| {number(median / ours)} × | {peak([*program.command, file]):.1f} MiB |"
        )


def many_table(all_programs):
    ours = drafts_a_second(all_programs[0])
    yield "| 2,000 drafts | drafts measured | wall | CPU | drafts a CPU second | slower by |"
    yield "|---|---|---|---|---|---|"
    for program in all_programs:
        if program.many:
            wall, cpu = (statistics.median(times) for times in zip(*program.many))
            rate = drafts_a_second(program)
            yield (
                f"| {titled(program)} | {program.most:,} | {wall:.2f} s | {cpu:.2f} s "
                f"| {number(rate)} | {number(ours / rate)} × |"
            )


def titled(program):
    return f"{program.name} ({program.note})" if program.note else program.name


def against_needs(all_programs):
    by_name = {program.name: program for program in all_programs if not program.joined}
    ours = by_name[STARCOACH]
    cold = {name: statistics.median(program.walls) for name, program in by_name.items()}
    peers = {name: wall for name, wall in cold.items() if name not in (STARCOACH, EMPTY, "wc", "rg")}
    nearest = min(peers, key=peers.get)
    needs = [
        ("cold start, in empty programs", cold[STARCOACH] / cold[EMPTY], "at most", MOST_COLD),
        (f"cold start of the fastest peer, {nearest}, in ours", peers[nearest] / cold[STARCOACH], "at least", 1),
    ]
    for name, least in ((HARPER, LEAST_HARPER), (WRITE_GOOD, LEAST_WRITE_GOOD)):
        times = drafts_a_second(ours) / drafts_a_second(by_name[name])
        needs.append((f"drafts a CPU second, in those of {name}", times, "at least", least))
    for what, got, bound, need in needs:
        met = got <= need if bound == "at most" else got >= need
        yield f"- {what}: {number(got)}, {bound} {need} wanted{'' if met else ': **not met**'}"


def versions(all_programs, cache):
    for program in all_programs[:-1]:
        if program.joined:
            continue
        if program.name == HARPER:
            lock = (ROOT / "benches/harper/Cargo.lock").read_text()
            told = re.search(r'name = "harper-core"\nversion = "(.+)"', lock)[1]
        else:
            told = subprocess.run(program.version, capture_output=True, text=True, cwd=cache).stdout
            told = re.search(r"\d+(\.\d+)+", told)[0]
        yield f"{program.name} {told}"
    yield f"node {subprocess.run(['node', '--version'], capture_output=True, text=True).stdout.strip(' v' + chr(10))}"
    yield f"Python {platform.python_version()}"


def machine():
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    return f"{os.cpu_count()} cores of {model[1].strip() if model else platform.machine()}, {platform.system()}"


def publish(page):
    path = ROOT / "README.md"
    before, rest = path.read_text().split("<!-- peers", 1)
    mark, rest = rest.split("-->", 1)
    _, after = rest.split("<!-- /peers -->", 1)
    path.write_text(f"{before}<!-- peers{mark}-->\n{page}<!-- /peers -->{after}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("cache", type=Path)
    parser.add_argument("starcoach")
    parser.add_argument("--publish", action="store_true")
    parser.add_argument("--quick", action="store_true")
    args = parser.parse_args()
    load = os.getloadavg()[0]
    if args.publish and args.quick:
        sys.exit("--quick is for seeing that all runs; publish what was measured in full")
    all_programs = programs(args.cache, args.starcoach)
    if args.quick:
        all_programs = [program for program in all_programs if not program.joined]
        for program in all_programs:
            program.cold, program.rounds, program.most = min(program.cold, 2), 1, min(program.most, 20)
    # alex and textlint look for rules and settings from where they are run.
    os.chdir(args.cache / "node")
    os.environ |= {"STARCOACH_HOME": str(args.cache / "home"), "NO_COLOR": "1"}
    file = ROOT / "benches/draft.md"
    files = sorted(map(str, (args.cache / "drafts").glob("*.md")))
    measure_cold(all_programs, file)
    measure_many(all_programs, files, args.cache)
    lines = [*cold_table(all_programs, file), "", *many_table(all_programs), "", *against_needs(all_programs), ""]
    lines.append(f"Measured {datetime.date.today()} on {machine()}; {', '.join(versions(all_programs, args.cache))}.")
    if load > 0.5:
        lines.append(f"The machine was busy (load {load:.1f}): times are too long, ratios uncertain.")
    page = "\n".join(lines) + "\n"
    print(page)
    if args.publish:
        publish(page)


main()
