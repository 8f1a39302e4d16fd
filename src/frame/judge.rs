//! Which rules of RFC 6455 sections 5.1 to 5.5 a header breaks. All of them, not the first.

use super::header::FrameHeader;
use crate::bits::Span;
use crate::finding::{
    ClientUnmasked, Finding, FragmentedControl, LengthTopBit, LongControl, MaskKeyReused,
    NonMinimalLength, OverLimit, ReservedBits, ReservedOpcode, ServerMasked, ZeroMask,
};
use crate::terms::{LengthField, MaskKey, Opcode, Role, Rsv};

/// The longest payload of a control frame in bytes (RFC 6455 section 5.5).
pub const MAX_CONTROL_PAYLOAD: u64 = 125;

/// What must be known beside the header to judge it.
#[derive(Clone, Copy, Debug)]
pub struct Circumstances {
    /// Who sent it, where that is known; a direction that was inferred from MASK is not.
    pub sender: Option<Role>,
    /// The RSV bits that an agreed extension uses in this frame.
    pub allowed_rsv: Rsv,
    /// Whether the opening handshake was seen; else a set RSV bit is only a note.
    pub opening_seen: bool,
    /// The longest payload in bytes that this reader takes.
    pub max_payload: u64,
    /// The mask key of the same sender's previous frame.
    pub previous_key: Option<MaskKey>,
}

/// Appends to `findings` every rule that `header` breaks; spans count from its first byte.
#[inline]
pub fn judge(header: &FrameHeader, beside: &Circumstances, findings: &mut Vec<Finding>) {
    reserved(header, beside, findings);
    control(header, findings);
    length(header, beside, findings);
    masking(header, beside, findings);
}

/// Appends to `findings` every rule that a header breaks of which only the first bytes are here: what
/// they show is judged, what is still to come is not.
pub fn judge_cut(held: &[u8], beside: &Circumstances, findings: &mut Vec<Finding>) {
    let Some(&byte0) = held.first() else { return };
    let byte1 = held.get(1).copied().unwrap_or_default();
    // The shortest header that begins so; its length, where that is cut, is judged below.
    let Ok((header, _)) = FrameHeader::read(&[byte0, byte1 & 0x80, 0, 0, 0, 1]) else { return };
    reserved(&header, beside, findings);
    control(&header, findings);
    if held.len() < 2 {
        return;
    }
    let (opcode, low) = (header.opcode, byte1 & 0x7f);
    if opcode.is_control() && low > 125 {
        let len = u64::from(low);
        findings.push(Finding::on_wire(LongControl { opcode, len }, BYTE_1));
    }
    if low == 127 && held.get(2).is_some_and(|high| high & 0x80 != 0) {
        let high = held.iter().skip(2).take(8).zip((0..8).rev());
        let len = high.map(|(byte, place)| u64::from(*byte) << (8 * place)).sum();
        findings.push(Finding::on_wire(LengthTopBit { len }, Span::new(1, held.len().min(10))));
    }
    match (beside.sender, byte1 & 0x80 != 0) {
        (Some(Role::Client), false) => {
            findings.push(Finding::on_wire(ClientUnmasked, BYTE_1));
        }
        (Some(Role::Server), true) => {
            findings.push(Finding::on_wire(ServerMasked, BYTE_1));
        }
        _ => {}
    }
}

/// Whether a frame may begin so: `bytes` hold a header, or what is here of one, that breaks no rule
/// of its own, whoever sends it. RSV bits count for as much as `allowed_rsv` admits.
pub fn may_begin_frame(bytes: &[u8], allowed_rsv: Rsv) -> bool {
    let beside = Circumstances {
        sender: None,
        allowed_rsv,
        opening_seen: true,
        max_payload: u64::MAX,
        previous_key: None,
    };
    let mut findings = Vec::new();
    match FrameHeader::read(bytes) {
        Ok((header, _)) => {
            reserved(&header, &beside, &mut findings);
            control(&header, &mut findings);
            length(&header, &beside, &mut findings);
        }
        Err(_) => judge_cut(bytes, &beside, &mut findings),
    }
    findings.is_empty()
}

