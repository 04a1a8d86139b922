//! The head of a safetensors file, read while a program is compiled. The compiler has neither a heap nor traits there, and counts steps,
//! so this reads only what the format says, looks at nothing twice without a need, and never at the numbers.

/// What a file says of a tensor.
pub(super) struct Entry<'a> {
    pub(super) name: &'a str,
    pub(super) dtype: &'a str,
    shape: [usize; MOST_AXES],
    rank: usize,
    /// Where its bytes begin and end, behind the head.
    pub(super) data: (usize, usize),
}

/// More than a network's tensors have.
const MOST_AXES: usize = 9;

impl Entry<'_> {
    pub(super) const fn shape(&self) -> &[usize] {
        self.shape.split_at(self.rank).0
    }
}

/// The entries of a head, one after the other.
pub(super) struct Entries<'a> {
    json: &'a [u8],
    at: usize,
    /// Where the first entry begins. What is no tensor stands before it, if it comes first, as it does in most files.
    first: usize,
}

impl<'a> Entries<'a> {
    #[track_caller]
    pub(super) const fn new(json: &'a [u8]) -> Entries<'a> {
        let mut entries = Entries { json, at: 0, first: 0 };
        entries.expect(b'{');
        entries.first = entries.at;
        if entries.skip_metadata() {
            entries.first = entries.at;
        }
        entries.rewind();
        entries
    }

    /// Goes back to the first entry.
    pub(super) const fn rewind(&mut self) {
        self.at = self.first;
    }

    /// The next entry, until there is none.
    #[track_caller]
    pub(super) const fn next(&mut self) -> Option<Entry<'a>> {
        while self.skip_metadata() {}
        if self.is_next(b'}') {
            return None;
        }
        let name = self.text();
        self.expect(b':');
        self.expect(b'{');
        let mut entry = Entry { name, dtype: "", shape: [0; MOST_AXES], rank: 0, data: (0, 0) };
        while !self.eats(b'}') {
            let key = self.text();
            self.expect(b':');
            if equal(key, "dtype") {
                entry.dtype = self.text();
            } else {
                let (numbers, count) = self.numbers();
                if equal(key, "shape") {
                    (entry.shape, entry.rank) = (numbers, count);
                } else {
                    entry.data = (numbers[0], numbers[1]);
                }
            }
            self.eats(b',');
        }
        self.eats(b',');
        Some(entry)
    }

    /// The entry of this name. The search begins behind the entry that was read last: in a file in the order of the network that is
    /// where the next one is.
    #[track_caller]
    pub(super) const fn find(&mut self, name: &str) -> Option<Entry<'a>> {
        let begin = self.at;
        let mut again = false;
        loop {
            match self.next() {
                Some(entry) if equal(entry.name, name) => return Some(entry),
                Some(_) if again && self.at >= begin => return None,
                Some(_) => {}
                None if again => return None,
                None => {
                    self.rewind();
                    again = true;
                }
            }
        }
    }

    /// Skips the texts that a file has beside its tensors, if they come next.
    #[track_caller]
    const fn skip_metadata(&mut self) -> bool {
        let before = self.at;
        if !self.is_next(b'"') {
            return false;
        }
        if !equal(self.text(), "__metadata__") {
            self.at = before;
            return false;
        }
        self.expect(b':');
        self.expect(b'{');
        while !self.eats(b'}') {
            self.between_quotes();
            self.expect(b':');
            self.between_quotes();
            self.eats(b',');
        }
        self.eats(b',');
        true
    }

    /// A text, as it stands there. Names of tensors have nothing to be escaped.
    #[track_caller]
    const fn text(&mut self) -> &'a str {
        match core::str::from_utf8(self.between_quotes()) {
            Ok(text) => text,
            Err(_) => malformed(),
        }
    }

    /// What stands between quotes.
    #[track_caller]
    const fn between_quotes(&mut self) -> &'a [u8] {
        self.expect(b'"');
        let begin = self.at;
        while self.at < self.json.len() && self.json[self.at] != b'"' {
            self.at += if self.json[self.at] == b'\\' { 2 } else { 1 };
        }
        if self.at >= self.json.len() {
            malformed();
        }
        let text = self.json.split_at(self.at).0.split_at(begin).1;
        self.at += 1;
        text
    }

    /// A list of numbers, and how many they are.
    #[track_caller]
    const fn numbers(&mut self) -> ([usize; MOST_AXES], usize) {
        let (mut numbers, mut count) = ([0; MOST_AXES], 0);
        self.expect(b'[');
        while !self.eats(b']') {
            let number = self.number();
            if count < MOST_AXES {
                numbers[count] = number;
                count += 1;
            }
            self.eats(b',');
        }
        (numbers, count)
    }

    #[track_caller]
    const fn number(&mut self) -> usize {
        let (mut number, begin) = (0usize, self.at);
        while self.at < self.json.len() && self.json[self.at].is_ascii_digit() {
            let digit = (self.json[self.at] - b'0') as usize;
            number = match number.checked_mul(10) {
                Some(number) => number.saturating_add(digit),
                None => malformed(),
            };
            self.at += 1;
        }
        if self.at == begin {
            malformed();
        }
        number
    }

    #[track_caller]
    const fn expect(&mut self, byte: u8) {
        if !self.eats(byte) {
            malformed();
        }
    }

    const fn eats(&mut self, byte: u8) -> bool {
        let is_next = self.is_next(byte);
        if is_next {
            self.at += 1;
        }
        is_next
    }

    const fn is_next(&mut self, byte: u8) -> bool {
        self.skip_space();
        self.at < self.json.len() && self.json[self.at] == byte
    }

    const fn skip_space(&mut self) {
        while self.at < self.json.len() && self.json[self.at].is_ascii_whitespace() {
            self.at += 1;
        }
    }
}

#[track_caller]
pub(super) const fn malformed() -> ! {
    panic!("this is no safetensors file, or one that is cut off")
}

/// Whether two texts are the same.
pub(super) const fn equal(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    let mut at = 0;
    while at < one.len() {
        if one[at] != other[at] {
            return false;
        }
        at += 1;
    }
    true
}
