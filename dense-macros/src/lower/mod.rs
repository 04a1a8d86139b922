//! Syntax tree → graph: words become operations, literals numbers, and every layer has a name.

mod attributes;
mod bind;
mod border;
mod budget;
mod convolution;
mod dense;
mod embedding;
mod function;
mod input;
mod layer;
mod names;
mod noise;
mod normalization;
mod permute;
mod pooling;
mod prelu;
mod setting;
mod size;
mod standardization;
mod tensor;
mod trained;
mod up_sampling;
mod windows;
mod word_layer;

use std::cell::{Cell, RefCell};

use proc_macro2::{Ident, Span};
use quote::format_ident;

use crate::ast::{self, Call, Form};
use crate::diag::Diagnostics;
use crate::graph::{Assertion, Constant, Element, Graph, Node, NodeId, Op};
use crate::lower::names::Naming;
use crate::spelling;
use crate::vocab::{self, CATEGORIES, Category, Signature};

pub(crate) use attributes::is_underivable;
pub(crate) use function::with_options;
pub(crate) use input::MOST_AXES;
pub(crate) use permute::each_once;

/// What lowering a network needs to know everywhere.
struct Scope<'a> {
    parameters: &'a [ast::Parameter],
    /// The const expressions so far that are sizes.
    sizes: RefCell<Vec<Constant>>,
    /// How many other expressions have a name.
    numbered: Cell<usize>,
    dx: &'a Diagnostics,
}

/// The stage: one graph for each network of the call.
pub(crate) fn lower(call: &Call, dx: &Diagnostics) -> Vec<Graph> {
    call.networks.iter().map(|network| graph(network, &call.form, dx)).collect()
}

fn graph(network: &ast::Network, form: &Form, dx: &Diagnostics) -> Graph {
    attributes::check(network, dx);
    let scope = Scope { parameters: &network.parameters, sizes: RefCell::default(), numbered: Cell::new(0), dx };
    let mut parameters = network.parameters.iter().map(|p| p.name.clone()).collect::<Vec<_>>();
    let mut naming = Naming::default();
    let (input, mut elements) = scope.input(&network.chain, &mut parameters);
    let mut nodes = vec![Node {
        name: Ident::new("input", Span::call_site()),
        kind: "Input",
        op: Op::Input(input.shape),
        inputs: Vec::new(),
        place: input.place,
    }];
    let mut assertions = Vec::new();
    if elements.iter().all(|element| matches!(element, ast::Element::Assertion(_))) {
        empty(network, elements.is_empty(), &scope);
        elements = &[];
    }
    for element in elements {
        let last = NodeId(nodes.len() - 1);
        match element {
            ast::Element::Layer(layer) => {
                let (kind, op, named) = scope.layer(layer);
                let name = naming.name(nodes.len(), layer, named, dx);
                nodes.push(Node { name, kind, op, inputs: vec![last], place: layer.place() });
            }
            ast::Element::Assertion(assertion) => {
                let shape = scope.shape(&assertion.dims.iter().collect::<Vec<_>>());
                assertions.push(Assertion { of: last, shape, place: assertion.place });
            }
            ast::Element::Broken => nodes.push(Node {
                name: Ident::new("broken", Span::call_site()),
                kind: "",
                op: Op::Unknown,
                inputs: vec![last],
                place: Span::call_site().into(),
            }),
        }
    }
    naming.finish(&mut nodes);
    let name = match form {
        Form::Items => network.name.to_string(),
        Form::Value { .. } => "network".to_owned(),
    };
    Graph {
        name,
        element: if input.takes_indices { element_of_table(&nodes) } else { input.element },
        takes_indices: input.takes_indices,
        parameters,
        infers_input: input.inferred,
        output: NodeId(nodes.len() - 1),
        nodes,
        assertions,
        budget: budget::budget(network, dx),
        allows_hidden_softmax: attributes::allows_hidden_softmax(network),
        sizes: scope.sizes.into_inner(),
    }
}

/// The number type of a network whose input has none.
fn element_of_table(nodes: &[Node]) -> Element {
    let element = nodes.iter().find_map(|node| match &node.op {
        Op::Embedding(embedding) => embedding.element,
        _ => None,
    });
    element.unwrap_or(Element::F32)
}

/// Reports a network without layers.
fn empty(network: &ast::Network, nothing: bool, scope: &Scope<'_>) {
    let message = match nothing && network.chain.elements.is_empty() {
        true => "a network needs at least one layer, found none",
        false => "a network needs at least one layer behind its input",
    };
    scope.dx.help(network.chain.place, message, "write `Input(784) -> Dense(10, softmax)`");
}

impl Scope<'_> {
    /// A name for what the user wrote, as emitted code calls it.
    fn number(&self, what: &str) -> Ident {
        let number = self.numbered.get();
        self.numbered.set(number + 1);
        format_ident!("__{what}_{number}")
    }

    /// The signature of a layer, or an error under its name.
    fn signature(&self, kind: &Ident) -> Option<&'static Signature> {
        let name = kind.to_string();
        if let Some(signature) = vocab::layer(&name) {
            return Some(signature);
        }
        let names = vocab::names(vocab::LAYERS);
        let message = format!("unknown layer `{name}`");
        if vocab::activation(&name).is_some() {
            self.dx.help(
                kind.span(),
                format!("`{name}` is an activation, not a layer"),
                format!("write `Activation({name})`, or give it to the layer before: `Dense(64, {name})`"),
            );
        } else if let Some(layer) = spelling::other_case(&name, &names) {
            self.dx.help(kind.span(), message, format!("the layer is spelled `{layer}`"));
            // There is no doubt what is meant, so that its arguments can be checked.
            return vocab::layer(layer);
        } else if let Some(word) = spelling::other_case(&name, &Category::Activation.words()) {
            self.dx.help(kind.span(), message, format!("write `Activation({word})`"));
        } else if let Some(category) = CATEGORIES.into_iter().find(|category| category.signature(&name).is_some()) {
            let message = format!("`{name}` is {}, not a layer", category.noun());
            self.dx.help(kind.span(), message, "give it to a layer: `Dense(64, relu, he_normal)`");
        } else if vocab::OTHER_LAYERS.contains(&name.as_str()) {
            let message = format!("this version of dense does not have Keras's layer `{name}`");
            self.dx.help(kind.span(), message, format!("the layers are {}", spelling::list(&names)));
        } else if name == "Sequential" {
            self.dx.help(kind.span(), "layers need nothing around them", "write `Input(784) -> Dense(10, softmax)`");
        } else {
            self.dx.help(kind.span(), message, spelling::suggestion(&name, &names, "layers"));
        }
        None
    }
}
