//! The optimizer of a case, with all its settings.

use dense::prelude::*;

use crate::golden::Case;

/// What is done with an optimizer, whatever its type.
pub(crate) trait Visit {
    /// Does it.
    fn visit(self, optimizer: impl Optimizer);
}

/// The optimizer that a case names.
pub(crate) fn with_optimizer(case: &Case, rate: Box<dyn Schedule>, visit: impl Visit) {
    let number = |key| case.number(key).unwrap_or_else(|| panic!("{} has no `{key}`", case.name));
    let betas = || (number("beta_1"), number("beta_2"));
    macro_rules! set {
        ($optimizer:ident, $type:ident: $($setting:ident),*) => {$(
            if let Some(value) = case.number(stringify!($setting)) {
                $optimizer = $optimizer.$setting(value as $type);
            }
        )*};
    }
    // What all of them have in common.
    macro_rules! visit {
        ($optimizer:expr) => {{
            let mut optimizer = $optimizer;
            set!(optimizer, f64: weight_decay, clipvalue, clipnorm, global_clipnorm, ema_momentum);
            set!(optimizer, u64: ema_overwrite_frequency, gradient_accumulation_steps);
            visit.visit(optimizer.use_ema(case.flag("use_ema")))
        }};
    }
    match case.text("optimizer").expect("the optimizer's name") {
        "SGD" => visit!(SGD::new(rate).momentum(number("momentum")).nesterov(case.flag("nesterov"))),
        "RMSprop" => {
            let rmsprop = RMSprop::new(rate).rho(number("rho")).momentum(number("momentum"));
            visit!(rmsprop.epsilon(number("epsilon")).centered(case.flag("centered")));
        }
        "Adam" => {
            let adam = Adam::new(rate).beta_1(betas().0).beta_2(betas().1);
            visit!(adam.epsilon(number("epsilon")).amsgrad(case.flag("amsgrad")));
        }
        "AdamW" => {
            let adamw = AdamW::new(rate).beta_1(betas().0).beta_2(betas().1);
            visit!(adamw.epsilon(number("epsilon")).amsgrad(case.flag("amsgrad")));
        }
        "Adamax" => visit!(Adamax::new(rate).beta_1(betas().0).beta_2(betas().1).epsilon(number("epsilon"))),
        "Nadam" => visit!(Nadam::new(rate).beta_1(betas().0).beta_2(betas().1).epsilon(number("epsilon"))),
        "Adagrad" => {
            let adagrad = Adagrad::new(rate).initial_accumulator_value(number("initial_accumulator_value"));
            visit!(adagrad.epsilon(number("epsilon")));
        }
        "Adadelta" => visit!(Adadelta::new(rate).rho(number("rho")).epsilon(number("epsilon"))),
        "Ftrl" => {
            let ftrl = Ftrl::new(rate)
                .learning_rate_power(number("learning_rate_power"))
                .initial_accumulator_value(number("initial_accumulator_value"))
                .l1_regularization_strength(number("l1_regularization_strength"))
                .l2_regularization_strength(number("l2_regularization_strength"));
            let shrinkage = number("l2_shrinkage_regularization_strength");
            visit!(ftrl.l2_shrinkage_regularization_strength(shrinkage).beta(number("beta")));
        }
        "Lion" => visit!(Lion::new(rate).beta_1(betas().0).beta_2(betas().1)),
        "Lamb" => visit!(Lamb::new(rate).beta_1(betas().0).beta_2(betas().1).epsilon(number("epsilon"))),
        "Adafactor" => {
            let adafactor = Adafactor::new(rate).beta_2_decay(number("beta_2_decay")).epsilon_1(number("epsilon_1"));
            visit!(adafactor.epsilon_2(number("epsilon_2")).clip_threshold(number("clip_threshold")));
        }
        "Muon" => {
            let words: Vec<&'static str> =
                case.text("exclude_layers").map_or(Vec::new(), |text| text.split(',').collect());
            let muon = Muon::new(rate)
                .adam_beta_1(number("adam_beta_1"))
                .adam_beta_2(number("adam_beta_2"))
                .adam_weight_decay(number("adam_weight_decay"))
                .adam_lr_ratio(number("adam_lr_ratio"))
                .epsilon(number("epsilon"))
                .exclude_layers(Vec::leak(words))
                .muon_a(number("muon_a"))
                .muon_b(number("muon_b"))
                .muon_c(number("muon_c"))
                .momentum(number("momentum"))
                .ns_steps(number("ns_steps") as usize)
                .nesterov(case.flag("nesterov"));
            let rms_rate = case.text("rms_rate").filter(|&text| text != "None").map(|_| number("rms_rate"));
            visit!(muon.rms_rate(rms_rate));
        }
        other => panic!("no test knows `{other}`"),
    }
}
