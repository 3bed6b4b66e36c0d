//! Stories as one HTML file that needs nothing else: no script, no font, no picture from anywhere.

mod chart;
mod escape;
mod prose;

use std::fmt::Write;

use self::chart::chart;
use self::escape::escape;
use self::prose::{number, prose};
use super::story::way_up;
use super::{Look, Story, review};
use crate::bank::Evidence;
use crate::draft::{Section, Tip, Words};
use crate::judge::{Finding, Level, Review};

const STYLE: &str = include_str!("style.css");

/// How much of a quote a table cell shows, in columns.
const CELL: usize = 110;
/// How much of a question the title of a window shows.
const TITLE: usize = 70;

/// One story as a page.
pub fn html(story: &Story, words: &Words) -> String {
    let article = Article { story, words, id: "story-1".to_owned(), level: 1 };
    document(story.title(), &article.html())
}

/// All stories in one file with contents in front, each on a page of its own when printed.
pub fn html_booklet(stories: &[Story], words: &Words) -> String {
    let mut body = contents(stories);
    for (at, story) in stories.iter().enumerate() {
        let id = format!("story-{}", at + 1);
        body.push_str(&Article { story, words, id, level: 2 }.html());
    }
    document("STAR stories", &body)
}

fn document(title: &str, body: &str) -> String {
    // The policy holds even where a reader, an add-on or a later hand puts something into the page.
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n",
        escape(&Look::one_line(title, TITLE))
    )
}

fn contents(stories: &[Story]) -> String {
    let mut html = String::from(
        "<header class=\"contents\">\n<h1>STAR stories</h1>\n<nav aria-label=\"Contents\">\n<ol>\n",
    );
    for (at, story) in stories.iter().enumerate() {
        let title = escape(story.title());
        let _ = write!(html, "<li><a href=\"#story-{}\" dir=\"auto\">{title}</a>", at + 1);
        if let Some(subtitle) = story.subtitle() {
            let _ = write!(html, "<br><span dir=\"auto\">{}</span>", escape(subtitle));
        }
        if let Some(review) = &story.review {
            let _ =
                write!(html, "<br><small>{} · {}</small>", standing(story, review), spoken(review));
        }
        html.push_str("</li>\n");
    }
    html.push_str("</ol>\n</nav>\n</header>\n");
    html
}

/// The verdict, and how many tips are shown where that can be told.
fn standing(story: &Story, review: &Review) -> String {
    let verdict = review.verdict.id().replace('-', " ");
    if review.verdict.reason().is_some() {
        return verdict;
    }
    let shown = story.counted().filter(|finding| finding.level == Level::Shown).count();
    format!("{verdict} · {shown} of {} tips shown", story.counted().count())
}

/// "1:40".
fn spoken(review: &Review) -> String {
    format!("{}:{:02}", review.spoken_seconds / 60, review.spoken_seconds % 60)
}

/// One story, its headings beginning at `level`.
struct Article<'s> {
    story: &'s Story,
    words: &'s Words,
    id: String,
    level: u8,
}

