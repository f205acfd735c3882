//! From a request to a response: the one place where it is checked who asks, whether a form is ours, how large a body
//! is, and where every answer gets its headers.

use crate::answer::{Answer, Answered, Sheet, Stop};
use crate::ask::Ask;
use crate::compress;
use crate::form::{Values, encoded};
use crate::frame;
use crate::route::{Access, Method, RouteInfo, TABLE, To, at_work, is_page, without_slash};
use crate::secure::{self, ALWAYS, Holder, cookie};
use crate::server::Server;
use app::{AppError, Running, Who};
use axum::Router;
use axum::body::Body;
use axum::extract::{RawPathParams, Request};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header, request::Parts};
use axum::response::Response;
use axum::routing::{MethodFilter, on};
use base::Lang;
use std::sync::Arc;

/// The session's cookie.
pub const SESSION: &str = "__Host-koom";
/// The cookie of a browser that is not signed in: what its forms are bound to.
const BROWSER: &str = "__Host-koom-browser";
/// Tells that the browser has seen this stylesheet.
const STYLE: &str = "css";
/// Where programs move a demonstration's clock.
const FOR_PROGRAMS: &str = "/demo/clock";

/// The pages' router.
pub fn router(server: Arc<Server>) -> Router {
    let mut router = Router::new();
    for route in TABLE {
        let filter = match route.method {
            Method::Get => MethodFilter::GET,
            Method::Post => MethodFilter::POST,
        };
        let server = Arc::clone(&server);
        let handler = on(filter, move |params: RawPathParams, request: Request| {
            let params = params.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
            serve(server, Some(*route), params, request)
        });
        router = router.route(route.path, handler);
    }
    let other = Arc::clone(&server);
    router
        .method_not_allowed_fallback(move |request: Request| {
            stopped(Arc::clone(&other), request, Stop::Method)
        })
        .fallback(move |request: Request| serve(server, None, Vec::new(), request))
}

/// What is answered instead of a page before anything else was done: too many requests (429), too busy (503).
pub fn turned_away(server: &Server, request: &Request, status: u16) -> Response {
    let given = Given::of(request.headers(), request.uri());
    let running = server.app.running();
    given.respond(server, &running, Who::Nobody, &[], Values::default(), &[], |_| Err(Stop::Turned(status)))
}

async fn stopped(server: Arc<Server>, request: Request, stop: Stop) -> Response {
    serve_blocking(server, None, Vec::new(), request.into_parts().0, Err(stop)).await
}

async fn serve(
    server: Arc<Server>,
    route: Option<RouteInfo>,
    params: Vec<(String, String)>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let posted = route.is_some_and(|route| route.method == Method::Post);
    let body = if posted { crate::body::read(body).await } else { Ok(Vec::new()) };
    serve_blocking(server, route, params, parts, body).await
}

/// Everything that waits for the store runs on a thread of its own.
async fn serve_blocking(
    server: Arc<Server>,
    route: Option<RouteInfo>,
    params: Vec<(String, String)>,
    parts: Parts,
    body: Result<Vec<u8>, Stop>,
) -> Response {
    let done = tokio::task::spawn_blocking(move || answer(&server, route, &params, &parts, body)).await;
    done.unwrap_or_else(|_panicked| plain(StatusCode::INTERNAL_SERVER_ERROR))
}

fn answer(
    server: &Server,
    route: Option<RouteInfo>,
    params: &[(String, String)],
    parts: &Parts,
    body: Result<Vec<u8>, Stop>,
) -> Response {
    let given = Given::of(&parts.headers, &parts.uri);
    let running = server.app.running();
    let who = match (&body, given.credential) {
        (Ok(_), Some(credential)) => server.app.who(credential),
        _ => Ok(Who::Nobody),
    };
    let (who, broken) = match who {
        Ok(who) => (who, None),
        Err(error) => match Stop::from(error) {
            Stop::SignIn => (Who::Nobody, None),
            other => (Who::Nobody, Some(other)),
        },
    };
    let bytes = body.as_deref().unwrap_or_default();
    let form = if given.json { Some(Values::default()) } else { Values::parse(bytes) };
    let bad_form = form.is_none();
    given.respond(server, &running, who, params, form.unwrap_or_default(), bytes, |ask| {
        if let Some(stop) = broken {
            return Err(stop);
        }
        body.as_ref().map_err(|stop| match stop {
            Stop::TooLarge => Stop::TooLarge,
            Stop::Method => Stop::Method,
            _ => Stop::BadBody,
        })?;
        let Some(route) = route else {
            return without_slash(&parts.uri, &running.model().info.languages)
                .map(Answer::See)
                .ok_or(Stop::NotFound);
        };
        admitted(ask, route, &given)?;
        if bad_form {
            return Err(Stop::BadBody);
        }
        (route.handler)(ask)
    })
}

