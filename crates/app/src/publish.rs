//! The publisher: extends the tiles of both logs, signs checkpoints, and answers what the log's addresses ask for.
//!
//! A log that signs two roots for one size is dead for ever. So the size and root are durably recorded before
//! anything is signed, and at start the root is recomputed from the stored leaves and compared.

use crate::door::App;
use crate::error::{AppError, Fault};
use base::Hash;
use domain::Refusal;
use std::collections::BTreeMap;
use std::sync::Mutex;
use store::{Log, Snapshot, StoreError, TileRow};
use tlog::{Bundle, Checkpoint, NoteSigner, NoteVerifier, Tile, TileReader, TreeState};

/// Leaves integrated at once.
const BATCH_LEAVES: u64 = 65_536;
/// Leaves read at once: each of a bulk act brings thousands of people along.
const READ_LEAVES: usize = 64;

/// Remembers a signed checkpoint outside the database, durably, before anyone can see it; an error keeps it from being
/// shown.
pub type Remember = Box<dyn Fn(Log, &Checkpoint, &str) -> Result<(), String> + Send + Sync>;

/// Signs and publishes both logs.
pub struct Publisher {
    logs: BTreeMap<Log, Mutex<Signing>>,
    remember: Option<Remember>,
}

struct Signing {
    origin: String,
    /// The newest first; more than one while keys are rotated.
    signers: Vec<NoteSigner>,
    tree: TreeState,
}

/// The origin of a log of this installation.
pub fn origin(config: &crate::Config, log: Log) -> String {
    match log {
        Log::Acts => config.origin.clone(),
        Log::Reads => match config.origin.strip_suffix("/log") {
            Some(host) => format!("{host}/reads"),
            None => format!("{}/reads", config.origin),
        },
    }
}

/// Tiles as kept in the store.
struct Kept<'s> {
    snapshot: &'s dyn Snapshot,
    log: Log,
}

impl TileReader for Kept<'_> {
    type Error = StoreError;

    fn tile(&self, tile: Tile) -> Result<Vec<u8>, StoreError> {
        let missing = || StoreError::Damaged(format!("{} of {} is not kept", tile.path(), self.log.name()));
        let mut data = self.snapshot.tile(self.log, tile.level(), tile.index())?.ok_or_else(missing)?;
        let bytes = usize::from(tile.width()) * 32;
        if data.len() < bytes {
            return Err(missing());
        }
        data.truncate(bytes);
        Ok(data)
    }
}

impl Publisher {
    /// Resumes both logs from the store. Refuses to go on if the kept tiles do not lead to the last signed root.
    /// `seeds` are the installation's signing keys, the newest first.
    pub fn resume(app: &App, seeds: &[[u8; 32]]) -> Result<Self, AppError> {
        let mut logs = BTreeMap::new();
        for log in Log::ALL {
            let origin = origin(&app.config, log);
            let signers = seeds
                .iter()
                .map(|seed| NoteSigner::from_seed(&origin, seed))
                .collect::<Result<Vec<_>, _>>()
                .map_err(|error| Fault::Log(error.to_string()))?;
            let snapshot = app.store.snapshot()?;
            let signed = snapshot.head(log)?.signed;
            let tree = match signed {
                None => TreeState::new(),
                // The tiles of the last published checkpoint are kept; what was announced after it is grown from
                // the leaves and compared.
                Some(point) => match TreeState::resume(
                    &Kept { snapshot: &*snapshot, log },
                    point.size,
                    tlog::Hash(point.root.0),
                ) {
                    Ok(tree)
                        if published(&point)?.is_some_and(|published| published.size() == point.size) =>
                    {
                        tree
                    }
                    _ => regrow(&*snapshot, log, point.size, point.root)?,
                },
            };
            logs.insert(log, Mutex::new(Signing { origin, signers, tree }));
        }
        let publisher = Self { logs, remember: None };
        let keys = Log::ALL
            .into_iter()
            .filter_map(|log| Some((log, publisher.verifier(log)?.to_string())))
            .collect();
        let _set_before = app.vkeys.set(keys);
        Ok(publisher)
    }

    /// The same, with a memory of what was published beside the database.
    #[must_use]
    pub fn remembering(self, remember: Remember) -> Self {
        Self { remember: Some(remember), ..self }
    }

    /// The key that verifies a log's checkpoints.
    pub fn verifier(&self, log: Log) -> Option<NoteVerifier> {
        self.signing(log, |signing| signing.signers.first().map(NoteSigner::verifier)).ok().flatten()
    }

    fn signing<T>(&self, log: Log, f: impl FnOnce(&mut Signing) -> T) -> Result<T, Fault> {
        let signing =
            self.logs.get(&log).ok_or_else(|| Fault::Missing(format!("the signer of {}", log.name())))?;
        Ok(f(&mut signing.lock().unwrap_or_else(std::sync::PoisonError::into_inner)))
    }

    /// Brings both logs' checkpoints up to what is committed. Does nothing where nothing is new (but the first
    /// time, so that an empty log has a checkpoint too).
    pub fn publish(&self, app: &App) -> Result<(), AppError> {
        for log in Log::ALL {
            self.signing(log, |signing| publish_one(app, log, signing, self.remember.as_ref()))??;
        }
        Ok(())
    }
}

