//! `registers/*.yaml`

use crate::codes;
use crate::index::Resolver;
use crate::sink::did_you_mean;
use crate::view::View;
use base::FieldId;
use model::register::{Owed, Search};
use model::{Access, Field, FieldType, Register, Relation, Right, Who};

/// Types of fields that need no identifier.
pub const TYPES: [&str; 8] = ["text", "number", "money", "bool", "date", "person", "place", "choice"];

/// Reads a register.
pub fn register(view: View<'_>, names: &mut Resolver<'_>) -> Option<Register> {
    let id = view.text_of("register")?;
    let mut fields = Vec::new();
    for pair in view.map("fields") {
        if pair.key == "record" {
            names
                .sink
                .error(codes::RESERVED_NAME, pair.at.clone(), "a field can't be called `record`")
                .help("in formulas `record` is the record's own register, date and id; choose another name");
        }
        fields.extend(field(pair.key, pair.value, pair.at.clone(), names));
    }
    let search = view
        .map("search")
        .map(|pair| {
            if fields.iter().any(|field: &Field| field.id.as_str() == pair.key) {
                names
                    .sink
                    .error(
                        codes::DEFINED_TWICE,
                        pair.at.clone(),
                        format!("`{}` is a field already", pair.key),
                    )
                    .help("give the search key a name of its own");
            }
            (FieldId::new(pair.key), pair.value.items().map(|item| names.field(id, Some(item))).collect())
        })
        .collect();
    let relations = view
        .list("relations")
        .map(|item| Relation {
            name: item.text_of("relation").unwrap_or_default().to_owned(),
            from: item.list("from").map(|field| names.field(id, Some(field))).collect(),
            to: item.get("to").map(|field| names.field(id, Some(field))),
        })
        .collect();
    let register = Register {
        id: id.into(),
        title: view.words("title"),
        owner: names.agency(view.get("owner")),
        law: names.cite(view.get("law")),
        subject: view.get("subject").map(|field| names.field(id, Some(field))),
        key: view.get("key").map(|field| names.field(id, Some(field))),
        search,
        relations,
        access: view.list("access").filter_map(|item| access(id, item, names)).collect(),
        owed: view.get("owed").map(|owed| Owed {
            amount: names.field(id, owed.get("amount")),
            paid: names.field(id, owed.get("paid")),
            until: owed.get("until").map(|field| names.field(id, Some(field))),
            service: names.service(owed.get("service")),
        }),
        open: view.list("open").map(|field| names.field(id, Some(field))).collect(),
        fields,
        at: view.get("register")?.at(),
    };
    whose(view, &register, names);
    open(view, &register, names);
    owed(view, &register, names);
    Some(register)
}

/// What is to be paid has somebody who owes it, an amount, and an end.
fn owed(view: View<'_>, register: &Register, names: &mut Resolver<'_>) {
    let (Some(owed), Some(at)) = (&register.owed, view.get("owed")) else { return };
    let mut wrong = |key: &str, message: &str, help: &str| {
        let at = at.get(key).map_or_else(|| at.at(), View::at);
        names.sink.error(codes::BAD_OWED, at, message.to_owned()).help(help);
    };
    let field = |id: &FieldId| register.field(id.as_str());
    if register.subject.is_none() {
        wrong(
            "",
            "nobody owes what a register without `subject` holds",
            "name the field with the debtor: `subject: FIELD`",
        );
    }
    if field(&owed.amount).is_some_and(|field| field.ty != FieldType::Money) {
        wrong("amount", "an amount to be paid is money", "give the field `type: money`");
    }
    if field(&owed.paid).is_some_and(|field| !field.optional) {
        wrong(
            "paid",
            "as long as nothing was paid this field is absent, so it must be optional",
            "add `optional: true` to the field",
        );
    }
    if owed.until.as_ref().and_then(field).is_some_and(|field| field.ty != FieldType::Date) {
        wrong("until", "the last day for paying is a date", "give the field `type: date`");
    }
}

/// Nothing about a person is open data. What identifies people in other registers, `checks` knows.
fn open(view: View<'_>, register: &Register, names: &mut Resolver<'_>) {
    if let (Some(_), Some(open)) = (&register.subject, view.get("open")) {
        let message =
            format!("the register `{}` is about people, so nothing of it is open data", register.id);
        names.sink.error(codes::OPEN_PERSONAL, open.at(), message).help(
            "remove `open`; what is public of it belongs into a register of its own, without the people",
        );
    }
    for item in view.list("open") {
        if ["valid_from", "valid_until"].contains(&item.text().unwrap_or_default()) {
            let message = "an open field can't be called `valid_from` or `valid_until`";
            names
                .sink
                .error(codes::RESERVED_NAME, item.at(), message)
                .help("the views of open data have columns of these names; choose another name");
        }
    }
}

