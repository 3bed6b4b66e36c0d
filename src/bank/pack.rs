use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, json_schema};
use serde::{Deserialize, Serialize};

use super::Examples;
use crate::draft::{Sections, Tip};
use crate::judge::Level;

/// A file of interview questions on one theme, with example answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// Short name of the pack, such as `problem-solving`.
    #[serde(rename = "pack")]
    #[schemars(extend("format" = "slug"))]
    pub id: String,
    /// Title as readers see it.
    #[schemars(length(min = 1))]
    pub title: String,
    /// Raised by one whenever the pack is published anew.
    #[schemars(range(min = 1))]
    pub version: u32,
    /// Who wrote it.
    #[schemars(length(min = 1))]
    pub author: String,
    /// The questions, in the order in which they are listed.
    #[schemars(length(min = 1))]
    pub questions: Vec<Question>,
}

/// One question of an interview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Short name, unique across all packs, such as `improve-process`.
    #[schemars(extend("format" = "slug"))]
    pub id: String,
    /// The question as the interviewer puts it.
    #[schemars(length(min = 1))]
    pub prompt: String,
    /// One line on what the interviewer is after.
    #[schemars(length(min = 1))]
    pub probes: String,
    /// What an answer gives evidence of, most important first.
    #[schemars(length(min = 1))]
    pub competencies: Vec<String>,
    /// Whom the question suits.
    #[schemars(length(min = 1))]
    pub roles: Vec<Role>,
    /// What the interviewer may ask next, special to this question.
    #[serde(default)]
    #[schemars(inner(length(min = 1)))]
    pub follow_ups: Vec<String>,
    /// Whole answers by different speakers.
    #[serde(default)]
    #[schemars(with = "Vec<Example>")]
    pub examples: Examples,
}

/// A whole answer, with what to copy from it and what not to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// Short name, unique across all packs, such as `draining-sensors`.
    #[schemars(extend("format" = "slug"))]
    pub id: String,
    /// Field of work, such as `Customer support`.
    #[schemars(length(min = 1))]
    pub focus: String,
    /// Who tells it, such as `Ward nurse, six years`.
    #[serde(default)]
    #[schemars(with = "String", length(min = 1))]
    pub speaker: Option<String>,
    /// What a reader should and should not take from it.
    pub teaches: Teaches,
    /// How far it shows each tip; all six.
    #[schemars(schema_with = "levels_schema")]
    pub levels: BTreeMap<Tip, Level>,
    /// Where and when, and what was at stake.
    #[schemars(length(min = 1))]
    pub situation: String,
    /// What the speaker had to do.
    #[schemars(length(min = 1))]
    pub task: String,
    /// What the speaker did.
    #[schemars(length(min = 1))]
    pub action: String,
    /// What came of it.
    #[schemars(length(min = 1))]
    pub result: String,
    /// The same story as a weak first draft, for comparison.
    #[serde(default)]
    #[schemars(with = "FirstDraft")]
    pub weak: Option<FirstDraft>,
}

/// What a reader should and should not take from an example.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Teaches {
    /// What is worth copying.
    #[schemars(length(min = 1))]
    pub strong: String,
    /// What is not.
    #[schemars(length(min = 1))]
    pub weak: String,
}

/// A weak first draft of an example's story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FirstDraft {
    /// Where and when, and what was at stake.
    #[schemars(length(min = 1))]
    pub situation: String,
    /// What the speaker had to do.
    #[schemars(length(min = 1))]
    pub task: String,
    /// What the speaker did.
    #[schemars(length(min = 1))]
    pub action: String,
    /// What came of it.
    #[schemars(length(min = 1))]
    pub result: String,
}

/// Whom a question suits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// People who write programs.
    Software,
    /// Analysts, data engineers, scientists.
    Data,
    /// People who keep systems, sites or wards running.
    Operations,
    /// People who decide what is made.
    Product,
    /// People who help customers.
    Support,
    /// Anybody.
    Any,
}

impl Question {
    /// Whether it suits somebody in `role`; a question for anybody suits everybody.
    pub fn suits(&self, role: Role) -> bool {
        role == Role::Any || self.roles.iter().any(|&own| own == role || own == Role::Any)
    }
}

impl Example {
    /// Its four texts.
    pub fn sections(&self) -> Sections {
        Sections::new([&self.situation, &self.task, &self.action, &self.result].map(String::clone))
    }
}

impl FirstDraft {
    /// Its four texts.
    pub fn sections(&self) -> Sections {
        Sections::new([&self.situation, &self.task, &self.action, &self.result].map(String::clone))
    }
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Software, Self::Data, Self::Operations, Self::Product, Self::Support, Self::Any];

    /// Name as packs and the command line spell it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Software => "software",
            Self::Data => "data",
            Self::Operations => "operations",
            Self::Product => "product",
            Self::Support => "support",
            Self::Any => "any",
        }
    }

    /// The role with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.id() == id)
    }
}

/// A plain list of names: the derived form, one constant a variant, gives editors no better help and is harder to check against.
impl JsonSchema for Role {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Role".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "enum": Self::ALL.map(Self::id) })
    }
}

/// Each of the six tips with one of the three levels, from the one table that lists them.
fn levels_schema(_: &mut schemars::SchemaGenerator) -> Schema {
    let level = serde_json::json!({ "type": "string", "enum": Level::ALL.map(Level::id) });
    let properties: serde_json::Map<_, _> =
        Tip::ALL.iter().map(|tip| (tip.id().to_owned(), level.clone())).collect();
    json_schema!({
        "type": "object",
        "properties": properties,
        "required": Tip::ALL.map(Tip::id),
        "additionalProperties": false,
    })
}
