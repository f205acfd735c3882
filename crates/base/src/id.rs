//! Names of things as types, so that an agency can't be passed where a service is meant.
//!
//! All are short shared strings; cloning is one reference count. They order and hash as their text.

use std::fmt;
use std::sync::Arc;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Wraps a text that was checked where it entered.
            pub fn new(text: impl AsRef<str>) -> Self {
                Self(Arc::from(text.as_ref()))
            }

            /// The text itself.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), &self.0)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::new(text)
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(Arc::from(text))
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer).map(Self::from)
            }
        }
    )+};
}

ids! {
    /// An agency: a body of state, local government or a business member.
    AgencyId,
    /// A place of an agency where people work; unique within its agency.
    OfficeId,
    /// A register.
    RegisterId,
    /// A field of a register or of a form.
    FieldId,
    /// A service a person can ask for.
    ServiceId,
    /// One request under one service version. A receipt number, never an identifier of a person.
    CaseId,
    /// A record of a register; chosen by the platform, unique within the register.
    RecordId,
    /// A role an officer holds by appointment.
    RoleId,
    /// Why data is read, bound to an article of law.
    PurposeId,
    /// A state of a case.
    StateName,
    /// What an actor may do with a case in a state.
    ActionId,
}

/// Whose data a record is: the key of a person in the state's people register.
///
/// Debug and Display hide it, so that it can't slip into a server log; ask for [`Subject::as_str`]
/// where it is really meant.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Subject(Arc<str>);

impl Subject {
    /// Wraps a key that was checked where it entered.
    pub fn new(text: impl AsRef<str>) -> Self {
        Self(Arc::from(text.as_ref()))
    }

    /// The key itself: personal data.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Subject(…)")
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(person)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_never_prints_its_key() {
        let subject = Subject::new("12345678901234");
        assert!(!format!("{subject:?} {subject}").contains("1234"));
        assert_eq!(subject.as_str(), "12345678901234");
    }

    #[test]
    fn ids_are_their_text_in_json() {
        let id = ServiceId::from("birth-registration");
        assert_eq!(serde_json::to_string(&id).unwrap(), "\"birth-registration\"");
        assert_eq!(format!("{id:?}"), "ServiceId(birth-registration)");
    }
}
