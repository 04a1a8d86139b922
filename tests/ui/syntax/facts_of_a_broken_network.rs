//! Code that uses a network with a mistake.
use dense::prelude::*;

network! {
    struct Net { Input(784) -> Dense(64, relu) -> Dens(10, softmax) }
}

const _: () = assert!(Net::PARAMETERS == 50_890);

fn main() {
    let mut model = Net::new(0);
    let outputs: Vec<[f32; 10]> = model.predict_batch(&[[0.0; 784]]);
    println!("{} {:?}", Net::summary(), outputs == model.clone().predict_batch(&[]));
    let data = Dataset::new(vec![[0.0f32; 784]; 4], vec![0u8; 4]).unwrap();
    let mut trainer = Trainer::new(Adam::new(1e-3), SparseCategoricalCrossentropy::new()).metric(Accuracy::new());
    trainer.fit(&mut model, &data).unwrap();
    println!("{:?}", trainer.evaluate(&model, &data).unwrap());
    println!("{:?}", model.tensors().map(|tensor| tensor.shape()).collect::<Vec<_>>());
    let mut workspace = TrainingWorkspace::<Net>::new(1);
    workspace.forward(&model, &[[0.0; 784]]).unwrap();
}
