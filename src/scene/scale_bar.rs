//! The length that a scale bar has, on screen as on paper.

/// The longest round length of at most `most_mm`, in millimetres; 1 where even that is longer.
pub fn round_length_mm(most_mm: f32) -> u16 {
    let lengths = [500_u16, 200, 100, 50, 20, 10, 5, 2];
    lengths.into_iter().find(|&length| f32::from(length) <= most_mm).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_round() {
        assert_eq!([0.2, 9.0, 49.0, 50.0, 130.0, 1e4].map(round_length_mm), [1, 5, 20, 50, 100, 500]);
    }
}
