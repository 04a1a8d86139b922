//! The steps of convolutions and of what else is done to images.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::check::Typed;
use crate::emit::names::Names;
use crate::emit::{index, layers, size, written};
use crate::graph::{Dim, Function, NodeId, Op, Statistic};
use crate::passes::{Frame, Lattice, Part, Pieces, Pixels, Pool};

/// A convolution on the way forward.
pub(super) fn convolution(
    typed: &Typed,
    names: &Names,
    (layer, part): (NodeId, Part),
    lattice: &Lattice,
    [from, to]: [usize; 2],
    activation: Option<&Function>,
) -> TokenStream {
    let (windows, kernel, bias) = (windows(lattice), kernel(typed, layer, part), bias(typed, layer, part));
    let (method, from, to) = (method(part), index(from), index(to));
    let activation = self::activation(names, activation);
    quote!(.#method(#windows, #kernel, #bias, #from, #to, #activation);)
}

/// The same with what is pooled of it, by way of a value for some of its rows.
pub(super) fn pooled(
    typed: &Typed,
    names: &Names,
    (layer, part): (NodeId, Part),
    (lattice, pool): (&Lattice, &Pool),
    [from, rows, to]: [usize; 3],
    activation: Option<&Function>,
) -> TokenStream {
    let (of_kernel, kernel, bias) = (windows(lattice), kernel(typed, layer, part), bias(typed, layer, part));
    let (of_pool, is_max) = (windows(&pool.windows), pool.statistic == Statistic::Max);
    let (from, rows, to, activation) = (index(from), index(rows), index(to), self::activation(names, activation));
    quote!(.convolve_and_pool([#of_kernel, #of_pool], #is_max, #kernel, #bias, #from, #rows, #to, #activation);)
}

/// A convolution, and the product that takes what it gives in pieces.
pub(super) fn pieces(typed: &Typed, names: &Names, of: &Pieces, dense: &Ident) -> TokenStream {
    let whole = Part::Whole;
    let (kernel, bias) = (kernel(typed, of.convolution, whole), bias(typed, of.convolution, whole));
    let (windows, from, room, to) = (windows(&of.windows), index(of.from), index(of.room), index(of.to));
    let [between, activation] = [&of.between, &of.activation].map(|function| activation(names, function.as_ref()));
    quote!(.convolve_into_dense(#windows, #kernel, #bias, #between, &self.#dense, [#from, #room, #to], #activation);)
}

fn activation(names: &Names, function: Option<&Function>) -> TokenStream {
    match function {
        Some(function) => written::value(function, names),
        None => quote!(__dense::activation::linear),
    }
}

/// A convolution on the way back.
pub(super) fn back_through(
    typed: &Typed,
    (layer, part): (NodeId, Part),
    lattice: &Lattice,
    [from, to]: [usize; 2],
) -> TokenStream {
    let (windows, kernel) = (windows(lattice), kernel(typed, layer, part));
    let (method, from, to) = (method(part), index(from), index(to));
    quote!(.#method(#windows, #kernel, #from, #to);)
}

/// What samples add to the gradients of a kernel and a bias. What goes into a transposed convolution is what its windows give.
pub(super) fn kernel_gradient(
    part: Part,
    lattice: &Lattice,
    [x, gradient]: [usize; 2],
    (sums, bias): (usize, bool),
) -> TokenStream {
    let (image, of_windows) = if part == Part::Transposed { (gradient, x) } else { (x, gradient) };
    let (windows, image, of_windows, sums) = (windows(lattice), index(image), index(of_windows), index(sums));
    quote!(.kernel_gradient(#windows, #image, #of_windows, #sums, #bias);)
}

/// Pixels that are moved or pooled.
pub(super) fn forward(pixels: &Pixels, from: usize, to: usize) -> TokenStream {
    let (from, to) = (index(from), index(to));
    call(pixels, &quote!(#from, #to))
}

/// The way back through that.
pub(super) fn backward(pixels: &Pixels, rectify: bool, [x, y]: [usize; 2], [from, to]: [usize; 2]) -> TokenStream {
    let (from, to) = (index(from), index(to));
    match pixels {
        Pixels::Pool(Pool { statistic: Statistic::Max, is_global: true, windows, .. }) => {
            let Lattice { image: [height, width, channels], .. } = &**windows;
            let places = Dim::product(&[height.clone(), width.clone()]);
            let places = size(&places.unwrap_or_else(|| unreachable!("large shapes were refused")));
            let (channels, x, y) = (size(channels), index(x), index(y));
            quote!(.global_max_pool(#places, #channels, #x, #y, #from, #to, #rectify);)
        }
        Pixels::Pool(Pool { statistic: Statistic::Max, .. }) => {
            let (x, y) = (index(x), index(y));
            call(pixels, &quote!(#x, #y, #from, #to, #rectify))
        }
        _ => call(pixels, &quote!(#from, #to)),
    }
}

/// Windows as a constant.
pub(super) fn windows(lattice: &Lattice) -> TokenStream {
    let Lattice { image, count, filters, size: of, strides, dilation, groups } = lattice;
    let (image, count, filters, of) = (sizes(image), sizes(count), size(filters), sizes(of));
    let strides = unless_ones(strides, |strides| quote!(.strides(#strides)));
    let dilation = unless_ones(dilation, |dilation| quote!(.dilation(#dilation)));
    let groups = (!matches!(groups, Dim::Literal(1))).then(|| {
        let groups = size(groups);
        quote!(.groups(#groups))
    });
    quote!(const { __dense::Windows::new(#image, #count, #filters, #of) #strides #dilation #groups })
}

fn unless_ones(of: &[Dim; 2], option: impl Fn(TokenStream) -> TokenStream) -> Option<TokenStream> {
    let is_one = of.iter().all(|dim| matches!(dim, Dim::Literal(1)));
    (!is_one).then(|| option(sizes(of)))
}

fn call(pixels: &Pixels, values: &TokenStream) -> TokenStream {
    match pixels {
        Pixels::Pad(frame) => framed("pad", frame, values),
        Pixels::Crop(frame) => framed("crop", frame, values),
        Pixels::Pool(Pool { statistic, windows: lattice, before, .. }) => {
            let (windows, before) = (windows(lattice), sizes(before));
            let method = format_ident!("{}", if *statistic == Statistic::Max { "max_pool" } else { "average_pool" });
            quote!(.#method(#windows, #before, #values);)
        }
        Pixels::UpSample { image, size, bilinear } => {
            let (image, size) = (sizes(image), sizes(size));
            let method = format_ident!("{}", if *bilinear { "interpolate" } else { "up_sample" });
            quote!(.#method(#image, #size, #values);)
        }
        Pixels::Repeat { times } => {
            let times = size(&Dim::Literal(*times));
            quote!(.repeat_channels(#times, #values);)
        }
        Pixels::Permute { shape, axes } => {
            let (shape, axes) = (sizes(shape), axes.iter().map(|axis| index(*axis)));
            quote!(.permute(&#shape, &[#(#axes),*], #values);)
        }
    }
}

fn framed(method: &str, Frame { outer, inner, before }: &Frame, values: &TokenStream) -> TokenStream {
    let (method, outer, inner, before) = (format_ident!("{method}"), sizes(outer), sizes(inner), sizes(before));
    quote!(.#method(#outer, #inner, #before, #values);)
}

fn sizes(dims: &[Dim]) -> TokenStream {
    let dims = dims.iter().map(size);
    quote!([#(#dims),*])
}

fn method(part: Part) -> Ident {
    format_ident!("{}", if part == Part::Transposed { "convolve_transposed" } else { "convolve" })
}

fn kernel(typed: &Typed, layer: NodeId, part: Part) -> TokenStream {
    let (layer, kernel) = (layers::used(&typed.graph().node(layer).name), format_ident!("{}", part.kernel()));
    quote!(&self.#layer.#kernel)
}

fn bias(typed: &Typed, layer: NodeId, part: Part) -> TokenStream {
    let node = typed.graph().node(layer);
    let has_bias = matches!(&node.op, Op::Convolution(convolution) if convolution.bias.is_some());
    let layer = layers::used(&node.name);
    if has_bias && part.has_bias() { quote!(&self.#layer.bias) } else { quote!(&()) }
}
