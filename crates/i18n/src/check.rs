//! What is wrong with a state's texts: lines that are no Fluent, missing messages, values that differ between
//! languages, plural forms that a language needs and a text lacks.

use crate::keys::Key;
use crate::read::{Written, read};
use base::Lang;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};
use fluent_syntax::parser::ParserError;
use std::collections::{BTreeMap, BTreeSet};
use unic_langid::LanguageIdentifier;

/// The names that plural forms can have.
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// Plural forms are asked for whole numbers up to here; every rule known repeats within a thousand, but those that
/// treat millions apart.
const PROBE_MAX: i64 = 1_000;

/// Something wrong with the texts of one language.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{lang}: {kind}")]
pub struct Flaw {
    /// The language.
    pub lang: Lang,
    /// The message, if it is about one.
    pub key: Option<String>,
    /// Byte offset in the text where it stands, if it stands there.
    pub at: Option<usize>,
    /// What is wrong.
    pub kind: FlawKind,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FlawKind {
    /// The language's tag.
    #[error("is no language tag")]
    Tag,
    /// Not Fluent.
    #[error("these lines are no Fluent message: {0}")]
    Syntax(String),
    /// A message twice.
    #[error("the message `{0}` stands here twice")]
    Twice(String),
    /// A message that the interface needs.
    #[error("the message `{0}` is missing")]
    Missing(String),
    /// A message uses a value that it is not given.
    #[error("the message `{key}` uses `${variable}`, which it is not given; it is given {given}")]
    Stranger {
        /// The message.
        key: String,
        /// The value.
        variable: String,
        /// What it is given, in words.
        given: String,
    },
    /// A message leaves out a value that it is given.
    #[error("the message `{key}` does not use `${variable}`, so the reader misses it")]
    Unused {
        /// The message.
        key: String,
        /// The value.
        variable: String,
    },
    /// A plural choice lacks a form that the language has.
    #[error(
        "the message `{key}` chooses by `${variable}` and lacks the form `[{form}]`, which the language needs"
    )]
    Form {
        /// The message.
        key: String,
        /// The value.
        variable: String,
        /// The form.
        form: &'static str,
    },
    /// A plural choice has a form that the language never takes.
    #[error(
        "the message `{key}` chooses by `${variable}` and has the form `[{form}]`, which the language never takes"
    )]
    Idle {
        /// The message.
        key: String,
        /// The value.
        variable: String,
        /// The form.
        form: String,
    },
}

impl Flaw {
    pub(crate) fn tag(lang: &Lang) -> Self {
        Self { lang: lang.clone(), key: None, at: None, kind: FlawKind::Tag }
    }

    pub(crate) fn syntax(lang: &Lang, text: &str, error: &ParserError) -> Self {
        let end = text.len();
        let at = error.pos.start.min(end);
        let line: String = text.get(at..).unwrap_or_default().lines().next().unwrap_or_default().into();
        let kind = FlawKind::Syntax(format!("{} at `{}`", error.kind, line.trim()));
        Self { lang: lang.clone(), key: None, at: Some(at), kind }
    }

    pub(crate) fn twice(lang: &Lang, text: &str, error: &FluentError) -> Option<Self> {
        let FluentError::Overriding { id, .. } = error else { return None };
        Some(Self::of(lang, text, id, FlawKind::Twice(id.clone())))
    }

    pub(crate) fn of(lang: &Lang, text: &str, key: &str, kind: FlawKind) -> Self {
        let at = text.match_indices(key).find_map(|(at, _)| {
            let begins = at == 0 || text.get(..at).is_some_and(|before| before.ends_with('\n'));
            let ends = text
                .get(at + key.len()..)
                .is_some_and(|after| after.trim_start_matches(' ').starts_with('='));
            (begins && ends).then_some(at)
        });
        Self { lang: lang.clone(), key: Some(key.to_owned()), at, kind }
    }
}

