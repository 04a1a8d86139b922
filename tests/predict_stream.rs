//! Predictions for inputs that come one after the other: the same outputs, in the same order, with errors in their places.

use dense::prelude::*;

network! {
    struct Small { Input(3) -> Dense(8, tanh) -> Dense(2) }
    struct Large { Input(64) -> Dense(256, relu) -> Dense(256, relu) -> Dense(10, softmax) }
    struct Images { Input(4, 4, 1) -> Flatten -> Dense(3) }
    struct Words { Input(5, dtype = u32) -> Embedding(50, 4) -> Flatten -> Dense(2) }
}

fn inputs<const N: usize>(count: usize) -> Vec<[f32; N]> {
    (0..count).map(|i| std::array::from_fn(|j| ((i * 31 + j * 17) % 101) as f32 / 101.0 - 0.5)).collect()
}

#[test]
fn outputs_are_those_of_predict_whatever_the_batch() {
    let model = Small::new(1);
    let inputs = inputs(1003);
    let expected: Vec<[f32; 2]> = inputs.iter().map(|input| model.predict(input)).collect();
    for batch_size in [1, 2, 7, 256, 1002, 1003, 1004, usize::MAX] {
        let owned = model.predict_stream(inputs.iter().copied(), batch_size).expect("a good size");
        assert_eq!((owned.len(), owned.size_hint()), (1003, (1003, Some(1003))));
        assert!(owned.eq(expected.iter().copied()), "{batch_size}");
        // `collect` asks for one after the other, `for_each` goes through batches.
        let borrowed: Vec<_> = model.predict_stream(&inputs, batch_size).expect("a good size").collect();
        assert_eq!(borrowed, expected);
        let mut each = Vec::new();
        let mut stream = model.predict_stream(&inputs, batch_size).expect("a good size");
        each.extend(stream.next());
        assert_eq!(stream.len(), 1002);
        stream.for_each(|output| each.push(output));
        assert_eq!(each, expected);
    }
}

#[test]
fn batches_that_are_shared_with_threads_have_the_same_bits() {
    let model = Large::new(1);
    let inputs = inputs(2000);
    let expected = model.predict_batch(&inputs);
    for batch_size in [100, 1024, 5000] {
        assert!(model.predict_stream(&inputs, batch_size).expect("a good size").eq(expected.iter().copied()));
    }
}

#[test]
fn images_and_indices_are_inputs_too() {
    let images: Vec<[[[f32; 1]; 4]; 4]> = (0..9).map(|i| [[[i as f32]; 4]; 4]).collect();
    let model = Images::new(1);
    assert!(model.predict_stream(&images, 4).expect("a good size").eq(model.predict_batch(&images)));
    let words: Vec<[u32; 5]> = (0..9).map(|i| [i, 2 * i, 3, 4, 49]).collect();
    let model = Words::new(1);
    assert!(model.predict_stream(words.clone(), 4).expect("a good size").eq(model.predict_batch(&words)));
}

#[test]
fn errors_come_in_their_places_and_the_stream_goes_on() {
    let model = Small::new(1);
    let good = inputs::<3>(10);
    let bad = |sample: usize| Error::Empty { what: if sample == 0 { "first line" } else { "line" } };
    for wrong in [vec![], vec![0], vec![9], vec![3, 4], vec![2, 5, 6, 9], (0..10).collect()] {
        let stream = || (0..10).map(|i| if wrong.contains(&i) { Err(bad(i)) } else { Ok(good[i]) });
        let expected: Vec<Result<[f32; 2], Error>> = stream().map(|input| Ok(model.predict(&input?))).collect();
        for batch_size in [1, 2, 4, 100] {
            let one_by_one: Vec<_> = model.predict_stream(stream(), batch_size).expect("a good size").collect();
            assert_eq!(one_by_one, expected);
            let mut folded = Vec::new();
            model.predict_stream(stream(), batch_size).expect("a good size").for_each(|output| folded.push(output));
            assert_eq!(folded, expected);
        }
        // Whoever wants to stop at the first error, does.
        let whole: Result<Vec<_>, Error> = model.predict_stream(stream(), 4).expect("a good size").collect();
        assert_eq!(whole.is_err(), !wrong.is_empty());
    }
}

#[test]
fn no_more_inputs_are_taken_than_a_batch() {
    let model = Small::new(1);
    let taken = std::cell::Cell::new(0);
    let endless = std::iter::repeat([0.5; 3]).inspect(|_| taken.set(taken.get() + 1));
    let mut stream = model.predict_stream(endless, 16).expect("a good size");
    assert_eq!((taken.get(), stream.size_hint()), (0, (usize::MAX, None)));
    assert!(stream.next().is_some());
    assert_eq!(taken.get(), 16);
    assert_eq!(stream.by_ref().take(15).count(), 15);
    assert_eq!(taken.get(), 16);
    assert!(stream.next().is_some());
    assert_eq!(taken.get(), 32);
}

#[test]
fn a_stream_ends_once() {
    let model = Small::new(1);
    // An iterator that begins again behind its end.
    let mut calls = 0;
    let again = std::iter::from_fn(|| {
        calls += 1;
        (calls % 4 != 0).then_some([0.5; 3])
    });
    let mut stream = model.predict_stream(again, 2).expect("a good size");
    assert_eq!(stream.by_ref().count(), 3);
    assert_eq!((stream.next(), stream.next(), stream.size_hint()), (None, None, (0, Some(0))));
    assert_eq!(model.predict_stream([[0.0; 3]; 0], 2).expect("a good size").count(), 0);
}

#[test]
fn an_empty_batch_is_a_mistake() {
    let model = Small::new(1);
    let error = model.predict_stream([[0.0; 3]], 0).expect_err("an error");
    assert_eq!(error.to_string(), "`batch_size` is 0, but must be at least 1");
}

#[cfg(feature = "progress")]
#[test]
fn showing_progress_changes_nothing() {
    let model = Small::new(1);
    let inputs = inputs(50);
    let stream = model.predict_stream(&inputs, 16).expect("a good size").progress(true);
    assert!(stream.eq(model.predict_batch(&inputs)));
    let filtered = inputs.iter().filter(|input| input[0] > 0.0);
    let stream = model.predict_stream(filtered.clone(), 16).expect("a good size").progress(true);
    assert_eq!(stream.count(), filtered.count());
}
