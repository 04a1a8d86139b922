//! Steps that see more than one parameter at once: rules of tensors, norms, averages, accumulated gradients.

use dense::prelude::*;

use crate::golden::{Case, cases};
use crate::rule::{Visit, with_optimizer};

macro_rules! networks {
    ($name:ident, $constrained:ident, $element:ident) => {
        network! {
            struct $name { Input(2, dtype = $element) -> first: Dense(3, tanh) -> second: Dense(2) }
            struct $constrained {
                Input(2, dtype = $element)
                    -> first: Dense(3, tanh, kernel_constraint = max_norm(1))
                    -> second: Dense(2, bias_constraint = non_neg,
                                     kernel_constraint = min_max_norm(min_value = 0.5, max_value = 0.75, rate = 0.5))
            }
        }
    };
}

networks!(Single, ConstrainedSingle, f32);
networks!(Double, ConstrainedDouble, f64);

#[test]
fn updates_of_several_tensors_are_those_of_keras() {
    let all = cases(include_str!("data/updates.txt"));
    for case in all.iter().filter(|case| case.text("kind") != Some("given")) {
        let of_its_type = |given: &&Case| given.text("kind") == Some("given") && given.dtype == case.dtype;
        let given = all.iter().find(of_its_type).expect("the gradients");
        let rate = case.number("learning_rate").expect("a rate");
        let schedule: Box<dyn Schedule> = match case.flag("schedule") {
            true => Box::new(ExponentialDecay::new(rate, 4, 0.5)),
            false => Box::new(rate),
        };
        with_optimizer(case, schedule, Steps { case, given });
    }
}

struct Steps<'a> {
    case: &'a Case,
    /// Where they begin, and the gradients.
    given: &'a Case,
}

impl Visit for Steps<'_> {
    fn visit(self, optimizer: impl Optimizer) {
        match (self.case.dtype, self.case.text("kind"), self.case.flag("constrained")) {
            ("f32", Some("updates"), false) => self.updates::<Single, f32>(&optimizer, 1e-5),
            ("f64", Some("updates"), false) => self.updates::<Double, f64>(&optimizer, 1e-11),
            ("f32", Some("updates"), true) => self.updates::<ConstrainedSingle, f32>(&optimizer, 1e-5),
            ("f64", Some("updates"), true) => self.updates::<ConstrainedDouble, f64>(&optimizer, 1e-11),
            ("f32", Some("fit"), false) => self.fit::<Single, f32>(optimizer, 1e-5),
            ("f64", Some("fit"), false) => self.fit::<Double, f64>(optimizer, 1e-10),
            other => panic!("no test knows {other:?}"),
        }
    }
}

impl Steps<'_> {
    /// Steps with the given gradients, one by one.
    fn updates<N: Network<Element = T, Input = [T; 2], Output = [T; 2]>, T: Element>(
        &self,
        optimizer: &impl Optimizer,
        tolerance: f64,
    ) {
        let Steps { case, given } = *self;
        let mut model = model::<N, T>(given);
        let mut workspace = TrainingWorkspace::<N>::new(0);
        // A pass makes room for the gradients, which are then replaced by the given ones.
        workspace.forward(&*model, &[[T::one(); 2]]).expect("a sample");
        workspace.backward(&*model, &[[T::one(); 2]]).expect("finite gradients");
        assert_eq!(workspace.averages().count(), 0);
        let (mut steps, mut averages) = (Vec::new(), Vec::new());
        for gradients in given.rows::<T, 17>("gradients") {
            workspace.gradients_mut().copy_from_slice(&gradients);
            workspace.update(&mut *model, optimizer).expect("good settings");
            steps.extend(parameters(&*model));
            averages.extend(workspace.averages().flat_map(|tensor| tensor.values().to_vec()));
        }
        case.expect("the parameters after each step", steps, "steps", tolerance);
        assert_eq!(averages.is_empty(), !case.has("averages"));
        if case.has("averages") {
            case.expect("the averages after each step", averages, "averages", tolerance);
        }
        let every = case.number("gradient_accumulation_steps").unwrap_or(1.0) as u64;
        assert_eq!((workspace.steps(), workspace.updates()), (6, 6 / every));
    }

    /// A whole run.
    fn fit<N: Network<Element = T, Input = [T; 2], Output = [T; 2]>, T: Element>(
        &self,
        optimizer: impl Optimizer,
        tolerance: f64,
    ) where
        MeanSquaredError: Loss<[T; 2], [T; 2], N::Head>,
    {
        let case = self.case;
        let mut model = model::<N, T>(case);
        let data = Dataset::new(case.rows::<T, 2>("x"), case.rows::<T, 2>("y")).expect("good data");
        let trainer = Trainer::new(optimizer, MeanSquaredError::new()).epochs(2).batch_size(4).shuffle(false);
        let history = { trainer }.fit(&mut *model, &data).expect("good settings");
        case.expect("the losses", history.get("loss").expect("losses"), "losses", tolerance);
        case.expect("the parameters", parameters(&*model), "final", tolerance);
    }
}

fn model<N: Network<Element = T>, T: Element>(case: &Case) -> Box<N> {
    let mut model = N::new(0);
    let initial = case.array::<T>("initial");
    let mut rest = &initial[..];
    for tensor in ["first.kernel", "first.bias", "second.kernel", "second.bias"] {
        let tensor = model.tensor_mut(tensor).expect("the tensor is there");
        let (values, others) = rest.split_at(tensor.len());
        tensor.copy_from_slice(values);
        rest = others;
    }
    assert!(rest.is_empty());
    model
}

fn parameters<N: Network>(model: &N) -> Vec<N::Element> {
    model.tensors().flat_map(|tensor| tensor.values().to_vec()).collect()
}
