//! The fonts a document can use: one for reading, one for codes and digests.
//!
//! The faces are part of the program and stay where the program was loaded; nothing is copied. Six of the seventeen
//! faces that come with typst are offered: mathematics and a second text family would cost memory and add no letter.
//! The bold italic is left out because it lacks the extended Cyrillic letters that its sisters have, so words in it
//! would be patched from another face; semibold italic takes its place.

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// Family for text: Latin, Greek, Cyrillic with its extensions, Hebrew.
pub(crate) const TEXT: &str = "Libertinus Serif";
/// Family of fixed width, for digests and codes.
pub(crate) const MONO: &str = "DejaVu Sans Mono";

/// Places of the faces in the list of typst's assets: regular, bold, italic, semibold and semibold italic of the text
/// family, and the regular of the fixed-width one, which stands last. Tests hold them to it.
const FACES: [usize; 6] = [0, 1, 2, 4, 5, 16];

/// Parsed faces and the index over them.
pub(crate) struct Fonts {
    pub(crate) book: LazyHash<FontBook>,
    pub(crate) faces: Vec<Font>,
}

impl Fonts {
    pub(crate) fn load() -> Self {
        let faces: Vec<Font> = typst_assets::fonts()
            .enumerate()
            .filter(|(index, _)| FACES.contains(index))
            .filter_map(|(_, bytes)| Font::new(Bytes::new(bytes), 0))
            .collect();
        Self { book: LazyHash::new(FontBook::from_fonts(&faces)), faces }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_six_faces_are_the_ones_meant() {
        let fonts = Fonts::load();
        let families: Vec<String> = fonts.faces.iter().map(|f| f.info().family.clone()).collect();
        assert_eq!(families.iter().filter(|family| *family == TEXT).count(), 5);
        assert_eq!(families.iter().filter(|family| *family == MONO).count(), 1);
        assert_eq!(families.len(), 6);
    }

    #[test]
    fn every_text_face_has_latin_and_extended_cyrillic_letters() {
        // Letters that fonts with "Cyrillic" support most often lack, with marks that letters need in law texts.
        let needed = "AZazÀéßłşğƏəАЯаяЁёҢңӨөҮүҒғҚқҮүҰұҺһІіЇїЄєЎў№§–—«»„“”’…−×•%‰€";
        for face in Fonts::load().faces.iter().filter(|face| face.info().family == TEXT) {
            let missing: String =
                needed.chars().filter(|c| !face.info().coverage.contains(u32::from(*c))).collect();
            assert_eq!(missing, "", "{:?}", face.post_script_name());
        }
    }
}
