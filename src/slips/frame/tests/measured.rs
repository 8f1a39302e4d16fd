//! What is claimed wrongly, measured on seeded bytes: honest texts in ten languages, random binaries,
//! other encodings, damaged streams. `MEASURE=full` takes the full numbers, which docs/testing.md states.

use super::super::{Claim, Recipe};
use super::claims_from;
use crate::terms::{MaskKey, Opcode, Role};
use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, KOI8_R, MACINTOSH, SHIFT_JIS, WINDOWS_1251};

/// Words of the ten most spoken languages, and what stands between two of them.
const LANGUAGES: [(&str, &str, &str); 10] = [
    (
        "English",
        "the quick message was sent to all of our friends in London today please answer soon",
        " ",
    ),
    ("Mandarin", "今天 天气 很 不错 我们 一起 去 公园 吧 消息 已经 发送 给 朋友 请 回答", ""),
    ("Hindi", "नमस्ते आज मौसम बहुत अच्छा है हम पार्क में मिलते हैं कृपया उत्तर दें संदेश", " "),
    (
        "Spanish",
        "mañana el niño está en la playa con su tía ¿dónde vives tú? mensaje según señor",
        " ",
    ),
    ("Arabic", "مرحبا اليوم الطقس جميل جدا نلتقي في الحديقة من فضلك أجب على الرسالة", " "),
    (
        "French",
        "aujourd'hui l'été à Paris crème brûlée déjà vu être où ça s'il vous plaît réponse",
        " ",
    ),
    ("Bengali", "আজ আবহাওয়া খুব সুন্দর আমরা পার্কে দেখা করব দয়া করে উত্তর দিন বার্তা", " "),
    (
        "Portuguese",
        "amanhã não há lição você está em São Paulo coração informação até já obrigado",
        " ",
    ),
    (
        "Russian",
        "привет сегодня хорошая погода встретимся в парке пожалуйста ответьте на сообщение",
        " ",
    ),
    ("Urdu", "سلام آج موسم بہت اچھا ہے ہم پارک میں ملتے ہیں براہ کرم جواب دیں پیغام", " "),
];

/// Texts whose bytes in that encoding are no UTF-8, and no text of a slip either.
const ENCODED: [(&Encoding, &str); 7] = [
    (
        EUC_KR,
        "안녕하세요 오늘 날씨가 정말 좋네요 우리는 공원에서 만나기로 했습니다 메시지를 보냈어요",
    ),
    (KOI8_R, "привет сегодня хорошая погода встретимся в парке пожалуйста ответьте на сообщение"),
    (WINDOWS_1251, "привет сегодня хорошая погода встретимся в парке пожалуйста ответьте"),
    (SHIFT_JIS, "今日は とても いい天気 ですね 公園で 会いましょう メッセージを 送りました"),
    (EUC_JP, "今日は とても いい天気 ですね 公園で 会いましょう メッセージを 送りました"),
    (BIG5, "今天 天氣 很好 我們 一起 去 公園 訊息 已經 傳送 給 朋友 請 回答"),
    (MACINTOSH, "crème brûlée déjà vu à Paris où l'été est très chaud mañana el niño señor"),
];

/// Numbers that are always the same (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % end.max(1)
    }

    fn byte(&mut self) -> u8 {
        self.below(256) as u8
    }

    fn sentence(&mut self, words: &str, between: &str, most: usize) -> String {
        let words: Vec<&str> = words.split(' ').collect();
        let count = 1 + self.below(most);
        (0..count).map(|_| words[self.below(words.len())]).collect::<Vec<_>>().join(between)
    }

    fn text(&mut self) -> String {
        let (_, words, between) = LANGUAGES[self.below(LANGUAGES.len())];
        let most = if self.below(8) == 0 { 60 } else { 12 };
        let text = self.sentence(words, between, most);
        if self.below(4) == 0 { format!("{{\"from\":\"a\",\"text\":\"{text}\"}}") } else { text }
    }

    fn key(&mut self) -> MaskKey {
        std::array::from_fn(|_| self.byte())
    }

    fn recipe(&mut self, payload: Vec<u8>, opcode: Opcode) -> Recipe {
        let sender = if self.below(2) == 0 { Role::Client } else { Role::Server };
        Recipe {
            key: self.key(),
            opcode,
            ..Recipe::from_server("").carrying(payload).sent_by(sender)
        }
    }

    /// Honest frames of one sender: texts, binaries, pings, fragments.
    fn stream(&mut self) -> (Vec<u8>, Role) {
        let sender = if self.below(2) == 0 { Role::Client } else { Role::Server };
        let count = 3 + self.below(6);
        let mut out = Vec::new();
        for _ in 0..count {
            let (payload, opcode) = match self.below(8) {
                0 => ((0..self.below(200)).map(|_| self.byte()).collect(), Opcode::BINARY),
                1 => ((0..self.below(20)).map(|_| self.byte()).collect(), Opcode::PING),
                _ => (self.text().into_bytes(), Opcode::TEXT),
            };
            out.extend(Recipe { sender, ..self.recipe(payload, opcode) }.frame());
        }
        (out, sender)
    }
}

