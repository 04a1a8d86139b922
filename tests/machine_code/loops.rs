//! The innermost loops of a function.

use std::collections::BTreeSet;

use super::assembly::Function;
use super::instruction::Instruction;

/// A loop that contains no other.
pub struct Loop<'a, 'f> {
    function: &'f Function<'a>,
    blocks: BTreeSet<usize>,
}

impl<'a, 'f> Loop<'a, 'f> {
    pub fn instructions(&self) -> impl Iterator<Item = &'f Instruction<'a>> {
        self.blocks.iter().flat_map(|&at| &self.function.blocks[at].instructions)
    }

    /// Whether the loop is left for a place from which the function only panics.
    pub fn leads_to_a_panic(&self) -> bool {
        let can_return = self.function.can_return();
        let next = self.blocks.iter().flat_map(|&at| &self.function.blocks[at].successors);
        next.into_iter().any(|next| !self.blocks.contains(next) && !can_return[*next])
    }

    /// Whether vectors are put on the stack: there were more sums than registers.
    pub fn spills(&self) -> bool {
        let all = self.function.blocks.iter().flat_map(|block| &block.instructions);
        let bases: Vec<&str> = all.filter_map(Instruction::copies_stack_pointer).chain(["%rsp"]).collect();
        self.instructions().any(|instruction| instruction.stores_vector_behind(&bases))
    }

    /// Where the loop is, and its lines.
    pub fn text(&self) -> String {
        let mut text = format!("in {}:\n", self.function.names.join(", "));
        for line in self.blocks.iter().flat_map(|&at| self.function.blocks[at].lines()) {
            text += &line;
            text.push('\n');
        }
        text
    }
}

/// The loops of `function` that contain no other.
///
/// A loop is what lies between a block and a jump back to it that cannot be reached but through this block. A search by
/// the order of the text alone would take cold blocks between the two for a part of the loop.
pub fn innermost<'a, 'f>(function: &'f Function<'a>) -> Vec<Loop<'a, 'f>> {
    let dominators = dominators(function);
    let mut predecessors = vec![Vec::new(); function.blocks.len()];
    let mut loops: Vec<BTreeSet<usize>> = Vec::new();
    for (at, block) in function.blocks.iter().enumerate().filter(|(at, _)| !dominators[*at].is_empty()) {
        for &next in &block.successors {
            predecessors[next].push(at);
        }
    }
    for (end, block) in function.blocks.iter().enumerate() {
        for &head in block.successors.iter().filter(|head| dominators[end].contains(head)) {
            let mut body = BTreeSet::from([head]);
            let mut open = vec![end];
            while let Some(at) = open.pop() {
                if body.insert(at) {
                    open.extend(&predecessors[at]);
                }
            }
            loops.push(body);
        }
    }
    let is_innermost = |body: &BTreeSet<usize>| !loops.iter().any(|other| other != body && other.is_subset(body));
    loops.iter().filter(|body| is_innermost(body)).map(|body| Loop { function, blocks: body.clone() }).collect()
}

/// For each block those that every way to it goes through, the block itself too; none for blocks that no way leads to.
fn dominators(function: &Function) -> Vec<BTreeSet<usize>> {
    let mut dominators: Vec<Option<BTreeSet<usize>>> = vec![None; function.blocks.len()];
    dominators[0] = Some(BTreeSet::from([0]));
    let mut changed = true;
    while changed {
        changed = false;
        for (at, block) in function.blocks.iter().enumerate() {
            let Some(over) = dominators[at].clone() else { continue };
            for &next in &block.successors {
                let mut through: BTreeSet<usize> = match &dominators[next] {
                    Some(known) => known.intersection(&over).copied().collect(),
                    None => over.clone(),
                };
                through.insert(next);
                if dominators[next].as_ref() != Some(&through) {
                    dominators[next] = Some(through);
                    changed = true;
                }
            }
        }
    }
    dominators.into_iter().map(Option::unwrap_or_default).collect()
}
