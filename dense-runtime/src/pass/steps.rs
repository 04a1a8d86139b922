//! The steps that are the same in predictions and on the way forward in training.

/// The methods for these steps, for a pass with `values` and an `isa`.
macro_rules! steps_of_both_ways {
    () => {
        /// `to = activation(from)`, with these parameters.
        #[inline(always)]
        pub fn trained<const N: usize>(
            &mut self,
            &parameters: &[T; N],
            from: usize,
            to: usize,
            activation: impl Parametric<N>,
        ) {
            let values = self.values.begin(from, to);
            self.isa.run(ApplyWith { activation, parameters, values });
        }

        /// `to = from · scale + offset`, for rows as long as these.
        #[inline(always)]
        pub fn affine(&mut self, scale: Option<&[T]>, offset: Option<&[T]>, from: usize, to: usize) {
            T::affine(Affine { values: self.values.begin(from, to), scale, offset });
        }

        /// `to = (from - mean) / √(variance + epsilon) · gamma + beta`, with the moving mean and variance.
        #[inline(always)]
        pub fn normalize<G: Bias<T>, B: Bias<T>, M: Tensor<Element = T>, V: Tensor<Element = T>>(
            &mut self,
            layer: &BatchNormalization<G, B, M, V>,
            epsilon: f64,
            from: usize,
            to: usize,
        ) {
            T::normalize(Normalize::by_moving_statistics(layer, self.values.begin(from, to), epsilon));
        }

        /// `to = from` where that is positive, else `to = alpha · from`, for samples of this shape.
        #[inline(always)]
        pub fn prelu<A: Tensor<Element = T>>(&mut self, layer: &PReLU<A>, shape: &[usize], from: usize, to: usize) {
            let values = self.values.begin(from, to);
            T::rectify(Rectify { values, alpha: layer.alpha.as_flat(), sharing: layer.sharing(shape) });
        }

        /// Standardizes columns by mean and variance of the data, or goes back from there.
        #[inline(always)]
        pub fn standardize<M: Tensor<Element = T>, V: Tensor<Element = T>>(
            &mut self,
            layer: &Normalization<M, V>,
            inverse: bool,
            from: usize,
            to: usize,
        ) {
            let values = self.values.begin(from, to);
            let (mean, variance) = (layer.mean.as_flat(), layer.variance.as_flat());
            T::standardize(Standardize { values, mean, variance, inverse });
        }

        /// `to = a · sigmoid(b)`, for rows `[a, b]` of `from` that are twice as long as the rows of `width` numbers of `to`.
        #[inline(always)]
        pub fn glu(&mut self, from: usize, to: usize, width: usize) {
            let (others, y) = self.values.write(to);
            T::gate(Gate { x: others.read(from), y, width });
        }

        /// `to = from`
        #[inline(always)]
        pub fn copy(&mut self, from: usize, to: usize) {
            self.values.begin(from, to);
        }
    };
}

pub(super) use steps_of_both_ways;
