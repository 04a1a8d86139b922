//! The one place that asks the CPU what it can do.
//!
//! An [`Isa`] value is a proof: it exists only where the instructions it stands for do. It is found once, at the
//! outermost call ([`dispatch`]), and goes through all kernels as a type parameter, so that a whole pass over a network
//! is one region compiled for those instructions.
#![allow(unsafe_code, reason = "the calls into functions compiled for detected instructions")]

use crate::kernels::Kernels;
use crate::simd::{Simd, lanes};

/// A set of vector instructions that the running CPU has.
#[doc(hidden)]
pub trait Isa: Copy + Send + Sync + 'static + Simd<f32> + Simd<f64> + Kernels<f32> + Kernels<f64> {
    /// What `DENSE_ISA` calls it.
    const NAME: &'static str;

    /// Whether a multiplication and an addition are one instruction, with one rounding.
    const FUSES: bool;

    /// Runs `op` in a function compiled for these instructions.
    fn run<O: Op>(self, op: O) -> O::Output;
}

/// Work that is compiled once for each [`Isa`].
#[doc(hidden)]
pub trait Op {
    /// What it gives.
    type Output;
    /// Does the work. Implementations are `#[inline(always)]`, or they would not become part of the region.
    fn run<I: Isa>(self, isa: I) -> Self::Output;
}

/// Runs `op` with the best instructions this CPU has.
#[inline(always)]
pub(crate) fn dispatch<O: Op>(op: O) -> O::Output {
    #[cfg(feature = "std")]
    match detect::detected() {
        #[cfg(target_arch = "x86_64")]
        detect::Detected::Avx512(isa) => return isa.run(op),
        #[cfg(target_arch = "x86_64")]
        detect::Detected::Avx2(isa) => return isa.run(op),
        #[cfg(target_arch = "aarch64")]
        detect::Detected::Neon(isa) => return isa.run(op),
        detect::Detected::Portable => {}
    }
    Portable.run(op)
}

/// Runs `op` with vectors of at most 32 bytes: for loops that move numbers about, or are not in the way of many. Wider vectors would gain
/// them little, and yet all who build this crate would wait for the code.
#[inline(always)]
pub(crate) fn dispatch_narrow<O: Op>(op: O) -> O::Output {
    #[cfg(all(feature = "std", target_arch = "x86_64"))]
    match detect::detected() {
        detect::Detected::Avx512(isa) => isa.narrow().run(op),
        detect::Detected::Avx2(isa) => isa.run(op),
        detect::Detected::Portable => Portable.run(op),
    }
    #[cfg(not(all(feature = "std", target_arch = "x86_64")))]
    dispatch(op)
}

/// The instructions in use: `"avx512"`, `"avx2"`, `"neon"` or `"portable"`.
///
/// The environment variable `DENSE_ISA`, read once, chooses a lesser one.
#[cfg(feature = "std")]
pub fn isa() -> &'static str {
    struct Name;
    impl Op for Name {
        type Output = &'static str;
        fn run<I: Isa>(self, _: I) -> &'static str {
            I::NAME
        }
    }
    dispatch(Name)
}

/// Plain Rust for any CPU: no fused multiply-add, which would be a function call here.
#[derive(Clone, Copy)]
pub(crate) struct Portable;

impl Isa for Portable {
    const NAME: &'static str = "portable";
    const FUSES: bool = false;

    #[inline(always)]
    fn run<O: Op>(self, op: O) -> O::Output {
        op.run(self)
    }
}

lanes!(Portable, f32, lanes: 4, sums: 8, width: 2, |a, b, c| a * b + c);
lanes!(Portable, f64, lanes: 2, sums: 8, width: 2, |a, b, c| a * b + c);

