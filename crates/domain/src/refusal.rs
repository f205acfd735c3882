//! The expected "no", with parameters; translated where it is shown (`refusal-CODE`).

use base::Date;

/// An expected "no". Each has a sentence in every language: what happened, where, what now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nobody is signed in.
    NotSignedIn,
    /// The actor's role does not allow this.
    NotAllowed,
    /// The case or record is someone else's; shown as "not found" to hide that it exists.
    NotYours,
    /// No such service.
    UnknownService,
    /// No such case.
    UnknownCase,
    /// No such register.
    UnknownRegister,
    /// A field the form or register does not have.
    UnknownField {
        /// Its name as given.
        field: String,
        /// The nearest that exists.
        did_you_mean: Option<String>,
    },
    /// A field that is not asked with these answers.
    NotAsked {
        /// Its id.
        field: String,
    },
    /// A required answer is missing.
    MissingAnswer {
        /// Its id.
        field: String,
    },
    /// The answer's JSON type is wrong.
    WrongType {
        /// Its id.
        field: String,
        /// What it should be, a FEEL type name.
        expected: &'static str,
    },
    /// No date of the calendar.
    BadDate {
        /// Its id.
        field: String,
    },
    /// An identifier that does not have its form.
    BadIdentifier {
        /// Its id.
        field: String,
        /// How many characters it has.
        length: usize,
    },
    /// A key that is no one's.
    NoSuchPerson {
        /// The field it was given in.
        field: String,
    },
    /// More characters than allowed.
    TooLong {
        /// Its id.
        field: String,
        /// The limit.
        max: usize,
    },
    /// None of the options.
    BadChoice {
        /// Its id.
        field: String,
    },
    /// A check of the service failed; the service's own message says why (`error-CODE`).
    Check {
        /// The field.
        field: String,
        /// The service.
        service: base::ServiceId,
        /// The message's code.
        code: String,
    },
    /// The case has moved on since the page was made.
    StaleVersion {
        /// The version that was given.
        given: u32,
        /// The version it has.
        now: u32,
    },
    /// The case's state does not know this action.
    UnknownAction,
    /// The action needs a reason code.
    ReasonNeeded,
    /// The action needs an article.
    ArticleNeeded,
    /// The action needs the questions to be answered again.
    FieldsNeeded,
    /// The action needs a note.
    NoteNeeded,
    /// Not a reason of this service.
    UnknownReason,
    /// Not an article of this service.
    UnknownArticle,
    /// The officer is related to someone the case is about, or decided it before.
    ConflictOfInterest,
    /// The same key came before with other content.
    IdempotencyMismatch,
    /// The header is missing.
    IdempotencyMissing,
    /// There is no decision to attack.
    NotAnAppeal,
    /// The attacked case's own rules give nothing: it can't be granted from above, only sent back.
    NothingToGrant,
    /// The fee is not paid: nothing is granted before.
    FeeUnpaid,
    /// There is nothing to take, or nothing to hand out.
    NothingToPay,
    /// An account that may not fall below zero has not enough.
    NotEnough,
    /// The applicant is under the age from which one applies.
    NotOfAge {
        /// That age, in years.
        age: i64,
    },
    /// The purpose is not one the register allows this actor.
    PurposeNeeded,
    /// A search must name at least one searchable field.
    SearchNeeded,
    /// More hits than a search gives.
    TooManyHits {
        /// The most there may be.
        max: usize,
    },
    /// The clock can only go forward.
    ClockBackwards {
        /// Where it stands.
        now: Date,
    },
    /// The leaf is not under a checkpoint yet.
    NotYetPublished,
    /// The body is not what it should be.
    BadBody {
        /// What is wrong, in English, from the parser: never personal data.
        reason: String,
    },
    /// Too many acts are waiting.
    Busy,
    /// No space on disk.
    DiskFull,
    /// The database does not answer.
    StoreAway,
}

