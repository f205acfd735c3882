//! Where a PostgreSQL server is and how it is spoken to: an address as libpq reads it, with the three of its `sslmode`s that
//! promise something.

use super::client::fault;
use crate::backend::StoreError;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use std::path::Path;
use std::str::FromStr as _;
use std::sync::Arc;
use std::time::Duration;
use tokio_postgres::config::{Host, SslMode};
use tokio_postgres::{Config, NoTls};
use tokio_postgres_rustls::MakeRustlsConnect;

/// How long to wait for a database that does not answer.
const CONNECT: Duration = Duration::from_secs(5);
/// How long a connection may be silent before it is asked whether it is still there.
const ALIVE: Duration = Duration::from_secs(30);
/// The certificates that the operating system trusts.
const SYSTEM_CERTIFICATES: &str = "/etc/ssl/certs/ca-certificates.crt";

/// Plans must not depend on statistics or luck: each search has one way through one index, and takes it.
const SETTINGS: &str = "set enable_seqscan = off; set enable_sort = off; set enable_bitmapscan = off; \
    set enable_hashjoin = off; set enable_mergejoin = off; set enable_material = off; set enable_memoize = off; \
    set jit = off; set cursor_tuple_fraction = 1.0; set plan_cache_mode = force_generic_plan; set synchronize_seqscans = off; \
    set max_parallel_workers_per_gather = 0; set synchronous_commit = on; set client_min_messages = warning; \
    set lock_timeout = '20s'";

/// A server, and how to speak to it.
#[derive(Clone)]
pub(crate) struct Place {
    pub(super) config: Config,
    /// `None`: in plain text.
    pub(super) tls: Option<MakeRustlsConnect>,
}

impl Place {
    /// Connects and sets up; on a runtime, which then carries the connection.
    pub(super) async fn connect(&self) -> Result<tokio_postgres::Client, StoreError> {
        // The connection ends with the client; what it fails with, the client is told.
        let client = match &self.tls {
            None => {
                let (client, connection) = self.config.connect(NoTls).await.map_err(fault)?;
                tokio::spawn(connection);
                client
            }
            Some(tls) => {
                let (client, connection) = self.config.connect(tls.clone()).await.map_err(fault)?;
                tokio::spawn(connection);
                client
            }
        };
        client.batch_execute(SETTINGS).await.map_err(fault)?;
        Ok(client)
    }

    /// From `postgres://…`. Its parameters `sslmode` and `sslrootcert` are read here, the others by the driver. Without
    /// `sslmode`, a server on this machine is spoken to in plain text and any other must show a certificate in its name.
    pub(crate) fn parse(url: &str) -> Result<Self, StoreError> {
        let (url, mode, roots) = without_tls(url)?;
        let mut config = Config::from_str(&url).map_err(|_form| {
            // The address is not repeated: it may hold a password.
            setup("its address is not of the form postgres://user@host/database")
        })?;
        config.application_name("koom").connect_timeout(CONNECT).keepalives_idle(ALIVE);
        let mode = mode.as_deref().unwrap_or(if is_here(&config) { "disable" } else { "verify-full" });
        let tls = match (mode, roots) {
            ("disable", None) => None,
            ("require", None) => Some(unverified()?),
            ("verify-full", roots) => Some(verified(roots.as_deref().unwrap_or(SYSTEM_CERTIFICATES))?),
            ("disable" | "require", Some(_)) => {
                return Err(setup("sslrootcert goes with sslmode=verify-full; nothing else looks at it"));
            }
            _ => {
                return Err(setup(
                    "sslmode takes disable, require (encrypted, whoever answers) or verify-full (encrypted, and the server proves its name)",
                ));
            }
        };
        config.ssl_mode(if tls.is_some() { SslMode::Require } else { SslMode::Disable });
        let tls = tls.map(MakeRustlsConnect::new);
        Ok(Self { config, tls })
    }
}

fn setup(sentence: &str) -> StoreError {
    StoreError::Setup(sentence.to_owned())
}

/// The address without what it says of TLS; the mode; the file of certificates.
fn without_tls(url: &str) -> Result<(String, Option<String>, Option<String>), StoreError> {
    let Some((place, query)) = url.split_once('?') else { return Ok((url.to_owned(), None, None)) };
    let (mut mode, mut roots, mut rest) = (None, None, Vec::new());
    for part in query.split('&') {
        match part.split_once('=') {
            Some(("sslmode", value)) => mode = Some(value.to_owned()),
            Some(("sslrootcert", value)) => roots = Some(decoded(value)?),
            _ => rest.push(part),
        }
    }
    let query = if rest.is_empty() { String::new() } else { format!("?{}", rest.join("&")) };
    Ok((format!("{place}{query}"), mode, roots))
}

