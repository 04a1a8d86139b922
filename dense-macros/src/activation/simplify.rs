//! Terms are made here, and only as simple ones: numbers are folded, zeros and ones fall away, equal parts are counted
//! instead of repeated, and what cancels is gone.
//!
//! The order of what the user wrote is kept where nothing is simplified. A product never gathers a factor from both ends of
//! a formula: in `x * (x * exp(-x * x))` nothing overflows where the whole is 0, and in `x * x * exp(-x * x)` something does.

use crate::activation::functions::Function;
use crate::activation::syntax::Comparison;
use crate::activation::terms::{Node, Term, Terms};

impl Terms {
    /// `a + b`
    pub(super) fn sum(&mut self, a: Term, b: Term) -> Term {
        self.linear(a, 1.0, b)
    }

    /// `a - b`
    pub(super) fn difference(&mut self, a: Term, b: Term) -> Term {
        self.linear(a, -1.0, b)
    }

    /// `-a`
    pub(super) fn negative(&mut self, a: Term) -> Term {
        let (factor, a) = self.split(a);
        self.scaled(-factor, a)
    }

    /// `a * b`
    pub(super) fn product(&mut self, a: Term, b: Term) -> Term {
        let ((by_a, a), (by_b, b)) = (self.split(a), self.split(b));
        let factor = by_a * by_b;
        let core = if self.is(a, 1.0) {
            b
        } else if self.is(b, 1.0) {
            a
        } else {
            self.core_product(a, b)
        };
        let (more, core) = self.split(core);
        self.scaled(factor * more, core)
    }

    /// `a / b`
    pub(super) fn quotient(&mut self, a: Term, b: Term) -> Term {
        let ((by_a, a), (by_b, b)) = (self.split(a), self.split(b));
        let factor = by_a / by_b;
        let core = if self.is(b, 1.0) { a } else { self.core_quotient(a, b) };
        let (more, core) = self.split(core);
        self.scaled(factor * more, core)
    }

    /// `a` to the power of `exponent`.
    pub(super) fn power(&mut self, a: Term, exponent: i32) -> Term {
        let (factor, core) = self.split(a);
        let whole = exponent.unsigned_abs();
        let power = match (self.node(core), whole) {
            (_, 0) => self.number(1.0),
            _ if self.is(core, 1.0) => core,
            (_, 1) => core,
            (Node::Power(base, inner), _) => self.term(Node::Power(base, inner * whole)),
            (Node::Function(Function::Abs, inner), _) if whole.is_multiple_of(2) => {
                self.term(Node::Power(inner, whole))
            }
            _ => self.term(Node::Power(core, whole)),
        };
        if exponent >= 0 {
            return self.scaled(factor.powi(exponent), power);
        }
        let one = self.number(1.0);
        let inverse = self.quotient(one, power);
        self.scaled(factor.powi(exponent), inverse)
    }

    /// `a` to the power of `exponent`, which is any term.
    pub(super) fn powf(&mut self, a: Term, exponent: Term) -> Term {
        match (self.as_number(a), self.as_number(exponent)) {
            (Some(a), Some(exponent)) => self.number(a.powf(exponent)),
            (_, Some(exponent)) if exponent.fract() == 0.0 && exponent.abs() <= 64.0 => self.power(a, exponent as i32),
            (_, Some(0.5)) => self.function(Function::Sqrt, a),
            (_, Some(-0.5)) => {
                let (one, root) = (self.number(1.0), self.function(Function::Sqrt, a));
                self.quotient(one, root)
            }
            _ => self.term(Node::Powf(a, exponent)),
        }
    }

    pub(super) fn function(&mut self, function: Function, of: Term) -> Term {
        if let Some(value) = self.as_number(of).and_then(|number| function.of_number(number)) {
            return self.number(value);
        }
        if let Some(other) = self.by_sign(function, of).or_else(|| self.stable_function(function, of)) {
            return other;
        }
        self.term(Node::Function(function, of))
    }

    /// The derivative of one of dense's activations.
    pub(super) fn slope(&mut self, activation: &'static str, input: Term, output: Term) -> Term {
        self.term(Node::Slope(activation, input, output))
    }

    /// The larger one. What does not depend on the variable comes second.
    pub(super) fn max(&mut self, a: Term, b: Term) -> Term {
        match (self.as_number(a), self.as_number(b)) {
            (Some(a), Some(b)) => self.number(a.max(b)),
            _ if a == b => a,
            _ if self.is_fixed(a) && !self.is_fixed(b) => self.term(Node::Max(b, a)),
            _ => self.term(Node::Max(a, b)),
        }
    }

    /// The smaller one. What does not depend on the variable comes second.
    pub(super) fn min(&mut self, a: Term, b: Term) -> Term {
        match (self.as_number(a), self.as_number(b)) {
            (Some(a), Some(b)) => self.number(a.min(b)),
            _ if a == b => a,
            _ if self.is_fixed(a) && !self.is_fixed(b) => self.term(Node::Min(b, a)),
            _ => self.term(Node::Min(a, b)),
        }
    }

