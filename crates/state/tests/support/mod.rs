//! The invented state as files in memory, and edits of it.

use state::Files;
use std::path::{Path, PathBuf};

/// A change of the folder.
pub enum Edit {
    /// The first occurrence of a text in a file becomes another.
    Replace(&'static str, &'static str, &'static str),
    /// A file gets more text at its end.
    Append(&'static str, &'static str),
    /// A new file.
    Add(&'static str, &'static str),
    /// A file less.
    Remove(&'static str),
}

/// A folder of this repository.
pub fn root(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../states").join(name)
}

/// The files of a state folder.
pub fn folder(name: &str) -> Files {
    let mut files = Files::new();
    read(&root(name), &root(name), &mut files);
    files
}

fn read(root: &Path, folder: &Path, files: &mut Files) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read(root, &path, files);
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            files.insert(path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/"), text);
        }
    }
}

/// Applies edits; each must have something to change.
pub fn edited(files: &Files, edits: &[Edit]) -> Files {
    let mut files = files.clone();
    for edit in edits {
        match edit {
            Edit::Replace(path, from, to) => {
                let text = files.get_mut(*path).unwrap_or_else(|| panic!("no file {path}"));
                assert!(text.contains(from), "{path} does not contain {from:?}");
                *text = text.replacen(from, to, 1);
            }
            Edit::Append(path, more) => files.get_mut(*path).unwrap().push_str(more),
            Edit::Add(path, text) => assert!(files.insert((*path).to_owned(), (*text).to_owned()).is_none()),
            Edit::Remove(path) => assert!(files.remove(*path).is_some(), "no file {path}"),
        }
    }
    files
}
