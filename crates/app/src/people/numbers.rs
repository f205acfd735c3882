//! Identifiers that nobody else has, without remembering who has which: the numbers of a form are put into an order
//! that looks random and is given out one after another.

use crate::error::Fault;
use model::Form;
use model::info::Identifier;
use std::collections::BTreeMap;

/// Numbers kept for people with a story, before those of households.
const RESERVED: u64 = 4_096;
/// Numbers of one form that a household may need.
pub const EACH_MAX: u64 = 32;
/// Forms with more identifiers than this use a part of them.
const SIZE_MAX: u64 = 1 << 62;
/// Rounds of the network; four hide every pattern from the eye, and hiding more is not asked.
const ROUNDS: u64 = 4;

/// A number that depends on all of these and looks like none of them (the finisher of SplitMix64).
pub fn mix(parts: &[u64]) -> u64 {
    parts.iter().fold(0x9E37_79B9_7F4A_7C15, |state, part| {
        let mut z = (state ^ part).wrapping_add(0x9E37_79B9_7F4A_7C15);
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    })
}

/// A one-to-one map of the numbers below `size` onto themselves: a Feistel network over the next even power of two,
/// walked until it lands inside.
#[derive(Clone, Copy, Debug)]
struct Shuffle {
    size: u64,
    half: u32,
    seed: u64,
}

impl Shuffle {
    fn new(size: u64, seed: u64) -> Self {
        let bits = u64::BITS - size.saturating_sub(1).leading_zeros();
        Self { size, half: bits.div_ceil(2).max(1), seed }
    }

    /// The number at a place below the size.
    fn at(self, place: u64) -> u64 {
        let mask = (1_u64 << self.half) - 1;
        let mut number = place;
        loop {
            let (mut left, mut right) = (number >> self.half, number & mask);
            for round in 0..ROUNDS {
                (left, right) = (right, left ^ (mix(&[self.seed, round, right]) & mask));
            }
            number = (left << self.half) | right;
            if number < self.size {
                return number;
            }
        }
    }
}

/// The identifiers of a state, each form in its own order.
#[derive(Debug)]
pub struct Numbers<'m> {
    forms: BTreeMap<&'m str, (&'m Identifier, Shuffle)>,
}

impl<'m> Numbers<'m> {
    /// The orders of a seed.
    pub fn new(identifiers: &'m BTreeMap<String, Identifier>, seed: u64) -> Self {
        let forms = identifiers.iter().zip(0_u64..).map(|((name, identifier), place)| {
            (name.as_str(), (identifier, Shuffle::new(size(&identifier.form), mix(&[seed, place]))))
        });
        Self { forms: forms.collect() }
    }

    /// The `n`-th identifier of a form for a household.
    pub fn of_household(&self, form: &str, household: u64, n: u64) -> Result<String, Fault> {
        let none = || Fault::Missing(format!("another identifier {form} for household {household}"));
        if n >= EACH_MAX {
            return Err(none());
        }
        let place = household.checked_mul(EACH_MAX).and_then(|first| first.checked_add(RESERVED + n));
        self.at(form, place.ok_or_else(none)?)
    }

    /// The `n`-th identifier of a form for a person with a story.
    pub fn of_persona(&self, form: &str, n: u64) -> Result<String, Fault> {
        if n + 1 >= RESERVED {
            return Err(Fault::Missing(format!("another identifier {form} for a persona")));
        }
        self.at(form, n)
    }

    fn at(&self, form: &str, place: u64) -> Result<String, Fault> {
        let missing = || Fault::Missing(format!("another free identifier {form}: its form has no more"));
        let (identifier, shuffle) =
            self.forms.get(form).ok_or_else(|| Fault::Missing(format!("identifier {form}")))?;
        if place >= shuffle.size {
            return Err(missing());
        }
        let text = spell(&identifier.form, shuffle.at(place), shuffle.size);
        if text != identifier.example {
            return Ok(text);
        }
        // The example means nobody; whoever would get it has the last of the reserved ones.
        Ok(spell(&identifier.form, shuffle.at(RESERVED - 1), shuffle.size))
    }
}

/// How many identifiers of a form are told apart: those of its first positions, as far as they can be counted.
fn size(form: &Form) -> u64 {
    form.sizes().fold(1_u64, |size, more| {
        let more = u64::try_from(more).unwrap_or(1);
        size.checked_mul(more).filter(|size| *size <= SIZE_MAX).unwrap_or(size)
    })
}

/// The identifier with this number.
fn spell(form: &Form, number: u64, size: u64) -> String {
    let (mut rest, mut spanned) = (number, 1_u64);
    form.draw(|below| {
        let base = u64::try_from(below).unwrap_or(1).max(1);
        let digit = match spanned.checked_mul(base).filter(|spanned| *spanned <= size) {
            Some(more) => {
                spanned = more;
                let digit = rest % base;
                rest /= base;
                digit
            }
            None => mix(&[number, spanned]) % base,
        };
        usize::try_from(digit).unwrap_or(0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn an_order_leaves_nothing_out_and_gives_nothing_twice() {
        for size in [1, 2, 3, 10, 257, 1_000] {
            let shuffle = Shuffle::new(size, 7);
            let all: BTreeSet<u64> = (0..size).map(|place| shuffle.at(place)).collect();
            assert_eq!(all, (0..size).collect());
        }
    }

    #[test]
    fn identifiers_have_their_form_and_differ() {
        for form in ["[1-9][0-9]{3}", "AB[0-9]{3}[A-Z]", "[0-9A-Z]{20}"] {
            let form = Form::parse(form).unwrap();
            let size = size(&form);
            let shuffle = Shuffle::new(size, 3);
            let drawn: BTreeSet<String> =
                (0..9_000).map(|place| spell(&form, shuffle.at(place), size)).collect();
            assert_eq!(drawn.len(), 9_000);
            assert!(drawn.iter().all(|text| form.matches(text)));
        }
    }
}
