//! A small country that licenses dogs, built in code.

use crate::{Access, ActorRef, Class, Request, Right, Verdict};
use base::money::Currency;
use base::time::TimeZone;
use base::{
    AgencyId, FieldId, Hash, Lang, LangText, OfficeId, PurposeId, RegisterId, RoleId, ServiceId, StateName,
};
use model::diagnostic::Span;
use model::info::{Appointments, People, Purpose};
use model::register::Search;
use model::service::{Deadline, DeadlineUnit, WorkState};
use model::{
    Agency, Appeal, AppealTo, Applicant, Article, Calendar, Cite, Field, FieldType, Formula, Hours, Law,
    Model, Office, OnSilence, Queue, Register, Service, Source, StateInfo, TermUnit, Who,
};
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) type Post = (RoleId, AgencyId, OfficeId);

pub(super) fn post(role: &str, agency: &str) -> Post {
    (RoleId::new(role), AgencyId::new(agency), OfficeId::new("north"))
}

pub(super) fn access() -> Access {
    Access::compile(&model()).unwrap()
}

/// A question in strings: `who` is `nobody`, `person`, `role@agency` or `service:ID`; `on` is `register:ID`, `case:ID` or `here`.
pub(super) struct Ask {
    pub(super) who: &'static str,
    pub(super) right: Right,
    pub(super) on: &'static str,
    pub(super) purpose: Option<&'static str>,
    /// `own`, `related`, `assigned`, `in_office`, as far as they are so.
    pub(super) so: &'static [&'static str],
}

impl Ask {
    pub(super) fn of(self, access: &Access) -> Arc<Verdict> {
        let posts: Vec<Post> =
            self.who.split_once('@').map(|(role, agency)| post(role, agency)).into_iter().collect();
        let service = self.who.strip_prefix("service:").map(ServiceId::new);
        let actor = match self.who {
            "nobody" => ActorRef::Nobody,
            _ if service.is_some() => ActorRef::Machine,
            _ => ActorRef::Person { posts: &posts },
        };
        let (register, case) = match self.on.split_once(':') {
            Some(("register", id)) => (Some(RegisterId::new(id)), None),
            Some(("case", id)) => (None, Some(ServiceId::new(id))),
            _ => (None, None),
        };
        let class = register
            .as_ref()
            .map_or_else(|| case.as_ref().map_or(Class::Installation, Class::Case), Class::Register);
        let purpose = self.purpose.map(PurposeId::new);
        assert!(
            self.so.iter().all(|so| ["own", "related", "assigned", "in_office"].contains(so)),
            "{:?}",
            self.so
        );
        access.verdict(&Request {
            purpose: purpose.as_ref(),
            service: service.as_ref(),
            own: self.so.contains(&"own"),
            related: self.so.contains(&"related"),
            assigned: self.so.contains(&"assigned"),
            in_office: self.so.contains(&"in_office"),
            ..Request::new(actor, self.right, class)
        })
    }
}

fn words(text: &str) -> LangText {
    LangText(BTreeMap::from([(Lang::new("xx"), text.to_owned())]))
}

fn cite(text: &str) -> Cite {
    text.parse().unwrap()
}

pub(super) fn source(path: &str, line: usize) -> Source {
    Source { path: Arc::from(path), span: Span { start: line, end: line + 1 } }
}

fn formula(text: &str) -> Formula {
    let expr = feel::parse_expression(text, &feel::Names::default()).unwrap();
    Formula { text: Arc::from(text), expr: Arc::new(expr), at: Source::default() }
}

