#!/bin/sh
# Exported HTML in a real browser: no console message, no request but for the file itself, text stays text, and one
# story a page on A4 and on Letter. For developers; needs Debian's chromium, poppler-utils and python3.
#
#   tests/html/chromium.sh [path of the starcoach binary]
#
# Where the kernel allows it, the browser runs in a network namespace of its own, without any network.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
binary=${1:-$here/../../target/debug/starcoach}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/home"
cp -r "$here/../cmd/export-forms.in/home/drafts" "$work/home/drafts"
cp "$here/long.yaml" "$work/home/drafts/long.yaml"
STARCOACH_HOME="$work/home" "$binary" export --all -o "$work/all.html" >"$work/said"
STARCOACH_HOME="$work/home" "$binary" export long -o "$work/one.html" >>"$work/said"
alone=''
if unshare --net --map-root-user true 2>/dev/null; then
  alone='unshare --net --map-root-user'
fi
echo "network namespace of its own: ${alone:-no, refused here}"
fails=0
fail() { echo "FAIL: $1"; fails=$((fails + 1)); }

browse() { # arguments of the browser
  $alone chromium --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking \
    --disable-component-update --disable-sync --disable-extensions --user-data-dir="$work/profile" \
    --enable-logging=stderr --log-net-log="$work/net.json" --net-log-capture-mode=Everything "$@"
}

check_net() { # page
  python3 - "$work/net.json" "$1" <<'PYTHON' || fail "$1 asks for something"
import json, re, sys
log = open(sys.argv[1]).read()
try:
    log = json.loads(log)
except ValueError:  # the browser left before it closed the list
    log = json.loads(log.rstrip().rstrip(",") + "]}")
kinds = {number: name for name, number in log["constants"]["logSourceType"].items()}
urls = set()
for event in log["events"]:
    # What the browser asks for by itself, to see whether it is up to date, has its own host names.
    url = event.get("params", {}).get("url", "") if kinds[event["source"]["type"]] == "URL_REQUEST" else ""
    if url and not re.match(r"https?://([a-z0-9-]+\.)*(google|googleapis|gvt1|gstatic)\.com/", url):
        urls.add(url)
own = {url for url in urls if url.startswith(("file:", "data:"))}
print(f"{sys.argv[2]}: {len(log['events'])} events in the net log, requests beside its own file: {sorted(urls - own)}")
sys.exit(bool(urls - own))
PYTHON
}

# Would it be noticed at all? A page that does ask and speak must be caught.
echo '<script>console.log("x")</script><img src="http://example.invalid/x.png">' >"$work/control.html"
browse --dump-dom "file://$work/control.html" >/dev/null 2>"$work/control.log"
caught=$(check_net control.html || true)
case $caught in *example.invalid*FAIL*) ;; *) echo "$caught"; fail "a request goes unnoticed" ;; esac
grep -q CONSOLE "$work/control.log" || fail "a console message goes unnoticed"

for page in all one; do
  browse --dump-dom "file://$work/$page.html" >"$work/$page.dom" 2>"$work/$page.log"
  check_net "$page.html"
  console=$(grep -c 'CONSOLE' "$work/$page.log" || true)
  echo "$page.html: console messages: $console"
  [ "$console" = 0 ] || { grep CONSOLE "$work/$page.log"; fail "$page.html speaks to the console"; }
done

# What the browser made of the text: as many elements as the file has tags, none of them from a story.
python3 - "$work/all.dom" <<'PYTHON' || fail "text became markup"
import html, re, sys
dom = open(sys.argv[1]).read()
foreign = re.findall(r"<(script|img|iframe|b|i|object|embed|form)\b", dom)
text = html.unescape(re.sub(r"<[^>]*>", "", dom.split("<body>")[1]))
wanted = ["<script>alert('q')</script> R&D \"quoted\" שלום", "<img src=http://example.invalid/x.png onerror=alert(1)>",
          "<a href=\"javascript:alert(1)\">x</a>", "&lt;i&gt; <!-- x", "🎉👍🏽", "👩‍👩‍👧 <b>bold</b> &amp; مرحبا", "משימה: I had"]
missing = [words for words in wanted if words not in text]
title = re.search("<title>(.*?)</title>", dom).group(1)
print(f"elements made of text: {foreign}; text that is not text: {missing}; title: {title}")
sys.exit(bool(foreign or missing or title != "STAR stories"))
PYTHON

stories=4
for size in A4 Letter; do
  for page in all one; do
    sed "s|<style>|<style>@page{size:$size}|" "$work/$page.html" >"$work/$page-$size.html"
    browse --no-pdf-header-footer --print-to-pdf="$work/$page-$size.pdf" "file://$work/$page-$size.html" 2>>"$work/$page.log"
    pages=$(pdfinfo "$work/$page-$size.pdf" | sed -n 's/^Pages: *//p')
    paper=$(pdfinfo "$work/$page-$size.pdf" | sed -n 's/^Page size: *//p')
    expected=$([ $page = all ] && echo $((stories + 1)) || echo 1)
    echo "$page.html on $size ($paper): $pages pages, expected $expected"
    [ "$pages" = "$expected" ] || fail "$page.html on $size has $pages pages"
  done
done
[ "$fails" = 0 ] && echo "all well" || { echo "$fails failed"; exit 1; }
