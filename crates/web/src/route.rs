//! Every address, once: the router is made from this table, the door test walks it, and links are made only here.

use crate::answer::Answered;
use crate::ask::Ask;
use crate::form::encoded;
use crate::pages;
use axum::http::Uri;
use base::Lang;

/// How a route is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads; also answers `HEAD`.
    Get,
    /// Changes something.
    Post,
}

impl std::fmt::Display for Method {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Get => "GET",
            Self::Post => "POST",
        })
    }
}

/// Who may ask it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anyone.
    Public,
    /// Anyone signed in; what they see depends on who they are.
    Person,
    /// Officials: anyone who holds a post.
    Role,
    /// Anyone, in a demonstration only.
    Demo,
    /// Anyone signed in, in a demonstration only.
    DemoPerson,
}

/// One route.
#[derive(Clone, Copy)]
pub struct RouteInfo {
    /// How.
    pub method: Method,
    /// Where: parameters stand in braces.
    pub path: &'static str,
    /// By whom.
    pub access: Access,
    pub(crate) handler: fn(&Ask<'_>) -> Answered,
}

impl std::fmt::Debug for RouteInfo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} ({:?})", self.method, self.path, self.access)
    }
}

const fn get(path: &'static str, access: Access, handler: fn(&Ask<'_>) -> Answered) -> RouteInfo {
    RouteInfo { method: Method::Get, path, access, handler }
}

const fn post(path: &'static str, access: Access, handler: fn(&Ask<'_>) -> Answered) -> RouteInfo {
    RouteInfo { method: Method::Post, path, access, handler }
}

/// Every route of the pages.
pub(crate) const TABLE: &[RouteInfo] = &[
    get("/", Access::Public, pages::start::choose_language),
    get("/{lang}", Access::Public, pages::start::show),
    get("/{lang}/services", Access::Public, pages::services::list),
    get("/{lang}/services/{id}", Access::Public, pages::services::show),
    get("/{lang}/services/{id}/apply", Access::Person, pages::apply::begin),
    post("/{lang}/services/{id}/apply", Access::Person, pages::apply::go_on),
    get("/{lang}/cases/{id}", Access::Person, pages::case::show),
    get("/{lang}/cases/{id}/document", Access::Person, pages::case::document),
    get("/{lang}/cases/{id}/receipts/{transfer}", Access::Person, pages::money::receipt),
    get("/{lang}/cases/{id}/correct", Access::Person, pages::correct::begin),
    post("/{lang}/cases/{id}/correct", Access::Person, pages::correct::go_on),
    get("/{lang}/cases/{id}/acts/{action}", Access::Person, pages::case::confirm),
    post("/{lang}/cases/{id}/acts/{action}", Access::Person, pages::case::act),
    get("/{lang}/me", Access::Person, pages::me::show),
    get("/{lang}/me/records", Access::Person, pages::records::show),
    get("/{lang}/work", Access::Role, pages::work::list),
    post("/{lang}/work/next", Access::Role, pages::work::next),
    get("/{lang}/work/{id}", Access::Role, pages::work::show),
    post("/{lang}/work/{id}/acts/{action}", Access::Role, pages::work::act),
    get("/{lang}/counter", Access::Role, pages::counter::show),
    post("/{lang}/counter", Access::Role, pages::counter::search),
    post("/{lang}/counter/cash", Access::Role, pages::desk::cash),
    post("/{lang}/counter/desk", Access::Role, pages::desk::open),
    get("/{lang}/counter/receipts/{id}/{transfer}", Access::Role, pages::desk::slip),
    get("/{lang}/sign-in", Access::Public, pages::sign_in::show),
    post("/{lang}/sign-in", Access::Public, pages::sign_in::sign_in),
    post("/{lang}/sign-out", Access::Person, pages::sign_in::sign_out),
    get("/{lang}/demo/sign-in", Access::Demo, pages::sign_in::personas),
    post("/{lang}/demo/sign-in", Access::Demo, pages::sign_in::as_persona),
    get("/{lang}/demo/clock", Access::Demo, pages::clock::show),
    post("/{lang}/demo/clock", Access::DemoPerson, pages::clock::go_on),
    post("/demo/clock", Access::DemoPerson, pages::clock::for_programs),
    get("/{lang}/verify", Access::Public, pages::verify::form),
    post("/{lang}/verify", Access::Public, pages::verify::look_up),
    get("/{lang}/verify/{code}", Access::Public, pages::verify::show),
    get("/{lang}/log", Access::Public, pages::log::show),
    get("/{lang}/figures", Access::Public, pages::figures::show),
    get("/{lang}/policies", Access::Public, pages::policies::list),
    get("/{lang}/policies/text", Access::Public, pages::policies::text),
    get("/{lang}/policies/{who}", Access::Public, pages::policies::show),
    get("/{lang}/programme", Access::Public, pages::programme::list),
    get("/{lang}/programme/{id}", Access::Public, pages::programme::show),
    get("/{lang}/law/{id}", Access::Public, pages::law::show),
    get("/assets/{file}", Access::Public, pages::assets::show),
    get("/{lang}/{page}", Access::Public, pages::content::show),
];

