//! The judge, judged: small pieces of assembly with one fault each.

use super::assembly::{Assembly, Function};
use super::find::{self, Isa};
use super::instruction::Element::{F32, F64};
use super::judge::{self, Complaint, Fault};
use super::loops::innermost;

/// A loop with nothing to blame: 4 x 2 sums of AVX-512.
const TILE: &str = "
.LBB0_1:
    vmovups (%rsi,%rcx), %zmm8
    vmovups 64(%rsi,%rcx), %zmm9
    vbroadcastss (%rdi,%rdx,4), %zmm10
    vfmadd231ps %zmm8, %zmm10, %zmm0
    vfmadd231ps %zmm9, %zmm10, %zmm1
    vbroadcastss (%r8,%rdx,4), %zmm10
    vfmadd231ps %zmm8, %zmm10, %zmm2
    vfmadd231ps %zmm9, %zmm10, %zmm3
    vfmadd231ps (%r9,%rdx,4){1to16}, %zmm8, %zmm4
    vfmadd231ps (%r9,%rdx,4){1to16}, %zmm9, %zmm5
    vfmadd231ps (%r10,%rdx,4){1to16}, %zmm8, %zmm6
    vfmadd231ps (%r10,%rdx,4){1to16}, %zmm9, %zmm7
    incq %rdx
    cmpq %rdx, %rbx
    jne .LBB0_1
    retq
";

/// The end of a function that panics instead.
const PANIC: &str = ".LBB0_9:\n    callq *core::panicking::panic_bounds_check@GOTPCREL(%rip)\n";

/// The tile with more instructions in front of its last ones.
fn tile_with(lines: &str) -> String {
    TILE.replace("    incq", &format!("{lines}\n    incq"))
}

fn function(name: &str, body: &str) -> String {
    format!("    .type {name},@function\n{name}:\n{body}\n.Lfunc_end0:\n")
}

fn faults(body: &str, judge: impl Fn(&[&Function]) -> Vec<Complaint>) -> Vec<Fault> {
    let text = function("kernel", body);
    let code = Assembly::parse(&text);
    judge(&[&code.functions[0]]).into_iter().map(|complaint| complaint.fault).collect()
}

fn product(body: &str) -> Vec<Fault> {
    faults(body, |functions| judge::product(functions, Isa::Avx512, F32))
}

#[test]
fn a_register_tile_is_good() {
    assert_eq!(product(TILE), []);
}

#[test]
fn calls_and_branches_are_found() {
    assert_eq!(product(&tile_with("    callq *expf@GOTPCREL(%rip)")), [Fault::Call]);
    let early_end = tile_with("    testq %rax, %rax\n    je .LBB0_8") + ".LBB0_8:\n    retq\n";
    assert_eq!(product(&early_end), [Fault::Branch]);
    let check = tile_with("    cmpq %rax, %rdx\n    jae .LBB0_9") + PANIC;
    assert_eq!(product(&check), [Fault::Panic, Fault::Branch]);
}

#[test]
fn a_panic_is_found_behind_other_blocks_and_functions() {
    let far =
        tile_with("    cmpq %rax, %rdx\n    jae .LBB0_8") + ".LBB0_8:\n    movq %rax, %rdi\n    jmp .LBB0_9\n" + PANIC;
    assert_eq!(product(&far), [Fault::Panic, Fault::Branch]);
    let cold = function("cold", "    callq *core::option::expect_failed@GOTPCREL(%rip)");
    let outlined = tile_with("    cmpq %rax, %rdx\n    jae .LBB0_9") + ".LBB0_9:\n    callq cold\n";
    let text = function("kernel", &outlined) + &cold;
    let code = Assembly::parse(&text);
    assert!(innermost(&code.functions[0])[0].leads_to_a_panic());
}

#[test]
fn spilled_sums_are_found() {
    assert_eq!(product(&tile_with("    vmovups %zmm0, 64(%rsp)")), [Fault::Spill, Fault::Tile]);
    // An array on the stack that is walked through is no spill.
    assert_eq!(product(&tile_with("    vmovups %zmm8, 64(%rsp,%rcx)")), []);
    // Whether `rbp` is the stack's is known from the beginning of the function.
    let other = tile_with("    vmovups %zmm0, -64(%rbp)");
    assert_eq!(product(&other), []);
    assert_eq!(product(&format!("    movq %rsp, %rbp{other}")), [Fault::Spill, Fault::Tile]);
}

#[test]
fn single_numbers_and_parts_of_registers_are_found() {
    let single = "
.LBB0_2:
    vmovss (%rsi,%rcx,4), %xmm1
    vfmadd231ss (%rdi,%rcx,4), %xmm1, %xmm0
    incq %rcx
    jne .LBB0_2
    retq
";
    assert_eq!(product(&TILE.replace("    retq", single)), [Fault::Scalar]);
    assert_eq!(product(single), [Fault::Scalar, Fault::Tile]);
    assert_eq!(product(&TILE.replace("zmm", "ymm")), [Fault::Narrow, Fault::Tile]);
}

