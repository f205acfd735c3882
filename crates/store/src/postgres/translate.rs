//! The statements of `sql.rs` and its schema as PostgreSQL reads them. They are written for SQLite in SQL that both
//! understand; here their places are renamed, and one run becomes many.

use crate::db::Param;
use std::fmt::Write as _;

/// How a statement is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Form {
    /// Once.
    One,
    /// Once, for some of its rows: two more places say how many, and how many to leave out before.
    Some,
    /// Once for each element of arrays, of which there is one for each place.
    Many,
}

/// The text of a statement.
pub(super) fn statement(text: &str, form: Form, params: &[Param<'_>]) -> String {
    let places = params.len();
    match form {
        Form::One => renamed(text, |place| format!("${place}")),
        Form::Some => {
            let text = renamed(text, |place| format!("${place}"));
            format!("{text} limit ${} offset ${}", places + 1, places + 2)
        }
        Form::Many => many(text, params),
    }
}

/// Every `?N` by its new name.
fn renamed(text: &str, name: impl Fn(usize) -> String) -> String {
    let mut parts = text.split('?');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let (place, rest) = part.split_at_checked(digits).unwrap_or((part, ""));
        out.push_str(&name(place.parse().unwrap_or(0)));
        out.push_str(rest);
    }
    out
}

fn many(text: &str, params: &[Param<'_>]) -> String {
    let (mut arrays, mut names) = (String::new(), String::new());
    for (index, param) in params.iter().enumerate() {
        let kind = match param {
            Param::Int(_) => "bigint",
            Param::Text(_) => "text",
            Param::Bytes(_) => "bytea",
        };
        let comma = if index > 0 { ", " } else { "" };
        let _infallible = write!(arrays, "{comma}${}::{kind}[]", index + 1);
        let _infallible = write!(names, "{comma}p{}", index + 1);
    }
    let text = renamed(text, |place| format!("k.p{place}"));
    if let Some((insert, values)) = text.split_once(" values (") {
        let (values, rest) = values.split_once(')').unwrap_or((values, ""));
        return format!("{insert} select {values} from unnest({arrays}) as k({names}){rest}");
    }
    if text.starts_with("select ") {
        return format!(
            "select k.place, q.* from unnest({arrays}) with ordinality as k({names}, place), lateral ({text}) q \
             order by k.place"
        );
    }
    let (change, condition) = text.split_once(" where ").unwrap_or((&text, "true"));
    let with = if change.starts_with("delete ") { "using" } else { "from" };
    format!("{change} {with} unnest({arrays}) as k({names}) where {condition}")
}

/// The schema: the same tables, columns and keys. Text compares by bytes, numbers have 64 bits.
pub(super) fn schema(text: &str) -> String {
    let replace = [
        (" strict, without rowid;", ";"),
        (" strict;", ";"),
        (" text ", " text collate \"C\" "),
        (" text,", " text collate \"C\","),
        (" integer ", " bigint "),
        (" integer,", " bigint,"),
        (" blob not null", " bytea not null"),
        (" blob,", " bytea,"),
    ];
    replace.into_iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::params;

    #[test]
    fn statements_are_renamed() {
        let text = "insert into t (a, b) values (?1, ?2) on conflict (a) do update set b = excluded.b";
        let params = params!["x", 1_i64];
        assert_eq!(
            statement(text, Form::Many, &params),
            "insert into t (a, b) select k.p1, k.p2 from unnest($1::text[], $2::bigint[]) as k(p1, p2) \
             on conflict (a) do update set b = excluded.b"
        );
        assert_eq!(
            statement("delete from t where a = ?1 and b = ?2", Form::Many, &params),
            "delete from t using unnest($1::text[], $2::bigint[]) as k(p1, p2) where a = k.p1 and b = k.p2"
        );
        assert_eq!(
            statement("update t set b = ?2 where a = ?1", Form::Many, &params),
            "update t set b = k.p2 from unnest($1::text[], $2::bigint[]) as k(p1, p2) where a = k.p1"
        );
        assert_eq!(
            statement("select b from t where a = ?1", Form::Many, &params![[0_u8; 32]]),
            "select k.place, q.* from unnest($1::bytea[]) with ordinality as k(p1, place), \
             lateral (select b from t where a = k.p1) q order by k.place"
        );
        assert_eq!(
            statement("select b from t where a = ?1 and b > ?2", Form::Some, &params),
            "select b from t where a = $1 and b > $2 limit $3 offset $4"
        );
        assert_eq!(statement("select ?12, ?1", Form::One, &[]), "select $12, $1");
    }
}