fn publish_one(
    app: &App,
    log: Log,
    signing: &mut Signing,
    remember: Option<&Remember>,
) -> Result<(), AppError> {
    let head = app.store.snapshot()?.head(log)?;
    let noted = head.signed.as_ref().map(published).transpose()?.flatten();
    if noted.as_ref().is_some_and(|point| point.size() == head.size) {
        return Ok(());
    }
    if let Some(point) = noted.filter(|point| point.size() > signing.tree.size()) {
        // Another program published: its tiles are kept, so this one goes on from there.
        let snapshot = app.store.snapshot()?;
        let kept = Kept { snapshot: &*snapshot, log };
        if let Ok(tree) = TreeState::resume(&kept, point.size(), point.root()) {
            signing.tree = tree;
        }
    }
    let mut tiles: BTreeMap<(u8, u64), Vec<u8>> = BTreeMap::new();
    let before = signing.tree.clone();
    match extend(app, log, signing, head.size, &mut tiles) {
        Ok(()) => {}
        Err(error) => {
            signing.tree = before;
            return Err(error);
        }
    }
    let root = signing.tree.root();
    let signed = (|| {
        if !app.store.backend().about_to_sign(log, head.size, Hash(root.0))? {
            return Ok(false);
        }
        let point = Checkpoint::new(&signing.origin, head.size, root)
            .map_err(|error| Fault::Log(error.to_string()))?;
        let note = point
            .sign(&signing.signers.iter().collect::<Vec<_>>())
            .map_err(|error| Fault::Log(error.to_string()))?;
        let note = note.print();
        if let Some(remember) = remember {
            remember(log, &point, &note).map_err(Fault::Log)?;
        }
        let rows = tiles.into_iter().map(|((level, index), data)| TileRow { level, index, data }).collect();
        Ok(app.store.backend().publish(log, head.size, rows, &note)?)
    })();
    if !matches!(signed, Ok(true)) {
        // What was not kept is grown again next time; so it is where another program signs more than this one saw.
        signing.tree = before;
    }
    signed.map(|_kept: bool| ())
}

/// Takes in the leaves up to a size, collecting the changed tiles.
fn extend(
    app: &App,
    log: Log,
    signing: &mut Signing,
    size: u64,
    tiles: &mut BTreeMap<(u8, u64), Vec<u8>>,
) -> Result<(), AppError> {
    let snapshot = app.store.snapshot()?;
    while signing.tree.size() < size {
        let from = signing.tree.size();
        let to = size.min(from.saturating_add(BATCH_LEAVES));
        let hashes = leaf_hashes(&*snapshot, log, from, to)?;
        let extension = signing.tree.extend(&hashes).map_err(|error| Fault::Log(error.to_string()))?;
        for data in extension.tiles {
            tiles.insert((data.tile.level(), data.tile.index()), data.bytes);
        }
    }
    Ok(())
}

fn leaf_hashes(snapshot: &dyn Snapshot, log: Log, from: u64, to: u64) -> Result<Vec<tlog::Hash>, AppError> {
    let mut hashes = Vec::new();
    for from in (from..to).step_by(READ_LEAVES) {
        let to = to.min(from.saturating_add(u64::try_from(READ_LEAVES).unwrap_or(1)));
        let leaves = snapshot.leaves(log, from, to)?;
        if u64::try_from(leaves.len()).ok() != Some(to - from) {
            return Err(Fault::Log(format!("{} has a gap between {from} and {to}", log.name())).into());
        }
        hashes.extend(leaves.iter().map(|leaf| tlog::leaf_hash(leaf.leaf.as_bytes())));
    }
    Ok(hashes)
}

/// The root over all leaves that a log holds, computed from them.
pub fn root(store: &store::Store, log: Log) -> Result<Hash, AppError> {
    let snapshot = store.snapshot()?;
    let size = snapshot.head(log)?.size;
    Ok(Hash(grown(&*snapshot, log, size)?.root().0))
}

/// True if a log begins with the tree of this checkpoint: then what stands there continues it.
pub fn continues(store: &store::Store, log: Log, size: u64, root: tlog::Hash) -> Result<bool, AppError> {
    let snapshot = store.snapshot()?;
    let head = snapshot.head(log)?;
    if head.size < size {
        return Ok(false);
    }
    if let Some(point) = head.signed.filter(|point| point.size >= size) {
        if point.size == size {
            return Ok(point.root.0 == root.0);
        }
        // The tiles of a published tree lead to every smaller one.
        if TreeState::resume(&Kept { snapshot: &*snapshot, log }, size, root).is_ok() {
            return Ok(true);
        }
    }
    drop(snapshot);
    grows_to(store, log, size, root)
}

/// True if the first `size` leaves of a log, each hashed anew, have this root.
pub(crate) fn grows_to(
    store: &store::Store,
    log: Log,
    size: u64,
    root: tlog::Hash,
) -> Result<bool, AppError> {
    let snapshot = store.snapshot()?;
    Ok(snapshot.head(log)?.size >= size && grown(&*snapshot, log, size)?.root().0 == root.0)
}

