//! Answers kept by the question's value. A policy engine takes tens of microseconds; the same few questions are
//! asked thousands of times a second.

use crate::On;
use crate::request::{ActorRef, Class, Request, Right, Verdict};
use base::{AgencyId, PurposeId, RoleId, ServiceId};
use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash as _, Hasher as _};
use std::sync::{Arc, PoisonError, RwLock};

/// Most answers kept; some 200 bytes each. The questions of a state number a few hundred.
pub(crate) const ANSWERS_MAX: usize = 4_096;

/// Kept answers. When full it is emptied: a question costs at most what it would cost without it.
#[derive(Debug, Default)]
pub(crate) struct Cache(RwLock<Kept>);

#[derive(Debug, Default)]
struct Kept {
    // By the question's hash; questions are compared, so that two of one hash can't be mistaken for each other.
    answers: HashMap<u64, Vec<(Key, Arc<Verdict>)>>,
    count: usize,
}

/// A question that is kept. Offices are left out: no policy sees them.
#[derive(Debug)]
struct Key {
    actor: Actor,
    right: Right,
    on: On,
    purpose: Option<PurposeId>,
    service: Option<ServiceId>,
    circumstances: [bool; 4],
}

#[derive(Debug)]
enum Actor {
    Nobody,
    Person(Vec<(RoleId, AgencyId)>),
    Machine,
}

impl Cache {
    /// The kept answer, without an allocation.
    pub(crate) fn get(&self, request: &Request<'_>) -> Option<Arc<Verdict>> {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let candidates = kept.answers.get(&hash_of(request))?;
        candidates.iter().find(|(key, _)| key.is(request)).map(|(_, verdict)| Arc::clone(verdict))
    }

    pub(crate) fn put(&self, request: &Request<'_>, verdict: &Arc<Verdict>) {
        let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if kept.count >= ANSWERS_MAX {
            *kept = Kept::default();
        }
        let candidates = kept.answers.entry(hash_of(request)).or_default();
        // Another thread may have been quicker.
        if !candidates.iter().any(|(key, _)| key.is(request)) {
            candidates.push((Key::of(request), Arc::clone(verdict)));
            kept.count += 1;
        }
    }

    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.0.read().unwrap().count
    }
}

fn circumstances(request: &Request<'_>) -> [bool; 4] {
    [request.own, request.related, request.assigned, request.in_office]
}

fn hash_of(request: &Request<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    match request.actor {
        ActorRef::Nobody => hasher.write_u8(0),
        ActorRef::Machine => hasher.write_u8(1),
        ActorRef::Person { posts } => {
            hasher.write_u8(2);
            for (role, agency, _) in posts {
                (role, agency).hash(&mut hasher);
            }
        }
    }
    match request.class {
        Class::Register(id) => (0_u8, id).hash(&mut hasher),
        Class::Case(id) => (1_u8, id).hash(&mut hasher),
        Class::Installation => hasher.write_u8(2),
    }
    (request.right, request.purpose, request.service, circumstances(request)).hash(&mut hasher);
    hasher.finish()
}

impl Key {
    fn of(request: &Request<'_>) -> Self {
        Self {
            actor: match request.actor {
                ActorRef::Nobody => Actor::Nobody,
                ActorRef::Machine => Actor::Machine,
                ActorRef::Person { posts } => Actor::Person(
                    posts.iter().map(|(role, agency, _)| (role.clone(), agency.clone())).collect(),
                ),
            },
            right: request.right,
            on: On::of(request.class),
            purpose: request.purpose.cloned(),
            service: request.service.cloned(),
            circumstances: circumstances(request),
        }
    }

    fn is(&self, request: &Request<'_>) -> bool {
        let actor = match (&self.actor, request.actor) {
            (Actor::Nobody, ActorRef::Nobody) | (Actor::Machine, ActorRef::Machine) => true,
            (Actor::Person(kept), ActorRef::Person { posts }) => {
                kept.len() == posts.len()
                    && kept
                        .iter()
                        .zip(posts)
                        .all(|(kept, (role, agency, _))| kept.0 == *role && kept.1 == *agency)
            }
            _ => false,
        };
        actor
            && self.on.class() == request.class
            && self.right == request.right
            && self.purpose.as_ref() == request.purpose
            && self.service.as_ref() == request.service
            && self.circumstances == circumstances(request)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::RegisterId;

    fn verdict() -> Arc<Verdict> {
        Arc::new(Verdict::no(Vec::new()))
    }

    #[test]
    fn keeps_no_more_than_its_limit() {
        let cache = Cache::default();
        for n in 0..ANSWERS_MAX + 3 {
            let id = RegisterId::new(format!("r{n}"));
            cache.put(&Request::new(ActorRef::Nobody, Right::Read, Class::Register(&id)), &verdict());
        }
        assert_eq!(cache.len(), 3);
        let id = RegisterId::new("r0");
        assert_eq!(cache.get(&Request::new(ActorRef::Nobody, Right::Read, Class::Register(&id))), None);
    }

    #[test]
    fn one_question_is_kept_once_and_no_other_is_taken_for_it() {
        let cache = Cache::default();
        let posts = [(RoleId::new("a"), AgencyId::new("b"), base::OfficeId::new("c"))];
        let id = ServiceId::new("s");
        let request = Request::new(ActorRef::Person { posts: &posts }, Right::View, Class::Case(&id));
        cache.put(&request, &verdict());
        cache.put(&request, &verdict());
        assert_eq!(cache.len(), 1);
        assert!(cache.get(&request).is_some());
        let purpose = PurposeId::new("p");
        let others = [
            Request { actor: ActorRef::Person { posts: &[] }, ..request },
            Request { actor: ActorRef::Machine, ..request },
            Request { right: Right::Act, ..request },
            Request { class: Class::Installation, ..request },
            Request { purpose: Some(&purpose), ..request },
            Request { service: Some(&id), ..request },
            Request { own: true, ..request },
            Request { related: true, ..request },
            Request { assigned: true, ..request },
            Request { in_office: true, ..request },
        ];
        for other in others {
            assert_eq!(cache.get(&other), None, "{other:?}");
            // Even if both had one hash.
            assert!(!Key::of(&request).is(&other) && !Key::of(&other).is(&request), "{other:?}");
        }
    }
}
