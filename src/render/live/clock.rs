//! The time of day, made anew only when the second changes.

use jiff::Timestamp;
use jiff::tz::TimeZone;

const SECOND: u64 = 1_000_000_000;

/// A clock that shows the time of day in a zone.
#[derive(Debug)]
pub(super) struct Clock {
    zone: TimeZone,
    /// The second since 1970 that `text` tells.
    second: Option<u64>,
    /// `15:04:05.120`.
    text: [u8; 12],
}

impl Clock {
    pub(super) const fn new(zone: TimeZone) -> Self {
        Self { zone, second: None, text: *b"00:00:00.000" }
    }

    /// The time of day with milliseconds; `at` is nanoseconds since 1970.
    pub(super) fn time_of_day(&mut self, at: u64) -> [u8; 12] {
        let second = at / SECOND;
        if self.second != Some(second) {
            self.second = Some(second);
            let time =
                Timestamp::from_second(second.cast_signed()).unwrap_or(Timestamp::UNIX_EPOCH);
            let time = self.zone.to_datetime(time);
            let digits = |number: i8| two_digits(number.unsigned_abs());
            let ([a, b], [c, d], [e, f]) =
                (digits(time.hour()), digits(time.minute()), digits(time.second()));
            self.text = [a, b, b':', c, d, b':', e, f, b'.', b'0', b'0', b'0'];
        }
        let millis = (at % SECOND / 1_000_000) as u16;
        let digit = |number: u16| b'0' + (number % 10) as u8;
        let [.., x, y, z] = &mut self.text;
        (*x, *y, *z) = (digit(millis / 100), digit(millis / 10), digit(millis));
        self.text
    }
}

const fn two_digits(number: u8) -> [u8; 2] {
    [b'0' + number / 10 % 10, b'0' + number % 10]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_is_that_of_the_zone_and_goes_on_within_a_second_and_past_midnight() {
        let mut clock = Clock::new(jiff::tz::offset(8).to_time_zone());
        // 2023-11-14 22:13:20 UTC.
        let at = 1_700_000_000 * SECOND;
        assert_eq!(&clock.time_of_day(at + 7_999_999), b"06:13:20.007");
        assert_eq!(&clock.time_of_day(at + 999_000_000), b"06:13:20.999");
        assert_eq!(&clock.time_of_day(at + 18 * 3600 * SECOND), b"00:13:20.000");
    }
}
