//! The closed world a template lives in: templates, fonts, data. Nothing else exists.

use std::collections::BTreeMap;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::fonts::Fonts;
use crate::{Kind, PaperError, TEMPLATE_BYTES_MAX};

/// Virtual file with the words and values of the document.
pub(crate) const DATA: &str = "data.json";
/// Virtual file with title, language and date.
pub(crate) const META: &str = "meta.json";
/// Virtual file with the QR code.
pub(crate) const QR: &str = "qr.svg";
/// The wrapper around every template.
const MAIN: &str = "main.typ";

/// Sets what an archive and a screen reader need, so that no template can forget it, then hands over.
const WRAPPER: &str = r#"#let meta = json("/meta.json")
#set document(
  title: meta.title,
  date: datetime(year: meta.date.year, month: meta.date.month, day: meta.date.day),
)
#set text(lang: meta.lang, region: meta.region)
#include meta.template
"#;

/// What one set of templates needs for all its documents.
pub(crate) struct Templates {
    library: LazyHash<Library>,
    fonts: Fonts,
    main: Source,
    /// Code, by path.
    sources: BTreeMap<String, Source>,
    /// Material that code may read, such as drawings, by path.
    others: BTreeMap<String, Bytes>,
    refused: BTreeMap<String, PaperError>,
}

impl Templates {
    pub(crate) fn new(files: BTreeMap<String, String>) -> Self {
        let mut templates = Self {
            library: LazyHash::new(Library::default()),
            fonts: Fonts::load(),
            // Its path is `main.typ` in the root, which is therefore refused as a name below.
            main: Source::detached(WRAPPER),
            sources: BTreeMap::new(),
            others: BTreeMap::new(),
            refused: BTreeMap::new(),
        };
        for (path, text) in files {
            match usable(&path, &text) {
                Ok(id) if is_code(&path) => drop(templates.sources.insert(path, Source::new(id, text))),
                Ok(_) => drop(templates.others.insert(path, Bytes::from_string(text))),
                Err(refusal) => drop(templates.refused.insert(path, refusal)),
            }
        }
        templates
    }

    /// Refuses a template that does not exist or cannot be used, before the compiler says it less clearly.
    pub(crate) fn find(&self, path: &str) -> Result<(), PaperError> {
        if let Some(refusal) = self.refused.get(path) {
            return Err(refusal.clone());
        }
        if self.sources.contains_key(path) {
            return Ok(());
        }
        let hint = match self.sources.len() {
            0 => "the state has none".to_owned(),
            _ => format!("there are: {}", self.some_names()),
        };
        Err(PaperError::whole(Kind::Request, path, format!("no template “{path}”"), &hint))
    }

    /// At most ten names, for a hint.
    fn some_names(&self) -> String {
        let names: Vec<&str> = self.sources.keys().map(String::as_str).take(10).collect();
        names.join(", ")
    }
}

/// Only `.typ` files are code; all others are material.
fn is_code(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, extension)| extension == "typ")
}

/// The id of a file of the state, unless it cannot be used. The compiler keeps each path it ever saw for good; a
/// state has the same few paths in each version, so that does not grow.
fn usable(path: &str, text: &str) -> Result<FileId, PaperError> {
    if text.len() > TEMPLATE_BYTES_MAX {
        let message = format!("the file has {} bytes; at most {TEMPLATE_BYTES_MAX} are allowed", text.len());
        return Err(PaperError::whole(Kind::Limit, path, message, "split it, or simplify its drawings"));
    }
    if [DATA, META, QR, MAIN].contains(&path) {
        let message = format!("the name “{path}” is taken by a virtual file");
        return Err(PaperError::whole(Kind::Template, path, message, "choose another name"));
    }
    match VirtualPath::new(path) {
        Ok(found) if found.get_without_slash() == path => {
            Ok(RootedPath::new(VirtualRoot::Project, found).intern())
        }
        _ => {
            let hint = "write it like documents/decision.typ: from the state folder, with single slashes";
            Err(PaperError::whole(Kind::Template, path, format!("the path “{path}” cannot be used"), hint))
        }
    }
}

/// Path of a file in the state folder; `None` in a package, of which there are none.
fn path_of(id: FileId) -> Option<&'static str> {
    let rooted = id.get();
    matches!(rooted.root(), VirtualRoot::Project).then(|| rooted.vpath().get_without_slash())
}

/// The world of one document.
pub(crate) struct DocumentWorld<'a> {
    pub(crate) templates: &'a Templates,
    /// Path of the template that is set.
    pub(crate) template: &'a str,
    pub(crate) date: Datetime,
    pub(crate) data: Bytes,
    pub(crate) meta: Bytes,
    pub(crate) qr: Option<Bytes>,
}

impl DocumentWorld<'_> {
    /// Path and text of a file its author can correct: a template or its material, not the wrapper, not the data.
    pub(crate) fn authored(&self, id: FileId) -> Option<(&'static str, Bytes)> {
        let path = path_of(id)?;
        let source = self.templates.sources.get(path).map(|source| Bytes::from_string(source.clone()));
        source.or_else(|| self.templates.others.get(path).cloned()).map(|text| (path, text))
    }

    /// Whether these are the bytes of this document's QR code.
    pub(crate) fn is_qr(&self, bytes: &Bytes) -> bool {
        self.qr.as_ref() == Some(bytes)
    }

    /// Which files a template can read, as a hint.
    pub(crate) fn readable_files(&self) -> String {
        let qr = if self.qr.is_some() { ", /qr.svg" } else { "; this document has no QR code" };
        format!(
            "a template can read /data.json, /meta.json{qr}, and the files beside it; there are no packages"
        )
    }
}

impl World for DocumentWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.templates.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.templates.fonts.book
    }

    fn main(&self) -> FileId {
        self.templates.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let main = &self.templates.main;
        if id == main.id() {
            return Ok(main.clone());
        }
        let path = path_of(id).ok_or_else(|| not_found(id))?;
        self.templates.sources.get(path).cloned().ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let found = match path_of(id) {
            Some(DATA) => Some(self.data.clone()),
            Some(META) => Some(self.meta.clone()),
            Some(QR) => self.qr.clone(),
            Some(_) => self.authored(id).map(|(_, bytes)| bytes),
            None => None,
        };
        found.ok_or_else(|| not_found(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.templates.fonts.faces.get(index).cloned()
    }

    /// The document's own date, in every time zone.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        Some(self.date)
    }
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_with_slash().into())
}
