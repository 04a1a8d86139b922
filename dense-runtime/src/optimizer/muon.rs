//! Muon (Jordan et al., 2024).

use super::adam::AdamUpdate;
use super::builders::{builders, common, whole_tensors};
use super::newton_schulz::{self, NewtonSchulz};
use super::schedule::{Schedule, check_rate};
use super::settings::Settings;
use super::{Averaging, Optimizer, Scope, Step, TensorUpdate, power, setting};
use crate::isa::dispatch;
use crate::kernels::{Combine, Norm, Scale};
use crate::{Element, Error};

/// Momentum made orthogonal, for kernels; [`AdamW`](super::AdamW) for all other parameters.
///
/// For a kernel `[inputs, units]`: `m ← momentum·m + g`, `x = g + momentum·m`, or `x = m` without Nesterov's momentum, and
/// `w ← w - learning_rate·rms_rate·√max(inputs, units)·O`. `O` is `x / (‖x‖ + 1e-7)` after [`ns_steps`](Muon::ns_steps)
/// Newton-Schulz steps `O ← a·O + (b·A + c·A²)·O` with `A = O·Oᵀ`, which bring all its singular values near 1.
/// The factor [`rms_rate`](Muon::rms_rate) is that of Liu et al., 2025, with which rates and decays are as for AdamW.
///
/// Biases and other tensors that are no matrices, and those left out by name, are AdamW's, with settings of their own.
///
/// ```
/// use dense_runtime::optimizer::Muon;
///
/// let optimizer = Muon::new(1e-3).exclude_layers(&["output"]).adam_lr_ratio(0.5);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[must_use]
pub struct Muon<R = f64> {
    settings: Settings<R>,
    adam_beta_1: f64,
    adam_beta_2: f64,
    adam_weight_decay: f64,
    adam_lr_ratio: f64,
    epsilon: f64,
    exclude_layers: &'static [&'static str],
    exclude_embeddings: bool,
    muon_a: f64,
    muon_b: f64,
    muon_c: f64,
    momentum: f64,
    ns_steps: usize,
    nesterov: bool,
    rms_rate: Option<f64>,
}

impl<R> Muon<R> {
    /// Muon with Keras's defaults.
    pub const fn new(learning_rate: R) -> Muon<R>
    where
        R: Schedule,
    {
        Muon {
            settings: Settings::new(learning_rate),
            adam_beta_1: 0.9,
            adam_beta_2: 0.999,
            adam_weight_decay: 0.004,
            adam_lr_ratio: 1.0,
            epsilon: 1e-7,
            exclude_layers: &[],
            exclude_embeddings: true,
            muon_a: 3.4445,
            muon_b: -4.775,
            muon_c: 2.0315,
            momentum: 0.95,
            ns_steps: 5,
            nesterov: true,
            rms_rate: Some(0.2),
        }
        .weight_decay(0.004)
    }

    /// How much of a kernel decays in a step, times the learning rate. The default is 0.004.
    pub const fn weight_decay(mut self, weight_decay: f64) -> Muon<R> {
        self.settings.weight_decay = weight_decay;
        self
    }

    /// The same for the parameters that are AdamW's. It is the learning rate itself that it is multiplied by, not the part of it
    /// that [`adam_lr_ratio`](Muon::adam_lr_ratio) leaves. The default is 0.004.
    pub const fn adam_weight_decay(mut self, adam_weight_decay: f64) -> Muon<R> {
        self.adam_weight_decay = adam_weight_decay;
        self
    }

    /// AdamW's rate, as a part of the learning rate. The default is 1.
    pub const fn adam_lr_ratio(mut self, adam_lr_ratio: f64) -> Muon<R> {
        self.adam_lr_ratio = adam_lr_ratio;
        self
    }

    /// As [`Adam::beta_1`](super::Adam::beta_1), for AdamW's parameters. The default is 0.9.
    pub const fn adam_beta_1(mut self, adam_beta_1: f64) -> Muon<R> {
        self.adam_beta_1 = adam_beta_1;
        self
    }

