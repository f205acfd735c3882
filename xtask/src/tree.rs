//! The files of the repository, as text.

use std::collections::BTreeMap;
use std::path::Path;

/// Folders that hold what was built or installed, not what was written.
const SKIPPED: [&str; 6] = [".git", "target", "node_modules", "__pycache__", ".pytest_cache", ".hypothesis"];
/// Deepest folder looked into.
const DEPTH_MAX: usize = 16;

/// Text files by path from the root, with `/`. Files that are not UTF-8 (pictures) have no text and are left out.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    pub(crate) files: BTreeMap<String, String>,
}

impl Tree {
    /// Reads everything below a folder.
    pub(crate) fn read(root: &Path) -> std::io::Result<Self> {
        let mut tree = Self::default();
        tree.read_into(root, "", 0)?;
        Ok(tree)
    }

    fn read_into(&mut self, folder: &Path, inside: &str, depth: usize) -> std::io::Result<()> {
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if inside.is_empty() { name.clone() } else { format!("{inside}/{name}") };
            let kind = entry.file_type()?;
            if kind.is_dir() {
                if depth < DEPTH_MAX && !SKIPPED.contains(&name.as_str()) && !name.starts_with(".venv") {
                    self.read_into(&entry.path(), &path, depth + 1)?;
                }
            } else if kind.is_file()
                && let Ok(text) = String::from_utf8(std::fs::read(entry.path())?)
            {
                self.files.insert(path, text);
            }
        }
        Ok(())
    }

    /// A file's text.
    pub(crate) fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Files whose path begins and ends so.
    pub(crate) fn under<'t>(
        &'t self,
        start: &'t str,
        end: &'t str,
    ) -> impl Iterator<Item = (&'t str, &'t str)> {
        self.files
            .iter()
            .filter(move |(path, _)| path.starts_with(start) && path.ends_with(end))
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }

    #[cfg(test)]
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        Self { files: files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect() }
    }
}
