//! Numbers to work on.

/// Numbers in `-0.5..0.5`, that no branch predictor and no shortcut for zeros can guess; always the same.
pub fn numbers() -> impl Iterator<Item = f32> {
    let mut state = 0x2545_F491_u32;
    std::iter::repeat_with(move || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state as f32 / u32::MAX as f32 - 0.5
    })
}
