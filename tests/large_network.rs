//! A network of 100 MB on a thread with a small stack, without optimization: it is never a value on the stack.

use std::thread;

use dense::prelude::*;

network! { struct Large { Input(4096) -> Dense(5120, relu, he_normal) -> Dense(1024, relu) -> Dense(10, softmax) } }

#[test]
fn a_large_network_lives_and_learns_beside_a_small_stack() {
    const { assert!(Large::PARAMETER_BYTES > 100 << 20) };
    let on_small_stack = thread::Builder::new().stack_size(2 << 20).spawn(|| {
        let mut model = Large::new(1);
        let untouched = model.clone();
        assert!(model == untouched);
        let inputs: Vec<[f32; 4096]> = (0..4).map(|i| std::array::from_fn(|j| ((i + j) % 7) as f32 / 7.0)).collect();
        let mut trainer = Trainer::new(SGD::new(0.01), SparseCategoricalCrossentropy::new());
        let first = trainer.train_on_batch(&mut model, &inputs, &[0u8, 1, 2, 3])?;
        let second = trainer.train_on_batch(&mut model, &inputs, &[0u8, 1, 2, 3])?;
        assert!(second < first && model != untouched);
        assert_eq!(model.predict(&inputs[0]), model.predict_batch(&inputs)[0]);
        Ok::<(), Error>(())
    });
    on_small_stack.expect("a thread").join().expect("no overflow").expect("good data");
}