#[test]
fn a_product_that_loads_all_it_multiplies_is_no_tile() {
    let dot = "    vmovups (%rsi,%rcx), %zmm8\n    vfmadd231ps (%rdi,%rcx), %zmm8, %zmm0\n".repeat(8);
    assert_eq!(product(&format!(".LBB0_1:\n{dot}    addq $64, %rcx\n    jne .LBB0_1\n    retq\n")), [Fault::Tile]);
}

#[test]
fn without_fused_instructions_a_product_and_a_sum_count_as_one() {
    let sums: String = (0..8).map(|sum| format!("    mulps %xmm8, %xmm9\n    addps %xmm9, %xmm{sum}\n")).collect();
    let body =
        format!(".LBB0_1:\n    movups (%rsi,%rcx), %xmm8\n{sums}    addq $16, %rcx\n    jne .LBB0_1\n    retq\n");
    assert_eq!(faults(&body, |functions| judge::product(functions, Isa::Portable, F32)), []);
    let single = body.replace("ps", "ss");
    assert_eq!(
        faults(&single, |functions| judge::product(functions, Isa::Portable, F32)),
        [Fault::Scalar, Fault::Tile]
    );
}

#[test]
fn what_repeats_a_loop_is_not_judged_as_the_loop() {
    let outer = "    callq *next@GOTPCREL(%rip)\n    testq %rax, %rax\n    jne .LBB0_0\n    retq";
    assert_eq!(product(&format!(".LBB0_0:{}", TILE.replace("    retq", outer))), []);
}

#[test]
fn a_cold_block_in_the_middle_of_the_text_is_not_in_the_loop() {
    let cold = "    jmp .LBB0_3\n.LBB0_2:\n    callq *once@GOTPCREL(%rip)\n    retq\n.LBB0_3:";
    assert_eq!(product(&tile_with(cold)), []);
}

#[test]
fn loops_over_numbers_need_whole_registers() {
    let adam = |functions: &[&Function]| judge::element_wise(functions, Isa::Avx2, F64, 1, &["sqrt", "div"]);
    let main = "
.LBB0_1:
    vsqrtpd (%rdi,%rcx), %ymm1
    vdivpd %ymm1, %ymm0, %ymm1
    vmovupd %ymm1, (%rdi,%rcx)
    addq $32, %rcx
    jne .LBB0_1
";
    let rest = main.replace("LBB0_1", "LBB0_2").replace("pd ", "sd ").replace("ymm", "xmm");
    assert_eq!(faults(&format!("{main}{rest}    retq\n"), adam), []);
    assert_eq!(faults(&format!("{rest}    retq\n"), adam), [Fault::Vectors]);
    assert_eq!(faults(&format!("{}    retq\n", main.replace("ymm", "xmm")), adam), [Fault::Vectors]);
    let half = main.replace("vdivpd %ymm1, %ymm0, %ymm1", "vdivsd %xmm1, %xmm0, %xmm1");
    assert_eq!(faults(&format!("{half}    retq\n"), adam), [Fault::Vectors]);
    let calling = format!("{main}{}    retq\n", rest.replace("    addq", "    callq *expf@GOTPCREL(%rip)\n    addq"));
    assert_eq!(faults(&calling, adam), [Fault::Call]);
}

#[test]
fn a_kernel_is_found_where_it_leads_to() {
    let region = |isa| format!("<dense_runtime::isa::{isa} as dense_runtime::isa::Isa>::run::region::<Update>");
    let text =
        function("<f32 as ElementWise>::adam", &format!("    je {}\n    jmp {}", region("Avx512"), region("Avx2")))
            + &function(&region("Avx512"), "    movq step@GOTPCREL(%rip), %r12\n    callq *%r12\n    retq")
            + &function(&region("Avx2"), "    retq")
            + &function("step", "    retq")
            + "<f64 as ElementWise>::adam = <f32 as ElementWise>::adam\n";
    let code = Assembly::parse(&text);
    let names = |isa, element| -> Vec<String> {
        find::element_wise(&code, "adam", isa, element).iter().map(|function| function.names.join(", ")).collect()
    };
    assert_eq!(names(Isa::Avx512, F32), [region("Avx512"), "step".to_owned()]);
    assert_eq!(names(Isa::Avx2, F32), [region("Avx2")]);
    assert_eq!(names(Isa::Portable, F64), ["<f32 as ElementWise>::adam, <f64 as ElementWise>::adam"]);
    assert!(find::kernel(&code, "product", Isa::Avx2, F32).is_empty());
    assert_eq!(judge::product(&[], Isa::Avx2, F32)[0].fault, Fault::Missing);
}

#[test]
fn a_jump_by_table_goes_to_all_of_its_entries() {
    let body = "    jmpq *%rax\n.LBB0_1:\n    retq\n.LBB0_2:\n    jne .LBB0_2\n    retq";
    let text = function("kernel", body) + ".LJTI0_0:\n    .long .LBB0_1-.LJTI0_0\n    .long .LBB0_2-.LJTI0_0\n";
    let code = Assembly::parse(&text);
    assert_eq!(code.functions[0].blocks[0].successors, [1, 2]);
    assert_eq!(innermost(&code.functions[0]).len(), 1);
}
