//! The user's drafts on disk: whole or not at all.
