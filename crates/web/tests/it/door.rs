//! Every route of the table: who gets in, and who does not.

use crate::browser::{Browser, Demo};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use web::{Access, Method, RouteInfo, routes};

/// An address of a route, with something that is there in each of its places.
pub fn address(demo: &Demo, route: &RouteInfo, lang: &str, case: &str) -> String {
    let running = demo.app.running();
    let service = running
        .model()
        .services
        .values()
        .find(|service| service.applicant == model::Applicant::Person && !service.appeals)
        .unwrap();
    let law = running.model().law.keys().next().unwrap().clone();
    let id = if route.path.contains("/cases/") || route.path.contains("/work/") {
        case.to_owned()
    } else if route.path.contains("/programme/") {
        running.model().programmes.first().unwrap().id.clone()
    } else if route.path.contains("/law/") {
        law
    } else {
        service.id.as_str().to_owned()
    };
    let page = running.model().pages.keys().find(|name| name.as_str() != "log").unwrap().clone();
    route
        .path
        .replace("{lang}", lang)
        .replace("{id}", &id)
        .replace("{action}", "withdraw")
        .replace("{transfer}", "fee-1")
        .replace("{code}", "unknown.code")
        .replace("{file}", "mark.svg")
        .replace("{page}", &page)
        .replace("{who}", "person")
}

pub async fn ask(browser: &mut Browser, route: &RouteInfo, address: &str) -> crate::browser::Page {
    match route.method {
        Method::Get => browser.get(address).await,
        Method::Post => browser.post(address, &[]).await,
    }
}

#[tokio::test]
async fn nobody_gets_in_without_a_session() {
    let demo = Demo::new();
    for route in routes() {
        for lang in demo.langs() {
            let address = address(&demo, &route, &lang, "0000-0000-0000");
            let page = ask(&mut demo.nobody(), &route, &address).await;
            match route.access {
                Access::Person | Access::Role | Access::DemoPerson if address == "/demo/clock" => {
                    assert_eq!(page.status, StatusCode::UNAUTHORIZED, "{route:?}");
                    assert_eq!(page.header("content-type"), "application/problem+json");
                }
                Access::Person | Access::Role | Access::DemoPerson => {
                    let to = page.location();
                    assert!(to.starts_with(&format!("/{lang}/demo/sign-in?to=%2F{lang}")), "{route:?}: {to}");
                }
                // A form without its token is nobody's.
                Access::Public | Access::Demo if route.method == Method::Post => {
                    assert_eq!(page.status, StatusCode::FORBIDDEN, "{route:?}");
                }
                Access::Public | Access::Demo => {
                    assert!(
                        page.status == StatusCode::OK || page.status == StatusCode::SEE_OTHER,
                        "{route:?}: {}",
                        page.status
                    );
                }
            }
        }
    }
    assert!(demo.incidents.lock().unwrap().is_empty(), "{:?}", demo.incidents);
}

#[tokio::test]
async fn a_wrong_role_is_turned_away_and_other_people_s_cases_are_not_there() {
    let demo = Demo::new();
    let case = crate::journeys::granted(&demo, &mut demo.signed_in("mother").await).await;
    for (persona, role_status) in [
        ("father", StatusCode::FORBIDDEN),
        ("officer-osh", StatusCode::NOT_FOUND),
        ("auditor", StatusCode::FORBIDDEN),
    ] {
        let mut browser = demo.signed_in(persona).await;
        for route in routes().iter().filter(|route| route.method == Method::Get) {
            let page = browser.get(&address(&demo, route, "ru", &case)).await;
            if route.path.contains("/cases/{id}") {
                assert_eq!(page.status, StatusCode::NOT_FOUND, "{persona} {route:?}");
                assert!(!page.text.contains(&demo.persona("mother").name), "{persona} {route:?}");
            } else if route.path.ends_with("/work/{id}") {
                assert!(
                    page.status == role_status || page.status == StatusCode::NOT_FOUND,
                    "{persona} {route:?}: {}",
                    page.status
                );
            } else if route.path.ends_with("/counter") {
                assert_eq!(page.status, StatusCode::FORBIDDEN, "{persona} {route:?}");
            }
        }
    }
}

