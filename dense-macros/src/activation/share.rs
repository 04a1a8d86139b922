//! Terms → statements: which terms get a name, so that they are computed once, and in which order.

use std::collections::HashSet;

use crate::activation::terms::{Node, Term, Terms};

/// The terms that values are computed by, each behind those that it is made of; without a single value itself.
///
/// What is `given` is computed already.
pub(super) fn named(terms: &Terms, values: &[Term], given: Option<Term>) -> Vec<Term> {
    let mut sharing = Sharing { terms, given, seen: HashSet::new(), named: HashSet::new(), order: Vec::new() };
    values.iter().for_each(|value| sharing.visit(*value));
    sharing.order.retain(|term| values != [*term] && sharing.named.contains(term));
    sharing.order
}

struct Sharing<'a> {
    terms: &'a Terms,
    given: Option<Term>,
    seen: HashSet<Term>,
    named: HashSet<Term>,
    /// All terms that are computed.
    order: Vec<Term>,
}

impl Sharing<'_> {
    fn visit(&mut self, term: Term) {
        if self.given == Some(term) || is_leaf(self.terms.node(term)) {
            return;
        }
        if !self.seen.insert(term) {
            self.named.insert(term);
            return;
        }
        let node = self.terms.node(term);
        for part in node.parts() {
            self.visit(part);
        }
        match node {
            // It is repeated in the product.
            Node::Power(base, _) => self.name(base),
            Node::Powf(base, exponent) if self.terms.is(exponent, 1.5) => self.name(base),
            // With both values at hand a choice is no branch, but the selection that a vector has an instruction for.
            Node::Choice(_, [_, _, then, otherwise]) => {
                self.name(then);
                self.name(otherwise);
                self.name(term);
            }
            _ => {}
        }
        self.order.push(term);
    }

    fn name(&mut self, term: Term) {
        if self.given != Some(term) && !is_leaf(self.terms.node(term)) {
            self.named.insert(term);
        }
    }
}

/// Whether a term costs nothing to repeat.
fn is_leaf(node: Node) -> bool {
    matches!(node, Node::Number(_) | Node::Variable | Node::Parameter(_) | Node::Constant(_))
}
