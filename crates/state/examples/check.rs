//! Checks a state folder: `cargo run --release -p state --example check -- states/kg`

use std::path::Path;
use std::process::ExitCode;

fn read(root: &Path, folder: &Path, files: &mut state::Files) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        if path.is_dir() {
            read(root, &path, files)?;
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            files.insert(name, text);
        }
    }
    Ok(())
}

fn main() -> ExitCode {
    let folder = std::env::args().nth(1).unwrap_or_else(|| ".".to_owned());
    let root = Path::new(&folder);
    let mut files = state::Files::new();
    if let Err(error) = read(root, root, &mut files) {
        eprint(&format!("{folder}: {error}\n"));
        return ExitCode::from(2);
    }
    let (model, findings) = state::load(&files);
    eprint(&state::render_text(&findings, &files, false));
    if model.is_none() {
        return ExitCode::FAILURE;
    }
    eprint(&format!("{} files, no error\n", files.len()));
    ExitCode::SUCCESS
}

fn eprint(text: &str) {
    use std::io::Write as _;
    // nothing can be done where standard error is closed
    let _ = std::io::stderr().write_all(text.as_bytes());
}