/// Every route of the pages: what `koom routes` prints and the door test walks.
pub fn routes() -> Vec<RouteInfo> {
    TABLE.to_vec()
}

/// An address of a page. Links are made from these only.
#[derive(Clone, Copy, Debug)]
pub(crate) enum To<'a> {
    Start,
    Services,
    Service(&'a str),
    Apply(&'a str),
    /// The appeal service, with the attacked case chosen.
    Appeal(&'a str, &'a str),
    Case(&'a str),
    Document(&'a str),
    /// A receipt for cash, by the end of the transfer's number.
    Receipt(&'a str, &'a str),
    Correct(&'a str),
    Act(&'a str, &'a str),
    Me,
    MyRecords,
    /// Entries of the list of looks before this one.
    LooksBefore(u64),
    Work,
    WorkNext,
    WorkCase(&'a str),
    WorkAct(&'a str, &'a str),
    Counter,
    Desk,
    /// The desk's receipt for what it took or handed out.
    Slip(&'a str, &'a str),
    Cash,
    SignIn,
    SignOut,
    DemoSignIn,
    Clock,
    Verify,
    VerifyCode(&'a str),
    Log,
    Figures,
    Policies,
    /// The policies' own text.
    PoliciesText,
    /// What one kind of party may do.
    PoliciesOf(&'a str),
    Programmes,
    Programme(&'a str),
    /// A law, at an article if one is named.
    Law(&'a str, Option<&'a str>),
    /// A content page of the state.
    Page(&'a str),
}

impl To<'_> {
    /// The address in a language.
    pub(crate) fn href(self, lang: &Lang) -> String {
        let rest = match self {
            Self::Start => return format!("/{lang}"),
            Self::Services => "services".to_owned(),
            Self::Service(id) => format!("services/{}", encoded(id)),
            Self::Apply(id) => format!("services/{}/apply", encoded(id)),
            Self::Appeal(id, case) => format!("services/{}/apply?case={}", encoded(id), encoded(case)),
            Self::Case(id) => format!("cases/{}", encoded(id)),
            Self::Document(id) => format!("cases/{}/document", encoded(id)),
            Self::Receipt(id, transfer) => format!("cases/{}/receipts/{}", encoded(id), encoded(transfer)),
            Self::Correct(id) => format!("cases/{}/correct", encoded(id)),
            Self::Act(id, action) => format!("cases/{}/acts/{}", encoded(id), encoded(action)),
            Self::Me => "me".to_owned(),
            Self::MyRecords => "me/records".to_owned(),
            Self::LooksBefore(leaf) => format!("me?before={leaf}#looked"),
            Self::Work => "work".to_owned(),
            Self::WorkNext => "work/next".to_owned(),
            Self::WorkCase(id) => format!("work/{}", encoded(id)),
            Self::WorkAct(id, action) => format!("work/{}/acts/{}", encoded(id), encoded(action)),
            Self::Counter => "counter".to_owned(),
            Self::Cash => "counter/cash".to_owned(),
            Self::Desk => "counter/desk".to_owned(),
            Self::Slip(id, transfer) => format!("counter/receipts/{}/{}", encoded(id), encoded(transfer)),
            Self::SignIn => "sign-in".to_owned(),
            Self::SignOut => "sign-out".to_owned(),
            Self::DemoSignIn => "demo/sign-in".to_owned(),
            Self::Clock => "demo/clock".to_owned(),
            Self::Verify => "verify".to_owned(),
            Self::VerifyCode(code) => format!("verify/{}", encoded(code)),
            Self::Log => "log".to_owned(),
            Self::Figures => "figures".to_owned(),
            Self::Policies => "policies".to_owned(),
            Self::PoliciesText => "policies/text".to_owned(),
            Self::PoliciesOf(who) => format!("policies/{}", encoded(who)),
            Self::Programmes => "programme".to_owned(),
            Self::Programme(id) => format!("programme/{}", encoded(id)),
            Self::Law(law, None) => format!("law/{}", encoded(law)),
            Self::Law(law, Some(article)) => format!("law/{}#{}", encoded(law), article_id(article)),
            Self::Page(name) => encoded(name),
        };
        format!("/{lang}/{rest}")
    }
}

/// The id of an article on its law's page: articles may have any characters.
pub(crate) fn article_id(article: &str) -> String {
    let plain: String = article.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    format!("a-{plain}")
}

/// A way back that leads nowhere but to our own pages in a language of the state.
pub(crate) fn way_back<'a>(to: &'a str, languages: &[Lang]) -> Option<&'a str> {
    let rest = to.strip_prefix('/')?;
    let lang = rest.split(['/', '?', '#']).next()?;
    let ours = languages.iter().any(|known| known.as_str() == lang);
    let plain = to.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\') && !to.contains("//");
    (ours && plain && to.len() <= 300).then_some(to)
}

/// The page that is meant by an address with one slash too many at its end.
pub(crate) fn without_slash(uri: &Uri, languages: &[Lang]) -> Option<String> {
    let path = uri.path().strip_suffix('/').filter(|path| !path.ends_with('/'))?;
    way_back(path, languages)?;
    let query = uri.query().map_or_else(String::new, |query| format!("?{query}"));
    is_page(path).then(|| format!("{path}{query}"))
}

/// True if an address without what follows `?` is a page's.
pub(crate) fn is_page(path: &str) -> bool {
    let fits = |pattern: &str| {
        let (pattern, parts): (Vec<&str>, Vec<&str>) =
            (pattern.split('/').collect(), path.split('/').collect());
        pattern.len() == parts.len()
            && pattern.iter().zip(&parts).all(|(pattern, part)| pattern == part || pattern.starts_with('{'))
    };
    TABLE.iter().any(|route| route.method == Method::Get && fits(route.path))
}

/// True for the pages on which officers work.
pub(crate) fn at_work(uri: &Uri) -> bool {
    matches!(uri.path().split('/').nth(2), Some("work" | "counter"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_back_stays_at_home() {
        let languages = [Lang::new("xx"), Lang::new("yy")];
        for good in ["/xx", "/yy/services/a-b/apply?case=1", "/xx/me#looked"] {
            assert_eq!(way_back(good, &languages), Some(good));
        }
        for bad in [
            "",
            "xx",
            "//evil.example",
            "/xx//evil",
            "/zz/me",
            "/xx/\\evil",
            "https://xx/",
            "/xx/a b",
            "/xx\n/",
        ] {
            assert_eq!(way_back(bad, &languages), None, "{bad}");
        }
    }

    #[test]
    fn every_link_leads_to_a_route_of_the_table() {
        let lang = Lang::new("xx");
        let links = [
            To::Start,
            To::Services,
            To::Service("a"),
            To::Apply("a"),
            To::Appeal("a", "b"),
            To::Case("a"),
            To::Document("a"),
            To::Receipt("a", "b"),
            To::Correct("a"),
            To::Act("a", "b"),
            To::Me,
            To::MyRecords,
            To::LooksBefore(3),
            To::Work,
            To::WorkNext,
            To::WorkCase("a"),
            To::WorkAct("a", "b"),
            To::Counter,
            To::Desk,
            To::Slip("a", "b"),
            To::Cash,
            To::SignIn,
            To::SignOut,
            To::DemoSignIn,
            To::Clock,
            To::Verify,
            To::VerifyCode("a.b"),
            To::Log,
            To::Figures,
            To::Policies,
            To::PoliciesText,
            To::PoliciesOf("role:a"),
            To::Programmes,
            To::Programme("a"),
            To::Law("a", None),
            To::Law("a", Some("3-1")),
            To::Page("about"),
        ];
        for link in links {
            let href = link.href(&lang);
            let path: Vec<&str> = href.split(['?', '#']).next().unwrap().split('/').collect();
            let fits = |route: &RouteInfo| {
                let pattern: Vec<&str> = route.path.split('/').collect();
                pattern.len() == path.len()
                    && pattern
                        .iter()
                        .zip(&path)
                        .all(|(pattern, part)| pattern == part || pattern.starts_with('{'))
            };
            assert!(TABLE.iter().any(fits), "{href}");
        }
    }

    #[test]
    fn no_route_stands_twice() {
        let mut seen: Vec<(String, &str)> =
            TABLE.iter().map(|route| (route.method.to_string(), route.path)).collect();
        seen.sort();
        let count = seen.len();
        seen.dedup();
        assert_eq!(seen.len(), count);
    }
}
