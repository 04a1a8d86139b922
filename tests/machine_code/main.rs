//! What the compiler made of the hot loops.
//!
//! A loop that is no longer vectorized gives the same numbers, many times slower, and no other test fails. So this one
//! compiles `dense-runtime` and a program that declares activations, reads the assembly and judges the innermost loops
//! of each kernel, for each instruction set and number type: whole vector registers, no calls, no checks of bounds, no
//! spills. Nothing is run, so it judges AVX-512 on a machine that has none.

mod assembly;
mod compile;
mod find;
mod instruction;
mod judge;
mod loops;
mod snippets;

use compile::machine_code;
use find::Isa::{self, Avx2, Avx512, Portable};
use instruction::Element::{self, F32, F64};
use judge::Complaint;
use judge::Fault::{self, Branch, Panic, Scalar, Spill, Vectors};

/// The faults that kernels may have. They must have them, or the line is to be shortened; all other faults fail.
const TOLERATED: &[(&str, Isa, &[Element], &[Fault])] = &[
    // Without masks, what fills no vector is read number by number.
    ("product", Portable, &[F32, F64], &[Branch, Scalar, Spill]),
    ("partial_product", Portable, &[F32], &[Branch, Spill]),
    ("partial_product", Portable, &[F64], &[Branch, Scalar, Spill]),
    ("input_gradient", Portable, &[F32, F64], &[Branch, Spill]),
    ("weight_gradient", Portable, &[F32, F64], &[Branch, Spill]),
    ("convolve", Portable, &[F32, F64], &[Branch, Scalar, Spill]),
    ("image_gradient", Portable, &[F32, F64], &[Branch, Scalar, Spill]),
    ("kernel_gradient", Portable, &[F32, F64], &[Branch, Scalar, Spill]),
    ("max_pool", Portable, &[F32], &[Scalar]),
    ("average_pool", Portable, &[F32], &[Scalar]),
    // What fills no vector takes its products two at a time, and their sum alone.
    ("interpolate", Portable, &[F32, F64], &[Scalar]),
    // Without AVX2, the choice between two numbers of 64 bits stays a branch for each number.
    ("drop", Portable, &[F64], &[Vectors]),
    ("drop_channels", Portable, &[F64], &[Vectors]),
    ("replace", Portable, &[F64], &[Vectors]),
    // Where a row lies is known from the data alone, and is checked: two well-predicted branches a row.
    ("table_gradient", Avx2, &[F32, F64], &[Branch, Panic]),
    ("table_gradient", Portable, &[F32, F64], &[Branch, Panic]),
];

/// Loops over numbers that are not compiled for AVX-512: where a CPU has that, they run as for AVX2.
const NARROW: &[&str] = &[
    "adamax",
    "nadam",
    "adagrad",
    "adadelta",
    "ftrl",
    "lion",
    "lamb",
    "adafactor_moments",
    "adafactor_row",
    "adafactor_vector",
    "drop",
    "drop_channels",
    "replace",
    "add_noise",
    "scale_by_noise",
    "row_sums",
    "average",
    "average_back",
    "table_gradient",
    "global_max_pool_back",
    "average_pool",
    "average_pool_back",
    "up_sample_back",
    "interpolate",
    "interpolate_back",
    "repeat_channels_back",
];

#[test]
fn products_of_matrices_are_register_tiles() {
    let Some(code) = machine_code() else { return };
    let mut report = String::new();
    let kernels = [
        "product",
        "partial_product",
        "input_gradient",
        "weight_gradient",
        "convolve",
        "image_gradient",
        "kernel_gradient",
    ];
    for kernel in kernels {
        report +=
            &judged(kernel, |isa, element| judge::product(&find::kernel(code, kernel, isa, element), isa, element));
    }
    assert!(report.is_empty(), "{report}");
}

