//! Terms as tokens: as code of the runtime's functions, or as one writes them in a formula.

use std::collections::HashMap;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, format_ident, quote};

use crate::activation::functions::{Function, TANH_SOFTPLUS};
use crate::activation::syntax::Comparison;
use crate::activation::terms::{Node, Term, Terms};
use crate::ast::text;

/// How terms are written.
pub(super) enum Notation<'a> {
    /// Code, with `T` for the number type.
    Code,
    /// A formula, with the names of its variable, its parameters and its constants.
    Formula { variable: &'a Ident, parameters: Vec<&'a Ident>, constants: &'a [TokenStream] },
}

/// What binds more tightly has a higher one.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Level {
    Statement,
    Sum,
    Product,
    Sign,
    Operand,
}

/// Writes terms.
pub(super) struct Writer<'a> {
    terms: &'a Terms,
    notation: Notation<'a>,
    /// Terms that have a name.
    names: HashMap<Term, Ident>,
    /// What code calls the parameters.
    parameters: Vec<Ident>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(terms: &'a Terms, notation: Notation<'a>, parameters: Vec<Ident>) -> Writer<'a> {
        Writer { terms, notation, names: HashMap::new(), parameters }
    }

    /// From here on, a term is written as a name.
    pub(super) fn name(&mut self, term: Term, name: Ident) {
        self.names.insert(term, name);
    }

    /// A term as an expression.
    pub(super) fn expression(&self, term: Term) -> TokenStream {
        self.part(term, Level::Statement)
    }

    /// A term as one writes it.
    pub(super) fn text(&self, term: Term) -> String {
        let mut text = text(&self.expression(term)).replace(" .", ".");
        for (printed, written) in [
            ("+(", "+ ("),
            ("*(", "* ("),
            ("/(", "/ ("),
            ("(- ", "(-"),
            (", - ", ", -"),
            ("{ - ", "{ -"),
            ("< - ", "< -"),
            ("> - ", "> -"),
            ("= - ", "= -"),
        ] {
            text = text.replace(printed, written);
        }
        text
    }

    /// A term as a part of an expression of this level.
    fn part(&self, term: Term, level: Level) -> TokenStream {
        if let Some(name) = self.names.get(&term) {
            return name.to_token_stream();
        }
        let (tokens, of) = self.write(self.terms.node(term));
        if of < level { quote!((#tokens)) } else { tokens }
    }

    fn write(&self, node: Node) -> (TokenStream, Level) {
        use Level::{Operand, Product, Sign, Statement, Sum};
        let binary = |a, left, sign: TokenStream, b, right| {
            let (a, b) = (self.part(a, left), self.part(b, right));
            quote!(#a #sign #b)
        };
        match node {
            Node::Number(number) => self.number(number.value()),
            Node::Variable => (self.variable(), Operand),
            Node::Parameter(at) => (self.parameter(at), Operand),
            Node::Constant(at) => (self.constant(at), Operand),
            Node::Sum(a, b) => (binary(a, Sum, quote!(+), b, Product), Sum),
            Node::Difference(a, b) => (binary(a, Sum, quote!(-), b, Product), Sum),
            Node::Product(a, b) => (binary(a, Product, quote!(*), b, Sign), Product),
            Node::Quotient(a, b) => (binary(a, Product, quote!(/), b, Sign), Product),
            Node::Negative(a) => {
                let a = self.part(a, Operand);
                (quote!(-#a), Sign)
            }
            Node::Power(a, exponent) => self.power(a, exponent),
            Node::Powf(a, b) if matches!(self.notation, Notation::Code) && self.terms.is(b, 1.5) => {
                let a = self.part(a, Operand);
                (quote!(#a * #a.sqrt()), Product)
            }
            Node::Powf(a, b) => {
                let (a, b) = (self.part(a, Operand), self.part(b, Statement));
                (quote!(#a.powf(#b)), Operand)
            }
            Node::Function(function, a) => (self.function(function, a), Operand),
            Node::Slope(name, a, b) => self.slope(name, a, b),
            Node::Max(a, b) => (self.extreme(quote!(max), a, b), Operand),
            Node::Min(a, b) => (self.extreme(quote!(min), a, b), Operand),
            Node::Choice(comparison, parts) => {
                let [a, b, c, d] = parts.map(|part| self.part(part, Statement));
                let sign = sign(comparison);
                (quote!(if #a #sign #b { #c } else { #d }), Statement)
            }
        }
    }

    fn number(&self, number: f64) -> (TokenStream, Level) {
        let code = matches!(self.notation, Notation::Code);
        // A sign is a token of its own.
        let digits = Literal::f64_unsuffixed(if number.is_finite() { number.abs() } else { 0.0 });
        let signed = if number < 0.0 { quote!(-#digits) } else { quote!(#digits) };
        match number {
            _ if !number.is_finite() => (quote!(T::of(__dense::f64::NAN)), Level::Operand),
            0.0 if code => (quote!(T::zero()), Level::Operand),
            1.0 if code => (quote!(T::one()), Level::Operand),
            _ if code => (quote!(T::of(#signed)), Level::Operand),
            0.0.. => (signed, Level::Operand),
            _ => (signed, Level::Sign),
        }
    }

    fn variable(&self) -> TokenStream {
        match &self.notation {
            Notation::Code => quote!(__x),
            Notation::Formula { variable, .. } => variable.to_token_stream(),
        }
    }

    fn parameter(&self, at: usize) -> TokenStream {
        match &self.notation {
            Notation::Code => self.parameters[at].to_token_stream(),
            Notation::Formula { parameters, .. } => parameters[at].to_token_stream(),
        }
    }

    fn constant(&self, at: usize) -> TokenStream {
        match &self.notation {
            Notation::Code => {
                let name = constant(at);
                quote!(T::of(#name))
            }
            Notation::Formula { constants, .. } => constants[at].clone(),
        }
    }

    /// By squares of squares.
    fn power(&self, a: Term, exponent: u32) -> (TokenStream, Level) {
        match &self.notation {
            Notation::Code => products(&self.part(a, Level::Operand), exponent),
            Notation::Formula { .. } => {
                let (a, exponent) = (self.part(a, Level::Operand), Literal::u32_unsuffixed(exponent));
                (quote!(#a.powi(#exponent)), Level::Operand)
            }
        }
    }

    fn function(&self, function: Function, a: Term) -> TokenStream {
        let name = format_ident!("{}", function.name());
        match (&self.notation, function) {
            (Notation::Code, Function::Sign) => {
                let a = self.part(a, Level::Statement);
                quote!(__dense::formula::sign(#a))
            }
            (Notation::Formula { .. }, Function::TanhSoftplus) => {
                let a = self.part(a, Level::Statement);
                quote!(tanh(softplus(#a)))
            }
            (Notation::Code, Function::TanhSoftplus | Function::Activation(_)) => {
                let (module, a) = (module(function.name()), self.part(a, Level::Statement));
                quote!(__dense::Activation::apply(__dense::#module::#name, #a))
            }
            (Notation::Code, _) => {
                let a = self.part(a, Level::Operand);
                quote!(#a.#name())
            }
            (Notation::Formula { .. }, _) => {
                let a = self.part(a, Level::Statement);
                quote!(#name(#a))
            }
        }
    }

    /// The derivative of a function that the runtime has.
    fn slope(&self, of: &str, a: Term, y: Term) -> (TokenStream, Level) {
        let name = format_ident!("{of}");
        let (a, output) = (self.part(a, Level::Statement), self.part(y, Level::Statement));
        match self.notation {
            Notation::Code => {
                let module = module(of);
                (quote!(__dense::Activation::derivative(__dense::#module::#name, #a, #output)), Level::Operand)
            }
            Notation::Formula { .. } if of == TANH_SOFTPLUS => {
                let output = self.part(y, Level::Operand);
                (quote!((1.0 - #output.powi(2)) * sigmoid(#a)), Level::Product)
            }
            Notation::Formula { .. } => {
                let derivative = format_ident!("{name}_derivative");
                (quote!(#derivative(#a)), Level::Operand)
            }
        }
    }

    fn extreme(&self, name: TokenStream, a: Term, b: Term) -> TokenStream {
        let (a, b) = (self.part(a, Level::Statement), self.part(b, Level::Statement));
        match self.notation {
            Notation::Code => quote!(__dense::formula::#name(#a, #b)),
            Notation::Formula { .. } => quote!(#name(#a, #b)),
        }
    }
}

/// Where the runtime has a function that is an activation.
fn module(of: &str) -> Ident {
    format_ident!("{}", if of == TANH_SOFTPLUS { "formula" } else { "activation" })
}

/// What code calls a constant of Rust's.
pub(super) fn constant(at: usize) -> Ident {
    format_ident!("__CONSTANT_{at}")
}

/// A power of something that has a name.
fn products(a: &TokenStream, exponent: u32) -> (TokenStream, Level) {
    match exponent {
        2 => (quote!(#a * #a), Level::Product),
        3 => (quote!(#a * #a * #a), Level::Product),
        _ => {
            let half = products(a, exponent / 2).0;
            let odd = (exponent % 2 == 1).then(|| quote!(* #a));
            (quote!({ let __half = #half; __half * __half #odd }), Level::Statement)
        }
    }
}

fn sign(comparison: Comparison) -> TokenStream {
    match comparison {
        Comparison::Less => quote!(<),
        Comparison::LessOrEqual => quote!(<=),
        Comparison::Greater => quote!(>),
        Comparison::GreaterOrEqual => quote!(>=),
        Comparison::Equal => quote!(==),
        Comparison::NotEqual => quote!(!=),
    }
}
