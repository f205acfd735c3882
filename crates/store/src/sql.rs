//! All SQL of the store: the schema and one table of named statements.
//!
//! The statements are written once for SQLite and PostgreSQL, with `?1` placeholders that an adapter may
//! rewrite to `$1`. Text is compared by bytes, times are microseconds, dates are ISO text, there are no floats,
//! no clock and no identifiers of the database. Where a range has no end, a date column says [`EVER`] and a
//! time column [`OPEN`]: both sort after everything real, and key columns can't be null.

/// End of a range of days that has none; sorts after every ISO date.
pub(crate) const EVER: &str = "ever";

/// End of a range of times that has none.
pub(crate) const OPEN: i64 = i64::MAX;

/// The tables, for SQLite.
///
/// `version` and `leaf` hold long rows, so they are heaps with a narrow unique index; the others are
/// clustered by their key. `idx` has its rows that hold for good, as known now, in front (`live`), so that the
/// past never stands between a query and its answer; `idx_bounded` finds what ends after a day among the rest.
pub(crate) const SCHEMA: &str = "
create table meta (
  name text not null primary key,
  value text not null
) strict, without rowid;
create table version (
  register text not null,
  id text not null,
  version integer not null check (version > 0),
  act integer not null check (act >= 0),
  recorded integer not null,
  valid_from text not null,
  valid_until text not null,
  ended integer not null check (ended in (0, 1)),
  subjects text not null,
  keys text not null,
  doc text not null,
  primary key (register, id, version)
) strict;
create table idx (
  register text not null,
  field text not null,
  live integer not null check (live in (0, 1)),
  kind integer not null check (kind in (0, 1)),
  tval text not null,
  nval integer not null,
  recorded_until integer not null,
  valid_until text not null,
  id text not null,
  version integer not null,
  valid_from text not null,
  recorded_from integer not null,
  primary key (register, field, live, kind, tval, nval, recorded_until, valid_until, id, version, valid_from)
) strict, without rowid;
create index idx_bounded on idx (register, field, live, valid_until)
  where live = 0 and recorded_until = 9223372036854775807;
create table leaf (
  log text not null check (log in ('log', 'reads')),
  idx integer not null check (idx >= 0),
  leaf text not null,
  hash blob not null check (length(hash) = 32),
  body text not null,
  subjects text not null,
  primary key (log, idx)
) strict;
create table leaf_subject (
  log text not null,
  subject text not null,
  idx integer not null,
  primary key (log, subject, idx)
) strict, without rowid;
create table subject_key (
  subject text not null primary key,
  key blob not null check (length(key) = 32)
) strict, without rowid;
create table tag_count (
  log text not null,
  subject text not null,
  day text not null,
  n integer not null check (n > 0),
  primary key (log, subject, day)
) strict, without rowid;
create table tile (
  log text not null,
  level integer not null,
  idx integer not null,
  data blob not null,
  primary key (log, level, idx)
) strict;
create table head (
  log text not null primary key,
  size integer not null check (size >= 0),
  signed_size integer,
  signed_root blob,
  note text,
  check ((signed_size is null) = (signed_root is null)),
  check (signed_size is not null or note is null)
) strict;
create table blob (
  hash blob not null primary key,
  bytes blob not null
) strict;
insert into head (log, size) values ('log', 0), ('reads', 0);
insert into meta (name, value) values ('schema', '1'), ('blobs', '0');
";

/// Which steps made the tables what they are (see `migrations.rs`).
pub(crate) const SCHEMA_MIGRATIONS: &str = "
create table migration (
  number integer not null primary key,
  name text not null,
  sha256 text not null
) strict;
";

macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $($part:expr),+;)+) => {
        $($(#[$doc])* pub(crate) const $name: &str = concat!($($part),+);)+
        /// Every statement by its name.
        #[cfg(test)]
        pub(crate) const ALL: &[(&str, &str)] = &[$((stringify!($name), $name)),+];
    };
}

/// A search: index rows that meet its condition, each with the version it was made from, if that is the one that holds:
/// it has not ended, and none recorded later covers the day. The index alone can leave a record out, but bring none in.
macro_rules! candidate {
    ($columns:expr, $condition:expr) => {
        concat!(
            "select i.kind, i.tval, i.nval, ",
            $columns,
            " from idx i cross join version v where i.register = ?1 and i.field = ?2 \
             and i.valid_from <= ?3 and i.valid_until > ?3 and i.recorded_from <= ?4 \
             and v.register = i.register and v.id = i.id and v.version = i.version \
             and v.ended = 0 and v.valid_from <= ?3 and v.valid_until > ?3 and v.recorded <= ?4 \
             and not exists (select 1 from version w where w.register = i.register and w.id = i.id \
             and w.version > i.version and w.valid_from <= ?3 and w.valid_until > ?3 and w.recorded <= ?4) and ",
            $condition
        )
    };
}

/// In the order in which a merge needs them, of key and record: the two ends are the same in all these rows, but
/// only in this form the clustered order is seen to be the one asked for.
macro_rules! live {
    ($columns:expr, $condition:expr) => {
        candidate!(
            $columns,
            concat!(
                "i.live = 1 and ",
                $condition,
                " order by i.kind, i.tval, i.nval, i.recorded_until, i.valid_until, i.id"
            )
        )
    };
}

/// What ends on a day, as known now.
macro_rules! bounded {
    ($columns:expr, $condition:expr) => {
        candidate!($columns, concat!("i.live = 0 and i.recorded_until = 9223372036854775807", $condition))
    };
}

/// What ends on a day or is no longer known like this, as known at an earlier time.
macro_rules! known {
    ($columns:expr, $condition:expr) => {
        candidate!($columns, concat!("i.live = 0 and i.recorded_until > ?4", $condition))
    };
}

macro_rules! one_key {
    () => {
        "i.kind = ?5 and i.tval = ?6 and i.nval = ?7"
    };
}

macro_rules! version_columns {
    () => {
        version_columns!("")
    };
    ($of:literal) => {
        concat!(
            $of,
            "register, ",
            $of,
            "id, ",
            $of,
            "version, ",
            $of,
            "act, ",
            $of,
            "recorded, ",
            $of,
            "valid_from, ",
            $of,
            "valid_until, ",
            $of,
            "ended, ",
            $of,
            "subjects, ",
            $of,
            "keys, ",
            $of,
            "doc"
        )
    };
}

/// What a search needs of a version to tell whether it meets all conditions.
macro_rules! brief_columns {
    () => {
        "v.id, v.version, v.keys"
    };
}

statements! {
    META = "select value from meta where name = ?1";
    SET_META = "update meta set value = ?2 where name = ?1";
    MIGRATIONS = "select number, name, sha256 from migration order by number";
    ADD_MIGRATION = "insert into migration (number, name, sha256) values (?1, ?2, ?3)";

    LATEST = "select coalesce(max(version), 0) from version where register = ?1 and id = ?2";
    /// The version of a record that holds on a date as known at a time.
    EFFECTIVE = "select ", version_columns!(), " from version where register = ?1 and id = ?2 \
        and valid_from <= ?3 and valid_until > ?3 and recorded <= ?4 order by version desc limit 1";
    /// The same, with the number of the record's latest version.
    STANDING = "select ", version_columns!(), ", (select max(w.version) from version w where w.register = ?1 and w.id = ?2) \
        from version where register = ?1 and id = ?2 \
        and valid_from <= ?3 and valid_until > ?3 and recorded <= ?4 order by version desc limit 1";
    HISTORY = "select ", version_columns!(),
        " from version where register = ?1 and id = ?2 order by version";
    HAD = "select distinct id from idx where register = ?1 and field = ?2 and live in (0, 1) \
        and kind = ?3 and tval = ?4 and nval = ?5 order by id limit ?6";
    VERSIONS_AFTER = "select ", version_columns!(), " from version \
        where register = ?1 and (id, version) > (?2, ?3) order by id, version limit ?4";
    LAST = "select version, recorded, valid_from, valid_until, ended, keys from version \
        where register = ?1 and id = ?2 order by version desc limit 1";
    /// The versions before one, latest first.
    EARLIER = "select version, recorded, valid_from, valid_until, ended, keys from version \
        where register = ?1 and id = ?2 and version < ?3 order by version desc";
    ADD_VERSION = "insert into version (", version_columns!(),
        ") values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";

    FIND_LIVE = live!(version_columns!("v."), one_key!());
    FIND_LIVE_TEXTS_FROM = live!(version_columns!("v."), "i.kind = 0 and i.tval >= ?5");
    FIND_LIVE_TEXTS = live!(version_columns!("v."), "i.kind = 0 and i.tval >= ?5 and i.tval < ?6");
    FIND_LIVE_NUMBERS = live!(version_columns!("v."), "i.kind = 1 and i.tval = '' and i.nval between ?5 and ?6");
    FIND_BOUNDED = bounded!(version_columns!("v."), concat!(" and ", one_key!()));
    /// Ranges: the date narrows best, the key is compared afterwards.
    FIND_BOUNDED_ALL = bounded!(version_columns!("v."), "");
    FIND_KNOWN = known!(version_columns!("v."), concat!(" and ", one_key!()));
    FIND_KNOWN_ALL = known!(version_columns!("v."), "");

    MATCH_LIVE = live!(brief_columns!(), one_key!());
    MATCH_LIVE_TEXTS_FROM = live!(brief_columns!(), "i.kind = 0 and i.tval >= ?5");
    MATCH_LIVE_TEXTS = live!(brief_columns!(), "i.kind = 0 and i.tval >= ?5 and i.tval < ?6");
    MATCH_LIVE_NUMBERS = live!(brief_columns!(), "i.kind = 1 and i.tval = '' and i.nval between ?5 and ?6");
    MATCH_BOUNDED = bounded!(brief_columns!(), concat!(" and ", one_key!()));
    MATCH_BOUNDED_ALL = bounded!(brief_columns!(), "");
    MATCH_KNOWN = known!(brief_columns!(), concat!(" and ", one_key!()));
    MATCH_KNOWN_ALL = known!(brief_columns!(), "");

    ADD_INDEX = "insert into idx (register, field, live, kind, tval, nval, recorded_until, valid_until, \
        id, version, valid_from, recorded_from) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
    TAKE_INDEX = "delete from idx where register = ?1 and field = ?2 and live = ?3 and kind = ?4 and tval = ?5 \
        and nval = ?6 and recorded_until = 9223372036854775807 and valid_until = ?7 and id = ?8 \
        and version = ?9 and valid_from = ?10";

    HEAD = "select size, signed_size, signed_root, note from head where log = ?1";
    SET_SIZE = "update head set size = ?2 where log = ?1";
    SET_SIGNED = "update head set signed_size = ?2, signed_root = ?3 where log = ?1";
    SET_NOTE = "update head set note = ?2 where log = ?1";

    ADD_LEAF = "insert into leaf (log, idx, leaf, hash, body, subjects) values (?1, ?2, ?3, ?4, ?5, ?6)";
    LEAVES = "select idx, leaf, hash, body, subjects from leaf where log = ?1 and idx >= ?2 and idx < ?3 order by idx";
    ADD_LEAF_SUBJECT = "insert into leaf_subject (log, subject, idx) values (?1, ?2, ?3)";
    LEAVES_OF = "select l.idx, l.leaf, l.hash, l.body, l.subjects from leaf_subject s \
        join leaf l on l.log = s.log and l.idx = s.idx \
        where s.log = ?1 and s.subject = ?2 and s.idx < ?3 order by s.idx desc limit ?4";

    SUBJECT_KEY = "select key from subject_key where subject = ?1";
    ADD_SUBJECT_KEY = "insert into subject_key (subject, key) values (?1, ?2)";
    TAG_COUNT = "select n from tag_count where log = ?1 and subject = ?2 and day = ?3";
    SET_TAG_COUNT = "insert into tag_count (log, subject, day, n) values (?1, ?2, ?3, ?4) \
        on conflict (log, subject, day) do update set n = excluded.n";

    TILE = "select data from tile where log = ?1 and level = ?2 and idx = ?3";
    SET_TILE = "insert into tile (log, level, idx, data) values (?1, ?2, ?3, ?4) \
        on conflict (log, level, idx) do update set data = excluded.data";
    BLOB = "select bytes from blob where hash = ?1";
    ADD_BLOB = "insert into blob (hash, bytes) values (?1, ?2) on conflict (hash) do nothing";

    /// The rows of one register's acts, in the order of writing, for measuring what the database itself can do.
    AGAIN_VERSIONS = "select ", version_columns!(), " from version where register = ?1 order by act";
    AGAIN_INDEX = "select register, field, live, kind, tval, nval, recorded_until, valid_until, id, version, \
        valid_from, recorded_from from idx where register = ?1 order by recorded_from, id, version, field";
    AGAIN_LEAVES = "select log, idx, leaf, hash, body, subjects from leaf where log = 'log' \
        and idx >= (select min(act) from version where register = ?1) order by idx";

    /// Taking back what the last acts wrote, in a store that nobody serves.
    RECORDS_SINCE = "select distinct register, id from version where act >= ?1 order by register, id";
    DROP_VERSION = "delete from version where register = ?1 and id = ?2 and version = ?3";
    DROP_INDEX = "delete from idx where register = ?1 and field = ?2 and live = ?3 and kind = ?4 and tval = ?5 \
        and nval = ?6 and recorded_until = ?7 and valid_until = ?8 and id = ?9 and version = ?10 and valid_from = ?11";
    DROP_LEAF = "delete from leaf where log = ?1 and idx = ?2";
    DROP_LEAF_SUBJECT = "delete from leaf_subject where log = ?1 and subject = ?2 and idx = ?3";
    DROP_SUBJECT_KEY = "delete from subject_key where subject = ?1";
    DROP_TAG_COUNT = "delete from tag_count where log = ?1 and subject = ?2 and day = ?3";
    DROP_BLOB = "delete from blob where hash = ?1";
    DROP_TILES = "delete from tile where log = ?1";
    DROP_SIGNED = "update head set signed_size = null, signed_root = null, note = null where log = ?1";

    SCAN_VERSIONS = "select ", version_columns!(),
        " from version where register >= '' order by register, id, version";
    SCAN_INDEX = "select register, field, live, kind, tval, nval, recorded_until, valid_until, id, version, \
        valid_from, recorded_from from idx";
    SCAN_LEAF_SUBJECTS = "select log, subject, idx from leaf_subject";
    SCAN_KEYS = "select subject, key from subject_key";
    SCAN_LEAVES = "select log, idx, leaf, hash, body, subjects from leaf";
    SCAN_ALL_TILES = "select log, level, idx, data from tile";
    SCAN_SUBJECT_KEYS = "select subject from subject_key";
    SCAN_TAG_COUNTS = "select log, subject, day, n from tag_count";
    SCAN_BLOBS = "select hash, bytes from blob";
    SCAN_TILES = "select level, idx, data from tile where log = ?1 order by level, idx";
}
