//! Learns to balance a pole on a cart: a training loop of one's own, with one's own gradient (REINFORCE).
//!
//! ```text
//! cargo run --release --example policy_gradient
//! ```

use dense::prelude::*;

network! {
    /// The probabilities of pushing the cart to the left and to the right.
    struct Policy {
        Input(4) -> Dense(32, tanh) -> Dense(2, softmax)
    }
}

const UPDATES: usize = 100;
const EPISODES_PER_UPDATE: usize = 16;
/// What a reward is worth a step earlier.
const DISCOUNT: f32 = 0.99;

fn main() -> Result<(), Error> {
    let mut random = Random(1);
    let mut policy = Policy::new(1);
    let mut workspace = TrainingWorkspace::new(1);
    let optimizer = Adam::new(0.01);

    for update in 1..=UPDATES {
        let mut steps = Vec::new();
        for _ in 0..EPISODES_PER_UPDATE {
            let start = steps.len();
            steps.extend(episode(&policy, &mut random, |[_, right], random| random.uniform() < right));
            discount(&mut steps[start..]);
        }
        normalize(&mut steps);

        // What was better than usual shall become more probable. The quantity to be made small is the mean of
        // `-advantage · ln p` over all steps, where `p` is the probability of what was done.
        let states: Vec<[f32; 4]> = steps.iter().map(|step| step.state).collect();
        let probabilities = workspace.forward(&policy, &states)?;
        let gradients: Vec<[f32; 2]> = steps
            .iter()
            .zip(probabilities)
            .map(|(step, probabilities)| {
                let mut gradient = [0.0; 2];
                let action = usize::from(step.right);
                gradient[action] = -step.advantage / (probabilities[action] * steps.len() as f32);
                gradient
            })
            .collect();
        workspace.backward(&policy, &gradients)?;
        workspace.update(&mut policy, &optimizer)?;

        if update % 10 == 0 {
            println!("update {update:>3}: {:>5.1} steps on average", steps.len() as f32 / EPISODES_PER_UPDATE as f32);
        }
    }

    let total: usize = (0..20).map(|_| episode(&policy, &mut random, |[left, right], _| right > left).len()).sum();
    println!("\n20 episodes with the more probable push: {} steps on average, of {LIMIT} at most", total as f32 / 20.0);
    Ok(())
}

/// A state, what was done in it, and how good that proved.
struct Step {
    state: [f32; 4],
    right: bool,
    advantage: f32,
}

/// Plays until the pole falls. `choose` says whether to push to the right.
fn episode(policy: &Policy, random: &mut Random, choose: impl Fn([f32; 2], &mut Random) -> bool) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut state = std::array::from_fn(|_| 0.1 * random.uniform() - 0.05);
    while steps.len() < LIMIT && balanced(state) {
        let right = choose(policy.predict(&state), random);
        steps.push(Step { state, right, advantage: 0.0 });
        state = push(state, right);
    }
    steps
}

/// Each step is worth its own reward of 1 and, discounted, all that came after it.
fn discount(episode: &mut [Step]) {
    let mut worth = 0.0;
    for step in episode.iter_mut().rev() {
        worth = 1.0 + DISCOUNT * worth;
        step.advantage = worth;
    }
}

/// The baseline: worth becomes an advantage over the mean, in standard deviations.
fn normalize(steps: &mut [Step]) {
    let count = steps.len() as f32;
    let mean = steps.iter().map(|step| step.advantage).sum::<f32>() / count;
    let variance = steps.iter().map(|step| (step.advantage - mean).powi(2)).sum::<f32>() / count;
    for step in steps {
        step.advantage = (step.advantage - mean) / (variance.sqrt() + 1e-6);
    }
}

/// An episode ends after this many steps at the latest.
const LIMIT: usize = 500;

/// Whether the pole stands (12 degrees) and the cart is on its track (2.4 m).
fn balanced([position, _, angle, _]: [f32; 4]) -> bool {
    position.abs() <= 2.4 && angle.abs() <= 12.0_f32.to_radians()
}

/// The cart and the pole a fiftieth of a second later (Barto, Sutton and Anderson, 1983). A state is the cart's
/// position and velocity, and the pole's angle and angular velocity.
fn push([position, velocity, angle, spin]: [f32; 4], right: bool) -> [f32; 4] {
    const GRAVITY: f32 = 9.8;
    const POLE_MASS: f32 = 0.1;
    const MASS: f32 = 1.0 + POLE_MASS;
    /// Half of the pole, in metres.
    const LENGTH: f32 = 0.5;
    const TIME: f32 = 0.02;

    let force = if right { 10.0 } else { -10.0 };
    let (sin, cos) = angle.sin_cos();
    let push = (force + POLE_MASS * LENGTH * spin * spin * sin) / MASS;
    let spin_change = (GRAVITY * sin - cos * push) / (LENGTH * (4.0 / 3.0 - POLE_MASS * cos * cos / MASS));
    let acceleration = push - POLE_MASS * LENGTH * spin_change * cos / MASS;
    [position + TIME * velocity, velocity + TIME * acceleration, angle + TIME * spin, spin + TIME * spin_change]
}

/// Random numbers: SplitMix64.
struct Random(u64);

impl Random {
    /// Uniform in `0.0..1.0`.
    fn uniform(&mut self) -> f32 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 40) as f32 / (1u64 << 24) as f32
    }
}