#[tokio::test]
async fn forms_need_their_token_and_our_own_pages() {
    let demo = Demo::new();
    let mut mother = demo.signed_in("mother").await;
    for route in routes().iter().filter(|route| route.method == Method::Post) {
        let address = address(&demo, route, "ru", "0000-0000-0000");
        let page = mother.post(&address, &[("_token".into(), "AAAA".into())]).await;
        let refused = page.status == StatusCode::FORBIDDEN;
        assert!(refused, "{route:?}: {}", page.status);
    }
    // A token of one session is none of another, and none without a session.
    let page = mother.get("/ru/me").await;
    let token = page.hidden("/ru/sign-out");
    let mut father = demo.signed_in("father").await;
    assert_eq!(father.post("/ru/sign-out", &token).await.status, StatusCode::FORBIDDEN);
    assert_eq!(father.get("/ru/me").await.status, StatusCode::OK);
    // Another site's form does not get in even with a token.
    let body = format!("_token={}", crate::browser::escape(&token[0].1));
    let foreign = Request::post("/ru/sign-out")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "cross-site")
        .body(Body::from(body))
        .unwrap();
    assert_eq!(mother.send(foreign).await.status, StatusCode::FORBIDDEN);
    // With the token it goes.
    assert_eq!(mother.post("/ru/sign-out", &token).await.location(), "/ru");
    assert!(mother.get("/ru/me").await.location().starts_with("/ru/demo/sign-in"));
}

#[tokio::test]
async fn too_much_too_strange_and_not_there() {
    let demo = Demo::new();
    let mut browser = demo.nobody();
    let large = vec![("number".to_owned(), "9".repeat(base::limit::BODY_BYTES_MAX))];
    assert_eq!(browser.post("/ru/verify", &large).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    let strange = Request::post("/ru/verify")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from("number=%FF"))
        .unwrap();
    assert!(matches!(browser.send(strange).await.status, StatusCode::BAD_REQUEST | StatusCode::FORBIDDEN));
    for missing in [
        "/zz",
        "/zz/services",
        "/ru/none",
        "/ru/services/none",
        "/ru/law/none",
        "/ru/none/none/none",
        "/assets/none.css",
    ] {
        let page = browser.get(missing).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{missing}");
        assert_eq!(page.text.matches("<h1").count(), 1, "{missing}");
    }
    let delete = Request::delete("/ru").body(Body::empty()).unwrap();
    assert_eq!(browser.send(delete).await.status, StatusCode::METHOD_NOT_ALLOWED);
    for status in [429, 503] {
        let request = Request::get("/ky/services").body(Body::empty()).unwrap();
        let response = web::turned_away(&demo.server, &request, status);
        assert_eq!(response.status().as_u16(), status);
        assert_eq!(response.headers()["retry-after"], "5");
    }
}

#[tokio::test]
async fn what_only_demonstrations_have_is_not_there_elsewhere() {
    let demo = Demo::with(false);
    for route in routes().iter().filter(|route| matches!(route.access, Access::Demo | Access::DemoPerson)) {
        let address = address(&demo, route, "ru", "x");
        assert_eq!(ask(&mut demo.nobody(), route, &address).await.status, StatusCode::NOT_FOUND, "{route:?}");
    }
    // There one signs in by a token, and comes back to where one wanted to go.
    let mut browser = demo.nobody();
    let sign_in = browser.get("/ru/me").await.location().to_owned();
    assert_eq!(sign_in, "/ru/sign-in?to=%2Fru%2Fme");
    let page = browser.get(&sign_in).await;
    let mut fields = page.hidden("/ru/sign-in");
    fields.push(("code".into(), "wrong".into()));
    assert_eq!(browser.post("/ru/sign-in", &fields).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    crate::browser::set(&mut fields, "code", &demo.persona("mother").token);
    let done = browser.post("/ru/sign-in", &fields).await;
    assert_eq!(done.location(), "/ru/me");
    assert!(browser.follow(&done).await.text.contains(&demo.persona("mother").name));
    // Signing out ends the token itself.
    let me = browser.get("/ru/me").await;
    let token = browser.cookies["__Host-koom"].clone();
    browser.post("/ru/sign-out", &me.hidden("/ru/sign-out")).await;
    browser.cookies.insert("__Host-koom".into(), token);
    assert!(browser.get("/ru/me").await.location().starts_with("/ru/sign-in"));
}

#[tokio::test]
async fn a_browser_without_cookies_is_told_so() {
    let demo = Demo::new();
    let bare = || {
        Request::post("/ru/demo/sign-in")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from("persona=mother"))
            .unwrap()
    };
    let page = demo.nobody().send(bare()).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(page.text.contains("https://") && page.text.contains("cookie"), "{}", page.text);
    // Whoever has a cookie and a token of no form learns that the form is old.
    let mut browser = demo.nobody();
    browser.get("/ru/demo/sign-in").await;
    let page = browser.send(bare()).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(!page.text.contains("cookie"), "{}", page.text);
}