    /// `if a > b { c } else { d }`
    pub(super) fn choice(&mut self, comparison: Comparison, [a, b, c, d]: [Term; 4]) -> Term {
        match (self.as_number(a), self.as_number(b)) {
            _ if c == d => c,
            (Some(a), Some(b)) => {
                if comparison.holds(a, b) {
                    c
                } else {
                    d
                }
            }
            _ => self.term(Node::Choice(comparison, [a, b, c, d])),
        }
    }

    /// Whether a term does not depend on the variable.
    fn is_fixed(&self, term: Term) -> bool {
        !self.depends_on(term, Node::Variable)
    }

    /// Even and odd functions of what is negative.
    fn by_sign(&mut self, function: Function, of: Term) -> Option<Term> {
        let is_odd = matches!(function, Function::Tanh | Function::Erf | Function::Sign);
        if !is_odd && function != Function::Abs || self.split(of).0 >= 0.0 {
            return None;
        }
        let of = self.negative(of);
        let value = self.function(function, of);
        Some(if is_odd { self.negative(value) } else { value })
    }

    /// A term as a number times the rest.
    pub(super) fn split(&mut self, term: Term) -> (f64, Term) {
        match self.node(term) {
            Node::Number(number) => (number.value(), self.number(1.0)),
            Node::Negative(inner) => {
                let (factor, inner) = self.split(inner);
                (-factor, inner)
            }
            Node::Product(a, b) => match self.as_number(a) {
                Some(factor) => (factor, b),
                None => (1.0, term),
            },
            Node::Quotient(a, b) => match self.split(a) {
                (1.0, _) => (1.0, term),
                (factor, a) => (factor, self.term(Node::Quotient(a, b))),
            },
            _ => (1.0, term),
        }
    }

    /// A number times a term that has none.
    fn scaled(&mut self, factor: f64, term: Term) -> Term {
        if factor == 0.0 || factor.is_nan() || self.is(term, 1.0) {
            return self.number(factor);
        }
        match (self.node(term), factor) {
            (_, 1.0) => term,
            (Node::Number(number), _) => self.number(factor * number.value()),
            (Node::Difference(a, b), -1.0) => self.difference(b, a),
            (Node::Choice(comparison, [a, b, c, d]), _) if self.has_zero([a, b, c, d]) => {
                let ((by_c, c), (by_d, d)) = (self.split(c), self.split(d));
                let (c, d) = (self.scaled(factor * by_c, c), self.scaled(factor * by_d, d));
                self.choice(comparison, [a, b, c, d])
            }
            (_, -1.0) => self.term(Node::Negative(term)),
            (Node::Quotient(a, b), _) => {
                let a = self.scaled(factor, a);
                self.term(Node::Quotient(a, b))
            }
            _ => {
                let factor = self.number(factor);
                self.term(Node::Product(factor, term))
            }
        }
    }

    /// A product of terms without numbers.
    fn core_product(&mut self, a: Term, b: Term) -> Term {
        let ((base, n), (other, m)) = (self.base(a), self.base(b));
        match (self.node(a), self.node(b)) {
            _ if base == other => self.term(Node::Power(base, n + m)),
            (_, Node::Choice(comparison, parts)) if self.has_zero(parts) => self.within_choice(a, comparison, parts),
            (Node::Choice(comparison, parts), _) if self.has_zero(parts) => self.within_choice(b, comparison, parts),
            (_, Node::Quotient(c, d)) if d == a => c,
            (Node::Quotient(c, d), _) if d == b => c,
            (_, Node::Quotient(one, d)) if self.is(one, 1.0) => self.core_quotient(a, d),
            (Node::Quotient(one, d), _) if self.is(one, 1.0) => self.core_quotient(b, d),
            _ => self.known_product(a, b).unwrap_or_else(|| self.term(Node::Product(a, b))),
        }
    }

    fn has_zero(&self, [_, _, c, d]: [Term; 4]) -> bool {
        self.is(c, 0.0) || self.is(d, 0.0)
    }

    /// A factor in both branches, because where a slope is 0 by choice, it stays so if the factor is infinite: of
    /// `sqrt(max(x, 0.0))` below 0.
    fn within_choice(&mut self, factor: Term, comparison: Comparison, [a, b, c, d]: [Term; 4]) -> Term {
        let (c, d) = (self.product(factor, c), self.product(factor, d));
        self.choice(comparison, [a, b, c, d])
    }

