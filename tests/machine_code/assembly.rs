//! Assembly as rustc writes it (AT&T syntax, ELF): functions by their readable names, instructions, basic blocks.

use std::collections::{HashMap, HashSet};

use super::instruction::Instruction;

/// All functions of a file.
pub struct Assembly<'a> {
    pub functions: Vec<Function<'a>>,
    /// Where a symbol's function is. Functions with the same code share it, under several symbols.
    symbols: HashMap<&'a str, usize>,
}

/// A function, cut where control flow enters or leaves.
pub struct Function<'a> {
    /// The readable names, without hashes. More than one if functions with the same code were merged.
    pub names: Vec<String>,
    pub blocks: Vec<Block<'a>>,
}

/// Instructions that run one after the other.
#[derive(Default)]
pub struct Block<'a> {
    label: Option<&'a str>,
    pub instructions: Vec<Instruction<'a>>,
    /// The blocks that may run next.
    pub successors: Vec<usize>,
    /// Whether the function may return at the end, itself or through the function it jumps to.
    pub returns: bool,
}

impl<'a> Assembly<'a> {
    pub fn parse(text: &'a str) -> Assembly<'a> {
        let mut bodies: Vec<(&str, Vec<&str>)> = Vec::new();
        let mut declared = HashSet::new();
        let mut same = Vec::new();
        let mut tables: HashMap<&str, Vec<&str>> = HashMap::new();
        let mut inside = false;
        for line in text.lines().map(|line| line.split('#').next().unwrap_or_default().trim()) {
            let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
            let rest = rest.trim();
            if let Some(symbol) = rest.strip_suffix(",@function").filter(|_| word == ".type") {
                declared.insert(symbol);
            } else if let Some(pair) = line.split_once(" = ") {
                same.push(pair);
            } else if word == ".long" && rest.contains("-.LJTI") {
                // An entry of the table behind a jump to a computed address.
                let label = rest.split('-').next().unwrap_or_default();
                tables.entry(function_of(label)).or_default().push(label);
            } else if line.strip_suffix(':').is_some_and(|symbol| declared.contains(symbol)) {
                bodies.push((line.trim_end_matches(':'), Vec::new()));
                inside = true;
            } else if line.starts_with(".Lfunc_end") {
                inside = false;
            } else if inside && (line.starts_with(".LBB") || !line.starts_with('.') && !line.is_empty()) {
                bodies.last_mut().expect("inside means that there is one").1.push(line);
            }
        }

        let mut symbols: HashMap<&str, usize> = bodies.iter().enumerate().map(|(at, body)| (body.0, at)).collect();
        for (alias, symbol) in same {
            if let Some(&at) = symbols.get(symbol) {
                symbols.insert(alias, at);
            }
        }
        let never_return: HashSet<&str> = bodies
            .iter()
            .filter(|(_, lines)| !lines.iter().any(|line| leaves(&Instruction::parse(line))))
            .map(|body| body.0)
            .collect();
        let mut functions: Vec<Function> = bodies
            .iter()
            .map(|(_, lines)| Function { names: Vec::new(), blocks: blocks(lines, &tables, &never_return) })
            .collect();
        for (symbol, &at) in &symbols {
            functions[at].names.push(readable(symbol));
        }
        for function in &mut functions {
            function.names.sort();
        }
        Assembly { functions, symbols }
    }

    /// The functions that have such a name.
    pub fn named(&self, is_name: impl Fn(&str) -> bool) -> Vec<usize> {
        (0..self.functions.len()).filter(|&at| self.functions[at].is(&is_name)).collect()
    }

    /// The functions that `roots` lead to, with the roots, except those that are not to be `entered`. Whatever is named
    /// is led to: a call in a loop goes through a register that was loaded before it.
    pub fn reachable(&self, roots: Vec<usize>, entered: impl Fn(&Function) -> bool) -> Vec<usize> {
        let mut reached = Vec::new();
        let mut open = roots;
        while let Some(at) = open.pop() {
            if reached.contains(&at) {
                continue;
            }
            reached.push(at);
            let instructions = self.functions[at].blocks.iter().flat_map(|block| &block.instructions);
            let targets =
                instructions.flat_map(Instruction::symbols).filter_map(|symbol| self.symbols.get(symbol)).copied();
            open.extend(targets.filter(|&target| entered(&self.functions[target])));
        }
        reached.sort_unstable();
        reached
    }
}

impl Function<'_> {
    pub fn is(&self, name: impl Fn(&str) -> bool) -> bool {
        self.names.iter().any(|other| name(other))
    }

