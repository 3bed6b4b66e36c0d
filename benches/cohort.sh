#!/usr/bin/env bash
# A cohort at once: many drafts as JSON Lines through one process. Prints wall, CPU, memory, and cost a draft by count;
# exits with 1 where the order, a bad line's number, the exit code or 64 MiB is not kept.
#   benches/cohort.sh [DRAFTS]    100,000 (25 million words, 150 MB in a temp folder) when none are named
# Needs cargo and python3. Run it on a machine that does nothing else.
set -euo pipefail
cd "$(dirname "$0")/.."
most=${1:-100000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export STARCOACH_HOME=$work

cargo build --quiet --release --locked
target=$(cargo metadata --format-version 1 --no-deps | python3 -c 'import json,sys; print(json.load(sys.stdin)["target_directory"])')
counts=()
for ((count = 1; count <= most; count *= 10)); do counts+=("$count"); done
python3 benches/corpus.py "${counts[-1]}" --bad-every 10000 > "$work/${counts[-1]}.jsonl"
for count in "${counts[@]::${#counts[@]}-1}"; do head -n "$count" "$work/${counts[-1]}.jsonl" > "$work/$count.jsonl"; done
python3 benches/cohort.py "$target/release/starcoach" "$work" "${counts[@]}"
