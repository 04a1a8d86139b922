//! Three steps of each optimizer on given gradients.

use dense::prelude::*;

use crate::golden::{Case, cases};
use crate::rule::{Visit, with_optimizer};

network! {
    struct Single { Input(2) -> Dense(2, use_bias = false) }
    struct Double { Input(2, dtype = f64) -> Dense(2, use_bias = false) }
}

#[test]
fn optimizer_steps_are_those_of_keras() {
    for case in &cases(include_str!("data/optimizers.txt")) {
        let rate = case.number("learning_rate").expect("a rate");
        with_optimizer(case, Box::new(rate), ThreeSteps { case });
    }
}

struct ThreeSteps<'a> {
    case: &'a Case,
}

impl Visit for ThreeSteps<'_> {
    fn visit(self, optimizer: impl Optimizer) {
        match self.case.dtype {
            "f32" => steps::<Single, f32>(self.case, &optimizer, 1e-5),
            "f64" => steps::<Double, f64>(self.case, &optimizer, 1e-12),
            other => panic!("{other}"),
        }
    }
}

fn steps<N: Network<Element = T, Input = [T; 2], Output = [T; 2]>, T: Element>(
    case: &Case,
    optimizer: &impl Optimizer,
    tolerance: f64,
) {
    let mut model = N::new(0);
    model.tensor_mut("dense.kernel").expect("a kernel").copy_from_slice(&case.array("var"));
    let mut workspace = TrainingWorkspace::<N>::new(0);
    // A pass makes room for the gradients, which are then replaced by those of the case.
    workspace.forward(&*model, &[[T::one(); 2]]).expect("a sample");
    workspace.backward(&*model, &[[T::one(); 2]]).expect("finite gradients");
    for step in 1..=3 {
        workspace.gradients_mut().copy_from_slice(&case.array(&format!("grad{step}")));
        workspace.update(&mut *model, optimizer).expect("good settings");
        let found = model.tensor("dense.kernel").expect("a kernel").iter().copied();
        case.expect(&format!("parameters after step {step}"), found, &format!("var{step}"), tolerance);
    }
}
