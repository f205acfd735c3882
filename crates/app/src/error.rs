//! How an act ends when it does not do what was asked.

use domain::{Broken, Refusal, Stop};
use std::sync::Arc;
use store::{PrepareError, SealError, StoreError};

/// An expected no, or a fault.
#[derive(Debug)]
pub enum AppError {
    /// Expected; shown in words.
    Refused(Vec<Refusal>),
    /// Ours; shown as an incident number.
    Fault(Fault),
}

/// A fault: logged once, at the boundary, with its incident number.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The store.
    #[error("the store failed")]
    Store(#[source] Arc<StoreError>),
    /// A rule or a stored document.
    #[error(transparent)]
    Broken(#[from] Broken),
    /// An act forgot a leaf.
    #[error(transparent)]
    Prepare(#[from] PrepareError),
    /// A seal that should open did not.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// A leaf that may not be.
    #[error(transparent)]
    Leaf(#[from] crate::leaf::LeafError),
    /// A value without canonical form.
    #[error(transparent)]
    Canonical(#[from] base::json::CanonicalError),
    /// The same facts kept changing.
    #[error("the act was decided {0} times and its facts changed each time")]
    Contended(u32),
    /// The program is stopping.
    #[error("the program is stopping")]
    Stopping,
    /// A document could not be rendered.
    #[error("a document could not be rendered: {0}")]
    Paper(String),
    /// The log is not as it was signed.
    #[error("the log is not as it was signed: {0}")]
    Log(String),
    /// A state folder that does not check.
    #[error("the state folder has errors")]
    State,
    /// Something that the loader promised is missing.
    #[error("{0} is missing")]
    Missing(String),
}

impl AppError {
    /// The first refusal's HTTP status, or 500.
    pub fn status(&self) -> u16 {
        match self {
            Self::Refused(refusals) => refusals.first().map_or(422, Refusal::status),
            Self::Fault(Fault::Stopping | Fault::Contended(_)) => 503,
            Self::Fault(_) => 500,
        }
    }
}

impl From<Refusal> for AppError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(vec![refusal])
    }
}

impl From<Stop> for AppError {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Refused(refusals) => Self::Refused(refusals),
            Stop::Broken(broken) => Self::Fault(broken.into()),
        }
    }
}

impl From<Arc<StoreError>> for AppError {
    fn from(error: Arc<StoreError>) -> Self {
        match *error {
            StoreError::Full => Refusal::DiskFull.into(),
            StoreError::Busy(_) => Refusal::Busy.into(),
            StoreError::Away(_) | StoreError::Disk(_) => Refusal::StoreAway.into(),
            _ => Self::Fault(Fault::Store(error)),
        }
    }
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        Arc::new(error).into()
    }
}

macro_rules! fault_from {
    ($($ty:ty),+ $(,)?) => {$(
        impl From<$ty> for AppError {
            fn from(error: $ty) -> Self {
                Self::Fault(error.into())
            }
        }
    )+};
}

fault_from!(Broken, PrepareError, SealError, crate::leaf::LeafError, base::json::CanonicalError);

impl From<Fault> for AppError {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}
