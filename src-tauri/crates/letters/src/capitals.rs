//! Amounts in the capital numerals that Chinese papers write beside the digits
//! (人民币大写): 壹贰叁, so that no digit can be added.

use domain::Money;

const DIGITS: [&str; 10] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];
const PLACES: [&str; 4] = ["", "拾", "佰", "仟"];
const GROUPS: [&str; 5] = ["", "万", "亿", "万亿", "亿亿"];

/// An amount in capitals: 1 006.50 is 壹仟零陆元伍角整. A negative amount begins
/// with 负.
pub fn capitals(amount: Money) -> String {
    let text = amount.to_string();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => ("负", rest),
        None => ("", text.as_str()),
    };
    let (whole, fen) = digits.split_once('.').unwrap_or((digits, "00"));
    let whole: Vec<usize> = whole.chars().filter_map(digit).collect();
    let fen: Vec<usize> = fen.chars().filter_map(digit).collect();
    let (jiao, fen) = match fen.as_slice() {
        [jiao, fen, ..] => (*jiao, *fen),
        _ => (0, 0),
    };
    let yuan = yuan(&whole);
    let mut out = String::from(sign);
    if !yuan.is_empty() {
        out.push_str(&yuan);
        out.push('元');
    }
    match (jiao, fen) {
        (0, 0) if yuan.is_empty() => out.push_str("零元整"),
        (0, 0) => out.push('整'),
        (0, fen) => {
            if !yuan.is_empty() {
                out.push_str(DIGITS[0]);
            }
            out.push_str(DIGITS[fen]);
            out.push('分');
        }
        (jiao, 0) => {
            out.push_str(DIGITS[jiao]);
            out.push_str("角整");
        }
        (jiao, fen) => {
            out.push_str(DIGITS[jiao]);
            out.push('角');
            out.push_str(DIGITS[fen]);
            out.push('分');
        }
    }
    out
}

fn digit(c: char) -> Option<usize> {
    c.to_digit(10).and_then(|digit| usize::try_from(digit).ok())
}

/// The whole yuan; empty for none. Zeros between digits are said once, zeros at
/// the end of a group not at all.
fn yuan(digits: &[usize]) -> String {
    let mut out = String::new();
    let mut gap = false;
    let count = digits.len();
    let mut said_in_group = false;
    for (at, digit) in digits.iter().enumerate() {
        let place = count - 1 - at;
        if *digit == 0 {
            gap = !out.is_empty();
        } else {
            if gap {
                out.push_str(DIGITS[0]);
                gap = false;
            }
            out.push_str(DIGITS[*digit]);
            out.push_str(PLACES[place % 4]);
            said_in_group = true;
        }
        if place.is_multiple_of(4) && place > 0 {
            if said_in_group {
                out.push_str(GROUPS.get(place / 4).copied().unwrap_or_default());
            }
            said_in_group = false;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_as_on_a_cheque() {
        for (amount, said) in [
            ("0", "零元整"),
            ("0.05", "伍分"),
            ("0.50", "伍角整"),
            ("1", "壹元整"),
            ("10", "壹拾元整"),
            ("1006.50", "壹仟零陆元伍角整"),
            ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
            ("107000.53", "壹拾万零柒仟元伍角叁分"),
            ("42872.17", "肆万贰仟捌佰柒拾贰元壹角柒分"),
            ("100000000", "壹亿元整"),
            ("100000001", "壹亿零壹元整"),
            ("20000300.04", "贰仟万零叁佰元零肆分"),
            ("-5", "负伍元整"),
        ] {
            assert_eq!(capitals(amount.parse().unwrap()), said, "{amount}");
        }
    }
}
