#!/usr/bin/env bash
# A cohort shared out by engines that people have: GNU parallel and Apache Spark, each against one process.
#   benches/engines.sh [DRAFTS]    10,000 when none are named
# Installs pyspark by name into $STARCOACH_PEERS (/tmp/peers-cache when unset). Needs cargo, python3, parallel and Java.
set -euo pipefail
cd "$(dirname "$0")/.."
count=${1:-10000}
cache=${STARCOACH_PEERS:-/tmp/peers-cache}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export STARCOACH_HOME=$work TIMEFORMAT='%1R s'

for needed in parallel java; do
    command -v "$needed" >/dev/null || { echo "engines.sh needs $needed; Debian has it as a package" >&2; exit 2; }
done
if ! [ -x "$cache/spark/bin/spark-submit" ]; then
    python3 -m venv "$cache/spark"
    "$cache/spark/bin/pip" install --quiet pyspark==4.3.0
fi
cargo build --quiet --release --locked
target=$(cargo metadata --format-version 1 --no-deps | python3 -c 'import json,sys; print(json.load(sys.stdin)["target_directory"])')
PATH=$target/release:$PATH

python3 benches/corpus.py "$count" --bad-every 1000 > "$work/drafts.jsonl"
python3 benches/corpus.py 3 --bad-every 2 > "$work/broken.jsonl"
# What a share of the stream cannot know is the number of a line in the whole.
same() {
    cmp <(sed 's/"line":[0-9]*/"line":0/' "$work/one") <(sed 's/"line":[0-9]*/"line":0/' "$1")
    echo "  the same reviews in the same order"
}
check=(starcoach check --format ndjson -)

printf -- '- one process: '
{ time "${check[@]}" < "$work/drafts.jsonl" > "$work/one" || [ $? = 1 ]; } 2>&1
printf -- '- GNU parallel: '
{ time parallel --pipe --block 10M -k "${check[@]}" < "$work/drafts.jsonl" > "$work/parallel" 2>"$work/log" ||
    echo "  exit code $?, the number of shares with a bad line"; } 2>&1
same "$work/parallel"
# PySpark gives the command no environment, so no PATH.
SPARK_LOCAL_IP=127.0.0.1 "$cache/spark/bin/python" benches/engines.py "$work/drafts.jsonl" "$work/broken.jsonl" \
    "$target/release/starcoach check --format ndjson -" "$work/spark" 2>"$work/log" || { tail -n 20 "$work/log" >&2; exit 1; }
same "$work/spark"
