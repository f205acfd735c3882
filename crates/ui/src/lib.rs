//! Typed HTML components. They know no route, no law and no language: every text comes translated from the caller or
//! as a message through a [`Locale`], every link as an address.
//!
//! A component makes its own ids, `aria-*` and links between label, hint, error and field, so that a caller cannot
//! forget them. Text is always escaped; markup is only ever [`Markup`]. No component needs JavaScript. The structure
//! and accessibility behaviour of forms follow govuk-frontend's (MIT); look and stylesheet are our own.
//!
//! Every component is a struct with public fields and `render`; those with many optional fields have `Default`, so a
//! caller names what it needs and ends with `..Default::default()`.
//!
//! The gallery (`cargo run --release -p ui --example gallery -- OUT_DIR STATE_DIR`) shows all of them in every language.

mod choice;
mod clock;
mod decision;
mod field;
mod list;
mod looked;
mod mark;
mod page;
mod part;
mod receipt;
mod style;
mod summary;
mod work;

pub use choice::{Checkboxes, Choice, Radios, Select};
pub use clock::{ClockDay, DayKind, HoursLeft, LegalClock};
pub use decision::{AppealWay, DecidedBy, DecisionCard, Favour, Reason, Trace, TraceLine, Verdict};
pub use field::{DateInput, DateParts, ErrorSummary, Field, InputKind, Problem, TextArea, TextInput, Width};
pub use i18n::{Direction, Locale};
pub use list::{Figure, Figures, Next, Pagination, ServiceItem, ServiceList, Table, TableColumn};
pub use looked::{Look, Looker, WhoLooked};
pub use mark::{ICON, ICON_PATH, MARK};
pub use maud::{DOCTYPE, Markup, html};
pub use page::{Language, NavLink, Page, STAY, Session};
pub use part::{
    Button, ButtonKind, Details, Form, Inset, Link, LinkButton, Notice, Panel, Tag, Tone, heading, paragraph,
};
pub use receipt::{PathStep, Published, Receipt};
pub use style::{Style, Stylesheet, stylesheet};
pub use summary::{Row, Source, SummaryList};
pub use work::{Columns, History, HistoryItem, TaskCard};