fn field(id: &str, view: View<'_>, at: model::Source, names: &mut Resolver<'_>) -> Option<Field> {
    let ty = field_type(view, names, &[])?;
    let search = match view.text_of("search") {
        Some("exact") => Search::Exact,
        Some("folded") => Search::Folded,
        _ => Search::No,
    };
    Some(Field {
        id: FieldId::new(id),
        ty,
        label: view.words("label"),
        optional: view.flag("optional"),
        search,
        immutable: view.flag("immutable"),
        at,
    })
}

/// The type of a field or question; `extra` are further names that may stand here and give nothing.
pub fn field_type(view: View<'_>, names: &mut Resolver<'_>, extra: &[&str]) -> Option<FieldType> {
    let ty = view.get("type")?;
    let name = ty.text()?;
    let options = view.get("options");
    if let Some(options) = options.filter(|_| name != "choice") {
        names
            .sink
            .error(codes::NOT_ONE_OF, options.at(), format!("a {name} has no options"))
            .help("write `type: choice`, or remove `options`");
    }
    Some(match name {
        "text" => FieldType::Text,
        "number" => FieldType::Number,
        "money" => FieldType::Money,
        "bool" => FieldType::Bool,
        "date" => FieldType::Date,
        "person" => FieldType::Person,
        "place" => FieldType::Place,
        "choice" => {
            if options.is_none() {
                names
                    .sink
                    .error(codes::MISSING_KEY, ty.at(), "a choice needs `options`")
                    .help("write the codes that can be chosen");
            }
            FieldType::Choice(
                view.map("options").map(|pair| (pair.key.to_owned(), pair.value.as_words())).collect(),
            )
        }
        _ if extra.contains(&name) => return None,
        _ => {
            if let Some(identifiers) = &names.index.identifiers
                && !identifiers.contains(name)
            {
                let known = TYPES
                    .iter()
                    .copied()
                    .chain(extra.iter().copied())
                    .chain(identifiers.iter().map(String::as_str));
                let help = did_you_mean(name, known, "types");
                names.sink.error(codes::UNKNOWN_TYPE, ty.at(), format!("unknown type `{name}`")).help(help);
            }
            FieldType::Identifier(name.to_owned())
        }
    })
}

fn access(register: &str, view: View<'_>, names: &mut Resolver<'_>) -> Option<Access> {
    let who = match (view.get("role"), view.get("service")) {
        (Some(role), None) => Who::Role(names.role(Some(role))),
        (None, Some(service)) => Who::Service(names.service(Some(service))),
        _ => {
            names
                .sink
                .error(
                    codes::ACCESS_TO_NOBODY,
                    view.head(),
                    "a line of access names either a role or a service",
                )
                .help("write `role: …` or `service: …`, one of the two");
            return None;
        }
    };
    let may = view.list("may").filter_map(|item| {
        Some(match item.text()? {
            "read" => Right::Read,
            "search" => Right::Search,
            "write" => Right::Write,
            _ => return None,
        })
    });
    let may = may.collect();
    let fields = view
        .get("fields")
        .filter(|fields| fields.is_list())
        .map(|fields| fields.items().map(|item| names.field(register, Some(item))).collect());
    Some(Access {
        who,
        may,
        fields,
        purpose: names.purpose(view.get("purpose")),
        law: view.get("law").map(|law| names.cite(Some(law))),
        at: view.head(),
    })
}

/// Whose data the records are must be said if they are about people.
fn whose(view: View<'_>, register: &Register, names: &mut Resolver<'_>) {
    let person = register.fields.iter().find(|field| field.ty == FieldType::Person);
    if let (None, Some(field)) = (&register.subject, person)
        && view.get("subject").is_none()
    {
        let at = register.at.clone();
        names
            .sink
            .error(
                codes::NO_SUBJECT,
                at,
                format!(
                    "the register `{}` is about people, but says not whose data a record is",
                    register.id
                ),
            )
            .help(format!("add `subject: {}`, or the field that is meant", field.id))
            .related(field.at.clone(), "this field names a person");
    }
    let Some(subject) = &register.subject else { return };
    let Some(field) = register.field(subject.as_str()) else { return };
    let fits = matches!(field.ty, FieldType::Person | FieldType::Identifier(_)) && !field.optional;
    if let (false, Some(at)) = (fits, view.get("subject").map(View::at)) {
        names
            .sink
            .error(codes::BAD_SUBJECT, at, format!("the field `{subject}` can't say whose data a record is"))
            .help("the subject is a required field of type person, or of the people register's identifier")
            .related(field.at.clone(), "defined here");
    }
}
