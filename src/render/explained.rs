use super::booklet::escape;
use crate::draft::Words;
use crate::judge::{Finding, Level};
use crate::text::visible;

/// A finding as a few lines of Markdown: the tip and its level, why interviewers care, what counted, what to do, and
/// what an interviewer would ask next.
pub fn explained(finding: &Finding, words: &Words) -> String {
    let tip = words.tip(finding.tip);
    let mut parts = vec![
        format!("**{}**: {} (`{}`)", tip.title, finding.level, finding.id()),
        escape(&tip.why),
    ];
    if let (Some(cue), true) = (&finding.cue, finding.level > Level::Missing) {
        parts.push(format!("What counted most: \"{}\"", escape(&visible(cue))));
    }
    if finding.level < Level::Shown {
        let about = finding.subject().map(|quote| &*quote.text);
        parts.push(escape(&visible(&tip.advice(finding.advice, about))));
    }
    if let Some(question) = tip.follow_ups.first() {
        parts.push(format!("An interviewer would ask: *{}*", escape(question)));
    }
    parts.join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::explained;
    use crate::draft::Words;
    use crate::draft::{Section, Tip};
    use crate::judge::{Finding, Level, Quote};
    use crate::text::Span;

    #[test]
    fn what_the_draft_says_cannot_pass_for_markup() {
        let text = "**much** faster\u{202e}".to_owned();
        let quote = Quote { section: Section::Result, span: Span::new(0, text.len()), text };
        let finding = Finding {
            tip: Tip::Impact,
            level: Level::Hinted,
            quotes: vec![quote],
            cue: Some("<b>much</b>".to_owned()),
            advice: "vague-change",
            about: None,
        };
        let page = explained(&finding, Words::builtin());
        assert!(
            page.starts_with("**Quantify the impact**: hinted (`impact.vague-change`)\n\n"),
            "{page}"
        );
        assert!(page.contains(r#""\*\*much\*\* faster\<U+202E\>""#), "{page}");
        assert!(page.contains(r#"What counted most: "\<b\>much\</b\>""#), "{page}");
        let asked = &Words::builtin().tip(Tip::Impact).follow_ups[0];
        assert!(page.contains(&format!("An interviewer would ask: *{asked}*")), "{page}");
    }
}