#[test]
fn loops_over_numbers_are_vectorized() {
    let Some(code) = machine_code() else { return };
    let mut report = String::new();
    // How many loops there are: one for each variant of the rule, such as with momentum.
    let kernels: &[(&str, usize, &[&str])] = &[
        ("adam", 2, &["sqrt", "div"]),
        ("rmsprop", 4, &["sqrt", "div"]),
        ("sgd", 3, &["mul", "sub"]),
        ("adamax", 1, &["div"]),
        ("nadam", 1, &["sqrt", "div"]),
        ("adagrad", 1, &["sqrt", "div"]),
        ("adadelta", 1, &["sqrt", "div"]),
        ("ftrl", 3, &["div"]),
        ("lion", 1, &["mul", "sub"]),
        ("lamb", 1, &["sqrt", "div"]),
        ("adafactor_moments", 1, &["mul", "add"]),
        ("adafactor_row", 1, &["sqrt", "div"]),
        ("adafactor_vector", 1, &["sqrt", "div"]),
        ("combine", 1, &["mul", "add"]),
        ("scale", 1, &["mul"]),
        ("sum_of_squares", 1, &["mul", "add"]),
        ("prepare", 1, &["mul", "sub"]),
        ("all_finite", 1, &["mul", "add"]),
        ("drop", 1, &["mul"]),
        ("replace", 1, &["mul", "add"]),
        ("add_noise", 1, &["sqrt", "div"]),
        ("scale_by_noise", 1, &["sqrt", "div"]),
        ("affine", 1, &["mul"]),
        ("affine", 1, &["add"]),
        ("row_sums", 1, &["mul", "add"]),
        ("row_sums", 2, &["add"]),
        ("moments", 2, &["add"]),
        ("moments", 1, &["sub", "mul", "add"]),
        ("slopes", 1, &["sub", "mul", "add"]),
        ("normalize", 1, &["sub", "mul", "add"]),
        ("normalize_back", 1, &["sub", "mul", "add"]),
        ("rescale", 1, &["mul"]),
        ("rectify", 2, &["mul"]),
        ("rectify_back", 2, &["mul"]),
        ("gate", 1, &["div", "mul"]),
        ("gate_back", 1, &["div", "mul"]),
        ("slope_sums", 1, &["mul", "add"]),
        ("average", 1, &["add"]),
        ("average_back", 1, &["mul"]),
        ("table_gradient", 1, &["add"]),
        ("max_pool", 1, &["cmpunord"]),
        ("max_pool_back", 1, &["cmpeq"]),
        ("global_max_pool_back", 1, &["cmpeq"]),
        ("average_pool", 1, &["add"]),
        ("average_pool_back", 1, &["add"]),
        ("up_sample_back", 1, &["add"]),
        ("interpolate", 1, &["mul", "add"]),
        ("interpolate_back", 1, &["mul", "add"]),
        ("repeat_channels_back", 1, &["add"]),
        ("drop_channels", 1, &["mul"]),
    ];
    for &(kernel, variants, marks) in kernels {
        report += &judged(kernel, |isa, element| {
            let functions = find::element_wise(code, kernel, isa, element);
            if isa == Avx512 && NARROW.contains(&kernel) {
                assert!(functions.is_empty(), "{kernel} is compiled for AVX-512: take it out of NARROW");
                return Vec::new();
            }
            let mut complaints = judge::element_wise(&functions, isa, element, variants, marks);
            if ["drop", "drop_channels", "replace", "add_noise", "scale_by_noise"].contains(&kernel) {
                // The products of the random number generator.
                complaints.extend(judge::uses(&functions, isa, "pmuludq"));
            }
            complaints
        });
    }
    assert!(report.is_empty(), "{report}");
}

#[test]
fn loops_over_activations_are_vectorized() {
    let Some(code) = machine_code() else { return };
    let mut report = String::new();
    // Relu has loops with and without arguments, Gelu with and without approximation.
    let passes: [(&str, &str, usize, &[&str]); 8] = [
        ("Tanh", "forward", 1, &["div"]),
        ("Tanh", "backward", 1, &["mul"]),
        ("Sigmoid", "forward", 1, &["div"]),
        ("Sigmoid", "backward", 1, &["mul"]),
        ("Relu", "forward", 2, &[]),
        ("Relu", "backward", 2, &["mul"]),
        ("Gelu", "forward", 2, &["mul"]),
        ("Gelu", "backward", 2, &["mul"]),
    ];
    for (activation, pass, variants, marks) in passes {
        report += &judged(&format!("{activation}::{pass}"), |isa, element| {
            let functions = find::activation(code, activation, pass, isa, element);
            judge::element_wise(&functions, isa, element, variants, marks)
        });
    }
    assert!(report.is_empty(), "{report}");
}

/// Those that are compiled in the program that declares them.
#[test]
fn loops_over_declared_activations_are_vectorized() {
    let Some(code) = compile::declared() else { return };
    let mut report = String::new();
    let passes: [(&str, &str, &[&str]); 10] = [
        ("mish", "forward", &["div", "mul"]),
        ("mish", "backward", &["div", "mul"]),
        ("swish", "forward", &["div", "mul"]),
        ("swish", "backward", &["div", "mul"]),
        ("bent", "forward", &["div", "mul"]),
        ("bent", "backward", &["div", "mul"]),
        ("cut", "forward", &["mul"]),
        ("cut", "backward", &["mul"]),
        ("power", "forward", &["div", "mul"]),
        ("power", "backward", &["div", "mul"]),
    ];
    for (activation, pass, marks) in passes {
        report += &judged(&format!("declared {activation}::{pass}"), |isa, element| {
            let functions = find::declared(code, activation, pass, isa, element);
            judge::element_wise(&functions, isa, element, 1, marks)
        });
    }
    assert!(report.is_empty(), "{report}");
}

/// What is wrong with a kernel, for all instruction sets and number types. Of several loops with the same fault, the
/// first is shown.
fn judged(kernel: &str, judge: impl Fn(Isa, Element) -> Vec<Complaint>) -> String {
    let mut report = String::new();
    for (isa, element) in Isa::ALL.into_iter().flat_map(|isa| [(isa, F32), (isa, F64)]) {
        let lines = TOLERATED.iter().filter(|line| line.0 == kernel && line.1 == isa && line.2.contains(&element));
        let tolerated: Vec<Fault> = lines.flat_map(|line| line.3).copied().collect();
        let mut found: Vec<Fault> = Vec::new();
        let of = format!("{kernel}, {isa:?}, {}", element.name());
        for Complaint { fault, shown } in judge(isa, element) {
            if !tolerated.contains(&fault) && !found.contains(&fault) {
                report += &format!("\n{of}: {fault:?}: {}\n{shown}\n", fault.meaning());
            }
            found.push(fault);
        }
        for fault in tolerated.iter().filter(|fault| !found.contains(fault)) {
            report += &format!("\n{of}: {fault:?} is gone: take it out of TOLERATED\n");
        }
    }
    report
}
