network! {
    #[derive(Debug, Default, Clone)]
    struct Mlp<const H: usize = 64> {
        Input(28, 28) -> Flatten -> Dense(H, relu) -> [H] -> Dense(10)
    }
}