/// Whether this request may be asked here at all.
fn admitted(ask: &Ask<'_>, route: RouteInfo, given: &Given<'_>) -> Result<(), Stop> {
    let tag = ask.param("lang");
    if !tag.is_empty() && ask.running.model().info.language(tag).is_none() {
        return Err(Stop::NotFound);
    }
    if matches!(route.access, Access::Demo | Access::DemoPerson) && !ask.app().config.demonstration {
        return Err(Stop::NotFound);
    }
    if route.method == Method::Post
        && !secure::from_our_pages(given.headers, given.uri, &ask.app().config.public_url)
    {
        return Err(Stop::Forged);
    }
    match route.access {
        Access::Public | Access::Demo => {}
        Access::Person | Access::DemoPerson => {
            ask.who.session().map_err(AppError::from)?;
        }
        Access::Role => {
            if ask.who.session().map_err(AppError::from)?.posts.is_empty() {
                return Err(domain::Refusal::NotAllowed.into());
            }
        }
    }
    // A body of JSON and a bearer token are not things a foreign page can send along with a cookie.
    if route.method == Method::Post && !given.json && !given.bearer {
        // No cookie at all: the browser keeps none, as it does for pages without TLS at another machine's address.
        let bare = !given.headers.contains_key(header::COOKIE);
        let holder = given.holder(&ask.who).ok_or(if bare { Stop::NoCookie } else { Stop::Forged })?;
        if !secure::token_holds(ask.server, holder, ask.form.get("_token").unwrap_or_default()) {
            return Err(Stop::Forged);
        }
    }
    Ok(())
}

/// What a request's head says.
struct Given<'h> {
    headers: &'h HeaderMap,
    uri: &'h Uri,
    credential: Option<&'h str>,
    bearer: bool,
    json: bool,
    browser: Option<&'h str>,
    styled: bool,
}

impl<'h> Given<'h> {
    fn of(headers: &'h HeaderMap, uri: &'h Uri) -> Self {
        let text = |name: header::HeaderName| {
            headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
        };
        let programs = uri.path() == FOR_PROGRAMS;
        let bearer = text(header::AUTHORIZATION).strip_prefix("Bearer ").filter(|_| programs);
        Self {
            headers,
            uri,
            credential: bearer.or_else(|| cookie(headers, SESSION)),
            bearer: bearer.is_some(),
            json: programs && text(header::CONTENT_TYPE).starts_with("application/json"),
            browser: cookie(headers, BROWSER),
            styled: cookie(headers, STYLE) == Some(ui::stylesheet().hash.as_str()),
        }
    }

