//! What is special about a slip, apart from its mistake: how much it says, to whom it shows.

use crate::terms::Role;

/// What is special about a slip.
#[derive(Clone, Copy, Debug)]
pub(super) struct Marks {
    /// Whether it says little more than the rule that is broken.
    pub general: bool,
    /// The sender that a reader must know for it to show.
    pub only_from: Option<Role>,
    /// What an honest sender would have sent instead.
    pub honest: Honest,
    /// Whether it is about bytes between two frames, so that it moves the boundary of none.
    pub between: bool,
}

/// What an honest sender would have sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Honest {
    /// The frame of the recipe.
    Frame,
    /// That frame, and the same once more, with a fresh key where it is masked.
    TwoFrames,
    /// The message in two fragments.
    TwoFragments,
    /// The message in two fragments, and the same once more in one frame.
    FragmentsAndFrame,
}

impl Marks {
    /// A slip that explains more than the rule that is broken.
    pub const SPECIAL: Self =
        Self { general: false, only_from: None, honest: Honest::Frame, between: false };

    /// A slip that is heard only where no other explains more.
    pub const GENERAL: Self = Self { general: true, ..Self::SPECIAL };

    /// It shows only to a reader who knows that this end sent it.
    pub const fn only_from(self, role: Role) -> Self {
        Self { only_from: Some(role), ..self }
    }

    /// It is about bytes between frames.
    pub const fn between_frames(self) -> Self {
        Self { between: true, ..self }
    }

    /// It takes more than one frame to show.
    pub const fn instead_of(self, honest: Honest) -> Self {
        Self { honest, ..self }
    }
}
