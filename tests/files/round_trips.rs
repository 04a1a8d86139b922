//! What is saved comes back with the same bits, whatever the network is made of.

use std::{fs, thread};

use dense::{Folded, math::Real, prelude::*};
use tempfile::tempdir;

network! {
    struct Plain { Input(5) -> hidden: Dense(7, relu) -> Dropout(0.5) -> Dense(3, softmax) }
    struct Precise { Input(3, dtype = f64) -> Dense(4, tanh, use_bias = false) -> Dense(2) }
    struct Words { Input(6, dtype = u32) -> Embedding(11, 4) -> GlobalAveragePooling1D -> Dense(3, softmax) }
    struct Batches { Input(4) -> Normalization -> Dense(6) -> BatchNormalization -> PReLU -> Dense(2) }
    struct Image { Input(3, 4, 2) -> PReLU(shared_axes = [1, 2]) -> LayerNormalization -> Flatten -> Dense(2) }
    struct Convolved {
        Input(6, 7, 2)
            -> Conv2D(4, (2, 3), groups = 2)
            -> DepthwiseConv2D(2, depth_multiplier = 2)
            -> BatchNormalization
            -> SeparableConv2D(3, 2)
            -> Conv2DTranspose(2, 2, strides = 2)
            -> Reshape(9, 8)
            -> Conv1D(3, 2)
            -> GlobalMaxPooling1D
            -> Dense(2)
    }
    struct Filters<const F: usize> { Input(5, 5, 1) -> Conv2D(F, 3) -> MaxPooling2D -> Flatten -> Dense(2) }
    struct Sized<const H: usize> { Input(4) -> Dense(H, elu) -> RMSNormalization -> Dense(2) }
    struct Nothing { Input(4) -> Activation(relu) -> Rescaling(2.0) }
}

fn bits<N: Network>(network: &N) -> Vec<u64> {
    let of = |x: &N::Element| x.as_f64().to_bits();
    network.tensors().flat_map(|tensor| tensor.values().iter().map(of).collect::<Vec<_>>()).collect()
}

fn comes_back<N: Network>(network: &N) {
    let folder = tempdir().expect("a folder");
    let path = folder.path().join("network.safetensors");
    network.save(&path).expect("it is saved");
    let loaded = N::load(&path).expect("it is loaded");
    assert_eq!(bits(&*loaded), bits(network), "{:?}", network);

    let bytes = network.to_safetensors();
    assert_eq!(fs::read(&path).expect("it is there"), bytes, "the same bytes each time");
    assert_eq!(bits(&*N::from_safetensors(&bytes).expect("it is loaded")), bits(network));

    let mut other = N::new(99);
    other.load_into(&path).expect("it is loaded");
    assert_eq!(bits(&*other), bits(network));
    let names = fs::read_dir(folder.path()).expect("a folder").count();
    assert_eq!(names, 1, "nothing else is left behind");
}

#[test]
fn all_kinds_of_networks_come_back() {
    comes_back(&*Plain::new(1));
    comes_back(&*Precise::new(2));
    comes_back(&*Words::new(3));
    comes_back(&*Batches::new(4));
    comes_back(&*Image::new(5));
    comes_back(&*Convolved::new(10));
    comes_back(&*Convolved::new(11).fold());
    comes_back(&*Filters::<3>::new(12));
    comes_back(&*Sized::<5>::new(6));
    comes_back(&*Sized::<9>::new(7));
    comes_back(&*Nothing::new(8));
    comes_back(&*Batches::new(9).fold());
}

#[test]
fn a_network_without_a_name_comes_back() {
    fn same<N: Network>(one: &N) -> Box<N> {
        N::from_safetensors(&one.to_safetensors()).expect("it is loaded")
    }
    let model = network!(seed = 7; Dense(8, relu) -> Dense(2));
    let loaded = same(&*model);
    assert_eq!(loaded.predict(&[0.5; 3]), model.predict(&[0.5; 3]));
}

#[test]
fn numbers_at_the_edges_come_back() {
    let mut model = Precise::new(1);
    let kernel = model.tensor_mut("dense.kernel").expect("it has one");
    kernel[..5].copy_from_slice(&[-0.0, f64::MAX, f64::MIN_POSITIVE / 3.0, 1.0 / 3.0, f64::EPSILON]);
    comes_back(&*model);
    let mut model = Plain::new(1);
    let bias = model.tensor_mut("hidden.bias").expect("it has one");
    bias[..4].copy_from_slice(&[-0.0, f32::MIN, f32::MIN_POSITIVE / 3.0, f32::from_bits(1)]);
    comes_back(&*model);
}

/// What the file says, for whoever looks into it.
#[test]
fn the_file_says_what_it_holds() {
    let bytes = Plain::new(1).to_safetensors();
    let length = u64::from_le_bytes(bytes[..8].try_into().expect("eight bytes")) as usize;
    assert_eq!((8 + length) % 64, 0, "the numbers begin on a cache line");
    let head = std::str::from_utf8(&bytes[8..8 + length]).expect("a text").trim_end();
    let expected = r#"{"__metadata__":{"format":"dense","network":"Plain: f32 [5] -> hidden: Dense [7] (product + bias + relu) -> dropout: Dropout [7] -> dense: Dense [3] (product + bias + softmax)","version":"1"},"hidden.kernel":{"dtype":"F32","shape":[5,7],"data_offsets":[0,140]},"hidden.bias":{"dtype":"F32","shape":[7],"data_offsets":[140,168]},"dense.kernel":{"dtype":"F32","shape":[7,3],"data_offsets":[168,252]},"dense.bias":{"dtype":"F32","shape":[3],"data_offsets":[252,264]}}"#;
    assert_eq!(head, expected);
    let model = Plain::new(1);
    let kernel = model.tensor("hidden.kernel").expect("it has one");
    let first = f32::from_le_bytes(bytes[8 + length..][..4].try_into().expect("four bytes"));
    assert_eq!((first, bytes.len()), (kernel[0], 8 + length + 264));
}

#[test]
fn the_folded_network_is_another_one() {
    let bytes = Batches::new(1).fold().to_safetensors();
    assert!(<Folded<Batches>>::from_safetensors(&bytes).is_ok());
    assert!(matches!(Batches::from_safetensors(&bytes), Err(Error::Tensors { .. })));
}

/// A network of 50 MB beside a stack of 1 MB, without optimization.
#[test]
fn a_large_network_is_never_on_the_stack() {
    network! { struct Large { Input(4096) -> Dense(3200, relu) -> Dense(10) } }
    const { assert!(Large::PARAMETER_BYTES > 50 << 20) };
    let work = || {
        let folder = tempdir().expect("a folder");
        let path = folder.path().join("large.safetensors");
        let mut model = Large::new(1);
        model.save(&path)?;
        let loaded = Large::load(&path)?;
        assert!(loaded == model);
        drop(loaded);
        model.tensor_mut("dense.bias").expect("it has one").fill(1.0);
        assert_eq!(model.load_matching(&path)?.loaded.len(), 4);
        assert!(Large::from_safetensors(&model.to_safetensors())? == model);
        model.load_into(&path)
    };
    thread::Builder::new()
        .stack_size(1 << 20)
        .spawn(work)
        .expect("a thread")
        .join()
        .expect("no overflow")
        .expect("good");
}
