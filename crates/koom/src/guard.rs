//! What stands before every route: how many requests run at once, how often one client may ask, how long a
//! connection may take.

use crate::rate::Rates;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::Response;
use base::Clock as _;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Requests that may run at once; each waits on a thread of its own for its commit.
pub(crate) const IN_FLIGHT_MAX: usize = 400;

/// Makes the answer of a status.
pub(crate) type Refuse = Box<dyn Fn(&Request, u16) -> Response + Send + Sync>;

/// The guard's state.
pub(crate) struct Guard {
    pub(crate) in_flight: Semaphore,
    pub(crate) rates: Rates,
    pub(crate) clock: app::MachineClock,
    /// What is answered instead, in the reader's language: status 429 or 503.
    pub(crate) refuse: Refuse,
}

/// Lets a request through, or says when to come back.
pub(crate) async fn guard(State(guard): State<Arc<Guard>>, request: Request, next: Next) -> Response {
    let address = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    if !guard.rates.take(client(request.headers(), address), guard.clock.now()) {
        return (guard.refuse)(&request, 429);
    }
    let Ok(_permit) = guard.in_flight.try_acquire() else {
        return (guard.refuse)(&request, 503);
    };
    next.run(request).await
}

/// A client: whoever shows the same token or cookie, otherwise the address.
fn client(headers: &HeaderMap, address: Option<IpAddr>) -> u64 {
    let mut hasher = DefaultHasher::new();
    match headers.get(header::AUTHORIZATION).or_else(|| headers.get(header::COOKIE)) {
        Some(credential) => credential.as_bytes().hash(&mut hasher),
        None => address.hash(&mut hasher),
    }
    hasher.finish()
}