    fn text(&self, name: header::HeaderName) -> &'h str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Who the forms of this request were made for.
    fn holder(&self, who: &Who) -> Option<Holder<'h>> {
        match who {
            Who::Person(_) => self.credential.map(Holder::Session),
            _ => self.browser.map(Holder::Browser),
        }
    }

    /// The language of the address, or the one the browser asks for, or the state's first.
    fn lang(&self, running: &Running) -> Lang {
        let info = &running.model().info;
        let first = self.uri.path().split('/').nth(1).unwrap_or_default();
        info.language(first)
            .cloned()
            .unwrap_or_else(|| frame::preferred(&info.languages, self.text(header::ACCEPT_LANGUAGE)))
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of a request; named at its two calls")]
    fn respond(
        &self,
        server: &Server,
        running: &Running,
        who: Who,
        params: &[(String, String)],
        form: Values,
        body: &[u8],
        handle: impl FnOnce(&Ask<'_>) -> Answered,
    ) -> Response {
        let lang = self.lang(running);
        let Ok(words) = running.words(&lang) else { return plain(StatusCode::INTERNAL_SERVER_ERROR) };
        // Pages of work are read by officers: what is said there about an applicant is not said to one.
        let words = words.spoken_to(at_work(self.uri));
        let fresh = match self.holder(&who) {
            None => secure::random::<16>().map(|bytes| base::hash::base64url(&bytes)),
            Some(_) => None,
        };
        let holder = fresh.as_deref().map(Holder::Browser).or_else(|| self.holder(&who));
        let ask = Ask {
            server,
            running,
            words,
            lang,
            credential: self.credential.filter(|_| who.subject().is_some()),
            who,
            json: self.json,
            path: self.uri.path(),
            params,
            query: Values::parse(self.uri.query().unwrap_or_default().as_bytes()).unwrap_or_default(),
            form,
            body,
            token: holder.map(|holder| server.form_token(holder)).unwrap_or_default(),
            accept_language: self.text(header::ACCEPT_LANGUAGE),
        };
        let answer = handle(&ask).unwrap_or_else(|stop| self.explain(&ask, stop));
        self.response(&ask, answer, fresh)
    }

    /// An answer in words for whatever is in the way.
    fn explain(&self, ask: &Ask<'_>, stop: Stop) -> Answer {
        if ask.path == FOR_PROGRAMS {
            return frame::problem(ask, stop);
        }
        if matches!(stop, Stop::SignIn) {
            let asked = self.uri.path_and_query().map_or("", |asked| asked.as_str());
            let sign_in = ask.to(ask.sign_in());
            return Answer::See(format!("{sign_in}?to={}", encoded(&back_to(asked, ask.params))));
        }
        frame::error_page(ask, stop).into()
    }

    fn response(&self, ask: &Ask<'_>, answer: Answer, fresh: Option<String>) -> Response {
        let mut response = match answer {
            Answer::Page(sheet) => return self.page(ask, &sheet, fresh),
            Answer::See(to) => see(&to),
            Answer::SignedIn(to, token) => {
                let mut response = see(&to);
                let value = match token {
                    Some(token) => format!("{SESSION}={token}; Path=/; Secure; HttpOnly; SameSite=Lax"),
                    None => format!("{SESSION}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0"),
                };
                add(&mut response, "set-cookie", &value);
                response
            }
            Answer::File { media, name, immutable, bytes } => {
                let mut response = Response::new(Body::from(bytes));
                add(&mut response, "content-type", media);
                add(
                    &mut response,
                    "cache-control",
                    if immutable { "public, max-age=31536000, immutable" } else { "no-store" },
                );
                if let Some(name) = name {
                    add(&mut response, "content-disposition", &format!("attachment; filename=\"{name}\""));
                }
                add(&mut response, "content-security-policy", "default-src 'none'; frame-ancestors 'none'");
                response
            }
            Answer::Json(status, value) => {
                let mut response = Response::new(Body::from(value.to_string()));
                *response.status_mut() =
                    StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
                add(
                    &mut response,
                    "content-type",
                    if status < 400 { "application/json" } else { "application/problem+json" },
                );
                add(&mut response, "cache-control", "no-store");
                response
            }
        };
        for (name, value) in ALWAYS {
            add(&mut response, name, value);
        }
        response
    }

    fn page(&self, ask: &Ask<'_>, sheet: &Sheet, fresh: Option<String>) -> Response {
        let nonce =
            secure::random::<12>().map(|bytes| base::hash::base64url(&bytes)).filter(|_| !self.styled);
        let style = nonce.as_deref().map_or(ui::Style::Linked, |nonce| ui::Style::Inline { nonce });
        let html = frame::page(ask, sheet, style).into_string();
        let zipped = Some(html.as_bytes())
            .filter(|_| compress::wanted(self.text(header::ACCEPT_ENCODING)))
            .and_then(compress::gzip);
        let packed = zipped.is_some();
        let mut response = Response::new(Body::from(zipped.unwrap_or_else(|| html.into_bytes())));
        *response.status_mut() =
            StatusCode::from_u16(sheet.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        add(&mut response, "content-type", "text/html; charset=utf-8");
        add(&mut response, "content-language", ask.lang.as_str());
        add(&mut response, "content-security-policy", &secure::policy(nonce.as_deref()));
        add(
            &mut response,
            "cache-control",
            if ask.who.subject().is_some() || sheet.failed { "no-store" } else { "no-cache" },
        );
        add(&mut response, "vary", "Accept-Encoding, Cookie");
        if packed {
            add(&mut response, "content-encoding", "gzip");
        }
        if matches!(sheet.status, 429 | 503) {
            add(&mut response, "retry-after", "5");
        }
        for (name, value) in ALWAYS {
            add(&mut response, name, value);
        }
        if let Some(browser) = fresh {
            add(
                &mut response,
                "set-cookie",
                &format!("{BROWSER}={browser}; Path=/; Secure; HttpOnly; SameSite=Lax"),
            );
        }
        if nonce.is_some() {
            // The next page links to the file, which the browser then keeps for good.
            let hash = &ui::stylesheet().hash;
            add(
                &mut response,
                "set-cookie",
                &format!("{STYLE}={hash}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=31536000"),
            );
        }
        response
    }
}

/// Where one comes back to after signing in: the page itself, or what it belongs to if it only takes forms.
fn back_to(asked: &str, params: &[(String, String)]) -> String {
    let path = asked.split('?').next().unwrap_or_default();
    if is_page(path) {
        return asked.to_owned();
    }
    let lang = params.iter().find(|(name, _)| name == "lang").map_or("", |(_, value)| value.as_str());
    To::Start.href(&Lang::new(lang))
}

fn see(to: &str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    add(&mut response, "location", to);
    add(&mut response, "cache-control", "no-store");
    response
}

fn add(response: &mut Response, name: &'static str, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().append(name, value);
    }
}

fn plain(status: StatusCode) -> Response {
    let mut response = Response::new(Body::from(status.canonical_reason().unwrap_or_default()));
    *response.status_mut() = status;
    response
}