fn times(full: usize, quick: usize) -> usize {
    if std::env::var("MEASURE").as_deref() == Ok("full") { full } else { quick }
}

fn named(claims: &[Claim]) -> Vec<(&'static str, i32)> {
    claims.iter().map(|claim| (claim.evidence.slip().name(), claim.bits.whole())).collect()
}

#[test]
fn honest_texts_in_ten_languages_and_random_binaries_are_not_claimed() {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    for _ in 0..times(10_000, 2_000) {
        let text = dice.text().into_bytes();
        let noise = (0..dice.below(300)).map(|_| dice.byte()).collect();
        for (payload, opcode) in [(text, Opcode::TEXT), (noise, Opcode::BINARY)] {
            let recipe = dice.recipe(payload, opcode);
            let wire = recipe.frame();
            for from in [None, Some(recipe.sender)] {
                let found = claims_from(&wire, from).concat();
                assert_eq!(named(&found), [], "{}", hex::encode(&wire));
            }
        }
    }
}

#[test]
fn text_in_another_encoding_is_claimed_for_none_that_it_is_not() {
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    let (mut wrong, mut all) = (Vec::new(), 0);
    for _ in 0..times(2_000, 400) {
        for (encoding, words) in ENCODED {
            let text = dice.sentence(words, " ", 10);
            let (bytes, _, _) = encoding.encode(&text);
            let wire = dice.recipe(bytes.into_owned(), Opcode::TEXT).frame();
            let found = claims_from(&wire, None).concat();
            all += 1;
            wrong.extend(named(&found).first().map(|it| (encoding.name(), *it, text)));
        }
    }
    println!("{} of {all} texts in other encodings are claimed wrongly", wrong.len());
    assert!(
        wrong.len() * 500 <= all,
        "{} of {all}: {:?}",
        wrong.len(),
        &wrong[..wrong.len().min(20)]
    );
}

/// Damages a stream in one place: a bit flips, bytes are missing, bytes are put in.
fn damage(dice: &mut Dice, wire: &mut Vec<u8>) {
    let at = dice.below(wire.len());
    match dice.below(3) {
        0 => wire[at] ^= 1 << dice.below(8),
        1 => {
            let end = (at + 1 + dice.below(12)).min(wire.len());
            wire.drain(at..end);
        }
        _ => {
            let noise: Vec<u8> = (0..1 + dice.below(8)).map(|_| dice.byte()).collect();
            wire.splice(at..at, noise);
        }
    }
}

#[test]
fn in_damaged_streams_hardly_any_slip_is_claimed() {
    let mut dice = Dice(0x6a09_e667_f3bc_c908);
    let (mut claimed, all) = (Vec::new(), times(10_000, 500));
    for _ in 0..all {
        let (mut wire, sender) = dice.stream();
        damage(&mut dice, &mut wire);
        let from = (dice.below(2) == 0).then_some(sender);
        let found = claims_from(&wire, from).concat();
        if !found.is_empty() {
            claimed.push(named(&found));
        }
    }
    let mut by_name = std::collections::BTreeMap::new();
    for (name, _) in claimed.iter().flatten() {
        *by_name.entry(*name).or_insert(0) += 1;
    }
    println!("{} of {all} damaged streams are claimed: {by_name:?}", claimed.len());
    assert!(claimed.len() * 100 <= all, "{} of {all}: {by_name:?}", claimed.len());
}