/// The tree over the first `size` leaves, grown from the leaves themselves.
fn grown(snapshot: &dyn Snapshot, log: Log, size: u64) -> Result<TreeState, AppError> {
    let mut tree = TreeState::new();
    while tree.size() < size {
        let from = tree.size();
        let to = size.min(from.saturating_add(BATCH_LEAVES));
        let hashes = leaf_hashes(snapshot, log, from, to)?;
        tree.extend(&hashes).map_err(|error| Fault::Log(error.to_string()))?;
    }
    Ok(tree)
}

/// The tree over the first `size` leaves, grown from the leaves themselves; its root must be the one recorded.
fn regrow(snapshot: &dyn Snapshot, log: Log, size: u64, root: Hash) -> Result<TreeState, AppError> {
    if grown(snapshot, log, size)?.root().0 == root.0 {
        // Its tiles were perhaps never kept: start from nothing, so that the next publication keeps them all.
        Ok(TreeState::new())
    } else {
        Err(Fault::Log(format!("{} has another root at {size} than the one that was signed", log.name()))
            .into())
    }
}

/// The checkpoint of the kept note. Between announcing and publishing, the note is still the one before.
fn published(point: &store::Checkpoint) -> Result<Option<Checkpoint>, Fault> {
    let Some(note) = &point.note else { return Ok(None) };
    let note = tlog::SignedNote::parse(note.as_bytes()).map_err(|error| Fault::Log(error.to_string()))?;
    Checkpoint::parse(note.text()).map(Some).map_err(|error| Fault::Log(error.to_string()))
}

/// The published size and note of a log.
fn published_note(snapshot: &dyn Snapshot, log: Log) -> Result<Option<(Checkpoint, String)>, AppError> {
    let Some(point) = snapshot.head(log)?.signed else { return Ok(None) };
    Ok(published(&point)?.zip(point.note))
}

/// Where a published log stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// Leaves under the checkpoint.
    pub size: u64,
    /// Root, base64.
    pub root: String,
    /// The signed note.
    pub note: String,
}

impl App {
    /// The key that verifies a log's checkpoints, as `/log/vkey` serves it.
    pub fn vkey(&self, log: Log) -> Option<&str> {
        self.vkeys.get()?.get(&log).map(String::as_str)
    }

    /// The published checkpoint of a log.
    pub fn checkpoint(&self, log: Log) -> Result<Published, AppError> {
        let snapshot = self.store.snapshot()?;
        let (point, note) = published_note(&*snapshot, log)?.ok_or(Refusal::NotYetPublished)?;
        Ok(Published { size: point.size(), root: point.root().to_string(), note })
    }

    /// A file under `tile/`: a tile or an entry bundle of the published log. `None` if there is none.
    pub fn tile_file(&self, log: Log, path: &str) -> Result<Option<Vec<u8>>, AppError> {
        let snapshot = self.store.snapshot()?;
        let Some((point, _)) = published_note(&*snapshot, log)? else { return Ok(None) };
        let size = point.size();
        if let Ok(bundle) = Bundle::parse(path) {
            if !bundle.is_in(size) {
                return Ok(None);
            }
            let range = bundle.leaves();
            let leaves = snapshot.leaves(log, range.start, range.end)?;
            let entries: Vec<&[u8]> = leaves.iter().map(|leaf| leaf.leaf.as_bytes()).collect();
            return tlog::print_bundle(&entries)
                .map(Some)
                .map_err(|error| Fault::Log(error.to_string()).into());
        }
        match Tile::parse(path) {
            Ok(tile) if tile.is_in(size) => Ok(Some(Kept { snapshot: &*snapshot, log }.tile(tile)?)),
            _ => Ok(None),
        }
    }

    /// The proof of a leaf, in the form of c2sp.org/tlog-proof@v1.
    pub fn proof(&self, log: Log, index: u64) -> Result<String, AppError> {
        let snapshot = self.store.snapshot()?;
        if index >= snapshot.head(log)?.size {
            return Err(Refusal::UnknownCase.into());
        }
        let (point, note) = published_note(&*snapshot, log)?
            .filter(|(point, _)| index < point.size())
            .ok_or(Refusal::NotYetPublished)?;
        let kept = Kept { snapshot: &*snapshot, log };
        let path = tlog::inclusion_proof(&tlog::TileHashes::new(&kept, point.size()), index, point.size())
            .map_err(|error| Fault::Log(error.to_string()))?;
        let checkpoint =
            tlog::SignedNote::parse(note.as_bytes()).map_err(|error| Fault::Log(error.to_string()))?;
        Ok(tlog::LogProof { index, extra: None, path, checkpoint }.print())
    }

    /// A leaf's public text.
    pub fn leaf(&self, log: Log, index: u64) -> Result<Option<String>, AppError> {
        Ok(self
            .store
            .snapshot()?
            .leaves(log, index, index.saturating_add(1))?
            .into_iter()
            .next()
            .map(|leaf| leaf.leaf))
    }
}