    /// For each block, whether the function can still return from there. Where it cannot, it panics.
    pub fn can_return(&self) -> Vec<bool> {
        let mut can: Vec<bool> = self.blocks.iter().map(|block| block.returns).collect();
        loop {
            let before = can.clone();
            for (at, block) in self.blocks.iter().enumerate() {
                can[at] |= block.successors.iter().any(|&next| can[next]);
            }
            if can == before {
                return can;
            }
        }
    }
}

impl Block<'_> {
    /// The text, as rustc wrote it.
    pub fn lines(&self) -> impl Iterator<Item = String> {
        let label = self.label.map(|label| format!("{label}:"));
        label.into_iter().chain(self.instructions.iter().map(|instruction| format!("    {}", instruction.text)))
    }
}

/// A symbol's name in Rust, without hashes.
fn readable(symbol: &str) -> String {
    format!("{:#}", rustc_demangle::demangle(symbol))
}

/// What the labels of one function have in common: `.LBB7` of `.LBB7_12`.
fn function_of(label: &str) -> &str {
    label.split('_').next().unwrap_or(label)
}

/// Whether the function may end here: it returns or goes on in another one.
fn leaves(instruction: &Instruction) -> bool {
    instruction.is_return()
        || instruction.is_jump() && instruction.target().is_none_or(|target| !target.starts_with(".L"))
}

/// Whether what stands behind the instruction does not follow it. A call that panics has nothing behind it.
fn ends(instruction: &Instruction, never_return: &HashSet<&str>) -> bool {
    let panics = |symbol| {
        let name = readable(symbol);
        never_return.contains(symbol)
            || name.starts_with("core::panicking::")
            || ["_fail", "_failed", "_panic", "_Unwind_Resume", "handle_error"].iter().any(|end| name.ends_with(end))
    };
    instruction.is_certain_jump()
        || instruction.is_return()
        || instruction.is_trap()
        || instruction.is_call() && instruction.target().is_some_and(panics)
}

/// Cuts the lines of a function. `tables` has the targets of jumps to computed addresses.
fn blocks<'a>(lines: &[&'a str], tables: &HashMap<&str, Vec<&str>>, never_return: &HashSet<&str>) -> Vec<Block<'a>> {
    let mut blocks = vec![Block::default()];
    let mut cut = false;
    for &line in lines {
        let label = line.strip_suffix(':');
        if label.is_some() || cut {
            blocks.push(Block { label, ..Block::default() });
        }
        cut = label.is_none() && {
            let instruction = Instruction::parse(line);
            let cut = instruction.is_branch() || ends(&instruction, never_return);
            blocks.last_mut().expect("it begins with one").instructions.push(instruction);
            cut
        };
    }

    let labels: HashMap<&str, usize> =
        blocks.iter().enumerate().filter_map(|(at, block)| Some((block.label?, at))).collect();
    let table = labels.keys().find_map(|label| tables.get(function_of(label))).map_or(&[][..], Vec::as_slice);
    let last = blocks.len() - 1;
    for (at, block) in blocks.iter_mut().enumerate() {
        let end = block.instructions.last();
        if let Some(jump) = end.filter(|end| end.is_jump()) {
            let targets = jump.target();
            let computed = table.iter().filter(|_| targets.is_none());
            block.successors.extend(targets.iter().chain(computed).filter_map(|label| labels.get(label)));
        }
        block.returns = end.is_some_and(leaves) && block.successors.is_empty();
        if at < last && end.is_none_or(|end| !ends(end, never_return)) {
            block.successors.push(at + 1);
        }
    }
    blocks
}