/// Defines a token that stands for what [`detect`] saw, and the function compiled for it. The features that are enabled and
/// those that are tested are one list, so that they cannot drift apart.
#[cfg(feature = "std")]
macro_rules! isa {
    ($(#[$doc:meta])* $token:ident, $name:literal, $detected:ident, [$($feature:tt),*]) => {
        $(#[$doc])*
        #[derive(Clone, Copy)]
        pub(crate) struct $token {
            _proof: (),
        }

        impl $token {
            /// The token, if the CPU has the instructions.
            pub(crate) fn detect() -> Option<Self> {
                ($(std::arch::$detected!($feature))&&*).then_some($token { _proof: () })
            }
        }

        impl Isa for $token {
            const NAME: &'static str = $name;
            const FUSES: bool = true;

            #[inline(always)]
            fn run<O: Op>(self, op: O) -> O::Output {
                $(#[target_feature(enable = $feature)])*
                fn region<O: Op>(isa: $token, op: O) -> O::Output {
                    op.run(isa)
                }
                // SAFETY: the token is made only where `detect` saw that the CPU has these features.
                unsafe { region(self, op) }
            }
        }
    };
}

#[cfg(all(feature = "std", target_arch = "x86_64"))]
isa! {
    /// AVX-512 with the parts that every such CPU since Skylake has.
    Avx512, "avx512", is_x86_feature_detected, ["avx512f", "avx512vl", "avx512dq", "avx512bw", "avx2", "fma"]
}

#[cfg(all(feature = "std", target_arch = "x86_64"))]
impl Avx512 {
    /// The instructions for vectors of half the size. Those are among the ones that were detected.
    fn narrow(self) -> Avx2 {
        Avx2 { _proof: () }
    }
}

#[cfg(all(feature = "std", target_arch = "x86_64"))]
isa! {
    /// AVX2 with fused multiply-add.
    Avx2, "avx2", is_x86_feature_detected, ["avx2", "fma"]
}

#[cfg(all(feature = "std", target_arch = "aarch64"))]
isa! {
    /// Arm's NEON, which fuses multiply and add.
    Neon, "neon", is_aarch64_feature_detected, ["neon"]
}

#[cfg(all(feature = "std", target_arch = "aarch64"))]
lanes!(Neon, f32, lanes: 4, sums: 16, width: 4, |a, b, c| a.mul_add(b, c));
#[cfg(all(feature = "std", target_arch = "aarch64"))]
lanes!(Neon, f64, lanes: 2, sums: 16, width: 4, |a, b, c| a.mul_add(b, c));

#[cfg(feature = "std")]
mod detect {
    //! Detection, once per process.
    use std::sync::OnceLock;

    /// The best of what the CPU has and `DENSE_ISA` allows.
    #[derive(Clone, Copy)]
    pub(super) enum Detected {
        #[cfg(target_arch = "x86_64")]
        Avx512(super::Avx512),
        #[cfg(target_arch = "x86_64")]
        Avx2(super::Avx2),
        #[cfg(target_arch = "aarch64")]
        Neon(super::Neon),
        Portable,
    }

    #[inline(always)]
    pub(super) fn detected() -> Detected {
        static DETECTED: OnceLock<Detected> = OnceLock::new();
        *DETECTED.get_or_init(detect)
    }

    #[cold]
    fn detect() -> Detected {
        let wanted = std::env::var("DENSE_ISA").ok();
        let allowed = |name: &str| match wanted.as_deref() {
            Some("portable") => false,
            Some("avx2") => name != "avx512",
            _ => true,
        };
        #[cfg(target_arch = "x86_64")]
        {
            if let Some(isa) = super::Avx512::detect().filter(|_| allowed("avx512")) {
                return Detected::Avx512(isa);
            }
            if let Some(isa) = super::Avx2::detect().filter(|_| allowed("avx2")) {
                return Detected::Avx2(isa);
            }
        }
        #[cfg(target_arch = "aarch64")]
        if let Some(isa) = super::Neon::detect().filter(|_| allowed("neon")) {
            return Detected::Neon(isa);
        }
        let _ = allowed;
        Detected::Portable
    }
}
