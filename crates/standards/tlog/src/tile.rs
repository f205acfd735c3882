//! Addresses of tiles and entry bundles (c2sp.org/tlog-tiles): which exist at a size, and their paths.

use std::ops::Range;

use crate::error::{ParseError, ParseErrorKind};

/// Largest tree: what a signed 64-bit number holds, as in other implementations of the format.
pub const SIZE_MAX: u64 = (1 << 63) - 1;
/// Number of hashes in a full tile, and of entries in a full bundle.
pub const TILE_WIDTH: u16 = 256;
/// Levels of the tree that one tile spans: 2 to the power 8 is [`TILE_WIDTH`].
pub(crate) const TILE_HEIGHT: u32 = 8;
/// Tile levels that a tree of at most [`SIZE_MAX`] leaves can have.
const LEVELS: u8 = 8;
/// Largest level that a path may name.
const LEVEL_MAX: u8 = 63;
/// Largest tile index: the last tile of the largest tree.
const INDEX_MAX: u64 = SIZE_MAX >> TILE_HEIGHT;
/// Largest path that is read, in bytes; the longest valid one has 40.
const PATH_BYTES_MAX: usize = 64;

/// The address of a tile: 1 to 256 consecutive hashes of one level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tile {
    level: u8,
    index: u64,
    width: u16,
}

impl Tile {
    /// The tile `index` of `level` with `width` hashes; `None` outside level 0..=63 and width 1..=256,
    /// and for an index that no tree reaches.
    pub fn new(level: u8, index: u64, width: u16) -> Option<Self> {
        let good = level <= LEVEL_MAX && index <= INDEX_MAX && (1..=TILE_WIDTH).contains(&width);
        good.then_some(Self { level, index, width })
    }

    /// Tile `index` of `level` as it stands in a tree of `size` leaves; `None` if that tree has no such tile.
    pub fn at(level: u8, index: u64, size: u64) -> Option<Self> {
        let first = index.checked_mul(u64::from(TILE_WIDTH))?;
        let width = hashes_at(level, size).checked_sub(first)?.min(u64::from(TILE_WIDTH));
        Self::new(level, index, u16::try_from(width).ok()?)
    }

    /// The partial tile at the right edge of `level`; `None` if that level ends with a full tile or is not there.
    pub fn edge(level: u8, size: u64) -> Option<Self> {
        Self::at(level, hashes_at(level, size) >> TILE_HEIGHT, size)
    }

    /// Level: 0 holds leaf hashes, each next one the roots of the full tiles below.
    pub fn level(self) -> u8 {
        self.level
    }

    /// Position within the level.
    pub fn index(self) -> u64 {
        self.index
    }

    /// Number of hashes.
    pub fn width(self) -> u16 {
        self.width
    }

    /// Whether the tile has its 256 hashes and so never changes.
    pub fn is_full(self) -> bool {
        self.width == TILE_WIDTH
    }

    /// Whether a tree of `size` leaves has all the hashes of this tile.
    pub fn is_in(self, size: u64) -> bool {
        Self::at(self.level, self.index, size).is_some_and(|tile| tile.width >= self.width)
    }

    /// `tile/<L>/<N>[.p/<W>]`
    pub fn path(self) -> String {
        format!("tile/{}/{}", self.level, index_path(self.index, self.width))
    }

    /// Reads [`Self::path`]; every tile has exactly one spelling.
    pub fn parse(path: &str) -> Result<Self, ParseError> {
        let not_a_tile = ParseError::new(0, ParseErrorKind::TilePath);
        if path.len() > PATH_BYTES_MAX {
            return Err(ParseError::new(PATH_BYTES_MAX, ParseErrorKind::TooLong { limit: PATH_BYTES_MAX }));
        }
        let (level, rest) = path.strip_prefix("tile/").and_then(|p| p.split_once('/')).ok_or(not_a_tile)?;
        let at = "tile/".len();
        let number = crate::text::decimal(level, at, u64::MAX)?;
        let level_ok = u8::try_from(number).ok().filter(|&level| level <= LEVEL_MAX);
        let level_ok = level_ok.ok_or(ParseError::new(at, ParseErrorKind::TileLevel))?;
        let at = at + level.len() + 1;
        let (index, width) = parse_index(rest, at)?;
        let tile = Self { level: level_ok, index, width };
        if tile.path() == path { Ok(tile) } else { Err(ParseError::new(at, ParseErrorKind::NotCanonical)) }
    }
}

/// The address of an entry bundle: the entries whose hashes are a tile of level 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Bundle {
    index: u64,
    width: u16,
}

impl Bundle {
    /// Bundle `index` with `width` entries; `None` outside width 1..=256 and for an index that no tree reaches.
    pub fn new(index: u64, width: u16) -> Option<Self> {
        Tile::new(0, index, width).map(|_| Self { index, width })
    }

    /// Bundle `index` as it stands in a log of `size` leaves; `None` if that log has no such bundle.
    pub fn at(index: u64, size: u64) -> Option<Self> {
        Tile::at(0, index, size).map(|tile| Self { index, width: tile.width })
    }

