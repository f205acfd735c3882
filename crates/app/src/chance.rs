//! Randomness as an argument: from the machine, or from a seed where the same must come out again.

use base::Instant;
use rand_chacha::ChaCha20Rng;
use rand_core::{Rng as _, SeedableRng as _};
use std::sync::{Mutex, PoisonError};

/// Letters and digits of which none looks like another, in the order of their bytes.
pub(crate) const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A source of random bytes.
pub struct Chance(Mutex<ChaCha20Rng>);

impl Chance {
    /// Seeded by the machine.
    pub fn of_machine() -> Result<Self, getrandom::Error> {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed)?;
        Ok(Self(Mutex::new(ChaCha20Rng::from_seed(seed))))
    }

    /// The same for the same seed.
    pub fn of_seed(seed: u64) -> Self {
        Self(Mutex::new(ChaCha20Rng::seed_from_u64(seed)))
    }

    /// Random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut out = [0; N];
        self.0.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(&mut out);
        out
    }

    /// A number below `limit`, without bias; 0 if the limit is 0.
    pub fn below(&self, limit: usize) -> usize {
        let limit = u64::try_from(limit).unwrap_or(u64::MAX);
        if limit == 0 {
            return 0;
        }
        // Numbers at and above the largest multiple of `limit` would favour the low ones.
        let fair = u64::MAX - u64::MAX % limit;
        loop {
            let drawn = u64::from_le_bytes(self.bytes());
            if drawn < fair {
                return usize::try_from(drawn % limit).unwrap_or(0);
            }
        }
    }

    /// An id of 128 bits, 22 characters of base64url. It begins with the time, so that what is written together stands
    /// together on the disk; 80 bits are random.
    pub fn id(&self, now: Instant) -> String {
        let millis = now.0.div_euclid(1_000).to_be_bytes().into_iter().skip(2);
        let bytes: Vec<u8> = millis.chain(self.bytes::<10>()).collect();
        base::hash::base64url(&bytes)
    }

    /// A number that people can say over the phone: twelve letters and digits without those that look alike. As
    /// [`Chance::id`], it begins with the time, in quarters of a second; 30 bits are random.
    pub fn number(&self, now: Instant) -> String {
        const STEP_MICROS: i64 = 250_000;
        let steps = u64::try_from(now.0.div_euclid(STEP_MICROS)).unwrap_or(0);
        let random = u64::from_be_bytes(self.bytes());
        // Thirty bits of time, which come round after eight years, before thirty of chance.
        let bits = (steps << 30) ^ (random >> 34);
        let letter = |place: u32| {
            let five = bits >> (55 - 5 * place) & 31;
            usize::try_from(five)
                .ok()
                .and_then(|five| LETTERS.get(five))
                .map_or('0', |byte| char::from(*byte))
        };
        let group = |first: u32| (first..first + 4).map(letter).collect::<String>();
        [group(0), group(4), group(8)].join("-")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_ids_begin_with_the_time_and_end_with_chance() {
        let chance = Chance::of_seed(7);
        let at = |quarters: i64| chance.number(Instant(quarters * 250_000 + 9));
        let (first, same, later) = (at(7_200_000_000), at(7_200_000_000), at(7_200_000_001));
        assert!(first.len() == 14 && first.split('-').all(|part| part.len() == 4), "{first}");
        assert!(first.bytes().all(|byte| byte == b'-' || LETTERS.contains(&byte)), "{first}");
        assert_eq!(first.get(..7), same.get(..7), "of one quarter of a second");
        assert!(first.get(..7) < later.get(..7) && first != same, "{first} {same} {later}");
        let ids = [0, 0, 1].map(|milli| chance.id(Instant(milli * 1_000)));
        assert!(ids.iter().all(|id| id.len() == 22), "{ids:?}");
        let begins = |id: &str, with| id.starts_with(with);
        assert!(ids[0] != ids[1] && begins(&ids[1], "AAAAAAAA") && begins(&ids[2], "AAAAAAAB"), "{ids:?}");
    }
}