pub(super) fn model() -> Model {
    let services = [
        service(
            "dog-licence",
            "animal-office",
            Applicant::Person,
            &[("review", "vet", Some("chief"))],
            Some("complaint"),
        ),
        service("dog-census", "animal-office", Applicant::Role(RoleId::new("clerk")), &[], None),
        service("complaint", "town-hall", Applicant::Person, &[("hearing", "judge", None)], None),
    ];
    let mut registers = vec![people(), dogs()];
    registers.push(register("breeds", "animal-office", None, &["code", "words"]));
    Model {
        info: info(),
        agencies: [agency("animal-office"), agency("town-hall")]
            .into_iter()
            .map(|a| (a.id.clone(), a))
            .collect(),
        law: BTreeMap::from([
            ("animals".to_owned(), law("animals", &["1", "2", "3"])),
            ("data".to_owned(), law("data", &["7"])),
        ]),
        registers: registers.into_iter().map(|register| (register.id.clone(), register)).collect(),
        services: services.into_iter().map(|service| (service.id.clone(), service)).collect(),
        messages: BTreeMap::new(),
        words: BTreeMap::new(),
        documents: BTreeMap::new(),
        policies: BTreeMap::new(),
        pages: BTreeMap::new(),
        simulation: None,
        published: BTreeMap::new(),
        programmes: Vec::new(),
        ledger: None,
        files: BTreeMap::new(),
        hash: Hash::of(b"fixture"),
    }
}

fn people() -> Register {
    let mut people = register("people", "town-hall", Some("key"), &["key", "name", "born"]);
    people.access = vec![
        line("people", 1, role("clerk"), &[model::Right::Search], Some(&["key", "name"]), "counter", None),
        line(
            "people",
            2,
            by("dog-licence"),
            &[model::Right::Read],
            Some(&["key", "name"]),
            "dog_keeping",
            Some("animals/3"),
        ),
    ];
    people
}

fn dogs() -> Register {
    use model::Right::{Read, Search, Write};
    let mut dogs = register("dogs", "animal-office", Some("holder"), &["tag", "holder", "name", "bites"]);
    dogs.access = vec![
        line("dogs", 1, role("clerk"), &[Read, Search, Write], None, "dog_keeping", Some("animals/1")),
        line("dogs", 2, role("vet"), &[Read], Some(&["tag", "bites"]), "health", Some("animals/2")),
        line("dogs", 3, role("vet"), &[Read], Some(&["tag", "name"]), "health", None),
        line("dogs", 4, role("vet"), &[Read], Some(&["holder"]), "dog_keeping", None),
        line(
            "dogs",
            5,
            by("dog-licence"),
            &[Read],
            Some(&["tag", "holder"]),
            "dog_keeping",
            Some("animals/3"),
        ),
        line("dogs", 6, by("dog-licence"), &[Write], None, "dog_keeping", None),
    ];
    dogs
}

fn role(id: &str) -> Who {
    Who::Role(RoleId::new(id))
}

fn by(id: &str) -> Who {
    Who::Service(ServiceId::new(id))
}

pub(super) fn line(
    register: &str,
    number: usize,
    who: Who,
    may: &[model::Right],
    fields: Option<&[&str]>,
    purpose: &str,
    law: Option<&str>,
) -> model::Access {
    model::Access {
        who,
        may: may.to_vec(),
        fields: fields.map(|fields| fields.iter().map(FieldId::new).collect()),
        purpose: PurposeId::new(purpose),
        law: law.map(cite),
        at: source(&format!("registers/{register}.yaml"), number),
    }
}

fn register(id: &str, owner: &str, subject: Option<&str>, fields: &[&str]) -> Register {
    let field = |id: &&str| Field {
        id: FieldId::new(id),
        ty: FieldType::Text,
        label: words(id),
        optional: false,
        search: Search::Exact,
        immutable: false,
        at: Source::default(),
    };
    Register {
        id: RegisterId::new(id),
        title: words(id),
        owner: AgencyId::new(owner),
        law: cite("data/7"),
        subject: subject.map(FieldId::new),
        key: None,
        fields: fields.iter().map(field).collect(),
        search: Vec::new(),
        relations: Vec::new(),
        access: Vec::new(),
        owed: None,
        open: Vec::new(),
        at: source(&format!("registers/{id}.yaml"), 0),
    }
}