    /// The bundle that holds leaf `leaf` in a log of `size` leaves, and the place of the leaf in it.
    pub fn of_leaf(leaf: u64, size: u64) -> Option<(Self, usize)> {
        let place = usize::try_from(leaf % u64::from(TILE_WIDTH)).ok()?;
        let bundle = Self::at(leaf >> TILE_HEIGHT, size)?;
        bundle.leaves().contains(&leaf).then_some((bundle, place))
    }

    /// Position of the bundle.
    pub fn index(self) -> u64 {
        self.index
    }

    /// Number of entries.
    pub fn width(self) -> u16 {
        self.width
    }

    /// Whether the bundle has its 256 entries and so never changes.
    pub fn is_full(self) -> bool {
        self.width == TILE_WIDTH
    }

    /// Whether a log of `size` leaves has all the entries of this bundle.
    pub fn is_in(self, size: u64) -> bool {
        self.tile().is_in(size)
    }

    /// The leaves in the bundle.
    pub fn leaves(self) -> Range<u64> {
        let first = self.index << TILE_HEIGHT;
        first..first + u64::from(self.width)
    }

    /// The tile with the hashes of these entries.
    pub fn tile(self) -> Tile {
        Tile { level: 0, index: self.index, width: self.width }
    }

    /// `tile/entries/<N>[.p/<W>]`
    pub fn path(self) -> String {
        format!("tile/entries/{}", index_path(self.index, self.width))
    }

    /// Reads [`Self::path`]; every bundle has exactly one spelling.
    pub fn parse(path: &str) -> Result<Self, ParseError> {
        if path.len() > PATH_BYTES_MAX {
            return Err(ParseError::new(PATH_BYTES_MAX, ParseErrorKind::TooLong { limit: PATH_BYTES_MAX }));
        }
        let prefix = "tile/entries/";
        let rest = path.strip_prefix(prefix).ok_or(ParseError::new(0, ParseErrorKind::TilePath))?;
        let (index, width) = parse_index(rest, prefix.len())?;
        let bundle = Self { index, width };
        let canonical = bundle.path() == path;
        if canonical { Ok(bundle) } else { Err(ParseError::new(prefix.len(), ParseErrorKind::NotCanonical)) }
    }
}

/// Number of hashes that a tree of `size` leaves has at a tile level.
pub(crate) fn hashes_at(level: u8, size: u64) -> u64 {
    if level < LEVELS { size >> (TILE_HEIGHT * u32::from(level)) } else { 0 }
}

/// The tiles that must be written when a log grows from `old` to `new` leaves, lowest level first:
/// those that became full, and the right edge at `new` where it differs from the one at `old`.
pub fn changed_tiles(old: u64, new: u64) -> Vec<Tile> {
    let mut tiles = Vec::new();
    for level in 0..LEVELS {
        let (before, after) = (hashes_at(level, old), hashes_at(level, new));
        if after > before {
            let touched = (before >> TILE_HEIGHT)..=(after >> TILE_HEIGHT);
            tiles.extend(touched.filter_map(|index| Tile::at(level, index, new)));
        }
    }
    tiles
}

/// The entry bundles that must be written when a log grows from `old` to `new` leaves.
pub fn changed_bundles(old: u64, new: u64) -> Vec<Bundle> {
    let tiles = changed_tiles(old, new).into_iter().filter(|tile| tile.level == 0);
    tiles.map(|tile| Bundle { index: tile.index, width: tile.width }).collect()
}

/// `x001/x234/067[.p/<W>]`: three digits an element, so that no directory grows large.
fn index_path(index: u64, width: u16) -> String {
    let mut path = format!("{:03}", index % 1000);
    let mut rest = index / 1000;
    while rest > 0 {
        path = format!("x{:03}/{path}", rest % 1000);
        rest /= 1000;
    }
    if width == TILE_WIDTH { path } else { format!("{path}.p/{width}") }
}

