//! A client of the server under test, and what it measured.

use super::IN_FLIGHT;
use crate::console::Failure;
use crate::server::{Limits, Watch, router};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper_util::rt::TokioIo;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Runtime;

/// How long the last requests may take.
const STOP: Duration = Duration::from_secs(5);

/// One kept-alive connection.
pub(super) struct Client {
    sender: hyper::client::conn::http1::SendRequest<Full<Bytes>>,
}

impl Client {
    pub(super) async fn connect(address: SocketAddr) -> Result<Self, Failure> {
        let stream = tokio::net::TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(Self { sender })
    }

    pub(super) async fn send(
        &mut self,
        method: &str,
        path: &str,
        token: &str,
        post: Option<(&str, Bytes)>,
    ) -> Result<(u16, Bytes), Failure> {
        let mut request = hyper::Request::builder().method(method).uri(path).header("host", "127.0.0.1");
        // Programs show a token, browsers a cookie.
        request = match (token, path.starts_with("/api/")) {
            ("", _) => request,
            (_, true) => request.header("authorization", format!("Bearer {token}")),
            (_, false) => request.header("cookie", format!("{}={token}", web::SESSION)),
        };
        let mut body = Bytes::new();
        if let Some((key, bytes)) = post {
            request = request.header("idempotency-key", key).header("content-type", "application/json");
            body = bytes;
        }
        self.sender.ready().await?;
        let response = self.sender.send_request(request.body(Full::new(body))?).await?;
        let status = response.status().as_u16();
        Ok((status, response.into_body().collect().await?.to_bytes()))
    }
}

/// The server under test. Whoever asks has a runtime of its own, as it would have a machine of its own.
pub(super) struct Served {
    pub(super) address: SocketAddr,
    pub(super) asking: Runtime,
    serving: Runtime,
}

impl Served {
    /// Serves an application at a free port of this machine.
    pub(super) fn start(app: &Arc<app::App>) -> Result<Self, Failure> {
        let build = tokio::runtime::Builder::new_multi_thread;
        let serving = build().worker_threads(2).max_blocking_threads(IN_FLIGHT).enable_all().build()?;
        let asking = build().worker_threads(1).enable_all().build()?;
        let bound = std::net::TcpListener::bind("127.0.0.1:0")?;
        bound.set_nonblocking(true)?;
        let address = bound.local_addr()?;
        let router = router(app, &Limits::none(), [0; 32], &Watch::quiet())
            .layer(axum::Extension(axum::extract::ConnectInfo(address)));
        serving.spawn(async move {
            let listener = tokio::net::TcpListener::from_std(bound)?;
            axum::serve(listener, router).await
        });
        Ok(Self { address, asking, serving })
    }

    /// Stops both; requests under way get a few seconds.
    pub(super) fn stop(self) {
        self.asking.shutdown_timeout(STOP);
        self.serving.shutdown_timeout(STOP);
    }
}
