//! Gaps.
