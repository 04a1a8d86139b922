//! What the plan says of tensors of parameters.

/// What the plan says of one tensor of parameters.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct TensorPlan {
    /// The tensor's name: `hidden.kernel`.
    pub name: &'static str,
    /// Its shape, in Keras's layout.
    pub shape: &'static [usize],
    /// Whether training changes it.
    pub trainable: bool,
    pub(crate) form: Form,
}

/// What a tensor of parameters is.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Form {
    /// If it has two axes, the kernel of a product.
    Plain,
    /// One thing: not a matrix with rows that stand for themselves, whatever its shape.
    Whole,
    /// A matrix whose rows are looked up.
    Table,
}

impl TensorPlan {
    /// For emitted code only; see the fields.
    #[doc(hidden)]
    pub const fn new(name: &'static str, shape: &'static [usize], trainable: bool) -> TensorPlan {
        TensorPlan { name, shape, trainable, form: Form::Plain }
    }

    /// A tensor that is one thing: not a matrix with rows that stand for themselves, whatever its shape.
    #[doc(hidden)]
    #[must_use]
    pub const fn whole(mut self) -> TensorPlan {
        self.form = Form::Whole;
        self
    }

    /// A matrix whose rows the inputs name.
    #[doc(hidden)]
    #[must_use]
    pub const fn table(mut self) -> TensorPlan {
        self.form = Form::Table;
        self
    }

    /// The inputs and units of a kernel; nothing for other tensors.
    #[cfg(feature = "std")]
    pub(crate) const fn kernel(&self) -> Option<[usize; 2]> {
        match (self.shape, self.form) {
            (&[inputs, units], Form::Plain) => Some([inputs, units]),
            _ => None,
        }
    }

    /// The length of what must not be cut: a row of a kernel or of a table, along its last axis, or all of another tensor.
    #[cfg(feature = "std")]
    pub(crate) const fn row(&self) -> usize {
        match (self.shape, self.form) {
            (&[.., _, row], Form::Plain | Form::Table) => row,
            _ => self.len(),
        }
    }

    /// How many numbers it holds.
    #[expect(clippy::len_without_is_empty, reason = "a tensor is never empty")]
    pub const fn len(&self) -> usize {
        let mut len = 1;
        let mut axis = 0;
        while axis < self.shape.len() {
            len *= self.shape[axis];
            axis += 1;
        }
        len
    }
}
