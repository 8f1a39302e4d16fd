//! The form that all kinds of slips share: a list, one line a slip, that leads to its file.
//!
//! A slip's file holds all that is said about it. What a file lacks does not compile, and nothing
//! outside it names a single slip. Imports nothing; the lists stand in the rooms of their kinds.

/// Makes the modules of a kind of slips, the enum of their names, and what every kind can say of
/// its slips: `NAME`, `title` and `cure` of each file. The order of the lines is that of `ALL`.
macro_rules! slips {
    ($(#[$meta:meta])* $Kind:ident { $($Slip:ident $file:ident,)* }) => {
        $(mod $file;)*

        $(#[$meta])*
        #[non_exhaustive]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $Kind {
            $(#[doc = concat!("See `", stringify!($file), ".rs`.")] $Slip,)*
        }

        impl $Kind {
            /// Every slip, in the order of the list.
            pub const ALL: [Self; [$(stringify!($Slip)),*].len()] = [$(Self::$Slip),*];

            /// The stable English name, in lower case with dashes.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$Slip => $file::NAME,)* }
            }

            /// The slip of that name, or `None`.
            pub fn by_name(name: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|slip| slip.name() == name)
            }

            /// The mistake in a few words, without a full stop.
            pub const fn title(self, lang: $crate::lang::Lang) -> &'static str {
                match self { $(Self::$Slip => $file::title(lang),)* }
            }

            /// What to write instead.
            pub const fn cure(self, lang: $crate::lang::Lang) -> &'static str {
                match self { $(Self::$Slip => $file::cure(lang),)* }
            }
        }

        impl std::fmt::Display for $Kind {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }
    };
}
pub(super) use slips;