fn service(
    id: &str,
    agency: &str,
    applicant: Applicant,
    states: &[(&str, &str, Option<&str>)],
    appeal: Option<&str>,
) -> Service {
    let state = |(name, queue, silence): &(&str, &str, Option<&str>)| WorkState {
        name: StateName::new(name),
        queue: Queue::Role(RoleId::new(queue)),
        deadline: silence.map(|role| Deadline {
            length: formula("5"),
            unit: DeadlineUnit::Days(TermUnit::WorkingDays),
            on_silence: OnSilence::Escalate(RoleId::new(role)),
        }),
        actions: BTreeMap::new(),
        at: Source::default(),
    };
    Service {
        id: ServiceId::new(id),
        version: 1,
        agency: AgencyId::new(agency),
        law: vec![cite("animals/1"), cite("animals/2")],
        purpose: PurposeId::new("dog_keeping"),
        demonstration: false,
        applicant,
        applicant_age: None,
        appeals: id == "complaint",
        steps: Vec::new(),
        subjects: Vec::new(),
        concerned: Vec::new(),
        addressed: None,
        place: None,
        known: Vec::new(),
        form: Vec::new(),
        decide: Vec::new(),
        fee: None,
        reasons: BTreeMap::new(),
        states: states.iter().map(state).map(|state| (state.name.clone(), state)).collect(),
        outcomes: BTreeMap::new(),
        appeal: appeal.map(|service| Appeal {
            days: formula("30"),
            unit: TermUnit::WorkingDays,
            to: AppealTo::Superior,
            service: ServiceId::new(service),
            law: cite("data/7"),
            silence: None,
        }),
        again: None,
        migrate: Vec::new(),
        at: source(&format!("services/{id}/service.yaml"), 0),
    }
}

fn agency(id: &str) -> Agency {
    let office = |id: &str| Office {
        id: OfficeId::new(id),
        name: words(id),
        address: words(id),
        hours: Hours::default(),
        serves: Vec::new(),
    };
    Agency {
        id: AgencyId::new(id),
        name: words(id),
        superior: None,
        court: None,
        hours: Hours::default(),
        offices: vec![office("north"), office("south")],
        at: Source::default(),
    }
}

fn law(id: &str, articles: &[&str]) -> Law {
    let article =
        |number: &&str| ((*number).to_owned(), Article { text: words(number), demonstration: true });
    Law {
        id: id.to_owned(),
        title: words(id),
        source: "invented".to_owned(),
        attested_by: "no one".to_owned(),
        attested_on: "2026-01-01".parse().unwrap(),
        articles: articles.iter().map(article).collect(),
        parameters: BTreeMap::new(),
        at: Source::default(),
    }
}

fn info() -> StateInfo {
    let purpose =
        |(id, law): (&str, &str)| (PurposeId::new(id), Purpose { title: words(id), law: cite(law) });
    StateInfo {
        id: "mini".to_owned(),
        name: words("Mini"),
        demonstration: Some(words("invented")),
        reading: words("a reading"),
        languages: vec![Lang::new("xx")],
        right_to_left: Vec::new(),
        language_names: BTreeMap::new(),
        time_zone: TimeZone::UTC,
        currency: Currency { code: Arc::from("TST"), decimals: 2 },
        currency_name: words("test"),
        calendar: Calendar::default(),
        majority: 18,
        identifiers: BTreeMap::new(),
        letters: BTreeMap::new(),
        scripts: BTreeMap::new(),
        people: People {
            register: RegisterId::new("people"),
            key: FieldId::new("key"),
            name: formula("name"),
            born: FieldId::new("born"),
            home: None,
        },
        appointments: Appointments {
            register: RegisterId::new("appointments"),
            person: FieldId::new("officer"),
            role: FieldId::new("role"),
            agency: FieldId::new("agency"),
            office: FieldId::new("office"),
            name: FieldId::new("name"),
        },
        places: None,
        roles: ["clerk", "vet", "chief", "judge", "auditor"]
            .iter()
            .map(|id| (RoleId::new(id), words(id)))
            .collect(),
        purposes: [("dog_keeping", "animals/1"), ("health", "animals/2"), ("counter", "data/7")]
            .map(purpose)
            .into(),
        reads_kept_days: 30,
        burden: model::burden::BurdenLimits::default(),
    }
}
