//! A logistic regression over a draft's numbers.

use super::boost::Case;
use crate::judge::linear::sigmoid;

/// Rounds of gradient descent; the numbers are few, so all of them count each round.
const ROUNDS: usize = 200;

/// Mean, inverse deviation and weight of each number, and the bias.
pub(crate) fn regress(cases: &[Case], decay: f32) -> (Vec<[f32; 3]>, f32) {
    let width = cases.first().map_or(0, |case| case.numbers.len());
    let mut weights = scales(cases, width);
    let rows: Vec<Vec<f32>> = cases
        .iter()
        .map(|case| {
            weights
                .iter()
                .zip(&case.numbers)
                .map(|([mean, inverse, _], x)| ((x - mean) * inverse).clamp(-4.0, 4.0))
                .collect()
        })
        .collect();
    let (mut bias, mut momentum, mut bias_momentum) = (0.0_f32, vec![0.0_f32; width], 0.0_f32);
    let share = 1.0 / cases.len().max(1) as f32;
    for _ in 0..ROUNDS {
        let mut slope = vec![0.0_f32; width];
        let mut bias_slope = 0.0;
        for (row, case) in rows.iter().zip(cases) {
            let score = bias + row.iter().zip(&weights).map(|(x, w)| x * w[2]).sum::<f32>();
            let error = sigmoid(score) - f32::from(u8::from(case.yes));
            row.iter().zip(&mut slope).for_each(|(x, s)| *s += error * x);
            bias_slope += error;
        }
        for i in 0..width {
            let full = slope[i] * share + decay * weights[i][2];
            momentum[i] = 0.9 * momentum[i] + full;
            weights[i][2] -= 0.05 * momentum[i];
        }
        bias_momentum = 0.9 * bias_momentum + bias_slope * share;
        bias -= 0.2 * bias_momentum;
    }
    (weights, bias)
}

fn scales(cases: &[Case], width: usize) -> Vec<[f32; 3]> {
    let count = cases.len().max(1) as f32;
    (0..width)
        .map(|i| {
            let mean = cases.iter().map(|case| case.numbers[i]).sum::<f32>() / count;
            let variance =
                cases.iter().map(|case| (case.numbers[i] - mean).powi(2)).sum::<f32>() / count;
            [mean, 1.0 / variance.sqrt().max(1e-3), 0.0]
        })
        .collect()
}
