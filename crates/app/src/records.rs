//! New versions of records, with the search values their register declares.

use crate::attempt::{Attempt, OpenRecord, equals, key, subject_of};
use crate::door::Moment;
use crate::error::{AppError, Fault};
use base::{Date, FieldId, RecordId, RegisterId, ServiceId, Subject};
use domain::{RecordWrite, index, system};
use model::Register;
use serde::Serialize;
use serde_json::{Map, Value};
use store::{Key, Valid, Version};

/// Versions for records that a decision writes. A register with a key gets a new version of the record that has the key
/// on the day from which the version holds, or has it now; otherwise a new record.
pub(crate) fn versions(
    attempt: &Attempt<'_>,
    moment: &Moment,
    writes: &[RecordWrite],
    mut new_id: impl FnMut() -> String,
) -> Result<Vec<Version>, AppError> {
    writes
        .iter()
        .map(|write| {
            let model = moment.running.model();
            let register = model
                .registers
                .get(&write.register)
                .ok_or_else(|| Fault::Missing(format!("register {}", write.register)))?;
            let existing = existing(attempt, moment, register, write)?;
            let id = existing.unwrap_or_else(|| RecordId::from(new_id()));
            let version = attempt.latest(&write.register, &id)? + 1;
            Ok(Version {
                register: write.register.clone(),
                id,
                version,
                recorded: moment.now,
                valid: Valid { from: write.valid_from, until: write.valid_until },
                ended: false,
                subjects: subject_of(register, &write.doc).into_iter().collect(),
                keys: index::keys(model, register, &write.doc)
                    .into_iter()
                    .map(|(field, value)| (field, key(value)))
                    .collect(),
                doc: base::json::canonical(&Value::Object(write.doc.clone()))?,
            })
        })
        .collect()
}

/// The record that has the key of what is written.
fn existing(
    attempt: &Attempt<'_>,
    moment: &Moment,
    register: &Register,
    write: &RecordWrite,
) -> Result<Option<RecordId>, AppError> {
    let value = |field: &FieldId| write.doc.get(field.as_str()).and_then(Value::as_str);
    let Some((field, value)) = register.key.as_ref().and_then(|field| Some((field, value(field)?))) else {
        return Ok(None);
    };
    let later = (write.valid_from != moment.today).then_some(moment.today);
    for day in std::iter::once(write.valid_from).chain(later) {
        if let Some(sealed) = attempt.find(equals(&register.id, field, value, day, 1))?.first() {
            return Ok(Some(sealed.meta().id.clone()));
        }
    }
    Ok(None)
}

/// A version of a record of the engine's own registers, valid from the beginning.
pub(crate) fn own_version(
    register: &str,
    id: &str,
    version: u32,
    moment: &Moment,
    doc: &impl Serialize,
    subjects: Vec<Subject>,
    keys: Vec<(&str, Key)>,
) -> Result<Version, AppError> {
    let doc =
        serde_json::to_value(doc).map_err(|error| Fault::Missing(format!("a document's JSON ({error})")))?;
    Ok(Version {
        register: RegisterId::new(register),
        id: RecordId::new(id),
        version,
        recorded: moment.now,
        valid: Valid { from: beginning(), until: None },
        ended: false,
        subjects,
        keys: keys.into_iter().map(|(field, key)| (FieldId::new(field), key)).collect(),
        doc: base::json::canonical(&doc)?,
    })
}

/// The same of a record about nobody, that is found by its id alone.
pub(crate) fn own_plain(
    register: &str,
    id: &str,
    version: u32,
    moment: &Moment,
    doc: &impl Serialize,
) -> Result<Version, AppError> {
    own_version(register, id, version, moment, doc, Vec::new(), Vec::new())
}

/// Records of the engine hold from the first day there is: they are found whatever the date.
pub(crate) fn beginning() -> Date {
    Date::constant(1, 1, 1)
}

/// A document of the engine's own registers.
pub(crate) fn typed<T: serde::de::DeserializeOwned>(record: OpenRecord) -> Result<T, AppError> {
    of_map(record.doc)
}

/// A typed document of a JSON object.
pub(crate) fn of_map<T: serde::de::DeserializeOwned>(doc: Map<String, Value>) -> Result<T, AppError> {
    serde_json::from_value(Value::Object(doc))
        .map_err(|error| domain::Broken::Damaged { what: "document", reason: without_value(&error) }.into())
}

