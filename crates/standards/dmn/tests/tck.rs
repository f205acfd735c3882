//! The cases of the DMN Technology Compatibility Kit that are at hand: all of level 2, and level 3 above a floor
//! that may only rise.

#[path = "../examples/tck/runner.rs"]
mod runner;

use std::path::PathBuf;

/// Cases of level 3 that pass. When more do, raise it.
const LEVEL_3_FLOOR: usize = 2525;

/// The folder with the kit; `None` (said aloud) where it is not at hand, which only a run outside CI forgives.
fn kit() -> Option<PathBuf> {
    let beside = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../../shared"));
    let shared = std::env::var_os("KOOM_SHARED").map_or(beside, PathBuf::from);
    let kit = shared.join("dmn-tck");
    if kit.is_dir() {
        return Some(kit);
    }
    assert!(std::env::var("CI").as_deref() != Ok("true"), "the test data is missing: {}", kit.display());
    println!("skipped: the test data is missing: {}", kit.display());
    None
}

#[test]
fn level_2_passes_wholly() {
    let Some(kit) = kit() else { return };
    let report = runner::run(&kit.join("compliance-level-2"), None).unwrap();
    assert!(report.failures.is_empty(), "{}", report.failures.join("\n"));
    assert_eq!(report.passed, 116);
}

#[test]
fn level_3_stays_above_its_floor() {
    let Some(kit) = kit() else { return };
    let report = runner::run(&kit.join("compliance-level-3"), None).unwrap();
    assert!(
        report.passed >= LEVEL_3_FLOOR,
        "{} passed, fewer than {LEVEL_3_FLOOR}\n{}",
        report.passed,
        report.failures.join("\n")
    );
    assert_eq!(report.passed, LEVEL_3_FLOOR, "more cases pass: raise LEVEL_3_FLOOR");
}
