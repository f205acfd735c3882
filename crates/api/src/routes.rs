//! The table of routes. The router, the OpenAPI document and the tests of the door are made from it, so none can know
//! a route that the others do not.

use app::Log;
use axum::http::Method;

/// Who may call a route at all; what exactly one may, the state's policies say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anyone: it tells nothing about a person.
    Public,
    /// Whoever shows a token.
    Person,
    /// Whoever holds an office by appointment.
    Role,
}

/// What a route does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// The services.
    Services,
    /// A service.
    Service,
    /// Its form, for the one who asks.
    Form,
    /// A new case.
    File,
    /// A case.
    Case,
    /// An act on a case.
    Act,
    /// A case's document.
    Document,
    /// A search in a register.
    Search,
    /// What the state holds about me.
    Me,
    /// Who read it.
    AccessLog,
    /// The next case to work on.
    Next,
    /// The proof that a leaf stands in a log.
    Proof(Log),
    /// The OpenAPI document.
    OpenApi,
    /// A log's signed head.
    Checkpoint(Log),
    /// A log's public key.
    Vkey(Log),
    /// A file of a log.
    Tile(Log),
    /// Whether acts can be done.
    Health,
    /// A problem code in words.
    Problem,
}

/// A route.
#[derive(Clone, Debug)]
pub struct RouteInfo {
    /// `GET` or `POST`; `HEAD` goes with `GET`.
    pub method: Method,
    /// The path, parameters in braces.
    pub path: &'static str,
    /// Who may call it.
    pub access: Access,
    /// What it does.
    pub operation: Operation,
    /// Query parameters it takes; others are refused.
    pub query: &'static [&'static str],
}

impl RouteInfo {
    /// Names of the parameters in the path, in order.
    pub fn params(&self) -> impl Iterator<Item = &'static str> {
        self.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
    }

    /// The path with its parameters filled in; values are percent-encoded by the caller if they need it.
    pub fn at(&self, value: impl Fn(&str) -> String) -> String {
        let part = |part: &str| match part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
            Some(name) => value(name.trim_start_matches('*')),
            None => part.to_owned(),
        };
        self.path.split('/').map(part).collect::<Vec<_>>().join("/")
    }

    /// True if the OpenAPI document describes it. It does not describe itself, nor the files that tlog-tiles describes.
    pub fn described(&self) -> bool {
        !matches!(self.operation, Operation::OpenApi | Operation::Tile(_))
    }
}

const fn get(path: &'static str, access: Access, operation: Operation) -> RouteInfo {
    RouteInfo { method: Method::GET, path, access, operation, query: &[] }
}

const fn post(path: &'static str, access: Access, operation: Operation) -> RouteInfo {
    RouteInfo { method: Method::POST, path, access, operation, query: &[] }
}

static ROUTES: [RouteInfo; 22] = [
    get("/api/v1/services", Access::Public, Operation::Services),
    get("/api/v1/services/{id}", Access::Public, Operation::Service),
    get("/api/v1/services/{id}/form", Access::Person, Operation::Form),
    post("/api/v1/services/{id}/cases", Access::Person, Operation::File),
    get("/api/v1/cases/{id}", Access::Person, Operation::Case),
    post("/api/v1/cases/{id}/acts/{action}", Access::Person, Operation::Act),
    get("/api/v1/cases/{id}/document", Access::Person, Operation::Document),
    post("/api/v1/registers/{id}/search", Access::Role, Operation::Search),
    get("/api/v1/me", Access::Person, Operation::Me),
    RouteInfo {
        method: Method::GET,
        path: "/api/v1/me/access-log",
        access: Access::Person,
        operation: Operation::AccessLog,
        query: &["before"],
    },
    post("/api/v1/work/next", Access::Role, Operation::Next),
    get("/api/v1/log/{n}/proof", Access::Public, Operation::Proof(Log::Acts)),
    get("/api/v1/reads/{n}/proof", Access::Public, Operation::Proof(Log::Reads)),
    get("/api/openapi.json", Access::Public, Operation::OpenApi),
    get("/log/checkpoint", Access::Public, Operation::Checkpoint(Log::Acts)),
    get("/log/vkey", Access::Public, Operation::Vkey(Log::Acts)),
    get("/log/tile/{*path}", Access::Public, Operation::Tile(Log::Acts)),
    get("/reads/checkpoint", Access::Public, Operation::Checkpoint(Log::Reads)),
    get("/reads/vkey", Access::Public, Operation::Vkey(Log::Reads)),
    get("/reads/tile/{*path}", Access::Public, Operation::Tile(Log::Reads)),
    get("/healthz", Access::Public, Operation::Health),
    get("/problems/{code}", Access::Public, Operation::Problem),
];

/// Every route of this crate.
pub fn routes() -> &'static [RouteInfo] {
    &ROUTES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_filled_in() {
        let find = |path: &str| ROUTES.iter().find(|route| route.path == path).unwrap();
        let act = find("/api/v1/cases/{id}/acts/{action}");
        assert_eq!(act.params().collect::<Vec<_>>(), ["id", "action"]);
        assert_eq!(act.at(|name| format!("<{name}>")), "/api/v1/cases/<id>/acts/<action>");
        assert_eq!(find("/log/tile/{*path}").at(str::to_owned), "/log/tile/path");
    }
}
