//! Three steps of each optimizer on given gradients.

use dense::prelude::*;

use crate::golden::{Case, cases};

network! {
    struct Single { Input(2) -> Dense(2, use_bias = false) }
    struct Double { Input(2, dtype = f64) -> Dense(2, use_bias = false) }
}

#[test]
fn optimizer_steps_are_those_of_keras() {
    for case in &cases(include_str!("data/optimizers.txt")) {
        let number = |key| case.number(key).unwrap_or_else(|| panic!("{} has no `{key}`", case.name));
        let rate = number("learning_rate");
        match case.text("optimizer").expect("the optimizer's name") {
            "SGD" => both(case, &SGD::new(rate).momentum(number("momentum")).nesterov(case.flag("nesterov"))),
            "RMSprop" => {
                let rmsprop = RMSprop::new(rate).rho(number("rho")).momentum(number("momentum"));
                both(case, &rmsprop.epsilon(number("epsilon")).centered(case.flag("centered")));
            }
            "Adam" => {
                let adam = Adam::new(rate).beta_1(number("beta_1")).beta_2(number("beta_2"));
                both(case, &adam.epsilon(number("epsilon")).amsgrad(case.flag("amsgrad")));
            }
            other => panic!("no test knows `{other}`"),
        }
    }
}

fn both(case: &Case, optimizer: &impl Optimizer) {
    match case.dtype {
        "f32" => steps::<Single, f32>(case, optimizer, 1e-5),
        "f64" => steps::<Double, f64>(case, optimizer, 1e-12),
        other => panic!("{other}"),
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
