//! `koom docs`: the catalogue of a state as a site of plain files.

use crate::cli::Docs;
use crate::console::{Failure, failure, line};
use crate::folder;
use crate::serve::running;
use app::MachineClock;
use base::{Clock as _, Lang};
use std::path::{Component, Path};
use std::process::ExitCode;

/// The list of the files of a site, in its folder: what a later run may take away.
const LIST: &str = "files.txt";

/// Writes the site.
pub(crate) fn run(options: &Docs) -> Result<ExitCode, Failure> {
    let files = folder::read(&folder::given(options.state.as_ref()))?;
    let running = running(&files)?;
    let on = options.on.unwrap_or_else(|| running.date(MachineClock.now()));
    let lang = options.lang.as_ref().map(Lang::new);
    let mut pages = catalogue::files(&running, on, lang.as_ref())?;
    let list: String = pages.keys().flat_map(|path| [path.as_str(), "\n"]).collect();
    pages.insert(LIST.to_owned(), list);
    ready(&options.out)?;
    for (path, text) in &pages {
        let path = options.out.join(path);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)
                .map_err(|error| failure(format!("{}: {error}", folder.display())))?;
        }
        std::fs::write(&path, text).map_err(|error| failure(format!("{}: {error}", path.display())))?;
    }
    line(format!("{}: {} files; begin with index.html", options.out.display(), pages.len()));
    Ok(ExitCode::SUCCESS)
}

/// Makes the folder ready: it is new, empty, or holds an earlier site, whose files go. A page of a service that is gone does
/// not stay, and what others put beside it does.
fn ready(out: &Path) -> Result<(), Failure> {
    let cannot = |error: std::io::Error| failure(format!("{}: {error}", out.display()));
    std::fs::create_dir_all(out).map_err(cannot)?;
    if std::fs::read_dir(out).map_err(cannot)?.next().is_none() {
        return Ok(());
    }
    let Ok(earlier) = std::fs::read_to_string(out.join(LIST)) else {
        return Err(failure(format!(
            "{} holds files that `koom docs` did not write; name an empty folder",
            out.display()
        )));
    };
    for path in earlier.lines().map(Path::new) {
        let inside = path.components().all(|part| matches!(part, Component::Normal(_)));
        let file = out.join(path);
        if inside && file.is_file() {
            std::fs::remove_file(&file).map_err(cannot)?;
        }
    }
    Ok(())
}
