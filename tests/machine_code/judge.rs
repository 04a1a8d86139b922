//! What is wrong with the loops of a kernel.

use super::assembly::Function;
use super::find::Isa;
use super::instruction::{Arithmetic, Element};
use super::loops::{Loop, innermost};

/// What may be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    Missing,
    Call,
    Panic,
    Branch,
    Spill,
    Scalar,
    Narrow,
    Tile,
    Vectors,
}

impl Fault {
    pub fn meaning(self) -> &'static str {
        match self {
            Fault::Missing => "the test does not find the function; was it renamed, or not compiled here?",
            Fault::Call => "the loop calls a function",
            Fault::Panic => "the loop can be left for a panic: it checks bounds",
            Fault::Branch => "the loop has a branch besides the one back to its beginning",
            Fault::Spill => "the loop stores vectors on the stack: there are more sums than registers",
            Fault::Scalar => "the loop does arithmetic with single numbers",
            Fault::Narrow => "the loop uses a part of the vector registers",
            Fault::Tile => {
                "no loop without spills has the multiply-adds of a register tile, and no more loads than these"
            }
            Fault::Vectors => "too few loops work on whole vector registers",
        }
    }
}

/// A fault, and the text that shows it.
pub struct Complaint {
    pub fault: Fault,
    pub shown: String,
}

/// Multiply-adds of an iteration from which a loop is held to have no other work. Loops over what is left of a matrix
/// have fewer.
const BULK: usize = 4;

/// Multiply-adds of an iteration of a register tile, and how many of them there are to a load, at least.
const TILE: usize = 8;
const TO_A_LOAD: f64 = 1.0;

/// Judges a product of matrices.
pub fn product(functions: &[&Function], isa: Isa, element: Element) -> Vec<Complaint> {
    let loops: Vec<Loop> = functions.iter().flat_map(|function| innermost(function)).collect();
    let mut complaints = missing(functions);
    let mut tile = false;
    let mut seen = String::new();
    for body in &loops {
        let sums = |packed| multiply_adds(body, element, packed);
        let (whole, single) = (sums(Some(isa.width())), sums(None));
        let part: usize = Isa::ALL.iter().filter(|&&other| other != isa).map(|other| sums(Some(other.width()))).sum();
        let mut complain = |fault, found| complaints.extend(found_in(body, fault, found));
        complain(Fault::Scalar, single > 0);
        complain(Fault::Narrow, part > 0);
        if whole + part >= BULK {
            complain(Fault::Spill, body.spills());
            judge_flow(body, &mut complain);
        }
        let loads = body.instructions().filter(|it| it.loads_numbers()).count();
        tile |= whole >= TILE && whole as f64 >= TO_A_LOAD * loads as f64 && !body.spills();
        if whole + part + single > 0 {
            seen += &format!("{whole} whole, {part} narrow, {single} single multiply-adds, {loads} loads\n");
        }
    }
    if !tile && !functions.is_empty() {
        let shown = format!("its loops have, in an iteration:\n{seen}");
        complaints.push(Complaint { fault: Fault::Tile, shown });
    }
    complaints
}

/// Judges a kernel that does the same to each number, in `variants` loops. Each of them has the arithmetic `marks`.
pub fn element_wise(
    functions: &[&Function],
    isa: Isa,
    element: Element,
    variants: usize,
    marks: &[&str],
) -> Vec<Complaint> {
    let loops: Vec<Loop> = functions.iter().flat_map(|function| innermost(function)).collect();
    let is_whole = |it: &Arithmetic| it.packed == Some(isa.width());
    let is_main = |body: &Loop| {
        let has = |mark: &&str| arithmetic(body, element).any(|it| is_whole(&it) && it.name == *mark);
        arithmetic(body, element).any(|it| is_whole(&it)) && marks.iter().all(has)
    };
    let mut complaints = missing(functions);
    let mut others = Vec::new();
    for body in &loops {
        let mut complain = |fault, found| complaints.extend(found_in(body, fault, found));
        if is_main(body) {
            complain(Fault::Scalar, arithmetic(body, element).any(|it| it.packed.is_none()));
            judge_flow(body, &mut complain);
        } else if body.instructions().any(|it| it.width().is_some()) {
            // What is left when no whole vector is may be slow, but not as slow as a call.
            complain(Fault::Call, body.instructions().any(|it| it.is_call()));
            others.push(body.text());
        }
    }
    let main = loops.iter().filter(|body| is_main(body)).count();
    if main < variants && !functions.is_empty() {
        let shown = format!("{variants} loops are to do {marks:?} so, {main} do; the others:\n{}", others.join("\n"));
        complaints.push(Complaint { fault: Fault::Vectors, shown });
    }
    complaints
}

/// Judges whether vector registers are used as a whole for `mnemonic`, in a loop or in what repeats it.
pub fn uses(functions: &[&Function], isa: Isa, mnemonic: &str) -> Option<Complaint> {
    let mut all = functions.iter().flat_map(|function| &function.blocks).flat_map(|block| &block.instructions);
    let used = all.any(|it| it.mnemonic.trim_start_matches('v') == mnemonic && it.width() == Some(isa.width()));
    (!used).then(|| Complaint { fault: Fault::Vectors, shown: format!("{mnemonic} is not used") })
}

fn missing(functions: &[&Function]) -> Vec<Complaint> {
    let shown = "there is no such function in the assembly".to_owned();
    functions.is_empty().then_some(Complaint { fault: Fault::Missing, shown }).into_iter().collect()
}

/// A loop that does the main work goes straight on.
fn judge_flow(body: &Loop, complain: &mut impl FnMut(Fault, bool)) {
    complain(Fault::Call, body.instructions().any(|it| it.is_call()));
    complain(Fault::Panic, body.leads_to_a_panic());
    complain(Fault::Branch, body.instructions().filter(|it| it.is_branch()).count() > 1);
}

fn found_in(body: &Loop, fault: Fault, found: bool) -> Option<Complaint> {
    found.then(|| Complaint { fault, shown: body.text() })
}

fn arithmetic<'a>(body: &Loop<'a, '_>, element: Element) -> impl Iterator<Item = Arithmetic<'a>> {
    body.instructions().filter_map(|it| it.arithmetic()).filter(move |it| it.element == element)
}

/// How many instructions multiply and add vectors of `packed` bits; a multiplication and an addition count as one.
fn multiply_adds(body: &Loop, element: Element, packed: Option<usize>) -> usize {
    let count =
        |is: fn(&Arithmetic) -> bool| arithmetic(body, element).filter(|it| it.packed == packed && is(it)).count();
    count(|it| it.is_fused()) + count(|it| it.name == "mul").min(count(|it| it.name == "add"))
}
