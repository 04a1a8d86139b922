//! Formulas as the compiler sees them: terms of terms, each there once.
//!
//! Equal terms are one term, whoever makes them. So what a value and its derivative have in common is known without a
//! search, and a derivative is not larger than its formula has functions.

use std::collections::HashMap;

use crate::activation::functions::Function;
use crate::activation::syntax::Comparison;

/// A term of [`Terms`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) struct Term(usize);

/// What a term is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Node {
    Number(Number),
    /// The argument of the activation.
    Variable,
    /// A parameter of the activation, by its place.
    Parameter(usize),
    /// A constant of Rust's, by its place among those of the formula.
    Constant(usize),
    Sum(Term, Term),
    Difference(Term, Term),
    Product(Term, Term),
    Quotient(Term, Term),
    Negative(Term),
    /// To the power of a whole number from 2 on.
    Power(Term, u32),
    /// To any power.
    Powf(Term, Term),
    Function(Function, Term),
    /// The derivative of one of dense's activations at an input, given its output.
    Slope(&'static str, Term, Term),
    /// The larger one of two, or the first if that is NaN.
    Max(Term, Term),
    /// The smaller one of two, or the first if that is NaN.
    Min(Term, Term),
    /// `if a > b { c } else { d }`
    Choice(Comparison, [Term; 4]),
}

/// A finite number that can be compared. There is one zero.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) struct Number(u64);

impl Number {
    fn new(number: f64) -> Number {
        Number((number + 0.0).to_bits())
    }

    pub(super) fn value(self) -> f64 {
        f64::from_bits(self.0)
    }
}

/// All terms of an activation. Those that a term is made of come before it.
#[derive(Default)]
pub(super) struct Terms {
    nodes: Vec<Node>,
    known: HashMap<Node, Term>,
}

impl Terms {
    pub(super) fn node(&self, term: Term) -> Node {
        self.nodes[term.0]
    }

    /// The term that is this node. Only simplification makes nodes that are not leaves.
    pub(super) fn term(&mut self, node: Node) -> Term {
        *self.known.entry(node).or_insert_with(|| {
            self.nodes.push(node);
            Term(self.nodes.len() - 1)
        })
    }

    /// The term that is this node, if it is there already.
    pub(super) fn known(&self, node: Node) -> Option<Term> {
        self.known.get(&node).copied()
    }

    pub(super) fn number(&mut self, number: f64) -> Term {
        self.term(Node::Number(Number::new(number)))
    }

    /// The number that a term is.
    pub(super) fn as_number(&self, term: Term) -> Option<f64> {
        match self.node(term) {
            Node::Number(number) => Some(number.value()),
            _ => None,
        }
    }

    pub(super) fn is(&self, term: Term, number: f64) -> bool {
        self.as_number(term) == Some(number)
    }

    /// How many functions, operators and leaves a term has when it is written out.
    pub(super) fn size(&self, term: Term) -> u64 {
        let mut sizes = vec![0_u64; term.0 + 1];
        for at in 0..=term.0 {
            let parts = self.nodes[at].parts().into_iter().map(|part| sizes[part.0]);
            sizes[at] = parts.fold(1, u64::saturating_add);
        }
        sizes[term.0]
    }

    /// Whether a term is made of numbers and constants by nothing that Rust does not do in constants.
    pub(super) fn is_arithmetic(&self, term: Term) -> bool {
        let node = self.node(term);
        let is_good = matches!(
            node,
            Node::Number(_)
                | Node::Constant(_)
                | Node::Sum(..)
                | Node::Difference(..)
                | Node::Product(..)
                | Node::Quotient(..)
                | Node::Negative(_)
        );
        is_good && node.parts().into_iter().all(|part| self.is_arithmetic(part))
    }

    /// Whether a leaf is somewhere in a term.
    pub(super) fn depends_on(&self, term: Term, leaf: Node) -> bool {
        let mut found = vec![false; term.0 + 1];
        for at in 0..=term.0 {
            found[at] = self.nodes[at] == leaf || self.nodes[at].parts().iter().any(|part| found[part.0]);
        }
        found[term.0]
    }
}

impl Node {
    /// The terms that it is made of.
    pub(super) fn parts(&self) -> Vec<Term> {
        match *self {
            Node::Number(_) | Node::Variable | Node::Parameter(_) | Node::Constant(_) => Vec::new(),
            Node::Negative(a) | Node::Power(a, _) | Node::Function(_, a) => vec![a],
            Node::Sum(a, b)
            | Node::Difference(a, b)
            | Node::Product(a, b)
            | Node::Quotient(a, b)
            | Node::Powf(a, b)
            | Node::Slope(_, a, b)
            | Node::Max(a, b)
            | Node::Min(a, b) => vec![a, b],
            Node::Choice(_, parts) => parts.to_vec(),
        }
    }
}
