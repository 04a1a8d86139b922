//! `Conv2D(32, 3, relu, strides = 2, padding = "same")` and its relatives.

use crate::ast::{self, Value, ValueForm};
use crate::graph::{Convolution, Dim, Form, Op, Tensor};
use crate::lower::Scope;
use crate::lower::bind::Bound;
use crate::lower::size::Role;
use crate::lower::windows::{KERNEL_SIZE, STRIDES, spatial};
use crate::vocab::Category;

const FILTERS: Role = Role {
    what: "the number of filters",
    zero: Some("a convolution needs at least one filter, found `0`"),
    order: "sizes come first: `Conv2D(32, 3, relu)`",
    computes: false,
};
const GROUPS: Role = spatial("the number of groups", Some("all channels are one group at least, found `0`"));
const DEPTH_MULTIPLIER: Role =
    spatial("the depth multiplier", Some("a kernel makes one number of each channel at least, found `0`"));
const OUTPUT_PADDING: Role = spatial("an output padding", None);

impl Scope<'_> {
    pub(super) fn convolution(&self, form: Form, layer: &ast::Layer, bound: &Bound<'_>) -> Op {
        self.lacks_sizes(form, layer, bound);
        let size = bound.get("kernel_size");
        let place = size.map_or(layer.place(), |value| value.place);
        let axes = bound.axes();
        let size = match size {
            Some(value) => self.along(bound, "kernel_size", KERNEL_SIZE, value),
            None => vec![Dim::Unknown; axes],
        };
        let strides = match bound.get("strides") {
            Some(value) => self.along(bound, "strides", STRIDES, value),
            None => vec![Dim::Literal(1); axes],
        };
        // What the kernel is called among the arguments.
        let of = match form {
            Form::Plain | Form::Transposed => "kernel",
            Form::Depthwise | Form::Separable => "depthwise",
        };
        let names = ["activation", &format!("{of}_initializer")];
        let is_activation = !self.is_for_keyword(bound) && !self.swapped(bound, names);
        let activation = bound.get("activation").filter(|_| is_activation);
        let name = if form == Form::Separable { "depthwise_kernel" } else { "kernel" };
        let groups = bound.get("groups");
        let output_padding = bound.get("output_padding");
        Op::Convolution(Box::new(Convolution {
            form,
            windows: self.windows(bound, size, strides, place),
            filters: bound.get("filters").map_or(Dim::Unknown, |value| self.size(value, FILTERS)),
            groups: groups.map_or(1, |value| self.literal("groups", value, GROUPS)),
            groups_place: groups.map_or(layer.place(), |value| value.place),
            depth_multiplier: bound
                .get("depth_multiplier")
                .map_or(1, |value| self.literal("depth_multiplier", value, DEPTH_MULTIPLIER)),
            output_padding: output_padding.map(|value| self.output_padding(bound, value)),
            output_padding_place: output_padding.map_or(layer.place(), |value| value.place),
            activation: activation.and_then(|value| self.function(Category::Activation, value)),
            kernel: self.kernel_of_windows(bound, of, name, is_activation),
            pointwise_kernel: (form == Form::Separable)
                .then(|| self.kernel_of_windows(bound, "pointwise", "pointwise_kernel", true)),
            bias: self.bias(bound),
            activity_regularizer: self.activity_regularizer(bound),
            trainable: self.trainable(bound),
        }))
    }

    /// Reports the sizes that a layer does not say.
    fn lacks_sizes(&self, form: Form, layer: &ast::Layer, bound: &Bound<'_>) {
        let filters = bound.get("filters").is_some() || form == Form::Depthwise;
        let what = match (filters, bound.get("kernel_size").is_some()) {
            (true, true) => return,
            (true, false) => "the size of its kernel",
            (false, true) => "the number of filters",
            (false, false) => "the number of filters and the size of its kernel",
        };
        let sizes = if form == Form::Depthwise { "3" } else { "32, 3" };
        self.missing(layer, what, &format!("{}({sizes})", bound.name()));
    }

    /// Reports what Keras takes by position where the activation is here.
    fn is_for_keyword(&self, bound: &Bound<'_>) -> bool {
        let Some(value) = bound.get("activation").filter(|_| bound.keyword("activation").is_none()) else {
            return false;
        };
        let name = match &value.form {
            ValueForm::Integer { .. } | ValueForm::Tuple(_) => "strides",
            ValueForm::Text(text) if ["valid", "same", "causal"].contains(&text.as_str()) => "padding",
            _ => return false,
        };
        let found = value.text();
        let message = format!("`{name}` of `{}` is given by keyword, found `{found}`", bound.name());
        self.dx.help(value.place, message, format!("write `{name} = {found}`"));
        true
    }

    /// A number that what is compiled depends on.
    fn literal(&self, name: &str, value: &Value, role: Role) -> u64 {
        match self.size(value, role) {
            Dim::Literal(number) => number,
            Dim::Unknown => 1,
            _ => {
                let message = format!("`{name}` is a literal, found `{}`", value.text());
                self.dx.help(value.place, message, "write the number");
                1
            }
        }
    }

    fn output_padding(&self, bound: &Bound<'_>, value: &Value) -> Vec<u64> {
        let sizes = self.along(bound, "output_padding", OUTPUT_PADDING, value);
        if sizes.iter().any(|size| matches!(size, Dim::Const(_))) {
            let message = format!("`output_padding` is a literal, found `{}`", value.text());
            self.dx.help(value.place, message, "write the number");
        }
        let literal = |size: &Dim| if let Dim::Literal(number) = size { *number } else { 0 };
        sizes.iter().map(literal).collect()
    }

    /// A kernel, with what the arguments that begin with `of` say of it.
    fn kernel_of_windows(&self, bound: &Bound<'_>, of: &str, name: &'static str, has_initializer: bool) -> Tensor {
        let value = |what: &str| bound.get(&format!("{of}_{what}"));
        let layout = match (bound.axes(), name, bound.name()) {
            (1, "pointwise_kernel", _) => "the kernel is `[1, channels, filters]`",
            (_, "pointwise_kernel", _) => "the kernel is `[1, 1, channels, filters]`",
            (1, _, "Conv1D") => "the kernel is `[steps, channels, filters]`",
            (1, _, "Conv1DTranspose") => "the kernel is `[steps, filters, channels]`",
            (1, ..) => "the kernel is `[steps, channels, depth_multiplier]`",
            (_, _, "Conv2D") => "the kernel is `[height, width, channels, filters]`",
            (_, _, "Conv2DTranspose") => "the kernel is `[height, width, filters, channels]`",
            (..) => "the kernel is `[height, width, channels, depth_multiplier]`",
        };
        let axes = bound.axes() as u64 + 2;
        let what = format!("the kernel of a convolution has {axes} axes");
        let function = |category, of| self.of_other(category, value(of)?, &what);
        Tensor {
            initializer: if has_initializer { function(Category::Initializer, "initializer") } else { None },
            regularizer: function(Category::Regularizer, "regularizer"),
            constraint: value("constraint")
                .and_then(|value| self.constraint(value, &format!("`{name}`"), axes, layout)),
            ..Tensor::new(name, "glorot_uniform")
        }
    }
}