/// Whether `header` begins a message of text or bytes and breaks no rule, as a look at its values
/// shows: then [`judge`] finds nothing. Any other header is for [`judge`] to say.
#[inline]
pub fn is_plainly_right(header: &FrameHeader, beside: &Circumstances) -> bool {
    let masking = match (header.mask_key, beside.sender) {
        (Some(_), Some(Role::Server)) | (None, Some(Role::Client)) => false,
        (Some(key), _) => key != [0; 4] && beside.previous_key != Some(key),
        (None, _) => true,
    };
    matches!(header.opcode, Opcode::TEXT | Opcode::BINARY)
        && header.rsv == Rsv::NONE
        && header.length.is_minimal()
        && header.payload_len() <= beside.max_payload
        && masking
}

const BYTE_0: Span = Span::new(0, 1);
const BYTE_1: Span = Span::new(1, 2);

fn reserved(header: &FrameHeader, beside: &Circumstances, findings: &mut Vec<Finding>) {
    let rsv = header.rsv.without(beside.allowed_rsv);
    if rsv != Rsv::NONE {
        let finding = Finding::on_wire(ReservedBits { rsv }, BYTE_0);
        findings.push(if beside.opening_seen { finding } else { finding.as_note() });
    }
    if header.opcode.is_reserved() {
        let fault = ReservedOpcode { opcode: header.opcode };
        findings.push(Finding::on_wire(fault, BYTE_0));
    }
}

fn control(header: &FrameHeader, findings: &mut Vec<Finding>) {
    let (opcode, len) = (header.opcode, header.payload_len());
    if !opcode.is_control() {
        return;
    }
    if len > MAX_CONTROL_PAYLOAD {
        findings.push(Finding::on_wire(LongControl { opcode, len }, length_place(header)));
    }
    if !header.fin {
        findings.push(Finding::on_wire(FragmentedControl { opcode }, BYTE_0));
    }
}

fn length(header: &FrameHeader, beside: &Circumstances, findings: &mut Vec<Finding>) {
    let (len, place) = (header.payload_len(), length_place(header));
    if !header.length.is_minimal() {
        let fault = NonMinimalLength { length: header.length };
        findings.push(Finding::on_wire(fault, place));
    }
    if matches!(header.length, LengthField::Bits64(len) if len >> 63 == 1) {
        findings.push(Finding::on_wire(LengthTopBit { len }, place));
    } else if len > beside.max_payload {
        let fault = OverLimit { len, limit: beside.max_payload };
        findings.push(Finding::on_wire(fault, place));
    }
}

fn masking(header: &FrameHeader, beside: &Circumstances, findings: &mut Vec<Finding>) {
    match (beside.sender, header.mask_key) {
        (Some(Role::Client), None) => {
            findings.push(Finding::on_wire(ClientUnmasked, BYTE_1));
        }
        (Some(Role::Server), Some(_)) => {
            findings.push(Finding::on_wire(ServerMasked, BYTE_1));
        }
        _ => {}
    }
    let Some(key) = header.mask_key else { return };
    let place = Span::new(header.header_len() - key.len(), header.header_len());
    if key == [0; 4] {
        findings.push(Finding::on_wire(ZeroMask, place));
    } else if beside.previous_key == Some(key) {
        findings.push(Finding::on_wire(MaskKeyReused { key }, place));
    }
}

