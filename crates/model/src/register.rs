//! `registers/*.yaml`: typed, versioned sets of records, and who may read them.

use crate::diagnostic::Source;
use crate::law::Cite;
use base::{AgencyId, Date, FieldId, LangText, PurposeId, RegisterId, RoleId, ServiceId};
use std::collections::BTreeMap;

/// A register.
#[derive(Clone, Debug)]
pub struct Register {
    /// Its id.
    pub id: RegisterId,
    /// What people call it.
    pub title: LangText,
    /// The agency that keeps it; only its services and officers write.
    pub owner: AgencyId,
    /// The article it is kept by.
    pub law: Cite,
    /// The field that says whose data a record is; none for a register about no person.
    pub subject: Option<FieldId>,
    /// The field whose value is unique among current records.
    pub key: Option<FieldId>,
    /// Fields in the order of the file.
    pub fields: Vec<Field>,
    /// Additional search keys over several fields, by name: a record is found by the value of any of them.
    pub search: Vec<(FieldId, Vec<FieldId>)>,
    /// What the register says about how people belong together.
    pub relations: Vec<Relation>,
    /// Who may do what; nothing else is allowed.
    pub access: Vec<Access>,
    /// Fields that are open data, in the order of the file; none where the register is about people.
    pub open: Vec<FieldId>,
    /// Where its records are what their subject owes.
    pub owed: Option<Owed>,
    /// Where it stands.
    pub at: Source,
}

/// Records that are to be paid by whom they are about, until they say that they were.
#[derive(Clone, Debug)]
pub struct Owed {
    /// The field with the amount.
    pub amount: FieldId,
    /// The field that is absent as long as nothing was paid.
    pub paid: FieldId,
    /// The field with the last day for paying.
    pub until: Option<FieldId>,
    /// The service in which it is paid.
    pub service: ServiceId,
}

/// A record that the state publishes with its folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedRecord {
    /// The value of the register's key.
    pub key: String,
    /// Its fields as texts, each of its field's type; absent ones are left out.
    pub fields: BTreeMap<FieldId, String>,
    /// First day; none for since ever.
    pub from: Option<Date>,
    /// First day it no longer holds; none for good.
    pub until: Option<Date>,
}

/// A field of a register.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its id.
    pub id: FieldId,
    /// Its type.
    pub ty: FieldType,
    /// What people call it.
    pub label: LangText,
    /// May be absent.
    pub optional: bool,
    /// Can be asked for in a search.
    pub search: Search,
    /// Never changes once set.
    pub immutable: bool,
    /// Where it stands.
    pub at: Source,
}

/// How a field is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Search {
    /// Not at all.
    No,
    /// Exactly, by range for dates and numbers.
    Exact,
    /// With folded letters, for names.
    Folded,
}

/// Types of fields. In documents: text, identifiers, persons, places, choices and dates are strings (dates ISO
/// 8601), numbers and money are strings in decimal notation (money in major units), booleans are booleans.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldType {
    /// Free text.
    Text,
    /// A decimal number.
    Number,
    /// An amount of the state's currency.
    Money,
    /// Yes or no.
    Bool,
    /// A civil date.
    Date,
    /// An identifier of a form named in `state.yaml`.
    Identifier(String),
    /// A person: a value of the people register's key.
    Person,
    /// A code of a place.
    Place,
    /// One of these codes, each with its words.
    Choice(Vec<(String, LangText)>),
}

/// People in the fields `from` stand in this relation to the person in the field `to`; with `to` absent,
/// all people whose records share the value of `from` are related (a household).
#[derive(Clone, Debug)]
pub struct Relation {
    /// Its name, for example `parent`.
    pub name: String,
    /// Fields holding one side.
    pub from: Vec<FieldId>,
    /// Field holding the other.
    pub to: Option<FieldId>,
}

/// One line of an access block.
#[derive(Clone, Debug)]
pub struct Access {
    /// Who.
    pub who: Who,
    /// What.
    pub may: Vec<Right>,
    /// Which fields; `None` is all.
    pub fields: Option<Vec<FieldId>>,
    /// Why.
    pub purpose: PurposeId,
    /// By which article; the purpose's own if not said.
    pub law: Option<Cite>,
    /// Where it stands.
    pub at: Source,
}

/// To whom access is given.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// Officers in a role.
    Role(RoleId),
    /// A service, while it decides a case.
    Service(ServiceId),
}

/// What access allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Right {
    /// Read records of known people.
    Read,
    /// Find people by searchable fields.
    Search,
    /// Add versions.
    Write,
}

impl Register {
    /// A field by id.
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.id.as_str() == id)
    }

    /// The access lines of a service for a right.
    pub fn access_of<'a>(&'a self, service: &'a ServiceId, right: Right) -> impl Iterator<Item = &'a Access> {
        self.access.iter().filter(move |access| {
            matches!(&access.who, Who::Service(id) if id == service) && access.may.contains(&right)
        })
    }
}
