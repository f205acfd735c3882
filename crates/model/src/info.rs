//! `state.yaml`: what holds for the whole state.

use crate::burden::BurdenLimits;
use crate::calendar::Calendar;
use crate::formula::Formula;
use crate::identifier::Form;
use crate::law::Cite;
use base::money::Currency;
use base::time::TimeZone;
use base::{FieldId, Lang, LangText, PurposeId, RegisterId, RoleId};
use std::collections::BTreeMap;

/// `state.yaml`.
#[derive(Clone, Debug)]
pub struct StateInfo {
    /// The state's id.
    pub id: String,
    /// Its name.
    pub name: LangText,
    /// Printed on every document and page while this is no real state.
    pub demonstration: Option<LangText>,
    /// The sentence that rules are a reading of the law and the official text prevails.
    pub reading: LangText,
    /// Languages, all of them required; the first is the default.
    pub languages: Vec<Lang>,
    /// Languages written from right to left.
    pub right_to_left: Vec<Lang>,
    /// What each language calls itself.
    pub language_names: BTreeMap<Lang, String>,
    /// The zone of civil dates and times.
    pub time_zone: TimeZone,
    /// The currency.
    pub currency: Currency,
    /// What an amount's unit is called.
    pub currency_name: LangText,
    /// Working days.
    pub calendar: Calendar,
    /// Age in years at which a person acts alone.
    pub majority: u8,
    /// Forms of identifiers by name: fields of type NAME have this form.
    pub identifiers: BTreeMap<String, Identifier>,
    /// Letters that search takes for each other.
    pub letters: BTreeMap<char, char>,
    /// Languages of another script: how their documents write names and other texts of registers.
    pub scripts: BTreeMap<Lang, Script>,
    /// Where people stand.
    pub people: People,
    /// Where officers' appointments stand.
    pub appointments: Appointments,
    /// Where units of the territory stand, if the state keeps them.
    pub places: Option<Places>,
    /// Roles of officers.
    pub roles: BTreeMap<RoleId, LangText>,
    /// Purposes of reading, each bound to an article.
    pub purposes: BTreeMap<PurposeId, Purpose>,
    /// How long read leaves are kept, in days; published.
    pub reads_kept_days: u32,
    /// From how much on a service is a burden.
    pub burden: BurdenLimits,
}

/// How texts of registers are written in documents of a language of another script.
#[derive(Clone, Debug)]
pub struct Script {
    /// Where the table was taken from.
    pub source: String,
    /// What is written for each small letter; nothing for a letter that falls away.
    pub letters: BTreeMap<char, String>,
}

/// A form of identifier with its words.
#[derive(Clone, Debug)]
pub struct Identifier {
    /// Which characters.
    pub form: Form,
    /// What people call it.
    pub name: LangText,
    /// One that has the form and is no one's.
    pub example: String,
}

/// The register of people, and which of its fields mean what.
#[derive(Clone, Debug)]
pub struct People {
    /// The register.
    pub register: RegisterId,
    /// Field that identifies a person for life; subjects are its values.
    pub key: FieldId,
    /// The name as printed, from a record's fields.
    pub name: Formula,
    /// Date of birth.
    pub born: FieldId,
    /// Where it stands where a person lives, if a register says so.
    pub home: Option<Home>,
}

/// The register of where people live, and which of its fields mean what.
#[derive(Clone, Debug)]
pub struct Home {
    /// The register.
    pub register: RegisterId,
    /// Who lives there; its subject.
    pub person: FieldId,
    /// The code of the place.
    pub place: FieldId,
}

/// The register of officers' appointments, and which of its fields mean what.
#[derive(Clone, Debug)]
pub struct Appointments {
    /// The register.
    pub register: RegisterId,
    /// The officer.
    pub person: FieldId,
    /// The role.
    pub role: FieldId,
    /// The agency.
    pub agency: FieldId,
    /// The office.
    pub office: FieldId,
    /// The name under which the officer signs: public, unlike their record in the register of people.
    pub name: FieldId,
}

/// The register of places, and which of its fields mean what.
#[derive(Clone, Debug)]
pub struct Places {
    /// The register; about no person.
    pub register: RegisterId,
    /// The code of a unit; its key.
    pub code: FieldId,
    /// The field with its name in each language.
    pub name: BTreeMap<Lang, FieldId>,
    /// The code of the unit that has taken its place, while another has.
    pub into: Option<FieldId>,
    /// The code of the unit of which it is a part, where a unit says so itself.
    pub parent: Option<FieldId>,
    /// The digit that fills the codes of larger units up to their length, if codes are made so.
    pub filler: Option<char>,
}

/// Why data is read.
#[derive(Clone, Debug)]
pub struct Purpose {
    /// In words.
    pub title: LangText,
    /// By which article.
    pub law: Cite,
}

impl StateInfo {
    /// The language, if the state speaks it.
    pub fn language(&self, tag: &str) -> Option<&Lang> {
        self.languages.iter().find(|lang| lang.as_str() == tag)
    }

    /// The default language.
    pub fn default_language(&self) -> Lang {
        self.languages.first().cloned().unwrap_or_else(|| Lang::new("und"))
    }
}
