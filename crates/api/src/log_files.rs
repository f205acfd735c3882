//! The files of the logs, as c2sp.org/tlog-tiles and docs/log-format.md say.

use crate::answer::Answer;
use crate::problem::Trouble;
use app::{App, Log};
use tlog::{Bundle, Tile};

/// A full tile is what it is for ever.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// A partial tile is too, but nobody asks for it once it is full.
const A_MINUTE: &str = "public, max-age=60";
/// A checkpoint is replaced each second.
const ASK_AGAIN: &str = "no-cache";

/// The signed head.
pub fn checkpoint(app: &App, log: Log) -> Result<Answer, Trouble> {
    Ok(Answer::text(app.checkpoint(log)?.note).cached(ASK_AGAIN))
}

/// The public key, on a line.
pub fn vkey(app: &App, log: Log) -> Result<Answer, Trouble> {
    let key = app.vkey(log).ok_or(Trouble::Address)?;
    Ok(Answer::text(format!("{key}\n")).cached(ASK_AGAIN))
}

/// A tile or entry bundle. `rest` is what follows `tile/`.
pub fn tile(app: &App, log: Log, rest: &str) -> Result<Answer, Trouble> {
    let path = format!("tile/{rest}");
    let full = match (Bundle::parse(&path), Tile::parse(&path)) {
        (Ok(bundle), _) => bundle.is_full(),
        (_, Ok(tile)) => tile.is_full(),
        _ => return Err(Trouble::Address),
    };
    let bytes = app.tile_file(log, &path)?.ok_or(Trouble::Address)?;
    Ok(Answer::of("application/octet-stream", bytes).cached(if full { FOR_EVER } else { A_MINUTE }))
}
