//! The scale on which evidence is weighed, in bits. The slips in frames use it; it knows none of them.
//!
//! A bit is a factor of two: how much oftener what is there would stand there if the mistake was made
//! than if bytes had come by chance. A hypothesis **gains**
//!
//! - for text that reads as text under it, and not without it ([`Bits::text`]): 2 to 3 a small letter or
//!   space, 7 a common Chinese character, less for what is rarer; printable noise gains next to nothing;
//! - for a boundary that it puts on a sound frame ([`Bits::LANDS`]), and the text of that frame; for
//!   one that it puts on the very end ([`Bits::ENDS`]);
//! - for bytes that equal what was computed or is known ([`Bits::equal`]): 8 each;
//! - for a broken rule that it explains ([`Bits::BROKEN`]), once.
//!
//! It **spends** for each choice that it is free to make ([`Bits::choice`]), and whatever it calls no
//! news gains nothing. [`leading`] then decides: nothing is claimed below [`Bits::ENOUGH`]; a claim
//! that ends a frame elsewhere than its header says needs [`Bits::ENOUGH_TO_MOVE`]; and of claims that
//! exclude each other one leads by [`Bits::LEAD`], or none is made.

use std::iter::Sum;
use std::ops::{Add, Mul, Sub};
use std::sync::LazyLock;

/// An amount of evidence. Halves of bits are told apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bits {
    halves: i32,
}

impl Bits {
    /// A boundary on a sound frame: its reserved bits, opcode and length are legal.
    pub(super) const LANDS: Self = Self::of(6);
    /// A boundary on the end of the input.
    pub(super) const ENDS: Self = Self::of(8);
    /// A rule that is broken as the hypothesis would break it.
    pub(super) const BROKEN: Self = Self::of(8);
    /// What a claim needs.
    pub(super) const ENOUGH: Self = Self::of(20);
    /// What a claim needs that ends a frame elsewhere than its header says.
    pub(super) const ENOUGH_TO_MOVE: Self = Self::of(28);
    /// By how much one of several claims must lead.
    pub(super) const LEAD: Self = Self::of(8);

    /// So many bits.
    pub(super) const fn of(bits: i32) -> Self {
        Self { halves: bits.saturating_mul(2) }
    }

    /// So many bytes that equal what was computed or is known.
    pub(super) fn equal(bytes: usize) -> Self {
        Self::of(8) * bytes
    }

    /// What one of `of` possibilities, freely chosen, costs.
    pub(super) const fn choice(of: u32) -> Self {
        Self { halves: 2 * of.next_power_of_two().ilog2() as i32 }
    }

    /// The whole bits.
    pub const fn whole(self) -> i32 {
        self.halves / 2
    }

    /// How much a text speaks against chance: as a text of words, or as any printable one, which is a
    /// choice and costs 3 bits.
    pub(super) fn text(text: &str) -> Self {
        let words = text.chars().map(half_bits).fold(0, i32::saturating_add);
        let ascii = i32::try_from(text.bytes().filter(u8::is_ascii).count()).unwrap_or(i32::MAX);
        let others = text.chars().filter(|c| !c.is_ascii()).map(half_bits);
        let printable = others.fold(ascii.saturating_mul(5) / 2 - 6, i32::saturating_add);
        Self { halves: words.max(printable) }
    }
}

/// How much a character speaks for text and against random bytes, in half bits: twice the binary
/// logarithm of how much oftener it stands in the one than in the other.
fn half_bits(c: char) -> i32 {
    match c {
        ' ' | 'a' | 'e' | 'h' | 'i' | 'n' | 'o' | 'r' | 's' | 't' => 6,
        'j' | 'q' | 'x' | 'z' => 0,
        'b' | 'k' | 'v' => 4,
        'a'..='z' => 5,
        '0'..='9' => 1,
        'A'..='Z' => -2,
        ',' | '.' | '!' | '?' | '\'' | '"' | ':' | '{' | '}' | '[' | ']' | '-' | '_' | '/' => 0,
        '\0'..='\u{7f}' => -3,
        '\u{80}'..='\u{52f}' => 7,
        '\u{4e00}'..='\u{9fff}' if !is_common_chinese(c) => 7,
        '\u{2010}'..='\u{203a}' | '\u{3000}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' => 14,
        '\u{ac00}'..='\u{d7a3}' | '\u{ff01}'..='\u{ff5e}' => 12,
        '\u{1f300}'..='\u{1faff}' => 20,
        _ => 3,
    }
}

