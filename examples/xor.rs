//! The smallest training there is: four samples that no straight line divides.
//!
//! ```text
//! cargo run --release --example xor
//! ```

use dense::prelude::*;

network! {
    struct Xor {
        Input(2) -> Dense(8, tanh) -> Dense(1, sigmoid)
    }
}

fn main() -> Result<(), Error> {
    let table = Dataset::new(vec![[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]], vec![0u8, 1, 1, 0])?;
    let mut model = Xor::new(1);
    Trainer::new(Adam::new(0.05), BinaryCrossentropy::new()).epochs(200).batch_size(4).fit(&mut model, &table)?;

    println!("a  b  a xor b  probability");
    for input @ [a, b] in table.inputs() {
        let [probability] = model.predict(input);
        println!("{a}  {b}  {:>4}     {probability:>9.3}", u8::from(probability > 0.5));
    }
    Ok(())
}
