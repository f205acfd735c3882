//! Reads a request's body, up to the limit.

use crate::answer::Stop;
use axum::body::Body;
use base::limit::BODY_BYTES_MAX;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};

/// The whole body, if it is no larger than [`BODY_BYTES_MAX`].
pub(crate) async fn read(body: Body) -> Result<Vec<u8>, Stop> {
    match Limited::new(body, BODY_BYTES_MAX).collect().await {
        Ok(collected) => Ok(collected.to_bytes().to_vec()),
        Err(error) if error.is::<LengthLimitError>() => Err(Stop::TooLarge),
        Err(_) => Err(Stop::BadBody),
    }
}
