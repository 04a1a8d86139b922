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
        let betas = || (number("beta_1"), number("beta_2"));
        // What all of them have in common.
        macro_rules! check {
            ($optimizer:expr) => {{
                let mut optimizer = $optimizer;
                if let Some(weight_decay) = case.number("weight_decay") {
                    optimizer = optimizer.weight_decay(weight_decay);
                }
                if let Some(clipvalue) = case.number("clipvalue") {
                    optimizer = optimizer.clipvalue(clipvalue);
                }
                both(case, &optimizer);
            }};
        }
        match case.text("optimizer").expect("the optimizer's name") {
            "SGD" => check!(SGD::new(rate).momentum(number("momentum")).nesterov(case.flag("nesterov"))),
            "RMSprop" => {
                let rmsprop = RMSprop::new(rate).rho(number("rho")).momentum(number("momentum"));
                check!(rmsprop.epsilon(number("epsilon")).centered(case.flag("centered")));
            }
            "Adam" => {
                let adam = Adam::new(rate).beta_1(betas().0).beta_2(betas().1);
                check!(adam.epsilon(number("epsilon")).amsgrad(case.flag("amsgrad")));
            }
            "AdamW" => {
                let adamw = AdamW::new(rate).beta_1(betas().0).beta_2(betas().1);
                check!(adamw.epsilon(number("epsilon")).amsgrad(case.flag("amsgrad")));
            }
            "Adamax" => check!(Adamax::new(rate).beta_1(betas().0).beta_2(betas().1).epsilon(number("epsilon"))),
            "Nadam" => check!(Nadam::new(rate).beta_1(betas().0).beta_2(betas().1).epsilon(number("epsilon"))),
            "Adagrad" => {
                let adagrad = Adagrad::new(rate).initial_accumulator_value(number("initial_accumulator_value"));
                check!(adagrad.epsilon(number("epsilon")));
            }
            "Adadelta" => check!(Adadelta::new(rate).rho(number("rho")).epsilon(number("epsilon"))),
            "Ftrl" => {
                let ftrl = Ftrl::new(rate)
                    .learning_rate_power(number("learning_rate_power"))
                    .initial_accumulator_value(number("initial_accumulator_value"))
                    .l1_regularization_strength(number("l1_regularization_strength"))
                    .l2_regularization_strength(number("l2_regularization_strength"));
                let shrinkage = number("l2_shrinkage_regularization_strength");
                check!(ftrl.l2_shrinkage_regularization_strength(shrinkage).beta(number("beta")));
            }
            "Lion" => check!(Lion::new(rate).beta_1(betas().0).beta_2(betas().1)),
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