/// The plural forms that whole numbers take in a language, by the rules that Fluent follows at run time; `other` is
/// always among them, since it serves fractions and unknown cases. Empty for what is no language tag.
pub fn plural_categories(lang: &Lang) -> BTreeSet<&'static str> {
    let Ok(tag) = lang.as_str().parse::<LanguageIdentifier>() else { return BTreeSet::new() };
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    let probe = "form = { $n ->\n [zero] zero\n [one] one\n [two] two\n [few] few\n [many] many\n *[other] other\n }\n";
    let found =
        FluentResource::try_new(probe.to_owned()).is_ok_and(|probe| bundle.add_resource(probe).is_ok());
    let pattern = bundle.get_message("form").and_then(|message| message.value());
    let mut categories = BTreeSet::from(["other"]);
    let (true, Some(pattern)) = (found, pattern) else { return categories };
    for n in (0..=PROBE_MAX).chain([1_000_000]) {
        let mut values = FluentArgs::with_capacity(1);
        values.set("n", FluentValue::from(n));
        let form = bundle.format_pattern(pattern, Some(&values), &mut Vec::new());
        categories.extend(CATEGORIES.iter().find(|category| **category == form));
    }
    categories
}

/// Checks the texts of a state against the messages that are required of it: each key in each language, with
/// exactly the values it is given, and with the plural forms its language has. Messages that are not required are
/// checked for their plural forms and for using the same values in every language.
pub fn check(texts: &BTreeMap<Lang, Vec<String>>, required: &[Key]) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    let mut written: BTreeMap<&Lang, BTreeMap<String, (Written, &str)>> = BTreeMap::new();
    for (lang, texts) in texts {
        if lang.as_str().parse::<LanguageIdentifier>().is_err() {
            flaws.push(Flaw::tag(lang));
            continue;
        }
        let mine = written.entry(lang).or_default();
        for text in texts {
            let (messages, mut broken) = read(lang, text);
            flaws.append(&mut broken);
            for (key, message) in messages {
                if mine.insert(key.clone(), (message, text.as_str())).is_some() {
                    flaws.push(Flaw::of(lang, text, &key, FlawKind::Twice(key.clone())));
                }
            }
        }
    }
    let given = values_given(&written, required);
    for (lang, messages) in &written {
        let forms = plural_categories(lang);
        for (key, values) in &given {
            match messages.get(*key) {
                Some((message, text)) => {
                    for written in std::iter::once(message).chain(message.officer.as_deref()) {
                        check_values(lang, text, key, written, values, &mut flaws);
                    }
                }
                None => flaws.push(Flaw::of(lang, "", key, FlawKind::Missing((*key).to_owned()))),
            }
        }
        for (key, (message, text)) in messages {
            for written in std::iter::once(message).chain(message.officer.as_deref()) {
                check_forms(lang, text, key, written, &forms, &mut flaws);
            }
        }
    }
    flaws
}

/// Which values each message is given: what is required, and for other messages what any language uses.
fn values_given<'a>(
    written: &'a BTreeMap<&Lang, BTreeMap<String, (Written, &str)>>,
    required: &'a [Key],
) -> BTreeMap<&'a str, BTreeSet<&'a str>> {
    let mut given: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (key, (message, _)) in written.values().flatten() {
        given.entry(key).or_default().extend(message.variables.iter().map(String::as_str));
    }
    for key in required {
        given.insert(key.name, key.values().collect());
    }
    given
}

fn check_values(
    lang: &Lang,
    text: &str,
    key: &str,
    message: &Written,
    given: &BTreeSet<&str>,
    flaws: &mut Vec<Flaw>,
) {
    for variable in &message.variables {
        if !given.contains(variable.as_str()) {
            let names: Vec<String> = given.iter().map(|name| format!("`${name}`")).collect();
            let given = if names.is_empty() { "no value".to_owned() } else { names.join(", ") };
            let kind = FlawKind::Stranger { key: key.to_owned(), variable: variable.clone(), given };
            flaws.push(Flaw::of(lang, text, key, kind));
        }
    }
    for variable in given {
        if !message.variables.contains(*variable) {
            let kind = FlawKind::Unused { key: key.to_owned(), variable: (*variable).to_owned() };
            flaws.push(Flaw::of(lang, text, key, kind));
        }
    }
}

