//! The network's plan: a constant that says what its layers and tensors are, and which values live when.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::quote;

use crate::check::{Placed, Typed};
use crate::emit::{checks, index, pixels, size, written};
use crate::graph::{Dim, GlobalPooling, Node, NodeId, Op, Pooling, Statistic};
use crate::passes::{Forward, OfBatch, Part, Pixels, Place, Pool, Schedule, Text, Value};

pub(super) fn plan(schedule: &Schedule) -> TokenStream {
    let Schedule { typed, prediction, training, texts, .. } = schedule;
    let graph = typed.graph();
    let (name, element) = (&graph.name, graph.element.name());
    let (input, output) = (shape(typed.shape(NodeId(0))), shape(typed.shape(graph.output)));
    let layers = graph.iter().zip(texts).skip(1).map(|((id, node), text)| layer(schedule, id, node, text));
    let tensors = graph.iter().flat_map(|(id, node)| tensors(typed, id, node));
    let predicting = prediction.values.iter().map(value);
    let learning = training.values.iter().map(value);
    let (logits, gradient) = (index(training.logits), index(training.logits_gradient));
    let batch = training.batch.iter().map(|of_batch| looks_at(typed, of_batch));
    let batch = (!training.batch.is_empty()).then(|| quote!(.batch(&[#(#batch,)*])));
    let plan = quote! {
        __dense::Plan::new(
            #name,
            #element,
            [#input, #output],
            &[#(#layers,)*],
            &[#(#tensors,)*],
            &__dense::pack([#(#predicting,)*]),
            &__dense::pack([#(#learning,)*]),
            [#logits, #gradient],
        )
        #batch
    };
    // What depends on const generics can be checked when they are known, which is when the plan is needed.
    let checks = checks::when_known(typed);
    if checks.is_empty() { plan } else { quote!({ #checks #plan }) }
}

/// The tensors that the inputs decide, if there are any.
pub(super) fn adapts(typed: &Typed) -> TokenStream {
    let is_adapted = |op: &Op| matches!(op, Op::Standardization(standardization) if !standardization.is_given);
    let layers = typed.graph().iter().filter(|(_, node)| is_adapted(&node.op));
    let means =
        layers.filter_map(|(id, _)| typed.tensors(id).first().map(|mean| index(mean.index))).collect::<Vec<_>>();
    if means.is_empty() {
        TokenStream::new()
    } else {
        quote!(const ADAPTS: &'static [__dense::usize] = &[#(#means),*];)
    }
}

/// `&[28, 28, 1]`
pub(super) fn shape(shape: &[Dim]) -> TokenStream {
    let dims = shape.iter().map(constant);
    quote!(&[#(#dims),*])
}

/// A size as a constant of its own. References in a plan live forever only as long as no expression in it branches.
fn constant(dim: &Dim) -> TokenStream {
    let size = size(dim);
    let tokens = size.clone().into_iter().collect::<Vec<_>>();
    match &tokens[..] {
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::Brace => quote!(const #group),
        tokens if tokens.iter().all(is_of_path) => size,
        _ => quote!(const { #size }),
    }
}

/// Numbers and the names of constants are what they are.
fn is_of_path(token: &TokenTree) -> bool {
    match token {
        TokenTree::Ident(_) | TokenTree::Literal(_) => true,
        TokenTree::Punct(punct) => punct.as_char() == ':',
        TokenTree::Group(_) => false,
    }
}

fn layer(schedule: &Schedule, id: NodeId, node: &Node, text: &Text) -> TokenStream {
    let typed = &schedule.typed;
    let (name, kind, output) = (node.text(), node.kind, shape(typed.shape(id)));
    let numbers = match &node.op {
        Op::Dense(dense) => {
            let (inputs, units) = (constant(&typed.shape(node.inputs[0])[0]), constant(&dense.units));
            let bias = dense.bias.is_some();
            quote!(.dense(#inputs, #units, #bias))
        }
        Op::Normalization(normalization) => {
            let numbers = Dim::product(typed.shape(id)).unwrap_or_else(|| unreachable!("large shapes were refused"));
            let (numbers, scale, offset) =
                (constant(&numbers), normalization.scale.is_some(), normalization.offset.is_some());
            quote!(.affine(#numbers, #scale, #offset))
        }
        Op::Embedding(_) => quote!(.embedding()),
        Op::GlobalPooling(GlobalPooling { statistic: Statistic::Average, .. }) => {
            let numbers = Dim::product(typed.shape(node.inputs[0]));
            let numbers = constant(&numbers.unwrap_or_else(|| unreachable!("large shapes were refused")));
            quote!(.average(#numbers))
        }
        Op::Convolution(_) => convolutions(schedule, id, node),
        Op::Pooling(pooling) => averages(schedule, pooling, id),
        Op::PReLU(_) | Op::TrainedActivation(_) => quote!(.parametric()),
        Op::BatchNormalization(_) | Op::Standardization(_) => {
            let numbers = Dim::product(typed.shape(id)).unwrap_or_else(|| unreachable!("large shapes were refused"));
            let (numbers, tensors) = (constant(&numbers), index(node.op.tensors().len()));
            quote!(.normalization(#numbers, #tensors))
        }
        _ => TokenStream::new(),
    };
    let Text { prediction, training } = text;
    let steps = (!prediction.is_empty() || !training.is_empty()).then(|| quote!(.steps(#prediction, #training)));
    let frozen = node.op.is_frozen().then(|| quote!(.frozen()));
    quote!(__dense::LayerPlan::new(#name, #kind, #output) #numbers #frozen #steps)
}

/// What the parts of a convolution compute.
fn convolutions(schedule: &Schedule, id: NodeId, node: &Node) -> TokenStream {
    let parts = schedule.prediction.steps.iter().filter_map(|step| match step {
        Forward::Convolution { layer, part, windows, pool, .. } if *layer == id => {
            let windows = pixels::windows(windows);
            let method = if *part == Part::Transposed { quote!(transposed) } else { quote!(convolution) };
            let pooled = pool.as_ref().map(|(_, rows)| {
                let rows = constant(&schedule.prediction.values[*rows].len);
                quote!(.in_part(#rows))
            });
            Some(quote!(.#method(#windows) #pooled))
        }
        Forward::Pieces(pieces) if pieces.convolution == id => {
            let windows = pixels::windows(&pieces.windows);
            let room = constant(&schedule.prediction.values[pieces.room].len);
            Some(quote!(.convolution(#windows).in_part(#room)))
        }
        _ => None,
    });
    let parts = parts.collect::<TokenStream>();
    let has_bias = node.op.tensors().iter().any(|tensor| tensor.name == "bias");
    // Of what the kernel gives, whatever an activation leaves of it, but not of what a transposed one gives beyond its output.
    let bias = has_bias.then(|| {
        let shape = schedule.typed.shape(id);
        let filters = schedule.typed.tensors(id).pop().map(|bias| bias.shape).unwrap_or_default();
        let numbers = Dim::product(&[&shape[..shape.len() - 1], &filters].concat());
        let numbers = constant(&numbers.unwrap_or_else(|| unreachable!("large shapes were refused")));
        quote!(.biased(#numbers))
    });
    quote!(#parts #bias)
}

/// The numbers that go into means.
fn averages(schedule: &Schedule, pooling: &Pooling, id: NodeId) -> TokenStream {
    // A prediction may have it within another step.
    let step = schedule.training.forward.iter().find_map(|step| match step {
        Forward::Pixels { layer, pixels, .. } if *layer == id => match &**pixels {
            Pixels::Pool(Pool { windows, .. }) => Some(windows),
            _ => None,
        },
        _ => None,
    });
    match (pooling.statistic, step) {
        (Statistic::Average, Some(windows)) => {
            let windows = pixels::windows(windows);
            quote!(.averages(#windows))
        }
        _ => TokenStream::new(),
    }
}

fn tensors(typed: &Typed, id: NodeId, node: &Node) -> Vec<TokenStream> {
    let tensor = |Placed { tensor, shape: dims, .. }: Placed<'_>| {
        let (name, shape) = (format!("{}.{}", node.text(), tensor.name), shape(&dims));
        let trainable = node.op.learns() && !tensor.is_state;
        let form = match &node.op {
            Op::PReLU(_) => quote!(.whole()),
            Op::Embedding(_) => quote!(.table()),
            _ => TokenStream::new(),
        };
        quote!(__dense::TensorPlan::new(#name, #shape, #trainable) #form)
    };
    typed.tensors(id).into_iter().map(tensor).collect()
}

/// What a layer looks at of the batch.
fn looks_at(typed: &Typed, OfBatch { layer, value, gradient }: &OfBatch) -> TokenStream {
    let Op::BatchNormalization(normalization) = &typed.graph().node(*layer).op else {
        unreachable!("no other layer looks at batches")
    };
    let statistics = typed.tensors(*layer).into_iter().find(|placed| placed.tensor.is_state);
    let Placed { index: tensor, shape, .. } = statistics.unwrap_or_else(|| unreachable!("the layer has statistics"));
    let (tensor, width, value) = (index(tensor), constant(&shape[0]), index(*value));
    let gradient = match gradient {
        Some(gradient) => {
            let gradient = index(*gradient);
            quote!(__dense::Some(#gradient))
        }
        None => quote!(__dense::None),
    };
    let (momentum, epsilon) = (written::momentum(normalization), written::epsilon(normalization));
    quote!(__dense::BatchPlan::new(#tensor, #width, #value, #gradient, #momentum, #epsilon))
}

fn value(Value { name, len, place, alive }: &Value) -> TokenStream {
    let len = constant(len);
    let (first, last) = alive.unwrap_or_default();
    let (first, last) = (index(first), index(last));
    match place {
        Place::Input => quote!(__dense::Value::input(#len)),
        Place::Output => quote!(__dense::Value::output(#name, #len)),
        Place::Buffer => quote!(__dense::Value::buffer(#name, #len, #first, #last)),
        Place::Runs => quote!(__dense::Value::runs(#name, #len, #first, #last)),
    }
}