/// The commonest characters of Chinese: two thirds of any text, an eighth of random pairs.
const CHINESE: &str = "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过\
    发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实\
    日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被\
    利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各\
    入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许\
    统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死\
    张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运笔钱吃喝您吗呢吧谢请错快乐爱朋友字符串测试消息发送服\
    漂亮端客户网络连接错误密码登录聊天气早晚上海京州云帝未半崩殂臣亡忠志内姓李张陈刘周吴，。！？：；、（）《》“”　０１２３４５６７８９";

/// Whether a character is one of the commonest of Chinese.
pub(super) fn is_common_chinese(c: char) -> bool {
    static SORTED: LazyLock<Vec<char>> = LazyLock::new(|| {
        let mut all: Vec<char> = CHINESE.chars().collect();
        all.sort_unstable();
        all
    });
    SORTED.binary_search(&c).is_ok()
}

/// Whether the ASCII characters of a text are in the main letters and spaces, as people write: so
/// many half bits a character at least.
pub(super) fn ascii_reads_well(text: &str, half_bits_each: f32) -> bool {
    let ascii = || text.chars().filter(char::is_ascii);
    let sum = ascii().map(half_bits).fold(0, i32::saturating_add);
    sum as f32 >= half_bits_each * ascii().count() as f32
}

/// The claim that leads the others, of which `weigh` says the bits and whether it moves a boundary.
/// `None` where none is proven, or none leads.
pub(super) fn leading<T>(claims: Vec<T>, weigh: impl Fn(&T) -> (Bits, bool)) -> Option<T> {
    let mut ranked: Vec<(Bits, T)> =
        claims.into_iter().map(|claim| (weigh(&claim).0, claim)).collect();
    ranked.sort_by_key(|(bits, _)| std::cmp::Reverse(*bits));
    let mut ranked = ranked.into_iter();
    let (best, claim) = ranked.next()?;
    let leads = ranked.next().is_none_or(|(second, _)| best >= second + Bits::LEAD);
    (leads && is_proven(weigh(&claim))).then_some(claim)
}

/// Whether so many bits are enough, for a claim that moves a boundary or does not.
pub(super) fn is_proven((bits, moves): (Bits, bool)) -> bool {
    bits >= if moves { Bits::ENOUGH_TO_MOVE } else { Bits::ENOUGH }
}

impl Add for Bits {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { halves: self.halves.saturating_add(other.halves) }
    }
}

impl Sub for Bits {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self { halves: self.halves.saturating_sub(other.halves) }
    }
}

impl Mul<usize> for Bits {
    type Output = Self;

    fn mul(self, times: usize) -> Self {
        let times = i32::try_from(times).unwrap_or(i32::MAX);
        Self { halves: self.halves.saturating_mul(times) }
    }
}

impl Sum for Bits {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn led(claims: &[(i32, bool)]) -> Option<i32> {
        let claims = claims.to_vec();
        leading(claims, |(bits, moves)| (Bits::of(*bits), *moves)).map(|(bits, _)| bits)
    }

    #[test]
    fn a_claim_needs_twenty_bits_and_twenty_eight_to_move_a_boundary() {
        assert_eq!((led(&[(19, false)]), led(&[(20, false)])), (None, Some(20)));
        assert_eq!((led(&[(27, true)]), led(&[(28, true)])), (None, Some(28)));
    }

    #[test]
    fn one_of_several_leads_by_eight_bits_or_none_is_made() {
        assert_eq!(led(&[(23, false), (30, false)]), None);
        assert_eq!(led(&[(23, false), (31, false)]), Some(31));
        // What is not proven itself casts doubt on the others.
        assert_eq!(led(&[(15, false), (22, false)]), None);
        assert_eq!(led(&[]), None);
    }

    #[test]
    fn words_weigh_more_than_what_is_only_printable() {
        assert_eq!(Bits::text("hello"), Bits { halves: 28 });
        assert!(Bits::text("hello") >= Bits::text("x7$Q)") + Bits::LEAD);
        assert!(Bits::text("你好") >= Bits::text("hello"));
    }

    #[test]
    fn a_choice_costs_the_logarithm_of_the_possibilities() {
        assert_eq!(Bits::choice(1), Bits::default());
        assert_eq!(Bits::choice(2), Bits::of(1));
        assert_eq!(Bits::choice(5), Bits::of(3));
    }
}
