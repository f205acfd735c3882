//! Transparency logs as static files, by the C2SP specifications.
//!
//! Bytes go in and bytes come out: there are no files, no clock and no randomness here, so the same code
//! serves the publisher, `koom verify` and a browser. What stands where:
//!
//! | module | specification | what it does |
//! |---|---|---|
//! | [`hash`] | RFC 6962, 2.1 | leaf, node and empty hashes |
//! | [`key`], [`note`] | c2sp.org/signed-note | keys and text signed with Ed25519 |
//! | [`checkpoint`] | c2sp.org/tlog-checkpoint | signed tree head |
//! | [`tile`], [`bundle`] | c2sp.org/tlog-tiles | addresses and bytes of tiles and entry bundles |
//! | [`tree`], [`reader`] | RFC 6962, 2.1.1 and 2.1.2 | root, inclusion and consistency proofs from stored hashes |
//! | [`verify`] | RFC 9162, 2.1.3.2 and 2.1.4.2 | checks of both proofs, independent of how they were made |
//! | [`state`] | tlog-tiles | the growing tree: new leaves to new tiles and a new root |
//! | [`mod@audit`] | tlog-tiles | recomputes every tile of a log from its entries |
//! | [`proof`] | c2sp.org/tlog-proof | the receipt a person keeps |
//! | [`disclosure`] | RFC 9901, 4.2 | salted digests and their openings |
//! | [`tag`] | docs/log-format.md | by which a person finds the reads of his own record |
//!
//! docs/log-format.md describes the log as a stranger sees it, with test vectors that a test of this crate reads.

pub mod audit;
pub mod bundle;
pub mod checkpoint;
pub mod disclosure;
pub mod error;
pub mod hash;
pub mod key;
pub mod note;
pub mod proof;
pub mod reader;
pub mod state;
pub mod tag;
mod text;
pub mod tile;
pub mod tree;
pub mod verify;

pub use audit::{Audit, AuditError, LogReader, audit};
pub use bundle::{BundleError, ENTRY_BYTES_MAX, LEAF_BYTES_MAX, parse_bundle, print_bundle};
pub use checkpoint::{Checkpoint, CheckpointError};
pub use disclosure::Disclosure;
pub use error::{ParseError, ParseErrorKind};
pub use hash::{HASH_BYTES, Hash, leaf_hash, node_hash};
pub use key::{NoteSigner, NoteVerifier};
pub use note::{NoteError, NoteSignature, SignedNote};
pub use proof::{LogProof, LogProofError};
pub use reader::{TileHashes, TileReadError, TileReader};
pub use state::{Extension, TileData, TreeState};
pub use tag::{Day, DayKey, PersonKey, Tag};
pub use tile::{Bundle, SIZE_MAX, TILE_WIDTH, Tile, changed_bundles, changed_tiles};
pub use tree::{HashReader, Node, TreeError, consistency_proof, inclusion_proof, merkle_root, tree_root};
pub use verify::{ProofError, verify_consistency, verify_inclusion};
