#!/usr/bin/env bash
# How fast starcoach is beside other programs that read prose, in one run, as Markdown.
#   benches/peers.sh              prints the tables
#   benches/peers.sh --publish    writes them into the README, between its marks `peers`
#   benches/peers.sh --quick      few repeats and drafts, to see that all of it runs
# Installs the peers by name into $STARCOACH_PEERS (/tmp/peers-cache when unset), never into the repository, and keeps
# them there for the next run. Needs cargo, npm, python3, rg and GNU time; harper compiles for about 10 CPU minutes.
# Run it on a machine that does nothing else.
set -euo pipefail
cd "$(dirname "$0")/.."
cache=${STARCOACH_PEERS:-/tmp/peers-cache}
mkdir -p "$cache/node" "$cache/home" "$cache/drafts"

for needed in cargo npm python3 rg /usr/bin/time; do
    command -v "$needed" >/dev/null || { echo "peers.sh needs $needed; Debian has it as a package" >&2; exit 2; }
done
[ -x "$cache/node/node_modules/.bin/textlint" ] || npm install --prefix "$cache/node" --no-audit --no-fund --silent \
    write-good@1.0.8 alex@11.0.1 textlint@15.8.0 textlint-rule-write-good@2.0.0 textlint-rule-terminology@5.2.16 \
    textlint-rule-stop-words@5.2.0 textlint-rule-sentence-length@5.2.1 textlint-rule-common-misspellings@1.0.1
if ! [ -x "$cache/py/bin/proselint" ]; then
    python3 -m venv "$cache/py"
    "$cache/py/bin/pip" install --quiet proselint==0.16.0
fi
# Harper's leftovers of compiling are a gigabyte, so only the program is kept.
for crate in empty harper; do
    built=$(cat "benches/$crate/Cargo.lock" "benches/$crate/src/main.rs" | cksum)
    if [ "$(cat "$cache/$crate.built" 2>/dev/null)" != "$built" ]; then
        cargo build --quiet --release --locked --manifest-path "benches/$crate/Cargo.toml" --target-dir "$cache/$crate"
        mv "$cache/$crate/release/starcoach-bench-$crate" "$cache/"
        rm -rf "${cache:?}/$crate"
        echo "$built" > "$cache/$crate.built"
    fi
done
cargo build --quiet --release --locked
target=$(cargo metadata --format-version 1 --no-deps | python3 -c 'import json,sys; print(json.load(sys.stdin)["target_directory"])')

rm -f "$cache"/drafts/*
python3 benches/corpus.py 2000 --files "$cache/drafts"
cat "$cache"/drafts/*.md > "$cache/one.md"
python3 benches/corpus.py --phrases 300 > "$cache/phrases"
exec python3 benches/peers.py "$cache" "$target/release/starcoach" "$@"