    /// A product that is there already, in another order or as a part of this one.
    fn known_product(&mut self, a: Term, b: Term) -> Option<Term> {
        let known = |terms: &Terms, a, b| terms.known(Node::Product(a, b)).or_else(|| terms.known(Node::Product(b, a)));
        if let Some(product) = known(self, a, b) {
            return Some(product);
        }
        let (left, right) = (self.factors(a), self.factors(b));
        for (at, &f) in left.iter().enumerate() {
            for (other, &g) in right.iter().enumerate() {
                let Some(part) = known(self, f, g) else { continue };
                let others = without(&left, at).chain(without(&right, other)).collect::<Vec<_>>();
                let rest = others.into_iter().reduce(|a, b| self.product(a, b))?;
                // It stays one factor, or it would be taken apart again.
                return Some(known(self, part, rest).unwrap_or_else(|| self.term(Node::Product(part, rest))));
            }
        }
        None
    }

    /// A quotient of terms without numbers.
    fn core_quotient(&mut self, a: Term, b: Term) -> Term {
        if a == b {
            return self.number(1.0);
        }
        if let Node::Quotient(c, d) = self.node(b) {
            let a = self.product(a, d);
            return self.quotient(a, c);
        }
        let (mut above, mut below) = (self.factors(a), self.factors(b));
        let all = below.len();
        below.retain(|factor| match above.iter().position(|other| other == factor) {
            Some(at) => {
                above.remove(at);
                false
            }
            None => true,
        });
        if below.len() < all {
            let above = self.product_of(&above);
            let below = self.product_of(&below);
            return self.quotient(above, below);
        }
        self.stable_quotient(a, b).unwrap_or_else(|| self.term(Node::Quotient(a, b)))
    }

    pub(super) fn product_of(&mut self, factors: &[Term]) -> Term {
        let one = self.number(1.0);
        factors.iter().fold(one, |product, &factor| self.product(product, factor))
    }

    /// The factors of a product, each as often as it is there.
    pub(super) fn factors(&self, term: Term) -> Vec<Term> {
        match self.node(term) {
            Node::Product(a, b) => self.factors(a).into_iter().chain(self.factors(b)).collect(),
            Node::Power(base, exponent @ ..=8) => vec![base; exponent as usize],
            _ => vec![term],
        }
    }

    fn base(&self, term: Term) -> (Term, u32) {
        match self.node(term) {
            Node::Power(base, exponent) => (base, exponent),
            _ => (term, 1),
        }
    }

    /// `a + factor * b`: with equal terms counted together.
    fn linear(&mut self, a: Term, factor: f64, b: Term) -> Term {
        let (mut counted, mut others) = (Vec::new(), Vec::new());
        self.summands(a, 1.0, &mut counted);
        self.summands(b, factor, &mut others);
        let distinct = counted.len() + others.len();
        for (count, term) in others {
            match counted.iter_mut().find(|(_, other)| *other == term) {
                Some((counted, _)) => *counted += count,
                None => counted.push((count, term)),
            }
        }
        if counted.len() == distinct && counted.iter().all(|(count, _)| *count != 0.0) {
            return self.pair(a, factor, b);
        }
        counted.retain(|(count, _)| *count != 0.0);
        // One that is added comes first: `b - a` is simpler than `-a + b`.
        if let Some(first) = counted.iter().position(|(count, _)| *count > 0.0) {
            counted[..=first].rotate_right(1);
        }
        let mut terms = counted.into_iter();
        let Some((count, term)) = terms.next() else { return self.number(0.0) };
        let mut sum = self.scaled(count, term);
        for (count, term) in terms {
            let term = self.scaled(count.abs(), term);
            sum = self.pair(sum, count.signum(), term);
        }
        sum
    }

    /// `a + factor * b`, where they have nothing in common.
    fn pair(&mut self, a: Term, factor: f64, b: Term) -> Term {
        let (by_a, by_b) = (self.split(a).0, factor * self.split(b).0);
        if by_a < 0.0 && by_b >= 0.0 {
            let (a, b) = (self.negative(a), if factor < 0.0 { self.negative(b) } else { b });
            return self.pair(b, -1.0, a);
        }
        match by_b < 0.0 {
            true => {
                let b = if factor < 0.0 { b } else { self.negative(b) };
                self.stable_difference(a, b).unwrap_or_else(|| self.term(Node::Difference(a, b)))
            }
            false => {
                let b = if factor < 0.0 { self.negative(b) } else { b };
                self.term(Node::Sum(a, b))
            }
        }
    }

    /// The summands of a sum, with what each is multiplied by.
    fn summands(&mut self, term: Term, factor: f64, to: &mut Vec<(f64, Term)>) {
        match self.node(term) {
            Node::Sum(a, b) => {
                self.summands(a, factor, to);
                self.summands(b, factor, to);
            }
            Node::Difference(a, b) => {
                self.summands(a, factor, to);
                self.summands(b, -factor, to);
            }
            _ => {
                let (by, term) = self.split(term);
                to.push((factor * by, term));
            }
        }
    }
}

/// All but one.
fn without(terms: &[Term], at: usize) -> impl Iterator<Item = Term> {
    terms.iter().enumerate().filter(move |(other, _)| *other != at).map(|(_, term)| *term)
}
