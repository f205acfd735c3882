//! What `cargo metadata` says of packages.

use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A package.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) version: String,
    /// The SPDX expression, if it states one.
    pub(crate) licence: Option<String>,
    /// A member of this workspace.
    pub(crate) ours: bool,
    /// Where its manifest lies, from the root, if it is ours.
    pub(crate) manifest: String,
    pub(crate) uses: Vec<Use>,
}

/// A package that another names in its manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Use {
    pub(crate) name: String,
    /// For tests and examples only.
    pub(crate) dev: bool,
}

/// Asks cargo. Gives the root of the workspace and every package of the lock file, those of other systems too.
pub(crate) fn ask() -> Result<(PathBuf, Vec<Package>), String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = std::process::Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked"])
        .output()
        .map_err(|error| format!("cargo metadata does not start: {error}"))?;
    if !output.status.success() {
        return Err(format!("cargo metadata failed: {}", String::from_utf8_lossy(&output.stderr)));
    }
    parse(&output.stdout)
}

/// Reads the answer.
pub(crate) fn parse(json: &[u8]) -> Result<(PathBuf, Vec<Package>), String> {
    let value: Value =
        serde_json::from_slice(json).map_err(|error| format!("cargo metadata is no JSON: {error}"))?;
    let root = PathBuf::from(text(&value, "workspace_root"));
    let members: BTreeSet<&str> =
        list(&value, "workspace_members").iter().filter_map(Value::as_str).collect();
    let packages = list(&value, "packages")
        .iter()
        .map(|package| {
            let ours = members.contains(text(package, "id").as_str());
            Package {
                name: text(package, "name"),
                version: text(package, "version"),
                licence: package.get("license").and_then(Value::as_str).map(str::to_owned),
                ours,
                manifest: if ours { inside(&root, &text(package, "manifest_path")) } else { String::new() },
                uses: list(package, "dependencies")
                    .iter()
                    .map(|one| Use { name: text(one, "name"), dev: text(one, "kind") == "dev" })
                    .collect(),
            }
        })
        .collect();
    Ok((root, packages))
}

fn inside(root: &Path, path: &str) -> String {
    Path::new(path)
        .strip_prefix(root)
        .map_or_else(|_elsewhere| path.to_owned(), |path| path.to_string_lossy().into_owned())
}

fn text(value: &Value, key: &str) -> String {
    value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_cargo_says() {
        let json = br#"{"workspace_root":"/r","workspace_members":["a"],"packages":[
            {"id":"a","name":"base","version":"0.1.0","license":"Apache-2.0","manifest_path":"/r/crates/base/Cargo.toml",
             "dependencies":[{"name":"serde","kind":null},{"name":"proptest","kind":"dev"}]},
            {"id":"b","name":"serde","version":"1.0.0","license":null,"manifest_path":"/else/Cargo.toml","dependencies":[]}]}"#;
        let (root, packages) = parse(json).unwrap();
        assert_eq!(root, Path::new("/r"));
        let base = &packages[0];
        assert!(base.ours);
        assert_eq!(base.manifest, "crates/base/Cargo.toml");
        assert_eq!(base.uses[1], Use { name: "proptest".into(), dev: true });
        assert!(!packages[1].ours);
        assert_eq!(packages[1].licence, None);
    }
}
