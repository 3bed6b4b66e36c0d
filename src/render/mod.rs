//! Reviews and drafts as terminal text, Markdown and JSON.
