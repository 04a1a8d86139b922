network! {
    // What is asked of the frozen layer is asked of nothing.
    struct Regularized {
        Input(16)
            -> Dense(8, relu, kernel_regularizer = l2(0.01), kernel_constraint = max_norm(3, axis = 0))
            -> Dense(4, kernel_regularizer = Sparse::new(0.1), kernel_constraint = unit_norm(axis = [0, 1]), bias_constraint = non_neg)
            -> Dense(2, sigmoid, trainable = false, bias_regularizer = l1, activity_regularizer = l2)
            -> ActivityRegularization(0.1)
    }
}