impl Article<'_> {
    fn html(&self) -> String {
        let mut html = format!(
            "<article id=\"{id}\" aria-labelledby=\"{id}-title\">\n{}",
            self.head(),
            id = self.id
        );
        if let Some(review) = &self.story.review {
            html.push_str(&self.legend(review));
        }
        html.push_str("<div class=\"story\">\n");
        for (section, text) in self.story.draft.sections.iter() {
            html.push_str(&self.section(section, text));
        }
        for (label, part) in &self.story.draft.extra {
            let part = prose(part, &[], &self.id);
            let heading = self.heading(1, "", &escape(label));
            let _ = write!(html, "<section class=\"extra\">\n{heading}{part}</section>\n");
        }
        html.push_str("</div>\n");
        if let Some(review) = &self.story.review {
            html.push_str(&self.table(review));
        }
        html.push_str("</article>\n");
        html
    }

    /// A heading `deeper` levels below the story's own.
    fn heading(&self, deeper: u8, attributes: &str, html: &str) -> String {
        let level = self.level + deeper;
        format!("<h{level}{attributes} dir=\"auto\">{html}</h{level}>\n")
    }

    fn head(&self) -> String {
        let story = self.story;
        let id = format!(" id=\"{}-title\"", self.id);
        let mut html = String::from("<header>\n");
        html.push_str(&self.heading(0, &id, &escape(story.title())));
        if let Some(subtitle) = story.subtitle() {
            let _ = writeln!(html, "<p class=\"headline\" dir=\"auto\">{}</p>", escape(subtitle));
        }
        let mut about: Vec<String> = Vec::new();
        if let Some(review) = &story.review {
            let words: usize = review.sections.iter().map(|section| section.words).sum();
            about.push(format!("{words} words"));
            about.push(format!("about {} spoken", spoken(review)));
        }
        about.extend(story.competencies.iter().map(|own| escape(own).into_owned()));
        about.extend(story.date.iter().map(|date| format!("<time>{}</time>", escape(date))));
        if !about.is_empty() {
            let _ = writeln!(html, "<p class=\"about\">{}</p>", about.join(" · "));
        }
        if let Some(review) = &story.review {
            let line = escape(&review::verdict_line(review)).into_owned();
            let _ = writeln!(html, "<p class=\"verdict\">{line}</p>");
            if let Some(capped) = &review.capped {
                let _ = writeln!(html, "<p>{}</p>", escape(capped));
            }
        }
        html.push_str("</header>\n");
        html
    }

    /// What the numbers and the underlines stand for, beside the chart of the levels.
    fn legend(&self, review: &Review) -> String {
        let mut html = String::from("<figure class=\"legend\">\n");
        html.push_str(&chart(review, &self.story.draft.not_applicable));
        html.push_str("<figcaption>Underlined words earn the tip of this number:\n<ol>\n");
        for tip in Tip::ALL {
            let title = escape(&self.words.tip(tip).title);
            let _ = writeln!(html, "<li><span class=\"t{}\">{title}</span></li>", number(tip));
        }
        html.push_str("</ol>\n</figcaption>\n</figure>\n");
        html
    }

    fn section(&self, section: Section, text: &str) -> String {
        let review = self.story.review.as_ref();
        let mut marks = review.map(|own| Evidence::from(own).quotes(section)).unwrap_or_default();
        marks.retain(|(_, tip)| self.story.applies(*tip));
        let share = review.map(|review| {
            let own = &review.sections[section.index()];
            format!(" <small>{} words, {:.0}%</small>", own.words, own.share * 100.0)
        });
        let title = format!("{section}{}", share.unwrap_or_default());
        let body = match prose(text, &marks, &self.id) {
            empty if empty.is_empty() => "<p class=\"blank\">Nothing here yet.</p>\n".to_owned(),
            body => body,
        };
        format!("<section>\n{}{body}</section>\n", self.heading(1, "", &title))
    }

    fn table(&self, review: &Review) -> String {
        // A column that would be empty is left out.
        let has_ways = self.story.counted().any(|finding| finding.level < Level::Shown);
        let ways = if has_ways { "<th scope=\"col\">What would raise it</th>" } else { "" };
        let mut html = format!(
            "<section class=\"review\">\n{}<table>\n<thead>\n<tr><th scope=\"col\">Tip</th>\
             <th scope=\"col\">Level</th><th scope=\"col\">In your words</th>{ways}</tr>\n</thead>\n<tbody>\n",
            self.heading(1, "", "Review")
        );
        for finding in &review.findings {
            html.push_str(&self.row(finding, has_ways));
        }
        html.push_str("</tbody>\n</table>\n</section>\n");
        html
    }

    fn row(&self, finding: &Finding, has_ways: bool) -> String {
        let tip = finding.tip;
        let applies = self.story.applies(tip);
        let level = if applies {
            let mark = Look::mark(finding.level);
            format!("<span aria-hidden=\"true\">{mark}</span> {}", finding.level)
        } else {
            "does not apply".to_owned()
        };
        let class = if applies { finding.level.id() } else { "none" };
        let quote = finding.quotes.first().filter(|_| applies);
        let quote = quote.map(|quote| {
            format!("<q dir=\"auto\">{}</q>", escape(&Look::one_line(&quote.text, CELL)))
        });
        let way = way_up(finding, self.words).filter(|_| applies).unwrap_or_default();
        let way = if has_ways { format!("<td>{}</td>", escape(&way)) } else { String::new() };
        format!(
            "<tr id=\"{}-{tip}\"><th scope=\"row\">{} {}</th><td class=\"level {class}\">{level}</td><td>{}</td>{way}</tr>\n",
            self.id,
            number(tip),
            escape(&self.words.tip(tip).title),
            quote.unwrap_or_default()
        )
    }
}

#[cfg(test)]
mod tests;
