//! The methods for the settings that all optimizers have in common.

/// The builder methods. What has a weight decay of its own, or its settings in another field, says so.
macro_rules! builders {
    () => {
        /// Lets parameters decay: before each update `w ← w - w · weight_decay · learning_rate`, apart from the gradient
        /// ("decoupled", Loshchilov and Hutter, 2019). It applies to all parameters that learn, biases too, as in Keras.
        /// The default is 0.
        pub const fn weight_decay(mut self, weight_decay: f64) -> Self {
            self.settings.weight_decay = weight_decay;
            self
        }

        builders!(all but weight_decay: settings);
    };
    (all but weight_decay: $($settings:ident).+) => {
        /// Bounds each gradient: it is taken for at most `clipvalue` and at least `-clipvalue`. By default there is no bound.
        /// Training refuses bounds that are not positive (Keras ignores them), two kinds of bounds at once, and gradients that are
        /// not finite all the same.
        pub const fn clipvalue(mut self, clipvalue: f64) -> Self {
            self.$($settings).+.clipvalue = clipvalue;
            self
        }

        /// Bounds the norm of each tensor's gradient: `g ← g · clipnorm / max(‖g‖, clipnorm)`. By default there is no bound. As
        /// [`clipvalue`](Self::clipvalue), beside which it cannot be set.
        pub const fn clipnorm(mut self, clipnorm: f64) -> Self {
            self.$($settings).+.clipnorm = clipnorm;
            self
        }

        /// Bounds the norm of all gradients together, as [`clipnorm`](Self::clipnorm) does tensor by tensor (Pascanu, Mikolov and
        /// Bengio, 2013). By default there is no bound. It cannot be set beside another one.
        pub const fn global_clipnorm(mut self, global_clipnorm: f64) -> Self {
            self.$($settings).+.global_clipnorm = global_clipnorm;
            self
        }

        /// Keeps a moving average of the parameters (Polyak and Juditsky, 1992), which is often better than what they are after the
        /// last step: see [`ema_momentum`](Self::ema_momentum). [`Trainer::fit`](crate::Trainer::fit) ends with the parameters as
        /// their averages; [`Trainer::averages`](crate::Trainer::averages) and
        /// [`TrainingWorkspace::averages`](crate::TrainingWorkspace::averages) show them. The default is `false`.
        pub const fn use_ema(mut self, use_ema: bool) -> Self {
            self.$($settings).+.use_ema = use_ema;
            self
        }

        /// How much of the average remains from step to step, in `0.0..=1.0`, with [`use_ema`](Self::use_ema):
        /// `average ← ema_momentum · average + (1 - ema_momentum) · w` after each step. The first step makes it `w`. The default
        /// is 0.99.
        pub const fn ema_momentum(mut self, ema_momentum: f64) -> Self {
            self.$($settings).+.ema_momentum = ema_momentum;
            self
        }

        /// Makes the parameters their averages after each so many updates, at least 1, with [`use_ema`](Self::use_ema). By
        /// default that happens at the end of [`Trainer::fit`](crate::Trainer::fit) alone.
        pub const fn ema_overwrite_frequency(mut self, ema_overwrite_frequency: u64) -> Self {
            self.$($settings).+.ema_overwrite_frequency = Some(ema_overwrite_frequency);
            self
        }

        /// Changes the parameters in each so many steps only, at least 2, by the mean of the gradients of these steps: as one step
        /// with a batch that would be too large. By default each step changes them.
        ///
        /// Schedules count the steps, and the rule itself the updates: see [`Step`](crate::optimizer::Step).
        pub const fn gradient_accumulation_steps(mut self, gradient_accumulation_steps: u64) -> Self {
            self.$($settings).+.gradient_accumulation_steps = Some(gradient_accumulation_steps);
            self
        }
    };
}

/// The methods of [`Optimizer`](super::Optimizer) that are the same for all that have [`Settings`](super::settings::Settings).
macro_rules! common {
    () => {
        common!(by tensor);

        fn scope(&self) -> Scope {
            self.settings.scope()
        }

        // Its loops choose their instructions themselves: one copy is enough.
        #[inline(never)]
        fn update_tensor<T: Element>(&self, step: Step, mut tensor: TensorUpdate<'_, '_, T>) {
            self.settings.clip_by_norm(&mut tensor);
            self.update(step, tensor.parameters, tensor.gradients, tensor.state);
        }
    };
    (by tensor) => {
        fn learning_rate(&self, step: Step) -> f64 {
            self.settings.learning_rate(step)
        }

        fn set_learning_rate(&mut self, learning_rate: f64) -> Result<(), Error> {
            self.settings.set_learning_rate(learning_rate)
        }

        fn averaging(&self) -> Option<Averaging> {
            self.settings.averaging()
        }

        fn accumulation(&self) -> u64 {
            self.settings.accumulation()
        }
    };
}

/// The methods of a rule that is one of tensors and nothing less.
macro_rules! whole_tensors {
    () => {
        fn scope(&self) -> Scope {
            self.settings.scope().max(Scope::WholeTensor)
        }

        /// # Panics
        ///
        /// Always: the rule sees whole tensors, and its step is [`update_tensor`](Optimizer::update_tensor).
        fn update<T: Element>(&self, _: Step, _: &mut [T], _: &[T], _: &mut [&mut [T]]) {
            panic!("this optimizer sees whole tensors: what wraps it must hand on `scope` and `update_tensor`");
        }
    };
}

pub(super) use {builders, common, whole_tensors};
