//! Where the code of a kernel is: in the function of that name, and in those that it leads to.

use super::assembly::{Assembly, Function};
use super::instruction::Element;

/// The instruction sets, by the names of their types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Isa {
    Avx512,
    Avx2,
    Portable,
}

impl Isa {
    pub const ALL: [Isa; 3] = [Isa::Avx512, Isa::Avx2, Isa::Portable];

    /// The bits of a vector register.
    pub fn width(self) -> usize {
        match self {
            Isa::Avx512 => 512,
            Isa::Avx2 => 256,
            Isa::Portable => 128,
        }
    }

    /// Whether a function is compiled for this set, by its name.
    fn is_named_by(self, function: &Function) -> bool {
        let name = format!("::isa::{self:?}");
        function.is(|other| {
            other.match_indices(&name).any(|(at, _)| !other[at + name.len()..].starts_with(char::is_alphanumeric))
        })
    }
}

/// The functions of a method of `Kernels`, for one instruction set and number type.
pub fn kernel<'a>(code: &'a Assembly<'a>, method: &str, isa: Isa, element: Element) -> Vec<&'a Function<'a>> {
    let name = format!("::isa::{isa:?} as dense_runtime::kernels::Kernels<{}>>::{method}", element.name());
    from(code, code.named(|other| other.ends_with(&name)), isa)
}

/// The functions of a method of `ElementWise`, which chooses the instruction set itself.
pub fn element_wise<'a>(code: &'a Assembly<'a>, method: &str, isa: Isa, element: Element) -> Vec<&'a Function<'a>> {
    let name = format!("ElementWise>::{method}");
    let of_type = format!("<{} as ", element.name());
    from(code, code.named(|other| other.starts_with(&of_type) && other.ends_with(&name)), isa)
}

/// The functions of a pass over an activation. The symbol names neither the instruction set nor the number type of a
/// function within a function, so they are read off what it leads to.
pub fn activation<'a>(
    code: &'a Assembly<'a>,
    activation: &str,
    pass: &str,
    isa: Isa,
    element: Element,
) -> Vec<&'a Function<'a>> {
    let (of_type, name) = (format!("::{activation} as "), format!("::compiled::{pass}"));
    let all = code.named(|other| other.contains(&of_type) && other.ends_with(&name));
    let mut found = all
        .into_iter()
        .map(|at| from_one(code, at))
        .filter(|(for_isa, functions)| *for_isa == isa && main_element(functions) == Some(element));
    found.next().map_or(Vec::new(), |(_, functions)| functions)
}

/// The functions of a pass over an activation of the program in `declared`.
pub fn declared<'a>(
    code: &'a Assembly<'a>,
    activation: &str,
    pass: &str,
    isa: Isa,
    element: Element,
) -> Vec<&'a Function<'a>> {
    let name = format!("declared::{activation}_{}::{pass}", element.name());
    from(code, code.named(|other| other == name), isa)
}

/// What `entry` leads to, and the instruction set that is named on the way.
fn from_one<'a>(code: &'a Assembly<'a>, entry: usize) -> (Isa, Vec<&'a Function<'a>>) {
    let reached = code.reachable(vec![entry], |_| true);
    let functions: Vec<&Function> = reached.into_iter().map(|at| &code.functions[at]).collect();
    let isa = Isa::ALL.into_iter().find(|isa| functions.iter().any(|function| isa.is_named_by(function)));
    (isa.unwrap_or(Isa::Portable), functions)
}

/// What `entries` lead to, as far as it is for `isa`.
fn from<'a>(code: &'a Assembly<'a>, entries: Vec<usize>, isa: Isa) -> Vec<&'a Function<'a>> {
    let others: Vec<Isa> = Isa::ALL.into_iter().filter(|&other| other != isa).collect();
    // Merged functions may be named by several sets.
    let is_other =
        |function: &Function| !isa.is_named_by(function) && others.iter().any(|other| other.is_named_by(function));
    let mut reached = code.reachable(entries, |function| !is_other(function));
    if isa != Isa::Portable {
        // What comes before the choice of an instruction set is compiled for none.
        reached.retain(|&at| isa.is_named_by(&code.functions[at]));
        reached = code.reachable(reached, |function| !is_other(function));
    }
    reached.into_iter().map(|at| &code.functions[at]).collect()
}

/// The number type of most of the arithmetic.
fn main_element(functions: &[&Function]) -> Option<Element> {
    let instructions = || functions.iter().flat_map(|it| &it.blocks).flat_map(|block| &block.instructions);
    let count = |element| instructions().filter(|it| it.arithmetic().is_some_and(|it| it.element == element)).count();
    let (single, double) = (count(Element::F32), count(Element::F64));
    (single != double).then_some(if single > double { Element::F32 } else { Element::F64 })
}
