//! Command lines that between them reach every command, every format and every way to fail.

/// What goes in on standard input.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Input {
    Nothing,
    /// Four sections of a practice, each with the payload.
    Sections,
    /// Line ends, as whoever rehearses line by line sends them.
    Enters,
    /// A file of notes, by its ending.
    Notes(&'static str),
}

pub(crate) struct Case {
    pub(crate) line: &'static str,
    pub(crate) input: Input,
    /// Whether some of the payload is to be seen, rather than nothing at all.
    pub(crate) shows: bool,
    /// Whether some of the packs and drafts cannot be read.
    pub(crate) damaged: bool,
}

const fn shows(line: &'static str) -> Case {
    Case { line, input: Input::Nothing, shows: true, damaged: false }
}

const fn silent(line: &'static str) -> Case {
    Case { line, input: Input::Nothing, shows: false, damaged: false }
}

const fn fed(line: &'static str, input: Input) -> Case {
    Case { line, input, shows: true, damaged: false }
}

const fn damaged(line: &'static str) -> Case {
    Case { line, input: Input::Nothing, shows: true, damaged: true }
}

pub(crate) const CASES: &[Case] = &[
    shows("{said}"),
    shows("--no-such-{said}"),
    fed("practice evil-question", Input::Sections),
    fed("practice evil-question --example --plain", Input::Sections),
    fed("practice evil", Input::Sections),
    fed("practice --due", Input::Sections),
    shows("practice {said}"),
    shows("practice --tip {said}"),
    fed("rehearse evil --plain", Input::Enters),
    fed("rehearse {md} --plain", Input::Enters),
    fed("rehearse --plain", Input::Enters),
    fed("rehearse evil-question --plain", Input::Enters),
    silent("rehearse evil --transcript talk.vtt"),
    silent("rehearse evil --transcript {md}"),
    shows("rehearse evil --transcript {missing}"),
    shows("rehearse {said}"),
    shows("rehearse {missing}"),
    shows("list"),
    shows("list --format json"),
    silent("list INK"),
    shows("list --tag {said}"),
    shows("list --role {said}"),
    shows("list --pack {bad-pack}"),
    shows("show evil-question"),
    shows("show evil-question --annotate"),
    shows("show evil-question --weak"),
    shows("show evil-question --plain --section action"),
    shows("show evil-question --example {said}"),
    shows("show {said}"),
    shows("drafts"),
    shows("drafts list"),
    shows("drafts show evil"),
    damaged("drafts show broken"),
    damaged("drafts"),
    damaged("doctor"),
    damaged("doctor --format json"),
    damaged("list"),
    damaged("history"),
    damaged("history broken"),
    damaged("progress"),
    damaged("coverage"),
    damaged("explain impact"),
    damaged("export --all"),
    damaged("practice broken"),
    shows("drafts show {said}"),
    silent("drafts path"),
    silent("drafts path evil"),
    shows("drafts path {said}"),
    silent("drafts rename evil fine"),
    shows("drafts rename evil {said}"),
    silent("drafts delete evil"),
    shows("drafts delete {said}"),
    shows("history"),
    shows("history evil"),
    shows("history evil --format json"),
    shows("history evil --from {said}"),
    silent("history {said}"),
    shows("history no-such-{said}"),
    shows("progress"),
    silent("progress --format json"),
    silent("coverage"),
    silent("coverage --format json"),
    silent("map evil-question evil"),
    silent("map {said} evil"),
    shows("map no-such-{said} evil"),
    shows("map evil-question {said}"),
    shows("check {md}"),
    shows("check {md} --full"),
    shows("check {md} --format {said}"),
    shows("check {org} {txt} {html} {yaml} {json} {jsonl} {own.yaml} {prose} --full"),
    shows("check {md} {org} {jsonl} {prose} {broken.yaml} {nul.txt} {missing} --format json"),
    shows("check {md} {org} {jsonl} {prose} {broken.yaml} {nul.txt} {missing} --format ndjson"),
    shows("check {md} {org} {jsonl} {prose} {broken.yaml} {nul.txt} {missing} --format sarif"),
    shows("check {md} {org} {jsonl} {prose} {broken.yaml} {nul.txt} {missing} --format github"),
    shows("check notes --verbose"),
    shows("check {broken.yaml}"),
    shows("check {nul.txt}"),
    shows("check {missing}"),
    fed("check -", Input::Notes("md")),
    fed("check - --format ndjson", Input::Notes("jsonl")),
    shows("check {md} --reviewer {reviewer}"),
    shows("check {md} --reviewer {failing}"),
    shows("check {md} --reviewer {reviewer} --format ndjson"),
    shows("check {md} --reviewer {failing} --format json"),
    shows("check {md} --reviewer {said}"),
    shows("check {md} --require {said}"),
    silent("lsp"),
    silent("doctor"),
    silent("doctor --format json"),
    damaged("doctor"),
    damaged("doctor --format json"),
    shows("import {md} --dry-run"),
    shows("import {md} {org} {html} {yaml} {json} {jsonl} {own.yaml} {prose} --dry-run"),
    shows(
        "import {md} {org} {html} {yaml} {json} {jsonl} {own.yaml} {prose} --dry-run --format ndjson",
    ),
    shows("import {md} {broken.yaml} {nul.txt} {missing}"),
    shows("import {jsonl} --format ndjson"),
    fed("import - --dry-run", Input::Notes("txt")),
    shows("export evil"),
    shows("export evil --format markdown"),
    shows("export evil --format html"),
    shows("export evil --format json"),
    shows("export evil --no-review --redact {said}"),
    shows("export --all --format markdown"),
    shows("export --all --format html"),
    shows("export --all --format json"),
    shows("export evil -o {name}"),
    shows("export evil -o {md}"),
    shows("export evil -o no-such-folder/{said}"),
    shows("export {said}"),
    shows("explain"),
    shows("explain impact"),
    shows("explain impact.no-figure"),
    shows("explain {said}"),
    shows("explain impact.{said}"),
    silent("pack new {name}"),
    silent("pack new {said}"),
    silent("pack new \u{1b}[35;45mINK"),
    shows("pack check {bad-pack}"),
    shows("pack check {missing}"),
    silent("pack check pack.yaml"),
    silent("pack add pack.yaml"),
    shows("pack add {bad-pack}"),
    silent("pack schema"),
    shows("config show"),
    shows("config path"),
    silent("completions bash"),
    shows("completions {said}"),
    silent("man"),
    shows("man {said}"),
    shows("man --dir {md}"),
];
