//! The steps of a network: one call of the runtime each.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::check::{Placed, Typed};
use crate::emit::names::Names;
use crate::emit::plan::shape;
use crate::emit::{index, layers, pixels, size, written};
use crate::graph::{Dim, NodeId, Op, Tensor};
use crate::passes::{Backward, Forward, Schedule, Sum};

/// `initialize`: every tensor gets its initial values.
pub(super) fn initialize(typed: &Typed, names: &Names) -> TokenStream {
    let seeds = format_ident!("__seeds");
    let mut fills = Vec::new();
    for (id, node) in typed.graph().iter() {
        for Placed { tensor, index: at, .. } in typed.tensors(id) {
            let (at, layer, field) = (index(at), layers::used(&node.name), format_ident!("{}", tensor.name));
            let initializer = match (&node.op, &tensor.initializer) {
                (Op::TrainedActivation(activation), _) => {
                    let activation = written::trained(activation, names);
                    quote!(__dense::Given(__dense::Parametric::parameters(#activation)))
                }
                (_, Some(function)) => written::value(function, names),
                (_, None) => {
                    let default = format_ident!("{}", tensor.default);
                    quote!(__dense::initializer::#default)
                }
            };
            fills.push(quote!(#seeds.fill(#at, &mut self.#layer.#field, #initializer);));
        }
    }
    let seeds = unless_unused(&seeds, &fills);
    quote! {
        fn initialize(&mut self, #seeds: __dense::Seeds) {
            #(#fills)*
        }
    }
}

/// `inference`: the steps of a prediction.
pub(super) fn inference(schedule: &Schedule, names: &Names, element: &TokenStream) -> TokenStream {
    let steps = schedule.prediction.steps.iter().map(|step| forward_step(&schedule.typed, names, step));
    method("inference", "Inference", element, steps.collect())
}

/// `forward`: the steps of training up to the loss.
pub(super) fn forward(schedule: &Schedule, names: &Names, element: &TokenStream) -> TokenStream {
    let steps = schedule.training.forward.iter().map(|step| {
        // The layer after a phase has the number of the phase.
        let begins = if let Forward::NormalizeBatch { number, .. } = step { Some(number + 1) } else { None };
        (begins, forward_step(&schedule.typed, names, step))
    });
    method("forward", "Forward", element, in_phases(0, steps))
}

/// `backward`: the steps of training from the loss.
pub(super) fn backward(schedule: &Schedule, names: &Names, element: &TokenStream) -> TokenStream {
    let steps = schedule.training.backward.iter().map(|step| {
        let begins = if let Backward::NormalizeBatch { number, .. } = step { Some(*number) } else { None };
        (begins, backward_step(&schedule.typed, names, step))
    });
    method("backward", "Backward", element, in_phases(schedule.training.batch.len(), steps))
}

/// Steps, some of which begin a phase, phase by phase. A network that looks at no batch has one, and does not speak of it.
fn in_phases(first: usize, steps: impl Iterator<Item = (Option<usize>, TokenStream)>) -> Vec<TokenStream> {
    let mut phases = vec![(first, TokenStream::new())];
    for (begins, step) in steps {
        phases.extend(begins.map(|phase| (phase, TokenStream::new())));
        if let Some((_, steps)) = phases.last_mut() {
            steps.extend(step);
        }
    }
    if let [(_, only)] = &mut phases[..] {
        return if only.is_empty() { Vec::new() } else { vec![std::mem::take(only)] };
    }
    let pass = pass();
    let phases = phases.into_iter().filter(|(_, steps)| !steps.is_empty()).map(|(phase, steps)| {
        let phase = index(phase);
        quote!(if #pass.phase(#phase) { #steps })
    });
    phases.collect()
}

/// `gradients`: the sums over all samples.
pub(super) fn gradients(schedule: &Schedule, element: &TokenStream) -> TokenStream {
    let pass = pass();
    let sums = schedule.training.sums.iter().map(|sum| match *sum {
        Sum::Kernel { tensor, x, dy } => {
            let (tensor, x, dy) = (index(tensor), index(x), index(dy));
            quote!(#pass.kernel(#tensor, #x, #dy);)
        }
        Sum::Bias { tensor, dy } => {
            let (tensor, dy) = (index(tensor), index(dy));
            quote!(#pass.bias(#tensor, #dy);)
        }
        Sum::Runs { tensor, sums, ref first, ref whole } => {
            let (tensor, sums, first, whole) = (index(tensor), index(sums), size(first), size(whole));
            quote!(#pass.runs(#tensor, #sums, #first, #whole);)
        }
        Sum::Table { tensor, dy } => {
            let (tensor, dy) = (index(tensor), index(dy));
            quote!(#pass.table(#tensor, #dy);)
        }
        Sum::Gamma { tensor, number } => {
            let (tensor, number) = (index(tensor), index(number));
            quote!(#pass.gamma(#tensor, #number);)
        }
        Sum::Beta { tensor, number } => {
            let (tensor, number) = (index(tensor), index(number));
            quote!(#pass.beta(#tensor, #number);)
        }
    });
    let sums = sums.collect::<Vec<_>>();
    let pass = unless_unused(&pass, &sums);
    quote! {
        #[inline(always)]
        fn gradients<__I: __dense::Isa>(#pass: &mut __dense::Gradients<'_, __I, #element>) {
            #(#sums)*
        }
    }
}

/// The name of the pass in the methods.
fn pass() -> Ident {
    format_ident!("__pass")
}

/// A parameter's name, or `_` if nothing uses it.
fn unless_unused(name: &Ident, statements: &[TokenStream]) -> TokenStream {
    if statements.is_empty() { quote!(_) } else { quote!(#name) }
}

fn method(name: &str, of: &str, element: &TokenStream, steps: Vec<TokenStream>) -> TokenStream {
    let (name, of) = (format_ident!("{name}"), format_ident!("{of}"));
    let pass = unless_unused(&pass(), &steps);
    quote! {
        #[inline(always)]
        fn #name<__I: __dense::Isa>(&self, #pass: &mut __dense::#of<'_, __I, #element>) {
            #(#steps)*
        }
    }
}

fn forward_step(typed: &Typed, names: &Names, step: &Forward) -> TokenStream {
    let pass = pass();
    match step {
        Forward::Dense { layer, from, to, activation } => {
            let (layer, from, to) = (field(typed, *layer), index(*from), index(*to));
            let activation = match activation {
                Some(function) => written::value(function, names),
                None => quote!(__dense::activation::linear),
            };
            quote!(#pass.dense(&self.#layer, #from, #to, #activation);)
        }
        Forward::Convolution { layer, part, windows, from, to, activation, pool } => {
            let of = (*layer, *part);
            let step = match pool {
                None => pixels::convolution(typed, names, of, windows, [*from, *to], activation.as_ref()),
                Some((pool, rows)) => {
                    pixels::pooled(typed, names, of, (windows, pool), [*from, *rows, *to], activation.as_ref())
                }
            };
            quote!(#pass #step)
        }
        Forward::Pieces(pieces) => {
            let step = pixels::pieces(typed, names, pieces, &field(typed, pieces.dense));
            quote!(#pass #step)
        }
        Forward::Pixels { pixels, from, to, .. } => {
            let step = pixels::forward(pixels, *from, *to);
            quote!(#pass #step)
        }
        Forward::Activation { from, to, width, function } => {
            let (from, to, width) = (index(*from), index(*to), size(width));
            let function = written::value(function, names);
            quote!(#pass.activation(#from, #to, #width, #function);)
        }
        Forward::TrainedActivation { layer, from, to } => {
            let (field, function) = trained(typed, *layer, names);
            let (from, to) = (index(*from), index(*to));
            quote!(#pass.trained(&self.#field.parameters, #from, #to, #function);)
        }
        Forward::Affine { layer, from, to } => {
            let (scale, offset) = scale_and_offset(typed, *layer);
            let (from, to) = (index(*from), index(*to));
            quote!(#pass.affine(#scale, #offset, #from, #to);)
        }
        Forward::Normalize { layer, from, to } => {
            let (epsilon, from, to) = (epsilon(typed, *layer), index(*from), index(*to));
            let layer = field(typed, *layer);
            quote!(#pass.normalize(&self.#layer, #epsilon, #from, #to);)
        }
        Forward::NormalizeBatch { layer, number, from, to } => {
            let (epsilon, number, from, to) = (epsilon(typed, *layer), index(*number), index(*from), index(*to));
            let layer = field(typed, *layer);
            quote!(#pass.normalize_batch(&self.#layer, #number, #epsilon, #from, #to);)
        }
        Forward::Standardize { layer, from, to } => {
            let (inverse, from, to) = (is_inverse(typed, *layer), index(*from), index(*to));
            let layer = field(typed, *layer);
            quote!(#pass.standardize(&self.#layer, #inverse, #from, #to);)
        }
        Forward::PReLU { layer, from, to } => {
            let (shape, from, to) = (shape(typed.shape(*layer)), index(*from), index(*to));
            let layer = field(typed, *layer);
            quote!(#pass.prelu(&self.#layer, #shape, #from, #to);)
        }
        Forward::Embedding { layer, to } => {
            let (layer, to) = (field(typed, *layer), index(*to));
            quote!(#pass.embedding(&self.#layer, #to);)
        }
        Forward::Glu { from, to, width } => {
            let (from, to, width) = (index(*from), index(*to), size(width));
            quote!(#pass.glu(#from, #to, #width);)
        }
        Forward::Average { layer, from, to } => average(typed, *layer, *from, *to),
        Forward::Noise { layer, noise, from, to } => {
            let noise = written::noise(noise, typed.shape(*layer));
            let (layer, from, to) = (place(*layer), index(*from), index(*to));
            quote!(#pass.noise(#layer, #noise, #from, #to);)
        }
        Forward::Copy { from, to } => {
            let (from, to) = (index(*from), index(*to));
            quote!(#pass.copy(#from, #to);)
        }
        Forward::Penalty { of, function } => {
            let (of, function) = (index(*of), written::value(function, names));
            quote!(#pass.penalty(#of, #function);)
        }
    }
}

fn backward_step(typed: &Typed, names: &Names, step: &Backward) -> TokenStream {
    let pass = pass();
    match step {
        Backward::Dense { layer, from, to } => {
            let (layer, from, to) = (field(typed, *layer), index(*from), index(*to));
            quote!(#pass.dense(&self.#layer, #from, #to);)
        }
        Backward::Activation { x, y, gradient, width, function } => {
            let (x, y, gradient, width) = (index(*x), index(*y), index(*gradient), size(width));
            let function = written::value(function, names);
            quote!(#pass.activation(#x, #y, #gradient, #width, #function);)
        }
        Backward::TrainedActivation { layer, x, y, gradient } => {
            let (field, function) = trained(typed, *layer, names);
            let (x, y, gradient) = (index(*x), index(*y), index(*gradient));
            quote!(#pass.trained(&self.#field.parameters, #x, #y, #gradient, #function);)
        }
        Backward::ParameterGradient { layer, x, y, gradient, sums } => {
            let (field, function) = trained(typed, *layer, names);
            let (x, y, gradient, sums) = (index(*x), index(*y), index(*gradient), index(*sums));
            quote!(#pass.parameter_gradient(&self.#field.parameters, #x, #y, #gradient, #sums, #function);)
        }
        Backward::KernelGradient { part, windows, x, gradient, sums, bias } => {
            let step = pixels::kernel_gradient(*part, windows, [*x, *gradient], (*sums, *bias));
            quote!(#pass #step)
        }
        Backward::Convolution { layer, part, windows, from, to } => {
            let step = pixels::back_through(typed, (*layer, *part), windows, [*from, *to]);
            quote!(#pass #step)
        }
        Backward::Pixels { pixels, rectify, x, y, from, to } => {
            let step = pixels::backward(pixels, *rectify, [*x, *y], [*from, *to]);
            quote!(#pass #step)
        }
        Backward::Penalty { of, room, gradient, function } => {
            let (of, room, gradient) = (index(*of), index(*room), index(*gradient));
            let function = written::value(function, names);
            quote!(#pass.penalty(#of, #room, #gradient, #function);)
        }
        Backward::ScaleGradient { x, gradient, sums, width } => {
            let (x, gradient, sums, width) = (index(*x), index(*gradient), index(*sums), size(width));
            quote!(#pass.scale_gradient(#x, #gradient, #sums, #width);)
        }
        Backward::OffsetGradient { gradient, sums, width } => {
            let (gradient, sums, width) = (index(*gradient), index(*sums), size(width));
            quote!(#pass.offset_gradient(#gradient, #sums, #width);)
        }
        Backward::Scale { layer, gradient } => {
            let ((scale, _), gradient) = (scale_and_offset(typed, *layer), index(*gradient));
            quote!(#pass.scale(#scale, #gradient);)
        }
        Backward::Normalize { layer, gradient } => {
            let (epsilon, layer, gradient) = (epsilon(typed, *layer), field(typed, *layer), index(*gradient));
            quote!(#pass.normalize(&self.#layer, #epsilon, #gradient);)
        }
        Backward::NormalizeBatch { goes_on: false, .. } => TokenStream::new(),
        Backward::NormalizeBatch { layer, number, x, gradient, .. } => {
            let (epsilon, number, x, gradient) = (epsilon(typed, *layer), index(*number), index(*x), index(*gradient));
            let layer = field(typed, *layer);
            quote!(#pass.normalize_batch(&self.#layer, #number, #epsilon, #x, #gradient);)
        }
        Backward::Standardize { layer, gradient } => {
            let (inverse, layer) = (is_inverse(typed, *layer), field(typed, *layer));
            let gradient = index(*gradient);
            quote!(#pass.standardize(&self.#layer, #inverse, #gradient);)
        }
        Backward::SlopeGradient { layer, x, gradient, sums } => {
            let (shape, x, gradient, sums) = (shape(typed.shape(*layer)), index(*x), index(*gradient), index(*sums));
            let layer = field(typed, *layer);
            quote!(#pass.slope_gradient(&self.#layer, #shape, #x, #gradient, #sums);)
        }
        Backward::PReLU { layer, x, gradient } => {
            let (shape, x, gradient) = (shape(typed.shape(*layer)), index(*x), index(*gradient));
            let layer = field(typed, *layer);
            quote!(#pass.prelu(&self.#layer, #shape, #x, #gradient);)
        }
        Backward::Glu { x, from, to, width } => {
            let (x, from, to, width) = (index(*x), index(*from), index(*to), size(width));
            quote!(#pass.glu(#x, #from, #to, #width);)
        }
        Backward::Average { layer, from, to } => average(typed, *layer, *from, *to),
        Backward::Noise { layer, noise, gradient } => {
            let noise = written::noise(noise, typed.shape(*layer));
            let (layer, gradient) = (place(*layer), index(*gradient));
            quote!(#pass.noise(#layer, #noise, #gradient);)
        }
    }
}

/// Either way of a layer that gives means over all places.
fn average(typed: &Typed, layer: NodeId, from: usize, to: usize) -> TokenStream {
    let [places @ .., features] = typed.shape(typed.graph().node(layer).inputs[0]) else {
        unreachable!("other shapes were refused")
    };
    let places = Dim::product(places).unwrap_or_else(|| unreachable!("large shapes were refused"));
    let (pass, places, features) = (pass(), size(&places), size(features));
    let (from, to) = (index(from), index(to));
    quote!(#pass.average(#places, #features, #from, #to);)
}

fn field(typed: &Typed, layer: NodeId) -> Ident {
    layers::used(&typed.graph().node(layer).name)
}

/// Whether a layer goes back from standardized numbers.
fn is_inverse(typed: &Typed, layer: NodeId) -> bool {
    matches!(&typed.graph().node(layer).op, Op::Standardization(standardization) if standardization.inverse)
}

/// What keeps the variances of a layer from zero.
fn epsilon(typed: &Typed, layer: NodeId) -> TokenStream {
    match &typed.graph().node(layer).op {
        Op::BatchNormalization(normalization) => written::epsilon(normalization),
        _ => unreachable!("other layers have it in their function"),
    }
}

/// The field of an activation whose parameters are trained, and the activation.
fn trained(typed: &Typed, layer: NodeId, names: &Names) -> (Ident, TokenStream) {
    let Op::TrainedActivation(activation) = &typed.graph().node(layer).op else {
        unreachable!("other layers have no such step")
    };
    (field(typed, layer), written::trained(activation, names))
}

/// The parameters that a layer scales and shifts by.
fn scale_and_offset(typed: &Typed, layer: NodeId) -> (TokenStream, TokenStream) {
    let Op::Normalization(normalization) = &typed.graph().node(layer).op else {
        unreachable!("other layers neither scale nor shift")
    };
    let field = field(typed, layer);
    let tensor = |tensor: &Option<Tensor>| match tensor {
        Some(tensor) => {
            let tensor = format_ident!("{}", tensor.name);
            quote!(__dense::Some(&self.#field.#tensor))
        }
        None => quote!(__dense::None),
    };
    (tensor(&normalization.scale), tensor(&normalization.offset))
}

/// A layer's place among the layers, which do not count the input.
fn place(layer: NodeId) -> TokenStream {
    index(layer.0 - 1)
}
