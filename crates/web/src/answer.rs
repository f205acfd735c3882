//! What a page answers, and why it does not.

use app::{AppError, Fault};
use domain::Refusal;

/// An answer.
pub(crate) enum Answer {
    /// A page.
    Page(Sheet),
    /// Look there, with a new request: after everything that changed something.
    See(String),
    /// As `See`, and the session is this from now on; `None` ends it.
    SignedIn(String, Option<String>),
    /// A file.
    File {
        /// Its media type.
        media: &'static str,
        /// What it is saved as; shown in the browser if none.
        name: Option<String>,
        /// It never changes under its address.
        immutable: bool,
        /// The file.
        bytes: Vec<u8>,
    },
    /// For programs.
    Json(u16, serde_json::Value),
}

/// The content of a page, before its frame.
pub(crate) struct Sheet {
    pub(crate) status: u16,
    pub(crate) title: String,
    pub(crate) main: maud::Markup,
    /// Where one came from.
    pub(crate) back: Option<String>,
    /// The form whose answers another language keeps.
    pub(crate) form: Option<&'static str>,
    /// Uses the whole width.
    pub(crate) wide: bool,
    /// Shows errors.
    pub(crate) failed: bool,
}

impl Sheet {
    /// A page that went well.
    pub(crate) fn new(title: impl Into<String>, main: maud::Markup) -> Self {
        Self { status: 200, title: title.into(), main, back: None, form: None, wide: false, failed: false }
    }

    /// A step of something: where one came from.
    pub(crate) fn back(mut self, href: String) -> Self {
        self.back = Some(href);
        self
    }

    /// Another language keeps what was typed into the form with this id.
    pub(crate) fn keeps(mut self, form: &'static str) -> Self {
        self.form = Some(form);
        self
    }

    /// Uses the whole width, for officials.
    pub(crate) fn wide(mut self) -> Self {
        self.wide = true;
        self
    }

    /// Something in it is wrong.
    pub(crate) fn failed(mut self, status: u16) -> Self {
        self.failed = true;
        self.status = status;
        self
    }
}

impl From<Sheet> for Answer {
    fn from(sheet: Sheet) -> Self {
        Self::Page(sheet)
    }
}

/// Why there is no such answer.
#[derive(Debug)]
pub(crate) enum Stop {
    /// There is no such page.
    NotFound,
    /// One has to sign in, and comes back.
    SignIn,
    /// The form is not one of ours, or of another session.
    Forged,
    /// A form came without any cookie: this browser keeps none here.
    NoCookie,
    /// The body is too large.
    TooLarge,
    /// The body is no form.
    BadBody,
    /// Another method.
    Method,
    /// Turned away before it began.
    Turned(u16),
    /// The application said no, or broke.
    App(AppError),
}

impl From<AppError> for Stop {
    fn from(error: AppError) -> Self {
        match &error {
            AppError::Refused(refusals) if refusals.first() == Some(&Refusal::NotSignedIn) => Self::SignIn,
            _ => Self::App(error),
        }
    }
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        AppError::from(refusal).into()
    }
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::App(fault.into())
    }
}

/// What a handler gives.
pub(crate) type Answered = Result<Answer, Stop>;
