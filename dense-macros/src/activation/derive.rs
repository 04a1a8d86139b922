//! Terms → their derivatives.
//!
//! Each rule is written in what the value has already: `tanh` has the derivative `1 - tanh²`, and a quotient `q = a / b` has
//! `(a' - q · b') / b`, which needs no square of `b` that could overflow.

use std::collections::HashMap;
use std::f64::consts::FRAC_2_SQRT_PI;

use crate::activation::functions::Function;
use crate::activation::syntax::Comparison;
use crate::activation::terms::{Node, Term, Terms};

/// The derivative of a term by a leaf: the variable, or a parameter.
pub(super) fn derivative(terms: &mut Terms, of: Term, by: Node) -> Term {
    Derivation { terms, by, done: HashMap::new() }.of(of)
}

struct Derivation<'a> {
    terms: &'a mut Terms,
    by: Node,
    /// A term that is in many places is derived once.
    done: HashMap<Term, Term>,
}

impl Derivation<'_> {
    fn of(&mut self, term: Term) -> Term {
        if let Some(&derivative) = self.done.get(&term) {
            return derivative;
        }
        let derivative = self.by_rule(term);
        self.done.insert(term, derivative);
        derivative
    }

    fn by_rule(&mut self, term: Term) -> Term {
        let node = self.terms.node(term);
        if node == self.by {
            return self.terms.number(1.0);
        }
        match node {
            Node::Number(_) | Node::Variable | Node::Parameter(_) | Node::Constant(_) => self.terms.number(0.0),
            Node::Sum(a, b) => {
                let (da, db) = (self.of(a), self.of(b));
                self.terms.sum(da, db)
            }
            Node::Difference(a, b) => {
                let (da, db) = (self.of(a), self.of(b));
                self.terms.difference(da, db)
            }
            Node::Negative(a) => {
                let da = self.of(a);
                self.terms.negative(da)
            }
            Node::Product(a, b) => {
                let (da, db) = (self.of(a), self.of(b));
                let (left, right) = (self.terms.product(da, b), self.terms.product(a, db));
                self.terms.sum(left, right)
            }
            Node::Quotient(a, b) => {
                let (da, db) = (self.of(a), self.of(b));
                let back = self.terms.product(term, db);
                let above = self.terms.difference(da, back);
                self.terms.quotient(above, b)
            }
            Node::Power(a, exponent) => {
                let (count, less) = (self.terms.number(exponent.into()), self.terms.power(a, exponent as i32 - 1));
                let outer = self.terms.product(count, less);
                self.chain(outer, a)
            }
            Node::Powf(a, exponent) => self.powf(term, a, exponent),
            Node::Function(function, a) => {
                let outer = self.function(function, a, term);
                self.chain(outer, a)
            }
            // Where they are equal, what does not depend on the variable has the say: `relu` has slope 0 at 0.
            Node::Max(a, b) => self.choice(Comparison::Greater, a, b),
            Node::Min(a, b) => self.choice(Comparison::Less, a, b),
            Node::Choice(comparison, [a, b, c, d]) => {
                let (dc, dd) = (self.of(c), self.of(d));
                self.terms.choice(comparison, [a, b, dc, dd])
            }
            Node::Slope(..) => unreachable!("only derivatives have slopes, and they are not derived again"),
        }
    }

    /// `outer * a'`
    fn chain(&mut self, outer: Term, a: Term) -> Term {
        let inner = self.of(a);
        self.terms.product(outer, inner)
    }

    fn choice(&mut self, comparison: Comparison, a: Term, b: Term) -> Term {
        let (da, db) = (self.of(a), self.of(b));
        self.terms.choice(comparison, [a, b, da, db])
    }

    /// `n a^(n - 1) a' + a^n ln(a) n'`
    fn powf(&mut self, power: Term, a: Term, exponent: Term) -> Term {
        let one = self.terms.number(1.0);
        let less = self.terms.difference(exponent, one);
        let less = self.terms.powf(a, less);
        let outer = self.terms.product(exponent, less);
        let by_base = self.chain(outer, a);
        let dn = self.of(exponent);
        if self.terms.is(dn, 0.0) {
            return by_base;
        }
        // Towards 0 the power falls faster than the logarithm.
        let zero = self.terms.number(0.0);
        let logarithm = self.terms.function(Function::Ln, a);
        let outer = self.terms.product(power, logarithm);
        let outer = self.terms.choice(Comparison::Greater, [a, zero, outer, zero]);
        let by_exponent = self.terms.product(outer, dn);
        self.terms.sum(by_base, by_exponent)
    }

    /// `f'(a)`, given `y = f(a)`.
    fn function(&mut self, function: Function, a: Term, y: Term) -> Term {
        let terms = &mut *self.terms;
        let one = terms.number(1.0);
        match function {
            Function::Exp => y,
            Function::ExpM1 => terms.sum(y, one),
            Function::Ln => terms.quotient(one, a),
            Function::Ln1p => {
                let below = terms.sum(one, a);
                terms.quotient(one, below)
            }
            Function::Sqrt => {
                let half = terms.number(0.5);
                terms.quotient(half, y)
            }
            Function::Abs => terms.function(Function::Sign, a),
            Function::Sign => terms.number(0.0),
            Function::Tanh => {
                let square = terms.power(y, 2);
                terms.difference(one, square)
            }
            Function::Sigmoid => {
                let rest = terms.difference(one, y);
                terms.product(y, rest)
            }
            Function::Softplus => terms.function(Function::Sigmoid, a),
            Function::Erf => {
                let square = terms.power(a, 2);
                let exponent = terms.negative(square);
                let bell = terms.function(Function::Exp, exponent);
                let scale = terms.number(FRAC_2_SQRT_PI);
                terms.product(scale, bell)
            }
            Function::TanhSoftplus | Function::Activation(_) => terms.slope(function.name(), a, y),
        }
    }
}
