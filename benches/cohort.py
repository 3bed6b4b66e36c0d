"""The measuring of `cohort.sh`: one `starcoach check --format ndjson -` fed a long stream. Python's standard library."""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

BAD_EVERY = 10_000
MOST_MEMORY = 64 * 1024


def memory(pid):
    """Resident KiB now and at the peak so far, or nothing where the process has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return None
    told = dict(line.split(":", 1) for line in lines if ":" in line)
    if "VmRSS" not in told:
        return None
    return tuple(int(told[key].split()[0]) for key in ("VmRSS", "VmHWM"))


def run(command, stdin, stdout, sample=1.0):
    """Exit code, wall and CPU seconds, and (seconds, resident KiB, peak KiB) of one process, a sample each second."""
    began = time.perf_counter()
    with open(stdin, "rb") as lines, open(stdout, "wb") as out:
        child = subprocess.Popen(command, stdin=lines, stdout=out)
    samples, next_sample = [], 0.0
    while True:
        pid, status, used = os.wait4(child.pid, os.WNOHANG)
        passed = time.perf_counter() - began
        if pid:
            break
        if passed >= next_sample:
            if seen := memory(child.pid):
                samples.append((passed, *seen))
            next_sample += sample
        time.sleep(min(0.01, sample / 10) if passed > 1 else 0.0005)
    child.returncode = os.waitstatus_to_exitcode(status)
    return child.returncode, passed, used.ru_utime + used.ru_stime, samples


def wrong_lines(drafts, reviews):
    """What is wrong with the reviews: each has the place of its draft, and a bad line is an error with its number."""
    wrong, bad = [], 0
    with open(drafts) as asked, open(reviews) as told:
        for number, line in enumerate(asked, 1):
            review = json.loads(told.readline() or "{}")
            if number % BAD_EVERY == 0:
                bad += 1
                if review.get("line") != number or "error" not in review:
                    wrong.append(f"line {number} is bad, and its answer is {str(review)[:80]}")
            elif review.get("id") != json.loads(line)["id"] or len(review.get("tips", ())) != 6:
                wrong.append(f"line {number} is answered by {str(review)[:80]}")
        wrong += [f"a line too many: {line[:80]}" for line in told]
    return bad, wrong


def one_stream(starcoach, work, count):
    drafts, reviews = work / f"{count}.jsonl", work / "reviews.jsonl"
    code, wall, cpu, samples = run([starcoach, "check", "--format", "ndjson", "-"], drafts, reviews)
    bad, wrong = wrong_lines(drafts, reviews)
    quarters = [[seen for at, seen, _ in samples if q * wall / 4 <= at < (q + 1) * wall / 4] for q in range(4)]
    peak = max((most for _, _, most in samples), default=0)
    shown = ", ".join(f"{max(seen, default=0) / 1024:.1f}" for seen in quarters)
    print(f"- {count:,} drafts in one process: {wall:.1f} s wall, {cpu:.1f} s CPU")
    print(f"- {cpu / wall:.2f} of {os.cpu_count()} cores used, as far as others left them")
    print(f"- {count / wall:,.0f} drafts a second, {count / cpu:,.0f} a CPU second")
    print(f"- peak memory {peak / 1024:.1f} MiB; at most {shown} MiB in the quarters of the run")
    print(f"- order kept and {bad} bad lines reported by their number: {'no' if wrong else 'yes'}; exit code {code}")
    for fault in wrong[:5]:
        print(f"  - {fault}")
    sys.stdout.flush()
    return not wrong and code == (1 if bad else 0) and peak < MOST_MEMORY, (wall, cpu)


def growth(starcoach, work, counts, most):
    """What a draft costs among few and many; `most` is what the last of `counts` took."""
    print("\n| drafts | wall | CPU | wall a draft | CPU a draft |\n|---|---|---|---|---|")
    command = [starcoach, "check", "--format", "ndjson", "-"]
    for count in counts:
        turns = max(1, min(40, 2000 // count))
        runs = [most]
        if count < counts[-1]:
            runs = [run(command, work / f"{count}.jsonl", os.devnull)[1:3] for _ in range(turns)]
        wall, cpu = (statistics.median(times) for times in zip(*runs))
        each = (seconds / count * 1000 for seconds in (wall, cpu))
        row = [f"{count:,}", f"{wall:.3f} s", f"{cpu:.3f} s", *(f"{ms:.2f} ms" for ms in each)]
        print(f"| {' | '.join(row)} |", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("starcoach")
    parser.add_argument("work", type=Path)
    parser.add_argument("counts", type=int, nargs="+")
    args = parser.parse_args()
    held, most = one_stream(args.starcoach, args.work, args.counts[-1])
    growth(args.starcoach, args.work, args.counts, most)
    sys.exit(not held)


main()
