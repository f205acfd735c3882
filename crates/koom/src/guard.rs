//! What stands before every route: how many requests run at once, how often one client may ask; and where each answer is
//! counted and told of.

use crate::events::{Answered, Event, Events};
use crate::metrics::Metrics;
use crate::rate::Rates;
use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::Response;
use base::Clock as _;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;

/// Makes the answer of a status.
pub(crate) type Refuse = Box<dyn Fn(&Request, u16) -> Response + Send + Sync>;

/// The guard's state.
pub(crate) struct Guard {
    pub(crate) in_flight: Semaphore,
    pub(crate) rates: Rates,
    pub(crate) clock: app::MachineClock,
    /// Proxies of ours, which say whom they speak for.
    pub(crate) trusted_proxies: Vec<IpAddr>,
    /// What is answered instead, in the reader's language: status 429 or 503.
    pub(crate) refuse: Refuse,
    pub(crate) metrics: Arc<Metrics>,
    pub(crate) events: Events,
    /// Requests that take longer are told of.
    pub(crate) slow: Duration,
}

/// Lets a request through, or says when to come back; counts it and tells of it.
pub(crate) async fn guard(State(guard): State<Arc<Guard>>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let pattern = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
    let route = guard.metrics.route(pattern);
    let method = Metrics::method(request.method().as_str());
    let under_way = guard.metrics.under_way();
    let response = guard.admitted(request, next).await;
    drop(under_way);
    let took = began.elapsed();
    let answered = Answered {
        method,
        route,
        status: response.status().as_u16(),
        ms: u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
    };
    guard.metrics.answered(&answered, u64::try_from(took.as_micros()).unwrap_or(u64::MAX));
    guard.events.tell(if took > guard.slow { Event::Slow(answered) } else { Event::Request(answered) });
    response
}

impl Guard {
    async fn admitted(&self, request: Request, next: Next) -> Response {
        let address = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        let address = address.map(|address| spoken_for(request.headers(), address, &self.trusted_proxies));
        if !self.rates.take(client(request.headers(), address), self.clock.now()) {
            self.metrics.turned_away("requests_per_second");
            return (self.refuse)(&request, 429);
        }
        let Ok(_permit) = self.in_flight.try_acquire() else {
            self.metrics.turned_away("requests_under_way");
            return (self.refuse)(&request, 503);
        };
        next.run(request).await
    }
}

/// Whom a connection speaks for: a trusted proxy for the last address of `X-Forwarded-For` that is no trusted proxy's,
/// everyone else for themselves.
fn spoken_for(headers: &HeaderMap, peer: IpAddr, trusted: &[IpAddr]) -> IpAddr {
    if !trusted.contains(&peer.to_canonical()) {
        return peer;
    }
    let lines: Vec<&str> =
        headers.get_all("x-forwarded-for").iter().filter_map(|line| line.to_str().ok()).collect();
    let mut client = peer;
    for part in lines.iter().rev().flat_map(|line| line.rsplit(',')) {
        // What stands before something that is no address was not written by a proxy of ours.
        let Ok(address) = part.trim().parse::<IpAddr>() else { return client };
        client = address.to_canonical();
        if !trusted.contains(&client) {
            return client;
        }
    }
    client
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_trusted_proxy_speaks_for_another() {
        let ip = |text: &str| text.parse::<IpAddr>().unwrap();
        let trusted = [ip("10.0.0.1"), ip("10.0.0.2")];
        for (peer, header, client) in [
            ("10.0.0.1", &["203.0.113.9"][..], "203.0.113.9"),
            ("::ffff:10.0.0.1", &["203.0.113.9"], "203.0.113.9"),
            ("198.51.100.7", &["203.0.113.9"], "198.51.100.7"),
            // What the client itself wrote stands before what the proxies added.
            ("10.0.0.1", &["1.1.1.1, 203.0.113.9, 10.0.0.2"], "203.0.113.9"),
            ("10.0.0.1", &["1.1.1.1", "203.0.113.9"], "203.0.113.9"),
            ("10.0.0.1", &["203.0.113.9, unknown"], "10.0.0.1"),
            ("10.0.0.1", &[], "10.0.0.1"),
        ] {
            let mut headers = HeaderMap::new();
            for line in header {
                headers.append("x-forwarded-for", line.parse().unwrap());
            }
            assert_eq!(spoken_for(&headers, ip(peer), &trusted), ip(client), "{peer} {header:?}");
        }
    }
}
