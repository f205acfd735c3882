//! Randomness as an argument: from the machine, or from a seed where the same must come out again.

use rand_chacha::ChaCha20Rng;
use rand_core::{Rng as _, SeedableRng as _};
use std::sync::{Mutex, PoisonError};

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

    /// A random id of 128 bits, 22 characters of base64url.
    pub fn id(&self) -> String {
        base::hash::base64url(&self.bytes::<16>())
    }
}