    /// As [`Adam::beta_2`](super::Adam::beta_2), for AdamW's parameters. The default is 0.999.
    pub const fn adam_beta_2(mut self, adam_beta_2: f64) -> Muon<R> {
        self.adam_beta_2 = adam_beta_2;
        self
    }

    /// As [`Adam::epsilon`](super::Adam::epsilon), for AdamW's parameters. The default is 1e-7.
    pub const fn epsilon(mut self, epsilon: f64) -> Muon<R> {
        self.epsilon = epsilon;
        self
    }

    /// Words; kernels with one of them in their name (`"hidden.kernel"`) are AdamW's. By default there are none. The authors
    /// advise it for the last layer. (Keras takes regular expressions.)
    pub const fn exclude_layers(mut self, exclude_layers: &'static [&'static str]) -> Muon<R> {
        self.exclude_layers = exclude_layers;
        self
    }

    /// Whether matrices with "embedding" in their name are AdamW's. The default is `true`.
    pub const fn exclude_embeddings(mut self, exclude_embeddings: bool) -> Muon<R> {
        self.exclude_embeddings = exclude_embeddings;
        self
    }

    /// The factor `a` of a Newton-Schulz step. The default is 3.4445.
    pub const fn muon_a(mut self, muon_a: f64) -> Muon<R> {
        self.muon_a = muon_a;
        self
    }

    /// The factor `b` of a Newton-Schulz step. The default is -4.775.
    pub const fn muon_b(mut self, muon_b: f64) -> Muon<R> {
        self.muon_b = muon_b;
        self
    }

    /// The factor `c` of a Newton-Schulz step. The default is 2.0315.
    pub const fn muon_c(mut self, muon_c: f64) -> Muon<R> {
        self.muon_c = muon_c;
        self
    }

    /// How much of the momentum remains from step to step, in `0.0..=1.0`. The default is 0.95.
    pub const fn momentum(mut self, momentum: f64) -> Muon<R> {
        self.momentum = momentum;
        self
    }

    /// How many Newton-Schulz steps there are. The default is 5.
    pub const fn ns_steps(mut self, ns_steps: usize) -> Muon<R> {
        self.ns_steps = ns_steps;
        self
    }

    /// Nesterov's momentum, which looks a step ahead. The default is `true`.
    pub const fn nesterov(mut self, nesterov: bool) -> Muon<R> {
        self.nesterov = nesterov;
        self
    }

    /// The root mean square of a step of a kernel with a rate of 1, about. The default is 0.2; with `None`, steps are what the
    /// Newton-Schulz iteration gives, whatever the shape.
    pub const fn rms_rate(mut self, rms_rate: Option<f64>) -> Muon<R> {
        self.rms_rate = rms_rate;
        self
    }

    builders!(all but weight_decay: settings);

    /// Whether a matrix is AdamW's.
    fn excludes(&self, name: &str) -> bool {
        const EMBEDDING: &[u8] = b"embedding";
        let is_embedding = || name.as_bytes().windows(EMBEDDING.len()).any(|part| part.eq_ignore_ascii_case(EMBEDDING));
        self.exclude_layers.iter().any(|word| name.contains(word)) || self.exclude_embeddings && is_embedding()
    }

    /// A step of a kernel, at this rate.
    fn orthogonal<T: Element>(&self, rate: f64, [rows, columns]: [usize; 2], tensor: TensorUpdate<'_, '_, T>) {
        let TensorUpdate { parameters, gradients, state, room, .. } = tensor;
        let [mean, _] = state else { unreachable!("`slots` asks for two numbers") };
        let (x, room) = room.split_at_mut(parameters.len().next_multiple_of(16));
        let x = &mut x[..parameters.len()];
        let momentum = T::of(self.momentum);
        T::combine(Combine { x: mean, alpha: momentum, y: gradients, beta: T::one() });
        if self.nesterov {
            x.copy_from_slice(gradients);
            T::combine(Combine { x, alpha: T::one(), y: mean, beta: momentum });
        } else {
            x.copy_from_slice(mean);
        }
        let inverse = 1.0 / (T::norm(Norm(x)) + 1e-7);
        T::scale(Scale { x, root: T::of(inverse.sqrt()) });
        let factors = [self.muon_a, self.muon_b, self.muon_c].map(T::of);
        dispatch(NewtonSchulz { x, rows, columns, factors, steps: self.ns_steps, room });
        let longer = rows.max(columns) as f64;
        let rate = T::of(-rate * self.rms_rate.map_or(1.0, |rms_rate| longer.sqrt() * rms_rate));
        T::combine(Combine { x: parameters, alpha: T::one(), y: x, beta: rate });
    }

    /// A step of AdamW, at this rate.
    fn adam<T: Element>(&self, rate: f64, step: Step, tensor: TensorUpdate<'_, '_, T>) {
        let [beta_1, beta_2] = [self.adam_beta_1, self.adam_beta_2];
        let correction = (1.0 - power(beta_2, step)).sqrt() / (1.0 - power(beta_1, step));
        let [mean, square] = tensor.state else { unreachable!("`slots` asks for two numbers") };
        T::adam(AdamUpdate {
            alpha: T::of(rate * correction),
            one: T::of(1.0 - beta_1),
            two: T::of(1.0 - beta_2),
            epsilon: T::of(self.epsilon),
            parameters: tensor.parameters,
            gradients: tensor.gradients,
            mean,
            square,
            largest: None,
        });
    }
}

