//! Numbers from a seed (xorshift64*), the same on every machine.

/// The state that the next number comes from.
#[derive(Clone, Debug)]
pub struct Random(pub u64);

impl Random {
    /// The numbers of one frame of one seed, whatever was drawn for other frames.
    #[must_use]
    pub fn of(seed: u64, index: u64) -> Self {
        Self(mix(seed ^ mix(index.wrapping_add(1))))
    }

    /// The next number.
    pub fn draw(&mut self) -> u64 {
        let mut state = self.0.max(1);
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        self.0 = state;
        state.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// A number below `limit`, which is not nought.
    pub fn below(&mut self, limit: u64) -> u32 {
        u32::try_from((self.draw() >> 33) % limit).expect("31 bits")
    }

    /// A number from `low` up to `high`, evenly.
    #[expect(clippy::cast_precision_loss, reason = "24 bits")]
    pub fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * ((self.draw() >> 40) as f32 / (1 << 24) as f32)
    }

    /// About normal, with a spread of one.
    pub fn spread(&mut self) -> f32 {
        (0..4).map(|_| self.between(0.0, 1.0)).sum::<f32>() * 1.732 - 3.464
    }
}

/// Spreads the bits of a number over all of another (splitmix64).
pub(crate) fn mix(number: u64) -> u64 {
    let mut state = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    state = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    state = (state ^ (state >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    state ^ (state >> 31)
}
