//! Initial values have the distributions of Keras's. The numbers themselves cannot be the same: they differ between Keras's
//! own backends too.

use dense::prelude::*;

use crate::golden::cases;

macro_rules! distributions {
    ($($name:literal: $network:ident [$($initializer:tt)*];)*) => {
        network! {$(
            struct $network { Input(200, dtype = f64) -> Dense(100, kernel_initializer = $($initializer)*, use_bias = false) }
        )*}

        #[test]
        fn distributions_are_those_of_keras() {
            let mut compared = 0;
            for case in cases(include_str!("data/initializers.txt")).iter().filter(|case| case.dtype == "f64") {
                let drawn: Vec<f64> = match case.name {
                    $($name => (0..10).flat_map(|seed| $network::new(seed).tensors().next().expect("a kernel").to_vec()).collect(),)*
                    other => panic!("no network for `{other}`"),
                };
                let figure = |key| case.array::<f64>(key)[0];
                let mean = drawn.iter().sum::<f64>() / drawn.len() as f64;
                let std = (drawn.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / drawn.len() as f64).sqrt();
                assert!((std / figure("std") - 1.0).abs() < 0.02, "{}: {std}", case.name);
                assert!(mean.abs() < 0.02 * std && figure("mean").abs() < 0.02 * std, "{}: {mean}", case.name);
                // The extremes of a distribution without bounds are chance.
                let bounded = !matches!(case.name, "random_normal" | "orthogonal")
                    && case.text("distribution") != Some("untruncated_normal");
                let (min, max) = drawn.iter().fold((0.0_f64, 0.0_f64), |(min, max), &x| (min.min(x), max.max(x)));
                if bounded {
                    assert!((min / figure("min") - 1.0).abs() < 0.01, "{}: {min}", case.name);
                    assert!((max / figure("max") - 1.0).abs() < 0.01, "{}: {max}", case.name);
                }
                compared += 1;
            }
            assert_eq!(compared, 12);
        }
    };
}

distributions! {
    "he_normal": HeNormal [he_normal];
    "he_uniform": HeUniform [he_uniform];
    "glorot_normal": GlorotNormal [glorot_normal];
    "glorot_uniform": GlorotUniform [glorot_uniform];
    "lecun_normal": LecunNormal [lecun_normal];
    "lecun_uniform": LecunUniform [lecun_uniform];
    "random_normal": RandomNormal [random_normal];
    "random_uniform": RandomUniform [random_uniform];
    "truncated_normal": TruncatedNormal [truncated_normal];
    "variance_scaling_fan_out_uniform": FanOut [variance_scaling(scale = 2.0, mode = "fan_out", distribution = "uniform")];
    "variance_scaling_fan_avg_untruncated_normal":
        FanAvg [variance_scaling(1.0, fan_avg, untruncated_normal)];
    "orthogonal": Orthogonal [orthogonal];
}
