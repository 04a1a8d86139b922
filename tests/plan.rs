//! What users can read of a network: its plan, its summary, and its constants.

use dense::prelude::*;

network! {
    /// Reads handwritten digits.
    pub struct Digits {
        Input(784) -> hidden: Dense(64, relu, he_normal) -> Dropout(0.5) -> Dense(10, softmax)
    }
    struct Frozen { Input(2, 3, dtype = f64) -> Flatten -> Dense(4, gelu, trainable = false) -> Dense(4, tanh) -> Dense(2) }
    struct Mlp<const H: usize> { Input(4) -> Dense(H, tanh) -> Dense(2) }
}

const _: () = {
    assert!(Digits::PARAMETERS == 50_890 && Digits::TRAINABLE_PARAMETERS == 50_890);
    assert!(Digits::PARAMETER_BYTES == 203_560 && Digits::FLOPS == 101_706);
    assert!(Digits::WORKSPACE_BYTES == 64 * 4);
    assert!(Frozen::PARAMETERS == 58 && Frozen::TRAINABLE_PARAMETERS == 30 && Frozen::PARAMETER_BYTES == 58 * 8);
    assert!(Mlp::<8>::PARAMETERS == 58 && Mlp::<16>::PARAMETERS == 114);
};

#[test]
fn the_plan_shows_what_runs_and_where_values_lie() {
    let plan = Digits::plan().to_string();
    // These alone depend on the machine.
    let tiles = match dense::isa() {
        "avx512" => {
            "tiles of the products on avx512:
  layer   one sample                 many samples
  hidden  4 x 16 columns in 2 parts  6 rows x 64 columns
  dense   1 x 16 columns in 4 parts  4 rows x 10 columns in 4 parts
"
        }
        "avx2" => {
            "tiles of the products on avx2:
  layer   one sample                many samples
  hidden  8 x 8 columns             6 rows x 16 columns, packed from 12 rows on
  dense   2 x 8 columns in 4 parts  1 rows x 10 columns in 4 parts
"
        }
        isa => {
            let begin = plan.find(&format!("tiles of the products on {isa}:\n  layer ")).expect("a table of tiles");
            &plan[begin..plan.find("values of").expect("tables of values")]
        }
    };
    let expected = format!(
        "\
plan of Digits: f32 [784] -> [10]
  layer    kind     output  prediction                training                              FLOPs    weights
  hidden   Dense    [64]    product + bias + relu     product + bias + relu                 100,416  196.25 KB
  dropout  Dropout  [64]    nothing                   dropout                               0        0.00 B
  dense    Dense    [10]    product + bias + softmax  product + bias (softmax in the loss)  1,290    2.54 KB
{tiles}values of a prediction, 256.00 B for each sample:
  value   numbers  offset               alive in steps
  input   784      the caller's input
  hidden  64       0                    0..=1
  dense   10       the caller's output
values of a training step, 896.00 B for each sample:
  value               numbers  offset              alive in steps
  input               784      the caller's input
  hidden              64       0                   0..=6
  dropout             64       64                  1..=9
  dense               10       128                 2..=3
  gradient of dense   10       144                 3..=10
  gradient of hidden  64       160                 4..=8
"
    );
    assert_eq!(plan, expected, "{plan}");
}

#[test]
fn the_plan_of_a_frozen_layer_computes_nothing_below_it() {
    let plan = Frozen::plan().to_string();
    assert!(plan.contains("product + bias, gelu (frozen)"), "{plan}");
    // The gradient goes down to the sums of the second layer, and no further.
    assert!(plan.contains("gradient of dense_1") && !plan.contains("gradient of dense "), "{plan}");
}

#[test]
fn the_summary_is_keras_s_table() {
    let summary = Digits::summary().to_string();
    let expected = "\
Model: \"Digits\"
┏━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━┳━━━━━━━━━┳━━━━━━━━━┓
┃ Layer (type)      ┃ Output Shape ┃ Param # ┃   FLOPs ┃
┡━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━╇━━━━━━━━━╇━━━━━━━━━┩
│ hidden (Dense)    │ (None, 64)   │  50,240 │ 100,416 │
├───────────────────┼──────────────┼─────────┼─────────┤
│ dropout (Dropout) │ (None, 64)   │       0 │       0 │
├───────────────────┼──────────────┼─────────┼─────────┤
│ dense (Dense)     │ (None, 10)   │     650 │   1,290 │
└───────────────────┴──────────────┴─────────┴─────────┘
 Total params: 50,890 (198.79 KB)
 Trainable params: 50,890 (198.79 KB)
 Non-trainable params: 0 (0.00 B)
 FLOPs of a prediction: 101,706
";
    assert_eq!(summary, expected, "{summary}");
}

#[test]
fn tensors_are_found_by_name_and_can_be_written() {
    let mut model = Digits::new(42);
    let shapes: Vec<_> = model.tensors().map(|tensor| (tensor.name(), tensor.shape().to_vec())).collect();
    let expected = [
        ("hidden.kernel", vec![784, 64]),
        ("hidden.bias", vec![64]),
        ("dense.kernel", vec![64, 10]),
        ("dense.bias", vec![10]),
    ];
    assert_eq!(shapes, expected);
    // With a bias that is far ahead, its class is certain whatever the input.
    model.tensor_mut("dense.bias").expect("a bias")[3] = 1000.0;
    assert_eq!(model.predict(&[0.5; 784])[3], 1.0);
    assert_eq!(model.tensor("dense.bias").expect("a bias")[3], 1000.0);
    assert!(model.tensor("dense.weights").is_none() && model.tensor_mut("").is_none());
    assert_eq!(format!("{model:?}"), "Digits { parameters: 50890, .. }");
}

/// Initial values are a matter of the seed alone, on every machine.
#[test]
fn a_seed_gives_the_same_weights_everywhere() {
    let model = Digits::new(42);
    assert!(model == Digits::new(42) && model != Digits::new(43));
    let first: Vec<u32> = model.tensor("hidden.kernel").expect("a kernel")[..4].iter().map(|x| x.to_bits()).collect();
    assert_eq!(first, FIRST_BITS);
}

/// Read off an x86-64 machine, with AVX-512 and without any vector unit.
const FIRST_BITS: [u32; 4] = [1_035_288_624, 1_031_635_328, 1_024_109_739, 3_177_366_498];
