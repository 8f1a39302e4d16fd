//! A cause that is told behind what it accounts for.

use super::{Lang, say};

/// The cause of the frame of that number.
pub fn of_frame(lang: Lang, number: u64, title: &str) -> String {
    say!(lang, "frame {number}: {title}", "第 {number} 帧：{title}")
}

/// That rows told before are none.
pub fn explains(lang: Lang, first: u64, last: u64) -> String {
    if first == last {
        return say!(
            lang,
            "what was shown as frame {first} is part of it; the numbers go on from there",
            "上面显示的第 {first} 帧属于该帧的内容，编号由此接续"
        );
    }
    say!(
        lang,
        "what was shown as frames {first} to {last} is part of it; the numbers go on from there",
        "上面显示的第 {first} 至 {last} 帧属于该帧的内容，编号由此接续"
    )
}