impl Refusal {
    /// The code: message `refusal-CODE`, and the last part of the problem type's address.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotSignedIn => "not-signed-in",
            Self::NotAllowed => "not-allowed",
            Self::NotYours => "not-yours",
            Self::UnknownService => "unknown-service",
            Self::UnknownCase => "unknown-case",
            Self::UnknownRegister => "unknown-register",
            Self::UnknownField { .. } => "unknown-field",
            Self::NotAsked { .. } => "not-asked",
            Self::MissingAnswer { .. } => "missing-answer",
            Self::WrongType { .. } => "wrong-type",
            Self::BadDate { .. } => "bad-date",
            Self::BadIdentifier { .. } => "bad-identifier",
            Self::NoSuchPerson { .. } => "no-such-person",
            Self::TooLong { .. } => "too-long",
            Self::BadChoice { .. } => "bad-choice",
            Self::Check { .. } => "check",
            Self::StaleVersion { .. } => "stale-version",
            Self::UnknownAction => "unknown-action",
            Self::ReasonNeeded => "reason-needed",
            Self::ArticleNeeded => "article-needed",
            Self::FieldsNeeded => "fields-needed",
            Self::NoteNeeded => "note-needed",
            Self::UnknownReason => "unknown-reason",
            Self::UnknownArticle => "unknown-article",
            Self::ConflictOfInterest => "conflict-of-interest",
            Self::IdempotencyMismatch => "idempotency-mismatch",
            Self::IdempotencyMissing => "idempotency-missing",
            Self::NotAnAppeal => "not-an-appeal",
            Self::NothingToGrant => "nothing-to-grant",
            Self::FeeUnpaid => "fee-unpaid",
            Self::NothingToPay => "nothing-to-pay",
            Self::NotEnough => "not-enough",
            Self::NotOfAge { .. } => "nobody-of-age",
            Self::PurposeNeeded => "purpose-needed",
            Self::SearchNeeded => "search-needed",
            Self::TooManyHits { .. } => "too-many-hits",
            Self::ClockBackwards { .. } => "clock-backwards",
            Self::NotYetPublished => "not-yet-published",
            Self::BadBody { .. } => "bad-body",
            Self::Busy => "busy",
            Self::DiskFull => "disk-full",
            Self::StoreAway => "store-away",
        }
    }

    /// The field it is about, if it is about one.
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::UnknownField { field, .. }
            | Self::NotAsked { field }
            | Self::MissingAnswer { field }
            | Self::WrongType { field, .. }
            | Self::BadDate { field }
            | Self::BadIdentifier { field, .. }
            | Self::NoSuchPerson { field }
            | Self::TooLong { field, .. }
            | Self::BadChoice { field }
            | Self::Check { field, .. } => Some(field),
            _ => None,
        }
    }

    /// HTTP status by the written rule: 401 nobody, 403 not this role, 404 not yours or not there, 409 moved on,
    /// 422 the content, 503 the machine.
    pub fn status(&self) -> u16 {
        match self {
            Self::NotSignedIn => 401,
            Self::NotAllowed | Self::ConflictOfInterest | Self::PurposeNeeded | Self::NotOfAge { .. } => 403,
            Self::NotYours
            | Self::UnknownService
            | Self::UnknownCase
            | Self::UnknownRegister
            | Self::UnknownAction
            | Self::NotYetPublished => 404,
            Self::StaleVersion { .. } | Self::IdempotencyMismatch | Self::ClockBackwards { .. } => 409,
            Self::IdempotencyMissing | Self::BadBody { .. } => 400,
            Self::Busy | Self::DiskFull | Self::StoreAway => 503,
            _ => 422,
        }
    }
}

/// A rule or case that can't be so: ours or the state author's fault, never a person's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// A branch of a machine leads to an outcome against the applicant.
    #[error(
        "service {service}: the rules sent the case to {state}, which is against the applicant; only a person may"
    )]
    MachineAgainst {
        /// The service.
        service: base::ServiceId,
        /// The state.
        state: base::StateName,
    },
    /// A name that the loader checks does not resolve.
    #[error("service {service}: {what} does not exist")]
    Missing {
        /// The service.
        service: base::ServiceId,
        /// What.
        what: String,
    },
    /// A stored document does not have its shape.
    #[error("a stored {what} is damaged: {reason}")]
    Damaged {
        /// What.
        what: &'static str,
        /// Why.
        reason: String,
    },
    /// A formula gave a value that its place can't take.
    #[error("service {service}: {place} gave {got}, not {expected}")]
    Value {
        /// The service.
        service: base::ServiceId,
        /// Where.
        place: String,
        /// The kind it gave.
        got: &'static str,
        /// What was needed.
        expected: &'static str,
    },
    /// A date beyond the calendar.
    #[error("a date lies beyond the calendar")]
    Calendar,
}

/// Why an act does nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    /// An expected no.
    Refused(Vec<Refusal>),
    /// A fault.
    Broken(Broken),
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(vec![refusal])
    }
}

impl From<Broken> for Stop {
    fn from(broken: Broken) -> Self {
        Self::Broken(broken)
    }
}
