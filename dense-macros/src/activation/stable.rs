//! Formulas for which the runtime has a function that does not overflow, and loses no digits, where they do; or that takes less
//! time.

use crate::activation::functions::Function;
use crate::activation::terms::{Node, Term, Terms};

impl Terms {
    /// A function of something that makes it another function.
    pub(super) fn stable_function(&mut self, function: Function, of: Term) -> Option<Term> {
        match (function, self.node(of)) {
            // ln(1 + u), which for an exponential is softplus.
            (Function::Ln, Node::Sum(one, u) | Node::Sum(u, one)) if self.is(one, 1.0) => {
                Some(self.function(Function::Ln1p, u))
            }
            (Function::Ln, Node::Difference(one, u)) if self.is(one, 1.0) => {
                let u = self.negative(u);
                Some(self.function(Function::Ln1p, u))
            }
            (Function::Ln1p, Node::Function(Function::Exp, u)) => Some(self.function(Function::Softplus, u)),
            (Function::Ln, Node::Function(Function::Exp, u)) => Some(u),
            (Function::Tanh, Node::Function(Function::Softplus, u)) => Some(self.function(Function::TanhSoftplus, u)),
            (Function::Sqrt, Node::Power(u, exponent)) if exponent.is_multiple_of(2) => {
                let root = self.power(u, (exponent / 2) as i32);
                Some(self.function(Function::Abs, root))
            }
            (Function::Abs, node) if is_never_negative(node) => Some(of),
            _ => None,
        }
    }

    /// `exp(u) - 1`
    pub(super) fn stable_difference(&mut self, a: Term, b: Term) -> Option<Term> {
        match self.node(a) {
            Node::Function(Function::Exp, u) if self.is(b, 1.0) => Some(self.function(Function::ExpM1, u)),
            _ => None,
        }
    }

    /// `1 / (1 + exp(-u))` and `(exp(u) - exp(-u)) / (exp(u) + exp(-u))`
    pub(super) fn stable_quotient(&mut self, a: Term, b: Term) -> Option<Term> {
        let Node::Sum(first, second) = self.node(b) else { return None };
        if let (Node::Function(Function::Exp, u), Node::Function(Function::Exp, v)) =
            (self.node(first), self.node(second))
        {
            let is_tanh = self.negative(u) == v && self.node(a) == Node::Difference(first, second);
            return is_tanh.then(|| self.function(Function::Tanh, u));
        }
        let (number, exponential) = if self.as_number(first).is_some() { (first, second) } else { (second, first) };
        let (number, (factor, exponential)) = (self.as_number(number)?, self.split(exponential));
        let Node::Function(Function::Exp, u) = self.node(exponential) else { return None };
        if number <= 0.0 || factor <= 0.0 {
            return None;
        }
        // k + c e^u = k (1 + e^(u + ln(c / k)))
        let shift = self.number((factor / number).ln());
        let u = self.sum(u, shift);
        let mut factors = self.factors(a);
        let (u, scale) = match factors.iter().position(|factor| *factor == exponential) {
            Some(at) => {
                factors.remove(at);
                (u, factor)
            }
            None => (self.negative(u), number),
        };
        let (rest, sigmoid) = (self.product_of(&factors), self.function(Function::Sigmoid, u));
        let (scale, product) = (self.number(scale), self.product(rest, sigmoid));
        Some(self.quotient(product, scale))
    }
}

fn is_never_negative(node: Node) -> bool {
    match node {
        Node::Function(function, _) => {
            matches!(function, Function::Exp | Function::Sqrt | Function::Abs | Function::Sigmoid | Function::Softplus)
        }
        Node::Power(_, exponent) => exponent.is_multiple_of(2),
        _ => false,
    }
}
