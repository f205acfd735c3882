//! Every page of every kind of reader in every language: whole, safe, small, and with links that lead somewhere.

use crate::browser::{Browser, Demo, Page};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use std::collections::BTreeSet;
use std::io::Write as _;
use web::Method;

/// Pages served by others beside this router.
fn elsewhere(href: &str) -> bool {
    ["/api/", "/log/", "/reads/", "https://", "#"].iter().any(|begin| href.starts_with(begin))
}

/// What every page must be.
fn whole(page: &Page, path: &str) {
    let text = &page.text;
    assert_eq!(text.matches("<h1").count(), 1, "{path} has not exactly one h1");
    let lang = path.split('/').nth(1).unwrap();
    assert!(text.contains(&format!("<html lang=\"{lang}\" dir=\"ltr\">")), "{path}");
    assert!(
        !text.contains("<script") && !text.contains("javascript:") && !text.contains(" onclick"),
        "{path}"
    );
    // A missing message is shown as its key in brackets.
    let keys = text.split('[').skip(1).filter_map(|rest| rest.split_once(']').map(|(key, _)| key));
    let of_key = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_".contains(&b);
    let missing: Vec<&str> = keys
        .filter(|key| {
            key.contains('-')
                && !key.starts_with("km-")
                && !key.starts_with("aria-")
                && key.bytes().all(of_key)
        })
        .collect();
    assert!(missing.is_empty(), "{path} lacks words: {missing:?}");
    let ids: Vec<&str> =
        text.split(" id=\"").skip(1).filter_map(|rest| rest.split_once('"').map(|(id, _)| id)).collect();
    let once: BTreeSet<&&str> = ids.iter().collect();
    assert_eq!(ids.len(), once.len(), "{path} has an id twice: {ids:?}");
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
    ] {
        assert_eq!(page.header(name), value, "{path}");
    }
    let policy = page.header("content-security-policy");
    assert!(
        policy.starts_with("default-src 'none'; style-src 'self'")
            && policy.contains("frame-ancestors 'none'")
            && !policy.contains("unsafe"),
        "{path}: {policy}"
    );
    let mut zipped = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
    zipped.write_all(&page.bytes).unwrap();
    let size = zipped.finish().unwrap().len();
    let limit = if path.ends_with("/policies/text") { 60 * 1024 } else { 14 * 1024 };
    assert!(size <= limit, "{path} has {size} bytes compressed");
}

/// Walks from the start page along every link within the site.
async fn walk(browser: &mut Browser, lang: &str, more: &[String]) -> BTreeSet<String> {
    let mut waiting: Vec<String> = vec![format!("/{lang}")];
    waiting.extend(more.iter().cloned());
    let mut seen: BTreeSet<String> = waiting.iter().cloned().collect();
    while let Some(path) = waiting.pop() {
        // Each page as a first visit, with its stylesheet in it.
        browser.cookies.remove("css");
        let page = browser.get(&path).await;
        if page.header("content-type") == "application/pdf" || page.status == StatusCode::SEE_OTHER {
            continue;
        }
        assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.text);
        if !path.starts_with("/assets/") {
            whole(&page, &path);
        }
        for href in page.links() {
            if let Some((_, id)) = href.split_once('#').filter(|(to, _)| to.is_empty()) {
                assert!(
                    page.text.contains(&format!(" id=\"{id}\"")),
                    "{path} has a link to {href}, which is not there"
                );
            }
            let to = href.split('#').next().unwrap().to_owned();
            let own = to.split('/').nth(1) == Some(lang) || to.starts_with("/assets/");
            assert!(elsewhere(&href) || to.starts_with('/'), "{path} links to {href}");
            if !elsewhere(&href) && own && seen.insert(to.clone()) {
                waiting.push(to);
            }
        }
    }
    seen
}

