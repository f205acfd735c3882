//! The words policies are written in. Every name of the state is listed, so that a policy with a name no state file
//! defines is refused when the folder is checked, not ignored when it should have decided.

use crate::print::quoted;
use crate::request::PURPOSE_OWN;
use model::Model;

/// The names of a state, by the type a policy writes before them.
pub(crate) struct Known(Vec<(&'static str, Vec<String>)>);

impl Known {
    pub(crate) fn of(model: &Model) -> Self {
        fn ids<'a, T: ToString + 'a>(ids: impl Iterator<Item = &'a T>) -> Vec<String> {
            ids.map(ToString::to_string).collect()
        }
        let mut purposes = vec![PURPOSE_OWN.to_owned()];
        purposes.extend(ids(model.info.purposes.keys()));
        Self(vec![
            ("Role", ids(model.info.roles.keys())),
            ("Agency", ids(model.agencies.keys())),
            ("Purpose", purposes),
            ("Service", ids(model.services.keys())),
            ("Register", ids(model.registers.keys())),
            ("CaseOf", ids(model.services.keys())),
        ])
    }

    /// The names of a type, if it is one whose names the state defines.
    pub(crate) fn names(&self, ty: &str) -> Option<&[String]> {
        self.0.iter().find(|(name, _)| *name == ty).map(|(_, ids)| ids.as_slice())
    }

    /// The Cedar schema, as text.
    pub(crate) fn schema(&self) -> String {
        let listed = self.0.iter().map(|(name, ids)| match ids.as_slice() {
            // The policy language knows no empty list of names.
            [] => format!("entity {name};\n"),
            ids => {
                format!("entity {name} enum [{}];\n", ids.iter().map(quoted).collect::<Vec<_>>().join(", "))
            }
        });
        format!("{}\n{FIXED}", listed.collect::<String>())
    }
}

const FIXED: &str = r#"// A post makes an officer a member of its role. Policies never name a person.
entity Person in [Role] { posts: Set<Post> };
type Post = { role: Role, agency: Agency };
entity Machine enum ["engine"];
entity Nobody enum ["anyone"];
entity Installation enum ["this"];

type Circumstances = {
  purpose?: Purpose,
  service?: Service,
  own: Bool,
  related: Bool,
  assigned: Bool,
  in_office: Bool,
  demonstration: Bool,
};

action read, search, write appliesTo {
  principal: [Person, Machine, Nobody],
  resource: [Register],
  context: Circumstances,
};
action file, view, act, take appliesTo {
  principal: [Person, Machine, Nobody],
  resource: [CaseOf],
  context: Circumstances,
};
action move_clock, publish appliesTo {
  principal: [Person, Machine, Nobody],
  resource: [Installation],
  context: Circumstances,
};
"#;
