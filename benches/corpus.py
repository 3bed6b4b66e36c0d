#!/usr/bin/env python3
"""Drafts of about 250 words for measuring, made of the repository's own ordinary rated drafts; the same for a count each time.

    corpus.py COUNT [--bad-every LINES]     JSON Lines on standard output, every LINES-th line none
    corpus.py COUNT --files FOLDER          a Markdown file each
    corpus.py --phrases COUNT               word pairs and triples that stand in several stories, one a line

Every draft is one story's sections, eked out with sentences of the same section from other stories, its figures changed.
"""

import argparse
import collections
import json
import random
import re
import sys
from pathlib import Path

RATED = Path(__file__).resolve().parent.parent / "answers" / "rated"
# About how a practised answer is shared out.
WORDS = {"situation": 45, "task": 25, "action": 130, "result": 50}
SEED = 8


def stories():
    for path in sorted(RATED.glob("[pq]*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            story = json.loads(line)
            if all(story.get(section, "").strip() for section in WORDS):
                yield story


def sentences(text):
    """Each with its number of words and its pieces between figures, so that figures are changed quickly."""
    for sentence in re.split(r"(?<=[.!?])\s+", " ".join(text.split())):
        if 4 <= len(sentence.split()) <= 60:
            yield len(sentence.split()), re.split(r"(\d+)", sentence)


def with_other_figures(pieces, chance):
    if len(pieces) == 1:
        return pieces[0]
    low = {1: 1, 2: 10}
    return "".join(
        str(chance.randrange(low.get(len(piece), 100), 10 ** len(piece))) if at % 2 and len(piece) < 4 else piece
        for at, piece in enumerate(pieces)
    )


def drafts(count):
    chance = random.Random(SEED)
    told = [(s["question"], {name: list(sentences(s[name])) for name in WORDS}) for s in stories()]
    pool = {name: [sentence for _, parts in told for sentence in parts[name]] for name in WORDS}
    for number in range(count):
        question, parts = told[chance.randrange(len(told))]
        draft = {"id": f"draft-{number:06}", "question": question}
        for name, most in WORDS.items():
            words, text = 0, []
            own = iter(parts[name])
            while words < most - 6:
                length, pieces = next(own, None) or pool[name][chance.randrange(len(pool[name]))]
                words += length
                text.append(with_other_figures(pieces, chance))
            draft[name] = " ".join(text)
        yield draft


def phrases(count):
    seen = collections.Counter()
    for story in stories():
        text = " ".join(story[name] for name in WORDS).lower()
        words = re.findall(r"[a-z']+", text)
        runs = zip(words, words[1:]), zip(words, words[1:], words[2:])
        seen.update({" ".join(run) for some in runs for run in some if all(len(word) > 2 for word in run)})
    return [phrase for phrase, _ in sorted(seen.items(), key=lambda item: (-item[1], item[0]))[:count]]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("count", type=int, nargs="?", default=0)
    parser.add_argument("--bad-every", type=int, metavar="LINES")
    parser.add_argument("--files", type=Path, metavar="FOLDER")
    parser.add_argument("--phrases", type=int, metavar="COUNT")
    args = parser.parse_args()
    if args.phrases:
        print("\n".join(phrases(args.phrases)))
        return
    for number, draft in enumerate(drafts(args.count), 1):
        if args.files:
            body = "".join(f"\n## {name.title()}\n\n{draft[name]}\n" for name in WORDS)
            (args.files / (draft["id"] + ".md")).write_text(f"# {draft['question']}\n{body}", encoding="utf-8")
        elif args.bad_every and number % args.bad_every == 0:
            sys.stdout.write('{"id": "bad", "situation": "cut sho\n')
        else:
            sys.stdout.write(json.dumps(draft, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
