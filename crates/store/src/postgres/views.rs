//! Views of open data over the versions, for analysts with tools of their own.
//!
//! A view is guarded (`security_barrier`): without it a reader's own function could be asked about rows before the
//! register's name was compared, and see what is not open.

use super::Postgres;
use super::client::Client;
use super::place::Place;
use crate::backend::StoreError;
use std::fmt::Write as _;

/// The schema that holds the views and nothing else.
const SCHEMA: &str = "open";
/// What the schema is known by.
const OURS: &str = "koom: open data; made anew by koom views";

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Text.
    Text,
    /// A decimal number.
    Number,
    /// Yes or no.
    Bool,
    /// A day.
    Date,
}

impl ColumnKind {
    fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "numeric",
            Self::Bool => "boolean",
            Self::Date => "date",
        }
    }
}

/// A column: a member of the documents.
#[derive(Clone, Debug)]
pub struct OpenColumn {
    /// Its name, the same as the member's.
    pub name: String,
    /// What it holds.
    pub kind: ColumnKind,
    /// What it is, in words.
    pub words: String,
}

/// A view: the open columns of a register.
#[derive(Clone, Debug)]
pub struct OpenView {
    /// The register's id; the view is named after it.
    pub register: String,
    /// What it is, in words.
    pub words: String,
    /// Its columns.
    pub columns: Vec<OpenColumn>,
}

/// The statements that make the views anew, in one transaction. `zone` is the time zone in which today is a day; `reader` is a role
/// that may then read the views.
pub fn views(views: &[OpenView], zone: &str, reader: Option<&str>) -> String {
    let mut sql = String::from("begin;\n");
    let _whole = write!(
        sql,
        "do $$ begin\n  if exists (select 1 from pg_namespace where nspname = '{SCHEMA}'\n    \
         and obj_description(oid, 'pg_namespace') is distinct from {ours}) then\n    \
         raise exception 'there is a schema \"{SCHEMA}\" that koom did not make; rename it';\n  end if;\nend $$;\n\
         drop schema if exists {SCHEMA} cascade;\ncreate schema {SCHEMA};\ncomment on schema {SCHEMA} is {ours};\n",
        ours = text(OURS),
    );
    for view in views {
        one(&mut sql, view, zone);
    }
    if let Some(reader) = reader {
        let reader = name(reader);
        let _whole = write!(
            sql,
            "\ngrant usage on schema {SCHEMA} to {reader};\ngrant select on all tables in schema {SCHEMA} to {reader};\n"
        );
    }
    sql.push_str("commit;\n");
    sql
}

/// The view of what held when, as it is known now, and the view of what holds today.
fn one(sql: &mut String, view: &OpenView, zone: &str) {
    let (today, ever) = (name(&view.register), name(&format!("{}_history", view.register)));
    let columns: Vec<String> = view.columns.iter().map(|column| name(&column.name)).collect();
    let columns = columns.join(", ");
    let members: String = view.columns.iter().map(member).collect();
    let _whole = write!(
        sql,
        "\ncreate view {SCHEMA}.{ever} with (security_barrier) as\nselect {members}nullif(lower(part), date '0001-01-01') as valid_from, upper(part) as valid_until\n\
         from version v cross join lateral unnest(\n  datemultirange({own}) - coalesce((\n    \
         select range_agg({later}) from version w\n    \
         where w.register = v.register and w.id = v.id and w.version > v.version\n  ), datemultirange())\n) as part\n\
         where v.register = {register} and v.ended = 0;\n\
         create view {SCHEMA}.{today} with (security_barrier) as\nselect {columns} from {SCHEMA}.{ever}\n\
         where daterange(valid_from, valid_until) @> (now() at time zone {zone})::date;\n",
        own = range("v"),
        later = range("w"),
        register = text(&view.register),
        zone = text(zone),
    );
    for (view_name, words) in
        [(&today, view.words.clone()), (&ever, format!("{}: what held when", view.words))]
    {
        let _whole = writeln!(sql, "comment on view {SCHEMA}.{view_name} is {};", text(&words));
        for column in &view.columns {
            let column_name = name(&column.name);
            let _whole = writeln!(
                sql,
                "comment on column {SCHEMA}.{view_name}.{column_name} is {};",
                text(&column.words)
            );
        }
    }
}

fn member(column: &OpenColumn) -> String {
    let kind = match column.kind {
        ColumnKind::Text => String::new(),
        kind => format!("::{}", kind.name()),
    };
    format!("(v.doc::jsonb ->> {}){kind} as {},\n  ", text(&column.name), name(&column.name))
}

/// The days of a version.
fn range(of: &str) -> String {
    format!(
        "daterange({of}.valid_from::date, case when {of}.valid_until <> 'ever' then greatest({of}.valid_from, {of}.valid_until)::date end)"
    )
}

/// A text as a literal.
fn text(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// A name in quotes.
fn name(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

impl Postgres {
    /// Makes the views anew in a database. Its role `reader` may read them afterwards.
    pub fn make_views(
        url: &str,
        list: &[OpenView],
        zone: &str,
        reader: Option<&str>,
    ) -> Result<(), StoreError> {
        let client = Client::connect(&Place::parse(url)?)?;
        super::check(&client)?;
        if let Some(reader) = reader {
            let known = client.value(&format!("select 1 from pg_roles where rolname = {}", text(reader)))?;
            if known.is_none() {
                return Err(StoreError::Setup(format!(
                    "it has no role {reader:?}; make one that may do nothing else: create role {} login password '…'",
                    name(reader)
                )));
            }
        }
        let version = client.value("show server_version_num")?.and_then(|number| number.parse().ok());
        if version.is_none_or(|number: u32| number < 140_000) {
            return Err(StoreError::Setup("views need PostgreSQL 14 or later".to_owned()));
        }
        client.run(&views(list, zone, reader))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_words_stay_what_they_are() {
        let view = OpenView {
            register: "select".to_owned(),
            words: "Register of 'x'".to_owned(),
            columns: vec![OpenColumn {
                name: "from".to_owned(),
                kind: ColumnKind::Date,
                words: "It's \"it\"".to_owned(),
            }],
        };
        let sql = views(&[view], "Asia/Nowhere", Some("an\"alyst"));
        for part in [
            "create view open.\"select_history\" with (security_barrier)",
            "create view open.\"select\" with (security_barrier)",
            "(v.doc::jsonb ->> 'from')::date as \"from\"",
            "is 'Register of ''x'''",
            "is 'It''s \"it\"'",
            "to \"an\"\"alyst\"",
        ] {
            assert!(sql.contains(part), "{part}: {sql}");
        }
    }
}
