network! {
    #[derive(Debug, my_crate::Reflect, Clone)]
    struct Mlp<const H: usize = 64> {
        Input(28, 28) -> Flatten -> Dense(H, relu) -> [H] -> Dense(10)
    }
}
