//! The dependency tree as cargo tells it, for all systems at once, and the lists of `deny.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::process::Command;
use std::sync::LazyLock;

use serde_json::Value;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

pub(crate) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// `1.89` and `1.89.0` as numbers that compare.
pub(crate) fn version(text: &str) -> Vec<u32> {
    let mut parts: Vec<u32> =
        text.split('.').map(|part| part.parse().expect("a version")).collect();
    parts.resize(3, 0);
    parts
}

/// The tree, asked for once by all tests.
pub(crate) static TREE: LazyLock<Tree> = LazyLock::new(Tree::read);

/// All crates of the lock file.
pub(crate) struct Tree {
    packages: BTreeMap<String, Value>,
    /// For each id of a package those it depends on, with the kinds: null is what goes into a program.
    edges: BTreeMap<String, Vec<(String, Vec<Value>)>>,
    root: String,
}

impl Tree {
    fn read() -> Self {
        // Without `--offline`, since a first build fetches no crates of other systems; then nothing is fetched again.
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let output = Command::new(cargo)
            .args(["metadata", "--locked", "--format-version", "1"])
            .args(["--all-features", "--manifest-path"])
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))
            .output()
            .expect("cargo");
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{complaint}\nrun `cargo fetch` once with a network");
        let all: Value = serde_json::from_slice(&output.stdout).expect("metadata");
        let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
        let packages = list(&all["packages"]).into_iter();
        let edges = list(&all["resolve"]["nodes"]).into_iter().map(|node| {
            let to = list(&node["deps"]).into_iter().map(|edge| {
                let kinds = list(&edge["dep_kinds"]).into_iter().map(|kind| kind["kind"].clone());
                (text(&edge["pkg"]).to_owned(), kinds.collect())
            });
            (text(&node["id"]).to_owned(), to.collect())
        });
        Self {
            packages: packages.map(|package| (text(&package["id"]).to_owned(), package)).collect(),
            edges: edges.collect(),
            root: text(&all["resolve"]["root"]).to_owned(),
        }
    }

    pub(crate) fn root(&self) -> &Value {
        &self.packages[&self.root]
    }

    pub(crate) fn packages(&self) -> impl Iterator<Item = &Value> {
        self.packages.values()
    }

    /// All but the program's own.
    pub(crate) fn others(&self) -> impl Iterator<Item = &Value> {
        self.packages().filter(|package| package["id"] != *self.root)
    }

    /// What Cargo.toml names: of `kind`, by the names that it gives them.
    pub(crate) fn direct(&self, kind: Option<&str>) -> BTreeSet<&str> {
        let all = self.root()["dependencies"].as_array().expect("dependencies");
        let wanted = all.iter().filter(|one| one["kind"].as_str() == kind);
        wanted.map(|one| one["rename"].as_str().unwrap_or(text(&one["name"]))).collect()
    }

    /// The names of those that depend on `name`.
    pub(crate) fn users(&self, name: &str) -> BTreeSet<&str> {
        let named = |id: &String| text(&self.packages[id]["name"]);
        let leads = |edges: &[(String, Vec<Value>)]| edges.iter().any(|(to, _)| named(to) == name);
        self.edges.iter().filter(|(_, edges)| leads(edges)).map(|(from, _)| named(from)).collect()
    }

    /// The crates whose code goes into the program, on any system: neither build scripts nor macros, nor theirs.
    pub(crate) fn shipped(&self) -> Vec<&Value> {
        let mut ids = BTreeSet::new();
        let mut open = vec![&self.root];
        while let Some(id) = open.pop() {
            for (to, kinds) in &self.edges[id] {
                if kinds.contains(&Value::Null) && !self.is_macro(to) && ids.insert(to) {
                    open.push(to);
                }
            }
        }
        ids.into_iter().map(|id| &self.packages[id]).collect()
    }

    fn is_macro(&self, id: &str) -> bool {
        let targets = self.packages[id]["targets"].as_array().expect("targets");
        targets.iter().any(|target| target["kind"][0] == "proc-macro")
    }
}

/// The names in a list of `deny.toml`, each with the crates that may use it all the same.
pub(crate) fn denied(table: &str, list: &str) -> Vec<(String, Vec<String>)> {
    let file = crate::file("deny.toml");
    let all = DeTable::parse(&file).expect("deny.toml").into_inner();
    let list = all[table].get_ref().get(list).and_then(|list| list.get_ref().as_array());
    let name = |value: &DeValue| value.as_str().map(str::to_owned);
    list.expect("the list")
        .iter()
        .map(|entry| {
            let entry = entry.get_ref();
            let own = |key| entry.get(key).map(Spanned::get_ref);
            let wrappers = own("wrappers").and_then(|list| list.as_array());
            (
                name(own("crate").unwrap_or(entry)).expect("a name"),
                wrappers.into_iter().flatten().filter_map(|one| name(one.get_ref())).collect(),
            )
        })
        .collect()
}
