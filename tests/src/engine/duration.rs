//! Durations as settings write them: `90s`, `15m`, `24h`, `7d`, `250ms`.

use std::time::Duration;

/// The duration of a text, if it is one.
pub(crate) fn parse_duration(text: &str) -> Option<Duration> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = text.split_at(digits);
    let unit_millis = match unit {
        "ms" => 1,
        "s" => 1_000,
        "m" => 60_000,
        "h" => 3_600_000,
        "d" => 86_400_000,
        _ => return None,
    };
    number.parse::<u64>().ok()?.checked_mul(unit_millis).map(Duration::from_millis)
}

/// How far a clock moves: a duration, backwards with `-` before it. In milliseconds.
pub(super) fn parse_shift(text: &str) -> Option<i64> {
    let (sign, length) = text.strip_prefix('-').map_or((1, text), |length| (-1, length));
    Some(sign * i64::try_from(parse_duration(length)?.as_millis()).ok()?)
}
