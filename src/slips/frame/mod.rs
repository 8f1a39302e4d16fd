//! Slips of those who write frames: one file per slip, forward (`apply`) and back (`explains`).
//!
//! [`FrameSlip`] names them, [`Suspect`] is a frame under suspicion, [`explain`] asks every slip
//! about it, a [`Claim`] is what a slip answers. Reading is linear in what is there, allocates no
//! more than a copy of it, and trusts no number in it.

mod evidence;
mod looks;
mod masking;
mod reading;
mod recipe;
mod slip;
mod suspect;

mod characters_counted;
mod client_does_not_mask;
mod close_code_as_text;
mod close_code_four_bytes;
mod close_code_little_endian;
mod close_reason_without_code;
mod extended_length_in_payload;
mod fin_forgotten;
mod first_key_byte_only;
mod frame_as_hex;
mod frame_as_literal;
mod framed_twice;
mod frames_taken_for_one;
mod gbk_text;
mod header_as_utf8;
mod http_text;
mod js_shift_wrap;
mod latin1_text;
mod length_254;
mod length_counts_header;
mod length_counts_key;
mod little_endian_length;
mod long_form;
mod mask_bit_forgotten;
mod mask_index_from_frame_start;
mod mask_index_not_restarted;
mod mask_key_in_payload;
mod mask_key_reversed;
mod masked_bytes_as_text;
mod opcode_as_digits;
mod opcode_repeated;
mod payload_not_masked;
mod server_masks;
mod tls_bytes;
mod utf16_text;
mod utf16_units_counted;

pub use evidence::{Claim, Evidence};
pub use looks::may_be_slip;
pub use recipe::{Recipe, Unsuited};
pub use slip::FrameSlip;
pub use suspect::{Earlier, Suspect};

/// What may have gone wrong in the sender's code: nothing or one claim, as a rule.
///
/// What fits two hypotheses is claimed by neither. Slips that say little more than the rule that
/// is broken are heard only where no other slip explains more; of those, two may be true at once.
pub fn explain(suspect: &Suspect<'_>) -> Vec<Claim> {
    let heard = |general: bool| -> Vec<Claim> {
        let slips = FrameSlip::ALL.into_iter().filter(|slip| slip.is_general() == general);
        slips.filter_map(|slip| slip.explains(suspect)).collect()
    };
    match heard(false) {
        special if special.len() == 1 => special,
        special if special.is_empty() => heard(true),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod honest;
#[cfg(test)]
mod tests;
