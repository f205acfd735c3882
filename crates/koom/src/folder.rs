//! State folders on disk: the only reader of their files.

use crate::console::{Failure, failure, note};
use base::limit;
use std::collections::BTreeMap;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

/// Deepest folder within a state folder.
const DEPTH_MAX: usize = 6;
/// Kinds of files that belong to a state.
const KINDS: [&str; 6] = ["yaml", "ftl", "typ", "cedar", "md", "csv"];

/// The files of a state folder by path within it, with `/`.
pub(crate) fn read(folder: &Path) -> Result<BTreeMap<String, String>, Failure> {
    if !folder.join("state.yaml").is_file() {
        return Err(failure(format!(
            "{} holds no state.yaml; name a state folder, or stand in one",
            folder.display()
        )));
    }
    let mut files = BTreeMap::new();
    read_into(folder, folder, 0, &mut files)?;
    Ok(files)
}

fn read_into(
    root: &Path,
    folder: &Path,
    depth: usize,
    files: &mut BTreeMap<String, String>,
) -> Result<(), Failure> {
    if depth > DEPTH_MAX {
        return Err(failure(format!("{} lies too deep in the state folder", folder.display())));
    }
    for entry in
        std::fs::read_dir(folder).map_err(|error| failure(format!("{}: {error}", folder.display())))?
    {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if name.starts_with('.') {
            continue;
        }
        if path.is_dir() {
            read_into(root, &path, depth + 1, files)?;
        } else if path.extension().and_then(|kind| kind.to_str()).is_some_and(|kind| KINDS.contains(&kind)) {
            let (inside, text) = read_file(root, &path)?;
            files.insert(inside, text);
        }
    }
    Ok(())
}

fn read_file(root: &Path, path: &Path) -> Result<(String, String), Failure> {
    let length = std::fs::metadata(path)?.len();
    if usize::try_from(length).unwrap_or(usize::MAX) > limit::STATE_FILE_BYTES_MAX {
        return Err(failure(format!("{} is larger than a file of a state may be (1 MiB)", path.display())));
    }
    let bytes = std::fs::read(path).map_err(|error| failure(format!("{}: {error}", path.display())))?;
    let text = String::from_utf8(bytes)
        .map_err(|error| failure(format!("{} is not UTF-8: {error}", path.display())))?;
    let inside = path
        .strip_prefix(root)?
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect::<Vec<_>>()
        .join("/");
    Ok((inside, text))
}

/// The folder named, or the one the caller stands in.
pub(crate) fn given(state: Option<&PathBuf>) -> PathBuf {
    state.cloned().unwrap_or_else(|| PathBuf::from("."))
}

/// Prints diagnostics with the lines they are about.
pub(crate) fn print(diagnostics: &[model::Diagnostic], files: &BTreeMap<String, String>) {
    if !diagnostics.is_empty() {
        note(state::render_text(diagnostics, files, std::io::stderr().is_terminal()));
    }
}