fn check_forms(
    lang: &Lang,
    text: &str,
    key: &str,
    message: &Written,
    forms: &BTreeSet<&'static str>,
    flaws: &mut Vec<Flaw>,
) {
    for (variable, named) in &message.choices {
        // A choice between other words (yes, no, unknown) is no plural.
        let plural = named.iter().all(|name| CATEGORIES.contains(&name.as_str()));
        if !plural {
            continue;
        }
        for form in forms.iter().filter(|form| !named.contains(**form)) {
            let kind = FlawKind::Form { key: key.to_owned(), variable: variable.clone(), form };
            flaws.push(Flaw::of(lang, text, key, kind));
        }
        for form in named.iter().filter(|name| !forms.contains(name.as_str())) {
            let kind = FlawKind::Idle { key: key.to_owned(), variable: variable.clone(), form: form.clone() };
            flaws.push(Flaw::of(lang, text, key, kind));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flaws(texts: &[(&str, &str)], required: &[Key]) -> Vec<String> {
        let texts = texts.iter().map(|(lang, text)| (Lang::new(lang), vec![(*text).to_owned()])).collect();
        check(&texts, required).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn plural_forms_come_from_the_tag() {
        let forms = |tag: &str| plural_categories(&Lang::new(tag)).into_iter().collect::<Vec<_>>().join(" ");
        assert_eq!(forms("ky"), "one other");
        assert_eq!(forms("ru"), "few many one other");
        assert_eq!(forms("en"), "one other");
        assert_eq!(forms("eo"), "one other");
        assert_eq!(forms("ja"), "other");
        assert_eq!(forms("not a tag"), "");
    }

    #[test]
    fn finds_what_is_missing_in_one_language() {
        let required = [Key::parse("hello name"), Key::parse("bye")];
        let good = "hello = Hello, { $name }\nbye = Bye\n";
        assert_eq!(flaws(&[("eo", good), ("en", good)], &required), Vec::<String>::new());
        assert_eq!(
            flaws(&[("eo", good), ("en", "hello = Hello\n")], &required),
            [
                "en: the message `bye` is missing",
                "en: the message `hello` does not use `$name`, so the reader misses it",
            ]
        );
        assert_eq!(
            flaws(&[("en", "hello = Hello, { $nmae } { $name }\nbye = { $x }\nbye = Bye\n")], &required),
            [
                "en: the message `bye` stands here twice",
                "en: the message `hello` uses `$nmae`, which it is not given; it is given `$name`",
            ]
        );
    }

    #[test]
    fn the_officer_s_wording_is_checked_as_the_other() {
        let text = "hello = Hello, { $name }\n    .officer = Hello, { $nmae }\n";
        assert_eq!(
            flaws(&[("en", text)], &[Key::parse("hello name")]),
            [
                "en: the message `hello` uses `$nmae`, which it is not given; it is given `$name`",
                "en: the message `hello` does not use `$name`, so the reader misses it",
            ]
        );
    }

    #[test]
    fn messages_that_are_not_required_agree_between_languages() {
        let found = flaws(&[("en", "own = { $a } { $b }\n"), ("eo", "own = { $a }\n")], &[]);
        assert_eq!(found, ["eo: the message `own` does not use `$b`, so the reader misses it"]);
    }

    #[test]
    fn finds_wrong_plural_forms() {
        let en = "n = { $n ->\n [one] one\n [few] few\n *[other] many\n }\n";
        let found = flaws(&[("en", en), ("ru", en)], &[]);
        assert_eq!(
            found,
            [
                "en: the message `n` chooses by `$n` and has the form `[few]`, which the language never takes",
                "ru: the message `n` chooses by `$n` and lacks the form `[many]`, which the language needs",
            ]
        );
        let answer = "a = { $v ->\n [yes] yes\n *[no] no\n }\n";
        assert_eq!(flaws(&[("ru", answer)], &[]), Vec::<String>::new());
    }

    #[test]
    fn points_at_what_is_no_fluent() {
        let text = "good = yes\n\nbad key = no\n\nlast = here\n";
        let texts = BTreeMap::from([(Lang::new("en"), vec![text.to_owned()])]);
        let found = check(&texts, &[]);
        assert_eq!(found.len(), 1);
        assert!((6..20).contains(&found[0].at.unwrap()));
        assert!(matches!(found[0].kind, FlawKind::Syntax(_)));
    }
}
