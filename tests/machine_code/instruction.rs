//! What an instruction of x86-64 does, as far as the judge wants to know.

/// An instruction; the last operand is where the result goes.
pub struct Instruction<'a> {
    pub text: &'a str,
    pub mnemonic: &'a str,
    operands: Vec<&'a str>,
}

/// The type of the numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Element {
    F32,
    F64,
}

/// Arithmetic with numbers, `add` for instance, without the letters that say with which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arithmetic<'a> {
    pub name: &'a str,
    pub element: Element,
    /// The bits of the register that is worked on; nothing if it is a single number.
    pub packed: Option<usize>,
}

impl Element {
    pub fn name(self) -> &'static str {
        match self {
            Element::F32 => "f32",
            Element::F64 => "f64",
        }
    }
}

impl Arithmetic<'_> {
    /// Whether this is a multiplication and an addition in one.
    pub fn is_fused(self) -> bool {
        self.name.starts_with("fm") || self.name.starts_with("fnm")
    }
}

impl<'a> Instruction<'a> {
    pub fn parse(text: &'a str) -> Instruction<'a> {
        let (mnemonic, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let mut depth = 0;
        let separate = |letter: char| {
            depth += i32::from(letter == '(') - i32::from(letter == ')');
            letter == ',' && depth == 0
        };
        let operands = rest.split(separate).map(str::trim).filter(|operand| !operand.is_empty()).collect();
        Instruction { text, mnemonic, operands }
    }

    pub fn is_call(&self) -> bool {
        self.mnemonic.starts_with("call")
    }

    pub fn is_jump(&self) -> bool {
        self.mnemonic.starts_with('j')
    }

    /// A jump that may not be taken.
    pub fn is_branch(&self) -> bool {
        self.is_jump() && !self.is_certain_jump()
    }

    pub fn is_certain_jump(&self) -> bool {
        self.mnemonic.starts_with("jmp")
    }

    pub fn is_return(&self) -> bool {
        self.mnemonic.starts_with("ret")
    }

    pub fn is_trap(&self) -> bool {
        self.mnemonic == "ud2"
    }

    /// The symbol or label that is called or jumped to, unless it is computed.
    pub fn target(&self) -> Option<&'a str> {
        self.symbols().last().filter(|_| self.is_call() || self.is_jump())
    }

    /// The symbols and labels that are named.
    pub fn symbols(&self) -> impl Iterator<Item = &'a str> {
        let named = self.operands.iter().filter_map(|operand| operand.trim_start_matches('*').split(['@', '(']).next());
        named.filter(|symbol| !symbol.is_empty() && !symbol.starts_with(['%', '$']))
    }

    /// The arithmetic that is done, if any: moves, shuffles and logic are none.
    pub fn arithmetic(&self) -> Option<Arithmetic<'a>> {
        let name = self.mnemonic.strip_prefix('v').unwrap_or(self.mnemonic);
        let (name, kind) = name.split_at_checked(name.len().checked_sub(2)?)?;
        let (packed, element) = match kind {
            "ps" => (true, Element::F32),
            "pd" => (true, Element::F64),
            "ss" => (false, Element::F32),
            "sd" => (false, Element::F64),
            _ => return None,
        };
        let exact = ["add", "sub", "mul", "div", "sqrt", "min", "max", "comi", "ucomi"].contains(&name);
        let known = exact || ["cmp", "fmadd", "fmsub", "fnmadd", "fnmsub"].iter().any(|start| name.starts_with(start));
        known.then(|| Arithmetic { name, element, packed: packed.then(|| self.width()).flatten() })
    }

    /// The bits of the widest vector register that is named.
    pub fn width(&self) -> Option<usize> {
        [("%zmm", 512), ("%ymm", 256), ("%xmm", 128)]
            .into_iter()
            .find(|(name, _)| self.text.contains(name))
            .map(|it| it.1)
    }

    /// Whether memory is read into a vector register, on the way to arithmetic or alone.
    pub fn loads_numbers(&self) -> bool {
        let (_, sources) = self.operands.split_last().unwrap_or((&"", &[]));
        self.width().is_some() && sources.iter().any(|operand| operand.contains('('))
    }

    /// Whether a vector register goes to a fixed place in memory behind one of the registers `bases`.
    pub fn stores_vector_behind(&self, bases: &[&str]) -> bool {
        let [source, .., target] = self.operands[..] else { return false };
        let base = target.split_once('(').and_then(|(_, address)| address.split_once(')')).map(|it| it.0);
        self.mnemonic.contains("mov") && source.contains("mm") && base.is_some_and(|base| bases.contains(&base))
    }

    /// The register that receives the stack pointer here.
    pub fn copies_stack_pointer(&self) -> Option<&'a str> {
        (self.mnemonic == "movq" && self.operands.first() == Some(&"%rsp")).then(|| self.operands.last().copied())?
    }
}
