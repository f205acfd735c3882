//! Puts the text of the demonstration state into the program.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("../../states/kg");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut files = Vec::new();
    collect(&root, &root, &mut files)?;
    files.sort();
    let mut code = String::from("const FILES: &[(&str, &str)] = &[\n");
    for (inside, path) in files {
        println!("cargo::rerun-if-changed={}", path.display());
        let _ =
            writeln!(code, "    ({inside:?}, include_str!({:?})),", path.canonicalize()?.to_string_lossy());
    }
    code.push_str("];\n");
    fs::write(PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("embedded.rs"), code)
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, PathBuf)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else if let Ok(inside) = path.strip_prefix(root) {
            let inside: Vec<_> =
                inside.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
            files.push((inside.join("/"), path.clone()));
        }
    }
    Ok(())
}
