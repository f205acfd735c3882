//! The door: every route of the table, without a token, with a bad one, with the wrong role; and nothing beside it.

use crate::ground::{Ask, Got, Ground};
use api::{Access, RouteInfo, routes};
use axum::http::Method;
use serde_json::json;

/// A request to a route that names what there is.
fn ask(route: &RouteInfo, case: &str) -> Ask {
    let path = route.at(|name| match name {
        "id" if route.path.contains("/cases/{id}") => case.to_owned(),
        "id" if route.path.contains("/registers/") => "people".to_owned(),
        "id" => "school-start".to_owned(),
        "action" => "correct".to_owned(),
        "n" => "0".to_owned(),
        "path" => "entries/000.p/1".to_owned(),
        "code" => "stale-version".to_owned(),
        other => panic!("{other}"),
    });
    let body = match route.path {
        path if path.ends_with("/cases") => json!({"answers": {}}),
        path if path.contains("/acts/") => json!({"version": 1}),
        path if path.ends_with("/search") => {
            json!({"purpose": "counter_service", "where": {"resident": "ZZ000000"}})
        }
        _ => json!({}),
    };
    let ask = Ask::new(route.method.clone(), &path);
    if route.method == Method::POST { ask.key("door").json(&body) } else { ask }
}

#[test]
fn without_a_token_only_what_is_public_answers() {
    let ground = Ground::new();
    // Someone has looked, so that both logs hold a leaf.
    ground.ask(Ask::get("/api/v1/me").token(ground.token("mother")));
    ground.leaves();
    for route in routes() {
        let got = ground.ask(ask(route, "0000-0000-0000"));
        if route.access == Access::Public {
            assert_eq!(got.status.as_u16(), 200, "{} {}", route.path, got.text());
        } else {
            assert_eq!(got.problem(), (401, "not-signed-in".to_owned()), "{}", route.path);
            assert_eq!(got.header("www-authenticate"), "Bearer");
        }
        let bad = ground.ask(ask(route, "0000-0000-0000").token("not-a-token-of-this-state"));
        if route.access != Access::Public {
            assert_eq!(bad.problem(), (401, "not-signed-in".to_owned()), "{}", route.path);
            assert_eq!(bad.header("www-authenticate"), "Bearer error=\"invalid_token\"");
        }
    }
}

#[test]
fn a_cookie_opens_nothing() {
    let ground = Ground::new();
    let token = ground.token("mother").to_owned();
    for cookie in [format!("__Host-koom={token}"), token.clone()] {
        assert_eq!(ground.ask(Ask::get("/api/v1/me").header("cookie", &cookie)).problem().0, 401);
    }
    assert_eq!(ground.ask(Ask::get(&format!("/api/v1/me?access_token={token}"))).problem().0, 401);
}

#[test]
fn with_the_wrong_role_each_route_says_no_and_tells_nothing() {
    let ground = Ground::new();
    let filed = ground.file("mother", "home-repair", "k");
    let case = filed["case"].as_str().unwrap();
    let mut checked = 0;
    for route in routes().iter().filter(|route| route.access != Access::Public) {
        let is_case = route.path.contains("/cases/{id}");
        // Whose case it is not, and whoever holds no office.
        let (persona, expected): (&str, &[u16]) = match route.access {
            Access::Role => ("mother", &[403]),
            _ if is_case => ("auditor", &[404]),
            _ => continue,
        };
        let got = ground.ask_as(persona, ask(route, case));
        assert!(expected.contains(&got.status.as_u16()), "{} as {persona}: {}", route.path, got.text());
        assert!(!got.text().contains(case) && !got.text().contains("Monto"), "{}", got.text());
        checked += 1;
    }
    assert_eq!(checked, 5);
}

#[test]
fn an_officer_of_another_office_does_not_learn_that_a_case_exists() {
    let ground = Ground::new();
    let filed = ground.file("mother", "home-repair", "k");
    let path = format!("/api/v1/cases/{}", filed["case"].as_str().unwrap());
    let there = ground.ask_as("clerk-hill", Ask::get(&path));
    let nowhere = ground.ask_as("clerk-hill", Ask::get("/api/v1/cases/0000-0000-0000"));
    assert_eq!(there.problem(), (404, "unknown-case".to_owned()));
    assert_eq!(there.body, nowhere.body);
    assert_eq!(ground.ask_as("clerk-port", Ask::get(&path)).status.as_u16(), 200);
}

#[test]
fn other_methods_and_addresses_are_told_so() {
    let ground = Ground::new();
    for route in routes() {
        let path = route.at(|_| "0".to_owned());
        for method in [
            "PUT",
            "DELETE",
            "PATCH",
            "TRACE",
            "OPTIONS",
            if route.method == Method::GET { "POST" } else { "GET" },
        ] {
            let got = ground.ask(Ask::new(method.parse().unwrap(), &path));
            assert_eq!(got.problem(), (405, "method-not-allowed".to_owned()), "{method} {path}");
            let allow: Vec<&str> = got.header("allow").split(',').collect();
            assert!(
                allow.contains(&route.method.as_str()) && !allow.contains(&method),
                "{method} {path}: {allow:?}"
            );
        }
    }
    for path in [
        "/api",
        "/api/v1",
        "/api/v2/services",
        "/api/v1/services/",
        "/api/v1/services/a/b/c",
        "/api/v1/cases/",
    ] {
        assert_eq!(ground.ask(Ask::get(path)).problem(), (404, "unknown-address".to_owned()), "{path}");
        assert_eq!(ground.ask(Ask::new(Method::DELETE, path)).problem().0, 404, "{path}");
    }
}

#[test]
fn a_head_is_a_get_without_its_body() {
    let ground = Ground::new();
    let got = ground.ask(Ask::new(Method::HEAD, "/api/v1/services"));
    assert_eq!((got.status.as_u16(), got.body.len()), (200, 0));
    assert_eq!(ground.ask(Ask::new(Method::HEAD, "/api/v1/me")).status.as_u16(), 401);
}

#[test]
fn answers_about_persons_are_never_stored_on_the_way() {
    let ground = Ground::new();
    let got = ground.ask_as("mother", Ask::get("/api/v1/me"));
    assert_eq!((got.status.as_u16(), got.header("cache-control")), (200, "no-store"));
    let Got { headers, .. } = ground.ask(Ask::get("/api/v1/me"));
    assert_eq!(headers["cache-control"], "no-store");
}

#[test]
fn who_is_turned_away_is_told_when_to_come_back() {
    let ground = Ground::new();
    let server = api::Server::new(ground.app.clone(), Box::new(|_, _| {}));
    let request = axum::http::Request::get("/api/v1/services").body(axum::body::Body::empty()).unwrap();
    for (status, code) in [(429, "too-many-requests"), (503, "busy")] {
        let response = api::turned_away(&server, &request, status);
        assert_eq!(
            (response.status().as_u16(), response.headers()["retry-after"].to_str().unwrap()),
            (status, "1")
        );
        assert_eq!(response.headers()["content-type"], "application/problem+json", "{code}");
    }
}