/// The engine's own register by name.
pub(crate) fn register(name: &str) -> RegisterId {
    RegisterId::new(name)
}

/// Search values of a case. A term in days is found by its last day, one in office hours by the moment it ends.
pub(crate) fn case_keys(case: &domain::CaseDoc) -> Vec<(&'static str, Key)> {
    use system::case_field as field;
    let office = case.office.as_ref().map_or("", |office| office.as_str());
    let mut keys = vec![
        (field::APPLICANT, Key::from(case.applicant.as_str())),
        (field::STATE, Key::from(case.state.as_str())),
        (field::FILED, Key::Text(case.filed_on.to_string())),
        (field::SERVICE, Key::from(case.service.as_str())),
        (field::FIGURE, Key::Text(format!("{}/{office}/{}", case.agency, case.service))),
    ];
    if case.filed_by != case.applicant {
        keys.push((field::APPLICANT, Key::from(case.filed_by.as_str())));
    }
    keys.extend(case.concerned.iter().map(|key| (field::CONCERNED, Key::from(key.as_str()))));
    if case.open {
        keys.push((field::PINNED, Key::Text(pinned(&case.service, case.service_version))));
    }
    if let Some(role) = &case.queue {
        keys.push((field::QUEUE, Key::Text(queue_key(case.agency.as_str(), office, role.as_str()))));
    }
    if let Some(officer) = &case.assigned {
        keys.push((field::ASSIGNED, Key::from(officer.as_str())));
    }
    keys.extend(case.barred.iter().map(|officer| (field::BARRED, Key::from(officer.as_str()))));
    if let Some(domain::By::Officer { key, .. }) = case.decision.as_ref().map(|decision| &decision.by) {
        keys.push((field::DECIDED_BY, Key::from(key.as_str())));
    }
    match (case.due_at, case.due) {
        (Some(moment), _) => keys.push((field::DUE_AT, Key::Number(moment.0))),
        (None, Some(day)) => keys.push((field::DUE, Key::Text(day.to_string()))),
        (None, None) => {}
    }
    if case.overdue {
        keys.push((field::OVERDUE, Key::from("yes")));
    }
    if case.owed_in_cash() > 0 {
        keys.push((field::DESK, Key::Text(format!("{}/{office}", case.agency))));
    }
    if let Some(next) = case.pay.as_ref().and_then(|pay| pay.next) {
        keys.push((field::PAYS, Key::Text(next.to_string())));
    }
    if case.owed_by_order() > 0 {
        keys.push((field::ORDER, Key::from("yes")));
    }
    keys.extend(case.watch.iter().map(|key| (field::WATCH, Key::from(key.as_str()))));
    keys
}

/// The version of a service that a case keeps, as it is searched.
pub(crate) fn pinned(service: &ServiceId, version: u32) -> String {
    format!("{service}@{version}")
}

/// The queue a case stands in.
pub(crate) fn queue_key(agency: &str, office: &str, role: &str) -> String {
    format!("{agency}/{office}/{role}")
}

/// What is wrong with a document, without the value that is wrong: it may be personal, and faults go into the server's log.
fn without_value(error: &serde_json::Error) -> String {
    let said = error.to_string();
    if said.starts_with("missing field") {
        return said;
    }
    said.split([':', '`', '"']).next().unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_document_is_told_of_without_its_values() {
        #[derive(Debug, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        #[expect(dead_code, reason = "only its form is asked for")]
        struct Doc {
            count: u8,
            kind: Kind,
        }
        #[derive(Debug, serde::Deserialize)]
        enum Kind {
            One,
        }
        for (doc, said) in [
            (r#"{"kind": "One"}"#, "missing field `count`"),
            (r#"{"count": "Secret", "kind": "One"}"#, "invalid type"),
            (r#"{"count": 300, "kind": "One"}"#, "invalid value"),
            (r#"{"count": 1, "kind": "Secret"}"#, "unknown variant"),
            (r#"{"count": 1, "kind": "One", "Secret": 1}"#, "unknown field"),
        ] {
            let error = serde_json::from_value::<Doc>(serde_json::from_str(doc).unwrap()).unwrap_err();
            assert_eq!(without_value(&error), said, "{doc}");
        }
        assert!(matches!(serde_json::from_str::<Kind>("\"One\"").unwrap(), Kind::One));
    }
}