#[tokio::test]
async fn every_page_in_every_language_is_whole_and_leads_on() {
    let demo = Demo::new();
    let mut mother = demo.signed_in("mother").await;
    let granted = crate::journeys::granted(&demo, &mut mother).await;
    let mut claimant = demo.signed_in("unknown-income").await;
    let waiting =
        crate::journeys::file(&mut claimant, "/ru/services/ui-bulogo-komok/apply", &[("payment", "cash")])
            .await;
    let publisher = app::publish::Publisher::resume(&demo.app, &[[9; 32]]).unwrap();
    assert!(publisher.publish(&demo.app).is_ok());
    let log = demo.nobody().get("/ru/log").await;
    assert!(log.text.contains("Подано заявление") && log.text.contains("/api/v1/log/"), "{}", log.text);
    for lang in demo.langs() {
        let seen = walk(&mut demo.nobody(), &lang, &[]).await;
        assert!(seen.len() > 15, "{lang}: {seen:?}");
        let seen = walk(&mut mother, &lang, &[format!("/{lang}/cases/{granted}")]).await;
        assert!(
            seen.contains(&format!("/{lang}/me"))
                && seen.contains(&format!("/{lang}/cases/{granted}/document")),
            "{seen:?}"
        );
        walk(&mut claimant, &lang, &[format!("/{lang}/cases/{waiting}")]).await;
        let mut officer = demo.signed_in("officer-naryn-1").await;
        let seen = walk(&mut officer, &lang, &[format!("/{lang}/work/{waiting}")]).await;
        assert!(seen.contains(&format!("/{lang}/work")), "{seen:?}");
        let seen = walk(&mut demo.signed_in("registrar").await, &lang, &[]).await;
        assert!(seen.contains(&format!("/{lang}/services/birth-registration/apply")), "{seen:?}");
        walk(&mut demo.signed_in("counter").await, &lang, &[]).await;
        walk(&mut demo.signed_in("auditor").await, &lang, &[]).await;
    }
    assert!(demo.incidents.lock().unwrap().is_empty(), "{:?}", demo.incidents);
}

#[tokio::test]
async fn every_route_that_reads_is_reached_by_a_walk_or_named_here() {
    // Routes that no link leads to without something having happened first.
    const NOT_LINKED: &[&str] = &[
        "/",
        "/{lang}/cases/{id}/correct",
        "/{lang}/counter/receipts/{id}/{transfer}",
        "/{lang}/cases/{id}/receipts/{transfer}",
        "/{lang}/cases/{id}/acts/{action}",
        "/{lang}/verify/{code}",
        "/{lang}/sign-in",
        "/{lang}/work/{id}",
        "/{lang}/counter",
        "/{lang}/work",
        "/assets/{file}",
    ];
    let demo = Demo::new();
    let mut mother = demo.signed_in("mother").await;
    crate::journeys::granted(&demo, &mut mother).await;
    let mut seen = walk(&mut mother, "ru", &[]).await;
    seen.extend(walk(&mut demo.nobody(), "ru", &[]).await);
    for route in
        web::routes().iter().filter(|route| route.method == Method::Get && !NOT_LINKED.contains(&route.path))
    {
        let pattern: Vec<&str> = route.path.split('/').collect();
        let reached = seen.iter().any(|path| {
            let path: Vec<&str> = path.split('?').next().unwrap().split('/').collect();
            path.len() == pattern.len()
                && pattern
                    .iter()
                    .zip(&path)
                    .all(|(pattern, part)| pattern == part || pattern.starts_with('{'))
        });
        assert!(reached, "no link leads to {}", route.path);
    }
}

#[tokio::test]
async fn the_browser_s_language_the_style_and_compression() {
    let demo = Demo::new();
    let mut browser = demo.nobody();
    let request =
        Request::get("/").header("accept-language", "de, en;q=0.8, ru;q=0.5").body(Body::empty()).unwrap();
    assert_eq!(browser.send(request).await.location(), "/en");
    assert_eq!(browser.get("/").await.location(), format!("/{}", demo.langs()[0]));
    // The first page brings its style along under a nonce; the next ones link to the file, which never changes.
    let first = browser.get("/en").await;
    let nonce = first.text.split_once("<style nonce=\"").unwrap().1.split_once('"').unwrap().0.to_owned();
    assert!(first.header("content-security-policy").contains(&format!("'nonce-{nonce}'")));
    let second = browser.get("/en/services").await;
    assert!(!second.text.contains("<style") && !second.header("content-security-policy").contains("nonce"));
    let sheet = second.links().into_iter().find(|href| href.contains(".css")).unwrap();
    let sheet = browser.get(&sheet).await;
    assert_eq!(
        (sheet.header("content-type"), sheet.header("cache-control")),
        ("text/css; charset=utf-8", "public, max-age=31536000, immutable")
    );
    // Packed for who takes it.
    let packed = Request::get("/en").header("accept-encoding", "br, gzip").body(Body::empty()).unwrap();
    let packed = browser.send(packed).await;
    assert_eq!(packed.header("content-encoding"), "gzip");
    assert!(packed.bytes.starts_with(&[0x1f, 0x8b]));
    // Personal pages stay in no cache; every response has its own token.
    let mut mother = demo.signed_in("mother").await;
    let (one, two) = (mother.get("/en/me").await, mother.get("/en/me").await);
    assert_eq!(one.header("cache-control"), "no-store");
    assert_ne!(one.hidden("/en/sign-out"), two.hidden("/en/sign-out"));
}
