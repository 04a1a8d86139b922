//! A metric of one's own, which knows no weights, as a weighted one.
use dense::prelude::*;

struct LargestError(f64);

impl Metric<[f32; 1], [f32; 1]> for LargestError {
    fn name(&self) -> &str {
        "largest_error"
    }

    fn reset(&mut self) {
        self.0 = 0.0;
    }

    fn update(&mut self, output: &[f32; 1], target: &[f32; 1]) {
        self.0 = self.0.max(f64::from((output[0] - target[0]).abs()));
    }

    fn result(&self) -> f64 {
        self.0
    }
}

network! {
    struct Line { Input(1) -> Dense(1) }
}

fn main() {
    let data = Dataset::new(vec![[0.0f32]; 10], vec![[0.0f32]; 10]).unwrap();
    let mut trainer = Trainer::new(Adam::new(1e-3), MeanSquaredError::new()).weighted_metric(LargestError(0.0));
    trainer.fit(&mut Line::new(42), &data).unwrap();
}
