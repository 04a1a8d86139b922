//! Syntax tree → graph: words become operations, literals numbers, and every layer has a name.

mod bind;
mod budget;
mod function;
mod input;
mod layer;
mod names;
mod setting;
mod size;

use proc_macro2::{Ident, Span};

use crate::ast::{self, Call, Form};
use crate::diag::Diagnostics;
use crate::graph::{Assertion, Graph, Node, NodeId, Op};
use crate::lower::names::Naming;
use crate::spelling;
use crate::vocab::{self, Signature};

/// What lowering a network needs to know everywhere.
struct Scope<'a> {
    parameters: &'a [ast::Parameter],
    dx: &'a Diagnostics,
}

/// The stage: one graph for each network of the call.
pub(crate) fn lower(call: &Call, dx: &Diagnostics) -> Vec<Graph> {
    call.networks.iter().map(|network| graph(network, &call.form, dx)).collect()
}

fn graph(network: &ast::Network, form: &Form, dx: &Diagnostics) -> Graph {
    let scope = Scope { parameters: &network.parameters, dx };
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
                let shape = assertion.dims.iter().map(|dim| scope.dim(dim)).collect();
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
        element: input.element,
        parameters,
        infers_input: input.inferred,
        output: NodeId(nodes.len() - 1),
        nodes,
        assertions,
        budget: budget::budget(network, dx),
    }
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
    /// The signature of a layer, or an error under its name.
    fn signature(&self, kind: &Ident) -> Option<&'static Signature> {
        let name = kind.to_string();
        let found = vocab::LAYERS.iter().find(|layer| layer.name == name);
        if found.is_some() {
            return found;
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
        } else if let Some(word) = spelling::other_case(&name, &vocab::activation_names()) {
            self.dx.help(kind.span(), message, format!("write `Activation({word})`"));
        } else if vocab::INITIALIZERS.iter().any(|word| word.name == name) {
            self.dx.error(kind.span(), format!("`{name}` is an initializer, not a layer"));
        } else {
            self.dx.help(kind.span(), message, spelling::suggestion(&name, &names, "layers"));
        }
        None
    }
}
