//! The language of an answer: what `Accept-Language` prefers among those the state speaks, else the state's first.

use base::Lang;
use model::StateInfo;

/// Ranges of one header that are looked at.
const RANGES_MAX: usize = 32;

/// Chooses the language (RFC 9110 section 12.5.4, matched by RFC 4647 lookup).
pub fn choose(info: &StateInfo, header: Option<&str>) -> Lang {
    let mut ranges: Vec<(u16, &str)> =
        header.unwrap_or_default().split(',').take(RANGES_MAX).filter_map(range).collect();
    ranges.sort_by_key(|(quality, _)| std::cmp::Reverse(*quality));
    let spoken =
        |tag: &str| info.languages.iter().find(|lang| lang.as_str().eq_ignore_ascii_case(tag)).cloned();
    ranges
        .into_iter()
        .filter(|(quality, _)| *quality > 0)
        .find_map(|(_, tag)| prefixes(tag).find_map(spoken))
        .unwrap_or_else(|| info.default_language())
}

/// A language range and its quality in thousandths.
fn range(item: &str) -> Option<(u16, &str)> {
    let (tag, weight) = item.split_once(';').unwrap_or((item, "q=1"));
    let weight = weight.trim().strip_prefix("q=")?;
    let (whole, fraction) = weight.split_once('.').unwrap_or((weight, ""));
    if fraction.len() > 3 {
        return None;
    }
    let whole: u16 = whole.parse().ok().filter(|whole| *whole <= 1)?;
    let fraction: u16 = format!("{fraction:0<3}").parse().ok()?;
    Some(((whole * 1_000 + fraction).min(1_000), tag.trim()))
}

/// `zh-hant-tw`, `zh-hant`, `zh`.
fn prefixes(tag: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(tag), |tag| tag.rsplit_once('-').map(|(start, _)| start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_weights() {
        for (item, read) in [
            ("en", Some((1_000, "en"))),
            (" fr-CH ;q=0.5", Some((500, "fr-CH"))),
            ("x;q=0", Some((0, "x"))),
            ("x;q=1.000", Some((1_000, "x"))),
            ("x;q=2", None),
            ("x;q=0.1234", None),
            ("x;q=-1", None),
            ("x;level=1", None),
        ] {
            assert_eq!(range(item), read, "{item}");
        }
        assert_eq!(prefixes("zh-hant-tw").collect::<Vec<_>>(), ["zh-hant-tw", "zh-hant", "zh"]);
    }
}
