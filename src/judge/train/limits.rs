//! The limits between levels, chosen where agreement with the raters is best.

use crate::judge::model::level;

/// Quadratic weighted kappa of predicted levels with rated ones.
///
/// 1 is full agreement, 0 what chance gives. Where both give one and the same level to every draft, kappa is undefined; 1 is returned.
pub(crate) fn kappa(pairs: &[(u8, u8)]) -> f64 {
    let mut counts = [[0.0_f64; 3]; 3];
    for &(said, rated) in pairs {
        counts[usize::from(said)][usize::from(rated)] += 1.0;
    }
    let total: f64 = pairs.len() as f64;
    let (mut seen, mut chance) = (0.0, 0.0);
    for said in 0..3 {
        for rated in 0..3 {
            let far = (said as f64 - rated as f64).powi(2);
            let row: f64 = counts[said].iter().sum();
            let column: f64 = counts.iter().map(|row| row[rated]).sum();
            seen += far * counts[said][rated];
            chance += far * row * column / total.max(1.0);
        }
    }
    if chance == 0.0 { 1.0 } else { 1.0 - seen / chance }
}

/// A draft of the calibration set: file, probabilities, rated level.
pub(crate) struct Held {
    pub file: usize,
    pub likely: [f32; 2],
    pub rated: u8,
}

/// The limits with the best agreement: over all drafts at once and in the mean over files, half each.
///
/// Files differ in how high their levels are; a limit good only for the pooled drafts would tell files apart, not drafts.
pub(crate) fn choose(held: &[Held]) -> [f32; 2] {
    let files: std::collections::BTreeSet<usize> = held.iter().map(|draft| draft.file).collect();
    let mut best = (f64::MIN, [0.5, 1.5]);
    for low in 0..19_u8 {
        for high in 0..19_u8 {
            let limits = [0.25 + 0.04 * f32::from(low), 0.95 + 0.04 * f32::from(high)];
            if limits[0] >= limits[1] {
                continue;
            }
            let said = |draft: &Held| (level(draft.likely, limits).score(), draft.rated);
            let pooled = kappa(&held.iter().map(said).collect::<Vec<_>>());
            let by_file: f64 = files
                .iter()
                .map(|&file| {
                    kappa(
                        &held
                            .iter()
                            .filter(|draft| draft.file == file)
                            .map(said)
                            .collect::<Vec<_>>(),
                    )
                })
                .sum::<f64>()
                / files.len().max(1) as f64;
            // Towards the middle where agreement hardly differs, so that chance does not choose.
            let pull = 0.02 * f64::from((limits[0] - 0.55).abs() + (limits[1] - 1.4).abs());
            let worth = f64::midpoint(pooled, by_file) - pull;
            if worth > best.0 {
                best = (worth, limits);
            }
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::{Held, choose, kappa};

    #[test]
    fn kappa_is_one_for_agreement_and_zero_for_a_constant() {
        assert!((kappa(&[(0, 0), (1, 1), (2, 2)]) - 1.0).abs() < 1e-9);
        assert!(kappa(&[(1, 0), (1, 2), (1, 1)]).abs() < 1e-9);
        assert!((kappa(&[(0, 0), (0, 0)]) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn being_two_levels_off_costs_more_than_one() {
        let near = kappa(&[(0, 0), (1, 0), (2, 2), (1, 1)]);
        let far = kappa(&[(0, 0), (2, 0), (2, 2), (1, 1)]);
        assert!(near > far);
    }

    #[test]
    fn limits_part_the_levels_that_the_probabilities_tell_apart() {
        let held: Vec<Held> = (0_u8..30)
            .map(|i| Held {
                file: 0,
                likely: [[0.1, 0.9, 0.95][usize::from(i % 3)], [0.0, 0.1, 0.9][usize::from(i % 3)]],
                rated: i % 3,
            })
            .collect();
        let [low, high] = choose(&held);
        assert!((0.1..=1.0).contains(&low) && (1.0..1.85).contains(&high));
    }
}