/// Index and width out of what [`index_path`] prints, and out of other spellings that the caller refuses.
fn parse_index(text: &str, at: usize) -> Result<(u64, u16), ParseError> {
    let (digits, width) = match text.split_once(".p/") {
        None => (text, TILE_WIDTH),
        Some((digits, width)) => {
            let at = at + digits.len() + ".p/".len();
            let number = crate::text::decimal(width, at, u64::MAX)?;
            let width = u16::try_from(number).ok().filter(|width| (1..TILE_WIDTH).contains(width));
            (digits, width.ok_or(ParseError::new(at, ParseErrorKind::TileWidth))?)
        }
    };
    let mut index: u64 = 0;
    let mut at = at;
    for element in digits.split('/') {
        let three = element.strip_prefix('x').unwrap_or(element);
        if three.len() != 3 || !three.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(ParseError::new(at, ParseErrorKind::TilePath));
        }
        let three: u64 = three.parse().ok().ok_or(ParseError::new(at, ParseErrorKind::Number))?;
        let next = index.checked_mul(1000).and_then(|i| i.checked_add(three)).filter(|&i| i <= INDEX_MAX);
        index = next.ok_or(ParseError::new(at, ParseErrorKind::NumberTooLarge { limit: INDEX_MAX }))?;
        at += element.len() + 1;
    }
    Ok((index, width))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_print_and_parse() {
        let cases = [
            (0, 0, 256, "tile/0/000"),
            (1, 0, 17, "tile/1/000.p/17"),
            (0, 1_234_067, 256, "tile/0/x001/x234/067"),
            (63, 1000, 255, "tile/63/x001/000.p/255"),
            (0, INDEX_MAX, 1, "tile/0/x036/x028/x797/x018/x963/967.p/1"),
        ];
        for (level, index, width, path) in cases {
            let tile = Tile::new(level, index, width).unwrap();
            assert_eq!(tile.path(), path);
            assert_eq!(Tile::parse(path), Ok(tile));
        }
        let bundle = Bundle::new(1_234_067, 3).unwrap();
        assert_eq!(bundle.path(), "tile/entries/x001/x234/067.p/3");
        assert_eq!(Bundle::parse(&bundle.path()), Ok(bundle));
        assert_eq!(bundle.leaves(), 315_921_152..315_921_155);
    }

    #[test]
    fn other_spellings_are_refused() {
        use ParseErrorKind as K;
        let cases = [
            ("", 0, K::TilePath),
            ("tile/0", 0, K::TilePath),
            ("tile/00/000", 5, K::Number),
            ("tile/64/000", 5, K::TileLevel),
            ("tile/-1/000", 5, K::Number),
            ("tile/0/0", 7, K::TilePath),
            ("tile/0/x000/000", 7, K::NotCanonical),
            ("tile/0/001/000", 7, K::NotCanonical),
            ("tile/0/x001", 7, K::NotCanonical),
            ("tile/0/000/", 11, K::TilePath),
            ("tile/0/000.p/0", 13, K::TileWidth),
            ("tile/0/000.p/256", 13, K::TileWidth),
            ("tile/0/000.p/01", 13, K::Number),
            ("tile/0/000.p/", 13, K::Number),
            ("tile/0/x036/x028/x797/x018/x963/968", 32, K::NumberTooLarge { limit: INDEX_MAX }),
            ("tile/entries/000", 5, K::Number),
        ];
        for (path, at, kind) in cases {
            assert_eq!(Tile::parse(path), Err(ParseError::new(at, kind)), "{path}");
        }
        assert_eq!(Bundle::parse("tile/0/000"), Err(ParseError::new(0, K::TilePath)));
        assert_eq!(Bundle::parse("tile/entries/x000/000"), Err(ParseError::new(13, K::NotCanonical)));
    }

    #[test]
    fn a_tree_of_70000_has_the_tiles_of_the_specification() {
        let tiles = changed_tiles(0, 70_000);
        let count = |level, full| tiles.iter().filter(|t| t.level == level && t.is_full() == full).count();
        assert_eq!([count(0, true), count(0, false)], [273, 1]);
        assert_eq!([count(1, true), count(1, false)], [1, 1]);
        assert_eq!([count(2, true), count(2, false)], [0, 1]);
        assert_eq!(tiles.len(), 277);
        assert_eq!(Tile::edge(0, 70_000), Tile::new(0, 273, 112));
        assert_eq!(Tile::edge(1, 70_000), Tile::new(1, 1, 17));
        assert_eq!(Tile::edge(2, 70_000), Tile::new(2, 0, 1));
        assert_eq!(Tile::edge(3, 70_000), None);
        assert_eq!(changed_bundles(0, 70_000).len(), 274);
    }

    #[test]
    fn the_edge_at_round_sizes() {
        assert_eq!(changed_tiles(0, 0), []);
        assert_eq!(changed_tiles(5, 5), []);
        let paths = |old, new| changed_tiles(old, new).into_iter().map(Tile::path).collect::<Vec<_>>();
        assert_eq!(paths(0, 1), ["tile/0/000.p/1"]);
        assert_eq!(paths(0, 255), ["tile/0/000.p/255"]);
        assert_eq!(paths(255, 256), ["tile/0/000", "tile/1/000.p/1"]);
        assert_eq!(paths(256, 257), ["tile/0/001.p/1"]);
        assert_eq!(paths(65_535, 65_536), ["tile/0/255", "tile/1/000", "tile/2/000.p/1"]);
        assert_eq!(paths(SIZE_MAX - 1, SIZE_MAX).len(), 1);
        assert_eq!(Bundle::of_leaf(256, 256), None);
        assert_eq!(Bundle::of_leaf(255, 256), Some((Bundle { index: 0, width: 256 }, 255)));
        assert_eq!(Bundle::of_leaf(256, 300), Some((Bundle { index: 1, width: 44 }, 0)));
        assert!(Tile::new(0, 1, 44).unwrap().is_in(300));
        assert!(!Tile::new(0, 1, 45).unwrap().is_in(300));
        assert!(!Tile::new(60, 0, 1).unwrap().is_in(SIZE_MAX));
    }
}