impl Default for Muon {
    /// With Keras's default learning rate, 0.001.
    fn default() -> Muon {
        Muon::new(0.001)
    }
}

impl<R: Schedule> Optimizer for Muon<R> {
    common!(by tensor);
    whole_tensors!();

    fn slots(&self) -> usize {
        2
    }

    fn room(&self, shape: &[usize]) -> usize {
        match *shape {
            [rows, columns] => (rows * columns).next_multiple_of(16) + newton_schulz::room(rows, columns),
            _ => 0,
        }
    }

    fn update_tensor<T: Element>(&self, step: Step, mut tensor: TensorUpdate<'_, '_, T>) {
        let rate = self.settings.learning_rate(step);
        match *tensor.shape {
            [rows, columns] if !self.excludes(tensor.name) => {
                self.settings.prepare(step, self.settings.weight_decay, &mut tensor);
                self.orthogonal(rate, [rows, columns], tensor);
            }
            _ => {
                self.settings.prepare(step, self.adam_weight_decay, &mut tensor);
                self.adam(rate * self.adam_lr_ratio, step, tensor);
            }
        }
    }

    fn check(&self) -> Result<(), Error> {
        let Muon { adam_beta_1, adam_beta_2, epsilon, momentum, .. } = *self;
        self.settings.check()?;
        setting("adam_beta_1", adam_beta_1, (0.0..1.0).contains(&adam_beta_1), "in 0.0..1.0")?;
        setting("adam_beta_2", adam_beta_2, (0.0..1.0).contains(&adam_beta_2), "in 0.0..1.0")?;
        check_rate("adam_weight_decay", self.adam_weight_decay)?;
        check_rate("adam_lr_ratio", self.adam_lr_ratio)?;
        setting("epsilon", epsilon, epsilon > 0.0 && epsilon.is_finite(), "finite and positive")?;
        setting("momentum", momentum, (0.0..=1.0).contains(&momentum), "in 0.0..=1.0")?;
        for (name, factor) in [("muon_a", self.muon_a), ("muon_b", self.muon_b), ("muon_c", self.muon_c)] {
            setting(name, factor, factor.is_finite(), "finite")?;
        }
        check_rate("rms_rate", self.rms_rate.unwrap_or(0.0))
    }
}
