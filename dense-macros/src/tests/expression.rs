network!(seed = 7; Dense(64, relu) -> Dense(10, softmax))