/// A value with its `%2F` and the like as what they stand for.
fn decoded(value: &str) -> Result<String, StoreError> {
    let bad = || setup("sslrootcert is no path: a % stands before two hexadecimal digits");
    let mut parts = value.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let (code, rest) = part.split_at_checked(2).ok_or_else(bad)?;
        bytes.push(u8::from_str_radix(code, 16).map_err(|_digits| bad())?);
        bytes.extend_from_slice(rest.as_bytes());
    }
    String::from_utf8(bytes).map_err(|_text| bad())
}

/// True if every host is this machine.
fn is_here(config: &Config) -> bool {
    let names = config.get_hosts().iter().all(|host| match host {
        Host::Unix(_) => true,
        Host::Tcp(name) => {
            name == "localhost" || name.parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback())
        }
    });
    names && config.get_hostaddrs().iter().all(std::net::IpAddr::is_loopback)
}

fn tls(
    build: impl FnOnce(
        rustls::ConfigBuilder<ClientConfig, rustls::WantsVerifier>,
        Arc<CryptoProvider>,
    ) -> ClientConfig,
) -> Result<ClientConfig, StoreError> {
    let provider = Arc::new(ring::default_provider());
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(|error| StoreError::Database(Box::new(error)))?;
    Ok(build(builder, provider))
}

fn verified(file: &str) -> Result<ClientConfig, StoreError> {
    let bad = |why: &dyn std::fmt::Display| {
        setup(&format!(
            "the certificates of {file} can't be read: {why}; name a file in PEM with sslrootcert"
        ))
    };
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_file_iter(Path::new(file)).map_err(|error| bad(&error))? {
        // The operating system's file may hold some that this program knows nothing of; they are not used then.
        let _old = roots.add(certificate.map_err(|error| bad(&error))?);
    }
    if roots.is_empty() {
        return Err(bad(&"it holds none"));
    }
    tls(|builder, _provider| builder.with_root_certificates(roots).with_no_client_auth())
}

fn unverified() -> Result<ClientConfig, StoreError> {
    tls(|builder, provider| {
        builder
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(Whoever(provider)))
            .with_no_client_auth()
    })
}

/// Takes any certificate, as `sslmode=require` asks: nobody can listen, but whoever answers is believed.
#[derive(Debug)]
struct Whoever(Arc<CryptoProvider>);

impl ServerCertVerifier for Whoever {
    fn verify_server_cert(
        &self,
        _end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, cert, dss, &self.0.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, cert, dss, &self.0.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_server_on_this_machine_is_spoken_to_in_plain_text_unasked() {
        let files = std::env::temp_dir();
        let empty = tempfile::NamedTempFile::new_in(files).unwrap();
        let none =
            format!("postgres://k@db.example/k?sslmode=verify-full&sslrootcert={}", empty.path().display());
        for (url, said) in [
            ("postgres://k@/k?host=/run/postgresql", Ok(false)),
            ("postgres://k@localhost/k", Ok(false)),
            ("postgres://k@127.0.0.1:5433/k?application_name=x", Ok(false)),
            ("postgres://k@db.example/k?sslmode=disable", Ok(false)),
            ("postgres://k@db.example/k?sslmode=require&connect_timeout=3", Ok(true)),
            ("postgres://k@localhost/k?sslmode=require", Ok(true)),
            ("postgres://k@db.example/k?sslrootcert=%2Fno%2Fwhere", Err("/no/where")),
            ("postgres://k@localhost,db.example/k?sslrootcert=/no/where", Err("/no/where")),
            ("postgres://k@localhost/k?hostaddr=192.0.2.1&sslrootcert=/no/where", Err("/no/where")),
            (none.as_str(), Err("it holds none")),
            ("postgres://k@db.example/k?sslmode=prefer", Err("sslmode takes disable, require")),
            (
                "postgres://k@db.example/k?sslmode=require&sslrootcert=/x",
                Err("goes with sslmode=verify-full"),
            ),
            ("postgres://k@db.example/k?sslmode=verify-full&sslrootcert=%2", Err("hexadecimal")),
            ("postgres://k:secret@db.example/k?what=1&sslmode=disable", Err("postgres://user@host/database")),
        ] {
            match (Place::parse(url), said) {
                (Ok(place), Ok(tls)) => assert_eq!(place.tls.is_some(), tls, "{url}"),
                (Err(error), Err(said)) => {
                    let error = error.to_string();
                    assert!(error.contains(said) && !error.contains("secret"), "{url}: {error}");
                }
                (_, said) => panic!("{url}: not as expected, {said:?}"),
            }
        }
    }
}