/// Byte 1 and the extended length, if there is one.
fn length_place(header: &FrameHeader) -> Span {
    Span::new(BYTE_1.start, BYTE_1.end + header.length.extended_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    const BARE: Circumstances = Circumstances {
        sender: None,
        allowed_rsv: Rsv::NONE,
        opening_seen: false,
        max_payload: 1 << 26,
        previous_key: None,
    };

    fn codes(hex: &str, beside: &Circumstances) -> Vec<&'static str> {
        let bytes = hex::decode(hex).expect("the table holds hex");
        let (header, _) = FrameHeader::read(&bytes).expect("the table holds whole headers");
        let mut findings = Vec::new();
        judge(&header, beside, &mut findings);
        findings.iter().map(|finding| finding.fault.rule().code()).collect()
    }

    #[rstest]
    #[case::honest_text("8105", &[])]
    #[case::rsv1("c105", &["F03"])]
    #[case::reserved_opcode("8305", &["F04"])]
    #[case::ping_of_125("897d", &[])]
    #[case::ping_of_126("897e007e", &["F05"])]
    #[case::half_a_ping("0900", &["F06"])]
    #[case::short_length_in_16_bits("817e007d", &["F09"])]
    #[case::medium_length_in_64_bits("817f000000000000ffff", &["F09"])]
    #[case::top_bit("827f8000000000000000", &["F10"])]
    #[case::zero_mask("818500000000", &["F11"])]
    #[case::four_gibibytes("827f0000000100000000", &["F12"])]
    #[case::all_at_once("7bfe000100000000", &["F03", "F04", "F06", "F09", "F11"])]
    fn a_header_breaks_exactly_these_rules(#[case] hex: &str, #[case] expected: &[&str]) {
        assert_eq!(codes(hex, &BARE), expected);
    }

    #[test]
    fn masking_is_judged_only_where_the_sender_is_known() {
        let (masked, bare) = ("818137fa213d", "8101");
        let from = |role| Circumstances { sender: Some(role), ..BARE };
        assert_eq!(codes(masked, &from(Role::Client)), [""; 0]);
        assert_eq!(codes(bare, &from(Role::Client)), ["F07"]);
        assert_eq!(codes(masked, &from(Role::Server)), ["F08"]);
        assert_eq!(codes(bare, &from(Role::Server)), [""; 0]);
    }

    #[test]
    fn a_key_used_twice_in_a_row_is_a_warning_and_a_fresh_one_is_not() {
        let after = |key| Circumstances { previous_key: Some(key), ..BARE };
        assert_eq!(codes("818137fa213d", &after([0x37, 0xfa, 0x21, 0x3d])), ["F13"]);
        assert_eq!(codes("818137fa213d", &after([0x37, 0xfa, 0x21, 0x3e])), [""; 0]);
    }

    #[test]
    fn an_extension_that_was_agreed_may_use_its_bit() {
        let deflate = Circumstances { allowed_rsv: Rsv::RSV1, opening_seen: true, ..BARE };
        assert_eq!(codes("c105", &deflate), [""; 0]);
        assert_eq!(codes("e105", &deflate), ["F03"]);
    }

    #[test]
    fn the_place_of_a_length_fault_is_the_whole_length() {
        let header = FrameHeader::read(b"\x89\x7e\0\x7e").expect("a whole header").0;
        assert_eq!(length_place(&header), Span::new(1, 4));
    }

    /// Headers of which many are right, and many nearly so.
    fn header() -> impl Strategy<Value = FrameHeader> {
        let length = prop_oneof![
            any::<u8>().prop_map(|len| LengthField::Bits7(len & 0x7f)),
            (120u16..).prop_map(LengthField::Bits16),
            prop_oneof![65_530u64..65_540, any::<u64>()].prop_map(LengthField::Bits64),
        ];
        let rsv = prop_oneof![4 => Just(Rsv::NONE), 1 => (0u8..8).prop_map(Rsv)];
        let opcode = prop_oneof![3 => 0u8..3, 1 => 0u8..16].prop_map(Opcode);
        (any::<bool>(), rsv, opcode, length, key()).prop_map(
            |(fin, rsv, opcode, length, mask_key)| FrameHeader {
                fin,
                rsv,
                opcode,
                length,
                mask_key,
            },
        )
    }

    fn key() -> impl Strategy<Value = Option<MaskKey>> {
        prop_oneof![Just(None), Just(Some([0; 4])), (1u8..4).prop_map(|n| Some([n, 0, 0, 1]))]
    }

    proptest! {
        #[test]
        fn what_is_plainly_right_breaks_no_rule(
            header in header(),
            previous_key in key(),
            sender in prop_oneof![Just(None), Just(Some(Role::Client)), Just(Some(Role::Server))],
            max_payload in prop_oneof![100u64..200, Just(1 << 26)],
        ) {
            let beside = Circumstances { sender, max_payload, previous_key, ..BARE };
            let mut findings = Vec::new();
            judge(&header, &beside, &mut findings);
            let begins = matches!(header.opcode, Opcode::TEXT | Opcode::BINARY);
            prop_assert_eq!(is_plainly_right(&header, &beside), begins && findings.is_empty());
        }
    }
}
